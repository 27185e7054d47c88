// Which units of one draft are which of the other.
//
// What is certain goes first: words that stand once in each, what stands beside them, headings
// whose children are the same, equal words below the same heading. Then what is alike, found
// through rare pairs of characters, so that time stays near linear; then what stands alone between
// the same neighbours. No unit is matched twice, but paragraphs that were split or joined are a
// group.
#pragma once

#include <cstdint>
#include <vector>

#include "checks/draft.h"

namespace gangmu {

// One unit that became several, or several one: in reading order, one side has one.
struct UnitGroup {
  std::vector<std::uint32_t> before, after;
};

struct Matching {
  std::vector<std::uint32_t> after_of;   // for each unit of the old draft, or kNone
  std::vector<std::uint32_t> before_of;  // for each of the new one
  std::vector<UnitGroup> groups;         // the one is matched with the first of the others, and
                                         // each of these with it
};

Matching match_units(const Draft& before, const Draft& after);

}  // namespace gangmu
