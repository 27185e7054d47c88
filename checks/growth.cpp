#include "checks/growth.h"

#include <cmath>
#include <set>

#include "checks/amount.h"
#include "checks/figures.h"
#include "checks/levels.h"
#include "parser/times.h"

namespace gangmu {

namespace {

// The words that make growth a yearly mean, and the five-year plan that it is counted from.
class GrowthWords {
 public:
  explicit GrowthWords(const Grammar& grammar)
      : yearly_(grammar.words("check_yearly")),
        since_(grammar.words("check_since")),
        plans_(grammar.words("five_year")),
        times_(grammar) {}

  bool is_yearly(const Target& target) const {
    std::size_t at = 0;
    const std::string quote = fold(target.quote + target.indicator);
    return yearly_.find(quote, 0, &at) != nullptr;
  }

  // The last year of the five-year plan that the clause compares with.
  std::optional<int> base_year(const Target& target) const {
    const std::string quote = fold(target.quote);
    std::size_t at = 0;
    const Word* plan = plans_.find(quote, 0, &at);
    if (plan == nullptr) return std::nullopt;
    const std::string_view before(quote.data(), at);
    if (since_.longest_at_end(before) == nullptr) return std::nullopt;
    return first_year_of_plan(std::stoi(std::string(plan->value)) + 1) - 1;
  }

  // Whether the clause names what something is compared with.
  bool is_compared(const Target& target) const {
    return since_.longest_at(fold(trim(target.quote)), 0) != nullptr;
  }

  // The one year that the clause prints.
  std::optional<int> year_in(const Target& target) const {
    const std::string quote = fold(target.quote);
    std::optional<int> year;
    for (std::size_t at = 0; at < quote.size();) {
      const auto number = number_at(quote, at);
      const auto found = number ? times_.year(quote, at, *number) : std::nullopt;
      if (found && found->time && found->time->last) {
        if (year) return std::nullopt;
        year = found->time->last;
      }
      found    ? void(at = std::max(found->next, at + 1))
      : number ? void(at = number->end)
               : void(next_char(quote, at));
    }
    return year;
  }

 private:
  const WordTable &yearly_, &since_, &plans_;
  TimeReader times_;
};

// By how many per cent it grows from one level to the other, in so many years.
double growth_between(double from, double to, int years) {
  return 100 * (std::pow(to / from, 1.0 / years) - 1);
}

class GrowthCheck {
 public:
  GrowthCheck(const Checked& in, Findings* findings)
      : in_(in),
        words_(in.grammar),
        prices_(in.grammar.words("check_prices")),
        times_(in.grammar.words("check_times")),
        findings_(findings) {}

  void run() {
    for (std::uint32_t plan = 0; plan < in_.document.plans.size(); ++plan) {
      const Levels levels(in_, plan);
      const TargetRange range = targets_of(in_.document, plan);
      for (std::uint32_t i = range.first; i < range.last; ++i) {
        const Target& target = in_.document.targets[i];
        if (!is_growth(target) || check_beside(range, i)) continue;
        check(levels, in_.document.plans[plan], target);
      }
    }
  }

 private:
  // Growth of values in money is told at comparable prices, which the levels are not.
  bool has_prices(const Target& target) const {
    std::size_t at = 0;
    return prices_.find(fold(target.indicator), 0, &at) != nullptr;
  }

  // "Grows by 1.5 times".
  bool is_times(const Target& target) const {
    if (target.measure != Measure::multiple) return false;
    const std::string_view text = in_.document.source.text;
    const Word* word = times_.longest_at_end(trim(text.substr(0, target.span.begin)));
    return word != nullptr && word->value.empty() && is_ascii_digit(text[target.span.begin]);
  }

  bool is_growth(const Target& target) const {
    if (target.field == Field::cell) return false;
    const bool grows = target.measure == Measure::growth ? is_percent(target) : is_times(target);
    return grows && target.relative_to.empty() &&
           (target.op == Op::eq || target.op == Op::approx) && target.period &&
           (target.period->end || target.period->kind == PeriodKind::annual);
  }

