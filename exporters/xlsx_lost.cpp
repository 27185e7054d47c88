// What of the workbook before finds no place in the new one, and the sheets that somebody added.

#include <algorithm>

#include "exporters/xlsx_sheets.h"

namespace gangmu {

namespace {

const char* const kLostName = msg("Not carried over");

constexpr double kOwnWidth = 20;  // of columns that somebody added

enum LostColumn : std::uint8_t { kSheet, kKey, kWords, kHead, kCell };

std::vector<ColumnHead> lost_columns() {
  return {{msg("Sheet"), 14},
          {msg("Row number before"), 24},
          {msg("Row before"), 60},
          {msg("Column"), 16},
          {msg("Typed"), 50}};
}

const FilledSheet& sheet_or_nothing(const FilledSheet* sheet) {
  static const FilledSheet kNothing;
  return sheet == nullptr ? kNothing : *sheet;
}

}  // namespace

ColumnHead own_head(const std::string& text) {
  ColumnHead head = {nullptr, kOwnWidth};
  head.text = text;
  return head;
}

std::size_t most_columns(std::size_t rows, std::size_t made) {
  constexpr std::size_t kMostCells = 1'000'000, kExcel = 16'384, kHidden = 1;
  return std::min(made + kMostCells / std::max<std::size_t>(rows, 1), kExcel - kHidden);
}

void set_typed(const FilledCell& cell, CellContent* content) {
  content->text = cell.text;
  content->number = cell.number;
  content->typed = cell.number;
  content->format = cell.format.empty() ? "General" : cell.format;
  content->around.clear();
  content->formula.clear();
}

LostSheet::LostSheet(const Workbook& book)
    : filled_(sheet_or_nothing(book.before(kLostName))), cells_(filled_) {
  for (const ColumnHead& column : lost_columns()) {
    columns_.push_back(cells_.column(book.heads(column)));
  }
  taken_.assign(cells_.rows(), false);
}

std::vector<LostSheet::Cell> LostSheet::of(std::span<const std::string> sheet_names) const {
  const auto at = [&](std::uint32_t row, LostColumn column) {
    return columns_[column] ? cells_.cell(row, *columns_[column]) : nullptr;
  };
  const auto text = [&](std::uint32_t row, LostColumn column) {
    const FilledCell* cell = at(row, column);
    return cell == nullptr ? std::string() : cell->text;
  };
  std::vector<Cell> cells;
  for (std::uint32_t r = 0; r < cells_.rows(); ++r) {
    const FilledCell* cell = at(r, kCell);
    if (cell == nullptr || taken_[r]) continue;
    const std::string name = text(r, kSheet);
    if (std::find(sheet_names.begin(), sheet_names.end(), name) == sheet_names.end()) continue;
    cells.push_back({r, text(r, kKey), text(r, kWords), text(r, kHead), cell});
  }
  return cells;
}

void LostSheet::take(std::uint32_t row) {
  const auto cells = cells_.row(row);
  taken_[row] = std::all_of(cells.begin(), cells.end(), [&](const FilledCell& cell) {
    return std::find(columns_.begin(), columns_.end(), cell.column) != columns_.end();
  });
}

void LostSheet::write(Workbook& book, std::span<const LostCell> lost) const {
  if (lost.empty() && std::count(taken_.begin(), taken_.end(), false) == 0) return;
  std::vector<ColumnHead> columns = lost_columns();
  // Where the old columns go; behind their own what somebody wrote beside them.
  std::vector<std::optional<std::size_t>> places(cells_.columns());
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    if (columns_[c]) places[*columns_[c]] = c;
  }
  const std::size_t most = most_columns(cells_.rows() + lost.size(), columns.size());
  for (std::uint32_t c = 0; c < cells_.columns() && columns.size() < most; ++c) {
    if (places[c] || (cells_.is_blank(c) && cells_.head(c).empty())) continue;
    places[c] = columns.size();
    columns.push_back(own_head(cells_.head(c)));
  }
  Sheet sheet(book, kLostName, columns);
  std::vector<LostCell> beyond;  // what there is no room for beside it
  for (std::uint32_t r = 0; r < cells_.rows(); ++r) {
    if (taken_[r]) continue;
    std::vector<CellContent> cells(columns.size());
    for (const FilledCell& cell : cells_.row(r)) {
      if (const auto place = places[cell.column]) {
        set_typed(cell, &cells[*place]);
      } else {
        const std::string name(book.words()(kLostName));
        beyond.push_back({name, "", "", cells_.head(cell.column), cell});
      }
    }
    sheet.add(cells);
  }
  const auto add = [&](const LostCell& cell) {
    std::vector<CellContent> cells = {{cell.sheet}, {cell.key}, {cell.words}, {cell.head}, {}};
    set_typed(cell.cell, &cells.back());
    cells.resize(columns.size());
    sheet.add(cells);
  };
  std::for_each(lost.begin(), lost.end(), add);
  std::for_each(beyond.begin(), beyond.end(), add);
  sheet.finish();
}

// Also copies of the program's sheets, which staff keep as they were on a day. Of the program's own
// nothing is to be carried over from the sheets without rows.
void add_own_sheets(Workbook& book, Typed* typed) {
  std::vector<const FilledSheet*> replaced = book.replaced();
  if (!is_made_here(book.before())) {
    const FilledSheet* tables = book.before(msg("Tables"));
    std::erase(replaced, tables);
  }
  for (const FilledSheet& own : book.before()) {
    if (typed->before.is(own)) continue;
    if (std::find(replaced.begin(), replaced.end(), &own) != replaced.end()) continue;
    book.add_cells(book.is_copy(own) ? without_note(own) : own);
    typed->carried += own.cells.size();
  }
}

}  // namespace gangmu
