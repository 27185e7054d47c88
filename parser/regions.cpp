#include "parser/regions.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "parser/marks.h"
#include "parser/table_rows.h"

namespace gangmu {

namespace {

class Finder {
 public:
  Finder(const Document& document, const Layout& layout, const Grammar& grammar)
      : document_(document), layout_(layout), grammar_(grammar) {}

  std::vector<Region> run() {
    std::vector<Region> out;
    for (std::uint32_t b = 0; b < layout_.blocks.size(); ++b) {
      Region given;
      if (given_table(b, &given) || given_note(b, &given)) {
        b = given.last_block - 1;
        out.push_back(given);
        continue;
      }
      const std::uint32_t c = opener(b);
      if (c == kNone) {
        Region region;
        const std::uint32_t floor = out.empty() ? 0 : out.back().last_block;
        if (!exploded_table(b, floor, &region) && !uncaptioned_table(b, floor, &region) &&
            !tabbed_table(b, floor, &region)) {
          continue;
        }
        b = region.last_block - 1;
        out.push_back(region);
        continue;
      }
      const std::string& kind = rule_of(c).kind;
      Region region;
      region.first_block = b;
      region.candidate = c;
      if (kind == "toc") {
        region.kind = NodeKind::toc;
        region.last_block = end_of_toc(b + 1, &region.listed);
      } else if (kind == "table") {
        region.kind = NodeKind::table;
        if (layout_.blocks[b].complete || layout_.blocks[b].clean.size() > 150) continue;
        region.last_block = end_of_table(b + 1);
      } else {
        continue;
      }
      if (region.last_block <= b + 1) continue;
      out.push_back(region);
      b = region.last_block - 1;
    }
    return out;
  }

 private:
  const Rule& rule_of(std::uint32_t c) const {
    return grammar_.rules(Stage::outline)[layout_.candidates[c].rule];
  }

  Span span_of(std::uint32_t b) const {
    const Block& block = layout_.blocks[b];
    return {layout_.lines[block.first_line].span.begin,
            layout_.lines[block.last_line - 1].span.end};
  }

  // The first block behind `from` that begins behind a place of the source.
  std::uint32_t block_behind(std::uint32_t from, Offset end) const {
    while (from < layout_.blocks.size() && span_of(from).begin < end) ++from;
    return from;
  }

  // The index of the table or note that encloses the block; kNone without one.
  template <typename Given>
  static std::uint32_t enclosing(const std::vector<Given>& all, Span block) {
    const auto after = std::partition_point(
        all.begin(), all.end(), [&](const Given& one) { return one.span.end <= block.begin; });
    if (after == all.end() || block.begin < after->span.begin) return kNone;
    return static_cast<std::uint32_t>(after - all.begin());
  }

  // Whether the block belongs to what the source itself marks as a table or note.
  bool is_given(std::uint32_t b) const {
    const Source& source = document_.source;
    return enclosing(source.tables, span_of(b)) != kNone ||
           enclosing(source.notes, span_of(b)) != kNone;
  }

  // A table of the source that begins at block b, or behind its caption there; a short line, such
  // as one of the unit, may stand between them.
  bool given_table(std::uint32_t b, Region* region) const {
    const auto& tables = document_.source.tables;
    if (tables.empty()) return false;
    std::uint32_t index = enclosing(tables, span_of(b));
    region->caption_blocks = 0;
    if (index == kNone) {
      if (is_given(b) || (caption_at(b) == kNone && !is_caption(b))) return false;
      index = table_below(b, &region->caption_blocks);
      if (index == kNone) return false;
      region->candidate = caption_at(b);
    } else if (has_banner(tables[index], b)) {
      // The first row may be the caption itself, or the heading of a box that the table is in.
      region->candidate = caption_at(b);
      if (region->candidate == kNone && opener_of(b, "box") == kNone)
        return whole(index, b, region);
      if (region->candidate == kNone) ++b;
      region->caption_blocks = region->candidate == kNone ? 0 : 1;
      region->source_row = 1;
    }
    return whole(index, b, region);
  }

