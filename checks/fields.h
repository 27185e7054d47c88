// The texts of a document one by one, folded, for rules that look for words.
#pragma once

#include <functional>

#include "checks/findings.h"

namespace gangmu {

struct FieldText {
  const Node& node;
  std::uint32_t index;  // of the node
  Field field;
  Slice slice;  // of clean text
  const Folded& folded;
  // The stretch of clean text under bytes of the folded one.
  Slice at(std::size_t begin, std::size_t end) const {
    return {slice.begin + folded.back[begin], slice.begin + folded.back[end]};
  }
};

// Titles and texts of all nodes in reading order, without tables of contents; with `cells`, the
// cells of tables too.
void for_each_field(const Checked& in, bool cells,
                    const std::function<void(const FieldText&)>& visit);
// The same of one plan alone.
void for_each_field_of(const Checked& in, std::uint32_t plan,
                       const std::function<void(const FieldText&)>& visit);

// The characters of a text, folded and without blanks, to be held against those of another; and
// such characters as text again.
std::u32string characters_of(std::string_view text);
std::string text_of(std::u32string_view characters);

}  // namespace gangmu
