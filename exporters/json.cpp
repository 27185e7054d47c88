#include "exporters/json.h"

#include "exporters/ids.h"
#include "exporters/json_writer.h"
#include "exporters/places.h"
#include "model/walk.h"

namespace gangmu {

namespace {

// Prints one document. A visitor of walk_nodes().
class JsonExport {
 public:
  JsonExport(const Document& document, const ExportOptions& options, Sink& sink)
      : document_(document),
        options_(options),
        out_(sink),
        ids_(document),
        keys_(node_keys(document)),
        places_(document.source) {}

  void write();
  void enter(const Node& node, std::uint32_t index);
  void leave(const Node& node, std::uint32_t index);

 private:
  void generator();
  void source();
  void plan(std::uint32_t index);
  void facts(const PlanFacts& facts);
  void zone(std::string_view name, const Plan& plan, Zone zone);
  void marker(const Node& node);
  void clauses(const Node& node);
  void table(const Node& node);
  void cells(const std::vector<Cell>& row);
  void columns(const Table& table);
  void target(std::uint32_t index);
  void duties(std::uint32_t plan);
  void references(std::uint32_t plan);
  void goals(std::uint32_t plan);
  void names(std::uint32_t plan);
  void target_numbers(const Target& target);
  void target_context(const Target& target);
  void target_place(const Target& target);
  void furniture(std::size_t index);
  void diagnostic(const Diagnostic& diagnostic);

  void span(Span span, std::string_view name = "span");
  void fact(std::string_view name, const std::optional<Fact>& fact);
  void fact_value(const Fact& fact);
  void period(const std::optional<Period>& period, std::string_view name = "period");
  void year(std::string_view name, const std::optional<int>& year);
  void strings(std::string_view name, const std::vector<std::string>& list) {
    out_.key(name);
    out_.begin_array();
    for (const std::string& item : list) out_.string(item);
    out_.end_array();
  }
  void empty_array(std::string_view name) {
    out_.key(name);
    out_.begin_array();
    out_.end_array();
  }
  void begin_lines(std::string_view name) {
    out_.key(name);
    out_.begin_array();
  }
  void end_lines() {
    out_.break_line();
    out_.end_array();
  }

