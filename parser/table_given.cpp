// Tables whose cells the source itself marks (DOCX, HTML, Markdown): what is left to find out is
// the header, the rows that name groups, and what the columns hold.
#include <algorithm>

#include "parser/clean.h"
#include "parser/table.h"
#include "parser/table_cells.h"

namespace gangmu {

namespace {

class Builder {
 public:
  Builder(Document* document, const Layout& layout, const Grammar& grammar,
          const QuantityReader& quantities)
      : document_(*document),
        layout_(layout),
        cells_(document->source.text, layout, grammar, quantities),
        cleaner_(document) {}

  Table read(const SourceTable& given, std::uint32_t first_row) {
    for (std::size_t r = first_row; r < given.rows.size(); ++r) add_row(given.rows[r]);
    grid_ = grid_columns(table_);
    for (std::size_t r = 0; r < table_.rows.size(); ++r) {
      for (std::size_t c = 0; c < table_.rows[r].size(); ++c) {
        width_ = std::max(width_, grid_[r][c] + table_.rows[r][c].column_span);
      }
    }
    find_header(given.header_rows > first_row ? given.header_rows - first_row : 0);
    find_groups();
    return std::move(table_);
  }

 private:
  void add_row(const std::vector<SourceCell>& row) {
    std::vector<Cell>& cells = table_.rows.emplace_back();
    for (const SourceCell& given : row) {
      Cell cell;
      cell.row_span = given.row_span;
      cell.column_span = given.column_span;
      cell.span = given.span;
      const auto at = static_cast<Offset>(document_.clean.size());
      cell.text = {at, at};
      if (!given.span.empty()) {
        cell.text = cleaner_.append(pieces_between(layout_, given.span.begin, given.span.end));
        if (!cell.text.empty()) cell.span = document_.source_of(cell.text);  // without blanks
      }
      cells.push_back(cell);
    }
  }

  std::string_view text_of(const Cell& cell) const { return document_.text(cell.text); }

  // A row of a single cell as wide as the table.
  bool is_banner(const std::vector<Cell>& row) const {
    return row.size() == 1 && row.front().column_span == width_ && width_ > 1;
  }

  // The header ends with the cells that begin in its first row; titles of the table may stand above
  // in cells as wide as it.
  void find_header(std::uint32_t said) {
    const auto rows = static_cast<std::uint32_t>(table_.rows.size());
    std::uint32_t first = 0;
    while (first < rows && is_banner(table_.rows[first])) ++first;
    if (first == rows || table_.rows[first].empty()) return;
    const std::vector<Cell>& heads = table_.rows[first];
    std::uint32_t end = said;
    if (said <= first) {
      const bool header = std::all_of(heads.begin(), heads.end(), [&](const Cell& head) {
        return cells_.may_be_head(text_of(head));
      });
      if (!header) return;
      end = first + 1;
      for (const Cell& head : heads) end = std::max<std::uint32_t>(end, first + head.row_span);
    }
    table_.header_rows = std::min(end, rows);
    for (std::uint32_t c = 0; c < width_; ++c) add_column(first, c);
    set_year_roles(&table_.columns);
  }

  // A column with several heads has the name of all of them, and the role of the lowest that tells
  // one.
  void add_column(std::uint32_t first, std::uint32_t at) {
    std::string name;
    ColumnRole role = ColumnRole::other;
    std::optional<int> year;
    for (std::uint32_t r = first; r < table_.header_rows; ++r) {
      for (std::size_t c = 0; c < table_.rows[r].size(); ++c) {
        const Cell& cell = table_.rows[r][c];
        if (at < grid_[r][c] || at >= grid_[r][c] + cell.column_span) continue;
        const Column own = cells_.column_named(std::string(text_of(cell)));
        name += own.name;
        if (own.year) year = own.year;
        if (own.role != ColumnRole::other) role = own.role;
      }
    }
    Column column = cells_.column_named(std::move(name));
    if (year) column.year = year;
    if (role != ColumnRole::other) column.role = role;
    table_.columns.push_back(std::move(column));
  }

  // A row of a banner, or with nothing but its first cell, names the rows below it.
  bool names_rows(const std::vector<Cell>& row) const {
    constexpr std::size_t kFewest = 3;
    if (is_banner(row)) return true;
    if (row.size() < kFewest || row.front().text.empty() || row.front().row_span > 1) return false;
    return std::all_of(row.begin() + 1, row.end(), [](const Cell& c) { return c.text.empty(); });
  }

  void find_groups() {
    for (std::uint32_t r = table_.header_rows; r < table_.rows.size(); ++r) {
      if (!names_rows(table_.rows[r])) continue;
      table_.groups.push_back({r, std::string(text_of(table_.rows[r].front()))});
    }
  }

  Document& document_;
  const Layout& layout_;
  CellReader cells_;
  Cleaner cleaner_;
  Table table_;
  std::vector<std::vector<std::uint32_t>> grid_;
  std::uint32_t width_ = 0;
};

}  // namespace

Table read_given_table(Document* document, const Layout& layout, const Region& region,
                       const Grammar& grammar, const QuantityReader& quantities) {
  return Builder(document, layout, grammar, quantities)
      .read(document->source.tables[region.source_table], region.source_row);
}

}  // namespace gangmu
