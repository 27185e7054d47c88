// What a plan asks to be done, gathered into the rows of a table of tasks.
//
// What holds of the rows:
//   - each paragraph that holds a task (Document::tasks) stands in one row, and so does each other
//     one that charges somebody;
//   - a paragraph that does nothing but name bodies has no row: it charges the rows before it that
//     hang under the same heading;
//   - rows stand in reading order.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model/document.h"

namespace gangmu {

struct TaskRow {
  std::uint32_t node = 0;
  std::vector<std::uint32_t> targets;  // what is to be reached, indices into Document::targets
  std::vector<std::uint32_t> duties;   // indices into Document::duties
  std::optional<int> deadline;         // a year, the last one of several
  bool stated = false;                 // the paragraph or the charge says it; else it is inherited
};

std::vector<TaskRow> task_rows(const Document& document);

}  // namespace gangmu
