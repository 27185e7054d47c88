// The rules and words that the stages work with, read from grammar/*.toml (docs/grammar.md).
//
// A Grammar is immutable and may be shared between threads. The built-in one was parsed and had its
// examples run when the program was built; only overlay folders are parsed at run time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"

namespace gangmu {

// The stage that a rule belongs to; the first part of a rule's full name ("outline/h2").
enum class Stage : std::uint8_t { layout, outline, tables, targets };
std::string_view name_of(Stage stage);

enum class At : std::uint8_t { paragraph, line, inline_text };

// One [[rule]] of a grammar file.
struct Rule {
  std::string name;   // "h2"
  std::string match;  // the pattern as written
  std::string kind;   // meaning depends on the stage; outline: a node kind
  int level = 0;
  At at = At::paragraph;
  std::vector<std::string> before, after, not_before, not_after;  // literal neighbours
  std::vector<std::string> flags;  // free words that a stage looks for ("scope", "whole")
  std::vector<std::string> yes, no;
  std::string file;  // "30-outline.toml"
  int line = 0;
  bool has_flag(std::string_view flag) const {
    for (const auto& f : flags) {
      if (f == flag) return true;
    }
    return false;
  }
};

// A rule that matched at the start of a text. Offsets are bytes of that text.
struct Match {
  std::uint16_t rule = 0;  // index into rules(stage)
  std::uint32_t length = 0;
  std::uint32_t num_begin = 0, num_end = 0;  // the part captured as {num:…}; equal when none
};

// An entry of a word table. `value` is what the table maps the word to ("" for plain lists), `more`
// further keys of an inline table.
struct Word {
  std::string text;  // folded
  std::string value;
  std::vector<std::pair<std::string, std::string>> more;
  std::uint16_t file = 0;  // index into Grammar::files()
  std::uint16_t line = 0;
  std::string_view get(std::string_view key) const {
    for (const auto& [k, v] : more) {
      if (k == key) return v;
    }
    return {};
  }
};

// Words with the fastest question first: which word starts here?
class WordTable {
 public:
  WordTable() = default;
  explicit WordTable(std::vector<Word> words);
  // The longest word that starts at byte `at` of folded text, or nullptr.
  const Word* longest_at(std::string_view folded, std::size_t at) const;
  // The longest word that the folded text ends with, or nullptr.
  const Word* longest_at_end(std::string_view folded) const;
  // The first word found anywhere in the text (leftmost, then longest), or nullptr; `at` is set.
  const Word* find(std::string_view folded, std::size_t from, std::size_t* at) const;
  const Word* exact(std::string_view folded) const;
  std::span<const Word> words() const { return words_; }
  bool empty() const { return words_.empty(); }

 private:
  std::vector<Word> words_;                 // sorted by text
  std::vector<std::uint32_t> first_char_;   // index by code point (BMP) -> 1 + first entry, 0: none
  std::vector<std::uint32_t> last_order_;   // entries sorted by reversed text
};

class Grammar {
 public:
  ~Grammar();
  // The grammar that was built in.
  static std::shared_ptr<const Grammar> builtin();
  // The built-in grammar with folders of .toml files laid over it, in order. A mistake is an Error
  // with file, line, column and a caret below the source line.
  static Result<std::shared_ptr<const Grammar>> with_overlays(
      std::span<const std::filesystem::path> folders);
  // A grammar read from folders alone, without the built-in one (the build uses this).
  static Result<std::shared_ptr<const Grammar>> from_folders(
      std::span<const std::filesystem::path> folders);

  std::span<const Rule> rules(Stage stage) const;
  const Rule* find_rule(Stage stage, std::string_view name) const;
  // All rules of the stage that match at the start of `folded` (blanks trimmed), in file order.
  // Conditions on what stands before are the caller's, who knows the line.
  void match(Stage stage, std::string_view folded, std::vector<Match>* out) const;
  // The named word table; an empty one when no file defines it.
  const WordTable& words(std::string_view table) const;
  // The number that a captured numeral stands for: Arabic, Chinese, circled, roman; nullopt when it
  // is none or exceeds a million.
  std::optional<int> number(std::string_view folded) const;

  const std::string& sha256() const;
  std::span<const std::string> files() const;
  std::span<const std::string> overlays() const;  // names of the folders laid over
  // All named parts, rules and tables, as TOML (`gangmu grammar show`).
  std::string show() const;

  struct ExampleFailure {
    std::string place;  // "FILE:LINE"
    std::string message;
  };
  struct ExampleReport {
    int rules = 0, examples = 0;
    std::vector<ExampleFailure> failures;
  };
  // Runs each rule's yes and no examples (`gangmu grammar test`).
  ExampleReport run_examples() const;

 private:
  Grammar();
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace gangmu
