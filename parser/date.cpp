#include "parser/date.h"

#include "model/text.h"
#include "parser/marks.h"

namespace gangmu {

std::string iso_date(std::string_view folded, const Grammar& grammar) {
  const WordTable& digits = grammar.words("numeral_digit");
  const WordTable& signs = grammar.words("date_sign");
  std::string out, group;
  std::string_view numeral;
  std::size_t group_begin = 0;
  int parts = 0;
  for (std::size_t at = 0; at < folded.size();) {
    if (const Word* sign = signs.longest_at(folded, at)) {
      numeral = folded.substr(group_begin, at - group_begin);
      while (!numeral.empty() && numeral.front() == ' ') numeral.remove_prefix(1);
      while (!numeral.empty() && numeral.back() == ' ') numeral.remove_suffix(1);
      group.clear();
      if (parts == 0) {  // a year is spelt digit by digit
        for (std::size_t i = 0; i < numeral.size();) {
          const Word* digit = digits.longest_at(numeral, i);
          const bool figure = is_ascii_digit(static_cast<unsigned char>(numeral[i]));
          if (digit == nullptr && !figure) return {};
          group += digit != nullptr ? digit->value : std::string(1, numeral[i]);
          i += digit != nullptr ? digit->text.size() : 1;
        }
        if (group.size() != 4) return {};
      } else {
        const auto number = grammar.number(numeral);
        if (!number || *number < 1 || *number > (parts == 1 ? 12 : 31)) return {};
        group = (*number < 10 ? "0" : "") + std::to_string(*number);
      }
      out += (parts == 0 ? "" : "-") + group;
      ++parts;
      at += sign->text.size();
      group_begin = at;
      continue;
    }
    next_char(folded, at);
  }
  const bool whole = parts >= 2 && parts <= 3 && group_begin == folded.size();
  return whole ? out : std::string();
}

SignedDate closing_date(std::string_view folded, const Grammar& grammar) {
  SignedDate line;
  folded = trim(folded);
  if (const Word* tail = grammar.words("date_tail").longest_at_end(folded)) {
    folded = trim(folded.substr(0, folded.size() - tail->text.size()));
  }
  line.iso = iso_date(folded, grammar);
  // It may begin with any figure; blanks may stand inside it.
  for (std::size_t at = 1; line.iso.empty() && at < folded.size(); ++at) {
    const bool digit = is_ascii_digit(static_cast<unsigned char>(folded[at])) &&
                       !is_ascii_digit(static_cast<unsigned char>(folded[at - 1]));
    if (!digit && folded[at] != ' ') continue;
    line.iso = iso_date(trim(folded.substr(at)), grammar);
    line.office = trim(folded.substr(0, at));
  }
  return line;
}

}  // namespace gangmu
