// Two drafts of a file of plans, side by side (model/diff.h says what comes out).
//
//   const Diff diff = diff_documents(before, after, *Grammar::builtin());
//
// Drafts (draft.h) are what is compared, match_units() (tree_match.h) says what stands for what.
// What stands in another order than most moved: the fewest units that can have. Numbers of headings
// that only follow from that are told apart from it.
#pragma once

#include "model/diff.h"
#include "parser/grammar.h"

namespace gangmu {

Diff diff_documents(const Document& before, const Document& after, const Grammar& grammar);

}  // namespace gangmu
