// From the inputs on the command line to documents, and how doubts and failures are told.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "cli/verbs.h"
#include "model/document.h"
#include "model/result.h"
#include "parser/grammar.h"

namespace gangmu::cli {

// One file to read: its path for messages ("-": standard input), and its place below a folder that
// was given, or its name.
struct Input {
  std::string path;
  std::string relative;
};

// Files as given and, with -r, the readable files in folders, sorted. Failures go to `errors`.
std::vector<Input> list_inputs(const Options& options, std::vector<Error>* errors);
Result<Source> read_input(const Input& input, const Options& options);
Result<std::shared_ptr<const Grammar>> load_grammar(const Options& options);

// "gangmu: error: PLACE: message [code]" and the remedy on lines of their own.
std::string error_text(const Error& error);
// "FILE:LINE: severity: text [code]", a line each.
std::string diagnostics_text(const std::string& path, const Document& document);
void print_error(const Error& error);

// Reads and parses each input and hands it to `visit`; tells diagnostics and failures on standard
// error. Returns the exit status.
int for_each_document(const Options& options,
                      const std::function<void(const Input&, const Document&)>& visit);

}  // namespace gangmu::cli
