// Files into Sources. Plain text is read here; what a library of a format takes apart is read in a
// process that can do nothing else (cli/apart.h), and programs that help it are started for it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/apart.h"
#include "model/filled_sheet.h"
#include "model/result.h"
#include "model/source.h"
#include "readers/reader.h"

namespace gangmu::cli {

// As gangmu::read_bytes().
Result<Source> read_apart(const std::string& name, std::string bytes, const ReadOptions& options,
                          const WorkerLimits& limits);
// As gangmu::read_workbook_cells().
Result<std::vector<FilledSheet>> read_workbook_apart(const std::string& name,
                                                     std::string_view bytes,
                                                     const Options& options);

}  // namespace gangmu::cli
