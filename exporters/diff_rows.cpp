#include "exporters/diff_rows.h"

#include <algorithm>
#include <array>

#include "exporters/figure_words.h"
#include "exporters/ids.h"

namespace gangmu {

namespace {

// Where a paragraph begins or no longer begins, with a sign that can be marked.
std::vector<Edit> with_breaks(std::vector<Edit> edits) {
  for (Edit& edit : edits) {
    if (edit.kind == EditKind::same) continue;
    for (std::size_t at = 0; (at = edit.text.find('\n', at)) != std::string::npos;) {
      constexpr std::string_view kBreak = "\u00B6\n";
      edit.text.replace(at, 1, kBreak);
      at += kBreak.size();
    }
  }
  return edits;
}

std::vector<Edit> side_of(const std::vector<Edit>& edits, EditKind other) {
  std::vector<Edit> own;
  for (const Edit& edit : edits) {
    if (edit.kind != other) own.push_back(edit);
  }
  return own;
}

class Rows {
 public:
  Rows(const ComparedDrafts& drafts, const Words& words)
      : drafts_(drafts),
        words_(words),
        before_(drafts.before, words, false, drafts.before.plans.size() == 1),
        after_(drafts.after, words, false, drafts.after.plans.size() == 1) {}

  std::vector<DiffRow> run() {
    std::vector<bool> among_figures(drafts_.diff.changes.size(), false);
    for (const FigureChange& own : drafts_.diff.figures) {
      own.told_elsewhere ? (void)(among_figures[own.change] = true) : figure(own);
    }
    for (const bool figures : {true, false}) {
      if (!figures) duties();
      for (std::size_t i = 0; i < drafts_.diff.changes.size(); ++i) {
        const Change& own = drafts_.diff.changes[i];
        if (own.told_elsewhere || among_figures[i] != figures) continue;
        change(own);
        if (figures) rows_.back().group = DiffGroup::figures;
      }
    }
    for (const Renumbering& own : drafts_.diff.renumbered) renumbered(own);
    return std::move(rows_);
  }

 private:
  void note(std::string text) {
    if (text.empty()) return;
    std::string& all = rows_.back().note;
    if (!all.empty()) all += words_(msg("; "));
    all += text;
  }

  static void set_edits(const std::vector<Edit>& edits, DiffRow* row) {
    row->edits = with_breaks(edits);
    row->before = side_of(row->edits, EditKind::inserted);
    row->after = side_of(row->edits, EditKind::erased);
  }

  void duties() {
    for (const DutyPart part : {DutyPart::deadline, DutyPart::bodies}) {
      for (const DutyChange& own : drafts_.diff.duties) {
        if (own.part == part) duty(own);
      }
    }
  }
  void duty(const DutyChange& own) {
    DiffRow& row = rows_.emplace_back();
    const bool time = own.part == DutyPart::deadline;
    row.group = time ? DiffGroup::deadlines : DiffGroup::bodies;
    row.kind = words_(std::string(name_of(own.part)) + " " + std::string(name_of(own.kind)));
    set_edits(own.edits, &row);
    const auto place = [&](Described& in, const std::vector<std::uint32_t>& records) {
      const Document& document = in.document();
      const std::uint32_t i = records.front();
      row.section = section(in, time ? document.tasks[i].node : document.duties[i].node, true);
      return in.place_text(time ? document.tasks[i].span : document.duties[i].span);
    };
    if (!own.before.empty()) row.before_place = place(before_, own.before);
    if (!own.after.empty()) row.after_place = place(after_, own.after);
    time ? note(deadline_note(own)) : bodies_notes(own);
  }
  std::string deadline_note(const DutyChange& own) const {
    const auto words = [](const Document& document, const std::vector<std::uint32_t>& tasks) {
      return tasks.empty() ? std::string() : document.tasks[tasks.front()].deadline_words;
    };
    return arrow(words(drafts_.before, own.before), words(drafts_.after, own.after));
  }
  // For each part that changed "lead: A, B → C". One body alone is read as leading, several of the
  // same words as charged jointly.
  void bodies_notes(const DutyChange& own) {
    std::vector<std::pair<std::string, std::string>> parts;
    for (const DutyRole role : {DutyRole::lead, DutyRole::support, DutyRole::joint}) {
      parts.emplace_back(bodies_of(drafts_.before, own.before, role),
                         bodies_of(drafts_.after, own.after, role));
    }
    auto &lead = parts[0], &joint = parts[2];
    if (lead.second.empty() && joint.first.empty() && !joint.second.empty()) {
      joint.first.swap(lead.first);
    } else if (lead.first.empty() && joint.second.empty() && !joint.first.empty()) {
      joint.second.swap(lead.second);
    }
    constexpr std::array<const char*, 3> kNames = {msg("duty lead"), msg("duty support"),
                                                   msg("duty joint")};
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (parts[i].first == parts[i].second) continue;
      const std::string name(words_(kNames[i]));
      note(fill(words_(msg("%1: %2")), {name, arrow(parts[i].first, parts[i].second)}));
    }
  }
  std::string bodies_of(const Document& document, const std::vector<std::uint32_t>& duties,
                        DutyRole role) const {
    std::string out;
    for (const std::uint32_t i : duties) {
      if (document.duties[i].role != role) continue;
      for (const std::string& body : document.duties[i].bodies) {
        if (!out.empty()) out += words_(msg("joint of a list"));
        out += body;
      }
    }
    return out;
  }

