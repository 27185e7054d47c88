// Times in running text: years, dates, deadlines, five-year plans, each year, spans.
//
// Works on folded text (model/text.h); offsets are bytes of it.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "model/document.h"
#include "parser/grammar.h"
#include "parser/numeral.h"

namespace gangmu {

// The n-th five-year plan, from the third (1966) on, is for the five years from this one.
constexpr int kYearsOfPlan = 5;
constexpr int first_year_of_plan(int n) { return 1951 + kYearsOfPlan * n; }

struct TimeRef {
  std::uint32_t begin = 0, end = 0;  // with the words around it
  PeriodKind kind = PeriodKind::at;
  std::optional<int> start, last;  // years
  bool once = false;               // holds for the figure behind it only
  bool base = false;               // what a change is counted from
  bool bare = false;               // a month without a year: says nothing of the figure's period
  bool bound = false;  // says which figure is meant (that of 2020), not when the rest is
};

// Of the times of a text, which are in order and never overlap: the first that ends behind a place,
// and the first that begins at it or later.
inline std::vector<TimeRef>::const_iterator first_behind(const std::vector<TimeRef>& times,
                                                         std::size_t at) {
  return std::partition_point(times.begin(), times.end(),
                              [&](const TimeRef& time) { return time.end <= at; });
}
inline std::vector<TimeRef>::const_iterator first_from(const std::vector<TimeRef>& times,
                                                       std::size_t at) {
  return std::partition_point(times.begin(), times.end(),
                              [&](const TimeRef& time) { return time.begin < at; });
}

class TimeReader {
 public:
  explicit TimeReader(const Grammar& grammar);

  // What a reading gives: the time, if one stands there, and where to go on.
  struct Found {
    std::optional<TimeRef> time;
    std::size_t next = 0;
  };
  // A year with its month and day, or a span of years, whose first number begins at `begin`.
  // Nothing for a number that is no year.
  std::optional<Found> year(std::string_view folded, std::size_t begin, const Number& number) const;
  // A time that begins with an ideograph or mark; nothing when none of its words stands at `at`.
  // The time is missing for words that only look like one.
  std::optional<Found> words(std::string_view folded, std::size_t at) const;
  // A month or day without a year, whose number begins at `begin`; nothing for other numbers.
  std::optional<Found> month(std::string_view folded, std::size_t begin,
                             const Number& number) const;
  // Whether the number is a year with its sign behind it.
  bool is_year_with_sign(std::string_view folded, const Number& number) const;

 private:
  bool month_at(std::string_view folded, std::size_t behind) const;
  std::optional<Number> han_year(std::string_view folded, std::size_t at) const;
  Found deadline(std::string_view folded, TimeRef time, std::size_t begin, std::size_t end,
                 std::size_t next) const;
  Found finish(std::string_view folded, TimeRef time, std::size_t begin, std::size_t end) const;

  const WordTable &five_year_, &annual_, &span_, &part_, &tail_, &tail_not_, &from_, &by_before_,
      &by_after_, &year_, &month_, &season_, &digits_, &range_, &units_;
};

}  // namespace gangmu
