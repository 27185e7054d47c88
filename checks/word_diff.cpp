#include "checks/word_diff.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "checks/sequence_diff.h"

namespace gangmu {

struct WordDiff::Token {
  std::string_view text;   // folded
  std::size_t begin = 0;   // in the text; the token goes on to the next one
  std::size_t length = 0;  // characters
  bool mark = false;       // punctuation
};

namespace {

// Longer texts are compared clause by clause.
constexpr std::size_t kMostTokens = 6000;

bool is_mark(char32_t c) {
  constexpr std::u32string_view kMarks = U",;:.!?()\"\u3001\u3002\u300A\u300B";
  return kMarks.find(c) != std::u32string_view::npos;
}

using Numbers = std::vector<std::uint32_t>;

// The same number for the same words.
class Vocabulary {
 public:
  template <typename Token>
  Numbers numbers(const std::vector<Token>& tokens) {
    Numbers numbers;
    for (const Token& token : tokens) {
      const auto fresh = static_cast<std::uint32_t>(known_.size());
      numbers.push_back(known_.try_emplace(token.text, fresh).first->second);
    }
    return numbers;
  }

 private:
  std::unordered_map<std::string_view, std::uint32_t> known_;
};

// An insertion or deletion that could as well stand further left or right goes where it begins
// behind punctuation, or ends with it.
template <typename Token>
void slide(const std::vector<Token>& tokens, const Numbers& numbers, std::size_t left,
           std::size_t right, std::size_t* begin, std::size_t* end) {
  const auto marks = [&](std::size_t at) { return at < tokens.size() && tokens[at].mark; };
  const auto score = [&](std::size_t from, std::size_t to) {
    const bool after = from == 0 || marks(from - 1);
    const bool ends = to == tokens.size() || marks(to - 1);
    const bool led = marks(from) && (to == tokens.size() || marks(to));
    return (after || led ? 2 : 0) + (ends ? 1 : 0);
  };
  std::size_t from = *begin, to = *end;
  while (from > left && numbers[from - 1] == numbers[to - 1]) --from, --to;
  std::size_t best_from = *begin, best_to = *end;
  int best = score(best_from, best_to);
  for (;; ++from, ++to) {
    if (score(from, to) > best) best = score(from, to), best_from = from, best_to = to;
    if (to >= right || numbers[from] != numbers[to]) break;
  }
  *begin = best_from, *end = best_to;
}

template <typename Token>
std::size_t length_of(const std::vector<Token>& tokens, std::size_t begin, std::size_t end) {
  std::size_t length = 0;
  for (std::size_t i = begin; i < end; ++i) length += tokens[i].length;
  return length;
}

// Takes what is the same between two changes into them where it is short beside both: alone it
// would be a word cut to pieces.
template <typename Token>
std::vector<Hunk> without_islands(const std::vector<Hunk>& hunks, const std::vector<Token>& before,
                                  const std::vector<Token>& after) {
  const auto size = [&](const Hunk& hunk) {
    return std::max(length_of(before, hunk.before, hunk.before_end),
                    length_of(after, hunk.after, hunk.after_end));
  };
  std::vector<Hunk> out;
  for (Hunk hunk : hunks) {
    while (!out.empty()) {
      const Hunk& last = out.back();
      const std::size_t island = length_of(after, last.after_end, hunk.after);
      const bool marked = std::any_of(after.begin() + last.after_end, after.begin() + hunk.after,
                                      [](const Token& token) { return token.mark; });
      const std::size_t around = std::min(size(last), size(hunk));
      const bool taken = marked ? false : island <= 2 ? island <= around : island * 4 <= around;
      if (!taken) break;
      hunk = {last.before, hunk.before_end, last.after, hunk.after_end};
      out.pop_back();
    }
    out.push_back(hunk);
  }
  return out;
}

template <typename Token>
std::vector<Token> clauses_of(const std::vector<Token>& tokens) {
  std::vector<Token> clauses;
  for (const Token& token : tokens) {
    if (clauses.empty() || clauses.back().mark) {
      clauses.push_back(token);
      continue;
    }
    Token& clause = clauses.back();
    const char* const end = token.text.data() + token.text.size();
    clause.text = {clause.text.data(), static_cast<std::size_t>(end - clause.text.data())};
    clause.length += token.length;
    clause.mark = token.mark;
  }
  return clauses;
}

// Insertions and deletions to where they read best, none into another stretch.
template <typename Token>
void settle(std::vector<Hunk>* hunks, const std::vector<Token>& x, const Numbers& x_numbers,
            const std::vector<Token>& y, const Numbers& y_numbers) {
  for (std::size_t i = 0; i < hunks->size(); ++i) {
    Hunk& hunk = (*hunks)[i];
    const bool last = i + 1 == hunks->size();
    if (hunk.before_size() == 0) {
      const std::size_t left = i > 0 ? (*hunks)[i - 1].after_end + 1 : 0;
      const std::size_t right = last ? y.size() : (*hunks)[i + 1].after - 1;
      const std::size_t old = hunk.after;
      slide(y, y_numbers, left, right, &hunk.after, &hunk.after_end);
      hunk.before = hunk.before_end = hunk.before + hunk.after - old;
    } else if (hunk.after_size() == 0) {
      const std::size_t left = i > 0 ? (*hunks)[i - 1].before_end + 1 : 0;
      const std::size_t right = last ? x.size() : (*hunks)[i + 1].before - 1;
      const std::size_t old = hunk.before;
      slide(x, x_numbers, left, right, &hunk.before, &hunk.before_end);
      hunk.after = hunk.after_end = hunk.after + hunk.before - old;
    }
  }
}

}  // namespace

std::size_t WordDiff::token_end(std::string_view folded, std::size_t at) const {
  const auto c = static_cast<unsigned char>(folded[at]);
  const auto latin = [&](std::size_t i) {
    return is_ascii_letter(static_cast<char32_t>(folded[i]));
  };
  const auto digit = [&](std::size_t i) {
    return is_ascii_digit(static_cast<char32_t>(folded[i]));
  };
  if (is_ascii_digit(c)) {
    const auto number = number_at(folded, at);
    std::size_t end = number ? number->end : at + 1;
    while (end < folded.size() && (digit(end) || latin(end))) ++end;
    return end;
  }
  if (is_ascii_letter(c)) {
    std::size_t end = at + 1;
    const auto joins = [&](char sign) { return sign == '-' || sign == '.' || sign == '&'; };
    while (end < folded.size() && (latin(end) || digit(end) ||
                                   (joins(folded[end]) && end + 1 < folded.size() &&
                                    (latin(end + 1) || digit(end + 1))))) {
      ++end;
    }
    return end;
  }
  if (const auto numeral = numerals_.at(folded, at); numeral && numeral->characters > 1) {
    return numeral->end;
  }
  std::size_t end = at;
  next_char(folded, end);
  return end;
}

std::vector<WordDiff::Token> WordDiff::tokens_of(const Folded& folded) const {
  const std::string_view text = folded.text;
  std::vector<Token> tokens;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == ' ') {
      ++at;
      continue;
    }
    const std::size_t end = token_end(text, at);
    const std::string_view word = text.substr(at, end - at);
    std::size_t first = at;
    tokens.push_back({word, folded.back[at], char_count(word), is_mark(next_char(text, first))});
    at = end;
  }
  return tokens;
}

