// Values of a JsonTree as the types of the model. The first that is missing or of another kind is
// kept as the error, with its place as a JSON pointer; what is asked after that has a plain
// default, so that callers ask for all they need and look once.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"
#include "model/text.h"
#include "readers/json.h"

namespace gangmu {

class JsonFields {
 public:
  // `name` of the file, for messages; `line` of it that the tree stands on, 0 where it has one.
  explicit JsonFields(std::string name) : name_(std::move(name)) {}
  void set_line(std::size_t line) { line_ = line; }

  bool failed() const { return error_.has_value(); }
  const Error& error() const { return *error_; }
  // "input.document": what is wrong with a value.
  void fail(JsonValue at, const Message& what) {
    if (!failed()) fail_at(at.pointer(), what);
  }
  void fail_at(std::string_view pointer, const Message& what);
  void expect(bool holds, JsonValue at, std::string_view what) {
    if (!holds) fail(at, Message::words(what));
  }

  // A member that must stand once; one that may be missing.
  JsonValue member(JsonValue object, std::string_view key);
  JsonValue optional_member(JsonValue object, std::string_view key);
  // The values of an array.
  std::vector<JsonValue> list(JsonValue array);
  // Exactly so many values.
  std::vector<JsonValue> list(JsonValue array, std::size_t size);

  std::string_view text(JsonValue value);
  std::string_view optional_text(JsonValue value);  // "" for null, and where nothing stands
  std::vector<std::string> texts(JsonValue array);
  bool boolean(JsonValue value);
  std::uint64_t integer(JsonValue value, std::uint64_t most);
  std::int64_t whole(JsonValue value, std::int64_t least, std::int64_t most);
  std::optional<int> year(JsonValue value);
  std::string decimal(JsonValue value);  // as printed; "" for null
  // Of a page, in points.
  float length(JsonValue value);
  // Of an object that names a place: its bytes of the text view.
  Span span(JsonValue value);
  Span range(JsonValue value);

  // What `named` finds under the text.
  template <typename Enum>
  Enum one_of(JsonValue value, std::optional<Enum> (*named)(std::string_view)) {
    return known(value, named, text(value));
  }
  // The same, where null is the empty name.
  template <typename Enum>
  Enum one_or_none(JsonValue value, std::optional<Enum> (*named)(std::string_view)) {
    return known(value, named, optional_text(value));
  }

 private:
  template <typename Enum>
  Enum known(JsonValue value, std::optional<Enum> (*named)(std::string_view),
             std::string_view name) {
    if (failed()) return {};
    const std::optional<Enum> found = named(name);
    expect(found.has_value(), value, "is none of the words that may stand here");
    return found.value_or(Enum{});
  }
  bool is(JsonValue value, JsonKind kind, std::string_view what);

  std::string name_;
  std::size_t line_ = 0;
  std::optional<Error> error_;
};

}  // namespace gangmu
