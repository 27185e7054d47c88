#include "parser/unit.h"

#include "model/text.h"
#include "parser/decimal.h"
#include "parser/marks.h"

namespace gangmu {

UnitReader::UnitReader(const Grammar& grammar)
    : per_(grammar.words("unit_per")),
      dimensions_(grammar.words("dimension")),
      units_(grammar.words("unit")),
      magnitudes_(grammar.words("magnitude")),
      between_(grammar.words("op_between")),
      op_after_(grammar.words("op_after")),
      not_(grammar.words("unit_not")) {}

Unit UnitReader::at(std::string_view text, std::size_t at) const {
  Unit unit;
  unit.end = at;
  std::size_t i = skip_blanks(text, at);
  unit.printed = i;
  if (const Word* about = between_.longest_at(text, i)) {
    const std::size_t next = skip_blanks(text, i + about->text.size());
    if (units_.longest_at(text, next) != nullptr || magnitudes_.longest_at(text, next) != nullptr) {
      unit.about = true;
      unit.end = i = next;
      unit.printed = i;
    }
  }
  const Word* word = this->word(text, i);
  const Word* magnitude = magnitudes_.longest_at(text, i);
  if (magnitude != nullptr && (word == nullptr || magnitude->text.size() > word->text.size())) {
    unit.power = std::stoi(std::string(magnitude->value));
    unit.end = i = i + magnitude->text.size();
    i = skip_blanks(text, i);
    if (const Word* about = between_.longest_at(text, i)) {
      const std::size_t next = i + about->text.size();
      if (units_.longest_at(text, next) != nullptr) {
        unit.about = true;
        i = next;
      }
    }
    word = this->word(text, i);
  }
  if (word == nullptr) return unit;
  unit.word = word;
  unit.end = i + word->text.size();
  per_unit(text, &unit);
  return unit;
}

const Word* UnitReader::word(std::string_view text, std::size_t at) const {
  const Word* word = units_.longest_at(text, at);
  if (word == nullptr) return nullptr;
  // A word of letters ends where no letter follows.
  const std::size_t end = at + word->text.size();
  const auto letter = [](char c) { return is_ascii_letter(static_cast<unsigned char>(c)); };
  if (end < text.size() && letter(text[end]) && letter(text[end - 1])) return nullptr;
  const Word* other = not_.longest_at(text, at);
  return other != nullptr && other->text.size() > word->text.size() ? nullptr : word;
}

std::string UnitReader::per_count(std::string_view text, std::size_t* end) const {
  Unit unit;
  unit.end = skip_blanks(text, *end);
  const std::size_t digit = unit.end + 1;
  if (digit >= text.size() || !is_ascii_digit(static_cast<unsigned char>(text[digit]))) return {};
  per_unit(text, &unit);
  if (!unit.per.empty()) *end = unit.end;
  return without_blanks(unit.per);
}

void UnitReader::per_unit(std::string_view text, Unit* unit) const {
  std::size_t i = unit->end;
  if (i >= text.size() || text[i] != '/') {
    if (unit->word != nullptr) per_word(text, unit);
    return;
  }
  ++i;
  const std::size_t begin = i;
  while (i < text.size() && is_ascii_digit(static_cast<unsigned char>(text[i]))) ++i;
  const bool counted = i > begin;  // per 100,000
  const std::size_t behind = counted ? skip_blanks(text, i) : i;
  const Word* magnitude = magnitudes_.longest_at(text, behind);
  if (magnitude != nullptr) i = behind + magnitude->text.size();
  const Word* word = this->word(text, i);
  if (word == nullptr && magnitude == nullptr) return;
  if (counted && magnitude == nullptr) return;
  if (word != nullptr) i += word->text.size();
  if (word == nullptr && i < text.size()) {  // one ideograph before the end: an unknown unit
    std::size_t next = i;
    const bool han = is_han(next_char(text, next));
    const std::size_t rest = skip_blanks(text, next);
    std::size_t after = rest;
    const bool ends = rest >= text.size() || ends_clause(next_char(text, after)) ||
                      op_after_.longest_at(text, rest) != nullptr;
    if (han && ends && op_after_.longest_at(text, i) == nullptr) i = next;
  }
  unit->per = std::string(text.substr(unit->end, i - unit->end));
  unit->end = i;
}

// "32 µg for every m³", as 32 µg/m³; nothing but a bound behind it.
void UnitReader::per_word(std::string_view text, Unit* unit) const {
  const Word* per = per_.longest_at(text, unit->end);
  if (per == nullptr) return;
  const std::size_t begin = unit->end + per->text.size();
  const Word* word = this->word(text, begin);
  if (word == nullptr || word == unit->word) return;
  const Word* dimension = dimensions_.exact(unit->word->get("dimension"));
  const bool things = dimension != nullptr && dimension->value == "things";
  if (things && word->get("dimension") == "time") return;
  const std::size_t end = begin + word->text.size();
  const std::size_t behind = skip_blanks(text, end);
  std::size_t next = behind;
  const bool ends = behind >= text.size() || text[behind] == ')' ||
                    op_after_.longest_at(text, behind) != nullptr ||
                    ends_clause(next_char(text, next)) ||
                    text.substr(behind).starts_with(kListCommaText);
  if (!ends) return;
  unit->per = "/" + std::string(word->text);
  unit->end = end;
}

void UnitReader::apply(std::string_view text, const Unit& unit, Figure* figure) const {
  if (unit.word != nullptr || unit.printed_unit.empty()) {
    figure->unit = unit.end > unit.printed
                       ? without_blanks(text.substr(unit.printed, unit.end - unit.printed))
                       : std::string();
  }
  figure->number = shift_decimal(figure->value, unit.power);
  if (!figure->value_high.empty())
    figure->number_high = shift_decimal(figure->value_high, unit.power);
  if (unit.word != nullptr) {
    const std::string_view base = unit.word->get("base");
    figure->base_unit = std::string(base.empty() ? unit.word->text : base) + unit.per;
    const Word* known =
        unit.per.empty() ? unit.word : units_.exact(std::string(unit.word->text) + unit.per);
    figure->dimension = known != nullptr ? std::string(known->get("dimension")) : "rate";
  }
  if (unit.about) {
    figure->op = Op::approx;
    // "10000 odd items": the word in between belongs to the operator, not to the unit.
    for (const Word& word : between_.words()) {
      const std::size_t found = figure->unit.find(word.text);
      if (found != std::string::npos && found < figure->unit.size() - word.text.size()) {
        figure->unit.erase(found, word.text.size());
        break;
      }
    }
  }
}

}  // namespace gangmu
