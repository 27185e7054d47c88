// The levels that a plan tells of its indicators, by their normal form and year.
#pragma once

#include <unordered_map>
#include <vector>

#include "checks/amount.h"
#include "checks/findings.h"
#include "checks/indicator_name.h"

namespace gangmu {

struct Level {
  std::uint32_t target = 0;  // index into Document::targets
  int year = 0;
  Amount amount;
};

// Whether it tells how much there is, and no change or comparison.
bool is_level(const Target& target);

class Levels {
 public:
  Levels(const Checked& in, std::uint32_t plan);
  const IndicatorNames& names() const { return names_; }
  // The plan's place, for the names of indicators.
  const std::string& region() const { return region_; }
  // In reading order; growth may be asked for by the name of what grows.
  const std::vector<Level>& of(const std::string& key) const;
  std::string key(const Target& target) const { return names_.of(target.indicator, region_).key; }

 private:
  IndicatorNames names_;
  std::string region_;
  std::unordered_map<std::string, std::vector<Level>> levels_;
};

}  // namespace gangmu
