// WordTable: which word starts, or ends, here?
#include <algorithm>
#include <bit>
#include <cstring>
#include <numeric>

#include "parser/grammar.h"

namespace gangmu {

namespace {

constexpr std::size_t kKey = 8;     // bytes of a key
constexpr std::size_t kBeside = 2;  // bytes between a character and the one that is asked for next

// All characters outside the BMP are one to the index; the comparison of bytes tells them apart.
char32_t key_of(char32_t c) { return c < 0x10000 ? c : 0xFFFF; }

char32_t first_of(const Word& word) {
  std::size_t at = 0;
  return key_of(next_char(word.text, at));
}
char32_t last_of(const Word& word) {
  std::size_t end = word.text.size();
  return key_of(previous_char(word.text, end));
}

std::uint64_t load(const char* bytes) {
  std::uint64_t out;
  std::memcpy(&out, bytes, sizeof out);
  return out;
}

std::uint64_t bit_of(char byte) { return std::uint64_t{1} << (static_cast<unsigned>(byte) & 63); }

}  // namespace

struct WordTable::Made {
  std::vector<WordIndex::Key> keys, end_keys;
  std::vector<WordIndex::Group> groups, end_groups;
  std::vector<WordIndex::Slot> first, last;
};

void WordTable::Delete::operator()(const Made* made) const { delete made; }

void WordTable::set(std::vector<WordIndex::Slot>* slots, char32_t c, std::size_t number) {
  std::size_t at = place_in(slots->size(), c);
  while ((*slots)[at].number != 0) at = (at + 1) & (slots->size() - 1);
  (*slots)[at] = {static_cast<std::uint16_t>(c), static_cast<std::uint16_t>(number)};
}

WordTable::WordTable(std::vector<Word> words) : words_(std::move(words)), made_(new Made) {
  std::erase_if(words_, [](const Word& word) { return word.text.empty(); });
  std::sort(words_.begin(), words_.end(), [](const Word& a, const Word& b) {
    const char32_t x = first_of(a);
    const char32_t y = first_of(b);
    if (x != y) return x < y;
    if (a.text.size() != b.text.size()) return a.text.size() > b.text.size();
    return a.text < b.text;
  });
  make_index(false);
  make_index(true);
  index_ = {made_->keys,       made_->end_keys, made_->groups,
            made_->end_groups, made_->first,    made_->last};
  add_firsts(&firsts_);
}

WordTable::WordTable(std::vector<Word> words, const WordIndex& index)
    : words_(std::move(words)), index_(index) {
  add_firsts(&firsts_);
}

// Fills the keys and groups of first characters, or of last ones.
void WordTable::make_index(bool ends) {
  std::vector<WordIndex::Key>& keys = ends ? made_->end_keys : made_->keys;
  std::vector<WordIndex::Group>& groups = ends ? made_->end_groups : made_->groups;
  std::vector<std::uint32_t> order(words_.size());
  std::iota(order.begin(), order.end(), 0u);
  if (ends) {
    std::sort(order.begin(), order.end(), [this](std::uint32_t i, std::uint32_t j) {
      const Word& a = words_[i];
      const Word& b = words_[j];
      const char32_t x = last_of(a);
      const char32_t y = last_of(b);
      if (x != y) return x < y;
      if (a.text.size() != b.text.size()) return a.text.size() > b.text.size();
      return a.text < b.text;
    });
  }
  keys.reserve(order.size());
  std::vector<char32_t> characters;  // of the groups
  char32_t before = 0;
  for (const std::uint32_t i : order) {
    const std::string_view text = words_[i].text;
    const char32_t c = ends ? last_of(words_[i]) : first_of(words_[i]);
    if (groups.empty() || c != before) {
      const auto at = static_cast<std::uint32_t>(keys.size());
      groups.push_back({at, at, 0});
      characters.push_back(c);
      before = c;
    }
    std::size_t edge = ends ? text.size() : 0;
    ends ? previous_char(text, edge) : next_char(text, edge);
    const std::string_view rest = ends ? text.substr(0, edge) : text.substr(edge);
    const std::size_t taken = std::min(rest.size(), kKey);
    char bytes[kKey] = {}, mask[kKey] = {};
    const std::size_t from = ends ? kKey - taken : 0;
    std::memcpy(bytes + from, ends ? rest.data() + rest.size() - taken : rest.data(), taken);
    std::fill(mask + from, mask + from + taken, '\xFF');
    keys.push_back({load(bytes), load(mask), i});
    groups.back().end = static_cast<std::uint32_t>(keys.size());
    groups.back().next |= rest.size() <= kBeside ? ~std::uint64_t{0}
                          : ends                 ? bit_of(rest[rest.size() - 1 - kBeside])
                                                 : bit_of(rest[kBeside]);
  }
  if (characters.empty()) return;
  std::vector<WordIndex::Slot>& slots = ends ? made_->last : made_->first;
  slots.resize(std::bit_ceil(2 * characters.size()));
  for (std::size_t i = 0; i < characters.size(); ++i) set(&slots, characters[i], i + 1);
}

const Word* WordTable::longest_in(std::uint32_t number, std::string_view folded, std::size_t at,
                                  std::size_t behind) const {
  const WordIndex::Group& group = index_.groups[number - 1];
  const std::size_t left = folded.size() - behind;
  if (left > kBeside && (group.next & bit_of(folded[behind + kBeside])) == 0) return nullptr;
  const std::string_view rest = folded.substr(at);
  const bool whole = left >= kKey;
  const std::uint64_t bytes = whole ? load(folded.data() + behind) : 0;
  for (std::uint32_t i = group.begin; i < group.end; ++i) {
    const WordIndex::Key& key = index_.keys[i];
    if (whole && (bytes & key.mask) != key.bytes) continue;
    if (rest.starts_with(words_[key.word].text)) return &words_[key.word];
  }
  return nullptr;
}

const Word* WordTable::longest_before(std::uint32_t number, std::string_view folded,
                                      std::size_t begin) const {
  const WordIndex::Group& group = index_.end_groups[number - 1];
  if (begin > kBeside && (group.next & bit_of(folded[begin - 1 - kBeside])) == 0) return nullptr;
  const bool whole = begin >= kKey;
  const std::uint64_t bytes = whole ? load(folded.data() + begin - kKey) : 0;
  for (std::uint32_t i = group.begin; i < group.end; ++i) {
    const WordIndex::Key& key = index_.end_keys[i];
    if (whole && (bytes & key.mask) != key.bytes) continue;
    if (folded.ends_with(words_[key.word].text)) return &words_[key.word];
  }
  return nullptr;
}

void WordTable::add_firsts(CharFilter* filter) const {
  for (const Word& word : words_) {
    std::size_t at = 0;
    filter->add(next_char(word.text, at));
  }
}

const Word* WordTable::find(std::string_view folded, std::size_t from, std::size_t* at) const {
  if (words_.empty()) return nullptr;
  while (inside_char(folded, from)) ++from;
  for (std::size_t begin = from; (begin = firsts_.next(folded, begin)) < folded.size();) {
    std::size_t behind = begin;
    const std::uint32_t group = number_in(index_.first, next_char(folded, behind));
    if (group != 0) {
      if (const Word* word = longest_in(group, folded, begin, behind)) {
        *at = begin;
        return word;
      }
    }
    begin = behind;
  }
  return nullptr;
}

const Word* WordTable::exact(std::string_view folded) const {
  if (folded.empty()) return nullptr;
  std::size_t at = 0;
  const std::uint32_t number = number_in(index_.first, next_char(folded, at));
  if (number == 0) return nullptr;
  const WordIndex::Group& group = index_.groups[number - 1];
  for (std::uint32_t i = group.begin; i < group.end; ++i) {
    const Word& word = words_[index_.keys[i].word];
    if (word.text == folded) return &word;
  }
  return nullptr;
}

}  // namespace gangmu
