#include "checks/typing.h"

#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "checks/fields.h"
#include "parser/numeral.h"

namespace gangmu {

namespace {

// How often a pair of ideographs stands in a document, and how often behind each ideograph.
class Pairs {
 public:
  void want(const std::string& pair) { counts_.emplace(pair, Count()); }
  bool none() const { return counts_.empty(); }

  void read(std::string_view text) {
    for (std::size_t at = 0; at + 2 * kHan <= text.size();) {
      std::size_t next = at;
      if (!is_han(next_char(text, next))) {
        at = next;
        continue;
      }
      count(text, at);
      at = next;
    }
  }

  int all(const std::string& pair) const { return counts_.at(pair).all; }
  int behind(const std::string& pair, const std::string& before) const {
    const Count& count = counts_.at(pair);
    const auto at = count.behind.find(before);
    return at == count.behind.end() ? 0 : at->second;
  }

 private:
  struct Count {
    int all = 0;
    std::map<std::string, int> behind;
  };

  void count(std::string_view text, std::size_t at) {
    const auto found = counts_.find(std::string(text.substr(at, 2 * kHan)));
    if (found == counts_.end()) return;
    ++found->second.all;
    if (at >= kHan) ++found->second.behind[std::string(text.substr(at - kHan, kHan))];
  }

  std::unordered_map<std::string, Count> counts_;
};

// A character that stands twice, with the one before it and the two behind.
struct Doubled {
  std::string before, twice, next, behind;
  Slice slice;
  Finding::Side side;
  std::string head() const { return before + twice; }
  std::string joint() const { return twice + next; }
  std::string tail() const { return next + behind; }
};

bool are_han(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (!is_han(next_char(text, at))) return false;
  }
  return true;
}

// Words beside the doubled character: one ends with it and another begins behind it, or one begins
// with it, and no word begins with it and goes on as the text does.
class DoubledCheck {
 public:
  DoubledCheck(const Checked& in, Findings* findings)
      : in_(in), findings_(findings), natural_(in.grammar.words("check_reduplicated")) {}

  void run() {
    for_each_field(in_, false, [&](const FieldText& field) { find(field); });
    for (const Doubled& one : found_) {
      for (const std::string& pair : {one.head(), one.twice + one.twice, one.joint(), one.tail()}) {
        pairs_.want(pair);
      }
    }
    if (pairs_.none()) return;
    for_each_field(in_, true, [&](const FieldText& field) { pairs_.read(field.folded.text); });
    for (const Doubled& one : found_) {
      if (!is_slip(one)) continue;
      findings_->add(Check::word_doubled, {one.before + one.twice + one.twice + one.next},
                     {one.side});
    }
  }

 private:
  static constexpr std::size_t kMost = 500;  // of a document

  void find(const FieldText& field) {
    const std::string_view text = field.folded.text;
    for (std::size_t at = kHan; at + 4 * kHan <= text.size();) {
      const std::size_t from = at;
      next_char(text, at);
      if (at - from != kHan || found_.size() >= kMost) continue;
      const std::string_view twice = text.substr(from, kHan);
      if (text.substr(from + kHan, kHan) != twice || inside_char(text, from - kHan)) continue;
      const std::string_view around = text.substr(from - kHan, 5 * kHan);
      if (around.size() < 5 * kHan || !are_han(around)) continue;
      if (natural_.longest_at(text, from) != nullptr) continue;
      Doubled one;
      one.before = std::string(around.substr(0, kHan));
      one.twice = std::string(twice);
      one.next = std::string(around.substr(3 * kHan, kHan));
      one.behind = std::string(around.substr(4 * kHan, kHan));
      if (one.before == one.twice || one.next == one.twice) continue;
      one.side = in_.side(field.at(from - kHan, from + 3 * kHan), field.slice);
      found_.push_back(std::move(one));
    }
  }

  bool is_slip(const Doubled& one) const {
    // The doubled places themselves have one of each.
    const int own = pairs_.behind(one.twice + one.twice, one.before);
    const bool head = pairs_.all(one.head()) > own, tail = pairs_.all(one.tail()) > own;
    const int elsewhere = pairs_.all(one.joint()) - pairs_.behind(one.joint(), one.before) -
                          pairs_.behind(one.joint(), one.twice);
    return head && tail && elsewhere == 0;
  }

  const Checked& in_;
  Findings* findings_;
  const WordTable& natural_;
  std::vector<Doubled> found_;
  Pairs pairs_;
};

}  // namespace

void check_doubled(const Checked& in, Findings* findings) {
  if (findings->wanted(Check::word_doubled)) DoubledCheck(in, findings).run();
}

namespace {

// Where the number stands that makes a word a mistake.
enum class Counted : std::uint8_t { no, before, behind };

class MistakenCheck {
 public:
  MistakenCheck(const Checked& in, Findings* findings)
      : in_(in),
        findings_(findings),
        numerals_(in.grammar),
        heads_(in.grammar.words("check_mistaken_head")) {}

  void run() {
    const WordTable& words = in_.grammar.words("check_mistaken");
    const WordTable& counters = in_.grammar.words("check_mistaken_counter");
    const WordTable& dates = in_.grammar.words("check_mistaken_date");
    for_each_field(in_, true, [&](const FieldText& field) {
      find(field, words, Counted::no);
      find(field, counters, Counted::before);
      find(field, dates, Counted::behind);
    });
  }

 private:
  void find(const FieldText& field, const WordTable& table, Counted counted) {
    const std::string_view text = field.folded.text;
    std::size_t from = 0, at = 0;
    while (const Word* word = table.find(text, from, &at)) {
      from = at + word->text.size();
      const bool before = counted == Counted::before && !ends_in_number(text, at);
      const bool behind = counted == Counted::behind && !number_at(text, skip_blanks(text, from));
      if (word->value.empty() || before || behind) continue;
      if (!told_.insert({field.node.plan, word}).second) continue;
      const Slice slice = field.at(at, from);
      findings_->add(Check::word_mistaken,
                     {std::string(in_.document.text(slice)), std::string(word->value)},
                     {in_.side(slice, field.slice)});
    }
  }

  // Whether a number ends before a place: "5", "the third".
  bool ends_in_number(std::string_view text, std::size_t end) const {
    constexpr std::size_t kLongest = 12;  // bytes of a numeral
    if (end > 0 && is_ascii_digit(static_cast<unsigned char>(text[end - 1]))) return true;
    for (std::size_t at = end; at > 0 && end - at < kLongest;) {
      previous_char(text, at);
      const auto numeral = numerals_.at(text, at);
      if (!numeral || numeral->end != end) return false;
      if (heads_.longest_at_end(text.substr(0, at)) != nullptr) return true;
    }
    return false;
  }

  const Checked& in_;
  Findings* findings_;
  NumeralReader numerals_;
  const WordTable& heads_;
  std::set<std::pair<std::uint32_t, const Word*>> told_;  // once a plan
};

}  // namespace

void check_mistaken(const Checked& in, Findings* findings) { MistakenCheck(in, findings).run(); }

}  // namespace gangmu
