// An Excel workbook of one or several documents: tasks, indicators, figures, contents, boxes,
// tables, and the doubts for staff to decide on. The words of the headings come from locale/.
#pragma once

#include <functional>
#include <string>

#include "exporters/exporter.h"

namespace gangmu {

Status write_xlsx(std::span<const Document> documents, const ExportOptions& options, Sink& sink);
// Goes through the documents twice and holds none of them.
Status write_xlsx_each(const Documents& documents, const ExportOptions& options, Sink& sink);

// Hands the name of a temporary file to `write`, then its bytes to the sink: libxlsxwriter writes
// files alone.
Status write_workbook(Sink& sink, const std::function<Status(const std::string& file)>& write);

// The bodies that the tasks of documents are charged to, for a workbook each
// (ExportOptions::body), in the order of their bytes; "" at the end where tasks name none.
std::vector<std::string> bodies_of(std::span<const Document> documents);

// The names of sheets that nobody fills in row by row, in all languages: has_typed_cells()
// (exporters/staff_cells.h) asks for them.
std::vector<std::string> sheets_without_rows();

}  // namespace gangmu
