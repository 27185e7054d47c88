#include "exporters/task_rows.h"

#include <algorithm>
#include <unordered_map>

#include "exporters/by_node.h"

namespace gangmu {

namespace {

bool same(const Period& a, const Period& b) {
  return a.kind == b.kind && a.start == b.start && a.end == b.end;
}

// Words that are there already are not told again, years neither.
void add_deadline(TaskRow* row, const Period& period, const std::string& words) {
  const auto known = std::find_if(row->deadlines.begin(), row->deadlines.end(),
                                  [&](const Period& p) { return same(p, period); });
  if (known == row->deadlines.end()) row->deadlines.push_back(period);
  if (row->deadline_words.find(words) != std::string::npos) return;
  row->deadline_words += (row->deadline_words.empty() ? "" : " ") + words;
}

class Rows {
 public:
  Rows(const Document& document, bool sentences)
      : document_(document),
        sentences_(sentences),
        duties_(by_node(document, document.duties)),
        targets_(by_node(document, document.targets)) {}

  std::vector<TaskRow> make() {
    for (std::uint32_t i = 0; i < document_.tasks.size(); ++i) {
      first_task_.emplace(document_.tasks[i].node, i);
    }
    for (std::uint32_t i = 0; i < document_.tasks.size(); ++i) {
      const std::uint32_t node = document_.tasks[i].node;
      const bool first = i == 0 || document_.tasks[i - 1].node != node;
      if (first ? only_charges(node) && charge_above(node) : !sentences_ || only_charges(node)) {
        continue;
      }
      add_row(node, i);
    }
    for (TaskRow& row : rows_) {
      if (row.deadlines.empty()) inherit(&row);
    }
    return std::move(rows_);
  }

 private:
  void add_row(std::uint32_t node, std::uint32_t first) {
    TaskRow row = {node, first, first, document_.tasks[first].span, {}, {}, {}, {}, {}, {}};
    for (; row.last < document_.tasks.size(); ++row.last) {
      const Task& task = document_.tasks[row.last];
      if (task.node != node || (sentences_ && row.last > first)) break;
      row.span.end = task.span.end;
      if (task.deadline_words.empty() || !task.deadline->stated) continue;
      add_deadline(&row, *task.deadline, task.deadline_words);
    }
    for (const std::uint32_t i : targets_[node]) {
      const Target& target = document_.targets[i];
      if (target.status != TargetStatus::target) continue;
      if (!sentences_ || holds(row.span, target.span)) row.targets.push_back(i);
    }
    charge(&row, node);
    rows_.push_back(std::move(row));
  }

  // From the heading above, whose words are told, or from the plan.
  void inherit(TaskRow* row) const {
    for (std::uint32_t i = row->first; i < row->last; ++i) {
      const Task& task = document_.tasks[i];
      if (!task.deadline || task.deadline->stated) continue;
      row->deadlines.push_back(*task.deadline);
      row->deadline_words = task.deadline_words;
      return;
    }
    if (const auto& own = document_.tasks[row->first].deadline) row->deadlines.push_back(*own);
  }

  static bool holds(const Span& outer, const Span& inner) {
    return inner.begin >= outer.begin && inner.end <= outer.end;
  }

  // Whether a duty is part of a sentence and so charges that one alone; brackets behind the last
  // sentence charge the paragraph.
  bool charges_one(const Duty& duty, std::uint32_t first) const {
    const std::uint32_t node = document_.tasks[first].node;
    for (std::uint32_t i = first; i < document_.tasks.size(); ++i) {
      if (document_.tasks[i].node != node) return false;
      if (!holds(document_.tasks[i].span, duty.span)) continue;
      const bool last = i + 1 == document_.tasks.size() || document_.tasks[i + 1].node != node;
      return !last || !in_brackets(duty.span);
    }
    return false;
  }
  bool in_brackets(const Span& span) const {
    constexpr char32_t kWide = 0xFF08;
    std::size_t at = span.begin;
    if (at == 0) return false;
    const char32_t c = previous_char(document_.source.text, at);
    return c == '(' || c == kWide;
  }

  // Gives a row the duties of a node.
  void charge(TaskRow* row, std::uint32_t node) const {
    for (const std::uint32_t i : duties_[node]) {
      const Duty& duty = document_.duties[i];
      if (sentences_ && node == row->node && !holds(row->span, duty.span) &&
          charges_one(duty, first_task_.at(node))) {
        continue;
      }
      auto& bodies = duty.role == DutyRole::lead      ? row->lead
                     : duty.role == DutyRole::support ? row->support
                                                      : row->joint;
      bodies.push_back(i);
      if (!duty.deadline || !duty.deadline->stated) continue;
      add_deadline(row, *duty.deadline, duty.deadline_words);
    }
  }

  // Whether the words that charge somebody, and marks around them, are the whole paragraph.
  bool only_charges(std::uint32_t index) const {
    const Node& node = document_.nodes[index];
    if (duties_[index].empty() || !node.title.empty()) return false;
    constexpr std::size_t kMarks = 4;  // brackets, full stop, a mark before
    const Duty& duty = document_.duties[duties_[index].front()];
    const std::string_view text = document_.text(node.text);
    return text.find(duty.quote) != std::string_view::npos &&
           char_count(text) <= char_count(duty.quote) + kMarks;
  }

  // Whether there are rows under the heading above that take the duties of `index`: those behind
  // the charge before it, or the same as that one had when it stands right behind it.
  bool charge_above(std::uint32_t index) {
    constexpr std::uint32_t kTogether = 8;  // lead, support and the like, a paragraph each
    const std::uint32_t heading = document_.nodes[index].parent;
    if (heading == kNone || rows_.empty() || rows_.back().node < heading) return false;
    Charge& last = charges_[heading];
    if (rows_.back().node > last.node) last = {std::max(last.node, heading), index, 0};
    if (++last.times > kTogether) return false;
    last.node = index;
    for (auto row = rows_.rbegin(); row != rows_.rend() && row->node >= last.behind; ++row) {
      charge(&*row, index);
    }
    return true;
  }

  // The last of the paragraphs under a heading that do nothing but charge.
  struct Charge {
    std::uint32_t behind = 0;  // the rows from here on are charged
    std::uint32_t node = 0;
    std::uint32_t times = 0;  // how many stand right behind one another
  };

  const Document& document_;
  bool sentences_;
  std::unordered_map<std::uint32_t, std::uint32_t> first_task_;  // of each node with tasks
  std::vector<Indices> duties_, targets_;                        // of each node
  std::unordered_map<std::uint32_t, Charge> charges_;            // by heading
  std::vector<TaskRow> rows_;
};

}  // namespace

std::vector<TaskRow> task_rows(const Document& document, bool sentences) {
  return Rows(document, sentences).make();
}

}  // namespace gangmu
