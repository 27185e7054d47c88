#include "checks/arithmetic.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "checks/amount.h"
#include "checks/figures.h"
#include "checks/levels.h"

namespace gangmu {

namespace {

constexpr int kYearsOfPlan = 5;

// The words that make growth a yearly mean, and the five-year plan that it is counted from.
class GrowthWords {
 public:
  explicit GrowthWords(const Grammar& grammar)
      : yearly_(grammar.words("check_yearly")),
        since_(grammar.words("check_since")),
        plans_(grammar.words("five_year")) {}

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
    return 1950 + kYearsOfPlan + kYearsOfPlan * std::stoi(plan->value);
  }

 private:
  const WordTable &yearly_, &since_, &plans_;
};

bool is_percent(const Target& target) { return target.unit == "%" || target.base_unit == "%"; }

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
        findings_(findings) {}

  void run() {
    for (std::uint32_t plan = 0; plan < in_.document.plans.size(); ++plan) {
      const Levels levels(in_, plan);
      const TargetRange range = targets_of(in_.document, plan);
      for (std::uint32_t i = range.first; i < range.last; ++i) {
        const Target& target = in_.document.targets[i];
        if (is_growth(target)) check(levels, in_.document.plans[plan], target);
      }
    }
  }

 private:
  // Growth of values in money is told at comparable prices, which the levels are not.
  bool has_prices(const Target& target) const {
    std::size_t at = 0;
    return prices_.find(fold(target.indicator), 0, &at) != nullptr;
  }

  bool is_growth(const Target& target) const {
    if (target.field == Field::cell) return false;
    const bool points = target.base_unit != "%" && target.unit != "%";
    return target.measure == Measure::growth && !points && target.relative_to.empty() &&
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

  void check(const Levels& levels, const Plan& plan, const Target& growth) {
    const IndicatorName name = levels.names().of_growth(growth.indicator, levels.region());
    const std::vector<Level>& known = levels.of(name.key);
    const Level* to = level_before(known, growth);
    if (to == nullptr) return;
    const Target& reached = in_.document.targets[to->target];
    const bool yearly = words_.is_yearly(growth);
    if (growth.period->end && *growth.period->end != to->year) return;
    const Level* from = start_of(known, plan, growth, *to, yearly);
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
    const double value = growth.falls ? -said->value : said->value;
    const double exact = growth_between(from.amount.value, to.amount.value, years);
    if (std::abs(exact - value) <= said->step) return;
    // Comparable prices rise less than others: only growth that is far more cannot be.
    constexpr double kDeflation = 2;  // per cent a year
    const int span = words_.is_yearly(growth) ? 1 : std::max(to.year - from.year, 1);
    if (has_prices(growth) && value <= exact + kDeflation * span) return;
    const bool rates = is_percent(start) && is_percent(reached);
    if (rates && std::abs(to.amount.value - from.amount.value - value) <= said->step) {
      return findings_->add(Check::percent_points, {reached.indicator, figure_sign(growth)},
                            {in_.side(growth)});
    }
    const double low = growth_between(from.amount.value + from.amount.step / 2,
                                      to.amount.value - to.amount.step / 2, years);
    const double high = growth_between(from.amount.value - from.amount.step / 2,
                                       to.amount.value + to.amount.step / 2, years);
    const bool rounded = value >= low - said->step && value <= high + said->step;
    findings_->add(rounded ? Check::growth_rounded : Check::growth_levels,
                   {reached.indicator, figure_sign(start), figure_sign(reached),
                    short_number(exact, 1) + "%", figure_sign(growth)},
                   {in_.side(start), in_.side(growth)});
  }

  const Checked& in_;
  GrowthWords words_;
  const WordTable& prices_;
  Findings* findings_;
};

// Whether the indicator is better when it is less, as far as its name or its operator tells.
bool may_fall(const Grammar& grammar, const Target& target) {
  std::size_t at = 0;
  const std::string name = fold(target.indicator);
  return target.falls || target.op == Op::le || target.op == Op::lt ||
         grammar.words("check_falling").find(name, 0, &at) != nullptr;
}

bool is_level(const Target& target) {
  return (target.measure == Measure::level || target.measure == Measure::share) &&
         target.relative_to.empty() && !target.number.empty();
}

}  // namespace

void check_growth(const Checked& in, Findings* findings) {
  if (findings->wanted(Check::growth_levels) || findings->wanted(Check::growth_rounded)) {
    GrowthCheck(in, findings).run();
  }
}

