// A page → its lines and tables in reading order, with what each line is for.
#pragma once

#include <cstdint>
#include <vector>

#include "model/source.h"
#include "readers/page_grid.h"
#include "readers/page_line.h"

namespace gangmu {

inline constexpr float kMostShift = 60;  // points by which odd and even pages may be apart

enum class ItemUse : std::uint8_t { body, margin, note };

struct PageItem {
  std::uint32_t page = 0;    // from 0
  std::uint32_t region = 0;  // index into PageItems::regions
  ItemUse use = ItemUse::body;
  LineStart start = LineStart::unknown;
  std::uint16_t column = 0;  // of text set side by side, from 1; 0: over the whole page
  float shift = 0;           // how far its column lies right of the first
  int heading = 0;           // level of the bookmark that names the line, from 1
  bool table = false;
  PageLine line;                             // of lines
  PageGrid grid;                             // of tables
  std::vector<std::vector<PageLine>> cells;  // … the lines in each cell of the grid
  float top() const { return table ? grid.y0() : line.top(); }
};

// What holds lines together: the page itself, its columns of text, or a frame around a box. All may
// go on over pages.
struct PageRegion {
  enum class Kind : std::uint8_t { page, columns, frame };
  float x0 = 0, x1 = 0;  // of columns the sides of the first
  Kind kind = Kind::page;
  bool frame() const { return kind == Kind::frame; }
};

struct PageItems {
  std::vector<PageItem> items;  // by page, in reading order
  std::vector<PageRegion> regions;
  float body_size = 0;  // of most characters
};

PageItems find_items(const Pages& pages);

// Marks as aslant the large letters that come again at the same place of pages, over their text.
void set_watermarks_apart(Pages* pages);
// Marks what belongs to the page: lines that come again at the same height of several pages.
void find_margins(const Pages& pages, PageItems* items);
// Marks footnotes: at the foot of a page, below a short line or in smaller letters behind a mark.
// The first line of each has start `paragraph`.
void find_notes(const Pages& pages, PageItems* items);
// The bytes of the mark that a note begins with; 0 without one. `number`: what it counts, or 0.
std::size_t note_mark(std::string_view text, int* number);
// Which lines of the body begin paragraphs, where their places tell.
void find_starts(const Pages& pages, PageItems* items);

}  // namespace gangmu
