#include "parser/styled.h"

#include <algorithm>
#include <cmath>
#include <compare>
#include <map>
#include <optional>

#include "model/counts.h"
#include "parser/kinds.h"

namespace gangmu {

namespace {

constexpr std::size_t kLongest = 60;  // characters: what is longer is a paragraph set as a heading

bool is_heading(NodeKind kind) {
  return is_upper_heading(kind) || kind == NodeKind::h4 || kind == NodeKind::h5;
}

// The kind one level down; below the lowest that kind again.
NodeKind below(NodeKind kind) {
  const bool counted = (kind >= NodeKind::h1 && kind < NodeKind::h5) ||
                       (kind >= NodeKind::n1 && kind < NodeKind::n4);
  if (counted) return static_cast<NodeKind>(static_cast<int>(kind) + 1);
  return is_division(kind) ? NodeKind::h1 : kind;
}

class StyledHeadings {
 public:
  StyledHeadings(const Document& document, const Grammar& grammar, Layout* layout)
      : document_(document), grammar_(grammar), layout_(*layout) {}

  void run(const std::vector<PlanTitle>& titles, const std::vector<bool>& closed) {
    const std::vector<bool> taken = taken_blocks(titles, closed);
    std::map<int, std::vector<std::uint32_t>> unmarked;  // blocks by level
    std::map<int, std::map<NodeKind, std::size_t>> marked;
    for (const SourceHeading& heading : document_.source.headings) {
      const std::uint32_t b = block_at(heading.span);
      if (b == kNone || taken[b]) continue;
      if (const std::optional<NodeKind> kind = marked_kind(b)) {
        if (is_heading(*kind)) ++marked[heading.level][*kind];
      } else if (may_stand(b)) {
        unmarked[heading.level].push_back(b);
      }
    }
    set_kinds(unmarked, marked);
    if (!document_.source.places.empty()) find_set_alike(taken);
  }

  void run_listed(const std::vector<Region>& regions, const std::vector<PlanTitle>& titles,
                  const std::vector<bool>& closed) {
    const std::vector<bool> taken = taken_blocks(titles, closed);
    for (const Region& region : regions) {
      if (region.listed.empty()) continue;
      NodeKind kind = NodeKind::paragraph;  // below all headings
      for (std::uint32_t b = region.first_block; b < region.last_block; ++b) {
        const std::optional<NodeKind> entry = marked_kind(b);
        if (entry && is_heading(*entry)) kind = std::min(kind, *entry);
      }
      if (kind == NodeKind::paragraph) kind = NodeKind::h1;
      for (const std::uint32_t b : region.listed) {
        const bool free = b + 1 < layout_.blocks.size() && !taken[b] && !marked_kind(b);
        if (free && may_stand(b) && has_text_below(b, taken)) add(b, kind);
      }
    }
  }

 private:
  static std::vector<bool> taken_blocks(const std::vector<PlanTitle>& titles,
                                        const std::vector<bool>& closed) {
    std::vector<bool> taken = closed;
    for (const PlanTitle& title : titles) {
      std::fill(taken.begin() + title.first_block, taken.begin() + title.last_block, true);
      if (title.label_block != kNone) taken[title.label_block] = true;
    }
    return taken;
  }

  // How a line is set: size in half points, weight, face.
  struct Setting {
    int size = 0;
    bool bold = false;
    std::uint16_t font = 0;
    auto operator<=>(const Setting&) const = default;
  };
  struct Usage {
    std::map<NodeKind, std::size_t> kinds;
    std::size_t count = 0;
    std::vector<std::uint32_t> blocks;  // some of them
  };

  const LinePlace& place(std::uint32_t line) const {
    const Source& source = document_.source;
    return source.places[source.line_of(layout_.lines[line].span.begin) - 1];
  }
  Setting setting(std::uint32_t line) const {
    const LinePlace& at = place(line);
    return {static_cast<int>(std::lround(at.size * 2)), at.bold, at.font};
  }

  // Short lines of their own, set in letters and at a place of marked headings that the text is not
  // set in, with text below them.
  void find_set_alike(const std::vector<bool>& taken) {
    constexpr std::size_t kFewest = 2, kMostShown = 64;
    std::map<Setting, Usage> headings;
    std::map<Setting, std::size_t> text;
    for (std::uint32_t b = 0; b < layout_.blocks.size(); ++b) {
      if (taken[b]) continue;
      const Block& block = layout_.blocks[b];
      const Setting set = setting(block.first_line);
      const std::optional<NodeKind> kind = marked_kind(b);
      if (kind && is_heading(*kind) && may_stand(b)) {
        Usage& usage = headings[set];
        ++usage.kinds[*kind];
        ++usage.count;
        if (usage.blocks.size() < kMostShown) usage.blocks.push_back(b);
      } else {
        text[set] += block.clean.size();
      }
    }
    const Setting body = most_counted(text);
    for (std::uint32_t b = 0; b + 1 < layout_.blocks.size(); ++b) {
      if (taken[b] || marked_kind(b) || !may_stand(b) || !has_text_below(b, taken)) continue;
      const Setting set = setting(layout_.blocks[b].first_line);
      const auto found = headings.find(set);
      if (found == headings.end() || set == body) continue;
      const Usage& usage = found->second;
      const NodeKind kind = most_counted(usage.kinds);
      const std::size_t same = usage.kinds.at(kind);
      const bool clear = same >= kFewest && same * 5 >= usage.count * 4;
      const bool placed = std::any_of(usage.blocks.begin(), usage.blocks.end(),
                                      [&](std::uint32_t other) { return placed_alike(b, other); });
      if (clear && placed) add(b, kind);
    }
  }

