#include "parser/grammar_firsts.h"

#include <charconv>
#include <optional>

namespace gangmu {

namespace {

constexpr int kDeepest = 100;  // groups in one another

class Reader {
 public:
  Reader(std::string_view expression, CharFilter* filter) : text_(expression), filter_(*filter) {}

  // Whether all was understood, and something is always read.
  bool run() {
    const bool nullable = alternatives();
    return !any_ && !nullable && at_ == text_.size();
  }

 private:
  bool at_end() const { return any_ || at_ >= text_.size(); }
  bool eat(std::string_view wanted) {
    if (!text_.substr(at_).starts_with(wanted)) return false;
    at_ += wanted.size();
    return true;
  }
  void give_up() { any_ = true; }
  void add(char32_t first, char32_t last) {
    if (first > last) return give_up();
    if (first_) filter_.add_range(first, last);
  }

  // These return whether they can match nothing.
  bool alternatives() {
    if (++depth_ > kDeepest) give_up();
    bool nullable = sequence();
    while (!at_end() && eat("|")) nullable = sequence() || nullable;
    --depth_;
    return nullable;
  }

  bool sequence() {
    const bool outer = first_;  // what is read may stand first
    bool nullable = true;
    while (!at_end() && text_[at_] != '|' && text_[at_] != ')') {
      const bool empty = repeated(atom());
      nullable = nullable && empty;
      first_ = outer && nullable;
    }
    first_ = outer;
    return nullable;
  }

  bool atom() {
    if (eat("(?:") || (eat("(?P<") && name())) {
      const bool nullable = alternatives();
      if (!eat(")")) give_up();
      return nullable;
    }
    if (eat("$")) return true;
    if (eat("[")) {
      characters();
    } else if (const auto c = character("(.^*+?{")) {
      add(*c, *c);
    } else if (eat("\\d")) {
      add('0', '9');
    } else {
      give_up();
    }
    return false;
  }

  bool name() {
    const std::size_t close = text_.find('>', at_);
    if (close == text_.npos) return false;
    at_ = close + 1;
    return true;
  }

  // Past *, +, ?, {m}, {m,} and {m,n} behind what can match nothing or not.
  bool repeated(bool nullable) {
    if (eat("*") || eat("?")) {
      nullable = true;
    } else if (eat("{")) {
      const std::size_t close = text_.find('}', at_);
      int least = 0;
      const char* const begin = text_.data() + at_;
      if (close == text_.npos ||
          std::from_chars(begin, text_.data() + close, least).ec != std::errc()) {
        give_up();
        return true;
      }
      at_ = close + 1;
      nullable = nullable || least == 0;
    } else if (!eat("+")) {
      return nullable;
    }
    eat("?");  // as few as can be
    return nullable;
  }

  // A class behind its bracket.
  void characters() {
    if (eat("^")) return give_up();
    for (bool begin = true; !at_end() && (begin || text_[at_] != ']'); begin = false) {
      if (eat("\\d")) {
        add('0', '9');
        continue;
      }
      const auto first = character("[");
      auto last = first;
      const bool range = text_.substr(at_).starts_with('-') && !text_.substr(at_).starts_with("-]");
      if (range) {
        ++at_;
        last = character("[");
      }
      if (!first || !last) return give_up();
      add(*first, *last);
    }
    if (!eat("]")) give_up();
  }

  // One character, as it is or escaped; nothing for one of `special` and for other escapes.
  std::optional<char32_t> character(std::string_view special) {
    if (at_end() || special.find(text_[at_]) != special.npos) return std::nullopt;
    if (text_[at_] != '\\') return next_char(text_, at_);
    if (at_ + 1 >= text_.size()) return std::nullopt;
    const auto escaped = static_cast<unsigned char>(text_[at_ + 1]);
    if (escaped == 'x' && text_.substr(at_ + 2).starts_with('{')) {
      const std::size_t close = text_.find('}', at_);
      std::uint32_t value = 0;
      if (close == text_.npos ||
          std::from_chars(text_.data() + at_ + 3, text_.data() + close, value, 16).ptr !=
              text_.data() + close) {
        return std::nullopt;
      }
      at_ = close + 1;
      return value;
    }
    if (escaped >= 0x80 || is_ascii_letter(escaped) || is_ascii_digit(escaped)) return std::nullopt;
    at_ += 2;
    return escaped;
  }

  std::string_view text_;
  CharFilter& filter_;
  std::size_t at_ = 0;
  int depth_ = 0;
  bool first_ = true;
  bool any_ = false;
};

}  // namespace

bool add_first_characters(std::string_view expression, CharFilter* filter) {
  return Reader(expression, filter).run();
}

}  // namespace gangmu
