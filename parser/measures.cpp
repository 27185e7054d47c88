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
  if (amount.to == amount.end || amount.to >= text.size() || amount.op == Op::approx) return false;
  std::size_t next = amount.to;
  return is_han(next_char(text, next));
}

// "Firms with an output above 10 reach 47": an amount that a noun follows right away, before
// another figure, says which things are counted.
bool qualifies(std::string_view text, const Quantity& amount, const Quantity& next,
               const Grammar& grammar) {
  const Word* dimension = grammar.words("dimension").exact(amount.dimension);
  const bool plain =
      amount.kind == QuantityKind::plain &&
      ((dimension != nullptr && dimension->value == "amount") || bounds_things(text, amount));
  if (amount.kind != QuantityKind::grade && !plain) return false;
  if (amount.kind == QuantityKind::grade && next.kind == QuantityKind::grade) return false;
  if (amount.unit == next.unit || !same_clause(text, amount.to, next.from)) return false;
  const std::size_t at = skip_blanks(text, amount.to);
  if (at >= next.from) return false;
  std::size_t first = at;
  const char32_t c = next_char(text, first);
  return is_han(c) && grammar.words("change_to").longest_at(text, at) == nullptr &&
         (grammar.words("noun_start").longest_at(text, at) != nullptr ||
          grammar.words("lead_verb").longest_at(text, at) == nullptr);
}

// Behind the last mark before the place, and no further back than `floor`.
std::size_t clause_start(std::string_view text, std::size_t at, std::size_t floor) {
  while (at > floor) {
    std::size_t before = at;
    if (ends_clause(previous_char(text, before))) break;
    at = before;
  }
  return at;
}

// "Counties with less than 100,000 people", "villages of 30 households or more": a bound says which
// things are spoken of. What is built so large is a figure.
bool bounds_noun(std::string_view text, const Quantity& q, std::size_t floor,
                 const Grammar& grammar) {
  const bool bound =
      q.op == Op::ge || q.op == Op::gt || q.op == Op::le || q.op == Op::lt || q.op == Op::between;
  if (!bound || q.kind != QuantityKind::plain || q.dimension == "ratio" ||
      q.dimension == "points" || q.dimension == "multiple") {
    return false;
  }
  const std::size_t begin = clause_start(text, q.from, floor);
  const std::string_view left = text.substr(begin, q.from - begin);
  std::size_t found = 0;
  constexpr std::size_t kLongest = 240;  // bytes of a clause looked at
  const std::size_t whole =
      clause_start(text, q.from, q.from - std::min<std::size_t>(q.from, kLongest));
  const std::string_view clause = text.substr(whole, q.from - whole);
  const bool made = grammar.words("act_verb").find(clause, 0, &found) != nullptr ||
                    grammar.words("status_requirement").find(clause, 0, &found) != nullptr;
  const std::size_t behind = skip_blanks(text, q.to);
  const Word* of = grammar.words("of_noun").longest_at(text, behind);
  if (of != nullptr) {
    const std::size_t next = behind + of->text.size();
    if (grammar.words("headless").longest_at(text, next) != nullptr) return true;
    std::size_t at = next;
    return !made && !left.empty() && next < text.size() && is_han(next_char(text, at));
  }
  if (q.to == q.end || made) return false;
  constexpr std::size_t kFarthest = 18;  // bytes of what qualifies the noun
  const std::string_view noun = text.substr(behind, std::min(kFarthest, text.size() - behind));
  const Word* unit = grammar.words("bounded_unit").exact(q.base_unit);
  return unit != nullptr && grammar.words("container").find(noun, 0, &found) != nullptr &&
         clause_start(text, behind + found, behind) == behind;
}

// "Within 5 years", "in 5 years bring in …": the years before another figure are its time.
void add_span(std::string_view text, const Quantity& q, const Grammar& grammar,
              std::vector<TimeRef>* times) {
  const std::size_t behind = skip_blanks(text, q.end);
  const Word* within = grammar.words("time_within").longest_at(text, behind);
  if (within == nullptr && grammar.words("lead_verb").longest_at(text, behind) == nullptr) return;
  if (q.op != Op::eq && q.op != Op::le) return;
  TimeRef time;
  time.begin = q.from;
  time.end = static_cast<std::uint32_t>(within != nullptr ? behind + within->text.size() : q.end);
  time.kind = PeriodKind::during;
  time.bare = grammar.words("time_year").exact(q.unit) == nullptr;
  const auto at = std::partition_point(
      times->begin(), times->end(), [&](const TimeRef& other) { return other.begin < time.begin; });
  times->insert(at, time);
}

// "60 disciplines enter the first 10 %": the rank says what is counted and is no figure of its own.
void drop_qualifiers(std::string_view text, const Grammar& grammar, Quantities* found) {
  std::vector<Quantity> kept;
  for (const Quantity& q : found->figures) {
    bool inner = false;
    if (q.kind == QuantityKind::rank && !kept.empty() && kept.back().dimension == "count") {
      inner = same_clause(text, kept.back().to, q.begin);
    }
    if (inner || bounds_noun(text, q, kept.empty() ? 0 : kept.back().to, grammar)) continue;
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
      add_span(text, kept.back(), grammar, &found->times);
      kept.pop_back();
    }
    kept.push_back(q);
    // "Within 3 months"
    const std::size_t behind = skip_blanks(text, q.to);
    const Word* within = grammar.words("time_within").longest_at(text, behind);
    if (q.dimension == "time" && q.kind == QuantityKind::plain && within != nullptr) {
      kept.back().op = Op::le;
      kept.back().to = static_cast<std::uint32_t>(behind + within->text.size());
    }
  }
  found->figures.swap(kept);
}

}  // namespace

void keep_measures(std::string_view folded, const Grammar& grammar, Quantities* found) {
  drop_names(folded, found);
  drop_qualifiers(folded, grammar, found);
}

}  // namespace gangmu
