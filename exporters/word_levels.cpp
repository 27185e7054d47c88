#include "exporters/word_levels.h"

#include <algorithm>
#include <array>

namespace gangmu {

namespace {

bool may_head(NodeKind kind) { return (kind >= NodeKind::part && kind <= NodeKind::n4); }

// A heading has a paragraph of its own where its text does not follow in the same one.
bool stands_alone(const Node& node) {
  return !node.run_in && node.text.empty() && !node.title.empty();
}

}  // namespace

HeadLook WordLevels::look_of(NodeKind kind) {
  switch (kind) {
    case NodeKind::part:
      return HeadLook::part;
    case NodeKind::chapter:
      return HeadLook::chapter;
    case NodeKind::section:
      return HeadLook::section;
    case NodeKind::article:
    case NodeKind::h1:
    case NodeKind::n1:
      return HeadLook::first;
    case NodeKind::h2:
    case NodeKind::n2:
      return HeadLook::second;
    case NodeKind::h3:
    case NodeKind::n3:
      return HeadLook::third;
    default:
      return HeadLook::lower;
  }
}

WordLevels::WordLevels(const Document& document)
    : levels_(kNodeKindCount, -1),
      beside_(document.nodes.size(), NodeKind::paragraph),
      topmost_(document.plans.size(), NodeKind::paragraph),
      styles_(document.nodes.size(), 0),
      headings_(document.nodes.size(), false),
      in_box_(document.nodes.size(), false),
      first_style_(document.plans.size() > 1 ? 2 : 1) {
  rank_kinds(document);
  for (std::uint32_t i = 0; i < document.nodes.size(); ++i) {
    const Node& node = document.nodes[i];
    in_box_[i] = node.parent != kNone &&
                 (in_box_[node.parent] || document.nodes[node.parent].kind == NodeKind::box);
    styles_[i] = find_style(document, i);
    headings_[i] = styles_[i] > 0 && stands_alone(node) && !in_box_[i];
  }
}

// By how deep a kind stands on average: outlines that count 1, 2.1 may hold h1 below them.
void WordLevels::rank_kinds(const Document& document) {
  struct Usage {
    std::uint64_t count = 0, depth = 0;
  };
  std::array<Usage, kNodeKindCount> usage = {};
  for (const Node& node : document.nodes) {
    if (!may_head(node.kind) || node.marker.empty()) continue;
    Usage& own = usage[static_cast<std::size_t>(node.kind)];
    ++own.count;
    own.depth += node.depth;
    NodeKind& beside = node.parent == kNone ? topmost_[node.plan] : beside_[node.parent];
    if (beside == NodeKind::paragraph) beside = node.kind;
  }
  for (std::size_t kind = 0; kind < usage.size(); ++kind) {
    if (usage[kind].count > 0) kinds_.push_back(static_cast<NodeKind>(kind));
  }
  std::stable_sort(kinds_.begin(), kinds_.end(), [&](NodeKind a, NodeKind b) {
    const Usage& one = usage[static_cast<std::size_t>(a)];
    const Usage& other = usage[static_cast<std::size_t>(b)];
    return one.depth * other.count < other.depth * one.count;
  });
  const auto most = static_cast<std::size_t>(kWordLevels + 1 - first_style_);
  if (kinds_.size() > most) kinds_.resize(most);
  for (std::size_t i = 0; i < kinds_.size(); ++i) {
    levels_[static_cast<std::size_t>(kinds_[i])] = static_cast<int>(i);
  }
}

bool WordLevels::is_centred(std::uint32_t node) const {
  const int level = styles_[node] - first_style_;
  return level >= 0 && level < static_cast<int>(kinds_.size()) &&
         gangmu::is_centred(look_of(kinds_[static_cast<std::size_t>(level)]));
}

int WordLevels::find_style(const Document& document, std::uint32_t index) const {
  const Node& node = document.nodes[index];
  if (!may_head(node.kind) || node.title.empty()) return 0;
  NodeKind kind = node.kind;
  if (node.marker.empty()) {
    const NodeKind beside = node.parent == kNone ? topmost_[node.plan] : beside_[node.parent];
    if (beside != NodeKind::paragraph) kind = beside;
  }
  int level = level_of(kind);
  if (level < 0 && node.marker.empty()) level = node.depth - 1;
  if (level < 0) return 0;
  return std::min(style_at(static_cast<std::size_t>(level)), kWordLevels);
}

}  // namespace gangmu
