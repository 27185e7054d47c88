// Markdown (CommonMark with the pipe tables of GitHub), one document to a file.
//
//   # plan            headings by depth, the sixth level for all that is deeper; the mark between a
//   ## heading        run-in heading and its text is left out
//   > ### box         boxes as quotes
//   - item            items of a long dash as lists, without the dash
//   **table**         captions in bold, tables with pipes; a merged cell stands once, at its place
//
// Every character of the text that Markdown would take for its own is escaped, so that the text
// shows as it is; characters that XML forbids become U+FFFD.
#pragma once

#include "exporters/exporter.h"

namespace gangmu {

Status write_markdown(std::span<const Document> documents, const ExportOptions& options,
                      Sink& sink);

// A text as a line of Markdown; line ends in it become hard breaks.
std::string markdown_text(std::string_view text);

}  // namespace gangmu
