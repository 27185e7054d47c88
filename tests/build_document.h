// Builds small documents by hand for tests of the exporters: a text view is put together piece by
// piece and nodes are cut from it, so that slices, spans and lines agree.
//
//   DocumentBuilder build;
//   build.plan("title");
//   const auto h1 = build.node(NodeKind::h1, {.marker = "一、", .title = "…"});
//   build.node(NodeKind::paragraph, {.text = "…", .parent = h1});
//   Document document = build.finish();
//
// Nodes must be given in reading order, a parent before its children.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"

namespace gangmu::test {

struct NodeParts {
  std::string_view marker = {}, title = {}, close = {}, text = {};
  std::uint32_t parent = kNone;
  std::int32_t number = -1;
  Role role = Role::none;
  Zone zone = Zone::body;
};

struct CellParts {
  std::string_view text = {};
  std::uint16_t row_span = 1, column_span = 1;
};

class DocumentBuilder {
 public:
  DocumentBuilder() {
    document_.source.name = "sample.txt";
    document_.source.format = "text";
    document_.source.encoding = "UTF-8";
    document_.source.sha256 = std::string(64, '0');
    document_.grammar_sha256 = std::string(64, 'a');
    document_.rules.push_back({"test/rule", "test.toml", 1});
  }

  std::uint32_t plan(std::string_view title) {
    Plan plan;
    plan.title = append(title);
    plan.span = {plan.title.begin, plan.title.end};
    plan.first_node = plan.last_node = node_count();
    append("\n");
    document_.plans.push_back(plan);
    return static_cast<std::uint32_t>(document_.plans.size() - 1);
  }

  std::uint32_t node(NodeKind kind, const NodeParts& parts) {
    Node node;
    node.kind = kind;
    node.role = parts.role;
    node.zone = parts.zone;
    node.number = parts.number;
    node.parent = parts.parent;
    node.plan = static_cast<std::uint32_t>(document_.plans.size() - 1);
    node.depth = parts.parent == kNone
                     ? std::uint16_t{1}
                     : static_cast<std::uint16_t>(document_.nodes[parts.parent].depth + 1);
    node.marker = append(parts.marker);
    node.title = append(parts.title);
    node.close = append(parts.close);
    node.text = append(parts.text);
    node.run_in = !node.title.empty() && !node.text.empty();
    node.span = {node.marker.begin, node.text.end};
    append("\n");
    const std::uint32_t index = node_count();
    node.end = index + 1;
    for (std::uint32_t up = parts.parent; up != kNone; up = document_.nodes[up].parent) {
      document_.nodes[up].end = index + 1;
    }
    document_.plans.back().last_node = index + 1;
    document_.nodes.push_back(std::move(node));
    return index;
  }

  std::uint32_t table(const NodeParts& parts, const std::vector<std::vector<CellParts>>& rows,
                      std::uint32_t header_rows) {
    const std::uint32_t index = node(NodeKind::table, parts);
    Table table;
    table.header_rows = header_rows;
    for (const auto& row : rows) {
      auto& cells = table.rows.emplace_back();
      for (const CellParts& parts_of_cell : row) {
        Cell cell;
        cell.text = append(parts_of_cell.text);
        cell.span = {cell.text.begin, cell.text.end};
        cell.row_span = parts_of_cell.row_span;
        cell.column_span = parts_of_cell.column_span;
        cells.push_back(cell);
        append("\n");
        document_.nodes[index].span.end = cell.span.end;
      }
    }
    document_.nodes[index].table = static_cast<std::uint32_t>(document_.tables.size());
    document_.tables.push_back(std::move(table));
    return index;
  }

  // A figure of `node` whose clause `quote` stands in the node's text and holds `figure`.
  Target& target(std::uint32_t node, std::string_view quote, std::string_view figure) {
    const Slice field = document_.nodes[node].text;
    const std::string_view text = document_.text(field);
    const auto clause = static_cast<Offset>(text.find(quote));
    const auto at = static_cast<Offset>(clause + quote.find(figure));
    Target target;
    target.node = node;
    target.quote = quote;
    target.quote_span = {field.begin + clause,
                         field.begin + clause + static_cast<Offset>(quote.size())};
    target.at = {at, at + static_cast<Offset>(figure.size())};
    target.span = {field.begin + target.at.begin, field.begin + target.at.end};
    document_.targets.push_back(std::move(target));
    return document_.targets.back();
  }

  void furniture(FurnitureKind kind, std::string_view text) {
    const Slice slice = append(text);
    document_.furniture.push_back({kind, slice, {slice.begin, slice.end}});
    append("\n");
  }

  void diagnostic(Code code, std::string_view message, Span span) {
    document_.diagnostics.push_back({code, std::string(message), span});
  }

  Document& document() { return document_; }

  // The text view is the clean text here: one run covers all.
  Document finish() {
    document_.source.text = document_.clean;
    document_.source.bytes = document_.clean.size();
    document_.source.index();
    document_.runs = {{0, 0}};
    return document_;
  }

 private:
  Slice append(std::string_view text) {
    const auto begin = static_cast<Offset>(document_.clean.size());
    document_.clean += text;
    return {begin, static_cast<Offset>(document_.clean.size())};
  }
  std::uint32_t node_count() const { return static_cast<std::uint32_t>(document_.nodes.size()); }

  Document document_;
};

}  // namespace gangmu::test
