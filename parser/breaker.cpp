#include "parser/breaker.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "parser/date.h"
#include "model/halves.h"
#include "parser/heading.h"
#include "parser/line_looks.h"
#include "parser/marks.h"
#include "parser/setting.h"
#include "parser/table_rows.h"

namespace gangmu {

namespace {

constexpr int kIndent = 4;        // columns of the customary indent of a paragraph
constexpr int kRagged = 5;        // columns by which full lines differ
constexpr int kClearlyShort = 8;  // columns that no full line lacks

// What the whole document tells about its paragraph ends.
struct Habits {
  bool trailing_ends = false;  // a blank behind a line stands at paragraph ends and nowhere else
  bool indented = false;       // paragraphs begin with blanks and other lines do not
  int inner_gap = 0;           // blank lines between the lines of one paragraph
  bool gaps_part = false;      // more blank lines than that stand between paragraphs only
};

class Breaker {
 public:
  Breaker(const Document& document, const Grammar& grammar, Layout* layout)
      : document_(document), grammar_(grammar), layout_(*layout) {
    looks_.emplace(document_, grammar_, layout_);
    marks_ = looks_->marks();
    script_.assign(layout_.lines.size(), false);
    for (std::size_t i = 1; i + 1 < layout_.lines.size(); ++i) script_[i] = is_script(i);
    columnar_.resize(layout_.lines.size());
    in_halves(columnar_.size(), kLinesWorthAThread, [this](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        columnar_[i] = looks_->is_columnar(layout_.lines[i]) || looks_->is_entry(i);
      }
    });
    for (std::size_t i = 1; i < columnar_.size(); ++i) {  // a gap that one cell nearly fills
      const LayoutLine& line = layout_.lines[i];
      if (columnar_[i - 1] && !columnar_[i] && line.first_match == line.last_match &&
          spaced_cells(document_.source.text, line.span).size() == 2) {
        columnar_[i] = true;
      }
    }
    find_brackets();
    measure_sides();
    setting_.emplace(document_, layout_, marks_, columnar_);
    learn_indents();
    learn();
  }

  // Whether a paragraph ends between line i and line i + 1; `sure` says how plain that is.
  bool parts(std::size_t i, bool* sure) const {
    *sure = false;
    const LayoutLine& line = layout_.lines[i];
    const LayoutLine& next = layout_.lines[i + 1];
    if (next.apart) return *sure = true;
    if (next.glued || script_[i] || script_[i + 1]) return false;
    if (looks_->begins_with_closing_mark(i + 1)) return false;
    if (next.start == LineStart::title) {
      return *sure = next.first_match != next.last_match || ends_sentence(marks_[i]) ||
                     looks_->is_remark(i);
    }
    if (looks_->is_entry(i) || columnar_[i] || columnar_[i + 1]) return *sure = true;
    if (looks_->stands_alone(i) || looks_->stands_alone(i + 1) || looks_->names_copies(i + 1))
      return *sure = true;
    if (looks_->is_plan_title(i) || looks_->begins_table(i) || looks_->begins_aside(i + 1))
      return *sure = true;
    if (looks_->is_document_number(i) || (is_han(marks_[i]) && looks_->is_document_number(i + 1)))
      return *sure = true;
    const char32_t mark = marks_[i];
    const bool marker = next.first_match != next.last_match;
    if (bracketed_[i] && !marker) return false;
    if (next.start != LineStart::unknown) return *sure = next.start == LineStart::paragraph;
    const Room room = setting_->room(i);
    const bool may_end = is_han(mark) || ends_sentence(mark) || is_list_mark(mark) || closes(mark);
    if (room == Room::ends && may_end && !looks_->closes_next(i)) return *sure = true;
    // A line cut in the middle of words that is as wide as body text and no narrower than its
    // successor goes on, also where boxes set to another width stand on both sides.
    const bool full =
        room == Room::full || is_full(i) ||
        (is_han(mark) && layout_.measure > 0 && line.width >= layout_.measure - kRagged &&
         next.width <= line.width + kRagged);
    if (habits_.gaps_part && next.gap > habits_.inner_gap && !next.page_start) {
      if (!is_clause_mark(mark)) return *sure = true;
    }
    if (ends_sentence(mark)) return after_sentence(i, full, marker, sure);
    const bool colon = mark == 0xFF1A || mark == ':';
    if ((colon || is_han(mark)) && far_wider(i + 1)) return *sure = true;
    if (next.gap > habits_.inner_gap && !next.page_start && looks_->ends_title(i))
      return *sure = true;
    if (is_clause_mark(mark)) return false;
    if (is_list_mark(mark)) {
      if (marker || !full) return *sure = true;
      return habits_.trailing_ends && line.trailing;
    }
    return after_words(i, full, marker, sure);
  }

