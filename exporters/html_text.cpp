#include "exporters/html_text.h"

#include <algorithm>
#include <array>

#include "exporters/figure_words.h"
#include "model/walk.h"

namespace gangmu {

namespace {

constexpr std::uint16_t kDeepestHeading = 4;  // below the title, which is h2: h3 to h6
constexpr std::uint16_t kDeepestIndent = 8;   // that the style sheet knows

// A list of facts: those that have a value.
class Facts {
 public:
  Facts(HtmlWriter& out, const Words& words, std::string_view look, std::string_view id = {})
      : out_(out), words_(words) {
    out_.open("dl", {{"class", look}, {"id", id}});
  }
  void add(const char* name, std::string_view value) {
    if (value.empty()) return;
    out_.raw("<div>");
    out_.element("dt", {}, words_(name));
    out_.element("dd", {}, value);
    out_.raw("</div>");
  }
  void finish() { out_.raw("</dl>\n"); }

 private:
  HtmlWriter& out_;
  const Words& words_;
};

// A visitor of walk().
class TextPart {
 public:
  TextPart(HtmlWriter& out, ReportDocument& document)
      : out_(out), in_(document), document_(document.document()) {}

  void enter_plan(const Plan& plan) {
    plan_ = static_cast<std::uint32_t>(&plan - document_.plans.data());
    titled_ = false;
    out_.open("section", {{"class", "plan"}});
    write_facts(plan);
    out_.open("article", {{"lang", "zh-CN"}, {"aria-labelledby", in_.plan(plan_)}});
    out_.raw("\n");
  }
  void leave_plan(const Plan&) {
    write_title();
    out_.raw("</article></section>\n");
  }

  void enter(const Node& node, std::uint32_t index) {
    if (node.span.begin >= document_.plans[plan_].span.begin) write_title();
    if (node.kind == NodeKind::box && boxes_++ < kDeepestBox) {
      out_.open("section", {{"class", "box"}});
    }
    id_ = in_.node(index);
    by_lines_ = node.kind == NodeKind::toc;
    if (node.kind == NodeKind::table) {
      write_table(node);
    } else if (node.title.empty() || node.run_in || node.kind == NodeKind::dash) {
      write_paragraph(node);
    } else {
      write_heading(node);
      // A heading that ends its line may still have a text, on the next one.
      id_.clear();
      if (!node.text.empty()) write_text_of(node, "p", body_class(node));
    }
  }
  void leave(const Node& node, std::uint32_t) {
    if (node.kind == NodeKind::box && --boxes_ < kDeepestBox) out_.raw("</section>\n");
  }

  // ---- of write_marked()
  void open(const MarkPiece& piece) {
    const Mark& mark = in_.marks()[piece.mark];
    const bool stop = piece.first && mark.leads;
    out_.open("mark", {{"class", mark.look + (mark.leads ? "" : " quiet")},
                       {piece.first ? "id" : "data-mark", mark.id},
                       {"title", mark.told},
                       {"tabindex", stop ? "0" : ""},
                       {"role", stop ? "link" : ""}});
  }
  void text(Slice slice) {
    if (by_lines_) return text_by_lines(slice);
    out_.text(document_.text(slice));
  }
  void close() { out_.close("mark"); }

 private:
  static constexpr int kDeepestBox = 16;

  void field(Slice slice) { write_marked(in_.marks().in(slice), slice, *this); }

  void write_title() {
    if (titled_) return;
    titled_ = true;
    by_lines_ = false;
    const Plan& plan = document_.plans[plan_];
    if (!plan.label.empty()) {
      out_.open("p", {{"class", "label"}});
      field(plan.label);
      out_.raw("</p>\n");
    }
    out_.open("h2", {{"id", in_.plan(plan_)}, {"tabindex", "-1"}});
    field(plan.title);
    out_.raw("</h2>\n");
  }

  void write_facts(const Plan& plan);

  // Marker and title with the blank that heading_text() has between them.
  void head(const Node& node) {
    field(node.marker);
    if (node.marker.empty() || node.title.empty()) return field(node.title);
    if (in_.in().heading(node).size() > in_.in().marker(node).size() + node.title.size()) {
      out_.raw(" ");
    }
    field(node.title);
  }

  static std::string indent(const Node& node) {
    return " d" + std::to_string(std::min(node.depth, kDeepestIndent));
  }
  static std::string body_class(const Node& node) {
    const bool plain = node.kind != NodeKind::toc && !node.title.empty();
    return (plain ? std::string("body") : std::string(name_of(node.kind))) + indent(node);
  }

  void write_heading(const Node& node) {
    const std::uint16_t level = std::min(node.depth, kDeepestHeading);
    const std::string tag = "h" + std::to_string(2 + level);
    out_.open(tag, {{"id", id_}, {"class", std::string(name_of(node.kind)) + indent(node)}});
    head(node);
    field(node.close);
    out_.close(tag);
    out_.raw("\n");
  }

