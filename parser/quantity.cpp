#include "parser/quantity.h"

#include <algorithm>

#include "parser/decimal.h"
#include "parser/marks.h"
#include "parser/numeral.h"
#include "parser/rank.h"
#include "parser/unit.h"

namespace gangmu {

namespace {

constexpr int kTenThousand = 4;  // power of ten
constexpr int kLeastGrade = 8;   // power of ten from which a grade is an amount of money

bool is_digit(char c) { return c >= '0' && c <= '9'; }

}  // namespace

// All word tables of this layer, looked up once.
struct QuantityReader::Tables {
  explicit Tables(const Grammar& grammar)
      : numeral(grammar),
        unit(grammar),
        time(grammar),
        rank(grammar),
        units(grammar.words("unit")),
        before(grammar.words("op_before")),
        after(grammar.words("op_after")),
        after_not(grammar.words("op_after_not")),
        joint(grammar.words("list_joint")),
        respectively(grammar.words("respectively")),
        range(grammar.words("range")),
        multiple(grammar.words("multiple")),
        half(grammar.words("half")),
        grade(grammar.words("grade")),
        grade_lead(grammar.words("grade_lead")),
        unit_grade(grammar.words("unit_grade")),
        unit_name_end(grammar.words("unit_name_end")),
        percent_head(grammar.words("percent_head")),
        fraction(grammar.words("fraction")),
        tenth(grammar.words("tenth")),
        tenth_half(grammar.words("tenth_half")),
        tenth_not(grammar.words("tenth_not")),
        some(grammar.words("some")),
        reach_number(grammar.words("reach_number")),
        hour(grammar.words("time_hour")),
        minute(grammar.words("time_minute")),
        negative(grammar.words("negative")),
        digits(grammar.words("numeral_digit")),
        unit_not(grammar.words("unit_not")),
        change_to(grammar.words("change_to")),
        starts(kLastStart, 0) {
    places.add_range('0', '9');
    places.add_range('A', 'Z');
    places.add_range('a', 'z');
    for (const auto& [table, may_be] : std::initializer_list<std::pair<const char*, unsigned>>{
             {"five_year", kTime},
             {"time_annual", kTime},
             {"time_span", kTime},
             {"multiple", kMultiple},
             {"grade", kGrade},
             {"half", kHalf},
             {"percent_head", kPercent},
             {"rank_word", kRank},
             {"rank_head", kRank},
             {"numeral_digit", kNumeral | kTime},
             {"numeral_magnitude", kNumeral}}) {
      const WordTable& words = grammar.words(table);
      words.add_firsts(&places);
      for (const Word& word : words.words()) {
        std::size_t at = 0;
        const char32_t c = next_char(word.text, at);
        if (c < starts.size()) starts[c] |= static_cast<std::uint8_t>(may_be);
      }
    }
  }

  // What can begin with the character.
  unsigned begins(char32_t c) const { return c < starts.size() ? unsigned{starts[c]} : kAll; }

  static constexpr unsigned kTime = 1, kMultiple = 2, kGrade = 4, kHalf = 8, kPercent = 16,
                            kRank = 32, kNumeral = 64, kAll = 127;
  static constexpr std::size_t kLastStart = 0x10000;
  NumeralReader numeral;
  UnitReader unit;
  TimeReader time;
  RankReader rank;
  const WordTable &units, &before, &after, &after_not, &joint, &respectively, &range, &multiple,
      &half, &grade, &grade_lead, &unit_grade, &unit_name_end, &percent_head, &fraction, &tenth,
      &tenth_half, &tenth_not, &some, &reach_number, &hour, &minute, &negative, &digits, &unit_not,
      &change_to;
  std::vector<std::uint8_t> starts;  // by code point: sums of the numbers above
  CharFilter places;                 // of these, of digits and of letters
};

namespace {

class Scanner {
 public:
  Scanner(std::string_view text, const QuantityReader::Tables& tables, Quantities* out,
          bool stripped)
      : text_(text), tables_(tables), out_(*out), stripped_(stripped) {}

  void run() {
    while (true) {
      if (!stripped_) at_ = tables_.places.next(text_, at_);
      if (at_ >= text_.size()) break;
      const char c = text_[at_];
      if (stripped_ && missing_number()) continue;
      if (is_digit(c)) {
        arabic();
      } else if (is_ascii_letter(static_cast<unsigned char>(c))) {
        latin_word();
      } else if (static_cast<unsigned char>(c) < 0x80) {
        ++at_;
      } else {
        std::size_t next = at_;
        const unsigned may_be = tables_.begins(next_char(text_, next));
        if (may_be == 0 || !words(may_be)) at_ = std::max(at_, next);
      }
    }
  }

