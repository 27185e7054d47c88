#include "parser/line_looks.h"

#include <algorithm>

#include "parser/back_matter.h"
#include "model/halves.h"
#include "parser/kinds.h"
#include "parser/marks.h"
#include "parser/plan_title.h"
#include "parser/table_rows.h"

namespace gangmu {

bool is_contents_entry(std::string_view text, const Grammar& grammar) {
  std::size_t end = text.size();
  while (end > 0 && is_ascii_digit(static_cast<unsigned char>(text[end - 1]))) --end;
  if (end == text.size() || end < 6) return false;
  if (text[end - 1] == '\t') return true;
  const std::string tail = fold(trim(text.substr(0, end)));
  return grammar.words("leader").longest_at_end(tail) != nullptr;
}

LineLooks::LineLooks(const Document& document, const Grammar& grammar, const Layout& layout)
    : document_(document), grammar_(grammar), layout_(layout), copies_(grammar.words("copies")) {
  static constexpr CharFilter kMarks = {
      kSentenceEnds,
      {0xFF0C, ',', '(', ')', 0xFF08, 0xFF09, 0xFE59, 0xFE5A, 0x2768, 0x2769, 0x3014, 0x3015}};
  marks_.resize(layout_.lines.size());
  holds_.resize(layout_.lines.size());
  const auto look = [&](std::size_t i) {
    const std::string_view text = text_of(document_, line_at(i).span);
    Holds& holds = holds_[i];
    for (std::size_t at = 0; (at = kMarks.next(text, at)) < text.size();) {
      const char32_t c = next_char(text, at);
      holds.comma = holds.comma || c == 0xFF0C || c == ',';
      holds.sentence = holds.sentence || ends_sentence(c);
      const char32_t plain = fold_char(c);
      holds.bracket =
          holds.bracket || plain == '(' || plain == ')' || plain == 0x3014 || plain == 0x3015;
    }
    marks_[i] = final_mark(text);
  };
  in_halves(marks_.size(), kLinesWorthAThread, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) look(i);
  });
  for (std::size_t i = 0; i < marks_.size(); ++i) {
    const char32_t before = mark_before_remark(i);
    if (before != 0) marks_[i] = before;
  }
}

bool LineLooks::is_remark(std::size_t i) const {
  const std::string_view text = text_of(document_, line_at(i).span);
  std::size_t at = 0, end = text.size();
  const char32_t first = fold_char(next_char(text, at)), last = fold_char(previous_char(text, end));
  if (first != '(' || last != ')') return false;
  while (at < end) {
    if (fold_char(next_char(text, at)) == ')') return false;
  }
  return true;
}

bool LineLooks::begins_with_closing_mark(std::size_t i) const {
  const std::string_view text = text_of(document_, line_at(i).span);
  std::size_t at = 0;
  const char32_t c = next_char(text, at);
  return c == 0xFF0C || c == ',' || c == 0x3001 || c == 0xFF1B || c == ';' || closes(c) ||
         (ends_sentence(c) && c != '!' && c != '?');
}

