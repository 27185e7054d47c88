#include "checks/task_wording.h"

namespace gangmu {

namespace {

bool ends_clause(char32_t c) {
  switch (c) {
    case ',':
    case ';':
    case '!':
    case '?':
    case 0x3002:  // ideographic full stop
    case 0xFF0C:
    case 0xFF1B:
      return true;
    default:
      return false;
  }
}

// Where the last word of the table begins, or npos.
std::size_t last_of(const WordTable& words, std::string_view text) {
  std::size_t last = std::string_view::npos, at = 0;
  for (std::size_t from = 0; const Word* word = words.find(text, from, &at);) {
    last = at;
    from = at + word->text.size();
  }
  return last;
}

bool has(const WordTable& words, std::string_view text) {
  std::size_t at = 0;
  return words.find(text, 0, &at) != nullptr;
}

}  // namespace

std::vector<Slice> clauses_of(std::string_view plain) {
  std::vector<Slice> clauses;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < plain.size();) {
    const std::size_t here = at;
    if (!ends_clause(next_char(plain, at))) continue;
    if (here > begin) clauses.push_back({static_cast<Offset>(begin), static_cast<Offset>(here)});
    begin = at;
  }
  if (begin < plain.size()) {
    clauses.push_back({static_cast<Offset>(begin), static_cast<Offset>(plain.size())});
  }
  return clauses;
}

TaskWording::TaskWording(const Grammar& grammar)
    : act_(grammar.words("compare_act")),
      refer_(grammar.words("compare_refer")),
      referred_(grammar.words("compare_referred")) {}

Wording TaskWording::of(std::string_view plain, Slice object) const {
  const std::vector<Slice> clauses = clauses_of(plain);
  std::size_t own = clauses.size();
  while (own > 0 && clauses[own - 1].begin > object.begin) --own;
  if (own == 0) return Wording::bare;
  const Slice& clause = clauses[--own];
  const Offset end = std::max(clause.end, object.end);
  std::string_view before = plain.substr(clause.begin, object.begin - clause.begin);
  const std::string_view after = plain.substr(object.end, end - object.end);
  if (has(referred_, after)) return Wording::refers;
  // Of several that are named by themselves the verb stands before the first.
  while (before.empty() && own > 0) {
    const Slice& last = clauses[--own];
    before = plain.substr(last.begin, last.end - last.begin);
  }
  // The word next to it governs it: by order of somebody carry it out.
  const std::size_t refers = last_of(refer_, before), acts = last_of(act_, before);
  if (refers != before.npos && (acts == before.npos || acts < refers)) return Wording::refers;
  return acts != before.npos || has(act_, after) ? Wording::acts : Wording::bare;
}

}  // namespace gangmu
