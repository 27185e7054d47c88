// Numbers that say how long a list is: "three universities", "five aspects".
#pragma once

#include <optional>
#include <string_view>

#include "parser/grammar.h"
#include "parser/numeral.h"

namespace gangmu {

// A counted thing: its number, and where the words for both stand.
struct Count {
  int number = 0;
  std::size_t begin = 0, end = 0;
};

class ListCounts {
 public:
  explicit ListCounts(const Grammar& grammar);
  // A number at `at` with a counting word behind it, and no word that makes it inexact.
  std::optional<Count> at(std::string_view folded, std::size_t at) const;
  // The one count of a text; nothing where it has none or several.
  std::optional<Count> only(std::string_view folded) const;
  // The last count that ends near the end of a text.
  std::optional<Count> last(std::string_view folded) const;

 private:
  NumeralReader numerals_;
  const WordTable &counters_, &about_;
};

}  // namespace gangmu
