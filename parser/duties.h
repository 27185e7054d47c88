// Who is charged with a task: bodies in brackets behind it, and in running text behind the word for
// "by".
//
// After find_duties() Document::duties holds a record for each part that bodies play (lead,
// support, joint), in reading order. Nothing is filled that the words do not say: every body stands
// in the quote as it is printed.
#pragma once

#include <vector>

#include "model/document.h"
#include "parser/grammar.h"

namespace gangmu {

// The records name their rules by their places in `rules`.
void find_duties(Document* document, const Grammar& grammar, const Folded& clean,
                 std::vector<RuleRef>* rules);

}  // namespace gangmu
