// Lists of names that are the same but for one name, which stands nowhere else in the plan.
#pragma once

#include "checks/findings.h"

namespace gangmu {

void check_twin_lists(const Checked& in, Findings* findings);

}  // namespace gangmu
