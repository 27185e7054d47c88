#include "readers/page_columns.h"

#include <algorithm>
#include <cmath>

#include "readers/page_items.h"

namespace gangmu {

namespace {

constexpr std::size_t kFewestRows = 3;     // where no rule parts the header from them
constexpr std::size_t kFewestColumns = 3;  // likewise
constexpr std::size_t kMostRules = 200;    // of a page with such tables
constexpr std::size_t kMostLines = 1000;   // likewise
constexpr int kMostTries = 4;              // to read on below the last rule of a page

bool same_ends(const Segment& a, const Segment& b) {
  return std::fabs(a.from - b.from) < kSameRule && std::fabs(a.to - b.to) < kSameRule;
}

class ColumnFinder {
 public:
  explicit ColumnFinder(TablePage* at, TablesFound* found)
      : at_(*at), levels_(at->levels()), lines_(at->lines()), found_(*found) {
    used_.assign(levels_.size(), false);
  }

  void run(const std::optional<OpenTable>& before) {
    if (levels_.size() > kMostRules || lines_.size() > kMostLines) return;
    if (before && before->ruled) go_on(before->uprights);
    for (std::size_t i = 0; i < levels_.size(); ++i) {
      if (!used_[i]) begin_at(i);
    }
  }

 private:
  // A table whose first rule is this one.
  void begin_at(std::size_t index) {
    const Segment& top = levels_[index];
    std::vector<std::size_t> family = {index};
    for (std::size_t i = index + 1; i < levels_.size(); ++i) {
      if (!used_[i] && same_ends(levels_[i], top)) family.push_back(i);
    }
    if (family.size() < 2) return;
    for (const Band& head : heads_above(top)) {
      if (read(family, head)) return;
    }
    read(family, std::nullopt);
  }

  // Reads the table between these rules; `head`: what stands above the first of them.
  bool read(const std::vector<std::size_t>& family, const std::optional<Band>& head) {
    const Segment& top = levels_[family.front()];
    TableDraft draft;
    draft.header = true;
    draft.bands = {head ? *head : at_.band(top.at, levels_[family[1]].at)};
    const Band first = draft.bands.front();
    if (first.size() == 0 || at_.parted_in(first) == 0) return false;
    const std::size_t wanted = at_.columns_of(draft, top.from, top.to).size() - 1;
    std::size_t next = head ? 0 : 1;
    while (next + 1 < family.size() &&
           add_band(at_.band(levels_[family[next]].at, levels_[family[next + 1]].at), wanted, top,
                    &draft)) {
      ++next;
    }
    // What only parts rows cannot end a table.
    while (draft.bands.size() > 1 && at_.parted_in(draft.bands.back()) == 0) {
      draft.bands.pop_back();
      --next;
    }
    if (head && !names_columns(draft, top)) return false;
    if (next + 1 == family.size() && tries_++ < kMostTries) extend_open(top, wanted, &draft);
    if (draft.bands.size() == 1) {
      // No rule below the header: only many rows in many columns tell a table.
      const std::vector<float> xs = at_.columns_of(draft, top.from, top.to);
      if (at_.parted_in(first) < kFewestRows || xs.size() <= kFewestColumns || !at_.fits(first, xs))
        return false;
      // Its own rule may be drawn over some columns only.
      const std::vector<float> shorter = at_.shorter_rules(first, xs);
      draft.header = shorter.size() > 1;
      if (draft.header) {
        const float y = shorter[shorter.size() - 2];
        draft.bands = {at_.band(first.top, y), at_.band(y, first.bottom)};
      }
    }
    const std::vector<float> xs = at_.columns_of(draft, top.from, top.to);
    if (xs.size() < 3 || (xs.size() == 3 && draft.open)) return false;
    for (std::size_t i = 0; i < levels_.size(); ++i) {
      if (levels_[i].at >= top.at && levels_[i].at <= draft.bands.back().bottom) used_[i] = true;
    }
    found_.add(&at_, draft, xs);
    if (draft.open) found_.open = {xs, true};
    return true;
  }

