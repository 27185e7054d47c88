#include "exporters/xml.h"

#include <algorithm>
#include <pugixml.hpp>

#include "exporters/ids.h"
#include "exporters/json_writer.h"
#include "exporters/places.h"
#include "exporters/utf8.h"
#include "model/walk.h"

namespace gangmu {

namespace {

using pugi::xml_node;

class SinkWriter : public pugi::xml_writer {
 public:
  explicit SinkWriter(Sink& sink) : sink_(sink) {}
  void write(const void* data, std::size_t size) override {
    sink_.write({static_cast<const char*>(data), size});
  }

 private:
  Sink& sink_;
};

void attribute(xml_node node, const char* name, std::string_view value) {
  node.append_attribute(name).set_value(xml_text(value).c_str());
}
void attribute(xml_node node, const char* name, std::uint64_t value) {
  node.append_attribute(name).set_value(static_cast<unsigned long long>(value));
}
void attribute(xml_node node, const char* name, const std::optional<int>& value) {
  if (value) node.append_attribute(name).set_value(*value);
}
void flag(xml_node node, const char* name, bool value) {
  node.append_attribute(name).set_value(value);
}
void optional_attribute(xml_node node, const char* name, std::string_view value) {
  if (!value.empty()) attribute(node, name, value);
}
void decimal(xml_node node, const char* name, const std::string& lexeme) {
  if (is_decimal(lexeme)) node.append_attribute(name).set_value(lexeme.c_str());
}
xml_node element(xml_node parent, const char* name, std::string_view text) {
  xml_node node = parent.append_child(name);
  node.append_child(pugi::node_pcdata).set_value(xml_text(text).c_str());
  return node;
}
void optional_element(xml_node parent, const char* name, std::string_view text) {
  if (!text.empty()) element(parent, name, text);
}
void elements(xml_node parent, const char* list, const char* name,
              const std::vector<std::string>& texts) {
  xml_node node = parent.append_child(list);
  for (const std::string& text : texts) element(node, name, text);
}

// Indentation grows with the square of the depth; what no plan reaches is printed without.
bool is_shallow(const Document& document) {
  constexpr std::uint16_t kDeepest = 100;
  return std::all_of(document.nodes.begin(), document.nodes.end(),
                     [](const Node& node) { return node.depth <= kDeepest; });
}

// Builds and prints one plan at a time. A visitor of walk_nodes().
class XmlExport {
 public:
  XmlExport(const Document& document, const ExportOptions& options, Sink& sink)
      : document_(document),
        options_(options),
        sink_(sink),
        ids_(document),
        keys_(node_keys(document)),
        places_(document.source),
        indented_(is_shallow(document)) {}

  void write();
  void enter(const Node& node, std::uint32_t index);
  void leave(const Node&, std::uint32_t) { open_.pop_back(); }

 private:
  void head(xml_node root);
  xml_node plan(xml_node parent, std::uint32_t index);
  void duties(xml_node parent, std::uint32_t plan);
  void references(xml_node parent, std::uint32_t plan);
  void goals(xml_node parent, std::uint32_t plan);
  void names(xml_node parent, std::uint32_t plan);
  void tasks(xml_node parent, const Plan& plan);
  void period(xml_node parent, const char* name, const Period& period);
  void facts(xml_node parent, const PlanFacts& facts);
  void zone(xml_node parent, const char* name, const Plan& plan, Zone zone);
  void clauses(xml_node parent, const Node& node);
  void table(xml_node parent, const Table& table);
  void columns(xml_node parent, const Table& table);
  void target(xml_node parent, std::uint32_t index);
  void target_context(xml_node node, const Target& target);
  void target_place(xml_node node, const Target& target);
  void furniture(xml_node parent);
  void diagnostics(xml_node parent);
  void span(xml_node parent, const char* name, Span span);
  void fact(xml_node parent, const char* name, const Fact& fact);
  std::string_view rule(std::uint16_t index) const {
    return index < document_.rules.size() ? std::string_view(document_.rules[index].name) : "";
  }
  void print(xml_node node, unsigned depth) {
    SinkWriter writer(sink_);
    const unsigned layout = indented_ ? pugi::format_indent : pugi::format_raw;
    node.print(writer, " ", layout | pugi::format_no_declaration, pugi::encoding_utf8, depth);
    if (!indented_) sink_.put('\n');
  }

