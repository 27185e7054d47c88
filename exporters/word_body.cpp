#include "exporters/word_body.h"

#include <algorithm>
#include <pugixml.hpp>
#include <string_view>

#include "exporters/ids.h"
#include "exporters/word_runs.h"
#include "exporters/word_styles.h"
#include "exporters/word_tables.h"
#include "exporters/word_xml.h"
#include "model/text.h"
#include "model/walk.h"

namespace gangmu {

namespace {

using pugi::xml_node;

bool lies_in(Span inner, Span outer) {
  return !inner.empty() && inner.begin >= outer.begin && inner.end <= outer.end;
}

// A text that ends as no sentence does, short enough for a line.
bool is_short_line(std::string_view text) {
  constexpr std::size_t kLongest = 40;  // characters
  std::size_t end = text.size();
  if (end == 0 || char_count(text) > kLongest) return false;
  const char32_t last = previous_char(text, end);
  return last != U'\u3002' && last != U'\uFF1B' && last != U'\uFF1A' && last != ':' && last != '.';
}

// A visitor of walk().
class Body {
 public:
  explicit Body(const WordPlan& plan) : in_(plan), document_(plan.document) {
    body_ = add(word_root(part_, "w:document"), "w:body");
  }

  void enter_plan(const Plan& plan) {
    plan_ = &plan;
    titled_ = false;
    new_page_ = !empty_;
    in_front_ = true;
    const auto index = static_cast<int>(&plan - document_.plans.data());
    plan_bookmark_ = "_Plan" + std::to_string(index + 1);
    set_across(false);
    bookmark(body_, "w:bookmarkStart", plan_id(index), plan_bookmark_);
  }
  void leave_plan(const Plan& plan) {
    add_title();
    framed_ = false;
    bookmark(body_, "w:bookmarkEnd", plan_id(static_cast<int>(&plan - document_.plans.data())), {});
  }

  void enter(const Node& node, std::uint32_t index) {
    if (node.span.begin >= plan_->span.begin) add_title();
    if (in_.notes.is_footnote(index)) return;
    switch (node.kind) {
      case NodeKind::toc:
        return add_contents(node, index);
      case NodeKind::table:
      case NodeKind::figure:
        return add_table_node(node, index);
      case NodeKind::appendix:
      case NodeKind::glossary:
        if (is_annex_title(node)) return add_annex_title(node, index);
        return add_node(node, index, style_of(node, index));
      case NodeKind::note:
        return add_node(node, index, style::kNote);
      case NodeKind::box:
        if (framed_) add_spacer();  // two frames would be one
        if (node.run_in) return add_node(node, index, style::kBoxText);
        return add_box_title(node, index);
      default:
        return add_node(node, index, style_of(node, index));
    }
  }
  void leave(const Node& node, std::uint32_t) {
    if (&node == across_for_) across_for_ = nullptr;
  }

  std::string bytes() {
    if (empty_) gangmu::add_paragraph(body_, style::kText);
    add_section(body_, across_, in_.notes);
    return bytes_of(part_);
  }

 private:
  static constexpr int kPlanIds = 1000000;  // bookmarks of plans are counted from here
  static int plan_id(int index) { return kPlanIds + index; }

  // -------------------------------------------------------------------------------------
  // paragraphs

  xml_node add_paragraph(const char* style_id) {
    if (across_for_ == nullptr) set_across(false);
    const std::string_view id = style_id;
    const bool framed = id == style::kBoxTitle || id == style::kBoxText;
    if (framed_ && !framed && !new_page_) add_spacer();
    framed_ = framed;
    const xml_node paragraph = gangmu::add_paragraph(body_, id);
    if (new_page_) add(properties_of(paragraph), "w:pageBreakBefore");
    new_page_ = false;
    empty_ = false;
    return paragraph;
  }

  // A paragraph that shows nothing, of a height in twentieths of a point.
  xml_node add_blank(int height) {
    const xml_node paragraph = gangmu::add_paragraph(body_, style::kFlush);
    add_value(properties_of(paragraph), "w:snapToGrid", 0);
    const xml_node spacing = add(properties_of(paragraph), "w:spacing");
    set(spacing, "w:line", height);
    set(spacing, "w:lineRule", "exact");
    return paragraph;
  }

