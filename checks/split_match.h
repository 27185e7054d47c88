// Paragraphs that were split, or joined with those beside them.
#pragma once

#include <vector>

#include "checks/tree_match.h"

namespace gangmu {

// Units that nothing is matched with and whose words are those of several such in a row.
void match_whole_splits(const std::vector<DraftUnit>& before, const std::vector<DraftUnit>& after,
                        Matching* found);
// Units beside a matched one that have most of their words from its counterpart.
void match_alike_splits(const std::vector<DraftUnit>& before, const std::vector<DraftUnit>& after,
                        Matching* found);

}  // namespace gangmu