  void figure(const FigureChange& own) {
    DiffRow& row = rows_.emplace_back();
    row.group = DiffGroup::figures;
    row.kind = words_(std::string("figure ").append(name_of(own.kind)));
    set_edits(own.edits, &row);
    if (own.before != kNone) {
      const Target& target = drafts_.before.targets[own.before];
      row.before_place = before_.place_text(target.span);
      row.section = section(before_, target.node, true);
    }
    if (own.after != kNone) {
      const Target& target = drafts_.after.targets[own.after];
      row.after_place = after_.place_text(target.span);
      row.section = section(after_, target.node, true);
    }
    note(figure_note(own));
  }
  std::string figure_note(const FigureChange& own) {
    const Target* const a = own.before == kNone ? nullptr : &drafts_.before.targets[own.before];
    const Target* const b = own.after == kNone ? nullptr : &drafts_.after.targets[own.after];
    if (a == nullptr && b == nullptr) return {};
    std::string name = (b != nullptr ? b : a)->indicator;
    const auto changed = [&](FigureField field) {
      return a != nullptr && b != nullptr &&
             std::find(own.fields.begin(), own.fields.end(), field) != own.fields.end();
    };
    if (changed(FigureField::indicator)) name = arrow(a->indicator, b->indicator);
    std::string text;
    if (a == nullptr || b == nullptr) {
      text = a == nullptr ? stated(after_, *b) : stated(before_, *a);
    } else {
      const std::string old_text = stated(before_, *a), new_text = stated(after_, *b);
      text = old_text == new_text ? new_text : arrow(old_text, new_text);
      if (const std::string more = difference(own, *b); !more.empty()) {
        text += fill(words_(msg("(%1)")), {more});
      }
    }
    if (changed(FigureField::period)) {
      text += std::string(words_(msg("; "))) + arrow(period(*a), period(*b));
    } else if (const std::string when = period(b != nullptr ? *b : *a); !when.empty()) {
      text += fill(words_(msg("(%1)")), {when});
    }
    if (changed(FigureField::binding)) {
      text += std::string(words_(msg("; "))) +
              arrow(before_.nature(a->binding), after_.nature(b->binding));
    }
    return name.empty() ? text : fill(words_(msg("%1: %2")), {name, text});
  }
  static std::string stated(Described& in, const Target& target) {
    return stated_words(in.words(), target, in.printed(target.span));
  }
  std::string period(const Target& target) const {
    return target.period ? period_words(words_, *target.period) : "";
  }
  std::string arrow(std::string_view from, std::string_view to) const {
    return fill(words_(msg("change of %1 to %2")),
                {from.empty() ? "-" : from, to.empty() ? "-" : to});
  }
  std::string difference(const FigureChange& own, const Target& after) const {
    if (!own.percent.empty()) return own.percent + "%";
    if (own.difference.empty()) return {};
    if (after.dimension == "ratio" && after.base_unit == "%") {
      return fill(words_(msg("%1 percentage points")), {own.difference});
    }
    return {};
  }

