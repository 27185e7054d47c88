// Scripts that complete verbs, options and values in a shell.
#pragma once

#include <string>
#include <string_view>

#include "cli/command_line.h"

namespace gangmu::cli {

// "bash", "zsh" or "fish"; words in the language that is spoken.
std::string completion_script(const CommandView& view, std::string_view shell);

}  // namespace gangmu::cli
