// Numbers that were written otherwise: "8" and the numeral for eight.
#pragma once

#include <string>
#include <string_view>

#include "parser/numeral.h"

namespace gangmu {

class WrittenNumbers {
 public:
  explicit WrittenNumbers(const Grammar& grammar) : numerals_(grammar) {}
  // Whether a text has a clause of another one but for the way its numbers are written.
  bool rewrites(std::string_view clause, std::string_view text) const;

 private:
  std::string with_digits(std::string_view text) const;
  NumeralReader numerals_;
};

}  // namespace gangmu
