// From the inputs on the command line to documents, and how doubts and failures are told.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cli/verbs.h"
#include "model/document.h"
#include "model/result.h"
#include "parser/grammar.h"

namespace gangmu::cli {

class Archive;

// The folder that a batch keeps its notes in, inside that of -d.
inline constexpr std::string_view kNotes = ".gangmu";

// One file to read: its path for messages ("-": standard input; "a.zip/b.txt": a file in an
// archive), and its place below a folder that was given, or its name.
struct Input {
  std::string path;
  std::string relative;
  std::shared_ptr<const std::string> bytes = nullptr;  // of standard input, which is read once
  std::shared_ptr<Archive> archive = nullptr;          // that it lies in
  std::uint64_t entry = 0;                             // its place there
};

// The path of the file on the disk that the input is, or lies in.
const std::string& file_of(const Input& input);
// Whether the name ends like those that a reader, or a folder's reader, takes.
bool has_ending(std::string_view name, std::string_view ending);
bool is_readable_name(std::string_view name);
// The bytes of a file, or of standard input.
Result<std::string> file_bytes(const std::string& path, std::uint64_t limit);
// So many bytes of it at most, or "" where the path names no file that can be read twice.
std::string beginning_of(const std::string& path, std::size_t bytes);

// Files in folders and archives that no reader takes: how many with each ending.
using PassedOver = std::map<std::string, std::size_t>;
// Adds a file, unless it is read, hidden or left there by another program.
void note_passed_over(const std::string& name, PassedOver* passed_over);
// Files as given and, with -r, the readable files in folders, sorted; for an archive the readable
// files in it; of those in folders and archives the ones that --include and --exclude leave.
// Failures go to `errors`.
std::vector<Input> list_inputs(const Options& options, std::vector<Error>* errors,
                               PassedOver* passed_over = nullptr);
Result<Source> read_input(const Input& input, const Options& options);
Result<Document> open_input(const Input& input, const Options& options, const Grammar& grammar);
// The two halves of it. `progress` is told of pages that are being recognised.
using PageProgress =
    std::function<void(const std::string& name, std::size_t done, std::size_t all)>;
Result<std::string> input_bytes(const Input& input, const Options& options);
Result<Document> open_bytes(const Input& input, std::string bytes, const Options& options,
                            const Grammar& grammar, const PageProgress& progress);
std::string page_progress(const std::string& name, std::size_t done, std::size_t all);
Result<std::shared_ptr<const Grammar>> load_grammar(const Options& options);

// The file whose lines are told: the input, or the file that an export names ("a.json/plan.txt").
std::string told_path(const Input& input, const Document& document);
// "gangmu: error: PLACE: message [code]" and the remedy on lines of their own.
std::string error_text(const Error& error);
// "FILE:LINE: severity: text [code]", a line each.
std::string diagnostics_text(const Input& input, const Document& document);
// Whether one of them is more than a hint.
bool has_warning(const Document& document);
void print_error(const Error& error);

// Reads and parses each input and hands it to `visit`, or what failed to `failed`; tells
// diagnostics and failures on standard error. Returns the exit status.
int for_each_document(const Options& options,
                      const std::function<void(const Input&, const Document&)>& visit,
                      const std::function<void(const Error&)>& failed = {});

}  // namespace gangmu::cli
