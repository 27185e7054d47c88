#include "exporters/docling.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "exporters/ids.h"
#include "exporters/json_writer.h"
#include "model/walk.h"

namespace gangmu {

namespace {

constexpr std::size_t kMostLevels = 100;  // of section headers, by the schema

enum class Kind : std::uint8_t { text, table, group };
struct Ref {
  Kind kind = Kind::text;
  std::uint32_t index = 0;
};

struct Item {
  std::string_view label;
  std::string text, orig, marker;
  std::size_t level = 0;  // of headers
  bool furniture = false;
  bool below_body = true;  // else below `parent`
  Ref parent;
  std::vector<Ref> children;
  Span span;
  std::uint32_t table = kNone;
};

// A visitor of walk() that gathers the items, and then writes them.
class DoclingExport {
 public:
  DoclingExport(const Document& document, Sink& sink) : document_(document), out_(sink) {}

  void enter_plan(const Plan& plan) {
    open_.clear();
    const std::string_view label = document_.text(plan.label), title = document_.text(plan.title);
    if (!label.empty()) add_text("text", std::string(label), plan.label_span);
    if (!title.empty()) add_text("title", std::string(title), plan.span);
  }
  void leave_plan(const Plan&) {}

  void enter(const Node& node, std::uint32_t) {
    const Ref* const parent = open_.empty() ? nullptr : &open_.back();
    open_.push_back(node.kind == NodeKind::dash ? list_item(node, parent) : block(node, parent));
  }
  void leave(const Node&, std::uint32_t) {
    open_.pop_back();
    // Dash items that follow one another are one list.
    last_list_depth_ = std::min(last_list_depth_, open_.size() + 1);
  }

  void write() {
    for (const Furniture& furniture : document_.furniture) {
      const Ref item = add_text(furniture_label(furniture.kind),
                                std::string(document_.text(furniture.text)), furniture.span);
      at(item).furniture = true;
    }
    out_.begin_object();
    out_.member("schema_name", "DoclingDocument");
    out_.member("version", "1.10.0");
    out_.member("name", document_.source.name);
    origin();
    root("furniture", {});
    root("body", body_);
    list("groups", groups_, Kind::group);
    list("texts", texts_, Kind::text);
    empty_list("pictures");
    list("tables", tables_, Kind::table);
    empty_list("key_value_items");
    empty_list("form_items");
    pages();
    out_.break_line();
    out_.end_object();
  }

 private:
  // ------------------------------------------------------------------------------------ gathering

  std::vector<Item>& all(Kind kind) {
    return kind == Kind::text ? texts_ : kind == Kind::table ? tables_ : groups_;
  }
  Item& at(Ref ref) { return all(ref.kind)[ref.index]; }

  Ref add(Kind kind, Item item, const Ref* parent) {
    std::vector<Item>& items = all(kind);
    const Ref ref{kind, static_cast<std::uint32_t>(items.size())};
    if (parent != nullptr) {
      item.below_body = false;
      item.parent = *parent;
    }
    items.push_back(std::move(item));
    (parent == nullptr ? body_ : at(*parent).children).push_back(ref);
    return ref;
  }
  Ref add_text(std::string_view label, std::string text, Span span, const Ref* parent = nullptr) {
    Item item;
    item.label = label;
    item.text = item.orig = std::move(text);
    item.span = span;
    return add(Kind::text, std::move(item), parent);
  }

  static std::string_view furniture_label(FurnitureKind kind) {
    if (kind == FurnitureKind::page_number) return "page_footer";
    return kind == FurnitureKind::running_head ? "page_header" : "text";
  }

  std::string whole(const Node& node) const {
    return std::string(document_.text(node.title))
        .append(document_.text(node.close))
        .append(document_.text(node.text));
  }

  Ref list_item(const Node& node, const Ref* parent) {
    if (last_list_depth_ != open_.size() + 1) {
      Item list;
      list.label = "list";
      last_list_ = add(Kind::group, std::move(list), parent);
      last_list_depth_ = open_.size() + 1;
    }
    const Ref item = add_text("list_item", whole(node), node.span, &last_list_);
    at(item).marker = marker_text(document_, node);
    return item;
  }

