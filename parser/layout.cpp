#include "parser/layout.h"

#include <algorithm>
#include <iterator>

#include "parser/breaker.h"
#include "parser/candidates.h"
#include "parser/furniture.h"
#include "model/halves.h"
#include "parser/line_looks.h"
#include "parser/marks.h"

namespace gangmu {

namespace {

// One line of the source as layout sees it; its span stays empty when it shows nothing.
void measure(std::string_view text, Offset at, LayoutLine* line) {
  line->indent = 0;
  std::size_t begin = 0;
  while (begin < text.size()) {
    std::size_t next = begin;
    const char32_t c = next_char(text, next);
    if (!is_blank(c)) break;
    if (c == '\f') line->page_start = true;
    line->indent += c == '\t' ? 4 : c == 0x3000 ? 2 : c >= 32 ? 1 : 0;
    begin = next;
  }
  if (begin == text.size()) return;
  std::size_t end = text.size();
  while (end > begin) {
    std::size_t before = end;
    if (!is_blank(previous_char(text, before))) break;
    end = before;
  }
  line->trailing = end < text.size();
  line->span = {at + static_cast<Offset>(begin), at + static_cast<Offset>(end)};
  int width = 0, blanks = 0;
  for (std::size_t i = begin; i < end;) {
    if (const std::size_t next = skip_common_han(text, i); next > i) {
      width += static_cast<int>((next - i) / kHan) * 2;
      blanks = 0;
      i = next;
      continue;
    }
    const char32_t c = next_char(text, i);
    blanks = is_blank(c) ? blanks + 1 : 0;
    if (blanks < 2) width += set_width(c);
  }
  line->width = width;
}

std::vector<LayoutLine> scan_lines(const Source& source) {
  std::vector<LayoutLine> lines(source.lines.size());
  const auto& places = source.places;
  in_halves(lines.size(), kLinesWorthAThread, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      LayoutLine& line = lines[i];
      line.page_start = i > 0 && i < places.size() && places[i].page != places[i - 1].page;
      if (i < places.size()) line.start = places[i].start;
      measure(source.line(static_cast<std::uint32_t>(i + 1)), source.lines[i], &line);
    }
  });
  int gap = 0;
  bool page = false;
  std::size_t kept = 0;
  for (LayoutLine& line : lines) {
    if (line.span.empty()) {
      ++gap;
      page = page || line.page_start;
      continue;
    }
    line.gap = gap;
    line.page_start = line.page_start || page;
    gap = 0;
    page = false;
    lines[kept++] = line;
  }
  lines.resize(kept);
  return lines;
}

// Nothing that stands in a given table or note goes on outside of it.
void set_apart(const Source& source, std::vector<LayoutLine>* lines) {
  const auto first_from = [&](Offset at) {
    const auto line = std::partition_point(
        lines->begin(), lines->end(), [&](const LayoutLine& one) { return one.span.begin < at; });
    if (line != lines->end()) line->apart = true;
  };
  for (const SourceTable& table : source.tables) {
    for (const auto& row : table.rows) {
      for (const SourceCell& cell : row) {
        if (!cell.span.empty()) first_from(cell.span.begin);
      }
    }
    first_from(table.span.end);
  }
  for (const SourceNote& note : source.notes) {
    first_from(note.span.begin);
    first_from(note.span.end);
  }
}

// The width at which most lines are broken, in columns: the centre of the band that holds more
// lines than any other, if running text is cut there. 0: lines are never broken.
// Entries of tables of contents are filled up to a width of their own.
int find_measure(const Document& document, const Grammar& grammar,
                 const std::vector<LayoutLine>& all) {
  constexpr int kNarrowest = 36, kWidest = 420, kBand = 4;
  std::vector<LayoutLine> lines;
  lines.reserve(all.size());
  std::copy_if(all.begin(), all.end(), std::back_inserter(lines), [&](const LayoutLine& line) {
    return line.width >= kNarrowest && !is_contents_entry(text_of(document, line.span), grammar);
  });
  std::vector<int> count(kWidest + 1, 0);
  int total = 0;
  for (const LayoutLine& line : lines) {
    ++total;
    if (line.width <= kWidest) ++count[static_cast<std::size_t>(line.width)];
  }
  int best = 0, best_sum = 0;
  for (int width = kNarrowest; width <= kWidest; ++width) {
    int sum = 0;
    for (int w = std::max(0, width - kBand); w <= std::min(kWidest, width + kBand); ++w) {
      sum += count[static_cast<std::size_t>(w)];
    }
    if (sum > best_sum || (sum == best_sum && count[static_cast<std::size_t>(width)] >
                                                  count[static_cast<std::size_t>(best)])) {
      best = width;
      best_sum = sum;
    }
  }
  if (best_sum < 4 || best_sum * 5 < total) return 0;
  int cut = 0, seen = 0, beyond = 0;
  for (const LayoutLine& line : lines) {
    beyond += line.width > best + best / 8;
    if (std::abs(line.width - best) > kBand) continue;
    ++seen;
    const char32_t mark = final_mark(text_of(document, line.span));
    cut += !ends_sentence(mark) && !is_list_mark(mark) && !closes(mark);
  }
  const bool wall = beyond * 2 <= total;  // most lines stay within it
  return wall && cut * 2 > seen ? best : 0;
}

}  // namespace

std::vector<Span> pieces_between(const Layout& layout, Offset begin, Offset end) {
  std::vector<Span> pieces;
  auto line = std::partition_point(layout.lines.begin(), layout.lines.end(),
                                   [&](const LayoutLine& l) { return l.span.end <= begin; });
  for (; line != layout.lines.end() && line->span.begin < end; ++line) {
    pieces.push_back({std::max(begin, line->span.begin), std::min(end, line->span.end)});
  }
  return pieces;
}

Layout layout(Document* document, const Grammar& grammar) {
  Layout out;
  out.lines = scan_lines(document->source);
  take_furniture(document, grammar, &out.lines);
  const bool flowing = document->source.flowing;
  if (!flowing) {
    set_apart(document->source, &out.lines);
    out.measure = find_measure(*document, grammar, out.lines);
  }
  document->clean.reserve(document->clean.size() + document->source.text.size());
  match_lines(*document, grammar, &out);
  // Lines of flowing formats are whole paragraphs: there is nothing to join.
  const std::vector<LineEnd> ends = flowing ? std::vector<LineEnd>(out.lines.size(), {true, true})
                                            : find_line_ends(*document, grammar, &out);
  build_blocks(document, grammar, ends, &out);
  return out;
}

}  // namespace gangmu
