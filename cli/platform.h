// The one seam between the program and the system: everything else in it is portable C++.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/result.h"
#include "readers/tools.h"

namespace gangmu::cli {

// The arguments behind the program's name, in UTF-8.
std::vector<std::string> arguments(int argc, char** argv);
bool stdout_is_terminal();
bool stderr_is_terminal();
// The width of the terminal that standard output is; 0 when it is none or does not say.
int terminal_columns();
// The same of standard error.
int stderr_columns();
// Lines of the terminal that standard output is; 0 when it is none.
int terminal_rows();
// Shows text in a pager, a command of the shell ("": less), and waits until it is left. False where
// it cannot be started.
bool show_in_pager(const std::string& pager, std::string_view text);
// Of an environment variable; "" where there is none.
std::string variable(const char* name);
// Makes room for what will be made of a large file: memory that was given back is kept for what
// comes next, and the system may hand it out in large pages. Takes none by itself.
void make_room(std::uint64_t bytes);
// Keeps the system from translating line ends on the standard streams.
void use_binary_streams();

// The folder of the user's settings ("~/.config"); empty when the system does not tell.
std::filesystem::path settings_folder();
#ifdef _WIN32
inline constexpr char kPathSeparator = ';';  // between folders in a variable
#else
inline constexpr char kPathSeparator = ':';
#endif
// The folder that the running program lies in; empty when the system does not tell.
std::filesystem::path program_folder();
// The folders of PATH, those that do not depend on the working folder.
std::vector<std::filesystem::path> search_folders();
// Whether this is a file that may be started.
bool is_program(const std::filesystem::path& path);
// As Tools::run(), of a program named by its path, which has `folder` (where that is named) for its
// files. It does not outlive this program, nor do private folders, when that is interrupted or
// ended by a signal. It has no network and writes nowhere else, as far as the system can see to it.
Result<ToolResult> run_process(const ToolCall& call, const std::filesystem::path& folder);
// A new folder among the system's temporary ones, for this user alone.
Result<std::filesystem::path> make_private_folder();
void remove_private_folder(const std::filesystem::path& folder);
// A file that goes when this program is interrupted or ended by a signal, until it is forgotten.
void remember_temporary(const std::filesystem::path& path);
void forget_temporary(const std::filesystem::path& path);

// What keeps the rest of the system from harm by foreign bytes (docs/security.md): processes of
// their own, a filter of what these may ask of the system, and places that programs which help to
// read may not write to.
struct Protection {
  bool processes = false, calls = false, places = false;
};
Protection protection();

// A lock on a file, made where it is not there. It ends with the process, however that ends, so
// what nobody has locked was left by one that is dead. Where the system has no locks, each is
// granted.
class FileLock {
 public:
  enum class Kind : std::uint8_t { alone, shared };
  // nullopt where another process has it, or with the reason where the file cannot be opened.
  static std::optional<FileLock> take(const std::filesystem::path& path, Kind kind,
                                      std::string* reason);
  // From alone to shared.
  void share();
  // From shared to alone; false, and it may be lost, where others have it.
  bool alone();
  FileLock(FileLock&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  FileLock& operator=(FileLock&& other) noexcept {
    std::swap(number_, other.number_);
    return *this;
  }
  ~FileLock();

 private:
  explicit FileLock(int number) : number_(number) {}
  int number_;
};
// Adds to the end of a file, made where it is not there, and to none that a link leads to: all of
// the bytes at once or, where the system ends the program, a part of them.
bool append_to(const std::filesystem::path& path, std::string_view bytes);

// Whether a name fits a pattern of the shell: * (also over slashes), ? and [...].
bool matches_pattern(const std::string& pattern, const std::string& name);

// Paths are UTF-8 in the program and native in the file system.
inline std::filesystem::path path_of(std::string_view utf8) {
  return std::filesystem::path(std::u8string(utf8.begin(), utf8.end()));
}
inline std::string text_of(const std::filesystem::path& path) {
  const std::u8string text = path.generic_u8string();
  return {text.begin(), text.end()};
}

}  // namespace gangmu::cli
