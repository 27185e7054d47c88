#include "exporters/compare_rows.h"

#include <array>

#include "exporters/figure_words.h"

namespace gangmu {

namespace {

constexpr std::array<Verdict, 8> kOrder = {
    Verdict::weaker, Verdict::missing,  Verdict::mentioned,  Verdict::unclear,
    Verdict::part,   Verdict::stronger, Verdict::consistent, Verdict::added};

std::string verdict_words(const Words& words, Verdict verdict) {
  return std::string(words(std::string("verdict ").append(name_of(verdict))));
}

std::string figure_words(const Words& words, const AlignedFigure& figure) {
  Target target;
  static_cast<Figure&>(target) = figure;
  target.text_value = figure.text_value;
  target.relative_to = figure.relative_to;
  target.falls = figure.falls;
  target.measure = figure.measure;
  target.period = figure.period;
  const bool yearly = figure.period && figure.period->kind == PeriodKind::annual;
  const bool plain = figure.measure == Measure::level || figure.measure == Measure::share ||
                     figure.measure == Measure::rank || figure.measure == Measure::multiple;
  std::string text = stated_words(words, target, figure.printed);
  if (!figure.falls && (yearly || !plain)) text = measure_words(words, target) + " " + text;
  const bool timeless = yearly && !figure.period->start && !figure.period->end;
  const std::string when =
      figure.period && !timeless ? period_words(words, *figure.period) : std::string();
  return when.empty() ? text : text + std::string(fill(words(msg("(%1)")), {when}));
}

std::string task_words(const Words& words, const Aligned& task) {
  std::string text = task.deadline ? period_words(words, *task.deadline) : "";
  for (std::size_t i = 0; i < task.leaders.size(); ++i) {
    if (i == 0 && !text.empty()) text += words(msg("; "));
    if (i > 0) text += words(msg("joint of a list"));
    text += task.leaders[i];
  }
  return text;
}

CompareSide side_of(const Words& words, const Aligned& from) {
  CompareSide side;
  side.name = with_marker(from.marker, from.name);
  side.said = from.figure ? figure_words(words, *from.figure) : task_words(words, from);
  side.under = from.under;
  if (from.quote != from.name) side.quote = from.quote;
  const std::string line = std::to_string(from.lines.first);
  side.place = from.page ? fill(words(msg("page %1, line %2")), {std::to_string(*from.page), line})
                         : fill(words(msg("line %1")), {line});
  return side;
}

std::string why_of(const Words& words, const Answer& answer) {
  std::string text;
  if (!answer.share.empty()) text = fill(words(msg("%1% of what is set above")), {answer.share});
  for (const Weighed& weighed : answer.grounds) {
    std::string id = std::string("ground ").append(name_of(weighed.ground));
    if (weighed.sense != 0) id += weighed.sense > 0 ? " more" : " less";
    if (!text.empty()) text += words(msg("; "));
    text += words(id);
  }
  return text;
}

}  // namespace

std::vector<CompareRow> compare_rows(const Alignment& alignment,
                                     const std::vector<AlignmentRow>& rows, const Words& words) {
  std::vector<CompareRow> out;
  for (const AlignmentRow& row : rows) {
    CompareRow told;
    told.verdict = row.verdict;
    told.verdict_words = verdict_words(words, row.verdict);
    if (row.above) {
      told.plan = row.above->plan;
      told.above = side_of(words, *row.above);
      if (row.above->figure && row.above->figure->binding) {
        told.nature = words(*row.above->figure->binding ? msg("binding") : msg("anticipatory"));
      }
    } else if (!row.answers.empty()) {
      told.plan = row.answers.front().below.plan;
      told.above.name = side_of(words, row.answers.front().below).name;
    }
    for (const Answer& answer : row.answers) {
      if (answer.below.plan >= alignment.plans.size()) continue;
      told.below.push_back({answer.below.plan, answer.verdict, verdict_words(words, answer.verdict),
                            why_of(words, answer), side_of(words, answer.below)});
    }
    out.push_back(std::move(told));
  }
  return out;
}

std::string compare_summary(const std::vector<Verdict>& verdicts, const Words& words) {
  std::array<std::size_t, kOrder.size()> counts = {};
  for (const Verdict verdict : verdicts) ++counts[static_cast<std::size_t>(verdict)];
  std::string text;
  for (const Verdict verdict : kOrder) {
    const std::size_t count = counts[static_cast<std::size_t>(verdict)];
    if (count == 0) continue;
    if (!text.empty()) text += words(msg("joint of a list"));
    text += verdict_words(words, verdict) + " " + std::to_string(count);
  }
  return text;
}

std::string left_out_words(const LeftOut& left, const Words& words) {
  std::string text(words(std::string("left out ").append(name_of(left.reason))));
  if (!left.code.empty()) text += fill(words(msg("(%1)")), {left.code});
  return text;
}

const std::string& name_of(const AlignedPlan& plan) {
  return plan.title.empty() ? plan.file : plan.title;
}

std::vector<std::uint32_t> plans_of(const Alignment& alignment, bool above) {
  std::vector<std::uint32_t> out;
  for (std::uint32_t i = 0; i < alignment.plans.size(); ++i) {
    if (alignment.plans[i].above == above) out.push_back(i);
  }
  return out;
}

}  // namespace gangmu
