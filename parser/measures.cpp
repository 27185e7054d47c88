#include "parser/measures.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "model/char_filter.h"
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
  static constexpr CharFilter kMarks = {0x300A, 0x300B, 0x201C, 0x201D};
  std::size_t title = std::string_view::npos, quote = std::string_view::npos;
  for (std::size_t at = 0; (at = kMarks.next(text, at)) < text.size();) {
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

// "Train 5 firms or more", "…, 5 or more with an output of 10 billion that …": what is counted
// stands behind, and the bound says nothing of it.
bool counts_behind(std::string_view text, const Quantity& count, const Quantity& next,
                   const Grammar& grammar) {
  if (grammar.words("act_verb").longest_at_end(text.substr(0, skip_blanks_back(text, count.from))))
    return true;
  const Word* dimension = grammar.words("dimension").exact(next.dimension);
  return dimension != nullptr && dimension->value == "amount" &&
         grammar.words("of_noun").longest_at(text, skip_blanks(text, next.to)) != nullptr;
}

// "One centre for every 30,000 residents": what something is counted by.
bool is_base(std::string_view text, const Quantity& q, const Grammar& grammar) {
  return grammar.words("per_number").longest_at_end(text.substr(0, skip_blanks_back(text, q.from)));
}

// "Education of children of 0 to 3 years": an age right before a noun, which no verb leads to.
bool is_age_of(std::string_view text, const Quantity& q, const Grammar& grammar) {
  if (q.dimension != "time" || q.to != q.end || q.from != q.begin) return false;
  if (grammar.words("age_unit").exact(q.unit) == nullptr || q.end >= text.size()) return false;
  std::size_t next = q.end;
  return is_han(next_char(text, next)) &&
         grammar.words("after_stop").longest_at(text, q.end) == nullptr &&
         grammar.words("change_to").longest_at(text, q.end) == nullptr &&
         grammar.words("reach_number").longest_at_end(text.substr(0, q.from)) == nullptr;
}

// "5 ten-billion clusters", "70 projects of 3 billion or more", "22 lines of 750 kV": an amount
// right behind a count, with a noun behind it, is part of the name of what is counted.
bool is_in_name(std::string_view text, const Quantity& count, const Quantity& q,
                const Grammar& grammar) {
  if (skip_blanks(text, count.to) != q.from) return false;
  // "A team of not less than 30 that …": right behind a count, a bound with a noun that it is of.
  const bool bound = q.op != Op::eq && q.op != Op::approx && count.dimension == "count";
  if (bound && q.kind == QuantityKind::plain && q.dimension != "ratio" &&
      grammar.words("of_noun").longest_at(text, skip_blanks(text, q.to)) != nullptr) {
    return true;
  }
  if (q.kind == QuantityKind::grade) return true;
  const Word* dimension = grammar.words("dimension").exact(q.dimension);
  if (count.dimension != "count" || dimension == nullptr || dimension->value != "amount") {
    return false;
  }
  if (bounds_things(text, q)) return true;
  // "465 blocks, 23 hectares of houses": so much together.
  const bool together =
      q.op == Op::eq && q.unit != q.base_unit && (q.dimension == "area" || q.dimension == "length");
  if (together) return false;
  std::size_t next = q.to;
  return next < text.size() && is_han(next_char(text, next)) &&
         grammar.words("after_stop").longest_at(text, q.to) == nullptr;
}

// "Firms with an output above 10 reach 47": an amount that a noun follows right away, before
// another figure, says which things are counted.
bool qualifies(std::string_view text, const Quantity& amount, const Quantity& next,
               const Grammar& grammar) {
  const Word* dimension = grammar.words("dimension").exact(amount.dimension);
  const bool plain = amount.kind == QuantityKind::plain &&
                     ((dimension != nullptr && dimension->value == "amount") ||
                      (bounds_things(text, amount) && !counts_behind(text, amount, next, grammar)));
  if (amount.kind != QuantityKind::grade && !plain) return false;
  if (amount.kind == QuantityKind::grade && next.kind == QuantityKind::grade) return false;
  if (amount.unit == next.unit || !same_clause(text, amount.to, next.from)) return false;
  const std::size_t at = skip_blanks(text, amount.to);
  if (at >= next.from) return false;
  // "23 hectares of houses and 85 blocks": the next is another thing of the list.
  const std::string_view between = text.substr(at, skip_blanks_back(text, next.from) - at);
  const Word* joint = grammar.words("list_joint").longest_at_end(between);
  if (joint != nullptr && amount.op == Op::eq && amount.kind == QuantityKind::plain &&
      joint->text.size() < between.size() && amount.unit != amount.base_unit) {
    return false;
  }
  std::size_t first = at;
  const char32_t c = next_char(text, first);
  if (grammar.words("noun_start").longest_at(text, at) != nullptr) return true;
  // "Than the 30 of the years before 60 % more": a word of growth ends what the figure is.
  return is_han(c) && grammar.words("change_to").longest_at(text, at) == nullptr &&
         grammar.words("growth").longest_at(text, at) == nullptr &&
         grammar.words("lead_verb").longest_at(text, at) == nullptr;
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
  const bool made = grammar.words("have_verb").longest_at_end(clause) != nullptr ||
                    grammar.words("act_verb").find(clause, 0, &found) != nullptr ||
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
  if (unit == nullptr && q.dimension.empty()) unit = grammar.words("bounded_unit").exact(q.unit);
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

// "In the last 6 years, …": a time at the begin of a clause and no figure.
bool is_recent(std::string_view text, const Quantity& q, const Grammar& grammar) {
  if (q.dimension != "time" || q.op != Op::approx || q.from == q.begin) return false;
  if (grammar.words("time_year").exact(q.unit) == nullptr) return false;
  std::size_t before = skip_blanks_back(text, q.from);
  if (before > 0 && !ends_clause(previous_char(text, before))) return false;
  const std::size_t behind = skip_blanks(text, q.end);
  std::size_t next = behind;
  const Word* since = grammar.words("time_since").longest_at(text, behind);
  return since != nullptr || (behind < text.size() && ends_clause(next_char(text, next)));
}

// "60 disciplines enter the first 10 %": the rank says what is counted and is no figure of its own.
void drop_qualifiers(std::string_view text, const Grammar& grammar, Quantities* found) {
  std::vector<Quantity> kept;
  for (const Quantity& q : found->figures) {
    bool inner = false;
    if (q.kind == QuantityKind::rank && !kept.empty() && kept.back().dimension == "count") {
      const std::string_view between = text.substr(kept.back().to, q.begin - kept.back().to);
      const bool aside = between.find(')') != between.npos && between.find('(') == between.npos;
      inner = !aside && same_clause(text, kept.back().to, q.begin);
    }
    if (inner || is_base(text, q, grammar) || is_age_of(text, q, grammar)) continue;
    if (is_recent(text, q, grammar)) continue;
    if (bounds_noun(text, q, kept.empty() ? 0 : kept.back().to, grammar)) continue;
    if (q.kind == QuantityKind::rank && !kept.empty() &&
        same_clause(text, kept.back().to, q.begin) &&
        grammar.words("in_a_row").longest_at_end(text.substr(0, kept.back().begin)) != nullptr) {
      continue;  // so many years in a row at the first place
    }
    if (!kept.empty() && is_in_name(text, kept.back(), q, grammar)) continue;
    // "Of the first 1 % 20 disciplines": the rank is part of the name of what is counted.
    if (!kept.empty() && kept.back().kind == QuantityKind::rank && q.dimension == "count" &&
        skip_blanks(text, kept.back().to) < q.from && same_clause(text, kept.back().to, q.from)) {
      kept.pop_back();
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
