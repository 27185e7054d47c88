// libxml2, which parses web pages (model/on_demand.h).
#pragma once

#include <libxml/HTMLparser.h>

#include "model/on_demand.h"

// clang-format off
#define GANGMU_LIBXML2_CALLS(CALL)                                                                 \
  CALL(htmlCtxtReadMemory) CALL(htmlFreeParserCtxt) CALL(htmlNewParserCtxt)                        \
  CALL(xmlDocGetRootElement) CALL(xmlFreeDoc) CALL(xmlInitParser)
// clang-format on

GANGMU_ON_DEMAND_LIBRARY(load_libxml2, GANGMU_LIBXML2, GANGMU_LIBXML2_CALLS)