  // Parts a frame or a table from the next.
  void add_spacer() {
    add_blank(160);
    framed_ = false;
  }

  // Ends the section where what follows stands on pages laid otherwise.
  void set_across(bool across) {
    if (across == across_) return;
    if (!empty_) {
      add_section(properties_of(add_blank(20)), across_, in_.notes);
      new_page_ = false;
    }
    framed_ = false;
    across_ = across;
  }

  static void bookmark(xml_node parent, const char* element, int id, std::string_view name) {
    const xml_node mark = add(parent, element);
    set(mark, "w:id", id);
    if (!name.empty()) set(mark, "w:name", name);
  }

  // The lines of the source, where a text was set on several.
  std::vector<Slice> lines_of(Slice slice) const {
    std::vector<Slice> lines;
    const Source& source = document_.source;
    std::uint32_t last = 0;
    for (std::size_t at = slice.begin; at < slice.end;) {
      const auto begin = static_cast<Offset>(at);
      next_char(document_.clean, at);
      const std::uint32_t line =
          source.lines.empty() ? 1 : source.line_of(document_.source_of(begin));
      if (lines.empty() || line != last) lines.push_back({begin, begin});
      lines.back().end = static_cast<Offset>(at);
      last = line;
    }
    return lines;
  }

  void add_lines(xml_node paragraph, Slice slice) {
    constexpr std::size_t kLongest = 20;  // characters of a title's size
    const std::vector<Slice> lines = lines_of(slice);
    const bool fit = std::all_of(lines.begin(), lines.end(), [&](Slice line) {
      return char_count(document_.text(line)) <= kLongest;
    });
    if (!fit) return add_text(paragraph, document_.text(slice));
    const xml_node run = add_run(paragraph);
    bool first = true;
    for (const Slice line : lines) {
      if (!first) add(run, "w:br");
      add_words(run, trim(document_.text(line)));
      first = false;
    }
  }

  void add_title() {
    if (titled_) return;
    titled_ = true;
    if (plan_->title.empty() && plan_->label.empty()) return;
    new_page_ = !empty_;
    if (!plan_->label.empty()) {
      add_text(add_paragraph(style::kLabel), document_.text(plan_->label));
    }
    if (!plan_->title.empty()) add_lines(add_paragraph(style::kTitle), plan_->title);
  }

  // ------------------------------------------------------------------------------------------
  // nodes

  // The style of a paragraph that is no heading of a level.
  const char* style_of(const Node& node, std::uint32_t index) {
    if (in_.levels.in_box(index)) return style::kBoxText;
    if (node.kind == NodeKind::lead && !node.run_in) return style::kSubheading;
    const bool annex = node.kind == NodeKind::appendix || node.kind == NodeKind::glossary;
    if (annex && node.end > index + 1) return style::kLabel;
    if (node.kind != NodeKind::paragraph) return style::kText;
    if (is_unit_line(node, index)) return style::kUnitLine;
    const std::string_view text = document_.text(node.text);
    const PlanFacts& facts = plan_->facts;
    const bool signs = (facts.issuer && lies_in(facts.issuer->span, node.span)) ||
                       (facts.date && lies_in(facts.date->span, node.span));
    if (node.zone == Zone::back) {
      return is_short_line(text) ? style::kSignature : style::kFlush;
    }
    if (node.zone != Zone::front) return style::kText;
    const bool first = in_front_;
    in_front_ = false;
    if (titled_) return is_short_line(text) ? style::kSubtitle : style::kText;
    if (first && is_short_line(text)) return style::kNoticeTitle;
    if (facts.doc_number && lies_in(facts.doc_number->span, node.span) && is_short_line(text)) {
      return style::kSubtitle;
    }
    const bool addressed =
        std::any_of(facts.addressees.begin(), facts.addressees.end(),
                    [&](const Fact& fact) { return lies_in(fact.span, node.span); });
    if (addressed && !is_short_line(text)) return style::kFlush;
    return signs && is_short_line(text) ? style::kSignature : style::kText;
  }

