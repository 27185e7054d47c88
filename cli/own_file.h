// Files that people edit in other programs: none is replaced that gangmu did not make, or that
// another program saved since. A page that was changed in a plain editor keeps gangmu's mark and is
// not told. Workbooks, in which cells tell who typed them, are told by workbook.h.
#pragma once

#include <string>

#include "model/result.h"

namespace gangmu::cli {

// "output.filled" where the file at `path` is neither a Word document nor a page as gangmu left it.
// Nothing is lost where there is none, an empty one, or a device.
Status check_own_file(const std::string& path);

}  // namespace gangmu::cli