  // The level of the same paragraph that stands nearest before the growth: who reads the growth
  // sees it beside.
  const Level* level_before(const std::vector<Level>& levels, const Target& growth) const {
    const Level* best = nullptr;
    for (const Level& level : levels) {
      const Target& target = in_.document.targets[level.target];
      if (target.node == growth.node && target.span.begin < growth.span.begin) best = &level;
    }
    return best;
  }

  // Of several levels of a year the one of the same paragraph, else the first.
  const Level* level_of(const std::vector<Level>& levels, int year, const Target& growth) const {
    const Level* best = nullptr;
    for (const Level& level : levels) {
      const Target& target = in_.document.targets[level.target];
      if (level.year != year || target.op == Op::approx) continue;
      if (target.node == growth.node && target.span.begin < growth.span.begin) return &level;
      if (best == nullptr) best = &level;
    }
    return best;
  }

  // "Invested 5,200, 60 % more than the 3,250 of the plan before": both stand right before it.
  bool check_beside(TargetRange range, std::uint32_t i) {
    if (i < range.first + 2) return false;
    const auto& targets = in_.document.targets;
    const Target &growth = targets[i], &start = targets[i - 1], &reached = targets[i - 2];
    const bool one_node = start.node == growth.node && reached.node == growth.node;
    if (!one_node || start.field == Field::cell || !words_.is_compared(start)) return false;
    const auto from = amount_of(start), to = amount_of(reached);
    const bool exact = start.op == Op::eq && reached.op == Op::eq && from && to;
    if (!exact || start.base_unit != reached.base_unit || from->value <= 0 || to->value <= 0) {
      return false;
    }
    const bool same = start.indicator == reached.indicator && is_of(growth, start) &&
                      start.measure == reached.measure;
    // The growth follows in the clause of what it is counted from.
    const std::string_view text = in_.document.source.text;
    constexpr std::size_t kNear = 6;  // bytes
    const bool near =
        growth.quote_span.begin >= start.span.end &&
        trim(text.substr(start.span.end, growth.quote_span.begin - start.span.end)).size() <= kNear;
    if (!same || !near || words_.is_yearly(growth)) return false;
    judge(growth, start, {i - 1, 0, *from}, reached, {i - 2, 0, *to}, 1);
    return true;
  }

  // Growth may be told without the word for how the thing is measured.
  static bool is_of(const Target& growth, const Target& level) {
    constexpr std::size_t kShortest = 9;  // bytes
    return growth.indicator == level.indicator ||
           (growth.indicator.size() >= kShortest && level.indicator.starts_with(growth.indicator));
  }

  // What it grows from: the level that the sentence names, that of the year it counts from, else,
  // for what is aimed at, the last one before the plan.
  const Level* start_of(const std::vector<Level>& known, const Plan& plan, const Target& growth,
                        const Level& to, bool yearly) const {
    const std::optional<int> base = words_.base_year(growth);
    const std::uint32_t named = in_.document.targets[to.target].baseline;
    for (const Level& level : known) {
      if (!base && level.target == named) return &level;
    }
    std::optional<int> year = base;
    if (!year && yearly) year = growth.period->start;
    if (!year && growth.status == TargetStatus::target && plan.start) year = *plan.start - 1;
    if (!year) return nullptr;
    const Level* from = level_of(known, *year, growth);
    return from == nullptr && yearly ? level_of(known, *year - 1, growth) : from;
  }

  // The level that the sentence starts from, where only the words of its clause say of which year.
  std::optional<Level> named_start(const Target& reached) const {
    if (reached.baseline == kNone) return std::nullopt;
    const Target& start = in_.document.targets[reached.baseline];
    const auto amount = amount_of(start);
    const auto year = words_.year_in(start);
    if (!amount || !year || start.node != reached.node || start.op != Op::eq) return std::nullopt;
    return Level{reached.baseline, *year, *amount};
  }

