// Which indicator of a plan below is which of the plan above.
//
// Names are looked up by their normal form, then by their last characters, never one by one, so
// that the time grows with the figures and not with their product.
#pragma once

#include <unordered_map>
#include <vector>

#include "checks/aligned_verdict.h"

namespace gangmu {

class IndicatorMatch {
 public:
  explicit IndicatorMatch(const Grammar& grammar);
  void add_above(const Document& document, std::uint32_t plan, const AlignedPlan& own,
                 std::uint32_t ordinal);
  // After all above. `ordinal`: of Alignment::plans, ascending.
  void add_below(const Document& document, std::uint32_t plan, const AlignedPlan& own,
                 std::uint32_t ordinal);
  // Rows of the plans above in their order, then what only plans below have, one for all of them.
  std::vector<AlignmentRow> finish();

 private:
  // How sure it is that two indicators are one; each is asked when those before found nothing.
  enum class Tier : std::uint8_t { same, share, heading, scope, alike };
  using Index = std::unordered_map<std::string, std::vector<std::uint32_t>>;

  struct Above {
    PlanIndicator indicator;
    std::string region;
  };

  std::vector<std::uint32_t> found(const PlanIndicator& below, Tier tier) const;
  void answer(std::uint32_t row, const PlanIndicator& below, Tier tier, const std::string& region);
  void add_new(const PlanIndicator& below);

  IndicatorReader reader_;
  Weighing weighing_;
  std::vector<Above> above_;  // the first rows
  std::vector<AlignmentRow> rows_;
  Index exact_, keys_, stems_, tails_;
  std::unordered_map<std::string, std::uint32_t> added_;  // by exact form: the row
};

// Whether one place lies in the other, as far as their names tell.
bool apart(const std::string& region_above, const std::string& region_below);

}  // namespace gangmu
