// The unit behind a number: multiplier, unit of the lexicon, the second unit of a rate.
//
// Works on folded text (model/text.h); offsets are bytes of it.
#pragma once

#include <string>
#include <string_view>

#include "model/document.h"
#include "parser/grammar.h"

namespace gangmu {

struct Unit {
  std::size_t end = 0;         // one past it; the place asked for when nothing stands there
  int power = 0;               // of ten: the multiplier
  bool about = false;          // some word for "odd" in between
  const Word* word = nullptr;  // of the lexicon
  std::string per;             // the second unit of a rate, with its stroke
  std::size_t printed = 0;     // where the printed unit begins
  std::string printed_unit;    // of a unit that no table knows
};

class UnitReader {
 public:
  explicit UnitReader(const Grammar& grammar);
  // Multiplier and unit behind a number that ends at `at`.
  Unit at(std::string_view folded, std::size_t at) const;
  // The unit at `at`, unless a longer word begins there.
  const Word* word(std::string_view folded, std::size_t at) const;
  // The stroke and the round number behind a value at `end` (per 100,000), which moves behind it;
  // empty when no such number stands there.
  std::string per_count(std::string_view folded, std::size_t* end) const;
  // Sets unit, numbers multiplied out, base unit and dimension; the values must be set.
  void apply(std::string_view folded, const Unit& unit, Figure* figure) const;

 private:
  void per_unit(std::string_view folded, Unit* unit) const;
  void per_word(std::string_view text, Unit* unit) const;

  const WordTable &per_, &dimensions_, &units_, &magnitudes_, &between_, &op_after_, &not_;
};

}  // namespace gangmu
