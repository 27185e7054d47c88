#include "exporters/indicator_rows.h"

#include <algorithm>
#include <climits>
#include <map>
#include <tuple>

namespace gangmu {

namespace {

// Which figures of an indicator can stand side by side.
struct Family {
  std::string unit;
  int measure = 0;  // levels and shares are one
  bool yearly = false;
  bool operator==(const Family&) const = default;
};

Family family_of(const Target& target) {
  Family family;
  family.unit = !target.base_unit.empty() ? target.base_unit
                : !target.unit.empty()    ? target.unit
                                          : target.dimension;
  if (target.value.empty() && !target.text_value.empty()) family.unit = "text";
  const bool level = target.measure == Measure::level || target.measure == Measure::share;
  const bool increment = target.measure == Measure::increment || target.measure == Measure::flow;
  family.measure = level ? -1 : increment ? -2 : static_cast<int>(target.measure);
  family.yearly = target.period && target.period->kind == PeriodKind::annual;
  return family;
}

int year_of(const Target& target) {
  if (!target.period) return INT_MAX;
  const auto& year = target.period->end ? target.period->end : target.period->start;
  return year.value_or(INT_MAX);
}

bool same_row(const Target& a, const Target& b) {
  return a.field == Field::cell && b.field == Field::cell && a.node == b.node && a.row == b.row;
}

// "68.0" and "68" are one value.
std::string_view plain(std::string_view number) {
  if (number.find('.') == std::string_view::npos) return number;
  while (number.back() == '0') number.remove_suffix(1);
  if (number.back() == '.') number.remove_suffix(1);
  return number;
}

bool says_the_same(const Target& a, const Target& b) {
  const auto key = [](const Target& target) {
    return std::tuple(target.op, plain(target.number), plain(target.number_high),
                      std::string_view(target.exact), std::string_view(target.text_value),
                      std::string_view(target.relative_to), year_of(target));
  };
  return key(a) == key(b) && (!a.number.empty() || !a.text_value.empty());
}

// All figures of an indicator, by their indices.
using Figures = std::vector<std::uint32_t>;

class Rows {
 public:
  explicit Rows(const Document& document) : document_(document) {}

  std::vector<IndicatorRow> make() {
    for (const Figures& figures : gathered()) add_rows(figures);
    std::stable_sort(rows_.begin(), rows_.end(),
                     [](const Placed& a, const Placed& b) { return a.place < b.place; });
    std::vector<IndicatorRow> rows;
    rows.reserve(rows_.size());
    for (Placed& placed : rows_) rows.push_back(std::move(placed.row));
    return rows;
  }

 private:
  struct Placed {
    std::tuple<std::uint32_t, bool, std::uint32_t> place;  // plan, not in a table, first figure
    IndicatorRow row;
  };

  // Figures without an indicator's id are gathered by the row of the table that they stand in, else
  // each is alone.
  std::vector<Figures> gathered() const {
    using Key = std::tuple<int, std::uint32_t, std::uint32_t>;
    std::map<Key, std::size_t> known;
    std::vector<Figures> groups;
    for (std::uint32_t i = 0; i < document_.targets.size(); ++i) {
      const Target& target = document_.targets[i];
      if (target.status == TargetStatus::requirement || target.indicator.empty()) continue;
      Key key = {2, i, 0};
      if (target.indicator_id != kNone) {
        key = {0, document_.nodes[target.node].plan, target.indicator_id};
      } else if (target.field == Field::cell) {
        key = {1, target.node, target.row};
      }
      const auto [at, is_new] = known.emplace(key, groups.size());
      if (is_new) groups.emplace_back();
      groups[at->second].push_back(i);
    }
    return groups;
  }

  // A row for each family of the figures that has a target.
  void add_rows(const Figures& figures) {
    std::string category;
    std::optional<bool> binding;
    std::vector<std::pair<Family, Figures>> families;
    for (const std::uint32_t i : figures) {
      const Target& target = document_.targets[i];
      if (category.empty()) category = target.category;
      if (!binding) binding = target.binding;
      if (target.status != TargetStatus::target) continue;
      const Family family = family_of(target);
      auto at = std::find_if(families.begin(), families.end(),
                             [&](const auto& known) { return known.first == family; });
      if (at == families.end()) at = families.insert(at, {family, {}});
      at->second.push_back(i);
    }
    for (const auto& [family, targets] : families) {
      IndicatorRow row;
      row.main = main_of(targets);
      row.base = base_of(row.main, family, figures);
      row.stated = stated_of(targets);
      add_others(targets, &row);
      row.category = category;
      row.binding = binding;
      rows_.push_back({place_of(targets), std::move(row)});
    }
  }

