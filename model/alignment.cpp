#include "model/alignment.h"

#include <algorithm>
#include <array>

namespace gangmu {

namespace {

constexpr std::array<std::string_view, 8> kVerdicts = {
    "consistent", "stronger", "weaker", "unclear", "part", "mentioned", "missing", "added"};
constexpr std::array<std::string_view, 13> kGrounds = {
    "value", "within",   "sign",    "period",  "binding",  "words", "scope",
    "name",  "sentence", "passage", "mention", "deadline", "leader"};

constexpr std::array<std::string_view, 3> kReasons = {"upper", "no_plan", "unreadable"};

}  // namespace

std::string_view name_of(LeftOutReason reason) {
  return kReasons[static_cast<std::size_t>(reason)];
}
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
  for (const Verdict verdict : {Verdict::weaker, Verdict::unclear, Verdict::part, Verdict::stronger,
                                Verdict::consistent, Verdict::mentioned}) {
    const auto has = [&](const Answer& answer) { return answer.verdict == verdict; };
    if (std::any_of(row.answers.begin(), row.answers.end(), has)) return verdict;
  }
  return Verdict::missing;
}

bool is_open(Verdict verdict) {
  return verdict == Verdict::weaker || verdict == Verdict::unclear ||
         verdict == Verdict::mentioned || verdict == Verdict::missing;
}

const Answer* answer_of(const AlignmentRow& row, std::uint32_t plan) {
  const auto at = std::lower_bound(
      row.answers.begin(), row.answers.end(), plan,
      [](const Answer& answer, std::uint32_t other) { return answer.below.plan < other; });
  return at != row.answers.end() && at->below.plan == plan ? &*at : nullptr;
}

}  // namespace gangmu
