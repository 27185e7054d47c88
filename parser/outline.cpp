#include "parser/outline.h"

#include <algorithm>
#include <string>

#include "parser/attachments.h"
#include "parser/back_matter.h"
#include "parser/clean.h"
#include "parser/items.h"
#include "parser/kinds.h"
#include "parser/lead.h"
#include "parser/marks.h"
#include "parser/node_parts.h"
#include "parser/numbering.h"
#include "parser/outline_report.h"
#include "parser/plan_title.h"
#include "parser/regions.h"
#include "parser/roles.h"
#include "parser/rule_refs.h"
#include "parser/styled.h"
#include "parser/table.h"

namespace gangmu {

namespace {

class Outliner {
 public:
  Outliner(Document* document, Layout layout, const Grammar& grammar)
      : document_(*document),
        layout_(std::move(layout)),
        grammar_(grammar),
        quantities_(grammar),
        cleaner_(document),
        rules_(&document->rules),
        parts_(document, layout_, regions_, grammar, &cleaner_) {}

  void run() {
    PlanTitles found = find_plan_titles(document_, layout_, grammar_);
    titles_ = std::move(found.plans);
    covers_ = std::move(found.covers);
    regions_ = find_regions(document_, layout_, grammar_);
    std::vector<bool> closed(layout_.blocks.size(), false);
    for (const Region& region : regions_) {
      std::fill(closed.begin() + region.first_block, closed.begin() + region.last_block, true);
    }
    std::erase_if(titles_, [&](const PlanTitle& t) {
      return closed[t.first_block] || closed[t.last_block - 1];
    });
    lists_ = find_attachment_lists(document_, layout_, titles_, grammar_);
    for (const AttachmentList& list : lists_) {
      std::fill(closed.begin() + list.first_block, closed.begin() + list.last_block, true);
    }
    add_styled_headings(document_, titles_, grammar_, closed, &layout_);
    add_listed_headings(document_, regions_, titles_, grammar_, closed, &layout_);
    paragraph_rule_ = rules_.of("outline/paragraph");
    reading_ = read_numbering(document_, layout_, titles_, grammar_, closed);
    report_irregularities(layout_, titles_, reading_, &document_);
    build();
  }

 private:
  // ------------------------------------------------------------------------------------ building

  void build() {
    const bool titled = std::any_of(reading_.decisions.begin(), reading_.decisions.end(),
                                    [](const Decision& d) { return d.title != kNone; });
    if (!titled) begin_untitled();
    std::size_t d = 0, r = 0;
    for (std::uint32_t b = 0; b < layout_.blocks.size(); ++b) {
      if (r < regions_.size() && regions_[r].first_block == b) {
        add_region(regions_[r]);
        b = regions_[r].last_block - 1;
        ++r;
        continue;
      }
      if (d < reading_.decisions.size() && reading_.decisions[d].title != kNone &&
          titles_[reading_.decisions[d].title].first_block == b) {
        const PlanTitle& title = titles_[reading_.decisions[d].title];
        begin_plan(title);
        ++d;
        b = title.last_block - 1;
        continue;
      }
      if (const CoverTitle* cover = beginning(covers_, b); cover != nullptr && title_ahead(d)) {
        begin_cover(*cover);
        for (b = cover->last_block - 1; candidate_in(d, b);) ++d;
        continue;
      }
      if (beginning(lists_, b) != nullptr) open_.clear();  // they belong to no section
      if (b == parts_.taken()) {
        while (candidate_in(d, b)) ++d;
        continue;
      }
      if (is_label_ahead(b, d)) {
        while (candidate_in(d, b)) ++d;
        continue;
      }
      d = add_block(b, d);
    }
    finish();
  }

  // Of what stands in order: the one that begins with a block; nothing without one.
  template <typename Blocks>
  static const Blocks* beginning(const std::vector<Blocks>& all, std::uint32_t b) {
    const auto at = std::partition_point(all.begin(), all.end(),
                                         [&](const Blocks& one) { return one.first_block < b; });
    return at == all.end() || at->first_block != b ? nullptr : &*at;
  }

  // Whether a plan begins behind decision d.
  bool title_ahead(std::size_t d) const {
    return std::any_of(reading_.decisions.begin() + static_cast<long>(d), reading_.decisions.end(),
                       [](const Decision& decision) { return decision.title != kNone; });
  }

