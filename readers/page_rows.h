// Rows of a table that no lines part, told by what stands beside each other.
#pragma once

#include <span>
#include <vector>

#include "readers/page_line.h"

namespace gangmu {

struct Extent {
  float from = 0, to = 0;
  bool digits = false;  // a word that begins with one and has no letters
};

// What stands on one base line of a table: words, as far as gaps part them.
struct TableLine {
  float base = 0, size = 0;
  std::vector<Extent> words;
  bool parted = false;   // by a gap as wide as between cells
  bool number = false;   // the first word is digits
  int last_number = -1;  // what the last word counts, where it is digits
  bool across = false;   // it belongs to all columns
  float middle() const { return base - 0.3f * size; }
  float top() const { return middle() - 0.5f * size; }
  float bottom() const { return middle() + 0.5f * size; }
};
TableLine table_line(const PageLine& line);

// Words of one line in one column, or in several where they lie across.
struct TablePiece {
  std::size_t first = 0, last = 0;  // columns
  float from = 0, to = 0;
  float top = 0, bottom = 0;
  float middle() const { return (top + bottom) / 2; }
  bool crosses() const { return first != last; }
  std::size_t columns() const { return last - first + 1; }
  bool number = false;  // it begins with a digit
};
// `uprights`: one more than there are columns, from left to right.
std::vector<TablePiece> pieces_of(const TableLine& line, const std::vector<float>& uprights);

// Sets across what stands alone in the middle of the table and not where its column has its words,
// and, below so many lines of header, what reaches alone from the first column over others.
// `sides`: whether the sides of the table are known, and so its middle.
void set_across(std::span<TableLine> lines, std::size_t header, const std::vector<float>& uprights,
                bool sides);

struct TableRow {
  std::vector<TablePiece> pieces;
  float top() const;
  float bottom() const;
  void add(const std::vector<TablePiece>& more);
};

// Lines that fill most columns, or have the number that counts them, are rows of their own, as is
// what stands alone across columns or in their middle; the others are what cells go on with: below
// such a line, or on both sides of it where cells stand in the middle of their rows. Without any
// such line all are one row.
std::vector<TableRow> find_rows(std::span<const TableLine> lines,
                                const std::vector<float>& uprights);

// For each row the one in which its first cell begins: cells there that are blank belong to the one
// above, or, where what stands in them stands in their middle, to the one around.
std::vector<std::size_t> merged_first_cells(std::span<const TableRow> rows);

}  // namespace gangmu
