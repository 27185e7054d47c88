// Where results go: standard output, or files that are replaced whole or not at all; and text made
// fit for a terminal.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "cli/verbs.h"
#include "exporters/exporter.h"
#include "model/result.h"

namespace gangmu::cli {

using Produce = std::function<Status(Sink&)>;

// Writes to a temporary file beside `path` and renames it when all is well, so that readers see
// either the old file or the new one. Devices and pipes are written to directly.
Status write_file(const std::string& path, const Produce& produce);
Status write_stdout(const Produce& produce);
// Writes text to standard output.
void print(std::string_view text);
// Flushes standard output. `status`, or kFailed with a message when something could not be written.
int finish_output(int status);

// The language asked for, else that of the environment as far as there are words in it.
std::string language_of(const Options& options);

// Without control characters, which would steer the terminal.
std::string printable(std::string_view text);
// Padded with blanks to a number of terminal columns.
std::string padded(std::string_view text, int columns);
// Cut to at most so many terminal columns; an ellipsis tells.
std::string shortened(std::string_view text, int columns);

}  // namespace gangmu::cli
