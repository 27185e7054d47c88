#include "parser/numeral.h"

#include <cstdint>

#include "model/text.h"

namespace gangmu {

namespace {

bool digit(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] >= '0' && text[at] <= '9';
}

bool thousands(std::string_view text, std::size_t comma) {
  for (std::size_t k = 1; k <= 3; ++k) {
    if (!digit(text, comma + k)) return false;
  }
  return !digit(text, comma + 4);
}

}  // namespace

std::optional<Number> number_at(std::string_view text, std::size_t at) {
  constexpr std::size_t kMostGroups = 4;       // of three digits behind the first ones
  constexpr std::size_t kLongestGrouped = 12;  // digits
  if (!digit(text, at)) return std::nullopt;
  Number number;
  std::size_t i = at;
  while (text[i] == '0' && digit(text, i + 1)) ++i;  // 007
  while (digit(text, i)) number.value += text[i++];
  while (number.value.size() <= kLongestGrouped && i < text.size() && text[i] == ',' &&
         i - at <= 3 + 4 * kMostGroups && thousands(text, i)) {
    number.value.append(text.substr(i + 1, 3));
    i += 4;
  }
  // "3 000": no number of its own begins with a zero and another digit.
  while (number.value.size() <= kLongestGrouped && i + 1 < text.size() && text[i] == ' ' &&
         text[i + 1] == '0' && thousands(text, i)) {
    number.value.append(text.substr(i + 1, 3));
    i += 4;
  }
  if (i < text.size() && text[i] == '.' && digit(text, i + 1)) {
    number.integer = false;
    number.value += text[i++];
    while (digit(text, i)) number.value += text[i++];
  }
  number.end = i;
  return number;
}

NumeralReader::NumeralReader(const Grammar& grammar)
    : digits_(grammar.words("numeral_digit")),
      multipliers_(grammar.words("numeral_magnitude")),
      point_(grammar.words("numeral_point")) {}

// "One point five": digits behind the word for the point.
void NumeralReader::read_decimals(std::string_view text, Numeral* numeral) const {
  const Word* point = point_.longest_at(text, numeral->end);
  if (point == nullptr) return;
  std::string decimals;
  std::size_t at = numeral->end + point->text.size();
  while (const Word* digit = digits_.longest_at(text, at)) {
    if (digit->value.size() != 1) break;
    decimals += digit->value;
    at += digit->text.size();
  }
  if (decimals.empty()) return;
  numeral->value += "." + decimals;
  numeral->end = at;
  numeral->integer = false;
  numeral->definite = true;
}

std::size_t NumeralReader::multiplier_at(std::string_view text, std::size_t at) const {
  const Word* word = multipliers_.longest_at(text, at);
  return word != nullptr ? word->text.size() : 0;
}

std::optional<Numeral> NumeralReader::at(std::string_view text, std::size_t at, bool whole) const {
  std::uint64_t total = 0, section = 0, digit = 0;
  Numeral numeral;
  std::size_t i = at;
  std::uint64_t smallest = 10000;  // the last multiplier of this group: they fall
  bool any = false, pending = false;
  while (i < text.size()) {
    if (const Word* d = digits_.longest_at(text, i)) {
      if (pending) break;  // two digits in a row: no spoken number
      digit = std::stoull(std::string(d->value));
      pending = digit != 0;
      numeral.definite = numeral.definite || pending;
      i += d->text.size();
    } else if (const Word* m = multipliers_.longest_at(text, i)) {
      const std::uint64_t value = std::stoull(std::string(m->value));
      const bool goes_on = digits_.longest_at(text, i + m->text.size()) != nullptr;
      if (!whole && value >= 10000 && !goes_on) break;
      if (value < 10000 && value >= smallest) break;
      smallest = value < 10000 ? value : 10000;
      if (total > 1'000'000'000'000ull || section > 1'000'000'000ull) return std::nullopt;
      if (value >= 10000) {
        total = (total + section + digit) * value;
        if (total == 0) return std::nullopt;  // a multiplier without a number
        section = 0;
      } else {
        section += (pending ? digit : 1) * value;
      }
      digit = 0;
      pending = false;
      numeral.large = true;
      numeral.definite = numeral.definite || value == 10;
      i += m->text.size();
    } else {
      break;
    }
    any = true;
    ++numeral.characters;
  }
  if (!any) return std::nullopt;
  numeral.value = std::to_string(total + section + digit);
  numeral.end = i;
  read_decimals(text, &numeral);
  return numeral;
}

}  // namespace gangmu
