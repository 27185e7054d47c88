// The sheets of figures: one row an indicator, and one row a figure.

#include "exporters/figure_words.h"
#include "exporters/xlsx_sheets.h"

namespace gangmu {

namespace {

// The year of a figure as a number that shows as "2025" in words, marked where it is inferred;
// in words alone where there are two years or none.
CellContent year_cell(const Described& in, const Target& target) {
  if (!target.period) return {{}, Look::centred};
  const std::optional<int> year = one_year(*target.period);
  if (!year) return {in.period(target), Look::centred};
  std::string around(in.words()(msg("year %1")));
  if (!target.period->stated) around = fill(in.words()(msg("%1 (inferred)")), {around});
  return {std::to_string(*year), Look::centred, true, 0, false, around};
}

CellContent number_cell(std::string text) { return {std::move(text), Look::number, true}; }

void add_indicator(PlanSheet& sheet, Described& in, const IndicatorRow& row, std::size_t ordinal) {
  const Document& document = in.document();
  const Target& main = document.targets[row.main];
  const Target* base = row.base == kNone ? nullptr : &document.targets[row.base];
  sheet.add({{std::to_string(ordinal), Look::centred, true},
             {in.plan_title(document.nodes[main.node].plan)},
             {row.category},
             {main.indicator},
             {main.unit, Look::centred},
             base == nullptr ? CellContent{} : year_cell(in, *base),
             base == nullptr ? CellContent{} : number_cell(base_words(in.words(), *base, main)),
             year_cell(in, main),
             number_cell(value_words(in.words(), main)),
             {in.stated(row), Look::text, false, 1},
             {in.nature(row.binding), Look::centred},
             {measure_words(in.words(), main), Look::centred},
             {in.place_text(main.span)}});
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : " ") + part;
  return text;
}

void add_figure(PlanSheet& sheet, Described& in, const Target& target) {
  const auto headings = in.headings(target.node);
  std::string measure = measure_words(in.words(), target);
  if (!target.relative_to.empty()) {
    measure += in.words()(msg("; "));
    measure += fill(in.words()(msg("relative to %1")), {target.relative_to});
  }
  const bool has_value = !target.value.empty() || !target.text_value.empty();
  sheet.add({{in.word("status ", name_of(target.status)), Look::centred},
             {target.indicator},
             {in.printed(target.span)},
             {has_value ? operator_words(in.words(), target.op) : "", Look::centred},
             number_cell(target.value.empty() ? target.text_value : target.value),
             number_cell(target.value_high),
             {target.unit, Look::centred},
             {target.number, Look::number, true, 0, true},
             {target.base_unit, Look::centred},
             {measure, Look::centred},
             {in.period(target), Look::centred},
             {joined(target.marks), Look::centred},
             {in.plan_title(in.document().nodes[target.node].plan)},
             {headings[0]},
             {headings[1]},
             {headings[2]},
             {target.quote},
             {in.place_text(target.span)}});
}

}  // namespace

void add_indicators(Workbook& book, std::span<Described> documents) {
  PlanSheet sheet(book, msg("Indicators"),
                  {{msg("No."), 7},
                   {msg("Plan"), 40},
                   {msg("Category"), 14},
                   {msg("Indicator"), 38},
                   {msg("Unit"), 10},
                   {msg("Base year"), 15},
                   {msg("Base value"), 12},
                   {msg("Target year"), 15},
                   {msg("Target value"), 12},
                   {msg("Target as stated"), 36},
                   {msg("Nature"), 10},
                   {msg("Measure"), 12},
                   {msg("Source"), 14}},
                  1, documents);
  std::size_t ordinal = 0;
  for (Described& in : documents) {
    for (const IndicatorRow& row : indicator_rows(in.document())) {
      add_indicator(sheet, in, row, ++ordinal);
    }
  }
  sheet.finish();
}

void add_figures(Workbook& book, std::span<Described> documents) {
  PlanSheet sheet(book, msg("Figures"),
                  {{msg("Status"), 10},
                   {msg("Indicator of figure"), 36},
                   {msg("Figure as printed"), 14},
                   {msg("Operator"), 9},
                   {msg("Value"), 11},
                   {msg("Upper value"), 11},
                   {msg("Unit"), 10},
                   {msg("Converted value"), 20},
                   {msg("Converted unit"), 10},
                   {msg("Measure"), 12},
                   {msg("Period"), 20},
                   {msg("Marks"), 7},
                   {msg("Plan"), 40},
                   {msg("Heading 1"), 26},
                   {msg("Heading 2"), 26},
                   {msg("Heading 3"), 26},
                   {msg("Quote"), 50},
                   {msg("Source"), 14}},
                  12, documents);
  for (Described& in : documents) {
    for (const Target& target : in.document().targets) add_figure(sheet, in, target);
  }
  sheet.finish();
}

}  // namespace gangmu
