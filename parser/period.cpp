#include "parser/period.h"

#include <algorithm>

namespace gangmu {

namespace {

Period period_of(const TimeRef& time, bool stated) {
  Period period;
  period.kind = time.kind;
  period.stated = stated;
  period.end = time.last;
  if (time.kind != PeriodKind::by) period.start = time.start;
  return period;
}

}  // namespace

// The times of a sentence as they bear on one figure.
struct PeriodReader::Times {
  const TimeRef* own = nullptr;          // in the figure's clause
  const TimeRef* level = nullptr;        // the last year before it
  const TimeRef* first_level = nullptr;  // the first one
  const TimeRef* during = nullptr;       // the last span of years before it
  const TimeRef* nearest = nullptr;      // the last of either
  const TimeRef* annual = nullptr;
  const TimeRef* base = nullptr;  // what the clause compares with
  bool plan_span = false;         // the plan's period without years

  // What is so each year of a span, or over it.
  PeriodKind over() const { return annual != nullptr ? PeriodKind::annual : PeriodKind::during; }
};

void PeriodReader::begin_plan(const Plan& plan, std::optional<int> goal_year) {
  plan_start_ = plan.start;
  plan_end_ = plan.end ? plan.end : goal_year;
}

bool PeriodReader::is_comparison(std::string_view folded, const TimeRef& time) const {
  if (time.base) return true;
  const std::string_view before = folded.substr(0, time.begin);
  if (grammar_.words("compare_end").longest_at(folded, time.end) != nullptr &&
      grammar_.words("compare_with").longest_at_end(before) != nullptr) {
    return true;
  }
  const Word* compare = grammar_.words("compare").longest_at_end(before);
  const Word* share = grammar_.words("share").longest_at_end(before);  // ends with the same sign
  return compare != nullptr && (share == nullptr || share->text.size() <= compare->text.size());
}

// "Than the 22 of 2020": the year is the figure's own, though it is compared with.
bool PeriodReader::dates(std::string_view folded, const TimeRef& time,
                         const Quantity& figure) const {
  if (time.end > figure.from || !time.last) return false;
  const std::string_view between = trim(folded.substr(time.end, figure.from - time.end));
  const bool of = time.bound && between.empty();
  return of || grammar_.words("of_noun").exact(between) != nullptr;
}

void PeriodReader::carry(std::string_view folded, const Quantities& found,
                         const Sentence& sentence) {
  for (std::uint32_t t = sentence.first_time; t < sentence.last_time; ++t) {
    const TimeRef& time = found.times[t];
    if (is_comparison(folded, time) || is_aside(folded, sentence, time, sentence.end)) continue;
    carry(time);
  }
}

void PeriodReader::carry(const TimeRef& time) {
  if (time.kind == PeriodKind::annual || !time.last || time.once || time.bound) return;
  carried_ = time;
  const bool span = time.kind == PeriodKind::during;
  if (!span) carried_level_ = time;
  if (!before_plan(time)) return;
  // A year long before the plan is that of one item, and not of those behind it.
  constexpr int kFarthest = 3;  // years
  if (!span && *time.last + kFarthest < *plan_start_) return;
  (span ? section_span_ : section_level_) = time;
}

// "1.8 times that of 2022": the year says what is compared with.
bool PeriodReader::belongs_to_multiple(const Quantities& found, const TimeRef& time) {
  const auto figure = std::partition_point(found.figures.begin(), found.figures.end(),
                                           [&](const Quantity& q) { return q.from < time.end; });
  return figure != found.figures.end() && figure->dimension == "multiple";
}

// "Of which 90 in 2022, …", "(30 of them in 2026) …": what a part or a bracket says of time holds
// for nothing behind the clause or bracket, of which `place` is behind the end.
bool PeriodReader::is_aside(std::string_view folded, const Sentence& sentence, const TimeRef& time,
                            std::size_t place) const {
  constexpr std::size_t kFarthest = 120;  // bytes before the time
  constexpr std::size_t kWidest = 1200;   // … behind it, up to the end of a bracket or clause
  const std::string_view between =
      place > time.end ? folded.substr(time.end, std::min(place - time.end, kWidest))
                       : std::string_view();
  const bool closed = between.find(')') != between.npos;
  const bool parted = between.find(',') != between.npos || place >= sentence.end;
  if (!closed && !parted) return false;
  const std::size_t floor =
      std::max<std::size_t>(sentence.begin, time.begin > kFarthest ? time.begin - kFarthest : 0);
  int depth = 0;
  std::size_t at = time.begin;
  bool clause = false;  // its begin was found
  std::size_t begin = floor;
  while (at > floor) {
    const std::size_t end = at;
    const char32_t c = previous_char(folded, at);
    depth += c == ')' ? 1 : c == '(' ? -1 : 0;
    if (depth < 0) return closed;
    if (!clause && c == ',') {
      begin = end;
      clause = true;
    }
  }
  if (!parted || (!clause && floor != sentence.begin)) return false;
  return grammar_.words("among").longest_at(folded, skip_blanks(folded, begin)) != nullptr;
}

PeriodReader::Times PeriodReader::times_before(std::string_view folded, const Quantities& found,
                                               const Sentence& sentence, const Quantity& figure,
                                               const Phrase& phrase) const {
  Times out;
  constexpr std::ptrdiff_t kMost = 64;  // times before a figure that can bear on it
  const auto first = found.times.begin() + sentence.first_time;
  const auto last =
      std::partition_point(first, found.times.begin() + sentence.last_time,
                           [&](const TimeRef& time) { return time.begin < figure.from; });
  bool month = false;
  for (auto next = last; next != first && (next - 1)->begin >= phrase.begin; --next) {
    month = month || (next - 1)->bare;
  }
  for (auto next = last - std::min(last - first, kMost); next != last; ++next) {
    const TimeRef& time = *next;
    const bool own = time.begin >= phrase.begin;
    if (time.bare || (!own && is_aside(folded, sentence, time, figure.from))) continue;
    // "2.4 times that of 2015": the year is what is compared with.
    if (figure.dimension == "multiple" && (time.once || time.bound) && own) continue;
    if (time.kind == PeriodKind::annual) {
      // A list shares its time, and months are those of each year.
      const bool lasts = !time.once && (phrase.listed || month);
      if (own || lasts) out.annual = &time;
      continue;
    }
    if (is_comparison(folded, time) && !(own && dates(folded, time, figure))) {
      if (own && time.last) out.base = &time;
      continue;
    }
    if (time.bound && !own && belongs_to_multiple(found, time)) continue;
    if (!time.last) {
      const bool level = (figure.dimension == "ratio" && !phrase.growth) || phrase.amount ||
                         phrase.reached || figure.kind == QuantityKind::rank;
      out.plan_span = out.plan_span || own || phrase.flow || phrase.increment || !level;
      continue;
    }
    const bool level = time.kind == PeriodKind::at || time.kind == PeriodKind::by;
    if (level && out.first_level == nullptr) out.first_level = &time;
    if (time.once && !own) continue;
    if (own) out.own = &time;
    if (level) out.level = &time;
    if (!level) out.during = &time;
    out.nearest = &time;
    if (out.annual != nullptr && out.annual->begin < time.begin && !own) out.annual = nullptr;
  }
  return out;
}

std::optional<Period> PeriodReader::stated(std::string_view folded, const Quantities& found,
                                           const Sentence& sentence, const Quantity& figure,
                                           const Phrase& phrase, bool situation) const {
  const Times times = times_before(folded, found, sentence, figure, phrase);
  const bool change = phrase.growth && phrase.compared;
  if (times.annual != nullptr || change) {
    if (times.own == nullptr && times.first_level != nullptr && times.level != nullptr &&
        times.first_level->start < times.level->last) {
      // "From 60 % in 2020 to 62 % in 2025, 9 points more than in 2015"
      const bool based = times.base != nullptr && times.base->last < times.level->last;
      const std::optional<int> start = based ? times.base->last : times.first_level->start;
      return Period{times.over(), start, times.level->last, true};
    }
    const bool span = times.during != nullptr && (times.nearest == times.during ||
                                                  (times.own == nullptr && times.level != nullptr &&
                                                   times.level->last == times.during->last));
    if (span) return Period{times.over(), times.during->start, times.during->last, true};
    if (times.plan_span && (situation || times.annual != nullptr)) {
      std::optional<Period> years = plan_span(situation);
      if (years) years->kind = times.over();
      if (years) return years;
    }
    // "Over the plan A grows 6 % a year; B 7 % a year": over the same time.
    if (times.annual != nullptr && times.annual->once && carried_ &&
        carried_->kind == PeriodKind::during && (situation || !before_plan(*carried_))) {
      return std::nullopt;
    }
    if (times.annual != nullptr) return Period{PeriodKind::annual, {}, {}, true};
  }
  const TimeRef* time = times.own != nullptr ? times.own : times.nearest;
  // A level is of a year, even when a span was named in between.
  const bool level = figure.dimension == "ratio" && !phrase.growth;
  if (times.own == nullptr && level && times.level != nullptr) time = times.level;
  if (time != nullptr) return period_of(*time, true);
  return times.plan_span ? plan_span(situation) : std::nullopt;
}

// The years of the plan; where it is told how things are, as many up to its first.
std::optional<Period> PeriodReader::plan_span(bool situation) const {
  if (plan_end_ && !situation) return Period{PeriodKind::during, plan_start_, plan_end_, true};
  if (!plan_start_ || !plan_end_) return std::nullopt;
  const int years = *plan_end_ - *plan_start_ + 1;
  return Period{PeriodKind::during, *plan_start_ - years, *plan_start_ - 1, true};
}

namespace {

// Whether a comma parts clauses that each hold a figure, up to the last, from one place to another.
bool hold_figures(std::string_view folded, const Quantities& found, std::size_t from,
                  std::size_t end) {
  std::size_t comma = folded.npos;  // the last one
  for (std::size_t at = from; at < end; ++at) {
    if (folded[at] != ',') continue;
    if (comma != folded.npos) {
      const auto figure = std::partition_point(found.figures.begin(), found.figures.end(),
                                               [&](const Quantity& q) { return q.from < comma; });
      if (figure == found.figures.end() || figure->to > at) return false;
    }
    comma = at;
  }
  return true;
}

}  // namespace

std::optional<Period> PeriodReader::finished(std::string_view folded, const Quantities& found,
                                             const Sentence& sentence, const Quantity& figure,
                                             const Phrase& phrase) const {
  constexpr std::size_t kFarthest = 240;  // bytes
  const auto time = first_from(found.times, figure.to);
  if (time == found.times.end() || time->end > sentence.end ||
      time->begin > figure.to + kFarthest || time->kind != PeriodKind::by || !time->last ||
      time->base || time->bound) {
    return std::nullopt;
  }
  const std::string_view between = trim(folded.substr(figure.to, time->begin - figure.to));
  const auto commas = std::count(between.begin(), between.end(), ',');
  const auto open = std::count(between.begin(), between.end(), '(');
  const bool done = finishes_at(folded, time->end, grammar_.words("finish_verb"),
                                grammar_.words("finish_adverb"));
  const Period period = period_of(*time, true);
  if (open == 1 && commas == 0 && between.ends_with('(')) {
    const bool alone = folded.substr(skip_blanks(folded, time->end), 1) == ")";
    return done || alone ? std::optional(period) : std::nullopt;
  }
  if (!done || open != 0 || between.find(':') != between.npos) return std::nullopt;
  if (commas > 0 && !between.ends_with(',')) return std::nullopt;
  if (commas > 1 && !(phrase.acts && hold_figures(folded, found, figure.to, time->begin))) {
    return std::nullopt;
  }
  return period;
}

// "Over the plan A grows 6 % a year; B 7 % a year".
bool PeriodReader::is_yearly(std::string_view folded, const Quantities& found,
                             const Sentence& sentence, const Quantity& figure,
                             const Phrase& phrase) const {
  return times_before(folded, found, sentence, figure, phrase).annual != nullptr;
}

std::optional<Period> PeriodReader::inherited_actual(const Phrase& phrase) const {
  const bool level = !phrase.growth && !phrase.increment && !phrase.flow;
  const auto usable = [&](const std::optional<TimeRef>& time) {
    return time && !(plan_start_ && time->last >= (plan_end_ ? plan_end_ : plan_start_));
  };
  if (level && usable(carried_level_)) return period_of(*carried_level_, false);
  if (usable(carried_)) return period_of(*carried_, false);
  if (level && section_level_) return period_of(*section_level_, false);
  if (section_span_) return period_of(*section_span_, false);
  if (section_level_) return period_of(*section_level_, false);
  if (usable(heading_)) return period_of(*heading_, false);
  return std::nullopt;
}

std::optional<Period> PeriodReader::inherited_target() const {
  if (carried_ && !before_plan(*carried_)) return period_of(*carried_, false);
  if (heading_ && !before_plan(*heading_)) {
    return Period{PeriodKind::by, {}, heading_->last, false};
  }
  if (!plan_end_) return std::nullopt;
  return Period{PeriodKind::by, {}, plan_end_, false};
}

}  // namespace gangmu
