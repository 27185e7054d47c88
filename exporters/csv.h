// CSV, one table of records to a file: RFC 4180 in UTF-8 with a byte order mark, which spreadsheets
// need to see that it is UTF-8. Heads and words come from locale/.
//
// A cell that a spreadsheet would take for a formula gets an apostrophe before it, which makes it
// text; plain numbers stay numbers. Characters that XML forbids become U+FFFD, as in the workbook.
#pragma once

#include "exporters/exporter.h"

namespace gangmu {

// The names that ExportOptions::table may have.
std::span<const std::string_view> csv_tables();
Status write_csv(std::span<const Document> documents, const ExportOptions& options, Sink& sink);

// A cell as it stands in the file: guarded against formulas, quoted where it must be.
std::string csv_cell(std::string_view text);

}  // namespace gangmu
