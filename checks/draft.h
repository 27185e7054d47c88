// A document as units that are compared: its plans and nodes in reading order, each with the words
// that count. Blanks and widths of letters do not, so that the same text in another format gives
// the same units. Tables of contents, which follow the headings, and what has no words are left
// out.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"

namespace gangmu {

enum class UnitClass : std::uint8_t { plan, text, table };

struct DraftUnit {
  UnitClass of = UnitClass::text;
  bool heading = false;          // has a marker or a title
  std::uint32_t plan = 0;        // index into Document::plans
  std::uint32_t node = kNone;    // of a node
  std::uint32_t parent = kNone;  // index into the units
  std::uint32_t end = 0;         // one past the last unit below
  std::string marker;            // folded, without blanks
  std::string key;               // what else counts, likewise; of a table also its cells
};

class Draft {
 public:
  explicit Draft(const Document& document);
  const Document& document() const { return document_; }
  const std::vector<DraftUnit>& units() const { return units_; }
  // The unit of a node, kNone where it has none.
  std::uint32_t unit_of(std::uint32_t node) const { return unit_of_node_[node]; }

 private:
  void add_plan(std::uint32_t plan);
  void add_node(std::uint32_t node, std::uint32_t plan_unit);

  const Document& document_;
  std::vector<DraftUnit> units_;
  std::vector<std::uint32_t> unit_of_node_;
};

// Folded, without blanks.
std::string counted(std::string_view text);

// The words of units as printed, and the way back to clean text.
class PrintedText {
 public:
  explicit PrintedText(const Document& document) : document_(document) {}
  // Marker, title and text; of a table what stands above it.
  void add(const DraftUnit& unit);
  void add(Slice slice);
  void add_line();
  const std::string& text() const { return text_; }
  // Where a byte came from; that of the next where a blank was put in.
  Offset clean(std::size_t at) const;

 private:
  struct Piece {
    std::size_t at;
    Slice slice;
  };
  const Document& document_;
  std::string text_;
  std::vector<Piece> pieces_;
};

// The cells of a row as one line.
std::string row_text(const Document& document, const std::vector<Cell>& row);

}  // namespace gangmu
