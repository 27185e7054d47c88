// Which indicator of a plan below is which of the plan above.
//
// Names are looked up by their normal form, then by their last characters and rare pairs of
// characters, never one by one, so that the time grows with the figures and not with their product.
#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include "checks/aligned_verdict.h"
#include "checks/likeness.h"
#include "checks/row_match.h"

namespace gangmu {

class IndicatorMatch : public RowMatch {
 public:
  explicit IndicatorMatch(const Grammar& grammar);
  void add_above(const Document& document, std::uint32_t plan, const AlignedPlan& own,
                 std::uint32_t ordinal) override;
  void add_below(const Document& document, std::uint32_t plan, const AlignedPlan& own,
                 std::uint32_t ordinal) override;

 private:
  // How sure it is that two indicators are one; each is asked when those before found nothing.
  enum class Tier : std::uint8_t { same, share, heading, scope, alike };
  using Index = std::unordered_map<std::string, std::vector<std::uint32_t>>;

  struct Above {
    PlanIndicator indicator;
    std::string region;
  };

  std::vector<std::uint32_t> found(const PlanIndicator& below, Tier tier) const;
  bool names_alone(std::string_view headings, std::string_view name) const;
  void answer_sure(Tier tier, std::uint32_t ordinal, const std::string& region,
                   std::vector<PlanIndicator>* open);
  // By names that are only alike: each to the one that it is most like.
  void answer_alike(std::uint32_t ordinal, const std::string& region,
                    std::vector<PlanIndicator>* open);
  double alike(const PlanIndicator& above, const PlanIndicator& below) const;
  void answer(std::uint32_t row, const PlanIndicator& below, Tier tier, const std::string& region);

  IndicatorReader reader_;
  Weighing weighing_;
  const WordTable &grade_, &joints_, &others_, &not_;
  std::vector<Above> above_;  // the first rows
  Index exact_, keys_, stems_, tails_;
  std::vector<Pairs> pairs_;  // of the keys above
  std::unique_ptr<LikeTexts> like_;
};

}  // namespace gangmu
