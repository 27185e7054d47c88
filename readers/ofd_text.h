// From characters at their places to the runs of a page.
#pragma once

#include <cstdint>
#include <vector>

#include "readers/ofd_matrix.h"
#include "readers/page.h"

namespace gangmu {

// The characters of one TextCode on the page, in points. One of them at least is no blank.
struct OfdPiece {
  struct Char {
    char32_t c;
    OfdPoint at;  // on the base line, where it begins
  };
  std::vector<Char> chars;
  OfdPoint em;      // how far a character of full width reaches along its base line
  double size = 0;  // of the font, as shown
  std::uint16_t font = 0;
  int quarter = 0;  // quarters of a turn, clockwise, of its letters; -1: aslant
};

// How wide a character is, in parts of the font's size. The font itself is not asked.
double natural_width(char32_t c);
// 0 to 3; -1 for what is set aslant.
int quarter_of(OfdPoint direction);

// Makes runs of the pieces, in their order. A page most of whose characters are turned (a wide
// table on an upright sheet) is turned with all that is on it. What stands in another direction
// than most is a run of its own that says so.
void set_runs(const std::vector<OfdPiece>& pieces, Page* page);

}  // namespace gangmu
