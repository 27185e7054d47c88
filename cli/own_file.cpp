#include "cli/own_file.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <functional>

#include "cli/apart.h"
#include "cli/input.h"
#include "cli/platform.h"
#include "exporters/docx.h"
#include "exporters/html_writer.h"
#include "exporters/staff_cells.h"
#include "exporters/xlsx.h"
#include "readers/html.h"
#include "readers/reader.h"
#include "readers/xlsx_cells.h"
#include "readers/zip.h"

namespace gangmu::cli {

namespace fs = std::filesystem;

namespace {

bool is_own_word(const std::string& path, const std::string& bytes) {
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

// The answer of a process that looks at the file, which may be anybody's.
bool holds_apart(const std::string& path, const WorkerLimits& limits,
                 const std::function<bool()>& look) {
  constexpr std::string_view kYes = "yes";
  const auto job = [&](std::string_view, Answering&) { return std::string(look() ? kYes : ""); };
  const Result<std::string> answer = Apart(limits, job).run(path, "");
  return answer && *answer == kYes;
}

bool is_own(const std::string& path, const std::string& bytes, const WorkerLimits& limits) {
  if (!bytes.starts_with("PK")) return is_own_page(bytes);
  return holds_apart(path, limits, [&] { return is_own_word(path, bytes); });
}

Error filled(const std::string& path, const std::string& remedy) {
  return {"output.filled", said("gangmu did not make \"%1\", or somebody changed it since", path),
          path, remedy};
}

bool holds_something(const fs::path& file) {
  std::error_code none;
  return fs::is_regular_file(file, none) && fs::file_size(file, none) > 0;
}

// Nothing would be lost: as gangmu left it, or a workbook of its own into which nobody typed.
bool is_untouched(const std::string& path, const WorkerLimits& limits) {
  const Result<std::string> bytes = file_bytes(path, ReadOptions().max_bytes);
  if (!bytes) return false;
  if (!bytes->starts_with("PK")) return is_own_page(*bytes);
  return holds_apart(path, limits, [&] {
    if (is_own_word(path, *bytes)) return true;
    const auto sheets = read_workbook_cells(path, *bytes);
    return sheets && !has_typed_cells(*sheets, sheets_without_rows());
  });
}

}  // namespace

Status check_own_file(const std::string& path, const WorkerLimits& limits) {
  if (!holds_something(path_of(path))) return Done{};
  const Result<std::string> bytes = file_bytes(path, ReadOptions().max_bytes);
  if (bytes && is_own(path, *bytes, limits)) return Done{};
  return filled(path, "name another output; --force replaces it all the same");
}

Status check_not_edited(const std::string& path, const WorkerLimits& limits) {
  if (!holds_something(path_of(path))) return Done{};
  constexpr std::size_t kBeginning = 1024;
  const std::string beginning = beginning_of(path, kBeginning);
  constexpr std::array<std::string_view, 4> kMarks = {"PK\x03\x04", "\xD0\xCF\x11\xE0", "%PDF",
                                                      "{\\rtf"};
  const bool edited =
      is_html(beginning) || std::any_of(kMarks.begin(), kMarks.end(), [&](std::string_view mark) {
        return beginning.starts_with(mark);
      });
  if (!edited || is_untouched(path, limits)) return Done{};
  return filled(path, "name another output");
}

}  // namespace gangmu::cli
