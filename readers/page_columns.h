// Tables with level lines alone: where their other lines would be, told by the gaps between words.
#pragma once

#include <optional>
#include <vector>

#include "readers/page.h"

namespace gangmu {

// The uprights of a table that reaches the foot of its page, with its outer sides.
using OpenTable = std::vector<float>;

// The rules that such tables of a page lack. `open`: the one with which the page before ends, which
// may go on at the head of this one; then that of this page.
std::vector<PageRule> missing_rules(const Pages& pages, const Page& page,
                                    std::optional<OpenTable>* open);

}  // namespace gangmu
