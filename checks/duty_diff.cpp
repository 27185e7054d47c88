#include "checks/duty_diff.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>

#include "checks/draft.h"
#include "checks/likeness.h"

namespace gangmu {

namespace {

using Index = std::uint32_t;
using Indices = std::vector<Index>;

// Those of the records, which are in reading order, that belong to the nodes.
template <typename Record>
Indices records_of(const std::vector<Record>& records, const Indices& nodes) {
  Indices out;
  for (const Index node : nodes) {
    auto at = std::lower_bound(records.begin(), records.end(), node,
                               [](const Record& own, Index other) { return own.node < other; });
    for (; at != records.end() && at->node == node; ++at) {
      out.push_back(static_cast<Index>(at - records.begin()));
    }
  }
  return out;
}

std::string deadline_of(const Document& document, Index task) {
  if (task == kNone) return {};
  const Task& own = document.tasks[task];
  return own.deadline && own.deadline->stated ? counted(own.deadline_words) : std::string();
}

// Who has which part, whatever the order.
std::map<DutyRole, std::set<std::string>> charged(const Document& document, const Indices& duties) {
  std::map<DutyRole, std::set<std::string>> out;
  for (const Index i : duties) {
    const Duty& own = document.duties[i];
    for (const std::string& body : own.bodies) out[own.role].insert(counted(body));
  }
  return out;
}

// Each once, and none that stands in another: "led by A, supported by B" says who leads as well.
std::string quotes_of(const Document& document, const Indices& duties) {
  std::vector<std::string_view> quotes;
  for (const Index i : duties) {
    const std::string_view own = document.duties[i].quote;
    const auto has = [](std::string_view a, std::string_view b) { return a.find(b) != a.npos; };
    if (std::any_of(quotes.begin(), quotes.end(), [&](auto q) { return has(q, own); })) continue;
    std::erase_if(quotes, [&](std::string_view q) { return has(own, q); });
    quotes.push_back(own);
  }
  std::string out;
  for (const std::string_view quote : quotes) {
    if (!out.empty()) out += '\n';
    out += quote;
  }
  return out;
}

}  // namespace

Span deadline_span(const Document& document, const Task& task) {
  if (task.deadline_words.empty()) return {};
  // Of several times the words of each stand between blanks: from the first to the last.
  const std::string_view text = document.text(task.at);
  std::string_view words = task.deadline_words;
  std::size_t first = text.npos, end = 0;
  while (!words.empty()) {
    const std::size_t blank = words.find(' ');
    const std::string_view part = words.substr(0, blank);
    const std::size_t at = text.find(part, end);
    if (at == text.npos) return {};
    first = std::min(first, at);
    end = at + part.size();
    words.remove_prefix(blank == words.npos ? words.size() : blank + 1);
  }
  return document.source_of(
      Slice{task.at.begin + static_cast<Offset>(first), task.at.begin + static_cast<Offset>(end)});
}

Span quote_span(const Document& document, const Duty& duty) {
  const Node& node = document.nodes[duty.node];
  for (const Slice field : {node.text, node.title}) {
    const std::size_t at = document.text(field).find(duty.quote);
    if (at == std::string_view::npos || duty.quote.empty()) continue;
    const auto begin = field.begin + static_cast<Offset>(at);
    return document.source_of(Slice{begin, begin + static_cast<Offset>(duty.quote.size())});
  }
  return duty.span;
}

void DutyDiff::compare(const ChangedSide& before, const ChangedSide& after, Index change) {
  compare_deadlines(before, after, change);
  compare_bodies(before, after, change);
}

// Sentences are paired by their words, so that one of several equal years finds its own.
void DutyDiff::compare_deadlines(const ChangedSide& before, const ChangedSide& after,
                                 Index change) {
  const Indices x = records_of(before_.tasks, before.nodes);
  const Indices y = records_of(after_.tasks, after.nodes);
  struct Pair {
    double score;
    std::size_t i, j;
  };
  constexpr std::size_t kMost = 10000;  // sentences against sentences: no paragraph has more
  constexpr double kLeast = 0.4;
  if (x.size() * y.size() > kMost) return;
  std::vector<Pairs> fresh;
  for (const Index j : y) fresh.push_back(pairs_of(counted(after_.text(after_.tasks[j].at))));
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < x.size(); ++i) {
    const Pairs own = pairs_of(counted(before_.text(before_.tasks[x[i]].at)));
    for (std::size_t j = 0; j < y.size(); ++j) {
      if (const double score = likeness(own, fresh[j]); score >= kLeast) {
        pairs.push_back({score, i, j});
      }
    }
  }
  std::stable_sort(pairs.begin(), pairs.end(),
                   [](const Pair& a, const Pair& b) { return a.score > b.score; });
  Indices after_of(x.size(), kNone);
  std::vector<bool> used(y.size(), false);
  for (const Pair& pair : pairs) {
    if (after_of[pair.i] != kNone || used[pair.j]) continue;
    after_of[pair.i] = y[pair.j];
    used[pair.j] = true;
  }
  for (std::size_t i = 0; i < x.size(); ++i) tell_deadline(x[i], after_of[i], change);
  for (std::size_t j = 0; j < y.size(); ++j) {
    if (!used[j]) tell_deadline(kNone, y[j], change);
  }
}

void DutyDiff::tell_deadline(Index a, Index b, Index change) {
  const std::string from = deadline_of(before_, a), to = deadline_of(after_, b);
  if (from == to) return;
  DutyChange told;
  told.part = DutyPart::deadline;
  told.kind = from.empty() ? FigureChangeKind::added
              : to.empty() ? FigureChangeKind::deleted
                           : FigureChangeKind::changed;
  told.change = change;
  std::string x, y;
  if (a != kNone) told.before = {a}, x = before_.text(before_.tasks[a].at);
  if (b != kNone) told.after = {b}, y = after_.text(after_.tasks[b].at);
  told.edits = edits_of(words_.runs(x, y), x, y);
  found_.push_back(std::move(told));
}

void DutyDiff::compare_bodies(const ChangedSide& before, const ChangedSide& after, Index change) {
  DutyChange told;
  told.part = DutyPart::bodies;
  told.before = records_of(before_.duties, before.nodes);
  told.after = records_of(after_.duties, after.nodes);
  constexpr std::size_t kMost = 1000;  // no paragraph charges more
  if (told.before.size() + told.after.size() > kMost) return;
  if (charged(before_, told.before) == charged(after_, told.after)) return;
  told.kind = told.before.empty()  ? FigureChangeKind::added
              : told.after.empty() ? FigureChangeKind::deleted
                                   : FigureChangeKind::changed;
  told.change = change;
  const std::string x = quotes_of(before_, told.before), y = quotes_of(after_, told.after);
  told.edits = edits_of(words_.runs(x, y), x, y);
  found_.push_back(std::move(told));
}

}  // namespace gangmu
