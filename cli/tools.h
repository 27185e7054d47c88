// The programs of this machine for readers that need one.
#pragma once

#include "readers/tools.h"

namespace gangmu::cli {

// Threads may share it.
Tools& system_tools();

}  // namespace gangmu::cli
