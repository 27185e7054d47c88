#include "checks/indicator_name.h"

namespace gangmu {

namespace {

constexpr std::size_t kLeast = 2 * kHan;  // of a name that is left

// The names of things in brackets and quotation marks keep their words and lose the marks.
bool is_mark(char32_t c) {
  return c == '"' || c == 0x201C || c == 0x201D || c == '\'' || c == '(' || c == ')' || c == ',' ||
         c == 0x3001;
}

std::string without_marks(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_char(text, at);
    if (!is_mark(c)) append_char(out, c);
  }
  return out;
}

std::string cut_end(std::string text, const WordTable& words) {
  while (const Word* word = words.longest_at_end(text)) {
    if (text.size() < word->text.size() + kLeast) break;
    text.resize(text.size() - word->text.size());
  }
  return text;
}

}  // namespace

Sort sort_of(Measure measure) {
  switch (measure) {
    case Measure::increment:
    case Measure::flow:
      return Sort::change;
    case Measure::growth:
      return Sort::growth;
    case Measure::rank:
      return Sort::rank;
    case Measure::multiple:
      return Sort::multiple;
    case Measure::level:
    case Measure::share:
      break;
  }
  return Sort::level;
}

IndicatorNames::IndicatorNames(const Grammar& grammar)
    : alias_(grammar.words("check_alias")),
      amount_(grammar.words("check_amount")),
      growth_(grammar.words("check_growth")),
      units_(grammar.words("check_unit")),
      others_(grammar.words("check_others")) {}

IndicatorName IndicatorNames::of(std::string_view indicator, std::string_view region) const {
  IndicatorName name;
  std::string folded = without_blanks(fold(indicator));
  const std::string place = without_blanks(fold(region));
  if (!place.empty() && folded.starts_with(place)) folded.erase(0, place.size());
  // What stands before "and other" is an example of what stands behind.
  std::size_t at = 0;
  if (const Word* word = others_.find(folded, 0, &at);
      word != nullptr && at > 0 && folded.size() - at - word->text.size() >= kLeast) {
    folded.erase(0, at + word->text.size());
    name.exact = false;
  }
  for (std::size_t from = 0; from < folded.size();) {
    if (const Word* word = alias_.longest_at(folded, from)) {
      name.key += word->value;
      from += word->text.size();
    } else {
      append_char(name.key, next_char(folded, from));
    }
  }
  name.key = cut_end(without_marks(name.key), amount_);
  return name;
}

IndicatorName IndicatorNames::of_growth(std::string_view indicator, std::string_view region) const {
  const std::string folded = without_blanks(fold(indicator));
  return of(cut_end(folded, growth_), region);
}

std::string IndicatorNames::unit(std::string_view unit) const {
  const std::string folded = fold(unit);
  const Word* word = units_.exact(folded);
  return word == nullptr ? folded : std::string(word->value);
}

}  // namespace gangmu