  // A short line above a table that has no caption: mostly its unit.
  bool is_unit_line(const Node& node, std::uint32_t index) const {
    if (index + 1 >= document_.nodes.size() || !is_short_line(document_.text(node.text))) {
      return false;
    }
    const Node& next = document_.nodes[index + 1];
    return next.kind == NodeKind::table && next.title.empty() && next.marker.empty() &&
           next.parent == node.parent;
  }

  // Marker, title, close and text in one paragraph.
  void add_node(const Node& node, std::uint32_t index, const char* plain_style) {
    const bool heading = in_.levels.is_heading(index);
    const std::string heading_style = "Heading" + std::to_string(in_.levels.style_of(index));
    const xml_node paragraph = add_paragraph(heading ? heading_style.c_str() : plain_style);
    const auto& automatic = in_.numbering.of(index);
    const xml_node properties = properties_of(paragraph);
    if (automatic) {
      add_list(properties, automatic->level, automatic->num);
    } else if (heading) {
      add_list(properties, -1, 0);                                         // not that of the style
      if (!in_.levels.is_centred(index)) add_indent(properties, 0, true);  // LibreOffice drops it
    }
    const int level = heading ? 0 : in_.levels.style_of(index);
    const bool annex = node.kind == NodeKind::appendix || node.kind == NodeKind::glossary;
    const bool leads = !heading && !annex && !node.title.empty();
    const std::string look =
        level > 0 ? "Heading" + std::to_string(level) + "Char" : std::string(style::kRunIn);
    const char* const title_style = leads ? look.c_str() : nullptr;
    // The number is set as the mark of its paragraph is.
    if (automatic && level > 0) {
      add_look(add(properties, "w:rPr"), in_.words, WordLevels::look_of(node.kind));
    }
    add_marker(paragraph, node, automatic.has_value(), title_style);
    const std::string name = in_.contents.bookmark(index);
    if (!name.empty()) bookmark(paragraph, "w:bookmarkStart", static_cast<int>(index) + 1, name);
    add_noted(paragraph, index, false, title_style);
    add_text(paragraph, document_.text(node.close), title_style);
    if (!name.empty()) bookmark(paragraph, "w:bookmarkEnd", static_cast<int>(index) + 1, {});
    add_noted(paragraph, index, true, nullptr);
  }

  static void add_list(xml_node properties, int level, int num) {
    const xml_node list = add(properties, "w:numPr");
    if (level >= 0) add_value(list, "w:ilvl", level);
    add_value(list, "w:numId", num);
  }

  void add_marker(xml_node paragraph, const Node& node, bool automatic, const char* look) {
    if (node.marker.empty()) return;
    std::string marker = marker_text(document_, node);
    const std::string_view behind = document_.text(node.title.empty() ? node.text : node.title);
    const bool digits = !behind.empty() && is_ascii_digit(static_cast<unsigned char>(behind[0]));
    const bool wide = WordNumbering::needs_blank(marker);
    const bool blank = wide || (digits && marker.back() == '.');  // 1. 5G is no 1.5
    if (automatic) marker.clear();
    if (blank && !behind.empty() && !(automatic && wide)) marker += ' ';
    add_text(paragraph, marker, look);
  }

  // The title or the text of a node with its footnotes.
  void add_noted(xml_node paragraph, std::uint32_t index, bool in_text, const char* look) {
    const Node& node = document_.nodes[index];
    const Slice slice = in_text ? node.text : node.title;
    Offset from = slice.begin;
    for (const WordNotes::Mark& mark : in_.notes.marks_in(index, in_text)) {
      add_text(paragraph, document_.text({from, mark.at.begin}), look);
      const xml_node run = add_run(paragraph, style::kFootnoteMark);
      const xml_node reference = add(run, "w:footnoteReference");
      if (!in_.notes.counted()) set(reference, "w:customMarkFollows", 1);
      set(reference, "w:id", mark.id);
      if (!in_.notes.counted()) add_words(run, document_.text(mark.at));
      from = mark.at.end;
    }
    add_text(paragraph, document_.text({from, slice.end}), look);
  }

