// Phrases in quotation marks that differ in a number.
#pragma once

#include "checks/findings.h"

namespace gangmu {

// "one axis, three belts" in one place and "one axis, four belts" in another.
void check_phrases(const Checked& in, Findings* findings);

}  // namespace gangmu
