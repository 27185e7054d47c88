// What a figure says as a number, and how far its digits can be trusted.
#pragma once

#include <optional>

#include "model/document.h"

namespace gangmu {

// A value in base units. `step`: what one more in its last printed digit is worth.
struct Amount {
  double value = 0;
  double step = 1;
};
// Of a figure with a number; nothing for words and ranges without one.
std::optional<Amount> amount_of(const Figure& figure);
// Of a cell: a number in digits, with thousands marks; nothing for any other text.
std::optional<Amount> amount_in(std::string_view text);

bool is_percent(const Figure& figure);
// Whether it says one number, and none that a rule asks for.
bool is_exact(const Target& target);
// Whether the second stands near behind the first with no end of a sentence between them.
bool in_one_sentence(const Document& document, const Target& first, const Target& second);

// Whether one is the other with fewer digits, rounded or cut: 22158 and 22 thousand.
bool rounds_to(const Amount& a, const Amount& b);
bool equal(const Amount& a, const Amount& b);

// What two figures of one thing have to do with each other.
enum class Agreement : std::uint8_t {
  same,
  rounded,  // one is the other with fewer digits, or about it
  bounded,  // one number, but at least, about or exactly
  different,
};
Agreement agreement_of(const Figure& a, const Figure& b);

// Whether two printed numbers are of the same digits in another order: one of them was mistyped.
bool is_mixed_up(std::string_view a, std::string_view b);

// Without zeros at the end of decimals: "32.0" is "32". At most `decimals` digits behind the point.
std::string short_number(double value, int decimals);

}  // namespace gangmu
