#include "checks/twin_lists.h"

#include <algorithm>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "checks/fields.h"
#include "parser/marks.h"
#include "parser/numeral.h"

namespace gangmu {

namespace {

constexpr std::size_t kFewest = 3, kMostItems = 12, kLongest = 8 * kHan;
constexpr std::size_t kEnd = 3 * kHan;  // of a first item, which has words before its name

struct NameList {
  std::vector<std::string> items;
  bool counted = false;  // its number stands behind it: compare_lists() looks at two such
  Finding::Side side;
};

std::string_view end_of(std::string_view text, std::size_t bytes) {
  return text.substr(text.size() - std::min(text.size(), bytes));
}

class TwinLists {
 public:
  TwinLists(const Checked& in, std::uint32_t plan, Findings* findings)
      : in_(in), plan_(plan), findings_(findings), others_(in.grammar.words("check_others")) {}

  void run() {
    for_each_field_of(in_, plan_, [&](const FieldText& field) { read(field); });
    find_pairs();
    if (pairs_.empty()) return;
    for_each_field_of(in_, plan_, [&](const FieldText& field) {
      for (auto& [name, times] : times_) times += count_in(field.folded.text, name);
    });
    for (const Pair& pair : pairs_) tell(pair);
  }

 private:
  static constexpr std::size_t kMostLists = 20'000, kMostAlike = 32, kMostPairs = 100;
  struct Pair {
    std::size_t first, second, item;
  };

  // Runs of ideographs and list commas.
  void read(const FieldText& field) {
    const std::string_view text = field.folded.text;
    for (std::size_t at = 0; at < text.size();) {
      std::size_t end = at;
      int commas = 0;
      while (end < text.size()) {
        std::size_t next = end;
        const char32_t c = next_char(text, next);
        if (!is_han(c) && c != kListComma) break;
        commas += c == kListComma;
        end = next;
      }
      if (commas + 1 >= static_cast<int>(kFewest)) add(field, at, end);
      at = end;
      if (at < text.size()) next_char(text, at);
    }
  }

  void add(const FieldText& field, std::size_t begin, std::size_t end) {
    const std::string_view text = field.folded.text;
    NameList list;
    list.counted = number_at(text, end).has_value();
    std::size_t place = 0;
    if (const Word* word = others_.find(text.substr(0, end), begin, &place)) {
      if (word->value.empty()) {
        end = place;
        list.counted = true;
      }
    }
    for (std::size_t at = begin, item = at; at <= end;) {
      const std::size_t from = at;
      const char32_t c = at < end ? next_char(text, at) : kListComma;
      if (from == end) ++at;
      if (c != kListComma) continue;
      list.items.emplace_back(text.substr(item, from - item));
      const std::size_t size = list.items.back().size();
      const bool first = list.items.size() == 1;
      if (size < 2 * kHan || (size > kLongest && !first)) return;
      item = at;
    }
    if (list.items.size() < kFewest || list.items.size() > kMostItems) return;
    if (lists_.size() >= kMostLists) return;
    list.side = in_.side(field.at(begin, end), field.slice);
    lists_.push_back(std::move(list));
  }

  // What a list says without one of its items.
  static std::string without(const NameList& list, std::size_t item) {
    std::string key = std::to_string(list.items.size()) + ' ' + std::to_string(item);
    for (std::size_t i = 0; i < list.items.size(); ++i) {
      if (i == item) continue;
      key += ' ';
      key += i == 0 ? end_of(list.items[i], kEnd) : std::string_view(list.items[i]);
    }
    return key;
  }

  void find_pairs() {
    std::unordered_map<std::string, std::vector<std::size_t>> groups;
    for (std::size_t n = 0; n < lists_.size(); ++n) {
      for (std::size_t item = 1; item < lists_[n].items.size(); ++item) {
        std::vector<std::size_t>& group = groups[without(lists_[n], item)];
        for (const std::size_t other : group) {
          if (pairs_.size() < kMostPairs && differ(other, n, item)) add_pair({other, n, item});
        }
        if (group.size() < kMostAlike) group.push_back(n);
      }
    }
  }

  // Two names of one sort: they end alike, and neither goes on as the other.
  bool differ(std::size_t first, std::size_t second, std::size_t item) const {
    const std::string &a = lists_[first].items[item], &b = lists_[second].items[item];
    if (lists_[first].counted && lists_[second].counted) return false;
    return a != b && !a.starts_with(b) && !b.starts_with(a) && !a.ends_with(b) && !b.ends_with(a) &&
           end_of(a, kHan) == end_of(b, kHan);
  }

  void add_pair(Pair pair) {
    times_[lists_[pair.first].items[pair.item]] = 0;
    times_[lists_[pair.second].items[pair.item]] = 0;
    pairs_.push_back(pair);
  }

  static std::string shared_end(std::string_view a, std::string_view b) {
    std::size_t bytes = 0;
    while (bytes + kHan <= std::min(a.size(), b.size()) &&
           end_of(a, bytes + kHan) == end_of(b, bytes + kHan)) {
      bytes += kHan;
    }
    while (inside_char(a, a.size() - bytes)) --bytes;
    return std::string(end_of(a, bytes));
  }

  static int count_in(std::string_view text, std::string_view name) {
    int times = 0;
    for (std::size_t at = text.find(name); at != text.npos; at = text.find(name, at + kHan))
      ++times;
    return times;
  }

  void tell(const Pair& pair) const {
    const NameList &a = lists_[pair.first], &b = lists_[pair.second];
    const std::string &first = a.items[pair.item], &second = b.items[pair.item];
    if (times_.at(first) != 1 && times_.at(second) != 1) return;
    findings_->add(Check::list_item,
                   {std::to_string(a.items.size()), shared_end(first, second), first, second},
                   {a.side, b.side});
  }

  const Checked& in_;
  std::uint32_t plan_;
  Findings* findings_;
  const WordTable& others_;
  std::vector<NameList> lists_;
  std::vector<Pair> pairs_;
  std::map<std::string, int> times_;  // in the plan
};

}  // namespace

void check_twin_lists(const Checked& in, Findings* findings) {
  if (!findings->wanted(Check::list_item)) return;
  for (std::uint32_t plan = 0; plan < in.document.plans.size(); ++plan) {
    TwinLists(in, plan, findings).run();
  }
}

}  // namespace gangmu
