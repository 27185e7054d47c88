#include "parser/work_facts.h"

#include <algorithm>

#include "parser/marks.h"

namespace gangmu {

namespace {

Span span_of(std::size_t begin, std::size_t end) {
  return {static_cast<Offset>(begin), static_cast<Offset>(end)};
}

}  // namespace

WorkFacts::WorkFacts(const Grammar& grammar)
    : labels_(grammar.words("work_column")),
      stages_(grammar.words("work_stage")),
      quantities_(grammar) {}

WorkFacts::Told WorkFacts::read(std::string_view folded) {
  Told told;
  quantities_.scan(folded, &found_);
  std::size_t begin = 0;
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t from = at;
    const char32_t c = next_char(folded, at);
    if (!ends_clause(c) && !ends_sentence(c)) continue;
    read_part(folded, begin, from, &told);
    begin = at;
  }
  read_part(folded, begin, folded.size(), &told);
  if (told.years.empty()) told.years = built(folded);
  return told;
}

void WorkFacts::read_part(std::string_view folded, std::size_t begin, std::size_t end,
                          Told* told) const {
  begin = skip_blanks(folded, begin);
  const std::string_view part = folded.substr(0, end);
  const Word* label = begin < end ? labels_.longest_at(part, begin) : nullptr;
  if (label == nullptr) return;
  std::size_t at = skip_blanks(part, begin + label->text.size());
  const bool colon = part.substr(at, 1) == ":";
  if (colon) at = skip_blanks(part, at + 1);
  const auto figure = std::partition_point(found_.figures.begin(), found_.figures.end(),
                                           [&](const Quantity& own) { return own.from < at; });
  const auto time = first_from(found_.times, at);
  if (label->value == "investment" && told->investment.empty()) {
    const bool money = figure != found_.figures.end() && figure->dimension == "money";
    if (money && figure->from == at && figure->end <= end) {
      const bool bounded = figure->op != Op::eq;  // with the words that say so
      told->investment = bounded ? span_of(figure->from, std::min<std::size_t>(figure->to, end))
                                 : span_of(figure->begin, figure->end);
    }
  } else if (label->value == "years" && told->years.empty()) {
    const bool here = time != found_.times.end() && time->begin == at && time->last;
    if (here && time->end <= end) told->years = span_of(time->begin, time->end);
  } else if (label->value == "place" && told->place.empty() && colon) {
    told->place = span_of(at, skip_blanks_back(folded, end));
  }
}

// Times with a stage of building behind them, one right behind the other.
Span WorkFacts::built(std::string_view folded) const {
  Span out;
  for (const TimeRef& time : found_.times) {
    const Word* stage = time.last ? stages_.longest_at(folded, time.end) : nullptr;
    if (stage == nullptr || !stage->value.empty()) continue;
    const std::size_t end = time.end + stage->text.size();
    if (out.empty()) {
      out = span_of(time.begin, end);
      continue;
    }
    const std::string_view between = folded.substr(out.end, time.begin - out.end);
    if (char_count(between) > 1) break;
    out.end = static_cast<Offset>(end);
  }
  return out;
}

}  // namespace gangmu
