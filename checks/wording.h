// Words about time: five-year plans with other years, spans that run backwards, targets before the
// plan begins, names that had been replaced when the plan was made.
#pragma once

#include "checks/findings.h"

namespace gangmu {

void check_periods(const Checked& in, Findings* findings);
void check_dated(const Checked& in, Findings* findings);

}  // namespace gangmu