  // A paragraph with the heading that opens it, if it has one.
  void write_paragraph(const Node& node) {
    const std::string look = std::string(name_of(node.kind)) + indent(node);
    out_.open("p", {{"id", id_}, {"class", look}});
    const bool headed = !node.title.empty();
    if (headed && node.kind != NodeKind::dash) {
      const std::string level = std::to_string(std::min<int>(node.depth + 2, 9));
      out_.open("b", {{"role", "heading"}, {"aria-level", level}});
    } else if (headed || !node.marker.empty()) {
      out_.raw("<b>");
    }
    head(node);
    if (headed || !node.marker.empty()) out_.close("b");
    field(node.close);
    field(node.text);
    out_.raw("</p>\n");
  }

  void write_text_of(const Node& node, std::string_view tag, const std::string& look) {
    out_.open(tag, {{"id", id_}, {"class", look}});
    field(node.text);
    out_.close(tag);
    out_.raw("\n");
  }

  // Ends lines where the source does: entries of a table of contents.
  void text_by_lines(Slice slice) {
    const std::string_view source = document_.source.text;
    Offset begin = slice.begin;
    const auto after = [](Offset at, const Run& run) { return at < run.clean; };
    auto run = std::upper_bound(document_.runs.begin(), document_.runs.end(), begin, after);
    for (; run != document_.runs.end() && run->clean < slice.end; ++run) {
      const Offset from = document_.source_of(run->clean - 1);
      if (from >= run->source ||
          source.substr(from, run->source - from).find('\n') == source.npos) {
        continue;
      }
      out_.text(document_.text({begin, run->clean}));
      out_.raw("<br>");
      begin = run->clean;
    }
    out_.text(document_.text({begin, slice.end}));
  }

  void write_table(const Node& node);
  void write_row(const std::vector<Cell>& row, bool head);