  // The headings above a node, and its own where `with_own`; the plan where there are several.
  static std::string section(Described& in, std::uint32_t node, bool with_own) {
    const Document& document = in.document();
    std::vector<std::string> path;
    if (!with_own && node != kNone) node = document.nodes[node].parent;
    std::uint32_t plan = 0;
    for (std::uint32_t at = node; at != kNone; at = document.nodes[at].parent) {
      plan = document.nodes[at].plan;
      const std::string own = in.heading(document.nodes[at]);
      const bool bare = document.nodes[at].title.empty() && document.nodes[at].number < 0;
      if (own.empty() || bare) continue;
      path.push_back(excerpt(own, kExcerpt));
    }
    if (!in.one_plan() && node != kNone) path.push_back(in.plan_title(plan));
    std::string text;
    for (std::size_t i = path.size(); i-- > 0;) {
      if (!text.empty()) text += " > ";
      text += path[i];
    }
    return text;
  }
  static std::string section(Described& in, const ChangedSide& side) {
    if (side.nodes.empty()) return in.plan_title(side.plan);
    const bool cell = side.row != kNone || side.column != kNone;
    return section(in, side.nodes.front(), cell);
  }

  void change(const Change& own) {
    DiffRow& row = rows_.emplace_back();
    for (const ChangeKind kind : own.kinds) {
      if (!row.kind.empty()) row.kind += words_(msg("joint of a list"));
      row.kind += words_(std::string("change ").append(name_of(kind)));
    }
    if (own.kinds.size() == 1) {
      const std::string id = std::string("change ").append(name_of(own.kinds[0])) + " " +
                             std::string(name_of(own.part));
      if (words_.has(id)) row.kind = words_(id);
    }
    const bool was = own.before.plan != kNone, is = own.after.plan != kNone;
    row.section = is ? section(after_, own.after) : section(before_, own.before);
    if (was) row.before_place = before_.place_text(own.before.span);
    if (is) row.after_place = after_.place_text(own.after.span);
    set_edits(own.edits, &row);
    if (own.edits.empty()) {
      const auto whole = [](EditKind kind, const std::string& text) {
        return text.empty() ? std::vector<Edit>() : std::vector<Edit>{{kind, text}};
      };
      row.before = whole(is ? EditKind::same : EditKind::erased, own.before.text);
      row.after = whole(was ? EditKind::same : EditKind::inserted, own.after.text);
      row.edits = is ? row.after : row.before;
    }
    for (const ChangeKind kind : own.kinds) note(kind_note(own, kind));
    note(table_note(own));
  }

