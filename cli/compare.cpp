// compare: a plan above beside plans below it, in the terminal or as a file.
#include "checks/compare.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/input.h"
#include "cli/output.h"
#include "cli/side_by_side.h"
#include "cli/verbs.h"
#include "exporters/compare_export.h"
#include "exporters/compare_rows.h"

namespace gangmu::cli {

namespace {

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

int fail(const Error& error) {
  print_error(error);
  return kFailed;
}

}  // namespace

int run_compare(const Options& options) {
  const auto exporter = choose_format(compare_exporters(), options);
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
  std::size_t below = 0;
  status = std::max(status, for_each_document(lower, [&](const Input&, const Document& document) {
                      comparison.add_below(document, document.source.name);
                      ++below;
                    }));
  if (below == 0) return fail({"input.none", "no plan below could be read", "", ""});
  const Alignment alignment = comparison.finish();
  if (*exporter == nullptr) {
    const Words words(language_of(options));
    Listing(alignment, words).print_all();
    return status;
  }
  const CompareExporter& format = **exporter;
  const Status written = write_side_by_side(
      options, format.name, format.binary,
      [&](const ExportOptions& given, Sink& sink) { return format.write(alignment, given, sink); });
  return written ? status : fail(written.error());
}

}  // namespace gangmu::cli
