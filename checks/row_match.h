// Rows of the plans above with the answers of plans below, while they are found; what tells
// indicators and tasks apart stands in IndicatorMatch and TaskMatch.
//
// What a plan below answers does not depend on the other plans below.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "model/alignment.h"

namespace gangmu {

class RowMatch {
 public:
  virtual ~RowMatch() = default;
  virtual void add_above(const Document& document, std::uint32_t plan, const AlignedPlan& own,
                         std::uint32_t ordinal) = 0;
  // After all above. `ordinal`: of Alignment::plans, ascending.
  virtual void add_below(const Document& document, std::uint32_t plan, const AlignedPlan& own,
                         std::uint32_t ordinal) = 0;
  // Rows of the plans above in their order, then what only plans below have, one for all of them.
  virtual std::vector<AlignmentRow> finish();

 protected:
  bool answered(std::uint32_t row, std::uint32_t plan) const;
  // What nothing above is; `key` is that of the same in other plans below.
  void add_new(const std::string& key, const Aligned& below);

  std::vector<AlignmentRow> rows_;

 private:
  std::unordered_map<std::string, std::uint32_t> added_;  // by key: the row
};

// Whether the plans are of two places, as far as their names tell.
bool apart(const std::string& region_above, const std::string& region_below);

}  // namespace gangmu
