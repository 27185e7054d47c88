#include "parser/table_cells.h"

#include <algorithm>

#include "model/text.h"

namespace gangmu {

namespace {

bool is_marker_of_note(char32_t c) { return c == '*' || c == '#' || c == 0x203B; }

}  // namespace

// The words of a line, parted by blanks; a year and its sign are one word.
std::vector<Piece> CellReader::words_of(std::uint32_t line) const {
  const Span span = layout_.lines[line].span;
  std::vector<Piece> words;
  Offset begin = span.begin;
  const auto close = [&](Offset end) {
    if (begin < end) {
      const Span word = {begin, end};
      const std::string text = fold(source_.substr(begin, word.size()));
      const bool year_sign =
          !words.empty() && grammar_.words("time_year").exact(text) != nullptr &&
          is_ascii_digit(static_cast<unsigned char>(source_[words.back().span.end - 1]));
      if (year_sign) {
        words.back().span.end = end;
      } else {
        words.push_back({word, classify(text)});
      }
    }
  };
  for (std::size_t at = span.begin; at < span.end;) {
    const std::size_t from = at;
    if (!is_blank(next_char(source_, at))) continue;
    close(static_cast<Offset>(from));
    begin = static_cast<Offset>(at);
  }
  close(span.end);
  return words;
}

CellLook CellReader::classify(const std::string& folded) const {
  if (grammar_.words("binding").exact(folded) != nullptr) return CellLook::binding;
  if (grammar_.words("cell_value").exact(folded) != nullptr) return CellLook::value;
  std::string_view text = folded;
  if (const Word* op = grammar_.words("op_before").longest_at(text, 0)) {
    text.remove_prefix(op->text.size());
  }
  while (!text.empty() && (text[0] == '[' || text[0] == '(' || text[0] == '-' || text[0] == '+')) {
    text.remove_prefix(1);
  }
  if (!text.empty() && is_ascii_digit(static_cast<unsigned char>(text[0])) && is_value(text)) {
    return CellLook::value;
  }
  std::string_view unit = folded;
  if (const Word* magnitude = grammar_.words("magnitude").longest_at(unit, 0)) {
    unit.remove_prefix(magnitude->text.size());
  }
  if (grammar_.words("unit").exact(unit) != nullptr) return CellLook::unit;
  return CellLook::text;
}

// Digits with marks, a unit or an operator behind; no words.
bool CellReader::is_value(std::string_view text) const {
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t next = at;
    const char32_t c = next_char(text, next);
    const bool mark = is_ascii_digit(c) || c == '.' || c == ',' || c == '%' || c == '-' ||
                      c == '~' || c == ']' || c == ')' || c == '/' || c == '+' || c == ':' ||
                      c == 0x2030 || is_marker_of_note(c);
    if (!mark) break;
    at = next;
  }
  if (at == text.size()) return true;
  if (const Word* magnitude = grammar_.words("magnitude").longest_at(text, at)) {
    at += magnitude->text.size();
  }
  if (const Word* unit = grammar_.words("unit").longest_at(text, at)) at += unit->text.size();
  if (const Word* op = grammar_.words("op_after").longest_at(text, at)) at += op->text.size();
  return at == text.size();
}

std::optional<int> CellReader::year_of(std::string_view folded) const {
  Quantities found;
  quantities_.scan(folded, &found);
  if (!found.times.empty() && found.times.front().last) return found.times.front().last;
  if (folded.size() == 4 && folded.find_first_not_of("0123456789") == folded.npos) {
    const int year = std::stoi(std::string(folded));
    if (year >= 1990 && year <= 2100) return year;
  }
  return std::nullopt;
}

ColumnRole CellReader::role_of(std::string_view folded) const {
  const WordTable& words = grammar_.words("column");
  const Word* word = words.exact(folded);
  if (word == nullptr) word = words.longest_at_end(folded);
  if (word == nullptr) word = words.longest_at(folded, 0);
  if (word == nullptr) return ColumnRole::other;
  for (const ColumnRole role : {ColumnRole::indicator, ColumnRole::unit, ColumnRole::baseline,
                                ColumnRole::target, ColumnRole::binding}) {
    if (word->value == name_of(role)) return role;
  }
  return ColumnRole::other;
}

