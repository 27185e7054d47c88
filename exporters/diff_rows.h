// What changed between two drafts as rows that staff read: figures first, then deadlines and
// bodies, then words in the order of the new draft, then numbers of headings. Shared by the
// workbook, the page for Word and the listing in the terminal.
#pragma once

#include <string>
#include <vector>

#include "exporters/described.h"
#include "exporters/diff_export.h"

namespace gangmu {

enum class DiffGroup : std::uint8_t { figures, deadlines, bodies, words, numbers };

struct DiffRow {
  DiffGroup group = DiffGroup::words;
  std::string kind;                 // what happened, in words
  std::string section;              // the headings above it
  std::vector<Edit> before, after;  // the words of each draft; what is not the same is marked
  std::vector<Edit> edits;          // of both in one; none for numbers
  std::string note;
  std::string before_place, after_place;
};

// What is told with another change has no row of its own. A row of a table that is new or gone with
// its figures stands among the figures.
std::vector<DiffRow> diff_rows(const ComparedDrafts& drafts, const Words& words);

// "3 figures, 1 deadline, 12 changes, 2 numbers of headings": how many rows of each group there
// are.
std::string diff_summary(const std::vector<DiffRow>& rows, const Words& words);

}  // namespace gangmu
