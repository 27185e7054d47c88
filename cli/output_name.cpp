#include "cli/output_name.h"

#include <filesystem>
#include <system_error>

#include "cli/platform.h"
#include "cli/typed.h"

namespace gangmu::cli {

namespace fs = std::filesystem;

namespace {

bool is_missing(const fs::path& path) {
  std::error_code error;
  return fs::status(path, error).type() == fs::file_type::not_found;
}

// The part of the way that stands in it and is no folder; empty where there is none.
fs::path obstacle_in(fs::path folder) {
  while (!folder.empty() && is_missing(folder) && folder != folder.parent_path()) {
    folder = folder.parent_path();
  }
  std::error_code none;
  return folder.empty() || is_missing(folder) || fs::is_directory(folder, none) ? fs::path()
                                                                                : folder;
}

Status check_quotes(const std::string& name) {
  std::error_code none;
  const std::string plain = name_in_quotes(name);
  if (plain.empty() || fs::exists(path_of(name), none)) return Done{};
  return Error{"usage",
               said("\"%1\" stands in quotation marks that the command line does not know", name),
               "", said("type the name without these quotation marks: %1", plain)};
}

Status check_folder(const fs::path& folder, const std::string& name) {
  const fs::path obstacle = obstacle_in(folder);
  if (obstacle.empty()) return Done{};
  return Error{"output.unwritable", said("\"%1\" is a file and no folder", text_of(obstacle)), name,
               "name another folder"};
}

Status check_file(const std::string& name, bool folders) {
  const fs::path file = path_of(name);
  std::error_code none;
  if (!file.has_filename() || fs::is_directory(file, none)) {
    return Error{"output.unwritable", said("\"%1\" is a folder", name), name,
                 folders ? said("name a file in it, or give the folder as -d %1", name)
                         : Message("name a file in it")};
  }
  const fs::path folder = file.parent_path();
  if (folder.empty()) return Done{};
  if (const Status status = check_folder(folder, name); !status) return status;
  if (!is_missing(folder)) return Done{};
  return Error{"output.unwritable", said("there is no folder \"%1\"", text_of(folder)), name,
               "make the folder first, or name another one"};
}

}  // namespace

Status check_output_names(const Options& options) {
  for (const std::string* name : {&options.output, &options.directory, &options.accepted}) {
    if (const Status status = check_quotes(*name); !status) return status;
  }
  if (!options.directory.empty()) {
    if (const Status status = check_folder(path_of(options.directory), options.directory);
        !status) {
      return status;
    }
  }
  if (options.output.empty() || options.output == "-") return Done{};
  return check_file(options.output, options.takes_folder);
}

}  // namespace gangmu::cli
