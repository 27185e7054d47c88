// What is newly made beside what there is and what there will be.
#include <string>

#include "checks/figures.h"
#include "checks/growth.h"
#include "checks/levels.h"

namespace gangmu {

namespace {

// The level of a plan's last year and the one before its first, each told exactly and the only one.
struct Ends {
  const Level *from = nullptr, *to = nullptr;
};
Ends ends_of(const Checked& in, const std::vector<Level>& known, const Plan& plan) {
  Ends ends;
  for (const Level& level : known) {
    const Target& target = in.document.targets[level.target];
    if (target.op != Op::eq || !is_level(target) || target.part_of != kNone) continue;
    if (level.year == *plan.start - 1 && target.status == TargetStatus::actual) ends.from = &level;
    if (level.year == *plan.end && target.status == TargetStatus::target) ends.to = &level;
  }
  return ends;
}

// The name of what a clause says to be newly made; empty for any other clause.
std::string name_of_made(const Checked& in, const Levels& levels, const Target& added) {
  if (added.field == Field::cell || added.quote_span.begin > added.span.begin) return {};
  const std::string clause =
      fold(std::string_view(in.document.source.text)
               .substr(added.quote_span.begin, added.span.begin - added.quote_span.begin));
  const Word* word = in.grammar.words("check_made").longest_at(clause, 0);
  return word == nullptr ? std::string()
                         : levels.names().of(clause.substr(word->text.size()), "").key;
}

// "Newly planted 28, in the end 110" of 92: some of what was there is gone, or a figure is wrong.
void tell_made(const Checked& in, const Target& added, const Ends& ends, Findings* findings) {
  const auto more = amount_of(added);
  if (!more || ends.from == nullptr || ends.to == nullptr) return;
  const Target& from = in.document.targets[ends.from->target];
  const Target& to = in.document.targets[ends.to->target];
  if (from.base_unit != added.base_unit || to.base_unit != added.base_unit) return;
  const double steps = (ends.from->amount.step + ends.to->amount.step + more->step) / 2;
  if (ends.from->amount.value + more->value <= ends.to->amount.value + steps) return;
  findings->add(Check::stock_made,
                {to.indicator, figure_sign(from), figure_sign(added), figure_sign(to)},
                {in.side(from), in.side(added), in.side(to)});
}

void check_made_of(const Checked& in, std::uint32_t index, Findings* findings) {
  const Plan& plan = in.document.plans[index];
  if (!plan.start || !plan.end) return;
  const Levels levels(in, index);
  const TargetRange range = targets_of(in.document, index);
  for (std::uint32_t i = range.first; i < range.last; ++i) {
    const Target& added = in.document.targets[i];
    const bool planned = added.status == TargetStatus::target && added.period &&
                         added.period->end == plan.end && added.op == Op::eq;
    if (!planned || added.measure == Measure::growth) continue;
    const std::string name = name_of_made(in, levels, added);
    if (name.empty()) continue;
    tell_made(in, added, ends_of(in, levels.of(name), plan), findings);
    for (const Word& measure : in.grammar.words("check_measured").words()) {
      tell_made(in, added, ends_of(in, levels.of(std::string(name).append(measure.text)), plan),
                findings);
    }
  }
}

}  // namespace

void check_made(const Checked& in, Findings* findings) {
  if (!findings->wanted(Check::stock_made)) return;
  for (std::uint32_t plan = 0; plan < in.document.plans.size(); ++plan) {
    check_made_of(in, plan, findings);
  }
}

}  // namespace gangmu
