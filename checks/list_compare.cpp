// Lists of as many things of one sort against each other.
#include <algorithm>
#include <map>
#include <string>

#include "checks/lists.h"

namespace gangmu {

namespace {

// The first item of a list has words before its name ("build A"): long names are the same where
// they end alike.
bool is_same_item(std::string_view a, std::string_view b) {
  constexpr std::size_t kLong = 12;  // bytes
  std::size_t alike = 0;
  while (alike < a.size() && alike < b.size() &&
         a[a.size() - 1 - alike] == b[b.size() - 1 - alike]) {
    ++alike;
  }
  return a == b || alike >= kLong;
}

// What only one of two lists names; nothing where they are not of one thing.
std::pair<std::string, std::string> differing(const NamedList& a, const NamedList& b) {
  std::string first, second;
  std::size_t alike = 0;
  // The first of a list before its number has words before its name, however short that is.
  const auto begins = [](const NamedList& list, const std::string& item, const std::string& name) {
    return !list.behind && item == list.items.front() && item.ends_with(name);
  };
  const auto has = [&](const NamedList& list, const NamedList& from, const std::string& item) {
    return std::any_of(list.items.begin(), list.items.end(), [&](const std::string& other) {
      return is_same_item(other, item) || begins(list, other, item) || begins(from, item, other);
    });
  };
  const auto add = [](std::string* out, const std::string& item) {
    *out += (out->empty() ? "" : "\u3001") + item;
  };
  for (const std::string& item : a.items) {
    has(b, a, item) ? void(++alike) : add(&first, item);
  }
  for (const std::string& item : b.items) {
    if (!has(a, b, item)) add(&second, item);
  }
  // Half of them at least are the same, else these are other things of the sort.
  if (2 * alike < a.items.size() || first.empty() || second.empty()) return {};
  return {first, second};
}

// Whole characters in which both begin alike.
std::string shared_start(std::string_view a, std::string_view b) {
  std::size_t end = 0;
  for (std::size_t at = 0; at < a.size();) {
    next_char(a, at);
    if (a.substr(0, at) != b.substr(0, at)) break;
    end = at;
  }
  return std::string(a.substr(0, end));
}

// Lists behind a colon beside those before their number; one of each is another's.
void compare_ends(int number, const std::string& noun, const std::vector<const NamedList*>& group,
                  Findings* findings) {
  constexpr std::size_t kMostAlike = 64;
  if (group.size() > kMostAlike) return;
  for (const NamedList* a : group) {
    for (const NamedList* b : group) {
      if (!a->behind || b->behind || !of_one_place(a->origin, b->origin)) continue;
      const auto [first, second] = differing(*a, *b);
      const auto is_one = [](const std::string& names) {
        return !names.empty() && names.find("\u3001") == std::string::npos;
      };
      if (!is_one(first) || !is_one(second)) continue;
      const bool ahead =
          a->side.document == b->side.document && a->side.span.begin < b->side.span.begin;
      findings->add(Check::list_differs, {std::to_string(number), noun, first, second},
                    {ahead ? a->side : b->side, ahead ? b->side : a->side});
    }
  }
}

}  // namespace

void compare_lists(const std::vector<NamedList>& lists, Findings* findings) {
  constexpr std::size_t kMostAlike = 64;
  std::map<std::pair<int, std::string>, std::vector<const NamedList*>> groups, ends;
  // Verbs may stand behind the noun: its begin tells what is counted.
  constexpr std::size_t kBegin = 24;  // bytes
  // The noun before a colon is whole: it ends as the other begins ("hubs of transport: …", "… 4
  // hubs").
  constexpr std::size_t kNoun = 6;  // bytes
  for (const NamedList& list : lists) {
    const std::string& noun = list.noun;
    if (!list.behind) groups[{list.number, noun.substr(0, kBegin)}].push_back(&list);
    if (noun.size() < kNoun) continue;
    const std::string edge = list.behind ? noun.substr(noun.size() - kNoun) : noun.substr(0, kNoun);
    ends[{list.number, edge}].push_back(&list);
  }
  for (const auto& [key, group] : ends) compare_ends(key.first, key.second, group, findings);
  for (const auto& [key, group] : groups) {
    if (group.size() > kMostAlike) continue;
    std::vector<std::pair<std::string, std::string>> told;
    for (std::size_t a = 0; a < group.size(); ++a) {
      for (std::size_t b = a + 1; b < group.size(); ++b) {
        if (!of_one_place(group[a]->origin, group[b]->origin)) continue;
        const auto pair = differing(*group[a], *group[b]);
        const auto same = [&](const auto& other) {
          return other == pair || (other.first == pair.second && other.second == pair.first);
        };
        if (pair.first.empty() || std::any_of(told.begin(), told.end(), same)) continue;
        told.push_back(pair);
        findings->add(Check::list_differs,
                      {std::to_string(key.first), shared_start(group[a]->noun, group[b]->noun),
                       pair.first, pair.second},
                      {group[a]->side, group[b]->side});
      }
    }
  }
}

}  // namespace gangmu
