// What the outline is in doubt about.
#pragma once

#include <cstdint>
#include <vector>

#include "parser/layout.h"
#include "parser/numbering.h"
#include "parser/plan_title.h"

namespace gangmu {

// Markers that break their series, or that were read in one of several ways. Labels of plans do not
// count.
void report_irregularities(const Layout& layout, const std::vector<PlanTitle>& titles,
                           const Reading& reading, Document* document);

// Where line breaks were lost and no mark closes a title, its end cannot be seen; nor can it be
// trusted for the others of that list, and for chapters and boxes, whose titles no mark closes.
// `unbroken`: headings with body in blocks that lost their line ends.
void report_unknown_ends(const std::vector<std::uint32_t>& unbroken, Document* document);

}  // namespace gangmu
