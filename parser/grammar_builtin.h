// The built-in grammar as tables, generated from grammar/*.toml by tools/grammarc.cpp at build
// time. Internal to the generated file and parser/grammar_builtin.cpp.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "parser/grammar.h"

namespace gangmu::builtin {

// A range of `texts`.
struct TextRange {
  std::uint32_t begin, count;
};
struct PartRow {
  std::string_view name, expression;
  std::uint16_t file;
  int line;
};
struct RuleRow {
  Stage stage;
  At at;
  std::string_view name, match, kind;
  int level;
  std::uint16_t file;
  int line;
  TextRange before, after, not_before, not_after, flags, yes, no;
};
struct WordRow {
  std::uint16_t table;  // index into `tables`
  std::string_view text, value;
  TextRange more;  // key, value, key, value …
  std::uint16_t file, line;
};

extern const std::string_view sha256;
extern const std::span<const std::string_view> files, tables, texts;
extern const std::span<const PartRow> parts;
extern const std::span<const RuleRow> rules;
extern const std::span<const WordRow> words;

}  // namespace gangmu::builtin
