// The facts of each plan: period and horizon, region, issuer, document number, date, addressees.
//
// After set_plan_facts() every fact that the title, the front matter or the first paragraphs state
// is filled, each with its place; the others are null.
#pragma once

#include "model/document.h"
#include "parser/grammar.h"

namespace gangmu {

void set_plan_facts(Document* document, const Grammar& grammar, const Folded& clean);

}  // namespace gangmu
