// Runs of characters on a page → printed lines.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "model/counts.h"
#include "readers/page.h"

namespace gangmu {

struct PageLine {
  std::string text;          // with a blank where words are parted, and more for a wide gap
  std::vector<float> edges;  // where each character begins, and where the last one ends
  float base = 0;
  float size = 0;  // of most of its characters
  bool bold = false;
  std::uint16_t font = 0;                       // of most of its characters
  std::uint16_t first_font = 0, last_font = 0;  // of the first and the last character
  float x0() const { return edges.front(); }
  float x1() const { return edges.back(); }
  float top() const { return base - 0.85f * size; }
  float bottom() const { return base + 0.2f * size; }
};

// The lines that these runs of the page make, from top to bottom. Characters drawn twice to look
// bold count once; raised digits become the characters that look so.
std::vector<PageLine> make_lines(const Pages& pages, const Page& page,
                                 std::span<const std::uint32_t> runs);

// The room that the start of a line takes before it may be broken: a word or ideograph, with the
// marks that open before it and those that may not begin a line behind it.
float first_word(const PageLine& line);
// Closing marks, commas and stops.
bool may_not_begin_line(char32_t c);

}  // namespace gangmu