 private:
  // ----------------------------------------------------------------------------- small questions

  std::size_t skip_blanks(std::size_t at) const { return gangmu::skip_blanks(text_, at); }
  // The text before `end` and the blanks that end there.
  std::string_view text_before(std::size_t end) const {
    return text_.substr(0, skip_blanks_back(text_, end));
  }
  char32_t char_at(std::size_t at) const { return at < text_.size() ? next_char(text_, at) : 0; }
  char32_t char_before(std::size_t at) const {
    at = skip_blanks_back(text_, at);
    return at > 0 ? previous_char(text_, at) : 0;
  }

  // "Reach … hospitals", where a site took the number away.
  bool missing_number() {
    const std::string_view before = text_before(at_);
    const auto leads = [&](const WordTable& words) {  // one character alone stands in many words
      const Word* word = words.longest_at_end(before);
      return word != nullptr && char_count(word->text) >= 2;
    };
    if (!leads(tables_.reach_number) && !leads(tables_.before)) return false;
    const Unit unit = tables_.unit.at(text_, at_);
    if (unit.word == nullptr || unit.word->get("dimension") == "time") return false;
    Quantity q;
    q.rule = "missing";
    set_unit(&q, unit);
    const std::size_t begin = at_;
    at_ = unit.end;
    finish(&q, begin, unit.end);
    return true;
  }

  // ------------------------------------------------------------------------------ Arabic numbers

  // A word with letters in it: product names and abbreviations, no figures.
  void latin_word() {
    while (
        at_ < text_.size() &&
        (is_ascii_letter(static_cast<unsigned char>(text_[at_])) || is_digit(text_[at_]) ||
         ((text_[at_] == '-' || text_[at_] == '.' || text_[at_] == '/') && at_ + 1 < text_.size() &&
          (is_digit(text_[at_ + 1]) ||
           is_ascii_letter(static_cast<unsigned char>(text_[at_ + 1])))))) {
      ++at_;
    }
  }

  void arabic() {
    const std::size_t begin = at_;
    const auto number = number_at(text_, at_);
    at_ = number->end;
    const std::size_t behind = skip_blanks(number->end);
    const char32_t before = char_before(begin);
    // Plus-minus, times; minutes behind an hour: no figure.
    if (before == 0xB1 || before == 0xD7) return;
    if (tables_.hour.longest_at_end(text_before(begin)) != nullptr &&
        tables_.minute.longest_at(text_, behind) != nullptr) {
      return;
    }
    if (const auto year = tables_.time.year(text_, begin, *number)) return add_time(*year);
    const Word* unit = tables_.units.longest_at(text_, behind);
    if (unit == nullptr && number->end < text_.size()) {
      const char32_t next = char_at(number->end);
      const bool letter = is_ascii_letter(next);
      if (letter && latin_unit(begin, *number)) return;
      if (letter || next == '+') return latin_word();
    }
    if (const auto rank = tables_.rank.number(text_, begin, *number)) return add_rank(*rank);
    if (const auto month = tables_.time.month(text_, begin, *number)) return add_time(*month);
    if (per_count(begin, *number) || fraction(begin, *number)) return;
    plain(begin, *number);
  }

  // "Exceeds 160Xyz,": letters between a number that a verb leads to and a mark are a unit, though
  // an unknown one; a single letter names things (4K).
  bool latin_unit(std::size_t begin, const Number& number) {
    constexpr std::size_t kLongest = 8;  // letters
    std::size_t end = number.end;
    while (end < text_.size() && is_ascii_letter(static_cast<unsigned char>(text_[end]))) ++end;
    const std::size_t letters = end - number.end;
    if (letters < 2 || letters > kLongest) return false;
    const std::string_view before = text_before(begin);
    if (tables_.reach_number.longest_at_end(before) == nullptr &&
        tables_.before.longest_at_end(before) == nullptr) {
      return false;
    }
    if (!ends_here(end) && op_behind(skip_blanks(end)) == nullptr) return false;
    Quantity q;
    q.value = q.number = number.value;
    q.unit = q.base_unit = text_.substr(number.end, letters);
    q.rule = "number";
    at_ = end;
    finish(&q, begin, end);
    return true;
  }