  const Document& document_;
  const ExportOptions& options_;
  Sink& sink_;
  Ids ids_;
  std::vector<std::string> keys_;
  Places places_;
  const bool indented_;
  std::vector<xml_node> open_;  // the lists of children that are being filled
};

void XmlExport::write() {
  sink_.write(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<document xmlns=\"urn:gangmu:document:1\" format=\"gangmu.document\""
      " version=\"1\">\n");
  {
    pugi::xml_document tree;
    head(tree);
    for (const xml_node part : tree.children()) print(part, 1);
  }
  sink_.write(" <plans>\n");
  for (std::uint32_t i = 0; i < document_.plans.size(); ++i) {
    pugi::xml_document tree;
    print(plan(tree, i), 2);
  }
  sink_.write(" </plans>\n");
  pugi::xml_document tree;
  furniture(tree);
  diagnostics(tree);
  for (const xml_node part : tree.children()) print(part, 1);
  sink_.write("</document>\n");
}

void XmlExport::head(xml_node root) {
  xml_node generator = root.append_child("generator");
  attribute(generator, "name", "gangmu");
  attribute(generator, "version", options_.generator_version);
  xml_node grammar = generator.append_child("grammar");
  attribute(grammar, "sha256", document_.grammar_sha256);
  for (const std::string& overlay : document_.overlays) element(grammar, "overlay", overlay);
  const Source& source = document_.source;
  xml_node node = root.append_child("source");
  attribute(node, "name", source.name);
  attribute(node, "format", source.format);
  attribute(node, "encoding", source.encoding);
  attribute(node, "bytes", source.bytes);
  attribute(node, "sha256", source.sha256);
  if (!source.pages.empty()) attribute(node, "pages", source.pages.size());
}

xml_node XmlExport::plan(xml_node parent, std::uint32_t index) {
  const Plan& plan = document_.plans[index];
  xml_node node = parent.append_child("plan");
  attribute(node, "id", ids_.plan(index));
  attribute(node, "kind", name_of(plan.kind));
  optional_element(node, "title", document_.text(plan.title));
  optional_element(node, "label", document_.text(plan.label));
  xml_node period = node.append_child("period");
  attribute(period, "start", plan.start);
  attribute(period, "end", plan.end);
  attribute(period, "horizon", plan.horizon);
  facts(node, plan.facts);
  span(node, "span", plan.span);
  zone(node, "front", plan, Zone::front);
  zone(node, "children", plan, Zone::body);
  zone(node, "back", plan, Zone::back);
  xml_node targets = node.append_child("targets");
  for (const std::uint32_t i : ids_.targets_of(index)) target(targets, i);
  duties(node.append_child("duties"), index);
  references(node.append_child("references"), index);
  goals(node.append_child("goals"), index);
  names(node.append_child("names"), index);
  tasks(node.append_child("tasks"), plan);
  return node;
}

void XmlExport::duties(xml_node parent, std::uint32_t plan) {
  for (const Duty& duty : document_.duties) {
    if (document_.nodes[duty.node].plan != plan) continue;
    xml_node out = parent.append_child("duty");
    attribute(out, "node", ids_.node(duty.node));
    attribute(out, "role", name_of(duty.role));
    optional_attribute(out, "rule", rule(duty.rule));
    optional_attribute(out, "deadline-words", duty.deadline_words);
    elements(out, "bodies", "body", duty.bodies);
    if (duty.deadline) period(out, "deadline", *duty.deadline);
    span(out, "span", duty.span);
    element(out, "quote", duty.quote);
  }
}

void XmlExport::references(xml_node parent, std::uint32_t plan) {
  for (const Reference& reference : document_.references) {
    if (document_.nodes[reference.node].plan != plan) continue;
    xml_node out = parent.append_child("reference");
    attribute(out, "node", ids_.node(reference.node));
    attribute(out, "relation", name_of(reference.relation));
    optional_attribute(out, "number", reference.number);
    optional_attribute(out, "rule", rule(reference.rule));
    element(out, "title", reference.title);
    span(out, "span", reference.span);
    element(out, "quote", reference.quote);
  }
}

void XmlExport::goals(xml_node parent, std::uint32_t plan) {
  for (const Goal& goal : document_.goals) {
    if (document_.nodes[goal.node].plan != plan) continue;
    xml_node out = parent.append_child("goal");
    attribute(out, "node", ids_.node(goal.node));
    optional_attribute(out, "rule", rule(goal.rule));
    element(out, "text", goal.text);
    if (goal.period) period(out, "period", *goal.period);
    span(out, "span", goal.span);
  }
}

void XmlExport::names(xml_node parent, std::uint32_t plan) {
  for (const Name& name : document_.names) {
    if (document_.nodes[name.node].plan != plan) continue;
    xml_node out = parent.append_child("name");
    attribute(out, "node", ids_.node(name.node));
    attribute(out, "type", name_of(name.type));
    optional_attribute(out, "nature", name_of(name.nature));
    optional_attribute(out, "rule", rule(name.rule));
    element(out, "text", name.name);
    element(out, "core", name.core);
    span(out, "span", name.span);
    const bool tells = !(name.place + name.investment + name.years).empty();
    if (name.row == kNone && !tells) continue;
    xml_node work = out.append_child("work");
    if (name.row != kNone) {
      attribute(work, "row", name.row);
      attribute(work, "column", name.column);
    }
    optional_attribute(work, "place", name.place);
    optional_attribute(work, "host", name.host);
    optional_attribute(work, "investment", name.investment);
    optional_attribute(work, "years", name.years);
    optional_attribute(work, "bodies", name.bodies);
  }
}

// A sentence without a deadline is due at the end of the plan.
void XmlExport::tasks(xml_node parent, const Plan& plan) {
  xml_node out;
  std::uint32_t last = kNone;
  for (const Task& task : document_.tasks) {
    if (task.node < plan.first_node || task.node >= plan.last_node) continue;
    if (task.node != last) {
      out = parent.append_child("task");
      attribute(out, "node", ids_.node(task.node));
      last = task.node;
    }
    const Node& node = document_.nodes[task.node];
    const Offset begin = (node.text.empty() ? node.title : node.text).begin;
    xml_node sentence = out.append_child("sentence");
    attribute(sentence, "begin", task.at.begin - begin);
    attribute(sentence, "end", task.at.end - begin);
    optional_attribute(sentence, "words", task.deadline_words);
    if (task.deadline && task.deadline != plan_end(plan))
      period(sentence, "deadline", *task.deadline);
  }
}

void XmlExport::period(xml_node parent, const char* name, const Period& period) {
  xml_node out = parent.append_child(name);
  attribute(out, "kind", name_of(period.kind));
  attribute(out, "start", period.start);
  attribute(out, "end", period.end);
  flag(out, "stated", period.stated);
}

void XmlExport::facts(xml_node parent, const PlanFacts& facts) {
  xml_node node = parent.append_child("facts");
  if (facts.issuer) fact(node, "issuer", *facts.issuer);
  if (facts.doc_number) fact(node, "doc_number", *facts.doc_number);
  if (facts.date) fact(node, "date", *facts.date);
  if (facts.region) fact(node, "region", *facts.region);
  xml_node addressees = node.append_child("addressees");
  for (const Fact& addressee : facts.addressees) fact(addressees, "addressee", addressee);
}

void XmlExport::zone(xml_node parent, const char* name, const Plan& plan, Zone zone) {
  open_.push_back(parent.append_child(name));
  for (std::uint32_t i = plan.first_node; i < plan.last_node;) {
    const Node& top = document_.nodes[i];
    if (top.zone == zone) walk_nodes(document_, i, top.end, *this);
    i = top.end;
  }
  open_.pop_back();
}

void XmlExport::enter(const Node& node, std::uint32_t index) {
  xml_node out = open_.back().append_child("node");
  attribute(out, "id", ids_.node(index));
  attribute(out, "key", keys_[index]);
  attribute(out, "kind", name_of(node.kind));
  attribute(out, "depth", node.depth);
  flag(out, "run_in", node.run_in);
  optional_attribute(out, "role", name_of(node.role));
  optional_attribute(out, "rule", rule(node.rule));
  if (!node.marker.empty()) {
    xml_node marker = element(out, "marker", marker_text(document_, node));
    if (node.number >= 0) attribute(marker, "number", static_cast<std::uint64_t>(node.number));
  }
  optional_element(out, "title", document_.text(node.title));
  optional_element(out, "close", document_.text(node.close));
  optional_element(out, "text", document_.text(node.text));
  if (!node.clauses.empty()) clauses(out, node);
  span(out, "span", node.span);
  if (node.kind == NodeKind::table) {
    table(out, node.table == kNone ? Table() : document_.tables[node.table]);
  }
  open_.push_back(out.append_child("children"));
}

void XmlExport::clauses(xml_node parent, const Node& node) {
  xml_node list = parent.append_child("clauses");
  for (const Clause& clause : node.clauses) {
    xml_node out = list.append_child("clause");
    attribute(out, "marker", document_.text(clause.marker));
    attribute(out, "begin", clause.range.begin - node.text.begin);
    attribute(out, "end", clause.range.end - node.text.begin);
  }
}

void XmlExport::table(xml_node parent, const Table& table) {
  xml_node rows = parent.append_child("rows");
  attribute(rows, "header_rows", table.header_rows);
  for (const auto& row : table.rows) {
    xml_node out = rows.append_child("row");
    for (const Cell& cell : row) {
      xml_node text = element(out, "cell", document_.text(cell.text));
      if (cell.row_span != 1) attribute(text, "row_span", cell.row_span);
      if (cell.column_span != 1) attribute(text, "column_span", cell.column_span);
    }
  }
  xml_node groups = parent.append_child("groups");
  for (const Group& group : table.groups) {
    attribute(element(groups, "group", group.text), "row", group.row);
  }
  columns(parent, table);
}

void XmlExport::columns(xml_node parent, const Table& table) {
  xml_node columns = parent.append_child("columns");
  for (const Column& column : table.columns) {
    xml_node out = element(columns, "column", column.name);
    attribute(out, "role", name_of(column.role));
    attribute(out, "year", column.year);
  }
}

void XmlExport::target(xml_node parent, std::uint32_t index) {
  const Target& target = document_.targets[index];
  xml_node out = parent.append_child("target");
  attribute(out, "id", ids_.target(index));
  attribute(out, "node", ids_.node(target.node));
  attribute(out, "status", name_of(target.status));
  attribute(out, "op", name_of(target.op));
  attribute(out, "measure", name_of(target.measure));
  optional_attribute(out, "direction", target.falls ? "down" : "");
  optional_attribute(out, "indicator_id", ids_.indicator(index));
  decimal(out, "value", target.value);
  decimal(out, "value_high", target.value_high);
  optional_attribute(out, "exact", target.exact);
  optional_attribute(out, "unit", target.unit);
  decimal(out, "number", target.number);
  decimal(out, "number_high", target.number_high);
  optional_attribute(out, "base_unit", target.base_unit);
  optional_attribute(out, "dimension", target.dimension);
  target_context(out, target);
  target_place(out, target);
}

void XmlExport::target_context(xml_node out, const Target& target) {
  if (target.binding) flag(out, "binding", *target.binding);
  if (target.baseline != kNone) attribute(out, "baseline", ids_.target(target.baseline));
  if (target.part_of != kNone) attribute(out, "part_of", ids_.target(target.part_of));
  optional_attribute(out, "rule", rule(target.rule));
  optional_element(out, "indicator", target.indicator);
  optional_element(out, "text_value", target.text_value);
  optional_element(out, "relative_to", target.relative_to);
  optional_element(out, "category", target.category);
  if (target.period) period(out, "period", *target.period);
  elements(out, "marks", "mark", target.marks);
  elements(out, "inferred", "field", target.inferred);
}

void XmlExport::target_place(xml_node out, const Target& target) {
  span(out, "span", target.span);
  element(out, "quote", target.quote);
  span(out, "quote_span", target.quote_span);
  xml_node at = out.append_child("at");
  attribute(at, "node", ids_.node(target.node));
  attribute(at, "field", name_of(target.field));
  if (target.field == Field::cell) {
    attribute(at, "row", target.row);
    attribute(at, "column", target.column);
  }
  attribute(at, "begin", target.at.begin);
  attribute(at, "end", target.at.end);
}

void XmlExport::furniture(xml_node parent) {
  xml_node list = parent.append_child("furniture");
  std::size_t ordinal = 0;
  for (const Furniture& piece : document_.furniture) {
    xml_node out = list.append_child("piece");
    attribute(out, "id", "f" + std::to_string(++ordinal));
    attribute(out, "kind", name_of(piece.kind));
    element(out, "text", document_.text(piece.text));
    span(out, "span", piece.span);
  }
}

void XmlExport::diagnostics(xml_node parent) {
  xml_node list = parent.append_child("diagnostics");
  for (const Diagnostic& doubt : document_.diagnostics) {
    xml_node out = list.append_child("diagnostic");
    attribute(out, "code", name_of(doubt.code));
    attribute(out, "severity", name_of(severity_of(doubt.code)));
    element(out, "message", doubt.message);
    for (const std::string& argument : doubt.args) element(out, "arg", argument);
    span(out, "span", doubt.span);
  }
}

void XmlExport::span(xml_node parent, const char* name, Span span) {
  const Place place = places_.of(span);
  xml_node out = parent.append_child(name);
  attribute(out, "first_line", place.lines.first);
  attribute(out, "last_line", place.lines.last);
  attribute(out, "begin", span.begin);
  attribute(out, "end", span.end);
  if (place.page) attribute(out, "page", *place.page);
}

void XmlExport::fact(xml_node parent, const char* name, const Fact& fact) {
  xml_node out = parent.append_child(name);
  element(out, "value", fact.value);
  span(out, "span", fact.span);
}

}  // namespace

Status write_xml(std::span<const Document> documents, const ExportOptions& options, Sink& sink) {
  if (documents.size() != 1) {
    return Error{"export.many", "format \"xml\" takes one document to a file", "", ""};
  }
  XmlExport(documents.front(), options, sink).write();
  sink.drain();
  return Done{};
}

}  // namespace gangmu
