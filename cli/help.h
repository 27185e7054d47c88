// What is told about verbs and options: --help and the manual pages, from the same words.
#pragma once

#include <string>
#include <string_view>

#include "cli/command_line.h"

namespace gangmu::cli {

// Of a verb, else of a group of verbs, else of the program. `columns`: of the terminal, 0 for none.
std::string help_text(const CommandView& view, const Verb* verb, std::string_view group,
                      int columns);
// A page for man, of a verb or (nullptr) the program, in the language that is spoken.
std::string manual_page(const CommandView& view, const Verb* verb);

}  // namespace gangmu::cli
