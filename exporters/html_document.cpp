#include "exporters/html_document.h"

#include <algorithm>

namespace gangmu {

ReportDocument::ReportDocument(const Document& document, const Words& words, std::uint32_t index,
                               std::size_t count, bool one_plan, std::span<const Finding> findings)
    : in_(document, words, count > 1, one_plan),
      findings_(findings),
      ids_(document),
      prefix_(count > 1 ? "d" + std::to_string(index + 1) + "." : ""),
      tasks_(task_rows(document)),
      indicators_(indicator_rows(document)),
      marks_(document) {
  mark_tasks();
  mark_names();
  mark_figures();
  mark_findings(index);
  marks_.finish();
  std::sort(marked_.begin(), marked_.end());
  for (std::size_t i = 0; i < document.furniture.size(); ++i) {
    furniture_.emplace_back(document.furniture[i].span.begin, i);
  }
  std::sort(furniture_.begin(), furniture_.end());
}

bool ReportDocument::is_marked(const std::string& id) const {
  return std::binary_search(marked_.begin(), marked_.end(), id);
}

std::string ReportDocument::anchor(const std::string& id, std::uint32_t at) const {
  return is_marked(id) ? id : node(at);
}

std::string ReportDocument::anchor_of_finding(std::size_t i, std::size_t side) const {
  std::string id = finding(i, side);
  if (is_marked(id)) return id;
  const Finding::Side& doubt = findings_[i].sides[side];
  const auto after = std::upper_bound(furniture_.begin(), furniture_.end(),
                                      std::pair(doubt.span.begin, document().furniture.size()));
  if (after != furniture_.begin()) {
    const std::size_t before = (after - 1)->second;
    if (doubt.span.begin < document().furniture[before].span.end) return furniture(before);
  }
  const std::uint32_t at = marks_.node_at(doubt.span.begin);
  if (at != kNone) return node(at);
  return document().plans.empty() ? std::string() : plan(0);
}

template <typename Place>
void ReportDocument::mark(Place place, Mark mark) {
  std::string id = mark.id;
  if (marks_.add(place, std::move(mark))) marked_.push_back(std::move(id));
}

void ReportDocument::mark_tasks() {
  std::vector<bool> charged(document().duties.size());
  for (std::size_t r = 0; r < tasks_.size(); ++r) {
    const TaskRow& row = tasks_[r];
    const Slice all = {document().tasks[row.first].at.begin, document().tasks[row.last - 1].at.end};
    mark(all, {task(r), "task", std::string(words()(msg("Task"))), true});
    for (const auto* duties : {&row.lead, &row.support, &row.joint}) {
      for (const std::uint32_t i : *duties) charged[i] = true;
    }
  }
  for (std::uint32_t i = 0; i < document().duties.size(); ++i) {
    const Duty& entry = document().duties[i];
    mark(entry.span, {duty(i), "duty", in_.word("duty ", name_of(entry.role)), charged[i]});
  }
}

void ReportDocument::mark_names() {
  for (std::uint32_t i = 0; i < document().goals.size(); ++i) {
    mark(document().goals[i].span, {goal(i), "goal", std::string(words()(msg("Goal"))), true});
  }
  for (std::uint32_t i = 0; i < document().names.size(); ++i) {
    const Name& entry = document().names[i];
    mark(entry.span, {name(i), "name", in_.word("name ", name_of(entry.type)), true});
  }
  for (std::uint32_t i = 0; i < document().references.size(); ++i) {
    const Reference& entry = document().references[i];
    mark(entry.span,
         {reference(i), "reference", in_.word("relation ", name_of(entry.relation)), true});
  }
}

void ReportDocument::mark_figures() {
  for (std::uint32_t i = 0; i < document().targets.size(); ++i) {
    const Target& target = document().targets[i];
    std::string told = in_.word("status ", name_of(target.status));
    for (const std::string& more : {target.indicator, in_.period(target)}) {
      if (!more.empty()) told += " \u00B7 " + more;
    }
    mark(target.span,
         {figure(i), std::string("figure ").append(name_of(target.status)), told, true});
  }
}

// What runs over several fields, such as a whole table, is not marked word by word.
void ReportDocument::mark_findings(std::uint32_t index) {
  for (std::size_t i = 0; i < findings_.size(); ++i) {
    const std::string kind = in_.word("code ", findings_[i].code);
    for (std::size_t s = 0; s < findings_[i].sides.size(); ++s) {
      const Finding::Side& side = findings_[i].sides[s];
      if (side.document != index) continue;
      std::string id = finding(i, s);
      Mark mark = {id, "finding", kind, true};
      if (marks_.add_within(side.span, std::move(mark))) marked_.push_back(std::move(id));
    }
  }
}

}  // namespace gangmu
