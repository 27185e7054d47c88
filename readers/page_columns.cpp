#include "readers/page_columns.h"

#include <algorithm>
#include <cmath>

#include "readers/page_items.h"
#include "readers/page_rows.h"
#include "readers/page_rules.h"

namespace gangmu {

namespace {

constexpr float kNarrowest = 120;          // points: a shorter line is none of a table
constexpr float kBeyond = 6;               // points by which words may lie outside of the rules
constexpr float kGutter = 0.6f;            // in sizes: as wide a gap in all rows parts columns
constexpr std::size_t kFewestRows = 3;     // where no rule parts the header from them
constexpr std::size_t kFewestColumns = 3;  // likewise
constexpr std::size_t kMostAround = 4;     // lines of a page above and below its text
constexpr std::size_t kMostRules = 200;    // of a page with such tables
constexpr std::size_t kMostLines = 1000;   // likewise
constexpr int kMostTries = 4;              // to read on below the last rule of a page

// A strip between two level lines, from one to the other of the page's lines.
struct Band {
  float top = 0, bottom = 0;
  std::size_t first = 0, last = 0;
  std::size_t size() const { return last - first; }
};

// A table of one page as far as it has been read.
struct Draft {
  std::vector<Band> bands;
  bool header = false;  // the first band is one
  bool open = false;    // no line closes it
};

class ColumnFinder {
 public:
  ColumnFinder(const Pages& pages, const Page& page, const Drawing& drawing)
      : pages_(pages), page_(page) {
    for (const Segment& level : drawing.levels) {
      const bool alone =
          level.to - level.from >= kNarrowest &&
          std::none_of(drawing.uprights.begin(), drawing.uprights.end(),
                       [&](const Segment& upright) { return meets(level, upright); });
      if (alone) levels_.push_back(level);
    }
    used_.assign(levels_.size(), false);
  }

  // Whether two of the rules belong together, without which there is nothing to find.
  bool may_find(bool open) const {
    if (levels_.size() > kMostRules) return false;
    for (std::size_t i = 0; i < levels_.size(); ++i) {
      for (std::size_t j = i + 1; j < levels_.size(); ++j) {
        if (same_ends(levels_[i], levels_[j])) return true;
      }
    }
    return open;
  }

  std::vector<PageRule> run(std::optional<OpenTable>* open) {
    const std::optional<OpenTable> before = std::move(*open);
    open->reset();
    read_lines();
    if (lines_.size() > kMostLines) return {};
    if (before) go_on(*before, open);
    for (std::size_t i = 0; i < levels_.size(); ++i) {
      if (!used_[i]) begin_at(i, open);
    }
    return std::move(rules_);
  }

 private:
  static bool same_ends(const Segment& a, const Segment& b) {
    return std::fabs(a.from - b.from) < kSameRule && std::fabs(a.to - b.to) < kSameRule;
  }

  void read_lines() {
    std::vector<std::uint32_t> upright;
    for (std::uint32_t i = 0; i < page_.runs.size(); ++i) {
      const PageRun& run = page_.runs[i];
      if (!run.aslant && !run.text.empty() && run.edges.size() > 1) upright.push_back(i);
    }
    for (const PageLine& line : make_lines(pages_, page_, upright)) {
      lines_.push_back(table_line(line));
      if (lines_.back().words.empty()) lines_.pop_back();
    }
    std::stable_sort(lines_.begin(), lines_.end(), [](const TableLine& a, const TableLine& b) {
      return a.middle() < b.middle();
    });
  }

  std::size_t line_below(float y) const {
    return static_cast<std::size_t>(
        std::partition_point(lines_.begin(), lines_.end(),
                             [&](const TableLine& line) { return line.middle() < y; }) -
        lines_.begin());
  }
  Band band(float top, float bottom) const {
    return {top, bottom, line_below(top), line_below(bottom)};
  }
  bool inside(const TableLine& line, float from, float to) const {
    return line.words.front().from > from - kBeyond && line.words.back().to < to + kBeyond;
  }