  // The title of a notice is one paragraph. Behind a plan it begins the front of the next one.
  void begin_cover(const CoverTitle& cover) {
    if (!in_front_) {
      document_.plans.back().last_node = static_cast<std::uint32_t>(document_.nodes.size());
      in_front_ = true;
      below_title_ = false;
    }
    open_.clear();
    const Span span = {layout_.lines[layout_.blocks[cover.first_block].first_line].span.begin,
                       layout_.lines[layout_.blocks[cover.last_block - 1].last_line - 1].span.end};
    const Slice text = cover.last_block == cover.first_block + 1
                           ? parts_.trimmed(layout_.blocks[cover.first_block].clean)
                           : cleaner_.append(pieces_between(layout_, span.begin, span.end));
    Node node = base_node(NodeKind::paragraph, kNone, text);
    node.text = text;
    document_.nodes.push_back(node);
  }

  bool is_label_ahead(std::uint32_t b, std::size_t d) const {
    for (std::size_t i = d; i < reading_.decisions.size() && i < d + 2; ++i) {
      const std::uint32_t t = reading_.decisions[i].title;
      if (t != kNone && titles_[t].label_block == b) return true;
    }
    return false;
  }

  // Whether decision d is about a marker of block b.
  bool candidate_in(std::size_t d, std::uint32_t b) const {
    return d < reading_.decisions.size() && reading_.decisions[d].candidate != kNone &&
           layout_.candidates[reading_.decisions[d].candidate].block == b;
  }

  // The decisions of this block cut it into segments: at most one marker each, at the start.
  std::size_t add_block(std::uint32_t b, std::size_t d) {
    const Block& block = layout_.blocks[b];
    std::uint32_t candidate = kNone;
    std::uint16_t depth = 0;
    next_item_ = block.first_candidate;
    Offset begin = std::max(block.clean.begin, std::min(title_end_, block.clean.end));
    for (;; ++d) {
      const bool more = candidate_in(d, b);
      Offset end = block.clean.end;
      if (more) {
        const Candidate& next = layout_.candidates[reading_.decisions[d].candidate];
        end = parts_.clean_of(block, next.marker.begin);
      }
      more_in_block_ = more;
      if (begin < end || candidate != kNone) add_pieces(b, {begin, end}, candidate, depth);
      if (!more) return d;
      candidate = reading_.decisions[d].candidate;
      depth = reading_.decisions[d].depth;
      begin = end;
    }
  }

  // A segment, and the dash items inside it where line breaks were lost.
  void add_pieces(std::uint32_t b, Slice slice, std::uint32_t candidate, std::uint16_t depth) {
    const Block& block = layout_.blocks[b];
    std::vector<std::pair<Offset, std::uint32_t>> items;  // where they begin, and what matched
    for (; block.unbroken && next_item_ < block.last_candidate; ++next_item_) {
      const std::uint32_t c = next_item_;
      if (layout_.candidates[c].place < MarkerPlace::inside || parts_.rule_of(c).kind != "dash")
        continue;
      const Offset at = parts_.clean_of(block, layout_.candidates[c].marker.begin);
      if (at <= slice.begin) continue;
      if (at >= slice.end) break;
      const bool begins = layout_.candidates[c].place == MarkerPlace::inside ||
                          (items.empty() && ends_phrase({slice.begin, at}, candidate != kNone));
      if (begins) items.emplace_back(at, c);
    }
    // One dash behind a phrase is a dash of the sentence.
    if (items.size() == 1 && layout_.candidates[items[0].second].place != MarkerPlace::inside) {
      items.clear();
    }
    const Slice first = {slice.begin, items.empty() ? slice.end : items.front().first};
    more_in_block_ = more_in_block_ || !items.empty();
    if (candidate == kNone && slice.begin == block.clean.begin && slice.begin >= title_end_) {
      add_unnumbered(b, first);
    } else {
      add_segment(b, first, candidate, depth);
    }
    for (std::size_t i = 0; i < items.size(); ++i) {
      const Offset end = i + 1 < items.size() ? items[i + 1].first : slice.end;
      add_marked(b, {items[i].first, end}, items[i].second, parent_at(open_.size()));
    }
  }

  // A text that ends with a colon, or is the short title of a heading without any mark.
  bool ends_phrase(Slice slice, bool heading) const {
    constexpr std::size_t kLongest = 24;  // characters of marker and title
    const std::string_view text = trim(document_.text(slice));
    const char32_t mark = final_mark(text);
    if (mark == ':' || mark == 0xFF1A) return true;
    if (!heading || char_count(text) > kLongest) return false;
    for (std::size_t at = 0; at < text.size();) {
      const char32_t c = next_char(text, at);
      if (ends_sentence(c) || c == 0xFF0C || c == ',') return false;
    }
    return true;
  }

