#include "parser/marks.h"

namespace gangmu {

bool ends_sentence(char32_t c) {
  return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == '!' || c == '?' || c == 0xFF61;
}

bool closes(char32_t c) {
  return c == 0x201D || c == 0x2019 || c == 0xFF09 || c == ')' || c == 0x300B || c == 0x300D ||
         c == 0x300F || c == 0x3011 || c == 0x3015;
}

char32_t final_mark(std::string_view text) {
  std::size_t end = text.size();
  if (end == 0) return 0;
  const char32_t last = previous_char(text, end);
  if (!closes(last) || end == 0) return last;
  std::size_t before = end;
  const char32_t inner = previous_char(text, before);
  return ends_sentence(inner) ? inner : last;
}

bool is_clause_mark(char32_t c) {
  return c == 0xFF0C || c == 0x3001 || c == ',' || c == 0xFF08 || c == '(' || c == 0x201C ||
         c == 0x300A || c == 0x2018;
}

bool ends_clause(char32_t folded) {
  return folded == ',' || folded == ';' || folded == 0x3002 || folded == kListComma;
}

bool is_list_mark(char32_t c) { return c == 0xFF1B || c == ';' || c == 0xFF1A || c == ':'; }

}  // namespace gangmu
