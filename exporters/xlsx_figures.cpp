// The sheets of figures: one row an indicator, and one row a figure.

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

#include "exporters/xlsx_sheets.h"

namespace gangmu {

namespace {

// The figures that belong to one indicator of a plan, by their indices.
struct Gathered {
  std::vector<std::uint32_t> targets, actuals;
};

// Groups in the order of their first figure. Figures without an indicator's id are gathered by the
// row of the table that they stand in, else each is a group of its own.
std::vector<Gathered> gather(const Document& document) {
  using Key = std::tuple<int, std::uint32_t, std::uint32_t>;
  std::map<Key, std::size_t> known;
  std::vector<Gathered> groups;
  for (std::uint32_t i = 0; i < document.targets.size(); ++i) {
    const Target& target = document.targets[i];
    if (target.status == TargetStatus::requirement) continue;
    Key key = {2, i, 0};
    if (target.indicator_id != kNone) {
      key = {0, document.nodes[target.node].plan, target.indicator_id};
    } else if (target.field == Field::cell) {
      key = {1, target.node, target.row};
    }
    const auto [at, is_new] = known.emplace(key, groups.size());
    if (is_new) groups.emplace_back();
    Gathered& group = groups[at->second];
    (target.status == TargetStatus::target ? group.targets : group.actuals).push_back(i);
  }
  std::erase_if(groups, [](const Gathered& group) { return group.targets.empty(); });
  return groups;
}

std::string year_of(const Target& target) {
  if (!target.period) return {};
  const auto& year = target.period->end ? target.period->end : target.period->start;
  return year ? std::to_string(*year) : std::string();
}

// The figures of one row, all in one unit.
class IndicatorRow {
 public:
  IndicatorRow(Described& in, const Gathered& group) : in_(in), group_(group) {
    const Document& document = in.document();
    main_ = &document.targets[main_target()];
    base_ = base_actual();
    if (base_ != nullptr && base_->unit != main_->unit) {
      converted_ = base_->base_unit == main_->base_unit && !base_->number.empty() &&
                   !main_->number.empty();
      foreign_ = !converted_;
    }
  }

  void add_to(Sheet& sheet, std::size_t ordinal) const {
    const Document& document = in_.document();
    const std::string no = std::to_string(ordinal);
    sheet.add({{no, Look::centred, true},
               {in_.plan_title(document.nodes[main_->node].plan)},
               {main_->category},
               {main_->indicator},
               {converted_ ? main_->base_unit : main_->unit, Look::centred},
               {base_ == nullptr ? "" : year_of(*base_), Look::centred, true},
               {base_value(), Look::text, true},
               {year_of(*main_), Look::centred, true},
               {value(*main_), Look::text, true},
               {stated()},
               {nature(), Look::centred},
               {in_.word("measure ", name_of(main_->measure)), Look::centred},
               {in_.place_text(main_->span)}});
  }

 private:
  // The figure for the plan's last year, else the first.
  std::uint32_t main_target() const {
    const Document& document = in_.document();
    for (const std::uint32_t i : group_.targets) {
      const Target& target = document.targets[i];
      const auto& end = document.plans[document.nodes[target.node].plan].end;
      if (end && target.period && target.period->end == end) return i;
    }
    return group_.targets.front();
  }

  const Target* base_actual() const {
    const Document& document = in_.document();
    if (main_->baseline != kNone) return &document.targets[main_->baseline];
    return group_.actuals.empty() ? nullptr : &document.targets[group_.actuals.front()];
  }

  std::string value(const Target& target) const {
    const std::string& low = converted_ ? target.number : target.value;
    const std::string& high = converted_ ? target.number_high : target.value_high;
    if (low.empty()) return target.text_value;
    if (high.empty()) return low;
    return fill(in_.words()(msg("%1 to %2 as range")), {low, high});
  }

  std::string base_value() const {
    if (base_ == nullptr) return {};
    return foreign_ ? in_.printed(base_->span) : value(*base_);
  }

