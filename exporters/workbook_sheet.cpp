// The sheets of a workbook: heads, rows, grids.
#include <algorithm>
#include <cmath>

#include "exporters/libxlsxwriter.h"
#include "exporters/staff_cells.h"
#include "exporters/workbook.h"
#include "model/text.h"

namespace gangmu {

namespace {

constexpr std::uint32_t kRows = LXW_ROW_MAX;  // 1,048,576
constexpr std::uint16_t kColumns = LXW_COL_MAX;
constexpr int kDeepestGroup = 7;
constexpr std::uint16_t kKeptColumns = 2;  // stay in sight beside many groups of columns

// How many lines a text takes in a column: an ideograph is somewhat wider than two digits, and a
// line may end before any ideograph or at a blank.
std::size_t lines_in(std::string_view text, double width) {
  constexpr double kWide = 2.15, kNarrow = 1.08;
  const double room = std::max(width, 3.0);
  double used = 0, word = 0;  // of the line, and of the letters at its end that stay together
  std::size_t lines = 1;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_char(text, at);
    if (c == '\n') {
      ++lines;
      used = word = 0;
      continue;
    }
    const bool wide = columns_of(c) == 2;
    const double size = wide ? kWide : columns_of(c) * kNarrow;
    word = wide || c == ' ' ? 0 : word + size;
    used += size;
    if (used <= room) continue;
    ++lines;
    used = std::max(word, size);
    if (word > room) used = word = size;
  }
  return lines;
}

// In points; Excel allows 409. Programs do not agree on when to fit rows to wrapped text, so each
// row says its height.
double height_of(std::size_t lines) {
  constexpr double kLine = 15, kPadding = 3, kHighest = 409;
  return std::min(kHighest, static_cast<double>(lines) * kLine + kPadding);
}

}  // namespace

Sheet::Sheet(Workbook& book, const char* name_id, std::vector<ColumnHead> columns,
             std::string title)
    : book_(book),
      name_id_(name_id),
      columns_(std::move(columns)),
      title_(book.print() ? std::move(title) : std::string()) {
  open();
}

void Sheet::open() {
  sheet_ = book_.add_sheet(name_id_, ++ordinal_);
  row_ = 0;
  rows_.clear();
  constexpr std::uint8_t kA3 = 8, kA4 = 9;
  constexpr double kWidestOnA4 = 190, kWidestOnA3 = 300;  // at two thirds of their size or more
  const double width = width_of(0, columns_.size());
  const bool large = !book_.print() && width > kWidestOnA4;
  worksheet_set_paper(sheet_, large ? kA3 : kA4);
  if (large && width > kWidestOnA3) {  // pages side by side, the first column on each
    worksheet_fit_to_pages(sheet_, static_cast<std::uint16_t>(std::ceil(width / kWidestOnA3)), 0);
    worksheet_repeat_columns(sheet_, 0, 0);
  }
  top_ = (title_.empty() ? 0 : 1) + (has_groups() ? 1 : 0);
  for (std::uint16_t i = 0, last = static_cast<std::uint16_t>(columns_.size()); i < last; ++i) {
    lxw_row_col_options hidden = {};
    hidden.hidden = columns_[i].hidden;
    worksheet_set_column_opt(sheet_, i, i, columns_[i].width, nullptr, &hidden);
  }
  if (columns_.empty() || columns_.front().id == nullptr) return write_heads();
  constexpr double kHeadHeight = 24, kTitleHeight = 36;
  if (!title_.empty()) {
    const auto last = static_cast<std::uint16_t>(shown_columns() - 1);
    worksheet_merge_range(sheet_, 0, 0, 0, last, "",
                          book_.format(Look::title, 0, Workbook::kAsText));
    book_.put(sheet_, 0, 0, {title_, Look::title});
    worksheet_set_row(sheet_, 0, kTitleHeight, nullptr);
  }
  if (has_groups()) write_groups();
  worksheet_set_row(sheet_, top_, kHeadHeight, nullptr);
  write_heads();
  worksheet_freeze_panes(sheet_, top_ + 1, has_groups() ? kKeptColumns : 0);
  worksheet_repeat_rows(sheet_, has_groups() ? top_ - 1 : top_, top_);
  worksheet_outline_settings(sheet_, LXW_TRUE, LXW_FALSE, LXW_FALSE, LXW_FALSE);
  row_ = top_ + 1;
}

