// Classes of punctuation, as the stages of the parser ask for them.
#pragma once

#include <string_view>

#include "model/char_filter.h"
#include "model/text.h"

namespace gangmu {

// The comma between the things of a list.
inline constexpr char32_t kListComma = 0x3001;
inline constexpr std::string_view kListCommaText = "\xE3\x80\x81";

// Marks that end a sentence (U+3002 and the like).
inline bool ends_sentence(char32_t c) {
  return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == '!' || c == '?' || c == 0xFF61;
}
// What ends_sentence() may say yes to, for scans.
inline constexpr CharFilter kSentenceEnds = {0x3002, 0xFF01, 0xFF1F, '!', '?', 0xFF61};
// Closing quotation marks and brackets.
inline bool closes(char32_t c) {
  return !is_common_han(c) &&
         (c == 0x201D || c == 0x2019 || c == 0xFF09 || c == ')' || c == 0x300B || c == 0x300D ||
          c == 0x300F || c == 0x3011 || c == 0x3015);
}
// Marks inside a sentence, and opening ones: a line that ends with one goes on.
inline bool is_clause_mark(char32_t c) {
  return !is_common_han(c) && (c == 0xFF0C || c == 0x3001 || c == ',' || c == 0xFF08 || c == '(' ||
                               c == 0x201C || c == 0x300A || c == 0x2018);
}
// Semicolons and colons.
inline bool is_list_mark(char32_t c) { return c == 0xFF1B || c == ';' || c == 0xFF1A || c == ':'; }
// Marks of folded text behind which something else is spoken of: commas, those of lists included,
// semicolons, full stops.
inline bool ends_clause(char32_t folded) {
  return folded == ',' || folded == ';' || folded == 0x3002 || folded == kListComma;
}
// The last character that counts for punctuation: a closing quotation mark or bracket is looked
// through when a sentence mark stands before it. 0 for an empty text.
char32_t final_mark(std::string_view text);

}  // namespace gangmu
