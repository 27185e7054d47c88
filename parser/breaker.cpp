#include "parser/breaker.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include "parser/back_matter.h"
#include "parser/heading.h"
#include "parser/marks.h"
#include "parser/plan_title.h"
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
      : document_(document), grammar_(grammar), copies_(grammar.words("copies")), layout_(*layout) {
    marks_.reserve(layout_.lines.size());
    for (const LayoutLine& line : layout_.lines) {
      marks_.push_back(final_mark(text_of(document_, line.span)));
      const char32_t before = mark_before_remark(marks_.size() - 1);
      if (before != 0) marks_.back() = before;
    }
    script_.assign(layout_.lines.size(), false);
    for (std::size_t i = 1; i + 1 < layout_.lines.size(); ++i) script_[i] = is_script(i);
    columnar_.reserve(layout_.lines.size());
    for (const LayoutLine& line : layout_.lines) columnar_.push_back(is_columnar(line));
    for (std::size_t i = 1; i < columnar_.size(); ++i) {  // a gap that one cell nearly fills
      const LayoutLine& line = layout_.lines[i];
      if (columnar_[i - 1] && !columnar_[i] && line.first_match == line.last_match &&
          spaced_cells(document_.source.text, line.span).size() == 2) {
        columnar_[i] = true;
      }
    }
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
    if (next.glued || script_[i] || script_[i + 1]) return false;
    if (begins_with_closing_mark(i + 1)) return false;
    if (is_entry(i) || columnar_[i] || columnar_[i + 1]) return *sure = true;
    if (stands_alone(i) || stands_alone(i + 1) || names_copies(i + 1)) return *sure = true;
    if (is_plan_title(i) || begins_table(i) || begins_aside(i + 1)) return *sure = true;
    const char32_t mark = marks_[i];
    const bool marker = next.first_match != next.last_match;
    const Room room = setting_->room(i);
    const bool may_end = is_han(mark) || ends_sentence(mark) || is_list_mark(mark) || closes(mark);
    if (room == Room::ends && may_end && !closes_next(i)) return *sure = true;
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
    if (is_clause_mark(mark)) return false;
    if (is_list_mark(mark)) {
      if (marker || !full) return *sure = true;
      return habits_.trailing_ends && line.trailing;
    }
    return after_words(i, full, marker, sure);
  }

 private:
  const LayoutLine& line_at(std::size_t i) const { return layout_.lines[i]; }

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
    for (std::size_t i = 0; i < lines.size(); ++i) {
      left_[i] = side(i + 1 > kWindow ? i + 1 - kWindow : 0, i + 1);
      right_[i] = side(i, std::min(i + kWindow, lines.size()));
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

  // A line that is one bracket from end to end: an approval, a period.
  bool is_remark(std::size_t i) const {
    const std::string_view text = text_of(document_, line_at(i).span);
    std::size_t at = 0, end = text.size();
    const char32_t first = fold_char(next_char(text, at)),
                   last = fold_char(previous_char(text, end));
    if (first != '(' || last != ')') return false;
    while (at < end) {
      if (fold_char(next_char(text, at)) == ')') return false;
    }
    return true;
  }

  // No paragraph begins with a comma, a stop or a closing bracket.
  bool begins_with_closing_mark(std::size_t i) const {
    const std::string_view text = text_of(document_, line_at(i).span);
    std::size_t at = 0;
    const char32_t c = next_char(text, at);
    return c == 0xFF0C || c == ',' || c == 0x3001 || c == 0xFF1B || c == ';' || closes(c) ||
           (ends_sentence(c) && c != '!' && c != '?');
  }

  // A short line that a rule knows to be a heading of its own (contents, foreword, appendix).
  bool stands_alone(std::size_t i) const {
    constexpr int kWidest = 24;
    const LayoutLine& line = line_at(i);
    if (line.width > kWidest) return false;
    for (std::uint32_t m = line.first_match; m < line.last_match; ++m) {
      const Match& match = layout_.matches[m];
      const bool whole = match.length == line.span.size();
      if (whole && grammar_.rules(Stage::outline)[match.rule].has_flag("alone")) return true;
    }
    return false;
  }

  // The title of a plan on one line, at the start of the text or below the mark of an appendix.
  bool is_plan_title(std::size_t i) const {
    if (i > 0 && !stands_alone(i - 1)) return false;
    const std::string_view text = text_of(document_, line_at(i).span);
    std::size_t at = 0;  // "on printing the scheme", and "the notice" stands on the next line
    const bool about = grammar_.words("title_about").find(fold(text), 0, &at) != nullptr;
    return !about && title_kind(text, grammar_).has_value();
  }

  // A note ("note: …"), or on a line without a mark of sentences an appendix or a caption: what
  // stands before it has ended, unless by a comma or an opening mark.
  bool begins_aside(std::size_t i) const {
    if (is_clause_mark(marks_[i - 1])) return false;
    const LayoutLine& line = line_at(i);
    const std::string_view text = text_of(document_, line.span);
    for (std::uint32_t m = line.first_match; m < line.last_match; ++m) {
      const Match& match = layout_.matches[m];
      const std::string& kind = grammar_.rules(Stage::outline)[match.rule].kind;
      std::size_t end = match.length;
      const char32_t last = end > 0 ? fold_char(previous_char(text, end)) : 0;
      if (kind == "note" && last == ':') return true;
      if (kind != "appendix" && kind != "table") continue;
      std::size_t next = match.length;
      const char32_t behind = next < text.size() ? fold_char(next_char(text, next)) : ' ';
      if ((behind == ' ' || behind == ':' || last == ':') && !has_sentence(i) && !has_comma(i)) {
        return true;
      }
    }
    return false;
  }

  // A caption, and the head of a first column below it.
  bool begins_table(std::size_t i) const {
    const LayoutLine& line = line_at(i);
    bool caption = false;
    for (std::uint32_t m = line.first_match; m < line.last_match; ++m) {
      const Rule& rule = grammar_.rules(Stage::outline)[layout_.matches[m].rule];
      caption = caption || rule.kind == "table";
    }
    if (!caption) return false;
    const std::string next = without_blanks(fold(text_of(document_, line_at(i + 1).span)));
    return grammar_.words("column").exact(next) != nullptr;
  }

  // The line that names who gets a copy begins a paragraph.
  bool names_copies(std::size_t i) const {
    return begins_copies(text_of(document_, line_at(i).span), copies_);
  }

  // The mark before the bracket that ends with the line, when that mark ends a sentence: a remark
  // behind a sentence belongs to it ("…. (responsible: A)"). The bracket may have begun some lines
  // above. Else 0.
  char32_t mark_before_remark(std::size_t i) const {
    constexpr std::size_t kMostLines = 6;
    constexpr int kLongestMarker = 3;  // characters: "(4)" begins something and ends nothing
    int depth = 0, length = 0;
    for (std::size_t line = i, n = 0; n < kMostLines; --line, ++n) {
      const std::string_view text = text_of(document_, line_at(line).span);
      for (std::size_t at = text.size(); at > 0;) {
        const char32_t c = fold_char(previous_char(text, at));
        if (line == i && at + 3 >= text.size() && depth == 0 && c != ')') return 0;
        depth += c == ')' ? 1 : c == '(' ? -1 : 0;
        if (depth > 0) {
          ++length;
          continue;
        }
        if (length <= kLongestMarker) return 0;
        const char32_t before = at > 0 ? previous_char(text, at) : line > 0 ? marks_[line - 1] : 0;
        return ends_sentence(before) ? before : 0;
      }
      if (line == 0) break;
    }
    return 0;
  }

  // A line of cells: parted by a tab, or ending with two cells of figures without any mark of
  // sentences, or all column heads.
  bool is_columnar(const LayoutLine& line) const {
    const std::string_view text = text_of(document_, line.span);
    if (text.find('\t') != text.npos) return true;
    if (text.find(' ') == text.npos && text.find("\xE3\x80\x80") == text.npos) return false;
    const std::string folded = fold(text);
    std::vector<std::string_view> words;
    std::size_t begin = 0;
    const std::string_view view = folded;
    for (std::size_t at = 0; at <= view.size(); ++at) {
      if (at < view.size() && view[at] != ' ') continue;
      if (at > begin) words.push_back(view.substr(begin, at - begin));
      begin = at + 1;
      if (words.size() > 64) break;
    }
    if (words.size() < 3) return false;
    for (const std::string_view mark : {"\xE3\x80\x82", ",", ";"}) {
      const std::size_t found = folded.find(mark);
      const bool inside_number = mark == "," && found != folded.npos && found + 1 < folded.size() &&
                                 is_ascii_digit(static_cast<unsigned char>(folded[found + 1]));
      if (found != folded.npos && !inside_number) return false;
    }
    constexpr std::size_t kFewestCells = 3;
    if (line.first_match == line.last_match &&
        spaced_cells(document_.source.text, line.span).size() >= kFewestCells) {
      return true;
    }
    if (is_cell_value(words.back()) && is_cell_value(words[words.size() - 2])) return true;
    const bool heads = std::all_of(words.begin(), words.end(),
                                   [&](std::string_view word) { return is_column_head(word); });
    return heads || is_row_of_heads(folded);
  }

  // The same where blanks stand inside the heads.
  bool is_row_of_heads(std::string text) const {
    std::erase(text, ' ');
    const WordTable& heads = grammar_.words("column");
    int count = 0;
    for (std::size_t at = 0; at < text.size(); ++count) {
      if (const Word* word = heads.longest_at(text, at)) {
        at += word->text.size();
      } else if (text.size() - at >= 4 && text.find_first_not_of("0123456789", at) >= at + 4) {
        at += 4;
        if (const Word* sign = grammar_.words("time_year").longest_at(text, at)) {
          at += sign->text.size();
        }
      } else {
        return false;
      }
    }
    return count >= 3;
  }

  bool is_cell_value(std::string_view word) const {
    if (grammar_.words("binding").exact(word) != nullptr ||
        grammar_.words("cell_value").exact(word) != nullptr ||
        grammar_.words("unit").exact(word) != nullptr) {
      return true;
    }
    const std::size_t digit = word.find_first_of("0123456789");
    if (digit == word.npos || digit > 3) return false;
    for (std::size_t at = 0; at < word.size();) {
      if (is_han(next_char(word, at))) return false;
    }
    return true;
  }

  bool is_column_head(std::string_view word) const {
    const WordTable& heads = grammar_.words("column");
    if (heads.longest_at(word, 0) != nullptr || heads.longest_at_end(word) != nullptr) return true;
    return word.size() >= 4 && word.substr(0, 4).find_first_not_of("0123456789") == word.npos;
  }

  // An entry of a table of contents: leaders and a page number at the end.
  bool is_entry(std::size_t i) const {
    const std::string_view text = text_of(document_, line_at(i).span);
    std::size_t end = text.size();
    while (end > 0 && is_ascii_digit(static_cast<unsigned char>(text[end - 1]))) --end;
    if (end == text.size() || end < 6) return false;
    if (text[end - 1] == '\t') return true;
    const std::string tail = fold(trim(text.substr(0, end)));
    return grammar_.words("leader").longest_at_end(tail) != nullptr;
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
    if (marker || !full) return *sure = true;
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

  // The line begins with a sentence as short as a heading.
  bool opens_like_lead(std::size_t i) const {
    constexpr int kShortest = 4, kLongest = 12;
    const std::string_view text = text_of(document_, line_at(i).span);
    const FirstSentence sentence = first_sentence(text);
    return sentence.found && sentence.commas == 0 && sentence.chars >= kShortest &&
           sentence.chars <= kLongest;
  }

  // A line that ends in the middle of words: a heading, or a full line of running text.
  bool after_words(std::size_t i, bool full, bool marker, bool* sure) const {
    const LayoutLine& line = line_at(i);
    const LayoutLine& next = line_at(i + 1);
    if (is_remark(i + 1)) return *sure = true;
    if (!full) {
      const bool own_marker = line.first_match != line.last_match;
      // A heading seldom holds a figure beside a comma.
      const bool page_cut = next.page_start && has_comma(i) && (!own_marker || has_figure(i));
      const bool amid = next.page_start && has_sentence(i) && is_han(marks_[i]);
      if (!marker && (closes_next(i) || page_cut || amid || cut_short(i))) {
        return false;
      }
      return *sure = true;
    }
    // Full: goes on, unless line i is a heading that happens to be as wide.
    const bool heading = line.first_match != line.last_match || (i > 0 && line.trailing);
    if (marker) {
      // A marker after a full line without a mark: a heading under a heading, or a reference.
      if (habits_.trailing_ends) return line.trailing;
      if (closes(marks_[i]) && has_sentence(i) && strong_marker(i + 1)) return true;
      return heading && !has_sentence(i) && strong_marker(i + 1);
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

  bool has_comma(std::size_t i) const {
    const std::string_view text = text_of(document_, line_at(i).span);
    for (std::size_t at = 0; at < text.size();) {
      const char32_t c = next_char(text, at);
      if (c == 0xFF0C || c == ',') return true;
    }
    return false;
  }

  // Digits behind the marker of the line.
  bool has_figure(std::size_t i) const {
    const LayoutLine& line = line_at(i);
    const std::string_view text = text_of(document_, line.span);
    std::size_t marker = 0;
    for (std::uint32_t m = line.first_match; m < line.last_match; ++m) {
      marker = std::max<std::size_t>(marker, layout_.matches[m].length);
    }
    return text.find_first_of("0123456789", std::min(marker, text.size())) != text.npos;
  }

  // A line inside a sentence, with commas of its own, that is somewhat short of the measure: lines
  // were cut by characters and not by width.
  bool cut_short(std::size_t i) const {
    if (i == 0 || layout_.measure == 0 || !has_comma(i)) return false;
    const LayoutLine& line = line_at(i);
    if (line.first_match != line.last_match || line.width * 10 < layout_.measure * 7) return false;
    const char32_t before = marks_[i - 1];
    return is_clause_mark(before) || (is_han(before) && is_full(i - 1));
  }

  bool next_goes_on(std::size_t i) const { return line_at(i + 1).page_start; }

  bool has_sentence(std::size_t i) const {
    const std::string_view text = text_of(document_, line_at(i).span);
    for (std::size_t at = 0; at < text.size();) {
      if (ends_sentence(next_char(text, at))) return true;
    }
    return false;
  }

  bool strong_marker(std::size_t i) const {
    const LayoutLine& line = line_at(i);
    for (std::uint32_t m = line.first_match; m < line.last_match; ++m) {
      const Rule& rule = grammar_.rules(Stage::outline)[layout_.matches[m].rule];
      if (rule.level < 64) return true;
      // The first of a list right below a heading.
      const Match& match = layout_.matches[m];
      const std::string numeral = fold(
          text_of(document_, line.span).substr(match.num_begin, match.num_end - match.num_begin));
      if (rule.level <= 80 && grammar_.number(numeral) == 1) return true;
    }
    return false;
  }

  // A bracket or quotation opened in this line is closed in the next: one title over two lines.
  bool closes_next(std::size_t i) const {
    int open = 0;
    const auto count = [&](std::string_view text, bool opening_counts) {
      for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next_char(text, at);
        if (opening_counts && (c == 0x300A || c == 0x201C || c == 0xFF08)) ++open;
        if (c == 0x300B || c == 0x201D || c == 0xFF09) --open;
      }
    };
    count(text_of(document_, line_at(i).span), true);
    if (open <= 0) return false;
    count(text_of(document_, line_at(i + 1).span), false);
    return open <= 0;
  }

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
  const WordTable& copies_;
  Layout& layout_;
  std::vector<char32_t> marks_;
  std::vector<bool> columnar_;     // lines of cells
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
  for (std::size_t i = 0; i < ends.size(); ++i) {
    if (i + 1 == ends.size()) {
      ends[i] = {true, true};
    } else {
      ends[i].breaks = breaker.parts(i, &ends[i].sure);
    }
  }
  return ends;
}

}  // namespace gangmu
