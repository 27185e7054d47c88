// Drawn lines of a page → grids of cells: tables, and frames around boxes.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "readers/page_rules.h"

namespace gangmu {

struct GridCell {
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  std::uint16_t row = 0, column = 0;
  std::uint16_t row_span = 1, column_span = 1;
};
struct PageGrid {
  std::vector<float> xs, ys;    // the lines of the grid, one more than columns and rows
  std::vector<GridCell> cells;  // by row, then column; they do not overlap
  bool inferred = false;        // its uprights are not drawn, and may lie elsewhere on each page
  float x0() const { return xs.front(); }
  float x1() const { return xs.back(); }
  float y0() const { return ys.front(); }
  float y1() const { return ys.back(); }
  std::size_t columns() const { return xs.size() - 1; }
  std::size_t rows() const { return ys.size() - 1; }
};

// Lines that touch make one grid; what they do not close on all sides is no cell, but the outer
// sides of a table may be open where its level lines end together. A frame is parted from the
// tables in it though they touch its sides, and stands before them.
std::vector<PageGrid> find_grids(std::span<const PageRule> rules);

}  // namespace gangmu
