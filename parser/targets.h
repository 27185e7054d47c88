// Tree → facts: every figure of the plans with what it measures, its operator, period and status.
//
// After targets(): Document::targets holds the figures in reading order, each with its place in the
// source and in a field of its node; plans have their period. Nothing is filled that the document
// does not say: what a named rule took from elsewhere is listed in `inferred`.
#pragma once

#include <cstdint>

#include "model/document.h"
#include "parser/grammar.h"

namespace gangmu {

// Plans have tens in a paragraph.
inline constexpr std::uint64_t kMostFigures = 20'000;

// A paragraph or title with more than `most_figures` is no sentence that somebody wrote: none of it
// is read, and the diagnostic target.too_many says so.
void find_targets(Document* document, const Grammar& grammar, const Folded& clean,
                  std::uint64_t most_figures = kMostFigures);

}  // namespace gangmu
