// Blocks that are read as a whole and not for their numbering: tables of contents, tables, and the
// footnotes of flowing formats.
#pragma once

#include <cstdint>
#include <vector>

#include "parser/layout.h"

namespace gangmu {

struct Region {
  NodeKind kind = NodeKind::toc;                  // toc, table or note
  std::uint32_t first_block = 0, last_block = 0;  // half-open, the heading or caption included
  std::uint32_t candidate = kNone;                // that opened it
  std::uint32_t caption_blocks = 1;    // the caption, and with a given table a line below it
  std::uint32_t source_table = kNone;  // index into Source::tables
  std::uint32_t source_row = 0;        // the first row that is no caption or heading of a box
  std::uint32_t source_note = kNone;   // index into Source::notes; the kind is note then
  // Of a table of contents: blocks behind it that say what an entry without a marker says.
  std::vector<std::uint32_t> listed;
};

// In reading order, never overlapping.
std::vector<Region> find_regions(const Document& document, const Layout& layout,
                                 const Grammar& grammar);

}  // namespace gangmu