  // "14.5/100,000": so many of a round number.
  bool per_count(std::size_t begin, const Number& number) {
    std::size_t end = number.end;
    const std::string per = tables_.unit.per_count(text_, &end);
    if (per.empty()) return false;
    Quantity q;
    q.value = q.number = number.value;
    q.unit = q.base_unit = per;
    q.dimension = "rate";
    q.rule = "per_count";
    at_ = end;
    finish(&q, begin, end);
    return true;
  }

  bool fraction(std::size_t begin, const Number& number) {
    std::size_t i = number.end;
    if (!number.integer || i >= text_.size() || text_[i] != '/') return false;
    const auto denominator = number_at(text_, i + 1);
    if (!denominator || !denominator->integer) return false;
    at_ = denominator->end;
    if (tables_.units.longest_at(text_, skip_blanks(at_)) != nullptr)
      return true;  // 24/7, 5/6G: no figure
    add_fraction(begin, at_, number.value, denominator->value);
    return true;
  }

  void add_fraction(std::size_t begin, std::size_t end, const std::string& a,
                    const std::string& b) {
    Quantity q;
    q.kind = QuantityKind::fraction;
    q.value = divide_decimal(a, b);
    if (q.value.empty()) return;
    q.exact = a + "/" + b;
    q.number = q.value;
    q.dimension = "ratio";
    q.rule = "fraction";
    finish(&q, begin, end);
  }

  // A range: the unit stands behind the second number, or behind both.
  bool range(std::size_t begin, const Unit& unit, Quantity* q) {
    const std::size_t sign_at = skip_blanks(unit.end);
    const Word* sign = tables_.range.longest_at(text_, sign_at);
    if (sign == nullptr) return false;
    const auto second = number_at(text_, skip_blanks(sign_at + sign->text.size()));
    if (!second || tables_.time.is_year_with_sign(text_, *second)) return false;
    const Unit second_unit = tables_.unit.at(text_, second->end);
    const bool same = unit.word == nullptr || second_unit.word == unit.word;
    if (!same || (second_unit.word == nullptr && second_unit.power == 0)) return false;
    q->value_high = second->value;
    q->op = Op::between;
    q->rule = "range";
    set_unit(q, second_unit);
    q->number = shift_decimal(q->value, unit.power != 0 ? unit.power : second_unit.power);
    finish(q, begin, second_unit.end);
    return true;
  }

  void plain(std::size_t begin, const Number& number) {
    const Word* tenth = tables_.tenth.longest_at(text_, number.end);
    if (tenth != nullptr && add_tenths(begin, number.end, number.value, *tenth)) return;
    Quantity q;
    q.value = number.value;
    q.rule = "number";
    Unit unit = tables_.unit.at(text_, number.end);
    if (range(begin, unit, &q)) return;
    if (graded(begin, number, unit)) return;
    if (names_something(unit)) {
      at_ = std::max(at_, unit.end);  // a grade of things
      return;
    }
    if (unit.word == nullptr && unit.power == 0 && shares_unit(begin, number, &q)) return;
    if (unit.word == nullptr && !bare(begin, number, &unit, &q)) return;
    begin = with_sign(begin, &q);
    set_unit(&q, unit);
    if (q.unit.empty()) q.unit = unit.printed_unit;
    at_ = std::max(at_, unit.end);
    if (char_at(skip_blanks(unit.end)) == 0xD7) return;  // a size: so much times so much
    finish(&q, begin, unit.end);
  }

  // "Respectively 4.4, 1.7 and 1.1 points": the unit stands behind the last.
  bool shares_unit(std::size_t begin, const Number& number, Quantity* q) {
    constexpr int kMost = 8;                // figures of a list
    constexpr std::size_t kFarthest = 150;  // bytes back to the word that says so
    std::size_t at = number.end;
    Unit unit;
    for (int n = 0; unit.word == nullptr; ++n) {
      const Word* joint = tables_.joint.longest_at(text_, at);
      const auto next =
          joint != nullptr && n < kMost ? number_at(text_, at + joint->text.size()) : std::nullopt;
      if (!next) return false;
      unit = tables_.unit.at(text_, next->end);
      if (unit.word == nullptr && unit.power != 0) return false;
      at = next->end;
    }
    std::size_t from = begin;
    while (from > 0 && begin - from < kFarthest) {
      std::size_t before = from;
      const char32_t c = previous_char(text_, before);
      if (c == ',' || c == ';' || c == ':' || c == 0x3002) break;
      from = before;
    }
    std::size_t found = 0;
    if (tables_.respectively.find(text_.substr(from, begin - from), 0, &found) == nullptr) {
      return false;
    }
    set_unit(q, unit);
    finish(q, begin, number.end);
    return true;
  }

