// convert and formats: documents into files.
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>
#include <thread>

#include "cli/archive.h"
#include "checks/check.h"
#include "cli/input.h"
#include "cli/output.h"
#include "cli/platform.h"
#include "cli/tools.h"
#include "cli/verbs.h"
#include "cli/workbook.h"
#include "gangmu.h"

namespace gangmu::cli {

namespace fs = std::filesystem;

namespace {

std::string names_of_formats() {
  std::string names;
  for (const Exporter& exporter : exporters()) {
    names += (names.empty() ? "" : ", ") + std::string(exporter.name);
  }
  return names;
}

Result<const Exporter*> choose_format(const Options& options) {
  if (!options.format.empty()) {
    if (const Exporter* exporter = find_exporter(options.format)) return exporter;
    return Error{"usage.format", "unknown format \"" + options.format + "\"", "",
                 "known are " + names_of_formats()};
  }
  if (options.output.empty() || options.output == "-") return find_exporter("json");
  if (const Exporter* exporter = exporter_for_path(options.output)) return exporter;
  return Error{"usage.format", "no format has the ending of \"" + options.output + "\"", "",
               "name one with -f: " + names_of_formats()};
}

std::string ending_of(const Exporter& exporter) {
  return exporter.extensions.empty() ? "." + std::string(exporter.name)
                                     : std::string(exporter.extensions.front());
}

// What became of one input.
struct Outcome {
  std::string messages;
  bool failed = false;
  bool doubted = false;
  bool ready = false;
  Document document;  // kept only when all inputs go into one output
};

// The conversion of a list of inputs, each to a file of its own or all to one output.
class Batch {
 public:
  Batch(const Options& options, const Exporter& exporter, const Grammar& grammar,
        std::vector<Input> inputs)
      : options_(options),
        exporter_(exporter),
        grammar_(grammar),
        inputs_(std::move(inputs)),
        outcomes_(inputs_.size()) {
    if (!options.language.empty()) export_.language = options.language;
    if (!options.table.empty()) export_.table = options.table;
    if (options.chunk_size > 0) export_.chunk_size = options.chunk_size;
    export_.sentences = options_.rows == "sentence";
    export_.print = options_.layout == "print";
    export_.generator_version = GANGMU_VERSION;
  }

  Status check() const;
  int run();

 private:
  bool into_folder() const { return !options_.directory.empty(); }
  bool to_stdout() const {
    return !into_folder() && (options_.output.empty() || options_.output == "-");
  }
  std::string output_of(const Input& input) const {
    return text_of(path_of(options_.directory) / path_of(input.relative + ending_of(exporter_)));
  }
  Status check_option() const;
  Status check_update() const;
  Status check_outputs() const;
  void work(std::size_t index);
  Status write_own(const Input& input, const Document& document, std::string* messages);
  void run_workers();
  Status read_previous();
  ExportOptions with_findings(std::span<const Document> documents,
                              std::vector<Finding>* findings) const;
  Status write_all();
  Status write_in_turn();
  void hand_over(Outcome& outcome);
  void report(std::size_t index);

