#include "checks/counted_below.h"

#include <cstdlib>
#include <string>
#include <utility>

#include "checks/list_counts.h"

namespace gangmu {

namespace {

class BelowCheck {
 public:
  BelowCheck(const Checked& in, Findings* findings)
      : in_(in), findings_(findings), counts_(in.grammar) {}

  void run() {
    const auto& nodes = in_.document.nodes;
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
      check_heading(i);
      check_clauses(nodes[i]);
      check_items(i);
    }
  }

 private:
  // "Carry out five projects" above four headings.
  void check_heading(std::uint32_t index) {
    const auto& nodes = in_.document.nodes;
    const Node& node = nodes[index];
    if (node.title.empty() || node.end <= index + 1) return;
    const auto count = counts_.only(fold(in_.document.text(node.title)));
    if (!count) return;
    const auto [below, last] = headings_below(index);
    if (below < 2 || below == count->number || std::abs(below - count->number) > 2) return;
    const std::string title(in_.document.text(node.title));
    findings_->add(Check::heading_count,
                   {title, std::to_string(count->number), std::to_string(below)},
                   {in_.side(node.span, title),
                    in_.side(nodes[last].span, std::string(in_.document.text(nodes[last].title)))});
  }

  // The marked headings right below, all of one kind, and the last of them.
  std::pair<int, std::uint32_t> headings_below(std::uint32_t above) const {
    const auto& nodes = in_.document.nodes;
    int below = 0;
    std::uint32_t last = above;
    for (std::uint32_t i = above + 1; i < nodes[above].end; i = nodes[i].end) {
      if (nodes[i].marker.empty() || nodes[i].kind >= NodeKind::box) continue;
      if (last != above && nodes[i].kind != nodes[last].kind) return {0, above};
      last = i;
      ++below;
    }
    return {below, last};
  }

  // "In three respects: first … second … third … fourth".
  void check_clauses(const Node& node) {
    if (node.clauses.size() < 2) return;
    tell(node, {node.text.begin, node.clauses.front().range.begin},
         static_cast<int>(node.clauses.size()));
  }

  // "Keep to four principles:" before dashed items.
  void check_items(std::uint32_t index) {
    const Node& node = in_.document.nodes[index];
    if (node.text.empty() || !node.clauses.empty()) return;
    if (!fold(trim(in_.document.text(node.text))).ends_with(':')) return;
    const int items = dashes_behind(index);
    if (items > 1) tell(node, node.text, items);
  }

  // The dashed items right behind a paragraph or below it.
  int dashes_behind(std::uint32_t index) const {
    const auto& nodes = in_.document.nodes;
    int items = 0;
    for (std::uint32_t i = index + 1; i < nodes.size(); i = nodes[i].end) {
      const bool near = nodes[i].parent == index || nodes[i].parent == nodes[index].parent;
      if (!near || nodes[i].kind != NodeKind::dash) break;
      ++items;
    }
    return items;
  }

  // A count right before the end of a text, and how many follow.
  void tell(const Node& node, Slice before, int follow) {
    Folded folded;
    folded.assign(in_.document.text(before));
    const auto count = counts_.last(folded.text);
    if (!count || count->number == follow) return;
    const Slice said = {before.begin + folded.back[count->begin], before.end};
    findings_->add(Check::clause_count,
                   {std::to_string(count->number), std::to_string(follow),
                    std::string(in_.document.text(said))},
                   {in_.side(said, node.text)});
  }

  const Checked& in_;
  Findings* findings_;
  ListCounts counts_;
};

}  // namespace

void check_counted_below(const Checked& in, Findings* findings) { BelowCheck(in, findings).run(); }

}  // namespace gangmu