 private:
  const LayoutLine& line_at(std::size_t i) const { return layout_.lines[i]; }

  // Lines that end inside a bracket which one of the next lines closes: they go on, however short.
  void find_brackets() {
    constexpr std::size_t kMost = 4;  // lines of one bracket
    static constexpr CharFilter kBrackets = {'(',    ')',    0xFF08, 0xFF09, 0xFE59,
                                             0xFE5A, 0x2768, 0x2769, 0x3014, 0x3015};
    const auto& lines = layout_.lines;
    bracketed_.assign(lines.size(), false);
    int depth = 0;
    std::size_t first = 0;  // where it opened
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const bool parted = lines[i].apart || columnar_[i] || i - first >= kMost ||
                          lines[i].first_match != lines[i].last_match;
      if (parted) depth = 0;
      if (!looks_->has_bracket(i)) continue;
      const std::string_view text = text_of(document_, lines[i].span);
      for (std::size_t at = 0; (at = kBrackets.next(text, at)) < text.size();) {
        const char32_t c = fold_char(next_char(text, at));
        if ((c == '(' || c == 0x3014) && depth++ == 0) first = i;
        if ((c != ')' && c != 0x3015) || depth == 0) continue;
        if (--depth == 0)
          std::fill(bracketed_.begin() + static_cast<std::ptrdiff_t>(first),
                    bracketed_.begin() + static_cast<std::ptrdiff_t>(i), true);
      }
    }
  }

  // The width of what cannot be parted at the start of a line: a figure or Latin word, or a
  // character that may not end a line together with its neighbour.
  int first_token(std::size_t i) const {
    const std::string_view text = text_of(document_, line_at(i).span);
    int width = 0;
    bool word = false;  // a Latin word or figure has begun
    for (std::size_t at = 0; at < text.size();) {
      const char32_t c = next_char(text, at);
      const bool opens = c == 0x201C || c == 0x2018 || c == 0xFF08 || c == '(' || c == 0x300A;
      if (c == 0x2014 || c == 0x2026 || (opens && !word)) {  // not parted from what follows
        width += set_width(c);
        continue;
      }
      if (is_blank(c)) return width;
      if (c >= 0x80) return width + (!word || closes(c) || !is_han(c) ? set_width(c) : 0);
      word = true;
      ++width;
    }
    return width;
  }

  // Whether the line is as wide as the text around it is set, so that it may go on in the next.
  bool is_full(std::size_t i) const {
    if (layout_.measure == 0) return false;
    const LayoutLine& line = line_at(i);
    const int room = i + 1 < layout_.lines.size() ? first_token(i + 1) : 0;
    const int indent = indents_lost_ && may_begin(i) ? kIndent : 0;
    const int slack = kRagged + std::max(room - 2, 0) + indent;
    return set_width_of(line) >= std::min(left_[i], right_[i]) - slack;
  }

  // The width that the line takes on the page: a customary indent counts, a centred line's does
  // not.
  static int set_width_of(const LayoutLine& line) {
    constexpr int kWidestIndent = 6;
    return line.width + (line.indent <= kWidestIndent ? line.indent : 0);
  }

  // Whether first lines of paragraphs end two characters short of the others: their indent was
  // lost.
  void learn_indents() {
    constexpr std::size_t kFewest = 3;
    std::vector<int> lacking;
    const auto& lines = layout_.lines;
    for (std::size_t i = 1; i + 1 < lines.size(); ++i) {
      const bool after_end =
          ends_sentence(marks_[i - 1]) && lines[i - 1].width * 10 < layout_.measure * 8;
      const bool heading_before =
          is_han(marks_[i - 1]) && lines[i - 1].width * 10 < layout_.measure * 7;
      if ((!after_end && !heading_before) || !is_han(marks_[i]) || lines[i].indent > 0) continue;
      if (lines[i].width * 10 < layout_.measure * 8 || first_token(i + 1) > 2) continue;
      lacking.push_back(right_[i] - lines[i].width);
    }
    if (lacking.size() < kFewest) return;
    std::nth_element(lacking.begin(), lacking.begin() + static_cast<long>(lacking.size() / 2),
                     lacking.end());
    indents_lost_ = lacking[lacking.size() / 2] >= kIndent - 1;
  }

