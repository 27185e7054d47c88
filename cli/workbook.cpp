#include "cli/workbook.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <system_error>

#include "cli/language.h"
#include "cli/own_file.h"
#include "cli/platform.h"
#include "cli/reading.h"
#include "exporters/catalogue.h"
#include "exporters/staff_cells.h"
#include "exporters/xlsx.h"

namespace gangmu::cli {

namespace fs = std::filesystem;

namespace {

// A workbook that may be replaced: none where the file is of another kind.
Result<std::vector<FilledSheet>> read_workbook(const std::string& path, const Options& options) {
  std::ifstream in(path_of(path), std::ios::binary);
  const std::string bytes(std::istreambuf_iterator<char>(in), {});
  if (!in) {
    const Message reason = Message::words(std::generic_category().message(errno));
    return Error{"input.unreadable", said("cannot read \"%1\": %2", path, reason), path, ""};
  }
  if (bytes.starts_with("\xD0\xCF\x11\xE0")) {
    return Error{"input.encrypted",
                 said("\"%1\" is an old workbook (.xls), or one with a password", path), path,
                 "save it as .xlsx without a password; --force replaces it all the same"};
  }
  if (!bytes.starts_with("PK")) return std::vector<FilledSheet>();
  auto sheets = read_workbook_apart(path, bytes, options);
  if (sheets) return sheets;
  return Error{sheets.error().code,
               said("cannot tell what was typed into \"%1\": %2", path, sheets.error().message),
               path, "--force replaces it all the same"};
}

// A part of a file's name that all systems take.
std::string file_name(std::string_view text) {
  constexpr std::size_t kLongest = 120;  // bytes
  std::string name;
  for (std::size_t at = 0; at < text.size() && name.size() < kLongest;) {
    const std::size_t from = at;
    const char32_t c = next_char(text, at);
    const bool plain =
        c >= 0x20 && c != 0x7F && (c > 0x7F || !std::strchr("/\\:*?\"<>|.", static_cast<int>(c)));
    name += plain ? text.substr(from, at - from) : "_";
  }
  return name;
}

// Workbooks of bodies that the plan charges no more.
std::string left_behind(const fs::path& stem, const std::set<fs::path>& written) {
  std::set<std::string> left;
  std::error_code none;
  const std::string begin = text_of(stem.filename()) + ".";
  for (const auto& entry :
       fs::directory_iterator(stem.has_parent_path() ? stem.parent_path() : fs::path("."), none)) {
    const std::string name = text_of(entry.path().filename());
    if (!name.starts_with(begin) || entry.path().extension() != ".xlsx") continue;
    if (!written.contains(entry.path().filename())) left.insert(text_of(entry.path()));
  }
  std::string text;
  for (const std::string& path : left) {
    text += told(said("%1: of a body that the plan names no more; it stays as it is",
                      printable(path))) +
            "\n";
  }
  return text;
}

std::string carried_text(const std::string& output, const CarriedOver& carried) {
  const std::string name = printable(output);
  const std::string text =
      carried.lost == 0
          ? told(said("%1: typed cells that stand again: %2", name, carried.carried))
          : told(said("%1: typed cells that stand again: %2; that found no place and are on a "
                      "sheet of their own: %3",
                      name, carried.carried, carried.lost));
  return text + '\n';
}

Error refusal(const std::string& output, std::span<const FilledSheet> there) {
  if (is_made_here(there)) {
    return {"output.filled", said("somebody typed into \"%1\"", output), output,
            "--update carries that over into the new workbook, --force drops it"};
  }
  return {"output.filled", said("gangmu did not make the workbook \"%1\"", output), output,
          "name another output; --update keeps its sheets in the new workbook, --force drops them"};
}

}  // namespace

Status WorkbookWriter::write(const std::string& output, const WriteSheets& write_sheets,
                             ExportOptions options, std::string* messages) const {
  const bool named = !options_.update.empty() && options_.update != "true";
  const std::string old = named ? options_.update : output;
  Result<std::vector<FilledSheet>> before = std::vector<FilledSheet>();
  std::error_code none;
  if (!options_.force && fs::is_regular_file(path_of(output), none)) {
    const auto there = read_workbook(output, options_);
    if (!there) return there.error();
    if (there->empty()) {
      if (const Status status = check_not_edited(output, worker_limits(options_)); !status)
        return status;
    }
    const bool kept =
        !options_.update.empty() && (!named || fs::equivalent(path_of(old), path_of(output), none));
    if (!kept && has_typed_cells(*there, sheets_without_rows())) {
      return refusal(output, *there);
    }
    if (!options_.update.empty() && !named) before = *there;
  }
  if (named) before = read_workbook(old, options_);
  if (!before) return before.error();
  if (named && before->empty()) {
    return Error{"input.damaged", said("\"%1\" is no workbook (.xlsx)", old), old, ""};
  }
  CarriedOver carried;
  options.filled = *before;
  options.carried = &carried;
  const Produce produce = [&](Sink& sink) { return write_sheets(options, sink); };
  const Status status = write_file(output, produce, placing_);
  if (status && !options_.update.empty() && !before->empty()) {
    *messages += carried_text(output, carried);
  } else if (status && !options_.update.empty()) {
    *messages += told(said("%1: there was no workbook to carry over", printable(output))) + "\n";
  }
  return status;
}

Status WorkbookWriter::write_parts(const std::string& output, const Document& document,
                                   const ExportOptions& options, std::string* messages) const {
  const std::string_view ending = exporter_.extensions.front();
  const std::string stem = output.substr(0, output.size() - ending.size());
  const Words words(options.language);
  std::set<std::string> taken;
  std::set<fs::path> written;
  for (const std::string& body : bodies_of({&document, 1})) {
    std::string name = file_name(body.empty() ? words(msg("no body named")) : body);
    while (!taken.insert(name).second) name += "_";
    ExportOptions own = options;
    own.body = body;
    const std::string part = stem + "." + name + std::string(ending);
    const WriteSheets write_sheets = [&](const ExportOptions& with, Sink& sink) {
      return exporter_.write({&document, 1}, with, sink);
    };
    const Status status = write(part, write_sheets, std::move(own), messages);
    if (!status) return status;
    written.insert(path_of(part).filename());
  }
  *messages += left_behind(path_of(stem), written);
  return Done{};
}

}  // namespace gangmu::cli