  // The uprights: in the middle of each gap that few of the parted lines have words in, and at both
  // sides.
  std::vector<float> columns_of(const Draft& draft, float from, float to) const {
    std::vector<std::pair<float, int>> ends;  // where words begin (1) and end (-1)
    std::vector<Extent> words;
    std::size_t count = 0;
    float size = 0;
    for (const Band& strip : draft.bands) {
      for (std::size_t i = strip.first; i < strip.last; ++i) {
        const TableLine& line = lines_[i];
        if (!line.parted) continue;
        ++count;
        size = std::max(size, line.size);
        for (const Extent& word : line.words) {
          if (lies_over_others(draft, i, word)) continue;
          words.push_back(word);
          ends.emplace_back(word.from, 1);
          ends.emplace_back(word.to, -1);
        }
      }
    }
    std::sort(ends.begin(), ends.end());
    const int few = static_cast<int>(count / 8);
    std::vector<float> xs = {from};
    int depth = 0;
    float left = 0;  // where the gap begins; 0: in none
    for (const auto& [x, step] : ends) {
      const int was = depth;
      depth += step;
      if (was > few && depth <= few) left = x;
      if (was <= few && depth > few && left > 0 && x - left > kGutter * size) {
        xs.push_back(middle_of({left, x}, words));
      }
    }
    xs.push_back(to);
    return xs;
  }

  // A header over several columns: right above a shorter rule, or between what stands below it.
  bool lies_over_others(const Draft& draft, std::size_t index, const Extent& word) const {
    constexpr std::size_t kMostHeadLines = 8;
    const TableLine& line = lines_[index];
    if (rule_below(line, word) != nullptr) return true;
    const Band& head = draft.bands.front();
    if (!draft.header || index >= head.last || head.size() > kMostHeadLines) return false;
    // How far its line leaves room on both sides.
    Extent room = {0, page_.width};
    for (const Extent& other : line.words) {
      if (other.to < word.from) room.from = other.to;
      if (other.from > word.to) room.to = std::min(room.to, other.from);
    }
    bool left = false, right = false;
    for (std::size_t i = index + 1; i < head.last; ++i) {
      for (const Extent& other : lines_[i].words) {
        if (other.from < word.to && other.to > word.from) return false;
        left = left || (other.to <= word.from && other.from >= room.from);
        right = right || (other.from >= word.to && other.to <= room.to);
      }
    }
    return left && right;
  }

  // The middle of what few words that reach into a gap from its sides leave of it.
  static float middle_of(const Extent& gap, const std::vector<Extent>& words) {
    Extent rest = gap;
    for (const Extent& word : words) {
      if (word.from <= gap.from && word.to > rest.from) rest.from = word.to;
      if (word.to >= gap.to && word.from < rest.to) rest.to = word.from;
    }
    if (rest.from >= rest.to) rest = gap;
    return (rest.from + rest.to) / 2;
  }

  // A shorter rule right below words: they are a header over several columns.
  const Segment* rule_below(const TableLine& line, const Extent& word) const {
    const auto rule = std::find_if(levels_.begin(), levels_.end(), [&](const Segment& level) {
      const float below = level.at - line.base;
      return below > 0 && below < line.size && word.from > level.from - kSameRule &&
             word.to < level.to + kSameRule && level.to - level.from < page_.width / 2;
    });
    return rule == levels_.end() ? nullptr : &*rule;
  }

  std::size_t parted_in(const Band& strip) const {
    return static_cast<std::size_t>(
        std::count_if(lines_.begin() + static_cast<long>(strip.first),
                      lines_.begin() + static_cast<long>(strip.last),
                      [](const TableLine& line) { return line.parted; }));
  }

  // Whether the words of a strip stand in these columns, but for some that lie across them.
  bool fits(const Band& strip, const std::vector<float>& xs) const {
    std::size_t across = 0;
    for (std::size_t i = strip.first; i < strip.last; ++i) {
      if (!inside(lines_[i], xs.front(), xs.back())) return false;
      const std::vector<TablePiece> pieces = pieces_of(lines_[i], xs);
      across += pieces.size() == 1 && pieces.front().crosses();
    }
    return across <= 1 || across * 3 <= strip.size();
  }

  // The bands below the header.
  static std::span<const Band> rows_of(const Draft& draft) {
    return std::span(draft.bands).subspan(draft.header ? 1 : 0);
  }

