// Headings without a marker that the format itself tells, by a style of Word, a tag of a web page,
// number signs or a bookmark; and on printed pages those set as marked headings are.
#pragma once

#include <vector>

#include "parser/layout.h"
#include "parser/plan_title.h"
#include "parser/regions.h"

namespace gangmu {

// Gives a candidate to each block that is such a heading and has no marker of its own. Its kind is
// that of most marked headings of its level or set like it; without any, the one below the level
// above.
void add_styled_headings(const Document& document, const std::vector<PlanTitle>& titles,
                         const Grammar& grammar, const std::vector<bool>& closed_blocks,
                         Layout* layout);

// The same for blocks that a table of contents lists without a marker: they are of the kind of its
// highest entries.
void add_listed_headings(const Document& document, const std::vector<Region>& regions,
                         const std::vector<PlanTitle>& titles, const Grammar& grammar,
                         const std::vector<bool>& closed_blocks, Layout* layout);

}  // namespace gangmu