bool LineLooks::stands_alone(std::size_t i) const {
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

bool LineLooks::is_plan_title(std::size_t i) const {
  if (i > 0 && !stands_alone(i - 1) && !numbers_document(i - 1)) return false;
  const std::string_view text = text_of(document_, line_at(i).span);
  std::size_t at = 0;
  if (grammar_.words("title_about").find(fold(text), 0, &at) != nullptr) {
    // "On printing the scheme", and "the notice" stands on the next line; addressees end a title.
    const std::string next =
        i + 1 < layout_.lines.size() ? fold(text_of(document_, line_at(i + 1).span)) : "";
    if (!next.ends_with(':')) return false;
  }
  return title_kind(text, grammar_).has_value();
}

bool LineLooks::ends_title(std::size_t i) const {
  const LayoutLine& line = line_at(i);
  return line.first_match == line.last_match &&
         title_kind(text_of(document_, line.span), grammar_).has_value();
}

bool LineLooks::numbers_document(std::size_t i) const {
  constexpr int kWidest = 40;
  const LayoutLine& line = line_at(i);
  if (line.width > kWidest || has_comma(i) || has_sentence(i)) return false;
  const std::string text = fold(text_of(document_, line.span));
  std::size_t at = 0;
  return text.find_first_of("0123456789") != text.npos &&
         grammar_.words("doc_number").find(text, 0, &at) != nullptr;
}

bool LineLooks::is_document_number(std::size_t i) const {
  constexpr std::size_t kLongestOffice = 36;  // bytes before the year
  const LayoutLine& line = line_at(i);
  if (!numbers_document(i) || line.first_match != line.last_match) return false;
  const std::string text = without_blanks(fold(text_of(document_, line.span)));
  std::size_t at = 0;
  grammar_.words("doc_number").find(text, 0, &at);
  const bool ends = is_ascii_digit(static_cast<unsigned char>(text.back())) ||
                    grammar_.words("doc_number_end").longest_at_end(text) != nullptr;
  if (at == 0 || at > kLongestOffice || !ends) return false;
  for (std::size_t next = 0; next < at;) {
    const char32_t c = next_char(text, next);
    if (!is_han(c) && !is_ascii_letter(c)) return false;
  }
  return true;
}

bool LineLooks::begins_aside(std::size_t i) const {
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

bool LineLooks::begins_table(std::size_t i) const {
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

bool LineLooks::names_copies(std::size_t i) const {
  return begins_copies(text_of(document_, line_at(i).span), copies_);
}

char32_t LineLooks::mark_before_remark(std::size_t i) const {
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

bool LineLooks::is_columnar(const LayoutLine& line) const {
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

bool LineLooks::is_row_of_heads(std::string text) const {
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

bool LineLooks::is_cell_value(std::string_view word) const {
  if (grammar_.words("binding").exact(word) != nullptr ||
      grammar_.words("cell_value").exact(word) != nullptr ||
      grammar_.words("unit").exact(word) != nullptr) {
    return true;
  }
  const std::size_t digit = word.find_first_of("0123456789");
  if (digit > 3) return false;  // or there is none
  for (std::size_t at = 0; at < word.size();) {
    if (is_han(next_char(word, at))) return false;
  }
  return true;
}

bool LineLooks::is_column_head(std::string_view word) const {
  const WordTable& heads = grammar_.words("column");
  if (heads.longest_at(word, 0) != nullptr || heads.longest_at_end(word) != nullptr) return true;
  return word.size() >= 4 && word.substr(0, 4).find_first_not_of("0123456789") == word.npos;
}

bool LineLooks::is_entry(std::size_t i) const {
  return is_contents_entry(text_of(document_, line_at(i).span), grammar_);
}

bool LineLooks::has_comma(std::size_t i) const { return holds_[i].comma; }

bool LineLooks::has_bracket(std::size_t i) const { return holds_[i].bracket; }

bool LineLooks::has_figure(std::size_t i) const {
  const LayoutLine& line = line_at(i);
  const std::string_view text = text_of(document_, line.span);
  std::size_t marker = 0;
  for (std::uint32_t m = line.first_match; m < line.last_match; ++m) {
    marker = std::max<std::size_t>(marker, layout_.matches[m].length);
  }
  return text.find_first_of("0123456789", std::min(marker, text.size())) != text.npos;
}

bool LineLooks::has_sentence(std::size_t i) const { return holds_[i].sentence; }

bool LineLooks::strong_marker(std::size_t i) const {
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

bool LineLooks::opens_division(std::size_t i) const {
  const LayoutLine& line = line_at(i);
  for (std::uint32_t m = line.first_match; m < line.last_match; ++m) {
    const Rule& rule = grammar_.rules(Stage::outline)[layout_.matches[m].rule];
    const auto kind = node_kind(rule.kind);
    if (kind && is_division(*kind) && *kind != NodeKind::article) return true;
  }
  return false;
}

bool LineLooks::closes_next(std::size_t i) const {
  static constexpr CharFilter kMarks = {0x300A, 0x201C, 0xFF08, 0x300B, 0x201D, 0xFF09};
  const auto counted = [](std::string_view text, bool opening_counts, int open) {
    for (std::size_t at = 0; (at = kMarks.next(text, at)) < text.size();) {
      const char32_t c = next_char(text, at);
      if (opening_counts && (c == 0x300A || c == 0x201C || c == 0xFF08)) ++open;
      if (c == 0x300B || c == 0x201D || c == 0xFF09) --open;
    }
    return open;
  };
  const int open = counted(text_of(document_, line_at(i).span), true, 0);
  return open > 0 && counted(text_of(document_, line_at(i + 1).span), false, open) <= 0;
}

}  // namespace gangmu
