#include "checks/aligned_verdict.h"

#include <algorithm>
#include <cmath>

#include "checks/amount.h"

namespace gangmu {

namespace {

// A number with fewer digits says the same as long as it is no further off than this: 22158 and
// 22 thousand do, 13.5 % and 14 % do not.
constexpr double kRounding = 0.01;

// Whether any of the words stands in the text; a longer word with the value "none" hides it.
bool holds(const WordTable& words, std::string_view text) {
  std::size_t at = 0;
  for (std::size_t from = 0; const Word* word = words.find(text, from, &at);) {
    if (word->value != "none") return true;
    from = at + word->text.size();
  }
  return false;
}

// What a figure lies between; both ends are one but for ranges.
struct Ends {
  Amount low, high;
};
std::optional<Ends> ends_of(const Figure& figure) {
  const auto low = amount_of(figure);
  if (!low) return std::nullopt;
  if (figure.value_high.empty()) return Ends{*low, *low};
  Figure top = figure;
  top.value = figure.value_high, top.number = figure.number_high, top.exact.clear();
  const auto high = amount_of(top);
  return Ends{*low, high.value_or(*low)};
}

int sense_of(const Amount& above, const Amount& below) {
  const double far = std::abs(above.value - below.value);
  const bool near = far <= kRounding * std::max(std::abs(above.value), std::abs(below.value));
  if (equal(above, below) || (near && rounds_to(above, below))) return 0;
  return below.value > above.value ? 1 : -1;
}

// How much a sign promises: more than it, it, about it.
int promise_of(Op op, bool low_is_better) {
  const bool up = op == Op::ge || op == Op::gt, down = op == Op::le || op == Op::lt;
  if (op == Op::approx) return -1;
  if (up || down) return up != low_is_better ? 1 : 0;
  return 0;
}

void add(std::vector<Weighed>* grounds, Ground ground, int sense) {
  if (sense != 0) grounds->push_back({ground, sense > 0 ? 1 : -1});
}

// The number and the sign; both the same where nothing is added.
void weigh_values(const AlignedFigure& above, const AlignedFigure& below, bool low_is_better,
                  std::vector<Weighed>* grounds) {
  const auto first = ends_of(above), second = ends_of(below);
  if (!first || !second) {
    if (above.text_value != below.text_value) grounds->push_back({Ground::words, 0});
    return;
  }
  const int low = sense_of(first->low, second->low), high = sense_of(first->high, second->high);
  const int better = low_is_better ? -1 : 1;
  if (low == 0 && high == 0) {
    const int promised = promise_of(below.op, low_is_better) - promise_of(above.op, low_is_better);
    return add(grounds, Ground::sign, promised);
  }
  if (low >= 0 && high <= 0) {
    grounds->push_back({Ground::within, 0});
  } else if (low * high < 0) {  // a range around what is set above
    grounds->push_back({Ground::value, 1});
    grounds->push_back({Ground::value, -1});
  } else {
    add(grounds, Ground::value, (low == 0 ? high : low) * better);
  }
}

std::optional<int> end_of(const std::optional<Period>& period) {
  return period ? period->end : std::nullopt;
}

// "12.5", "0.3": at most one digit behind the point, more where there would be none.
std::string share_of(double part, double whole) {
  const double share = 100 * part / whole;
  return short_number(share, share < 1 ? 2 : 1);
}

// The figures of both for one year, those of the plan above first; else the main ones.
std::pair<const Aligned*, const Aligned*> of_one_year(const PlanIndicator& above,
                                                      const PlanIndicator& below) {
  for (const Aligned& own : above.stated) {
    for (const Aligned& other : below.stated) {
      if (end_of(own.figure->period) == end_of(other.figure->period)) return {&own, &other};
    }
  }
  return {&above.main(), &below.main()};
}

}  // namespace

Verdict verdict_of(const std::vector<Weighed>& grounds) {
  bool up = false, down = false, doubt = false;
  for (const Weighed& weighed : grounds) {
    up = up || weighed.sense > 0;
    down = down || weighed.sense < 0;
    const bool sure = weighed.ground == Ground::within || weighed.ground == Ground::sentence;
    doubt = doubt || (weighed.sense == 0 && !sure);
  }
  if (doubt || (up && down)) return Verdict::unclear;
  return up ? Verdict::stronger : down ? Verdict::weaker : Verdict::consistent;
}

Weighing::Weighing(const Grammar& grammar)
    : falling_(grammar.words("compare_falling")),
      intensive_(grammar.words("compare_intensive")),
      intensive_unit_(grammar.words("compare_intensive_unit")) {}

bool Weighing::is_better_low(const PlanIndicator& above, const PlanIndicator& below) const {
  const auto at_most = [](const PlanIndicator& indicator) {
    const Op op = indicator.main().figure->op;
    return op == Op::le || op == Op::lt;
  };
  if (above.main().figure->falls) return false;  // more of a fall
  return above.sort == Sort::rank || at_most(above) || at_most(below) ||
         holds(falling_, fold(above.main().name));
}

bool Weighing::adds_up(const PlanIndicator& indicator) const {
  if (indicator.sort != Sort::level && indicator.sort != Sort::change) return false;
  if (indicator.unit.empty() || indicator.unit.find('/') != std::string::npos) return false;
  if (intensive_unit_.exact(indicator.unit) != nullptr) return false;
  return !holds(intensive_, fold(indicator.main().name));
}

Answer Weighing::weigh(const PlanIndicator& above, const PlanIndicator& below, bool apart) const {
  Answer answer;
  const auto [own, other] = of_one_year(above, below);
  answer.below = *other;
  const AlignedFigure& first = *own->figure;
  const AlignedFigure& second = *other->figure;
  if (above.unit != below.unit || above.sort != below.sort || above.yearly != below.yearly) {
    answer.grounds = {{Ground::scope, 0}};
    answer.verdict = Verdict::unclear;
    return answer;
  }
  const auto whole = ends_of(first), part = ends_of(second);
  if (apart && adds_up(above) && whole && part && whole->low.value > part->low.value) {
    answer.verdict = Verdict::part;
    answer.share = share_of(part->low.value, whole->low.value);
    return answer;
  }
  const bool low_is_better = is_better_low(above, below);
  weigh_values(first, second, low_is_better, &answer.grounds);
  const auto due = end_of(first.period), other_due = end_of(second.period);
  if (due && other_due && due != other_due) {
    answer.grounds.push_back({Ground::period, *other_due < *due ? 1 : -1});
  }
  if (first.binding && second.binding && first.binding != second.binding) {
    answer.grounds.push_back({Ground::binding, *second.binding ? 1 : -1});
  }
  answer.verdict = verdict_of(answer.grounds);
  return answer;
}

}  // namespace gangmu
