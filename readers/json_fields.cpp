#include "readers/json_fields.h"

#include <charconv>
#include <limits>

#include "readers/page.h"

namespace gangmu {

namespace {

constexpr int kFirstYear = 1000, kLastYear = 9999;

template <typename Number>
std::optional<Number> number_of(std::string_view digits) {
  Number value{};
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

// A decimal without an exponent, as the exports write it.
bool is_plain(std::string_view digits) {
  return digits.find_first_of("eE") == std::string_view::npos;
}

}  // namespace

void JsonFields::fail_at(std::string_view pointer, const Message& what) {
  if (failed()) return;
  const std::string place = line_ == 0 ? name_ : name_ + ":" + std::to_string(line_);
  const Message at = pointer.empty() ? Message("the document") : Message(pointer);
  error_ = Error{"input.document",
                 said("\"%1\" is no document as gangmu writes it: %2 %3", name_, at, what), place,
                 "write it anew from its source"};
}

JsonValue JsonFields::optional_member(JsonValue object, std::string_view key) {
  if (failed() || !is(object, JsonKind::object, "is no object")) return {};
  JsonValue found;
  for (JsonValue child = object.first(); child.kind() != JsonKind::none; child = child.next()) {
    if (child.key() != key) continue;
    if (found.kind() != JsonKind::none) {
      fail_at(object.pointer() + "/" + std::string(key), "stands twice");
      return {};
    }
    found = child;
  }
  return found;
}

JsonValue JsonFields::member(JsonValue object, std::string_view key) {
  const JsonValue found = optional_member(object, key);
  if (!failed() && found.kind() == JsonKind::none) {
    fail_at(object.pointer() + "/" + std::string(key), "is missing");
  }
  return found;
}

std::vector<JsonValue> JsonFields::list(JsonValue array) {
  std::vector<JsonValue> values;
  if (!is(array, JsonKind::array, "is no array")) return values;
  values.reserve(array.size());
  for (JsonValue child = array.first(); child.kind() != JsonKind::none; child = child.next()) {
    values.push_back(child);
  }
  return values;
}

std::vector<JsonValue> JsonFields::list(JsonValue array, std::size_t size) {
  std::vector<JsonValue> values = list(array);
  if (!failed() && values.size() != size) {
    fail(array, said("has not %1 values", size));
  }
  values.resize(size);
  return values;
}

std::string_view JsonFields::text(JsonValue value) {
  return is(value, JsonKind::string, "is no string") ? value.text() : std::string_view();
}

std::string_view JsonFields::optional_text(JsonValue value) {
  const bool empty = value.kind() == JsonKind::null || value.kind() == JsonKind::none;
  return empty ? std::string_view() : text(value);
}

std::vector<std::string> JsonFields::texts(JsonValue array) {
  std::vector<std::string> out;
  for (const JsonValue value : list(array)) out.emplace_back(text(value));
  return out;
}

bool JsonFields::boolean(JsonValue value) {
  return is(value, JsonKind::boolean, "is neither true nor false") && value.text() == "true";
}

std::uint64_t JsonFields::integer(JsonValue value, std::uint64_t most) {
  if (!is(value, JsonKind::number, "is no number")) return 0;
  const auto number = number_of<std::uint64_t>(value.text());
  if (number && *number <= most) return *number;
  fail(value, said("is no whole number from %1 to %2", 0, most));
  return 0;
}

std::int64_t JsonFields::whole(JsonValue value, std::int64_t least, std::int64_t most) {
  if (!is(value, JsonKind::number, "is no number")) return 0;
  const auto number = number_of<std::int64_t>(value.text());
  if (number && *number >= least && *number <= most) return *number;
  fail(value, said("is no whole number from %1 to %2", least, most));
  return 0;
}

std::optional<int> JsonFields::year(JsonValue value) {
  if (failed() || value.kind() == JsonKind::null) return std::nullopt;
  return static_cast<int>(whole(value, kFirstYear, kLastYear));
}

std::string JsonFields::decimal(JsonValue value) {
  if (failed() || value.kind() == JsonKind::null) return {};
  if (!is(value, JsonKind::number, "is neither a number nor null")) return {};
  expect(is_plain(value.text()), value, "is a number with an exponent");
  return std::string(value.text());
}

float JsonFields::length(JsonValue value) {
  if (!is(value, JsonKind::number, "is no number")) return 0;
  const auto points = number_of<float>(value.text());
  if (points && *points >= 0 && *points <= kLongestPage) return *points;
  fail(value, "is no length of a page");
  return 0;
}

Span JsonFields::span(JsonValue value) { return range(member(value, "offset")); }

Span JsonFields::range(JsonValue value) {
  constexpr std::uint64_t kMost = std::numeric_limits<Offset>::max() - 1;
  const std::vector<JsonValue> ends = list(value, 2);
  const Span span = {static_cast<Offset>(integer(ends[0], kMost)),
                     static_cast<Offset>(integer(ends[1], kMost))};
  expect(span.begin <= span.end, value, "ends before it begins");
  return span;
}

bool JsonFields::is(JsonValue value, JsonKind kind, std::string_view what) {
  if (failed()) return false;
  if (value.kind() == kind) return true;
  fail(value, Message::words(what));
  return false;
}

}  // namespace gangmu
