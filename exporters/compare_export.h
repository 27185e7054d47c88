// A plan above beside plans below as bytes. A format is one row of the table behind
// compare_exporters().
#pragma once

#include <span>

#include "exporters/side_export.h"
#include "model/alignment.h"

namespace gangmu {

using CompareExporter = SideExporter<Alignment>;
std::span<const CompareExporter> compare_exporters();

// Of `options` the language, the version and, for the workbook, what it replaces are asked.
Status write_compare_json(const Alignment& alignment, const ExportOptions& options, Sink& sink);
Status write_compare_sheet(const Alignment& alignment, const ExportOptions& options, Sink& sink);
Status write_compare_html(const Alignment& alignment, const ExportOptions& options, Sink& sink);

}  // namespace gangmu
