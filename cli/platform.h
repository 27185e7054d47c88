// The one seam between the program and the system: everything else in it is portable C++.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"
#include "readers/tools.h"

namespace gangmu::cli {

// The arguments behind the program's name, in UTF-8.
std::vector<std::string> arguments(int argc, char** argv);
bool stdout_is_terminal();
// The width of the terminal that standard output is; 0 when it is none or does not say.
int terminal_columns();
// Keeps the system from translating line ends on the standard streams.
void use_binary_streams();

// The folder that the running program lies in; empty when the system does not tell.
std::filesystem::path program_folder();
// The folders of PATH, those that do not depend on the working folder.
std::vector<std::filesystem::path> search_folders();
// Whether this is a file that may be started.
bool is_program(const std::filesystem::path& path);
// As Tools::run(), of a program named by its path. It does not outlive this program, nor do private
// folders, when that is interrupted or ended by a signal.
Result<ToolResult> run_process(const ToolCall& call);
// A new folder among the system's temporary ones, for this user alone.
Result<std::filesystem::path> make_private_folder();
void remove_private_folder(const std::filesystem::path& folder);

// Paths are UTF-8 in the program and native in the file system.
inline std::filesystem::path path_of(std::string_view utf8) {
  return std::filesystem::path(std::u8string(utf8.begin(), utf8.end()));
}
inline std::string text_of(const std::filesystem::path& path) {
  const std::u8string text = path.generic_u8string();
  return {text.begin(), text.end()};
}

}  // namespace gangmu::cli