  // Figures of tables go before others.
  decltype(Placed::place) place_of(const Figures& targets) const {
    decltype(Placed::place) first = {kNone, true, kNone};
    for (const std::uint32_t i : targets) {
      const Target& target = document_.targets[i];
      first = std::min(first, {document_.nodes[target.node].plan, target.field != Field::cell, i});
    }
    return first;
  }

  // A figure for the plan's last year, of a table or with a stated year if possible; the first of
  // several.
  std::uint32_t main_of(const Figures& targets) const {
    const auto merit = [&](std::uint32_t i) {
      const Target& target = document_.targets[i];
      const auto& end = document_.plans[document_.nodes[target.node].plan].end;
      const bool in_time = end && target.period && target.period->end == end;
      return std::tuple(in_time, target.field == Field::cell,
                        target.period && target.period->stated);
    };
    return *std::max_element(targets.begin(), targets.end(),
                             [&](auto a, auto b) { return merit(a) < merit(b); });
  }

  // What stands in the same row of the table, else what the parser found, else the latest that is
  // of the same family.
  std::uint32_t base_of(std::uint32_t main, const Family& family, const Figures& figures) const {
    const Target& target = document_.targets[main];
    std::uint32_t best = kNone;
    for (const std::uint32_t i : figures) {
      const Target& actual = document_.targets[i];
      if (actual.status != TargetStatus::actual) continue;
      const Family other = family_of(actual);
      if (other.unit != family.unit) continue;
      if (same_row(actual, target)) return i;
      if (!(other == family)) continue;
      if (i == target.baseline) return i;
      if (best == kNone || later(actual, document_.targets[best])) best = i;
    }
    return best;
  }
  // Figures without a year come before all others.
  static bool later(const Target& a, const Target& b) {
    const int year = year_of(a);
    return year != INT_MAX && (year_of(b) == INT_MAX || year > year_of(b));
  }

  void add_others(const Figures& targets, IndicatorRow* row) const {
    const Target& main = document_.targets[row->main];
    const auto& end = document_.plans[document_.nodes[main.node].plan].end;
    for (const std::uint32_t i : targets) {
      const Target& target = document_.targets[i];
      const int year = year_of(target);
      if (end && year != INT_MAX && year > *end && year > year_of(main)) {
        const bool latest =
            row->horizon == kNone || year > year_of(document_.targets[row->horizon]);
        if (latest) row->horizon = i;
      }
      if (i == row->main || year != year_of(main)) continue;
      if (same_row(target, main)) continue;
      row->others.push_back(i);
      row->agrees = row->agrees && says_the_same(target, main);
    }
  }

  Figures stated_of(const Figures& targets) const {
    Figures stated;
    for (const std::uint32_t i : targets) {
      const Target& target = document_.targets[i];
      const auto same = std::find_if(stated.begin(), stated.end(), [&](std::uint32_t other) {
        return says_the_same(target, document_.targets[other]);
      });
      if (same == stated.end()) {
        stated.push_back(i);
      } else if (better(target, document_.targets[*same])) {
        *same = i;
      }
    }
    std::stable_sort(stated.begin(), stated.end(), [&](auto a, auto b) {
      return year_of(document_.targets[a]) < year_of(document_.targets[b]);
    });
    return stated;
  }
  static bool better(const Target& a, const Target& b) {
    const auto merit = [](const Target& target) {
      return std::pair(target.field == Field::cell, target.period && target.period->stated);
    };
    return merit(a) > merit(b);
  }

  const Document& document_;
  std::vector<Placed> rows_;
};

}  // namespace

std::vector<IndicatorRow> indicator_rows(const Document& document) { return Rows(document).make(); }

}  // namespace gangmu
