// What each section is about (situation, guidance, goals, tasks, safeguards, annex).
#pragma once

#include "model/document.h"
#include "parser/grammar.h"

namespace gangmu {

// From titles by the table "role", else from position between known sections; inherited downwards.
void set_roles(Document* document, const Grammar& grammar);

}  // namespace gangmu
