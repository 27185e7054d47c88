#include "exporters/task_rows.h"

#include <algorithm>

namespace gangmu {

namespace {

bool same(const Period& a, const Period& b) {
  return a.kind == b.kind && a.start == b.start && a.end == b.end;
}

void add_deadline(TaskRow* row, const Period& period, const std::string& words) {
  const auto known = std::find_if(row->deadlines.begin(), row->deadlines.end(),
                                  [&](const Period& p) { return same(p, period); });
  if (known != row->deadlines.end()) return;
  row->deadlines.push_back(period);
  row->deadline_words += (row->deadline_words.empty() || words.empty() ? "" : " ") + words;
}

void add_duties(const Document& document, TaskRow* row) {
  for (std::uint32_t i = 0; i < document.duties.size(); ++i) {
    const Duty& duty = document.duties[i];
    if (duty.node != row->node) continue;
    auto& bodies = duty.role == DutyRole::lead      ? row->lead
                   : duty.role == DutyRole::support ? row->support
                                                    : row->joint;
    bodies.push_back(i);
    if (duty.deadline && duty.deadline->stated) add_deadline(row, *duty.deadline, duty.quote);
  }
}

}  // namespace

std::vector<TaskRow> task_rows(const Document& document) {
  std::vector<TaskRow> rows;
  std::size_t target = 0;
  for (std::uint32_t i = 0; i < document.tasks.size(); ++i) {
    const Task& task = document.tasks[i];
    if (rows.empty() || rows.back().node != task.node) {
      rows.push_back({task.node, i, i, task.span, {}, {}, {}, {}, {}, {}});
    }
    TaskRow& row = rows.back();
    row.last = i + 1;
    row.span.end = task.span.end;
    if (!task.deadline_words.empty()) add_deadline(&row, *task.deadline, task.deadline_words);
  }
  for (TaskRow& row : rows) {
    add_duties(document, &row);
    const auto& inherited = document.tasks[row.first].deadline;
    if (row.deadlines.empty() && inherited) row.deadlines.push_back(*inherited);
    while (target < document.targets.size() && document.targets[target].node < row.node) ++target;
    for (std::size_t t = target;
         t < document.targets.size() && document.targets[t].node == row.node; ++t) {
      if (document.targets[t].status == TargetStatus::target) {
        row.targets.push_back(static_cast<std::uint32_t>(t));
      }
    }
  }
  return rows;
}

}  // namespace gangmu
