// compare: a plan above beside plans below it, in the terminal or as a file.
#include "checks/compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "cli/input.h"
#include "cli/output.h"
#include "cli/platform.h"
#include "cli/verbs.h"
#include "exporters/compare_export.h"
#include "exporters/compare_rows.h"
#include "exporters/staff_cells.h"
#include "readers/reader.h"
#include "readers/xlsx_cells.h"

namespace gangmu::cli {

namespace {

namespace fs = std::filesystem;

std::string names_of_formats() {
  std::string names;
  for (const CompareExporter& exporter : compare_exporters()) {
    names += (names.empty() ? "" : ", ") + std::string(exporter.name);
  }
  return names;
}

// nullptr: the listing in the terminal.
Result<const CompareExporter*> choose_format(const Options& options) {
  const std::string name = options.json ? "json" : options.format;
  if (options.json && !options.format.empty() && options.format != "json") {
    return Error{"usage.format", "--json is not the format \"" + options.format + "\"", "", ""};
  }
  const bool named = !options.output.empty() && options.output != "-";
  if (name.empty() && !named) return static_cast<const CompareExporter*>(nullptr);
  for (const CompareExporter& exporter : compare_exporters()) {
    if (name.empty() ? has_ending(options.output, exporter.extension) : name == exporter.name) {
      return &exporter;
    }
  }
  if (!name.empty()) {
    return Error{"usage.format", "unknown format \"" + name + "\"", "",
                 "known are " + names_of_formats()};
  }
  return Error{"usage.format", "no format has the ending of \"" + options.output + "\"", "",
               "name one with -f: " + names_of_formats()};
}

// ------------------------------------------------------------------------- the listing

using Cells = std::vector<std::string>;

// Columns are as wide as their widest cell, up to a limit; the last is never filled up.
void print_table(const std::vector<Cells>& rows) {
  constexpr int kWidest = 36;
  std::vector<int> widths;
  for (const Cells& row : rows) {
    widths.resize(std::max(widths.size(), row.size()), 0);
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], std::min(columns_of(row[i]), kWidest));
    }
  }
  for (const Cells& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0) line += "  ";
      line += padded(shortened(row[i], kWidest), widths[i]);
    }
    print(line.substr(0, line.find_last_not_of(' ') + 1) + "\n");
  }
}

class Listing {
 public:
  Listing(const Alignment& alignment, const Words& words) : alignment_(alignment), words_(words) {
    for (const bool above : {true, false}) {
      std::size_t number = 0;
      for (const std::uint32_t plan : plans_of(alignment, above)) {
        numbers_.resize(std::max<std::size_t>(numbers_.size(), plan + 1));
        numbers_[plan] = (above ? "a" : "b") + std::to_string(++number);
      }
    }
  }

  void print_all() const {
    for (const bool above : {true, false}) {
      print(word(above ? msg("Plans above") : msg("Plans below")) + "\n");
      for (const std::uint32_t plan : plans_of(alignment_, above)) {
        const AlignedPlan& own = alignment_.plans[plan];
        print(printable(fmt::format("  {}  {}  {}", numbers_[plan], own.title, own.file)) + "\n");
      }
    }
    print_rows(alignment_.indicators, msg("Alignment of indicators"));
    print_rows(alignment_.tasks, msg("Alignment of tasks"));
  }

 private:
  std::string word(const char* id) const { return std::string(words_(id)); }

  // A row for each answer; what no plan below has once.
  void print_rows(const std::vector<AlignmentRow>& rows, const char* title) const {
    print("\n" + word(title) + "\n" + compare_summary(rows, words_) + "\n");
    const bool tasks = &rows == &alignment_.tasks;
    std::vector<Cells> cells = {
        {word(msg("Verdict on the row")), word(tasks ? msg("Task above") : msg("Indicator above")),
         word(tasks ? msg("When and who") : msg("Target above")), word(msg("Place above")),
         word(msg("Plan below")), word(tasks ? msg("Task below") : msg("Indicator below")),
         word(tasks ? msg("When and who") : msg("Target below")), word(msg("Place below")),
         word(msg("Why"))}};
    for (const CompareRow& row : compare_rows(alignment_, rows, words_)) {
      const bool added = row.verdict == Verdict::added;
      const Cells above = {name(row.above), printable(row.above.said),
                           added ? "" : numbers_[row.plan] + " " + row.above.place};
      if (row.below.empty()) {
        cells.push_back({row.verdict_words, above[0], above[1], above[2], "", "", "", "", ""});
      }
      for (const CompareAnswer& answer : row.below) {
        const std::string& own = answer.side.name;
        const bool same = !added && !own.empty() && own == row.above.name;
        cells.push_back({answer.verdict_words, added ? "" : above[0], above[1], above[2],
                         numbers_[answer.plan], same ? "" : name(answer.side),
                         printable(answer.side.said), answer.side.place, answer.why});
      }
    }
    print_table(cells);
  }

