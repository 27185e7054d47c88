#include "parser/measures.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "model/text.h"
#include "parser/marks.h"

namespace gangmu {

namespace {

constexpr std::size_t kLongestQuotedName = 14;  // characters of a quoted name with figures in it

// No comma and no end of a sentence stands between the two places.
bool same_clause(std::string_view text, std::size_t from, std::size_t to) {
  while (from < to) {
    if (ends_clause(next_char(text, from))) return false;
  }
  return true;
}

// Figures inside titles of documents and short quoted names name things and measure nothing.
void drop_names(std::string_view text, Quantities* found) {
  std::vector<std::pair<std::size_t, std::size_t>> names;
  std::size_t title = std::string_view::npos, quote = std::string_view::npos;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    const char32_t c = next_char(text, at);
    if (c == 0x300A && title == std::string_view::npos) title = from;
    if (c == 0x300B && title != std::string_view::npos) {
      while (!names.empty() && names.back().first >= title) names.pop_back();  // inside this one
      names.emplace_back(title, at);
      title = std::string_view::npos;
    }
    if (c == 0x201C) quote = from;
    if (c == 0x201D && quote != std::string_view::npos) {
      if (char_count(text.substr(quote, at - quote)) <= kLongestQuotedName) {
        names.emplace_back(quote, at);
      }
      quote = std::string_view::npos;
    }
  }
  if (names.empty()) return;
  std::erase_if(found->figures, [&](const Quantity& q) {
    const auto name = std::partition_point(names.begin(), names.end(),
                                           [&](const auto& n) { return n.second < q.end; });
    return name != names.end() && q.begin >= name->first;
  });
}

// "Cities of more than 500,000 people": a bound with a noun right behind it.
bool bounds_things(std::string_view text, const Quantity& amount) {
  if (amount.to == amount.end || amount.to >= text.size()) return false;
  std::size_t next = amount.to;
  return is_han(next_char(text, next));
}

// "Firms with an output above 10 reach 47": an amount that a noun follows right away, before
// another figure, says which things are counted.
bool qualifies(std::string_view text, const Quantity& amount, const Quantity& next,
               const Grammar& grammar) {
  const Word* dimension = grammar.words("dimension").exact(amount.dimension);
  const bool plain = amount.kind == QuantityKind::plain && dimension != nullptr &&
                     (dimension->value == "amount" || bounds_things(text, amount));
  if (amount.kind != QuantityKind::grade && !plain) return false;
  if (amount.unit == next.unit || !same_clause(text, amount.to, next.from)) return false;
  const std::size_t at = skip_blanks(text, amount.to);
  if (at >= next.from) return false;
  std::size_t first = at;
  const char32_t c = next_char(text, first);
  return is_han(c) && grammar.words("change_to").longest_at(text, at) == nullptr &&
         grammar.words("lead_verb").longest_at(text, at) == nullptr;
}

// "60 disciplines enter the first 10 %": the rank says what is counted and is no figure of its own.
void drop_qualifiers(std::string_view text, const Grammar& grammar, Quantities* found) {
  std::vector<Quantity> kept;
  for (const Quantity& q : found->figures) {
    bool inner = false;
    if (q.kind == QuantityKind::rank && !kept.empty() && kept.back().dimension == "count") {
      inner = same_clause(text, kept.back().to, q.begin);
    }
    if (inner) continue;
    if (q.kind == QuantityKind::rank && !kept.empty() &&
        same_clause(text, kept.back().to, q.begin) &&
        grammar.words("in_a_row").longest_at_end(text.substr(0, kept.back().begin)) != nullptr) {
      continue;  // so many years in a row at the first place
    }
    // "5 ten-billion clusters": the grade behind a count is part of a name.
    if (q.kind == QuantityKind::grade && !kept.empty() &&
        skip_blanks(text, kept.back().to) == q.from) {
      continue;
    }
    if (!kept.empty() && qualifies(text, kept.back(), q, grammar)) kept.pop_back();
    // "Places for children under 3 reach 5": an age or a time before another figure qualifies it.
    if (!kept.empty() && kept.back().dimension == "time" && kept.back().unit != q.unit &&
        same_clause(text, kept.back().to, q.from)) {
      kept.pop_back();
    }
    kept.push_back(q);
  }
  found->figures.swap(kept);
}

}  // namespace

void keep_measures(std::string_view folded, const Grammar& grammar, Quantities* found) {
  drop_names(folded, found);
  drop_qualifiers(folded, grammar, found);
}

}  // namespace gangmu
