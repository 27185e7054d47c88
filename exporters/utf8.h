// What exporters need to know about bytes that may not be UTF-8 (names of files, mostly).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gangmu {

// The length of the well-formed character at `at`, which must be < text.size(); 0 when there is
// none (a stray byte, an overlong form, a surrogate, a value above U+10FFFF).
inline std::size_t utf8_length(std::string_view text, std::size_t at) {
  const auto first = static_cast<unsigned char>(text[at]);
  if (first < 0x80) return 1;
  if (first > 0xE0 && first < 0xED && at + 2 < text.size() &&
      (static_cast<unsigned char>(text[at + 1]) & 0xC0) == 0x80 &&
      (static_cast<unsigned char>(text[at + 2]) & 0xC0) == 0x80) {
    return 3;  // nearly all of Chinese
  }
  const auto byte = [&](std::size_t i) -> unsigned {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0u;
  };
  const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0) == 0x80; };
  const unsigned lead = first;
  if (lead < 0xC2 || lead > 0xF4) return 0;
  if (lead < 0xE0) return follows(1) ? 2 : 0;
  if (lead < 0xF0) {
    if (lead == 0xE0 && byte(1) < 0xA0) return 0;
    if (lead == 0xED && byte(1) > 0x9F) return 0;
    return follows(1) && follows(2) ? 3 : 0;
  }
  if (lead == 0xF0 && byte(1) < 0x90) return 0;
  if (lead == 0xF4 && byte(1) > 0x8F) return 0;
  return follows(1) && follows(2) && follows(3) ? 4 : 0;
}

// `text` with what XML 1.0 forbids (control characters, U+FFFE, U+FFFF, bytes that are no UTF-8)
// replaced by U+FFFD.
std::string xml_text(std::string_view text);

}  // namespace gangmu
