#include "parser/marks.h"

namespace gangmu {

char32_t final_mark(std::string_view text) {
  std::size_t end = text.size();
  if (end == 0) return 0;
  const char32_t last = previous_char(text, end);
  if (!closes(last) || end == 0) return last;
  std::size_t before = end;
  const char32_t inner = previous_char(text, before);
  return ends_sentence(inner) ? inner : last;
}

}  // namespace gangmu
