#include "parser/section_times.h"

#include <algorithm>

namespace gangmu {

std::optional<TimeRef> SectionTimes::above(const Document& document, std::uint32_t node) {
  while (!headings_.empty() && headings_.back().end <= node) headings_.pop_back();
  const auto time = headings_.empty() ? std::nullopt : headings_.back().time;
  const Node& own = document.nodes[node];
  if (own.end == node + 1 || own.title.empty()) return time;
  Heading heading = {own.end, time};
  quantities_.scan(fold(document.text(own.title)), &found_);
  bool named = false;  // of several the last is that of the whole section
  for (const TimeRef& next : found_.times) {
    if (!next.last || next.base || (named && *next.last < *heading.time->last)) continue;
    heading.time = next;
    named = true;
  }
  headings_.push_back(heading);
  return time;
}

std::optional<int> SectionTimes::goal_year(const Document& document, const Plan& plan) {
  constexpr int kOutlook = 10;  // years from the aims to what is only looked out for
  if (plan.end) return std::nullopt;
  std::optional<int> first, last;
  for (std::uint32_t i = plan.first_node; i < plan.last_node; ++i) {
    const Node& node = document.nodes[i];
    if (node.role != Role::goals || node.zone != Zone::body) continue;
    for (const Slice slice : {node.title, node.text}) {
      quantities_.scan(fold(document.text(slice)), &found_);
      for (const TimeRef& time : found_.times) {
        if (time.kind != PeriodKind::by || !time.last) continue;
        if (first && *time.last >= *first + kOutlook) continue;
        first = first ? std::min(*first, *time.last) : time.last;
        last = last ? std::max(*last, *time.last) : time.last;
      }
    }
  }
  return first == last ? first : std::nullopt;  // of two steps none is that of all tasks
}

}  // namespace gangmu
