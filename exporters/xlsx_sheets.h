// The sheets of the workbook.
#pragma once

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
  void finish() { sheet_.finish(); }

 private:
  std::size_t plan_column_;
  bool one_plan_;
  Sheet sheet_;
};

void add_contents(Workbook& book, std::span<Described> documents);
void add_indicators(Workbook& book, std::span<Described> documents);
void add_figures(Workbook& book, std::span<Described> documents);
void add_boxes(Workbook& book, std::span<Described> documents);
void add_tables(Workbook& book, std::span<Described> documents);
void add_review(Workbook& book, std::span<Described> documents);

}  // namespace gangmu
