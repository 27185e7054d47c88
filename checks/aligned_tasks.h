// Where the tasks of the plan above are taken up below: works by their names, headings by the pairs
// of characters that they share, rare ones first, or in a sentence that does what the heading says.
// What is only named there is an answer of its own.
#pragma once

#include <optional>
#include <unordered_map>
#include <vector>

#include "checks/plan_tasks.h"
#include "checks/row_match.h"
#include "checks/task_passages.h"

namespace gangmu {

class TaskMatch : public RowMatch {
 public:
  explicit TaskMatch(const Grammar& grammar);
  void add_above(const Document& document, std::uint32_t plan, const AlignedPlan& own,
                 std::uint32_t ordinal) override;
  void add_below(const Document& document, std::uint32_t plan, const AlignedPlan& own,
                 std::uint32_t ordinal) override;
  // Of what only plans below have works first.
  std::vector<AlignmentRow> finish() override;

 private:
  struct Above {
    PlanTask task;
    std::string region;
  };
  class Below;

  void add_passages(const Document& document, std::uint32_t plan, std::uint32_t first);
  void answer(std::uint32_t row, Answer answer, const AlignedPlan& own);
  // Whether a sentence above does what the heading below says; then it answers that task.
  bool answers_passage(const PlanTask& task, const AlignedPlan& own);

  TaskReader reader_;
  std::vector<Above> above_;  // the first rows
  TaskPassages passages_;
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> postings_;  // of bigrams above
  std::unordered_map<std::string, std::vector<std::uint32_t>> plain_;       // rows by name
};

}  // namespace gangmu
