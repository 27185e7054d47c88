#include "parser/quantity.h"

#include <algorithm>

#include "parser/decimal.h"

namespace gangmu {

namespace {

constexpr int kFirstYear = 1949, kLastYear = 2100;
constexpr int kFiveYearBase = 1951;  // the first year of plan n is 1951 + 5 n

bool is_digit(char c) { return c >= '0' && c <= '9'; }

class Scanner {
 public:
  Scanner(std::string_view text, const Grammar& grammar, const QuantityStarts& starts,
          Quantities* out)
      : text_(text),
        starts_(starts),
        out_(*out),
        grammar_(grammar),
        units_(grammar.words("unit")),
        magnitudes_(grammar.words("magnitude")),
        digits_(grammar.words("numeral_digit")),
        tens_(grammar.words("numeral_magnitude")),
        before_(grammar.words("op_before")),
        after_(grammar.words("op_after")),
        between_(grammar.words("op_between")),
        range_(grammar.words("range")),
        five_year_(grammar.words("five_year")),
        annual_(grammar.words("time_annual")),
        span_(grammar.words("time_span")),
        multiple_(grammar.words("multiple")),
        half_(grammar.words("half")),
        grade_(grammar.words("grade")),
        percent_head_(grammar.words("percent_head")),
        rank_head_(grammar.words("rank_head")),
        rank_word_(grammar.words("rank_word")),
        unit_not_(grammar.words("unit_not")),
        tail_(grammar.words("time_tail")),
        from_(grammar.words("time_from")) {}

  void run() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (is_digit(c)) {
        arabic();
      } else if (is_ascii_letter(static_cast<unsigned char>(c))) {
        latin_word();
      } else if (static_cast<unsigned char>(c) < 0x80) {
        ++at_;
      } else {
        std::size_t next = at_;
        if (!starts_.test(next_char(text_, next)) || !words()) at_ = std::max(at_, next);
      }
    }
  }

 private:
  // ----------------------------------------------------------------------------- small questions

  std::size_t skip_blanks(std::size_t at) const {
    while (at < text_.size() && text_[at] == ' ') ++at;
    return at;
  }
  std::size_t trim_back(std::size_t at) const {
    while (at > 0 && text_[at - 1] == ' ') --at;
    return at;
  }
  char32_t char_at(std::size_t at) const {
    return at < text_.size() ? next_char(text_, at) : 0;
  }
  char32_t char_before(std::size_t at) const {
    while (at > 0 && text_[at - 1] == ' ') --at;
    return at > 0 ? previous_char(text_, at) : 0;
  }
  bool word_at(std::string_view table, std::size_t at) const {
    return grammar_.words(table).longest_at(text_, at) != nullptr;
  }

  // A number of the text: digits, thousands marks, one point.
  struct Number {
    std::string value;
    std::size_t end = 0;
    bool integer = true;
  };
  std::optional<Number> number_at(std::size_t at) const {
    if (at >= text_.size() || !is_digit(text_[at])) return std::nullopt;
    Number number;
    std::size_t i = at;
    while (i + 1 < text_.size() && text_[i] == '0' && is_digit(text_[i + 1])) ++i;  // 007
    while (i < text_.size() && is_digit(text_[i])) number.value += text_[i++];
    while (number.value.size() <= 12 && i + 3 < text_.size() && text_[i] == ',' &&
           i - at <= 3 + 4 * 4 && thousands(i)) {
      number.value.append(text_.substr(i + 1, 3));
      i += 4;
    }
    if (i + 1 < text_.size() && text_[i] == '.' && is_digit(text_[i + 1])) {
      number.integer = false;
      number.value += text_[i++];
      while (i < text_.size() && is_digit(text_[i])) number.value += text_[i++];
    }
    number.end = i;
    return number;
  }
  bool thousands(std::size_t comma) const {
    for (std::size_t k = 1; k <= 3; ++k) {
      if (comma + k >= text_.size() || !is_digit(text_[comma + k])) return false;
    }
    return comma + 4 >= text_.size() || !is_digit(text_[comma + 4]);
  }

  // ------------------------------------------------------------------------------ Arabic numbers

  // A word with letters in it: product names and abbreviations, no figures.
  void latin_word() {
    while (at_ < text_.size() &&
           (is_ascii_letter(static_cast<unsigned char>(text_[at_])) || is_digit(text_[at_]) ||
            ((text_[at_] == '-' || text_[at_] == '.' || text_[at_] == '/') && at_ + 1 < text_.size() &&
             (is_digit(text_[at_ + 1]) ||
              is_ascii_letter(static_cast<unsigned char>(text_[at_ + 1])))))) {
      ++at_;
    }
  }