namespace {

// What there is, what is added, what there will be.
void check_stock(const Checked& in, const Levels& levels, const Plan& plan, TargetRange range,
                 Findings* findings) {
  for (std::uint32_t i = range.first; i < range.last; ++i) {
    const Target& added = in.document.targets[i];
    const bool plain = added.measure == Measure::increment && added.op == Op::eq &&
                       added.status != TargetStatus::requirement && added.period &&
                       added.period->end;
    if (!plain) continue;
    // The year before the span in which it was added, else that before the plan.
    const bool span = added.period && added.period->kind == PeriodKind::during;
    const auto& start = span ? added.period->start : plan.start;
    if (!start || (!span && added.status != TargetStatus::target)) continue;
    const int before = *start - 1;
    const auto more = amount_of(added);
    const Level *from = nullptr, *to = nullptr;
    for (const Level& level : levels.of(levels.key(added))) {
      const Target& target = in.document.targets[level.target];
      if (target.op != Op::eq || !is_level(target)) continue;
      if (levels.names().unit(target.base_unit) != levels.names().unit(added.base_unit)) continue;
      if (level.year == *added.period->end && target.status == added.status) to = &level;
      if (level.year == before) from = &level;
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

namespace {

// Parts of a whole in one sentence.
class PartCheck {
 public:
  PartCheck(const Checked& in, Findings* findings) : in_(in), findings_(findings) {}

  void run() {
    const auto& targets = in_.document.targets;
    std::map<std::uint32_t, std::vector<std::uint32_t>> parts;
    for (std::uint32_t i = 0; i < targets.size(); ++i) {
      if (targets[i].part_of == kNone) continue;
      if (const auto whole = whole_of(i)) parts[*whole].push_back(i);
    }
    for (const auto& [whole, own] : parts) check(targets[whole], own);
  }

 private:
  // The figure before the parts that has their unit: between it and the whole of the parser others
  // may stand, of what the things cost.
  std::optional<std::uint32_t> whole_of(std::uint32_t part) const {
    const auto& targets = in_.document.targets;
    const Target& own = targets[part];
    for (std::uint32_t i = own.part_of + 1; i-- > 0;) {
      const Target& whole = targets[i];
      if (whole.node != own.node || own.part_of - i > 2) break;
      const bool counts = whole.op == Op::eq || whole.op == Op::approx;
      if (whole.base_unit == own.base_unit && counts && whole.part_of == kNone) return i;
    }
    return std::nullopt;
  }

  // Averages, shares and limits are no sums; a part stands at most one clause behind its whole.
  bool adds_up(const Target& whole, const Target& part) const {
    const std::string_view text = in_.document.source.text;
    if (whole.base_unit == "%" || whole.status == TargetStatus::requirement) return false;
    if (part.span.begin < whole.span.end || part.node != whole.node) return false;
    std::size_t at = 0;
    if (in_.grammar.words("check_mean").find(fold(whole.indicator), 0, &at) != nullptr) {
      return false;
    }
    int clauses = 0;
    const std::string between = fold(text.substr(
        whole.span.end, part.quote_span.begin - std::min(part.quote_span.begin, whole.span.end)));
    for (const char c : between) clauses += c == ',';
    // What stands between may be another figure of the whole: of what it costs.
    const std::size_t first = static_cast<std::size_t>(&whole - in_.document.targets.data()) + 1;
    const bool figure = &in_.document.targets[first] != &part;
    return clauses <= (figure ? 2 : 1);
  }

  void check(const Target& whole, const std::vector<std::uint32_t>& own) {
    const auto all = amount_of(whole);
    if (!all || !adds_up(whole, in_.document.targets[own.front()])) return;
    double sum = 0, step = all->step;
    bool plain = whole.op == Op::eq;
    for (const std::uint32_t i : own) {
      const Target& part = in_.document.targets[i];
      const auto amount = amount_of(part);
      plain = plain && amount && part.op == Op::eq;
      if (!amount) continue;
      sum += amount->value;
      step = std::max(step, amount->step);
      if (amount->value > all->value + all->step && !fits_before(whole, amount->value)) {
        findings_->add(Check::parts_exceed,
                       {whole.indicator, figure_sign(part), figure_sign(whole)},
                       {in_.side(whole), in_.side(part)});
        plain = false;
      }
    }
    if (!plain || own.size() < 2 || fits_before(whole, sum)) return;
    // Parts that fall far short do not claim to be all; more than all cannot be.
    constexpr double kShort = 0.08, kOver = 0.25, kRounded = 0.6;
    const double off = sum - all->value;
    const double rounded =
        step >= 1 && whole.number.find('.') == std::string::npos && all->step == 1
            ? 0.5
            : kRounded * step * std::sqrt(static_cast<double>(own.size() + 1));
    if (std::abs(off) <= rounded) return;
    if (off > kOver * all->value || -off > kShort * all->value) return;
    const std::string unit = whole.unit;
    const double scale =
        all->step > 0 && amount_printed(whole) != 0 ? all->value / amount_printed(whole) : 1;
    findings_->add(Check::parts_sum,
                   {whole.indicator, short_number(sum / scale, 4) + unit, figure_sign(whole)},
                   {in_.side(whole), in_.side(in_.document.targets[own.back()])});
  }

  static double amount_printed(const Target& target) {
    const auto printed = amount_in(target.value);
    return printed ? printed->value : 0;
  }

  // Whether a figure of the sentence before the whole is as much: "from 180 to 240, 60 more, of
  // these 12 and 228".
  bool fits_before(const Target& whole, double sum) const {
    const auto& targets = in_.document.targets;
    const auto index = static_cast<std::size_t>(&whole - targets.data());
    for (std::size_t i = index; i-- > 0 && index - i <= 2;) {
      const auto amount = amount_of(targets[i]);
      const bool same = targets[i].indicator == whole.indicator;
      if (targets[i].node != whole.node || !same) break;
      if (amount && amount->value >= sum) return true;
    }
    return false;
  }

  const Checked& in_;
  Findings* findings_;
};

}  // namespace

void check_parts(const Checked& in, Findings* findings) { PartCheck(in, findings).run(); }

namespace {

// Growth of this very thing by so many per cent, right before: what is so much above that of
// others is a difference of two rates.
bool follows_growth(const Document& document, std::size_t i) {
  if (i == 0) return false;
  const Target &before = document.targets[i - 1], &own = document.targets[i];
  return before.node == own.node && before.measure == Measure::growth && is_percent(before) &&
         !before.indicator.empty() && own.indicator.starts_with(before.indicator);
}

}  // namespace

void check_shares(const Checked& in, Findings* findings) {
  constexpr double kAll = 100;
  const WordTable& ratio = in.grammar.words("check_ratio");
  const WordTable& whole = in.grammar.words("check_share");
  for (std::size_t i = 0; i < in.document.targets.size(); ++i) {
    const Target& target = in.document.targets[i];
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

namespace {

// A table's column of numbers and what its last or first row says of their sum.
class TotalCheck {
 public:
  TotalCheck(const Checked& in, const Node& node, Findings* findings)
      : in_(in), table_(in.document.tables[node.table]), findings_(findings) {}

  void run() {
    const WordTable& words = in_.grammar.words("check_total");
    std::vector<std::size_t> totals;
    for (std::size_t r = table_.header_rows; r < table_.rows.size(); ++r) {
      if (table_.rows[r].empty()) continue;
      const Word* word = words.exact(without_blanks(fold(text_of(table_.rows[r][0]))));
      if (word == nullptr) continue;
      if (!word->value.empty()) return;  // parts of parts: what adds up to what is not told
      totals.push_back(r);
    }
    const bool one = totals.size() == 1 && table_.groups.empty();
    const bool outer =
        one && (totals[0] == table_.header_rows || totals[0] + 1 == table_.rows.size());
    if (outer && is_plain(totals[0])) check_columns(totals[0]);
  }

 private:
  std::string_view text_of(const Cell& cell) const { return in_.document.text(cell.text); }

  // Nothing is merged below the head, and all rows are as long as the first, but that the total may
  // lack cells at its begin: it has no serial number.
  bool is_plain(std::size_t total) const {
    const std::size_t head = table_.header_rows;
    if (head == 0 || table_.rows.size() < head + 3) return false;
    const std::size_t width = table_.rows[total == head ? head + 1 : head].size();
    for (std::size_t r = head; r < table_.rows.size(); ++r) {
      const std::size_t size = table_.rows[r].size();
      if (r == total ? size > width || size + 1 < width : size != width) return false;
      for (const Cell& cell : table_.rows[r]) {
        if (cell.row_span != 1 || (r != total && cell.column_span != 1)) return false;
      }
    }
    return true;
  }

  // A total has no serial number, so its row may lack that cell; an empty one shows that none is
  // lacking there.
  std::size_t lacks_at_begin(std::size_t total, std::size_t first) const {
    const std::vector<Cell>& row = table_.rows[total];
    const bool whole = std::none_of(row.begin(), row.end(),
                                    [&](const Cell& cell) { return text_of(cell).empty(); });
    const bool serial = amount_in(text_of(table_.rows[first][0])).has_value();
    return whole && serial ? table_.rows[first].size() - row.size() : 0;
  }

  void check_columns(std::size_t total) {
    constexpr double kRounded = 0.6;  // of a step, for the root of the number of rows
    const std::size_t first = table_.header_rows == total ? total + 1 : table_.header_rows;
    const std::size_t width = table_.rows[first].size();
    const std::size_t lacks = lacks_at_begin(total, first);
    for (std::size_t t = 1; t < table_.rows[total].size(); ++t) {
      const std::size_t c = t + lacks;
      const Cell& cell = table_.rows[total][t];
      const auto said = amount_in(text_of(cell));
      if (!said) continue;
      double sum = 0, steps = said->step / 2;
      std::size_t rows = 0;
      bool all = true;
      for (std::size_t r = table_.header_rows; r < table_.rows.size() && all; ++r) {
        if (r == total) continue;
        const auto amount = amount_in(text_of(table_.rows[r][c]));
        all = amount.has_value();
        if (all) sum += amount->value, steps += amount->step / 2, ++rows;
      }
      const double off = std::abs(sum - said->value);
      const double likely = kRounded * said->step * std::sqrt(static_cast<double>(rows + 1));
      if (!all || off <= (said->step < 1 ? likely : 0.5)) continue;
      // Rounding of every row in one direction could make it.
      const bool certain = lacks == 0 && (said->step >= 1 || off > steps * (1 + 1e-9));
      const bool named = table_.columns.size() == width;
      const std::string name = named ? table_.columns[c].name : "";
      const Cell& top = table_.rows[first][c];
      findings_->add(certain ? Check::table_total : Check::parts_sum,
                     {name, short_number(sum, 4), std::string(text_of(cell))},
                     {in_.side(top.span, std::string(text_of(top))),
                      in_.side(cell.span, std::string(text_of(cell)))});
    }
  }

  const Checked& in_;
  const Table& table_;
  Findings* findings_;
};

}  // namespace

void check_totals(const Checked& in, Findings* findings) {
  for (const Node& node : in.document.nodes) {
    if (node.table != kNone) TotalCheck(in, node, findings).run();
  }
}

void check_units(const Checked& in, Findings* findings) {
  const WordTable& bare = in.grammar.words("check_bare_unit");
  const WordTable& grades = in.grammar.words("unit_grade");
  struct Rows {
    std::size_t rows = 0;
    std::vector<const Target*> without;
    std::uint32_t last = kNone;
  };
  std::map<std::uint32_t, Rows> tables;
  for (const Target& target : in.document.targets) {
    const std::string_view printed =
        std::string_view(in.document.source.text).substr(target.span.begin, target.span.size());
    const bool grade = grades.longest_at_end(fold(printed)) != nullptr;
    if (bare.exact(fold(target.unit)) != nullptr && target.field != Field::cell && !grade) {
      findings->add(Check::unit_missing, {figure_sign(target)}, {in.side(target)});
    }
    if (target.field != Field::cell || target.value.empty()) continue;
    Rows& table = tables[target.node];
    if (table.last == target.row) continue;
    table.last = target.row;
    ++table.rows;
    if (target.unit.empty()) table.without.push_back(&target);
  }
  constexpr std::size_t kFewest = 5;  // rows, of which one in so many may lack a unit
  const WordTable& unitless = in.grammar.words("check_unitless");
  std::size_t at = 0;
  for (const auto& [node, table] : tables) {
    if (table.rows < kFewest || table.without.size() * kFewest > table.rows) continue;
    for (const Target* target : table.without) {
      if (unitless.find(fold(target->indicator), 0, &at) != nullptr) continue;
      findings->add(Check::table_unit, {target->indicator}, {in.side(*target)});
    }
  }
}

void check_notes(const Checked& in, Findings* findings) {
  constexpr std::string_view kMark = "*";
  constexpr std::size_t kMostShown = 6;
  const auto& nodes = in.document.nodes;
  std::map<std::uint32_t, std::vector<const Target*>> marked;  // by table
  for (const Target& target : in.document.targets) {
    const bool has =
        std::find(target.marks.begin(), target.marks.end(), kMark) != target.marks.end();
    if (has) marked[target.node].push_back(&target);
  }
  std::vector<bool> explained(in.document.plans.size(), marked.empty());
  for (std::size_t i = 0; i < nodes.size() && !marked.empty(); ++i) {
    const bool note = nodes[i].kind == NodeKind::note || nodes[i].kind == NodeKind::paragraph;
    if (note && in.document.text(nodes[i].text).find(kMark) != std::string_view::npos) {
      explained[nodes[i].plan] = true;
    }
  }
  for (const auto& [table, targets] : marked) {
    if (explained[nodes[table].plan]) continue;
    std::vector<Finding::Side> sides;
    for (const Target* target : targets) {
      if (sides.size() < kMostShown) sides.push_back(in.side(*target));
    }
    const std::string first = sides.front().quote;
    findings->add(Check::mark_unexplained, {first}, std::move(sides));
  }
}

}  // namespace gangmu
