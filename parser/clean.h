// Copies stretches of the source into Document::clean without the blanks and line ends that layout
// put there, and keeps the way back.
//
// Blanks between two characters of Chinese typesetting go, also between a figure and an ideograph
// (a year and its sign); one blank stays where it parts words: between Latin words, and between a
// Latin word and an ideograph (an abbreviation before a noun). Radicals are replaced by the
// ideographs they are printed for.
#pragma once

#include <span>
#include <vector>

#include "model/document.h"

namespace gangmu {

class Cleaner {
 public:
  explicit Cleaner(Document* document) : document_(*document) {}
  // Appends the pieces, in reading order; each piece is a stretch of one line of the source.
  // A line end between two Latin words counts as a blank.
  Slice append(std::span<const Span> pieces);
  // The same without any blank: for markers.
  Slice append_solid(std::span<const Span> pieces);
  // As printed, blanks included: for furniture.
  Slice append_printed(Span piece);

 private:
  void copy(Span piece, bool solid);
  Document& document_;
  char32_t last_ = 0;      // last visible character written by this call
  bool pending_ = false;   // a blank was seen since then
  bool line_end_ = false;  // a line end was seen since then
  Offset blank_at_ = 0;    // where the blank stands in the source
};

}  // namespace gangmu
