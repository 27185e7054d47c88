#include "readers/json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace gangmu {

namespace {

constexpr std::size_t kDeepest = 512;  // a node takes two; the parser opens 20 headings
constexpr std::size_t kMostValues = 64u << 20;

}  // namespace

// Takes what nlohmann's parser finds, in order; false ends it. Its parser keeps a stack of its own.
class JsonHandler {
 public:
  using Json = nlohmann::json;

  JsonHandler(JsonTree* tree, const std::vector<std::string_view>& unread)
      : tree_(*tree), unread_(unread) {}

  bool null() { return add(JsonKind::null, {}); }
  bool boolean(bool value) { return add(JsonKind::boolean, value ? "true" : "false"); }
  bool number_integer(Json::number_integer_t value) {
    return add(JsonKind::number, std::to_string(value));
  }
  bool number_unsigned(Json::number_unsigned_t value) {
    return add(JsonKind::number, std::to_string(value));
  }
  // Also of integers that 64 bits do not hold.
  bool number_float(Json::number_float_t, const std::string& digits) {
    return add(JsonKind::number, digits);
  }
  bool string(std::string& text) { return add(JsonKind::string, text); }
  bool binary(Json::binary_t&) { return false; }
  bool start_object(std::size_t) { return open(JsonKind::object); }
  bool start_array(std::size_t) { return open(JsonKind::array); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }
  bool key(std::string& name) {
    skipped_next_ =
        skipped_ == 0 && std::find(unread_.begin(), unread_.end(), name) != unread_.end();
    if (skipped_ == 0 && !skipped_next_) key_ = keep(name);
    return true;
  }
  bool parse_error(std::size_t byte, const std::string&, const nlohmann::detail::exception&) {
    byte_ = byte;
    return false;
  }

  std::size_t byte() const { return byte_; }  // from 1, of what is wrong; 0: unknown
  const std::string& why() const { return why_; }

 private:
  bool stop(std::string why) {
    why_ = std::move(why);
    return false;
  }

  JsonTree::Piece keep(std::string_view text) {
    const JsonTree::Piece piece = {static_cast<std::uint32_t>(tree_.texts_.size()),
                                   static_cast<std::uint32_t>(text.size())};
    tree_.texts_.append(text);
    return piece;
  }

  // Whether the value that comes is left out.
  bool skips() {
    if (skipped_ > 0) return true;
    return std::exchange(skipped_next_, false);
  }

  bool add(JsonKind kind, std::string_view text) {
    if (skips()) return true;
    push(kind, text);
    tree_.values_.back().next = static_cast<std::uint32_t>(tree_.values_.size());
    return tree_.values_.size() < kMostValues || stop("it holds too many values");
  }

  void push(JsonKind kind, std::string_view text) {
    if (!open_.empty()) ++tree_.values_[open_.back()].count;
    JsonTree::Value value;
    value.kind = kind;
    value.key = std::exchange(key_, {});
    value.text = keep(text);
    tree_.values_.push_back(value);
  }

  bool open(JsonKind kind) {
    if (++depth_ > kDeepest) return stop("it is nested too deeply");
    if (skips()) {
      ++skipped_;
      return true;
    }
    push(kind, {});
    open_.push_back(static_cast<std::uint32_t>(tree_.values_.size() - 1));
    return true;
  }

  bool close() {
    --depth_;
    if (skipped_ > 0) {
      --skipped_;
      return true;
    }
    tree_.values_[open_.back()].next = static_cast<std::uint32_t>(tree_.values_.size());
    open_.pop_back();
    return true;
  }

  JsonTree& tree_;
  const std::vector<std::string_view>& unread_;
  std::vector<std::uint32_t> open_;
  JsonTree::Piece key_;
  std::size_t depth_ = 0;
  std::size_t skipped_ = 0;  // brackets that are open in what is left out
  bool skipped_next_ = false;
  std::size_t byte_ = 0;
  std::string why_;
};

Result<JsonTree> JsonTree::parse(const std::string& name, std::string_view bytes,
                                 std::size_t first_line,
                                 const std::vector<std::string_view>& unread) {
  JsonTree tree;
  JsonHandler handler(&tree, unread);
  if (nlohmann::json::sax_parse(bytes.begin(), bytes.end(), &handler)) return tree;
  if (!handler.why().empty()) {
    return Error{"input.json",
                 said("\"%1\" cannot be read: %2", name, Message::words(handler.why())), name, ""};
  }
  const std::size_t at = std::min(handler.byte() > 0 ? handler.byte() - 1 : 0, bytes.size());
  const std::string_view before = bytes.substr(0, at);
  const auto lines = static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  const std::size_t line_begin = before.rfind('\n') + 1;
  const std::string line = std::to_string(first_line + lines);
  const char* const how = at >= bytes.size() ? "\"%1\" ends before it is complete: line %2, byte %3"
                                             : "\"%1\" is no JSON: line %2, byte %3";
  return Error{"input.json", said(how, name, line, at - line_begin + 1), name + ":" + line,
               "get it again, or write it anew from its source"};
}

JsonKind JsonValue::kind() const {
  return tree_ == nullptr ? JsonKind::none : tree_->values_[at_].kind;
}

std::string_view JsonValue::text() const {
  return tree_ == nullptr ? std::string_view() : tree_->piece(tree_->values_[at_].text);
}

std::string_view JsonValue::key() const {
  return tree_ == nullptr ? std::string_view() : tree_->piece(tree_->values_[at_].key);
}

std::size_t JsonValue::size() const { return tree_ == nullptr ? 0 : tree_->values_[at_].count; }

JsonValue JsonValue::first() const {
  if (tree_ == nullptr || tree_->values_[at_].count == 0) return {};
  return {tree_, at_ + 1, tree_->values_[at_].next};
}

JsonValue JsonValue::next() const {
  if (tree_ == nullptr || tree_->values_[at_].next >= end_) return {};
  return {tree_, tree_->values_[at_].next, end_};
}

std::string JsonValue::pointer() const {
  std::string out;
  if (tree_ == nullptr) return out;
  for (JsonValue at = tree_->root(); at.at_ != at_;) {
    std::size_t ordinal = 0;
    JsonValue child = at.first();
    while (child.tree_ != nullptr && tree_->values_[child.at_].next <= at_) {
      child = child.next();
      ++ordinal;
    }
    if (child.tree_ == nullptr) break;
    out += '/';
    if (at.kind() == JsonKind::array) {
      out += std::to_string(ordinal);
    } else {
      for (const char c : child.key()) out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    }
    at = child;
  }
  return out;
}

}  // namespace gangmu
