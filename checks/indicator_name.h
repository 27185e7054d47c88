// The normal form of an indicator's name, in which two wordings of one indicator are equal.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "model/document.h"
#include "parser/grammar.h"

namespace gangmu {

// Which figures of an indicator can be held against each other.
enum class Sort : std::uint8_t { level, change, growth, rank, multiple };
Sort sort_of(Measure measure);

struct IndicatorName {
  std::string key;    // folded, without blanks, in the words of check_alias
  bool exact = true;  // nothing was left out but the place and the words for how much
};

class IndicatorNames {
 public:
  explicit IndicatorNames(const Grammar& grammar);
  // `region`: the place that the plan is of, or "".
  IndicatorName of(std::string_view indicator, std::string_view region) const;
  // The same of a name that tells of growth, without the words for it.
  IndicatorName of_growth(std::string_view indicator, std::string_view region) const;
  // One name for units that count the same things.
  std::string unit(std::string_view unit) const;

 private:
  const WordTable &alias_, &amount_, &growth_, &units_, &others_;
};

}  // namespace gangmu