bool CellReader::is_head_word(std::string_view folded) const {
  return year_of(folded) || grammar_.words("column").longest_at_end(folded) != nullptr ||
         grammar_.words("column").longest_at(folded, 0) != nullptr;
}

// The column heads of a line; empty when it holds anything else. Blanks may stand inside a head.
std::vector<Span> CellReader::heads_of(std::uint32_t line) const {
  std::vector<Span> heads;
  for (const Piece& word : words_of(line)) {
    const std::string text = fold(source_.substr(word.span.begin, word.span.size()));
    if (!is_head_word(text)) return segmented_heads(line);
    heads.push_back(word.span);
  }
  return heads;
}

std::vector<Span> CellReader::segmented_heads(std::uint32_t line) const {
  const Span span = layout_.lines[line].span;
  std::string text;
  std::vector<Offset> back;
  for (std::size_t at = span.begin; at < span.end;) {
    const auto from = static_cast<Offset>(at);
    const char32_t c = fold_char(next_char(source_, at));
    if (c == ' ') continue;
    append_char(text, c);
    back.resize(text.size(), from);
  }
  back.push_back(span.end);
  std::vector<Span> heads;
  const std::string_view view = text;
  for (std::size_t at = 0; at < view.size();) {
    std::size_t end = at;
    if (const Word* word = grammar_.words("column").longest_at(view, at)) {
      end = at + word->text.size();
    } else if (year_of(view.substr(at, 4))) {
      end = at + 4;
      if (const Word* sign = grammar_.words("time_year").longest_at(view, end)) {
        end += sign->text.size();
      }
    }
    if (end == at) return {};
    std::size_t last = end;
    previous_char(view, last);
    std::size_t source_end = back[last];
    next_char(source_, source_end);
    heads.push_back({back[at], static_cast<Offset>(source_end)});
    at = end;
  }
  // Blanks inside a single head are those of typesetting; other words of the line are its name.
  return heads.size() >= 2 || has_wide_gaps(span) ? joined_brackets(heads) : std::vector<Span>{};
}

// Nothing but single characters with blanks between.
bool CellReader::has_wide_gaps(Span span) const {
  const std::string_view text = source_.substr(span.begin, span.size());
  bool blank = true;
  for (std::size_t at = 0; at < text.size();) {
    const bool now = is_blank(next_char(text, at));
    if (now == blank && !now) return false;
    blank = now;
  }
  return true;
}

// "Yearly growth" and "[sum]" without a blank between are one head.
std::vector<Span> CellReader::joined_brackets(const std::vector<Span>& heads) const {
  std::vector<Span> out;
  for (const Span head : heads) {
    const char32_t c = head.empty() ? 0 : fold_char(first_char(head));
    const bool bracket = c == '[' || c == '(' || c == '/';
    if (bracket && !out.empty() && out.back().end == head.begin) {
      out.back().end = head.end;
    } else {
      out.push_back(head);
    }
  }
  return out;
}

char32_t CellReader::first_char(Span span) const {
  std::size_t at = span.begin;
  return next_char(source_, at);
}

Column CellReader::column_named(std::string name) const {
  Column column;
  const std::string folded = fold(name);
  column.name = std::move(name);
  column.year = year_of(folded);
  column.role = role_of(folded);
  return column;
}

bool CellReader::may_be_head(std::string_view text) const {
  const std::string folded = fold(text);
  return classify(folded) == CellLook::text || year_of(folded) ||
         grammar_.words("column").exact(folded) != nullptr;
}

void set_year_roles(std::vector<Column>* columns) {
  int last_year = 0;
  for (const Column& column : *columns) last_year = std::max(last_year, column.year.value_or(0));
  for (Column& column : *columns) {
    if (!column.year || column.role != ColumnRole::other) continue;
    column.role = *column.year == last_year ? ColumnRole::target : ColumnRole::baseline;
  }
}

}  // namespace gangmu
