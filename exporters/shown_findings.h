// The findings that a workbook or a report shows.
#pragma once

#include <span>
#include <vector>

#include "exporters/exporter.h"

namespace gangmu {

// Those that the caller handed over, else the doubts of the parser about each document in turn; the
// certain ones first.
std::vector<Finding> shown_findings(std::span<const Document> documents,
                                    const ExportOptions& options);
// The certain ones first, else as they are.
std::vector<const Finding*> by_degree(std::span<const Finding> findings);

}  // namespace gangmu