void Sheet::write_heads() {
  for (std::uint16_t i = 0, last = static_cast<std::uint16_t>(columns_.size()); i < last; ++i) {
    std::string head = book_.head(columns_[i]);
    if (!head.empty()) book_.put(sheet_, top_, i, {std::move(head), Look::head});
  }
}

bool Sheet::has_groups() const {
  return std::any_of(columns_.begin(), columns_.end(),
                     [](const ColumnHead& column) { return !column.group.empty(); });
}

void Sheet::write_groups() {
  constexpr double kHeight = 30;
  const std::uint32_t row = top_ - 1;
  worksheet_set_row(sheet_, row, kHeight, nullptr);
  for (std::size_t first = 0; first < columns_.size();) {
    std::size_t last = first;
    while (last + 1 < columns_.size() && columns_[last + 1].group == columns_[first].group) ++last;
    const auto from = static_cast<std::uint16_t>(first), to = static_cast<std::uint16_t>(last);
    const std::string& group = columns_[first].group;
    if (!group.empty() && last > first) {
      worksheet_merge_range(sheet_, row, from, row, to, "",
                            book_.format(Look::head, 0, Workbook::kAsText));
    }
    if (!group.empty()) book_.put(sheet_, row, from, {group, Look::head});
    first = last + 1;
  }
}

std::size_t Sheet::shown_columns() const {
  return static_cast<std::size_t>(std::count_if(
      columns_.begin(), columns_.end(), [](const ColumnHead& column) { return !column.hidden; }));
}

void Sheet::reserve(std::size_t rows) {
  if (row_ + rows <= kRows || row_ <= top_ + 1) return;
  close_filter();
  open();
}

std::size_t Sheet::lines_of(std::size_t column, std::string_view text) const {
  return lines_in(text, columns_[column].width);
}

void Sheet::add(const std::vector<CellContent>& cells, int level, std::size_t least) {
  std::vector<std::vector<std::string>> pieces;
  std::size_t height = 1;
  for (const CellContent& cell : cells) {
    pieces.push_back(cell_pieces(cell.text, book_.words()(msg("(continued) "))));
    height = std::max(height, pieces.back().size());
  }
  reserve(height);
  rows_.push_back(row_);
  for (std::size_t i = 0; i < height; ++i, ++row_) {
    std::size_t lines = least;
    for (std::size_t column = 0; column < cells.size(); ++column) {
      CellContent cell = cells[column];
      if (i > 0 && columns_[column].hidden) pieces[column].resize(i + 1, std::string(kContinued));
      if (i > 0 || pieces[column].size() > 1) cell.marked.clear();
      cell.text = i < pieces[column].size() ? std::move(pieces[column][i]) : std::string();
      const bool merged = book_.print() && columns_[column].merged;
      if (cell.look != Look::caption && !columns_[column].hidden && !merged) {
        lines = std::max(lines, lines_in(cell.text, columns_[column].width - 1.5 * cell.indent));
      }
      book_.put(sheet_, row_, static_cast<std::uint16_t>(column), cell);
    }
    lxw_row_col_options group = {};
    group.level = static_cast<std::uint8_t>(std::clamp(level, 0, kDeepestGroup));
    worksheet_set_row_opt(sheet_, row_, height_of(lines), nullptr, &group);
  }
}

