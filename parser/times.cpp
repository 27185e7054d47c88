#include "parser/times.h"

#include <algorithm>
#include <string>

#include "model/text.h"

namespace gangmu {

namespace {

constexpr int kFirstYear = 1949, kLastYear = 2100;

std::optional<int> year_of(const Number& number) {
  if (!number.integer || number.value.size() != 4) return std::nullopt;
  const int year = std::stoi(number.value);
  return year >= kFirstYear && year <= kLastYear ? std::optional(year) : std::nullopt;
}

}  // namespace

TimeReader::TimeReader(const Grammar& grammar)
    : five_year_(grammar.words("five_year")),
      annual_(grammar.words("time_annual")),
      span_(grammar.words("time_span")),
      part_(grammar.words("time_part")),
      tail_(grammar.words("time_tail")),
      tail_not_(grammar.words("time_tail_not")),
      from_(grammar.words("time_from")),
      by_before_(grammar.words("time_by_before")),
      by_after_(grammar.words("time_by_after")),
      year_(grammar.words("time_year")),
      month_(grammar.words("time_month")),
      season_(grammar.words("time_season")),
      digits_(grammar.words("numeral_digit")),
      range_(grammar.words("range")),
      units_(grammar.words("unit")) {}

bool TimeReader::month_at(std::string_view text, std::size_t behind) const {
  const Word* month = month_.longest_at(text, behind);
  const Word* unit = units_.longest_at(text, behind);
  return month != nullptr && unit != nullptr && month->text.size() >= unit->text.size();
}

std::optional<TimeReader::Found> TimeReader::month(std::string_view text, std::size_t begin,
                                                   const Number& number) const {
  std::size_t behind = skip_blanks(text, number.end);
  if (!month_at(text, behind)) return std::nullopt;
  const Word* sign = month_.longest_at(text, behind);
  TimeRef time;
  time.bare = true;
  Found found = deadline(text, time, begin, behind + sign->text.size(), behind + sign->text.size());
  found.next = number.end;
  if (found.time->kind != PeriodKind::by) found.time.reset();  // no deadline: a name or a season
  return found;
}

bool TimeReader::is_year_with_sign(std::string_view text, const Number& number) const {
  return number.integer && number.value.size() == 4 &&
         year_.longest_at(text, skip_blanks(text, number.end)) != nullptr;
}

std::optional<TimeReader::Found> TimeReader::year(std::string_view text, std::size_t begin,
                                                  const Number& number) const {
  TimeRef time;
  time.start = time.last = year_of(number);
  if (!time.start) return std::nullopt;
  std::size_t i = skip_blanks(text, number.end);
  const Word* suffix = year_.longest_at(text, i);
  if (suffix != nullptr) i = skip_blanks(text, i + suffix->text.size());
  if (const Word* sign = range_.longest_at(text, i)) {
    const auto second = number_at(text, skip_blanks(text, i + sign->text.size()));
    if (second && year_of(*second)) {
      const std::size_t end = skip_blanks(text, second->end);
      const Word* again = year_.longest_at(text, end);
      if (again != nullptr || suffix != nullptr || text.substr(end, 1) == ")") {
        time.last = year_of(*second);
        time.kind = PeriodKind::during;
        return finish(text, time, begin, again != nullptr ? end + again->text.size() : second->end);
      }
    }
  }
  if (suffix == nullptr) return std::nullopt;
  bool dated = false;
  for (int part = 0; part < 2; ++part) {  // a month and a day belong to the year
    const auto day = number_at(text, i);
    if (!day || !day->integer || day->value.size() > 2) break;
    const std::size_t behind = skip_blanks(text, day->end);
    const Word* sign = month_.longest_at(text, behind);
    if (sign == nullptr) break;
    i = skip_blanks(text, behind + sign->text.size());
    dated = true;
  }
  const Word* season = dated ? nullptr : season_.longest_at(text, i);
  if (season != nullptr) {
    i += season->text.size();
    dated = true;
  }
  return deadline(text, time, begin, dated ? i : number.end, i);
}

// Four ideographs of a year, one a digit.
std::optional<Number> TimeReader::han_year(std::string_view text, std::size_t at) const {
  Number number;
  number.end = at;
  for (int place = 0; place < 4; ++place) {
    const Word* word = digits_.longest_at(text, number.end);
    if (word == nullptr || word->value.size() != 1) return std::nullopt;
    number.value += word->value;
    number.end += word->text.size();
  }
  return number;
}

std::optional<TimeReader::Found> TimeReader::words(std::string_view text, std::size_t at) const {
  if (const auto number = han_year(text, at)) {
    if (auto found = year(text, at, *number)) return found;
  }
  TimeRef time;
  if (const Word* word = five_year_.longest_at(text, at)) {
    time.start = first_year_of_plan(std::stoi(std::string(word->value)));
    time.last = *time.start + kYearsOfPlan - 1;
    time.kind = PeriodKind::during;
    const std::size_t end = at + word->text.size();
    if (const Word* part = part_.longest_at(text, skip_blanks(text, end))) {  // its first 4 years
      const int years = std::stoi(std::string(part->value));
      (years > 0 ? time.last : time.start) =
          years > 0 ? *time.start + years - 1 : *time.last + years + 1;
      return finish(text, time, at, skip_blanks(text, end) + part->text.size());
    }
    if (by_after_.longest_at(text, skip_blanks(text, end)) == nullptr) {
      return finish(text, time, at, end);
    }
    time.start = time.last;
    return deadline(text, time, at, end, end);
  }
  if (const Word* word = annual_.longest_at(text, at)) {
    if (word->value == "none") return Found{std::nullopt, at + word->text.size()};
    time.kind = PeriodKind::annual;
    time.once = word->value == "figure";
    return finish(text, time, at, at + word->text.size());
  }
  if (const Word* word = span_.longest_at(text, at)) {
    const std::size_t end = at + word->text.size();
    if (word->value == "none") return Found{std::nullopt, end};
    time.kind = PeriodKind::during;
    return finish(text, time, at, end);
  }
  return std::nullopt;
}

// Words that make a year a deadline: before it and behind it.
TimeReader::Found TimeReader::deadline(std::string_view text, TimeRef time, std::size_t begin,
                                       std::size_t end, std::size_t next) const {
  const std::size_t from = skip_blanks_back(text, begin);
  const Word* before = by_before_.longest_at_end(text.substr(0, from));
  const std::size_t behind = skip_blanks(text, end);
  const Word* after = by_after_.longest_at(text, behind);
  if (after != nullptr) {
    next = std::max(next, behind + after->text.size());
  } else if (next > behind) {  // behind the sign of the year, where one ideograph is no deadline
    const std::size_t sign = skip_blanks(text, next);
    after = by_after_.longest_at(text, sign);
    if (after != nullptr && char_count(after->text) == 1) after = nullptr;
    if (after != nullptr) next = sign + after->text.size();
  }
  if (before != nullptr || after != nullptr) time.kind = PeriodKind::by;
  return finish(text, time, before != nullptr ? from - before->text.size() : begin, next);
}

TimeReader::Found TimeReader::finish(std::string_view text, TimeRef time, std::size_t begin,
                                     std::size_t end) const {
  if (time.last) {
    while (const Word* tail = tail_.longest_at(text, skip_blanks(text, end))) {
      if (tail_not_.longest_at(text, skip_blanks(text, end)) != nullptr) break;
      end = skip_blanks(text, end) + tail->text.size();
      time.bound = tail->value == "bound";
      time.base = tail->value == "base";
    }
    const Word* from = from_.longest_at_end(text.substr(0, skip_blanks_back(text, begin)));
    time.once = time.base || (from != nullptr && time.kind != PeriodKind::by);
  }
  time.begin = static_cast<std::uint32_t>(begin);
  time.end = static_cast<std::uint32_t>(end);
  return {time, end};
}

}  // namespace gangmu
