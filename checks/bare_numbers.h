// Numbers of things without a unit, where those beside them have one.
#pragma once

#include "checks/findings.h"

namespace gangmu {

void check_bare_numbers(const Checked& in, Findings* findings);

}  // namespace gangmu
