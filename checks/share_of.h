// Shares that the part and the whole do not give: beside them, in a list, or told elsewhere.
#pragma once

#include "checks/findings.h"

namespace gangmu {

void check_shares_of(const Checked& in, Findings* findings);

}  // namespace gangmu
