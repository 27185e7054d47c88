// Cuts members out of JSON text as they stand: digits and order are kept, which no DOM does. Only
// for the program's own exports, which are known to be well-formed.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"
#include "model/result.h"

namespace gangmu::cli {

// The raw value of a member of the object, or "" when it has none.
std::string_view json_member(std::string_view object, std::string_view key);
// The raw elements of the array.
std::vector<std::string_view> json_elements(std::string_view array);
// An object with only the named members, in that order.
std::string json_pick(std::string_view object, std::initializer_list<std::string_view> keys);

// The JSON export of a document.
Result<std::string> json_export(const Document& document);
// Without the line breaks of the export and the blanks behind them; strings hold none.
std::string json_line(std::string_view json);

}  // namespace gangmu::cli
