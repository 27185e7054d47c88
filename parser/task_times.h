// By when the sentences of tasks are due: each date and span that a sentence tells, and what the
// heading above tells in brackets.
//
// Works on folded text (model/text.h); offsets are bytes of it.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "model/document.h"
#include "parser/deadline.h"
#include "parser/quantity.h"

namespace gangmu {

class TaskTimes {
 public:
  using Found = DeadlineReader::Found;
  explicit TaskTimes(const Grammar& grammar);

  void begin_plan(const Plan& plan);
  // The times of a sentence by which something is to be done, in order; where it tells none, how
  // often it is done. A time that names a thing, that is compared with or that something starts
  // from is none, nor is one in title marks.
  std::vector<Found> steps(std::string_view text, const Quantities& found, std::size_t begin,
                           std::size_t end) const;
  // The time that a heading tells: in the bracket at its end, behind its last comma or at its
  // begin. A span as long as the plan is none.
  std::optional<Found> in_heading(std::string_view title, const Quantities& found) const;
  // The time that is all that a stretch of a heading tells, but for what is done by then.
  std::optional<Found> alone(std::string_view title, const Quantities& found, std::size_t begin,
                             std::size_t end) const;

 private:
  using Times = std::vector<TimeRef>;
  struct Step {
    Found found;
    bool sure = false;  // a step, whatever stands behind it
  };
  bool bears(std::string_view text, const TimeRef& time) const;
  bool is_compared(std::string_view text, const TimeRef& time) const;
  const Word* starting(std::string_view text, std::size_t at) const;
  bool is_start(std::string_view text, const TimeRef& time) const;
  bool goes_on(std::string_view text, const TimeRef& time, const TimeRef& next) const;
  std::size_t month_behind(std::string_view text, std::size_t at) const;
  std::size_t part_of_month_behind(std::string_view text, std::size_t at) const;
  bool is_done(std::string_view text, std::size_t at) const;
  std::optional<Found> deadlines(std::string_view title, const Quantities& found, std::size_t begin,
                                 std::size_t end) const;
  std::size_t end_of_span(std::string_view text, std::size_t at) const;
  TimeRef whole(std::string_view text, Times::const_iterator* at, Times::const_iterator end) const;
  bool begins_clause(std::string_view text, std::size_t begin, std::size_t at,
                     const std::vector<Step>& before) const;
  std::optional<Found> each(std::string_view text, Times::const_iterator first,
                            Times::const_iterator last) const;
  Found found_of(const TimeRef& time) const;

  const Grammar& grammar_;
  const WordTable &range_, &month_, &season_, &in_month_, &after_, &starting_, &done_;
  std::optional<int> plan_start_, plan_end_;
};

}  // namespace gangmu
