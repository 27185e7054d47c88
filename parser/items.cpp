#include "parser/items.h"

#include <map>
#include <utility>

#include "parser/marks.h"

namespace gangmu {

void open_closed_items(Document* document) {
  std::map<std::uint32_t, std::uint32_t> last;  // the last item below each heading
  auto& nodes = document->nodes;
  for (std::uint32_t i = 0; i < nodes.size(); ++i) {
    Node& node = nodes[i];
    if (node.kind < NodeKind::h3 || node.kind > NodeKind::h5) continue;
    const auto [at, first] = last.try_emplace(node.parent, i);
    const Node& before = nodes[std::exchange(at->second, i)];
    const bool goes_on = !first && before.kind == node.kind && before.number + 1 == node.number &&
                         before.run_in && before.title.empty();
    if (!goes_on || node.run_in || node.close.empty() || node.close.begin != node.title.end ||
        !ends_sentence(final_mark(document->text(node.close)))) {
      continue;
    }
    node.text = {node.title.begin, node.close.end};
    node.title = node.close = {node.text.end, node.text.end};
    node.run_in = true;
  }
}

}  // namespace gangmu
