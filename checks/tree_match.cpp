#include "checks/tree_match.h"

#include <algorithm>
#include <array>
#include <deque>
#include <string_view>
#include <unordered_map>

#include "checks/likeness.h"
#include "checks/split_match.h"

namespace gangmu {

namespace {

using Index = std::uint32_t;

class Matcher {
 public:
  Matcher(const Draft& before, const Draft& after)
      : old_(before.units()),
        new_(after.units()),
        old_pairs_(old_.size()),
        new_pairs_(new_.size()) {
    found_.after_of.assign(old_.size(), kNone);
    found_.before_of.assign(new_.size(), kNone);
  }

  Matching run() {
    match_unique();
    match_neighbours();
    match_parents();
    match_last_plans();
    match_children();
    match_neighbours();
    match_whole_splits(old_, new_, &found_);
    match_alike();
    match_parents();
    match_children();
    match_gaps();
    match_parents();
    match_gaps();
    drop_stray_headings();
    match_alike_splits(old_, new_, &found_);
    return std::move(found_);
  }

 private:
  bool fit(Index a, Index b) const {
    return found_.after_of[a] == kNone && found_.before_of[b] == kNone && old_[a].of == new_[b].of;
  }
  bool equal(Index a, Index b) const {
    return old_[a].key == new_[b].key && (!old_[a].key.empty() || old_[a].marker == new_[b].marker);
  }
  void match(Index a, Index b) {
    found_.after_of[a] = b;
    found_.before_of[b] = a;
  }
  bool parents_match(Index a, Index b) const {
    const Index x = old_[a].parent, y = new_[b].parent;
    return x == kNone || y == kNone ? x == y : found_.after_of[x] == y;
  }
  const Pairs& pairs(const std::vector<DraftUnit>& units, std::vector<Pairs>* known, Index i) {
    Pairs& own = (*known)[i];
    if (own.empty()) own = pairs_of(units[i].key);
    return own;
  }
  double alike(Index a, Index b) {
    return likeness(pairs(old_, &old_pairs_, a), pairs(new_, &new_pairs_, b));
  }

  // Words that stand once in each draft.
  void match_unique() {
    struct Places {
      Index a = kNone, b = kNone;
      int times_a = 0, times_b = 0;
    };
    std::array<std::unordered_map<std::string_view, Places>, 3> known;
    for (Index a = 0; a < old_.size(); ++a) {
      Places& places = known[static_cast<std::size_t>(old_[a].of)][old_[a].key];
      places.a = a, ++places.times_a;
    }
    for (Index b = 0; b < new_.size(); ++b) {
      Places& places = known[static_cast<std::size_t>(new_[b].of)][new_[b].key];
      places.b = b, ++places.times_b;
    }
    for (Index a = 0; a < old_.size(); ++a) {
      const Places& places = known[static_cast<std::size_t>(old_[a].of)][old_[a].key];
      if (places.times_a == 1 && places.times_b == 1 && !old_[a].key.empty()) match(a, places.b);
    }
  }

  // Equal words beside what is matched.
  void match_neighbours() {
    for (Index a = 0; a + 1 < old_.size(); ++a) {
      const Index b = found_.after_of[a];
      if (b == kNone || b + 1 >= new_.size()) continue;
      if (fit(a + 1, b + 1) && equal(a + 1, b + 1)) match(a + 1, b + 1);
    }
    for (Index a = static_cast<Index>(old_.size()); a-- > 1;) {
      const Index b = found_.after_of[a];
      if (b == kNone || b == 0) continue;
      if (fit(a - 1, b - 1) && equal(a - 1, b - 1)) match(a - 1, b - 1);
    }
  }

