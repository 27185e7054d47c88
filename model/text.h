// Text and places in it: UTF-8 decoding, classes of characters, and the folded view that rules are
// matched against.
//
// Two coordinate systems meet in a document and must not be mixed up:
//   Span   bytes of the text view, which every reader makes first (contract.md). What users see.
//   Slice  bytes of Document::clean, the cleaned text that the fields of nodes are cut from.
// Both are half-open. Document::source_of() leads from the second to the first.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
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
char32_t previous_char_slow(std::string_view text, std::size_t& end);
inline char32_t previous_char(std::string_view text, std::size_t& end) {
  const auto last = static_cast<unsigned char>(text[end - 1]);
  if (last < 0x80) {
    --end;
    return last;
  }
  if (end >= 3) {
    const auto lead = static_cast<unsigned char>(text[end - 3]);
    const auto second = static_cast<unsigned char>(text[end - 2]);
    if (lead >= 0xE1 && lead < 0xF0 && (second & 0xC0) == 0x80 && (last & 0xC0) == 0x80) {
      end -= 3;
      return (static_cast<char32_t>(lead & 0x0F) << 12) |
             (static_cast<char32_t>(second & 0x3F) << 6) | (last & 0x3F);
    }
  }
  return previous_char_slow(text, end);
}
void append_wide_char(std::string& out, char32_t c);  // beyond ASCII
inline void append_char(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else {
    append_wide_char(out, c);
  }
}
// Whether the byte at `at` goes on a character that begins before it. False at the end of the text.
inline bool inside_char(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}
// The number of characters.
std::size_t char_count(std::string_view text);

// White space as Python's str.isspace() has it, so that foreign tools agree on what is visible.
inline bool is_blank(char32_t c) {
  if (c < 0x80) return c == ' ' || (c >= 9 && c <= 13) || (c >= 0x1C && c <= 0x1F);
  if (c > 0x3000) return false;
  return c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}
// The block that nearly all ideographs of modern texts are from.
inline bool is_common_han(char32_t c) { return c >= 0x4E00 && c <= 0x9FFF; }
inline constexpr std::size_t kHan = 3;  // bytes of one of them
// Han ideographs, radicals and the ideographic zero.
inline bool is_han(char32_t c) {
  return is_common_han(c) || (c >= 0x3400 && c <= 0x4DBF) || c == 0x3007 ||
         (c >= 0x20000 && c <= 0x3FFFF) || (c >= 0x2E80 && c <= 0x2FDF) ||
         (c >= 0xF900 && c <= 0xFAFF);
}
// Ideographs and the punctuation of Chinese typesetting: no blank belongs between two of them.
bool is_rare_wide(char32_t c);  // of those beyond the common ideographs
inline bool is_wide(char32_t c) { return is_common_han(c) || (c >= 0x80 && is_rare_wide(c)); }
inline bool is_ascii_digit(char32_t c) { return c >= '0' && c <= '9'; }
inline bool is_ascii_letter(char32_t c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }
// Small letters for the capitals among A to Z; all else as it is.
inline char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : c; }
std::string ascii_lowered(std::string_view text);
// Terminal columns: 2 for wide and full-width characters, 0 for combining marks, else 1.
int columns_of_rare(char32_t c);  // from U+0300 on
inline int columns_of(char32_t c) {
  return c < 0x300 ? (c >= 32 ? 1 : 0) : is_common_han(c) ? 2 : columns_of_rare(c);
}
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
char32_t fold_rare_char(char32_t c);
inline char32_t fold_char(char32_t c) {
  if (is_common_han(c) || (c > ' ' && c < 0x7F)) return c;
  return c >= 0xFF01 && c <= 0xFF5D ? c - 0xFEE0 : fold_rare_char(c);
}
// The ideograph that a radical or compatibility character is printed for, else `c` itself. Follows
// Unicode's compatibility decomposition, so that any tool can repeat it.
char32_t plain_ideograph(char32_t c);

// From `folded` on each byte of a folded text stands for the byte of the original that is as far
// behind `original`, up to the next step.
struct FoldStep {
  Offset folded = 0;
  Offset original = 0;
};

// Where the characters of a folded text, or of a stretch of it, came from.
class FoldBack {
 public:
  FoldBack() = default;
  // `steps` in order; the places that are asked for and told count from `begin`.
  FoldBack(std::span<const FoldStep> steps, FoldStep begin) : steps_(steps), begin_(begin) {}
  // The place in the original of the character that begins at byte `at` of the folded text, or of
  // the end.
  Offset operator[](std::size_t at) const {
    const Offset place = begin_.folded + static_cast<Offset>(at);
    const auto next =
        std::upper_bound(steps_.begin(), steps_.end(), place,
                         [](Offset offset, const FoldStep& step) { return offset < step.folded; });
    const FoldStep step = next == steps_.begin() ? FoldStep{} : *(next - 1);
    return step.original + (place - step.folded) - begin_.original;
  }

 private:
  std::span<const FoldStep> steps_;
  FoldStep begin_;
};

// A stretch of a folded text.
struct FoldedView {
  std::string_view text;
  FoldBack back;
};

// A folded copy of a text.
class Folded {
 public:
  Folded() = default;
  Folded(Folded&&) = default;
  Folded& operator=(Folded&&) = default;
  void assign(std::string_view original);
  // Folds at most `limit` characters.
  void assign(std::string_view original, std::size_t limit);
  // Folds what follows `size` bytes of the original that were folded before.
  void append(std::string_view original, std::size_t size);
  // Of a stretch of the original that begins and ends with characters.
  FoldedView view(Slice original) const;

  std::string text;
  FoldBack back;  // of the whole text

 private:
  void assign_part(std::string_view original, std::size_t limit);
  void assign_halves(std::string_view original);
  void add(const Folded& rest, std::size_t size);
  Offset place_of(Offset original) const;
  std::vector<FoldStep> steps_;
};
std::string fold(std::string_view text);

}  // namespace gangmu
