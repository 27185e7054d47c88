// The figures that changed between two drafts.
//
// Figures of words that stand for one another are paired by what they measure and how they read.
// What is left anywhere is paired once more over the whole documents, since a figure that went
// along with other words is neither new nor gone. What a clause does not print itself is compared
// where the words say it: a year that a sentence above changed is that sentence's change.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "checks/draft.h"
#include "checks/table_diff.h"
#include "checks/word_diff.h"
#include "checks/written_numbers.h"
#include "model/diff.h"

namespace gangmu {

class FigureDiff {
 public:
  FigureDiff(const Draft& before, const Draft& after, const WordDiff& words,
             const Grammar& grammar);

  // The figures of reworded units, and the words that these had and have.
  void compare(const ChangedSide& before, const ChangedSide& after, std::uint32_t change);
  // The figures of a table's cells; `change_of` has the change of each of `table.changes`.
  void compare_table(std::uint32_t old_node, std::uint32_t new_node, const TableDiff& table,
                     const std::vector<std::uint32_t>& change_of);
  void added(const std::vector<std::uint32_t>& nodes, std::uint32_t change);
  void deleted(const std::vector<std::uint32_t>& nodes, std::uint32_t change);
  std::vector<FigureChange> finish();

 private:
  struct Loose {
    std::uint32_t target, change;
  };
  std::vector<std::uint32_t> figures_of(const Document& document,
                                        const std::vector<std::vector<std::uint32_t>>& of,
                                        const std::vector<std::uint32_t>& nodes) const;
  bool tell(std::uint32_t a, std::uint32_t b, std::vector<FigureField> fields,
            std::uint32_t change);
  // Whether the clause of each figure stands in a text with its numbers written otherwise.
  std::vector<bool> rewritten(const Document& document, const std::vector<std::uint32_t>& figures,
                              std::string_view text) const;
  void pair_loose();

  const Document &before_, &after_;
  const WordDiff& words_;
  const WrittenNumbers written_;
  std::vector<std::vector<std::uint32_t>> old_of_, new_of_;  // by node
  std::vector<Loose> gone_, fresh_;
  std::vector<FigureChange> found_;
};

// b - a, and by how much of a hundred b is more than a; empty where they cannot be told.
std::string decimal_difference(std::string_view a, std::string_view b);
std::string percent_more(std::string_view a, std::string_view b);

}  // namespace gangmu
