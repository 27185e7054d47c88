// Decimal numbers as strings: their digits are those printed, arithmetic moves the point only.
#pragma once

#include <string>
#include <string_view>

namespace gangmu {

// "8.10" shifted by 4 is "81000"; by -2 "0.0810". Trailing zeros behind the point stay only while a
// point stays. A minus sign stays where it is.
std::string shift_decimal(std::string_view digits, int power);
// numerator / denominator to four places, rounded half up: 1, 3 → "0.3333". Empty when the
// denominator is zero or either is longer than nine digits.
std::string divide_decimal(std::string_view numerator, std::string_view denominator);

}  // namespace gangmu
