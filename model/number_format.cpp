#include "model/number_format.h"

#include <array>
#include <cstdint>
#include <span>

#include "model/text.h"

namespace gangmu {

namespace {

// The numerals of a way of counting: zero to nine, then ten, hundred, thousand, ten thousand.
struct Numerals {
  std::array<char32_t, 10> digits;
  std::array<char32_t, 4> powers;
  bool one_ten = false;  // 10 is "one ten" and not "ten"
  bool ones = true;      // 100 is "one hundred" and not "hundred"
  bool zeros = true;     // 101 is "one hundred zero one"
};

constexpr std::array<char32_t, 10> kDigits = {U'\u3007', U'\u4E00', U'\u4E8C', U'\u4E09',
                                              U'\u56DB', U'\u4E94', U'\u516D', U'\u4E03',
                                              U'\u516B', U'\u4E5D'};
constexpr Numerals kCounting = {{U'\u96F6', U'\u4E00', U'\u4E8C', U'\u4E09', U'\u56DB', U'\u4E94',
                                 U'\u516D', U'\u4E03', U'\u516B', U'\u4E5D'},
                                {U'\u5341', U'\u767E', U'\u5343', U'\u4E07'},
                                false,
                                true,
                                true};
constexpr Numerals kJapanese = {
    kDigits, {U'\u5341', U'\u767E', U'\u5343', U'\u4E07'}, false, false, false};
constexpr Numerals kLegalSimplified = {{U'\u96F6', U'\u58F9', U'\u8D30', U'\u53C1', U'\u8086',
                                        U'\u4F0D', U'\u9646', U'\u67D2', U'\u634C', U'\u7396'},
                                       {U'\u62FE', U'\u4F70', U'\u4EDF', U'\u842C'},
                                       true,
                                       true,
                                       true};
constexpr Numerals kLegalTraditional = {{U'\u96F6', U'\u58F9', U'\u8CB3', U'\u53C3', U'\u8086',
                                         U'\u4F0D', U'\u9678', U'\u67D2', U'\u634C', U'\u7396'},
                                        {U'\u62FE', U'\u4F70', U'\u4EDF', U'\u842C'},
                                        true,
                                        true,
                                        true};

constexpr std::array<char32_t, 10> kStems = {U'\u7532', U'\u4E59', U'\u4E19', U'\u4E01', U'\u620A',
                                             U'\u5DF1', U'\u5E9A', U'\u8F9B', U'\u58EC', U'\u7678'};
constexpr std::array<char32_t, 12> kBranches = {U'\u5B50', U'\u4E11', U'\u5BC5', U'\u536F',
                                                U'\u8FB0', U'\u5DF3', U'\u5348', U'\u672A',
                                                U'\u7533', U'\u9149', U'\u620C', U'\u4EA5'};

std::string in_digits(const std::array<char32_t, 10>& digits, int number) {
  std::string out;
  for (const char c : std::to_string(number)) {
    append_char(out, digits[static_cast<std::size_t>(c - '0')]);
  }
  return out;
}

// 1 to 9999 in words; `rest` of a larger number begins with a zero where places are skipped.
std::string below_ten_thousand(const Numerals& numerals, int number, bool first) {
  std::string out;
  bool zero = false;
  int power = 1000;
  for (int place = 3; place >= 0; --place, power /= 10) {
    const int digit = number / power % 10;
    if (digit == 0) {
      zero = zero || !out.empty() || !first;
      continue;
    }
    if (zero && numerals.zeros) append_char(out, numerals.digits[0]);
    zero = false;
    const bool leading = out.empty() && first;
    const bool bare = digit == 1 && ((place == 1 && leading && !numerals.one_ten) ||
                                     (place >= 1 && !numerals.ones));
    if (!bare) append_char(out, numerals.digits[static_cast<std::size_t>(digit)]);
    if (place > 0) append_char(out, numerals.powers[static_cast<std::size_t>(place - 1)]);
  }
  return out;
}

std::string in_words(const Numerals& numerals, int number) {
  if (number == 0) return in_digits(numerals.digits, 0);
  std::string out;
  if (number >= 10000) {
    out = below_ten_thousand(numerals, number / 10000, true);
    append_char(out, numerals.powers[3]);
  }
  if (number % 10000 > 0) out += below_ten_thousand(numerals, number % 10000, out.empty());
  return out;
}

// In words up to 99, digit by digit above.
std::string in_short_words(int number) {
  if (number < 100 && number > 0) return in_words(kCounting, number);
  return in_digits(kDigits, number);
}

std::string letters(int number, char first) {
  constexpr int kLetters = 26;
  // 27 is aa, 53 aaa.
  return std::string(static_cast<std::size_t>((number - 1) / kLetters + 1),
                     static_cast<char>(first + (number - 1) % kLetters));
}

std::string roman(int number, bool upper) {
  struct Sign {
    int value;
    std::string_view text;
  };
  constexpr std::array kSigns = {Sign{1000, "m"}, Sign{900, "cm"}, Sign{500, "d"}, Sign{400, "cd"},
                                 Sign{100, "c"},  Sign{90, "xc"},  Sign{50, "l"},  Sign{40, "xl"},
                                 Sign{10, "x"},   Sign{9, "ix"},   Sign{5, "v"},   Sign{4, "iv"},
                                 Sign{1, "i"}};
  std::string out;
  for (const Sign& sign : kSigns) {
    for (; number >= sign.value; number -= sign.value) out += sign.text;
  }
  if (upper) {
    for (char& c : out) c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

// One character of a row that begins with the sign for one.
std::string nth(int number, char32_t first, int count) {
  if (number > count) return std::to_string(number);
  std::string out;
  append_char(out, first + static_cast<char32_t>(number - 1));
  return out;
}

std::string nth_of(int number, std::span<const char32_t> signs) {
  if (static_cast<std::size_t>(number) > signs.size()) return std::to_string(number);
  std::string out;
  append_char(out, signs[static_cast<std::size_t>(number) - 1]);
  return out;
}

std::string full_width(int number) {
  std::string out;
  for (const char c : std::to_string(number)) {
    append_char(out, U'\uFF10' + static_cast<char32_t>(c - '0'));
  }
  return out;
}

std::string sexagesimal(int number) {
  const auto place = static_cast<std::size_t>((number - 1) % 60);
  std::string out;
  append_char(out, kStems[place % 10]);
  append_char(out, kBranches[place % 12]);
  return out;
}

std::string decimal_zero(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

constexpr int kCircled = 20, kIdeographs = 10;

struct Format {
  std::string_view name;
  std::string (*print)(int number);
};
constexpr std::array kFormats = {
    Format{"none", [](int) { return std::string(); }},
    Format{"bullet", [](int) { return std::string(); }},
    Format{"decimalZero", decimal_zero},
    Format{"upperLetter", [](int n) { return letters(n, 'A'); }},
    Format{"lowerLetter", [](int n) { return letters(n, 'a'); }},
    Format{"upperRoman", [](int n) { return roman(n, true); }},
    Format{"lowerRoman", [](int n) { return roman(n, false); }},
    Format{"chineseCounting", in_short_words},
    Format{"taiwaneseCounting", in_short_words},
    Format{"chineseCountingThousand", [](int n) { return in_words(kCounting, n); }},
    Format{"taiwaneseCountingThousand", [](int n) { return in_words(kCounting, n); }},
    Format{"ideographDigital", [](int n) { return in_digits(kDigits, n); }},
    Format{"taiwaneseDigital", [](int n) { return in_digits(kDigits, n); }},
    Format{"japaneseDigitalTenThousand", [](int n) { return in_digits(kDigits, n); }},
    Format{"japaneseCounting", [](int n) { return in_words(kJapanese, n); }},
    Format{"chineseLegalSimplified", [](int n) { return in_words(kLegalSimplified, n); }},
    Format{"ideographLegalTraditional", [](int n) { return in_words(kLegalTraditional, n); }},
    Format{"ideographTraditional", [](int n) { return nth_of(n, kStems); }},
    Format{"ideographZodiac", [](int n) { return nth_of(n, kBranches); }},
    Format{"ideographZodiacTraditional", sexagesimal},
    Format{"decimalEnclosedCircle", [](int n) { return nth(n, U'\u2460', kCircled); }},
    Format{"decimalEnclosedCircleChinese", [](int n) { return nth(n, U'\u2460', kCircled); }},
    Format{"decimalEnclosedParen", [](int n) { return nth(n, U'\u2474', kCircled); }},
    Format{"decimalEnclosedFullstop", [](int n) { return nth(n, U'\u2488', kCircled); }},
    Format{"ideographEnclosedCircle", [](int n) { return nth(n, U'\u3280', kIdeographs); }},
    Format{"decimalFullWidth", full_width},
    Format{"decimalFullWidth2", full_width},
    Format{"numberInDash", [](int n) { return "- " + std::to_string(n) + " -"; }},
};

}  // namespace

std::string format_number(std::string_view format, int number) {
  constexpr int kLargest = 99999;  // no list goes on that far, and words for it would be long
  for (const Format& row : kFormats) {
    if (row.name != format) continue;
    const bool silent = format == "none" || format == "bullet";
    if (!silent && (number < 1 || number > kLargest)) break;
    return row.print(number);
  }
  return std::to_string(number);
}

}  // namespace gangmu
