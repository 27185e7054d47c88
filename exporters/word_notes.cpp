#include "exporters/word_notes.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <tuple>

#include "exporters/ids.h"
#include "model/number_format.h"
#include "model/text.h"

namespace gangmu {

namespace {

// Raised digits as digits; nothing for other signs.
std::optional<char> lowered(char32_t c) {
  if (c == U'\u00B9') return '1';
  if (c == U'\u00B2') return '2';
  if (c == U'\u00B3') return '3';
  if (c == U'\u2070' || (c >= U'\u2074' && c <= U'\u2079')) {
    return static_cast<char>('0' + (c - U'\u2070'));
  }
  return std::nullopt;
}

std::string digits_of(std::string_view raised) {
  std::string out;
  for (std::size_t at = 0; at < raised.size();) {
    const auto digit = lowered(next_char(raised, at));
    if (!digit) return {};
    out += *digit;
  }
  return out;
}

// Signs that can stand for a note inside a sentence: no word and no plain number, and nothing that
// tables use for all their notes.
bool is_mark(std::string_view marker) {
  constexpr std::size_t kLongest = 9;  // bytes
  if (marker.empty() || marker.size() > kLongest || marker == "*") return false;
  bool plain = true;
  for (std::size_t at = 0; at < marker.size();) {
    const char32_t c = next_char(marker, at);
    if (is_han(c) || is_ascii_letter(c)) return false;
    plain = plain && (is_ascii_digit(c) || c == '.');
  }
  return !plain;
}

bool is_clause_marker(const Node& node, Offset at) {
  return std::any_of(node.clauses.begin(), node.clauses.end(), [at](const Clause& clause) {
    return clause.marker.begin <= at && at < clause.marker.end;
  });
}

}  // namespace

WordNotes::WordNotes(const Document& document) : footnote_(document.nodes.size(), false) {
  for (std::uint32_t i = 0; i < document.nodes.size(); ++i) {
    if (document.nodes[i].kind == NodeKind::note) find_mark(document, i);
  }
  std::sort(marks_.begin(), marks_.end(), [](const Mark& a, const Mark& b) {
    return std::tie(a.node, a.in_text, a.at.begin) < std::tie(b.node, b.in_text, b.at.begin);
  });
  int id = 0;
  for (Mark& mark : marks_) mark.id = ++id;
  choose_format(document);
}

// The last place before the note, at most a page above, where its mark stands behind words.
void WordNotes::find_mark(const Document& document, std::uint32_t note) {
  constexpr std::uint32_t kFarthest = 40;  // nodes
  const Node& own = document.nodes[note];
  const std::string marker = marker_text(document, own);
  if (!is_mark(marker) || own.text.empty()) return;
  const std::uint32_t first = document.plans[own.plan].first_node;
  for (std::uint32_t i = note; i > first && note - i < kFarthest;) {
    const Node& node = document.nodes[--i];
    if (node.kind == NodeKind::note || node.kind == NodeKind::toc) continue;
    for (const bool in_text : {true, false}) {
      const Slice slice = in_text ? node.text : node.title;
      const std::size_t at = document.text(slice).rfind(marker);
      if (at == std::string_view::npos || at == 0) continue;
      const auto begin = static_cast<Offset>(slice.begin + at);
      if (is_clause_marker(node, begin) || !taken_.insert(begin).second) continue;
      const Slice place = {begin, begin + static_cast<Offset>(marker.size())};
      marks_.push_back({i, in_text, place, note, 0});
      footnote_[note] = true;
      return;
    }
  }
}

void WordNotes::choose_format(const Document& document) {
  if (marks_.empty()) return;
  constexpr const char* kCircled = "decimalEnclosedCircleChinese";
  constexpr int kMostCircled = 10;
  bool circled = true, raised = true;
  for (const Mark& mark : marks_) {
    const std::string_view text = document.text(mark.at);
    circled = circled && mark.id <= kMostCircled && text == format_number(kCircled, mark.id);
    raised = raised && digits_of(text) == std::to_string(mark.id);
  }
  if (circled) format_ = kCircled;
  if (raised) format_ = "decimal";
}

std::vector<WordNotes::Mark> WordNotes::marks_in(std::uint32_t node, bool in_text) const {
  std::vector<Mark> found;
  for (auto mark = std::lower_bound(marks_.begin(), marks_.end(), node,
                                    [](const Mark& a, std::uint32_t b) { return a.node < b; });
       mark != marks_.end() && mark->node == node; ++mark) {
    if (mark->in_text == in_text) found.push_back(*mark);
  }
  return found;
}

}  // namespace gangmu
