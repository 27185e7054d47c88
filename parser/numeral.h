// Numbers as they are written in running text: in digits, and in ideographs.
//
// Works on folded text (model/text.h); offsets are bytes of it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parser/grammar.h"

namespace gangmu {

// A number in digits with thousands marks and one point; its value as a decimal string.
struct Number {
  std::string value;
  std::size_t end = 0;
  bool integer = true;
};
std::optional<Number> number_at(std::string_view folded, std::size_t at);

// A numeral in ideographs, its value as a decimal string.
struct Numeral {
  std::string value;
  std::size_t end = 0;
  int characters = 0;  // of the whole number
  bool integer = true;
  bool large = false;     // ten or more, or with a multiplier
  bool definite = false;  // with a digit or ten in it: a bare million is a way of speaking
};

class NumeralReader {
 public:
  explicit NumeralReader(const Grammar& grammar);
  // The numeral at `at`. Multipliers from ten thousand on belong to the unit behind it (twenty of
  // 10^8 yuan) unless `whole`.
  std::optional<Numeral> at(std::string_view folded, std::size_t at, bool whole = true) const;
  // The length of a multiplier that stands at `at` without a number, 0 when none does.
  std::size_t multiplier_at(std::string_view folded, std::size_t at) const;

 private:
  void read_decimals(std::string_view folded, Numeral* numeral) const;

  const WordTable &digits_, &multipliers_, &point_;
};

}  // namespace gangmu
