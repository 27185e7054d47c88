// Where the tasks of the plan above are taken up below: works by their names, headings by the pairs
// of characters that they share, rare ones first, or in a sentence that says what the heading says.
//
// What a plan below answers does not depend on the other plans below.
#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "checks/plan_tasks.h"

namespace gangmu {

class TaskMatch {
 public:
  explicit TaskMatch(const Grammar& grammar);
  void add_above(const Document& document, std::uint32_t plan, const AlignedPlan& own,
                 std::uint32_t ordinal);
  // After all above. `ordinal`: of Alignment::plans, ascending.
  void add_below(const Document& document, std::uint32_t plan, const AlignedPlan& own,
                 std::uint32_t ordinal);
  // Rows of the plans above in reading order, then what only plans below have, works first.
  std::vector<AlignmentRow> finish();

 private:
  struct Above {
    PlanTask task;
    std::string region;
  };
  class Below;

  void answer(std::uint32_t row, Aligned below, double likeness, const AlignedPlan& own);
  void add_new(const PlanTask& task);

  TaskReader reader_;
  std::vector<Above> above_;  // the first rows
  std::vector<AlignmentRow> rows_;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> postings_;  // of bigrams above
  std::unordered_map<std::string, std::vector<std::uint32_t>> plain_;       // rows by name
  std::unordered_map<std::string, std::uint32_t> added_;                    // by name: the row
};

}  // namespace gangmu
