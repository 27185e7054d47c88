// grammar test and grammar show.
#include <fmt/format.h>

#include <cstdio>

#include "cli/input.h"
#include "cli/language.h"
#include "cli/output.h"
#include "cli/verbs.h"
#include "exporters/json_writer.h"

namespace gangmu::cli {

namespace {

void write_report(const Grammar::ExampleReport& report) {
  Sink sink([](std::string_view chunk) { print(chunk); });
  JsonWriter json(sink, JsonWriter::Lines::one);
  json.begin_object();
  json.member("rules", report.rules);
  json.member("examples", report.examples);
  json.key("failures");
  json.begin_array();
  for (const auto& failure : report.failures) {
    json.begin_object();
    json.member("place", failure.place);
    json.member("message", told(failure.message));
    json.end_object();
  }
  json.end_array();
  json.end_object();
  sink.write("\n");
  sink.drain();
}

}  // namespace

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
    std::fputs(printable(fmt::format("{}: {}: {} [grammar.example]", failure.place, told("error"),
                                     told(failure.message)))
                   .append("\n")
                   .c_str(),
               stderr);
  }
  if (options.json) {
    write_report(report);
  } else {
    print(told(said("%1 rules, %2 examples, %3 failures", report.rules, report.examples,
                    report.failures.size())) +
          "\n");
  }
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
