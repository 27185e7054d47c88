// Blocks that are read as a whole and not for their numbering: tables of contents and tables.
#pragma once

#include <cstdint>
#include <vector>

#include "parser/layout.h"

namespace gangmu {

struct Region {
  NodeKind kind = NodeKind::toc;                  // toc or table
  std::uint32_t first_block = 0, last_block = 0;  // half-open, the heading or caption included
  std::uint32_t candidate = kNone;                // that opened it
  std::uint32_t caption_blocks = 1;
};

// In reading order, never overlapping.
std::vector<Region> find_regions(const Document& document, const Layout& layout,
                                 const Grammar& grammar);

}  // namespace gangmu
