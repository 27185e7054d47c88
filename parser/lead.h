// Unmarked paragraphs that head a thought: a short first sentence, parallel to those of two or more
// siblings, or an unmarked sub-heading on a line of its own among others like it.
#pragma once

#include "parser/grammar.h"
#include "model/document.h"

namespace gangmu {

// Turns paragraphs into leads. Needs kinds and parents only; ends and depths are filled later.
void find_leads(Document* document, const Grammar& grammar, std::uint16_t rule);

}  // namespace gangmu
