// Numbers of things against the lists of them: three universities and two names, six belts and
// seven, four projects in a heading and five below it.
#pragma once

#include "checks/findings.h"

namespace gangmu {

void check_lists(const Checked& in, Findings* findings);

}  // namespace gangmu
