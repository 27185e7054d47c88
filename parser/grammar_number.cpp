// Numerals: Arabic, Chinese, circled and bracketed, roman, letters.
#include <array>
#include <charconv>

#include "model/text.h"
#include "parser/grammar_data.h"

namespace gangmu {

namespace {

constexpr long kLimit = 1'000'000;

std::optional<int> limited(long value) {
  if (value < 0 || value > kLimit) return std::nullopt;
  return static_cast<int>(value);
}

// A numeral that is one character of its own, by its place in Unicode.
struct CharRange {
  char32_t first, last;
  int value;  // of the first
};
constexpr std::array kCharRanges = {
    CharRange{0x2460, 0x2473, 1},  CharRange{0x2474, 0x2487, 1},  CharRange{0x2488, 0x249B, 1},
    CharRange{0x249C, 0x24B5, 1},  CharRange{0x24B6, 0x24CF, 1},  CharRange{0x24D0, 0x24E9, 1},
    CharRange{0x24EB, 0x24F4, 11}, CharRange{0x24F5, 0x24FE, 1},  CharRange{0x24EA, 0x24EA, 0},
    CharRange{0x2776, 0x277F, 1},  CharRange{0x2780, 0x2789, 1},  CharRange{0x278A, 0x2793, 1},
    CharRange{0x3220, 0x3229, 1},  CharRange{0x3251, 0x325F, 21}, CharRange{0x3280, 0x3289, 1},
    CharRange{0x32B1, 0x32BF, 36}, CharRange{0x2160, 0x216B, 1},  CharRange{0x2170, 0x217B, 1}};

std::optional<int> single_char(std::string_view text) {
  std::size_t at = 0;
  const char32_t c = next_char(text, at);
  if (at != text.size()) return std::nullopt;
  for (const auto& range : kCharRanges) {
    if (c >= range.first && c <= range.last) return range.value + static_cast<int>(c - range.first);
  }
  return std::nullopt;
}

std::optional<int> arabic(std::string_view text) {
  long value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return limited(value);
}

// I V X, ASCII or of the Number Forms block, up to 39.
std::optional<int> roman(std::string_view text) {
  std::string units;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_char(text, at);
    const char32_t upper = c >= 0x2170 && c <= 0x217F ? c - 0x10 : c < 0x80 ? c & ~32u : c;
    switch (upper) {
      case 'I':
      case 0x2160:
        units += 'I';
        break;
      case 'V':
      case 0x2164:
        units += 'V';
        break;
      case 'X':
      case 0x2169:
        units += 'X';
        break;
      default:
        return std::nullopt;
    }
  }
  int value = 0;
  std::string_view rest = units;
  while (value < 30 && rest.starts_with('X')) {
    value += 10;
    rest.remove_prefix(1);
  }
  constexpr std::array<std::string_view, 10> kOnes = {"",  "I",  "II",  "III",  "IV",
                                                      "V", "VI", "VII", "VIII", "IX"};
  for (std::size_t ones = 0; ones < kOnes.size(); ++ones) {
    if (rest == kOnes[ones]) {
      value += static_cast<int>(ones);
      return value > 0 ? std::optional(value) : std::nullopt;
    }
  }
  return std::nullopt;
}

std::optional<int> letter(std::string_view text) {
  if (text.size() != 1 || !is_ascii_letter(static_cast<unsigned char>(text[0]))) {
    return std::nullopt;
  }
  return (text[0] | 32) - 'a' + 1;
}

long worth(const Word& word) {
  long value = -1;
  std::from_chars(word.value.data(), word.value.data() + word.value.size(), value);
  return value;
}

// Reads a numeral of digit words and magnitude words, in either style: positional (one digit word
// a decimal place) or with magnitudes, which must fall within a group of four places.
class WordNumeral {
 public:
  WordNumeral(const WordTable& digits, const WordTable& magnitudes)
      : digits_(digits), magnitudes_(magnitudes) {}

  std::optional<int> read(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      const Word* word = digits_.longest_at(text, at);
      const bool is_digit = word != nullptr;
      if (!is_digit) word = magnitudes_.longest_at(text, at);
      if (word == nullptr || !(is_digit ? digit(worth(*word)) : magnitude(worth(*word)))) {
        return std::nullopt;
      }
      at += word->text.size();
    }
    if (!any_magnitude_) return limited(positional_);
    return limited(finish());
  }

 private:
  bool digit(long value) {
    if (value < 0) return false;
    positional_ = positional_ * 10 + value;
    ++digits_seen_;
    if (positional_ > kLimit) return false;
    if (!any_magnitude_) {
      pending_ = value;
      return true;
    }
    if (value == 0) {
      after_zero_ = true;
      return pending_ < 0;
    }
    if (pending_ >= 0) return false;
    pending_ = value;
    return true;
  }

  bool magnitude(long value) {
    if (value < 10 || (!any_magnitude_ && digits_seen_ > 1)) return false;
    any_magnitude_ = true;
    if (value >= 10000) {  // closes a group of four places
      const long group = group_ + (pending_ > 0 ? pending_ : 0);
      if (group == 0 || total_ > 0) return false;
      total_ = group > kLimit / value ? kLimit + 1 : group * value;
      group_ = 0;
    } else {
      if (value >= smallest_ || pending_ == 0) return false;
      group_ += (pending_ > 0 ? pending_ : 1) * value;
    }
    smallest_ = value;
    if (value >= 10000) smallest_ = 10000;
    last_magnitude_ = value;
    pending_ = -1;
    after_zero_ = false;
    return true;
  }

  long finish() const {
    long last = pending_ > 0 ? pending_ : 0;
    // A last digit directly after a magnitude counts its tenth: 150, not 105.
    if (last > 0 && !after_zero_ && last_magnitude_ >= 100) last *= last_magnitude_ / 10;
    return total_ + group_ + last;
  }

  const WordTable& digits_;
  const WordTable& magnitudes_;
  long positional_ = 0, total_ = 0, group_ = 0;
  long pending_ = -1;      // a digit that waits for its magnitude
  long smallest_ = 10000;  // the last magnitude of this group
  long last_magnitude_ = 0;
  int digits_seen_ = 0;
  bool any_magnitude_ = false, after_zero_ = false;
};

}  // namespace

std::optional<int> number_of(std::string_view folded, const WordTable& digits,
                             const WordTable& magnitudes) {
  std::string_view text = trim(folded);
  // An outline number counts by its last component; the others must be numbers as well.
  while (!text.empty()) {
    const std::size_t mark = text.find_first_of(".-");
    if (mark == std::string_view::npos) break;
    const std::string_view component = text.substr(0, mark);
    if (component.find_first_of(".-") != std::string_view::npos ||
        !number_of(component, digits, magnitudes)) {
      return std::nullopt;
    }
    text.remove_prefix(mark + 1);
  }
  if (text.empty()) return std::nullopt;
  if (is_ascii_digit(static_cast<unsigned char>(text[0]))) return arabic(text);
  if (const auto value = single_char(text)) return value;
  if (const auto value = roman(text)) return value;
  if (const auto value = letter(text)) return value;
  return WordNumeral(digits, magnitudes).read(text);
}

}  // namespace gangmu
