// The sheet in which an office follows indicators from year to year. What is due and what is
// reached are formulas, with the results that their cells have now.

#include <algorithm>

#include "exporters/figure_words.h"
#include "exporters/indicator_rows.h"
#include "exporters/json_writer.h"
#include "exporters/xlsx_sheets.h"

namespace gangmu {

namespace {

// Columns before those of years: plan, indicator, unit, base value, target value.
constexpr std::size_t kBase = 3, kTarget = 4, kFirstYear = 5;

// What is added over the years is summed; a level is measured from its start.
bool is_sum(const Target& target) {
  return target.measure == Measure::increment || target.measure == Measure::flow ||
         std::find(target.marks.begin(), target.marks.end(), "[]") != target.marks.end();
}

// What comes back each year is measured each year.
bool is_yearly(const Target& target) {
  return target.period && target.period->kind == PeriodKind::annual;
}

std::optional<double> number_in(const CellContent& cell) {
  return cell.number ? double_of(cell.text) : std::nullopt;
}

// What may not be exceeded, ranks, changes and levels without a start have no share of completion.
bool is_followed(const Target& target, const CellContent& base, const CellContent& goal) {
  const bool is_stock = target.op != Op::le && target.op != Op::lt && target.op != Op::rank &&
                        target.measure != Measure::growth && target.measure != Measure::rank &&
                        !target.falls && target.dimension != "points";
  const std::optional<double> to = number_in(goal), from = number_in(base);
  if (!is_stock || !to) return false;
  return is_yearly(target) || is_sum(target) ? *to != 0 : from && *from != *to;
}

// How a share is completed by the values of the years: by their mean, by their sum, by the last
// one.
enum class Way : std::uint8_t { mean, sum, level };

// The formulas of a row, in forms that Excel, WPS and LibreOffice work out alike, and their
// results. The years are the plan's own, whatever others stand beside it.
class Followed {
 public:
  // `gone`: how many columns before those that count are left out. `first`: the column of the
  // plan's first year. `years`: how many it has.
  Followed(Way way, std::size_t gone, std::size_t first, std::size_t years)
      : way_(way), gone_(gone), first_(first), years_(years) {}

  std::string due() const {
    // What is measured each year is due in full each year.
    const std::string share = way_ == Way::mean ? "1" : last() + "/" + std::to_string(years_);
    return "=IF(" + count() + "=0,\"\"," + share + ")";
  }
  std::string share() const {
    const std::string goal = cell(kTarget), base = cell(kBase);
    std::string reached =
        "(INDEX(" + actual() + ",1," + last() + ")-" + base + ")/(" + goal + "-" + base + ")";
    if (way_ == Way::sum) reached = "SUM(" + actual() + ")/" + goal;
    if (way_ == Way::mean) reached = "AVERAGE(" + actual() + ")/" + goal;
    return "=IF(" + count() + "=0,\"\"," + reached + ")";
  }

  // The results of both formulas by what stands in the row, where there is something.
  void settle(const std::vector<CellContent>& cells, CellContent* due, CellContent* share) const {
    double sum = 0, count = 0, value = 0;
    std::size_t last = 0;  // year with a value, from 1
    for (std::size_t y = 0; y < years_; ++y) {
      const std::optional<double> number = number_in(cells[first_ - gone_ + y]);
      if (!number) continue;
      ++count;
      sum += *number;
      value = *number;
      last = y + 1;
    }
    if (last == 0) return;
    due->result = way_ == Way::mean ? 1 : static_cast<double>(last) / static_cast<double>(years_);
    const double goal = number_in(cells[kTarget - gone_]).value_or(0);
    const double base = number_in(cells[kBase - gone_]).value_or(0);
    const double all = way_ == Way::level ? goal - base : goal;
    if (all == 0) return;
    share->result = (way_ == Way::level ? value - base
                     : way_ == Way::sum ? sum
                                        : sum / count) /
                    all;
  }

 private:
  std::string cell(std::size_t column) const {
    const std::size_t at = column - gone_;
    std::string name;
    if (at >= 26) name += static_cast<char>('A' + at / 26 - 1);
    name += static_cast<char>('A' + at % 26);
    return name + "#";
  }
  std::string actual() const { return cell(first_) + ":" + cell(first_ - 1 + years_); }
  std::string count() const { return "COUNT(" + actual() + ")"; }
  // The last of the years that has a number, from 1. SUMPRODUCT has lists worked out everywhere.
  std::string last() const {
    return "SUMPRODUCT(MAX(ISNUMBER(" + actual() + ")*(COLUMN(" + actual() + ")-COLUMN(" +
           cell(first_) + ")+1)))";
  }

