// What somebody sets once instead of typing it each time (docs/configuration.md): gangmu.toml and
// variables GANGMU_* of the environment. Flags of the command line win over variables, these over
// gangmu.toml in the working folder, that over the one in the user's folder of settings.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "model/result.h"

namespace gangmu::cli {

struct Setting {
  std::string key;  // the long name of an option
  std::vector<std::string> values;
  std::string place;  // "gangmu.toml:3" or "GANGMU_JOBS", for messages
};

struct Settings {
  std::vector<Setting> all;        // a key once: of several places that which wins
  std::vector<std::string> files;  // that were read
  const Setting* find(std::string_view key) const;
};

// `language`: is told the value of "lang", also where the settings are wrong elsewhere.
Result<Settings> read_settings(std::string* language);

}  // namespace gangmu::cli
