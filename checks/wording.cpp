#include "checks/wording.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>

#include "checks/fields.h"
#include "parser/times.h"

namespace gangmu {

namespace {

// A span of years in digits at `at`: "2016-2020", with the word for year behind each or not.
struct Years {
  int first = 0, last = 0;
  std::size_t begin = 0, end = 0;
};

class YearSpans {
 public:
  explicit YearSpans(const Grammar& grammar)
      : range_(grammar.words("range")), year_(grammar.words("time_year")) {}

  std::optional<Years> at(std::string_view text, std::size_t begin) const {
    const auto first = year_at(text, begin);
    if (!first) return std::nullopt;
    std::size_t at = skip_blanks(text, first->end);
    const Word* joint = range_.longest_at(text, at);
    if (joint == nullptr) return std::nullopt;
    const auto last = year_at(text, skip_blanks(text, at + joint->text.size()));
    if (!last) return std::nullopt;
    return Years{first->first, last->first, begin, last->end};
  }

  // A year of four digits and the word behind it, if it stands there.
  std::optional<Years> year_at(std::string_view text, std::size_t begin) const {
    constexpr std::size_t kDigits = 4;
    if (begin > 0 && is_ascii_digit(static_cast<unsigned char>(text[begin - 1]))) {
      return std::nullopt;
    }
    const auto number = number_at(text, begin);
    if (!number || !number->integer || number->end - begin != kDigits) return std::nullopt;
    const int year = std::stoi(number->value);
    if (year < 1900 || year > 2100) return std::nullopt;
    std::size_t end = number->end;
    const std::size_t sign = skip_blanks(text, end);
    if (const Word* word = year_.longest_at(text, sign)) end = sign + word->text.size();
    return Years{year, year, begin, end};
  }

