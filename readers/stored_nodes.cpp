#include <algorithm>
#include <limits>
#include <string>

#include "readers/flow.h"
#include "readers/stored_parts.h"

namespace gangmu {

namespace {

constexpr std::uint64_t kMostSpan = std::numeric_limits<std::uint16_t>::max();
constexpr std::uint64_t kMostArea = 64u << 20;  // rows times columns of all tables

// As in a document, a clause or a figure may not begin or end within a character.
bool fits(Slice slice, std::string_view text) {
  return slice.begin <= slice.end && slice.end <= text.size() && !inside_char(text, slice.begin) &&
         !inside_char(text, slice.end);
}

// Whether the grid of a table, in which merged cells push those below them aside, and those before
// it stay within limits. `area`: of all so far.
bool grid_fits(const Table& table, std::uint64_t* area) {
  std::vector<std::uint32_t> covered;  // rows that a merged cell still covers, by column
  for (const auto& row : table.rows) {
    std::vector<std::uint32_t> next = covered;
    for (std::uint32_t& rows : next) rows -= rows > 0;
    std::size_t at = 0;
    for (const Cell& cell : row) {
      while (at < covered.size() && covered[at] > 0) ++at;
      const std::size_t end = at + cell.column_span;
      if (end > kMostSpan) return false;
      if (next.size() < end) next.resize(end, 0);
      std::fill(next.begin() + static_cast<std::ptrdiff_t>(at),
                next.begin() + static_cast<std::ptrdiff_t>(end), cell.row_span - 1u);
      at = end;
    }
    covered = std::move(next);
    *area += covered.size();
    if (*area > kMostArea) return false;
  }
  return true;
}

}  // namespace

std::uint16_t StoredRules::of(std::string_view name, JsonValue value, JsonFields* json) {
  const auto [at, is_new] = known_.emplace(name, document_.rules.size());
  if (!is_new) return at->second;
  json->expect(document_.rules.size() < std::numeric_limits<std::uint16_t>::max(), value,
               "is one rule too many");
  document_.rules.push_back({std::string(name), "", 0});
  return at->second;
}

void StoredNodes::read(JsonValue value) {
  const auto index = static_cast<std::uint32_t>(document_.plans.size());
  const JsonValue id = json_.member(value, "id");
  json_.expect(json_.text(id) == "p" + std::to_string(index + 1), id, "is not the next plan's");
  Plan plan;
  plan.kind = json_.one_of(json_.member(value, "kind"), plan_kind);
  const JsonValue period = json_.member(value, "period");
  plan.start = json_.year(json_.member(period, "start"));
  plan.end = json_.year(json_.member(period, "end"));
  plan.horizon = json_.year(json_.member(period, "horizon"));
  read_facts(json_.member(value, "facts"), &plan.facts);
  plan.span = json_.span(json_.member(value, "span"));
  const JsonValue label = json_.member(value, "label"), title = json_.member(value, "title");
  plan.label = view_.field(label, json_.optional_text(label));
  plan.title = view_.field(title, json_.optional_text(title));
  plan.first_node = static_cast<std::uint32_t>(document_.nodes.size());
  document_.plans.push_back(std::move(plan));
  read_zone(json_.member(value, "front"), Zone::front);
  read_zone(json_.member(value, "children"), Zone::body);
  read_zone(json_.member(value, "back"), Zone::back);
  document_.plans.back().last_node = static_cast<std::uint32_t>(document_.nodes.size());
}

void StoredNodes::read_facts(JsonValue facts, PlanFacts* out) {
  out->issuer = read_fact(json_.member(facts, "issuer"));
  out->doc_number = read_fact(json_.member(facts, "doc_number"));
  out->date = read_fact(json_.member(facts, "date"));
  out->region = read_fact(json_.member(facts, "region"));
  for (const JsonValue addressee : json_.list(json_.member(facts, "addressees"))) {
    if (auto fact = read_fact(addressee)) out->addressees.push_back(std::move(*fact));
  }
}

std::optional<Fact> StoredNodes::read_fact(JsonValue fact) {
  if (json_.failed() || fact.kind() == JsonKind::null) return std::nullopt;
  return Fact{std::string(json_.text(json_.member(fact, "value"))),
              json_.span(json_.member(fact, "span"))};
}

void StoredNodes::read_zone(JsonValue nodes, Zone zone) { read_children(nodes, zone, kNone, 1); }

// As deep as JsonTree lets values nest.
void StoredNodes::read_children(JsonValue nodes, Zone zone, std::uint32_t parent,
                                std::uint16_t depth) {
  for (const JsonValue node : json_.list(nodes)) {
    if (json_.failed()) return;
    read_node(node, zone, parent, depth);
  }
}

void StoredNodes::read_node(JsonValue value, Zone zone, std::uint32_t parent, std::uint16_t depth) {
  const auto plan = static_cast<std::uint32_t>(document_.plans.size() - 1);
  const auto index = static_cast<std::uint32_t>(document_.nodes.size());
  const JsonValue id = json_.member(value, "id");
  const std::uint32_t ordinal = index - document_.plans[plan].first_node + 1;
  json_.expect(json_.text(id) == "p" + std::to_string(plan + 1) + ".n" + std::to_string(ordinal),
               id, "is not the next node's");
  Node node;
  node.kind = json_.one_of(json_.member(value, "kind"), node_kind);
  const JsonValue told_depth = json_.member(value, "depth");
  json_.expect(json_.integer(told_depth, kMostSpan) == depth, told_depth, "is not its depth");
  node.depth = depth;
  node.zone = zone;
  node.plan = plan;
  node.parent = parent;
  node.role = json_.one_or_none(json_.member(value, "role"), role_named);
  node.run_in = json_.boolean(json_.member(value, "run_in"));
  const JsonValue rule = json_.member(value, "rule");
  node.rule = rules_.of(json_.optional_text(rule), rule, &json_);
  const JsonValue marker = json_.member(value, "marker");
  if (!json_.failed() && marker.kind() != JsonKind::null) {
    const JsonValue text = json_.member(marker, "text"), number = json_.member(marker, "number");
    node.marker = view_.field(text, json_.text(text));
    if (!json_.failed() && number.kind() != JsonKind::null) {
      node.number = static_cast<std::int32_t>(
          json_.integer(number, std::numeric_limits<std::int32_t>::max()));
    }
  }
  const auto field = [&](std::string_view key) {
    const JsonValue text = json_.member(value, key);
    return view_.field(text, json_.text(text));
  };
  node.title = field("title");
  node.close = field("close");
  node.text = field("text");
  node.span = json_.span(json_.member(value, "span"));
  read_clauses(json_.member(value, "clauses"), &node);
  document_.nodes.push_back(std::move(node));
  if (document_.nodes.back().kind == NodeKind::table) read_table(value);
  read_children(json_.member(value, "children"), zone, index,
                static_cast<std::uint16_t>(depth + 1));
  document_.nodes[index].end = static_cast<std::uint32_t>(document_.nodes.size());
}

void StoredNodes::read_clauses(JsonValue clauses, Node* node) {
  for (const JsonValue value : json_.list(clauses)) {
    const std::string_view marker = json_.text(json_.member(value, "marker"));
    const auto begin = json_.integer(json_.member(value, "begin"), node->text.size());
    const auto end = json_.integer(json_.member(value, "end"), node->text.size());
    if (json_.failed()) return;
    Clause clause;
    clause.range = {node->text.begin + static_cast<Offset>(begin),
                    node->text.begin + static_cast<Offset>(end)};
    clause.marker = {clause.range.begin, clause.range.begin + static_cast<Offset>(marker.size())};
    const bool holds = fits(clause.range, document_.clean) &&
                       clause.marker.end <= clause.range.end &&
                       document_.text(clause.marker) == marker;
    json_.expect(holds, value, "is no clause of the text, which begins with its marker");
    node->clauses.push_back(clause);
  }
}

void StoredNodes::read_table(JsonValue value) {
  document_.nodes.back().table = static_cast<std::uint32_t>(document_.tables.size());
  Table& table = document_.tables.emplace_back();
  const JsonValue rows = json_.member(value, "rows");
  json_.expect(rows.size() <= kMostRows, rows, "has too many rows");
  for (const JsonValue row : json_.list(rows)) {
    if (json_.failed()) return;
    read_row(row, &table);
  }
  const JsonValue header = json_.member(value, "header_rows");
  table.header_rows = static_cast<std::uint32_t>(json_.integer(header, table.rows.size()));
  for (const JsonValue group : json_.list(json_.member(value, "groups"))) {
    const JsonValue row = json_.member(group, "row");
    json_.expect(!table.rows.empty(), row, "is none of the table");
    const auto at = json_.integer(row, table.rows.empty() ? 0 : table.rows.size() - 1);
    table.groups.push_back(
        {static_cast<std::uint32_t>(at), std::string(json_.text(json_.member(group, "text")))});
  }
  read_columns(json_.member(value, "columns"), &table);
  json_.expect(grid_fits(table, &table_area_), rows, "is too large a table");
}

void StoredNodes::read_row(JsonValue row, Table* table) {
  std::vector<Cell>& cells = table->rows.emplace_back();
  for (const JsonValue value : json_.list(row)) {
    if (json_.failed()) return;
    const JsonValue text = json_.member(value, "text");
    Cell cell;
    cell.text = view_.field(text, json_.text(text));
    cell.row_span =
        static_cast<std::uint16_t>(json_.whole(json_.member(value, "row_span"), 1, kMostSpan));
    cell.column_span =
        static_cast<std::uint16_t>(json_.whole(json_.member(value, "column_span"), 1, kMostSpan));
    cells.push_back(cell);
  }
}

void StoredNodes::read_columns(JsonValue columns, Table* table) {
  for (const JsonValue column : json_.list(columns)) {
    Column out;
    out.role = json_.one_of(json_.member(column, "role"), column_role);
    out.year = json_.year(json_.member(column, "year"));
    out.name = json_.text(json_.member(column, "name"));
    table->columns.push_back(std::move(out));
  }
}

}  // namespace gangmu
