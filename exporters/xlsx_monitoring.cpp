// The sheet in which an office follows indicators from year to year. What is due and what is
// reached are formulas, with the results that their cells have now.

#include <algorithm>
#include <set>

#include "exporters/indicator_rows.h"
#include "exporters/json_writer.h"
#include "exporters/xlsx_sheets.h"

namespace gangmu {

namespace {

constexpr int kMostYears = 10;  // columns of years

}  // namespace

std::vector<int> years_of(std::span<const Described> documents) {
  std::set<int> years;
  for (const Described& in : documents) {
    for (const Plan& plan : in.document().plans) {
      if (!plan.start || !plan.end || *plan.end - *plan.start >= kMostYears) continue;
      for (int year = *plan.start; year <= *plan.end; ++year) years.insert(year);
    }
  }
  return {years.begin(), years.end()};
}

namespace {

// Columns before those of years: plan, indicator, unit, base value, target value.
constexpr std::size_t kBase = 3, kTarget = 4, kFirstYear = 5;

// What is added over the years is summed; a level is measured from its start.
bool is_sum(const Target& target) {
  return target.measure == Measure::increment || target.measure == Measure::flow ||
         std::find(target.marks.begin(), target.marks.end(), "[]") != target.marks.end();
}

// What may not be exceeded, ranks, changes and levels without a start have no share of completion.
bool is_followed(const Target& target, bool has_base) {
  return target.op != Op::le && target.op != Op::lt && target.op != Op::rank &&
         target.measure != Measure::growth && target.measure != Measure::rank && !target.falls &&
         target.dimension != "points" && target.value_high.empty() && (is_sum(target) || has_base);
}

std::optional<double> number_in(const CellContent& cell) {
  return cell.number ? double_of(cell.text) : std::nullopt;
}

class Monitoring {
 public:
  // `gone`: columns that are not shown before the others.
  Monitoring(std::size_t years, std::size_t gone) : years_(years), gone_(gone) {}

  std::string due() const {
    return "=IF(" + count() + "=0,\"\"," + count() + "/" + std::to_string(years_) + ")";
  }
  std::string share(bool sum) const {
    const std::string reached = sum ? "SUM(" + actual() + ")/" + cell(kTarget)
                                    : "(LOOKUP(9E+307," + actual() + ")-" + cell(kBase) + ")/(" +
                                          cell(kTarget) + "-" + cell(kBase) + ")";
    return "=IF(" + count() + "=0,\"\"," + reached + ")";
  }

  // The results of both formulas in a row.
  void settle(std::vector<CellContent>* cells) const {
    std::optional<double> last;
    double sum = 0;
    std::size_t count = 0;
    for (std::size_t y = 0; y < years_; ++y) {
      const std::optional<double> value = number_in((*cells)[kFirstYear - gone_ + y]);
      if (!value) continue;
      ++count;
      sum += *value;
      last = value;
    }
    CellContent& due = (*cells)[kFirstYear - gone_ + years_];
    CellContent& share = (*cells)[kFirstYear - gone_ + years_ + 1];
    if (due.formula.empty() || count == 0) return;
    due.result = static_cast<double>(count) / static_cast<double>(years_);
    const std::optional<double> target = number_in((*cells)[kTarget - gone_]);
    const double base = number_in((*cells)[kBase - gone_]).value_or(0);
    const bool sums = share.formula.find("SUM(") != std::string::npos;
    if (!target) return;
    if (sums && *target != 0) share.result = sum / *target;
    if (!sums && *target != base) share.result = (*last - base) / (*target - base);
  }

 private:
  std::string cell(std::size_t column) const {
    const std::size_t at = column - gone_;
    std::string name;
    if (at >= 26) name += static_cast<char>('A' + at / 26 - 1);
    name += static_cast<char>('A' + at % 26);
    return name + "#";
  }
  std::string actual() const { return cell(kFirstYear) + ":" + cell(kFirstYear - 1 + years_); }
  std::string count() const { return "COUNT(" + actual() + ")"; }

  std::size_t years_, gone_;
};

}  // namespace

void add_monitoring(Workbook& book, std::span<Described> documents, Typed* typed) {
  const std::vector<int> years = years_of(documents);
  std::vector<ColumnHead> columns = {{msg("Plan"), 34},
                                     {msg("Indicator"), 38},
                                     {msg("Unit"), 10},
                                     {msg("Base value"), 12},
                                     {msg("Target value"), 12}};
  for (const int year : years)
    columns.push_back({msg("Actual value of %1"), 12, std::to_string(year)});
  columns.push_back({msg("Due progress"), 12});
  columns.push_back({msg("Share completed"), 12});
  columns.push_back({msg("Causes"), 30});
  columns.push_back(place_head(msg("Source"), 14, documents));
  PlanSheet sheet(book, msg("Monitoring"), columns, 0, 1, documents);
  // Cells are named from where they stand once the column of plans is left out.
  const std::size_t gone = !documents.empty() && documents.front().one_plan() ? 1 : 0;
  const Monitoring formulas(years.size(), gone);
  sheet.settle_with([&](std::vector<CellContent>* cells) { formulas.settle(cells); });
  for (Described& in : documents) {
    const Document& document = in.document();
    for (const IndicatorRow& row : indicator_rows(document)) {
      const Target& main = document.targets[row.main];
      if (main.status != TargetStatus::target || main.value.empty()) continue;
      const Target* base = row.base == kNone ? nullptr : &document.targets[row.base];
      const std::string base_value = base != nullptr && base->unit == main.unit ? base->value : "";
      std::vector<CellContent> cells = {{in.plan_title(document.nodes[main.node].plan)},
                                        {main.indicator},
                                        {main.unit, Look::centred},
                                        {base_value, Look::number, true},
                                        {main.value, Look::number, true}};
      cells.resize(kFirstYear + years.size(), {{}, Look::number});
      CellContent due{{}, Look::number}, share{{}, Look::number};
      if (!years.empty() && is_followed(main, !base_value.empty())) {
        due.formula = formulas.due();
        share.formula = formulas.share(is_sum(main));
      }
      cells.push_back(due);
      cells.push_back(share);
      cells.push_back({});
      cells.push_back({in.place_text(main.span)});
      sheet.add(std::move(cells), indicator_key(main));
    }
  }
  sheet.finish(typed);
}

}  // namespace gangmu
