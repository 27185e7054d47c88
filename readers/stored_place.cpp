#include "readers/stored_place.h"

#include <charconv>

namespace gangmu {

namespace {

std::string_view name_of(Zone zone) {
  return zone == Zone::front ? "/front/" : zone == Zone::body ? "/children/" : "/back/";
}

std::string node_pointer(const Document& document, std::uint32_t index) {
  const Node& node = document.nodes[index];
  const bool top = node.parent == kNone;
  std::uint32_t ordinal = 0;
  std::uint32_t i = top ? document.plans[node.plan].first_node : node.parent + 1;
  for (; i < index; i = document.nodes[i].end) {
    ordinal += !top || document.nodes[i].zone == node.zone;
  }
  const std::string above = top ? std::string() : node_pointer(document, node.parent);
  return above + std::string(top ? name_of(node.zone) : "/children/") + std::to_string(ordinal);
}

// Of a record, by how many of its plan stand before it.
template <typename Record>
StoredPlace record_place(const Document& document, const std::vector<Record>& records,
                         std::uint32_t index, const char* key) {
  if (index >= records.size()) return {kNone, "/plans"};
  const std::uint32_t plan = document.nodes[records[index].node].plan;
  std::uint32_t ordinal = 0;
  for (std::uint32_t i = index; i > 0 && document.nodes[records[i - 1].node].plan == plan; --i) {
    ++ordinal;
  }
  return {plan, key + std::to_string(ordinal)};
}

// Of a task, whose object holds all of its node.
StoredPlace task_place(const Document& document, std::uint32_t index) {
  const std::uint32_t node = document.tasks[index].node, plan = document.nodes[node].plan;
  std::uint32_t objects = 0, sentence = 0;
  for (std::uint32_t i = index; i > 0; --i) {
    const std::uint32_t before = document.tasks[i - 1].node;
    if (document.nodes[before].plan != plan) break;
    objects += before != document.tasks[i].node;
    sentence += before == node;
  }
  return {plan, "/tasks/" + std::to_string(objects) + "/sentences/" + std::to_string(sentence)};
}

}  // namespace

StoredPlace stored_place(const Document& document, std::string_view what) {
  const std::size_t blank = what.find(' ');
  const std::string_view kind = what.substr(0, blank);
  std::uint32_t index = 0;
  if (blank != std::string_view::npos) {
    std::from_chars(what.data() + blank + 1, what.data() + what.size(), index);
  }
  if (kind == "plan" && index < document.plans.size()) return {index, ""};
  if (kind == "node" && index < document.nodes.size()) {
    return {document.nodes[index].plan, node_pointer(document, index)};
  }
  if (kind == "table") {
    for (std::uint32_t i = 0; i < document.nodes.size(); ++i) {
      if (document.nodes[i].table != index) continue;
      return {document.nodes[i].plan, node_pointer(document, i) + "/rows"};
    }
  }
  if (kind == "target") return record_place(document, document.targets, index, "/targets/");
  if (kind == "reference") {
    return record_place(document, document.references, index, "/references/");
  }
  if (kind == "duty") return record_place(document, document.duties, index, "/duties/");
  if (kind == "goal") return record_place(document, document.goals, index, "/goals/");
  if (kind == "name") return record_place(document, document.names, index, "/names/");
  if (kind == "task" && index < document.tasks.size()) return task_place(document, index);
  if (kind == "furniture") return {kNone, "/furniture/" + std::to_string(index)};
  if (kind == "diagnostic") return {kNone, "/diagnostics/" + std::to_string(index)};
  return {kNone, "/view"};
}

}  // namespace gangmu
