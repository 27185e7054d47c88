#include "checks/figures.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "checks/amount.h"
#include "checks/figure_places.h"
#include "checks/indicator_name.h"

namespace gangmu {

namespace {

// Places of one group that are compared with each other; a group has few but in a hostile file.
constexpr std::size_t kMostValues = 24;

bool contains(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_sum_up(const Document& document, const Target& target) {
  if (target.field == Field::cell) return true;
  const Role role = document.nodes[target.node].role;
  return role == Role::goals || role == Role::situation;
}

// "Highways: build 320 km": the verb, where the title of the item is all that the figure measures.
std::string verb_of_item(const Document& document, const Target& target) {
  constexpr std::size_t kShortest = 6;  // bytes
  const Node& node = document.nodes[target.node];
  if (!contains(target.inferred, "indicator") || node.title.empty() || !node.run_in) return {};
  if (fold(document.text(node.title)) != fold(target.indicator)) return {};
  const std::size_t end = target.quote.find(target.value);
  if (end == std::string::npos || end < kShortest) return {};
  std::string verb = target.quote.substr(0, end);
  for (std::size_t at = 0; at < verb.size();) {
    if (!is_han(next_char(verb, at))) return {};
  }
  return verb;
}

// Told of the plan's own years where it tells how things are: "in these years we face …".
bool is_outlook(const Document& document, const Target& target) {
  return target.status == TargetStatus::target && target.period &&
         target.period->kind == PeriodKind::during && target.field != Field::cell &&
         document.nodes[target.node].role == Role::situation;
}

// The last words of the node before a figure.
std::string words_before(const Document& document, const Target& target) {
  constexpr Offset kMost = 120;  // bytes
  if (target.field == Field::cell) return {};
  const Offset first = document.nodes[target.node].span.begin;
  Offset begin =
      target.span.begin - std::min(kMost, target.span.begin - std::min(first, target.span.begin));
  while (inside_char(document.source.text, begin)) ++begin;
  const std::string_view text(document.source.text);
  return without_blanks(fold(text.substr(begin, target.span.begin - begin)));
}

}  // namespace

std::string figure_sign(const Figure& figure) {
  std::string out;
  switch (figure.op) {
    case Op::ge:
      out = "\u2265";
      break;
    case Op::gt:
      out = ">";
      break;
    case Op::le:
      out = "\u2264";
      break;
    case Op::lt:
      out = "<";
      break;
    case Op::approx:
      out = "\u2248";
      break;
    case Op::eq:
    case Op::between:
    case Op::rank:
      break;
  }
  out += figure.value;
  if (!figure.value_high.empty()) out += "\u2013" + figure.value_high;
  return out + figure.unit;
}

namespace {

// "2,000 highly skilled workers, of these 600 digital workers": the part by its full name, "digital
// highly skilled workers"; empty where it has none.
std::string name_in_whole(const std::string& part, const std::string& whole) {
  constexpr std::size_t kFewest = 6;  // bytes of the noun that both end with
  std::size_t same = 0;
  while (same < part.size() && same < whole.size() &&
         part[part.size() - 1 - same] == whole[whole.size() - 1 - same]) {
    ++same;
  }
  while (same > 0 && inside_char(part, part.size() - same)) --same;
  if (same < kFewest || same == part.size() || same == whole.size()) return {};
  return part.substr(0, part.size() - same) + whole;
}

}  // namespace

struct FigureCheck::State {
  explicit State(const Grammar& grammar)
      : names(grammar),
        others(grammar.words("check_others")),
        from(grammar.words("check_from")),
        to(grammar.words("check_to")),
        generic(grammar.words("check_generic")),
        among(grammar.words("check_among")),
        place_units(grammar.words("check_place_unit")) {}

  // Whether the figure counts the things that are named before it.
  bool is_of_list(const Document& document, const Target& target) const {
    const std::string_view before =
        trim(std::string_view(document.source.text).substr(0, target.span.begin));
    return others.longest_at_end(before) != nullptr;
  }

  // Whether it is what a change starts from: "from 1.5 to 2.2". Which year that was, the sentence
  // often leaves open.
  bool is_start(const Document& document, const Target& target) const {
    if (target.field == Field::cell || target.span.begin < target.quote_span.begin) return false;
    const std::string before =
        fold(std::string_view(document.source.text)
                 .substr(target.quote_span.begin, target.span.begin - target.quote_span.begin));
    for (std::size_t at = before.size(); at > 0;) {
      const std::string_view text(before.data(), at);
      if (to.longest_at_end(text) != nullptr) return false;
      if (from.longest_at_end(text) != nullptr) return true;
      previous_char(before, at);
    }
    return false;
  }

  // Whether the clause prints what the figure measures, or that of the figure it starts from does.
  bool is_told(const Document& document, const Target& target) const {
    if (!contains(target.inferred, "indicator")) return true;
    if (target.baseline == kNone) return false;
    const Target& base = document.targets[target.baseline];
    return base.node == target.node && !contains(base.inferred, "indicator");
  }