  // A table whose first rule is this one.
  void begin_at(std::size_t index, std::optional<OpenTable>* open) {
    const Segment& top = levels_[index];
    std::vector<std::size_t> family = {index};
    for (std::size_t i = index + 1; i < levels_.size(); ++i) {
      if (!used_[i] && same_ends(levels_[i], top)) family.push_back(i);
    }
    if (family.size() < 2) return;
    Draft draft;
    draft.header = true;
    draft.bands = {band(top.at, levels_[family[1]].at)};
    const Band head = draft.bands.front();
    if (head.size() == 0 || parted_in(head) == 0) return;
    const std::size_t wanted = columns_of(draft, top.from, top.to).size() - 1;
    std::size_t next = 1;
    while (next + 1 < family.size() &&
           add_band(band(levels_[family[next]].at, levels_[family[next + 1]].at), wanted, top,
                    &draft)) {
      ++next;
    }
    // What only parts rows cannot end a table.
    while (draft.bands.size() > 1 && parted_in(draft.bands.back()) == 0) {
      draft.bands.pop_back();
      --next;
    }
    if (next + 1 == family.size() && tries_++ < kMostTries) extend_open(top, wanted, &draft);
    if (draft.bands.size() == 1) {
      // No rule below the header: only many rows in many columns tell a table.
      const std::vector<float> xs = columns_of(draft, top.from, top.to);
      if (parted_in(head) < kFewestRows || xs.size() <= kFewestColumns || !fits(head, xs)) return;
      // Its own rule may be drawn over some columns only.
      const std::vector<float> shorter = shorter_rules(head, xs);
      draft.header = shorter.size() > 1;
      if (draft.header) {
        const float y = shorter[shorter.size() - 2];
        draft.bands = {band(head.top, y), band(y, head.bottom)};
      }
    }
    const std::vector<float> xs = columns_of(draft, top.from, top.to);
    if (xs.size() < 3 || (xs.size() == 3 && draft.open)) return;
    for (std::size_t i = 0; i < levels_.size(); ++i) {
      if (levels_[i].at >= top.at && levels_[i].at <= draft.bands.back().bottom) used_[i] = true;
    }
    write(draft, xs);
    if (draft.open) *open = xs;
  }

  bool add_band(const Band& strip, std::size_t wanted, const Segment& top, Draft* draft) const {
    if (strip.size() == 0) return false;
    draft->bands.push_back(strip);
    const std::vector<float> xs = columns_of(*draft, top.from, top.to);
    const bool group = parted_in(strip) == 0;  // the name of a group of rows
    const bool good = xs.size() > std::max<std::size_t>(wanted, 2) && fits(strip, xs) &&
                      (!group || (strip.size() == 1 && single_rows(rows_of(*draft), xs)));
    if (!good) draft->bands.pop_back();
    return good;
  }

  // Whether rules part each row from the next.
  bool single_rows(std::span<const Band> strips, const std::vector<float>& xs) const {
    const auto single = std::count_if(strips.begin(), strips.end(), [&](const Band& strip) {
      return find_rows(lines_of(strip), xs).size() == 1;
    });
    return single * 5 >= std::ssize(strips) * 4;
  }
  std::span<const TableLine> lines_of(const Band& strip) const {
    return {lines_.data() + strip.first, strip.size()};
  }

