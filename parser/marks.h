// Classes of punctuation, as the stages of the parser ask for them.
#pragma once

#include <string_view>

#include "model/text.h"

namespace gangmu {

// The comma between the things of a list.
inline constexpr char32_t kListComma = 0x3001;
inline constexpr std::string_view kListCommaText = "\xE3\x80\x81";

// Marks that end a sentence (U+3002 and the like).
bool ends_sentence(char32_t c);
// Closing quotation marks and brackets.
bool closes(char32_t c);
// Marks inside a sentence, and opening ones: a line that ends with one goes on.
bool is_clause_mark(char32_t c);
// Semicolons and colons.
bool is_list_mark(char32_t c);
// Marks of folded text behind which something else is spoken of: commas, those of lists included,
// semicolons, full stops.
bool ends_clause(char32_t folded);
// The last character that counts for punctuation: a closing quotation mark or bracket is looked
// through when a sentence mark stands before it. 0 for an empty text.
char32_t final_mark(std::string_view text);

}  // namespace gangmu
