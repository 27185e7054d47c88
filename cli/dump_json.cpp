#include "cli/dump_stages.h"
#include "cli/input.h"
#include "cli/json_pick.h"
#include "cli/output.h"
#include "exporters/ids.h"
#include "exporters/json_writer.h"

namespace gangmu::cli {

namespace {

// An object on a line of its own, which names its input.
class Item {
 public:
  explicit Item(const std::string& name)
      : sink_([](std::string_view chunk) { print(chunk); }), json_(sink_, JsonWriter::Lines::one) {
    json_.begin_object();
    json_.member("name", name);
  }
  ~Item() {
    json_.end_object();
    sink_.put('\n');
    sink_.drain();
  }
  Item(const Item&) = delete;
  Item& operator=(const Item&) = delete;

  JsonWriter* operator->() { return &json_; }
  void place(const Document& document, Span span) {
    const LineRange lines = document.source.lines_of(span);
    json_.key("line");
    json_.range(lines.first, lines.last);
    json_.key("offset");
    json_.range(span.begin, span.end);
  }
  // Those of an object that is not empty, as they stand in it.
  void members(std::string_view object) {
    sink_.put(',');
    sink_.write(json_line(object.substr(1, object.size() - 2)));
  }
  void flag(std::string_view name, bool value) {
    json_.key(name);
    json_.boolean(value);
  }

 private:
  Sink sink_;
  JsonWriter json_;
};

void write_candidate(Item* item, const Candidate& candidate, const Grammar& grammar) {
  (*item)->begin_object();
  (*item)->member("rule", grammar.rules(Stage::outline)[candidate.rule].name);
  (*item)->member("place", name_of(candidate.place));
  (*item)->end_object();
}

void write_marker(Item* item, const Document& document, const Node& node) {
  (*item)->key("marker");
  if (node.marker.empty()) return (*item)->null();
  (*item)->begin_object();
  (*item)->member("text", marker_text(document, node));
  (*item)->number_member("number", node.number < 0 ? "" : std::to_string(node.number));
  (*item)->end_object();
}

void write_node(Item* item, const Document& document, const Ids& ids, std::uint32_t index) {
  const Node& node = document.nodes[index];
  (*item)->member("id", ids.node(index));
  (*item)->optional_member("parent", node.parent == kNone ? "" : ids.node(node.parent));
  (*item)->member("depth", node.depth);
  (*item)->member("kind", name_of(node.kind));
  (*item)->member("zone", node.zone == Zone::body    ? "body"
                          : node.zone == Zone::front ? "front"
                                                     : "back");
  item->place(document, node.span);
  item->flag("run_in", node.run_in);
  (*item)->optional_member("role", name_of(node.role));
  write_marker(item, document, node);
  (*item)->member("title", document.text(node.title));
  (*item)->member("close", document.text(node.close));
  (*item)->member("text", document.text(node.text));
  if (node.table == kNone) return;
  (*item)->key("rows");
  (*item)->begin_array();
  for (const auto& row : document.tables[node.table].rows) {
    (*item)->begin_array();
    for (const Cell& cell : row) (*item)->string(document.text(cell.text));
    (*item)->end_array();
  }
  (*item)->end_array();
}

}  // namespace

void dump_text_json(const std::string& name, const Document& document, const Grammar&) {
  Item item(name);
  item->member("text", document.source.text);
}

void dump_lines_json(const std::string& name, const Document& document, const Grammar& grammar) {
  const LaidOut laid = lay_out(document, grammar);
  const std::string_view source = laid.document.source.text;
  for (const LayoutLine& line : laid.layout.lines) {
    Item item(name);
    item.place(laid.document, line.span);
    item->number_member("width", std::to_string(line.width));
    item->number_member("indent", std::to_string(line.indent));
    item->number_member("gap", std::to_string(line.gap));
    item.flag("trailing", line.trailing);
    item.flag("page_start", line.page_start);
    item.flag("glued", line.glued);
    item->member("text", source.substr(line.span.begin, line.span.size()));
  }
}

void dump_blocks_json(const std::string& name, const Document& document, const Grammar& grammar) {
  const LaidOut laid = lay_out(document, grammar);
  for (const Block& block : laid.layout.blocks) {
    Item item(name);
    item.place(laid.document, laid.document.source_of(block.clean));
    item.flag("sure_end", block.sure_end);
    item.flag("complete", block.complete);
    item->key("candidates");
    item->begin_array();
    for (std::uint32_t c = block.first_candidate; c < block.last_candidate; ++c) {
      write_candidate(&item, laid.layout.candidates[c], grammar);
    }
    item->end_array();
    item->member("text", laid.document.text(block.clean));
  }
}

void dump_nodes_json(const std::string& name, const Document& document, const Grammar&) {
  const Ids ids(document);
  for (std::uint32_t i = 0; i < document.nodes.size(); ++i) {
    Item item(name);
    write_node(&item, document, ids, i);
  }
  for (const Furniture& piece : document.furniture) {
    Item item(name);
    item->member("kind", name_of(piece.kind));
    item->member("zone", "furniture");
    item.place(document, piece.span);
    item->member("text", document.text(piece.text));
  }
}

void dump_targets_json(const std::string& name, const Document& document, const Grammar&) {
  const Result<std::string> json = json_export(document);
  if (!json) return print_error(json.error());
  for (const std::string_view plan : json_elements(json_member(*json, "plans"))) {
    for (const std::string_view target : json_elements(json_member(plan, "targets"))) {
      Item item(name);
      item.members(target);
    }
  }
}

}  // namespace gangmu::cli
