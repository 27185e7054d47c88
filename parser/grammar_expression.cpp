#include "parser/grammar_expression.h"

#include <charconv>

#include "model/text.h"

namespace gangmu {

namespace {

constexpr int kDeepest = 100;  // groups in one another

using Kind = Expression::Kind;

class Reader {
 public:
  explicit Reader(std::string_view expression) : text_(expression) {}

  std::optional<Expression> run() {
    Expression all = alternatives();
    if (failed_ || at_ != text_.size()) return std::nullopt;
    return all;
  }

 private:
  bool at_end() const { return failed_ || at_ >= text_.size(); }
  bool next_is(std::string_view wanted) const { return text_.substr(at_).starts_with(wanted); }
  bool eat(std::string_view wanted) {
    if (!next_is(wanted)) return false;
    at_ += wanted.size();
    return true;
  }
  void fail() { failed_ = true; }

  Expression alternatives() {
    Expression choice;
    choice.kind = Kind::choice;
    if (++depth_ > kDeepest) fail();
    do {
      choice.parts.push_back(sequence());
    } while (!at_end() && eat("|"));
    --depth_;
    return choice;
  }

  Expression sequence() {
    Expression all;
    while (!at_end() && text_[at_] != '|' && text_[at_] != ')') {
      all.parts.push_back(repeated(atom()));
    }
    return all;
  }

  Expression atom() {
    Expression one;
    if (eat("(?:")) return group("");
    if (eat("(?P<")) {
      const std::size_t close = text_.find('>', at_);
      if (close == text_.npos) {
        fail();
        return one;
      }
      const std::string name(text_.substr(at_, close - at_));
      at_ = close + 1;
      return group(name);
    }
    if (eat("$")) {
      one.kind = Kind::end;
      return one;
    }
    one.kind = Kind::characters;
    if (eat("[")) {
      characters(&one);
    } else if (unicode_class(&one)) {
    } else if (eat("\\d")) {
      one.ranges.emplace_back('0', '9');
    } else if (const auto c = character("(.^*+?{")) {
      one.ranges.emplace_back(*c, *c);
    } else {
      fail();
    }
    return one;
  }

  Expression group(const std::string& name) {
    Expression inside = alternatives();
    inside.name = name;
    if (!eat(")")) fail();
    return inside;
  }

  // With the *, +, ?, {m}, {m,} or {m,n} behind it.
  Expression repeated(Expression one) {
    int least = 0, most = Expression::kAnyNumber;
    if (eat("+")) {
      least = 1;
    } else if (eat("?")) {
      most = 1;
    } else if (eat("{")) {
      least = number();
      most = !eat(",") ? least : next_is("}") ? Expression::kAnyNumber : number();
      if (!eat("}")) fail();
    } else if (!eat("*")) {
      return one;
    }
    eat("?");  // as few as can be: the longest match asks nothing of it
    Expression all;
    all.kind = Kind::repeat;
    all.least = least;
    all.most = most;
    all.parts.push_back(std::move(one));
    return all;
  }

  int number() {
    int value = 0;
    const char* const begin = text_.data() + at_;
    const auto read = std::from_chars(begin, text_.data() + text_.size(), value);
    if (read.ec != std::errc()) fail();
    at_ += static_cast<std::size_t>(read.ptr - begin);
    return value;
  }

  // A class behind its bracket.
  void characters(Expression* one) {
    one->negated = eat("^");
    for (bool begin = true; !at_end() && (begin || text_[at_] != ']'); begin = false) {
      if (unicode_class(one)) continue;
      if (eat("\\d")) {
        one->ranges.emplace_back('0', '9');
        continue;
      }
      const auto first = character("[");
      auto last = first;
      if (next_is("-") && !next_is("-]")) {
        ++at_;
        last = character("[");
      }
      if (!first || !last || *first > *last) return fail();
      one->ranges.emplace_back(*first, *last);
    }
    if (!eat("]")) fail();
  }

  bool unicode_class(Expression* one) {
    if (!next_is("\\p{")) return false;
    const std::size_t close = text_.find('}', at_);
    if (close == text_.npos) return false;
    one->classes.emplace_back(text_.substr(at_, close + 1 - at_));
    at_ = close + 1;
    return true;
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
  std::size_t at_ = 0;
  int depth_ = 0;
  bool failed_ = false;
};

}  // namespace

std::optional<Expression> read_expression(std::string_view expression) {
  return Reader(expression).run();
}

}  // namespace gangmu
