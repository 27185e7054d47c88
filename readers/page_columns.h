// Tables with level lines alone: where their other lines would be, told by the gaps between words.
#pragma once

#include "readers/page_draft.h"

namespace gangmu {

// `before`: the table with which the page before ends, which may go on at the head of this one.
void find_ruled(TablePage* at, const std::optional<OpenTable>& before, TablesFound* found);

}  // namespace gangmu