  // Names of nothing but words that any thing may be called by ("key projects").
  bool is_generic(std::string_view key) const {
    constexpr std::size_t kShortest = 6;  // bytes of a name that says what it is of
    if (key.empty() || (key.size() < kShortest && !is_ascii_letter(key.front()))) return true;
    for (std::size_t at = 0; at < key.size();) {
      const Word* word = generic.longest_at(key, at);
      if (word == nullptr) return false;
      at += word->text.size();
    }
    return true;
  }

  IndicatorNames names;
  const WordTable &others, &from, &to, &generic, &among, &place_units;
  std::unordered_map<std::string, std::size_t> known;
  std::vector<std::vector<FigurePlace>> groups;

  // A figure whose digits may stand in another order elsewhere.
  struct Digits {
    std::string key, value;  // its name
    bool cell = false;
    Finding finding;  // its place and what it says
  };
  std::unordered_map<std::string, std::vector<Digits>> mixed;  // by what must be equal

  // What must be equal for two figures of which one was mistyped; empty: it is not looked at.
  std::string mixed_group_of(const Checked& in, const Target& target) const {
    constexpr std::size_t kFewest = 3;  // digits
    std::string digits = target.value;
    const bool level = sort_of(target.measure) == Sort::level && target.relative_to.empty();
    const bool dated = target.period && target.period->end && target.period->stated;
    if (!level || !dated || target.op == Op::between) return {};
    std::sort(digits.begin(), digits.end());
    const bool varied = !digits.empty() && digits.find_first_not_of(".0") != std::string::npos;
    if (digits.size() < kFewest || !varied) return {};
    return std::to_string(in.ordinal) + ' ' + std::to_string(in.document.nodes[target.node].plan) +
           ' ' + digits + ' ' + target.unit + ' ' + std::to_string(*target.period->end) + ' ' +
           std::to_string(static_cast<int>(target.status));
  }

  // One name is the end of the other: "passengers" below the heading of airports.
  void add_mixed(const Checked& in, const Target& target, const std::string& key) {
    constexpr std::size_t kShortest = 12;  // bytes of the shorter name
    const std::string group = mixed_group_of(in, target);
    if (group.empty() || key.size() < kShortest) return;
    std::vector<Digits>& places = mixed[group];
    if (places.size() >= kMostValues) return;
    const bool cell = target.field == Field::cell;
    for (Digits& other : places) {
      const bool named = other.key != key && (other.key.ends_with(key) || key.ends_with(other.key));
      if (!named || other.value == target.value) continue;
      other.finding.sides.push_back(in.side(target));
      const bool swapped = other.cell && !cell;
      other.finding.args.push_back(figure_sign(target));
      if (swapped) std::swap(other.finding.args[1], other.finding.args[2]);
      mistyped.emplace_back(cell != other.cell, std::move(other.finding));
      other = Digits();
      return;
    }
    Digits own = {key, target.value, cell, {}};
    own.finding.args = {target.indicator, figure_sign(target)};
    own.finding.sides = {in.side(target)};
    places.push_back(std::move(own));
  }
  std::vector<std::pair<bool, Finding>> mistyped;  // whether it is text against table

  IndicatorName name_of(const Target& target, const std::string& region) const {
    return sort_of(target.measure) == Sort::growth ? names.of_growth(target.indicator, region)
                                                   : names.of(target.indicator, region);
  }

  // The other figures of the paragraph, near by.
  std::set<std::string> figures_beside(const Document& document, std::uint32_t index) const {
    constexpr std::uint32_t kNear = 8, kFewest = 2;  // figures, digits
    const auto& targets = document.targets;
    std::set<std::string> beside;
    const std::uint32_t first = index - std::min(index, kNear);
    const auto last = std::min<std::size_t>(targets.size(), std::size_t{index} + kNear + 1);
    for (std::uint32_t i = first; i < last; ++i) {
      const Target& other = targets[i];
      if (i == index || other.node != targets[index].node || other.value.size() < kFewest) continue;
      beside.insert(names.of(other.indicator, "").key + '\t' + other.value + other.unit);
    }
    return beside;
  }

  FigurePlace place_of(const Checked& in, std::uint32_t index, const IndicatorName& name) const {
    const Target& target = in.document.targets[index];
    FigurePlace place;
    place.figure = target;
    place.indicator = target.indicator;
    place.origin = in.origin(in.document.nodes[target.node].plan);
    place.period = *target.period;
    place.side = in.side(target);
    place.exact = name.exact;
    place.verb = verb_of_item(in.document, target);
    place.told = is_told(in.document, target) || !place.verb.empty();
    place.settled = is_sum_up(in.document, target);
    place.cell = target.field == Field::cell;
    place.node = target.node;
    place.generic = is_generic(name.key);
    if (place.generic) {
      place.before = words_before(in.document, target);
      place.beside = figures_beside(in.document, index);
    }
    place.actual = target.status == TargetStatus::actual;
    place.side.plan = in.document.nodes[target.node].plan;
    return place;
  }

