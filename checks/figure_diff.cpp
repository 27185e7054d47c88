#include "checks/figure_diff.h"

#include <algorithm>
#include <cstdint>
#include <unordered_map>

#include "checks/likeness.h"

namespace gangmu {

namespace {

using Index = std::uint32_t;
using Indices = std::vector<Index>;

// A decimal as a whole number of its last places.
struct Scaled {
  std::int64_t digits = 0;
  int places = 0;
};
std::optional<Scaled> scaled(std::string_view decimal) {
  constexpr std::size_t kMost = 15;  // digits
  Scaled out;
  const bool minus = decimal.starts_with('-');
  if (minus) decimal.remove_prefix(1);
  if (decimal.empty() || decimal.size() > kMost) return std::nullopt;
  bool point = false;
  for (const char c : decimal) {
    if (c == '.') {
      point = true;
    } else {
      out.digits = out.digits * 10 + (c - '0');
      out.places += point;
    }
  }
  if (minus) out.digits = -out.digits;
  return out;
}

// Both with the same places; none where the digits would not fit.
bool align(Scaled* a, Scaled* b) {
  constexpr std::int64_t kMost = 100'000'000'000'000;  // times 10, times 1000 for per mille
  for (; a->places < b->places; ++a->places) {
    if (a->digits > kMost || a->digits < -kMost) return false;
    a->digits *= 10;
  }
  for (; b->places < a->places; ++b->places) {
    if (b->digits > kMost || b->digits < -kMost) return false;
    b->digits *= 10;
  }
  return true;
}

std::string with_point(std::int64_t digits, int places) {
  std::string text = std::to_string(digits < 0 ? -digits : digits);
  if (text.size() <= static_cast<std::size_t>(places)) {
    text.insert(0, static_cast<std::size_t>(places) + 1 - text.size(), '0');
  }
  if (places > 0) {
    text.insert(text.size() - static_cast<std::size_t>(places), ".");
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
  }
  return (digits < 0 ? "-" : "+") + text;
}

bool same_number(std::string_view a, std::string_view b) {
  if (a == b) return true;
  const std::string difference = decimal_difference(a, b);
  return difference == "+0";
}

bool same_figure(const Target& a, const Target& b) {
  return same_number(a.number, b.number) && same_number(a.number_high, b.number_high) &&
         counted(a.text_value) == counted(b.text_value) && a.base_unit == b.base_unit;
}

bool is_inferred(const Target& target, std::string_view field) {
  return std::find(target.inferred.begin(), target.inferred.end(), field) != target.inferred.end();
}

std::optional<int> year_of(const Period& period) { return period.end ? period.end : period.start; }

// The sentence that a clause stands in; the clause itself in a text without end.
std::string_view sentence_of(std::string_view text, std::string_view clause) {
  constexpr std::string_view kStop = "\u3002";
  constexpr std::size_t kLongest = 1 << 16;
  if (text.size() > kLongest) return clause;
  const std::size_t at = text.find(clause);
  if (at == std::string_view::npos) return clause;
  const std::size_t stop = text.rfind(kStop, at);
  const std::size_t begin = stop == std::string_view::npos ? 0 : stop + kStop.size();
  return text.substr(begin, text.find(kStop, at) - begin);
}

// Whether its sentence said the one year of a figure and says the other now.
bool words_say(const Target& a, const Target& b, std::string_view before, std::string_view after) {
  const auto says = [](const Target& target, std::string_view text) {
    const auto year = year_of(*target.period);
    return year && sentence_of(text, target.quote).find(std::to_string(*year)) != text.npos;
  };
  return says(a, before) && says(b, after);
}

bool same_period(const Target& a, const Target& b, std::string_view before,
                 std::string_view after) {
  if (!a.period || !b.period) {
    // One that is printed now, or no more; others come from elsewhere.
    const Target& has = a.period ? a : b;
    return !has.period || !has.period->stated;
  }
  const bool annual = a.period->kind == PeriodKind::annual;
  const bool equal = a.period->end == b.period->end && a.period->start == b.period->start &&
                     annual == (b.period->kind == PeriodKind::annual);
  if (equal) return true;
  if (a.period->stated && b.period->stated) return false;
  if (a.period->end == b.period->end) return true;
  return !words_say(a, b, before, after);
}

// What changed from a figure to its counterpart, both in running text.
std::vector<FigureField> changed_fields(const Target& a, const Target& b, std::string_view before,
                                        std::string_view after) {
  std::vector<FigureField> fields;
  if (!same_figure(a, b)) {
    const bool units = a.base_unit != b.base_unit;
    if (!units || !same_number(a.value, b.value)) fields.push_back(FigureField::value);
    if (units) fields.push_back(FigureField::unit);
  }
  if (a.op != b.op) fields.push_back(FigureField::op);
  if (!same_period(a, b, before, after)) fields.push_back(FigureField::period);
  const bool named = !is_inferred(a, "indicator") && !is_inferred(b, "indicator");
  if (named && counted(a.indicator) != counted(b.indicator)) {
    fields.push_back(FigureField::indicator);
  }
  return fields;
}

// The words around a figure; of a cell what it measures, since the first cell of a row may count
// it.
std::string clause(const Document& document, const Target& target) {
  if (target.field != Field::cell) return target.quote;
  const Table& table = document.tables[document.nodes[target.node].table];
  const std::string_view cell = document.text(table.rows[target.row][target.column].text);
  return target.indicator.empty() ? std::string(cell) : target.indicator + " " + std::string(cell);
}

// The unit and the nature that a figure has from other cells of its row, where these changed.
std::string told_by_cells(const Document& document, const Target& target,
                          const std::vector<FigureField>& fields) {
  const auto elsewhere = [](FigureField field) {
    return field == FigureField::unit || field == FigureField::binding;
  };
  if (target.field != Field::cell || std::none_of(fields.begin(), fields.end(), elsewhere)) {
    return {};
  }
  const Table& table = document.tables[document.nodes[target.node].table];
  const auto places = grid_columns(table);
  std::string out;
  for (std::size_t i = 0; i < table.rows[target.row].size(); ++i) {
    const Index column = places[target.row][i];
    if (column >= table.columns.size()) continue;
    const ColumnRole role = table.columns[column].role;
    for (const FigureField field : fields) {
      const bool own = (field == FigureField::unit && role == ColumnRole::unit) ||
                       (field == FigureField::binding && role == ColumnRole::binding);
      if (own) out += " " + std::string(document.text(table.rows[target.row][i].text));
    }
  }
  return out;
}

// How well two figures of words that stand for one another go together; 0 where they do not.
double score(const Target& a, const Target& b, double distance) {
  const std::string x = counted(a.indicator), y = counted(b.indicator);
  const double named = x == y ? 1 : likeness(pairs_of(x), pairs_of(y));
  const bool value = same_figure(a, b);
  const bool unit = a.base_unit == b.base_unit;
  if (named < 0.3 && !value) return 0;
  double own = 4 * named + (unit ? 1.5 : -1) + (value ? 2 : 0) + (a.measure == b.measure ? 0.5 : 0);
  own += (a.status == b.status ? 0.5 : 0) + (a.period == b.period ? 1 : 0) - distance;
  return own < 2.5 ? 0 : own;
}

}  // namespace

std::string decimal_difference(std::string_view a, std::string_view b) {
  auto x = scaled(a), y = scaled(b);
  if (!x || !y || !align(&*x, &*y)) return {};
  return with_point(y->digits - x->digits, x->places);
}

std::string percent_more(std::string_view a, std::string_view b) {
  auto x = scaled(a), y = scaled(b);
  if (!x || !y || !align(&*x, &*y) || x->digits <= 0 || y->digits < 0) return {};
  constexpr std::int64_t kMost = 1'000'000'000'000'000;
  const std::int64_t more = y->digits - x->digits;
  if (more > kMost || more < -kMost) return {};
  const std::int64_t twice = more * 2000 / x->digits;  // half per mille, cut off towards zero
  return with_point((twice + (twice < 0 ? -1 : 1)) / 2, 1);
}

FigureDiff::FigureDiff(const Draft& before, const Draft& after, const WordDiff& words,
                       const Grammar& grammar)
    : before_(before.document()), after_(after.document()), words_(words), written_(grammar) {
  old_of_.resize(before_.nodes.size());
  new_of_.resize(after_.nodes.size());
  for (Index i = 0; i < before_.targets.size(); ++i) old_of_[before_.targets[i].node].push_back(i);
  for (Index i = 0; i < after_.targets.size(); ++i) new_of_[after_.targets[i].node].push_back(i);
}

Indices FigureDiff::figures_of(const Document& document, const std::vector<Indices>& of,
                               const Indices& nodes) const {
  Indices figures;
  for (const Index node : nodes) {
    for (const Index i : of[node]) {
      if (document.targets[i].field != Field::cell) figures.push_back(i);
    }
  }
  return figures;
}

bool FigureDiff::tell(Index a, Index b, std::vector<FigureField> fields, Index change) {
  if (fields.empty()) return false;
  const Target &before = before_.targets[a], &after = after_.targets[b];
  FigureChange told;
  told.before = a, told.after = b;
  const std::string x = clause(before_, before) + told_by_cells(before_, before, fields);
  const std::string y = clause(after_, after) + told_by_cells(after_, after, fields);
  told.fields = std::move(fields);
  told.change = change;
  told.edits = edits_of(words_.runs(x, y), x, y);
  const bool single = before.number_high.empty() && after.number_high.empty() &&
                      before.op != Op::rank && after.op != Op::rank;
  if (single && before.base_unit == after.base_unit && !same_figure(before, after)) {
    told.difference = decimal_difference(before.number, after.number);
    if (after.dimension != "ratio" && after.dimension != "points") {
      told.percent = percent_more(before.number, after.number);
    }
  }
  found_.push_back(std::move(told));
  return true;
}

std::vector<bool> FigureDiff::rewritten(const Document& document, const Indices& figures,
                                        std::string_view text) const {
  std::vector<bool> out;
  for (const Index i : figures) out.push_back(written_.rewrites(document.targets[i].quote, text));
  return out;
}

void FigureDiff::compare(const ChangedSide& before, const ChangedSide& after, Index change) {
  const Indices x = figures_of(before_, old_of_, before.nodes);
  const Indices y = figures_of(after_, new_of_, after.nodes);
  const std::vector<bool> same_x = rewritten(before_, x, after.text);
  const std::vector<bool> same_y = rewritten(after_, y, before.text);
  struct Pair {
    double score;
    std::size_t i, j;
  };
  constexpr std::size_t kMost = 250000;  // pairs; with more, what stands at the same place
  const bool many = x.size() * y.size() > kMost;
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < x.size(); ++i) {
    for (std::size_t j = many ? i : 0; j < (many ? std::min(i + 1, y.size()) : y.size()); ++j) {
      const double place = static_cast<double>(i) / static_cast<double>(x.size()) -
                           static_cast<double>(j) / static_cast<double>(y.size());
      const double own =
          score(before_.targets[x[i]], after_.targets[y[j]], place < 0 ? -place : place);
      // What only writes its number otherwise stands for what says the same number.
      const bool stays =
          !(same_x[i] || same_y[j]) || same_figure(before_.targets[x[i]], after_.targets[y[j]]);
      if (own > 0 && stays) pairs.push_back({own, i, j});
    }
  }
  std::stable_sort(pairs.begin(), pairs.end(),
                   [](const Pair& a, const Pair& b) { return a.score > b.score; });
  std::vector<bool> used_x(x.size(), false), used_y(y.size(), false);
  for (const Pair& pair : pairs) {
    if (used_x[pair.i] || used_y[pair.j]) continue;
    used_x[pair.i] = used_y[pair.j] = true;
    const Index a = x[pair.i], b = y[pair.j];
    auto fields = changed_fields(before_.targets[a], after_.targets[b], before.text, after.text);
    if (same_x[pair.i] || same_y[pair.j]) std::erase(fields, FigureField::indicator);
    tell(a, b, std::move(fields), change);
  }
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (!used_x[i] && !same_x[i]) gone_.push_back({x[i], change});
  }
  for (std::size_t j = 0; j < y.size(); ++j) {
    if (!used_y[j] && !same_y[j]) fresh_.push_back({y[j], change});
  }
}

