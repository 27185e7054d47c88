#include "checks/levels.h"

namespace gangmu {

namespace {

constexpr std::size_t kMostLevels = 200;  // of one indicator; no plan tells as many

}  // namespace

bool is_level(const Target& target) {
  return (target.measure == Measure::level || target.measure == Measure::share) &&
         target.relative_to.empty() && !target.number.empty();
}

Levels::Levels(const Checked& in, std::uint32_t plan)
    : names_(in.grammar), region_(in.origin(plan).region) {
  const TargetRange range = targets_of(in.document, plan);
  for (std::uint32_t i = range.first; i < range.last; ++i) {
    const Target& target = in.document.targets[i];
    const bool level = target.measure == Measure::level || target.measure == Measure::share ||
                       target.measure == Measure::flow;
    const bool dated = target.period && target.period->end;
    if (!level || !dated || target.op == Op::between) continue;
    const auto amount = amount_of(target);
    if (!amount) continue;
    std::vector<Level>& levels = levels_[key(target)];
    if (levels.size() < kMostLevels) levels.push_back({i, *target.period->end, *amount});
  }
}

const std::vector<Level>& Levels::of(const std::string& key) const {
  static const std::vector<Level> kNoLevels;
  const auto at = levels_.find(key);
  return at == levels_.end() ? kNoLevels : at->second;
}

}  // namespace gangmu
