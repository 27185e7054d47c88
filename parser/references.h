// Documents: what is done with them.
//
// After find_references() Document::references holds, node after node, every text between title
// marks in front, body and back, tables included, once for each place, and in sections of tasks and
// safeguards the documents that are to be drawn up and stand without marks.
#pragma once

#include <vector>

#include "model/document.h"
#include "parser/grammar.h"

namespace gangmu {

// The records name their rules by their places in `rules`.
void find_references(Document* document, const Grammar& grammar, const Folded& clean,
                     std::vector<RuleRef>* rules);

}  // namespace gangmu
