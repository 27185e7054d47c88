#include "readers/page_unruled.h"

#include <algorithm>
#include <cmath>

namespace gangmu {

namespace {

constexpr std::size_t kFewestColumns = 3;
constexpr std::size_t kFewestRows = 3;   // the header among them
constexpr std::size_t kMostLines = 400;  // of a page with such tables
constexpr std::size_t kMostLoose = 12;   // lines on end that no gap parts
constexpr int kLastPage = 1800;          // and no year
constexpr std::size_t kTaken = static_cast<std::size_t>(-1);
// Shares of the size of the letters.
constexpr float kOtherSize = 0.08f;  // letters that differ by more are of another table or of none
constexpr float kFarthest = 2.2f;    // from line to line
constexpr float kInside = 1.8f;      // … of one cell, from base to base
constexpr float kBetween = 1.0f;     // lines of cells set in the middle of their rows are nearer
constexpr float kAligned = 0.3f;     // words one below the other are no farther off
constexpr float kRoom = 1.5f;        // a cell with less room has no room for another letter
constexpr float kSide = 3;           // points from the outermost words to the sides of the table

bool is_across(const TablePiece& piece) { return piece.crosses(); }

class UnruledFinder {
 public:
  UnruledFinder(TablePage* at, std::span<const PageGrid> drawn, TablesFound* found)
      : at_(*at), lines_(at->lines()), found_(*found) {
    for (const TableLine& line : lines_) owner_.push_back(owner_of(line, drawn));
    for (const Band& band : found->taken) {
      for (std::size_t i = band.first; i < band.last; ++i) owner_[i] = kTaken;
    }
  }

  void run(const std::optional<OpenTable>& before) {
    if (lines_.size() > kMostLines) return;
    continues_ = before && !before->ruled;
    std::size_t next = continues_ ? go_on(before->uprights) : 0;
    while (next < lines_.size()) next = begin_at(next);
  }

 private:
  // A table as far as it has been read, with its uprights.
  struct Table {
    TableDraft draft;
    std::vector<float> xs;
  };

  // 0 for the page itself, one more than its index for a frame, none for a grid of several columns.
  static std::size_t owner_of(const TableLine& line, std::span<const PageGrid> drawn) {
    std::size_t owner = 0;
    const float x = line.words.front().from, y = line.middle();
    for (std::size_t g = 0; g < drawn.size(); ++g) {
      const PageGrid& grid = drawn[g];
      if (x < grid.x0() || x > grid.x1() || y < grid.y0() || y > grid.y1()) continue;
      if (grid.columns() > 1) return kTaken;
      owner = g + 1;
    }
    return owner;
  }

  bool alike(const TableLine& a, const TableLine& b) const {
    return std::fabs(a.size - b.size) <= kOtherSize * a.size;
  }

  // Reads a table whose first parted line is this one; returns where to look for the next.
  std::size_t begin_at(std::size_t first) {
    if (owner_[first] == kTaken || !lines_[first].parted ||
        lines_[first].words.size() < kFewestColumns) {
      return first + 1;
    }
    Table table;
    std::size_t last = grow(first, &table);
    const std::size_t failed = parted(first, last) < kFewestRows ? first + 1 : last;
    const bool rest = reaches_foot(last) || (continues_ && first <= kMostAround);
    if (!is_table(table, rest)) return failed;
    last = add_loose(last, table);
    first = add_above(first, table);
    table = read(first, last);
    if (table.xs.size() <= kFewestColumns) return failed;
    put(table, first, last);
    return last;
  }

  // The lines on from `first` as long as some gaps go through all of them. Returns the end of the
  // last that gaps part.
  std::size_t grow(std::size_t first, Table* table) const {
    std::size_t last = first + 1, loose = 0;
    bool across = false;  // the line before lies across columns
    *table = read(first, last);
    if (table->xs.size() <= kFewestColumns) return last;
    for (std::size_t i = first + 1; i < lines_.size(); ++i) {
      const TableLine& line = lines_[i];
      if (owner_[i] != owner_[first] || !alike(lines_[first], line) ||
          line.top() - lines_[i - 1].bottom() > kFarthest * line.size) {
        break;
      }
      if (!line.parted) {
        const std::vector<TablePiece> pieces = pieces_of(line, table->xs);
        const bool crosses = std::any_of(pieces.begin(), pieces.end(), is_across);
        if ((crosses && across) || ++loose > kMostLoose) break;
        across = crosses;
        continue;
      }
      Table longer = read(first, i + 1);
      if (longer.xs.size() <= kFewestColumns || crossed(longer)) break;
      *table = std::move(longer);
      last = i + 1;
      loose = 0;
      across = false;
    }
    return last;
  }

