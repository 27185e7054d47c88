// Phrases in quotation marks and lists of areas that differ in a number or a word.
#pragma once

#include "checks/findings.h"

namespace gangmu {

// "one axis, three belts" in one place and "one axis, four belts" in another.
void check_phrases(const Checked& in, Findings* findings);

}  // namespace gangmu