  Ref block(const Node& node, const Ref* parent) {
    last_list_depth_ = kNoList;
    if (node.kind == NodeKind::table) return table(node, parent);
    if (node.kind == NodeKind::figure) {
      return with_body(node, add_text("caption", heading_text(document_, node), node.span, parent));
    }
    if (node.title.empty()) {
      const bool note = node.kind == NodeKind::note;
      std::string text = marker_text(document_, node).append(document_.text(node.text));
      return add_text(note ? "footnote" : "text", std::move(text), node.span, parent);
    }
    const Ref header = add_text("section_header", heading_text(document_, node), node.span, parent);
    Item& item = at(header);
    item.level = std::min<std::size_t>(node.depth, kMostLevels);
    item.orig += document_.text(node.close);
    if (!node.text.empty()) item.span = {node.span.begin, document_.source_of(node.title).end};
    return with_body(node, header);
  }

  Ref with_body(const Node& node, Ref header) {
    if (!node.text.empty()) {
      add_text("text", std::string(document_.text(node.text)), document_.source_of(node.text),
               &header);
    }
    return header;
  }

  Ref table(const Node& node, const Ref* parent) {
    Item item;
    item.label = "table";
    item.table = node.table;
    item.span = node.span;
    const Ref ref = add(Kind::table, std::move(item), parent);
    const std::string caption = heading_text(document_, node);
    if (!caption.empty()) {
      const Span span = document_.source_of(node.title.empty() ? node.marker : node.title);
      add_text("caption", caption, span, &ref);
    }
    return with_body(node, ref);
  }

  // -------------------------------------------------------------------------------------- writing

  std::string path_of(Ref ref) const {
    const std::string_view name = ref.kind == Kind::text    ? "texts"
                                  : ref.kind == Kind::table ? "tables"
                                                            : "groups";
    return fmt::format("#/{}/{}", name, ref.index);
  }
  void reference(const std::string& path) {
    out_.begin_object();
    out_.member("$ref", path);
    out_.end_object();
  }
  void references(std::string_view name, const std::vector<Ref>& refs) {
    out_.key(name);
    out_.begin_array();
    for (const Ref ref : refs) reference(path_of(ref));
    out_.end_array();
  }
  void empty_list(std::string_view name) {
    out_.break_line();
    out_.key(name);
    out_.begin_array();
    out_.end_array();
  }

  void root(std::string_view name, const std::vector<Ref>& children) {
    out_.break_line();
    out_.key(name);
    out_.begin_object();
    out_.member("self_ref", "#/" + std::string(name));
    references("children", children);
    out_.member("content_layer", name);
    out_.member("name", "_root_");
    out_.member("label", "unspecified");
    out_.end_object();
  }

  // The file: its type, its name without folders, and the first 64 bits of its checksum.
  void origin() {
    const Source& source = document_.source;
    const std::string_view type = source.format == "pdf"        ? "application/pdf"
                                  : source.format == "html"     ? "text/html"
                                  : source.format == "markdown" ? "text/markdown"
                                  : source.format == "text"     ? "text/plain"
                                                                : "application/octet-stream";
    const std::string_view name =
        std::string_view(source.name).substr(source.name.find_last_of("/\\") + 1);
    std::uint64_t hash = 0;
    const std::string_view digits = std::string_view(source.sha256).substr(0, 16);
    std::from_chars(digits.data(), digits.data() + digits.size(), hash, 16);
    out_.break_line();
    out_.key("origin");
    out_.begin_object();
    out_.member("mimetype", type);
    out_.member("binary_hash", hash);
    out_.member("filename", name);
    out_.end_object();
  }

  void list(std::string_view name, const std::vector<Item>& items, Kind kind) {
    out_.break_line();
    out_.key(name);
    out_.begin_array();
    for (std::uint32_t i = 0; i < items.size(); ++i) item(items[i], {kind, i});
    out_.end_array();
  }

