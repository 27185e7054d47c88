// What changed from one version of a table to the next: columns and rows added, deleted and moved,
// and cells with other words.
//
// Columns are told by their heads, rows by their words. Columns that count rows and heads that are
// printed again are left out of account, and so is how cells are merged where the words of a row
// are the same.
#pragma once

#include <cstdint>
#include <vector>

#include "model/diff.h"

namespace gangmu {

struct TableChange {
  ChangedPart part = ChangedPart::cell;  // column, row or cell
  ChangeKind kind = ChangeKind::reworded;
  std::uint32_t row = kNone, column = kNone;              // of the old table, or kNone
  std::uint32_t after_row = kNone, after_column = kNone;  // of the new one; columns of the grid
};

struct TableDiff {
  std::vector<std::uint32_t> row_of;     // for each old row: the new one, or kNone
  std::vector<std::uint32_t> column_of;  // likewise
  std::vector<TableChange> changes;
};

TableDiff compare_tables(const Document& before, const Table& old_table, const Document& after,
                         const Table& new_table);

}  // namespace gangmu
