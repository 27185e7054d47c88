// Text set in two columns side by side: where the gutter between them lies.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "readers/page_grid.h"
#include "readers/page_line.h"

namespace gangmu {

// A strip of a page whose text runs down its left column, then down its right one.
struct Gutter {
  float top = 0, bottom = 0;
  float left = 0, from = 0;  // the left column
  float to = 0, right = 0;   // the right column
  float middle() const { return (from + to) / 2; }
  bool holds(float y) const { return y > top && y < bottom; }
};

// From top to bottom. `before`: a gutter of the page before, which tells a page with few lines.
std::vector<Gutter> find_gutters(const Pages& pages, const Page& page,
                                 std::span<const PageGrid> drawn,
                                 const std::optional<Gutter>& before);

}  // namespace gangmu
