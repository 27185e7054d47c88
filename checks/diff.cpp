#include "checks/diff.h"

#include <algorithm>
#include <tuple>

#include "checks/duty_diff.h"
#include "checks/figure_diff.h"
#include "checks/sequence_diff.h"
#include "checks/table_diff.h"
#include "checks/told_once.h"
#include "checks/tree_match.h"
#include "checks/word_diff.h"

namespace gangmu {

namespace {

using Index = std::uint32_t;
using Indices = std::vector<Index>;

std::vector<Indices> group_of(const std::vector<UnitGroup>& groups, Indices UnitGroup::* side,
                              std::size_t size) {
  std::vector<Indices> of(size);
  for (const UnitGroup& group : groups) {
    for (const Index unit : group.*side) of[unit] = group.*side;
  }
  return of;
}

// Notes stand where a page or a section ends, which is not the authors' doing.
bool is_note(const Document& document, const DraftUnit& unit) {
  return unit.node != kNone && document.nodes[unit.node].kind == NodeKind::note;
}

// Which matched units stand in another order than the others. A heading counts as much as all
// below it, so that what crosses it moved and not the heading.
std::vector<bool> moved_units(const Draft& before, const Matching& found) {
  const auto& units = before.units();
  Indices places(units.size(), 0);
  std::vector<std::uint64_t> weights(units.size(), 0), below(units.size(), 0);
  std::vector<bool> first(units.size(), false), seen(found.before_of.size(), false);
  for (Index a = 0; a < units.size(); ++a) {
    const Index b = found.after_of[a];
    if (b == kNone || seen[b]) continue;
    seen[b] = true;
    first[a] = !is_note(before.document(), units[a]);
  }
  for (Index a = static_cast<Index>(units.size()); a-- > 0;) {
    if (!first[a]) continue;
    places[a] = found.after_of[a];
    weights[a] = 1000 * (1 + below[a]) + std::min<std::uint64_t>(units[a].key.size(), 999);
    if (units[a].of == UnitClass::plan) weights[a] += 1'000'000'000;
    if (units[a].parent != kNone) below[units[a].parent] += 1 + below[a];
  }
  const std::vector<bool> kept = in_order(places, weights);
  std::vector<bool> moved(units.size(), false);
  for (Index a = 0; a < units.size(); ++a) moved[a] = first[a] && !kept[a];
  return moved;
}

class Comparison {
 public:
  Comparison(const Document& before, const Document& after, const Grammar& grammar)
      : old_(before),
        new_(after),
        found_(match_units(old_, new_)),
        moved_(moved_units(old_, found_)),
        words_(grammar),
        figures_(old_, new_, words_, grammar),
        duties_(before, after, words_),
        told_(before, after),
        old_group_(group_of(found_.groups, &UnitGroup::before, old_.units().size())),
        new_group_(group_of(found_.groups, &UnitGroup::after, new_.units().size())) {}

  Diff run() {
    list();
    for (const Entry& entry : entries_) {
      const auto [place, gone, a, b] = entry;
      if (a == kNone) {
        tell_alone(new_, found_.before_of, b, ChangeKind::added, &Change::after);
      } else if (b == kNone) {
        tell_alone(old_, found_.after_of, a, ChangeKind::deleted, &Change::before);
      } else {
        tell_matched(a, b);
      }
    }
    tell_renumbered();
    diff_.figures = figures_.finish();
    diff_.duties = duties_.finish();
    told_.mark(&diff_);
    return std::move(diff_);
  }

 private:
  // A place in the new draft, whether it is gone from there, and the unit of each draft.
  using Entry = std::tuple<Index, bool, Index, Index>;

  const DraftUnit& old_unit(Index a) const { return old_.units()[a]; }
  const DraftUnit& new_unit(Index b) const { return new_.units()[b]; }

