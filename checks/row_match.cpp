#include "checks/row_match.h"

namespace gangmu {

std::vector<AlignmentRow> RowMatch::finish() {
  for (AlignmentRow& row : rows_) row.verdict = overall(row);
  return std::move(rows_);
}

bool RowMatch::answered(std::uint32_t row, std::uint32_t plan) const {
  const std::vector<Answer>& answers = rows_[row].answers;
  return !answers.empty() && answers.back().below.plan == plan;
}

void RowMatch::add_new(const std::string& key, const Aligned& below) {
  const auto [at, fresh] = added_.emplace(key, static_cast<std::uint32_t>(rows_.size()));
  if (fresh) rows_.push_back({std::nullopt, Verdict::added, {}});
  if (answered(at->second, below.plan)) return;
  Answer answer;
  answer.verdict = Verdict::added;
  answer.below = below;
  rows_[at->second].answers.push_back(std::move(answer));
}

bool apart(const std::string& region_above, const std::string& region_below) {
  return !region_below.empty() && region_above != region_below;
}

}  // namespace gangmu