  void item(const Item& item, Ref self) {
    out_.break_line();
    out_.begin_object();
    out_.member("self_ref", path_of(self));
    out_.key("parent");
    reference(item.below_body ? "#/body" : path_of(item.parent));
    references("children", item.children);
    out_.member("content_layer", item.furniture ? "furniture" : "body");
    out_.member("label", item.label);
    if (self.kind == Kind::group) {
      out_.member("name", "list");
    } else {
      provenance(item);
    }
    if (self.kind == Kind::text) {
      out_.member("orig", item.orig);
      out_.member("text", item.text);
      if (item.level > 0) out_.member("level", item.level);
      if (item.label == "list_item") {
        out_.key("enumerated");
        out_.boolean(false);
        out_.member("marker", item.marker);
      }
    }
    if (self.kind == Kind::table) {
      captions(item);
      data(document_.tables[item.table]);
    }
    out_.end_object();
  }

  void captions(const Item& item) {
    std::vector<Ref> own;
    for (const Ref child : item.children) {
      if (child.kind == Kind::text && texts_[child.index].label == "caption") own.push_back(child);
    }
    references("captions", own);
    references("references", {});
    references("footnotes", {});
  }

  void provenance(const Item& item) {
    out_.key("prov");
    out_.begin_array();
    if (!document_.source.page_sizes.empty()) {
      for (const PageBox& box : document_.source.boxes_of(item.span)) {
        out_.begin_object();
        out_.member("page_no", box.page);
        out_.key("bbox");
        out_.begin_object();
        length("l", box.x0);
        length("t", box.y0);
        length("r", box.x1);
        length("b", box.y1);
        out_.member("coord_origin", "TOPLEFT");
        out_.end_object();
        out_.key("charspan");
        out_.range(0, char_count(item.orig));
        out_.end_object();
      }
    }
    out_.end_array();
  }
  void length(std::string_view name, float points) {
    out_.number_member(name, fmt::format("{:.2f}", points));
  }

  void data(const Table& table) {
    const auto columns = grid_columns(table);
    std::uint64_t width = 0;
    out_.key("data");
    out_.begin_object();
    out_.key("table_cells");
    out_.begin_array();
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      for (std::size_t c = 0; c < table.rows[r].size(); ++c) {
        const Cell& cell = table.rows[r][c];
        const std::uint64_t column = columns[r][c];
        const std::uint64_t rows = std::min<std::size_t>(cell.row_span, table.rows.size() - r);
        width = std::max(width, column + cell.column_span);
        out_.begin_object();
        out_.member("row_span", rows);
        out_.member("col_span", std::uint64_t{cell.column_span});
        out_.member("start_row_offset_idx", std::uint64_t{r});
        out_.member("end_row_offset_idx", r + rows);
        out_.member("start_col_offset_idx", column);
        out_.member("end_col_offset_idx", column + cell.column_span);
        out_.member("text", document_.text(cell.text));
        out_.key("column_header");
        out_.boolean(r < table.header_rows);
        out_.key("row_header");
        out_.boolean(false);
        out_.key("row_section");
        out_.boolean(std::any_of(table.groups.begin(), table.groups.end(),
                                 [&](const Group& group) { return group.row == r; }));
        out_.end_object();
      }
    }
    out_.end_array();
    out_.member("num_rows", std::uint64_t{table.rows.size()});
    out_.member("num_cols", width);
    out_.end_object();
  }

  void pages() {
    out_.break_line();
    out_.key("pages");
    out_.begin_object();
    const auto& sizes = document_.source.page_sizes;
    for (std::size_t p = 0; p < sizes.size(); ++p) {
      out_.key(std::to_string(p + 1));
      out_.begin_object();
      out_.key("size");
      out_.begin_object();
      length("width", sizes[p].width);
      length("height", sizes[p].height);
      out_.end_object();
      out_.member("page_no", std::uint64_t{p + 1});
      out_.end_object();
    }
    out_.end_object();
  }

  static constexpr std::size_t kNoList = 0;

  const Document& document_;
  JsonWriter out_;
  std::vector<Item> texts_, tables_, groups_;
  std::vector<Ref> body_, open_;
  Ref last_list_;
  std::size_t last_list_depth_ = kNoList;  // of its items, from 1
};

}  // namespace

Status write_docling(std::span<const Document> documents, const ExportOptions&, Sink& sink) {
  if (documents.size() != 1) {
    return Error{"export.many", "format \"docling\" takes one document to a file", "", ""};
  }
  DoclingExport out(documents.front(), sink);
  walk(documents.front(), out);
  out.write();
  sink.write("\n");
  sink.drain();
  return Done{};
}

}  // namespace gangmu
