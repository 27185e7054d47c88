// What this machine can read, and what it lacks: the table behind `formats` and `doctor`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/message.h"

namespace gangmu::cli {

// A program beside gangmu that a format needs, or (for scans) uses where it is there.
struct Helper {
  std::string program;
  bool for_scans = false;
  std::string path;  // empty: not installed
  bool ready = false;
  Message lacking;      // what is wrong where it is not ready
  std::string command;  // how to get it where there is apt-get; else empty
  Message remedy;       // … and in words
};

struct Capability {
  std::string name;
  std::string endings;  // ".doc .wps"
  Message summary;
  std::vector<Helper> helpers = {};
  bool readable() const;  // all that it cannot do without is there
};

std::vector<Capability> readable_formats();
std::vector<Capability> writable_formats();

}  // namespace gangmu::cli