  std::string kind_note(const Change& own, ChangeKind kind) {
    const std::size_t a = own.before.nodes.size(), b = own.after.nodes.size();
    switch (kind) {
      case ChangeKind::split:
        return fill(words_(msg("one paragraph became %1")), {std::to_string(b)});
      case ChangeKind::joined:
        return fill(words_(msg("%1 paragraphs became one")), {std::to_string(a)});
      case ChangeKind::moved:
        return moved_note(own);
      case ChangeKind::renumbered:
        return own.before.nodes.empty() ? "" : markers_note(own);
      case ChangeKind::added:
      case ChangeKind::deleted: {
        const std::size_t all = std::max(a, b);
        return all < 2 ? ""
                       : fill(words_(msg("with %1 paragraphs below")), {std::to_string(all - 1)});
      }
      case ChangeKind::reworded:
        break;
    }
    return {};
  }
  std::string markers_note(const Change& own) const {
    return arrow(before_.marker(drafts_.before.nodes[own.before.nodes.front()]),
                 after_.marker(drafts_.after.nodes[own.after.nodes.front()]));
  }
  std::string moved_note(const Change& own) {
    std::string text;
    const std::string from = section(before_, own.before), to = section(after_, own.after);
    if (!own.same_parent) {
      const std::string top(words_(msg("(top)")));
      text = fill(words_(msg("from %1 to %2")), {from.empty() ? top : from, to.empty() ? top : to});
    } else {
      text = words_(msg("within its section"));
    }
    if (own.below > 0) {
      if (!text.empty()) text += words_(msg("; "));
      text += fill(words_(msg("with %1 paragraphs below")), {std::to_string(own.below)});
    }
    return text;
  }
  // The row and the column that a cell stands in.
  std::string table_note(const Change& own) const {
    if (own.part != ChangedPart::cell && own.part != ChangedPart::column) return {};
    const bool is = own.after.plan != kNone;
    const ChangedSide& side = is ? own.after : own.before;
    const Document& document = is ? drafts_.after : drafts_.before;
    const Table& table = document.tables[document.nodes[side.nodes.front()].table];
    std::string name;
    if (side.column < table.columns.size()) name = table.columns[side.column].name;
    if (own.part == ChangedPart::column) {
      return name.empty() ? "" : fill(words_(msg("column \"%1\"")), {name});
    }
    std::string label;  // the first words of the row that are no number
    for (const Cell& cell : table.rows[side.row]) {
      const std::string text(document.text(cell.text));
      if (!label.empty() || text.find_first_not_of("0123456789. ") == std::string::npos) continue;
      label = text;
    }
    if (name.empty()) return fill(words_(msg("row \"%1\"")), {label});
    return fill(words_(msg("row \"%1\", column \"%2\"")), {label, name});
  }

  void renumbered(const Renumbering& own) {
    DiffRow& row = rows_.emplace_back();
    row.group = DiffGroup::numbers;
    row.kind = words_(msg("change renumbered"));
    row.section = section(after_, own.after.front(), false);
    row.before_place = before_.place_text(drafts_.before.nodes[own.before.front()].span);
    row.after_place = after_.place_text(drafts_.after.nodes[own.after.front()].span);
    row.before = {{EditKind::same, range(before_, own.before)}};
    row.after = {{EditKind::same, range(after_, own.after)}};
    if (own.before.size() + own.below > 1) {
      note(fill(words_(msg("%1 headings")), {std::to_string(own.before.size() + own.below)}));
    }
  }
  std::string range(Described& in, const std::vector<std::uint32_t>& nodes) const {
    const auto name = [&](std::uint32_t node) {
      return excerpt(in.heading(in.document().nodes[node]), kExcerpt);
    };
    if (nodes.size() == 1) return name(nodes.front());
    return fill(words_(msg("%1 through %2")), {name(nodes.front()), name(nodes.back())});
  }

  const ComparedDrafts& drafts_;
  const Words& words_;
  Described before_, after_;
  std::vector<DiffRow> rows_;
};

}  // namespace

std::vector<DiffRow> diff_rows(const ComparedDrafts& drafts, const Words& words) {
  return Rows(drafts, words).run();
}

std::string diff_summary(const std::vector<DiffRow>& rows, const Words& words) {
  constexpr std::array<const char*, 5> kGroups = {msg("figures: %1"), msg("deadlines: %1"),
                                                  msg("bodies: %1"), msg("words: %1"),
                                                  msg("numbers of headings: %1")};
  std::array<std::size_t, kGroups.size()> times = {};
  for (const DiffRow& row : rows) ++times[static_cast<std::size_t>(row.group)];
  if (rows.empty()) return std::string(words(msg("nothing changed")));
  std::string text;
  for (std::size_t i = 0; i < times.size(); ++i) {
    if (times[i] == 0) continue;
    if (!text.empty()) text += words(msg("comma of a sum"));
    text += fill(words(kGroups[i]), {std::to_string(times[i])});
  }
  return text;
}

}  // namespace gangmu