  bool whole(std::uint32_t index, std::uint32_t b, Region* region) const {
    region->kind = NodeKind::table;
    region->source_table = index;
    region->first_block = b;
    region->last_block =
        block_behind(b + region->caption_blocks, document_.source.tables[index].span.end);
    return true;
  }

  // The table that begins one or two blocks behind b; kNone without one.
  std::uint32_t table_below(std::uint32_t b, std::uint32_t* distance) const {
    constexpr std::size_t kLongest = 60;  // bytes of a line between caption and table
    const auto& blocks = layout_.blocks;
    for (*distance = 1; b + *distance < blocks.size(); ++*distance) {
      const Block& next = blocks[b + *distance];
      const std::uint32_t index = enclosing(document_.source.tables, span_of(b + *distance));
      if (index != kNone || *distance == 2) return index;
      if (next.complete || next.clean.size() > kLongest ||
          next.first_candidate != next.last_candidate) {
        return kNone;
      }
    }
    return kNone;
  }

  // A numbered caption at block b: the candidate; kNone when it is none or too long for one.
  std::uint32_t caption_at(std::uint32_t b) const {
    const Block& block = layout_.blocks[b];
    return block.complete || block.clean.size() > 150 ? kNone : opener_of(b, "table");
  }

  // Whether the table begins with a row of one cell, of one line, above rows of several.
  bool has_banner(const SourceTable& table, std::uint32_t b) const {
    if (table.rows.size() < 2 || table.rows[0].size() != 1) return false;
    const SourceCell& cell = table.rows[0][0];
    return cell.column_span > 1 && cell.row_span == 1 && !cell.span.empty() &&
           document_.source.line_of(cell.span.begin) ==
               document_.source.line_of(cell.span.end - 1) &&
           span_of(b).end <= cell.span.end;
  }

  bool given_note(std::uint32_t b, Region* region) const {
    const auto& notes = document_.source.notes;
    const std::uint32_t index = enclosing(notes, span_of(b));
    if (index == kNone) return false;
    region->kind = NodeKind::note;
    region->source_note = index;
    region->first_block = b;
    region->last_block = block_behind(b, notes[index].span.end);
    return true;
  }

  std::uint32_t opener(std::uint32_t b) const {
    return std::min(opener_of(b, "toc"), opener_of(b, "table"));
  }

  // The candidate of this kind at the start of the block; kNone without one.
  std::uint32_t opener_of(std::uint32_t b, std::string_view kind) const {
    const Block& block = layout_.blocks[b];
    for (std::uint32_t c = block.first_candidate; c < block.last_candidate; ++c) {
      if (layout_.candidates[c].place != MarkerPlace::start) break;
      if (rule_of(c).kind == kind) return c;
    }
    return kNone;
  }

  // Column heads without a numbered caption: three lines or more with one each.
  bool exploded_table(std::uint32_t b, std::uint32_t floor, Region* region) const {
    constexpr std::uint32_t kFewest = 3, kMost = 12;
    bool names = false;
    std::uint32_t end = b;
    for (; end < layout_.blocks.size() && end < b + kMost; ++end) {
      const Block& block = layout_.blocks[end];
      if (is_given(end)) return false;
      if (block.complete || block.last_line - block.first_line > 1 || block.clean.size() > 60)
        break;
      const std::string text = without_blanks(fold(document_.text(block.clean)));
      const Word* word = grammar_.words("column").longest_at(text, 0);
      const bool bracket =
          word != nullptr && word->text.size() < text.size() && text[word->text.size()] == '(';
      const bool year = text.size() > 4 && text.find_first_not_of("0123456789") == 4 &&
                        grammar_.words("time_year").exact(std::string_view(text).substr(4));
      if (!year && !bracket && (word == nullptr || word->text.size() != text.size())) break;
      names =
          names || (word != nullptr && (word->value == "indicator" || word->value == "project"));
    }
    if (end < b + kFewest || !names) return false;
    region->kind = NodeKind::table;
    region->first_block = b;
    region->caption_blocks = 0;
    region->last_block = end_of_table(end);
    if (region->last_block < end + 2) return false;
    if (b > floor && is_caption(b - 1)) {
      region->first_block = b - 1;
      region->caption_blocks = 1;
    }
    return true;
  }

