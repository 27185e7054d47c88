// The table of contents of a plan against its headings.
#pragma once

#include "checks/findings.h"

namespace gangmu {

void check_contents(const Checked& in, Findings* findings);

}  // namespace gangmu
