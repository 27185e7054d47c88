// Shares of more than all, changes of them in per cent, and means of years.
#include <algorithm>
#include <cmath>

#include "checks/amount.h"
#include "checks/arithmetic.h"
#include "checks/fields.h"
#include "checks/figures.h"
#include "parser/numeral.h"

namespace gangmu {

namespace {

// Growth of this very thing by so many per cent, right before: what is so much above that of
// others is a difference of two rates.
bool follows_growth(const Document& document, std::size_t i) {
  if (i == 0) return false;
  const Target &before = document.targets[i - 1], &own = document.targets[i];
  return before.node == own.node && before.measure == Measure::growth && is_percent(before) &&
         !before.indicator.empty() && own.indicator.starts_with(before.indicator);
}

constexpr double kAll = 100;

// "In five years train 20,000, 5,000 a year on average".
void check_mean(const Checked& in, std::size_t i, Findings* findings) {
  const auto& targets = in.document.targets;
  const Target& mean = targets[i];
  if (i == 0 || !mean.period || mean.period->kind != PeriodKind::annual || !is_exact(mean)) return;
  const Target& all = targets[i - 1];
  const bool span = all.period && all.period->kind == PeriodKind::during && all.period->stated &&
                    all.period->start && all.period->end;
  // What is aimed at without a time is for the years of the plan.
  const Plan& plan = in.document.plans[in.document.nodes[all.node].plan];
  const bool planned = all.status == TargetStatus::target && all.period && !all.period->stated &&
                       plan.start && all.period->end == plan.end;
  if (!(span || planned) || !is_exact(all) || all.base_unit != mean.base_unit || is_percent(all)) {
    return;
  }
  std::size_t at = 0;
  const bool yearly = in.grammar.words("check_yearly").find(fold(mean.quote), 0, &at) != nullptr;
  if (!yearly || all.indicator != mean.indicator || !in_one_sentence(in.document, all, mean))
    return;
  const auto total = amount_of(all), each = amount_of(mean);
  const int years = *all.period->end - (span ? *all.period->start : *plan.start) + 1;
  if (!total || !each || years < 2) return;
  constexpr double kAbout = 0.1;  // a mean is seldom told to the last digit
  const double off = std::abs(each->value * years - total->value);
  if (off <= std::max(each->step * years / 2, kAbout * total->value)) return;
  const auto printed = amount_in(mean.value);
  const double scale = printed && printed->value != 0 ? each->value / printed->value : 1;
  findings->add(Check::mean_wrong,
                {all.indicator, figure_sign(all), std::to_string(years),
                 short_number(total->value / years / scale, 2) + mean.unit, figure_sign(mean)},
                {in.side(all), in.side(mean)});
}

// "In five years …".
bool begins_with_years(const Grammar& grammar, std::string_view clause) {
  const auto numeral = NumeralReader(grammar).at(clause, 0);
  const auto number = number_at(clause, 0);
  if (!numeral && !number) return false;
  const std::size_t end = skip_blanks(clause, number ? number->end : numeral->end);
  return grammar.words("time_year").longest_at(clause, end) != nullptr;
}

// "2 a year, 12 in all in five years".
void check_altogether(const Checked& in, std::size_t i, Findings* findings) {
  const auto& targets = in.document.targets;
  const Target& all = targets[i];
  const bool span = all.period && all.period->kind == PeriodKind::during && all.period->start &&
                    all.period->end && all.period->stated;
  if (i == 0 || !span || !is_exact(all) || is_percent(all)) return;
  const Target& each = targets[i - 1];
  const bool yearly = each.period && each.period->kind == PeriodKind::annual && is_exact(each);
  const bool same = each.indicator == all.indicator && each.base_unit == all.base_unit;
  std::size_t at = 0;
  const bool told = in.grammar.words("check_altogether").find(fold(all.quote), 0, &at) != nullptr ||
                    begins_with_years(in.grammar, fold(all.quote));
  if (!yearly || !same || !told || !in_one_sentence(in.document, each, all)) return;
  const auto total = amount_of(all), one = amount_of(each);
  const int years = *all.period->end - *all.period->start + 1;
  if (!total || !one || years < 2) return;
  const double off = std::abs(one->value * years - total->value);
  constexpr double kAbout = 0.1;  // what is given every year is a round number
  if (off <= std::max(one->step * years * kAbout, total->step / 2)) return;
  const auto printed = amount_in(each.value);
  const double scale = printed && printed->value != 0 ? one->value / printed->value : 1;
  findings->add(Check::mean_wrong,
                {all.indicator, figure_sign(all), std::to_string(years),
                 short_number(total->value / years / scale, 2) + each.unit, figure_sign(each)},
                {in.side(each), in.side(all)});
}

// "18 times and 2.1 times as much": a point was forgotten, or one of two things grew far more.
void check_multiples(const Checked& in, std::size_t i, Findings* findings) {
  constexpr double kFar = 5;
  constexpr std::size_t kJoint = 6;  // bytes between the two
  if (i == 0) return;
  const Target &first = in.document.targets[i - 1], &second = in.document.targets[i];
  const auto counts = [](const Target& target) {
    return target.measure == Measure::multiple && is_exact(target) && target.field != Field::cell;
  };
  if (!counts(first) || !counts(second) || first.unit != second.unit) return;
  if (!in_one_sentence(in.document, first, second)) return;
  if (second.span.begin - first.span.end > kJoint) return;
  const auto a = amount_of(first), b = amount_of(second);
  if (!a || !b || std::min(a->value, b->value) <= 0) return;
  if (std::max(a->value, b->value) <= kFar * std::min(a->value, b->value)) return;
  const bool swapped = a->value < b->value;
  const Target &more = swapped ? second : first, &less = swapped ? first : second;
  findings->add(Check::multiple_far,
                {more.indicator, figure_sign(more), less.indicator, figure_sign(less)},
                {in.side(first), in.side(second)});
}

// "The share reaches 60 percentage points".
void check_points(const Checked& in, const Target& target, Findings* findings) {
  if (target.dimension != "points" || target.field == Field::cell || target.indicator.empty()) {
    return;
  }
  const Offset begin = std::min(target.quote_span.begin, target.span.begin);
  const std::string before = fold(
      trim(std::string_view(in.document.source.text).substr(begin, target.span.begin - begin)));
  if (in.grammar.words("check_level_verb").longest_at_end(before) == nullptr) return;
  findings->add(Check::points_level, {target.indicator, figure_sign(target)}, {in.side(target)});
}

}  // namespace

void check_shares(const Checked& in, Findings* findings) {
  const WordTable& ratio = in.grammar.words("check_ratio");
  const WordTable& whole = in.grammar.words("check_share");
  for (std::size_t i = 0; i < in.document.targets.size(); ++i) {
    const Target& target = in.document.targets[i];
    check_mean(in, i, findings);
    check_altogether(in, i, findings);
    check_multiples(in, i, findings);
    check_points(in, target, findings);
    const auto amount = amount_of(target);
    if (!amount || !is_percent(target)) continue;
    const std::string name = fold(target.indicator);
    const bool level = target.measure == Measure::share && target.relative_to.empty();
    if (level && amount->value > kAll && whole.longest_at_end(name) != nullptr) {
      findings->add(Check::share_over, {target.indicator, figure_sign(target)}, {in.side(target)});
    }
    const Word* tail = ratio.longest_at_end(name);
    const bool is_ratio =
        tail != nullptr && tail->value.empty() && !target.falls && target.field != Field::cell;
    const bool change = target.measure == Measure::growth || target.measure == Measure::increment;
    const bool above = !target.relative_to.empty() && follows_growth(in.document, i);
    if ((is_ratio && change && target.relative_to.empty()) || above) {
      findings->add(Check::percent_points, {target.indicator, figure_sign(target)},
                    {in.side(target)});
    }
  }
}

}  // namespace gangmu