  // A line of column heads without a numbered caption; a short line above it may be the caption.
  bool uncaptioned_table(std::uint32_t b, std::uint32_t floor, Region* region) const {
    const Block& block = layout_.blocks[b];
    if (block.complete || block.clean.size() > 120 || b + 2 >= layout_.blocks.size()) return false;
    const std::string text = fold(document_.text(block.clean));
    int heads = 0;
    bool indicator = false;
    const WordTable& columns = grammar_.words("column");
    for (std::size_t at = 0; at < text.size();) {
      const Word* word = columns.longest_at(text, at);
      if (word == nullptr) {
        // A year with its sign.
        if (is_ascii_digit(static_cast<unsigned char>(text[at])) && at + 4 < text.size() &&
            grammar_.words("time_year").longest_at(text, at + 4) != nullptr) {
          ++heads;
          at += 4;
          continue;
        }
        if (text[at] != ' ' && heads == 0) return false;
        next_char(text, at);
        continue;
      }
      ++heads;
      indicator = indicator || word->value == "indicator" || word->value == "project";
      at += word->text.size();
    }
    if (heads < 3 || !indicator) return false;
    region->kind = NodeKind::table;
    region->first_block = b;
    region->caption_blocks = 0;
    region->last_block = end_of_table(b + 1);
    if (region->last_block < b + 2) return false;
    if (b > floor && is_caption(b - 1)) {
      region->first_block = b - 1;
      region->caption_blocks = 1;
    }
    return true;
  }

  // Lines one below the other whose cells tabs part, as many in each: a table whatever it says.
  bool tabbed_table(std::uint32_t b, std::uint32_t floor, Region* region) const {
    constexpr std::uint32_t kFewest = 3;
    const std::size_t tabs = inner_tabs(b);
    if (tabs < 2) return false;
    std::uint32_t end = b + 1;
    while (end < layout_.blocks.size() && !is_given(end) && inner_tabs(end) == tabs) ++end;
    if (end < b + kFewest) return false;
    region->kind = NodeKind::table;
    region->first_block = b;
    region->caption_blocks = 0;
    region->last_block = end;
    if (b > floor && is_caption(b - 1)) {
      region->first_block = b - 1;
      region->caption_blocks = 1;
    }
    return true;
  }

  // The tabs between the words of a block of one line.
  std::size_t inner_tabs(std::uint32_t b) const {
    const Block& block = layout_.blocks[b];
    if (block.last_line - block.first_line != 1) return 0;
    const Span span = layout_.lines[block.first_line].span;
    const std::string_view line =
        trim(std::string_view(document_.source.text).substr(span.begin, span.size()));
    return static_cast<std::size_t>(std::count(line.begin(), line.end(), '\t'));
  }

  bool is_caption(std::uint32_t b) const {
    const Block& block = layout_.blocks[b];
    if (b > 0 && is_bare_annex(b - 1)) return false;  // the title of the appendix
    if (block.complete || block.clean.size() > 120 ||
        block.first_candidate != block.last_candidate) {
      return false;
    }
    const std::string text = fold(document_.text(block.clean));
    return grammar_.words("caption_end").longest_at_end(text) != nullptr;
  }

  // The mark of an appendix with nothing behind it.
  bool is_bare_annex(std::uint32_t b) const {
    const Span marker = opener_span(b, "appendix");
    return !marker.empty() && span_of(b).end <= marker.end;
  }

  // Text without blanks, leaders and the page number behind it.
  std::string entry_text(std::uint32_t b, bool* numbered) const {
    const std::string_view text = document_.text(layout_.blocks[b].clean);
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
      const char32_t c = fold_char(next_char(text, at));
      if (c != ' ' && c != ':') append_char(out, c);
    }
    std::size_t end = out.size();
    while (end > 0 && is_ascii_digit(static_cast<unsigned char>(out[end - 1]))) --end;
    const bool digits = end < out.size();
    std::size_t leaders = end;
    while (leaders > 0) {
      std::size_t before = leaders;
      const char32_t c = previous_char(out, before);
      if (c != '.' && c != 0x2026 && c != 0x00B7 && c != '-') break;
      leaders = before;
    }
    *numbered = digits && (leaders < end || end >= 6);
    if (*numbered) out.resize(leaders);
    return out;
  }

