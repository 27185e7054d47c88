// The pattern language: literals and {PART} or {name:PART} (grammar/README.md).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/message.h"
#include "parser/grammar_data.h"

namespace gangmu {

struct PatternMistake {
  Message message;
  std::string near;  // the piece of the pattern that is wrong, as written
};

// Sets `expression` to the RE2 expression that a pattern stands for. A blank stands for any number
// of blanks, "{{" for a brace; all other characters are folded and stand for themselves.
std::optional<PatternMistake> translate_pattern(std::string_view pattern, const Parts& parts,
                                                std::string* expression);

// The alternation of several patterns, which are known to be right.
std::string translate_all(const std::vector<std::string>& patterns, const Parts& parts);

}  // namespace gangmu