  // Units most of whose children hang below one unit of the other draft, and the other way round.
  void match_parents() {
    const auto weigh = [](const DraftUnit& unit) {
      return 16 + std::min<std::size_t>(unit.key.size(), 512);
    };
    std::unordered_map<std::uint64_t, std::size_t> votes;
    std::vector<std::size_t> all_a(old_.size()), all_b(new_.size());
    std::vector<std::vector<Index>> voted(old_.size());
    for (Index a = static_cast<Index>(old_.size()); a-- > 0;) {  // children before parents
      for (const Index b : voted[a]) {
        if (!fit(a, b)) continue;
        const std::size_t own = votes[std::uint64_t{a} << 32 | b];
        if (2 * own > all_a[a] && 2 * own >= all_b[b]) match(a, b);
      }
      const Index b = found_.after_of[a];
      if (b == kNone || old_[a].parent == kNone || new_[b].parent == kNone) continue;
      const Index x = old_[a].parent, y = new_[b].parent;
      std::size_t& vote = votes[std::uint64_t{x} << 32 | y];
      if (vote == 0) voted[x].push_back(y);
      vote += weigh(old_[a]), all_a[x] += weigh(old_[a]), all_b[y] += weigh(old_[a]);
    }
  }

  void match_last_plans() {
    std::vector<Index> a = left(old_, found_.after_of), b = left(new_, found_.before_of);
    if (a.size() == 1 && b.size() == 1) match(a[0], b[0]);
  }
  static std::vector<Index> left(const std::vector<DraftUnit>& units,
                                 const std::vector<Index>& taken) {
    std::vector<Index> plans;
    for (Index i = 0; i < units.size(); ++i) {
      if (units[i].of == UnitClass::plan && taken[i] == kNone) plans.push_back(i);
    }
    return plans;
  }

  // Equal words below what is matched, in their order.
  void match_children() {
    std::unordered_map<std::string, std::deque<Index>> waiting;
    const auto name = [](const DraftUnit& unit, Index parent) {
      return std::to_string(parent) + (unit.of == UnitClass::table ? "#" : "/") + unit.key;
    };
    for (Index b = 0; b < new_.size(); ++b) {
      if (found_.before_of[b] == kNone && new_[b].parent != kNone && !new_[b].key.empty()) {
        waiting[name(new_[b], new_[b].parent)].push_back(b);
      }
    }
    for (Index a = 0; a < old_.size(); ++a) {  // parents before children
      if (found_.after_of[a] != kNone || old_[a].parent == kNone) continue;
      const Index parent = found_.after_of[old_[a].parent];
      if (parent == kNone) continue;
      const auto found = waiting.find(name(old_[a], parent));
      if (found == waiting.end() || found->second.empty()) continue;
      if (fit(a, found->second.front())) match(a, found->second.front());
      found->second.pop_front();
    }
  }

  // What shares most of its words with what is left in the other draft; less is asked below the
  // same heading.
  void match_alike() {
    constexpr double kAnywhere = 0.5, kBelow = 0.3;
    struct Pair {
      double score;
      Index a, b;
    };
    std::vector<Index> rest;
    std::vector<const Pairs*> texts;
    for (Index b = 0; b < new_.size(); ++b) {
      if (found_.before_of[b] != kNone || new_[b].key.empty()) continue;
      rest.push_back(b);
      texts.push_back(&pairs(new_, &new_pairs_, b));
    }
    const LikeTexts like(texts);
    std::vector<Pair> candidates;
    for (Index a = 0; a < old_.size(); ++a) {
      if (found_.after_of[a] != kNone || old_[a].key.empty()) continue;
      for (const Index found : like.candidates(pairs(old_, &old_pairs_, a))) {
        const Index b = rest[found];
        if (!fit(a, b)) continue;
        const bool below = parents_match(a, b);
        const double own = alike(a, b);
        if (own < (below ? kBelow : kAnywhere)) continue;
        const bool same_marker = !old_[a].marker.empty() && old_[a].marker == new_[b].marker;
        candidates.push_back({own + (below ? 0.15 : 0) + (same_marker ? 0.05 : 0), a, b});
      }
    }
    std::sort(candidates.begin(), candidates.end(), [](const Pair& x, const Pair& y) {
      if (x.score != y.score) return x.score > y.score;
      return x.a != y.a ? x.a < y.a : x.b < y.b;
    });
    for (const Pair& pair : candidates) {
      if (fit(pair.a, pair.b)) match(pair.a, pair.b);
    }
  }

