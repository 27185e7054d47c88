// One walk over a document with a step before and a step after each node's children. Every exporter
// is a visitor of it; it holds no recursion, so depth costs no stack.
//
//   struct Visitor {
//     void enter_plan(const Plan&);   void leave_plan(const Plan&);
//     void enter(const Node&, std::uint32_t index);
//     void leave(const Node&, std::uint32_t index);
//   };
#pragma once

#include <cstdint>
#include <vector>

#include "model/document.h"

namespace gangmu {

// The nodes of [first, last), which must be closed under descendants.
template <typename Visitor>
void walk_nodes(const Document& document, std::uint32_t first, std::uint32_t last,
                Visitor&& visitor) {
  std::vector<std::uint32_t> open;
  for (std::uint32_t i = first; i < last; ++i) {
    while (!open.empty() && document.nodes[open.back()].end <= i) {
      visitor.leave(document.nodes[open.back()], open.back());
      open.pop_back();
    }
    visitor.enter(document.nodes[i], i);
    open.push_back(i);
  }
  while (!open.empty()) {
    visitor.leave(document.nodes[open.back()], open.back());
    open.pop_back();
  }
}

template <typename Visitor>
void walk(const Document& document, Visitor&& visitor) {
  for (const Plan& plan : document.plans) {
    visitor.enter_plan(plan);
    walk_nodes(document, plan.first_node, plan.last_node, visitor);
    visitor.leave_plan(plan);
  }
}

}  // namespace gangmu
