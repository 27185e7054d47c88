#include "exporters/word_tables.h"

#include <algorithm>
#include <pugixml.hpp>
#include <string>
#include <vector>

#include "exporters/word_runs.h"
#include "exporters/word_styles.h"
#include "exporters/word_xml.h"
#include "model/text.h"

namespace gangmu {

namespace {

using pugi::xml_node;

constexpr std::size_t kMostColumns = 63;  // of a table that Word opens
constexpr std::size_t kWideColumns = 9;   // from here on a page is laid across

// A cell of the grid: which of a row it shows, begun there or above.
struct Place {
  std::uint32_t row = kNone, cell = 0;
  std::size_t column = 0, end = 0;  // of the cell, half-open
  bool operator==(const Place&) const = default;
};

class Grid {
 public:
  explicit Grid(const Table& table)
      : table_(table), places_(table.rows.size()), full_width_(width_of(table)) {
    for (std::uint32_t r = 0; r < table.rows.size(); ++r) place_row(r);
    for (auto& row : places_) row.resize(width_);
  }

  std::size_t width() const { return width_; }
  const std::vector<std::vector<Place>>& places() const { return places_; }

 private:
  // Where the cells of a table were told from lines, the first of a row takes the places that the
  // row has too few cells for: the one cell of a row that names those below it all of them, the
  // name in a row below such a one that of the column in which that stands.
  std::size_t first_span(std::uint32_t r) const {
    const std::vector<Cell>& row = table_.rows[r];
    const bool covered = std::any_of(places_[r].begin(), places_[r].end(),
                                     [](const Place& place) { return place.row != kNone; });
    std::size_t sum = 0;
    for (const Cell& cell : row) sum += std::max<std::size_t>(cell.column_span, 1);
    if (r < table_.header_rows || table_.header_rows == 0 || covered || sum >= full_width_) {
      return 0;
    }
    const std::size_t missing = full_width_ - sum;
    if (row.size() == 1) return missing;
    const bool unnamed =
        missing < table_.columns.size() && table_.columns[missing].role == ColumnRole::indicator;
    return unnamed ? missing : 0;
  }

  void place_row(std::uint32_t r) {
    std::size_t column = 0;
    const std::size_t more = first_span(r);
    for (std::uint32_t c = 0; c < table_.rows[r].size(); ++c) {
      const Cell& cell = table_.rows[r][c];
      while (column < places_[r].size() && places_[r][column].row != kNone) ++column;
      if (column >= kMostColumns) break;
      const std::size_t span = std::max<std::size_t>(cell.column_span, 1) + (c == 0 ? more : 0);
      std::size_t end = column + 1;
      while (end < std::min(column + span, kMostColumns) && is_free(r, end)) ++end;
      const std::size_t bottom =
          std::min<std::size_t>(r + std::max<std::size_t>(cell.row_span, 1), table_.rows.size());
      const Place own = {r, c, column, end};
      for (std::size_t row = r; row < bottom; ++row) {
        if (row > r && !is_free_from(row, column, end)) break;
        places_[row].resize(std::max(places_[row].size(), end));
        std::fill(places_[row].begin() + static_cast<std::ptrdiff_t>(column),
                  places_[row].begin() + static_cast<std::ptrdiff_t>(end), own);
      }
      width_ = std::max(width_, end);
      column = end;
    }
  }

  bool is_free(std::size_t row, std::size_t column) const {
    return column >= places_[row].size() || places_[row][column].row == kNone;
  }
  bool is_free_from(std::size_t row, std::size_t column, std::size_t end) const {
    for (; column < end; ++column) {
      if (!is_free(row, column)) return false;
    }
    return true;
  }

  static std::size_t width_of(const Table& table) {
    std::size_t width = 1;
    for (const auto& row : table.rows) {
      std::size_t sum = 0;
      for (const Cell& cell : row) sum += std::max<std::size_t>(cell.column_span, 1);
      width = std::max(width, sum);
    }
    return std::min(width, kMostColumns);
  }

  const Table& table_;
  std::vector<std::vector<Place>> places_;
  std::size_t full_width_;  // of the row with most cells
  std::size_t width_ = 0;
};

class TableWriter {
 public:
  TableWriter(const Document& document, const Table& table, bool wide)
      : document_(document), table_(table), grid_(table), texts_(table.rows.size()) {
    gather();
    set_widths(wide ? kTextHeight : kTextWidth);
  }

  void write(xml_node parent) const {
    const xml_node out = add(parent, "w:tbl");
    const xml_node properties = add(out, "w:tblPr");
    add_value(properties, "w:tblStyle", style::kTableGrid);
    const xml_node width = add(properties, "w:tblW");
    set(width, "w:w", total(0, widths_.size()));
    set(width, "w:type", "dxa");
    add_value(properties, "w:jc", "center");
    set(add(properties, "w:tblLayout"), "w:type", "fixed");
    const xml_node columns = add(out, "w:tblGrid");
    for (const int column : widths_) set(add(columns, "w:gridCol"), "w:w", column);
    for (std::uint32_t r = 0; r < table_.rows.size(); ++r) write_row(out, r);
  }