void Sheet::add_grid(const std::vector<std::vector<GridCell>>& rows) {
  const std::string_view mark = book_.words()(msg("(continued) "));
  std::vector<std::uint32_t> starts = {0};  // of each row, as a row of the sheet from here
  for (const auto& row : rows) {
    std::size_t height = 1;
    for (const GridCell& cell : row) {
      height = std::max(height, cell_pieces(cell.content.text, mark).size());
    }
    starts.push_back(starts.back() + static_cast<std::uint32_t>(height));
  }
  reserve(starts.back());
  std::vector<std::size_t> taken;  // for each column: the first row that is free
  std::vector<Block> blocks;       // that reach into the row, or begin in it
  for (std::size_t r = 0; r < rows.size(); ++r) {
    std::size_t column = 0, lines = 1;
    for (const GridCell& cell : rows[r]) {
      while (column < taken.size() && taken[column] > r) ++column;
      if (column >= kColumns) break;
      std::size_t end = column;  // a span ends where a cell from above stands in its way
      const std::size_t limit =
          std::min<std::size_t>(column + std::max<std::size_t>(cell.column_span, 1), kColumns);
      const std::size_t rows_end =
          std::min(r + std::max<std::size_t>(cell.row_span, 1), rows.size());
      taken.resize(std::max(taken.size(), limit), 0);
      while (end < limit && taken[end] <= r) taken[end++] = rows_end;
      const auto from = static_cast<std::uint16_t>(column);
      blocks.push_back({cell.content, cell_pieces(cell.content.text, mark), row_ + starts[r],
                        row_ + starts[rows_end] - 1, from, static_cast<std::uint16_t>(end - 1)});
      if (rows_end == r + 1) {
        lines = std::max(lines, lines_in(cell.content.text, width_of(column, end)));
      }
      column = end;
    }
    const double height = height_of(lines);
    std::erase_if(blocks, [&](const Block& block) { return block.last < row_ + starts[r]; });
    for (std::uint32_t at = row_ + starts[r]; at < row_ + starts[r + 1] && at < kRows; ++at) {
      worksheet_set_row(sheet_, at, height, nullptr);
      for (const Block& block : blocks) {
        if (block.first <= at && at <= block.last && block.last < kRows) put_row(block, at);
      }
    }
  }
  row_ += starts.back();
}

double Sheet::width_of(std::size_t first, std::size_t end) const {
  constexpr double kDefaultWidth = 8.43;
  double width = 0;
  for (std::size_t at = first; at < end; ++at) {
    width += at < columns_.size() ? columns_[at].width : kDefaultWidth;
  }
  return width;
}

// Cells are merged with the last of their rows. The library fills all of them then, so that the
// first is put once more; those that are on the disk already stay as they are.
void Sheet::put_row(const Block& block, std::uint32_t row) {
  CellContent content = block.content;
  if (block.is_merged() && row == block.last) {
    worksheet_merge_range(sheet_, block.first, block.column, block.last, block.last_column, "",
                          book_.format(content.look, 0, Workbook::kAsText));
    book_.put(sheet_, block.first, block.column, content);
    return;
  }
  const std::size_t i = row - block.first;
  for (std::uint16_t at = block.column; at <= block.last_column; ++at) {
    const bool told = at == block.column && i < block.pieces.size();
    content.text = told ? block.pieces[i] : std::string();
    book_.put(sheet_, row, at, content);
  }
}

void Sheet::close_filter() {
  if (columns_.empty() || columns_.front().id == nullptr) return;
  if (book_.print()) return;
  worksheet_autofilter(sheet_, top_, 0, std::max<std::uint32_t>(row_, top_ + 2) - 1,
                       static_cast<std::uint16_t>(shown_columns() - 1));
}

void Sheet::merge(std::size_t first, std::size_t last, std::size_t column,
                  const CellContent& content) {
  if (first == last || last >= rows_.size()) return;
  const auto at = static_cast<std::uint16_t>(column);
  worksheet_merge_range(sheet_, rows_[first], at, rows_[last], at, "",
                        book_.format(content.look, content.indent, Workbook::kAsText));
  book_.put(sheet_, rows_[first], at, content);
}

void Sheet::choices(std::size_t column, const std::vector<std::string>& words) {
  std::vector<std::string> copies = words;  // the library asks for text that it might change
  std::vector<char*> list;
  list.reserve(copies.size() + 1);
  for (std::string& word : copies) list.push_back(word.data());
  list.push_back(nullptr);
  lxw_data_validation rule = {};
  rule.validate = LXW_VALIDATION_TYPE_LIST;
  rule.value_list = list.data();
  const auto at = static_cast<std::uint16_t>(column);
  worksheet_data_validation_range(sheet_, top_ + 1, at, std::max<std::uint32_t>(row_, top_ + 2) - 1,
                                  at, &rule);
}

void Sheet::finish() { close_filter(); }

}  // namespace gangmu
