// The command line: read into Options, with what is wrong told in words, and as data for what is
// made of it (help, manual pages, completion).
#pragma once

#include <string>
#include <vector>

#include "cli/verb_table.h"

namespace gangmu::cli {

struct OptionView {
  std::vector<std::string> names;    // "-o", "--output"; of a positional one its name
  std::string value;                 // "FILE"; empty for a flag
  std::vector<std::string> choices;  // of the value, where they are known
  std::string help;                  // id of a message
  bool positional = false;
  bool required = false;
  bool many = false;  // a positional one that takes any number
};

struct VerbView {
  const Verb* verb = nullptr;
  std::vector<OptionView> options;
};

struct CommandView {
  std::vector<VerbView> verbs;
  std::vector<OptionView> everywhere;
};
CommandView command_view();

// Does what the arguments ask for and returns the exit status.
int run_command(std::vector<std::string> arguments);

}  // namespace gangmu::cli
