// The plans of an exported document (readers/stored.h): nodes and tables, then the records that
// point at them.
#pragma once

#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/document.h"
#include "readers/json_fields.h"
#include "readers/stored_view.h"

namespace gangmu {

// The rules by their names.
class StoredRules {
 public:
  explicit StoredRules(Document* document) : document_(*document) {}
  std::uint16_t of(std::string_view name, JsonValue value, JsonFields* json);

 private:
  Document& document_;
  std::unordered_map<std::string, std::uint16_t> known_;
};

class StoredNodes {
 public:
  StoredNodes(Document* document, JsonFields* json, StoredView* view, StoredRules* rules)
      : document_(*document), json_(*json), view_(*view), rules_(*rules) {}
  // Appends the plan of an object with its nodes.
  void read(JsonValue plan);

 private:
  void read_facts(JsonValue facts, PlanFacts* out);
  std::optional<Fact> read_fact(JsonValue fact);
  void read_zone(JsonValue nodes, Zone zone);
  void read_children(JsonValue nodes, Zone zone, std::uint32_t parent, std::uint16_t depth);
  void read_node(JsonValue node, Zone zone, std::uint32_t parent, std::uint16_t depth);
  void read_clauses(JsonValue clauses, Node* node);
  void read_table(JsonValue node);
  void read_row(JsonValue row, Table* table);
  void read_columns(JsonValue columns, Table* table);

  Document& document_;
  JsonFields& json_;
  StoredView& view_;
  StoredRules& rules_;
  std::uint64_t table_area_ = 0;
};

class StoredRecords {
 public:
  StoredRecords(Document* document, JsonFields* json, StoredRules* rules)
      : document_(*document), json_(*json), rules_(*rules) {}
  // Appends the records of a plan, which is the last of the document; the view need not be there.
  void read(JsonValue plan);
  // When the view is there: what follows from it, the spans of cells, labels and tasks.
  void place();

 private:
  std::uint32_t node_of(JsonValue id);
  std::uint32_t target_of(JsonValue id, std::size_t first, std::size_t count);
  // The node, the place in the view and the rule of a target, duty, reference, goal or name.
  template <typename Record>
  void read_record(JsonValue record, Record* out);
  std::optional<Period> read_period(JsonValue period);
  void read_targets(JsonValue targets);
  void read_target(JsonValue target, Target* out);
  void read_figure(JsonValue target, Target* out);
  void read_place(JsonValue at, Target* out);
  void read_indicator(JsonValue id, Target* out);
  void read_duty(JsonValue duty);
  void read_reference(JsonValue reference);
  void read_goal(JsonValue goal);
  void read_name(JsonValue name);
  void read_task(JsonValue task);

  Document& document_;
  JsonFields& json_;
  StoredRules& rules_;
  std::uint32_t indicators_ = 0;  // of the plan
};

}  // namespace gangmu
