// The page of a plan as a Word document, after GB/T 9704-2012: A4 with a text area of 156 by 225 mm
// and 22 lines of 28 characters, the number of the page at its foot; and what Word keeps beside the
// text.
#pragma once

#include <string>
#include <string_view>

#include "exporters/word_notes.h"

namespace pugi {
class xml_node;
}

namespace gangmu {

inline constexpr int kLine = 579;          // from line to line, in twentieths of a point
inline constexpr int kTextWidth = 8844;    // 156 mm in twentieths of a point
inline constexpr int kTextHeight = 12756;  // 225 mm

std::string word_settings(const WordNotes& notes);
// The page number at the foot of odd or even pages.
std::string word_footer(bool odd);
// What Word shows of the document elsewhere: its title and language. `mark`: by which the program
// knows it again.
std::string word_core(std::string_view title, std::string_view mark);
// The properties of a section: page, margins, grid, footers.
void add_section(pugi::xml_node parent, bool wide, const WordNotes& notes);

}  // namespace gangmu
