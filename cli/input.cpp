#include "cli/input.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>
#include <system_error>

#include "cli/archive.h"
#include "cli/language.h"
#include "cli/output.h"
#include "cli/platform.h"
#include "cli/reading.h"
#include "cli/terminal.h"
#include "cli/tools.h"
#include "cli/typed.h"
#include "exporters/described.h"
#include "gangmu.h"
#include "model/text.h"
#include "readers/flow.h"

namespace gangmu::cli {

namespace fs = std::filesystem;

namespace {

bool matches_any(const std::vector<std::string>& patterns, const std::string& place) {
  const std::string name = place.substr(place.rfind('/') + 1);
  return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
    return matches_pattern(pattern, pattern.find('/') == std::string::npos ? name : place);
  });
}

// Whether a file at this place below a folder or archive is asked for.
bool is_wanted(const Options& options, const std::string& place) {
  return (options.include.empty() || matches_any(options.include, place)) &&
         !matches_any(options.exclude, place);
}

// Our own notes, the outputs themselves, and what is excluded as a whole.
bool is_passed_over(const Options& options, const fs::path& folder, const std::string& place) {
  std::error_code none;
  return folder.filename() == path_of(kNotes) || matches_any(options.exclude, place) ||
         (!options.directory.empty() && fs::equivalent(folder, path_of(options.directory), none));
}

void list_folder(const std::string& folder, const Options& options, std::vector<Input>* inputs,
                 std::vector<Error>* errors, PassedOver* passed_over) {
  std::error_code error;
  std::vector<Input> found;
  fs::recursive_directory_iterator at(path_of(folder), error), end;
  while (!error && at != end) {
    std::error_code unknown;
    const std::string name = text_of(at->path().filename());
    const std::string place = text_of(at->path().lexically_relative(path_of(folder)));
    if (at->is_directory(unknown)) {
      if (is_passed_over(options, at->path(), place)) at.disable_recursion_pending();
    } else if (at->is_regular_file(unknown) &&
               (has_ending(name, kArchiveEnding)
                    ? !matches_any(options.exclude, place)
                    : is_readable_name(name) && is_wanted(options, place))) {
      found.push_back({text_of(at->path()), place});
    } else if (at->is_regular_file(unknown) && is_wanted(options, place)) {
      note_passed_over(name, passed_over);
    }
    at.increment(error);
  }
  if (error) {
    errors->push_back(
        {"input.unreadable",
         said("cannot list the folder \"%1\": %2", folder, Message::words(error.message())), folder,
         ""});
  }
  std::sort(found.begin(), found.end(),
            [](const Input& a, const Input& b) { return a.relative < b.relative; });
  const bool picked = !options.include.empty() || !options.exclude.empty();
  if (found.empty() && !error && !picked) {
    errors->push_back({"input.none", said("no readable file in the folder \"%1\"", folder), folder,
                       "gangmu formats lists the endings that can be read"});
  }
  inputs->insert(inputs->end(), found.begin(), found.end());
}

Error unreadable(const std::string& path, const Message& reason) {
  return {"input.unreadable", said("cannot read \"%1\": %2", path, reason), path, ""};
}

// `size`: how many bytes there seem to be.
Result<std::string> read_stream(std::istream& in, const std::string& path, std::uint64_t limit,
                                std::size_t size = 0) {
  std::string bytes(size, '\0');
  in.read(bytes.data(), static_cast<std::streamsize>(size));
  bytes.resize(static_cast<std::size_t>(in.gcount()));
  char chunk[1 << 16];
  while (in.read(chunk, sizeof chunk) || in.gcount() > 0) {
    bytes.append(chunk, static_cast<std::size_t>(in.gcount()));
    if (bytes.size() > limit) break;  // the reader names the limit
  }
  if (in.bad()) return unreadable(path, "the device failed");
  return bytes;
}

ReadOptions read_options(const Options& options, const PageProgress& progress) {
  ReadOptions read;
  read.encoding = options.encoding;
  read.limits = options.limits;
  read.max_bytes = options.max_bytes;
  read.tools = &system_tools();
  read.progress = progress;
  return read;
}

// On a line of its own on a terminal, which goes at the end.
void tell_progress(const std::string& name, std::size_t done, std::size_t all) {
  const bool terminal = stderr_is_terminal();
  if (!terminal && done == all) return;
  const std::string line =
      done == all
          ? std::string("\r\x1B[K")
          : (terminal ? "\r\x1B[K" : "") + page_progress(name, done, all) + (terminal ? "" : "\n");
  std::fputs(line.c_str(), stderr);
  std::fflush(stderr);
}

}  // namespace

