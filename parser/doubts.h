// Doubts about the whole document: what was read although it is no plan, and characters that the
// source cannot have meant.
#pragma once

#include "model/document.h"

namespace gangmu {

// Adds document.empty or document.not_a_plan, text.radical and text.private_use (each once, at the
// first place) and heading.empty, and puts all diagnostics in the order of the source.
void note_doubts(Document* document);

}  // namespace gangmu
