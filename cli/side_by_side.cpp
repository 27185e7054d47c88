#include "cli/side_by_side.h"

#include <fmt/format.h>

#include <filesystem>
#include <vector>

#include "cli/apart.h"
#include "cli/output.h"
#include "cli/own_file.h"
#include "cli/platform.h"
#include "cli/reading.h"
#include "exporters/staff_cells.h"
#include "exporters/xlsx.h"
#include "readers/reader.h"

namespace gangmu::cli {

namespace {

namespace fs = std::filesystem;

Status check_output(const Options& options) {
  for (const std::string& input : options.inputs) {
    std::error_code none;
    if (input != "-" && fs::equivalent(path_of(options.output), path_of(input), none)) {
      return Error{"output.is_input", said("\"%1\" is the input itself", options.output),
                   options.output, ""};
    }
  }
  return Done{};
}

// What stands in the workbook that is to be replaced, when there is one.
Result<std::vector<FilledSheet>> filled_before(const Options& options) {
  std::error_code none;
  if (options.force || !fs::is_regular_file(path_of(options.output), none)) {
    return std::vector<FilledSheet>();
  }
  const Result<std::string> bytes = file_bytes(options.output, options.max_bytes);
  if (!bytes) return bytes.error();
  if (!bytes->starts_with("PK")) {
    if (const Status status = check_not_edited(options.output, worker_limits(options)); !status)
      return status.error();
    return std::vector<FilledSheet>();
  }
  auto sheets = read_workbook_apart(options.output, *bytes, options);
  if (!sheets) {
    return Error{
        sheets.error().code,
        said("cannot tell what was typed into \"%1\": %2", options.output, sheets.error().message),
        options.output, "--force replaces it all the same"};
  }
  if (options.update.empty() && has_typed_cells(*sheets, sheets_without_rows())) {
    return Error{"output.filled",
                 said("\"%1\" holds what this verb does not write again", options.output),
                 options.output,
                 "--update carries over what somebody typed into it, --force drops all of it"};
  }
  if (options.update.empty()) sheets->clear();
  return sheets;
}

}  // namespace

Status write_side_by_side(const Options& options, std::string_view name, bool binary,
                          const WriteSideBySide& write) {
  ExportOptions given;
  given.generator_version = GANGMU_VERSION;
  if (!options.language.empty()) given.language = options.language;
  const Produce produce = [&](Sink& sink) { return write(given, sink); };
  const bool page = name == "html";
  if (!binary && (!options.update.empty() || (options.force && !page))) {
    const char* const option = options.update.empty() ? "--force" : "--update";
    return Error{"usage.option", said("%1 is no option of the format \"%2\"", option, name), "",
                 "--update is of workbooks, --force of workbooks and pages"};
  }
  if (options.output.empty() || options.output == "-") {
    if (!binary || !stdout_is_terminal()) return write_stdout(produce);
    return Error{"output.terminal",
                 said("the format \"%1\" is binary and not for a terminal", name), "",
                 "name a file with -o"};
  }
  if (const Status status = check_output(options); !status) return status;
  Result<std::vector<FilledSheet>> before = std::vector<FilledSheet>();
  if (binary) before = filled_before(options);
  if (!before) return before.error();
  given.filled = *before;
  if (!binary && !options.force) {
    const Status status = page ? check_own_file(options.output, worker_limits(options))
                               : check_not_edited(options.output, worker_limits(options));
    if (!status) return status;
  }
  const Status written = write_file(options.output, produce);
  if (written) tell_written(options.output);
  return written;
}

}  // namespace gangmu::cli