  void check(const Levels& levels, const Plan& plan, const Target& growth) {
    const IndicatorName name = levels.names().of_growth(growth.indicator, levels.region());
    const std::vector<Level>& known = levels.of(name.key);
    const Level* to = level_before(known, growth);
    if (to == nullptr) return;
    const Target& reached = in_.document.targets[to->target];
    const bool yearly = words_.is_yearly(growth);
    if (growth.period->end && *growth.period->end != to->year) return;
    const Level* from = start_of(known, plan, growth, *to, yearly);
    const auto named = from == nullptr ? named_start(reached) : std::nullopt;
    if (named) from = &*named;
    if (from == nullptr || from->year >= to->year) return;
    if (from->amount.value <= 0 || to->amount.value <= 0) return;
    const Target& start = in_.document.targets[from->target];
    if (start.base_unit != reached.base_unit) return;
    judge(growth, start, *from, reached, *to, yearly ? to->year - from->year : 1);
  }

  void judge(const Target& growth, const Target& start, const Level& from, const Target& reached,
             const Level& to, int years) {
    const auto said = amount_of(growth);
    if (!said) return;
    const bool times = growth.measure == Measure::multiple;
    const double step = times ? 100 * said->step : said->step;
    const double value = (growth.falls ? -1 : 1) * (times ? 100 * said->value : said->value);
    const double exact = growth_between(from.amount.value, to.amount.value, years);
    if (std::abs(exact - value) <= step) return;
    // Comparable prices rise less than others: only growth that is far more cannot be.
    constexpr double kDeflation = 2;  // per cent a year
    const int span = words_.is_yearly(growth) ? 1 : std::max(to.year - from.year, 1);
    if (has_prices(growth) && value <= exact + kDeflation * span) return;
    const bool rates = is_percent(start) && is_percent(reached);
    if (rates && std::abs(to.amount.value - from.amount.value - value) <= step) {
      return findings_->add(Check::percent_points, {reached.indicator, figure_sign(growth)},
                            {in_.side(growth)});
    }
    const double low = growth_between(from.amount.value + from.amount.step / 2,
                                      to.amount.value - to.amount.step / 2, years);
    const double high = growth_between(from.amount.value - from.amount.step / 2,
                                       to.amount.value + to.amount.step / 2, years);
    const bool rounded = value >= low - step && value <= high + step;
    findings_->add(
        rounded ? Check::growth_rounded : Check::growth_levels,
        {reached.indicator, figure_sign(start), figure_sign(reached),
         times ? short_number(exact / 100, 2) + growth.unit : short_number(exact, 1) + "%",
         std::string(growth.falls ? 1 : 0, '-') + figure_sign(growth)},
        {in_.side(start), in_.side(growth)});
  }

