// The cells of an Excel workbook (ECMA-376), as staff and their programs save it: text and numbers,
// no formulas, colours or comments.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/filled_sheet.h"
#include "model/result.h"
#include "readers/limits.h"

namespace gangmu {

// `name` is used in messages. Of a formula its stored result is read,
// and the formula where there is none. Refused: what is no workbook
// ("input.damaged"), and one with more cells than any list of tasks has ("input.too_large").
Result<std::vector<FilledSheet>> read_workbook_cells(const std::string& name,
                                                     std::string_view bytes,
                                                     const ReadLimits& limits = {});

}  // namespace gangmu
