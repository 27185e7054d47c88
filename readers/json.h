// JSON as a tree in two flat buffers, so that hostile nesting costs no stack. Parsed strictly (RFC
// 8259, UTF-8) by nlohmann/json; numbers keep their digits.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"

namespace gangmu {

enum class JsonKind : std::uint8_t { none, null, boolean, number, string, array, object };

class JsonTree;

// A value in a tree, or none. Valid as long as the tree.
class JsonValue {
 public:
  JsonValue() = default;
  JsonKind kind() const;
  // Of a string its text, of a number its digits, of a boolean "true" or "false".
  std::string_view text() const;
  std::string_view key() const;  // in an object
  std::size_t size() const;      // of an array or object
  // The first child and the one behind this; none where there is no other.
  JsonValue first() const;
  JsonValue next() const;
  // "/plans/0/title"
  std::string pointer() const;

 private:
  friend class JsonTree;
  JsonValue(const JsonTree* tree, std::uint32_t at, std::uint32_t end)
      : tree_(tree), at_(at), end_(end) {}
  const JsonTree* tree_ = nullptr;
  std::uint32_t at_ = 0, end_ = 0;  // end_: of what it is a child of
};

class JsonTree {
 public:
  // Refuses what is no JSON ("input.json"), with the line and the byte in it. `first_line` is the
  // number of the first line in its file. Members under the names of `unread` are left out.
  static Result<JsonTree> parse(const std::string& name, std::string_view bytes,
                                std::size_t first_line,
                                const std::vector<std::string_view>& unread);
  JsonValue root() const { return {this, 0, static_cast<std::uint32_t>(values_.size())}; }

 private:
  friend class JsonValue;
  friend class JsonHandler;
  struct Piece {
    std::uint32_t begin = 0, size = 0;
  };
  struct Value {
    JsonKind kind = JsonKind::null;
    Piece key, text;
    std::uint32_t next = 0;   // behind it and all in it
    std::uint32_t count = 0;  // of children
  };
  std::string_view piece(Piece p) const { return std::string_view(texts_).substr(p.begin, p.size); }

  std::vector<Value> values_;  // in the order of the text
  std::string texts_;
};

}  // namespace gangmu
