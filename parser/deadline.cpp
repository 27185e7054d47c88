#include "parser/deadline.h"

#include <algorithm>

#include "parser/marks.h"

namespace gangmu {

void DeadlineReader::begin_plan(const Plan& plan) {
  plan_start_ = plan.start;
  plan_end_ = plan.end;
  begin_section();
}

bool DeadlineReader::bears(const TimeRef& time) const {
  if (time.base || time.bound || time.bare) return false;
  if (time.kind == PeriodKind::annual) return true;
  if (!time.last) return plan_end_.has_value();
  return time.kind != PeriodKind::at ? !(plan_start_ && *time.last < *plan_start_)
                                     : plan_start_ && *time.last >= *plan_start_;
}

std::optional<DeadlineReader::Found> DeadlineReader::stated(const Quantities& found,
                                                            std::size_t sentence, std::size_t begin,
                                                            std::size_t end) const {
  constexpr int kMost = 64;  // times of a sentence that are looked at
  const TimeRef* best = nullptr;
  const TimeRef* each = nullptr;
  auto next = first_from(found.times, end);
  for (int i = 0; i < kMost && best == nullptr && next != found.times.begin(); ++i) {
    const TimeRef& time = *--next;
    if (time.begin < sentence) break;
    if (time.end > end || !bears(time)) continue;
    if (time.kind != PeriodKind::annual) {
      best = &time;
    } else if (each == nullptr && time.begin >= begin && !time.once) {
      each = &time;  // each year: of its own clause only
    }
  }
  if (best == nullptr) best = each;
  if (best == nullptr) return std::nullopt;
  Found out;
  out.begin = best->begin;
  out.end = best->end;
  out.period.kind = best->kind == PeriodKind::at ? PeriodKind::by : best->kind;
  if (best->kind == PeriodKind::during) {
    out.period.start = best->last ? best->start : plan_start_;
    out.period.end = best->last ? best->last : plan_end_;
  } else if (best->kind != PeriodKind::annual) {
    out.period.end = best->last;
  }
  return out;
}

std::optional<Period> DeadlineReader::inherited() const {
  if (section_) {
    Period out = *section_;
    out.stated = false;
    return out;
  }
  if (!plan_end_) return std::nullopt;
  return Period{PeriodKind::by, {}, plan_end_, false};
}

void DeadlineReader::carry(const Found& found) {
  if (found.period.kind == PeriodKind::annual) return;
  section_ = found.period;
}

namespace {

// Where the words behind a label end: at the next part of the bracket or clause. A comma is such an
// end where what stands before it tells a time, or nothing behind it does.
std::size_t end_of_words(std::string_view text, const Quantities& found, std::size_t begin,
                         std::size_t end) {
  std::size_t comma = end;
  bool timed = false;  // before the comma
  for (std::size_t at = begin; at < end;) {
    const std::size_t from = at;
    const char32_t c = next_char(text, at);
    if (c == ';' || c == ')' || ends_sentence(c)) {
      end = from;
    } else if (c == ',' && comma > from) {
      comma = from;
    }
  }
  const auto times_in = [&](std::size_t first, std::size_t last) {
    const auto time = first_from(found.times, first);
    return time != found.times.end() && time->end <= last;
  };
  timed = times_in(begin, std::min(comma, end));
  return comma < end && (timed || !times_in(comma, end)) ? comma : end;
}

}  // namespace

Period deadline_of(const TimeRef& time) {
  Period period;
  period.kind = time.kind == PeriodKind::at ? PeriodKind::by : time.kind;
  if (period.kind == PeriodKind::during) period.start = time.start;
  period.end = time.last;
  return period;
}

std::optional<DeadlineReader::Found> labelled_deadline(const Grammar& grammar,
                                                       std::string_view text,
                                                       const Quantities& found, std::size_t begin,
                                                       std::size_t end) {
  constexpr std::size_t kLongest = 30;  // characters
  const WordTable& labels = grammar.words("deadline_label");
  text = text.substr(0, end);
  const Word* label = nullptr;
  for (std::size_t at = begin; (label = labels.find(text, at, &at)) != nullptr;) {
    at += label->text.size();
    std::size_t from = skip_blanks(text, at);
    if (from >= end || text[from] != ':') continue;
    from = skip_blanks(text, from + 1);
    const std::size_t to = skip_blanks_back(text, end_of_words(text, found, from, end));
    if (to <= from || char_count(text.substr(from, to - from)) > kLongest) continue;
    DeadlineReader::Found out = {{PeriodKind::by, {}, {}, true}, from, to};
    for (auto time = first_from(found.times, from); time != found.times.end() && time->end <= to;
         ++time) {
      if (time->last) out.period = deadline_of(*time);
    }
    return out;
  }
  return std::nullopt;
}

std::optional<DeadlineReader::Found> completing_time(const Grammar& grammar, std::string_view text,
                                                     const Quantities& found, std::size_t begin,
                                                     std::size_t end) {
  const WordTable& done = grammar.words("deadline_done");
  for (auto time = first_from(found.times, begin); time != found.times.end() && time->end <= end;
       ++time) {
    if (!time->last || time->base || time->bound) continue;
    const Word* word = done.longest_at(text, time->end);
    if (word == nullptr || !word->value.empty()) continue;
    return DeadlineReader::Found{deadline_of(*time), time->begin, time->end};
  }
  return std::nullopt;
}

}  // namespace gangmu
