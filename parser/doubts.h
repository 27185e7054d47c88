// Doubts about the whole document: what was read although it is no plan, and characters that the
// source cannot have meant.
#pragma once

#include "model/document.h"
#include "parser/grammar.h"

namespace gangmu {

// What the characters of a source tell of how it was made.
struct OddCharacters {
  bool visible = false;  // there is a character to be seen
  std::size_t radicals = 0, private_use = 0;
  Span first_radical, first_private;
};
OddCharacters count_odd_characters(std::string_view source);

// Whether the source was stripped of its digits: many words stand side by side that digits part.
bool has_lost_digits(const Document& document, const Grammar& grammar, const Folded& clean);
// Adds document.empty or document.not_a_plan, text.radical and text.private_use (each once, at the
// first place), digits.stripped with a target.unreadable at each gap, text.unbalanced and
// heading.empty, and puts all diagnostics in the order of the source.
void note_doubts(Document* document, const Grammar& grammar, const Folded& clean,
                 const OddCharacters& characters);

}  // namespace gangmu
