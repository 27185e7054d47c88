// Which figures of a text measure something: those that name things, or say which things are
// counted, are left out before the clauses are read.
#pragma once

#include <string_view>

#include "parser/grammar.h"
#include "parser/quantity.h"

namespace gangmu {

// Takes figures inside titles of documents and short quoted names out of `found`, ranks and amounts
// that only qualify another figure, and years in a row.
void keep_measures(std::string_view folded, const Grammar& grammar, Quantities* found);

}  // namespace gangmu
