#include "checks/fields.h"

namespace gangmu {

void for_each_field(const Checked& in, bool cells,
                    const std::function<void(const FieldText&)>& visit) {
  Folded folded;
  for (std::uint32_t i = 0; i < in.document.nodes.size(); ++i) {
    const Node& node = in.document.nodes[i];
    if (node.kind == NodeKind::toc) continue;
    const auto give = [&](Field field, Slice slice) {
      if (slice.empty()) return;
      folded.assign(in.document.text(slice));
      visit({node, i, field, slice, folded});
    };
    give(Field::title, node.title);
    give(Field::text, node.text);
    if (!cells || node.table == kNone) continue;
    for (const auto& row : in.document.tables[node.table].rows) {
      for (const Cell& cell : row) give(Field::cell, cell.text);
    }
  }
}

}  // namespace gangmu
