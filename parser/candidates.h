// Where markers may stand: at the starts of lines, after sentences, and, where line breaks were
// lost, amid words.
#pragma once

#include "parser/breaker.h"

namespace gangmu {

// Outline rules that match at the start of each line, with lengths in bytes of the source. Fills
// Layout::matches.
void match_lines(const Document& document, const Grammar& grammar, Layout* layout);

// Joins lines to blocks, with clean text, and finds the candidates of each. Fills Layout::blocks
// and candidates.
void build_blocks(Document* document, const Grammar& grammar, const std::vector<LineEnd>& ends,
                  Layout* layout);

}  // namespace gangmu
