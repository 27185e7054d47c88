#include "checks/split_match.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "checks/likeness.h"

namespace gangmu {

namespace {

using Index = std::uint32_t;
using Units = std::vector<DraftUnit>;

// One side has one unit, the other several; which of them is the old draft does not matter here.
struct Sides {
  const Units &one, &many;
  std::vector<Index>&many_of, &one_of;  // of each unit: its counterpart
  bool split;                           // the one is the old draft

  bool is_free(Index unit) const {
    return unit < many.size() && one_of[unit] == kNone && many[unit].of == UnitClass::text;
  }
  void group(Index own, const std::vector<Index>& parts, Matching* found) const {
    many_of[own] = parts.front();
    for (const Index part : parts) one_of[part] = own;
    found->groups.push_back(split ? UnitGroup{{own}, parts} : UnitGroup{parts, {own}});
  }
};

// The units from `first` on whose words, one behind the other, are those of `whole`; none where
// they are not.
std::vector<Index> parts_of(const DraftUnit& whole, const Sides& sides, Index first) {
  std::vector<Index> parts = {first};
  std::size_t done = sides.many[first].key.size();
  const auto goes_on = [&](std::string_view words) {
    if (whole.key.compare(done, words.size(), words) != 0) return false;
    done += words.size();
    return true;
  };
  for (Index next = first + 1; done < whole.key.size() && sides.is_free(next); ++next) {
    if (!goes_on(sides.many[next].marker) || !goes_on(sides.many[next].key)) return {};
    parts.push_back(next);
  }
  if (done != whole.key.size() || parts.size() < 2) return {};
  return parts;
}

void match_whole(const Sides& sides, Matching* found) {
  constexpr std::size_t kHead = 6, kMost = 64;  // bytes; units that begin alike
  std::unordered_map<std::string_view, std::vector<Index>> begin;
  for (Index i = 0; i < sides.many.size(); ++i) {
    const std::string_view key = sides.many[i].key;
    if (!sides.is_free(i) || key.size() < kHead) continue;
    std::vector<Index>& alike = begin[key.substr(0, kHead)];
    if (alike.size() < kMost) alike.push_back(i);
  }
  for (Index own = 0; own < sides.one.size(); ++own) {
    const DraftUnit& whole = sides.one[own];
    if (sides.many_of[own] != kNone || whole.of != UnitClass::text) continue;
    const auto alike = begin.find(std::string_view(whole.key).substr(0, kHead));
    if (alike == begin.end()) continue;
    for (const Index first : alike->second) {
      if (!sides.is_free(first) || !whole.key.starts_with(sides.many[first].key)) continue;
      const std::vector<Index> parts = parts_of(whole, sides, first);
      if (parts.empty()) continue;
      sides.group(own, parts, found);
      break;
    }
  }
}

// Whether a unit has most of its words from `rest`, which then loses them.
bool takes(const DraftUnit& unit, Pairs* rest) {
  constexpr double kMost = 0.6;
  constexpr std::size_t kFewest = 4;
  const Pairs own = pairs_of(unit.key);
  if (own.size() < kFewest) return false;
  if (static_cast<double>(common_pairs(own, *rest)) < kMost * static_cast<double>(own.size())) {
    return false;
  }
  *rest = without_pairs(*rest, own);
  return true;
}

void match_alike(const Sides& sides, const std::vector<bool>& grouped, Matching* found) {
  for (Index own = 0; own < sides.one.size(); ++own) {
    const Index part = sides.many_of[own];
    if (part == kNone || grouped[own] || sides.one[own].of != UnitClass::text) continue;
    if (sides.one[own].key == sides.many[part].key) continue;
    if (!sides.is_free(part + 1) && (part == 0 || !sides.is_free(part - 1))) continue;
    Pairs rest = without_pairs(pairs_of(sides.one[own].key), pairs_of(sides.many[part].key));
    std::vector<Index> parts = {part};
    for (Index next = part + 1; sides.is_free(next) && takes(sides.many[next], &rest); ++next) {
      parts.push_back(next);
    }
    for (Index last = part; last > 0 && sides.is_free(last - 1); --last) {
      if (!takes(sides.many[last - 1], &rest)) break;
      parts.insert(parts.begin(), last - 1);
    }
    if (parts.size() > 1) sides.group(own, parts, found);
  }
}

std::vector<bool> grouped(const Matching& found, std::vector<Index> UnitGroup::* side,
                          std::size_t size) {
  std::vector<bool> flags(size, false);
  for (const UnitGroup& group : found.groups) {
    for (const Index unit : group.*side) flags[unit] = true;
  }
  return flags;
}

}  // namespace

void match_whole_splits(const Units& before, const Units& after, Matching* found) {
  match_whole({before, after, found->after_of, found->before_of, true}, found);
  match_whole({after, before, found->before_of, found->after_of, false}, found);
}

void match_alike_splits(const Units& before, const Units& after, Matching* found) {
  match_alike({before, after, found->after_of, found->before_of, true},
              grouped(*found, &UnitGroup::before, before.size()), found);
  match_alike({after, before, found->before_of, found->after_of, false},
              grouped(*found, &UnitGroup::after, after.size()), found);
}

}  // namespace gangmu
