// Ranks in running text: place 8, the first 10, the first 1 %, at the top.
//
// Works on folded text (model/text.h); offsets are bytes of it.
#pragma once

#include <optional>
#include <string_view>

#include "parser/figure.h"
#include "parser/grammar.h"
#include "parser/numeral.h"

namespace gangmu {

class RankReader {
 public:
  explicit RankReader(const Grammar& grammar);

  // What a reading gives: the rank, unless the words only look like one, and where to go on.
  struct Found {
    std::optional<Quantity> rank;
    std::size_t next = 0;
  };
  // A number in digits that begins at `begin`, with the head of a rank right before it.
  std::optional<Found> number(std::string_view folded, std::size_t begin,
                              const Number& number) const;
  // A word that is a rank by itself, or the head of a rank with a numeral behind it, at `at`.
  std::optional<Found> words(std::string_view folded, std::size_t at) const;

 private:
  bool ends(std::string_view folded, std::size_t behind, std::size_t begin) const;
  Found with_tail(std::string_view folded, Quantity rank, std::size_t begin, std::size_t end) const;

  NumeralReader numeral_;
  const WordTable &head_, &head_not_, &tail_, &word_, &lead_, &context_, &not_after_, &units_;
};

}  // namespace gangmu
