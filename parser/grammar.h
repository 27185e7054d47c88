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
#include <utility>
#include <vector>

#include "model/char_filter.h"
#include "model/result.h"
#include "model/text.h"

namespace gangmu {

// The stage that a rule belongs to; the first part of a rule's full name ("outline/h2").
enum class Stage : std::uint8_t { layout, outline, tables, targets };
std::string_view name_of(Stage stage);

inline constexpr int kStageCount = 4;

// Where a rule may match: at a paragraph's start, at a line's start, anywhere.
enum class At : std::uint8_t { paragraph, line, inline_text };
std::string_view name_of(At at);  // "paragraph", "line", "inline"

// One [[rule]] of a grammar file.
struct Rule {
  std::string name;   // "h2"
  std::string match;  // the pattern as written
  std::string kind;   // meaning depends on the stage; outline: a node kind
  int level = 0;
  At at = At::paragraph;
  std::vector<std::string> before, after, not_before, not_after;  // patterns of the neighbours
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
// further keys of an inline table. What it shows lives as long as its grammar.
struct Word {
  std::string_view text;  // folded
  std::string_view value;
  std::span<const std::pair<std::string_view, std::string_view>> more;
  std::uint16_t file = 0;  // index into Grammar::files()
  std::uint16_t line = 0;
  std::string_view get(std::string_view key) const {
    for (const auto& [k, v] : more) {
      if (k == key) return v;
    }
    return {};
  }
};

// How a word table finds its words: numbers alone, so that those of the built-in grammar stand
// ready in the program.
struct WordIndex {
  // The words of one first, or last, character: a range of keys, and which byte may stand two
  // further (before or behind), by its low six bits.
  struct Group {
    std::uint32_t begin = 0, end = 0;
    std::uint64_t next = 0;
  };
  // Eight bytes beside that character, as many of them as the word has.
  struct Key {
    std::uint64_t bytes = 0, mask = 0;
    std::uint32_t word = 0;
  };
  // Of a hash table, at most half full: 1 + the place of the character's group, 0 for none.
  struct Slot {
    std::uint16_t character = 0, number = 0;
  };

  std::span<const Key> keys, end_keys;  // by character, longest word first
  std::span<const Group> groups, end_groups;
  std::span<const Slot> first, last;  // as many as a power of two
};

// Words with the fastest question first: which word starts here? The first character leads to the
// words that begin with it, a set of bytes behind it tells which of them can follow, and those are
// compared eight bytes at a time. The same from behind.
class WordTable {
 public:
  WordTable() = default;
  // Words in any order; what they show must outlive the table. Empty ones are left out.
  explicit WordTable(std::vector<Word> words);
  // Words in the order of words(), with the index of such a table.
  WordTable(std::vector<Word> words, const WordIndex& index);
  WordTable(WordTable&&) = default;
  WordTable& operator=(WordTable&&) = default;
  ~WordTable() = default;

  // The longest word that starts at byte `at` of folded text, or nullptr.
  const Word* longest_at(std::string_view folded, std::size_t at) const {
    if (at >= folded.size()) return nullptr;
    std::size_t behind = at;
    const std::uint32_t group = number_in(index_.first, next_char(folded, behind));
    return group == 0 ? nullptr : longest_in(group, folded, at, behind);
  }
  // The longest word that the folded text ends with, or nullptr.
  const Word* longest_at_end(std::string_view folded) const {
    if (folded.empty()) return nullptr;
    std::size_t begin = folded.size();
    const std::uint32_t group = number_in(index_.last, previous_char(folded, begin));
    return group == 0 ? nullptr : longest_before(group, folded, begin);
  }
  // Whether a word of the table begins, or ends, with the character (or one outside the BMP).
  bool may_begin(char32_t c) const { return number_in(index_.first, c) != 0; }
  bool may_end(char32_t c) const { return number_in(index_.last, c) != 0; }
  // Adds the characters that words of the table begin with.
  void add_firsts(CharFilter* filter) const;
  // The first word found anywhere in the text (leftmost, then longest), or nullptr; `at` is set.
  const Word* find(std::string_view folded, std::size_t from, std::size_t* at) const;
  const Word* exact(std::string_view folded) const;
  // By first character, then longest first, then text.
  std::span<const Word> words() const { return words_; }
  const WordIndex& index() const { return index_; }
  bool empty() const { return words_.empty(); }