  // What there is to tell, in the order of the new draft; what is gone behind what it followed.
  void list() {
    for (Index b = 0; b < new_.units().size(); ++b) {
      const Index a = found_.before_of[b];
      const bool below =
          new_unit(b).parent != kNone && found_.before_of[new_unit(b).parent] == kNone;
      if (a == kNone && !below) entries_.emplace_back(b, false, kNone, b);
      // Of several that are one, the first stands for all.
      const bool first = new_group_[b].empty() || new_group_[b].front() == b;
      if (a != kNone && first) {
        entries_.emplace_back(b, false, old_group_[a].empty() ? a : old_group_[a].front(), b);
      }
    }
    Index place = 0;
    for (Index a = 0; a < old_.units().size(); ++a) {
      if (found_.after_of[a] != kNone) {
        if (!moved_[a]) place = std::max(place, found_.after_of[a]);
        continue;
      }
      const Index parent = old_unit(a).parent;
      if (parent != kNone && found_.after_of[parent] == kNone) continue;
      entries_.emplace_back(place, true, a, kNone);
    }
    std::sort(entries_.begin(), entries_.end());
  }

  static ChangedPart part_of(const DraftUnit& unit) {
    if (unit.of == UnitClass::plan) return ChangedPart::plan;
    if (unit.of == UnitClass::table) return ChangedPart::table;
    return unit.heading ? ChangedPart::heading : ChangedPart::text;
  }
  static Span span_of(const Document& document, const DraftUnit& unit) {
    return unit.node == kNone ? document.plans[unit.plan].span : document.nodes[unit.node].span;
  }
  static ChangedSide side_of(const Draft& draft, const Indices& units, bool with_tables) {
    const Document& document = draft.document();
    ChangedSide side;
    PrintedText text = printed(draft, units);
    side.text = text.text();
    side.plan = draft.units()[units.front()].plan;
    side.span = span_of(document, draft.units()[units.front()]);
    for (const Index unit : units) {
      const Index node = draft.units()[unit].node;
      if (node == kNone) continue;
      side.nodes.push_back(node);
    }
    if (!with_tables) return side;
    side.text.clear();
    for (const Index unit : units) {
      const std::string own = printed(draft, {unit}).text();
      if (!own.empty()) side.text += (side.text.empty() ? "" : "\n") + own;
      const Index node = draft.units()[unit].node;
      if (node == kNone || document.nodes[node].table == kNone) continue;
      for (const auto& row : document.tables[document.nodes[node].table].rows) {
        side.text += (side.text.empty() ? "" : "\n") + row_text(document, row);
      }
    }
    return side;
  }
  static PrintedText printed(const Draft& draft, const Indices& units) {
    PrintedText text(draft.document());
    for (const Index unit : units) {
      text.add_line();
      text.add(draft.units()[unit]);
    }
    return text;
  }

  // A unit and those below it that nothing is matched with either.
  static Indices with_lost(const Draft& draft, const Indices& counterparts, Index root) {
    const auto& units = draft.units();
    std::vector<bool> lost(units[root].end - root, false);
    Indices all;
    for (Index i = root; i < units[root].end; ++i) {
      const Index parent = units[i].parent;
      const bool below = i == root || (parent >= root && lost[parent - root]);
      lost[i - root] = below && counterparts[i] == kNone;
      if (lost[i - root]) all.push_back(i);
    }
    return all;
  }

  // What only one draft has.
  void tell_alone(const Draft& draft, const Indices& counterparts, Index unit, ChangeKind kind,
                  ChangedSide Change::* side) {
    Change change;
    change.kinds = {kind};
    change.part = part_of(draft.units()[unit]);
    change.*side = side_of(draft, with_lost(draft, counterparts, unit), true);
    const auto own = static_cast<Index>(diff_.changes.size());
    kind == ChangeKind::added ? figures_.added((change.*side).nodes, own)
                              : figures_.deleted((change.*side).nodes, own);
    diff_.changes.push_back(std::move(change));
  }

