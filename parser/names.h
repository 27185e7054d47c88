// Programmes, works and platforms that a plan names, and other words in quotation marks.
//
// After find_names() Document::names holds, in reading order, every name in quotation marks with
// the noun behind it, the works that boxes and tables of works list, and the things of a list that
// share the noun behind the last.
#pragma once

#include <vector>

#include "model/document.h"
#include "parser/grammar.h"

namespace gangmu {

// The records name their rules by their places in `rules`.
void find_names(Document* document, const Grammar& grammar, const Folded& clean,
                std::vector<RuleRef>* rules);

}  // namespace gangmu