  // Rows below the last rule down to the foot of the page.
  void extend_open(const Segment& top, std::size_t wanted, Draft* draft) const {
    constexpr float kFarthest = 2.2f;  // in sizes, from line to line
    const Band rest = band(draft->bands.back().bottom, page_.height);
    draft->bands.push_back({rest.top, rest.top, rest.first, rest.first});
    Band& strip = draft->bands.back();
    std::vector<float> xs = columns_of(*draft, top.from, top.to);
    std::size_t last = strip.first, parted = 0;
    float before = strip.top;
    for (std::size_t i = rest.first; i < rest.last; ++i) {
      const TableLine& line = lines_[i];
      if (!inside(line, top.from, top.to) || line.top() - before > kFarthest * line.size) break;
      before = line.bottom();
      if (line.parted) {
        strip.last = i + 1;
        std::vector<float> with = columns_of(*draft, top.from, top.to);
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
        lines_[last - 1].base < page_.height * 0.6f) {
      draft->bands.pop_back();
      return;
    }
    strip.bottom = lines_[last - 1].bottom() + 1;
    draft->open = true;
  }

  // The rest of the table with which the page before ends.
  void go_on(const OpenTable& before, std::optional<OpenTable>* open) {
    const float width = before.back() - before.front();
    for (std::size_t i = 0; i < levels_.size(); ++i) {
      const Segment& level = levels_[i];
      const float shift = level.from - before.front();
      if (std::fabs(level.to - level.from - width) > kSameRule || std::fabs(shift) > kMostShift)
        continue;
      OpenTable xs = before;
      for (float& x : xs) x += shift;
      Band strip = band(0, level.at);
      std::size_t first = strip.last;
      while (first > strip.first && stands_in(lines_[first - 1], xs)) --first;
      const std::size_t above = first - strip.first;
      strip.first = first;
      if (strip.size() == 0 || parted_in(strip) == 0) {
        // A rule above the first row, as some programs draw on each page.
        const bool heads = i + 1 < levels_.size() && same_ends(level, levels_[i + 1]) &&
                           line_below(level.at) <= kMostAround;
        if (!heads) return;
        strip = band(level.at, levels_[i + 1].at);
        if (strip.size() == 0 || parted_in(strip) == 0 || !fits(strip, xs)) return;
        if (i + 2 < levels_.size() && same_ends(level, levels_[i + 2])) return;  // a header
        used_[i + 1] = true;
      } else if (above > kMostAround) {
        return;
      } else {
        strip.top = lines_[first].top() - 1;
      }
      used_[i] = true;
      write({{strip}, false, false}, xs);
      return;
    }
    Band strip = band(0, page_.height);
    std::size_t first = strip.first;
    while (first < strip.last && first < kMostAround && !lines_[first].parted) ++first;
    std::size_t last = first;
    while (last < strip.last && stands_in(lines_[last], before)) ++last;
    strip.first = first;
    strip.last = last;
    if (strip.size() == 0 || parted_in(strip) < 2 || lines_.size() - last > kMostAround) return;
    strip.top = lines_[first].top() - 1;
    strip.bottom = lines_[last - 1].bottom() + 1;
    write({{strip}, false, true}, before);
    *open = before;
  }

  bool stands_in(const TableLine& line, const std::vector<float>& xs) const {
    if (!inside(line, xs.front(), xs.back())) return false;
    const std::vector<TablePiece> pieces = pieces_of(line, xs);
    return std::none_of(pieces.begin(), pieces.end(),
                        [](const TablePiece& piece) { return piece.crosses(); });
  }

  void level(float y, float from, float to) { rules_.push_back({from, y, to, y}); }
  void upright(float x, float from, float to) { rules_.push_back({x, from, x, to}); }

  // Uprights beside what stands in a row; none through words that lie across.
  void part(const TableRow& row, const std::vector<float>& xs, float top, float bottom) {
    for (std::size_t c = 1; c + 1 < xs.size(); ++c) {
      const bool crossed =
          std::any_of(row.pieces.begin(), row.pieces.end(),
                      [&](const TablePiece& piece) { return piece.first < c && piece.last >= c; });
      if (!crossed) upright(xs[c], top, bottom);
    }
  }

  void write(const Draft& draft, const std::vector<float>& xs) {
    set_across(draft, xs);
    float top = draft.bands.front().top;
    const std::vector<Band> strips = strips_of(draft, xs);
    const bool ruled = strips.size() > 2 && single_rows(strips, xs);
    if (draft.header) {
      top = write_header(draft.bands.front(), xs);
      level(draft.bands.front().bottom, xs.front(), xs.back());
    }
    for (const Band& strip : strips) write_rows(strip, xs, ruled);
    const float bottom = draft.bands.back().bottom;
    level(top, xs.front(), xs.back());
    level(bottom, xs.front(), xs.back());
    upright(xs.front(), top, bottom);
    upright(xs.back(), top, bottom);
  }

  // What stands alone in the middle of the table lies across its columns.
  void set_across(const Draft& draft, const std::vector<float>& xs) {
    const Band all = band(draft.bands.front().top, draft.bands.back().bottom);
    set_middle_across({lines_.data() + all.first, all.size()}, xs);
  }

  // What all rules inside part, without the header.
  std::vector<Band> strips_of(const Draft& draft, const std::vector<float>& xs) const {
    std::vector<Band> strips;
    for (const Band& rows : rows_of(draft)) {
      float top = rows.top;
      for (const float y : shorter_rules(rows, xs)) {
        if (line_below(y) > line_below(top)) strips.push_back(band(top, y));
        top = y;
      }
    }
    return strips;
  }

  // The shorter rules inside a strip, from top to bottom, and its end.
  std::vector<float> shorter_rules(const Band& strip, const std::vector<float>& xs) const {
    std::vector<float> ys;
    for (const Segment& level : levels_) {
      if (level.at > strip.top + kSameRule && level.at < strip.bottom - kSameRule &&
          level.from > xs.front() - kSameRule && level.to < xs.back() + kSameRule) {
        ys.push_back(level.at);
      }
    }
    ys.push_back(strip.bottom);
    return ys;
  }

  // One row, or as many as shorter rules and words over several columns make. What stands alone
  // across all columns above it is the caption and stays outside; returns where the table begins.
  float write_header(const Band& strip, const std::vector<float>& xs) {
    float top = strip.top;
    std::span<const TableLine> lines = lines_of(strip);
    while (lines.size() > 1) {
      const std::vector<TablePiece> pieces = pieces_of(lines[0], xs);
      if (pieces.size() != 1 || !pieces.front().crosses()) break;
      top = (lines[0].bottom() + lines[1].top()) / 2;
      lines = lines.subspan(1);
    }
    std::vector<float> ends = shorter_rules(strip, xs);
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
      const float y = (lines[i].bottom() + lines[i + 1].top()) / 2;
      for (const TablePiece& piece : header_pieces(lines[i], xs)) {
        if (!piece.crosses()) continue;
        level(y, xs[piece.first], xs[piece.last + 1]);
        ends.push_back(y);
      }
    }
    std::sort(ends.begin(), ends.end());
    float from = top;
    for (const float to : ends) {
      if (to <= from) continue;
      part(row_between(lines, from, to, xs, true), xs, from, to);
      from = to;
    }
    return top;
  }

