// The words of two texts compared, so that what is marked reads well.
//
// Compared are tokens of the folded texts: numbers in digits, numerals of two ideographs or more,
// Latin words and single characters; blanks do not count. What is the same between two changes and
// shorter than these is taken into them, and an insertion that could stand at several places stands
// behind punctuation or begins with it.
#pragma once

#include <string_view>
#include <vector>

#include "model/diff.h"
#include "parser/numeral.h"

namespace gangmu {

// A stretch of two texts, bytes of each. Where `same`, they differ in blanks and widths at most.
struct WordRun {
  bool same = false;
  Slice before, after;
};

class WordDiff {
 public:
  explicit WordDiff(const Grammar& grammar) : numerals_(grammar) {}
  // Stretches that cover both texts, same and changed by turns.
  std::vector<WordRun> runs(std::string_view before, std::string_view after) const;

 private:
  struct Token;
  std::vector<Token> tokens_of(const Folded& folded) const;
  std::size_t token_end(std::string_view folded, std::size_t at) const;

  NumeralReader numerals_;
};

// A line break that only one of the texts has is an edit of its own.
std::vector<Edit> edits_of(const std::vector<WordRun>& runs, std::string_view before,
                           std::string_view after);

}  // namespace gangmu
