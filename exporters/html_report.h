// The report as one HTML file that is read without a network: outline, text with every record
// marked, tables that sort and filter, findings of the review.
//
// What holds of the file:
//   - it loads nothing, and its content-security policy allows its own style sheet and script
//     alone, by their hashes;
//   - it can be read and printed without script, which adds sorting, filters and jumps;
//   - it keeps to what Chromium 78 knows (exporters/html/, tests/report.py).
#pragma once

#include "exporters/exporter.h"

namespace gangmu {

Status write_html(std::span<const Document> documents, const ExportOptions& options, Sink& sink);

}  // namespace gangmu
