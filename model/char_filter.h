// CharFilter: past the characters that a scan does not ask for, without decoding them.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "model/text.h"

namespace gangmu {

// Past the common ideographs that begin at `at`.
inline std::size_t skip_common_han(std::string_view text, std::size_t at) {
  while (text.size() - at >= kHan) {
    const auto lead = static_cast<unsigned char>(text[at]);
    const bool han = (lead >= 0xE5 && lead <= 0xE9) ||
                     (lead == 0xE4 && static_cast<unsigned char>(text[at + 1]) >= 0xB8);
    if (!han) break;
    at += kHan;
  }
  return at;
}

// A set of characters that may tell more than it holds: characters of three bytes whose last two
// are alike share an entry, and those of two or four bytes always belong to it. Who stops at a
// character decodes it and asks again.
class CharFilter {
 public:
  constexpr CharFilter() = default;
  constexpr CharFilter(std::initializer_list<char32_t> characters) {
    for (const char32_t c : characters) add(c);
  }
  constexpr CharFilter(const CharFilter& base, std::initializer_list<char32_t> more)
      : CharFilter(base) {
    for (const char32_t c : more) add(c);
  }
  constexpr void add(char32_t c) {
    if (c < 0x80) {
      ascii_[c >> 6] |= bit(c);
    } else if (c >= 0x800 && c < 0x10000) {
      wide_[(c >> 6) & 63] |= bit(c);
    }
  }
  // All characters from the first to the last.
  constexpr void add_range(char32_t first, char32_t last) {
    for (char32_t c = first; c <= last; ++c) add(c);
  }
  // Whether the character may belong to the set.
  constexpr bool may_hold(char32_t c) const {
    if (c < 0x80) return (ascii_[c >> 6] & bit(c)) != 0;
    return c < 0x800 || c >= 0x10000 || (wide_[(c >> 6) & 63] & bit(c)) != 0;
  }
  // Where the first character of the set may stand, from the one that begins at `at` on; the size
  // of the text where none does. Valid UTF-8 expected.
  std::size_t next(std::string_view text, std::size_t at) const {
    const auto byte = [&](std::size_t i) {
      return static_cast<unsigned>(static_cast<unsigned char>(text[i]));
    };
    const std::size_t size = text.size();
    while (at < size) {
      const unsigned lead = byte(at);
      if (lead < 0x80) {
        if ((ascii_[lead >> 6] & bit(lead)) != 0) return at;
        ++at;
      } else if (lead < 0xE0 || lead >= 0xF0 || size - at < 3) {
        return at;
      } else {
        if ((wide_[byte(at + 1) & 63] & bit(byte(at + 2))) != 0) return at;
        at += 3;
      }
    }
    return size;
  }

 private:
  static constexpr std::uint64_t bit(char32_t c) { return std::uint64_t{1} << (c & 63); }
  std::array<std::uint64_t, 64> wide_{};  // by the last twelve bits
  std::array<std::uint64_t, 2> ascii_{};
};

}  // namespace gangmu
