// The areas that a plan names one by one ("three zones, that is A, B and C") under other names.
#pragma once

#include "checks/findings.h"

namespace gangmu {

void check_areas(const Checked& in, Findings* findings);

}  // namespace gangmu
