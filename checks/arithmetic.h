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

}  // namespace gangmu