  // What may be the head of a table whose first rule is this one, below it: the lines right above,
  // first one, then with those above that. None where a rule lies above them.
  std::vector<Band> heads_above(const Segment& top) const {
    constexpr std::size_t kMostHeadLines = 3;
    constexpr float kFarthest = 1.2f;  // in sizes, from line to line
    std::vector<Band> heads;
    const std::size_t end = at_.line_below(top.at);
    float below = top.at;
    for (std::size_t i = end; i-- > 0 && end - i <= kMostHeadLines;) {
      const TableLine& line = lines_[i];
      if (below - line.bottom() > kFarthest * line.size || !at_.inside(line, top.from, top.to))
        break;
      below = line.top();
      const float over = below - kFarthest * line.size;
      const bool ruled = std::any_of(levels_.begin(), levels_.end(), [&](const Segment& level) {
        return level.at > over && level.at < top.at - kSameRule && level.from < top.to &&
               level.to > top.from;
      });
      if (ruled) return {};
      heads.push_back({below - 1, top.at, i, end});
    }
    // Cells in the middle of their rows: lines half a line apart belong together.
    std::erase_if(heads, [&](const Band& head) {
      return head.first > 0 && std::fabs(lines_[head.first].middle() -
                                         lines_[head.first - 1].middle()) < lines_[head.first].size;
    });
    return heads;
  }

  // Whether the first band names the columns of the others, a row between two rules each.
  bool names_columns(const TableDraft& draft, const Segment& top) const {
    const std::vector<float> xs = at_.columns_of(draft, top.from, top.to);
    const std::size_t count = xs.size() - 1;
    if (draft.rows().size() < 2 || count < 2 || !at_.single_rows(draft.rows(), xs)) return false;
    const std::vector<Column> columns = words_by_column(draft.rows(), xs);
    std::vector<bool> named(count, false);
    std::size_t pieces = 0, aligned = 0;
    for (const TableLine& line : at_.lines_of(draft.bands.front())) {
      for (const TablePiece& piece : pieces_of(line, xs)) {
        if (piece.crosses() || !stands_over(piece, columns[piece.first])) return false;
        named[piece.first] = true;
        ++pieces;
        aligned += is_aligned(piece, columns[piece.first], line.size);
      }
    }
    const auto without = static_cast<std::size_t>(std::count(named.begin(), named.end(), false));
    const bool corner = without == 1 && !named.front() && count > kFewestColumns;
    if (without > 0 && !corner) return false;
    const std::optional<bool> counts = begins_with_numbers(columns);
    return counts ? *counts && aligned * 2 >= pieces : count >= kFewestColumns && aligned == pieces;
  }

  struct Column {
    std::vector<Extent> words;  // of all rows
    std::size_t first_row = 0;  // those of the first row
  };
  std::vector<Column> words_by_column(std::span<const Band> rows,
                                      const std::vector<float>& xs) const {
    std::vector<Column> columns(xs.size() - 1);
    const Band* first = nullptr;
    for (const Band& row : rows) {
      if (at_.parted_in(row) == 0) continue;  // the name of a group
      if (first == nullptr) first = &row;
      for (const TableLine& line : at_.lines_of(row)) {
        for (const Extent& word : line.words) {
          const auto right = std::upper_bound(xs.begin() + 1, xs.end() - 1, word.from + 1);
          Column& column = columns[static_cast<std::size_t>(right - xs.begin()) - 1];
          column.words.push_back(word);
          column.first_row += &row == first;
        }
      }
    }
    return columns;
  }

  // Whether the first row has numbers where the others have them: else it is the head itself. None
  // where no column has numbers.
  static std::optional<bool> begins_with_numbers(const std::vector<Column>& columns) {
    std::optional<bool> all;
    for (const Column& column : columns) {
      const auto rest = column.words.begin() + static_cast<long>(column.first_row);
      const auto is_number = [](const Extent& word) { return word.digits; };
      const auto numbers = std::count_if(rest, column.words.end(), is_number);
      if (numbers == 0 || numbers * 5 < (column.words.end() - rest) * 4) continue;
      all = all.value_or(true) && std::all_of(column.words.begin(), rest, is_number);
    }
    return all;
  }

  static bool stands_over(const TablePiece& piece, const Column& column) {
    return std::any_of(column.words.begin(), column.words.end(), [&](const Extent& word) {
      return word.from < piece.to && piece.from < word.to;
    });
  }
  // Begins, ends or has its middle where others have.
  static bool is_aligned(const TablePiece& piece, const Column& column, float size) {
    constexpr float kAligned = 0.3f;  // in sizes
    const auto near = [&](float a, float b) { return std::fabs(a - b) < kAligned * size; };
    return std::any_of(column.words.begin(), column.words.end(), [&](const Extent& word) {
      return near(word.from, piece.from) || near(word.to, piece.to) ||
             near((word.from + word.to) / 2, (piece.from + piece.to) / 2);
    });
  }

