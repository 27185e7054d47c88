// Drawn lines of a page as the lines of a lattice.
#pragma once

#include <span>
#include <vector>

#include "readers/page.h"

namespace gangmu {

inline constexpr float kSameRule =
    4;  // lines no farther apart are one; the narrowest cell is wider

// A level or an upright line: where it lies, and from where to where it is drawn.
struct Segment {
  float at = 0, from = 0, to = 0;
};

struct Drawing {
  std::vector<Segment> levels, uprights;  // by place; those that touch end to end are one
};

Drawing draw_rules(std::span<const PageRule> rules);
bool meets(const Segment& level, const Segment& upright);

}  // namespace gangmu
