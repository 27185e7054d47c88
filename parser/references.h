// Documents in title marks: what is done with them.
//
// After find_references() Document::references holds, in reading order, every text between the
// title marks of nodes in front, body and back, tables included, once for each place.
#pragma once

#include "model/document.h"
#include "parser/grammar.h"

namespace gangmu {

void find_references(Document* document, const Grammar& grammar);

}  // namespace gangmu
