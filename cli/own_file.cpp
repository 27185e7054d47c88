#include "cli/own_file.h"

#include <filesystem>

#include "cli/input.h"
#include "cli/platform.h"
#include "exporters/docx.h"
#include "exporters/html_writer.h"
#include "readers/reader.h"
#include "readers/zip.h"

namespace gangmu::cli {

namespace fs = std::filesystem;

namespace {

bool is_own(const std::string& path, const std::string& bytes) {
  if (!bytes.starts_with("PK")) return is_own_page(bytes);
  Result<ZipArchive> archive = ZipArchive::open(path, bytes);
  if (!archive) return false;
  std::string parts[2];
  for (std::size_t i = 0; i < 2; ++i) {
    Result<std::string> part = archive->read(i == 0 ? kWordText : kWordProperties);
    if (!part) return false;
    parts[i] = std::move(*part);
  }
  return is_own_docx(parts[0], parts[1]);
}

}  // namespace

Status check_own_file(const std::string& path) {
  std::error_code none;
  const fs::path file = path_of(path);
  if (!fs::is_regular_file(file, none) || fs::file_size(file, none) == 0) return Done{};
  const Result<std::string> bytes = file_bytes(path, ReadOptions().max_bytes);
  if (bytes && is_own(path, *bytes)) return Done{};
  return Error{"output.filled",
               said("gangmu did not make \"%1\", or somebody changed it since", path), path,
               "name another output; --force replaces it all the same"};
}

}  // namespace gangmu::cli
