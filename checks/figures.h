// One indicator, one time, two figures: within a plan, and between plans of one place.
//
// Figures are kept by the normal form of their indicator, unit, time and kind, so that a thousand
// plans are compared in the time that it takes to read them.
#pragma once

#include <memory>

#include "checks/findings.h"

namespace gangmu {

class FigureCheck {
 public:
  explicit FigureCheck(const Grammar& grammar);
  ~FigureCheck();
  void add(const Checked& in);
  void finish(Findings* findings);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// "≥60" and its unit: with a sign for the operator, as printed.
std::string figure_sign(const Figure& figure);

}  // namespace gangmu