  // A sentence that has no name stands for itself.
  static std::string name(const CompareSide& side) {
    return printable(side.name.empty() ? side.quote : side.name);
  }

  const Alignment& alignment_;
  const Words& words_;
  std::vector<std::string> numbers_;
};

// ------------------------------------------------------------------------- files

// What stands in the workbook that is to be replaced, when there is one.
Result<std::vector<FilledSheet>> filled_before(const Options& options) {
  std::error_code none;
  if (options.force || !fs::is_regular_file(path_of(options.output), none)) {
    return std::vector<FilledSheet>();
  }
  const Result<std::string> bytes = file_bytes(options.output, ReadOptions().max_bytes);
  if (!bytes) return bytes.error();
  if (!bytes->starts_with("PK")) return std::vector<FilledSheet>();
  auto sheets = read_workbook_cells(options.output, *bytes);
  if (!sheets) {
    return Error{
        sheets.error().code,
        "cannot tell what was typed into \"" + options.output + "\": " + sheets.error().message,
        options.output, "--force replaces it all the same"};
  }
  if (options.update.empty() && has_typed_cells(*sheets)) {
    return Error{"output.filled", "somebody typed into \"" + options.output + "\"", options.output,
                 "--update carries that over into the new workbook, --force drops it"};
  }
  if (options.update.empty()) sheets->clear();
  return sheets;
}

Status write(const Alignment& alignment, const CompareExporter& exporter, const Options& options) {
  ExportOptions given;
  given.generator_version = GANGMU_VERSION;
  if (!options.language.empty()) given.language = options.language;
  const Produce produce = [&](Sink& sink) { return exporter.write(alignment, given, sink); };
  if (options.output.empty() || options.output == "-") {
    if (exporter.binary && stdout_is_terminal()) {
      return Error{"output.terminal",
                   fmt::format("the format \"{}\" is binary and not for a terminal", exporter.name),
                   "", "name a file with -o"};
    }
    return write_stdout(produce);
  }
  Result<std::vector<FilledSheet>> before = std::vector<FilledSheet>();
  if (exporter.filled) before = filled_before(options);
  if (!before) return before.error();
  given.filled = *before;
  return write_file(options.output, produce);
}

int fail(const Error& error) {
  print_error(error);
  return kFailed;
}

}  // namespace

int run_compare(const Options& options) {
  const auto exporter = choose_format(options);
  if (!exporter) return fail(exporter.error());
  const auto grammar = load_grammar(options);
  if (!grammar) return fail(grammar.error());
  if (options.inputs.size() < 2) {
    return fail({"usage", "compare takes a plan above and at least one below it", "",
                 "gangmu compare UPPER LOWER..."});
  }
  if (!options.update.empty() && options.update != "true") {
    return fail({"usage", "--update of compare takes no file", "",
                 "it carries over what was typed into the output that is there"});
  }
  Comparison comparison(**grammar);
  Options upper = options, lower = options;
  upper.inputs = {options.inputs.front()};
  lower.inputs.erase(lower.inputs.begin());
  int status = for_each_document(upper, [&](const Input&, const Document& document) {
    comparison.add_above(document, document.source.name);
  });
  if (status == kFailed) return status;
  status = std::max(status, for_each_document(lower, [&](const Input&, const Document& document) {
                      comparison.add_below(document, document.source.name);
                    }));
  const Alignment alignment = comparison.finish();
  if (*exporter == nullptr) {
    const Words words(language_of(options));
    Listing(alignment, words).print_all();
    return status;
  }
  const Status written = write(alignment, **exporter, options);
  return written ? status : fail(written.error());
}

}  // namespace gangmu::cli
