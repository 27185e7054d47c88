// DoclingDocument JSON, as docling-core reads it, on which loaders of LangChain and LlamaIndex
// build.
//
// What becomes what:
//   - a plan's title is a "title", headings and standing leads are a "section_header" each, with
//     marker and title as its text and the depth of the node as its level; what hangs below a node
//     is below it here;
//   - body behind a heading and paragraphs are "text", dash items "list_item" in a group "list",
//     notes "footnote", captions of figures "caption";
//   - tables are tables with their cells, spans and header rows; their captions hang at them;
//   - page numbers and running heads are "page_footer" and "page_header" in the layer "furniture",
//     at the end, and so is any other furniture.
// `orig` is what is printed, `text` the same without the mark that closes a heading. `prov` is
// filled for PDF and OFD: page, rectangle in points from the top left, and the whole text as its
// `charspan`, also where an item goes on over several pages.
// Source: docling-core 2, schema DoclingDocument 1.10.0.
#pragma once

#include "exporters/exporter.h"

namespace gangmu {

Status write_docling(std::span<const Document> documents, const ExportOptions& options, Sink& sink);

}  // namespace gangmu