  // "A cluster of the 30-billion grade": at least as much, without a unit.
  bool graded(std::size_t begin, const Number& number, const Unit& unit) {
    const Word* word = tables_.unit_grade.longest_at(text_, unit.end);
    if (unit.power < kLeastGrade || word == nullptr || !word->value.empty()) return false;
    Quantity q;
    q.kind = QuantityKind::grade;
    q.value = number.value;
    q.op = Op::ge;
    q.rule = "grade";
    tables_.unit.apply(text_, unit, &q);
    at_ = unit.end + word->text.size();
    finish(&q, begin, at_);
    return true;
  }

  // "A 15-minute circle": the noun behind the unit makes a name of both.
  bool names_something(const Unit& unit) const {
    const std::string_view dimension =
        unit.word != nullptr ? unit.word->get("dimension") : std::string_view();
    const Word* word = tables_.unit_grade.longest_at(text_, unit.end);
    if (word != nullptr) return word->value.empty() || word->value == dimension;
    constexpr std::size_t kFarthest = 12;  // characters up to the end of the name
    std::size_t at = unit.end;
    for (std::size_t n = 0; n < kFarthest && is_han(char_at(at)); ++n) {
      word = tables_.unit_name_end.longest_at(text_, at);
      if (word != nullptr && word->value == dimension) return true;
      next_char(text_, at);
    }
    return false;
  }

  // The operator behind a number, where it does not begin a noun.
  const Word* op_behind(std::size_t at) const {
    const Word* op = tables_.after.longest_at(text_, at);
    return op != nullptr && tables_.after_not.longest_at(text_, at) != nullptr ? nullptr : op;
  }

  // A minus sign, or the word for it, right before the number: where nothing stands before the sign
  // that it could part from the number.
  std::size_t with_sign(std::size_t begin, Quantity* q) const {
    const std::string_view before = text_.substr(0, begin);
    const Word* word = tables_.negative.longest_at_end(before);
    if (word == nullptr) return begin;
    const std::size_t at = begin - word->text.size();
    if (word->text == "-") {
      const std::string_view left = text_before(at);
      std::size_t end = left.size();
      const char32_t c = left.empty() ? 0 : previous_char(left, end);
      const bool open = c == 0 || c == '[' || c == '(' || ends_clause(c) ||
                        tables_.reach_number.longest_at_end(left) != nullptr;
      if (!open) return begin;
    }
    if (q->value.find_first_not_of('0') != q->value.npos) q->value.insert(0, "-");
    return at;
  }

  // A number without a known unit: a ratio to one, an unknown unit right before a mark, or a bare
  // number that a verb leads to. False when it counts nothing.
  bool bare(std::size_t begin, const Number& number, Unit* unit, Quantity* q) {
    std::size_t at = unit->power != 0 ? unit->end : number.end;
    if (at < text_.size() && (text_[at] == ':' || char_at(at) == 0x2236)) {
      std::size_t behind = at;
      next_char(text_, behind);
      const auto one = number_at(text_, behind);
      if (!one || one->value != "1") return false;
      const std::size_t rest = skip_blanks(one->end);  // 1:10000 is a scale
      const Unit scale = tables_.unit.at(text_, rest);
      if (scale.power != 0) {
        at_ = scale.end;
        return false;
      }
      unit->end = one->end;
      unit->printed_unit = ":1";
      q->dimension = "ratio";
      return true;
    }
    if (unit->power != 0 && ends_here(at)) return true;
    const std::size_t end = unknown_unit_end(at, unit->power != 0 ? 3 : 1);
    if (end > at) {
      const std::size_t from = unit->power != 0 ? unit->printed : at;
      unit->printed_unit = without_blanks(text_.substr(from, end - from));
      unit->end = end;
      return true;
    }
    if (unit->power != 0) return true;
    const bool led = tables_.reach_number.longest_at_end(text_before(begin)) != nullptr ||
                     tables_.before.longest_at_end(text_before(begin)) != nullptr;
    if (ends_proportion(begin)) return false;
    if (tables_.change_to.longest_at(text_, skip_blanks(at)) != nullptr) return true;
    if (!led) return false;
    const bool bounded = tables_.after.longest_at(text_, skip_blanks(at)) != nullptr;
    return bounded || ends_here(at);
  }

