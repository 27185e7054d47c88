// A Word document, one to a file: the plans set anew after GB/T 9704, with headings that the
// navigation pane shows, automatic numbers, tables, boxes and footnotes. What the program reads
// from it is the tree that it was made of. Page numbers and running heads of the source are left
// out.
#pragma once

#include "exporters/exporter.h"

namespace gangmu {

Status write_docx(std::span<const Document> documents, const ExportOptions& options, Sink& sink);

}  // namespace gangmu
