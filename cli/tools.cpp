#include "cli/tools.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>

#include "cli/platform.h"

namespace gangmu::cli {

namespace fs = std::filesystem;

namespace {

// A folder for one call.
struct Workplace {
  fs::path path;
  ~Workplace() { remove_private_folder(path); }
};

std::string url_of(const fs::path& path) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const std::string text = text_of(path);
  std::string url = text.starts_with('/') ? "file://" : "file:///";
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '/' || c == '-' || c == '_' || c == '.' || c == ':';
    const auto byte = static_cast<unsigned char>(c);
    url += plain ? std::string(1, c) : std::string{'%', kDigits[byte >> 4], kDigits[byte & 15]};
  }
  return url;
}

void put_folder(const fs::path& folder, std::string* text) {
  for (const bool url : {false, true}) {
    const std::string_view mark = url ? kToolFolderUrl : kToolFolder;
    const std::size_t at = text->find(mark);
    if (at != std::string::npos)
      text->replace(at, mark.size(), url ? url_of(folder) : text_of(folder));
  }
}

bool write_files(const std::vector<ToolFile>& files, const fs::path& folder) {
  for (const ToolFile& file : files) {
    const fs::path path = folder / path_of(file.place);
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    if (error) return false;
    if (!path.has_filename()) continue;
    std::ofstream out(path, std::ios::binary);
    out.write(file.bytes.data(), static_cast<std::streamsize>(file.bytes.size()));
    out.close();
    if (out.fail()) return false;
  }
  return true;
}

// No link: it might lead to what the program itself must not read.
std::optional<std::string> read_file(const fs::path& path, std::uint64_t most) {
  std::error_code error;
  if (fs::symlink_status(path, error).type() != fs::file_type::regular) return std::nullopt;
  const std::uintmax_t size = fs::file_size(path, error);
  if (error) return std::nullopt;
  std::string bytes(std::min<std::uintmax_t>(size, most), '\0');
  std::ifstream in(path, std::ios::binary);
  in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  if (in.gcount() != static_cast<std::streamsize>(bytes.size())) return std::nullopt;
  return bytes;
}

Result<ToolResult> run_in_folder(const ToolCall& call) {
  const Result<fs::path> folder = make_private_folder();
  if (!folder) return folder.error();
  const Workplace place{*folder};
  if (!write_files(call.files, place.path)) {
    return Error{"input.tool_failed",
                 said("no room for temporary files in \"%1\"", text_of(place.path)), "", ""};
  }
  ToolCall placed = call;
  for (std::string& argument : placed.command) put_folder(place.path, &argument);
  for (std::string& variable : placed.environment) put_folder(place.path, &variable);
  Result<ToolResult> result = run_process(placed, place.path);
  if (result && !call.wanted.empty()) {
    result->file = read_file(place.path / path_of(call.wanted), call.max_file);
  }
  return result;
}

class SystemTools : public Tools {
 public:
  std::string find(std::string_view program) override {
    if (program.empty()) return "";
    if (path_of(program).has_parent_path()) {
      return is_program(path_of(program)) ? std::string(program) : "";
    }
    std::vector<fs::path> folders = search_folders();
    const fs::path own = program_folder();
    if (!own.empty()) {
      folders.insert(folders.begin(), {own, own.parent_path() / "libexec" / "gangmu"});
    }
    for (const fs::path& folder : folders) {
      const fs::path path = folder / path_of(program);
      if (is_program(path)) return text_of(path);
    }
    return "";
  }

  Result<ToolResult> run(const ToolCall& call) override {
    const std::string name = call.command.empty() ? "" : call.command.front();
    ToolCall found = call;
    if (const std::string path = find(name); !path.empty()) {
      found.command.front() = path;
      const bool foldered = !call.files.empty() || !call.wanted.empty();
      return foldered ? run_in_folder(found) : run_process(found, {});
    }
    return Error{"input.tool_missing", said("the program \"%1\" is not installed", name), "", ""};
  }
};

}  // namespace

Tools& system_tools() {
  static SystemTools tools;
  return tools;
}

}  // namespace gangmu::cli
