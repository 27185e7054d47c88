// How alike two texts are, by the pairs of characters that both have; and for many texts those that
// may be alike, without comparing each with each.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace gangmu {

// The pairs of neighbouring characters of a text as numbers, ascending, as often as they stand in
// it. A text of one character is a pair with nothing.
using Pairs = std::vector<std::uint32_t>;
Pairs pairs_of(std::string_view text);
// How many pairs both have.
std::size_t common_pairs(const Pairs& a, const Pairs& b);
// Twice the common pairs, of all: from 0 for nothing in common to 1.
double likeness(const Pairs& a, const Pairs& b);
// The pairs of `a` that are not in `b`.
Pairs without_pairs(const Pairs& a, const Pairs& b);

// Finds the texts that share rare pairs with another.
class LikeTexts {
 public:
  // `texts` must outlive this.
  explicit LikeTexts(const std::vector<const Pairs*>& texts);
  // Indices into the texts, those with most rare pairs first, a few of them.
  std::vector<std::uint32_t> candidates(const Pairs& text) const;

 private:
  struct Posting {
    std::uint32_t pair, text;
  };
  std::vector<Posting> postings_;  // ascending
};

}  // namespace gangmu
