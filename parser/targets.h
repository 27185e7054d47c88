// Tree → facts: every figure of the plans with what it measures, its operator, period and status.
//
// After targets(): Document::targets holds the figures in reading order, each with its place in the
// source and in a field of its node; plans have their period. Nothing is filled that the document
// does not say: what a named rule took from elsewhere is listed in `inferred`.
#pragma once

#include "model/document.h"
#include "parser/grammar.h"

namespace gangmu {

void find_targets(Document* document, const Grammar& grammar, const Folded& clean);

}  // namespace gangmu
