// Boxes that list works (projects, campaigns), and boxes that describe (technologies, fields).
#pragma once

#include "model/document.h"
#include "parser/grammar.h"

namespace gangmu {

// Both by the last noun of the box's title; many boxes are neither.
bool lists_works(const Document& document, const Node& box, const Grammar& grammar);
bool describes(const Document& document, const Node& box, const Grammar& grammar);

}  // namespace gangmu