std::vector<WordRun> WordDiff::runs(std::string_view before, std::string_view after) const {
  Folded folded_before, folded_after;
  folded_before.assign(before), folded_after.assign(after);
  std::vector<Token> x = tokens_of(folded_before), y = tokens_of(folded_after);
  if (std::max(x.size(), y.size()) > kMostTokens) x = clauses_of(x), y = clauses_of(y);
  Vocabulary vocabulary;
  const Numbers numbers_before = vocabulary.numbers(x), numbers_after = vocabulary.numbers(y);
  std::vector<Hunk> hunks = without_islands(differences(numbers_before, numbers_after), x, y);
  settle(&hunks, x, numbers_before, y, numbers_after);
  // From tokens to bytes. What stands before the first token belongs to the first stretch.
  const auto byte = [](const std::vector<Token>& tokens, std::size_t i, std::string_view text) {
    if (i == 0) return Offset{0};
    return static_cast<Offset>(i >= tokens.size() ? text.size() : tokens[i].begin);
  };
  std::vector<WordRun> runs;
  Offset x_done = 0, y_done = 0;
  const auto add = [&](bool same, std::size_t x_end, std::size_t y_end) {
    const WordRun run = {same, {x_done, byte(x, x_end, before)}, {y_done, byte(y, y_end, after)}};
    if (run.before.empty() && run.after.empty()) return;
    runs.push_back(run);
    x_done = run.before.end, y_done = run.after.end;
  };
  for (const Hunk& hunk : hunks) {
    add(true, hunk.before, hunk.after);
    add(false, hunk.before_end, hunk.after_end);
  }
  add(true, std::max<std::size_t>(x.size(), 1), std::max<std::size_t>(y.size(), 1));
  return runs;
}

namespace {

// What is the same, as it stands in the new text; where only one of the texts has a line break, it
// is a change of its own.
void add_same(std::string_view before, std::string_view after, std::vector<Edit>* edits) {
  std::size_t x = 0, begin = 0;
  const auto flush = [&](std::size_t end) {
    if (end > begin)
      edits->push_back({EditKind::same, std::string(after.substr(begin, end - begin))});
    begin = end;
  };
  // Over the blanks of the old text; whether there is a line break among them.
  const auto breaks = [&] {
    bool found = false;
    for (std::size_t at = x; at < before.size(); x = at) {
      const char32_t c = next_char(before, at);
      if (!is_blank(c) && c != '\n') break;
      found = found || c == '\n';
    }
    return found;
  };
  for (std::size_t y = 0; y < after.size();) {
    const std::size_t blanks = y;
    std::size_t line = after.npos, end = y;
    for (std::size_t at = y; at < after.size(); end = at) {
      const char32_t c = next_char(after, at);
      if (!is_blank(c) && c != '\n') break;
      if (c == '\n') line = end;
    }
    const bool had = breaks();
    if (had && line == after.npos) {
      flush(blanks);
      edits->push_back({EditKind::erased, "\n"});
    } else if (!had && line != after.npos) {
      flush(line);
      edits->push_back({EditKind::inserted, "\n"});
      begin = line + 1;
    }
    y = end;
    if (y < after.size()) next_char(after, y);
    if (x < before.size()) next_char(before, x);
  }
  flush(after.size());
}

}  // namespace

std::vector<Edit> edits_of(const std::vector<WordRun>& runs, std::string_view before,
                           std::string_view after) {
  std::vector<Edit> edits;
  const auto add = [&](EditKind kind, std::string_view text, Slice slice) {
    if (!slice.empty())
      edits.push_back({kind, std::string(text.substr(slice.begin, slice.size()))});
  };
  for (const WordRun& run : runs) {
    if (run.same) {
      const auto cut = [](std::string_view text, Slice own) {
        return text.substr(own.begin, own.size());
      };
      add_same(cut(before, run.before), cut(after, run.after), &edits);
    } else {
      add(EditKind::erased, before, run.before);
      add(EditKind::inserted, after, run.after);
    }
  }
  return edits;
}

}  // namespace gangmu
