// What people type that a shell takes otherwise than they mean it: dashes and quotation marks as
// word processors set them, names with blanks, names of formats and languages of other programs.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "model/result.h"

namespace gangmu::cli {

// Quotation marks as word processors and Chinese typesetting have them.
bool is_typeset_quote(char32_t c);
// The name between such marks, "" where it does not stand in any: they are part of others.
std::string name_in_quotes(std::string_view name);
// Whether the arguments hold a dash that is none of options, or the pieces of one name.
Status check_typed(std::span<const std::string> arguments);
// "zh" or "en" where somebody meant it ("cn", "zh_CN", a word in ideographs), else "".
std::string language_meant(std::string_view value);
// The format that a name or an ending of other programs stands for ("excel", ".xls"), else "".
std::string format_meant(std::string_view name);
// What to do where there is no such file: the one that is likely meant.
Message file_remedy(const std::string& path);

}  // namespace gangmu::cli
