// Tables that stand in a frame and touch its sides: the lines of both make one lattice.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

namespace gangmu {

// The smallest cells of a lattice, and which of their sides are drawn.
struct Lattice {
  std::vector<float> xs, ys;  // the lines, one more than columns and rows
  std::vector<bool> left, top;
  std::size_t columns() const { return xs.size() - 1; }
  std::size_t rows() const { return ys.size() - 1; }
  // To the left of a cell; the right side of the last column is the left one of column columns().
  bool left_of(std::size_t row, std::size_t column) const { return left[column * rows() + row]; }
  bool top_of(std::size_t row, std::size_t column) const { return top[row * columns() + column]; }
};

// Rows and columns of a lattice, the last ones not included.
struct LatticeBox {
  std::size_t row = 0, column = 0, row_end = 0, column_end = 0;
};

struct Nested {
  std::vector<std::size_t> rows;   // the rows of the lattice where cells of the frame begin
  std::vector<LatticeBox> tables;  // what stands in it, from top to bottom
};

// None where the lattice is a table: its cells are rectangles, each wide enough for a letter. That
// of a frame is what the tables in it leave.
std::optional<Nested> find_nested(const Lattice& lattice);

}  // namespace gangmu