  Way way_;
  std::size_t gone_, first_, years_;
};

// The columns of a plan's own years among all of them; of a plan that does not tell them all.
std::pair<std::size_t, std::size_t> columns_of(const Plan& plan, const std::vector<int>& years) {
  const auto at = [&](const std::optional<int>& year) {
    return static_cast<std::size_t>(std::find(years.begin(), years.end(), year) - years.begin());
  };
  const std::size_t first = at(plan.start), last = at(plan.end);
  if (first > last || last == years.size()) return {kFirstYear, years.size()};
  return {kFirstYear + first, last - first + 1};
}

std::vector<ColumnHead> monitoring_columns(const Overview& all) {
  std::vector<ColumnHead> columns = {{msg("Plan"), 34},
                                     {msg("Indicator"), 38},
                                     {msg("Unit"), 10},
                                     {msg("Base value"), 12},
                                     {msg("Target value"), 12}};
  for (const int year : all.years())
    columns.push_back({msg("Actual value of %1"), 12, std::to_string(year)});
  columns.push_back({msg("Due progress"), 12});
  columns.push_back({msg("Share completed"), 12});
  columns.push_back({msg("Causes"), 30});
  columns.push_back(place_head(msg("Source"), 14, all));
  return columns;
}

class MonitoringSheet : public RowsPart {
 public:
  MonitoringSheet(Workbook& book, const Overview& all)
      : RowsPart(PlanSheet(book, msg("Monitoring"), monitoring_columns(all), 0, 1, all)),
        years_(all.years().begin(), all.years().end()),
        gone_(all.one_plan() ? 1 : 0) {
    const std::size_t results = kFirstYear - gone_ + years_.size();
    sheet_.settle_with([this, results](std::size_t row, std::vector<CellContent>* cells) {
      if (row >= followed_.size() || !followed_[row]) return;  // one that somebody added
      followed_[row]->settle(*cells, &(*cells)[results], &(*cells)[results + 1]);
    });
  }

 private:
  void add_rows(Described& in) override {
    const Document& document = in.document();
    for (const IndicatorRow& row : indicator_rows(document)) {
      const Target& main = document.targets[row.main];
      if (main.status == TargetStatus::target && !main.value.empty()) add_row(in, row);
    }
  }

  void add_row(Described& in, const IndicatorRow& row) {
    const Document& document = in.document();
    const Target& main = document.targets[row.main];
    const Target* base = row.base == kNone ? nullptr : &document.targets[row.base];
    const std::string base_value = base != nullptr && base->unit == main.unit ? base->value : "";
    const Plan& plan = document.plans[document.nodes[main.node].plan];
    std::vector<CellContent> cells = {
        {in.plan_title(document.nodes[main.node].plan)},
        {main.indicator},
        {main.unit, Look::centred},
        {base_value, Look::number, true},
        number_cell(value_words(in.words(), main), around_value(in.words(), main, true))};
    followed_.emplace_back();
    CellContent due{{}, Look::number}, share{{}, Look::number};
    if (!years_.empty() && is_followed(main, cells[kBase], cells[kTarget])) {
      const auto [first, count] = columns_of(plan, years_);
      const Way way = is_yearly(main) ? Way::mean : is_sum(main) ? Way::sum : Way::level;
      followed_.back().emplace(way, gone_, first, count);
      due.formula = followed_.back()->due();
      share.formula = followed_.back()->share();
    }
    cells.resize(kFirstYear + years_.size(), {{}, Look::number});
    cells.push_back(due);
    cells.push_back(share);
    cells.push_back({});
    cells.push_back({in.place_text(main.span)});
    sheet_.add(std::move(cells), indicator_key(main));
  }

  const std::vector<int> years_;
  // Cells are named from where they stand once the column of plans is left out.
  const std::size_t gone_;
  std::vector<std::optional<Followed>> followed_;  // of each row
};

}  // namespace

std::unique_ptr<BookPart> monitoring_sheet(Workbook& book, const Overview& all,
                                           const ExportOptions&) {
  return std::make_unique<MonitoringSheet>(book, all);
}

}  // namespace gangmu
