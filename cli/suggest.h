// What somebody may have meant who misspelt a verb, an option or a format.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"

namespace gangmu::cli {

// The known word that is least typing away, capitals aside; "" where none is near.
std::string nearest(std::string_view word, std::span<const std::string> known);
// "a, b, c"
std::string listed(std::span<const std::string> words);
// "usage.format", with what may have been meant and what there is.
Error unknown_ending(const std::string& output, std::span<const std::string> known);
Error unknown_format(const std::string& name, std::span<const std::string> known);
// "usage.format" where the ending of an output is that of another format than the one it is to
// have. Endings of no format are anybody's.
Status check_ending(const std::string& output, std::string_view format);

}  // namespace gangmu::cli
