// The rules that tables of a page lack, so that all tables can be read as grids.
#pragma once

#include <optional>
#include <vector>

#include "readers/page_draft.h"

namespace gangmu {

// `open`: the table with which the page before ends; then that of this page.
std::vector<PageRule> missing_rules(const Pages& pages, const Page& page,
                                    std::optional<OpenTable>* open);

}  // namespace gangmu