  void add_box_title(const Node& node, std::uint32_t index) {
    const xml_node paragraph = add_paragraph(style::kBoxTitle);
    // Below the heading that it belongs to.
    int level = in_.levels.style_at(0);
    for (std::uint32_t at = node.parent; at != kNone; at = document_.nodes[at].parent) {
      if (!in_.levels.is_heading(at)) continue;
      level = in_.levels.style_of(at) + 1;
      break;
    }
    add_value(properties_of(paragraph), "w:outlineLvl", std::min(level, kWordLevels) - 1);
    add_marker(paragraph, node, false, nullptr);
    add_noted(paragraph, index, false, nullptr);
    add_text(paragraph, document_.text(node.close));
    if (node.text.empty()) return;
    add_noted(add_paragraph(style::kBoxText), index, true, nullptr);
  }

  // -----------------------------------------------------------------------------------------
  // annexes

  // An annex has its own page; else it is a line that names one.
  bool is_annex_title(const Node& node) const {
    return !node.title.empty() && node.text.empty() && (node.end > index_of(node) + 1);
  }
  std::uint32_t index_of(const Node& node) const {
    return static_cast<std::uint32_t>(&node - document_.nodes.data());
  }

  // Whether its marker stands on a line of its own. Where a table follows that has no caption, the
  // title would be read as that.
  bool has_marker_apart(const Node& node) const {
    const Source& source = document_.source;
    if (node.marker.empty() || source.lines.empty()) return false;
    const std::uint32_t first = index_of(node) + 1;
    for (std::uint32_t i = first; i < std::min(first + 2, node.end); ++i) {
      const Node& below = document_.nodes[i];
      if (below.kind == NodeKind::table && below.title.empty()) return false;
    }
    return source.line_of(document_.source_of(node.marker.begin)) !=
           source.line_of(document_.source_of(node.title.begin));
  }

  void add_annex_title(const Node& node, std::uint32_t index) {
    const bool apart = has_marker_apart(node);
    if (apart) {
      new_page_ = !empty_;
      add_text(add_paragraph(style::kLabel), marker_text(document_, node));
    }
    const xml_node paragraph = add_paragraph(style::kAppendixTitle);
    const std::string name = in_.contents.bookmark(index);
    if (!name.empty()) bookmark(paragraph, "w:bookmarkStart", static_cast<int>(index) + 1, name);
    if (!apart) add_marker(paragraph, node, false, nullptr);
    add_noted(paragraph, index, false, nullptr);
    add_text(paragraph, document_.text(node.close));
    if (!name.empty()) bookmark(paragraph, "w:bookmarkEnd", static_cast<int>(index) + 1, {});
  }

  // ------------------------------------------------------------------------------------------
  // tables

  void add_table_node(const Node& node, std::uint32_t index) {
    const Table* table = node.table == kNone ? nullptr : &document_.tables[node.table];
    if (table != nullptr && across_for_ == nullptr && is_wide_table(*table)) {
      across_for_ = &node;
      set_across(true);
    }
    if (!node.marker.empty() || !node.title.empty()) {
      const xml_node paragraph = add_paragraph(style::kCaption);
      add_marker(paragraph, node, false, nullptr);
      add_noted(paragraph, index, false, nullptr);
      add_text(paragraph, document_.text(node.close));
    }
    if (!node.text.empty()) {
      const bool unit = is_short_line(document_.text(node.text));
      add_noted(add_paragraph(unit ? style::kUnitLine : style::kNote), index, true, nullptr);
    }
    if (table == nullptr || table->rows.empty()) return;
    if (new_page_) add_paragraph(style::kFlush);  // a table cannot begin a page by itself
    if (across_for_ == nullptr) set_across(false);
    add_table(body_, document_, *table, across_);
    empty_ = false;
    add_spacer();
  }

  // ----------------------------------------------------------------------------------------
  // contents

