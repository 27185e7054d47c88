#include "exporters/task_rows.h"

#include <algorithm>
#include <unordered_map>

namespace gangmu {

namespace {

void take_later(std::optional<int>& latest, const std::optional<int>& year) {
  if (year && (!latest || *year > *latest)) latest = year;
}

class Rows {
 public:
  explicit Rows(const Document& document)
      : document_(document),
        targets_(document.nodes.size()),
        duties_(document.nodes.size()),
        tasks_(document.nodes.size()) {
    for (std::uint32_t i = 0; i < document.targets.size(); ++i) {
      const Target& target = document.targets[i];
      if (target.status == TargetStatus::target) targets_[target.node].push_back(i);
    }
    for (std::uint32_t i = 0; i < document.duties.size(); ++i) {
      duties_[document.duties[i].node].push_back(i);
    }
    for (std::uint32_t i = 0; i < document.tasks.size(); ++i) {
      tasks_[document.tasks[i].node].push_back(i);
    }
  }

  std::vector<TaskRow> make() {
    for (std::uint32_t i = 0; i < document_.nodes.size(); ++i) {
      if (only_charges(i) && charge_above(i)) continue;
      if (tasks_[i].empty() && duties_[i].empty()) continue;
      rows_.push_back({i, targets_[i], duties_[i], {}, false});
    }
    for (TaskRow& row : rows_) set_deadline(row);
    return std::move(rows_);
  }

 private:
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
    Charge& charge = charges_[heading];
    if (rows_.back().node > charge.last) charge = {std::max(charge.last, heading), index, 0};
    if (++charge.times > kTogether) return false;
    charge.last = index;
    for (auto row = rows_.rbegin(); row != rows_.rend() && row->node >= charge.behind; ++row) {
      row->duties.insert(row->duties.end(), duties_[index].begin(), duties_[index].end());
    }
    return true;
  }

  // What the charge or the sentences say, else what they inherit, else the plan's end.
  void set_deadline(TaskRow& row) const {
    std::optional<int> said, inherited;
    for (const std::uint32_t i : row.duties) {
      if (const auto& deadline = document_.duties[i].deadline) take_later(said, deadline->end);
    }
    for (const std::uint32_t i : tasks_[row.node]) {
      const Task& task = document_.tasks[i];
      if (!task.deadline) continue;
      take_later(task.deadline_words.empty() ? inherited : said, task.deadline->end);
    }
    row.stated = said.has_value();
    row.deadline = said        ? said
                   : inherited ? inherited
                               : document_.plans[document_.nodes[row.node].plan].end;
  }

  const Document& document_;
  std::vector<std::vector<std::uint32_t>> targets_, duties_, tasks_;  // of each node
  // Paragraphs under one heading that do nothing but charge.
  struct Charge {
    std::uint32_t behind = 0;  // the rows from here on are charged
    std::uint32_t last = 0;    // the node that charged last
    std::uint32_t times = 0;   // one behind the other
  };
  std::unordered_map<std::uint32_t, Charge> charges_;  // by heading
  std::vector<TaskRow> rows_;
};

}  // namespace

std::vector<TaskRow> task_rows(const Document& document) { return Rows(document).make(); }

}  // namespace gangmu