  std::uint32_t end_of_toc(std::uint32_t from, std::vector<std::uint32_t>* listed) {
    if (places_.empty()) {
      for (std::uint32_t b = 0; b < layout_.blocks.size(); ++b) {
        bool numbered = false;
        const std::string text = entry_text(b, &numbered);
        places_[text].push_back(b);
        // A heading whose title stands on the next line.
        const int above = b > 0 ? heading_level(b - 1) : 0;
        if (above > 0 && (heading_level(b) == 0 || is_annex_level(above))) {
          places_[entry_text(b - 1, &numbered) + text].push_back(b);
        }
      }
    }
    // What is neither numbered nor a heading further on is an entry where more entries follow: it
    // goes on in the next line, or its heading is worded otherwise. Where the first entry comes
    // again the text begins, though its headings may come again, too, in a later plan.
    constexpr std::uint32_t kMostOdd = 2, kFewestNumbered = 4;
    std::uint32_t end = from, entries = 0, with_number = 0;
    std::string first;
    std::vector<std::pair<std::uint32_t, std::string>> unmarked;
    for (std::uint32_t b = from; b < layout_.blocks.size() && b <= end + kMostOdd; ++b) {
      const Block& block = layout_.blocks[b];
      if (block.complete || block.clean.size() > 240 || is_given(b)) break;
      bool numbered = false;
      const std::string entry = entry_text(b, &numbered);
      if (b == from) first = entry;
      if (b > from && !numbered && entry == first) break;
      const bool all_numbered = with_number >= kFewestNumbered && with_number * 5 >= entries * 4;
      const bool again = place_behind(entry, b) != kNone && !all_numbered;
      ++entries;
      with_number += numbered;
      if (numbered || again) end = b + 1;
      if (heading_level(b) == 0) unmarked.emplace_back(b, entry);
    }
    for (const auto& [block, entry] : unmarked) {
      const std::uint32_t b = block < end ? place_behind(entry, end - 1) : kNone;
      if (b != kNone) listed->push_back(b);
    }
    return end;
  }

  // The first block behind block b that says the same as an entry; kNone without one.
  std::uint32_t place_behind(const std::string& entry, std::uint32_t b) const {
    const auto places = places_.find(entry);
    if (places == places_.end()) return kNone;
    const auto behind = std::upper_bound(places->second.begin(), places->second.end(), b);
    return behind == places->second.end() ? kNone : *behind;
  }

  // The levels of appendices and what else stands with them.
  static bool is_annex_level(int level) { return level > 0 && level < 10; }

  // A table goes on while lines are neither headings nor sentences. A short heading that rows
  // follow names a group of them.
  std::uint32_t end_of_table(std::uint32_t from) const {
    std::uint32_t b = from;
    for (; b < layout_.blocks.size(); ++b) {
      const Block& block = layout_.blocks[b];
      if ((block.complete && block.clean.size() > 60) || is_given(b)) break;
      const int level = heading_level(b);
      if (b > from && (begins_outline(b) || ends_tabs(b))) break;
      const bool heading = level > 0 && (level <= 50 || level == 90 || level >= 200);
      if (level > 0 && !heading && b > from && is_row(b - 1) && !is_row(b) && ends_rows(b + 1)) {
        break;
      }
      if (!heading) continue;
      const bool may_be_group = level >= 40 && level <= 50 && block.clean.size() <= 60;
      if (!may_be_group || !row_within(b + 1, b + 3)) break;
    }
    return b;
  }

  // Cells parted by tabs stand above, and none soon behind: what is no row has left the table.
  bool ends_tabs(std::uint32_t b) const {
    constexpr std::uint32_t kFarthest = 4;  // lines of names that stand beside no value
    if (inner_tabs(b - 1) < 2) return false;
    const auto last = static_cast<std::uint32_t>(layout_.blocks.size());
    for (std::uint32_t next = b; next < std::min(b + kFarthest, last); ++next) {
      if (inner_tabs(next) > 0) return false;
    }
    return true;
  }

