// Enumerations inside paragraphs (first …; second …): the text stays whole, each item is a clause.
#pragma once

#include "model/document.h"
#include "parser/grammar.h"

namespace gangmu {

// Fills Node::clauses from the table "clause_marker". An enumeration has two items or more, in
// order, each at the start of a sentence or clause.
void find_enumerations(Document* document, const Grammar& grammar, const Folded& clean);

}  // namespace gangmu
