// Which characters an RE2 expression can begin with, so that most texts need not be shown to it.
// Internal to parser/grammar*.cpp and tools/.
#pragma once

#include <string_view>

#include "model/char_filter.h"

namespace gangmu {

// Adds the first characters of all texts that the expression, which must be valid, matches at their
// start. False where it may begin with any, or holds what read_expression() does not understand.
bool add_first_characters(std::string_view expression, CharFilter* filter);

}  // namespace gangmu
