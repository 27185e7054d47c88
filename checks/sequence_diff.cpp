#include "checks/sequence_diff.h"

#include <algorithm>
#include <optional>

namespace gangmu {

namespace {

// Work and memory grow with the square of the differences.
constexpr std::size_t kLongest = 20000;  // both sides together
constexpr int kMostSteps = 2000;         // that are no match

enum class Step : std::uint8_t { match, erase, insert };

// The fewest insertions and deletions that lead from a to b, with the matches between them, by the
// greedy algorithm of Myers (1986). Nothing where they are too many.
std::optional<std::vector<Step>> fewest_steps(const std::vector<std::uint32_t>& a,
                                              const std::vector<std::uint32_t>& b) {
  const int n = static_cast<int>(a.size()), m = static_cast<int>(b.size());
  // furthest[d][k + d]: how far a leads on diagonal k = x - y after d steps.
  std::vector<std::vector<int>> furthest;
  const auto place = [](int d, int k) {
    return static_cast<std::size_t>(k) + static_cast<std::size_t>(d);
  };
  const auto at = [&](int d, int k) { return furthest[d][place(d, k)]; };
  // Whether the last step onto the diagonal is an insertion: from the one above.
  const auto inserts = [&](int d, int k) {
    return k == -d || (k != d && at(d - 1, k - 1) < at(d - 1, k + 1));
  };
  int steps = 0;
  for (bool done = false; !done; ++steps) {
    if (steps > kMostSteps) return std::nullopt;
    furthest.emplace_back(2 * static_cast<std::size_t>(steps) + 1);
    for (int k = -steps; k <= steps && !done; k += 2) {
      int x = 0;
      if (steps > 0) x = inserts(steps, k) ? at(steps - 1, k + 1) : at(steps - 1, k - 1) + 1;
      while (x < n && x - k < m && x - k >= 0 && a[x] == b[x - k]) ++x;
      furthest[steps][place(steps, k)] = x;
      done = k == n - m && x >= n;
    }
  }
  std::vector<Step> path;
  int x = n, k = n - m;
  for (int d = steps - 1; d > 0; --d) {
    const bool insert = inserts(d, k);
    const int before = insert ? k + 1 : k - 1;
    const int from = insert ? at(d - 1, before) : at(d - 1, before) + 1;
    path.insert(path.end(), static_cast<std::size_t>(x - from), Step::match);
    path.push_back(insert ? Step::insert : Step::erase);
    x = at(d - 1, before);
    k = before;
  }
  path.insert(path.end(), static_cast<std::size_t>(x), Step::match);
  std::reverse(path.begin(), path.end());
  return path;
}

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
  const auto steps = fewest_steps(a, b);
  if (!steps) return {{head, before.size() - tail, head, after.size() - tail}};
  std::size_t x = head, y = head;
  for (const Step step : *steps) {
    if (step == Step::erase) {
      append(&hunks, {x, x + 1, y, y});
      ++x;
    } else if (step == Step::insert) {
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
    // cppcheck-suppress constStatement
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
