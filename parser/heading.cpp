#include "parser/heading.h"

#include "parser/layout.h"
#include "parser/marks.h"

namespace gangmu {

namespace {

constexpr int kLongestHeading = 42;  // characters of a heading that body follows
constexpr int kMostCommas = 3;
constexpr int kLongestColonHeading = 24;
constexpr int kLongestAlone = 60;        // characters of a heading without any mark
constexpr int kLongestClosedAlone = 26;  // … that closes with a full stop and stands alone

bool opens(char32_t c) {
  return c == 0x201C || c == 0xFF08 || c == '(' || c == 0x300A || c == 0x300C || c == 0x3010;
}
bool is_comma(char32_t c) { return c == 0xFF0C || c == ','; }
bool is_colon(char32_t c) { return c == 0xFF1A || c == ':'; }
bool is_semicolon(char32_t c) { return c == 0xFF1B || c == ';'; }

Slice slice(std::size_t begin, std::size_t end) {
  return {static_cast<Offset>(begin), static_cast<Offset>(end)};
}

// Marks of a text up to and with its first sentence mark, outside brackets and quotations.
struct Marks {
  std::size_t stop = 0, after_stop = 0;    // the first sentence mark
  std::size_t colon = 0, after_colon = 0;  // the first colon before it
  int chars = 0, chars_to_colon = 0;
  int commas = 0, commas_to_colon = 0, semicolons = 0;
  bool has_stop = false, has_colon = false;
};

Marks scan(std::string_view text) {
  Marks marks;
  int depth = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    const char32_t c = next_char(text, at);
    if (opens(c)) ++depth;
    if (closes(c) && depth > 0) --depth;
    if (is_blank(c)) continue;
    if (is_common_han(c)) {
      ++marks.chars;
      continue;
    }
    if (depth == 0 || (ends_sentence(c) && marks.chars > kLongestAlone)) {
      if (ends_sentence(c)) {
        marks.stop = from;
        marks.after_stop = at;
        marks.has_stop = true;
        return marks;
      }
      if (is_comma(c)) ++marks.commas;
      if (is_semicolon(c)) ++marks.semicolons;
      if (is_colon(c) && !marks.has_colon) {
        marks.has_colon = true;
        marks.colon = from;
        marks.after_colon = at;
        marks.chars_to_colon = marks.chars;
        marks.commas_to_colon = marks.commas + marks.semicolons;
      }
    }
    ++marks.chars;
  }
  return marks;
}

HeadingParts whole_text(std::string_view text) {
  HeadingParts parts;
  parts.text = slice(0, text.size());
  parts.run_in = true;
  return parts;
}

HeadingParts heading_alone(std::size_t end, std::size_t after) {
  HeadingParts parts;
  parts.title = slice(0, end);
  parts.close = slice(end, after);
  return parts;
}

HeadingParts run_in(std::string_view text, std::size_t end, std::size_t after) {
  std::size_t begin = after;
  while (begin < text.size() && text[begin] == ' ') ++begin;
  HeadingParts parts;
  parts.title = slice(0, end);
  parts.close = slice(end, after);
  parts.text = slice(begin, text.size());
  parts.run_in = true;
  return parts;
}

}  // namespace

FirstSentence first_sentence(std::string_view text) {
  const Marks marks = scan(text);
  FirstSentence sentence;
  if (!marks.has_stop || marks.after_stop >= text.size()) return sentence;
  sentence.found = true;
  sentence.end = marks.stop;
  sentence.after = marks.after_stop;
  sentence.chars = marks.chars;
  sentence.commas = marks.commas + marks.semicolons;
  return sentence;
}

FirstSentence first_colon(std::string_view text) {
  const Marks marks = scan(text);
  FirstSentence phrase;
  if (!marks.has_colon || marks.commas_to_colon > 0 || marks.after_colon >= text.size()) {
    return phrase;
  }
  phrase.found = true;
  phrase.end = marks.colon;
  phrase.after = marks.after_colon;
  phrase.chars = marks.chars_to_colon;
  return phrase;
}

HeadingParts split_heading(std::string_view text, const HeadingContext& context) {
  if (text.empty()) return {};
  const Marks marks = scan(text);
  const bool colon_heading = context.colon_heads && marks.has_colon &&
                             marks.chars_to_colon <= kLongestColonHeading &&
                             marks.commas_to_colon == 0 && marks.chars_to_colon > 0;
  if (!marks.has_stop) {
    if (marks.has_colon && marks.after_colon >= text.size()) {
      return marks.commas > kMostCommas ? whole_text(text)
                                        : heading_alone(marks.colon, marks.after_colon);
    }
    if (colon_heading) return run_in(text, marks.colon, marks.after_colon);
    std::size_t end = text.size();
    const char32_t last = previous_char(text, end);
    const bool list_item = is_semicolon(last) || marks.semicolons > 0;
    if (list_item || marks.chars > kLongestAlone || marks.commas > kMostCommas) {
      return whole_text(text);
    }
    return heading_alone(text.size(), text.size());
  }
  const bool single = marks.after_stop >= text.size();
  if (colon_heading && marks.after_colon < marks.stop) {
    return run_in(text, marks.colon, marks.after_colon);
  }
  if (single) {
    if (context.body_follows && marks.chars <= kLongestClosedAlone && marks.commas <= 1) {
      return heading_alone(marks.stop, marks.after_stop);
    }
    return whole_text(text);
  }
  if (marks.chars > kLongestHeading || marks.commas > kMostCommas || marks.semicolons > 0) {
    return whole_text(text);
  }
  return run_in(text, marks.stop, marks.after_stop);
}

}  // namespace gangmu
