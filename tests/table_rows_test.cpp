// Rows of tables whose layout shows the cells: by tabs, by lines.
#include "parser/table_rows.h"

#include <catch2/catch.hpp>

namespace {

using gangmu::CellColumns;
using gangmu::CellLine;
using gangmu::CellLook;

// "a|b|c" a row, "#" before a group; cells of several places joined by "+".
std::string shown(std::string_view source, const std::vector<gangmu::RowSpans>& rows) {
  std::string out;
  for (const auto& row : rows) {
    out += row.group ? "#" : "";
    for (std::size_t c = 0; c < row.cells.size(); ++c) {
      if (c > 0) out += "|";
      for (std::size_t i = 0; i < row.cells[c].size(); ++i) {
        const gangmu::Span span = row.cells[c][i];
        out += (i > 0 ? "+" : "") + std::string(source.substr(span.begin, span.size()));
      }
    }
    out += ";";
  }
  return out;
}

std::string tabbed(const std::string& source) {
  gangmu::Layout layout;
  for (std::size_t at = 0; at < source.size();) {
    const std::size_t end = std::min(source.find('\n', at), source.size());
    gangmu::LayoutLine line;
    line.span = {static_cast<gangmu::Offset>(source.find_first_not_of('\t', at)),
                 static_cast<gangmu::Offset>(end)};
    layout.lines.push_back(line);
    at = end + 1;
  }
  const auto rows =
      gangmu::tabbed_rows(source, layout, 0, static_cast<std::uint32_t>(layout.lines.size()));
  return rows ? shown(source, *rows) : "none";
}

// One letter a line: digits are serial numbers, v a value, u a unit, b a binding, others text.
std::string exploded(const std::string& source, CellColumns columns) {
  std::vector<CellLine> lines;
  for (std::size_t i = 0; i < source.size(); ++i) {
    CellLine line;
    line.span = {static_cast<gangmu::Offset>(i), static_cast<gangmu::Offset>(i + 1)};
    const char c = source[i];
    if (c >= '0' && c <= '9') {
      line.number = c - '0';
      line.look = CellLook::value;
    }
    if (c == 'v') line.look = CellLook::value;
    if (c == 'u') line.look = CellLook::unit;
    if (c == 'b') line.look = CellLook::binding;
    lines.push_back(line);
  }
  const auto rows = gangmu::exploded_rows(lines, columns);
  return rows ? shown(source, *rows) : "none";
}

CellColumns columns(bool serial, bool category, bool unit, bool binding, std::size_t values) {
  CellColumns out;
  out.serial = serial;
  out.category = category;
  out.unit = unit;
  out.binding = binding;
  out.values = values;
  return out;
}

}  // namespace

TEST_CASE("table rows: cells parted by tabs", "[table]") {
  CHECK(tabbed("a\tb\tc\nd\te\tf\n") == "a|b|c;d|e|f;");
  CHECK(tabbed("a\tb\tc\n\te\tf\n") == "a|b|c;|e|f;");  // an empty first cell
  CHECK(tabbed("a\tb\tc\ng\nd\te\tf\nh\ti\tj") == "a|b|c;#g;d|e|f;h|i|j;");
  CHECK(tabbed("a\nb\nc\n") == "none");
  CHECK(tabbed("a\tb\nc\nd\ne\n") == "none");  // most lines are none
}

TEST_CASE("table rows: one cell a line, parted by serial numbers or bindings", "[table]") {
  CHECK(exploded("1nuvvb2nuvvb", columns(true, false, true, true, 2)) ==
        "1|n|u|v|v|b;2|n|u|v|v|b;");
  CHECK(exploded("1nmuvvb", columns(true, false, true, true, 2)) == "1|n+m|u|v|v|b;");
  CHECK(exploded("g1nuvv2nuvv", columns(true, false, true, false, 2)) == "#g;1|n|u|v|v;2|n|u|v|v;");
  CHECK(exploded("gnuvvbnuvvb", columns(false, true, true, true, 2)) == "#g;n|u|v|v|b;n|u|v|v|b;");
  CHECK(exploded("1gnuvvb2nuvvb", columns(true, true, true, true, 2)) ==
        "1|g|n|u|v|v|b;2|n|u|v|v|b;");
  CHECK(exploded("nvvbnuvvb", columns(false, false, true, true, 2)) == "n||v|v|b;n|u|v|v|b;");
}

TEST_CASE("table rows: lines that do not come out even are left alone", "[table]") {
  CHECK(exploded("1nuvb", columns(true, false, true, true, 2)) == "none");
  CHECK(exploded("nuvv", columns(false, false, true, false, 2)) == "none");
  CHECK(exploded("1vuvvb", columns(true, false, true, true, 2)) == "none");
  CHECK(exploded("", columns(true, false, true, true, 2)) == "none");
}