  void arabic() {
    const std::size_t begin = at_;
    const auto number = number_at(at_);
    at_ = number->end;
    const std::size_t behind = skip_blanks(number->end);
    const char32_t before = char_before(begin);
    if (before == 0xB1) return;  // plus-minus: a specification
    if (number->integer && number->value.size() == 4 && year(begin, *number)) return;
    const Word* unit = units_.longest_at(text_, behind);
    if (unit == nullptr && number->end < text_.size()) {
      const char32_t next = char_at(number->end);
      const bool letter = is_ascii_letter(next);
      if (letter || next == '+') return latin_word();
    }
    if (rank(begin, *number)) return;
    if (month(behind)) return;
    if (fraction(begin, *number)) return;
    plain(begin, *number);
  }

  bool month(std::size_t behind) const {
    return word_at("time_month", behind) && units_.longest_at(text_, behind) != nullptr &&
           grammar_.words("time_month").longest_at(text_, behind)->text.size() >=
               units_.longest_at(text_, behind)->text.size();
  }

  bool fraction(std::size_t begin, const Number& number) {
    std::size_t i = number.end;
    if (!number.integer || i >= text_.size() || text_[i] != '/') return false;
    const auto denominator = number_at(i + 1);
    if (!denominator || !denominator->integer) return false;
    at_ = denominator->end;
    if (units_.longest_at(text_, skip_blanks(at_)) != nullptr) return true;  // 24/7, 5/6G: no figure
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

  // Multiplier and unit behind a number; where they end.
  struct Unit {
    std::size_t end = 0;
    int power = 0;
    bool about = false;          // some word for "odd" in between
    const Word* word = nullptr;
    std::string per;             // the second unit of a rate
    std::size_t printed = 0;     // where the printed unit begins
    std::string printed_unit;    // of a unit that no table knows
  };
  Unit unit_at(std::size_t at) const {
    Unit unit;
    unit.end = at;
    std::size_t i = skip_blanks(at);
    unit.printed = i;
    if (const Word* about = between_.longest_at(text_, i)) {
      const std::size_t next = skip_blanks(i + about->text.size());
      if (units_.longest_at(text_, next) != nullptr ||
          magnitudes_.longest_at(text_, next) != nullptr) {
        unit.about = true;
        unit.end = i = next;
        unit.printed = i;
      }
    }
    const Word* word = unit_word(i);
    const Word* magnitude = magnitudes_.longest_at(text_, i);
    if (magnitude != nullptr && (word == nullptr || magnitude->text.size() > word->text.size())) {
      unit.power = std::stoi(magnitude->value);
      unit.end = i = i + magnitude->text.size();
      i = skip_blanks(i);
      if (const Word* about = between_.longest_at(text_, i)) {
        const std::size_t next = i + about->text.size();
        if (units_.longest_at(text_, next) != nullptr) {
          unit.about = true;
          i = next;
        }
      }
      word = unit_word(i);
    }
    if (word == nullptr) return unit;
    unit.word = word;
    unit.end = i + word->text.size();
    per_unit(&unit);
    return unit;
  }

  // A unit, unless a longer word begins here.
  const Word* unit_word(std::size_t at) const {
    const Word* word = units_.longest_at(text_, at);
    if (word == nullptr) return nullptr;
    const Word* other = unit_not_.longest_at(text_, at);
    return other != nullptr && other->text.size() > word->text.size() ? nullptr : word;
  }

  void per_unit(Unit* unit) const {
    std::size_t i = unit->end;
    if (i >= text_.size() || text_[i] != '/') return;
    ++i;
    const Word* magnitude = magnitudes_.longest_at(text_, i);
    if (magnitude != nullptr) i += magnitude->text.size();
    const Word* word = units_.longest_at(text_, i);
    if (word == nullptr && magnitude == nullptr) return;
    if (word != nullptr) i += word->text.size();
    unit->per = std::string(text_.substr(unit->end, i - unit->end));
    unit->end = i;
  }

  void set_unit(Quantity* q, const Unit& unit) const {
    if (unit.word != nullptr || unit.printed_unit.empty()) {
      q->unit = unit.end > unit.printed ? without_blanks(unit.printed, unit.end) : std::string();
    }
    q->number = shift_decimal(q->value, unit.power);
    if (!q->value_high.empty()) q->number_high = shift_decimal(q->value_high, unit.power);
    if (unit.word != nullptr) {
      q->word = unit.word;
      const std::string_view base = unit.word->get("base");
      q->base_unit = (base.empty() ? unit.word->text : std::string(base)) + unit.per;
      q->dimension = unit.per.empty() ? std::string(unit.word->get("dimension")) : "rate";
    }
    if (unit.about) {
      q->op = Op::approx;
      // "10000 odd items": the word in between belongs to the operator, not to the unit.
      for (const Word& word : between_.words()) {
        const std::size_t found = q->unit.find(word.text);
        if (found != std::string::npos && found < q->unit.size() - word.text.size()) {
          q->unit.erase(found, word.text.size());
          break;
        }
      }
    }
  }

  std::string without_blanks(std::size_t begin, std::size_t end) const {
    std::string out;
    for (std::size_t i = begin; i < end; ++i) {
      if (text_[i] != ' ') out += text_[i];
    }
    return out;
  }

  void plain(std::size_t begin, const Number& number) {
    Quantity q;
    q.value = number.value;
    q.rule = "number";
    Unit unit = unit_at(number.end);
    // A range: the unit stands behind the second number, or behind both.
    const std::size_t sign_at = skip_blanks(unit.word != nullptr || unit.power != 0 ? unit.end
                                                                                    : number.end);
    if (const Word* sign = range_.longest_at(text_, sign_at)) {
      const std::size_t second_at = skip_blanks(sign_at + sign->text.size());
      if (const auto second = number_at(second_at)) {
        const Unit second_unit = unit_at(second->end);
        const bool same = unit.word == nullptr || second_unit.word == unit.word;
        if (same && (second_unit.word != nullptr || second_unit.power != 0) &&
            !year_like(second_at, *second)) {
          q.value_high = second->value;
          q.op = Op::between;
          q.rule = "range";
          if (unit.power == 0) unit.power = second_unit.power;
          const int first_power = unit.power;
          set_unit(&q, second_unit);
          q.number = shift_decimal(q.value, first_power);
          at_ = second_unit.end;
          finish(&q, begin, at_);
          return;
        }
      }
    }
    if (grammar_.words("unit_grade").longest_at(text_, unit.end) != nullptr) {
      at_ = std::max(at_, unit.end);  // a grade of things
      return;
    }
    if (unit.word == nullptr && !bare(begin, number, &unit, &q)) return;
    set_unit(&q, unit);
    if (q.unit.empty()) q.unit = unit.printed_unit;

    at_ = std::max(at_, unit.end);
    finish(&q, begin, unit.end);
  }

  // A number without a known unit: a ratio to one, an unknown unit right before a mark, or a bare
  // number that a verb leads to. False when it counts nothing.
  bool bare(std::size_t begin, const Number& number, Unit* unit, Quantity* q) {
    std::size_t at = unit->power != 0 ? unit->end : number.end;
    if (at < text_.size() && (text_[at] == ':' || char_at(at) == 0x2236)) {
      std::size_t behind = at;
      next_char(text_, behind);
      const auto one = number_at(behind);
      if (!one || one->value != "1") return false;
      unit->end = one->end;
      unit->printed_unit = ":1";
      q->dimension = "ratio";
      return true;
    }
    if (unit->power != 0 && ends_here(at)) return true;
    const std::size_t end = unknown_unit_end(at, unit->power != 0 ? 3 : 1);
    if (end > at) {
      unit->printed_unit = without_blanks(unit->power != 0 ? unit->printed : at, end);
      unit->end = end;
      return true;
    }
    if (unit->power != 0) return true;
    const bool led = grammar_.words("reach_number").longest_at_end(
                         text_.substr(0, trim_back(begin))) != nullptr ||
                     before_.longest_at_end(text_.substr(0, trim_back(begin))) != nullptr;
    if (!led) return false;
    const bool bounded = after_.longest_at(text_, skip_blanks(at)) != nullptr;
    return bounded || ends_here(at);
  }

  bool ends_here(std::size_t at) const {
    const char32_t c = char_at(skip_blanks(at));
    return c == 0 || c == ',' || c == ';' || c == 0x3002 || c == 0x3001 || c == ')';
  }

  // One ideograph between a number and a mark or operator is a unit, behind a multiplier up to three.
  std::size_t unknown_unit_end(std::size_t at, int longest) const {
    std::size_t i = at;
    if (unit_not_.longest_at(text_, at) != nullptr) return at;
    for (int n = 0; n < longest; ++n) {
      if (i >= text_.size() || !is_han(char_at(i))) return at;
      if (after_.longest_at(text_, i) != nullptr || range_.longest_at(text_, i) != nullptr) return at;
      next_char(text_, i);
      if (ends_here(i) || after_.longest_at(text_, i) != nullptr) return i;
    }
    return at;
  }

  bool year_like(std::size_t at, const Number& number) const {
    return number.integer && number.value.size() == 4 &&
           word_at("time_year", skip_blanks(number.end)) && at > 0;
  }

  // ----------------------------------------------------------------------------------------- times

  static bool is_year(const std::string& value) {
    if (value.size() != 4) return false;
    const int n = std::stoi(value);
    return n >= kFirstYear && n <= kLastYear;
  }

  bool year(std::size_t begin, const Number& number) {
    if (!is_year(number.value)) return false;
    TimeRef time;
    time.start = time.last = std::stoi(number.value);
    std::size_t i = skip_blanks(number.end);
    const Word* suffix = grammar_.words("time_year").longest_at(text_, i);
    if (suffix != nullptr) i = skip_blanks(i + suffix->text.size());
    if (const Word* sign = range_.longest_at(text_, i)) {
      const std::size_t second_at = skip_blanks(i + sign->text.size());
      const auto second = number_at(second_at);
      if (second && second->integer && is_year(second->value)) {
        const std::size_t end = skip_blanks(second->end);
        const Word* again = grammar_.words("time_year").longest_at(text_, end);
        if (again != nullptr || suffix != nullptr || char_at(end) == ')') {
          time.last = std::stoi(second->value);
          time.kind = PeriodKind::during;
          at_ = again != nullptr ? end + again->text.size() : second->end;
          add_time(time, begin, at_);
          return true;
        }
      }
    }
    if (suffix == nullptr) return false;
    bool dated = false;
    for (int part = 0; part < 2; ++part) {  // a month and a day belong to the year
      const auto day = number_at(i);
      if (!day || !day->integer || day->value.size() > 2) break;
      const Word* sign = grammar_.words("time_month").longest_at(text_, skip_blanks(day->end));
      if (sign == nullptr) break;
      i = skip_blanks(skip_blanks(day->end) + sign->text.size());
      dated = true;
    }
    at_ = i;
    deadline(&time, begin, dated ? i : number.end);
    return true;
  }

  // Words that make a year a deadline: before it and behind it.
  void deadline(TimeRef* time, std::size_t begin, std::size_t end) {
    std::size_t from = begin;
    while (from > 0 && text_[from - 1] == ' ') --from;
    const Word* before =
        grammar_.words("time_by_before").longest_at_end(text_.substr(0, from));
    const std::size_t behind = skip_blanks(end);
    const Word* after = grammar_.words("time_by_after").longest_at(text_, behind);
    if (after != nullptr) at_ = std::max(at_, behind + after->text.size());
    if (before != nullptr) {
      from -= before->text.size();
    } else {
      from = begin;
    }
    if (before != nullptr || after != nullptr) time->kind = PeriodKind::by;
    add_time(*time, from, at_);
  }

  void add_time(TimeRef time, std::size_t begin, std::size_t end) {
    if (time.last) {
      while (const Word* tail = tail_.longest_at(text_, skip_blanks(end))) {
        end = skip_blanks(end) + tail->text.size();
        time.bound = tail->value == "bound";
        time.base = tail->value == "base";
      }
      at_ = std::max(at_, end);
      const Word* from = from_.longest_at_end(text_.substr(0, trim_back(begin)));
      time.once = time.base || (from != nullptr && time.kind != PeriodKind::by);
    }
    time.begin = static_cast<std::uint32_t>(begin);
    time.end = static_cast<std::uint32_t>(end);
    out_.times.push_back(time);
  }

  bool five_year(const Word& word) {
    const int first = kFiveYearBase + 5 * std::stoi(word.value);
    TimeRef time;
    time.start = first;
    time.last = first + 4;
    time.kind = PeriodKind::during;
    const std::size_t begin = at_;
    at_ += word.text.size();
    if (word_at("time_by_after", skip_blanks(at_))) {
      time.start = time.last;
      deadline(&time, begin, at_);
    } else {
      add_time(time, begin, at_);
    }
    return true;
  }

  // ----------------------------------------------------------------------------------------- words

  // Anything that begins with an ideograph or mark; false when nothing does.
  bool words() {
    if (const Word* word = five_year_.longest_at(text_, at_)) return five_year(*word);
    if (const Word* word = annual_.longest_at(text_, at_)) {
      TimeRef time;
      time.kind = PeriodKind::annual;
      time.once = word->value == "figure";
      add_time(time, at_, at_ + word->text.size());
      at_ += word->text.size();
      return true;
    }
    if (const Word* word = span_.longest_at(text_, at_)) {
      if (word->value == "none") {
        at_ += word->text.size();
        return true;
      }
      TimeRef time;
      time.kind = PeriodKind::during;
      add_time(time, at_, at_ + word->text.size());
      at_ += word->text.size();
      return true;
    }
    if (const Word* word = multiple_.longest_at(text_, at_)) return multiple(*word);
    if (const Word* word = grade_.longest_at(text_, at_)) return grade(*word);
    if (const Word* word = half_.longest_at(text_, at_)) {
      Quantity q;
      q.kind = QuantityKind::fraction;
      q.value = "0.5";
      q.exact = "1/2";
      q.number = q.value;
      q.dimension = "ratio";
      q.chinese = true;
      q.rule = "half";
      q.word = word;
      const std::size_t begin = at_;
      at_ += word->text.size();
      finish(&q, begin, at_);
      return true;
    }
    if (const Word* word = rank_word_.longest_at(text_, at_)) {
      if (word->get("lead") == "true" &&
          grammar_.words("rank_lead").longest_at_end(text_.substr(0, trim_back(at_))) == nullptr) {
        at_ += word->text.size();
        return true;
      }
      Quantity q;
      q.kind = QuantityKind::rank;
      q.value = word->value;
      q.rule = "rank_word";
      q.word = word;
      q.chinese = true;
      add_rank(&q, at_, at_ + word->text.size());
      return true;
    }
    if (percent_head_.longest_at(text_, at_) != nullptr) return percent_words();
    if (rank_head_.longest_at(text_, at_) != nullptr && chinese_rank()) return true;
    return chinese_number();
  }

  bool multiple(const Word& word) {
    const std::size_t begin = at_;
    at_ += word.text.size();
    if (word.value == "-") return true;  // a name, no figure
    const std::size_t behind = skip_blanks(at_);
    if (is_han(char_at(behind)) && after_.longest_at(text_, behind) == nullptr) {
      return true;  // before a noun it names something
    }
    Quantity q;
    q.kind = QuantityKind::multiple;
    q.value = q.number = word.value;
    q.dimension = "multiple";
    q.chinese = true;
    q.rule = "multiple";
    q.word = &word;
    for (const Word& unit : units_.words()) {
      if (unit.get("dimension") == "multiple") q.unit = q.base_unit = unit.text;
    }
    finish(&q, begin, at_);
    return true;
  }

  bool grade(const Word& word) {
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

  // A numeral in ideographs, its value as a decimal string.
  struct Numeral {
    std::string value;
    std::size_t end = 0;
    int characters = 0;
    bool large = false;     // ten or more, or with a multiplier
    bool definite = false;  // with a digit or ten in it: a bare million is a way of speaking
  };
  // Multipliers from ten thousand on belong to the unit (twenty of 10^8 yuan) unless `whole`.
  std::optional<Numeral> numeral_at(std::size_t at, bool whole = true) const {
    std::uint64_t total = 0, section = 0, digit = 0;
    Numeral numeral;
    std::size_t i = at;
    bool any = false, pending = false;
    while (i < text_.size()) {
      if (const Word* d = digits_.longest_at(text_, i)) {
        if (pending) break;  // two digits in a row: no spoken number
        digit = std::stoull(d->value);
        pending = digit != 0;
        numeral.definite = numeral.definite || pending;
        i += d->text.size();
      } else if (const Word* m = tens_.longest_at(text_, i)) {
        const std::uint64_t value = std::stoull(m->value);
        const bool goes_on = digits_.longest_at(text_, i + m->text.size()) != nullptr;
        if (!whole && value >= 10000 && !goes_on) break;
        if (total > 1'000'000'000'000ull || section > 1'000'000'000ull) return std::nullopt;
        if (value >= 10000) {
          total = (total + section + digit) * value;
          if (total == 0) return std::nullopt;  // a multiplier without a number
          section = 0;
        } else {
          section += (pending ? digit : 1) * value;
        }
        digit = 0;
        pending = false;
        numeral.large = true;
        numeral.definite = numeral.definite || value == 10;
        i += m->text.size();
      } else {
        break;
      }
      any = true;
      ++numeral.characters;
    }
    if (!any) return std::nullopt;
    numeral.value = std::to_string(total + section + digit);
    numeral.end = i;
    return numeral;
  }

  bool percent_words() {
    const Word* head = percent_head_.longest_at(text_, at_);
    const std::size_t begin = at_;
    const std::size_t from = at_ + head->text.size();
    const auto numeral = numeral_at(from);
    const auto number = number_at(from);
    if (!numeral && !number) {
      at_ = from;
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
    const auto numeral = numeral_at(at_, false);
    if (!numeral) {  // a multiplier without a number
      if (const Word* word = tens_.longest_at(text_, at_)) at_ += word->text.size();
      return false;
    }
    const std::size_t begin = at_;
    at_ = numeral->end;
    // Y of X parts
    if (const Word* of = grammar_.words("fraction").longest_at(text_, at_)) {
      const auto numerator = numeral_at(at_ + of->text.size());
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
    const Unit unit = unit_at(numeral->end);
    if (unit.word == nullptr) return true;
    const std::string_view spoken = unit.word->get("han");
    const bool counts = spoken == "small" || (spoken == "large" && numeral->large);
    if (!counts || !numeral->definite || (numeral->value == "1" && unit.power == 0)) return true;
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
    const Word* some = grammar_.words("some").longest_at_end(text_.substr(0, begin));
    if (some == nullptr || !numeral.large || numeral.characters != 1) return begin;
    q->op = Op::approx;
    return begin - some->text.size();
  }

  // A range with both ends in Chinese numerals.
  bool chinese_range(std::size_t begin, const Numeral& first) {
    const Word* sign = range_.longest_at(text_, first.end);
    if (sign == nullptr || !first.definite) return false;
    const auto second = numeral_at(first.end + sign->text.size(), false);
    if (!second || !second->definite || std::stoull(second->value) <= std::stoull(first.value)) {
      return false;
    }
    const Unit unit = unit_at(second->end);
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

  // Three tenths: thirty per cent, where no longer word begins.
  bool tenths(std::size_t begin, const Numeral& numeral) {
    const Word* tenth = grammar_.words("tenth").longest_at(text_, numeral.end);
    if (tenth == nullptr || numeral.characters != 1 || numeral.large || !numeral.definite) return false;
    const std::size_t end = numeral.end + tenth->text.size();
    const char32_t next = char_at(end);
    const bool ends = next == 0 || next == ',' || next == 0x3002 || next == ';' || next == 0x3001 ||
                      after_.longest_at(text_, end) != nullptr;
    if (!ends) return false;
    Quantity q;
    q.value = q.number = numeral.value + "0";
    q.unit = q.base_unit = tenth->value;
    q.dimension = "ratio";
    q.chinese = true;
    q.rule = "tenth";
    q.word = tenth;
    at_ = end;
    finish(&q, begin, end);
    return true;
  }

  // ----------------------------------------------------------------------------------------- ranks

  // Place 8, the first 10, the first 1 %: the head stands right before the number.
  bool rank(std::size_t begin, const Number& number) {
    std::size_t from = begin;
    while (from > 0 && text_[from - 1] == ' ') --from;
    const Word* head = rank_head_.longest_at_end(text_.substr(0, from));
    if (head == nullptr) return false;
    const std::size_t behind = skip_blanks(number.end);
    Quantity q;
    q.kind = QuantityKind::rank;
    q.value = number.value;
    q.rule = "rank";
    q.word = head;
    if (text_.substr(behind, 1) == "%" || char_at(behind) == 0x2030) {
      if (head->value != "top") return false;
      std::size_t end = behind;
      next_char(text_, end);
      q.unit = q.base_unit = std::string(text_.substr(behind, end - behind));
      q.dimension = "ratio";
      at_ = end;
      add_rank(&q, from - head->text.size(), end);
      return true;
    }
    if (!rank_ends(behind, from - head->text.size())) return true;  // swallowed: no quantity
    const Word* tail = grammar_.words("rank_tail").longest_at(text_, behind);
    const std::size_t end = tail != nullptr ? behind + tail->text.size() : number.end;
    if (tail != nullptr) q.unit = tail->text;
    at_ = end;
    add_rank(&q, from - head->text.size(), end);
    return true;
  }

  bool chinese_rank() {
    const Word* head = rank_head_.longest_at(text_, at_);
    const std::size_t from = at_ + head->text.size();
    const auto numeral = numeral_at(from);
    if (!numeral || numeral->value == "0") return false;
    const std::size_t behind = skip_blanks(numeral->end);
    const std::size_t begin = at_;
    at_ = numeral->end;
    if (!rank_ends(behind, begin)) return true;
    const Word* tail = grammar_.words("rank_tail").longest_at(text_, behind);
    Quantity q;
    q.kind = QuantityKind::rank;
    q.value = numeral->value;
    q.chinese = true;
    q.rule = "rank";
    q.word = head;
    const std::size_t end = tail != nullptr ? behind + tail->text.size() : numeral->end;
    if (tail != nullptr) q.unit = tail->text;
    add_rank(&q, begin, end);
    return true;
  }

  // A rank ends with its tail word, or at a mark where a place or an order was spoken of before.
  bool rank_ends(std::size_t behind, std::size_t begin) const {
    if (word_at("rank_tail", behind)) {
      const Word* tail = grammar_.words("rank_tail").longest_at(text_, behind);
      const Word* unit = units_.longest_at(text_, behind);
      return unit == nullptr || unit->text.size() <= tail->text.size();
    }
    if (word_at("rank_not_after", behind)) return false;
    std::size_t window = begin;
    for (int n = 0; n < 6 && window > 0; ++n) previous_char(text_, window);
    std::size_t found = 0;
    return grammar_.words("rank_context").find(text_.substr(0, begin), window, &found) != nullptr;
  }

  void add_rank(Quantity* q, std::size_t begin, std::size_t end) {
    q->op = Op::rank;
    q->number = q->value;
    if (q->dimension.empty()) q->dimension = "rank";
    q->begin = q->from = static_cast<std::uint32_t>(begin);
    q->end = q->to = static_cast<std::uint32_t>(end);
    at_ = std::max(at_, end);
    out_.figures.push_back(*q);
  }

  // ------------------------------------------------------------------------------------- operators

  void finish(Quantity* q, std::size_t begin, std::size_t end) {
    q->begin = static_cast<std::uint32_t>(begin);
    q->end = static_cast<std::uint32_t>(end);
    std::size_t from = begin, to = end;
    while (from > 0 && text_[from - 1] == ' ') --from;
    const Word* before = before_.longest_at_end(text_.substr(0, from));
    if (before != nullptr) {
      from -= before->text.size();
      if (q->op == Op::eq) q->op = op_named(before->value).value_or(Op::eq);
    } else {
      from = begin;
    }
    const std::size_t behind = skip_blanks(end);
    if (const Word* after = after_.longest_at(text_, behind)) {
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
  const QuantityStarts& starts_;
  Quantities& out_;
  const Grammar& grammar_;
  const WordTable &units_, &magnitudes_, &digits_, &tens_, &before_, &after_, &between_, &range_,
      &five_year_, &annual_, &span_, &multiple_, &half_, &grade_, &percent_head_, &rank_head_,
      &rank_word_, &unit_not_, &tail_, &from_;
  std::size_t at_ = 0;
};

}  // namespace

QuantityStarts::QuantityStarts(const Grammar& grammar) : starts_(0x10000, false) {
  for (const std::string_view table :
       {"five_year", "time_annual", "time_span", "multiple", "grade", "half", "rank_word",
        "percent_head", "rank_head", "numeral_digit", "numeral_magnitude"}) {
    for (const Word& word : grammar.words(table).words()) {
      std::size_t at = 0;
      const char32_t c = word.text.empty() ? 0 : next_char(word.text, at);
      if (c < starts_.size()) starts_[c] = true;
    }
  }
}

void scan_quantities(std::string_view folded, const Grammar& grammar,
                     const QuantityStarts& starts, Quantities* out) {
  out->figures.clear();
  out->times.clear();
  Scanner(folded, grammar, starts, out).run();
}

void scan_quantities(std::string_view folded, const Grammar& grammar, Quantities* out) {
  scan_quantities(folded, grammar, QuantityStarts(grammar), out);
}

}  // namespace gangmu
