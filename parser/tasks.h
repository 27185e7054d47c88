// What is to be done: the sentences of the sections of tasks and safeguards, each with its
// deadline.
//
// After find_tasks() Document::tasks holds them in reading order, those of one paragraph behind
// each other. Boxes that describe (technologies, fields) and do not list works are left out.
#pragma once

#include "model/document.h"
#include "parser/grammar.h"

namespace gangmu {

void find_tasks(Document* document, const Grammar& grammar, const Folded& clean);

}  // namespace gangmu
