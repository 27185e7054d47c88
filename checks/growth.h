// What a plan tells of one indicator over the years: growth beside levels, what is added beside
// what there is, what is aimed at beside what is there already.
#pragma once

#include "checks/findings.h"

namespace gangmu {

void check_growth(const Checked& in, Findings* findings);
void check_baselines(const Checked& in, Findings* findings);
// More is newly made than there is more in the end.
void check_made(const Checked& in, Findings* findings);

}  // namespace gangmu