bool has_ending(std::string_view name, std::string_view ending) {
  if (name.size() <= ending.size()) return false;
  const std::string_view end = name.substr(name.size() - ending.size());
  return std::equal(end.begin(), end.end(), ending.begin(),
                    [&](char a, char b) { return ascii_lower(a) == b; });
}

namespace {

// What Word and a Mac leave beside documents.
bool is_left_beside(std::string_view name) {
  return name.starts_with("~$") || name.starts_with("._");
}

}  // namespace

bool is_readable_name(std::string_view name) {
  const std::string_view own = name.substr(name.rfind('/') + 1);
  if (is_left_beside(own)) return false;
  for (const Reader& reader : readers()) {
    for (const std::string_view ending : reader.extensions) {
      if (has_ending(own, ending)) return true;
    }
  }
  return false;
}

std::string page_progress(const std::string& name, std::size_t done, std::size_t all) {
  return told(said("%1: recognising page %2 of %3", printable(name), done + 1, all));
}

Result<std::string> input_bytes(const Input& input, const Options& options) {
  if (input.archive) return input.archive->read(input.entry, input.path);
  if (input.bytes) return *input.bytes;
  return file_bytes(input.path, options.max_bytes);
}

const std::string& file_of(const Input& input) {
  return input.archive ? input.archive->path() : input.path;
}

Result<std::string> file_bytes(const std::string& path, std::uint64_t limit) {
  if (path == "-") return read_stream(std::cin, path, limit);
  const fs::path native = path_of(path);
  std::error_code error;
  const fs::file_status status = fs::status(native, error);
  if (status.type() == fs::file_type::not_found && fs::is_symlink(native, error)) {
    const std::string goal = text_of(fs::read_symlink(native, error));
    return Error{"input.not_found",
                 said("the link \"%1\" leads to \"%2\", which is not there", path, goal), path, ""};
  }
  if (status.type() == fs::file_type::not_found) {
    return Error{"input.not_found", said("there is no file \"%1\"", path), path, file_remedy(path)};
  }
  if (error) return unreadable(path, Message::words(error.message()));
  std::uintmax_t size = 0;
  if (fs::is_regular_file(status)) {
    size = fs::file_size(native, error);
    if (error) size = 0;
    if (size > limit) {
      return Error{"input.too_large",
                   said("\"%1\" has %2 bytes, more than the limit of %3", path, size, limit), path,
                   too_large_remedy()};
    }
  }
  std::ifstream in(native, std::ios::binary);
  if (!in) return unreadable(path, Message::words(std::generic_category().message(errno)));
  make_room(size);
  return read_stream(in, path, limit, size);
}

std::string beginning_of(const std::string& path, std::size_t bytes) {
  std::error_code error;
  if (!fs::is_regular_file(path_of(path), error)) return "";
  std::string beginning(bytes, '\0');
  std::ifstream in(path_of(path), std::ios::binary);
  in.read(beginning.data(), static_cast<std::streamsize>(bytes));
  beginning.resize(static_cast<std::size_t>(in.gcount()));
  return beginning;
}

void note_passed_over(const std::string& name, PassedOver* passed_over) {
  if (passed_over == nullptr || name.starts_with('.') || is_left_beside(name) ||
      is_readable_name(name)) {
    return;
  }
  ++(*passed_over)[ascii_lowered(text_of(path_of(name).extension()))];
}

std::vector<Input> list_inputs(const Options& options, std::vector<Error>* errors,
                               PassedOver* passed_over) {
  std::vector<Input> files;
  for (const std::string& path : options.inputs) {
    std::error_code error;
    if (path == "-") {
      Result<std::string> bytes = file_bytes(path, options.max_bytes);
      if (!bytes) {
        errors->push_back(bytes.error());
        continue;
      }
      files.push_back({"-", "stdin", std::make_shared<const std::string>(std::move(*bytes))});
    } else if (!fs::is_directory(path_of(path), error)) {
      files.push_back({path, text_of(path_of(path).filename())});
    } else if (options.recursive) {
      list_folder(path, options, &files, errors, passed_over);
    } else {
      errors->push_back({"input.folder", said("\"%1\" is a folder", path), path,
                         "add -r to take the files in it"});
    }
  }
  const bool picked = !options.include.empty() || !options.exclude.empty();
  const auto wanted = [&](const std::string& place) { return is_wanted(options, place); };
  std::vector<Input> inputs;
  for (Input& file : files) {
    if (auto inside = inputs_in(file, wanted, options, errors, passed_over)) {
      inputs.insert(inputs.end(), inside->begin(), inside->end());
    } else {
      inputs.push_back(std::move(file));
    }
  }
  if (inputs.empty() && errors->empty() && picked) {
    errors->push_back({"input.none", "no file is left by --include and --exclude", "", ""});
  }
  return inputs;
}

