// convert --from ndjson: documents come in as lines and go out as lines, one for one and in order,
// in memory that does not grow with their number (docs/batch.md).
#pragma once

#include "cli/conversion.h"

namespace gangmu::cli {

int run_stream(const Conversion& conversion);

}  // namespace gangmu::cli
