// Dates that stand by themselves: on a line of their own, or behind the office that signs.
#pragma once

#include <string>
#include <string_view>

#include "parser/grammar.h"

namespace gangmu {

// A date in figures or ideographs, as ISO 8601; empty when the text is none. A day that is not
// given is left out.
std::string iso_date(std::string_view folded, const Grammar& grammar);

// A line that a date closes, alone or behind an office.
struct SignedDate {
  std::string_view office;
  std::string iso;  // empty: no such line
};
SignedDate closing_date(std::string_view folded, const Grammar& grammar);

}  // namespace gangmu
