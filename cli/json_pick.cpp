#include "cli/json_pick.h"

#include <algorithm>

#include "exporters/exporter.h"

namespace gangmu::cli {

namespace {

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  while (at < text.size() && std::string_view(" \t\r\n,:").find(text[at]) != std::string::npos)
    ++at;
  return at;
}

std::size_t skip_string(std::string_view text, std::size_t at) {
  for (++at; at < text.size() && text[at] != '"'; ++at) at += text[at] == '\\';
  return at + 1;
}

// One past the value that starts at `at`.
std::size_t skip_value(std::string_view text, std::size_t at) {
  if (text[at] == '"') return skip_string(text, at);
  int depth = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (c == '"') {
      at = skip_string(text, at);
      continue;
    }
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    if (depth < 0) return at;  // the end of what holds a number or a word
    ++at;
    if (depth == 0) {
      if (c == '}' || c == ']') return at;
      if (at < text.size() && std::string_view(",]} \t\r\n").find(text[at]) != std::string::npos) {
        return at;
      }
    }
  }
  return at;
}

}  // namespace

std::string_view json_member(std::string_view object, std::string_view key) {
  for (std::size_t at = skip_blanks(object, object.find('{') + 1);
       at < object.size() && object[at] == '"'; at = skip_blanks(object, at)) {
    const std::size_t name_end = skip_string(object, at);
    const std::string_view name = object.substr(at + 1, name_end - at - 2);
    const std::size_t begin = skip_blanks(object, name_end);
    at = skip_value(object, begin);
    if (name == key) return object.substr(begin, at - begin);
  }
  return {};
}

std::vector<std::string_view> json_elements(std::string_view array) {
  std::vector<std::string_view> elements;
  for (std::size_t at = skip_blanks(array, 1); at < array.size() && array[at] != ']';
       at = skip_blanks(array, at)) {
    const std::size_t begin = at;
    at = skip_value(array, begin);
    elements.push_back(array.substr(begin, at - begin));
  }
  return elements;
}

std::string json_pick(std::string_view object, std::initializer_list<std::string_view> keys) {
  std::string out = "{";
  for (const std::string_view key : keys) {
    if (out.size() > 1) out += ',';
    out += '"';
    out += key;
    out += "\":";
    out += json_member(object, key);
  }
  return out + "}";
}

Result<std::string> json_export(const Document& document) {
  std::string json;
  Sink sink([&](std::string_view chunk) { json += chunk; });
  ExportOptions options;
  options.generator_version = GANGMU_VERSION;
  if (const Status status = find_exporter("json")->write({&document, 1}, options, sink); !status) {
    return status.error();
  }
  sink.drain();
  return json;
}

std::string json_line(std::string_view json) {
  std::string out;
  for (std::size_t at = 0; at < json.size();) {
    if (json[at] != '\n') {
      out += json[at++];
    } else {
      at = json.find_first_not_of("\n ", at);
      at = std::min(at, json.size());
    }
  }
  return out;
}

}  // namespace gangmu::cli