  // "-- at the session of 31 January": a line with a dash behind the title, before any heading or
  // item.
  bool is_subtitle(Slice slice) const {
    const std::string_view text = document_.text(slice);
    if (!open_.empty() || document_.plans.empty()) return false;
    for (std::size_t i = document_.plans.back().first_node; i < document_.nodes.size(); ++i) {
      if (document_.nodes[i].kind != NodeKind::paragraph) return false;
    }
    for (std::size_t at = 0; at < text.size();) {
      if (ends_sentence(next_char(text, at))) return false;
    }
    return true;
  }

  // A block or its first part without a numbered marker: dash item, note, caption or paragraph.
  void add_unnumbered(std::uint32_t b, Slice slice) {
    const Block& block = layout_.blocks[b];
    for (std::uint32_t c = block.first_candidate; c < block.last_candidate; ++c) {
      const Candidate& candidate = layout_.candidates[c];
      if (candidate.place != MarkerPlace::start || candidate.is_styled()) break;
      const Rule& rule = parts_.rule_of(c);
      const auto kind = node_kind(rule.kind);
      const bool caption = kind == NodeKind::figure || kind == NodeKind::table;
      if (kind == NodeKind::dash && is_subtitle(slice)) break;
      if (kind == NodeKind::dash || kind == NodeKind::note || (caption && !block.complete)) {
        const std::uint32_t node = add_marked(
            b, slice, c, kind == NodeKind::note ? note_parent() : parent_at(open_.size()));
        if (kind == NodeKind::table) {  // a caption whose table did not come through
          document_.nodes[node].table = static_cast<std::uint32_t>(document_.tables.size());
          document_.nodes[node].run_in = false;
          document_.tables.emplace_back();
        }
        return;
      }
    }
    add_paragraph(b, slice);
  }

  void add_segment(std::uint32_t b, Slice slice, std::uint32_t candidate, std::uint16_t depth) {
    if (candidate == kNone) return add_paragraph(b, slice);
    open_.resize(std::min<std::size_t>(depth, open_.size()));
    const std::uint32_t node = add_marked(b, slice, candidate, parent_at(open_.size()));
    while (open_.size() < depth) open_.push_back(open_.empty() ? kNone : open_.back());
    open_.push_back(node);
  }

  std::uint32_t parent_at(std::size_t depth) const { return depth == 0 ? kNone : open_[depth - 1]; }
  // A note right behind a table belongs to it, and so do further notes.
  std::uint32_t note_parent() const {
    if (!document_.nodes.empty()) {
      const Node& last = document_.nodes.back();
      if (last.kind == NodeKind::table)
        return static_cast<std::uint32_t>(document_.nodes.size() - 1);
      const bool again = last.kind == NodeKind::note && last.parent != kNone &&
                         document_.nodes[last.parent].kind == NodeKind::table;
      if (again) return last.parent;
    }
    return parent_at(open_.size());
  }

  Node base_node(NodeKind kind, std::uint32_t parent, Slice slice) {
    Node node;
    node.kind = kind;
    node.parent = parent;
    const auto plans = static_cast<std::uint32_t>(document_.plans.size());
    node.plan = in_front_ || plans == 0 ? plans : plans - 1;
    node.zone = in_front_ ? Zone::front : Zone::body;
    node.span = document_.source_of(parts_.trimmed(slice));
    node.rule = paragraph_rule_;
    return node;
  }

  void add_paragraph(std::uint32_t b, Slice slice) {
    slice = parts_.trimmed(slice);
    if (slice.empty()) return;
    Node node = base_node(NodeKind::paragraph, parent_at(open_.size()), slice);
    node.text = slice;
    // Office, date and approval right below the title belong to it and not to the text.
    constexpr std::size_t kLongestCoverLine = 60;  // characters
    below_title_ = below_title_ && !layout_.blocks[b].complete &&
                   char_count(document_.text(slice)) <= kLongestCoverLine && !is_preamble(slice);
    if (below_title_) node.zone = Zone::front;
    document_.nodes.push_back(node);
  }

  // "… the following opinion:"
  bool is_preamble(Slice slice) const {
    std::size_t at = 0;
    return grammar_.words("preamble").find(document_.text(slice), 0, &at) != nullptr;
  }

