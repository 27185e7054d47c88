#include "cli/conversion.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <system_error>

#include "checks/check.h"
#include "cli/apart.h"
#include "cli/own_file.h"
#include "cli/platform.h"
#include "cli/workbook.h"
#include "model/sha256.h"

namespace gangmu::cli {

namespace fs = std::filesystem;

namespace {

std::string ending_of(const Exporter& exporter) {
  return exporter.extensions.empty() ? "." + std::string(exporter.name)
                                     : std::string(exporter.extensions.front());
}

}  // namespace

Conversion::Conversion(const Options& options, const Exporter& exporter, const Grammar& grammar)
    : options_(options), exporter_(exporter), grammar_(grammar) {
  if (!options.language.empty()) export_.language = options.language;
  if (!options.table.empty()) export_.table = options.table;
  if (options.chunk_size > 0) export_.chunk_size = options.chunk_size;
  export_.sentences = options_.rows == "sentence";
  export_.print = options_.layout == "print";
  export_.generator_version = GANGMU_VERSION;
}

std::string Conversion::place_of(const Input& input) const {
  return input.relative + ending_of(exporter_);
}

std::string Conversion::output_of(const Input& input) const {
  return text_of(path_of(options_.directory) / path_of(place_of(input)));
}

std::string Conversion::settings() const {
  std::string all = GANGMU_VERSION "\n" + grammar_.sha256();
  for (const std::string_view part :
       {std::string_view(exporter_.name), std::string_view(export_.language),
        std::string_view(export_.table), std::string_view(options_.rows),
        std::string_view(options_.layout), std::string_view(options_.split_by),
        std::string_view(options_.encoding)}) {
    all += "\n" + std::string(part);
  }
  return sha256_hex(all + "\n" + std::to_string(export_.chunk_size));
}

Status Conversion::check(std::span<const Input> inputs) const {
  if (exporter_.binary && to_stdout() && stdout_is_terminal()) {
    return Error{"output.terminal",
                 said("the format \"%1\" is binary and not for a terminal", exporter_.name), "",
                 "name a file with -o"};
  }
  if ((inputs.size() > 1 || options_.merge) && !into_folder() && !exporter_.many) {
    return Error{"usage.several_inputs",
                 said("the format \"%1\" takes one document an output", exporter_.name), "",
                 "name a folder for the outputs with -d"};
  }
  if (const Status status = check_option(); !status) return status;
  if (const Status status = check_update(inputs.size()); !status) return status;
  return check_outputs(inputs);
}

// Options that belong to one format are refused beside another.
Status Conversion::check_option() const {
  const auto check = [&](std::string_view option, bool given) -> Status {
    const auto& known = exporter_.options;
    if (!given || std::find(known.begin(), known.end(), option) != known.end()) return Done{};
    return Error{"usage.option",
                 said("%1 is no option of the format \"%2\"", option, exporter_.name), "",
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
  if (options_.resume && !into_folder()) {
    return Error{"usage.option", "--resume goes over the outputs of a folder", "",
                 "name the folder with -d"};
  }
  if (options_.split_by.empty() || into_folder()) return Done{};
  return Error{"usage.option", "--split-by makes several workbooks", "",
               "name a folder for them with -d"};
}

Status Conversion::check_update(std::size_t inputs) const {
  if (!options_.update.empty() && options_.layout == "print") {
    return Error{"usage.option", "--layout print leaves columns out, in which something may stand",
                 "", "update the workbook itself, and print it from the plan"};
  }
  if (options_.update.empty() || options_.update == "true") return Done{};
  if (into_folder() && inputs > 1) {
    return Error{"usage.option", "one workbook cannot be carried over into several outputs", "",
                 "--update without a name carries over each output that is there"};
  }
  const Exporter* const format = exporter_for_path(options_.update);
  if ((format == nullptr || !format->filled) && is_readable_name(options_.update)) {
    return Error{"usage.option",
                 said("\"%1\" is no workbook, and --update names the one that gangmu made before",
                      options_.update),
                 "", "name an .xlsx; if it is a plan, put it before --update"};
  }
  std::error_code error;
  const fs::file_status status = fs::status(path_of(options_.update), error);
  if (fs::is_regular_file(status)) return Done{};
  const Message reason = fs::is_directory(status) ? Message("it is a folder")
                         : fs::exists(status)     ? Message("it is no file")
                                                  : Message("there is no such file");
  return Error{"input.unreadable", said("cannot read \"%1\": %2", options_.update, reason),
               options_.update, ""};
}

namespace {

// The files that inputs are or lie in, looked up by where they really are once that is asked.
class InputFiles {
 public:
  explicit InputFiles(std::span<const Input> inputs) : inputs_(inputs) {}
  bool has(const std::string& path) {
    std::error_code error;
    if (!fs::exists(path_of(path), error)) return false;
    if (files_.empty()) {
      for (const Input& input : inputs_) {
        const fs::path file = fs::canonical(path_of(file_of(input)), error);
        if (!error) files_.insert(file);
      }
    }
    return files_.contains(fs::canonical(path_of(path), error));
  }

 private:
  std::span<const Input> inputs_;
  std::set<fs::path> files_;
};

}  // namespace

// No output may replace an input or another output.
Status Conversion::check_outputs(std::span<const Input> inputs) const {
  if (to_stdout()) return Done{};
  InputFiles files(inputs);
  const auto check = [&](const std::string& output) -> Status {
    if (!files.has(output)) return Done{};
    return Error{"output.is_input", said("\"%1\" is an input itself", output), output, ""};
  };
  if (!into_folder()) {
    if (const Status status = check(options_.output); !status) return status;
    return exporter_.appends ? check_not_edited(options_.output, worker_limits(options_)) : Done{};
  }
  std::map<std::string, const Input*> taken;
  const auto collision = [&](const Input& one, const Input& other) {
    return Error{
        "output.collision",
        said("\"%1\" and \"%2\" would both become \"%3\"", one.path, other.path, output_of(one)),
        "", "convert them into different folders"};
  };
  for (const Input& input : inputs) {
    if (const Status status = check(output_of(input)); !status) return status;
    const auto [other, fresh] = taken.emplace(place_of(input), &input);
    if (!fresh) return collision(*other->second, input);
  }
  // The output of one may be called like the folder of another.
  std::string last;
  for (const auto& [place, input] : taken) {
    const std::string folder = place.substr(0, place.rfind('/') + 1);
    if (folder == last) continue;
    last = folder;
    for (std::size_t at = folder.find('/'); at != std::string::npos;
         at = folder.find('/', at + 1)) {
      const auto other = taken.find(folder.substr(0, at));
      if (other != taken.end()) return collision(*other->second, *input);
    }
  }
  return Done{};
}

// Each part of the way is looked at, so that no link leads out of the folder.
Status Conversion::make_folder_of(const std::string& place) const {
  fs::path folder = path_of(options_.directory);
  std::error_code error;
  fs::create_directories(folder, error);
  std::error_code none;
  const bool stands = fs::is_directory(folder, none);
  for (const fs::path& part : path_of(place).parent_path()) {
    if (!stands) break;
    folder /= part;
    if (fs::is_symlink(folder, error)) return through_link(text_of(folder));
    error.clear();
    fs::create_directory(folder, error);
    if (error) break;
  }
  if (!error) return Done{};
  const std::string output = text_of(path_of(options_.directory) / path_of(place));
  return Error{
      "output.unwritable",
      said("cannot make the folder of \"%1\": %2", output, Message::words(error.message())), output,
      ""};
}

Status Conversion::write_own(const Input& input, const Document& document, const Placing& placing,
                             std::string* messages) const {
  const std::string output = output_of(input);
  if (const Status status = make_folder_of(place_of(input)); !status) return status;
  const WorkbookWriter workbooks(options_, exporter_, placing);
  if (!options_.split_by.empty()) return workbooks.write_parts(output, document, export_, messages);
  std::vector<Finding> findings;
  const ExportOptions options = with_findings({&document, 1}, &findings);
  const Write write = [&](const ExportOptions& with, Sink& sink) {
    return exporter_.write({&document, 1}, with, sink);
  };
  if (exporter_.filled) return workbooks.write(output, write, options, messages);
  return write_or_keep(output, [&](Sink& sink) { return write(options, sink); }, placing);
}

// The options of an export, with what its documents were found to have where the format shows that.
ExportOptions Conversion::with_findings(std::span<const Document> documents,
                                        std::vector<Finding>* findings) const {
  ExportOptions options = export_;
  if (!exporter_.reviews) return options;
  *findings = check_documents(documents, grammar_);
  options.findings = *findings;
  return options;
}

Result<std::string> Conversion::previous() const {
  std::error_code none;
  if (!fs::is_regular_file(path_of(options_.output), none)) return std::string();
  std::ifstream in(path_of(options_.output), std::ios::binary);
  std::string bytes(std::istreambuf_iterator<char>(in), {});
  if (in && !in.bad()) return bytes;
  return Error{"output.unwritable", said("cannot read \"%1\" to add to it", options_.output),
               options_.output, ""};
}

Status Conversion::write_all(std::span<const Document> documents) const {
  std::vector<Finding> findings;
  return write_together(with_findings(documents, &findings),
                        [&](const ExportOptions& options, Sink& sink) {
                          return exporter_.write(documents, options, sink);
                        });
}

Status Conversion::write_each(const Documents& documents, std::span<const Finding> findings) const {
  ExportOptions options = export_;
  if (exporter_.reviews) options.findings = findings;
  return write_together(options, [&](const ExportOptions& with, Sink& sink) {
    return exporter_.write_each(documents, with, sink);
  });
}

Status Conversion::write_together(ExportOptions options, const Write& write) const {
  if (exporter_.adds && !to_stdout()) {
    Result<std::string> before = previous();
    if (!before) return before.error();
    options.previous = std::move(*before);
  }
  if (exporter_.filled && !to_stdout()) {
    std::string messages;
    const WorkbookWriter workbooks(options_, exporter_);
    const Status status = workbooks.write(options_.output, write, options, &messages);
    std::fputs(messages.c_str(), stderr);
    return status;
  }
  const Produce produce = [&](Sink& sink) { return write(options, sink); };
  return to_stdout() ? write_stdout(produce) : write_or_keep(options_.output, produce);
}

// Files that people edit are kept.
Status Conversion::write_or_keep(const std::string& output, const Produce& produce,
                                 const Placing& placing) const {
  if (!options_.force) {
    const WorkerLimits limits = worker_limits(options_);
    const Status status =
        exporter_.edited ? check_own_file(output, limits) : check_not_edited(output, limits);
    if (!status) return status;
  }
  return write_file(output, produce, placing);
}

}  // namespace gangmu::cli
