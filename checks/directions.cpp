#include "checks/directions.h"

#include <map>
#include <optional>
#include <string>

#include "checks/figures.h"
#include "checks/indicator_name.h"

namespace gangmu {

namespace {

enum class Direction : std::uint8_t { rise, fall };

class DirectionCheck {
 public:
  DirectionCheck(const Checked& in, Findings* findings)
      : in_(in),
        findings_(findings),
        names_(in.grammar),
        growth_(in.grammar.words("growth")),
        decline_(in.grammar.words("decline")) {}

  void run() {
    for (const Target& target : in_.document.targets) {
      const bool change = target.measure == Measure::growth || target.measure == Measure::increment;
      const bool dated = target.period && target.period->end;
      if (!change || !dated || target.op == Op::between || !target.relative_to.empty()) continue;
      const std::string name = fold(target.indicator);
      if (const auto direction = direction_of(target, name)) add(target, name, *direction);
    }
  }

 private:
  struct Told {
    const Target* rise = nullptr;
    const Target* fall = nullptr;
    bool found = false;
  };

  // As the words right before the number say it, else those at the end of the name.
  std::optional<Direction> direction_of(const Target& target, std::string_view name) const {
    if (target.falls || decline_.longest_at_end(name) != nullptr) return Direction::fall;
    if (target.field == Field::cell) return std::nullopt;
    const std::string_view text = in_.document.source.text;
    const Offset begin = std::min(target.quote_span.begin, target.span.begin);
    const std::string before = fold(trim(text.substr(begin, target.span.begin - begin)));
    const bool rises = growth_.longest_at_end(before) != nullptr;
    return rises ? std::optional(Direction::rise) : std::nullopt;
  }

  std::string_view without_change(std::string_view name) const {
    const Word* word = decline_.longest_at_end(name);
    if (word == nullptr) word = growth_.longest_at_end(name);
    return word == nullptr ? name : name.substr(0, name.size() - word->text.size());
  }

  void add(const Target& target, std::string_view name, Direction direction) {
    const std::uint32_t plan = in_.document.nodes[target.node].plan;
    const std::string key = names_.of(without_change(name), in_.origin(plan).region).key;
    if (key.empty()) return;
    Told& told = told_[std::to_string(plan) + ' ' + key + ' ' + target.value + target.unit + ' ' +
                       std::to_string(*target.period->end)];
    const Target*& own = direction == Direction::rise ? told.rise : told.fall;
    if (own == nullptr) own = &target;
    if (told.found || told.rise == nullptr || told.fall == nullptr) return;
    told.found = true;
    const bool ahead = told.rise < told.fall;
    const Target &first = ahead ? *told.rise : *told.fall,
                 &second = ahead ? *told.fall : *told.rise;
    findings_->add(Check::figure_direction, {told.rise->indicator, figure_sign(*told.rise)},
                   {in_.side(first), in_.side(second)});
  }

  const Checked& in_;
  Findings* findings_;
  IndicatorNames names_;
  const WordTable &growth_, &decline_;
  std::map<std::string, Told> told_;
};

}  // namespace

void check_directions(const Checked& in, Findings* findings) {
  if (findings->wanted(Check::figure_direction)) DirectionCheck(in, findings).run();
}

}  // namespace gangmu