  // "18:47:35": a colon and a digit before the number.
  bool ends_proportion(std::size_t begin) const {
    std::size_t at = begin;
    const char32_t c = at > 0 ? previous_char(text_, at) : 0;
    return (c == ':' || c == 0x2236) && at > 0 && is_digit(text_[at - 1]);
  }

  bool ends_here(std::size_t at) const {
    const char32_t c = char_at(skip_blanks(at));
    return c == 0 || c == ')' || ends_clause(c);
  }

  // One ideograph between a number and a mark or operator is a unit, behind a multiplier up to
  // three.
  std::size_t unknown_unit_end(std::size_t at, int longest) const {
    std::size_t i = at;
    if (tables_.unit_not.longest_at(text_, at) != nullptr) return at;
    for (int n = 0; n < longest; ++n) {
      if (i >= text_.size() || !is_han(char_at(i))) return at;
      if (tables_.after.longest_at(text_, i) != nullptr ||
          tables_.range.longest_at(text_, i) != nullptr)
        return at;
      next_char(text_, i);
      if (ends_here(i) || tables_.after.longest_at(text_, i) != nullptr) return i;
    }
    return at;
  }

  void add_rank(const RankReader::Found& found) {
    if (found.rank) out_.figures.push_back(*found.rank);
    at_ = std::max(at_, found.next);
  }

  void add_time(const TimeReader::Found& found) {
    if (found.time) out_.times.push_back(*found.time);
    at_ = std::max(at_, found.next);
  }

  // ----------------------------------------------------------------------------------------- words

  // Anything that begins with an ideograph or mark; false when nothing does. `may_be`: what can
  // begin with its first character.
  bool words(unsigned may_be) {
    using Tables = QuantityReader::Tables;
    if ((may_be & Tables::kTime) != 0) {
      if (const auto time = tables_.time.words(text_, at_)) {
        add_time(*time);
        return true;
      }
    }
    if ((may_be & Tables::kMultiple) != 0) {
      if (const Word* word = tables_.multiple.longest_at(text_, at_)) return multiple(*word);
    }
    if ((may_be & Tables::kGrade) != 0) {
      if (const Word* word = tables_.grade.longest_at(text_, at_)) return grade(*word);
    }
    if ((may_be & Tables::kHalf) != 0) {
      if (const Word* word = tables_.half.longest_at(text_, at_)) return half(*word);
    }
    if ((may_be & Tables::kPercent) != 0 &&
        tables_.percent_head.longest_at(text_, at_) != nullptr) {
      return percent_words();
    }
    if ((may_be & Tables::kRank) != 0) {
      if (const auto rank = tables_.rank.words(text_, at_)) {
        add_rank(*rank);
        return true;
      }
    }
    return (may_be & Tables::kNumeral) != 0 && chinese_number();
  }

  bool half(const Word& word) {
    const std::size_t begin = at_;
    at_ += word.text.size();
    Quantity q;
    q.kind = QuantityKind::fraction;
    q.op = op_named(word.value).value_or(Op::eq);
    q.value = "0.5";
    q.exact = "1/2";
    q.number = q.value;
    q.dimension = "ratio";
    q.chinese = true;
    q.rule = "half";
    q.word = &word;
    finish(&q, begin, at_);
    return true;
  }

  bool multiple(const Word& word) {
    const std::size_t begin = at_;
    at_ += word.text.size();
    if (word.value == "-") return true;  // a name, no figure
    const std::size_t behind = skip_blanks(at_);
    if (is_han(char_at(behind)) && tables_.after.longest_at(text_, behind) == nullptr) {
      return true;  // before a noun it names something
    }
    Quantity q;
    q.kind = QuantityKind::multiple;
    q.value = q.number = word.value;
    q.dimension = "multiple";
    q.chinese = true;
    q.rule = "multiple";
    q.word = &word;
    std::size_t inside = 0;  // "nearly doubled" holds its operator
    if (const Word* op = tables_.before.find(word.text, 0, &inside)) {
      q.op = op_named(op->value).value_or(Op::eq);
    }
    for (const Word& unit : tables_.units.words()) {
      if (unit.get("dimension") == "multiple") q.unit = q.base_unit = unit.text;
    }
    finish(&q, begin, at_);
    return true;
  }

