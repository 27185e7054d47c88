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
  double width = 0;  // of the stroke, in points
};

// Adds the horizontal and vertical lines of a path (its AbbreviatedData) that `to_page` brings to
// the page: straight parts of strokes, and filled rectangles as thin as a line. Areas, curves and
// slanted lines are none. Stops behind `most` parts of the path; the result is how many there were.
std::size_t add_rules(std::string_view data, const OfdMatrix& to_page, const OfdPen& pen,
                      std::size_t most, std::vector<PageRule>* rules);

}  // namespace gangmu