  // The words of a line of a header. What lies across columns belongs to all that the rule below it
  // spans, or to as many blank ones on both sides as keep it in their middle.
  std::vector<TablePiece> header_pieces(const TableLine& line, const std::vector<float>& xs) const {
    std::vector<TablePiece> pieces = pieces_of(line, xs);
    for (std::size_t p = 0; p < pieces.size(); ++p) {
      TablePiece& piece = pieces[p];
      const std::size_t low = p == 0 ? 0 : pieces[p - 1].last + 1;
      const std::size_t high = p + 1 == pieces.size() ? xs.size() - 2 : pieces[p + 1].first - 1;
      if (const Segment* rule = rule_below(line, {piece.from, piece.to})) {
        const auto under = [&](std::size_t c) {
          const float middle = (xs[c] + xs[c + 1]) / 2;
          return rule->from < middle && middle < rule->to;
        };
        while (piece.first > low && under(piece.first - 1)) --piece.first;
        while (piece.last < high && under(piece.last + 1)) ++piece.last;
      } else if (piece.crosses()) {
        const auto off = [&](std::size_t first, std::size_t last) {
          return std::fabs(xs[first] + xs[last + 1] - piece.from - piece.to);
        };
        TablePiece best = piece;
        for (std::size_t first = piece.first + 1; first-- > low;) {
          for (std::size_t last = piece.last; last <= high; ++last) {
            if (off(first, last) >= off(best.first, best.last)) continue;
            best.first = first;
            best.last = last;
          }
        }
        piece = best;
      }
    }
    return pieces;
  }

  TableRow row_between(std::span<const TableLine> lines, float from, float to,
                       const std::vector<float>& xs, bool header) const {
    TableRow row;
    for (const TableLine& line : lines) {
      if (line.middle() < from || line.middle() > to) continue;
      const std::vector<TablePiece> pieces = header ? header_pieces(line, xs) : pieces_of(line, xs);
      row.pieces.insert(row.pieces.end(), pieces.begin(), pieces.end());
    }
    return row;
  }

  // `ruled`: rules part each row from the next.
  void write_rows(const Band& strip, const std::vector<float>& xs, bool ruled) {
    const std::span<const TableLine> lines = lines_of(strip);
    if (ruled) {
      part(row_between(lines, strip.top, strip.bottom, xs, false), xs, strip.top, strip.bottom);
      return;
    }
    const std::vector<TableRow> rows = find_rows(lines, xs);
    const std::vector<std::size_t> begins = merged_first_cells(rows);
    float from = strip.top;
    for (std::size_t r = 0; r < rows.size(); ++r) {
      const bool last = r + 1 == rows.size();
      const float to = last ? strip.bottom : (rows[r].bottom() + rows[r + 1].top()) / 2;
      part(rows[r], xs, from, to);
      if (!last) level(to, begins[r + 1] <= r ? xs[1] : xs[0], xs.back());
      from = to;
    }
  }

  const Pages& pages_;
  const Page& page_;
  std::vector<Segment> levels_;  // that meet no upright
  std::vector<bool> used_;
  std::vector<TableLine> lines_;
  std::vector<PageRule> rules_;
  int tries_ = 0;
};

}  // namespace

std::vector<PageRule> missing_rules(const Pages& pages, const Page& page,
                                    std::optional<OpenTable>* open) {
  ColumnFinder finder(pages, page, draw_rules(page.rules));
  if (!finder.may_find(open->has_value())) {
    open->reset();
    return {};
  }
  return finder.run(open);
}

}  // namespace gangmu
