// A Word document, one to a file: the plans set anew after GB/T 9704, with headings that the
// navigation pane shows, automatic numbers, tables, boxes and footnotes. What the program reads
// from it is the tree that it was made of. Page numbers and running heads of the source are left
// out.
#pragma once

#include "exporters/exporter.h"

namespace gangmu {

Status write_docx(std::span<const Document> documents, const ExportOptions& options, Sink& sink);

// The parts of the package that tell whether a Word document is as write_docx() made it: its
// properties have a checksum of its text, which no other program keeps true.
inline constexpr const char* kWordText = "word/document.xml";
inline constexpr const char* kWordProperties = "docProps/core.xml";
bool is_own_docx(std::string_view text, std::string_view properties);

}  // namespace gangmu
