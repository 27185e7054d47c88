// Times in running text: years, dates, deadlines, five-year plans, each year, spans.
//
// Works on folded text (model/text.h); offsets are bytes of it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "model/document.h"
#include "parser/grammar.h"
#include "parser/numeral.h"

namespace gangmu {

struct TimeRef {
  std::uint32_t begin = 0, end = 0;  // with the words around it
  PeriodKind kind = PeriodKind::at;
  std::optional<int> start, last;  // years
  bool once = false;               // holds for the figure behind it only
  bool base = false;               // what a change is counted from
  bool bare = false;               // a month without a year: says nothing of the figure's period
  bool bound = false;  // says which figure is meant (that of 2020), not when the rest is
};

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

  const WordTable &five_year_, &annual_, &span_, &tail_, &from_, &by_before_, &by_after_, &year_,
      &month_, &digits_, &range_, &units_;
};

}  // namespace gangmu
