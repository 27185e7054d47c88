// Files that people edit in other programs: none is replaced that gangmu did not make, or that
// another program saved since. A page that was changed in a plain editor keeps gangmu's mark and is
// not told. Workbooks, in which cells tell who typed them, are told by workbook.h where a workbook
// is written again.
#pragma once

#include <string>

#include "cli/workers.h"
#include "model/result.h"

namespace gangmu::cli {

// "output.filled" where the file at `path` is neither a Word document nor a page as gangmu left it.
// Nothing is lost where there is none, an empty one, or a device.
Status check_own_file(const std::string& path, const WorkerLimits& limits);
// "output.filled" where what stands at `path` is of a kind that people edit, whatever its name, and
// another format is to take its place: a workbook with typed cells, a Word document or page as
// above, or what gangmu never writes, as PDF.
Status check_not_edited(const std::string& path, const WorkerLimits& limits);

}  // namespace gangmu::cli
