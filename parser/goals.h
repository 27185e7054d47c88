// Goals without a figure, in sections of goals and in the cells of indicator tables.
//
// After find_goals() Document::goals holds, in reading order, each clause of such a section that
// says what will be so and measures nothing. Needs the targets.
#pragma once

#include "model/document.h"
#include "parser/grammar.h"

namespace gangmu {

void find_goals(Document* document, const Grammar& grammar, const Folded& clean);

}  // namespace gangmu
