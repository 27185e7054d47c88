#include "checks/sequence_diff.h"

#include <algorithm>
#include <dtl/dtl.hpp>
#include <numeric>

namespace gangmu {

namespace {

// What dtl is given at most, both sides together: its work grows with the square of the
// differences.
constexpr std::size_t kLongest = 20000;

void append(std::vector<Hunk>* hunks, const Hunk& hunk) {
  if (!hunks->empty() && hunks->back().before_end == hunk.before &&
      hunks->back().after_end == hunk.after) {
    hunks->back().before_end = hunk.before_end;
    hunks->back().after_end = hunk.after_end;
  } else {
    hunks->push_back(hunk);
  }
}

}  // namespace

std::vector<Hunk> differences(const std::vector<std::uint32_t>& before,
                              const std::vector<std::uint32_t>& after) {
  std::size_t head = 0, tail = 0;
  const std::size_t shorter = std::min(before.size(), after.size());
  while (head < shorter && before[head] == after[head]) ++head;
  while (tail < shorter - head && before.rbegin()[tail] == after.rbegin()[tail]) ++tail;
  const std::vector<std::uint32_t> a(before.begin() + head, before.end() - tail);
  const std::vector<std::uint32_t> b(after.begin() + head, after.end() - tail);
  std::vector<Hunk> hunks;
  if (a.empty() && b.empty()) return hunks;
  if (a.empty() || b.empty() || a.size() + b.size() > kLongest) {
    return {{head, before.size() - tail, head, after.size() - tail}};
  }
  dtl::Diff<std::uint32_t> diff(a, b);
  diff.compose();
  std::size_t x = head, y = head;
  for (const auto& step : diff.getSes().getSequence()) {
    if (step.second.type == dtl::SES_DELETE) {
      append(&hunks, {x, x + 1, y, y});
      ++x;
    } else if (step.second.type == dtl::SES_ADD) {
      append(&hunks, {x, x, y, y + 1});
      ++y;
    } else {
      ++x, ++y;
    }
  }
  return hunks;
}

std::vector<bool> in_order(const std::vector<std::uint32_t>& places,
                           const std::vector<std::uint64_t>& weights) {
  // tree[i]: of the chains that end at a place below, the heaviest: its weight and last member.
  using Best = std::pair<std::uint64_t, std::size_t>;
  const std::size_t none = places.size();
  const std::uint32_t top =
      places.empty() ? 0 : *std::max_element(places.begin(), places.end()) + 1;
  std::vector<Best> tree(std::size_t{top} + 1, Best(0, none));
  std::vector<std::size_t> previous(places.size(), none);
  Best best(0, none);
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (weights[i] == 0) continue;
    Best below(0, none);
    for (std::size_t at = places[i]; at > 0; at &= at - 1)
      below =
          std::max(below, tree[at], [](const Best& a, const Best& b) { return a.first < b.first; });
    previous[i] = below.second;
    const Best own(below.first + weights[i], i);
    for (std::size_t at = std::size_t{places[i]} + 1; at < tree.size(); at += at & (~at + 1)) {
      if (tree[at].first < own.first) tree[at] = own;
    }
    if (best.first < own.first) best = own;
  }
  std::vector<bool> chosen(places.size(), false);
  for (std::size_t at = best.second; at != none; at = previous[at]) chosen[at] = true;
  return chosen;
}

}  // namespace gangmu