  const Checked& in_;
  GrowthWords words_;
  const WordTable &prices_, &times_;
  Findings* findings_;
};

// Whether the indicator is better when it is less, as far as its name or its operator tells.
bool may_fall(const Grammar& grammar, const Target& target) {
  std::size_t at = 0;
  const std::string name = fold(target.indicator);
  return target.falls || target.op == Op::le || target.op == Op::lt ||
         grammar.words("check_falling").find(name, 0, &at) != nullptr;
}

}  // namespace

void check_growth(const Checked& in, Findings* findings) {
  if (findings->wanted(Check::growth_levels) || findings->wanted(Check::growth_rounded)) {
    GrowthCheck(in, findings).run();
  }
}

namespace {

// More is added than there is then, in one paragraph.
bool tell_more_than_all(const Checked& in, const Level& all, const Target& added,
                        const Amount& more, Findings* findings) {
  const Target& target = in.document.targets[all.target];
  const bool exceeds = more.value > all.amount.value + all.amount.step;
  // "8 go on, 10 are new": only what is said to be all holds what is added.
  std::size_t at = 0;
  const bool whole = in.grammar.words("check_reach").find(fold(target.quote), 0, &at) != nullptr;
  if (!is_level(target) || !exceeds || !whole) return false;
  findings->add(Check::parts_exceed, {target.indicator, figure_sign(added), figure_sign(target)},
                {in.side(added), in.side(target)});
  return true;
}

bool is_whole(const Figure& figure) { return figure.value.find('.') == std::string::npos; }

// "From 60 % to 62 %, 3 points more": the change right behind the levels that it is between.
// Whether this is one; tells what does not add up.
bool check_change(const Checked& in, TargetRange range, std::uint32_t i, Findings* findings) {
  if (i < range.first + 2) return false;
  const auto& targets = in.document.targets;
  const Target &added = targets[i], &to = targets[i - 1], &from = targets[i - 2];
  const bool behind = to.baseline == i - 2 && to.node == added.node && from.node == added.node &&
                      added.field != Field::cell && added.indicator == to.indicator;
  const bool plain = added.measure == Measure::increment && added.op == Op::eq && to.op == Op::eq &&
                     from.op == Op::eq;
  const bool alike = added.dimension == "points"
                         ? is_percent(to) && is_percent(from)
                         : added.base_unit == to.base_unit && added.base_unit == from.base_unit;
  if (!behind || !plain || !alike) return false;
  const GrowthWords words(in.grammar);
  if (words.is_yearly(added)) return false;
  // Since a year that is another one.
  const std::optional<int> since = words.year_in(added);
  if (since && (!from.period || from.period->end != since)) return true;
  const auto start = amount_of(from), more = amount_of(added), end = amount_of(to);
  if (!start || !more || !end || equal(*start, *end)) return false;
  if (added.falls != (end->value < start->value)) return false;
  // What is told in whole numbers is seldom rounded.
  const bool whole = is_whole(from) && is_whole(to) && is_whole(added);
  const double steps = (start->step + end->step + more->step) / (whole ? 6 : 2);
  const double change = added.falls ? -more->value : more->value;
  if (std::abs(start->value + change - end->value) > steps) {
    findings->add(added.falls ? Check::stock_decrease : Check::stock_increment,
                  {added.indicator, figure_sign(from), figure_sign(added), figure_sign(to)},
                  {in.side(from), in.side(added), in.side(to)});
  }
  return true;
}

// What there is, what is added, what there will be.
void check_stock(const Checked& in, const Levels& levels, const Plan& plan, TargetRange range,
                 Findings* findings) {
  for (std::uint32_t i = range.first; i < range.last; ++i) {
    if (check_change(in, range, i, findings)) continue;
    const Target& added = in.document.targets[i];
    // Years longer lives are a change, and no sum of things.
    const bool more_of_it = added.measure == Measure::increment ||
                            (added.measure == Measure::growth && added.dimension == "time");
    const bool plain = more_of_it && added.op == Op::eq &&
                       added.status != TargetStatus::requirement && added.period &&
                       added.period->end && added.period->kind != PeriodKind::annual;
    if (!plain) continue;
    // The year before the span in which it was added, else that before the plan.
    const bool span = added.period && added.period->kind == PeriodKind::during;
    const auto& start = span ? added.period->start : plan.start;
    if (!start || (!span && added.status != TargetStatus::target)) continue;
    const int before = *start - 1;
    const auto more = amount_of(added);
    const Level *from = nullptr, *to = nullptr, *beside = nullptr;
    for (const Level& level : levels.of(levels.key(added))) {
      const Target& target = in.document.targets[level.target];
      // "In all 36" behind "17 more" of one paragraph: what there is then.
      const bool all = target.measure == Measure::flow && target.node == added.node &&
                       target.span.begin > added.span.end;
      if (target.op != Op::eq || !(is_level(target) || all)) continue;
      if (levels.names().unit(target.base_unit) != levels.names().unit(added.base_unit)) continue;
      if (level.year == *added.period->end && target.status == added.status) {
        to = &level;
        if (target.node == added.node) beside = &level;
      }
      if (level.year == before) from = &level;
    }
    if (more && beside != nullptr && tell_more_than_all(in, *beside, added, *more, findings)) {
      continue;
    }
    if (!more || from == nullptr || to == nullptr) continue;
    const double steps = (from->amount.step + to->amount.step + more->step) / 2;  // of rounding
    const double off = std::abs(from->amount.value + more->value - to->amount.value);
    if (off <= steps) continue;
    const Target& first = in.document.targets[from->target];
    const Target& last = in.document.targets[to->target];
    findings->add(Check::stock_increment,
                  {added.indicator, figure_sign(first), figure_sign(added), figure_sign(last)},
                  {in.side(first), in.side(added), in.side(last)});
  }
}

// Whether both clauses say the same of it ("set up 36", "set up 30"), or the target says that all
// are meant: new ones do not fall behind those that are there.
bool told_alike(const Grammar& grammar, const Target& actual, const Target& target) {
  if (target.field == Field::cell) return true;
  std::size_t at = 0;
  // Those of some fields alone beside all there are.
  const auto scoped = [&](const Target& told) {
    return grammar.words("check_within").longest_at(fold(told.quote), 0) != nullptr;
  };
  if (scoped(target) && !scoped(actual)) return false;
  const auto done = [&](const Target& told) {
    return grammar.words("check_done").longest_at(fold(told.quote), 0) != nullptr;
  };
  if (done(actual) && done(target)) return false;  // so many in each five years
  if (grammar.words("check_reach").find(fold(target.quote), 0, &at) != nullptr) return true;
  // The two ideographs before what the clause prints of the indicator.
  const auto verb = [](const Target& told) {
    constexpr std::size_t kVerb = 6;  // bytes
    for (std::size_t from = 0; from < told.indicator.size(); next_char(told.indicator, from)) {
      const std::size_t place = told.quote.find(std::string_view(told.indicator).substr(from));
      if (place == std::string::npos) continue;
      return place < kVerb ? std::string() : told.quote.substr(place - kVerb, kVerb);
    }
    return std::string();
  };
  return !verb(target).empty() && verb(target) == verb(actual);
}

// The level of what is already so, when the plan begins, behind which a target falls.
const Level* level_above(const Checked& in, const Levels& levels, const Plan& plan,
                         const Target& target) {
  const auto aim = amount_of(target);
  if (!aim || !plan.start) return nullptr;
  for (const Level& level : levels.of(levels.key(target))) {
    const Target& actual = in.document.targets[level.target];
    const bool same_unit =
        levels.names().unit(actual.base_unit) == levels.names().unit(target.base_unit);
    if (actual.status != TargetStatus::actual || !is_level(actual) || !same_unit) continue;
    const bool bound = actual.op != Op::eq && actual.op != Op::approx;
    if (bound || !told_alike(in.grammar, actual, target)) continue;
    if (level.year >= *plan.start || level.year < *plan.start - kYearsOfPlan) continue;
    // A floor under what is there already is kept, not reached.
    const bool floor = target.op != Op::eq && target.measure == Measure::share;
    if (level.amount.value > aim->value && !floor && !rounds_to(level.amount, *aim)) return &level;
  }
  return nullptr;
}

}  // namespace

void check_baselines(const Checked& in, Findings* findings) {
  for (std::uint32_t p = 0; p < in.document.plans.size(); ++p) {
    const Plan& plan = in.document.plans[p];
    const Levels levels(in, p);
    const TargetRange range = targets_of(in.document, p);
    check_stock(in, levels, plan, range, findings);
    std::set<std::string> told;  // indicators, each once
    for (std::uint32_t i = range.first; i < range.last; ++i) {
      const Target& target = in.document.targets[i];
      const bool rises = target.op == Op::eq || target.op == Op::ge || target.op == Op::gt;
      if (target.status != TargetStatus::target || !rises || !is_level(target) ||
          may_fall(in.grammar, target)) {
        continue;
      }
      const bool annual = target.period && target.period->kind == PeriodKind::annual;
      if (annual || target.part_of != kNone) continue;
      const Level* above = level_above(in, levels, plan, target);
      const std::string key = levels.key(target);
      if (above == nullptr || !told.insert(key).second) continue;
      const Target& actual = in.document.targets[above->target];
      findings->add(Check::baseline_above,
                    {target.indicator, figure_sign(target), figure_sign(actual)},
                    {in.side(actual), in.side(target)});
    }
  }
}

}  // namespace gangmu