  // The table of these lines: what its header is, and which columns all have.
  Table read(std::size_t first, std::size_t last) const {
    Table table;
    const auto [from, to] = sides(first, last);
    TableDraft& draft = table.draft;
    const float top = lines_[first].top() - 1, bottom = lines_[last - 1].bottom() + 1;
    draft.bands = {{top, bottom, first, last}};
    draft.sides = false;
    const std::size_t body = header_end(first, last);
    if (body > first && body < last) part(body, &draft);
    table.xs = at_.columns_of(draft, from, to);
    // The name of a group of rows, above the first of them.
    if (body > first + 1 && !lines_[body - 1].parted) {
      std::vector<TableLine> lines(lines_.begin() + static_cast<long>(first),
                                   lines_.begin() + static_cast<long>(last));
      set_across(lines, body - 1 - first, table.xs, false);
      if (lines[body - 1 - first].across) part(body - 1, &draft);
    }
    return table;
  }

  // Above the body stands the header.
  void part(std::size_t body, TableDraft* draft) const {
    const Band all = {draft->bands.front().top, draft->bands.back().bottom,
                      draft->bands.front().first, draft->bands.back().last};
    const float between = (lines_[body - 1].bottom() + lines_[body].top()) / 2;
    draft->header = true;
    draft->bands = {{all.top, between, all.first, body}, {between, all.bottom, body, all.last}};
  }

  std::pair<float, float> sides(std::size_t first, std::size_t last) const {
    float from = lines_[first].words.front().from, to = lines_[first].words.back().to;
    for (std::size_t i = first; i < last; ++i) {
      from = std::min(from, lines_[i].words.front().from);
      to = std::max(to, lines_[i].words.back().to);
    }
    return {from - kSide, to + kSide};
  }

  // Where rows begin below the header: with the first number where numbers count them, else with
  // the first line that has most words, or the next such where that is the first of all.
  std::size_t header_end(std::size_t first, std::size_t last) const {
    std::size_t most = first, number = last;
    for (std::size_t i = first; i < last; ++i) {
      if (lines_[i].words.size() > lines_[most].words.size()) most = i;
      if (number == last && lines_[i].number && lines_[i].parted) number = i;
    }
    std::size_t rows = 0, numbers = 0;
    for (std::size_t i = number; i < last; ++i) {
      if (lines_[i].words.size() * 2 <= lines_[most].words.size()) continue;
      ++rows;
      numbers += lines_[i].number;
    }
    if (numbers > 1 && numbers * 5 >= rows * 4) return number;
    if (most > first) return most;
    do {
      ++most;
    } while (most < last && lines_[most].words.size() * 2 <= lines_[first].words.size());
    return most;
  }

  std::size_t parted(std::size_t first, std::size_t last) const {
    return at_.parted_in({0, 0, first, last});
  }

  // Whether words of the last line lie across columns.
  bool crossed(const Table& table) const {
    const std::vector<TablePiece> pieces =
        pieces_of(lines_[table.draft.bands.back().last - 1], table.xs);
    return std::any_of(pieces.begin(), pieces.end(), is_across);
  }

  // `rest`: it may go on with the page before, or on the next one.
  bool is_table(const Table& table, bool rest) const {
    const std::size_t first = table.draft.bands.front().first;
    const std::size_t last = table.draft.bands.back().last;
    const std::size_t wanted =
        rest && table.xs.size() > kFewestColumns + 1 ? kFewestRows - 1 : kFewestRows;
    return table.xs.size() > kFewestColumns && parted(first, last) >= wanted &&
           !is_contents(first, last) && is_aligned(first, last, table.xs);
  }

  // Lines that end with numbers of pages, without a header that says so.
  bool is_contents(std::size_t first, std::size_t last) const {
    int before = 0;
    for (std::size_t i = first; i < last; ++i) {
      if (!lines_[i].parted) continue;
      const int page = lines_[i].last_number;
      if (page < before || page > kLastPage) return false;
      before = page;
    }
    return before > 0;
  }

  // Whether the words of each column begin, end or have their middle one below the other, and half
  // of the cells have words.
  bool is_aligned(std::size_t first, std::size_t last, const std::vector<float>& xs) const {
    std::vector<std::vector<TablePiece>> columns(xs.size() - 1);
    float size = 0;
    std::size_t filled = 0;
    for (std::size_t i = first; i < last; ++i) {
      size = std::max(size, lines_[i].size);
      const std::vector<TablePiece> pieces = pieces_of(lines_[i], xs);
      if (lines_[i].parted) filled += pieces.size();
      for (const TablePiece& piece : pieces) {
        if (!piece.crosses()) columns[piece.first].push_back(piece);
      }
    }
    if (filled * 2 < parted(first, last) * columns.size()) return false;
    return std::all_of(columns.begin(), columns.end(), [&](const auto& pieces) {
      std::size_t best = 0;
      for (const TablePiece& one : pieces) {
        std::size_t from = 0, to = 0, middle = 0;
        for (const TablePiece& other : pieces) {
          from += std::fabs(one.from - other.from) < kAligned * size;
          to += std::fabs(one.to - other.to) < kAligned * size;
          middle += std::fabs(one.from + one.to - other.from - other.to) < 2 * kAligned * size;
        }
        best = std::max({best, from, to, middle});
      }
      return best * 2 >= pieces.size();
    });
  }

