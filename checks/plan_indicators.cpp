#include "checks/plan_indicators.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace gangmu {

namespace {

// Of a name that is left when words are cut off.
constexpr std::size_t kLeast = 2 * kHan;

constexpr std::string_view kPercent = "%";

std::string context_of(const Document& document, std::uint32_t node) {
  std::string out;
  for (std::uint32_t at = node; at != kNone; at = document.nodes[at].parent) {
    out += without_blanks(fold(document.text(document.nodes[at].title))) + '\n';
  }
  return out;
}

std::string heading_above(const Document& document, std::uint32_t node) {
  for (std::uint32_t at = node; at != kNone; at = document.nodes[at].parent) {
    const Node& own = document.nodes[at];
    if (!own.title.empty()) {
      return with_marker(document.text(own.marker), document.text(own.title));
    }
  }
  return {};
}

Aligned aligned(const Document& document, const Target& target, std::uint32_t ordinal) {
  Aligned out;
  out.plan = ordinal;
  out.name = target.indicator;
  out.under = heading_above(document, target.node);
  AlignedFigure figure;
  static_cast<Figure&>(figure) = target;
  figure.text_value = target.text_value;
  figure.relative_to = target.relative_to;
  for (const char c :
       std::string_view(document.source.text).substr(target.span.begin, target.span.size())) {
    if (c != '\n' && c != '\r' && c != '\f') figure.printed += c;
  }
  figure.measure = target.measure;
  figure.falls = target.falls;
  figure.period = target.period;
  figure.binding = target.binding;
  out.figure = std::move(figure);
  out.span = target.span;
  out.lines = document.source.lines_of(target.span);
  out.page = document.source.page_of(target.span.begin);
  out.quote = whole_quote(document, target);
  return out;
}

int year_of(const Aligned& figure) {
  const auto& period = figure.figure->period;
  return period && period->end ? *period->end : 0;
}

// A figure with what its plan says about the others of its kind.
struct Read {
  PlanIndicator indicator;
  std::tuple<bool, bool, bool> merit;  // for the plan's last year, in a table, with its year
  bool cell = false;
};

// Keeps the better figure of each year; the best of all stands first.
void add_figure(PlanIndicator* into, std::tuple<bool, bool, bool>* best, Read read) {
  Aligned& figure = read.indicator.stated.front();
  const auto& binding = figure.figure->binding;
  for (Aligned& known : into->stated) {
    if (binding && !known.figure->binding) known.figure->binding = binding;
  }
  if (!binding) figure.figure->binding = into->main().figure->binding;
  const auto same = std::find_if(into->stated.begin(), into->stated.end(),
                                 [&](const Aligned& a) { return year_of(a) == year_of(figure); });
  const bool better = read.merit > *best;
  if (same != into->stated.end() && !better) return;
  if (same != into->stated.end()) into->stated.erase(same);
  if (better) {
    *best = read.merit;
    into->context = read.indicator.context;
  }
  into->stated.insert(better ? into->stated.begin() : into->stated.end(), std::move(figure));
}

// The indicators while their figures are gathered.
class Merged {
 public:
  void add(Read read) {
    const PlanIndicator& indicator = read.indicator;
    const Key key = {indicator.key, indicator.unit, indicator.sort, indicator.yearly};
    std::size_t at = out_.size();
    if (const auto same = known_.find(key); same != known_.end()) {
      at = same->second;
    } else if (const auto stem = stems_.find(indicator.stem); stem != stems_.end()) {
      // A share, and the same without what it is a share of.
      const bool either = indicator.open || out_[stem->second.front()].open;
      if (either && stem->second.size() == 1) at = stem->second.front();
    }
    if (at < out_.size()) return join(at, std::move(read));
    known_.emplace(key, at);
    if (!indicator.stem.empty()) stems_[indicator.stem].push_back(at);
    merits_.push_back(read.merit);
    out_.push_back(std::move(read.indicator));
  }
  std::vector<PlanIndicator> take() { return std::move(out_); }

