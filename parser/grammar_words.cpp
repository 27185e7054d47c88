// WordTable: which word starts, or ends, here?
#include <algorithm>
#include <numeric>

#include "model/text.h"
#include "parser/grammar.h"

namespace gangmu {

namespace {

// All characters outside the BMP are one to the index; the comparison of bytes tells them apart.
char32_t key_of(char32_t c) { return c < 0x10000 ? c : 0xFFFF; }

// next_char() for the two frequent lengths without a call.
char32_t char_at(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(at);
  if (lead < 0x80) return lead;
  if ((lead & 0xF0) == 0xE0 && at + 2 < text.size()) {
    return static_cast<char32_t>((lead & 0x0F) << 12 | (byte(at + 1) & 0x3F) << 6 |
                                 (byte(at + 2) & 0x3F));
  }
  return next_char(text, at);
}

char32_t first_of(const Word& word) { return key_of(char_at(word.text, 0)); }
char32_t last_of(const Word& word) {
  std::size_t end = word.text.size();
  return key_of(previous_char(word.text, end));
}

}  // namespace

void WordTable::CharIndex::set(char32_t c, std::uint32_t value) {
  if (pages_.empty()) {
    pages_.assign(1024, 0);
    entries_.assign(64, 0);
  }
  auto& page = pages_[c >> 6];
  if (page == 0) {
    page = static_cast<std::uint16_t>(entries_.size() / 64);
    entries_.resize(entries_.size() + 64, 0);
  }
  entries_[page * std::size_t{64} + (c & 63)] = value;
}

WordTable::WordTable(std::vector<Word> words) : words_(std::move(words)) {
  std::erase_if(words_, [](const Word& word) { return word.text.empty(); });
  std::sort(words_.begin(), words_.end(), [](const Word& a, const Word& b) {
    const char32_t x = first_of(a);
    const char32_t y = first_of(b);
    if (x != y) return x < y;
    if (a.text.size() != b.text.size()) return a.text.size() > b.text.size();
    return a.text < b.text;
  });
  by_end_.resize(words_.size());
  std::iota(by_end_.begin(), by_end_.end(), 0u);
  std::sort(by_end_.begin(), by_end_.end(), [this](std::uint32_t i, std::uint32_t j) {
    const Word& a = words_[i];
    const Word& b = words_[j];
    const char32_t x = last_of(a);
    const char32_t y = last_of(b);
    if (x != y) return x < y;
    if (a.text.size() != b.text.size()) return a.text.size() > b.text.size();
    return a.text < b.text;
  });
  for (std::uint32_t i = static_cast<std::uint32_t>(words_.size()); i-- > 0;) {
    first_.set(first_of(words_[i]), i + 1);
    last_.set(last_of(words_[by_end_[i]]), i + 1);
  }
}

const Word* WordTable::longest_at(std::string_view folded, std::size_t at) const {
  if (at >= folded.size()) return nullptr;
  const char32_t key = key_of(char_at(folded, at));
  const std::uint32_t start = first_.get(key);
  if (start == 0) return nullptr;
  const std::string_view rest = folded.substr(at);
  for (std::size_t i = start - 1; i < words_.size(); ++i) {
    const Word& word = words_[i];
    if (rest.starts_with(word.text)) return &word;
    if (i + 1 < words_.size() && first_of(words_[i + 1]) != key) break;
  }
  return nullptr;
}

const Word* WordTable::longest_at_end(std::string_view folded) const {
  if (folded.empty()) return nullptr;
  std::size_t end = folded.size();
  const char32_t key = key_of(previous_char(folded, end));
  const std::uint32_t start = last_.get(key);
  if (start == 0) return nullptr;
  for (std::size_t i = start - 1; i < by_end_.size(); ++i) {
    const Word& word = words_[by_end_[i]];
    if (folded.ends_with(word.text)) return &word;
    if (i + 1 < by_end_.size() && last_of(words_[by_end_[i + 1]]) != key) break;
  }
  return nullptr;
}

const Word* WordTable::find(std::string_view folded, std::size_t from, std::size_t* at) const {
  if (words_.empty()) return nullptr;
  for (std::size_t i = from; i < folded.size(); ++i) {
    if (inside_char(folded, i)) continue;
    if (const Word* word = longest_at(folded, i)) {
      *at = i;
      return word;
    }
  }
  return nullptr;
}

const Word* WordTable::exact(std::string_view folded) const {
  if (folded.empty()) return nullptr;
  const char32_t key = key_of(char_at(folded, 0));
  const std::uint32_t start = first_.get(key);
  if (start == 0) return nullptr;
  for (std::size_t i = start - 1; i < words_.size() && first_of(words_[i]) == key; ++i) {
    if (words_[i].text == folded) return &words_[i];
  }
  return nullptr;
}

}  // namespace gangmu
