// The number formats of ECMA-376, 17.18.59 (ST_NumberFormat), that documents in Chinese use, and
// those of lists in HTML.
#pragma once

#include <string>
#include <string_view>

namespace gangmu {

// The number as the format prints it. Formats unknown here print decimal digits, as do numbers that
// a format has no sign for. "none" and "bullet" print nothing.
std::string format_number(std::string_view format, int number);

}  // namespace gangmu
