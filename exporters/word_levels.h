// Which level of heading each node has in a Word document.
//
// A kind of heading has one level in a whole document, counted over the kinds that are there: where
// the highest is a chapter it is level 1, where there are only h1, that is. So the styles, the
// navigation pane and the list that numbers them agree. Of several plans in a document each title
// is level 1, and the headings are one lower.
#pragma once

#include <cstdint>
#include <vector>

#include "model/document.h"

namespace gangmu {

inline constexpr int kWordLevels = 9;  // of headings and lists

// How a heading is set, after GB/T 9704 and the habit of outlines that have parts and chapters.
enum class HeadLook : std::uint8_t { part, chapter, section, first, second, third, lower };

inline bool is_centred(HeadLook look) { return look <= HeadLook::section; }

class WordLevels {
 public:
  explicit WordLevels(const Document& document);

  bool several_plans() const { return first_style_ > 1; }
  // The kinds of heading, the highest first; at most as many as there are levels.
  const std::vector<NodeKind>& kinds() const { return kinds_; }
  // The number of the heading style of a kind's level.
  int style_at(std::size_t level) const { return static_cast<int>(level) + first_style_; }
  // The place of a kind in kinds(); -1 when it has none.
  int level_of(NodeKind kind) const { return levels_[static_cast<std::size_t>(kind)]; }
  // The number of the heading style that a node's title is set in, 0 when it has none. A heading
  // without a marker is as high as those beside it.
  int style_of(std::uint32_t node) const { return styles_[node]; }
  // Whether the node is a heading with a paragraph of its own, outside boxes: one of the navigation
  // pane.
  bool is_heading(std::uint32_t node) const { return headings_[node]; }
  // Whether the heading style of the node is set in the middle of the line.
  bool is_centred(std::uint32_t node) const;
  bool in_box(std::uint32_t node) const { return in_box_[node]; }
  static HeadLook look_of(NodeKind kind);

 private:
  void rank_kinds(const Document& document);
  int find_style(const Document& document, std::uint32_t node) const;

  std::vector<NodeKind> kinds_;
  std::vector<int> levels_;        // by kind
  std::vector<NodeKind> beside_;   // by node: of the first marked heading below it
  std::vector<NodeKind> topmost_;  // the same below each plan
  std::vector<int> styles_;        // by node
  std::vector<bool> headings_, in_box_;
  int first_style_ = 1;
};

}  // namespace gangmu
