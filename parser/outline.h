// Blocks → tree: plans, headings, boxes, dash items, leads, notes, paragraphs.
//
// After outline(): Document::plans and Document::nodes are complete, nodes in reading order with
// parents, ends, depths, spans and rules; every block's text stands in exactly one node, in a
// plan's title or in its label.
#pragma once

#include "parser/layout.h"

namespace gangmu {

void outline(Document* document, Layout layout, const Grammar& grammar);

}  // namespace gangmu
