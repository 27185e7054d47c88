#include "checks/figures.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "checks/amount.h"
#include "checks/indicator_name.h"

namespace gangmu {

namespace {

// Figures that lie further apart than this are of different subjects.
constexpr double kNearby = 1.5, kSamePlan = 10;
// Places of one group that are compared with each other; a group has few but in a hostile file.
constexpr std::size_t kMostValues = 24;

struct Place {
  Figure figure;
  std::string indicator;
  Origin origin;
  Period period;
  Finding::Side side;
  bool exact = true;     // the name is the key but for place and amount
  bool told = true;      // its own clause prints what it measures
  bool settled = false;  // told where a plan sums up how things are or what it aims at
  bool cell = false;
  bool actual = false;
  bool generic = false;  // its name is that of many things
  std::string before;    // the words of its node before it
  std::uint32_t node = kNone;
  std::set<std::string> beside;  // the other figures of its paragraph
  std::string verb;              // before a figure of an item whose title is the name; else empty
};

bool same_plan(const Place& a, const Place& b) {
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

// One number of two units of a kind, of which one is a hundred of the other or more: a prefix was
// forgotten.
bool is_other_unit(const Figure& a, const Figure& b) {
  constexpr double kLeast = 100;
  const bool one = a.value == b.value && a.value.size() > 1 && a.base_unit == b.base_unit &&
                   a.op != Op::between && b.op != Op::between;
  return one && a.unit != b.unit && !nearby(a, b, kLeast);
}

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
  const std::string verb = target.quote.substr(0, end);
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

// Whether more than a clause before both is the same to the letter: one passage stands twice.
bool same_words(const Place& a, const Place& b) {
  constexpr std::size_t kFewest = 42;  // bytes
  std::size_t alike = 0;
  while (alike < a.before.size() && alike < b.before.size() &&
         a.before[a.before.size() - 1 - alike] == b.before[b.before.size() - 1 - alike]) {
    ++alike;
  }
  return alike >= kFewest;
}

// Whether two paragraphs tell another figure that is the same in both.
bool share_figure(const Place& a, const Place& b) {
  return a.node != b.node &&
         std::any_of(a.beside.begin(), a.beside.end(),
                     [&](const std::string& figure) { return b.beside.count(figure) > 0; });
}

// What an item of a box does with what its title names stands in the other place too ("build").
bool share_verb(const Place& a, const Place& b) {
  const auto has = [](const Place& place, const std::string& verb) {
    return verb.empty() || place.side.quote.find(verb) != std::string::npos;
  };
  return has(b, a.verb) && has(a, b.verb);
}

// What the two places breach, if they do.
std::optional<Check> breach(const Place& a, const Place& b) {
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
  std::vector<std::vector<Place>> groups;

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

  Place place_of(const Checked& in, std::uint32_t index, const IndicatorName& name) const {
    const Target& target = in.document.targets[index];
    Place place;
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
    std::vector<Place>& places = groups[at->second];
    // Of equal figures of a plan the first stands for all; the text's and the table's are two.
    const bool told = std::any_of(places.begin(), places.end(), [&](const Place& place) {
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

namespace {

// The places of a group by what they say; each is held against the first of every other value.
class GroupReport {
 public:
  explicit GroupReport(Findings* findings) : findings_(findings) {}

  void add(const Place& place) {
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
  void tell(Check check, std::size_t first, std::size_t second, const Place& a, const Place& b) {
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
  std::vector<const Place*> values_;
  std::vector<Told> told_;
};

}  // namespace

void FigureCheck::finish(Findings* findings) {
  for (auto& [table, finding] : state_->mistyped) {
    findings->add(table ? Check::table_text : Check::figure_differs, std::move(finding.args),
                  std::move(finding.sides));
  }
  for (const std::vector<Place>& places : state_->groups) {
    GroupReport report(findings);
    for (const Place& place : places) report.add(place);
    report.finish();
  }
}

}  // namespace gangmu
