// The sheets of figures: one row an indicator, and one row a figure.

#include <optional>

#include "exporters/figure_words.h"
#include "exporters/ids.h"
#include "exporters/json_writer.h"
#include "exporters/xlsx_sheets.h"

namespace gangmu {

CellContent number_cell(std::string text, std::string around) {
  CellContent cell = {std::move(text), Look::number, true};
  if (cell.text.empty() || around.empty()) return cell;
  if (double_of(cell.text)) {
    cell.around = std::move(around);
  } else {
    cell.text = fill(around, {cell.text});
  }
  return cell;
}

namespace {

// A value under the head of its year: a number. One of another year or of none is text and says so.
CellContent value_cell(const Words& words, std::string text, const Target& target,
                       std::optional<int> usual) {
  const std::optional<int> year = last_year(target);
  std::string around = around_value(words, target);
  if (text.empty() || (year && year == usual)) {
    return number_cell(std::move(text), std::move(around));
  }
  if (!around.empty()) text = fill(around, {text});
  std::string when = target.period ? period_words(words, *target.period) : "";
  if (when.empty()) when = words(msg("year not said"));
  return {fill(words(msg("%1 (%2)")), {text, when}), Look::number};
}

// What a plan states, with a mark where no words say for which year.
std::string stated_text(const Described& in, const IndicatorRow& row) {
  const Target& main = in.document().targets[row.main];
  std::string text = in.stated(row);
  if (!main.period || main.period->stated) return text;
  const std::string told = fill(in.words()(msg("%1, inferred")), {""});
  if (text.find(told) != text.npos) return text;
  return fill(in.words()(msg("%1 (%2)")), {text, in.words()(msg("year inferred"))});
}

// The years that most base values and target values are of.
struct UsualYears {
  std::optional<int> base, target;
};

ColumnHead year_head(const char* plain, const char* of_year, std::optional<int> year) {
  if (!year) return {plain, 14};
  return {of_year, 14, std::to_string(*year)};
}

void add_indicator(PlanSheet& sheet, Described& in, const IndicatorRow& row, std::size_t ordinal,
                   const UsualYears& usual) {
  const Document& document = in.document();
  const Words& words = in.words();
  const Target& main = document.targets[row.main];
  const Target* base = row.base == kNone ? nullptr : &document.targets[row.base];
  // What is only stated for a year beyond the plan has no value for its last year.
  const auto& end = document.plans[document.nodes[main.node].plan].end;
  const bool beyond = end && last_year(main) && *last_year(main) > *end;
  const Target* horizon = row.horizon != kNone ? &document.targets[row.horizon]
                          : beyond             ? &main
                                               : nullptr;
  const std::string agrees =
      row.others.empty() ? "" : std::string(words(row.agrees ? msg("agrees") : msg("differs")));
  sheet.add(
      {{std::to_string(ordinal), Look::centred, true},
       {in.plan_title(document.nodes[main.node].plan)},
       {row.category},
       {main.indicator},
       {main.unit, Look::centred},
       base == nullptr ? CellContent{}
                       : value_cell(words, base_words(words, *base, main), *base, usual.base),
       beyond ? CellContent{} : value_cell(words, value_words(words, main), main, usual.target),
       {stated_text(in, row), Look::text, false, 1},
       horizon == nullptr ? CellContent{}
                          : value_cell(words, value_words(words, *horizon), *horizon, std::nullopt),
       {in.nature(row.binding), Look::centred},
       {measure_words(words, main), Look::centred},
       {in.elsewhere(row)},
       {agrees, Look::centred},
       {},
       {},
       {in.place_text(main.span)}},
      indicator_key(main));
}

std::string joined(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : " ") + part;
  return text;
}

void add_figure(PlanSheet& sheet, Described& in, const Target& target, const std::string& key) {
  const auto headings = in.headings(target.node);
  std::string measure = measure_words(in.words(), target);
  if (!target.relative_to.empty()) {
    measure += in.words()(msg("; "));
    measure += fill(in.words()(msg("relative to %1")), {target.relative_to});
  }
  const std::string around = around_value(in.words(), target);
  const bool has_value = !target.value.empty() || !target.text_value.empty();
  sheet.add({{in.word("status ", name_of(target.status)), Look::centred},
             {target.indicator},
             {in.printed(target.span)},
             {has_value ? operator_words(in.words(), target.op) : "", Look::centred},
             number_cell(target.value.empty() ? target.text_value : target.value, around),
             number_cell(target.value_high, around),
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
             {whole_quote(in.document(), target)},
             {in.place_text(target.span)}},
            key + " " + target.indicator);
}

class IndicatorsSheet : public RowsPart {
 public:
  IndicatorsSheet(Workbook& book, const Overview& all)
      : IndicatorsSheet(book, all, {all.usual_base(), all.usual_target()}) {}

 private:
  IndicatorsSheet(Workbook& book, const Overview& all, UsualYears usual)
      : RowsPart(PlanSheet(book, msg("Indicators"),
                           {{msg("No."), 7},
                            {msg("Plan"), 40},
                            merged_head(msg("Category"), 14),
                            {msg("Indicator"), 38},
                            {msg("Unit"), 10},
                            year_head(msg("Base value"), msg("Base value of %1"), usual.base),
                            year_head(msg("Target value"), msg("Target value of %1"), usual.target),
                            {msg("Target as stated"), 36},
                            {msg("Value beyond the plan"), 16},
                            {msg("Nature"), 10},
                            {msg("Measure"), 12},
                            unprinted_head(msg("Figures in other places"), 34),
                            unprinted_head(msg("Agreement"), 10),
                            {msg("Responsible body"), 18},
                            {msg("Source of data"), 18},
                            place_head(msg("Source"), 14, all)},
                           1, 3, all)),
        usual_(usual) {}
  void add_rows(Described& in) override {
    for (const IndicatorRow& row : indicator_rows(in.document())) {
      add_indicator(sheet_, in, row, ++ordinal_, usual_);
    }
  }

  const UsualYears usual_;
  std::size_t ordinal_ = 0;
};

class FiguresSheet : public RowsPart {
 public:
  FiguresSheet(Workbook& book, const Overview& all)
      : RowsPart(PlanSheet(book, msg("Figures"),
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
                            place_head(msg("Source"), 14, all)},
                           12, 16, all)) {}

 private:
  void add_rows(Described& in) override {
    const std::vector<std::string> keys = node_keys(in.document());
    for (const Target& target : in.document().targets) {
      add_figure(sheet_, in, target, keys[target.node]);
    }
  }
};

}  // namespace

std::unique_ptr<BookPart> indicators_sheet(Workbook& book, const Overview& all,
                                           const ExportOptions&) {
  return std::make_unique<IndicatorsSheet>(book, all);
}

std::unique_ptr<BookPart> figures_sheet(Workbook& book, const Overview& all, const ExportOptions&) {
  return std::make_unique<FiguresSheet>(book, all);
}

}  // namespace gangmu