 private:
  using Key = std::tuple<std::string, std::string, Sort, bool>;

  void join(std::size_t at, Read read) {
    PlanIndicator& into = out_[at];
    if (into.open && !read.indicator.open) {
      into.key = read.indicator.key;
      into.open = false;
      known_.emplace(Key{into.key, into.unit, into.sort, into.yearly}, at);
    }
    add_figure(&into, &merits_[at], std::move(read));
  }

  std::map<Key, std::size_t> known_;
  std::map<std::string, std::vector<std::size_t>> stems_;
  std::vector<PlanIndicator> out_;
  std::vector<std::tuple<bool, bool, bool>> merits_;
};

}  // namespace

IndicatorReader::IndicatorReader(const Grammar& grammar)
    : names_(grammar),
      alias_(grammar.words("compare_alias")),
      reduced_(grammar.words("compare_reduced")),
      share_(grammar.words("compare_share")),
      increment_(grammar.words("compare_increment")) {}

void IndicatorReader::set_name(const Target& target, std::string_view region,
                               PlanIndicator* out) const {
  std::string name = without_blanks(fold(target.indicator));
  const Word* fall = reduced_.longest_at_end(name);
  if (fall != nullptr && name.size() >= fall->text.size() + kLeast) {
    name.resize(name.size() - fall->text.size());
  }
  Aligned& figure = out->stated.front();
  figure.figure->falls = target.falls || fall != nullptr;
  // "Down by 14 %" is one thing, whether it is told as growth or as a total of five years.
  out->sort = figure.figure->falls ? Sort::growth : sort_of(target.measure);
  if (const Word* more = increment_.longest_at(name, 0);
      out->sort == Sort::change && more != nullptr && name.size() >= more->text.size() + kLeast) {
    name.erase(0, more->text.size());
  }
  const IndicatorName normal =
      out->sort == Sort::growth ? names_.of_growth(name, region) : names_.of(name, region);
  std::string& key = out->key;
  for (std::size_t at = 0; at < normal.key.size();) {
    if (const Word* word = alias_.longest_at(normal.key, at)) {
      key += word->value;
      at += word->text.size();
    } else {
      append_char(key, next_char(normal.key, at));
    }
  }
  const std::string& unit = target.base_unit.empty() ? target.unit : target.base_unit;
  out->unit = target.value.empty() ? "text" : names_.unit(unit);
  if (std::size_t at = 0; out->unit == kPercent && out->sort == Sort::level) {
    if (const Word* word = share_.find(key, 0, &at)) {
      out->stem = key.substr(0, at + word->text.size());
      out->open = out->stem.size() == key.size();
    }
  }
  if (!target.relative_to.empty()) key += "\t" + target.relative_to;
}

std::vector<PlanIndicator> IndicatorReader::read(const Document& document, std::uint32_t plan,
                                                 std::uint32_t ordinal) const {
  const Plan& own = document.plans[plan];
  const std::string region = own.facts.region ? own.facts.region->value : "";
  std::vector<Read> found;
  for (const Target& target : document.targets) {
    const bool stated = !target.value.empty() || !target.text_value.empty();
    const bool wanted = target.status == TargetStatus::target && stated;
    if (!wanted || document.nodes[target.node].plan != plan || target.indicator.empty()) continue;
    Read read;
    read.cell = target.field == Field::cell;
    const bool last = own.end && target.period && target.period->end == own.end;
    read.merit = {last, read.cell, target.period && target.period->stated};
    read.indicator.yearly = target.period && target.period->kind == PeriodKind::annual;
    read.indicator.context = context_of(document, target.node);
    read.indicator.stated.push_back(aligned(document, target, ordinal));
    set_name(target, region, &read.indicator);
    if (!read.indicator.key.empty()) found.push_back(std::move(read));
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Read& a, const Read& b) { return a.cell > b.cell; });

  Merged merged;
  for (Read& read : found) merged.add(std::move(read));
  return merged.take();
}

}  // namespace gangmu