  const Options& options_;
  const Exporter& exporter_;
  const Grammar& grammar_;
  ExportOptions export_;
  std::vector<Input> inputs_;
  std::vector<Outcome> outcomes_;
  std::mutex reporting_;
  std::condition_variable moved_on_;
  std::size_t reported_ = 0;     // inputs whose messages were printed
  Sink* sink_ = nullptr;         // of a format that takes its documents in turn
  Status in_turn_ = Done{};      // of writing to it
  std::size_t handed_over_ = 0;  // documents
};

Status Batch::check() const {
  if (exporter_.binary && to_stdout() && stdout_is_terminal()) {
    return Error{"output.terminal",
                 fmt::format("the format \"{}\" is binary and not for a terminal", exporter_.name),
                 "", "name a file with -o"};
  }
  if ((inputs_.size() > 1 || options_.merge) && !into_folder() && !exporter_.many) {
    return Error{"usage.several_inputs",
                 fmt::format("the format \"{}\" takes one document an output", exporter_.name), "",
                 "name a folder for the outputs with -d"};
  }
  if (const Status status = check_option(); !status) return status;
  if (const Status status = check_update(); !status) return status;
  return check_outputs();
}

// Options that belong to one format are refused beside another.
Status Batch::check_option() const {
  const auto check = [&](std::string_view option, bool given) -> Status {
    const auto& known = exporter_.options;
    if (!given || std::find(known.begin(), known.end(), option) != known.end()) return Done{};
    return Error{"usage.option",
                 fmt::format("{} is no option of the format \"{}\"", option, exporter_.name), "",
                 "gangmu convert --help tells of which format it is"};
  };
  const std::pair<std::string_view, bool> given[] = {
      {"--table", !options_.table.empty()},      {"--chunk-size", options_.chunk_size > 0},
      {"--update", !options_.update.empty()},    {"--force", options_.force},
      {"--rows", !options_.rows.empty()},        {"--layout", !options_.layout.empty()},
      {"--split-by", !options_.split_by.empty()}};
  for (const auto& [option, is_given] : given) {
    if (const Status status = check(option, is_given); !status) return status;
  }
  if (options_.split_by.empty() || into_folder()) return Done{};
  return Error{"usage.option", "--split-by makes several workbooks", "",
               "name a folder for them with -d"};
}

Status Batch::check_update() const {
  if (!options_.update.empty() && options_.layout == "print") {
    return Error{"usage.option", "--layout print leaves columns out, in which something may stand",
                 "", "update the workbook itself, and print it from the plan"};
  }
  if (options_.update.empty() || options_.update == "true") return Done{};
  if (into_folder() && inputs_.size() > 1) {
    return Error{"usage.option", "one workbook cannot be carried over into several outputs", "",
                 "--update without a name carries over each output that is there"};
  }
  std::error_code none;
  if (fs::is_regular_file(path_of(options_.update), none)) return Done{};
  return Error{"input.unreadable", "cannot read \"" + options_.update + "\"", options_.update, ""};
}

// No output may replace an input or another output.
Status Batch::check_outputs() const {
  if (to_stdout()) return Done{};
  std::map<std::string, std::string> taken;
  for (const Input& input : inputs_) {
    const std::string output = into_folder() ? output_of(input) : options_.output;
    std::error_code error;
    if (input.path != "-" && fs::equivalent(path_of(output), path_of(file_of(input)), error)) {
      return Error{"output.is_input", "\"" + output + "\" is the input itself", output, ""};
    }
    if (!into_folder()) continue;
    const auto [other, fresh] = taken.emplace(output, input.path);
    if (!fresh) {
      return Error{"output.collision",
                   fmt::format("\"{}\" and \"{}\" would both become \"{}\"", other->second,
                               input.path, output),
                   "", "convert them into different folders"};
    }
  }
  return Done{};
}

int Batch::run() {
  Status written = Done{};
  if (!into_folder() && exporter_.appends) {
    written = write_in_turn();
  } else {
    run_workers();
    if (!into_folder()) written = write_all();
  }
  if (!written) print_error(written.error());
  bool failed = !written, doubted = false;
  for (const Outcome& outcome : outcomes_) {
    failed = failed || outcome.failed;
    doubted = doubted || outcome.doubted;
  }
  if (failed) return kFailed;
  return options_.strict && doubted ? kFound : kDone;
}

void Batch::run_workers() {
  const std::size_t wanted =
      options_.jobs > 0 ? options_.jobs : std::thread::hardware_concurrency();
  const std::size_t jobs =
      std::clamp<std::size_t>(wanted, 1, std::max<std::size_t>(inputs_.size(), 1));
  // Documents that wait for those before them take memory: nobody runs far ahead.
  const std::size_t ahead = 2 * jobs;
  std::atomic<std::size_t> next = 0;
  const auto worker = [&] {
    for (std::size_t i = next++; i < inputs_.size(); i = next++) {
      if (sink_ != nullptr) {
        std::unique_lock lock(reporting_);
        moved_on_.wait(lock, [&] { return i < reported_ + ahead; });
      }
      work(i);
      report(i);
    }
  };
  std::vector<std::thread> others;
  for (std::size_t i = 1; i < jobs; ++i) others.emplace_back(worker);
  worker();
  for (std::thread& other : others) other.join();
}

void Batch::work(std::size_t index) {
  const Input& input = inputs_[index];
  Outcome& outcome = outcomes_[index];
  const auto fail = [&](const Error& error) {
    outcome.failed = true;
    outcome.messages += error_text(error);
  };
  Result<Document> document = open_input(input, options_, grammar_);
  if (!document) return fail(document.error());
  outcome.messages = diagnostics_text(input, *document);
  outcome.doubted = !document->diagnostics.empty();
  if (!into_folder()) {
    outcome.document = std::move(*document);
  } else if (const Status status = write_own(input, *document, &outcome.messages); !status) {
    fail(status.error());
  }
}

Status Batch::write_own(const Input& input, const Document& document, std::string* messages) {
  const std::string output = output_of(input);
  std::error_code error;
  fs::create_directories(path_of(output).parent_path(), error);
  if (error) {
    return Error{"output.unwritable",
                 fmt::format("cannot make the folder of \"{}\": {}", output, error.message()),
                 output, ""};
  }
  const WorkbookWriter workbooks(options_, exporter_);
  if (!options_.split_by.empty()) return workbooks.write_parts(output, document, export_, messages);
  std::vector<Finding> findings;
  const ExportOptions options = with_findings({&document, 1}, &findings);
  if (exporter_.filled) return workbooks.write(output, {&document, 1}, options, messages);
  return write_file(output,
                    [&](Sink& sink) { return exporter_.write({&document, 1}, options, sink); });
}

// The options of an export, with what its documents were found to have where the format shows that.
ExportOptions Batch::with_findings(std::span<const Document> documents,
                                   std::vector<Finding>* findings) const {
  ExportOptions options = export_;
  if (!exporter_.reviews) return options;
  *findings = check_documents(documents, grammar_);
  options.findings = *findings;
  return options;
}

// What the output holds now, for formats that add to it.
Status Batch::read_previous() {
  std::error_code none;
  if (!fs::is_regular_file(path_of(options_.output), none)) return Done{};
  std::ifstream in(path_of(options_.output), std::ios::binary);
  export_.previous.assign(std::istreambuf_iterator<char>(in), {});
  if (in && !in.bad()) return Done{};
  return Error{"output.unwritable", "cannot read \"" + options_.output + "\" to add to it",
               options_.output, ""};
}

// The documents that could be read, in the order of the command line. Nothing is written when none
// could.
Status Batch::write_all() {
  std::vector<Document> documents;
  for (Outcome& outcome : outcomes_) {
    if (!outcome.failed) documents.push_back(std::move(outcome.document));
  }
  if (documents.empty()) return Done{};
  if (exporter_.adds && !to_stdout()) {
    if (const Status status = read_previous(); !status) return status;
  }
  std::vector<Finding> findings;
  const ExportOptions options = with_findings(documents, &findings);
  if (exporter_.filled && !to_stdout()) {
    std::string messages;
    const WorkbookWriter workbooks(options_, exporter_);
    const Status status = workbooks.write(options_.output, documents, options, &messages);
    std::fputs(messages.c_str(), stderr);
    return status;
  }
  const Produce produce = [&](Sink& sink) { return exporter_.write(documents, options, sink); };
  return to_stdout() ? write_stdout(produce) : write_file(options_.output, produce);
}

// Each document as soon as those before it are written, so that few are held at a time. Nothing is
// written when none could be read.
Status Batch::write_in_turn() {
  bool ran = false;
  const Produce produce = [&](Sink& sink) -> Status {
    ran = true;
    sink_ = &sink;
    run_workers();
    if (handed_over_ == 0) return Error{"input.none", "no input could be read", "", ""};
    return in_turn_;
  };
  const Status status = to_stdout() ? write_stdout(produce) : write_file(options_.output, produce);
  if (ran && handed_over_ == 0) return Done{};  // each input has had its message
  return status;
}

void Batch::hand_over(Outcome& outcome) {
  if (outcome.failed) return;
  ++handed_over_;
  const Document document = std::move(outcome.document);  // goes with all its memory
  if (in_turn_) in_turn_ = exporter_.write({&document, 1}, export_, *sink_);
}

// Tells what is known of the inputs in their order, however the workers finish.
void Batch::report(std::size_t index) {
  const std::lock_guard lock(reporting_);
  outcomes_[index].ready = true;
  for (; reported_ < outcomes_.size() && outcomes_[reported_].ready; ++reported_) {
    std::fputs(outcomes_[reported_].messages.c_str(), stderr);
    outcomes_[reported_].messages.clear();
    if (sink_ != nullptr) hand_over(outcomes_[reported_]);
  }
  moved_on_.notify_all();
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
  std::vector<Error> errors;
  std::vector<Input> inputs = list_inputs(options, &errors);
  for (const Error& error : errors) print_error(error);
  Batch batch(options, **exporter, **grammar, std::move(inputs));
  if (const Status status = batch.check(); !status) {
    print_error(status.error());
    return kFailed;
  }
  const int status = batch.run();
  return errors.empty() ? status : kFailed;
}

int run_formats(const Options&) {
  const auto list = [](const auto& endings) {
    std::string text;
    for (const std::string_view ending : endings) {
      text += (text.empty() ? "" : " ") + std::string(ending);
    }
    return text;
  };
  // What reads a format beside the program itself, and whether it is there.
  const auto helper = [](std::string_view program, std::string_view lacking) -> std::string {
    if (program.empty()) return "";
    const std::string path = system_tools().find(program);
    if (path.empty()) return fmt::format("; {} {}, which is not installed", lacking, program);
    return "; with " + printable(path);
  };
  print("read:\n");
  for (const Reader& reader : readers()) {
    print(fmt::format("  {:<10} {:<18} {}{}{}\n", reader.name, list(reader.extensions),
                      reader.summary, helper(reader.needs, "needs"),
                      helper(reader.uses, "scans need")));
  }
  print(fmt::format("  {:<10} {:<18} files of these formats packed together, read one by one\n",
                    kArchiveEnding.substr(1), kArchiveEnding));
  print(fmt::format("  {:<10} {:<18} exports of gangmu as it wrote them; only when named\n", "json",
                    ".json .ndjson .jsonl"));
  print("write:\n");
  for (const Exporter& exporter : exporters()) {
    print(fmt::format("  {:<10} {:<18} {}\n", exporter.name, list(exporter.extensions),
                      exporter.summary));
  }
  return kDone;
}

}  // namespace gangmu::cli
