// The parts of a heading: marker, title, what closes it, and the text that runs on behind it.
#pragma once

#include <cstdint>
#include <vector>

#include "parser/clean.h"
#include "parser/layout.h"
#include "parser/regions.h"

namespace gangmu {

class NodeParts {
 public:
  // All of which must outlive it; the regions may be found later.
  NodeParts(Document* document, const Layout& layout, const std::vector<Region>& regions,
            const Grammar& grammar, Cleaner* cleaner)
      : document_(*document),
        layout_(layout),
        regions_(regions),
        grammar_(grammar),
        cleaner_(*cleaner) {}

  // Fills the parts of a node from a slice of block b that begins with the marker of candidate c.
  // `more`: another marker follows in the block.
  void fill(std::uint32_t b, Slice slice, std::uint32_t c, bool more, Node* node);
  // The last block that gave a heading its title; kNone before there is one.
  std::uint32_t taken() const { return taken_; }

  // The rule of candidate c.
  const Rule& rule_of(std::uint32_t c) const;
  // Whether block b does, and whether it lies in one of the regions.
  bool starts_with_marker(std::uint32_t b) const;
  bool in_region(std::uint32_t b) const;
  // A comma, a colon or the end of a sentence.
  bool has_mark(Slice slice) const;
  // Where a place of the source stands in the clean text of a block.
  Offset clean_of(const Block& block, Offset source) const;
  // Without blanks at its ends.
  Slice trimmed(Slice slice) const;
  // The same characters without blanks; the slice itself when it has none.
  Slice solid(Slice slice);

 private:
  void split_unnumbered(std::uint32_t b, Slice marker, Slice rest, const Rule& rule, Node* node);
  void split_marked_word(Slice slice, Node* node);
  void strip_colon_from_marker(Node* node);
  Slice skip_separator(Node& node, Slice rest);
  void split(std::uint32_t b, Slice rest, Node* node);
  void close_bracket(Node* node) const;
  Slice bracketed_title(Slice rest) const;
  bool names_glossary(Slice title) const;
  void take_next_line(std::uint32_t b, Node* node);
  bool begins_duties(const Block& block) const;
  bool body_follows(std::uint32_t b, NodeKind kind) const;

  Document& document_;
  const Layout& layout_;
  const std::vector<Region>& regions_;
  const Grammar& grammar_;
  Cleaner& cleaner_;
  Slice raw_marker_;
  std::uint32_t taken_ = kNone;
  bool more_in_block_ = false;
};

}  // namespace gangmu
