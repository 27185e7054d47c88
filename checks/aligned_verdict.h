// How a figure of a plan below stands to the figure of the plan above.
#pragma once

#include "checks/plan_indicators.h"

namespace gangmu {

class Weighing {
 public:
  explicit Weighing(const Grammar& grammar);
  // `apart`: the plans are of different places, the one above of the larger. Sets verdict, grounds,
  // share and `below`. Figures for one year are weighed where both plans have them.
  Answer weigh(const PlanIndicator& above, const PlanIndicator& below, bool apart) const;

 private:
  bool is_better_low(const PlanIndicator& above, const PlanIndicator& below) const;
  bool adds_up(const PlanIndicator& indicator) const;

  const WordTable &falling_, &intensive_, &intensive_unit_;
};

// From the senses of the grounds: both ways is unclear.
Verdict verdict_of(const std::vector<Weighed>& grounds);

}  // namespace gangmu
