// Writes JSON as a stream: no tree is built, and numbers are printed from their text, so that 8.10
// stays 8.10.
//
// The caller opens and closes; commas and escapes are the writer's. What is written is valid JSON
// and valid UTF-8 whatever the strings hold: control characters, U+2028, U+2029 and what would end
// a script in a page of HTML ("</", "<!") are escaped, bytes that are not UTF-8 become U+FFFD.
// Values follow one another on one line until break_line() asks for a new one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "exporters/exporter.h"

namespace gangmu {

class JsonWriter {
 public:
  // one: break_line() does nothing, for formats in which a line is an object.
  enum class Lines : std::uint8_t { many, one };
  // With a `depth` it writes the later members of an object, around which so many brackets stand
  // open in another writer: see continuation().
  explicit JsonWriter(Sink& sink, Lines lines = Lines::many, std::size_t depth = 0)
      : sink_(sink), one_line_(lines == Lines::one), filled_(depth, true) {}

  void begin_object() { open('{'); }
  void end_object() { close('}'); }
  void begin_array() { open('['); }
  void end_array() { close(']'); }
  // The next key, value or closing bracket starts a line, indented by its depth.
  void break_line() { broken_ = !one_line_; }
  // A name of a member; must need no escapes.
  void key(std::string_view name);

  void string(std::string_view text);
  void integer(std::uint64_t value);
  // What another writer made at this depth, behind a member.
  void continuation(std::string_view members) { sink_.write(members); }
  // An array of two integers: first and last line, begin and end.
  void range(std::uint64_t first, std::uint64_t last);
  void boolean(bool value);
  void null();
  // A decimal number exactly as printed. Anything that is no JSON number, and the empty string, is
  // written as null; an exponent is no decimal and counts among these.
  void number(std::string_view lexeme);

  // Key and value in one.
  void member(std::string_view name, std::string_view text);
  void member(std::string_view name, std::uint64_t value);
  void number_member(std::string_view name, std::string_view lexeme);
  // null for an empty text
  void optional_member(std::string_view name, std::string_view text);

 private:
  void open(char bracket);
  void close(char bracket);
  void separate();
  void new_line();

  Sink& sink_;
  const bool one_line_;
  std::vector<char> filled_;  // for each open bracket: something stands in it
  bool after_key_ = false;
  bool broken_ = false;
};

// An optional minus sign, digits without leading zeros, and a fraction.
bool is_decimal(std::string_view lexeme);
// The double nearest to a text that is nothing but a number, also one with an exponent.
std::optional<double> double_of(std::string_view text);

}  // namespace gangmu
