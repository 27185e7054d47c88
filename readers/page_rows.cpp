#include "readers/page_rows.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "model/text.h"

namespace gangmu {

namespace {

// Shares of the size of the letters.
constexpr float kWordGap = 0.6f;  // a gap as wide parts words
constexpr float kCellGap = 1.5f;  // … cells, whatever stands above and below
constexpr float kUnsure = 3.0f;   // … of a table whose sides are not drawn, from its middle
constexpr float kNear = 1.0f;     // two lines of a cell are farther apart, half of that is nearer
constexpr float kLetter = 1.2f;   // a single letter is no wider
constexpr float kAligned = 0.3f;  // words one below the other are no farther off
constexpr int kMostCounted = 100000;
constexpr float kOverlap = 1.5f;  // points by which words may reach over an upright

struct Loose {
  TablePiece piece;
  std::size_t line = 0;
};

// The lines of a band, each a row or a part of one.
class RowReader {
 public:
  RowReader(std::span<const TableLine> lines, const std::vector<float>& uprights)
      : columns_(uprights.size() - 1) {
    for (const TableLine& line : lines) lines_.push_back({line, pieces_of(line, uprights)});
  }

  std::vector<TableRow> run() {
    const bool counted = is_counted();
    for (const Line& line : lines_) {
      if (!is_key(line, counted)) continue;
      keys_.push_back(line.line.middle());
      sizes_.push_back(line.line.size);
      rows_.push_back({line.pieces});
    }
    if (rows_.empty()) {
      rows_.emplace_back();
      for (const Line& line : lines_) rows_.front().add(line.pieces);
      return std::move(rows_);
    }
    std::vector<std::vector<TablePiece>> loose(columns_);
    for (const Line& line : lines_) {
      if (is_key(line, counted)) continue;
      for (const TablePiece& piece : line.pieces) loose[piece.first].push_back(piece);
    }
    const bool centred = is_centred(loose);
    for (const std::vector<TablePiece>& column : loose) {
      centred ? share_out(column) : hang(column);
    }
    return std::move(rows_);
  }

 private:
  struct Line {
    TableLine line;
    std::vector<TablePiece> pieces;
  };

  bool fills_most(const Line& line) const { return line.pieces.size() * 2 > columns_; }
  // Numbers stand in the first column of all lines that fill most of them.
  bool is_counted() const {
    std::size_t filled = 0, numbers = 0;
    for (const Line& line : lines_) {
      if (!fills_most(line)) continue;
      ++filled;
      numbers += line.pieces.front().first == 0 && line.line.number;
    }
    return filled > 0 && numbers == filled;
  }
  bool is_key(const Line& line, bool counted) const {
    if (line.pieces.empty()) return false;
    const TablePiece& first = line.pieces.front();
    const bool alone = line.pieces.size() == 1;
    if (alone && first.crosses()) return true;
    if (counted) return first.first == 0 && (alone || line.line.number);
    return fills_most(line);
  }

  // The nearest key to a height.
  std::size_t nearest(float y) const {
    std::size_t best = 0;
    for (std::size_t k = 1; k < keys_.size(); ++k) {
      if (std::fabs(keys_[k] - y) < std::fabs(keys_[best] - y)) best = k;
    }
    return best;
  }
  bool has(std::size_t row, std::size_t column) const {
    const auto& pieces = rows_[row].pieces;
    return std::any_of(pieces.begin(), pieces.end(), [&](const TablePiece& piece) {
      return piece.first <= column && column <= piece.last;
    });
  }
  bool is_centred(const std::vector<std::vector<TablePiece>>& loose) const {
    for (const std::vector<TablePiece>& column : loose) {
      for (const TablePiece& piece : column) {
        if (piece.middle() < keys_.front()) return true;
        const std::size_t key = nearest(piece.middle());
        if (std::fabs(keys_[key] - piece.middle()) < kNear * sizes_[key]) return true;
      }
    }
    return false;
  }

  // Each goes on with the row above it.
  void hang(const std::vector<TablePiece>& column) {
    for (const TablePiece& piece : column) {
      std::size_t row = 0;
      while (row + 1 < keys_.size() && keys_[row + 1] < piece.middle()) ++row;
      rows_[row].pieces.push_back(piece);
    }
  }

