// md4c, which parses Markdown (model/on_demand.h).
#pragma once

#include <md4c.h>

#include "model/on_demand.h"

// clang-format off
#define GANGMU_LIBMD4C_CALLS(CALL)                                                                 \
  CALL(md_parse)
// clang-format on

GANGMU_ON_DEMAND_LIBRARY(load_libmd4c, GANGMU_LIBMD4C, GANGMU_LIBMD4C_CALLS)
