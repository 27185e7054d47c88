#include "checks/written_numbers.h"

#include "checks/draft.h"

namespace gangmu {

// Multipliers from ten thousand on stay: both ways of writing have them.
std::string WrittenNumbers::with_digits(std::string_view text) const {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (const auto numeral = numerals_.at(text, at, false); numeral && numeral->end > at) {
      out += numeral->value;
      at = numeral->end;
    } else {
      append_char(out, next_char(text, at));
    }
  }
  return out;
}

bool WrittenNumbers::rewrites(std::string_view clause, std::string_view text) const {
  const std::string own = counted(clause), other = counted(text);
  if (own.empty() || other.find(own) != std::string::npos) return false;
  return with_digits(other).find(with_digits(own)) != std::string::npos;
}

}  // namespace gangmu
