// Where paragraphs end: between which lines of the source there is a break.
//
// Judged by the width that a line takes beside that of the lines around it, by punctuation, by
// markers, and by what the whole document shows of its habits (blanks behind lines, indents, blank
// lines).
#pragma once

#include <vector>

#include "parser/layout.h"

namespace gangmu {

struct LineEnd {
  bool breaks = false;  // a paragraph ends behind this line
  bool sure = false;    // … which is plain and not merely likely
};

// One for each line; the last line always ends a paragraph. Needs lines, matches and measure of the
// layout, and sets its trailing_ends.
std::vector<LineEnd> find_line_ends(const Document& document, const Grammar& grammar,
                                    Layout* layout);

}  // namespace gangmu
