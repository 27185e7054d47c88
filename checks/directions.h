// One change told as a fall in one place and as a rise in another.
#pragma once

#include "checks/findings.h"

namespace gangmu {

void check_directions(const Checked& in, Findings* findings);

}  // namespace gangmu