  void add_contents(const Node& node, std::uint32_t index) {
    const xml_node title = add_paragraph(style::kContentsTitle);
    add_text(title, heading_text(document_, node));
    add_text(title, document_.text(node.close));
    const auto& entries = in_.contents.entries(index);
    const bool field = std::any_of(entries.begin(), entries.end(),
                                   [](const ContentsEntry& entry) { return entry.node != kNone; });
    for (std::size_t i = 0; i < entries.size(); ++i) {
      const xml_node paragraph = add_paragraph(contents_style(entries[i]));
      if (field && i == 0) {
        add_field_mark(paragraph, "begin");
        add_instruction(paragraph, contents_instruction());
        add_field_mark(paragraph, "separate");
      }
      add_entry(paragraph, entries[i]);
      if (field && i + 1 == entries.size()) add_field_mark(paragraph, "end");
    }
    new_page_ = true;
  }

  // The headings of the plan down to three levels, and the titles of its annexes.
  std::string contents_instruction() const {
    const int first = in_.levels.style_at(0);
    std::string text = " TOC \\o \"" + std::to_string(first) + "-" + std::to_string(first + 2) +
                       "\" \\h \\z \\t \"";
    text.append(in_.words(msg("style appendix title"))).append(",").append(std::to_string(first));
    text += "\"";
    if (in_.levels.several_plans()) text += " \\b " + plan_bookmark_;
    return text + " ";
  }

  const char* contents_style(const ContentsEntry& entry) const {
    static constexpr const char* kStyles[] = {"TOC1", "TOC2", "TOC3"};
    if (entry.node == kNone) return kStyles[0];
    const int level = in_.levels.style_of(entry.node) - in_.levels.style_at(0);
    return kStyles[std::clamp(level, 0, 2)];
  }

  void add_entry(xml_node paragraph, const ContentsEntry& entry) {
    if (entry.node == kNone) {
      add_text(paragraph, entry.page.empty() ? entry.text : entry.text + "\t" + entry.page);
      return;
    }
    const std::string name = in_.contents.bookmark(entry.node);
    const xml_node link = add(paragraph, "w:hyperlink");
    set(link, "w:anchor", name);
    set(link, "w:history", 1);
    add_text(link, entry.text);
    if (entry.page.empty()) return;
    add_text(link, "\t");
    add_field_mark(link, "begin");
    add_instruction(link, " PAGEREF " + name + " \\h ");
    add_field_mark(link, "separate");
    add_text(link, entry.page);
    add_field_mark(link, "end");
  }

  const WordPlan& in_;
  const Document& document_;
  pugi::xml_document part_;
  xml_node body_;
  const Plan* plan_ = nullptr;
  std::string plan_bookmark_;
  bool titled_ = false;
  bool in_front_ = true;              // nothing of the plan's front has come
  bool empty_ = true;                 // nothing has been written
  bool new_page_ = false;             // what comes next begins one
  bool framed_ = false;               // the last paragraph stands in a frame
  bool across_ = false;               // the section is laid across
  const Node* across_for_ = nullptr;  // the table that it is so for
};

void add_separator(xml_node root, int id, const char* type, const char* element) {
  const xml_node note = add(root, "w:footnote");
  set(note, "w:type", type);
  set(note, "w:id", id);
  const xml_node paragraph = gangmu::add_paragraph(note, style::kFootnote);
  add(add_run(paragraph), element);
}

}  // namespace

std::string word_document(const WordPlan& plan) {
  Body body(plan);
  walk(plan.document, body);
  return body.bytes();
}

std::string word_footnotes(const WordPlan& plan) {
  if (plan.notes.empty()) return {};
  pugi::xml_document part;
  const xml_node root = word_root(part, "w:footnotes");
  add_separator(root, -1, "separator", "w:separator");
  add_separator(root, 0, "continuationSeparator", "w:continuationSeparator");
  for (const WordNotes::Mark& mark : plan.notes.marks()) {
    const xml_node note = add(root, "w:footnote");
    set(note, "w:id", mark.id);
    const xml_node paragraph = gangmu::add_paragraph(note, style::kFootnote);
    const xml_node sign = add_run(paragraph, style::kFootnoteMark);
    if (plan.notes.counted()) {
      add(sign, "w:footnoteRef");
    } else {
      add_words(sign, plan.document.text(mark.at));
    }
    add_text(paragraph, " ");
    add_text(paragraph, plan.document.text(plan.document.nodes[mark.note].text));
  }
  return bytes_of(part);
}

}  // namespace gangmu
