// The rows of a table whose layout shows its cells plainly: parted by tabs, or one cell a line.
//
// A cell is the places of the source that make it up, in order; an empty cell has none.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "model/document.h"
#include "parser/layout.h"

namespace gangmu {

using CellSpans = std::vector<Span>;
struct RowSpans {
  std::vector<CellSpans> cells;
  bool group = false;  // names the rows below it
};

// Lines whose cells are parted by tabs; nothing unless most lines have as many as the first.
std::optional<std::vector<RowSpans>> tabbed_rows(std::string_view source, const Layout& layout,
                                                 std::uint32_t first, std::uint32_t last);

// The cells of a line that blanks set apart: two or more of them, or one wide one. One cell for a
// line without.
CellSpans spaced_cells(std::string_view source, Span line);
// Lines whose cells are set apart by blanks: as many in each as there are heads, or each below the
// head of its column, so that a cell may go on in the lines below. Nothing when they are neither.
// `heads` is the number of the line of heads.
std::optional<std::vector<RowSpans>> spaced_rows(std::string_view source, const Layout& layout,
                                                 std::uint32_t heads, std::uint32_t last);

// What one line of a table that has a cell a line can be.
enum class CellLook : std::uint8_t { text, value, unit, binding };
struct CellLine {
  Span span;
  CellLook look = CellLook::text;
  int number = -1;  // of a line that is nothing but a number
};
// The columns such a table has, in this order. The category stands in the first row of its group,
// behind the serial number where there is one.
struct CellColumns {
  bool serial = false, category = false, unit = false, binding = false;
  std::size_t values = 0;
};
// Cells of one line each, as many a row as there are columns, each row begun by its serial number.
// Nothing when a row does not come out even.
std::optional<std::vector<RowSpans>> even_rows(const std::vector<CellLine>& lines,
                                               std::size_t columns);
// Cells of one line each, told apart by what ends or begins a row: the binding or the serial
// number. Nothing when a row does not come out even.
std::optional<std::vector<RowSpans>> exploded_rows(const std::vector<CellLine>& lines,
                                                   const CellColumns& columns);

}  // namespace gangmu