  // The measure of the text before and behind each line: boxes and tables are set to another width
  // than the body, so each side is asked for itself. A width counts when three lines reach it.
  void measure_sides() {
    constexpr std::size_t kWindow = 9;
    constexpr int kAlike = 4;
    const auto& lines = layout_.lines;
    const auto side = [&](std::size_t from, std::size_t to) {
      int best = 0;
      for (std::size_t j = from; j < to; ++j) {
        const int width = set_width_of(lines[j]);
        if (width <= best || width * 10 < layout_.measure * 7) continue;
        int alike = 0;
        for (std::size_t k = from; k < to; ++k) {
          alike += std::abs(set_width_of(lines[k]) - width) <= kAlike;
        }
        if (alike >= 3) best = width;
      }
      return best == 0 ? layout_.measure : best;
    };
    left_.resize(lines.size());
    right_.resize(lines.size());
    in_halves(lines.size(), kLinesWorthAThread, [&](std::size_t begin, std::size_t end) {
      for (std::size_t i = begin; i < end; ++i) {
        right_[i] = side(i, std::min(i + kWindow, lines.size()));
      }
    });
    for (std::size_t i = 0; i < lines.size(); ++i) {  // what is behind one line is before another
      left_[i] = i + 1 < kWindow ? side(0, i + 1) : right_[i + 1 - kWindow];
    }
  }

  // A subscript or superscript that fell on a line of its own: a few characters behind a Latin
  // letter, with the rest of the sentence below.
  bool is_script(std::size_t i) const {
    constexpr int kWidest = 4;
    const LayoutLine& line = line_at(i);
    if (line.width > kWidest || script_[i - 1]) return false;
    const std::string_view text = text_of(document_, line.span);
    for (const char c : text) {
      if (!is_ascii_digit(static_cast<unsigned char>(c)) && c != '.' && c != '-' && c != '+' &&
          !is_ascii_letter(static_cast<unsigned char>(c))) {
        return false;
      }
    }
    const std::string_view before = text_of(document_, line_at(i - 1).span);
    std::size_t end = before.size();
    return is_ascii_letter(previous_char(before, end));
  }

  bool may_begin(std::size_t i) const {
    return i == 0 || line_at(i).first_match != line_at(i).last_match ||
           ends_sentence(marks_[i - 1]) || is_list_mark(marks_[i - 1]) ||
           line_at(i - 1).width + kClearlyShort < line_at(i).width || line_at(i - 1).trailing;
  }

  // A line that ends with a sentence mark: the next may still belong to the same paragraph.
  bool after_sentence(std::size_t i, bool full, bool marker, bool* sure) const {
    const LayoutLine& line = line_at(i);
    const LayoutLine& next = line_at(i + 1);
    if (marker || !full || far_wider(i) || signs(i + 1)) return *sure = true;
    if (habits_.trailing_ends) return *sure = line.trailing;
    if (habits_.indented) return *sure = next.indent > 0 && !next.page_start;
    if (next.indent >= 2 && line.indent == 0 && !next.page_start) return true;
    // A full next line two characters short of the wall has lost an indent.
    if (i + 2 < layout_.lines.size() && !ends_sentence(marks_[i + 1])) {
      const int lacking = right_[i + 1] - next.width;
      if (lacking >= kIndent - 1 && lacking <= kIndent + 1 && first_token(i + 2) <= 2) return true;
    }
    return (next.gap > habits_.inner_gap && !next.page_start) || opens_like_lead(i + 1);
  }

  // An office on a line of its own with the date below it.
  bool signs(std::size_t i) const {
    constexpr int kWidest = 60;  // columns
    return i + 1 < layout_.lines.size() && line_at(i).width <= kWidest && is_han(marks_[i]) &&
           !looks_->has_comma(i) && !looks_->has_sentence(i) &&
           !closing_date(fold(text_of(document_, line_at(i + 1).span)), grammar_).iso.empty();
  }

  // No line is broken at such a width: it is a paragraph that was never wrapped.
  bool far_wider(std::size_t i) const {
    return layout_.measure > 0 && line_at(i).width * 2 > layout_.measure * 3;
  }

  // The line begins with a sentence as short as a heading.
  bool opens_like_lead(std::size_t i) const {
    constexpr int kShortest = 4, kLongest = 12;
    const std::string_view text = text_of(document_, line_at(i).span);
    const FirstSentence sentence = first_sentence(text);
    return sentence.found && sentence.commas == 0 && sentence.chars >= kShortest &&
           sentence.chars <= kLongest &&
           grammar_.words("clause_marker").longest_at(text, 0) == nullptr;
  }

