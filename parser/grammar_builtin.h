// The built-in grammar as tables, generated from grammar/*.toml by tools/grammarc.cpp at build
// time. Internal to the generated file and parser/grammar_builtin.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "parser/grammar.h"

namespace gangmu::builtin {

// Numbers and no pointers, which the loader of programs would have to set at each start.

// Bytes of `text`.
struct Text {
  std::uint32_t at, size;
};
// So many rows of a table.
struct Range {
  std::uint32_t begin, count;
};
struct PartRow {
  Text name, expression;
  std::uint16_t file;
  int line;
};
struct RuleRow {
  Stage stage;
  At at;
  Text name, match, kind;
  int level;
  std::uint16_t file;
  int line;
  Range before, after, not_before, not_after, flags, yes, no;  // of `texts`
};
// In the order of WordTable::words().
struct WordRow {
  Text text, value;
  Range more;  // of `texts`: key, value, key, value …
  std::uint16_t file, line;
  std::uint32_t place;  // among the words of its table as the files give them
};
// Sorted by name, as all of the program's maps.
struct TableRow {
  Text name;
  Range words, groups, end_groups, first, last;  // as many keys as words, at the same places
};

extern const std::string_view sha256, text;
extern const std::span<const Text> files, texts;
extern const std::span<const PartRow> parts;
extern const std::span<const RuleRow> rules;
extern const std::span<const TableRow> tables;
extern const std::span<const WordRow> words;
extern const std::span<const WordIndex::Key> keys, end_keys;
extern const std::span<const WordIndex::Group> groups, end_groups;
extern const std::span<const WordIndex::Slot> first, last;

inline std::string_view shown(Text place) { return text.substr(place.at, place.size); }

}  // namespace gangmu::builtin