 private:
  // What the index of a table that is made at run time shows.
  struct Made;
  struct Delete {
    void operator()(const Made* made) const;
  };

  // All characters outside the BMP are one.
  static std::uint32_t number_in(std::span<const WordIndex::Slot> slots, char32_t c) {
    if (slots.empty()) return 0;
    if (c >= 0x10000) c = 0xFFFF;
    std::size_t at = place_in(slots.size(), c);
    while (slots[at].number != 0 && slots[at].character != c) at = (at + 1) & (slots.size() - 1);
    return slots[at].number;
  }
  static std::size_t place_in(std::size_t size, char32_t c) {
    // The upper bits of 2^32 by the golden ratio.
    return (std::uint64_t{c * std::uint32_t{0x9E3779B1}} * size) >> 32;
  }
  const Word* longest_in(std::uint32_t group, std::string_view folded, std::size_t at,
                         std::size_t behind) const;
  const Word* longest_before(std::uint32_t group, std::string_view folded, std::size_t begin) const;
  void make_index(bool ends);
  static void set(std::vector<WordIndex::Slot>* slots, char32_t c, std::size_t number);

  std::vector<Word> words_;
  WordIndex index_;
  std::unique_ptr<Made, Delete> made_;
  CharFilter firsts_;  // of the characters in index_.first
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
  // All rules of the stage that match at the start of `folded`, in order of precedence; `out` is
  // cleared first. Nothing is trimmed. `after` and `not_after` are decided here, what stands before
  // by before_ok().
  void match(Stage stage, std::string_view folded, std::vector<Match>* out) const;
  // Whether rules are still to be compiled, as they are where folders were laid over the built-in
  // ones; that happens when a rule of a stage is first asked for.
  bool is_slow_to_start() const;
  // Compiles all of them.
  void prepare() const;
  // Whether a rule of the stage may match at the start of a text that begins with the character,
  // as it stands in the source.
  bool may_match(Stage stage, char32_t first) const;
  // Whether `before` and `not_before` of the rule allow it behind `folded_before`, the text of the
  // line or paragraph up to the match.
  bool before_ok(Stage stage, std::uint16_t rule, std::string_view folded_before) const;
  // The named word table; an empty one when no file defines it.
  const WordTable& words(std::string_view table) const;
  // The number that a captured numeral stands for: Arabic, Chinese, circled, roman, a letter; the
  // last component of "2.3.1" and "1-2"; nullopt when it is none or exceeds a million.
  std::optional<int> number(std::string_view folded) const;

  const std::string& sha256() const;
  std::span<const std::string> files() const;
  std::span<const std::string> overlays() const;  // names of the folders laid over
  // The named expressions that patterns are put together from; the names of the word tables.
  std::vector<std::pair<std::string_view, std::string_view>> parts() const;
  std::vector<std::string_view> tables() const;
  // All named parts, rules and tables, as TOML (`gangmu grammar show`).
  std::string show() const;

  struct ExampleFailure {
    std::string place;  // "FILE:LINE"
    Message message;
  };
  struct ExampleReport {
    int rules = 0, examples = 0;
    std::vector<ExampleFailure> failures;
  };
  // Runs each rule's yes and no examples (`gangmu grammar test`).
  ExampleReport run_examples() const;

 private:
  struct Impl;
  explicit Grammar(std::unique_ptr<const Impl> impl);
  std::unique_ptr<const Impl> impl_;
};

}  // namespace gangmu
