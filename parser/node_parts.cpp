#include "parser/node_parts.h"

#include <algorithm>
#include <string>

#include "parser/heading.h"
#include "parser/kinds.h"
#include "parser/marks.h"

namespace gangmu {

void NodeParts::fill(std::uint32_t b, Slice slice, std::uint32_t c, bool more, Node* node) {
  more_in_block_ = more;
  const Candidate& candidate = layout_.candidates[c];
  const Rule& rule = rule_of(c);
  const Offset behind = clean_of(layout_.blocks[b], candidate.marker.end);
  Slice rest = trimmed({std::max(slice.begin, std::min(behind, slice.end)), slice.end});
  const Slice marker = trimmed({slice.begin, std::min(behind, slice.end)});
  if (rule.has_flag("unnumbered") && rule.has_flag("alone")) {
    return split_unnumbered(b, marker, rest, rule, node);
  }
  node->marker = solid(marker);
  rest = skip_separator(*node, rest);
  split(b, rest, node);
}

// Headings such as foreword or glossary: the word is the title, there is no marker.
void NodeParts::split_unnumbered(std::uint32_t b, Slice marker, Slice rest, const Rule& rule,
                                 Node* node) {
  node->number = -1;
  if (rule.kind == "appendix") {
    node->marker = solid(marker);
    node->title = rest;
    strip_colon_from_marker(node);
    if (rest.empty()) take_next_line(b, node);
    return;
  }
  if (rule.has_flag("marked")) return split_marked_word(marker, node);
  node->title = solid({marker.begin, rest.empty() ? marker.end : rest.end});
}

// "Appendix 1 Glossary": the appendix mark is the marker, the word is the title.
void NodeParts::split_marked_word(Slice slice, Node* node) {
  const std::string folded = fold(document_.text(slice));
  std::size_t length = 0;
  std::vector<Match> found;
  grammar_.match(Stage::outline, folded, &found);
  for (const Match& match : found) {
    const Rule& rule = grammar_.rules(Stage::outline)[match.rule];
    if (rule.kind == "appendix") length = std::max<std::size_t>(length, match.length);
  }
  if (length == 0) length = folded.find(':') + 1;  // a mark that begins no other appendix
  Folded view;
  view.assign(document_.text(slice));
  const Offset cut = slice.begin + view.back[std::min(length, folded.size())];
  node->marker = solid(trimmed({slice.begin, cut}));
  node->title = solid(trimmed({cut, slice.end}));
}

void NodeParts::strip_colon_from_marker(Node* node) {
  std::size_t end = node->marker.size();
  if (end == 0) return;
  const std::string_view text = document_.text(node->marker);
  const char32_t last = previous_char(text, end);
  if (last != ':' && last != 0xFF1A) return;
  node->close = {node->marker.begin + static_cast<Offset>(end), node->marker.end};
  node->marker.end = node->marker.begin + static_cast<Offset>(end);
  if (!node->title.empty()) {  // the colon parts marker and title: it belongs to the marker
    node->marker.end = node->close.end;
    node->close = {};
  }
}

// A colon between a number and its title belongs to the marker.
Slice NodeParts::skip_separator(Node& node, Slice rest) {
  if (node.kind == NodeKind::note) return rest;
  std::size_t at = 0;
  const std::string_view text = document_.text(rest);
  if (text.empty()) return rest;
  const char32_t c = next_char(text, at);
  if (c != ':' && c != 0xFF1A) return rest;
  const Slice colon = {rest.begin, rest.begin + static_cast<Offset>(at)};
  if (colon.begin == node.marker.end) {
    node.marker.end = colon.end;
  } else {  // the marker was copied
    node.marker = solid({raw_marker_.begin, colon.end});
  }
  return trimmed({colon.end, rest.end});
}

void NodeParts::split(std::uint32_t b, Slice rest, Node* node) {
  if (node->kind == NodeKind::note) {
    node->text = rest;
    node->run_in = !rest.empty();
    return;
  }
  if (node->kind == NodeKind::article && has_mark(rest)) {  // an article is body
    node->title = bracketed_title(rest);
    node->text = trimmed({node->title.end, rest.end});
    node->run_in = true;
    return;
  }
  HeadingContext context;
  context.body_follows = more_in_block_ || body_follows(b, node->kind);
  const HeadingParts parts = split_heading(document_.text(rest), context);
  const auto shift = [&](Slice s) { return Slice{s.begin + rest.begin, s.end + rest.begin}; };
  node->title = shift(parts.title);
  node->close = shift(parts.close);
  node->text = shift(parts.text);
  node->run_in = parts.run_in;
  if (node->kind == NodeKind::box) close_bracket(node);
  if (rest.empty()) take_next_line(b, node);
  if (node->kind == NodeKind::appendix && names_glossary(node->title)) {
    node->kind = NodeKind::glossary;
  }
}

// The bracket that opened before the mark of a box closes its title.
void NodeParts::close_bracket(Node* node) const {
  std::size_t at = 0, end = node->title.size();
  const std::string_view marker = document_.text(node->marker);
  const char32_t open = marker.empty() ? 0 : next_char(marker, at);
  if (end == 0 || (open != 0x3010 && open != '[') || !node->close.empty()) return;
  const char32_t last = previous_char(document_.text(node->title), end);
  if (last != 0x3011 && last != ']') return;
  node->close = {node->title.begin + static_cast<Offset>(end), node->title.end};
  node->title.end = node->close.begin;
}

// The title that some laws print in brackets behind the number of an article; empty without one.
Slice NodeParts::bracketed_title(Slice rest) const {
  constexpr std::size_t kLongest = 16;  // characters
  const std::string_view text = document_.text(rest);
  const Slice none = {rest.begin, rest.begin};
  std::size_t at = 0;
  const char32_t open = text.empty() ? 0 : fold_char(next_char(text, at));
  const char32_t close = open == '(' ? ')' : open == 0x3010 ? 0x3011 : open == '[' ? ']' : 0;
  for (std::size_t n = 0; close != 0 && at < text.size() && n < kLongest; ++n) {
    const char32_t c = fold_char(next_char(text, at));
    if (c == close) return {rest.begin, rest.begin + static_cast<Offset>(at)};
    if (!is_han(c) && c != 0x3001) return none;
  }
  return none;
}

bool NodeParts::names_glossary(Slice title) const {
  std::vector<Match> found;
  const std::string folded = fold(document_.text(title));
  grammar_.match(Stage::outline, folded, &found);
  return std::any_of(found.begin(), found.end(), [&](const Match& match) {
    return match.length == folded.size() &&
           grammar_.rules(Stage::outline)[match.rule].kind == name_of(NodeKind::glossary);
  });
}

// Chapters, boxes and captions may have their title on the next line.
void NodeParts::take_next_line(std::uint32_t b, Node* node) {
  constexpr std::size_t kLongestTitle = 40;  // characters
  const bool may = node->kind <= NodeKind::section || node->kind == NodeKind::box ||
                   node->kind == NodeKind::table || node->kind == NodeKind::appendix;
  if (!may || b + 1 >= layout_.blocks.size() || in_region(b + 1)) return;
  const Block& next = layout_.blocks[b + 1];
  if (node->kind == NodeKind::appendix && names_glossary(trimmed(next.clean))) {
    node->kind = NodeKind::glossary;  // an appendix that is nothing but the glossary
    node->title = solid(trimmed(next.clean));
    node->span.end = document_.source_of(trimmed(next.clean)).end;
    taken_ = b + 1;
    return;
  }
  const bool marked = starts_with_marker(b + 1);
  const Slice slice = trimmed(next.clean);
  if (marked || next.complete || slice.empty() ||
      char_count(document_.text(slice)) > kLongestTitle) {
    return;
  }
  node->title = slice;
  node->span.end = document_.source_of(slice).end;
  taken_ = b + 1;
}

// "Responsible: …" says who does what stands above it and is no body of a heading.
bool NodeParts::begins_duties(const Block& block) const {
  const std::string text = without_blanks(fold(document_.text(block.clean)));
  const Word* label = grammar_.words("duty_label").longest_at(text, 0);
  return label != nullptr && label->text.size() < text.size() && text[label->text.size()] == ':';
}

// An unmarked paragraph comes next, or a marker of a lower kind.
bool NodeParts::body_follows(std::uint32_t b, NodeKind kind) const {
  if (b + 1 >= layout_.blocks.size()) return false;
  const Block& next = layout_.blocks[b + 1];
  if (!starts_with_marker(b + 1)) return !begins_duties(next);
  const Candidate& candidate = layout_.candidates[next.first_candidate];
  const auto next_kind = candidate.is_styled() ? std::optional(candidate.styled)
                                               : node_kind(rule_of(next.first_candidate).kind);
  return next_kind && *next_kind > kind &&
         (*next_kind <= NodeKind::h5 || *next_kind == NodeKind::dash);
}

const Rule& NodeParts::rule_of(std::uint32_t c) const {
  return grammar_.rules(Stage::outline)[layout_.candidates[c].rule];
}

bool NodeParts::starts_with_marker(std::uint32_t b) const {
  const Block& block = layout_.blocks[b];
  return block.first_candidate < block.last_candidate &&
         layout_.candidates[block.first_candidate].place == MarkerPlace::start;
}

bool NodeParts::in_region(std::uint32_t b) const {
  return std::any_of(regions_.begin(), regions_.end(), [&](const Region& region) {
    return region.first_block <= b && b < region.last_block;
  });
}

bool NodeParts::has_mark(Slice slice) const {
  const std::string_view text = document_.text(slice);
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_char(text, at);
    if (ends_sentence(c) || c == 0xFF0C || c == ',' || c == 0xFF1A || c == ':') return true;
  }
  return false;
}