  bool add_band(const Band& strip, std::size_t wanted, const Segment& top,
                TableDraft* draft) const {
    if (strip.size() == 0) return false;
    draft->bands.push_back(strip);
    const std::vector<float> xs = at_.columns_of(*draft, top.from, top.to);
    const bool group = at_.parted_in(strip) == 0;  // the name of a group of rows
    const bool good = xs.size() > std::max<std::size_t>(wanted, 2) && at_.fits(strip, xs) &&
                      (!group || (strip.size() == 1 && at_.single_rows(draft->rows(), xs)));
    if (!good) draft->bands.pop_back();
    return good;
  }

  // Rows below the last rule down to the foot of the page.
  void extend_open(const Segment& top, std::size_t wanted, TableDraft* draft) const {
    constexpr float kFarthest = 2.2f;  // in sizes, from line to line
    const Band rest = at_.band(draft->bands.back().bottom, at_.height());
    draft->bands.push_back({rest.top, rest.top, rest.first, rest.first});
    Band& strip = draft->bands.back();
    std::vector<float> xs = at_.columns_of(*draft, top.from, top.to);
    std::size_t last = strip.first, parted = 0;
    float before = strip.top;
    for (std::size_t i = rest.first; i < rest.last; ++i) {
      const TableLine& line = lines_[i];
      if (!at_.inside(line, top.from, top.to) || line.top() - before > kFarthest * line.size) break;
      before = line.bottom();
      if (line.parted) {
        strip.last = i + 1;
        std::vector<float> with = at_.columns_of(*draft, top.from, top.to);
        if (with.size() < xs.size()) break;
        xs = std::move(with);
      } else {
        const std::vector<TablePiece> pieces = pieces_of(line, xs);
        // The name of a group, where rows follow.
        if (pieces.size() > 1 || pieces.front().crosses()) continue;
      }
      parted += line.parted;
      last = i + 1;
    }
    strip.last = last;
    if (parted == 0 || xs.size() <= wanted || lines_.size() - last > kMostAround ||
        lines_[last - 1].base < at_.height() * 0.6f) {
      draft->bands.pop_back();
      return;
    }
    strip.bottom = lines_[last - 1].bottom() + 1;
    draft->open = true;
  }

  // The rest of the table with which the page before ends.
  void go_on(const std::vector<float>& before) {
    const float width = before.back() - before.front();
    for (std::size_t i = 0; i < levels_.size(); ++i) {
      const Segment& level = levels_[i];
      const float shift = level.from - before.front();
      if (std::fabs(level.to - level.from - width) > kSameRule || std::fabs(shift) > kMostShift)
        continue;
      std::vector<float> xs = before;
      for (float& x : xs) x += shift;
      Band strip = at_.band(0, level.at);
      std::size_t first = strip.last;
      while (first > strip.first && at_.stands_in(lines_[first - 1], xs)) --first;
      const std::size_t above = first - strip.first;
      strip.first = first;
      if (strip.size() == 0 || at_.parted_in(strip) == 0) {
        // A rule above the first row, as some programs draw on each page.
        const bool heads = i + 1 < levels_.size() && same_ends(level, levels_[i + 1]) &&
                           at_.line_below(level.at) <= kMostAround;
        if (!heads) return;
        strip = at_.band(level.at, levels_[i + 1].at);
        if (strip.size() == 0 || at_.parted_in(strip) == 0 || !at_.fits(strip, xs)) return;
        if (i + 2 < levels_.size() && same_ends(level, levels_[i + 2])) return;  // a header
        used_[i + 1] = true;
      } else if (above > kMostAround) {
        return;
      } else {
        strip.top = lines_[first].top() - 1;
      }
      used_[i] = true;
      found_.add(&at_, {{strip}, false, false}, xs);
      return;
    }
    Band strip = at_.band(0, at_.height());
    std::size_t first = strip.first;
    while (first < strip.last && first < kMostAround && !lines_[first].parted) ++first;
    std::size_t last = first;
    while (last < strip.last && at_.stands_in(lines_[last], before)) ++last;
    strip.first = first;
    strip.last = last;
    if (strip.size() == 0 || at_.parted_in(strip) < 2 || lines_.size() - last > kMostAround) return;
    strip.top = lines_[first].top() - 1;
    strip.bottom = lines_[last - 1].bottom() + 1;
    found_.add(&at_, {{strip}, false, true}, before);
    found_.open = {before, true};
  }

  TablePage& at_;
  const std::vector<Segment>& levels_;
  const std::vector<TableLine>& lines_;
  TablesFound& found_;
  std::vector<bool> used_;
  int tries_ = 0;
};

}  // namespace

void find_ruled(TablePage* at, const std::optional<OpenTable>& before, TablesFound* found) {
  ColumnFinder(at, found).run(before);
}

}  // namespace gangmu
