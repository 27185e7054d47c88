// The Markdown reader (CommonMark with tables): what it shows, a line a paragraph. A file is
// Markdown when it has headings or a table of that form; other text is plain text.
#pragma once

#include <string>
#include <string_view>

#include "model/result.h"
#include "model/source.h"
#include "readers/reader.h"

namespace gangmu {

bool is_markdown(std::string_view bytes);
Result<Source> read_markdown(std::string name, std::string bytes, const ReadOptions& options);

}  // namespace gangmu
