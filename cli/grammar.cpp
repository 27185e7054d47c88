// grammar test and grammar show.
#include <fmt/format.h>

#include <cstdio>

#include "cli/input.h"
#include "cli/output.h"
#include "cli/verbs.h"

namespace gangmu::cli {

int run_grammar_test(const Options& options) {
  // The folder to test is laid over the built-in grammar, as it will be when it is used.
  Options with_folder = options;
  for (const std::string& folder : options.inputs) with_folder.grammar.push_back(folder);
  const auto grammar = load_grammar(with_folder);
  if (!grammar) {
    print_error(grammar.error());
    return kFailed;
  }
  const Grammar::ExampleReport report = (*grammar)->run_examples();
  for (const auto& failure : report.failures) {
    std::fputs(
        printable(fmt::format("{}: error: {} [grammar.example]", failure.place, failure.message))
            .append("\n")
            .c_str(),
        stderr);
  }
  print(fmt::format("{} rules, {} examples, {} failures\n", report.rules, report.examples,
                    report.failures.size()));
  return report.failures.empty() ? kDone : kFound;
}

int run_grammar_show(const Options& options) {
  const auto grammar = load_grammar(options);
  if (!grammar) {
    print_error(grammar.error());
    return kFailed;
  }
  print((*grammar)->show());
  return kDone;
}

}  // namespace gangmu::cli
