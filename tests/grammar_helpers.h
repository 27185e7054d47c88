// Small grammars written to folders of their own, for the tests of the rule language.
#pragma once

#include <algorithm>
#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "model/text.h"
#include "parser/grammar.h"

namespace gangmu::grammar_test {

namespace fs = std::filesystem;

// A folder that goes away with its scope.
class Folder {
 public:
  explicit Folder(const std::string& name) {
    static std::atomic<int> count = 0;
    const auto stamp = std::chrono::steady_clock::now().time_since_epoch().count();
    root_ = fs::temp_directory_path() /
            ("gangmu-grammar-" + std::to_string(stamp) + "-" + std::to_string(++count));
    path_ = root_ / name;
    fs::create_directories(path_);
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(root_, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  Folder& file(const std::string& name, const std::string& text) {
    std::ofstream(path_ / name, std::ios::binary) << text;
    return *this;
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path root_, path_;
};

using Loaded = Result<std::shared_ptr<const Grammar>>;

inline Loaded load_alone(const Folder& folder) {
  return Grammar::from_folders(std::vector<fs::path>{folder.path()});
}
inline Loaded load_over(const Folder& folder) {
  return Grammar::with_overlays(std::vector<fs::path>{folder.path()});
}

inline std::shared_ptr<const Grammar> overlay(const std::string& text) {
  Folder folder("mine");
  folder.file("a.toml", text);
  const Loaded loaded = load_over(folder);
  if (!loaded) FAIL(loaded.error().place + ": " + loaded.error().message);
  return *loaded;
}

// "LINE:COLUMN: message", then the quoted line and the caret line.
inline std::string mistake(const std::string& text) {
  Folder folder("mine");
  folder.file("a.toml", text);
  const Loaded loaded = load_over(folder);
  if (loaded) return "loads";
  const Error& error = loaded.error();
  const std::string file = folder.path().generic_string() + "/a.toml:";
  REQUIRE(error.place.starts_with(file));
  return error.place.substr(file.size()) + ": " + error.message + "\n" + error.detail;
}

// A rule with its required keys; `more` are further lines.
inline std::string rule(const std::string& name, const std::string& match,
                        const std::string& more = "") {
  return "[[rule]]\nname = '" + name + "'\nmatch = '" + match +
         "'\nkind = 'h2'\nyes = ['甲']\nno = ['乙']\n" + more;
}
inline std::string outline(const std::string& rules) { return "stage = 'outline'\n" + rules; }

// The names of all rules that match, each with its length in bytes and its numeral.
inline std::string matches(const Grammar& grammar, Stage stage, const std::string& text) {
  std::vector<Match> found;
  const std::string folded = fold(text);
  grammar.match(stage, folded, &found);
  std::string out;
  for (const Match& match : found) {
    out += (out.empty() ? "" : " ") + grammar.rules(stage)[match.rule].name + ":" +
           std::to_string(match.length) + ":" +
           folded.substr(match.num_begin, match.num_end - match.num_begin);
  }
  return out;
}

inline std::vector<std::string> names(const Grammar& grammar, Stage stage) {
  std::vector<std::string> out;
  for (const Rule& one : grammar.rules(stage)) out.push_back(one.name);
  return out;
}

}  // namespace gangmu::grammar_test
