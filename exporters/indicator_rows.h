// The figures of a document gathered into the rows of a table of indicators.
//
// What holds of the rows:
//   - a row's figures are of one indicator, one family of units and one measure: growth stands in
//     a row of its own beside a level, and an increment takes no level as its base;
//   - rows that the plan's tables of indicators print come first, in their order, then those that
//     only the text has, in reading order; plan after plan;
//   - equal figures of one year stand once;
//   - group and nature come from any figure of the indicator.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/document.h"

namespace gangmu {

// Figures are indices into Document::targets.
struct IndicatorRow {
  std::uint32_t main = kNone;         // for the plan's last year, else the first
  std::uint32_t base = kNone;         // where it starts from
  std::vector<std::uint32_t> stated;  // all targets, by year, each value once
  std::uint32_t horizon = kNone;      // … beyond the plan's last year, the latest
  std::vector<std::uint32_t> others;  // for the year of `main`, in other places
  bool agrees = true;                 // … all say the same
  std::string category;
  std::optional<bool> binding;
};

std::vector<IndicatorRow> indicator_rows(const Document& document);

}  // namespace gangmu
