// Tables without any drawn line: several lines of the page parted at the same places.
#pragma once

#include <span>

#include "readers/page_draft.h"
#include "readers/page_grid.h"

namespace gangmu {

// Besides those found with rules, and outside of the grids that are drawn. `before`: the table with
// which the page before ends.
void find_unruled(TablePage* at, std::span<const PageGrid> drawn,
                  const std::optional<OpenTable>& before, TablesFound* found);

}  // namespace gangmu
