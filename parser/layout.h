// Lines → blocks. The hard stage: indents are lost, titles wrap, a page break falls in a word.
//
// After layout():
//   - each line that belongs to the page and not to the text (page number, running head, stray URL)
//     is furniture; every other visible character stands in exactly one block, in order;
//   - a block is a paragraph, a heading or a cell as far as lines alone can tell: its lines are
//     joined, its text is clean;
//   - each place where a marker may stand (at a block's start, at a line's start inside it, after a
//     sentence) is a candidate. Which candidates are headings is the outline stage's decision.
#pragma once

#include <cstdint>
#include <vector>

#include "model/document.h"
#include "parser/grammar.h"

namespace gangmu {

struct LayoutLine {
  Span span;              // visible part
  int width = 0;          // columns of the visible part
  int indent = 0;         // columns of blanks before it
  int gap = 0;            // blank lines before it
  bool trailing = false;  // blanks behind it
  bool page_start = false;
  LineStart start = LineStart::unknown;  // what its place on the page tells
  bool apart = false;  // first line of a given cell or note, or behind such a table or note
  bool glued = false;  // continues the line before it in the middle of a word (chunk numbers)
  std::uint32_t first_match = 0, last_match = 0;  // half-open range in Layout::matches
};

// Where a marker may stand: at the start of a block, at the start of a line inside it, or after a
// sentence inside it.
// `amid` follows no sentence mark; it is looked for only where line breaks were lost.
enum class MarkerPlace : std::uint8_t { start, line, inside, amid };

struct Candidate {
  std::uint32_t block = 0;
  MarkerPlace place = MarkerPlace::start;
  std::uint16_t rule = 0;  // index into grammar.rules(Stage::outline)
  std::int32_t number = -1;
  Span marker;          // in the source
  bool titled = false;  // inside a line: a short phrase and a sentence mark follow
  // Of headings without a marker that the format tells: their kind, and no rule of the grammar.
  NodeKind styled = NodeKind::paragraph;
  bool is_styled() const { return styled != NodeKind::paragraph; }
};

struct Block {
  std::uint32_t first_line = 0, last_line = 0;  // half-open range in Layout::lines
  bool sure_end = false;  // a short line or blank shows that the paragraph ends here
  bool complete = false;  // ends with a sentence mark
  bool unbroken = false;  // holds headings whose line breaks were lost
  Slice clean;
  std::uint32_t first_candidate = 0, last_candidate = 0;
};

struct Layout {
  std::vector<LayoutLine> lines;
  std::vector<Match> matches;  // of outline rules at line starts, lengths in source bytes
  bool trailing_ends = false;  // blanks behind lines stand at paragraph and cell ends only
  int measure = 0;             // width at which most lines are broken, in columns; 0: never
  std::vector<Block> blocks;
  std::vector<Candidate> candidates;  // in reading order; readings of one place stand together
};

// Adds furniture, clean text and runs to the document.
Layout layout(Document* document, const Grammar& grammar);

// The stretches of source between two offsets, furniture left out.
std::vector<Span> pieces_between(const Layout& layout, Offset begin, Offset end);

// The bytes of the source that a span stands for.
inline std::string_view text_of(const Document& document, Span span) {
  return std::string_view(document.source.text).substr(span.begin, span.size());
}

// Width as typeset: quotation marks, dashes and the ellipsis take the full square in Chinese text,
// whatever a terminal does.
inline int set_width(char32_t c) { return is_wide(c) ? 2 : columns_of(c); }

}  // namespace gangmu
