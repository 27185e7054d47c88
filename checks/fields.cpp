#include "checks/fields.h"

namespace gangmu {

namespace {

void visit_nodes(const Checked& in, std::size_t first, std::size_t last, bool cells,
                 const std::function<void(const FieldText&)>& visit) {
  Folded folded;
  for (auto i = static_cast<std::uint32_t>(first); i < last; ++i) {
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

}  // namespace

void for_each_field(const Checked& in, bool cells,
                    const std::function<void(const FieldText&)>& visit) {
  visit_nodes(in, 0, in.document.nodes.size(), cells, visit);
}

void for_each_field_of(const Checked& in, std::uint32_t plan,
                       const std::function<void(const FieldText&)>& visit) {
  const Plan& own = in.document.plans[plan];
  visit_nodes(in, own.first_node, own.last_node, false, visit);
}

std::u32string characters_of(std::string_view text) {
  std::u32string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = fold_char(next_char(text, at));
    if (!is_blank(c)) out += c;
  }
  return out;
}

std::string text_of(std::u32string_view characters) {
  std::string out;
  for (const char32_t c : characters) append_char(out, c);
  return out;
}

}  // namespace gangmu
