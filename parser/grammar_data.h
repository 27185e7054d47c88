// What a grammar consists of, before anything is compiled: the common form of the loader, the
// built-in tables and show(). Internal to parser/grammar*.cpp and tools/grammarc.cpp.
#pragma once

#include <array>
#include <filesystem>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "parser/grammar.h"

namespace gangmu {

// A named RE2 expression of [parts].
struct Part {
  std::string expression;
  std::string file;
  int line = 0;
};
using Parts = std::map<std::string, Part, std::less<>>;

// A word as a file gives it; a Word shows it.
struct GivenWord {
  std::string text;  // folded
  std::string value;
  std::vector<std::pair<std::string, std::string>> more;
  std::uint16_t file = 0, line = 0;
};

struct GrammarData {
  std::array<std::vector<Rule>, kStageCount> rules;
  Parts parts;
  std::map<std::string, std::vector<GivenWord>, std::less<>> tables;
  std::vector<std::string> files, overlays;
  std::string sha256;
};

// Lays folders over `data`, in order. When `data` is empty the first folder is the base: its files
// go by their bare names and it is no overlay.
Result<GrammarData> lay_folders(GrammarData data, std::span<const std::filesystem::path> folders);

// The tables that were generated at build time (grammar_builtin.h): all of them, or what is no
// word.
GrammarData builtin_data();
GrammarData builtin_rules();

// As TOML that loads again to the same rules, parts and words.
std::string show_grammar(const GrammarData& data);

// What Grammar::number() does, over the two numeral tables.
std::optional<int> number_of(std::string_view folded, const WordTable& digits,
                             const WordTable& magnitudes);

}  // namespace gangmu
