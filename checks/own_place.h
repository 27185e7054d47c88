// "Our province" in the plan of a city.
#pragma once

#include "checks/findings.h"

namespace gangmu {

void check_own_place(const Checked& in, Findings* findings);

}  // namespace gangmu
