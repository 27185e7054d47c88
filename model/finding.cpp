#include "model/finding.h"

#include <algorithm>
#include <array>

#include "model/sha256.h"

namespace gangmu {

namespace {

struct Row {
  std::string_view name, pattern;
};
constexpr std::array<Row, kCheckCount> kRows = {{
    {"figure.conflict", "\"%1\" is %2 here and %3 there"},
    {"figure.differs", "\"%1\" is %2 here and %3 there; is the same meant?"},
    {"figure.operator", "\"%1\" is \"%2\" here and \"%3\" there"},
    {"figure.direction", "\"%1\" rises by %2 here and falls by as much there"},
    {"table.text", "\"%1\" is %2 in the text and %3 in the table"},
    {"stock.increment", "\"%1\": %2 and %3 more do not make %4"},
    {"stock.decrease", "\"%1\": %2 and %3 fewer do not make %4"},
    {"stock.made", "\"%1\": %2, %3 newly made, and %4 in the end"},
    {"baseline.above", "\"%1\" is to reach %2 and already was %3; is it new ones or all?"},
    {"parts.exceed", "a part of \"%1\" is %2, the whole %3"},
    {"parts.sum", "the parts of \"%1\" add up to %2, the whole is %3"},
    {"parts.rounded", "the parts of \"%1\" add up to %2, the whole is %3, unless all were rounded"},
    {"table.total", "column \"%1\" adds up to %2, its total says %3"},
    {"share.over", "a share of %2: \"%1\""},
    {"share.wrong", "\"%1\" are %2 of %3: %4, not %5"},
    {"mean.wrong", "\"%1\": %2 in %3 years are %4 a year, not %5"},
    {"growth.levels", "\"%1\" from %2 to %3 is %4, not %5"},
    {"growth.rounded", "\"%1\" from %2 to %3 is %4, not %5, unless both were rounded"},
    {"multiple.far", "\"%1\" is %2, beside it \"%3\" %4"},
    {"percent.points", "\"%1\" changes by %2; are percentage points meant?"},
    {"points.level", "\"%1\" reaches %2; is it per cent, or by how much it changes?"},
    {"list.count", "%1 are said, %2 are named: \"%3\""},
    {"list.short", "%1 are said, %2 of them are named: \"%3\""},
    {"list.differs", "two lists of %1 \"%2\" name others: \"%3\" and \"%4\""},
    {"list.item", "two lists of %1 \"%2\" differ in one name alone: \"%3\" and \"%4\""},
    {"heading.count", "the heading \"%1\" says %2, %3 follow below"},
    {"clause.count", "%1 are said, %2 follow: \"%3\""},
    {"clause.order", "\"%1\" does not follow \"%2\""},
    {"contents.differs", "the contents say \"%1\", the heading is \"%2\""},
    {"title.variant", "one document under two titles? \"%1\" and \"%2\""},
    {"title.kind", "\"%1\" and \"%2\" differ in the kind of document alone"},
    {"name.variant", "one name with two nouns: \"%1\" and \"%2\""},
    {"name.mixed", "\"%1\" is also called \"%2\""},
    {"name.near", "\"%1\" or \"%2\"? the names differ by little"},
    {"place.own", "\"%1\" in a plan of \"%2\""},
    {"phrase.number", "one phrase with two numbers: \"%1\" and \"%2\""},
    {"status.conflict", "\"%1\" is still to come here and there already elsewhere"},
    {"unit.missing", "\"%1\" says not of what"},
    {"table.unit", "\"%1\" has no unit, other rows have one"},
    {"mark.unexplained", "no note explains the mark at \"%1\""},
    {"numbering.mixed", "markers of one level have two forms: \"%1\" and \"%2\""},
    {"box.numbering", "some boxes have a number and some have none: \"%1\""},
    {"box.order", "box \"%1\" does not follow \"%2\""},
    {"punctuation.end", "the paragraph ends without a closing mark: \"%1\""},
    {"punctuation.doubled", "two marks where one belongs: \"%1\""},
    {"punctuation.before", "no mark belongs before \"%1\""},
    {"punctuation.narrow", "half-width marks behind ideographs: %1"},
    {"word.repeated", "a word stands twice: \"%1\""},
    {"word.doubled", "a character stands twice: \"%1\""},
    {"word.mistaken", "\"%1\": is \"%2\" meant?"},
    {"period.years", "\"%1\" is %2, not %3"},
    {"period.reversed", "the years run backwards: \"%1\""},
    {"period.outside", "\"%1\" is aimed at for %2, before the plan begins in %3"},
    {"period.beyond", "\"%1\" is aimed at for %2, after the plan ends in %3"},
    {"dated.name", "\"%1\" has been \"%2\" since %3 (%4)"},
}};
constexpr std::array<std::string_view, 3> kDegrees = {"hint", "suspect", "error"};

Degree degree_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return Degree::error;
    case Severity::warning:
      return Degree::suspect;
    case Severity::hint:
      break;
  }
  return Degree::hint;
}

}  // namespace

std::string_view name_of(Degree degree) { return kDegrees[static_cast<std::size_t>(degree)]; }

std::optional<Degree> degree_named(std::string_view name) {
  const auto at = std::find(kDegrees.begin(), kDegrees.end(), name);
  if (at == kDegrees.end()) return std::nullopt;
  return static_cast<Degree>(at - kDegrees.begin());
}

std::string_view name_of(Check check) { return kRows[static_cast<std::size_t>(check)].name; }
std::string_view template_of(Check check) { return kRows[static_cast<std::size_t>(check)].pattern; }

Finding::Side side_of(const Document& document, std::uint32_t ordinal, Span span,
                      std::string quote) {
  Finding::Side side;
  side.document = ordinal;
  side.span = span;
  side.lines = document.source.lines_of(span);
  side.page = document.source.page_of(span.begin);
  side.quote = std::move(quote);
  const auto behind =
      std::partition_point(document.plans.begin(), document.plans.end(),
                           [&](const Plan& plan) { return plan.span.begin <= span.begin; });
  if (behind != document.plans.begin()) {
    side.plan = static_cast<std::uint32_t>(behind - document.plans.begin()) - 1;
  }
  return side;
}

Finding finding_of(const Document& document, std::uint32_t ordinal, const Diagnostic& doubt) {
  Finding finding;
  finding.code = name_of(doubt.code);
  finding.message = doubt.message;
  finding.args = doubt.args;
  finding.degree = degree_of(severity_of(doubt.code));
  const std::string_view line =
      trim(document.source.line(document.source.line_of(doubt.span.begin)));
  finding.sides.push_back(side_of(document, ordinal, doubt.span, std::string(line)));
  set_key(&finding);
  return finding;
}

void set_key(Finding* finding) {
  std::vector<std::string> parts;
  parts.reserve(finding->args.size() + 1);
  for (const std::string& arg : finding->args) parts.push_back(without_blanks(arg));
  // One place is told by its quote; several by what differs, in whichever order they stand.
  if (finding->sides.size() == 1) parts.push_back(without_blanks(finding->sides[0].quote));
  std::sort(parts.begin(), parts.end());
  std::string all(finding->code);
  for (const std::string& part : parts) all += '\n' + part;
  constexpr std::size_t kLength = 12;
  finding->key = std::string(finding->code) + "#" + sha256_hex(all).substr(0, kLength);
}

}  // namespace gangmu
