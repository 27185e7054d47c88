#include "checks/told_once.h"

#include <algorithm>
#include <map>
#include <set>

#include "checks/duty_diff.h"

namespace gangmu {

namespace {

using Index = std::uint32_t;

// Without blanks and punctuation at its ends.
Slice without_marks(std::string_view text, Slice slice) {
  const auto is_mark = [](char32_t c) {
    return is_blank(c) || (is_wide(c) && !is_han(c)) || c == ',' || c == ';' || c == '.';
  };
  while (!slice.empty()) {
    std::size_t at = slice.begin;
    if (!is_mark(next_char(text, at))) break;
    slice.begin = static_cast<Offset>(at);
  }
  while (!slice.empty()) {
    std::size_t end = slice.end;
    if (!is_mark(previous_char(text, end))) break;
    slice.end = static_cast<Offset>(end);
  }
  return slice;
}

bool holds(Span outer, Span inner) { return outer.begin <= inner.begin && inner.end <= outer.end; }

bool has(const FigureChange& figure, FigureField field) {
  return std::find(figure.fields.begin(), figure.fields.end(), field) != figure.fields.end();
}

bool is_new_or_gone(const Change& change) {
  const bool part = change.part == ChangedPart::row || change.part == ChangedPart::column;
  return part &&
         (change.kinds.front() == ChangeKind::added || change.kinds.front() == ChangeKind::deleted);
}

}  // namespace

void ToldOnce::add(Index change, std::span<const WordRun> runs, const PrintedText& before,
                   const PrintedText& after) {
  Places places = {change, {}, {}};
  const auto add_place = [](const Document& document, const PrintedText& text, Slice slice,
                            std::vector<Span>* spans) {
    const std::string_view words = text.text();
    const Slice bare = without_marks(words, slice);
    if (!bare.empty()) slice = bare;
    if (slice.empty()) return;
    const Offset begin = text.clean(slice.begin), last = text.clean(slice.end - 1);
    spans->push_back(document.source_of(Slice{begin, last + 1}));
  };
  for (const WordRun& run : runs) {
    if (run.same) continue;
    add_place(before_, before, run.before, &places.before);
    add_place(after_, after, run.after, &places.after);
  }
  places_.push_back(std::move(places));
}

void ToldOnce::mark(Diff* diff) const {
  drop_deadlines(diff);
  mark_cells(diff);
  mark_words(diff);
}

// A time that stands in the clause of a figure that is told is told with it.
void ToldOnce::drop_deadlines(Diff* diff) const {
  std::map<Index, std::vector<Span>> before, after;  // clauses of figures, by change
  for (const FigureChange& figure : diff->figures) {
    if (figure.before != kNone) {
      before[figure.change].push_back(before_.targets[figure.before].quote_span);
    }
    if (figure.after != kNone) {
      after[figure.change].push_back(after_.targets[figure.after].quote_span);
    }
  }
  const auto told = [](const std::vector<Span>& clauses, Span own) {
    return std::any_of(clauses.begin(), clauses.end(), [&](Span s) { return holds(s, own); });
  };
  std::erase_if(diff->duties, [&](const DutyChange& duty) {
    if (duty.part != DutyPart::deadline) return false;
    const bool was = duty.kind != FigureChangeKind::added;
    const bool is = duty.kind != FigureChangeKind::deleted;
    return (!was || told(before[duty.change],
                         deadline_span(before_, before_.tasks[duty.before.front()]))) &&
           (!is ||
            told(after[duty.change], deadline_span(after_, after_.tasks[duty.after.front()])));
  });
}

void ToldOnce::add_duties(const Diff& diff, Spans* before, Spans* after) const {
  const auto add_side = [](const Document& document, const std::vector<Index>& records,
                           const DutyChange& duty, std::vector<Span>* spans) {
    // A sentence that is new or gone is told whole.
    const bool whole = duty.before.empty() || duty.after.empty();
    for (const Index i : records) {
      if (duty.part == DutyPart::bodies) {
        spans->push_back(quote_span(document, document.duties[i]));
      } else {
        const Task& task = document.tasks[i];
        spans->push_back(whole ? task.span : deadline_span(document, task));
      }
    }
  };
  for (const DutyChange& duty : diff.duties) {
    add_side(before_, duty.before, duty, &(*before)[duty.change]);
    add_side(after_, duty.after, duty, &(*after)[duty.change]);
  }
}

void ToldOnce::mark_words(Diff* diff) const {
  Spans old_quotes(diff->changes.size()), new_quotes(diff->changes.size());
  for (const FigureChange& figure : diff->figures) {
    if (figure.before != kNone) {
      old_quotes[figure.change].push_back(before_.targets[figure.before].quote_span);
    }
    if (figure.after != kNone) {
      new_quotes[figure.change].push_back(after_.targets[figure.after].quote_span);
    }
  }
  add_duties(*diff, &old_quotes, &new_quotes);
  const auto inside = [](const std::vector<Span>& spans, const std::vector<Span>& quotes) {
    return std::all_of(spans.begin(), spans.end(), [&](Span span) {
      return std::any_of(quotes.begin(), quotes.end(), [&](Span q) { return holds(q, span); });
    });
  };
  for (const Places& own : places_) {
    diff->changes[own.change].told_elsewhere =
        inside(own.before, old_quotes[own.change]) && inside(own.after, new_quotes[own.change]);
  }
}

// The nature of a row is told with the first of its figures.
void ToldOnce::mark_cells(Diff* diff) const {
  std::set<std::pair<Index, Index>> rows;
  for (FigureChange& figure : diff->figures) {
    if (!has(figure, FigureField::binding)) continue;
    const Target& after = after_.targets[figure.after];
    if (rows.emplace(after.node, after.row).second) continue;
    std::erase(figure.fields, FigureField::binding);
  }
  std::erase_if(diff->figures, [](const FigureChange& figure) {
    return figure.kind == FigureChangeKind::changed && figure.fields.empty();
  });
  Cells cells;
  for (Index i = 0; i < diff->changes.size(); ++i) {
    const Change& change = diff->changes[i];
    if (change.part != ChangedPart::cell || change.after.nodes.empty()) continue;
    cells[{change.after.nodes.front(), change.after.row}].push_back(i);
  }
  for (FigureChange& figure : diff->figures) {
    const Change& change = diff->changes[figure.change];
    figure.told_elsewhere = is_new_or_gone(change) && figure.kind != FigureChangeKind::changed;
    if (figure.kind == FigureChangeKind::changed) mark_cells_of(figure, cells, diff);
  }
}

// The cell that holds the figure and nothing else, and those of its unit and nature.
void ToldOnce::mark_cells_of(const FigureChange& figure, const Cells& cells, Diff* diff) const {
  const Target& target = after_.targets[figure.after];
  if (target.field != Field::cell) return;
  const Table& table = after_.tables[after_.nodes[target.node].table];
  const Cell& own = table.rows[target.row][target.column];
  const auto row = cells.find({target.node, target.row});
  if (row == cells.end()) return;
  for (const Index i : row->second) {
    Change& change = diff->changes[i];
    const ColumnRole role = change.after.column < table.columns.size()
                                ? table.columns[change.after.column].role
                                : ColumnRole::other;
    change.told_elsewhere = change.told_elsewhere || own.span == change.after.span ||
                            (role == ColumnRole::unit && has(figure, FigureField::unit)) ||
                            (role == ColumnRole::binding && has(figure, FigureField::binding));
  }
}

}  // namespace gangmu
