// The text view: what every reader makes of its file before anything is understood.
//
// UTF-8, no byte order mark, line ends LF. A text file gives itself; DOCX and HTML a line a
// paragraph or cell; PDF and OFD a line a printed line. All spans index it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/diagnostic.h"
#include "model/text.h"

namespace gangmu {

struct LineRange {
  std::uint32_t first = 1, last = 1;  // from 1, inclusive
};

// A table that the file itself has, with its cells as they stand in the text view. An empty cell
// has an empty span. Rows hold the cells that begin in them: what a merged cell covers is no cell.
struct SourceCell {
  Span span;
  std::uint16_t row_span = 1;
  std::uint16_t column_span = 1;
};
struct SourceTable {
  Span span;                      // from the first cell's first to the last cell's last line
  std::uint32_t header_rows = 0;  // as the file says; 0: it does not
  std::vector<std::vector<SourceCell>> rows;
};
// A footnote or endnote: whole lines of the text view.
struct SourceNote {
  Span marker;  // at the start of the span
  Span span;
};

// Whether a printed line begins a paragraph, as far as its place tells.
enum class LineStart : std::uint8_t {
  unknown,
  paragraph,
  inside,
  title,  // a centred line below another of the same large letters: inside, if the words allow it
};
// Where a printed line stands (PDF, OFD): points from the top left of its page, y downwards.
struct LinePlace {
  std::uint32_t page = 1;  // from 1
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
  float size = 0;  // of most of its characters
  bool bold = false;
  std::uint16_t font = 0;  // of most of its characters: index into Source::fonts
  LineStart start = LineStart::unknown;
  std::uint32_t first_edge = 0;  // index into Source::edges: one more than the line has characters
};
// A rectangle on a page, as in LinePlace.
struct PageBox {
  std::uint32_t page = 1;
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
};

// What the format itself calls a heading: by a style, a tag, number signs or a bookmark.
struct SourceHeading {
  Span span;      // its line, or its first line
  int level = 1;  // 1 is the highest; levels may be missing
};

// In points, as a page is read.
struct PageSize {
  float width = 0, height = 0;
};

struct Source {
  std::string name;         // as given by the caller, for messages and exports
  std::string format;       // the name of its reader: "text", "docx", "doc"
  std::string encoding;     // "UTF-8", "UTF-16LE", "UTF-16BE", "GB18030"
  std::uint64_t bytes = 0;  // size of the file
  std::string sha256;       // of the file's bytes, lower-case hex
  std::string text;
  std::vector<Offset> lines;  // first byte of each line; at least {0}
  std::vector<Offset> pages;  // first byte of each page; empty when the source has no pages
  bool flowing = false;  // each line is a whole paragraph or stands in a cell; no page furniture
  std::vector<SourceTable> tables;  // of flowing and fixed sources, in order, none inside another
  std::vector<SourceNote> notes;    // likewise, never inside a table
  std::vector<SourceHeading> headings;  // likewise, in order, never inside a table or note
  // Of fixed sources only. Notes stand behind the paragraph, they and the margins of a page behind
  // the table that they interrupt in print, so that pages need not rise from line to line.
  std::vector<LinePlace> places;  // one a line
  std::vector<float> edges;  // x where each character of a line begins, and where its last ends
  std::vector<PageSize> page_sizes;  // one a page
  std::vector<std::string> fonts;    // names, as the file has them
  std::vector<Diagnostic> doubts;    // of the reader; they become diagnostics of the document
  std::vector<Span> margins;         // whole lines: page numbers, running heads; in order
  // Rebuilt from an export (readers/stored.h): of what the file has, the text view, its lines,
  // pages, edges and page sizes are there, and nothing that only layout asks for.
  bool stored = false;

  // Sets `lines` and `pages` (from form feeds) after `text` was set.
  void index();
  std::string_view line(std::uint32_t number) const;  // from 1, without its LF
  std::uint32_t line_of(Offset offset) const;         // from 1
  LineRange lines_of(Span span) const;
  std::optional<std::uint32_t> page_of(Offset offset) const;  // from 1
  // Where the characters of a span stand: a rectangle a page, around its parts of lines, in tenths
  // of a point. Empty when the source has no places.
  std::vector<PageBox> boxes_of(Span span) const;
};

}  // namespace gangmu
