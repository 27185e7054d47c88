// The rules that tables of a page lack, so that all tables can be read as grids.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "readers/page_draft.h"
#include "readers/page_grid.h"

namespace gangmu {

// `drawn`: its grids. `open`: the table with which the page before ends; then that of this page.
std::vector<PageRule> missing_rules(const Pages& pages, const Page& page,
                                    std::span<const PageGrid> drawn,
                                    std::optional<OpenTable>* open);

}  // namespace gangmu
