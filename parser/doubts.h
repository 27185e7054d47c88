// Doubts about the whole document: what was read although it is no plan, and characters that the
// source cannot have meant.
#pragma once

#include "model/document.h"
#include "parser/grammar.h"

namespace gangmu {

// Adds document.empty or document.not_a_plan, text.radical and text.private_use (each once, at the
// first place), digits.stripped with a target.unreadable at each gap, text.unbalanced and
// heading.empty, and puts all diagnostics in the order of the source.
// Whether the source was stripped of its digits: many words stand side by side that digits part.
bool has_lost_digits(const Document& document, const Grammar& grammar, const Folded& clean);
void note_doubts(Document* document, const Grammar& grammar, const Folded& clean);

}  // namespace gangmu
