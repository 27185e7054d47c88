#include "exporters/json.h"

#include <algorithm>
#include <optional>

#include "exporters/json_plan_records.h"
#include "exporters/json_records.h"
#include "exporters/json_view.h"
#include "model/halves.h"
#include "model/walk.h"

namespace gangmu {

namespace {

// The plans that one object holds, and the stretch of the text view whose furniture and doubts go
// with them.
struct Part {
  std::uint32_t first_plan = 0, last_plan = 0;  // half-open
  Span view;
};

// Prints one document. A visitor of walk_nodes().
class JsonExport : private JsonPlanRecords {
 public:
  JsonExport(const Document& document, const ExportOptions& options, Sink& sink,
             JsonWriter::Lines lines)
      : JsonPlanRecords(document, out_), out_(sink, lines), options_(options) {
    if (lines == JsonWriter::Lines::many && document.clean.size() >= kBytesWorthAThread) {
      ahead_.emplace(document);
    }
    keys_ = node_keys(document);
  }

  void write(const Part& part, const JsonMembers& members = {});
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
  void furniture(std::size_t index);
  void diagnostic(const Diagnostic& diagnostic);

  void fact(std::string_view name, const std::optional<Fact>& fact);
  void fact_value(const Fact& fact);
  JsonWriter out_;
  const ExportOptions& options_;
  std::vector<std::string> keys_;
  std::optional<RecordsAhead> ahead_;  // of long texts, which are written whole
};

void JsonExport::write(const Part& part, const JsonMembers& members) {
  const auto within = [&](Span span) {
    return part.view.begin <= span.begin && span.begin < part.view.end;
  };
  out_.begin_object();
  if (members) members(out_);
  out_.member("format", "gangmu.document");
  out_.member("version", 1);
  generator();
  source();
  out_.break_line();
  begin_lines("plans");
  for (std::uint32_t i = part.first_plan; i < part.last_plan; ++i) plan(i);
  end_lines();
  out_.break_line();
  begin_lines("furniture");
  for (std::size_t i = 0; i < document_.furniture.size(); ++i) {
    if (within(document_.furniture[i].span)) furniture(i);
  }
  end_lines();
  out_.break_line();
  begin_lines("diagnostics");
  for (const Diagnostic& doubt : document_.diagnostics) {
    if (within(doubt.span)) diagnostic(doubt);
  }
  end_lines();
  if (ahead_) {
    out_.continuation(ahead_->take_view());
  } else {
    out_.break_line();
    out_.key("view");
    write_view(document_, part.first_plan, part.last_plan, part.view, out_);
  }
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
  ahead_ ? out_.continuation(ahead_->take(index)) : write_records(index);
  out_.end_object();
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
  strings("args", diagnostic.args);
  span(diagnostic.span);
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

// A part for each plan, which together hold the whole document; one where there is no plan. What
// stands between two plans goes with the first.
std::vector<Part> parts_of(const Document& document) {
  std::vector<Part> parts;
  for (std::uint32_t i = 0; i < document.plans.size(); ++i) {
    const Plan& plan = document.plans[i];
    Offset begin = plan.span.begin;
    if (!plan.label.empty()) begin = std::min(begin, plan.label_span.begin);
    if (plan.first_node < plan.last_node) {
      begin = std::min(begin, document.nodes[plan.first_node].span.begin);
    }
    if (!parts.empty()) parts.back().view.end = begin;
    parts.push_back({i, i + 1, {parts.empty() ? 0 : begin, kNone}});
  }
  if (parts.empty()) parts.push_back({0, 0, {0, kNone}});
  return parts;
}

}  // namespace

Status write_json(std::span<const Document> documents, const ExportOptions& options, Sink& sink) {
  if (documents.size() != 1) {
    return Error{"export.many", "format \"json\" takes one document to a file", "", ""};
  }
  const auto plans = static_cast<std::uint32_t>(documents.front().plans.size());
  JsonExport(documents.front(), options, sink, JsonWriter::Lines::many)
      .write({0, plans, {0, kNone}});
  sink.write("\n");
  sink.drain();
  return Done{};
}

void write_json_line(const Document& document, const ExportOptions& options,
                     const JsonMembers& members, Sink& sink) {
  const auto plans = static_cast<std::uint32_t>(document.plans.size());
  JsonExport(document, options, sink, JsonWriter::Lines::one)
      .write({0, plans, {0, kNone}}, members);
  sink.write("\n");
}

Status write_ndjson(std::span<const Document> documents, const ExportOptions& options, Sink& sink) {
  for (const Document& document : documents) {
    JsonExport out(document, options, sink, JsonWriter::Lines::one);
    for (const Part& part : parts_of(document)) {
      out.write(part);
      sink.write("\n");
    }
  }
  sink.drain();
  return Done{};
}

}  // namespace gangmu
