// A table of the document as one of Word: merged cells, header rows that come again on each page,
// rows that no page parts, and columns as wide as their words ask for.
#pragma once

#include "model/document.h"

namespace pugi {
class xml_node;
}

namespace gangmu {

// Whether the table is too wide for an upright page.
bool is_wide_table(const Table& table);
// Adds <w:tbl>; nothing for a table without rows. `wide`: it stands on a page laid across.
void add_table(pugi::xml_node parent, const Document& document, const Table& table, bool wide);

}  // namespace gangmu
