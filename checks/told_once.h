// Which changes are told by others: a paragraph by the figures, deadlines and bodies that changed
// in it, a cell by its figure, the figures of a row by the row that is new or gone.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "checks/draft.h"
#include "checks/word_diff.h"
#include "model/diff.h"

namespace gangmu {

class ToldOnce {
 public:
  ToldOnce(const Document& before, const Document& after) : before_(before), after_(after) {}
  // The words of a change, which is of nothing else, and where they differ.
  void add(std::uint32_t change, std::span<const WordRun> runs, const PrintedText& before,
           const PrintedText& after);
  void mark(Diff* diff) const;

 private:
  struct Places {
    std::uint32_t change;
    std::vector<Span> before, after;
  };
  using Spans = std::vector<std::vector<Span>>;  // by change

  void drop_deadlines(Diff* diff) const;
  void mark_words(Diff* diff) const;
  void mark_cells(Diff* diff) const;
  // The changes of cells by table and row.
  using Cells = std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::uint32_t>>;
  void mark_cells_of(const FigureChange& figure, const Cells& cells, Diff* diff) const;
  void add_duties(const Diff& diff, Spans* before, Spans* after) const;

  const Document &before_, &after_;
  std::vector<Places> places_;
};

}  // namespace gangmu
