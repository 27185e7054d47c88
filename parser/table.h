// Tables → rows, header, groups, columns: flattened ones from lines of cells, and those that the
// source itself has.
#pragma once

#include "parser/layout.h"
#include "parser/quantity.h"
#include "parser/regions.h"

namespace gangmu {

// Builds the table of a region from its lines behind the caption. Every visible character stands in
// one cell. Adds clean text and runs to the document.
Table read_table(Document* document, const Layout& layout, const Region& region,
                 const Grammar& grammar, const QuantityReader& quantities);

// The same for a table whose cells the source marks.
Table read_given_table(Document* document, const Layout& layout, const Region& region,
                       const Grammar& grammar, const QuantityReader& quantities);

}  // namespace gangmu