  // A line that ends in the middle of words: a heading, or a full line of running text.
  bool after_words(std::size_t i, bool full, bool marker, bool* sure) const {
    const LayoutLine& line = line_at(i);
    const LayoutLine& next = line_at(i + 1);
    if (looks_->is_remark(i + 1)) return *sure = true;
    if (!full) {
      const bool own_marker = line.first_match != line.last_match;
      // A heading seldom holds a figure beside a comma.
      const bool page_cut =
          next.page_start && looks_->has_comma(i) && (!own_marker || looks_->has_figure(i));
      const bool amid = next.page_start && looks_->has_sentence(i) && is_han(marks_[i]);
      if (!marker && (looks_->closes_next(i) || page_cut || amid || cut_short(i))) {
        return false;
      }
      return *sure = true;
    }
    // Full: goes on, unless line i is a heading that happens to be as wide. The rest of a chapter's
    // title is short; a sentence below it is none.
    const bool text_next = looks_->has_sentence(i + 1) ||
                           (looks_->has_comma(i + 1) && is_full(i + 1) && i + 2 < marks_.size());
    if (!marker && text_next && looks_->opens_division(i) && !looks_->has_sentence(i))
      return *sure = true;
    const bool heading = line.first_match != line.last_match || (i > 0 && line.trailing);
    if (marker) {
      // A marker after a full line without a mark: a heading under a heading, or a reference.
      if (habits_.trailing_ends) return line.trailing;
      if (closes(marks_[i]) && looks_->has_sentence(i) && looks_->strong_marker(i + 1)) return true;
      return heading && !looks_->has_sentence(i) && looks_->strong_marker(i + 1);
    }
    if (habits_.indented && next.indent >= 2 && line.indent < next.indent + 2) {
      return line.indent > 0 && *sure;
    }
    if (!habits_.trailing_ends || !line.trailing) return false;
    // A blank behind: the end, unless a short rest without a mark follows (a wrapped title).
    const bool rest = next.width * 3 < line.width * 2 && !ends_sentence(marks_[i + 1]);
    if (rest) return false;
    return *sure = heading || !next_goes_on(i);
  }

  // A line inside a sentence, with commas of its own, that is somewhat short of the measure: lines
  // were cut by characters and not by width.
  bool cut_short(std::size_t i) const {
    if (i == 0 || layout_.measure == 0 || !looks_->has_comma(i)) return false;
    const LayoutLine& line = line_at(i);
    if (line.first_match != line.last_match || line.width * 10 < layout_.measure * 7) return false;
    const char32_t before = marks_[i - 1];
    return is_clause_mark(before) || (is_han(before) && is_full(i - 1));
  }

  bool next_goes_on(std::size_t i) const { return line_at(i + 1).page_start; }

  void learn() {
    int ends = 0, ends_trailing = 0, inner = 0, inner_trailing = 0;
    int begins = 0, begins_indented = 0, inner_indented = 0;
    std::map<int, int> inner_gaps;
    int wide_gaps = 0, wide_gaps_at_ends = 0;
    const auto& lines = layout_.lines;
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
      const bool sentence = ends_sentence(marks_[i]);
      const bool full = is_full(i);
      if (sentence && !full) {
        ++ends;
        ends_trailing += lines[i].trailing;
        ++begins;
        begins_indented += lines[i + 1].indent >= 2;
      } else if (full && !sentence && is_han(marks_[i])) {
        ++inner;
        inner_trailing += lines[i].trailing;
        inner_indented += lines[i + 1].indent >= 2;
        if (!lines[i + 1].page_start) ++inner_gaps[lines[i + 1].gap];
      }
    }
    habits_.trailing_ends =
        ends >= 3 && inner >= 5 && ends_trailing * 10 >= ends * 6 && inner_trailing * 10 <= inner;
    habits_.indented =
        begins >= 3 && begins_indented * 10 >= begins * 7 && inner_indented * 10 <= inner;
    layout_.trailing_ends = habits_.trailing_ends;
    int best = 0;
    for (const auto& [gap, n] : inner_gaps) {
      if (n > best) {
        best = n;
        habits_.inner_gap = gap;
      }
    }
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
      if (lines[i + 1].gap <= habits_.inner_gap) continue;
      ++wide_gaps;
      wide_gaps_at_ends += !is_full(i) || ends_sentence(marks_[i]);
    }
    habits_.gaps_part = wide_gaps >= 4 && inner >= 5 && wide_gaps_at_ends * 20 >= wide_gaps * 19;
  }

  const Document& document_;
  const Grammar& grammar_;
  Layout& layout_;
  std::optional<LineLooks> looks_;
  std::vector<char32_t> marks_;
  std::vector<bool> columnar_;     // lines of cells
  std::vector<bool> bracketed_;    // end inside a bracket that is closed soon
  std::vector<bool> script_;       // subscripts that lost their line
  std::vector<int> left_, right_;  // measure of the text before and behind each line
  std::optional<LineSetting> setting_;
  bool indents_lost_ = false;
  Habits habits_;
};

}  // namespace

std::vector<LineEnd> find_line_ends(const Document& document, const Grammar& grammar,
                                    Layout* layout) {
  const Breaker breaker(document, grammar, layout);
  std::vector<LineEnd> ends(layout->lines.size());
  if (ends.empty()) return ends;
  ends.back() = {true, true};
  in_halves(ends.size() - 1, kLinesWorthAThread, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) ends[i].breaks = breaker.parts(i, &ends[i].sure);
  });
  return ends;
}

}  // namespace gangmu
