// A company under its name and under one that lacks a word or was made of its first characters.
#pragma once

#include "checks/findings.h"

namespace gangmu {

void check_companies(const Checked& in, Findings* findings);

}  // namespace gangmu
