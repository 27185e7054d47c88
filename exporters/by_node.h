// The records of each node: their indices, in order.
#pragma once

#include <cstdint>
#include <vector>

#include "model/document.h"

namespace gangmu {

using Indices = std::vector<std::uint32_t>;

template <typename Record>
std::vector<Indices> by_node(const Document& document, const std::vector<Record>& records) {
  std::vector<Indices> of(document.nodes.size());
  for (std::uint32_t i = 0; i < records.size(); ++i) of[records[i].node].push_back(i);
  return of;
}

}  // namespace gangmu
