#include "parser/decimal.h"

#include <cstdint>

namespace gangmu {

std::string shift_decimal(std::string_view digits, int power) {
  if (digits.starts_with('-')) return "-" + shift_decimal(digits.substr(1), power);
  std::string number(digits);
  if (power == 0 || number.empty()) return number;
  std::size_t point = number.find('.');
  if (point == std::string::npos) {
    point = number.size();
  } else {
    number.erase(point, 1);
  }
  long target = static_cast<long>(point) + power;
  if (target <= 0) {
    number.insert(0, static_cast<std::size_t>(1 - target), '0');
    target = 1;
  }
  if (static_cast<std::size_t>(target) > number.size()) {
    number.append(static_cast<std::size_t>(target) - number.size(), '0');
  }
  if (static_cast<std::size_t>(target) < number.size()) {
    number.insert(static_cast<std::size_t>(target), 1, '.');
  }
  std::size_t zeros = 0;
  while (zeros + 1 < number.size() && number[zeros] == '0' && number[zeros + 1] != '.') ++zeros;
  number.erase(0, zeros);
  return number;
}

std::string divide_decimal(std::string_view numerator, std::string_view denominator) {
  constexpr std::size_t kMostDigits = 9;
  if (numerator.size() > kMostDigits || denominator.size() > kMostDigits) return {};
  std::uint64_t a = 0, b = 0;
  for (const char c : numerator) a = a * 10 + static_cast<std::uint64_t>(c - '0');
  for (const char c : denominator) b = b * 10 + static_cast<std::uint64_t>(c - '0');
  if (b == 0) return {};
  const std::uint64_t scaled = (a * 10000 + b / 2) / b;
  std::string fraction = std::to_string(scaled % 10000);
  fraction.insert(0, 4 - fraction.size(), '0');
  std::string out = std::to_string(scaled / 10000) + "." + fraction;
  while (out.back() == '0') out.pop_back();
  if (out.back() == '.') out.pop_back();
  return out;
}

}  // namespace gangmu