  // A sentence, or another heading.
  bool has_text_below(std::uint32_t b, const std::vector<bool>& taken) const {
    if (taken[b + 1]) return false;
    const std::optional<NodeKind> kind = marked_kind(b + 1);
    return kind ? is_heading(*kind) : layout_.blocks[b + 1].complete;
  }

  // One begins where the other does, or both have the same middle.
  bool placed_alike(std::uint32_t a, std::uint32_t b) const {
    const LinePlace& one = place(layout_.blocks[a].first_line);
    const LinePlace& other = place(layout_.blocks[b].first_line);
    const float near = one.size / 2;
    return std::fabs(one.x0 - other.x0) < near ||
           std::fabs(one.x0 + one.x1 - other.x0 - other.x1) < 2 * near;
  }

  // The block that begins with these words.
  std::uint32_t block_at(Span span) const {
    const auto block = std::partition_point(
        layout_.blocks.begin(), layout_.blocks.end(), [&](const Block& candidate) {
          return layout_.lines[candidate.first_line].span.begin < span.begin;
        });
    if (block == layout_.blocks.end()) return kNone;
    const Offset begin = layout_.lines[block->first_line].span.begin;
    if (begin >= span.end) return kNone;
    return static_cast<std::uint32_t>(block - layout_.blocks.begin());
  }

  // The kind of what stands at the start of a block: a marker of any kind, or a heading that was
  // found here before.
  std::optional<NodeKind> marked_kind(std::uint32_t b) const {
    const Block& block = layout_.blocks[b];
    if (block.first_candidate == block.last_candidate) return std::nullopt;
    const Candidate& first = layout_.candidates[block.first_candidate];
    if (first.place != MarkerPlace::start) return std::nullopt;
    if (first.is_styled()) return first.styled;
    return node_kind(grammar_.rules(Stage::outline)[first.rule].kind).value_or(NodeKind::note);
  }

  bool may_stand(std::uint32_t b) const {
    const Block& block = layout_.blocks[b];
    if (block.complete || block.unbroken || block.clean.empty()) return false;
    if (char_count(document_.text(block.clean)) > kLongest) return false;
    return b == 0 || !is_bare_marker(b - 1);
  }

  // A marker with nothing behind it: the next line is its title.
  bool is_bare_marker(std::uint32_t b) const {
    if (!marked_kind(b)) return false;
    const Block& block = layout_.blocks[b];
    const Candidate& candidate = layout_.candidates[block.first_candidate];
    const Span last = layout_.lines[block.last_line - 1].span;
    return trim(text_of(document_, {candidate.marker.end, last.end})).empty();
  }

  void set_kinds(const std::map<int, std::vector<std::uint32_t>>& unmarked,
                 const std::map<int, std::map<NodeKind, std::size_t>>& marked) {
    std::map<int, NodeKind> kinds;
    for (const auto& [level, counts] : marked) kinds[level] = most_counted(counts);
    for (const auto& [level, blocks] : unmarked) {
      if (!kinds.contains(level)) kinds[level] = kind_between(kinds, level);
      for (const std::uint32_t b : blocks) add(b, kinds[level]);
    }
  }

  // Of a level without marked headings: below the one above it, above the one below it.
  static NodeKind kind_between(const std::map<int, NodeKind>& kinds, int level) {
    const auto lower = kinds.lower_bound(level);
    const bool has_lower = lower != kinds.end(), has_upper = lower != kinds.begin();
    if (!has_upper) {
      const bool first = has_lower && (lower->second == NodeKind::h1 || is_division(lower->second));
      return first ? NodeKind::chapter : NodeKind::h1;
    }
    const NodeKind upper = std::prev(lower)->second;
    const NodeKind kind = below(upper);
    const bool room =
        is_division(upper) && upper != NodeKind::section && has_lower && lower->second == kind;
    return room ? NodeKind::section : kind;
  }

  void add(std::uint32_t b, NodeKind kind) {
    Block& block = layout_.blocks[b];
    Candidate styled;
    styled.block = b;
    styled.styled = kind;
    const Offset begin = layout_.lines[block.first_line].span.begin;
    styled.marker = {begin, begin};
    const auto first = static_cast<std::uint32_t>(layout_.candidates.size());
    layout_.candidates.push_back(styled);
    block.first_candidate = first;  // candidates inside a heading are none
    block.last_candidate = first + 1;
  }

  const Document& document_;
  const Grammar& grammar_;
  Layout& layout_;
};

}  // namespace

void add_styled_headings(const Document& document, const std::vector<PlanTitle>& titles,
                         const Grammar& grammar, const std::vector<bool>& closed_blocks,
                         Layout* layout) {
  if (document.source.headings.empty() && document.source.places.empty()) return;
  StyledHeadings(document, grammar, layout).run(titles, closed_blocks);
}

void add_listed_headings(const Document& document, const std::vector<Region>& regions,
                         const std::vector<PlanTitle>& titles, const Grammar& grammar,
                         const std::vector<bool>& closed_blocks, Layout* layout) {
  StyledHeadings(document, grammar, layout).run_listed(regions, titles, closed_blocks);
}

}  // namespace gangmu
