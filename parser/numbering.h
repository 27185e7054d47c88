// Which candidate markers are headings, decided together over the whole document.
//
// A reading is a choice for every place where a marker may stand: no marker, or one of the rules
// that match there, hung at some height of the stack of open headings. Each reading costs what it
// leaves unexplained: gaps, repeats, lists that start at another number than one, strong markers
// that are taken for text, weak ones that are taken for markers. Beam search keeps the cheapest
// readings while going over the places once, so that time is linear and a marker that comes later
// can still overturn an earlier choice.
//
// A box (rule flag "scope") opens a scope: its inner numbering starts afresh, and the scope ends
// where a marker carries on the numbering outside.
#pragma once

#include <cstdint>
#include <vector>

#include "parser/layout.h"
#include "parser/plan_title.h"

namespace gangmu {

struct Decision {
  std::uint32_t candidate = kNone;  // index into Layout::candidates
  std::uint32_t title = kNone;      // index into the titles: a plan starts here
  std::uint16_t depth = 0;          // height of the stack of open headings below this one
};

struct Irregularity {
  Code code = Code::numbering_gap;
  std::uint32_t candidate = 0;
  int expected = 0;
};

struct Reading {
  std::vector<Decision> decisions;  // in reading order
  std::vector<Irregularity> irregularities;
  std::vector<std::uint32_t> doubtful;  // candidates that another reading hangs elsewhere
};

Reading read_numbering(const Document& document, const Layout& layout,
                       const std::vector<PlanTitle>& titles, const Grammar& grammar,
                       const std::vector<bool>& closed_blocks);

}  // namespace gangmu