 private:
  // The words of cells that the grid has no place for stand behind those of the last one in the
  // row, which may have begun above.
  void gather() {
    for (std::uint32_t r = 0; r < table_.rows.size(); ++r) {
      const std::vector<Place>& places = grid_.places()[r];
      texts_[r].resize(table_.rows[r].size());
      std::vector<bool> shown(table_.rows[r].size(), false);
      Place last;
      for (const Place& place : places) {
        if (place.row == r) shown[place.cell] = true;
        if (place.row != kNone && (place.row == r || last.row != r)) last = place;
      }
      for (std::uint32_t c = 0; c < table_.rows[r].size(); ++c) {
        const std::string_view text = document_.text(table_.rows[r][c].text);
        std::string& place = shown[c] ? texts_[r][c] : texts_[last.row][last.cell];
        if (!place.empty() && !text.empty()) place += ' ';
        place += text;
      }
    }
  }

  // Each column gets what its longest cell asks for, within a least and a most, and a share of the
  // rest.
  void set_widths(int room) {
    constexpr double kLeast = 5, kMost = 40;  // in halves of an ideograph
    std::vector<double> asked(grid_.width(), kLeast);
    short_.assign(grid_.width(), true);
    for (std::uint32_t r = 0; r < table_.rows.size(); ++r) {
      for (const Place& place : grid_.places()[r]) {
        if (place.row != r || place.end - place.column != 1) continue;
        const double own = columns_of(texts_[r][place.cell]) + 2;
        asked[place.column] = std::max(asked[place.column], std::min(own, kMost));
        if (r >= table_.header_rows && own > kShort) short_[place.column] = false;
      }
    }
    double sum = 0;
    for (const double width : asked) sum += width;
    int left = room;
    for (std::size_t i = 0; i < asked.size(); ++i) {
      const int width = i + 1 == asked.size() ? left : static_cast<int>(room * asked[i] / sum);
      widths_.push_back(width);
      left -= width;
    }
  }

  int total(std::size_t column, std::size_t end) const {
    int sum = 0;
    for (; column < end; ++column) sum += widths_[column];
    return sum;
  }

  void write_row(xml_node parent, std::uint32_t r) const {
    const xml_node row = add(parent, "w:tr");
    const xml_node properties = add(row, "w:trPr");
    add(properties, "w:cantSplit");
    if (r < table_.header_rows) add(properties, "w:tblHeader");
    const auto& places = grid_.places()[r];
    for (std::size_t column = 0; column < places.size();) {
      Place place = places[column];
      if (place.row == kNone) place.end = column + 1;
      write_cell(row, r, place, column);
      column = std::max(place.end, column + 1);
    }
  }

  void write_cell(xml_node parent, std::uint32_t r, const Place& place, std::size_t column) const {
    const xml_node cell = add(parent, "w:tc");
    const xml_node properties = add(cell, "w:tcPr");
    const xml_node width = add(properties, "w:tcW");
    set(width, "w:w", total(column, place.end));
    set(width, "w:type", "dxa");
    if (place.end - column > 1) {
      add_value(properties, "w:gridSpan", static_cast<int>(place.end - column));
    }
    const bool begins = place.row == r;
    const bool goes_on =
        place.row != kNone && r + 1 < table_.rows.size() && grid_.places()[r + 1][column] == place;
    if (place.row != kNone && (!begins || goes_on)) {
      const xml_node merge = add(properties, "w:vMerge");
      if (begins) set(merge, "w:val", "restart");
    }
    add_value(properties, "w:vAlign", "center");
    const bool head = r < table_.header_rows;
    const xml_node paragraph =
        gangmu::add_paragraph(cell, head ? style::kTableHead : style::kTableText);
    if (!begins) return;
    const bool banner = place.end - place.column == grid_.width();
    if (!head && !banner && short_[place.column]) {
      add_value(properties_of(paragraph), "w:jc", "center");
    }
    add_text(paragraph, texts_[r][place.cell]);
  }

  static constexpr double kShort = 14;  // halves of an ideograph: columns to be centred

  const Document& document_;
  const Table& table_;
  Grid grid_;
  std::vector<std::vector<std::string>> texts_;  // by row and cell
  std::vector<int> widths_;
  std::vector<bool> short_;
};

}  // namespace

bool is_wide_table(const Table& table) {
  std::size_t width = 0;
  for (const auto& row : table.rows) {
    std::size_t sum = 0;
    for (const Cell& cell : row) sum += std::max<std::size_t>(cell.column_span, 1);
    width = std::max(width, sum);
  }
  return width >= kWideColumns;
}

void add_table(xml_node parent, const Document& document, const Table& table, bool wide) {
  const bool empty =
      std::all_of(table.rows.begin(), table.rows.end(), [](auto& row) { return row.empty(); });
  if (!empty) TableWriter(document, table, wide).write(parent);
}

}  // namespace gangmu
