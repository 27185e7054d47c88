// The indicators of a plan as `compare` lays them beside those of another: one for each thing that
// is measured in one way, with its figures by year.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "checks/indicator_name.h"
#include "model/alignment.h"

namespace gangmu {

struct PlanIndicator {
  std::string key;      // the normal form of the name
  std::string unit;     // one for a family
  std::string context;  // folded headings above its main figure
  Sort sort = Sort::level;
  bool yearly = false;
  std::string stem;             // of a share: the key up to the word behind which its whole stands
  bool open = false;            // … which is not said
  std::vector<Aligned> stated;  // the main figure for the plan's last year first; one a year
  const Aligned& main() const { return stated.front(); }
};

class IndicatorReader {
 public:
  explicit IndicatorReader(const Grammar& grammar);
  // In the order in which tables and then the text have them. `ordinal`: of Alignment::plans.
  std::vector<PlanIndicator> read(const Document& document, std::uint32_t plan,
                                  std::uint32_t ordinal) const;

 private:
  void set_name(const Target& target, std::string_view region, PlanIndicator* out) const;

  IndicatorNames names_;
  const WordTable &alias_, &reduced_, &share_, &increment_;
};

}  // namespace gangmu
