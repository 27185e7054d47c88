// What diff and compare share: the choice of a format, and where what they write goes.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "cli/input.h"
#include "cli/suggest.h"
#include "cli/verbs.h"
#include "exporters/exporter.h"

namespace gangmu::cli {

// A format of either verb; nullptr: the listing in the terminal.
template <typename Exporter>
Result<const Exporter*> choose_format(std::span<const Exporter> exporters, const Options& options) {
  const std::string name = options.json ? "json" : options.format;
  if (options.json && !options.format.empty() && options.format != "json") {
    return Error{"usage.format", said("--json is not the format \"%1\"", options.format), "", ""};
  }
  const bool named = !options.output.empty() && options.output != "-";
  if (name.empty() && !named) return static_cast<const Exporter*>(nullptr);
  std::vector<std::string> known;
  for (const Exporter& exporter : exporters) {
    known.emplace_back(exporter.name);
    if (name.empty() ? !has_ending(options.output, exporter.extension) : name != exporter.name) {
      continue;
    }
    if (const Status status = check_ending(options.output, exporter.name); !status) {
      return status.error();
    }
    return &exporter;
  }
  if (!name.empty()) {
    return unknown_format(name, known);
  }
  return unknown_ending(options.output, known);
}

// How an output is written, once it is known what was typed into the one that is there.
using WriteSideBySide = std::function<Status(const ExportOptions& options, Sink& sink)>;

// To the file of -o, which is no input, or to standard output. A workbook into which somebody typed
// is refused without --update and --force. `binary`: of the format `name`.
Status write_side_by_side(const Options& options, std::string_view name, bool binary,
                          const WriteSideBySide& write);

}  // namespace gangmu::cli