  std::uint32_t add_marked(std::uint32_t b, Slice slice, std::uint32_t c, std::uint32_t parent) {
    below_title_ = false;
    const Candidate& candidate = layout_.candidates[c];
    if (candidate.is_styled()) return add_styled(slice, candidate.styled, parent);
    const Rule& rule = parts_.rule_of(c);
    Node node = base_node(node_kind(rule.kind).value_or(NodeKind::paragraph), parent, slice);
    node.rule = rules_.of("outline/" + rule.name, rule.file, rule.line);
    node.number = candidate.number;
    parts_.fill(b, slice, c, more_in_block_, &node);
    const Block& block = layout_.blocks[b];
    const bool followed = node.run_in && !node.text.empty();
    if (block.unbroken && (followed || parts_.has_mark(node.title))) {
      unbroken_.push_back(static_cast<std::uint32_t>(document_.nodes.size()));
    }
    document_.nodes.push_back(node);
    return static_cast<std::uint32_t>(document_.nodes.size()) - 1;
  }

  // A heading that the format tells and that has no marker.
  std::uint32_t add_styled(Slice slice, NodeKind kind, std::uint32_t parent) {
    Node node = base_node(kind, parent, slice);
    node.rule = rules_.of("outline/styled");
    node.title = parts_.trimmed(slice);
    document_.nodes.push_back(node);
    return static_cast<std::uint32_t>(document_.nodes.size()) - 1;
  }

  void add_region(const Region& region) {
    below_title_ = false;
    const Block& first = layout_.blocks[region.first_block];
    const Block& last = layout_.blocks[region.last_block - 1];
    if (region.kind == NodeKind::note) return add_note(region);
    if (region.kind == NodeKind::toc) {
      open_.clear();  // nothing goes on below a table of contents
      const std::uint32_t node =
          add_marked(region.first_block, first.clean, region.candidate, kNone);
      const Offset begin =
          layout_.lines[layout_.blocks[region.first_block + 1].first_line].span.begin;
      const Offset end = layout_.lines[last.last_line - 1].span.end;
      Node& toc = document_.nodes[node];
      toc.text = cleaner_.append(pieces_between(layout_, begin, end));
      toc.run_in = false;
      toc.span.end = end;
      return;
    }
    const std::uint32_t node = region.candidate == kNone
                                   ? add_uncaptioned(region)
                                   : add_marked(region.first_block, first.clean, region.candidate,
                                                parent_at(open_.size()));
    const bool given = region.source_table != kNone;
    Table table = given ? read_given_table(&document_, layout_, region, grammar_, quantities_)
                        : read_table(&document_, layout_, region, grammar_, quantities_);
    if (region.caption_blocks == 2) {  // what is said of the table below its caption
      const Block& said = layout_.blocks[region.first_block + 1];
      Node& table_node = document_.nodes[node];
      if (!table_node.text.empty()) {  // it goes on what stands behind the title
        const Offset begin = document_.source_of(table_node.text).begin;
        const Offset end = layout_.lines[said.last_line - 1].span.end;
        table_node.text = cleaner_.append(pieces_between(layout_, begin, end));
      } else {
        (table_node.title.empty() ? table_node.title : table_node.text) =
            parts_.trimmed(said.clean);
      }
    }
    document_.nodes[node].table = static_cast<std::uint32_t>(document_.tables.size());
    document_.nodes[node].span.end = layout_.lines[last.last_line - 1].span.end;
    document_.nodes[node].run_in = false;
    document_.tables.push_back(std::move(table));
    if (given) return;
    document_.diagnostics.push_back(
        diagnose(Code::table_flattened, {}, document_.nodes[node].span));
  }

  // A table known by its column heads; the line above may be its title.
  std::uint32_t add_uncaptioned(const Region& region) {
    const Block& first = layout_.blocks[region.first_block];
    Node node = base_node(NodeKind::table, parent_at(open_.size()), first.clean);
    node.rule = rules_.of("outline/table_heads");
    if (region.caption_blocks > 0) node.title = parts_.trimmed(first.clean);
    document_.nodes.push_back(node);
    return static_cast<std::uint32_t>(document_.nodes.size()) - 1;
  }

  // A footnote that the source marks: its mark, and all its lines as one text.
  void add_note(const Region& region) {
    const SourceNote& given = document_.source.notes[region.source_note];
    Node node = base_node(NodeKind::note, note_parent(), layout_.blocks[region.first_block].clean);
    node.rule = rules_.of("outline/note_given");
    node.marker =
        cleaner_.append_solid(pieces_between(layout_, given.marker.begin, given.marker.end));
    node.text = cleaner_.append(pieces_between(layout_, given.marker.end, given.span.end));
    node.run_in = !node.text.empty();
    // A page number may have been taken out of its last lines.
    const std::vector<Span> pieces = pieces_between(layout_, given.span.begin, given.span.end);
    node.span = {pieces.front().begin, pieces.back().end};
    document_.nodes.push_back(node);
  }

  // --------------------------------------------------------------------------------------- plans