  bool grade(const Word& word) {
    if (word.get("lead") == "true" &&
        tables_.grade_lead.longest_at_end(text_before(at_)) == nullptr) {
      at_ += word.text.size();
      return true;
    }
    Quantity q;
    q.kind = QuantityKind::grade;
    q.value = word.value;
    q.unit = word.get("unit");
    q.number = shift_decimal(q.value, std::stoi(std::string(word.get("power"))));
    q.op = Op::ge;
    q.chinese = true;
    q.rule = "grade";
    q.word = &word;
    const std::size_t begin = at_;
    at_ += word.text.size();
    finish(&q, begin, at_);
    return true;
  }

  // ------------------------------------------------------------------------------ Chinese numerals

  bool percent_words() {
    const Word* head = tables_.percent_head.longest_at(text_, at_);
    const std::size_t begin = at_;
    const std::size_t from = at_ + head->text.size();
    const auto numeral = tables_.numeral.at(text_, from);
    const auto number = number_at(text_, from);
    // "Five in a million" is no five in ten thousand.
    std::size_t before = begin;
    if (before > 0) previous_char(text_, before);
    const bool longer = before < begin && tables_.numeral.multiplier_at(text_, before) > 0;
    if ((!numeral && !number) || longer) {
      at_ = numeral ? numeral->end : number ? number->end : from;
      return true;
    }
    Quantity q;
    q.value = q.number = numeral ? numeral->value : number->value;
    q.unit = q.base_unit = head->value;
    q.dimension = "ratio";
    q.chinese = true;
    q.rule = "percent_words";
    q.word = head;
    at_ = numeral ? numeral->end : number->end;
    finish(&q, begin, at_);
    return true;
  }

  bool chinese_number() {
    const auto numeral = tables_.numeral.at(text_, at_, false);
    if (!numeral) {
      at_ += tables_.numeral.multiplier_at(text_, at_);
      return false;
    }
    const std::size_t begin = at_;
    at_ = numeral->end;
    // Y of X parts
    if (const Word* of = tables_.fraction.longest_at(text_, at_)) {
      const auto numerator = tables_.numeral.at(text_, at_ + of->text.size());
      if (numerator) {
        at_ = numerator->end;
        add_fraction(begin, at_, numerator->value, numeral->value);
        return true;
      }
    }
    const char32_t before = char_before(begin);
    if (is_digit(static_cast<char>(before < 0x80 ? before : 'x'))) return true;
    if (tenths(begin, *numeral)) return true;
    if (chinese_range(begin, *numeral)) return true;
    const Unit unit = tables_.unit.at(text_, numeral->end);
    if (unit.word == nullptr) return true;
    const std::string_view spoken = unit.word->get("han");
    const bool counts = spoken == "small" ||
                        (spoken == "large" && (numeral->large || unit.power >= 4)) ||
                        !numeral->integer;
    const bool round = numeral->large && numeral->characters == 1;  // a hundred, a thousand
    const std::string_view left = text_.substr(0, begin);
    const bool rough = unit.about || tables_.some.longest_at_end(left) != nullptr;
    // "Exceeds a million tons": what is reached or passed is a figure.
    const bool reached = unit.power >= kTenThousand && tables_.grade_lead.longest_at_end(left);
    if (!counts || !(numeral->definite || (round && (rough || reached))) ||
        (numeral->value == "1" && unit.power == 0))
      return true;
    Quantity q;
    q.value = numeral->value;
    q.chinese = true;
    q.rule = "chinese_number";
    set_unit(&q, unit);
    at_ = unit.end;
    finish(&q, with_some(begin, *numeral, &q), unit.end);
    return true;
  }

  // "Some tens": the word before a round numeral belongs to the figure and makes it rough.
  std::size_t with_some(std::size_t begin, const Numeral& numeral, Quantity* q) const {
    const Word* some = tables_.some.longest_at_end(text_.substr(0, begin));
    if (some == nullptr || !numeral.large || numeral.characters != 1) return begin;
    q->op = Op::approx;
    return begin - some->text.size();
  }

