// The names that exports give to the things of a document.
//
// Ids are ordinals in reading order and unique in a file: p1, p1.n7, p1.t17, f3; an indicator's id
// (i9) is unique in its plan. A node's key is what stays the same when a plan is edited elsewhere:
// the markers from the plan down to the node and a hash of its title (or of the first characters of
// its text), with an ordinal only where two nodes of a plan would have the same.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"

namespace gangmu {

class Ids {
 public:
  explicit Ids(const Document& document);
  std::string plan(std::uint32_t plan) const;      // "p1"
  std::string node(std::uint32_t node) const;      // "p1.n7"
  std::string target(std::uint32_t target) const;  // "p1.t17"
  // "i9"; empty for a target that names no indicator.
  std::string indicator(std::uint32_t target) const;
  // The targets of a plan in reading order, as indices into Document::targets.
  const std::vector<std::uint32_t>& targets_of(std::uint32_t plan) const { return targets_[plan]; }

 private:
  const Document& document_;
  std::vector<std::vector<std::uint32_t>> targets_;
  std::vector<std::uint32_t> target_ordinals_, indicator_ordinals_;
};

// The marker of a node without blanks.
std::string marker_text(const Document& document, const Node& node);
// Marker and title as printed, with a blank between the two where they would run together.
std::string heading_text(const Document& document, const Node& node);
// Eight digits that tell a text from others, whatever its blanks and widths of letters.
std::string text_sum(std::string_view text);
// One key for each node of the document.
std::vector<std::string> node_keys(const Document& document);

}  // namespace gangmu
