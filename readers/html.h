// The HTML reader: what a browser shows of the main part of a page, a line a paragraph.
//
//   - the encoding is told by byte order mark, the page's own word, or strict decoding
//   - the main part is a container that sites are known to use, else the densest block of text
//     (readers/html_content.h); the title and the table of facts above it stand before it
//   - tables keep their cells; those that only lay a page out are opened
//   - nothing is fetched: no scripts, styles, entities or pictures
#pragma once

#include <string>
#include <string_view>

#include "model/result.h"
#include "model/source.h"
#include "readers/reader.h"

namespace gangmu {

bool is_html(std::string_view bytes);
Result<Source> read_html(std::string name, std::string bytes, const ReadOptions& options);

}  // namespace gangmu
