// One .toml file of a grammar folder, read but not yet laid over anything. Internal to
// parser/grammar_toml.cpp (which fills it) and parser/grammar_load.cpp (which merges).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "parser/grammar_data.h"

namespace gangmu {

struct Spot {
  int line = 1, column = 1;  // from 1; columns are characters
};

// A string of the file with its place.
struct Quoted {
  std::string text;
  Spot spot;
};

struct PartEntry {
  Quoted name, expression;
};
struct RuleEntry {
  Stage stage = Stage::outline;
  Rule rule;
  Quoted name;
  std::vector<Quoted> patterns;  // match first, then all conditions
  Quoted order_after;            // empty: none
};
struct WordEntry {
  std::string table;
  GivenWord word;
  Spot spot;
};
struct RemovedWord {
  std::string table;
  Quoted word;
};

struct GrammarFile {
  std::string path;  // as named in messages
  std::string name;  // as kept in rules
  std::string text;
  std::vector<PartEntry> parts;
  std::vector<RuleEntry> rules;
  std::vector<WordEntry> words;
  std::vector<Quoted> removed_rules;  // "outline/h2"
  std::vector<RemovedWord> removed_words;
};

// A mistake in a file; thrown within the loader only, which makes an Error of it.
struct GrammarMistake {
  const GrammarFile* file = nullptr;
  Spot spot;
  Message message;
  std::string code = "grammar.invalid";
};

// Reads `file->text`. Throws GrammarMistake.
void read_grammar_file(GrammarFile* file);

std::optional<Stage> stage_named(std::string_view name);

}  // namespace gangmu
