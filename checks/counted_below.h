// A number of things in a heading or at the end of a paragraph, and the headings, clauses or items
// that follow: four projects above five, three respects and four clauses.
#pragma once

#include "checks/findings.h"

namespace gangmu {

void check_counted_below(const Checked& in, Findings* findings);

}  // namespace gangmu