Offset NodeParts::clean_of(const Block& block, Offset source) const {
  const auto& runs = document_.runs;
  auto first = std::lower_bound(runs.begin(), runs.end(), block.clean.begin,
                                [](const Run& run, Offset at) { return run.clean < at; });
  auto last = std::lower_bound(first, runs.end(), block.clean.end,
                               [](const Run& run, Offset at) { return run.clean < at; });
  auto after =
      std::partition_point(first, last, [&](const Run& run) { return run.source <= source; });
  if (after == first) return block.clean.begin;
  const Run& run = *(after - 1);
  const Offset limit = after == last ? block.clean.end : after->clean;
  return std::min(run.clean + (source - run.source), limit);
}

Slice NodeParts::trimmed(Slice slice) const {
  while (slice.begin < slice.end && document_.clean[slice.begin] == ' ') ++slice.begin;
  while (slice.end > slice.begin && document_.clean[slice.end - 1] == ' ') --slice.end;
  return slice;
}

Slice NodeParts::solid(Slice slice) {
  raw_marker_ = slice;
  if (document_.text(slice).find(' ') == std::string_view::npos) return slice;
  const Span span = document_.source_of(slice);
  return cleaner_.append_solid(pieces_between(layout_, span.begin, span.end));
}

}  // namespace gangmu
