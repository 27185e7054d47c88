// Programs that do a part of the reading: gangmu-pdf, LibreOffice, Tesseract. The library starts no
// process by itself; who wants these formats hands over Tools (the command line's stand in
// cli/platform.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"

namespace gangmu {

// In arguments and variables of a call: its folder, as a path and as a URL.
inline constexpr std::string_view kToolFolder = "{folder}";
inline constexpr std::string_view kToolFolderUrl = "{folder-url}";

struct ToolFile {
  std::string place;  // below the folder, its steps parted by '/', which ends a folder's
  std::string_view bytes;
};

struct ToolCall {
  std::vector<std::string> command;       // program (a path, or a name to be found) and arguments
  std::string_view input;                 // its standard input
  int seconds = 120;                      // of wall time; then it is ended with all that it started
  std::uint64_t max_memory = 2ull << 30;  // of address space; 0: no limit
  std::uint64_t max_output = 1ull << 30;
  std::vector<std::string> environment;  // "NAME=value", in place of the program's own
  // Where one of these is given the call has a new folder that nobody else can read, with these
  // files in it, and the file that the program leaves at `wanted` comes back. Then it goes.
  std::vector<ToolFile> files;
  std::string wanted;
  std::uint64_t max_file = 256ull << 20;  // bytes of it that are read
  bool talks_to_itself = false;           // over sockets of this machine; else it has none at all
};

struct ToolResult {
  enum class End : std::uint8_t { exited, crashed, timed_out, too_much_output };
  End end = End::exited;
  int status = 0;  // exit status, or the signal that ended it
  std::string output, errors;
  std::optional<std::string> file = {};  // that was wanted; nullopt: it left none
};

class Tools {
 public:
  virtual ~Tools() = default;
  // The path of an installed program; empty when there is none. Looks beside the program itself and
  // in its libexec folder first, then where the system looks.
  virtual std::string find(std::string_view program) = 0;
  // An error when it cannot be started.
  virtual Result<ToolResult> run(const ToolCall& call) = 0;
};

}  // namespace gangmu
