// The sheets of the workbook.
#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include "exporters/described.h"
#include "exporters/workbook.h"

namespace gangmu {

// A sheet whose rows name their plan in one column, which is left out where there is one plan.
class PlanSheet {
 public:
  PlanSheet(Workbook& book, const char* name_id, std::vector<ColumnHead> columns,
            std::size_t plan_column, std::span<const Described> documents);
  void add(std::vector<CellContent> cells);
  // `column` is counted with the one of plans.
  void choices(std::size_t column, const std::vector<std::string>& words) {
    sheet_.choices(column - (one_plan_ && column > plan_column_ ? 1 : 0), words);
  }
  void finish() { sheet_.finish(); }

 private:
  std::size_t plan_column_;
  bool one_plan_;
  Sheet sheet_;
};

void add_tasks(Workbook& book, std::span<Described> documents);
void add_monitoring(Workbook& book, std::span<Described> documents);
void add_works(Workbook& book, std::span<Described> documents);
void add_references(Workbook& book, std::span<Described> documents);
void add_contents(Workbook& book, std::span<Described> documents);
void add_indicators(Workbook& book, std::span<Described> documents);
void add_figures(Workbook& book, std::span<Described> documents);
void add_boxes(Workbook& book, std::span<Described> documents);
void add_tables(Workbook& book, std::span<Described> documents);
void add_review(Workbook& book, std::span<Described> documents);

}  // namespace gangmu
