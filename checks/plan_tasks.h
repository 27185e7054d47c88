// The tasks of a plan as `compare` lays them beside those of another: its headings of tasks, and
// the works and programmes that it names in them.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/alignment.h"
#include "parser/grammar.h"

namespace gangmu {

// Two neighbouring characters of a text as a number. Each stands once, ascending.
using Bigrams = std::vector<std::uint64_t>;

struct PlanTask {
  Aligned shown;
  std::uint32_t node = 0;
  std::uint32_t parent = kNone;  // the heading above, among the tasks of the plan
  bool leaf = false;             // no heading of a task below it
  std::string plain;             // the name, folded, without blanks and quotation marks
  std::string core;              // of a work: what stands in quotation marks, likewise
  Bigrams bigrams;               // of the words that say what is done
};

class TaskReader {
 public:
  explicit TaskReader(const Grammar& grammar);
  // In reading order; a work that is named several times once.
  std::vector<PlanTask> read(const Document& document, std::uint32_t plan,
                             std::uint32_t ordinal) const;
  // Of a text without the words that do not say what is done.
  Bigrams bigrams(std::string_view plain) const;

 private:
  const WordTable& weak_;
};

// Folded, without blanks and quotation marks.
std::string plain_text(std::string_view text);
// The nodes whose sections tell tasks: all but introductions where the plan has no such section.
bool tells_tasks(const Document& document, std::uint32_t node, bool has_tasks);
bool has_task_section(const Document& document, std::uint32_t plan);

}  // namespace gangmu
