// The DOCX reader (ECMA-376): what Word shows, a line a paragraph.
//
//   - automatic numbers stand before their paragraph as typed ones would
//   - tracked changes count as accepted; hidden text, instructions of fields, comments, headers and
//     footers are left out
//   - tables keep their cells; those of a single column are frames, and their paragraphs and those
//     of text boxes stand in the text
//   - a footnote stands behind the paragraph or table that cites it
#pragma once

#include <string>

#include "model/result.h"
#include "model/source.h"
#include "readers/reader.h"

namespace gangmu {

bool is_docx(std::string_view bytes);
Result<Source> read_docx(std::string name, std::string bytes, const ReadOptions& options);

}  // namespace gangmu
