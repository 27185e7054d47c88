// A number with its unit and operators in running text, as the readers of this layer give it.
#pragma once

#include <cstdint>
#include <string_view>

#include "model/document.h"
#include "parser/grammar.h"

namespace gangmu {

enum class QuantityKind : std::uint8_t { plain, fraction, multiple, rank, grade };

struct Quantity : Figure {
  QuantityKind kind = QuantityKind::plain;
  std::uint32_t begin = 0, end = 0;  // number and unit as printed
  std::uint32_t from = 0, to = 0;    // with the operators on both sides
  bool chinese = false;              // the number is written in Chinese numerals
  std::string_view rule;             // name of what read it
  const Word* word = nullptr;        // the word of the grammar that decided, if one did
};

}  // namespace gangmu
