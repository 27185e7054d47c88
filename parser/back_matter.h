// What closes a document and is no part of its text: signature, date, copies.
#pragma once

#include <string_view>

#include "model/document.h"
#include "parser/grammar.h"

namespace gangmu {

// Whether the text begins with one of `copies` and a colon: it names who gets a copy.
bool begins_copies(std::string_view text, const WordTable& copies);

// Moves the closing lines of the plan to its back. Needs nodes with their parents; depths and ends
// are to be set afterwards.
void set_back_matter(const Plan& plan, const Grammar& grammar, Document* document);

}  // namespace gangmu