  // A decimal outline number and words without a figure: a heading, and so is the whole number
  // above the first of its decimals (3 Tasks, 3.1 Floods).
  bool begins_outline(std::uint32_t b) const {
    const Span whole = opener_span(b, "n1");
    if (!whole.empty()) {
      if (b + 1 >= layout_.blocks.size() || !begins_outline(b + 1)) return false;
      const std::string_view text = document_.source.text;
      const Span below = opener_span(b + 1, "n2");
      const std::string_view number = trim(text.substr(whole.begin, whole.size()));
      return !below.empty() && text.substr(below.begin, number.size()) == number &&
             text[below.begin + number.size()] == '.';
    }
    if (opener_span(b, "n2").empty() && opener_span(b, "n3").empty()) return false;
    const std::string_view text = document_.text(layout_.blocks[b].clean);
    std::size_t han = 0;
    bool words = false;
    for (std::size_t at = 0; at < text.size();) {
      const char32_t c = next_char(text, at);
      if (is_han(c)) words = true;
      if (words && (is_ascii_digit(c) || c == '%' || c == '(' || c == 0xFF08)) return false;
      han += is_han(c);
    }
    constexpr std::size_t kFewestHan = 2;
    return han >= kFewestHan;
  }

  // The marker of a kind at the start of the block; empty without one.
  Span opener_span(std::uint32_t b, std::string_view kind) const {
    const std::uint32_t c = opener_of(b, kind);
    return c == kNone ? Span{} : layout_.candidates[c].marker;
  }

  // Whether no row of cells set apart by blanks follows soon.
  bool ends_rows(std::uint32_t from) const {
    constexpr std::uint32_t kFarthest = 4;  // lines of names that stand beside no value
    for (std::uint32_t b = from; b < from + kFarthest; ++b) {
      if (is_row(b) || row_within(b, b + 1)) return false;
    }
    return true;
  }

  // Whether the block's last line holds cells that blanks set apart.
  bool is_row(std::uint32_t b) const {
    if (b >= layout_.blocks.size()) return false;
    const Span line = layout_.lines[layout_.blocks[b].last_line - 1].span;
    return spaced_cells(document_.source.text, line).size() >= 3;
  }

  // A sentence that ends before the block does, as no cell has it.
  bool holds_sentence(std::uint32_t b) const {
    const std::string_view text = document_.text(layout_.blocks[b].clean);
    for (std::size_t at = 0; at < text.size();) {
      if (ends_sentence(next_char(text, at))) return true;
    }
    return false;
  }

  // The level of the first marker that stands at the block's start; 0 without one.
  int heading_level(std::uint32_t b) const {
    const Block& block = layout_.blocks[b];
    int level = 0;
    for (std::uint32_t c = block.first_candidate; c < block.last_candidate; ++c) {
      if (layout_.candidates[c].place != MarkerPlace::start) break;
      const int own = rule_of(c).level;
      if (level == 0 || own <= 50 || own == 90 || own >= 200) level = own;
    }
    return level;
  }

  // A row of figures: a line whose last word is a number or its sign, with words before it.
  bool row_within(std::uint32_t from, std::uint32_t to) const {
    for (std::uint32_t b = from; b < to && b < layout_.blocks.size(); ++b) {
      const Block& block = layout_.blocks[b];
      if (block.complete || heading_level(b) == 40 || holds_sentence(b)) return false;
      for (std::uint32_t i = block.first_line; i < block.last_line; ++i) {
        const Span span = layout_.lines[i].span;
        const std::string text =
            fold(std::string_view(document_.source.text).substr(span.begin, span.size()));
        const std::size_t word = text.find_last_of(' ');
        if (word == std::string::npos) continue;
        const std::string last = text.substr(word + 1);
        if (is_ascii_digit(static_cast<unsigned char>(last[0])) ||
            grammar_.words("binding").exact(last) != nullptr ||
            grammar_.words("cell_value").exact(last) != nullptr) {
          return true;
        }
      }
    }
    return false;
  }

  const Document& document_;
  const Layout& layout_;
  const Grammar& grammar_;
  std::unordered_map<std::string, std::vector<std::uint32_t>> places_;
};

}  // namespace

std::vector<Region> find_regions(const Document& document, const Layout& layout,
                                 const Grammar& grammar) {
  return Finder(document, layout, grammar).run();
}

}  // namespace gangmu
