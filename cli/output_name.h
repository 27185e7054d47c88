// Names of outputs, looked at before anything is read.
#pragma once

#include "cli/verbs.h"

namespace gangmu::cli {

// "usage" where a name stands in quotation marks of typesetting; "output.unwritable" where that of
// -o is a folder, or its folder or that of -d is a file or not there.
Status check_output_names(const Options& options);

}  // namespace gangmu::cli
