// Pages of formats that fix where each character stands (PDF, OFD): what their readers hand over
// and the one place that makes lines, tables, boxes and notes of it.
//
// Lengths are points (1/72 inch) from the page's top left corner, y downwards, after the page's own
// rotation: as a reader sees the page.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/diagnostic.h"
#include "model/result.h"
#include "model/source.h"

namespace gangmu {

struct PageFont {
  std::string name;  // as the file has it, without the prefix of a subset
  bool bold = false;
};

// Characters of one font and size on one base line, in the order in which they are read, without
// the blanks around them; blanks inside stand where the file has them.
struct PageRun {
  std::string text;          // UTF-8
  std::vector<float> edges;  // where each character begins, and where the last one ends
  float base = 0;            // y of the base line
  float size = 0;            // of the font, as shown
  std::uint16_t font = 0;    // index into Pages::fonts
  bool aslant = false;       // in another direction than the page is read: a watermark, a stamp
};

// A drawn line, horizontal (y0 == y1) or vertical (x0 == x1), x0 <= x1 and y0 <= y1. A filled
// rectangle is one when it is as thin as a line; a drawn one is its four sides.
struct PageRule {
  float x0 = 0, y0 = 0, x1 = 0, y1 = 0;
};

// No side of a page is longer, and nothing stands farther away: points. What says so is cut to it.
constexpr float kLongestPage = 1e6f;

struct Page {
  float width = 0, height = 0;
  std::vector<PageRun> runs;  // in the order of the file
  std::vector<PageRule> rules;
  bool picture = false;  // a picture covers most of it
};

// An entry of the file's own outline.
struct Bookmark {
  int level = 1;
  std::uint32_t page = 0;  // from 0
  std::string title;
};

// A doubt about a page, for the document's diagnostics.
struct PageDoubt {
  std::uint32_t page = 0;  // from 0
  Code code = Code::page_unread;
  std::vector<std::string> args;
};

struct Pages {
  std::vector<PageFont> fonts;
  std::vector<Page> pages;
  std::vector<Bookmark> bookmarks;
  std::vector<PageDoubt> doubts;
};

// The text view: a line a printed line, in reading order, with its place; tables with their cells,
// footnotes behind the paragraph they break into, page numbers and running heads as furniture.
// `bytes` is the file, for its size and checksum.
Result<Source> finish_pages(Pages pages, std::string name, std::string_view bytes,
                            std::string_view format);

}  // namespace gangmu
