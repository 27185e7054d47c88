// compare: a plan above beside plans below it, in the terminal or as a file.
#include "checks/compare.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/input.h"
#include "cli/output.h"
#include "cli/side_by_side.h"
#include "cli/terminal.h"
#include "cli/verbs.h"
#include "exporters/compare_export.h"
#include "exporters/compare_rows.h"

namespace gangmu::cli {

namespace {

// ------------------------------------------------------------------------- the listing

class Listing {
 public:
  // `open`: only answers that need one in turn.
  Listing(const Alignment& alignment, const Words& words, bool open)
      : alignment_(alignment), words_(words), open_(open) {
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
    if (!alignment_.left_out.empty()) print(word(msg("Left out")) + "\n");
    for (const LeftOut& left : alignment_.left_out) {
      print(printable("  " + left.file + "  " + left_out_words(left, words_)) + "\n");
    }
    print_rows(alignment_.indicators, msg("Alignment of indicators"));
    print_rows(alignment_.tasks, msg("Alignment of tasks"));
  }

 private:
  std::string word(const char* id) const { return std::string(words_(id)); }

  // A row for each answer; what no plan below has once.
  void print_rows(const std::vector<AlignmentRow>& rows, const char* title) const {
    std::vector<Verdict> verdicts;  // of the lines
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
        verdicts.push_back(row.verdict);
        cells.push_back({row.verdict_words, above[0], above[1], above[2], "", "", "", "", ""});
      }
      for (const CompareAnswer& answer : row.below) {
        if (open_ && !is_open(answer.verdict)) continue;
        verdicts.push_back(answer.verdict);
        const std::string& own = answer.side.name;
        const bool same = !added && !own.empty() && own == row.above.name;
        cells.push_back({answer.verdict_words, added ? "" : above[0], above[1], above[2],
                         numbers_[answer.plan], same ? "" : name(answer.side),
                         printable(answer.side.said), answer.side.place, answer.why});
      }
    }
    print("\n" + styled(word(title), Style::strong) + "\n" + compare_summary(verdicts, words_) +
          "\n");
    print_table(cells, {.widest = 36, .numbered = false});
  }

  // A sentence that has no name stands for itself.
  static std::string name(const CompareSide& side) {
    return printable(side.name.empty() ? side.quote : side.name);
  }

  const Alignment& alignment_;
  const Words& words_;
  const bool open_;
  std::vector<std::string> numbers_;
};

int fail(const Error& error) {
  print_error(error);
  return kFailed;
}

// Readers go by headings too, so that a page of notes may look like something.
bool is_no_plan(const Document& document) {
  const auto doubted = [](const Diagnostic& doubt) {
    return doubt.code == Code::document_not_a_plan || doubt.code == Code::document_empty;
  };
  if (std::any_of(document.diagnostics.begin(), document.diagnostics.end(), doubted)) return true;
  const auto untitled = [](const Plan& plan) { return plan.title.empty(); };
  return document.targets.empty() && document.tasks.empty() &&
         std::all_of(document.plans.begin(), document.plans.end(), untitled);
}

// The plans of all inputs; `status` is that of reading them.
Result<Alignment> aligned(const Options& options, const Grammar& grammar, int* status) {
  Comparison comparison(grammar);
  Options upper = options, lower = options;
  upper.inputs = {options.inputs.front()};
  lower.inputs.erase(lower.inputs.begin());
  std::vector<std::string> sums;  // of the files above
  *status = for_each_document(upper, [&](const Input&, const Document& document) {
    comparison.add_above(document, document.source.name);
    sums.push_back(document.source.sha256);
  });
  if (*status == kFailed) return Error();
  std::vector<LeftOut> left_out;
  std::size_t below = 0;
  const auto has = [](const std::vector<std::string>& all, const std::string& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
  };
  const auto add = [&](const Input& input, const Document& document) {
    const bool found = !has(lower.inputs, input.path);  // in a folder or archive
    if (found && has(sums, document.source.sha256)) {
      left_out.push_back({input.relative, "", LeftOutReason::upper});
    } else if (is_no_plan(document)) {
      left_out.push_back({input.relative, "", LeftOutReason::no_plan});
    } else {
      comparison.add_below(document, document.source.name);
      ++below;
    }
  };
  const auto failed = [&](const Error& error) {
    const std::string& place = error.place;
    left_out.push_back({place.substr(place.rfind('/') + 1), error.code, LeftOutReason::unreadable});
  };
  *status = std::max(*status, for_each_document(lower, add, failed));
  if (below == 0) return Error{"input.none", "no plan below could be read", "", ""};
  Alignment alignment = comparison.finish();
  alignment.left_out = std::move(left_out);
  if (!options.open) return alignment;
  for (auto* rows : {&alignment.indicators, &alignment.tasks}) {
    std::erase_if(*rows, [](const AlignmentRow& row) { return !is_open(row.verdict); });
  }
  return alignment;
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
  int status = kDone;
  const Result<Alignment> alignment = aligned(options, **grammar, &status);
  if (!alignment) return alignment.error().code.empty() ? status : fail(alignment.error());
  if (*exporter == nullptr) {
    const Words words(language_of(options));
    Listing(*alignment, words, options.open).print_all();
    return status;
  }
  const CompareExporter& format = **exporter;
  const Status written = write_side_by_side(options, format.name, format.binary,
                                            [&](const ExportOptions& given, Sink& sink) {
                                              return format.write(*alignment, given, sink);
                                            });
  return written ? status : fail(written.error());
}

}  // namespace gangmu::cli
