// The comparison as a workbook: a sheet of indicators and one of tasks, a group of columns for each
// plan below, and a column for what is decided.
#include "exporters/compare_export.h"
#include "exporters/compare_rows.h"
#include "exporters/xlsx.h"
#include "exporters/xlsx_sheets.h"

namespace gangmu {

namespace {

constexpr std::size_t kGroup = 5;  // columns for a plan below
// Excel has 16,384 columns.
constexpr std::size_t kMostPlans = 3000;

class CompareSheet {
 public:
  CompareSheet(Workbook& book, const Alignment& alignment, bool tasks)
      : book_(book),
        alignment_(alignment),
        tasks_(tasks),
        above_(plans_of(alignment, true)),
        below_(plans_of(alignment, false)) {}

  void write(Typed* typed) {
    const Words& words = book_.words();
    PlanSheet sheet(book_, tasks_ ? msg("Alignment of tasks") : msg("Alignment of indicators"),
                    columns(), kNone, kNameColumn + (above_.size() > 1 ? 1 : 0), Overview());
    std::size_t number = 0;
    for (const CompareRow& row :
         compare_rows(alignment_, tasks_ ? alignment_.tasks : alignment_.indicators, words)) {
      std::vector<CellContent> cells = {
          {std::to_string(++number), Look::centred, true},
          {row.above.name},
          {row.above.said, tasks_ ? Look::text : Look::centred},
          {tasks_ ? row.above.under : row.nature, tasks_ ? Look::text : Look::centred},
          {row.above.quote},
          {row.above.place, Look::centred}};
      if (above_.size() > 1) {
        cells.insert(cells.begin() + kPlanColumn, CellContent{name_of(alignment_.plans[row.plan])});
      }
      cells.push_back({row.verdict_words, Look::centred});
      add_answers(row, &cells);
      cells.push_back({});
      sheet.add(std::move(cells), row.above.name + " " + row.above.said);
    }
    sheet.finish(typed);
  }

 private:
  static constexpr std::size_t kPlanColumn = 1, kNameColumn = 1;

  std::vector<ColumnHead> columns() const {
    std::vector<ColumnHead> out = {
        {msg("No."), 6},
        {tasks_ ? msg("Task above") : msg("Indicator above"), 26},
        {tasks_ ? msg("When and who") : msg("Target above"), 18},
        {tasks_ ? msg("Section above") : msg("Nature"), tasks_ ? 22.0 : 9.0},
        {msg("Words above"), 34},
        {msg("Place above"), 11}};
    std::string title = above_.empty() ? "" : name_of(alignment_.plans[above_.front()]);
    if (above_.size() > 1) {
      out.insert(out.begin() + kPlanColumn, {msg("Plan"), 26});
      title = book_.words()(msg("Plans above"));
    }
    for (ColumnHead& head : out) head.group = title;
    out.push_back({msg("Verdict on all"), 10});
    for (std::size_t i = 0; i < below_.size(); ++i) {
      const std::string number = std::to_string(i + 1);
      const std::vector<ColumnHead> group = {
          {msg("Verdict %1"), 9, number},
          {tasks_ ? msg("Task %1") : msg("Target %1"), tasks_ ? 26.0 : 20.0, number},
          {msg("Why %1"), 18, number},
          {msg("Words %1"), 34, number},
          {msg("Place %1"), 11, number}};
      for (ColumnHead head : group) {
        head.group = number + "  " + name_of(alignment_.plans[below_[i]]);
        out.push_back(std::move(head));
      }
    }
    out.push_back({msg("Decision on the row"), 24});
    return out;
  }

  void add_answers(const CompareRow& row, std::vector<CellContent>* cells) const {
    auto answer = row.below.begin();
    for (const std::uint32_t plan : below_) {
      while (answer != row.below.end() && answer->plan < plan) ++answer;
      if (answer == row.below.end() || answer->plan != plan) {
        const bool missing = row.verdict != Verdict::added;
        cells->push_back(
            {missing ? std::string(book_.words()(msg("verdict missing"))) : "", Look::centred});
        cells->resize(cells->size() + kGroup - 1);
        continue;
      }
      cells->push_back({answer->verdict_words, Look::centred});
      cells->push_back({said(row, answer->side)});
      cells->push_back({answer->why});
      cells->push_back({answer->side.quote});
      cells->push_back({answer->side.place, Look::centred});
    }
  }

  // The figure, with its name where that is another one; the task, with its time and who leads.
  std::string said(const CompareRow& row, const CompareSide& side) const {
    std::string text = tasks_ || side.name != row.above.name ? side.name : "";
    if (tasks_ && text.empty()) text = side.under;
    if (!text.empty() && !side.said.empty()) text += "\n";
    return text + side.said;
  }

  Workbook& book_;
  const Alignment& alignment_;
  bool tasks_;
  std::vector<std::uint32_t> above_, below_;
};

// A sheet only where there is something to tell.
void write_left_out(Workbook& book, const Alignment& alignment, Typed* typed) {
  if (alignment.left_out.empty()) return;
  PlanSheet sheet(book, msg("Left out"),
                  {{msg("No."), 6}, {msg("File left out"), 50}, {msg("Why it was left out"), 50}},
                  kNone, 1, Overview());
  std::size_t number = 0;
  for (const LeftOut& left : alignment.left_out) {
    sheet.add({{std::to_string(++number), Look::centred, true},
               {left.file},
               {left_out_words(left, book.words())}},
              left.file);
  }
  sheet.finish(typed);
}

Status write_book(const Alignment& alignment, const ExportOptions& options,
                  const std::string& file) {
  const Words words(options.language);
  Workbook book(file, words, options.filled);
  Typed typed{0, {}, LostSheet(book)};
  CompareSheet(book, alignment, false).write(&typed);
  CompareSheet(book, alignment, true).write(&typed);
  write_left_out(book, alignment, &typed);
  typed.before.write(book, typed.lost);
  add_own_sheets(book, &typed);
  if (Status status = book.close(); !status) return status;
  if (options.carried != nullptr) *options.carried = {typed.carried, typed.lost.size()};
  return Done{};
}

}  // namespace

Status write_compare_sheet(const Alignment& alignment, const ExportOptions& options, Sink& sink) {
  if (plans_of(alignment, false).size() > kMostPlans) {
    return Error{"export.many", "a workbook has no columns for more than 3000 plans", "",
                 "compare with fewer plans at a time, or write json or html"};
  }
  return write_workbook(
      sink, [&](const std::string& file) { return write_book(alignment, options, file); });
}

}  // namespace gangmu