  // A range with both ends in Chinese numerals.
  bool chinese_range(std::size_t begin, const Numeral& first) {
    const Word* sign = tables_.range.longest_at(text_, first.end);
    if (sign == nullptr || !first.definite) return false;
    const auto second = tables_.numeral.at(text_, first.end + sign->text.size(), false);
    if (!second || !second->definite || !first.integer || !second->integer ||
        std::stoull(second->value) <= std::stoull(first.value)) {
      return false;
    }
    const Unit unit = tables_.unit.at(text_, second->end);
    if (unit.word == nullptr) return false;
    Quantity q;
    q.value = first.value;
    q.value_high = second->value;
    q.op = Op::between;
    q.chinese = true;
    q.rule = "chinese_range";
    set_unit(&q, unit);
    at_ = unit.end;
    finish(&q, begin, unit.end);
    return true;
  }

  void set_unit(Quantity* q, const Unit& unit) const {
    tables_.unit.apply(text_, unit, q);
    if (unit.word != nullptr) q->word = unit.word;
  }

  // Three tenths: thirty per cent, where no longer word begins.
  bool tenths(std::size_t begin, const Numeral& numeral) {
    const Word* tenth = tables_.tenth.longest_at(text_, numeral.end);
    const bool ten = numeral.value == "10";
    if (tenth == nullptr || numeral.characters != 1 || (numeral.large && !ten) ||
        !numeral.definite) {
      return false;
    }
    return add_tenths(begin, numeral.end, numeral.value, *tenth);
  }

  // The word for tenths behind a value that ends at `value_end`; a half of one may follow.
  bool add_tenths(std::size_t begin, std::size_t value_end, const std::string& value,
                  const Word& word) {
    const Word* tenth = &word;
    std::size_t end = value_end + tenth->text.size();
    std::string rest;  // hundredths behind the tenths
    if (const Word* half = tables_.tenth_half.longest_at(text_, end)) {
      rest = "5";
      end += half->text.size();
    } else if (const Word* digit = tables_.digits.longest_at(text_, end)) {
      if (digit->value.size() == 1 && value.size() == 1) {
        rest = digit->value;
        end += digit->text.size();
      }
    }
    const char32_t next = char_at(end);
    const bool ends =
        next == 0 || ends_clause(next) || tables_.after.longest_at(text_, end) != nullptr;
    const bool noun = is_han(next) && tables_.tenth_not.longest_at(text_, value_end) == nullptr;
    if (!ends && !noun) return false;
    Quantity q;
    q.value = rest.empty() ? value : value + "." + rest;
    q.unit = tenth->text;
    q.number = shift_decimal(q.value, 1);
    q.base_unit = tenth->value;
    q.dimension = "ratio";
    q.chinese = true;
    q.rule = "tenth";
    q.word = tenth;
    at_ = end;
    finish(&q, begin, end);
    return true;
  }

  // ------------------------------------------------------------------------------------- operators

  void finish(Quantity* q, std::size_t begin, std::size_t end) {
    q->begin = static_cast<std::uint32_t>(begin);
    q->end = static_cast<std::uint32_t>(end);
    std::size_t from = skip_blanks_back(text_, begin), to = end;
    const Word* before = tables_.before.longest_at_end(text_.substr(0, from));
    if (before != nullptr) {
      from -= before->text.size();
      if (q->op == Op::eq) q->op = op_named(before->value).value_or(Op::eq);
    } else {
      from = begin;
    }
    const std::size_t behind = skip_blanks(end);
    if (const Word* after = op_behind(behind)) {
      to = behind + after->text.size();
      const Op op = op_named(after->value).value_or(Op::eq);
      const bool set = q->op == Op::between || q->op == Op::rank;
      if (!set && !(q->op == Op::le && op == Op::approx)) q->op = op;
    }
    q->from = static_cast<std::uint32_t>(from);
    q->to = static_cast<std::uint32_t>(to);
    at_ = std::max(at_, to);
    out_.figures.push_back(*q);
  }

  std::string_view text_;
  const QuantityReader::Tables& tables_;
  Quantities& out_;
  bool stripped_;
  std::size_t at_ = 0;
};

}  // namespace

QuantityReader::QuantityReader(const Grammar& grammar)
    : tables_(std::make_unique<const Tables>(grammar)) {}
QuantityReader::~QuantityReader() = default;

void QuantityReader::scan(std::string_view folded, Quantities* out, bool stripped) const {
  out->figures.clear();
  out->times.clear();
  Scanner(folded, *tables_, out, stripped).run();
}

}  // namespace gangmu
