// Figures of one plan that do not go together: growth and levels, parts and wholes, baselines and
// targets, totals of tables, shares.
#pragma once

#include "checks/findings.h"

namespace gangmu {

void check_growth(const Checked& in, Findings* findings);
void check_baselines(const Checked& in, Findings* findings);
void check_parts(const Checked& in, Findings* findings);
void check_shares(const Checked& in, Findings* findings);
void check_totals(const Checked& in, Findings* findings);
// Figures without a unit, and marks at figures of a table that no note explains.
void check_units(const Checked& in, Findings* findings);
void check_notes(const Checked& in, Findings* findings);

}  // namespace gangmu
