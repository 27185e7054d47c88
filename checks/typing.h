// Slips of the keyboard: a character typed twice inside a word, a character of the same sound.
#pragma once

#include "checks/findings.h"

namespace gangmu {

void check_doubled(const Checked& in, Findings* findings);
void check_mistaken(const Checked& in, Findings* findings);

}  // namespace gangmu