namespace {

// What changed in a cell's figure: what other cells say of it, but for its unit, is their change.
std::vector<FigureField> changed_in_cell(const Target& a, const Target& b) {
  std::vector<FigureField> fields = changed_fields(a, b, "", "");
  const bool target = a.status == TargetStatus::target;
  std::erase_if(fields, [&](FigureField field) {
    return field == FigureField::period || field == FigureField::indicator ||
           (field == FigureField::unit && !target);
  });
  if (target && a.binding && b.binding && a.binding != b.binding) {
    fields.push_back(FigureField::binding);
  }
  return fields;
}

}  // namespace

void FigureDiff::compare_table(Index old_node, Index new_node, const TableDiff& table,
                               const Indices& change_of) {
  const Table& old_table = before_.tables[before_.nodes[old_node].table];
  const Table& new_table = after_.tables[after_.nodes[new_node].table];
  const auto old_places = grid_columns(old_table), new_places = grid_columns(new_table);
  const auto key = [](Index row, Index column) { return std::uint64_t{row} << 32 | column; };
  // The changes of the cells and rows of either table, and the figures of the new one.
  std::unordered_map<std::uint64_t, Index> old_change, new_change, figures;
  for (std::size_t i = 0; i < table.changes.size(); ++i) {
    const TableChange& own = table.changes[i];
    if (own.kind == ChangeKind::moved) continue;
    old_change.emplace(key(own.row, own.column), change_of[i]);
    new_change.emplace(key(own.after_row, own.after_column), change_of[i]);
    // A row with a changed cell: for figures that this one says something of.
    if (own.part != ChangedPart::cell) continue;
    old_change.emplace(key(own.row, kNone), change_of[i]);
    new_change.emplace(key(own.after_row, kNone), change_of[i]);
  }
  const auto change_at = [&](const auto& changes, Index row, Index column) {
    for (const auto& place : {key(row, column), key(row, kNone), key(kNone, column)}) {
      if (const auto found = changes.find(place); found != changes.end()) return found->second;
    }
    return kNone;
  };
  for (const Index j : new_of_[new_node]) {
    const Target& target = after_.targets[j];
    if (target.field != Field::cell) continue;
    figures.emplace(key(target.row, new_places[target.row][target.column]), j);
  }
  for (const Index i : old_of_[old_node]) {
    const Target& target = before_.targets[i];
    if (target.field != Field::cell) continue;
    const Index column = old_places[target.row][target.column];
    const Index row_after = table.row_of[target.row], column_after = table.column_of[column];
    const Index change = change_at(old_change, target.row, column);
    const auto found = row_after == kNone || column_after == kNone
                           ? figures.end()
                           : figures.find(key(row_after, column_after));
    if (found == figures.end()) {
      if (change != kNone) gone_.push_back({i, change});
      continue;
    }
    const Target& after = after_.targets[found->second];
    if (change != kNone) tell(i, found->second, changed_in_cell(target, after), change);
    figures.erase(found);
  }
  for (const Index j : new_of_[new_node]) {
    const Target& target = after_.targets[j];
    if (target.field != Field::cell) continue;
    const Index column = new_places[target.row][target.column];
    const auto found = figures.find(key(target.row, column));
    const Index change = change_at(new_change, target.row, column);
    if (found != figures.end() && change != kNone) fresh_.push_back({j, change});
  }
}

