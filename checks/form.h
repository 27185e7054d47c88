// Marks, markers and words as they are set: doubled and missing marks, half-width ones, markers of
// one level in several forms, words that stand twice.
#pragma once

#include "checks/findings.h"

namespace gangmu {

void check_marks(const Checked& in, Findings* findings);
void check_ends(const Checked& in, Findings* findings);
void check_markers(const Checked& in, Findings* findings);
void check_boxes(const Checked& in, Findings* findings);

}  // namespace gangmu
