// What a plan gives people to do, a row a paragraph: its sentences, by when, and who is charged.
//
// Rows stand in reading order; each has a sentence or more of Document::tasks. Nothing is filled
// that the plan does not say, but for a deadline marked as inherited. A paragraph that does nothing
// but name bodies has no row: it charges the rows before it that hang under the same heading.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/document.h"

namespace gangmu {

struct TaskRow {
  std::uint32_t node = 0;
  std::uint32_t first = 0, last = 0;  // half-open, of Document::tasks
  Span span;                          // of all its sentences
  std::vector<Period> deadlines;      // those that its words state, each once; else the inherited
  std::string deadline_words;         // as printed; inherited: of the heading, empty: of the plan
  std::vector<std::uint32_t> lead, support, joint;  // of Document::duties
  std::vector<std::uint32_t> targets;               // aimed at in these sentences
};

// `sentences`: a row a sentence. Each has the duties that stand in it, and those that stand at the
// end of its paragraph.
std::vector<TaskRow> task_rows(const Document& document, bool sentences = false);

}  // namespace gangmu