Result<Source> read_input(const Input& input, const Options& options) {
  Result<std::string> bytes = input_bytes(input, options);
  if (!bytes) return bytes.error();
  Result<Source> source = read_apart(input.path, std::move(*bytes),
                                     read_options(options, tell_progress), worker_limits(options));
  // Exports name the file, not the folder it happens to lie in.
  if (source && input.path != "-") source->name = text_of(path_of(input.path).filename());
  return source;
}

Result<Document> open_input(const Input& input, const Options& options, const Grammar& grammar) {
  Result<std::string> bytes = input_bytes(input, options);
  if (!bytes) return bytes.error();
  return open_bytes(input, std::move(*bytes), options, grammar, tell_progress);
}

Result<Document> open_bytes(const Input& input, std::string bytes, const Options& options,
                            const Grammar& grammar, const PageProgress& progress) {
  const ReadOptions read = read_options(options, progress);
  if (is_stored(bytes)) return read_stored(input.path, bytes, read);
  Result<Source> source = read_apart(input.path, std::move(bytes), read, worker_limits(options));
  if (!source) return source.error();
  if (input.path != "-") source->name = text_of(path_of(input.path).filename());
  return parse(std::move(*source), grammar, options.limits.figures_or(kMostFigures));
}

Result<std::shared_ptr<const Grammar>> load_grammar(const Options& options) {
  if (options.grammar.empty()) return Grammar::builtin();
  std::vector<fs::path> folders;
  for (const std::string& folder : options.grammar) folders.push_back(path_of(folder));
  return Grammar::with_overlays(folders);
}

std::string error_text(const Error& error) {
  const std::string place = error.place.empty() ? "" : error.place + told(": ");
  const std::string head = styled(told("error"), Style::bad, Stream::err) + told(": ");
  std::string text = "gangmu: " + head + printable(place + told(error.message)) +
                     printable(" [" + error.code + "]") + "\n";
  std::istringstream detail(told(error.detail));
  for (std::string line; std::getline(detail, line);) text += "  " + printable(line) + "\n";
  return text;
}

std::string told_path(const Input& input, const Document& document) {
  return document.source.stored ? input.path + "/" + document.source.name : input.path;
}

std::string diagnostics_text(const Input& input, const Document& document) {
  const std::string path = told_path(input, document);
  std::string text;
  for (const Diagnostic& d : document.diagnostics) {
    const std::string severity = "severity " + std::string(name_of(severity_of(d.code)));
    text += printable(fmt::format(
        "{}:{}: {}: {} [{}]", path, document.source.line_of(d.span.begin), spoken()(severity),
        explained(spoken(), name_of(d.code), d.message, d.args), name_of(d.code)));
    text += '\n';
  }
  return text;
}

bool has_warning(const Document& document) {
  return std::any_of(document.diagnostics.begin(), document.diagnostics.end(),
                     [](const Diagnostic& d) { return severity_of(d.code) != Severity::hint; });
}

void print_error(const Error& error) { std::fputs(error_text(error).c_str(), stderr); }

int for_each_document(const Options& options,
                      const std::function<void(const Input&, const Document&)>& visit,
                      const std::function<void(const Error&)>& failed) {
  const auto grammar = load_grammar(options);
  if (!grammar) {
    print_error(grammar.error());
    return kFailed;
  }
  std::vector<Error> errors;
  const std::vector<Input> inputs = list_inputs(options, &errors);
  bool doubted = false;
  for (const Input& input : inputs) {
    const Result<Document> document = open_input(input, options, **grammar);
    if (!document) {
      errors.push_back(document.error());
      continue;
    }
    if (options.tell_diagnostics) {
      std::fputs(diagnostics_text(input, *document).c_str(), stderr);
    }
    doubted = doubted || !document->diagnostics.empty();
    visit(input, *document);
  }
  for (const Error& error : errors) {
    print_error(error);
    if (failed) failed(error);
  }
  if (!errors.empty()) return kFailed;
  return options.strict && doubted ? kFound : kDone;
}

}  // namespace gangmu::cli