  // "at least 150", with the sign of its kind and the unit as printed.
  std::string stated(const Target& target) const {
    static constexpr std::array<std::string_view, 8> kSigns = {
        "", "\u2265", ">", "\u2264", "<", "\u2248", "", ""};
    if (target.value.empty()) {
      return target.text_value.empty() ? in_.printed(target.span) : target.text_value;
    }
    if (target.op == Op::rank) return in_.printed(target.span);
    std::string text(kSigns[static_cast<std::size_t>(target.op)]);
    text += target.value_high.empty()
                ? target.value
                : fill(in_.words()(msg("%1 to %2 as range")), {target.value, target.value_high});
    return text + target.unit;
  }

  // All figures of the indicator; their periods only where there are several.
  std::string stated() const {
    if (group_.targets.size() == 1) return stated(*main_);
    std::string text;
    for (const std::uint32_t i : group_.targets) {
      const Target& target = in_.document().targets[i];
      if (!text.empty()) text += in_.words()(msg("; "));
      text += stated(target);
      const std::string period = in_.period(target);
      if (!period.empty()) text += fill(in_.words()(msg("(%1)")), {period});
    }
    return text;
  }

  std::string nature() const {
    if (!main_->binding) return {};
    return std::string(in_.words()(*main_->binding ? msg("binding") : msg("anticipatory")));
  }

  Described& in_;
  const Gathered& group_;
  const Target* main_ = nullptr;
  const Target* base_ = nullptr;
  bool converted_ = false;  // the two are printed in units of one kind: shown multiplied out
  bool foreign_ = false;    // the two have nothing in common: the base is shown as printed
};

// The first three headings above a node, itself included.
std::array<std::string, 3> headings_above(const Described& in, std::uint32_t index) {
  std::vector<std::uint32_t> path;
  for (std::uint32_t at = index; at != kNone; at = in.document().nodes[at].parent) {
    if (!in.document().nodes[at].title.empty()) path.push_back(at);
  }
  std::array<std::string, 3> names;
  for (std::size_t i = 0; i < names.size() && i < path.size(); ++i) {
    names[i] = in.heading(in.document().nodes[path[path.size() - 1 - i]]);
  }
  return names;
}

void add_figure(Sheet& sheet, Described& in, const Target& target) {
  const auto headings = headings_above(in, target.node);
  sheet.add({{in.word("status ", name_of(target.status)), Look::centred},
             {target.indicator},
             {in.printed(target.span)},
             {target.value.empty() ? target.text_value : target.value, Look::text, true},
             {target.value_high, Look::text, true},
             {target.unit, Look::centred},
             {target.number, Look::text, true},
             {target.base_unit, Look::centred},
             {in.period(target), Look::centred},
             {in.plan_title(in.document().nodes[target.node].plan)},
             {headings[0]},
             {headings[1]},
             {headings[2]},
             {target.quote},
             {in.place_text(target.span)}});
}

}  // namespace

void add_indicators(Workbook& book, std::span<Described> documents) {
  Sheet sheet(book, msg("Indicators"),
              {{msg("No."), 7}, {msg("Plan"), 28}, {msg("Category"), 14}, {msg("Indicator"), 36},
               {msg("Unit"), 10}, {msg("Base year"), 9}, {msg("Base value"), 12},
               {msg("Target year"), 9}, {msg("Target value"), 12}, {msg("Target as stated"), 20},
               {msg("Nature"), 10}, {msg("Measure"), 9}, {msg("Source"), 14}});
  std::size_t ordinal = 0;
  for (Described& in : documents) {
    for (const Gathered& group : gather(in.document())) {
      IndicatorRow(in, group).add_to(sheet, ++ordinal);
    }
  }
  sheet.finish();
}

void add_figures(Workbook& book, std::span<Described> documents) {
  Sheet sheet(book, msg("Figures"),
              {{msg("Status"), 10}, {msg("Indicator of figure"), 30},
               {msg("Figure as printed"), 14}, {msg("Value"), 11}, {msg("Upper value"), 11},
               {msg("Unit"), 9}, {msg("Converted value"), 14}, {msg("Converted unit"), 10},
               {msg("Period"), 18}, {msg("Plan"), 24}, {msg("Heading 1"), 20},
               {msg("Heading 2"), 20}, {msg("Heading 3"), 20}, {msg("Quote"), 50},
               {msg("Source"), 14}});
  for (Described& in : documents) {
    for (const Target& target : in.document().targets) add_figure(sheet, in, target);
  }
  sheet.finish();
}

}  // namespace gangmu
