#include "model/alignment.h"

#include <algorithm>
#include <array>

namespace gangmu {

namespace {

constexpr std::array<std::string_view, 7> kVerdicts = {
    "consistent", "stronger", "weaker", "unclear", "part", "missing", "added"};
constexpr std::array<std::string_view, 11> kGrounds = {"value",   "within",   "sign",  "period",
                                                       "binding", "words",    "scope", "name",
                                                       "mention", "deadline", "leader"};

}  // namespace

std::string_view name_of(Verdict verdict) { return kVerdicts[static_cast<std::size_t>(verdict)]; }
std::string_view name_of(Ground ground) { return kGrounds[static_cast<std::size_t>(ground)]; }

std::string with_marker(std::string_view marker, std::string_view title) {
  if (marker.empty() || title.empty()) return std::string(marker) + std::string(title);
  std::size_t end = marker.size();
  const char32_t last = previous_char(marker, end);
  const bool joined = is_wide(last) && !is_han(last);
  return std::string(marker) + (joined ? "" : " ") + std::string(title);
}

Verdict overall(const AlignmentRow& row) {
  if (!row.above) return Verdict::added;
  for (const Verdict verdict :
       {Verdict::weaker, Verdict::unclear, Verdict::part, Verdict::stronger, Verdict::consistent}) {
    const auto has = [&](const Answer& answer) { return answer.verdict == verdict; };
    if (std::any_of(row.answers.begin(), row.answers.end(), has)) return verdict;
  }
  return Verdict::missing;
}

const Answer* answer_of(const AlignmentRow& row, std::uint32_t plan) {
  const auto at = std::lower_bound(
      row.answers.begin(), row.answers.end(), plan,
      [](const Answer& answer, std::uint32_t other) { return answer.below.plan < other; });
  return at != row.answers.end() && at->below.plan == plan ? &*at : nullptr;
}

}  // namespace gangmu
