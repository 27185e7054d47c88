#include "parser/task_times.h"

#include <algorithm>

#include "parser/marks.h"
#include "parser/numeral.h"

namespace gangmu {

namespace {

constexpr std::size_t kLongest = 30;  // characters of deadlines with what is done by then

}  // namespace

TaskTimes::TaskTimes(const Grammar& grammar)
    : grammar_(grammar),
      range_(grammar.words("range")),
      month_(grammar.words("time_month")),
      season_(grammar.words("time_season")),
      in_month_(grammar.words("time_in_month")),
      after_(grammar.words("time_by_after")),
      starting_(grammar.words("time_starting")),
      done_(grammar.words("deadline_done")) {}

void TaskTimes::begin_plan(const Plan& plan) {
  plan_start_ = plan.start;
  plan_end_ = plan.end;
}

// "Than in 2022", "against 2022".
bool TaskTimes::is_compared(std::string_view text, const TimeRef& time) const {
  const std::string_view before = text.substr(0, skip_blanks_back(text, time.begin));
  const Word* compare = grammar_.words("compare").longest_at_end(before);
  if (compare != nullptr && compare->value == "time") return true;
  return grammar_.words("compare_with").longest_at_end(before) != nullptr &&
         grammar_.words("compare_end").longest_at(text, time.end) != nullptr;
}

// The word for "from … on", behind a time.
const Word* TaskTimes::starting(std::string_view text, std::size_t at) const {
  const Word* word = starting_.longest_at(text, skip_blanks(text, at));
  return word != nullptr && word->value.empty() ? word : nullptr;
}

// "From 2022 on", whether the time holds the last word itself or it stands behind.
bool TaskTimes::is_start(std::string_view text, const TimeRef& time) const {
  const Word* tail = starting_.longest_at_end(text.substr(time.begin, time.end - time.begin));
  return (tail != nullptr && tail->value.empty()) || starting(text, time.end) != nullptr;
}

bool TaskTimes::bears(std::string_view text, const TimeRef& time) const {
  if (time.base || time.bound || time.bare || time.kind == PeriodKind::annual) return false;
  if (!time.last) return plan_end_.has_value();
  if (is_compared(text, time) || is_start(text, time)) return false;
  if (plan_start_) return *time.last >= *plan_start_;
  if (time.kind != PeriodKind::at) return true;
  return is_done(text, time.end);
}

// What is done by a time stands right behind it.
bool TaskTimes::is_done(std::string_view text, std::size_t at) const {
  const Word* done = done_.longest_at(text, at);
  return done != nullptr && done->value.empty();
}

// "From June 2022" and "to December 2023" are one span.
bool TaskTimes::goes_on(std::string_view text, const TimeRef& time, const TimeRef& next) const {
  if (time.kind != PeriodKind::at || !time.last || !next.last || *next.last < *time.last) {
    return false;
  }
  if (next.kind != PeriodKind::at && next.kind != PeriodKind::by) return false;
  std::size_t from = time.end;
  if (const Word* word = starting(text, from)) from = skip_blanks(text, from) + word->text.size();
  if (from > next.begin) return false;
  const std::string_view between = trim(text.substr(from, next.begin - from));
  return between.empty() ? range_.longest_at(text, next.begin) != nullptr
                         : range_.exact(between) != nullptr;
}

// Behind a month, a day or a season without a year that stands at a place, else the place.
std::size_t TaskTimes::month_behind(std::string_view text, std::size_t at) const {
  const std::size_t from = skip_blanks(text, at);
  if (const Word* season = season_.longest_at(text, from)) return from + season->text.size();
  const auto number = number_at(text, from);
  if (!number || !number->integer || number->value.size() > 2) return at;
  const std::size_t sign_at = skip_blanks(text, number->end);
  const Word* sign = month_.longest_at(text, sign_at);
  if (sign == nullptr) return at;
  return part_of_month_behind(text, sign_at + sign->text.size());
}

std::size_t TaskTimes::part_of_month_behind(std::string_view text, std::size_t at) const {
  const std::size_t from = skip_blanks(text, at);
  const Word* part = in_month_.longest_at(text, from);
  return part == nullptr ? at : from + part->text.size();
}

// "June 2022 to August": behind the month that a time goes on to, else the place.
std::size_t TaskTimes::end_of_span(std::string_view text, std::size_t at) const {
  const std::size_t from = skip_blanks(text, at);
  const Word* range = range_.longest_at(text, from);
  if (range == nullptr) return at;
  const std::size_t second = from + range->text.size();
  std::size_t end = month_behind(text, second);
  if (end == second) return at;
  end = month_behind(text, end);  // the day
  const std::size_t behind = skip_blanks(text, end);
  const Word* after = after_.longest_at(text, behind);
  return after == nullptr ? end : behind + after->text.size();
}

// The time at `at` with those that it goes on to; `at` moves behind them.
TimeRef TaskTimes::whole(std::string_view text, Times::const_iterator* at,
                         Times::const_iterator end) const {
  TimeRef time = *(*at)++;
  if (time.kind == PeriodKind::at && time.last) {
    time.end = static_cast<std::uint32_t>(part_of_month_behind(text, time.end));
  }
  if (*at != end && goes_on(text, time, **at)) {
    time.last = (*at)->last;
    time.end = (*at)->end;
    time.kind = PeriodKind::during;
    ++*at;
  } else if (time.last && time.kind == PeriodKind::at) {
    const std::size_t behind = end_of_span(text, time.end);
    if (behind > time.end) time.kind = PeriodKind::during;
    time.end = static_cast<std::uint32_t>(behind);
    while (*at != end && (*at)->begin < time.end) ++*at;  // its second month
  }
  return time;
}

// Whether a clause begins at `at`, or a further time of the list at its begin.
bool TaskTimes::begins_clause(std::string_view text, std::size_t begin, std::size_t at,
                              const std::vector<Step>& before) const {
  std::size_t end = skip_blanks_back(text, at);
  if (end <= begin) return true;
  const Word* lead = grammar_.words("goal_lead").longest_at_end(text.substr(begin, end - begin));
  if (lead != nullptr) end = skip_blanks_back(text, end - lead->text.size());
  if (end <= begin) return true;
  const std::string_view left = text.substr(begin, end - begin);
  if (grammar_.words("among").longest_at_end(left) != nullptr) return true;
  const bool listed = !before.empty() && before.back().sure && before.back().found.end < end;
  if (listed) {
    const std::size_t last = before.back().found.end;
    if (grammar_.words("list_joint").exact(text.substr(last, end - last)) != nullptr) return true;
  }
  std::size_t place = end;
  const char32_t c = previous_char(text, place);
  if (c == kListComma) return listed;  // so many in 2023, so many in 2024
  return c == ',' || c == ';' || c == ':' || c == '(' || ends_sentence(c);
}

TaskTimes::Found TaskTimes::found_of(const TimeRef& time) const {
  Found out = {deadline_of(time), time.begin, time.end};
  if (time.kind == PeriodKind::during && !time.last) {
    out.period.start = plan_start_;
    out.period.end = plan_end_;
  }
  return out;
}

// "Each year", with the year that it starts from.
std::optional<TaskTimes::Found> TaskTimes::each(std::string_view text, Times::const_iterator first,
                                                Times::const_iterator last) const {
  for (auto at = last; at != first;) {
    const TimeRef& time = *--at;
    if (time.kind != PeriodKind::annual || time.once) continue;
    Found out = {Period{PeriodKind::annual, {}, {}, true}, time.begin, time.end};
    if (at == first) return out;
    const TimeRef& from = *(at - 1);
    if (!from.last || !is_start(text, from)) return out;
    std::size_t behind = skip_blanks(text, from.end);
    if (const Word* word = starting(text, behind)) {
      behind = skip_blanks(text, behind + word->text.size());
    }
    if (text.substr(behind, 1) == ",") behind = skip_blanks(text, behind + 1);
    if (behind == time.begin) out.begin = from.begin;
    return out;
  }
  return std::nullopt;
}

std::vector<TaskTimes::Found> TaskTimes::steps(std::string_view text, const Quantities& found,
                                               std::size_t begin, std::size_t end) const {
  constexpr char32_t kOpen = 0x300A, kClose = 0x300B;  // title marks
  constexpr std::size_t kMost = 64;                    // times of a sentence that are looked at
  const auto first = first_from(found.times, begin), last = first_behind(found.times, end);
  std::vector<Step> steps;
  std::size_t place = begin;
  int titles = 0;
  for (auto at = first; at != last && steps.size() < kMost;) {
    TimeRef time = whole(text, &at, last);
    // "By October 2023 …, by November …": a month of the year said before.
    if (time.bare && time.kind == PeriodKind::by && !steps.empty()) {
      time.last = steps.back().found.period.end;
      time.bare = false;
    }
    while (place < time.begin) {
      const char32_t c = next_char(text, place);
      titles += c == kOpen ? 1 : c == kClose ? -1 : 0;
    }
    // A plan without years: further dates behind one by which something is done.
    const bool further = !plan_start_ && time.kind == PeriodKind::at && time.last &&
                         !steps.empty() && steps.back().sure && !time.base && !time.bound &&
                         begins_clause(text, begin, time.begin, steps);
    if (titles > 0 || time.end > end || !(further || bears(text, time))) continue;
    if (!time.last && !steps.empty()) continue;  // some years behind dates: a part of them
    const bool sure = time.kind == PeriodKind::by || is_done(text, time.end) ||
                      begins_clause(text, begin, time.begin, steps);
    if (!steps.empty() && !steps.back().sure) steps.pop_back();
    steps.push_back({found_of(time), sure});
  }
  std::vector<Found> out;
  out.reserve(steps.size() + 1);
  for (const Step& step : steps) out.push_back(step.found);
  if (out.empty()) {
    if (const auto often = each(text, first, last)) out.push_back(*often);
  }
  return out;
}

std::optional<TaskTimes::Found> TaskTimes::alone(std::string_view title, const Quantities& found,
                                                 std::size_t begin, std::size_t end) const {
  if (auto told = labelled_deadline(grammar_, title, found, begin, end)) return told;
  auto at = first_from(found.times, begin);
  if (at == found.times.end() || at->begin != skip_blanks(title, begin)) return std::nullopt;
  const TimeRef time = whole(title, &at, found.times.end());
  const std::string_view inside = title.substr(0, end);
  if (!time.last || time.end > end || time.base || time.bound) return std::nullopt;
  Found out = found_of(time);
  const std::string_view rest = trim(inside.substr(time.end));
  const Word* done = done_.exact(rest);
  if (rest.empty() || (done != nullptr && done->value.empty())) return out;
  const bool more = at != found.times.end() && at->end <= end;
  if (rest.front() == ',' && !more) return out;  // … and who is charged
  if (time.kind != PeriodKind::by || char_count(inside.substr(begin)) > kLongest) {
    return std::nullopt;
  }
  out.end = skip_blanks_back(title, end);
  for (; at != found.times.end() && at->end <= end; ++at) {
    if (at->last) out.period = deadline_of(*at);
  }
  return out;
}

// "Stage one by 2022, stage two by 2024": all of a bracket that tells deadlines, by the last.
std::optional<TaskTimes::Found> TaskTimes::deadlines(std::string_view title,
                                                     const Quantities& found, std::size_t begin,
                                                     std::size_t end) const {
  if (char_count(title.substr(begin, end - begin)) > kLongest) return std::nullopt;
  std::optional<Found> out;
  for (auto at = first_from(found.times, begin); at != found.times.end() && at->end <= end; ++at) {
    if (at->kind != PeriodKind::by || !at->last || !bears(title, *at)) continue;
    out = Found{deadline_of(*at), skip_blanks(title, begin), skip_blanks_back(title, end)};
  }
  return out;
}

std::optional<TaskTimes::Found> TaskTimes::in_heading(std::string_view title,
                                                      const Quantities& found) const {
  if (found.times.empty()) return std::nullopt;
  std::size_t end = skip_blanks_back(title, title.size());
  std::optional<Found> out;
  if (end > 0 && title[end - 1] == ')') {
    const std::size_t open = title.rfind('(', --end);
    if (open != title.npos && open > 0) out = alone(title, found, open + 1, end);
    if (!out && open != title.npos && open > 0) out = deadlines(title, found, open + 1, end);
  } else if (const std::size_t comma = title.rfind(','); comma != title.npos) {
    out = alone(title, found, comma + 1, end);
  }
  auto at = found.times.begin();
  if (!out && at->begin == skip_blanks(title, 0) && at->last) {
    const TimeRef time = whole(title, &at, found.times.end());
    if (bears(title, time)) out = found_of(time);
  }
  if (!out || !plan_start_ || !out->period.end) return out;
  const bool whole_plan = out->period.start == plan_start_ && out->period.end == plan_end_;
  return whole_plan || *out->period.end < *plan_start_ ? std::nullopt : out;
}

}  // namespace gangmu
