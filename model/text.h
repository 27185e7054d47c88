// Text and places in it: UTF-8 decoding, classes of characters, and the folded view that rules are
// matched against.
//
// Two coordinate systems meet in a document and must not be mixed up:
//   Span   bytes of the text view, which every reader makes first (contract.md). What users see.
//   Slice  bytes of Document::clean, the cleaned text that the fields of nodes are cut from.
// Both are half-open. Document::source_of() leads from the second to the first.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gangmu {

using Offset = std::uint32_t;

struct Span {
  Offset begin = 0;
  Offset end = 0;
  bool empty() const { return begin >= end; }
  Offset size() const { return end - begin; }
  bool operator==(const Span&) const = default;
};

struct Slice {
  Offset begin = 0;
  Offset end = 0;
  bool empty() const { return begin >= end; }
  Offset size() const { return end - begin; }
  bool operator==(const Slice&) const = default;
};

// Decodes the character at `at` (valid UTF-8 expected; a stray byte counts as one character of its
// own value) and moves `at` past it. `at` must be < text.size().
char32_t next_char_slow(std::string_view text, std::size_t& at);
inline char32_t next_char(std::string_view text, std::size_t& at) {
  const auto lead = static_cast<unsigned char>(text[at]);
  if (lead < 0x80) {
    ++at;
    return lead;
  }
  if (lead >= 0xE1 && lead < 0xF0 && at + 3 <= text.size()) {
    const auto second = static_cast<unsigned char>(text[at + 1]);
    const auto third = static_cast<unsigned char>(text[at + 2]);
    if ((second & 0xC0) == 0x80 && (third & 0xC0) == 0x80) {
      at += 3;
      return (static_cast<char32_t>(lead & 0x0F) << 12) |
             (static_cast<char32_t>(second & 0x3F) << 6) | (third & 0x3F);
    }
  }
  return next_char_slow(text, at);
}
// The last character that ends at or before `end`; moves `end` to its first byte. `end` must be >
// 0.
char32_t previous_char(std::string_view text, std::size_t& end);
void append_char(std::string& out, char32_t c);
// Whether the byte at `at` goes on a character that begins before it. False at the end of the text.
inline bool inside_char(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}
// The number of characters.
std::size_t char_count(std::string_view text);

// White space as Python's str.isspace() has it, so that foreign tools agree on what is visible.
bool is_blank(char32_t c);
// Han ideographs, radicals and the ideographic zero.
bool is_han(char32_t c);
// Ideographs and the punctuation of Chinese typesetting: no blank belongs between two of them.
bool is_wide(char32_t c);
inline bool is_ascii_digit(char32_t c) { return c >= '0' && c <= '9'; }
inline bool is_ascii_letter(char32_t c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }
// Small letters for the capitals among A to Z; all else as it is.
inline char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : c; }
std::string ascii_lowered(std::string_view text);
// Terminal columns: 2 for wide and full-width characters, 0 for combining marks, else 1.
int columns_of(char32_t c);
int columns_of(std::string_view text);
std::string_view trim(std::string_view text);
// Past the blanks (' ') that stand at `at`; before those that end at `end`.
inline std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] == ' ') ++at;
  return at;
}
inline std::size_t skip_blanks_back(std::string_view text, std::size_t end) {
  while (end > 0 && text[end - 1] == ' ') --end;
  return end;
}
std::string without_blanks(std::string_view text);

// The character that stands for `c` when rules are matched: full width to half width (（ to (, ，to
// comma, ％ to %), radicals and compatibility ideographs to the ideograph, dash, dot, tilde and
// quotation families to one member each, blanks to ' '. One character always folds to one.
//   dashes      - ‐ ‑ ‒ – — ― − ─ ━ － ﹣ ﹘      -> '-'
//   full stops  ． ﹒ ｡                            -> '.' '.' U+3002
//   middle dots · • ‧ ・ ･ ∙ ⋅                     -> U+00B7
//   tildes      ~ 〜 ～ ∼ ˜                        -> '~'
// Circled and parenthesised numbers (①, ⑴, ⒈, ㈠) stay what they are: they are markers.
char32_t fold_char(char32_t c);
// The ideograph that a radical or compatibility character is printed for, else `c` itself. Follows
// Unicode's compatibility decomposition, so that any tool can repeat it.
char32_t plain_ideograph(char32_t c);

// A folded copy in which every byte maps back to the byte of the text that it came from.
struct Folded {
  std::string text;
  std::vector<Offset> back;  // size text.size() + 1; back[i] = byte in the original
  void assign(std::string_view original);
  // Folds at most `limit` characters.
  void assign(std::string_view original, std::size_t limit);
};
std::string fold(std::string_view text);

}  // namespace gangmu
