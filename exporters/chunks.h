// Chunks for search and for language models: a line of JSON a node, with the headings above it, its
// text, its records and where it came from.
//
//   {"id": "p1.n7", "node": "p1.n7", "key": "…", "plan": {"id", "title"}, "parent": "p1.n2",
//    "kind": "h2", "role": "situation", "part": 1, "parts": 1, "path": ["plan", "heading", …],
//    "text": "…", "begin": 0,
//    "targets": [TARGET …], "duties": […], "references": […], "goals": […], "names": […],
//    "source": {"name", "sha256", "line": [first, last], "offset": [begin, end], "page", "boxes"}}
//
// What holds of a line:
//   - `path` leads from the plan's title to the node's own heading; `text` is what stands below it,
//     the heading itself as in `path` where nothing does, or the cells of a table, a row a line,
//     parted by tabs;
//   - `text` has at most ExportOptions::chunk_size characters. A longer one goes on in parts
//     (id p1.n7/2), each ending where a sentence does, else at a comma, else anywhere; a table
//     goes on at the end of a row. `begin` is where the part begins in the text, in bytes;
//   - `source` is the place of this part; a record stands in the part in which it begins, under
//     the names that it has in the JSON export.
#pragma once

#include "exporters/exporter.h"

namespace gangmu {

Status write_chunks(std::span<const Document> documents, const ExportOptions& options, Sink& sink);

// The smallest size that may be asked for.
inline constexpr std::size_t kSmallestChunk = 50;

// Where a text of more than `limit` characters is parted: the end of each piece, in bytes.
std::vector<std::size_t> sentence_pieces(std::string_view text, std::size_t limit);

}  // namespace gangmu
