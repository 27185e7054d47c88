// Where results go: standard output, or files that are replaced whole or not at all; and text made
// fit for a terminal.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/verbs.h"
#include "exporters/exporter.h"
#include "model/result.h"

namespace gangmu::cli {

using Produce = std::function<Status(Sink&)>;

struct Written {
  std::string path, sha256;
};

// How a file comes to its place.
struct Placing {
  // Where its temporary file is, on the same file system; empty: beside it. One beside it has a
  // name that the next run takes again, should this one be killed.
  std::filesystem::path temporaries;
  bool follows_links = true;                // else a link in its place is refused
  std::vector<Written>* written = nullptr;  // is told what was written
};

// Writes to a temporary file and renames it when all is well, so that readers see either the old
// file or the new one. Devices and pipes are written to directly.
Status write_file(const std::string& path, const Produce& produce, const Placing& placing = {});
// "output.link": of what leads through a link and must not.
Error through_link(const std::string& path);
Status write_stdout(const Produce& produce);
// Where something was written, on standard error where that is a terminal.
void tell_written(const std::string& path);
// Writes text to standard output, or keeps it once it is to be kept.
void print(std::string_view text);
// A line for who reads what is printed: in its order on a terminal, else on standard error where
// that is one, so that nothing of it gets into a file or a pipe.
void remark(const std::string& line);
void keep_output();
// What was kept; from here on nothing is.
std::string kept_output();
// Shows what was kept and flushes standard output. `status`, or kFailed with a message when
// something could not be written.
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