  const Document& document_;
  const ExportOptions& options_;
  JsonWriter out_;
  Ids ids_;
  std::vector<std::string> keys_;
  Places places_;
};

void JsonExport::write() {
  out_.begin_object();
  out_.member("format", "gangmu.document");
  out_.member("version", 1);
  generator();
  source();
  out_.break_line();
  begin_lines("plans");
  for (std::uint32_t i = 0; i < document_.plans.size(); ++i) plan(i);
  end_lines();
  out_.break_line();
  begin_lines("furniture");
  for (std::size_t i = 0; i < document_.furniture.size(); ++i) furniture(i);
  end_lines();
  out_.break_line();
  begin_lines("diagnostics");
  for (const Diagnostic& doubt : document_.diagnostics) diagnostic(doubt);
  end_lines();
  out_.break_line();
  out_.end_object();
}

void JsonExport::generator() {
  out_.break_line();
  out_.key("generator");
  out_.begin_object();
  out_.member("name", "gangmu");
  out_.member("version", options_.generator_version);
  out_.key("grammar");
  out_.begin_object();
  out_.member("sha256", document_.grammar_sha256);
  strings("overlays", document_.overlays);
  out_.end_object();
  out_.end_object();
}

void JsonExport::source() {
  const Source& source = document_.source;
  out_.break_line();
  out_.key("source");
  out_.begin_object();
  out_.member("name", source.name);
  out_.member("format", source.format);
  out_.member("encoding", source.encoding);
  out_.member("bytes", source.bytes);
  out_.member("sha256", source.sha256);
  out_.key("pages");
  source.pages.empty() ? out_.null() : out_.integer(source.pages.size());
  out_.end_object();
}

void JsonExport::plan(std::uint32_t index) {
  const Plan& plan = document_.plans[index];
  out_.break_line();
  out_.begin_object();
  out_.member("id", ids_.plan(index));
  out_.member("kind", name_of(plan.kind));
  out_.optional_member("title", document_.text(plan.title));
  out_.optional_member("label", document_.text(plan.label));
  out_.key("period");
  out_.begin_object();
  year("start", plan.start);
  year("end", plan.end);
  year("horizon", plan.horizon);
  out_.end_object();
  facts(plan.facts);
  span(plan.span);
  zone("front", plan, Zone::front);
  zone("children", plan, Zone::body);
  zone("back", plan, Zone::back);
  out_.break_line();
  begin_lines("targets");
  for (const std::uint32_t i : ids_.targets_of(index)) target(i);
  end_lines();
  out_.break_line();
  duties(index);
  references(index);
  goals(index);
  names(index);
  out_.end_object();
}

void JsonExport::duties(std::uint32_t plan) {
  begin_lines("duties");
  for (const Duty& duty : document_.duties) {
    if (document_.nodes[duty.node].plan != plan) continue;
    out_.break_line();
    out_.begin_object();
    out_.member("node", ids_.node(duty.node));
    out_.member("role", name_of(duty.role));
    strings("bodies", duty.bodies);
    period(duty.deadline, "deadline");
    out_.member("quote", duty.quote);
    span(duty.span);
    out_.member("rule", document_.rules[duty.rule].name);
    out_.end_object();
  }
  end_lines();
}

void JsonExport::references(std::uint32_t plan) {
  begin_lines("references");
  for (const Reference& reference : document_.references) {
    if (document_.nodes[reference.node].plan != plan) continue;
    out_.break_line();
    out_.begin_object();
    out_.member("node", ids_.node(reference.node));
    out_.member("title", reference.title);
    out_.optional_member("number", reference.number);
    out_.member("relation", name_of(reference.relation));
    out_.member("quote", reference.quote);
    span(reference.span);
    out_.member("rule", document_.rules[reference.rule].name);
    out_.end_object();
  }
  end_lines();
}

void JsonExport::goals(std::uint32_t plan) {
  begin_lines("goals");
  for (const Goal& goal : document_.goals) {
    if (document_.nodes[goal.node].plan != plan) continue;
    out_.break_line();
    out_.begin_object();
    out_.member("node", ids_.node(goal.node));
    out_.member("text", goal.text);
    period(goal.period, "period");
    span(goal.span);
    out_.member("rule", document_.rules[goal.rule].name);
    out_.end_object();
  }
  end_lines();
}

void JsonExport::names(std::uint32_t plan) {
  begin_lines("names");
  for (const Name& name : document_.names) {
    if (document_.nodes[name.node].plan != plan) continue;
    out_.break_line();
    out_.begin_object();
    out_.member("node", ids_.node(name.node));
    out_.member("name", name.name);
    out_.member("core", name.core);
    out_.member("type", name_of(name.type));
    out_.optional_member("nature", name_of(name.nature));
    span(name.span);
    out_.member("rule", document_.rules[name.rule].name);
    out_.end_object();
  }
  end_lines();
}

void JsonExport::facts(const PlanFacts& facts) {
  out_.key("facts");
  out_.begin_object();
  fact("issuer", facts.issuer);
  fact("doc_number", facts.doc_number);
  fact("date", facts.date);
  fact("region", facts.region);
  out_.key("addressees");
  out_.begin_array();
  for (const Fact& addressee : facts.addressees) fact_value(addressee);
  out_.end_array();
  out_.end_object();
}

void JsonExport::zone(std::string_view name, const Plan& plan, Zone zone) {
  out_.break_line();
  begin_lines(name);
  for (std::uint32_t i = plan.first_node; i < plan.last_node;) {
    const Node& top = document_.nodes[i];
    if (top.zone == zone) walk_nodes(document_, i, top.end, *this);
    i = top.end;
  }
  end_lines();
}

void JsonExport::enter(const Node& node, std::uint32_t index) {
  out_.break_line();
  out_.begin_object();
  out_.member("id", ids_.node(index));
  out_.member("key", keys_[index]);
  out_.member("kind", name_of(node.kind));
  out_.member("depth", node.depth);
  marker(node);
  out_.member("title", document_.text(node.title));
  out_.key("run_in");
  out_.boolean(node.run_in);
  out_.member("close", document_.text(node.close));
  out_.optional_member("role", name_of(node.role));
  out_.member("text", document_.text(node.text));
  clauses(node);
  span(node.span);
  out_.optional_member("rule", node.rule < document_.rules.size()
                                   ? std::string_view(document_.rules[node.rule].name)
                                   : std::string_view());
  if (node.kind == NodeKind::table) table(node);
  begin_lines("children");
}

void JsonExport::leave(const Node&, std::uint32_t) {
  end_lines();
  out_.end_object();
}

void JsonExport::marker(const Node& node) {
  out_.key("marker");
  if (node.marker.empty()) return out_.null();
  out_.begin_object();
  out_.member("text", marker_text(document_, node));
  out_.key("number");
  node.number < 0 ? out_.null() : out_.integer(static_cast<std::uint64_t>(node.number));
  out_.end_object();
}

void JsonExport::clauses(const Node& node) {
  out_.key("clauses");
  out_.begin_array();
  for (const Clause& clause : node.clauses) {
    out_.begin_object();
    out_.member("marker", document_.text(clause.marker));
    out_.member("begin", clause.range.begin - node.text.begin);
    out_.member("end", clause.range.end - node.text.begin);
    out_.end_object();
  }
  out_.end_array();
}

void JsonExport::table(const Node& node) {
  static const Table kNoCells;
  const Table& table = node.table == kNone ? kNoCells : document_.tables[node.table];
  begin_lines("rows");
  for (const auto& row : table.rows) cells(row);
  end_lines();
  out_.member("header_rows", table.header_rows);
  out_.key("groups");
  out_.begin_array();
  for (const Group& group : table.groups) {
    out_.begin_object();
    out_.member("row", group.row);
    out_.member("text", group.text);
    out_.end_object();
  }
  out_.end_array();
  columns(table);
}

void JsonExport::cells(const std::vector<Cell>& row) {
  out_.break_line();
  out_.begin_array();
  for (const Cell& cell : row) {
    out_.begin_object();
    out_.member("text", document_.text(cell.text));
    out_.member("row_span", cell.row_span);
    out_.member("column_span", cell.column_span);
    out_.end_object();
  }
  out_.end_array();
}

void JsonExport::columns(const Table& table) {
  out_.key("columns");
  out_.begin_array();
  for (const Column& column : table.columns) {
    out_.begin_object();
    out_.member("role", name_of(column.role));
    year("year", column.year);
    out_.member("name", column.name);
    out_.end_object();
  }
  out_.end_array();
}

void JsonExport::target(std::uint32_t index) {
  const Target& target = document_.targets[index];
  out_.break_line();
  out_.begin_object();
  out_.member("id", ids_.target(index));
  out_.member("node", ids_.node(target.node));
  out_.member("status", name_of(target.status));
  out_.optional_member("indicator", target.indicator);
  out_.optional_member("indicator_id", ids_.indicator(index));
  target_numbers(target);
  target_context(target);
  target_place(target);
  out_.optional_member("rule", target.rule < document_.rules.size()
                                   ? std::string_view(document_.rules[target.rule].name)
                                   : std::string_view());
  out_.end_object();
}

void JsonExport::target_numbers(const Target& target) {
  write_figure(target, out_);
  out_.optional_member("text_value", target.text_value);
  out_.optional_member("relative_to", target.relative_to);
}

void JsonExport::target_context(const Target& target) {
  period(target.period);
  out_.member("measure", name_of(target.measure));
  out_.optional_member("direction", target.falls ? "down" : "");
  out_.optional_member("category", target.category);
  out_.key("binding");
  target.binding ? out_.boolean(*target.binding) : out_.null();
  strings("marks", target.marks);
  out_.optional_member("baseline", target.baseline == kNone ? "" : ids_.target(target.baseline));
  out_.optional_member("part_of", target.part_of == kNone ? "" : ids_.target(target.part_of));
  strings("inferred", target.inferred);
}

void JsonExport::target_place(const Target& target) {
  span(target.span);
  out_.member("quote", target.quote);
  span(target.quote_span, "quote_span");
  out_.key("at");
  out_.begin_object();
  out_.member("node", ids_.node(target.node));
  out_.member("field", name_of(target.field));
  out_.key("cell");
  if (target.field == Field::cell) {
    out_.range(target.row, target.column);
  } else {
    out_.null();
  }
  out_.member("begin", target.at.begin);
  out_.member("end", target.at.end);
  out_.end_object();
}

void JsonExport::furniture(std::size_t index) {
  const Furniture& piece = document_.furniture[index];
  out_.break_line();
  out_.begin_object();
  out_.member("id", "f" + std::to_string(index + 1));
  out_.member("kind", name_of(piece.kind));
  out_.member("text", document_.text(piece.text));
  span(piece.span);
  out_.end_object();
}

void JsonExport::diagnostic(const Diagnostic& diagnostic) {
  out_.break_line();
  out_.begin_object();
  out_.member("code", name_of(diagnostic.code));
  out_.member("severity", name_of(severity_of(diagnostic.code)));
  out_.member("message", diagnostic.message);
  span(diagnostic.span);
  out_.end_object();
}

void JsonExport::span(Span span, std::string_view name) {
  const Place place = places_.of(span);
  out_.key(name);
  out_.begin_object();
  out_.key("line");
  out_.range(place.lines.first, place.lines.last);
  out_.key("offset");
  out_.range(span.begin, span.end);
  out_.key("page");
  place.page ? out_.integer(*place.page) : out_.null();
  empty_array("boxes");
  out_.end_object();
}

void JsonExport::fact(std::string_view name, const std::optional<Fact>& fact) {
  out_.key(name);
  fact ? fact_value(*fact) : out_.null();
}

void JsonExport::fact_value(const Fact& fact) {
  out_.begin_object();
  out_.member("value", fact.value);
  span(fact.span);
  out_.end_object();
}

void JsonExport::period(const std::optional<Period>& period, std::string_view name) {
  out_.key(name);
  if (!period) return out_.null();
  out_.begin_object();
  out_.member("kind", name_of(period->kind));
  year("start", period->start);
  year("end", period->end);
  out_.key("stated");
  out_.boolean(period->stated);
  out_.end_object();
}

void JsonExport::year(std::string_view name, const std::optional<int>& year) {
  out_.key(name);
  year ? out_.number(std::to_string(*year)) : out_.null();
}

}  // namespace

Status write_json(std::span<const Document> documents, const ExportOptions& options, Sink& sink) {
  if (documents.size() != 1) {
    return Error{"export.many", "format \"json\" takes one document to a file", "", ""};
  }
  JsonExport(documents.front(), options, sink).write();
  sink.write("\n");
  sink.drain();
  return Done{};
}

void write_figure(const Figure& figure, JsonWriter& out) {
  out.member("op", name_of(figure.op));
  out.number_member("value", figure.value);
  out.number_member("value_high", figure.value_high);
  out.optional_member("exact", figure.exact);
  out.optional_member("unit", figure.unit);
  out.number_member("number", figure.number);
  out.number_member("number_high", figure.number_high);
  out.optional_member("base_unit", figure.base_unit);
  out.optional_member("dimension", figure.dimension);
}

}  // namespace gangmu
