#include "readers/page_draft.h"

#include <algorithm>
#include <cmath>

namespace gangmu {

namespace {

// In sizes: words no farther off are in the middle, and about there.
constexpr float kMiddle = 1, kAbout = 2.5f;

class Drawer {
 public:
  Drawer(TablePage* at, std::vector<PageRule>* rules) : at_(*at), rules_(*rules) {}

  void write(const TableDraft& draft, const std::vector<float>& xs) {
    const Band all = at_.band(draft.bands.front().top, draft.bands.back().bottom);
    const std::size_t header = draft.header ? draft.bands.front().last - all.first : 0;
    set_across(at_.lines_of(all), header, xs, draft.sides);
    float top = draft.bands.front().top;
    const std::vector<Band> strips = strips_of(draft, xs);
    const bool ruled = strips.size() > 2 && at_.single_rows(strips, xs);
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

 private:
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

  // What all rules inside part, without the header.
  std::vector<Band> strips_of(const TableDraft& draft, const std::vector<float>& xs) const {
    std::vector<Band> strips;
    for (const Band& rows : draft.rows()) {
      float top = rows.top;
      for (const float y : at_.shorter_rules(rows, xs)) {
        if (at_.line_below(y) > at_.line_below(top)) strips.push_back(at_.band(top, y));
        top = y;
      }
    }
    return strips;
  }

  // One row, or as many as shorter rules and words over several columns make. What stands alone
  // across all columns above it is the caption and stays outside; returns where the table begins.
  float write_header(const Band& strip, const std::vector<float>& xs) {
    float top = strip.top;
    std::span<const TableLine> lines = at_.lines_of(strip);
    const std::vector<bool> none(xs.size() - 1, false);
    while (lines.size() > 1) {
      const std::vector<TablePiece> pieces = header_pieces(lines[0], xs, none);
      if (pieces.size() != 1 || !is_caption(lines[0], pieces.front(), xs)) break;
      top = (lines[0].bottom() + lines[1].top()) / 2;
      lines = lines.subspan(1);
    }
    std::vector<float> ends = at_.shorter_rules(strip, xs);
    std::vector<bool> named(xs.size() - 1, false);
    std::vector<std::vector<TablePiece>> pieces;
    for (std::size_t i = 0; i < lines.size(); ++i) {
      pieces.push_back(header_pieces(lines[i], xs, named));
      reach_over(lines.subspan(i + 1), xs, named, &pieces.back());
      const bool last = i + 1 == lines.size();
      const float y = last ? strip.bottom : (lines[i].bottom() + lines[i + 1].top()) / 2;
      for (const TablePiece& piece : pieces.back()) {
        if (!piece.crosses()) {
          named[piece.first] = true;
        } else if (!last) {
          level(y, xs[piece.first], xs[piece.last + 1]);
          ends.push_back(y);
        }
      }
    }
    std::sort(ends.begin(), ends.end());
    float from = top;
    for (const float to : ends) {
      if (to <= from) continue;
      TableRow row;
      for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].middle() >= from && lines[i].middle() <= to) row.add(pieces[i]);
      }
      part(row, xs, from, to);
      from = to;
    }
    return top;
  }

  // Words set flush left over several columns: those to their right are blank beside them, and a
  // line below names all of them.
  static void reach_over(std::span<const TableLine> below, const std::vector<float>& xs,
                         const std::vector<bool>& named, std::vector<TablePiece>* pieces) {
    for (std::size_t p = 0; p < pieces->size(); ++p) {
      TablePiece& piece = (*pieces)[p];
      if (piece.crosses()) continue;
      std::size_t end = piece.first + 1;
      const std::size_t next = p + 1 < pieces->size() ? (*pieces)[p + 1].first : xs.size() - 1;
      while (end < next && !named[end]) ++end;
      const bool splits = std::any_of(below.begin(), below.end(), [&](const TableLine& line) {
        std::size_t count = 0;
        for (const TablePiece& other : pieces_of(line, xs)) {
          count += !other.crosses() && other.first >= piece.first && other.first < end;
        }
        return count == end - piece.first;
      });
      if (splits) piece.last = end - 1;
    }
  }

  // Across columns from the first on, or about in the middle of the table.
  static bool is_caption(const TableLine& line, const TablePiece& piece,
                         const std::vector<float>& xs) {
    const float off = std::fabs(piece.from + piece.to - xs.front() - xs.back()) / 2;
    return piece.crosses() && (piece.first == 0 || off < kAbout * line.size);
  }

  // The words of a line of a header. What lies across columns belongs to all that the rule below it
  // spans, or to as many blank ones on both sides as keep it in their middle. `named`: the columns
  // that lines above it name.
  std::vector<TablePiece> header_pieces(const TableLine& line, const std::vector<float>& xs,
                                        const std::vector<bool>& named) const {
    std::vector<TablePiece> pieces = pieces_of(line, xs);
    for (std::size_t p = 0; p < pieces.size(); ++p) {
      TablePiece& piece = pieces[p];
      const std::size_t low = p == 0 ? 0 : pieces[p - 1].last + 1;
      const std::size_t high = p + 1 == pieces.size() ? xs.size() - 2 : pieces[p + 1].first - 1;
      if (const Segment* rule = at_.rule_below(line, {piece.from, piece.to})) {
        const auto under = [&](std::size_t c) {
          const float middle = (xs[c] + xs[c + 1]) / 2;
          return rule->from < middle && middle < rule->to;
        };
        while (piece.first > low && under(piece.first - 1)) --piece.first;
        while (piece.last < high && under(piece.last + 1)) ++piece.last;
      } else if (piece.crosses()) {
        widen(line, low, high, named, xs, &piece);
      }
    }
    return pieces;
  }

  void widen(const TableLine& line, std::size_t low, std::size_t high,
             const std::vector<bool>& named, const std::vector<float>& xs,
             TablePiece* piece) const {
    const auto off = [&](std::size_t first, std::size_t last) {
      return std::fabs(xs[first] + xs[last + 1] - piece->from - piece->to) / 2;
    };
    float least = off(piece->first, piece->last);
    TablePiece best = *piece;
    for (std::size_t first = piece->first + 1; first-- > low && !named[first];) {
      for (std::size_t last = piece->last; last <= high && !named[last]; ++last) {
        if (off(first, last) > least + kMiddle * line.size) continue;
        least = std::min(least, off(first, last));
        best.first = first;
        best.last = last;
      }
    }
    *piece = best;
  }

  // `ruled`: rules part each row from the next.
  void write_rows(const Band& strip, const std::vector<float>& xs, bool ruled) {
    const std::span<const TableLine> lines = at_.lines_of(strip);
    if (ruled) {
      TableRow row;
      for (const TableLine& line : lines) row.add(pieces_of(line, xs));
      part(row, xs, strip.top, strip.bottom);
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

  TablePage& at_;
  std::vector<PageRule>& rules_;
};

}  // namespace

void TablesFound::add(TablePage* at, const TableDraft& draft, const std::vector<float>& xs) {
  Drawer(at, &rules).write(draft, xs);
  taken.push_back(at->band(draft.bands.front().top, draft.bands.back().bottom));
}

}  // namespace gangmu
