// The figures of indicator tables: a record for each value cell.
#pragma once

#include "model/document.h"
#include "parser/grammar.h"
#include "parser/quantity.h"

namespace gangmu {

// Whether a column holds yearly growth, or sums over the period.
bool is_change_column(const Column& column, const Grammar& grammar);
// Appends the figures of a table node. Periods come from the columns, names, units and groups from
// the row; a baseline and its target are linked.
void read_table_targets(Document* document, std::uint32_t node, const Grammar& grammar,
                        const QuantityReader& quantities, std::uint16_t rule);

}  // namespace gangmu