void FigureDiff::added(const Indices& nodes, Index change) {
  for (const Index node : nodes) {
    for (const Index i : new_of_[node]) fresh_.push_back({i, change});
  }
}

void FigureDiff::deleted(const Indices& nodes, Index change) {
  for (const Index node : nodes) {
    for (const Index i : old_of_[node]) gone_.push_back({i, change});
  }
}

// Figures with one indicator, unit and period in other words than before.
void FigureDiff::pair_loose() {
  const auto name = [](const Target& target) {
    std::string text = counted(target.indicator);
    if (text.empty()) return text;
    text += "\n" + target.base_unit + "\n" + std::string(name_of(target.status));
    if (target.period && year_of(*target.period)) text += std::to_string(*year_of(*target.period));
    return text;
  };
  std::unordered_map<std::string, std::vector<std::size_t>> known;
  for (std::size_t j = fresh_.size(); j-- > 0;) {
    known[name(after_.targets[fresh_[j].target])].push_back(j);
  }
  std::vector<bool> used(fresh_.size(), false);
  std::vector<Loose> gone;
  for (const Loose& one : gone_) {
    const std::string own = name(before_.targets[one.target]);
    const auto found = known.find(own);
    if (own.empty() || found == known.end() || found->second.empty()) {
      gone.push_back(one);
      continue;
    }
    const Loose& other = fresh_[found->second.back()];
    used[found->second.back()] = true;
    found->second.pop_back();
    const Target &a = before_.targets[one.target], &b = after_.targets[other.target];
    tell(one.target, other.target, changed_fields(a, b, "", ""), other.change);
  }
  gone_ = std::move(gone);
  std::size_t at = 0;
  std::erase_if(fresh_, [&](const Loose&) { return used[at++]; });
}

std::vector<FigureChange> FigureDiff::finish() {
  pair_loose();
  std::sort(found_.begin(), found_.end(),
            [](const FigureChange& a, const FigureChange& b) { return a.after < b.after; });
  const auto by_target = [](const Loose& a, const Loose& b) { return a.target < b.target; };
  std::sort(fresh_.begin(), fresh_.end(), by_target);
  std::sort(gone_.begin(), gone_.end(), by_target);
  const auto tell_alone = [&](const std::vector<Loose>& figures, const Document& document,
                              FigureChangeKind kind, EditKind edit, Index FigureChange::* side) {
    for (const Loose& one : figures) {
      FigureChange told;
      told.kind = kind;
      told.*side = one.target, told.change = one.change;
      told.edits = {{edit, clause(document, document.targets[one.target])}};
      found_.push_back(std::move(told));
    }
  };
  tell_alone(fresh_, after_, FigureChangeKind::added, EditKind::inserted, &FigureChange::after);
  tell_alone(gone_, before_, FigureChangeKind::deleted, EditKind::erased, &FigureChange::before);
  return std::move(found_);
}

}  // namespace gangmu
