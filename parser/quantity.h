// Numbers with units, operators and times in running text: the layer below targets, which knows
// nothing of documents.
//
// Works on folded text (model/text.h); offsets are bytes of it.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "model/document.h"
#include "parser/figure.h"
#include "parser/grammar.h"
#include "parser/times.h"

namespace gangmu {

struct Quantities {
  std::vector<Quantity> figures;  // in order, never overlapping
  std::vector<TimeRef> times;     // likewise
};

// Reads quantities and times. Refers to the grammar; may be shared between threads.
class QuantityReader {
 public:
  struct Tables;
  explicit QuantityReader(const Grammar& grammar);
  ~QuantityReader();
  // `out` is cleared first. With `stripped`, from a text that lost its digits, figures without a
  // number are told too, where a unit stands right behind a word that leads to one; their values
  // are empty.
  void scan(std::string_view folded, Quantities* out, bool stripped = false) const;

 private:
  std::unique_ptr<const Tables> tables_;
};

}  // namespace gangmu
