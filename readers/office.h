// Documents of older and other word processors: LibreOffice makes a DOCX of them, which is then
// read as any other. Without it they are refused with a word on what to do.
#pragma once

#include <string>
#include <string_view>

#include "readers/reader.h"
#include "readers/tools.h"

namespace gangmu {

inline constexpr std::string_view kOfficeProgram = "soffice";

// How LibreOffice is asked for a DOCX; `format` ("doc", "rtf", "odt") is the ending of its input.
ToolCall office_call(std::string program, std::string_view format, std::string_view bytes,
                     const ReadLimits& limits);

// Compound files: Word 97 to 2003 and WPS Writer; workbooks, slides and locked ones are named and
// refused.
Result<Source> read_doc(std::string name, std::string bytes, const ReadOptions& options);

bool is_rtf(std::string_view bytes);
Result<Source> read_rtf(std::string name, std::string bytes, const ReadOptions& options);

// OpenDocument texts.
bool is_odt(std::string_view bytes);
Result<Source> read_odt(std::string name, std::string bytes, const ReadOptions& options);

}  // namespace gangmu
