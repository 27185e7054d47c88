#include "readers/page_table.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>

#include "readers/flow.h"

namespace gangmu {

namespace {

constexpr float kSame = 5;  // points by which one upright may differ from page to page

bool alike(float a, float b) { return std::fabs(a - b) < kSame; }

std::string text_of(const std::vector<PageLine>& lines) {
  std::string text;
  for (const PageLine& line : lines) text += without_blanks(line.text);
  return text;
}
std::string text_of(const std::vector<TableBuilder::Line>& lines) {
  std::string text;
  for (const TableBuilder::Line& line : lines) text += without_blanks(line.line.text);
  return text;
}

bool is_number(const std::string& text) {
  return text.find_first_not_of("0123456789.,%-+ ") == text.npos;
}

// Whether the last line of a cell ends amid a sentence and the next had no room in it.
bool runs_on(const TableBuilder::Cell& cell, const PageLine& next) {
  constexpr float kWidestPadding = 8, kSlack = 0.3f;
  const TableBuilder::Line& last = cell.lines.back();
  const float x0 = last.line.x0() + last.shift, x1 = last.line.x1() + last.shift;
  const float padding = std::min(x0 - cell.x0, kWidestPadding);
  return cell.x1 - padding - x1 < first_word(next) + kSlack * last.line.size &&
         !closes_line(last.line.text);
}

// Whether these lines are the single letter that a name in a narrow column had no room for.
bool is_rest_of_name(const TableBuilder::Cell& cell, const std::vector<TableBuilder::Line>& lines) {
  if (lines.size() != 1 || cell.lines.empty()) return false;
  const std::string &rest = lines.front().line.text, &last = cell.lines.back().line.text;
  return char_count(rest) == 1 && char_count(last) > 2 && !is_number(rest) && !is_number(last) &&
         runs_on(cell, lines.front().line);
}

}  // namespace

void TableBuilder::clear() {
  cells_.clear();
  xs_.clear();
  rows_ = 0;
  inferred_ = false;
}

void TableBuilder::begin(PageItem item) {
  clear();
  append(std::move(item), 0);
}

bool TableBuilder::is_next(const PageItem& item) const {
  return item.page == page_ + 1 || (item.page == page_ && item.column == column_ + 1);
}

bool TableBuilder::goes_on(const PageItem& item) const {
  if (empty() || !is_next(item)) return false;
  const float shift = xs_.front() - item.grid.xs.front();
  if (std::fabs(shift + item.shift) > kMostShift) return false;
  std::vector<float> other = item.grid.xs;
  for (float& x : other) x += shift;
  const bool inferred = inferred_ && item.grid.inferred && other.size() == xs_.size();
  if (inferred) return std::fabs(other.back() - xs_.back()) < kMostShift;
  if (!alike(other.back(), xs_.back())) return false;
  // The uprights of one are among those of the other, which has fewer merged cells.
  const auto within = [](const std::vector<float>& few, const std::vector<float>& many) {
    return std::all_of(few.begin(), few.end(), [&](float x) {
      return std::any_of(many.begin(), many.end(), [&](float y) { return alike(x, y); });
    });
  };
  return within(other, xs_) || within(xs_, other);
}

TableBuilder::RowTexts TableBuilder::texts_of(std::uint32_t row) const {
  RowTexts out;
  for (const Cell& cell : cells_) {
    if (cell.row == row) out.texts.push_back(text_of(cell.lines));
    out.across = out.across || (cell.row == row && cell.row_span == 1 &&
                                alike(cell.x0, xs_.front()) && alike(cell.x1, xs_.back()));
  }
  return out;
}
TableBuilder::RowTexts TableBuilder::texts_of(const PageItem& item, std::uint32_t row) {
  RowTexts out;
  for (std::size_t c = 0; c < item.grid.cells.size(); ++c) {
    const GridCell& cell = item.grid.cells[c];
    if (cell.row != row) continue;
    out.texts.push_back(text_of(item.cells[c]));
    out.across = out.across || (cell.row_span == 1 && cell.column_span == item.grid.columns());
  }
  return out;
}

// How many rows at the top say what the first rows of the table say. Titles over all columns above
// them need not be the same: the first page alone may have one, or a later one its own.
std::uint32_t TableBuilder::repeated_rows(const PageItem& item) const {
  constexpr std::uint32_t kMost = 5, kMostTitles = 2;
  constexpr std::size_t kLongest = 14;
  const std::uint32_t rows = rows_ > 0 ? rows_ - 1 : 0;
  const auto rows_there = static_cast<std::uint32_t>(item.grid.rows());
  const auto same_from = [&](std::uint32_t mine, std::uint32_t there) {
    std::uint32_t same = 0;
    while (same < kMost && mine + same < rows && there + same < rows_there) {
      const RowTexts own = texts_of(mine + same);
      if (own.blank() || own.texts != texts_of(item, there + same).texts) break;
      ++same;
    }
    return same;
  };
  for (std::uint32_t there = 0; there <= kMostTitles && there < rows_there; ++there) {
    for (std::uint32_t mine = 0; mine <= kMostTitles && mine < rows; ++mine) {
      const std::uint32_t same = same_from(mine, there);
      const bool titled = mine > 0 || there > 0;
      if (same > 0 && (!titled || texts_of(mine).texts.size() > 1)) return there + same;
      if (!texts_of(mine).across) break;
    }
    const RowTexts title = texts_of(item, there);
    if (!title.across || char_count(title.texts.front()) > kLongest) break;
  }
  return 0;
}

// The cell that reaches down to the end of the table between these uprights; none: cells_.end().
std::vector<TableBuilder::Cell>::iterator TableBuilder::above(float x0, float x1) {
  return std::find_if(cells_.begin(), cells_.end(), [&](const Cell& cell) {
    return alike(cell.x0, x0) && alike(cell.x1, x1) && cell.row + cell.row_span == rows_;
  });
}

// Whether cells of the column that begins here span several rows.
bool TableBuilder::merges(float x0) const {
  return std::any_of(cells_.begin(), cells_.end(),
                     [&](const Cell& cell) { return alike(cell.x0, x0) && cell.row_span > 1; });
}

// A row that the page's end has cut: what stands in it goes on with full lines above, and where
// nothing goes on nothing stands.
bool TableBuilder::continues_row(const PageItem& item, std::uint32_t row) {
  bool named = false;             // something stands in its first column
  std::size_t fewest = SIZE_MAX;  // lines, in all, of a cell that goes on
  for (std::size_t c = 0; c < item.grid.cells.size(); ++c) {
    const GridCell& cell = item.grid.cells[c];
    const std::vector<PageLine>& lines = item.cells[c];
    if (cell.row != row || lines.empty()) continue;
    const auto mine = above(cell.x0, cell.x1);
    if (mine == cells_.end() || mine->lines.empty() || !runs_on(*mine, lines.front()) ||
        is_number(lines.front().text)) {
      return false;
    }
    named = named || cell.column == 0;
    fewest = std::min(fewest, mine->lines.size() + lines.size());
  }
  // In narrow columns single words are as wide as their cells: this may be a row of its own.
  return fewest != SIZE_MAX && (!named || fewest > 2);
}

void TableBuilder::add(PageItem item, std::vector<Line>* again) {
  const std::uint32_t repeated = repeated_rows(item);
  for (std::size_t c = 0; c < item.grid.cells.size(); ++c) {
    if (item.grid.cells[c].row >= repeated) continue;
    for (PageLine& line : item.cells[c]) again->push_back({std::move(line), item.page});
  }
  append(std::move(item), repeated);
}

// Appends the rows behind those skipped. Cells that the page's end has cut become one again.
void TableBuilder::append(PageItem item, std::uint32_t skipped) {
  const float shift = rows_ > 0 ? xs_.front() - item.grid.xs.front() : -item.shift;
  for (float& x : item.grid.xs) x += shift;
  inferred_ = item.grid.inferred && (rows_ == 0 || inferred_);
  if (inferred_ && item.grid.xs.size() == xs_.size()) item.grid.xs = xs_;
  for (GridCell& cell : item.grid.cells) {
    cell.x0 = item.grid.xs[cell.column];
    cell.x1 = item.grid.xs[std::size_t{cell.column} + cell.column_span];
  }
  const std::uint32_t page_rows = static_cast<std::uint32_t>(item.grid.rows());
  const bool later = rows_ > 0;
  const bool cut = later && skipped < page_rows && continues_row(item, skipped);
  // Row r of the page becomes row r + shift of the table.
  const std::uint32_t base = rows_ - (cut ? 1 : 0);
  std::vector<Cell> added;
  for (std::size_t c = 0; c < item.grid.cells.size(); ++c) {
    const GridCell& from = item.grid.cells[c];
    if (from.row < skipped) continue;
    Cell cell;
    cell.x0 = from.x0;
    cell.x1 = from.x1;
    cell.row = base + from.row - skipped;
    cell.row_span = from.row_span;
    for (PageLine& line : item.cells[c]) cell.lines.push_back({std::move(line), item.page, shift});
    if (later && from.row == skipped) {
      const auto mine = above(from.x0, from.x1);
      const bool blank =
          cell.lines.empty() && (from.row_span > 1 || (from.column == 0 && merges(from.x0)));
      const bool merged = mine != cells_.end() &&
                          (blank || (from.column == 0 && is_rest_of_name(*mine, cell.lines)));
      if (mine != cells_.end() && (cut || merged)) {
        mine->row_span += from.row_span - (cut ? 1 : 0);
        mine->lines.insert(mine->lines.end(), cell.lines.begin(), cell.lines.end());
        continue;
      }
    }
    added.push_back(std::move(cell));
  }
  rows_ = base + page_rows - skipped;
  page_ = item.page;
  column_ = item.column;
  cells_.insert(cells_.end(), std::make_move_iterator(added.begin()),
                std::make_move_iterator(added.end()));
  std::stable_sort(cells_.begin(), cells_.end(), [](const Cell& a, const Cell& b) {
    return a.row != b.row ? a.row < b.row : a.x0 < b.x0;
  });
  for (const float x : item.grid.xs) {
    if (std::none_of(xs_.begin(), xs_.end(), [&](float y) { return alike(x, y); })) {
      xs_.push_back(x);
    }
  }
  std::sort(xs_.begin(), xs_.end());
}

}  // namespace gangmu