  HtmlWriter& out_;
  ReportDocument& in_;
  const Document& document_;
  std::uint32_t plan_ = 0;
  bool titled_ = false, by_lines_ = false;
  int boxes_ = 0;
  std::string id_;  // of the node
};

void TextPart::write_facts(const Plan& plan) {
  const auto year = [](const std::optional<int>& value) {
    return value ? std::to_string(*value) : std::string();
  };
  const auto value = [](const std::optional<Fact>& known) {
    return known ? std::string_view(known->value) : std::string_view();
  };
  std::string addressees;
  for (const Fact& one : plan.facts.addressees) {
    if (!addressees.empty()) addressees += in_.words()(msg("joint of a list"));
    addressees += one.value;
  }
  const Period period = {PeriodKind::during, plan.start, plan.end, true};
  Facts facts(out_, in_.words(), "facts");
  facts.add(msg("Kind"), in_.in().word("document ", name_of(plan.kind)));
  facts.add(msg("Period of the plan"), period_words(in_.words(), period));
  facts.add(msg("Looking ahead to"), year(plan.horizon));
  facts.add(msg("Region"), value(plan.facts.region));
  facts.add(msg("Issuer"), value(plan.facts.issuer));
  facts.add(msg("Document number"), value(plan.facts.doc_number));
  facts.add(msg("Date"), value(plan.facts.date));
  facts.add(msg("Addressees"), addressees);
  facts.finish();
}

void TextPart::write_table(const Node& node) {
  const bool headed = !node.marker.empty() || !node.title.empty();
  out_.open("div", {{"class", "table" + indent(node)}, {"id", id_}});
  if (headed) {
    out_.open("p", {{"class", "caption"}});
    head(node);
    field(node.close);
    out_.raw("</p>");
  }
  id_.clear();
  if (!node.text.empty()) write_text_of(node, "p", "unit");
  if (node.table != kNone && !document_.tables[node.table].rows.empty()) {
    const Table& table = document_.tables[node.table];
    const std::string name =
        headed ? in_.in().heading(node) : in_.in().word("kind ", name_of(node.kind));
    out_.open("div",
              {{"class", "wide"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", name}});
    out_.raw("<table>\n");
    const std::size_t heads = std::min<std::size_t>(table.header_rows, table.rows.size());
    if (heads > 0) out_.raw("<thead>\n");
    for (std::size_t r = 0; r < heads; ++r) write_row(table.rows[r], true);
    if (heads > 0) out_.raw("</thead>\n");
    if (heads < table.rows.size()) out_.raw("<tbody>\n");
    for (std::size_t r = heads; r < table.rows.size(); ++r) write_row(table.rows[r], false);
    if (heads < table.rows.size()) out_.raw("</tbody>\n");
    out_.raw("</table></div>");
  }
  out_.raw("</div>\n");
}

void TextPart::write_row(const std::vector<Cell>& row, bool head) {
  const auto span = [](std::uint16_t cells) {
    return cells > 1 ? std::to_string(cells) : std::string();
  };
  out_.raw("<tr>");
  for (const Cell& cell : row) {
    const std::string rows = span(cell.row_span), columns = span(cell.column_span);
    const char* const scope = !head ? "" : cell.column_span > 1 ? "colgroup" : "col";
    const bool marked = !in_.marks().in(cell.text).empty();
    out_.open(head ? "th" : "td", {{"scope", scope},
                                   {"rowspan", rows},
                                   {"colspan", columns},
                                   {"class", marked ? "has" : ""}});
    field(cell.text);
    out_.close(head ? "th" : "td");
  }
  out_.raw("</tr>\n");
}

// The page numbers, running heads and addresses of a document, which its articles leave out.
void write_furniture(HtmlWriter& out, ReportDocument& in) {
  const auto& furniture = in.document().furniture;
  if (furniture.empty()) return;
  const std::string count = std::to_string(furniture.size());
  out.raw("<details class=\"furniture\">");
  out.element("summary", {},
              fill(in.words()(msg("Page numbers and the like, left out: %1")), {count}));
  out.raw("<ul>\n");
  for (std::size_t i = 0; i < furniture.size(); ++i) {
    out.open("li", {{"id", in.furniture(i)}});
    out.element("q", {}, in.document().text(furniture[i].text));
    out.raw(" ");
    out.element("small", {}, in.in().place_text(furniture[i].span));
    out.raw("</li>\n");
  }
  out.raw("</ul></details>\n");
}

// What file it is, above the text; what tells it from others, below.
void write_source(HtmlWriter& out, const ReportDocument& in) {
  const Source& source = in.document().source;
  Facts facts(out, in.words(), "facts source", in.source());
  facts.add(msg("File"), source.name);
  facts.add(msg("Lines"), std::to_string(source.lines.size()));
  facts.add(msg("Pages"), source.pages.empty() ? "" : std::to_string(source.pages.size()));
  facts.finish();
}
void write_file(HtmlWriter& out, const ReportDocument& in) {
  const Source& source = in.document().source;
  Facts facts(out, in.words(), "facts file");
  facts.add(msg("File"), source.name);
  facts.add(msg("Size"), fill(in.words()(msg("%1 bytes")), {std::to_string(source.bytes)}));
  facts.add(msg("Encoding"), source.encoding);
  facts.add("SHA-256", source.sha256);
  facts.finish();
}

// ---- outline

constexpr std::size_t kDeepestList = 12;  // what is deeper is listed flat

class Outline {
 public:
  Outline(HtmlWriter& out, ReportDocument& document, bool many_plans)
      : out_(out),
        in_(document),
        document_(document.document()),
        many_plans_(many_plans),
        holds_(document_.nodes.size()) {
    for (const Node& node : document_.nodes) {
      if (!is_listed(node)) continue;
      for (std::uint32_t up = node.parent; up != kNone && !holds_[up];) {
        const bool listed = is_listed(document_.nodes[up]);
        holds_[up] = listed;
        up = listed ? kNone : document_.nodes[up].parent;
      }
    }
  }

  void write(std::uint32_t index) {
    const Plan& plan = document_.plans[index];
    std::string title = in_.in().plan_title(index);
    if (title.empty()) title = in_.in().word("document ", name_of(plan.kind));
    out_.raw("<li>");
    open_details(!many_plans_, in_.plan(index), title);
    for (std::uint32_t i = plan.first_node; i < plan.last_node; ++i) {
      const Node& node = document_.nodes[i];
      if (!is_listed(node)) continue;
      while (!open_.empty() && document_.nodes[open_.back()].end <= i) close();
      write_item(node, i);
    }
    while (!open_.empty()) close();
    out_.raw("</ul></details></li>\n");
  }

 private:
  void write_item(const Node& node, std::uint32_t index) {
    std::string title = in_.in().heading(node);
    if (node.title.empty()) title += excerpt(document_.text(node.text), kExcerpt);
    if (title.empty()) title = in_.in().word("kind ", name_of(node.kind));
    out_.raw("<li>");
    if (!holds_[index] || open_.size() >= kDeepestList) {
      link(in_.node(index), title);
      out_.raw("</li>\n");
      return;
    }
    open_details(open_.empty() && !many_plans_, in_.node(index), title);
    open_.push_back(index);
  }
  void open_details(bool open, const std::string& id, const std::string& title) {
    out_.open("details", {{"open", open ? "open" : ""}});
    out_.raw("<summary>");
    link(id, title);
    out_.raw("</summary><ul>\n");
  }
  void close() {
    out_.raw("</ul></details></li>\n");
    open_.pop_back();
  }
  void link(const std::string& id, const std::string& title) {
    out_.element("a", {{"href", "#" + id}}, title);
  }

  HtmlWriter& out_;
  ReportDocument& in_;
  const Document& document_;
  const bool many_plans_;
  std::vector<bool> holds_;  // by node: whether the outline lists others below it
  std::vector<std::uint32_t> open_;
};

}  // namespace

void write_outline(HtmlWriter& out, ReportDocument& document, bool many_plans) {
  Outline outline(out, document, many_plans);
  for (std::uint32_t i = 0; i < document.document().plans.size(); ++i) outline.write(i);
}

void write_text(HtmlWriter& out, ReportDocument& document) {
  write_source(out, document);
  walk(document.document(), TextPart(out, document));
  write_furniture(out, document);
  write_file(out, document);
}

}  // namespace gangmu
