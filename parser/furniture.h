// Finds what belongs to the page and not to the text.
//
// After take_furniture(): page numbers, stray URLs, running heads and chunk numbers of sharing
// sites are in Document::furniture (in reading order) and no longer among the lines; a line whose
// start was taken away and that continues the one before it is marked `glued`.
#pragma once

#include <vector>

#include "parser/layout.h"

namespace gangmu {

void take_furniture(Document* document, const Grammar& grammar, std::vector<LayoutLine>* lines);

}  // namespace gangmu