  // Lines below the last row that its cells go on with: each below one that had no more room, or
  // nearer than lines of text are.
  std::size_t add_loose(std::size_t last, const Table& table) const {
    const std::size_t first = table.draft.bands.front().first;
    for (; last < lines_.size(); ++last) {
      const TableLine& line = lines_[last];
      const TableLine& before = lines_[last - 1];
      if (owner_[last] != owner_[first] || !alike(before, line)) break;
      const std::vector<TablePiece> pieces = pieces_of(line, table.xs);
      if (pieces.size() != 1 || pieces.front().crosses()) break;
      const float step = line.base - before.base;
      const bool between = step < kBetween * line.size;
      if (!between && (step > kInside * line.size || !is_full(last, pieces.front(), table))) break;
    }
    return last;
  }

  // Whether the nearest line above has a piece in the same column that fills it.
  bool is_full(std::size_t index, const TablePiece& piece, const Table& table) const {
    float widest = 0, above = 0;
    const float size = lines_[index].size;
    for (std::size_t i = table.draft.bands.front().first; i < index; ++i) {
      for (const TablePiece& other : pieces_of(lines_[i], table.xs)) {
        if (other.first != piece.first || other.crosses()) continue;
        widest = std::max(widest, other.to - other.from);
        if (lines_[index].base - lines_[i].base < kInside * size) above = other.to - other.from;
      }
    }
    return above > 0 && widest - above < kRoom * size;
  }

  // Lines above the first that gaps part: of header cells with more lines than the others.
  std::size_t add_above(std::size_t first, const Table& table) const {
    for (; first > 0; --first) {
      const TableLine& line = lines_[first - 1];
      const TableLine& below = lines_[first];
      if (owner_[first - 1] != owner_[first] || !alike(below, line)) break;
      const float step = below.base - line.base;
      if (step > (line.parted ? kInside : kBetween) * line.size) break;
      if (!at_.stands_in(line, table.xs)) break;
    }
    return first;
  }

  void put(const Table& table, std::size_t first, std::size_t last) {
    found_.add(&at_, table.draft, table.xs);
    for (std::size_t i = first; i < last; ++i) owner_[i] = kTaken;
    if (reaches_foot(last)) found_.open = {table.xs, false};
  }

  bool reaches_foot(std::size_t last) const {
    return lines_.size() - last <= kMostAround && lines_[last - 1].base > at_.height() * 0.6f;
  }

  // The rest of the table with which the page before ends. Returns where to look on.
  std::size_t go_on(const std::vector<float>& before) {
    std::size_t first = 0;
    while (first < lines_.size() && first <= kMostAround && !lines_[first].parted) ++first;
    if (first == lines_.size() || owner_[first] == kTaken) return 0;
    std::size_t last = first, loose = 0;
    for (std::size_t i = first; i < lines_.size() && loose <= kMostLoose; ++i) {
      const TableLine& line = lines_[i];
      if (owner_[i] != owner_[first] || !alike(lines_[first], line)) break;
      if (i > first && line.top() - lines_[i - 1].bottom() > kFarthest * line.size) break;
      if (!stands_in(line, before)) {
        if (line.parted) return 0;  // perhaps a table of other columns
        break;
      }
      loose = line.parted ? 0 : loose + 1;
      if (line.parted) last = i + 1;
    }
    if (last == first) return 0;
    Table table = read(first, last);
    table.xs = before;
    last = add_loose(last, table);
    const auto [from, to] = sides(first, last);
    table.draft.bands = {{lines_[first].top() - 1, lines_[last - 1].bottom() + 1, first, last}};
    table.draft.header = false;
    table.xs = before;
    table.xs.front() = std::min(before.front(), from);
    table.xs.back() = std::max(before.back(), to);
    put(table, first, last);
    return last;
  }

  // … between the sides of the page.
  bool stands_in(const TableLine& line, const std::vector<float>& xs) const {
    const std::vector<TablePiece> pieces = pieces_of(line, xs);
    return std::none_of(pieces.begin(), pieces.end(), is_across);
  }

  TablePage& at_;
  const std::vector<TableLine>& lines_;
  TablesFound& found_;
  std::vector<std::size_t> owner_;  // of each line
  bool continues_ = false;          // the page before ends with such a table
};

}  // namespace

void find_unruled(TablePage* at, std::span<const PageGrid> drawn,
                  const std::optional<OpenTable>& before, TablesFound* found) {
  UnruledFinder(at, drawn, found).run(before);
}

}  // namespace gangmu
