#include "parser/deadline.h"

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

}  // namespace gangmu
