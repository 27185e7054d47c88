// The verbs of the program with all that is told about them. Help, manual pages, completion and
// settings go over these rows.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "cli/verbs.h"

namespace CLI {
class App;
}

namespace gangmu::cli {

struct Example {
  const char* command;
  const char* what;  // id of a message
};

struct Verb {
  std::string_view group;  // the verb that this one stands below, or ""
  std::string_view name;
  const char* summary;  // id of a message
  void (*add)(CLI::App& verb, Options& options);
  int (*run)(const Options& options);
  std::span<const Example> examples;
  bool pages = true;    // its output is for reading
  bool hidden = false;  // for the build alone

  std::string path() const {  // "grammar test"
    return (group.empty() ? "" : std::string(group) + " ") + std::string(name);
  }
};

std::span<const Verb> verbs();
// The first word of the command line that leads to a verb.
inline std::string_view first_word(const Verb& verb) {
  return verb.group.empty() ? verb.name : verb.group;
}

}  // namespace gangmu::cli
