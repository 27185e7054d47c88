// An Excel workbook of one or several documents: contents, indicators, figures, boxes, tables, and
// the doubts for staff to decide on. The words of the headings come from locale/.
#pragma once

#include "exporters/exporter.h"

namespace gangmu {

Status write_xlsx(std::span<const Document> documents, const ExportOptions& options, Sink& sink);

}  // namespace gangmu