  // The words that are compared: of a table those that stand above it.
  static std::string words_of(const Draft& draft, const Indices& units) {
    std::string words;
    for (const Index i : units) {
      const DraftUnit& unit = draft.units()[i];
      if (i != units.front()) words += unit.marker;
      words += unit.of == UnitClass::table ? counted(printed_body(draft, unit)) : unit.key;
    }
    return words;
  }
  static std::string printed_body(const Draft& draft, const DraftUnit& unit) {
    const Node& node = draft.document().nodes[unit.node];
    std::string body;
    for (const Slice field : {node.title, node.close, node.text}) {
      body += draft.document().text(field);
    }
    return body;
  }

  // Whether a unit moved by itself, and not as part of what moved.
  bool moved_itself(Index a) const {
    if (!moved_[a]) return false;
    const Index parent = old_unit(a).parent, after = new_unit(found_.after_of[a]).parent;
    const bool with_parent =
        parent != kNone && moved_[parent] && after != kNone && found_.after_of[parent] == after;
    return !with_parent;
  }

  void tell_matched(Index a, Index b) {
    const Indices x = old_group_[a].empty() ? Indices{a} : old_group_[a];
    const Indices y = new_group_[b].empty() ? Indices{b} : new_group_[b];
    Change change;
    if (y.size() > 1) change.kinds.push_back(ChangeKind::split);
    if (x.size() > 1) change.kinds.push_back(ChangeKind::joined);
    if (moved_itself(a)) change.kinds.push_back(ChangeKind::moved);
    const std::string &from = old_unit(a).marker, &to = new_unit(b).marker;
    const std::string before = words_of(old_, x), after = words_of(new_, y);
    // A marker that only one of the two was told apart is no change.
    const bool equal = before == after || from + before == to + after;
    if (!equal) change.kinds.push_back(ChangeKind::reworded);
    if (from != to && from + before != to + after) {
      if (change.kinds.empty()) {
        renumbered_.emplace_back(a, b);
      } else {
        change.kinds.push_back(ChangeKind::renumbered);
      }
    }
    if (!change.kinds.empty()) {
      change.part = part_of(new_unit(b));
      change.before = side_of(old_, x, false);
      change.after = side_of(new_, y, false);
      change.below = static_cast<Index>(old_unit(a).end - a - 1);
      const Index parent = old_unit(a).parent;
      change.same_parent = parent == kNone || found_.after_of[parent] == new_unit(b).parent;
      if (!equal || x.size() + y.size() > 2) compare_words(&change, x, y);
      diff_.changes.push_back(std::move(change));
    }
    if (new_unit(b).of == UnitClass::table) compare_cells(a, b);
  }

  void compare_words(Change* change, const Indices& x, const Indices& y) {
    const std::string &before = change->before.text, &after = change->after.text;
    const std::vector<WordRun> runs = words_.runs(before, after);
    change->edits = edits_of(runs, before, after);
    const auto own = static_cast<Index>(diff_.changes.size());
    figures_.compare(change->before, change->after, own);
    duties_.compare(change->before, change->after, own);
    if (change->kinds == std::vector{ChangeKind::reworded}) {
      told_.add(own, runs, printed(old_, x), printed(new_, y));
    }
  }

