#include "cli/platform.h"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <system_error>

#ifdef _WIN32
#include <windows.h>
// after windows.h
#include <fcntl.h>
#include <io.h>
#include <shellapi.h>
#else
#include <sys/ioctl.h>
#include <unistd.h>
#endif

namespace gangmu::cli {

std::string variable(const char* name) {
  const char* const value = std::getenv(name);
  return value == nullptr ? "" : value;
}

#ifdef _WIN32

std::vector<std::string> arguments(int, char**) {
  int count = 0;
  wchar_t** const wide = CommandLineToArgvW(GetCommandLineW(), &count);
  std::vector<std::string> result;
  for (int i = 1; i < count; ++i) {
    const std::u8string text = std::filesystem::path(wide[i]).u8string();
    result.emplace_back(text.begin(), text.end());
  }
  LocalFree(wide);
  return result;
}

bool stdout_is_terminal() { return _isatty(_fileno(stdout)) != 0; }
bool stderr_is_terminal() { return _isatty(_fileno(stderr)) != 0; }

int terminal_columns() {
  CONSOLE_SCREEN_BUFFER_INFO info;
  if (GetConsoleScreenBufferInfo(GetStdHandle(STD_OUTPUT_HANDLE), &info) == 0) return 0;
  return info.srWindow.Right - info.srWindow.Left + 1;
}

int stderr_columns() { return terminal_columns(); }

int terminal_rows() {
  CONSOLE_SCREEN_BUFFER_INFO info;
  if (GetConsoleScreenBufferInfo(GetStdHandle(STD_OUTPUT_HANDLE), &info) == 0) return 0;
  return info.srWindow.Bottom - info.srWindow.Top + 1;
}

bool show_in_pager(const std::string&, std::string_view) { return false; }

void use_binary_streams() {
  _setmode(_fileno(stdin), _O_BINARY);
  _setmode(_fileno(stdout), _O_BINARY);
}

std::filesystem::path settings_folder() { return path_of(variable("APPDATA")); }

// Programs are not started here yet: none is found, so that formats which need one say so.
std::filesystem::path program_folder() { return {}; }
std::vector<std::filesystem::path> search_folders() { return {}; }
bool is_program(const std::filesystem::path&) { return false; }

Result<ToolResult> run_process(const ToolCall& call, const std::filesystem::path&) {
  const std::string name = call.command.empty() ? "" : call.command.front();
  return Error{"input.tool_failed", said("\"%1\" cannot be started on this system", name), "", ""};
}

Result<std::filesystem::path> make_private_folder() {
  return Error{"input.tool_failed", "no private folder can be made on this system", "", ""};
}

void remove_private_folder(const std::filesystem::path&) {}
Protection protection() { return {}; }
void remember_temporary(const std::filesystem::path&) {}
void forget_temporary(const std::filesystem::path&) {}

#else

std::vector<std::string> arguments(int argc, char** argv) {
  return {argv + (argc > 0 ? 1 : 0), argv + argc};
}

bool stdout_is_terminal() { return isatty(STDOUT_FILENO) != 0; }
bool stderr_is_terminal() { return isatty(STDERR_FILENO) != 0; }

int terminal_columns() {
  winsize size = {};
  return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

int stderr_columns() {
  winsize size = {};
  return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

int terminal_rows() {
  winsize size = {};
  return ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_row : 0;
}

bool show_in_pager(const std::string& pager, std::string_view text) {
  const auto on_path = [](const std::string& name) {
    const std::vector<std::filesystem::path> folders = search_folders();
    return std::any_of(folders.begin(), folders.end(),
                       [&](const auto& folder) { return is_program(folder / name); });
  };
  std::string command = pager;
  if (command.empty()) {
    if (!on_path("less")) return false;
    // Colours as they are, nothing cleared; UTF-8 whatever the locale is.
    command = "LESS=${LESS-FRX} LESSCHARSET=${LESSCHARSET-utf-8} exec less -R";
  }
  std::fflush(stdout);
  const auto before = std::signal(SIGPIPE, SIG_IGN);  // it may be left before the end
  std::FILE* const pipe = popen(command.c_str(), "w");
  if (pipe != nullptr) std::fwrite(text.data(), 1, text.size(), pipe);
  constexpr int kNotFound = 127 << 8;
  const bool shown = pipe != nullptr && pclose(pipe) != kNotFound;
  std::signal(SIGPIPE, before);
  return shown;
}

void use_binary_streams() {}

std::filesystem::path settings_folder() {
  const std::string own = variable("XDG_CONFIG_HOME"), home = variable("HOME");
  if (own.starts_with('/')) return own;
  return home.empty() ? std::filesystem::path() : std::filesystem::path(home) / ".config";
}

std::filesystem::path program_folder() {
  std::error_code error;
  return std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
}

std::vector<std::filesystem::path> search_folders() {
  const char* const path = std::getenv("PATH");
  std::vector<std::filesystem::path> folders;
  for (std::string_view rest = path == nullptr ? "" : path; !rest.empty();) {
    const std::size_t end = std::min(rest.find(':'), rest.size());
    if (rest[0] == '/') folders.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return folders;
}

bool is_program(const std::filesystem::path& path) {
  std::error_code error;
  return std::filesystem::is_regular_file(path, error) && access(path.c_str(), X_OK) == 0;
}

#endif

}  // namespace gangmu::cli
