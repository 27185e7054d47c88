// Figures of one plan that do not add up: parts and wholes, shares, totals of tables.
#pragma once

#include "checks/findings.h"

namespace gangmu {

void check_parts(const Checked& in, Findings* findings);
void check_shares(const Checked& in, Findings* findings);
void check_totals(const Checked& in, Findings* findings);
// Figures without a unit, and marks at figures of a table that no note explains.
void check_units(const Checked& in, Findings* findings);
void check_notes(const Checked& in, Findings* findings);

}  // namespace gangmu
