#include "checks/figure_places.h"

#include <algorithm>
#include <optional>

#include "checks/amount.h"
#include "checks/figures.h"

namespace gangmu {

namespace {

// Figures that lie further apart than this are of different subjects.
constexpr double kNearby = 1.5, kSamePlan = 10;

bool same_plan(const FigurePlace& a, const FigurePlace& b) {
  return a.side.document == b.side.document && a.side.plan == b.side.plan;
}

// Whether one is a bound that the other keeps to.
bool keeps(const Figure& a, const Figure& b) {
  const auto first = amount_of(a), second = amount_of(b);
  const auto holds = [](Op op, double bound, double value) {
    const bool above = op == Op::ge || op == Op::gt, below = op == Op::le || op == Op::lt;
    return (above && value >= bound) || (below && value <= bound);
  };
  return first && second &&
         (holds(a.op, first->value, second->value) || holds(b.op, second->value, first->value));
}

bool nearby(const Figure& a, const Figure& b, double times) {
  const auto first = amount_of(a), second = amount_of(b);
  if (!first || !second) return false;
  const double low = std::min(first->value, second->value);
  const double high = std::max(first->value, second->value);
  return low > 0 && high <= low * times;
}

}  // namespace

bool is_other_unit(const Figure& a, const Figure& b) {
  constexpr double kLeast = 100;
  const bool one = a.value == b.value && a.value.size() > 1 && a.base_unit == b.base_unit &&
                   a.op != Op::between && b.op != Op::between;
  return one && a.unit != b.unit && !nearby(a, b, kLeast);
}

namespace {

// Whether more than a clause before both is the same to the letter: one passage stands twice.
bool same_words(const FigurePlace& a, const FigurePlace& b) {
  constexpr std::size_t kFewest = 42;  // bytes
  std::size_t alike = 0;
  while (alike < a.before.size() && alike < b.before.size() &&
         a.before[a.before.size() - 1 - alike] == b.before[b.before.size() - 1 - alike]) {
    ++alike;
  }
  return alike >= kFewest;
}

// Whether two paragraphs tell another figure that is the same in both.
bool share_figure(const FigurePlace& a, const FigurePlace& b) {
  return a.node != b.node &&
         std::any_of(a.beside.begin(), a.beside.end(),
                     [&](const std::string& figure) { return b.beside.count(figure) > 0; });
}

// What an item of a box does with what its title names stands in the other place too ("build").
bool share_verb(const FigurePlace& a, const FigurePlace& b) {
  const auto has = [](const FigurePlace& place, const std::string& verb) {
    return verb.empty() || place.side.quote.find(verb) != std::string::npos;
  };
  return has(b, a.verb) && has(a, b.verb);
}

// What the two places breach, if they do.
std::optional<Check> breach(const FigurePlace& a, const FigurePlace& b) {
  if (!of_one_place(a.origin, b.origin)) return std::nullopt;
  const bool other_span = a.period.start && b.period.start && a.period.start != b.period.start;
  // What a figure measures without saying so may be something else.
  if (other_span || !a.told || !b.told || !share_verb(a, b)) return std::nullopt;
  const Agreement agreement = agreement_of(a.figure, b.figure);
  if (agreement == Agreement::same || agreement == Agreement::rounded) return std::nullopt;
  if (agreement == Agreement::bounded) return Check::figure_operator;
  if (a.actual && keeps(a.figure, b.figure)) return std::nullopt;
  // Below other headings a name that says little stands for what the heading says.
  const bool open = a.generic && !(a.settled && b.settled);
  const bool one_passage = same_plan(a, b) && (same_words(a, b) || share_figure(a, b));
  if (open && !one_passage) return std::nullopt;
  const bool slip = same_plan(a, b) && is_other_unit(a.figure, b.figure);
  if (!slip && !nearby(a.figure, b.figure, same_plan(a, b) ? kSamePlan : kNearby)) {
    return std::nullopt;
  }
  if (same_plan(a, b) && a.cell != b.cell) return Check::table_text;
  const bool plain = a.figure.op == Op::eq && b.figure.op == Op::eq;
  // A plan below may aim higher than the one above.
  const bool one_aim = a.actual || same_plan(a, b);
  const bool certain = one_aim && plain && a.exact && b.exact && a.settled && b.settled &&
                       a.period == b.period && a.period.stated;
  return certain ? Check::figure_conflict : Check::figure_differs;
}

// The places of a group by what they say; each is held against the first of every other value.
class GroupReport {
 public:
  explicit GroupReport(Findings* findings) : findings_(findings) {}

  void add(const FigurePlace& place) {
    std::size_t own = values_.size();
    for (std::size_t i = 0; i < values_.size(); ++i) {
      if (agreement_of(values_[i]->figure, place.figure) == Agreement::same) own = i;
    }
    const bool fresh = own == values_.size();
    if (fresh) values_.push_back(&place);
    for (std::size_t i = 0; i < values_.size(); ++i) {
      if (i == own) continue;
      if (const auto check = breach(*values_[i], place)) {
        tell(*check, std::min(i, own), std::max(i, own), *values_[i], place);
      }
    }
  }

  void finish() {
    for (Told& told : told_)
      findings_->add(told.check, std::move(told.args), std::move(told.sides));
  }

 private:
  struct Told {
    Check check;
    std::size_t first, second;  // of the values
    std::vector<std::string> args;
    std::vector<Finding::Side> sides;
  };

  // Further places of the same two values stand in the finding of the first.
  void tell(Check check, std::size_t first, std::size_t second, const FigurePlace& a,
            const FigurePlace& b) {
    for (Told& told : told_) {
      if (told.first == first && told.second == second && told.check == check) {
        told.sides.push_back(b.side);
        return;
      }
    }
    std::vector<std::string> args = {a.indicator, figure_sign(a.figure), figure_sign(b.figure)};
    if (check == Check::table_text && a.cell) std::swap(args[1], args[2]);
    told_.push_back({check, first, second, std::move(args), {a.side, b.side}});
  }

  Findings* findings_;
  std::vector<const FigurePlace*> values_;
  std::vector<Told> told_;
};

}  // namespace

void report_figures(const std::vector<FigurePlace>& places, Findings* findings) {
  GroupReport report(findings);
  for (const FigurePlace& place : places) report.add(place);
  report.finish();
}

}  // namespace gangmu
