// The verbs of the program. main.cpp holds the table of them and reads the command line into one
// Options; each verb is a function that does its work and returns the exit status.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"
#include "readers/reader.h"

namespace gangmu::cli {

// Exit statuses of the contract.
inline constexpr int kDone = 0;
inline constexpr int kFound = 1;   // --strict and a diagnostic, or an example that fails
inline constexpr int kFailed = 2;  // wrong usage, or an input or output that could not be handled

struct Options {
  std::vector<std::string> inputs;                    // files, folders, "-"
  std::vector<std::string> grammar;                   // overlay folders
  std::string encoding;                               // empty: find out
  ReadLimits limits;                                  // of what is read
  std::uint64_t max_bytes = ReadOptions().max_bytes;  // of a file
  bool recursive = false;
  std::vector<std::string> include, exclude;  // patterns of files in folders and archives
  bool strict = false;
  bool json = false;
  bool tell_diagnostics = true;           // on standard error
  std::string language;                   // of words shown; empty: the verb's own choice
  std::string format, output, directory;  // convert
  bool takes_folder = false;              // the verb has -d
  std::string table;                      // convert to CSV; empty: the exporter's choice
  std::size_t chunk_size = 0;             // convert to chunks; 0: the exporter's choice
  std::string update;                     // convert to a workbook: "true", or the old workbook
  std::string rows, layout, split_by;     // … a row a what; "print"; "unit"
  bool merge = false;                     // all inputs into one output
  bool force = false;                     // … whatever was typed into the one that is there
  unsigned jobs = 0;                      // 0: as many as there are processors
  unsigned time_limit = 300;              // seconds for a file
  std::uint64_t memory_limit = std::uint64_t{4} << 30;  // bytes of a worker; 0: none
  std::vector<std::string> limit_texts;                 // NAME=VALUE, as they were given
  bool limits_given = false;                            // … asks for workers also for a single file
  bool resume = false;                                  // pass over what is done
  bool quiet = false;                                   // tell errors alone
  std::string from;                                     // "ndjson": inputs are streams of documents
  std::vector<std::string> without;                     // check: codes of rules that are off
  std::string accepted;                                 // … a file of findings that are known
  bool keys = false;                                    // … tell the keys of findings
  bool open = false;                                    // compare: rows alone that need an answer
  std::string stage;                                    // dump
  std::uint32_t line = 0;                               // explain; 0: all
  std::string colour;                                   // "auto", "always", "never"; empty: auto
  bool no_pager = false;
  bool no_config = false;             // neither gangmu.toml nor variables of the environment
  std::vector<std::string> config;    // the files of settings that were read
  std::optional<Error> config_wrong;  // … what is wrong in them, where doctor goes on
};

int run_convert(const Options& options);
int run_outline(const Options& options);
int run_targets(const Options& options);
int run_tasks(const Options& options);
int run_references(const Options& options);
int run_names(const Options& options);
int run_check(const Options& options);
int run_compare(const Options& options);
int run_diff(const Options& options);
int run_quantities(const Options& options);
int run_explain(const Options& options);
int run_dump(const Options& options);
std::vector<std::string_view> dump_stages();
int run_formats(const Options& options);
int run_doctor(const Options& options);
int run_completion(const Options& options);
int run_manual(const Options& options);
int run_grammar_test(const Options& options);
int run_grammar_show(const Options& options);

}  // namespace gangmu::cli
