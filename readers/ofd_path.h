// What is drawn, as far as it can be the border of a table, a frame or a rule.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "readers/ofd_matrix.h"
#include "readers/page.h"

namespace gangmu {

struct OfdPen {
  bool strokes = true, fills = false;
  bool paper = false;  // fills in white: an area of it shows nothing
  double width = 0;    // of the stroke, in points
};

// Adds the horizontal and vertical lines of a path (its AbbreviatedData) that `to_page` brings to
// the page: straight parts of strokes, thin filled rectangles, the sides of wider ones. Curves and
// slanted lines are none. Stops behind `most` parts of the path; the result is how many there were.
std::size_t add_rules(std::string_view data, const OfdMatrix& to_page, const OfdPen& pen,
                      std::size_t most, std::vector<PageRule>* rules);

}  // namespace gangmu
