// Some of the places of one sort and the rest of them: six of eight towns have it, three have not.
#pragma once

#include "checks/findings.h"

namespace gangmu {

void check_place_rest(const Checked& in, Findings* findings);

}  // namespace gangmu
