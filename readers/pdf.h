// PDF. What stands on its pages tells gangmu-pdf, a program of its own (helpers/pdf), in the stream
// that helpers/pdf/README.md describes; pages that are pictures are read by Tesseract.
#pragma once

#include <string>
#include <string_view>

#include "model/result.h"
#include "readers/page.h"
#include "readers/reader.h"
#include "readers/tools.h"

namespace gangmu {

inline constexpr std::string_view kPdfProgram = "gangmu-pdf";

// How gangmu-pdf is asked for the stream, and for the picture of a page (from 1).
ToolCall pdf_call(std::string program, const ReadLimits& limits);
ToolCall pdf_picture_call(std::string program, std::uint32_t page, const ReadLimits& limits);

bool is_pdf(std::string_view bytes);
Result<Source> read_pdf(std::string name, std::string bytes, const ReadOptions& options);
// The pages that a stream tells of. `name` is that of the file, for messages.
Result<Pages> read_pdf_stream(const std::string& name, std::string_view stream);

}  // namespace gangmu
