#include "parser/table.h"

#include "parser/clean.h"

namespace gangmu {

namespace {

// Parts a line where two or more blanks, or a blank beside a figure, stand between its words.
std::vector<Span> cells_of(const Document& document, Span line) {
  const std::string_view text = document.source.text;
  std::vector<Span> cells;
  Offset begin = line.begin;
  for (std::size_t at = line.begin; at < line.end;) {
    const std::size_t from = at;
    if (!is_blank(next_char(text, at))) continue;
    std::size_t next = at;
    int blanks = 1;
    while (next < line.end) {
      std::size_t after = next;
      if (!is_blank(next_char(text, after))) break;
      next = after;
      ++blanks;
    }
    std::size_t before = from;
    const char32_t left = previous_char(text, before);
    std::size_t ahead = next;
    const char32_t right = next < line.end ? next_char(text, ahead) : 0;
    const bool figures = is_ascii_digit(right) && left != '(' ;
    if (blanks >= 2 || figures || (is_ascii_digit(left) && is_han(right) && false)) {
      cells.push_back({begin, static_cast<Offset>(from)});
      begin = static_cast<Offset>(next);
    }
    at = next;
  }
  if (begin < line.end) cells.push_back({begin, line.end});
  return cells;
}

}  // namespace

Table read_table(Document* document, const Layout& layout, const Region& region,
                 const Grammar&) {
  Table table;
  Cleaner cleaner(document);
  const std::uint32_t first = layout.blocks[region.first_block + region.caption_blocks - 1].last_line;
  const std::uint32_t last = layout.blocks[region.last_block - 1].last_line;
  for (std::uint32_t i = first; i < last; ++i) {
    std::vector<Cell> row;
    for (const Span span : cells_of(*document, layout.lines[i].span)) {
      Cell cell;
      cell.span = span;
      cell.text = cleaner.append(std::span<const Span>(&span, 1));
      row.push_back(cell);
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace gangmu