  void begin_plan(const PlanTitle& title) {
    const bool first = document_.plans.empty();
    if (!first && !in_front_) {
      document_.plans.back().last_node = static_cast<std::uint32_t>(document_.nodes.size());
    }
    Plan plan;
    plan.kind = title.kind;
    const Span span = {layout_.lines[layout_.blocks[title.first_block].first_line].span.begin,
                       layout_.lines[layout_.blocks[title.last_block - 1].last_line - 1].span.end};
    plan.title = cleaner_.append(pieces_between(layout_, span.begin, span.end));
    plan.span = span;
    if (title.label_block != kNone) {
      plan.label = parts_.solid(layout_.blocks[title.label_block].clean);
      plan.label_span = document_.source_of(layout_.blocks[title.label_block].clean);
    }
    plan.first_node = first ? 0 : document_.plans.back().last_node;
    document_.plans.push_back(plan);
    in_front_ = false;
    below_title_ = true;
    open_.clear();
  }

  void begin_untitled() {
    Plan plan;
    plan.kind = PlanKind::other;
    if (!layout_.lines.empty()) {
      const Offset at = layout_.lines.front().span.begin;
      plan.span = {at, at};
    }
    const auto empty = static_cast<Offset>(document_.clean.size());
    plan.title = plan.label = {empty, empty};
    if (!layout_.blocks.empty() && !parts_.in_region(0) && !parts_.starts_with_marker(0))
      find_glued_title(&plan);
    document_.plans.push_back(plan);
    in_front_ = false;
  }

  // A title that shares its line with what follows: the first words up to a title's noun, before
  // any mark.
  void find_glued_title(Plan* plan) {
    constexpr std::size_t kLongest = 50;  // characters
    const Slice block = layout_.blocks.front().clean;
    const std::string_view text = document_.text(block);
    const WordTable& ends = grammar_.words("title_end");
    std::size_t characters = 0;
    for (std::size_t at = 0; at < text.size() && characters < kLongest; ++characters) {
      if (const Word* word = ends.longest_at(text, at)) {
        const std::size_t end = at + word->text.size();
        const auto kind = title_kind(text.substr(0, end), grammar_);
        if (kind && characters >= 6) {
          plan->kind = *kind;
          plan->title = {block.begin, block.begin + static_cast<Offset>(end)};
          plan->span = document_.source_of(plan->title);
          title_end_ = plan->title.end;
          return;
        }
      }
      const char32_t c = next_char(text, at);
      if (ends_sentence(c) || c == ',' || c == 0xFF0C || c == 0x300A) return;
    }
  }

  void finish() {
    const auto count = static_cast<std::uint32_t>(document_.nodes.size());
    document_.plans.back().last_node = count;
    for (const Plan& plan : document_.plans) set_back_matter(plan, grammar_, &document_);
    open_closed_items(&document_);
    find_leads(&document_, grammar_, rules_.of("outline/lead"));
    close_ranges();
    report_unknown_ends(unbroken_, &document_);
    set_roles(&document_, grammar_);
  }

  // Fills plan, depth and end from the parents.
  void close_ranges() {
    auto& nodes = document_.nodes;
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
      Node& node = nodes[i];
      node.depth =
          node.parent == kNone ? 1 : static_cast<std::uint16_t>(nodes[node.parent].depth + 1);
      node.end = i + 1;
    }
    for (std::size_t i = nodes.size(); i-- > 0;) {
      if (nodes[i].parent != kNone) {
        Node& parent = nodes[nodes[i].parent];
        parent.end = std::max(parent.end, nodes[i].end);
      }
    }
  }

  Document& document_;
  Layout layout_;
  const Grammar& grammar_;
  QuantityReader quantities_;
  Cleaner cleaner_;
  RuleRefs rules_;
  std::vector<PlanTitle> titles_;
  std::vector<CoverTitle> covers_;
  std::vector<AttachmentList> lists_;
  std::vector<Region> regions_;
  NodeParts parts_;
  Reading reading_;
  std::vector<std::uint32_t> open_;  // nodes of the open headings
  Offset title_end_ = 0;             // behind a title that shares its block with text
  std::uint16_t paragraph_rule_ = 0;
  std::vector<std::uint32_t> unbroken_;  // headings with body in blocks that lost their line ends
  std::uint32_t next_item_ = 0;          // the next candidate of the block that may be a dash item
  bool more_in_block_ = false;           // another marker follows in the same block
  bool in_front_ = true;
  bool below_title_ = false;  // only lines of the cover have come since the title
};

}  // namespace

void outline(Document* document, Layout layout, const Grammar& grammar) {
  Outliner(document, std::move(layout), grammar).run();
}

}  // namespace gangmu