  void compare_cells(Index a, Index b) {
    if (old_unit(a).key == new_unit(b).key) return;
    const Index old_node = old_unit(a).node, new_node = new_unit(b).node;
    const Table& before = old_.document().tables[old_.document().nodes[old_node].table];
    const Table& after = new_.document().tables[new_.document().nodes[new_node].table];
    const TableDiff table = compare_tables(old_.document(), before, new_.document(), after);
    const auto old_places = grid_columns(before), new_places = grid_columns(after);
    Indices change_of;
    for (const TableChange& own : table.changes) {
      Change change;
      change.part = own.part;
      change.kinds = {own.kind};
      if (own.row != kNone || own.column != kNone) {
        change.before = cell_side(old_.document(), old_node, old_places, own.row, own.column);
      }
      if (own.after_row != kNone || own.after_column != kNone) {
        change.after =
            cell_side(new_.document(), new_node, new_places, own.after_row, own.after_column);
      }
      if (own.kind == ChangeKind::reworded) {
        const std::string &x = change.before.text, &y = change.after.text;
        change.edits = edits_of(words_.runs(x, y), x, y);
      }
      change_of.push_back(static_cast<Index>(diff_.changes.size()));
      diff_.changes.push_back(std::move(change));
    }
    figures_.compare_table(old_node, new_node, table, change_of);
  }
  // A cell; without a column the row, without a row the column.
  static ChangedSide cell_side(const Document& document, Index node,
                               const std::vector<Indices>& places, Index row, Index column) {
    const Table& table = document.tables[document.nodes[node].table];
    ChangedSide side;
    side.nodes = {node};
    side.plan = document.nodes[node].plan;
    side.row = row, side.column = column;
    for (Index r = 0; r < table.rows.size(); ++r) {
      if (row != kNone && r != row) continue;
      for (std::size_t i = 0; i < table.rows[r].size(); ++i) {
        const Cell& cell = table.rows[r][i];
        if (row != kNone && side.span.empty()) side.span = cell.span;
        if (column != kNone && places[r][i] != column) continue;
        if (!cell.span.empty()) side.span = cell.span;
        if (row == kNone && !side.text.empty()) side.text += " | ";
        if (column != kNone) side.text += document.text(cell.text);
      }
      if (column == kNone) side.text = row_text(document, table.rows[r]);
    }
    if (side.span.empty()) side.span = document.nodes[node].span;
    return side;
  }

  // Whether a marker is its parent's with more behind it, as in 2.3 and 2.3.1, in both drafts.
  bool follows_parent(Index a, Index b) const {
    const Index x = old_unit(a).parent, y = new_unit(b).parent;
    if (x == kNone || y == kNone || found_.after_of[x] != y) return false;
    const std::string &old_above = old_unit(x).marker, &new_above = new_unit(y).marker;
    return !old_above.empty() && !new_above.empty() && old_above != new_above &&
           old_unit(a).marker.starts_with(old_above) && new_unit(b).marker.starts_with(new_above) &&
           std::string_view(old_unit(a).marker).substr(old_above.size()) ==
               std::string_view(new_unit(b).marker).substr(new_above.size());
  }
  void tell_renumbered() {
    Index last_parent = kNone;
    long last_shift = 0;
    bool open = false;
    for (const auto& [a, b] : renumbered_) {
      if (open && follows_parent(a, b)) {
        ++diff_.renumbered.back().below;
        continue;
      }
      if (old_unit(a).node == kNone) {  // what stands above the title of a plan
        tell_label(a, b);
        continue;
      }
      const long from = old_.document().nodes[old_unit(a).node].number;
      const long shift = new_.document().nodes[new_unit(b).node].number - from;
      if (!open || shift == 0 || shift != last_shift || new_unit(b).parent != last_parent) {
        diff_.renumbered.emplace_back();
      }
      diff_.renumbered.back().before.push_back(old_unit(a).node);
      diff_.renumbered.back().after.push_back(new_unit(b).node);
      open = true, last_shift = shift, last_parent = new_unit(b).parent;
    }
  }
  void tell_label(Index a, Index b) {
    Change change;
    change.kinds = {ChangeKind::renumbered};
    change.part = ChangedPart::plan;
    change.before = side_of(old_, {a}, false);
    change.after = side_of(new_, {b}, false);
    const std::string &x = change.before.text, &y = change.after.text;
    change.edits = edits_of(words_.runs(x, y), x, y);
    diff_.changes.push_back(std::move(change));
  }

  const Draft old_, new_;
  Matching found_;
  std::vector<bool> moved_;
  const WordDiff words_;
  FigureDiff figures_;
  DutyDiff duties_;
  ToldOnce told_;
  std::vector<Indices> old_group_, new_group_;
  std::vector<Entry> entries_;
  std::vector<std::pair<Index, Index>> renumbered_;
  Diff diff_;
};

}  // namespace

Diff diff_documents(const Document& before, const Document& after, const Grammar& grammar) {
  return Comparison(before, after, grammar).run();
}

}  // namespace gangmu