 private:
  const WordTable &range_, &year_;
};

void check_spans(const Checked& in, const FieldText& field, Findings* findings) {
  const YearSpans spans(in.grammar);
  const std::string& text = field.folded.text;
  for (std::size_t at = text.find_first_of("12"); at != text.npos;
       at = text.find_first_of("12", at)) {
    const auto years = spans.at(text, at);
    at = years ? years->end : at + 1;
    if (!years || years->first <= years->last) continue;
    const Slice slice = field.at(years->begin, years->end);
    findings->add(Check::period_reversed, {std::string(in.document.text(slice))},
                  {in.side(slice, field.slice)});
  }
}

// A five-year plan with its years in brackets behind it.
void check_plan_years(const Checked& in, const FieldText& field, Findings* findings) {
  const WordTable& plans = in.grammar.words("five_year");
  const WordTable& tails = in.grammar.words("check_plan_tail");
  const YearSpans spans(in.grammar);
  const std::string& text = field.folded.text;
  std::size_t from = 0, at = 0;
  while (const Word* word = plans.find(text, from, &at)) {
    const std::size_t begin = at;
    from = begin + word->text.size();
    std::size_t end = skip_blanks(text, from);
    for (const std::string_view close : {"\u201D", "\""}) {
      if (std::string_view(text).substr(end).starts_with(close)) end += close.size();
    }
    if (const Word* tail = tails.longest_at(text, end)) end += tail->text.size();
    end = skip_blanks(text, end);
    if (end >= text.size() || text[end] != '(') continue;
    const auto years = spans.at(text, skip_blanks(text, end + 1));
    if (!years) continue;
    const int first = first_year_of_plan(std::stoi(std::string(word->value)));
    if (years->first == first && years->last == first + kYearsOfPlan - 1) continue;
    std::size_t name = begin, behind = from;  // without quotation marks
    for (const std::string_view mark : {"\u201C", "\u201D", "\""}) {
      const std::string_view word_text = std::string_view(text).substr(name, behind - name);
      if (word_text.starts_with(mark)) name += mark.size();
      if (word_text.ends_with(mark)) behind -= mark.size();
    }
    const Slice named = field.at(name, behind), slice = field.at(begin, years->end);
    findings->add(Check::period_years,
                  {std::string(in.document.text(named)),
                   fmt::format("{}\u2014{}", first, first + kYearsOfPlan - 1),
                   fmt::format("{}\u2014{}", years->first, years->last)},
                  {in.side(slice, field.slice)});
  }
}

// "By the end of 2012" where a plan from 2021 on says what is to be done.
void check_past_years(const Checked& in, const FieldText& field, Findings* findings) {
  const Plan& plan = in.document.plans[field.node.plan];
  const bool aims = field.node.role == Role::goals || field.node.role == Role::tasks;
  if (!aims || !plan.start) return;
  const YearSpans spans(in.grammar);
  const WordTable& until = in.grammar.words("check_until");
  const WordTable& span = in.grammar.words("check_span_from");
  const std::string_view text = field.folded.text;
  for (std::size_t at = text.find_first_of("12"); at != text.npos;
       at = text.find_first_of("12", at)) {
    const auto year = spans.year_at(text, at);
    at = year ? year->end : at + 1;
    constexpr std::size_t kDigits = 4;
    if (!year || year->end == year->begin + kDigits || year->first >= *plan.start - 1) continue;
    const std::string_view before = trim(text.substr(0, year->begin));
    const Word* word = until.longest_at_end(before);
    if (word == nullptr) continue;
    const std::size_t begin = before.size() - word->text.size();
    std::size_t clause = begin;
    while (clause > 0) {
      std::size_t from = clause;
      const char32_t c = previous_char(text, from);
      if (c == ',' || c == ';' || c == 0x3002 || c == 0x3001 || c == ':') break;
      clause = from;
    }
    std::size_t found = 0;
    if (span.find(text.substr(clause, begin - clause), 0, &found) != nullptr) continue;
    const Slice slice = field.at(begin, year->end);
    const auto& targets = in.document.targets;
    const bool told = std::any_of(targets.begin(), targets.end(), [&](const Target& target) {
      return target.node == field.index && target.period && target.period->end == year->first;
    });
    if (told) continue;  // with its figure
    findings->add(Check::period_outside,
                  {std::string(in.document.text(slice)), std::to_string(year->first),
                   std::to_string(*plan.start)},
                  {in.side(slice, field.slice)});
  }
}

// The words by which somebody is to have done something, of a year before the plan begins.
void check_deadlines(const Checked& in, Findings* findings) {
  for (const Task& task : in.document.tasks) {
    const Plan& plan = in.document.plans[in.document.nodes[task.node].plan];
    const bool stated = task.deadline && task.deadline->stated && task.deadline->end;
    if (!stated || !plan.start || *task.deadline->end >= *plan.start - 1) continue;
    findings->add(
        Check::period_outside,
        {task.deadline_words, std::to_string(*task.deadline->end), std::to_string(*plan.start)},
        {in.side(task.at, task.at)});
  }
}

}  // namespace

namespace {

// "Reviewed half-way in 2019" in a plan that begins in 2021.
void check_reviews(const Checked& in, const FieldText& field, Findings* findings) {
  const Plan& plan = in.document.plans[field.node.plan];
  const bool ours = field.node.role == Role::safeguards || field.node.role == Role::tasks;
  if (!ours || !plan.start) return;
  const WordTable& reviews = in.grammar.words("check_review");
  const YearSpans spans(in.grammar);
  const std::string_view text = field.folded.text;
  std::size_t from = 0, at = 0;
  while (const Word* word = reviews.find(text, from, &at)) {
    from = at + word->text.size();
    std::size_t begin = at;
    std::optional<Years> year;
    while (begin > 0 && !year) {
      std::size_t next = begin;
      const char32_t c = previous_char(text, next);
      if (c == ',' || c == ';' || c == 0x3002 || c == ':' || c == 0x300B) break;
      begin = next;
      if (c == '1' || c == '2') year = spans.year_at(text, begin);
    }
    if (!year || year->first >= *plan.start) continue;
    const Slice slice = field.at(begin, from);
    findings->add(Check::period_outside,
                  {std::string(in.document.text(slice)), std::to_string(year->first),
                   std::to_string(*plan.start)},
                  {in.side(slice, field.slice)});
  }
}

}  // namespace

void check_periods(const Checked& in, Findings* findings) {
  check_deadlines(in, findings);
  for_each_field(in, true, [&](const FieldText& field) {
    check_spans(in, field, findings);
    if (field.field != Field::cell) {
      check_past_years(in, field, findings);
      check_reviews(in, field, findings);
    }
    check_plan_years(in, field, findings);
  });
  std::pair<std::uint32_t, int> told = {kNone, 0};  // the last node and year beyond the plan
  for (const Target& target : in.document.targets) {
    const Node& node = in.document.nodes[target.node];
    const Plan& plan = in.document.plans[node.plan];
    const bool aims = node.role == Role::goals || node.role == Role::tasks;
    const bool by = target.period && target.period->stated && target.period->end &&
                    target.period->kind == PeriodKind::by && target.field != Field::cell;
    if (!aims || !by || !plan.start) continue;
    // Years of five are those of the plans to come.
    constexpr int kNear = 4, kStep = 5;
    const int year = *target.period->end;
    const bool beyond = plan.end && year > *plan.end && year <= *plan.end + kNear;
    if (beyond && year % kStep != 0 && told != std::pair(target.node, year)) {
      told = {target.node, year};
      findings->add(Check::period_beyond,
                    {target.indicator, std::to_string(year), std::to_string(*plan.end)},
                    {in.side(target)});
    }
    if (year >= *plan.start - 1) continue;
    findings->add(
        Check::period_outside,
        {target.indicator, std::to_string(*target.period->end), std::to_string(*plan.start)},
        {in.side(target)});
  }
}

namespace {

// "2021-07": the month in which the plan was made, as far as it says; plans without a date are of
// the year in which they begin.
std::string month_of(const Plan& plan) {
  constexpr std::size_t kMonth = 7;  // "2021-07"
  if (plan.facts.date && plan.facts.date->value.size() >= kMonth) {
    return plan.facts.date->value.substr(0, kMonth);
  }
  return plan.start ? std::to_string(*plan.start) + "-01" : "";
}

}  // namespace

void check_dated(const Checked& in, Findings* findings) {
  const WordTable& dated = in.grammar.words("check_dated");
  const WordTable& known = in.grammar.words("check_dated_known");
  const WordTable& laws = in.grammar.words("check_law_prefix");
  std::set<std::pair<std::uint32_t, const Word*>> told;  // once a plan
  for_each_field(in, true, [&](const FieldText& field) {
    const std::string& text = field.folded.text;
    std::size_t from = 0, at = 0;
    while (const Word* word = dated.find(text, from, &at)) {
      from = at + word->text.size();
      const std::string_view since = word->get("since");
      const std::string month = month_of(in.document.plans[field.node.plan]);
      // In title marks it is the name of a document of its time.
      constexpr std::size_t kTitle = 300;  // bytes of a title
      const std::string_view before =
          std::string_view(text).substr(at - std::min(at, kTitle), std::min(at, kTitle));
      const std::size_t open = before.rfind("\u300A"), close = before.rfind("\u300B");
      const bool law = laws.longest_at_end(std::string_view(text).substr(0, at)) != nullptr &&
                       std::string_view(text).substr(from).starts_with("\u300B");
      const bool titled = open != before.npos && (close == before.npos || close < open) && !law;
      const bool past = known.longest_at_end(std::string_view(text).substr(0, at)) != nullptr;
      if (since.empty() || month.empty() || month < since || titled || past) continue;
      if (!told.insert({field.node.plan, word}).second) continue;
      const Slice slice = field.at(at, from);
      findings->add(Check::dated_name,
                    {std::string(in.document.text(slice)), std::string(word->value),
                     std::string(since), std::string(word->get("by"))},
                    {in.side(slice, field.slice)});
    }
  });
}

}  // namespace gangmu
