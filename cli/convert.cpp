// convert: documents into files. One input is converted here, many by workers (batch.h), streams of
// documents line by line (stream.h).
#include <cstdio>

#include "cli/batch.h"
#include "cli/batch_report.h"
#include "cli/conversion.h"
#include "cli/stream.h"
#include "cli/suggest.h"
#include "cli/verbs.h"
#include "gangmu.h"

namespace gangmu::cli {

namespace {

std::vector<std::string> names_of_formats() {
  std::vector<std::string> names;
  for (const Exporter& exporter : exporters()) names.emplace_back(exporter.name);
  return names;
}

Result<const Exporter*> choose_format(const Options& options) {
  if (!options.format.empty()) {
    const Exporter* const exporter = find_exporter(options.format);
    if (exporter == nullptr) return unknown_format(options.format, names_of_formats());
    if (const Status status = check_ending(options.output, exporter->name); !status) {
      return status.error();
    }
    return exporter;
  }
  if (options.output.empty() || options.output == "-") return find_exporter("json");
  if (const Exporter* exporter = exporter_for_path(options.output)) return exporter;
  return unknown_ending(options.output, names_of_formats());
}

// No process of its own for a single file, which would only cost time.
int run_single(const Conversion& conversion, const Input& input) {
  const Options& options = conversion.options();
  const auto fail = [](const Error& error) {
    print_error(error);
    return kFailed;
  };
  // It is not given back piece by piece right before the program ends.
  static const Result<Document>* kept = nullptr;
  kept = new Result<Document>(open_input(input, options, conversion.grammar()));
  const Result<Document>& document = *kept;
  if (!document) return fail(document.error());
  if (!options.quiet) std::fputs(diagnostics_text(input, *document).c_str(), stderr);
  std::string messages;
  Placing placing;
  placing.follows_links = false;
  const Status written = conversion.into_folder()
                             ? conversion.write_own(input, *document, placing, &messages)
                             : conversion.write_all({&*document, 1});
  if (!written) return fail(written.error());
  std::fputs(messages.c_str(), stderr);
  if (!options.quiet && !conversion.to_stdout()) {
    const bool parts = !options.split_by.empty();
    tell_written(!conversion.into_folder() ? options.output
                 : parts                   ? options.directory
                                           : conversion.output_of(input));
  }
  return options.strict && !document->diagnostics.empty() ? kFound : kDone;
}

}  // namespace

int run_convert(const Options& options) {
  const Result<const Exporter*> exporter = choose_format(options);
  if (!exporter) {
    print_error(exporter.error());
    return kFailed;
  }
  const auto grammar = load_grammar(options);
  if (!grammar) {
    print_error(grammar.error());
    return kFailed;
  }
  const Conversion conversion(options, **exporter, **grammar);
  if (!options.from.empty()) return run_stream(conversion);
  std::vector<Error> errors;
  PassedOver passed_over;
  std::vector<Input> inputs = list_inputs(options, &errors, &passed_over);
  for (const Error& error : errors) print_error(error);
  if (const Status status = conversion.check(inputs); !status) {
    print_error(status.error());
    return kFailed;
  }
  if (inputs.empty()) return errors.empty() ? kDone : kFailed;
  if (inputs.size() > 1 || options.resume || options.limits_given) {
    return run_batch(conversion, std::move(inputs), errors.size(), std::move(passed_over));
  }
  const int status = run_single(conversion, inputs.front());
  if (!options.quiet && !passed_over.empty()) {
    const std::string line = passed_over_text(Words(language_of(options)), passed_over);
    std::fputs(("gangmu: " + line + "\n").c_str(), stderr);
  }
  return errors.empty() ? status : kFailed;
}

}  // namespace gangmu::cli
