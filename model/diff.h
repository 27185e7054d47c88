// What changed from one draft of a file of plans to the next. A value that speaks of both documents
// by the indices of their nodes and targets; checks/diff.h makes it.
//
// What is compared is text: blanks, line ends, widths of letters and page furniture do not count,
// and a table of contents follows its headings. No node stands in two changes as a thing added,
// deleted or matched. A figure stands in `figures` and in the change of the words around it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"

namespace gangmu {

// What a change is about.
enum class ChangedPart : std::uint8_t {
  plan,     // the title of a plan, or the plan as a whole
  heading,  // a node with a marker or title, and the text in the same paragraph
  text,     // a paragraph
  table,
  row,
  column,
  cell,
};
std::string_view name_of(ChangedPart part);

// What happened to it. Several may hold at once; added and deleted stand alone.
enum class ChangeKind : std::uint8_t {
  added,
  deleted,
  split,   // one paragraph became several
  joined,  // several became one
  moved,
  reworded,
  renumbered,
};
inline constexpr int kChangeKindCount = 7;
std::string_view name_of(ChangeKind kind);

enum class EditKind : std::uint8_t { same, erased, inserted };
std::string_view name_of(EditKind kind);
// A stretch of words. What is the same is printed as in the new draft.
struct Edit {
  EditKind kind = EditKind::same;
  std::string text;
  bool operator==(const Edit&) const = default;
};

// One of the two drafts, as far as a change is about it.
struct ChangedSide {
  // In reading order. Of what was added or deleted: with those below it that share its fate; of
  // paragraphs split or joined: all parts. None where the draft has nothing of it.
  std::vector<std::uint32_t> nodes;
  std::uint32_t plan = kNone;
  std::uint32_t row = kNone, column = kNone;  // of a table: places in Table::rows, of the grid
  std::string text;                           // as printed, a paragraph or row a line
  Span span;                                  // of its first node, row or cell
};

struct Change {
  std::vector<ChangeKind> kinds;  // ascending; at least one
  ChangedPart part = ChangedPart::text;
  ChangedSide before, after;
  // Both drafts in one: of reworded text, and of what was split or joined, where a line break is
  // where a paragraph begins.
  std::vector<Edit> edits;
  bool same_parent = true;      // of what moved: it stands below the same heading as before
  std::uint32_t below = 0;      // nodes that moved with it
  bool told_elsewhere = false;  // figures, deadlines and bodies that changed tell all of it
};

enum class FigureChangeKind : std::uint8_t { changed, added, deleted };
std::string_view name_of(FigureChangeKind kind);
// What of a figure changed.
enum class FigureField : std::uint8_t { value, unit, op, period, indicator, binding };
std::string_view name_of(FigureField field);

struct FigureChange {
  FigureChangeKind kind = FigureChangeKind::changed;
  std::uint32_t before = kNone, after = kNone;  // indices into Document::targets of each draft
  std::vector<FigureField> fields;              // ascending; none unless changed
  // Decimals with their sign, empty where they mean nothing. The difference has the base unit; of
  // shares it is in percentage points, and there is no percentage of it.
  std::string difference, percent;
  std::vector<Edit> edits;       // of the clauses around it
  std::uint32_t change = kNone;  // index into Diff::changes
  bool told_elsewhere = false;   // with the row or column of a table that is new or gone
};

// By when something is to be done, or who is charged with it, in words that stand in both drafts.
enum class DutyPart : std::uint8_t { deadline, bodies };
std::string_view name_of(DutyPart part);

struct DutyChange {
  DutyPart part = DutyPart::deadline;
  FigureChangeKind kind = FigureChangeKind::changed;
  // Of a deadline one of Document::tasks each, of bodies all Document::duties of these words.
  std::vector<std::uint32_t> before, after;
  std::vector<Edit> edits;       // of the sentence, or of the words that charge
  std::uint32_t change = kNone;  // index into Diff::changes
};

// Headings whose numbers moved along by as much, one behind the other below one parent.
struct Renumbering {
  std::vector<std::uint32_t> before, after;  // nodes, one of the one to one of the other
  std::uint32_t below = 0;                   // whose numbers contain these
};

struct Diff {
  std::vector<FigureChange> figures;  // changed, added, deleted; each in reading order
  std::vector<Change> changes;        // in the order of the new draft
  std::vector<DutyChange> duties;     // likewise
  std::vector<Renumbering> renumbered;
  bool empty() const {
    return figures.empty() && changes.empty() && duties.empty() && renumbered.empty();
  }
};

}  // namespace gangmu