  // As many stand above the middle of a row as below it.
  void share_out(const std::vector<TablePiece>& column) {
    std::size_t next = 0;
    for (std::size_t row = 0; row < keys_.size() && next < column.size(); ++row) {
      if (rows_[row].pieces.size() == 1 && rows_[row].pieces.front().crosses()) continue;
      std::size_t above = 0;
      while (next < column.size() && column[next].middle() < keys_[row]) {
        rows_[row].pieces.push_back(column[next++]);
        ++above;
      }
      for (; above > 0 && next < column.size(); --above) {
        if (row + 1 < keys_.size() && column[next].middle() > keys_[row + 1]) break;
        rows_[row].pieces.push_back(column[next++]);
      }
    }
    for (; next < column.size(); ++next) rows_.back().pieces.push_back(column[next]);
  }

  std::size_t columns_;
  std::vector<Line> lines_;
  std::vector<float> keys_, sizes_;  // of the rows
  std::vector<TableRow> rows_;
};

// What stands in the first column of a row.
struct Name {
  float top = 0, bottom = 0, width = 0, size = 0;
  std::size_t pieces = 0;
  bool number = false;
};
Name name_of(const TableRow& row) {
  Name name;
  for (const TablePiece& piece : row.pieces) {
    if (piece.first != 0) continue;
    name.top = name.pieces > 0 ? std::min(name.top, piece.top) : piece.top;
    name.bottom = name.pieces > 0 ? std::max(name.bottom, piece.bottom) : piece.bottom;
    name.width = std::max(name.width, piece.to - piece.from);
    name.size = piece.bottom - piece.top;
    name.number = piece.number;
    ++name.pieces;
  }
  return name;
}

// The middle of what stands in the first column of each row; none where it is blank, or where a
// single letter goes on with words above that fill the column.
std::vector<std::optional<float>> middles_of_names(std::span<const TableRow> rows) {
  std::vector<Name> names;
  float widest = 0;
  for (const TableRow& row : rows) {
    names.push_back(name_of(row));
    if (row.pieces.size() > 1) widest = std::max(widest, names.back().width);
  }
  std::vector<std::optional<float>> middles;
  for (std::size_t r = 0; r < rows.size(); ++r) {
    const Name& name = names[r];
    const bool rest = r > 0 && name.pieces == 1 && names[r - 1].pieces == 1 && !name.number &&
                      name.width < kLetter * name.size &&
                      names[r - 1].width > 2 * kLetter * name.size &&
                      widest - names[r - 1].width < kAligned * name.size;
    middles.push_back(name.pieces > 0 && !rest ? std::optional((name.top + name.bottom) / 2)
                                               : std::nullopt);
    if (rest) middles[r - 1] = (names[r - 1].top + name.bottom) / 2;
  }
  return middles;
}

}  // namespace

TableLine table_line(const PageLine& line) {
  TableLine out;
  out.base = line.base;
  out.size = line.size;
  std::size_t at = 0, n = 0;
  out.number = true;  // so far
  while (at < line.text.size()) {
    const char32_t c = next_char(line.text, at);
    const float x0 = line.edges[n], x1 = line.edges[n + 1];
    ++n;
    if (is_blank(c)) continue;
    const float gap = out.words.empty() ? 0 : x0 - out.words.back().to;
    if (gap > kCellGap * line.size) out.parted = true;
    if (out.words.empty() || gap > kWordGap * line.size) {
      out.words.push_back({x0, x1, is_ascii_digit(c)});
      out.last_number = 0;
    } else {
      out.words.back().to = std::max(out.words.back().to, x1);
    }
    out.words.back().digits = out.words.back().digits && c < 0x80 && !is_ascii_letter(c);
    if (out.words.size() == 1) out.number = out.number && is_ascii_digit(c);
    const bool counts = is_ascii_digit(c) && out.last_number >= 0 && out.last_number < kMostCounted;
    out.last_number = counts ? out.last_number * 10 + static_cast<int>(c - U'0') : -1;
  }
  return out;
}

std::vector<TablePiece> pieces_of(const TableLine& line, const std::vector<float>& uprights) {
  if (line.across) {
    return {{0, uprights.size() - 2, line.words.front().from, line.words.back().to, line.top(),
             line.bottom()}};
  }
  const auto column = [&](float x) {
    const auto right = std::upper_bound(uprights.begin() + 1, uprights.end() - 1, x);
    return static_cast<std::size_t>(right - uprights.begin()) - 1;
  };
  std::vector<TablePiece> pieces;
  for (const Extent& word : line.words) {
    const float from = std::min(word.from + kOverlap, word.to);
    const std::size_t first = column(from), last = std::max(first, column(word.to - kOverlap));
    if (!pieces.empty() && pieces.back().last >= first) {
      pieces.back().last = std::max(pieces.back().last, last);
      pieces.back().to = word.to;
    } else {
      pieces.push_back({first, last, word.from, word.to, line.top(), line.bottom()});
    }
  }
  if (!pieces.empty()) pieces.front().number = line.number;
  return pieces;
}

void set_across(std::span<TableLine> lines, std::size_t header, const std::vector<float>& uprights,
                bool sides) {
  const float middle = (uprights.front() + uprights.back()) / 2;
  std::vector<std::vector<Extent>> columns(uprights.size() - 1);  // of lines with several
  for (const TableLine& line : lines) {
    const std::vector<TablePiece> pieces = pieces_of(line, uprights);
    if (pieces.size() < 2) continue;
    for (const TablePiece& piece : pieces) {
      if (!piece.crosses()) columns[piece.first].push_back({piece.from, piece.to});
    }
  }
  for (std::size_t i = 0; i < lines.size(); ++i) {
    TableLine& line = lines[i];
    const std::vector<TablePiece> pieces = pieces_of(line, uprights);
    if (pieces.size() != 1) continue;
    const TablePiece& mine = pieces.front();
    if (mine.crosses()) {
      line.across = line.across || (i >= header && mine.first == 0);
      continue;
    }
    const auto near = [&](float a, float b) { return std::fabs(a - b) < kAligned * line.size; };
    const float own = (mine.from + mine.to) / 2;
    if (sides ? !near(own, middle) : std::fabs(own - middle) > kUnsure * line.size) continue;
    line.across = std::none_of(columns[mine.first].begin(), columns[mine.first].end(),
                               [&](const Extent& other) {
                                 return near(other.from, mine.from) ||
                                        near((other.from + other.to) / 2, sides ? middle : own);
                               });
  }
}

void TableRow::add(const std::vector<TablePiece>& more) {
  pieces.insert(pieces.end(), more.begin(), more.end());
}
float TableRow::top() const {
  float top = pieces.front().top;
  for (const TablePiece& piece : pieces) top = std::min(top, piece.top);
  return top;
}
float TableRow::bottom() const {
  float bottom = pieces.front().bottom;
  for (const TablePiece& piece : pieces) bottom = std::max(bottom, piece.bottom);
  return bottom;
}

std::vector<TableRow> find_rows(std::span<const TableLine> lines,
                                const std::vector<float>& uprights) {
  return RowReader(lines, uprights).run();
}

std::vector<std::size_t> merged_first_cells(std::span<const TableRow> rows) {
  std::vector<std::size_t> begins(rows.size());
  std::iota(begins.begin(), begins.end(), std::size_t{0});
  const std::vector<std::optional<float>> middles = middles_of_names(rows);
  if (rows.empty()) return begins;
  if (middles.front()) {
    for (std::size_t r = 1; r < rows.size(); ++r) {
      if (!middles[r]) begins[r] = begins[r - 1];
    }
    return begins;
  }
  for (std::size_t first = 0; first < rows.size();) {
    std::size_t named = first;
    while (named < rows.size() && !middles[named]) ++named;
    if (named == rows.size()) break;
    std::size_t last = named;
    const auto off = [&](std::size_t r) {
      return std::fabs((rows[first].top() + rows[r].bottom()) / 2 - *middles[named]);
    };
    while (last + 1 < rows.size() && !middles[last + 1] && off(last + 1) < off(last)) ++last;
    for (std::size_t r = first; r <= last; ++r) begins[r] = first;
    first = last + 1;
  }
  return begins;
}

}  // namespace gangmu
