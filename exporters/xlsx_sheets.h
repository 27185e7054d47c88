// The sheets of the workbook.
#pragma once

#include <array>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "exporters/described.h"
#include "exporters/overview.h"
#include "exporters/staff_cells.h"
#include "exporters/workbook.h"

namespace gangmu {

struct Typed;

// A sheet of rows that somebody may fill in. Its rows name their plan in one column, which is left
// out where there is one plan. What was typed into the workbook before stands again in the rows
// that go on with those of old (exporters/staff_cells.h), in columns of its own where somebody
// added them.
class PlanSheet {
 public:
  // `plan_column`: kNone where no column names the plan. `words_column`: what a row is about.
  PlanSheet(Workbook& book, const char* name_id, std::vector<ColumnHead> columns,
            std::size_t plan_column, std::size_t words_column, const Overview& all);
  // Writes the head, also where no row comes, unless rows wait: so the sheets of one plan are begun
  // in their order either way.
  void begin();
  // `key`: what stays the same when the plan is edited. `level`: of the group, 0 for none.
  void add(std::vector<CellContent> cells, std::string key, int level = 0);
  // `column` is counted with the one of plans.
  void choices(std::size_t column, const std::vector<std::string>& words);
  // Works out the results of a row's formulas when all else stands in its cells, which are counted
  // as they are shown. To be called before the first row.
  using Settle = std::function<void(std::size_t row, std::vector<CellContent>* cells)>;
  void settle_with(Settle settle) { settle_ = std::move(settle); }
  // Writes what is not written yet. To be called once, after the last row.
  void finish(Typed* typed);

 private:
  struct Row {
    std::vector<CellContent> cells;
    std::string key;
    int level;
  };
  // Where a column stands among those that are shown; none where it is not.
  std::optional<std::size_t> shown(std::size_t column) const;
  std::string title() const;
  bool waits() const { return book_.before(name_id_) != nullptr || book_.print(); }
  Sheet& sheet();
  void write(Row* row, std::string note, std::size_t least);
  // Rows of one column that are one cell where the workbook is set to be printed.
  struct Merged {
    std::size_t first, last, column;
  };
  std::vector<Merged> merged_cells() const;
  void carry_over(Typed* typed);
  void take_columns(const TypedSheet& old);
  void carry_row(const TypedSheet& old, std::uint32_t from, Row* row, Typed* typed);
  RowName name_of(const Row& row) const;
  RowName name_of(const TypedSheet& old, std::uint32_t row) const;
  std::string words_of(const TypedSheet& old, std::uint32_t row) const;
  void fetch_back(std::span<const std::size_t> fresh, Typed* typed);
  std::optional<std::size_t> column_of(const std::string& head) const;
  void tell_row(const TypedSheet& old, std::uint32_t row, Typed* typed) const;
  void tell_lost(const TypedSheet& old, std::uint32_t row, const FilledCell& cell,
                 Typed* typed) const;

  Workbook& book_;
  const char* name_id_;
  std::vector<ColumnHead> columns_;  // that are shown
  std::vector<std::size_t> places_;  // of these among those that were given
  std::size_t words_column_ = 0;
  std::string plan_;  // the title of the only one
  Settle settle_;
  std::size_t written_ = 0;     // rows
  std::optional<Sheet> sheet_;  // once it is begun
  std::vector<Row> rows_;       // that wait for those of old, or for the ones to be merged with
  std::vector<std::pair<std::size_t, std::vector<std::string>>> choices_;
  std::vector<std::optional<std::uint32_t>> old_columns_;  // of each column
  std::vector<bool> known_;                                // which columns of old stand again
};

struct LostCell {
  std::string sheet, key, words, head;
  FilledCell cell;
};

// The sheet with what found no place in the workbook before.
class LostSheet {
 public:
  explicit LostSheet(const Workbook& book);  // whose sheets of before must outlive it
  struct Cell {
    std::uint32_t row;
    std::string key, words, head;
    const FilledCell* cell;
  };
  // What was typed into a sheet, whatever it was called then.
  std::vector<Cell> of(std::span<const std::string> sheet_names) const;
  // Its cell stands again: the row leaves, unless somebody wrote beside it.
  void take(std::uint32_t row);
  bool is(const FilledSheet& sheet) const { return &sheet == &filled_; }
  // The sheet of the new workbook: what is left of it, then `lost`.
  void write(Workbook& book, std::span<const LostCell> lost) const;

 private:
  const FilledSheet& filled_;
  StaffSheet cells_;
  std::vector<std::optional<std::uint32_t>> columns_;  // its own ones
  std::vector<bool> taken_;
};

// What was typed into the workbook before: how much stands again, and what found no row, now and
// before.
struct Typed {
  std::size_t carried = 0;
  std::vector<LostCell> lost;
  LostSheet before;
};

// A column that somebody added. How many columns a sheet may have with these beside those that the
// program made: their cells are written in each row, also where they are blank, so long sheets have
// fewer.
ColumnHead own_head(const std::string& text);
std::size_t most_columns(std::size_t rows, std::size_t made);
void set_typed(const FilledCell& cell, CellContent* content);

// A sheet that is given one document after the other, which may be forgotten then.
class BookPart {
 public:
  virtual ~BookPart() = default;
  virtual void add(Described& in) = 0;
  // To be called once, after the last document.
  virtual void finish(Typed* typed) = 0;
};

// One that writes rows of a document as it comes.
class RowsPart : public BookPart {
 public:
  void add(Described& in) final {
    add_rows(in);
    sheet_.begin();
  }
  void finish(Typed* typed) final { sheet_.finish(typed); }

 protected:
  explicit RowsPart(PlanSheet sheet) : sheet_(std::move(sheet)) {}
  PlanSheet sheet_;

 private:
  virtual void add_rows(Described& in) = 0;
};

// Book, overview and options must outlive the sheet.
using MakePart = std::unique_ptr<BookPart>(Workbook& book, const Overview& all,
                                           const ExportOptions& options);
MakePart tasks_sheet, indicators_sheet, monitoring_sheet, figures_sheet, works_sheet,
    references_sheet, contents_sheet, tables_sheet, boxes_sheet;
// The findings, of which those are shown that the options hold, else the doubts of the parser.
MakePart review_sheet;

// A number, also where `around` has words for it at %1 (around_value()); other text has them in it.
CellContent number_cell(std::string text, std::string around = {});
// The column of places, which has room for the names of files where there are several.
ColumnHead place_head(const char* id, double width, const Overview& all);
// What stays the same of an indicator when its figures change.
std::string indicator_key(const Target& main);

// Sheets that somebody added stand again as they were.
void add_own_sheets(Workbook& book, Typed* typed);

}  // namespace gangmu