  // Keeps a figure with those of its name and time.
  void put(const Checked& in, std::uint32_t index, const IndicatorName& name) {
    const Target& target = in.document.targets[index];
    const std::string group = group_of(target, name);
    if (group.empty() || is_of_list(in.document, target)) return;
    // How many of them there are is told by check_places: other numbers are some of them.
    if (const Word* unit = place_units.exact(name.key); unit && !unit->value.empty()) return;
    const auto [at, fresh] = known.emplace(group, groups.size());
    if (fresh) groups.emplace_back();
    std::vector<FigurePlace>& places = groups[at->second];
    // Of equal figures of a plan the first stands for all; the text's and the table's are two.
    const bool told = std::any_of(places.begin(), places.end(), [&](const FigurePlace& place) {
      return place.side.document == in.ordinal &&
             place.side.plan == in.document.nodes[target.node].plan &&
             place.cell == (target.field == Field::cell) &&
             agreement_of(place.figure, target) == Agreement::same;
    });
    if (!told && places.size() < kMostValues) places.push_back(place_of(in, index, name));
  }

  // A figure whose unit may be another elsewhere.
  struct Printed {
    Figure figure;
    bool annual = false, cell = false;
    Finding::Side side;
  };
  std::unordered_map<std::string, std::vector<Printed>>
      printed;  // by name and digits, of one document

  // The same digits with another unit, told as what is so each year and as what there is then.
  void add_slip(const Checked& in, const Target& target, const std::string& key) {
    constexpr std::size_t kFewest = 2;  // digits
    if (target.value.size() < kFewest || key.empty() || !target.period) return;
    const std::string group = std::to_string(in.document.nodes[target.node].plan) + ' ' +
                              std::to_string(static_cast<int>(target.status)) + ' ' + key + ' ' +
                              target.value;
    std::vector<Printed>& places = printed[group];
    Printed own;
    own.figure = target;
    own.annual = target.period->kind == PeriodKind::annual;
    own.cell = target.field == Field::cell;
    for (const Printed& other : places) {
      if (other.annual == own.annual || !is_other_unit(other.figure, target)) continue;
      own.side = in.side(target);
      tell_slip(target.indicator, other, own);
      return;
    }
    if (places.size() >= kMostValues) return;
    own.side = in.side(target);
    places.push_back(std::move(own));
  }

  void tell_slip(const std::string& indicator, const Printed& a, const Printed& b) {
    Finding finding;
    finding.args = {indicator, figure_sign(a.figure), figure_sign(b.figure)};
    if (a.cell && !b.cell) std::swap(finding.args[1], finding.args[2]);
    finding.sides = {a.side, b.side};
    mistyped.emplace_back(a.cell != b.cell, std::move(finding));
  }

  // What must be equal for two figures to be of one thing and time; empty: nothing is compared.
  std::string group_of(const Target& target, const IndicatorName& name) const {
    const bool numeric = !target.value.empty() && target.status != TargetStatus::requirement;
    if (!numeric || name.key.empty() || !target.period || !target.period->end) return {};
    const std::string& unit = target.base_unit.empty() ? target.unit : target.base_unit;
    return name.key + '\t' + names.unit(unit) + '\t' + target.relative_to + '\t' +
           std::to_string(static_cast<int>(target.status)) + ' ' +
           std::to_string(static_cast<int>(sort_of(target.measure))) + ' ' +
           std::to_string(target.period->kind == PeriodKind::annual) + ' ' +
           std::to_string(*target.period->end);
  }
};

FigureCheck::FigureCheck(const Grammar& grammar) : state_(std::make_unique<State>(grammar)) {}
FigureCheck::~FigureCheck() = default;

void FigureCheck::add(const Checked& in) {
  for (std::uint32_t i = 0; i < in.document.targets.size(); ++i) {
    const Target& target = in.document.targets[i];
    if (state_->is_start(in.document, target) || is_outlook(in.document, target)) continue;
    const std::string region = in.origin(in.document.nodes[target.node].plan).region;
    const IndicatorName name = state_->name_of(target, region);
    // "Of 13 sections 12": the one is some of the other.
    if (const Word* of = state_->among.longest_at_end(name.key); of && of->value.empty()) continue;
    state_->add_mixed(in, target, name.key);
    state_->add_slip(in, target, name.key);
    state_->put(in, i, name);
    if (target.part_of == kNone) continue;
    const IndicatorName whole = state_->name_of(in.document.targets[target.part_of], region);
    const std::string full = name_in_whole(name.key, whole.key);
    if (!full.empty()) state_->put(in, i, {full, false});
  }
  state_->printed.clear();
}

void FigureCheck::finish(Findings* findings) {
  for (auto& [table, finding] : state_->mistyped) {
    findings->add(table ? Check::table_text : Check::figure_differs, std::move(finding.args),
                  std::move(finding.sides));
  }
  for (const std::vector<FigurePlace>& places : state_->groups) report_figures(places, findings);
}

}  // namespace gangmu
