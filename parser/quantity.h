// Numbers with units, operators and times in running text: the layer below targets, which knows
// nothing of documents.
//
// Works on folded text (model/text.h); offsets are bytes of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"
#include "parser/grammar.h"

namespace gangmu {

enum class QuantityKind : std::uint8_t { plain, fraction, multiple, rank, grade };

struct Quantity {
  QuantityKind kind = QuantityKind::plain;
  std::uint32_t begin = 0, end = 0;   // number and unit as printed
  std::uint32_t from = 0, to = 0;     // with the operators on both sides
  Op op = Op::eq;
  std::string value, value_high;      // as printed, decimal strings
  std::string exact;                  // "1/3"
  std::string unit;                   // as printed, multiplier included
  std::string number, number_high;    // multiplied out
  std::string base_unit, dimension;
  bool chinese = false;               // the number is written in Chinese numerals
  std::string_view rule;              // name of what read it
  const Word* word = nullptr;         // the word of the grammar that decided, if one did
};

struct TimeRef {
  std::uint32_t begin = 0, end = 0;   // with the words around it
  PeriodKind kind = PeriodKind::at;
  std::optional<int> start, last;     // years
  bool once = false;                  // holds for the figure behind it only
  bool base = false;                  // what a change is counted from
  bool bound = false;                 // says which figure is meant (that of 2020), not when the rest is
};

struct Quantities {
  std::vector<Quantity> figures;  // in order, never overlapping
  std::vector<TimeRef> times;     // likewise
};

// The characters that a quantity or time can begin with, gathered once from the word tables, so that
// all others are passed over by one test.
class QuantityStarts {
 public:
  explicit QuantityStarts(const Grammar& grammar);
  bool test(char32_t c) const { return c >= starts_.size() || starts_[c]; }

 private:
  std::vector<bool> starts_;  // by code point, up to U+FFFF
};

void scan_quantities(std::string_view folded, const Grammar& grammar,
                     const QuantityStarts& starts, Quantities* out);
// The same for a single text.
void scan_quantities(std::string_view folded, const Grammar& grammar, Quantities* out);

}  // namespace gangmu
