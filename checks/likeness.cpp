#include "checks/likeness.h"

#include <algorithm>
#include <iterator>
#include <unordered_map>

#include "model/text.h"

namespace gangmu {

namespace {

// Two characters need 42 bits; pairs that fall on one number are as rare as they are harmless.
std::uint32_t pair_of(char32_t a, char32_t b) {
  const std::uint64_t both = std::uint64_t{a} << 21 | b;
  return static_cast<std::uint32_t>(both * 0x9E3779B97F4A7C15U >> 32);
}

}  // namespace

Pairs pairs_of(std::string_view text) {
  Pairs pairs;
  char32_t last = 0;
  std::size_t at = 0;
  if (!text.empty()) last = next_char(text, at);
  if (at > 0 && at == text.size()) pairs.push_back(pair_of(last, 0));
  while (at < text.size()) {
    const char32_t c = next_char(text, at);
    pairs.push_back(pair_of(last, c));
    last = c;
  }
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

std::size_t common_pairs(const Pairs& a, const Pairs& b) {
  std::size_t common = 0;
  for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
    if (a[i] == b[j]) {
      ++common, ++i, ++j;
    } else if (a[i] < b[j]) {
      ++i;
    } else {
      ++j;
    }
  }
  return common;
}

double likeness(const Pairs& a, const Pairs& b) {
  const std::size_t all = a.size() + b.size();
  return all == 0 ? 1 : 2 * static_cast<double>(common_pairs(a, b)) / static_cast<double>(all);
}

Pairs without_pairs(const Pairs& a, const Pairs& b) {
  Pairs left;
  std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(left));
  return left;
}

LikeTexts::LikeTexts(const std::vector<const Pairs*>& texts) {
  for (std::uint32_t i = 0; i < texts.size(); ++i) {
    std::uint32_t last = 0;
    bool first = true;
    for (const std::uint32_t pair : *texts[i]) {
      if (first || pair != last) postings_.push_back({pair, i});
      last = pair, first = false;
    }
  }
  std::sort(postings_.begin(), postings_.end(), [](const Posting& a, const Posting& b) {
    return a.pair != b.pair ? a.pair < b.pair : a.text < b.text;
  });
}

std::vector<std::uint32_t> LikeTexts::candidates(const Pairs& text) const {
  constexpr std::size_t kCommon = 128, kRarest = 24, kMost = 6;
  using List = std::pair<std::size_t, std::size_t>;  // its size and first posting
  std::vector<List> lists;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i > 0 && text[i] == text[i - 1]) continue;
    const auto less = [](const Posting& posting, std::uint32_t pair) {
      return posting.pair < pair;
    };
    const auto first = std::lower_bound(postings_.begin(), postings_.end(), text[i], less);
    auto last = first;
    while (last != postings_.end() && last->pair == text[i] &&
           last - first <= static_cast<std::ptrdiff_t>(kCommon))
      ++last;
    const auto size = static_cast<std::size_t>(last - first);
    if (size == 0 || size > kCommon) continue;
    lists.emplace_back(size, static_cast<std::size_t>(first - postings_.begin()));
  }
  std::sort(lists.begin(), lists.end());
  if (lists.size() > kRarest) lists.resize(kRarest);
  std::unordered_map<std::uint32_t, std::uint32_t> votes;
  for (const auto& [size, first] : lists) {
    for (std::size_t i = first; i < first + size; ++i) ++votes[postings_[i].text];
  }
  std::vector<std::pair<std::uint32_t, std::uint32_t>> found(votes.begin(), votes.end());
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  std::vector<std::uint32_t> best;
  for (std::size_t i = 0; i < found.size() && i < kMost; ++i) best.push_back(found[i].first);
  return best;
}

}  // namespace gangmu