  // What stands alone of its class between two matched neighbours, or the ends, below one heading.
  void match_gaps() {
    std::vector<std::vector<Index>> below_old = children(old_), below_new = children(new_);
    for (Index a = 0; a < old_.size(); ++a) {
      const Index b = found_.after_of[a];
      if (b != kNone) match_gaps(below_old[a], below_new[b]);
    }
  }
  void match_gaps(const std::vector<Index>& xs, const std::vector<Index>& ys) {
    std::unordered_map<Index, std::size_t> place;
    for (std::size_t j = 0; j < ys.size(); ++j) place[ys[j]] = j;
    std::size_t from_y = 0;
    for (std::size_t i = 0; i < xs.size();) {
      std::size_t end = i;
      while (end < xs.size() && found_.after_of[xs[end]] == kNone) ++end;
      std::size_t end_y = ys.size();
      bool known = true;
      if (end < xs.size()) {
        const auto next = place.find(found_.after_of[xs[end]]);
        known = next != place.end();
        if (known) end_y = next->second;
      }
      if (end > i && known && from_y <= end_y) match_gap(xs, i, end, ys, from_y, end_y);
      if (known && end < xs.size()) from_y = end_y + 1;
      i = end + 1;
    }
  }
  void match_gap(const std::vector<Index>& xs, std::size_t x, std::size_t x_end,
                 const std::vector<Index>& ys, std::size_t y, std::size_t y_end) {
    const auto sort_of = [](const DraftUnit& unit) {
      return unit.of == UnitClass::table ? 2 : unit.heading ? 1 : 0;
    };
    std::array<std::vector<Index>, 3> left, right;
    for (; x < x_end; ++x) left[static_cast<std::size_t>(sort_of(old_[xs[x]]))].push_back(xs[x]);
    for (; y < y_end; ++y) {
      if (found_.before_of[ys[y]] != kNone) continue;
      right[static_cast<std::size_t>(sort_of(new_[ys[y]]))].push_back(ys[y]);
    }
    constexpr double kLeast = 0.2;
    for (std::size_t sort = 0; sort < 3; ++sort) {
      if (left[sort].size() != 1 || right[sort].size() != 1) continue;
      const Index a = left[sort][0], b = right[sort][0];
      if (fit(a, b) && (alike(a, b) >= kLeast || equal(a, b))) match(a, b);
    }
  }
  static std::vector<std::vector<Index>> children(const std::vector<DraftUnit>& units) {
    std::vector<std::vector<Index>> below(units.size());
    for (Index i = 0; i < units.size(); ++i) {
      if (units[i].parent != kNone) below[units[i].parent].push_back(i);
    }
    return below;
  }

  // A heading that stands below another one now and brought nothing of what stood below it is
  // another one with the same words.
  void drop_stray_headings() {
    std::vector<bool> kept(old_.size(), false);
    for (Index a = static_cast<Index>(old_.size()); a-- > 0;) {
      const Index b = found_.after_of[a];
      if (b == kNone) continue;
      const bool childless = old_[a].end == a + 1 || new_[b].end == b + 1;
      if (old_[a].of == UnitClass::text && !childless && !kept[a] && !parents_match(a, b)) {
        found_.after_of[a] = found_.before_of[b] = kNone;
      } else if (old_[a].parent != kNone && parents_match(a, b)) {
        kept[old_[a].parent] = true;
      }
    }
  }

  const std::vector<DraftUnit>&old_, &new_;
  std::vector<Pairs> old_pairs_, new_pairs_;
  Matching found_;
};

}  // namespace

Matching match_units(const Draft& before, const Draft& after) {
  return Matcher(before, after).run();
}

}  // namespace gangmu
