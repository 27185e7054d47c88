// The built-in grammar as tables and functions, generated from grammar/*.toml by
// tools/grammarc.cpp and re2c at build time. Internal to the generated files and
// parser/grammar*.cpp.
#pragma once

#include <array>
#include <cstddef>
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
  std::uint16_t match_scanner, after_scanner, not_after_scanner;
};
// Instead of the number of a scanner: nothing is asked for, or RE2 must be asked.
inline constexpr std::uint16_t kNone = 0xFFFF, kNoScanner = 0xFFFE;
// The rules of each stage that may match a folded text: ranges of `first_rules`.
struct FirstRow {
  std::array<Range, kStageCount> rules;
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
// The row of `firsts` for each place_of_first() of a folded text.
extern const std::span<const std::uint16_t> first_places;
extern const std::span<const FirstRow> firsts;
extern const std::span<const std::uint16_t> first_rules;

// As CharFilter: characters of three bytes share a place with those whose last two are the same,
// and all others beyond ASCII share one.
inline constexpr std::size_t kFirstPlaces = 0x80 + 1 + 0x1000;
constexpr std::size_t place_of_first(char32_t c) {
  if (c < 0x80) return c;
  return c < 0x800 || c >= 0x10000 ? 0x80 : 0x81 + (c & 0xFFF);
}

// In bytes from the start of the text.
struct Scanned {
  std::size_t length = 0, num_begin = 0, num_end = 0;
};
// Whether a scanner matches at the start of the text, which holds no NUL and is followed by one;
// the length counts that one where the scanner asks for the end of the text.
bool scan(std::uint16_t scanner, const char* start, Scanned* found);

inline std::string_view shown(Text place) { return text.substr(place.at, place.size); }

}  // namespace gangmu::builtin
