#include "parser/candidates.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

#include "model/halves.h"
#include "parser/clean.h"
#include "parser/kinds.h"
#include "parser/marks.h"

namespace gangmu {

namespace {

// Characters of a marker that are looked at when a place is tested for one.
constexpr std::size_t kMarkerChars = 40;

// Marks of sentences, and the blanks of a line.
constexpr CharFilter kEndsAndBlanks = [] {
  CharFilter filter(kSentenceEnds, {' ', 0x1680, 0x202F, 0x205F, 0x3000});
  filter.add_range(0x2000, 0x200A);
  return filter;
}();

// The match with its places in the text that was folded.
Match unfolded(Match match, const Folded& folded) {
  match.num_begin = folded.back[match.num_begin];
  match.num_end = folded.back[match.num_end];
  match.length = folded.back[match.length];
  return match;
}

class Builder {
 public:
  Builder(Document* document, const Grammar& grammar, Layout* layout)
      : document_(*document), grammar_(grammar), layout_(*layout), cleaner_(document) {}

  void add(std::uint32_t first, std::uint32_t last, bool sure_end) {
    Block block;
    block.first_line = first;
    block.last_line = last;
    block.sure_end = sure_end;
    layout_.blocks.push_back(block);
  }

  // The text of all blocks beside their candidates, which are found in the lines.
  void fill() {
    auto cleaned = beside(layout_.lines.size() >= kLinesWorthAThread, [this] { clean_all(); });
    collect_all();
    cleaned.get();
    drop_whole_numbers();
    find_everywhere();
  }

 private:
  void clean_all() {
    std::vector<Span> pieces;
    for (Block& block : layout_.blocks) {
      pieces.clear();
      for (std::uint32_t i = block.first_line; i < block.last_line; ++i) {
        pieces.push_back(layout_.lines[i].span);
      }
      block.clean = cleaner_.append(pieces);
      block.complete = ends_sentence(final_mark(document_.text(block.clean)));
    }
  }

  // Where more headings stand inside running text than at lines of their own, line breaks were
  // lost, and markers are looked for everywhere; the same holds for a single block with a list of
  // headings in it.
  void find_everywhere() {
    int inside = 0, starts = 0;
    for (const Candidate& candidate : layout_.candidates) {
      const NodeKind kind = kind_of(candidate.rule);
      if (!is_upper_heading(kind) && !is_annex(kind)) continue;
      inside += candidate.place == MarkerPlace::inside;
      starts += candidate.place == MarkerPlace::start;
    }
    constexpr int kFewest = 4;
    const bool everywhere = inside >= kFewest && (inside > starts || mostly_long());
    bool any = everywhere;
    for (Block& block : layout_.blocks) {
      block.unbroken = everywhere || holds_list(block);
      any = any || block.unbroken;
    }
    if (!any) return;
    layout_.candidates.clear();
    collect_all();
    drop_whole_numbers();
  }

  // Most of the text stands in blocks far longer than paragraphs, with markers inside.
  bool mostly_long() const {
    constexpr std::size_t kLong = 2400;  // bytes
    std::size_t all = 0, in_long = 0;
    for (const Block& block : layout_.blocks) {
      all += block.clean.size();
      int inside = 0;
      for (std::uint32_t c = block.first_candidate; c < block.last_candidate; ++c) {
        inside += layout_.candidates[c].place == MarkerPlace::inside;
      }
      if (block.clean.size() >= kLong && inside >= 2) in_long += block.clean.size();
    }
    return in_long * 2 > all;
  }

  // Headings of one kind that are counted on behind sentences of the block: two, or three with the
  // one that begins it. The first of them may stand amid words.
  bool holds_list(const Block& block) const {
    for (std::uint32_t c = block.first_candidate; c < block.last_candidate; ++c) {
      const Candidate& first = layout_.candidates[c];
      const bool begins = first.number == 1 || first.number == 2;
      if (!begins || first.place == MarkerPlace::line || !is_upper_heading(kind_of(first.rule)))
        continue;
      int count = 1;
      for (std::uint32_t d = c + 1; d < block.last_candidate; ++d) {
        const Candidate& next = layout_.candidates[d];
        if (next.rule != first.rule || next.place != MarkerPlace::inside) continue;
        if (next.number != first.number + count) break;
        ++count;
      }
      if (count >= (first.place == MarkerPlace::inside ? 2 : 3)) return true;
    }
    return false;
  }

  void collect_all() {
    notes_.clear();
    for (std::uint32_t b = 0; b < layout_.blocks.size(); ++b) {
      Block& block = layout_.blocks[b];
      block.first_candidate = static_cast<std::uint32_t>(layout_.candidates.size());
      block_ = b;
      collect(block);
      drop_uncited(block.first_candidate);
      block.last_candidate = static_cast<std::uint32_t>(layout_.candidates.size());
      if (block.unbroken) {
        std::stable_sort(
            layout_.candidates.begin() + block.first_candidate, layout_.candidates.end(),
            [](const Candidate& a, const Candidate& c) { return a.marker.begin < c.marker.begin; });
      }
    }
  }

  // A whole number that nothing parts from its title ("decimals") is one where the first decimal of
  // it follows (1, 1.1), or where it goes on with such numbers.
  void drop_whole_numbers() {
    std::vector<Candidate> kept;
    std::int32_t due = -1;  // the number that goes on
    for (std::uint32_t b = 0; b < layout_.blocks.size(); ++b) {
      Block& block = layout_.blocks[b];
      const auto first = static_cast<std::uint32_t>(kept.size());
      for (std::uint32_t c = block.first_candidate; c < block.last_candidate; ++c) {
        const Candidate& candidate = layout_.candidates[c];
        if (grammar_.rules(Stage::outline)[candidate.rule].has_flag("decimals")) {
          const bool alone = candidate.place == MarkerPlace::start && !block.complete;
          if (!alone || (candidate.number != due && !has_decimal(b + 1, candidate))) continue;
          due = candidate.number + 1;
        }
        kept.push_back(candidate);
      }
      block.first_candidate = first;
      block.last_candidate = static_cast<std::uint32_t>(kept.size());
    }
    layout_.candidates.swap(kept);
  }

  // Whether block b begins with the first decimal of a number.
  bool has_decimal(std::uint32_t b, const Candidate& whole) const {
    if (b >= layout_.blocks.size()) return false;
    const Block& block = layout_.blocks[b];
    const std::string_view number = mark_of(whole.marker);
    for (std::uint32_t c = block.first_candidate; c < block.last_candidate; ++c) {
      const std::string_view mark = mark_of(layout_.candidates[c].marker);
      if (kind_of(layout_.candidates[c].rule) == NodeKind::n2 && mark.starts_with(number) &&
          mark.substr(number.size()) == ".1") {
        return true;
      }
    }
    return false;
  }

  void collect(const Block& block) {
    for (std::uint32_t i = block.first_line; i < block.last_line; ++i) {
      const LayoutLine& line = layout_.lines[i];
      for (std::uint32_t m = line.first_match; m < line.last_match; ++m) {
        const Match& match = layout_.matches[m];
        push(i == block.first_line ? MarkerPlace::start : MarkerPlace::line, match,
             line.span.begin);
      }
      if (!block.unbroken) inside(line);
    }
    if (block.unbroken) anywhere(block);
  }

  // A footnote that only its mark tells ("cited") begins a block: where the mark stands in the text
  // before, it is one and nothing else; elsewhere it is none.
  void drop_uncited(std::uint32_t first) {
    auto& candidates = layout_.candidates;
    const auto is_cited = [&](const Candidate& candidate) {
      return grammar_.rules(Stage::outline)[candidate.rule].has_flag("cited");
    };
    Span note;
    for (std::size_t c = first; c < candidates.size(); ++c) {
      if (candidates[c].place != MarkerPlace::start) break;
      if (is_cited(candidates[c]) && cited(candidates[c].marker)) note = candidates[c].marker;
    }
    if (!note.empty()) notes_[std::string(mark_of(note))] = note.begin;
    const auto drop = [&](const Candidate& candidate) {
      const bool at_note = !note.empty() && candidate.marker.begin == note.begin;
      return is_cited(candidate) != at_note && (at_note || is_cited(candidate));
    };
    candidates.erase(std::remove_if(candidates.begin() + first, candidates.end(), drop),
                     candidates.end());
  }

  std::string_view mark_of(Span marker) const {
    return trim(std::string_view(document_.source.text).substr(marker.begin, marker.size()));
  }

  // Whether the mark stands shortly before, in the middle of a sentence: behind words of its line,
  // or at the start of a line behind a long one that no mark ends.
  bool cited(Span marker) const {
    constexpr std::size_t kReach = 4500;   // bytes: a page
    constexpr std::size_t kLongLine = 75;  // bytes
    const std::string_view text = document_.source.text;
    const std::string_view mark = mark_of(marker);
    std::size_t from = marker.begin > kReach ? marker.begin - kReach : 0;
    // What stands before another note of this mark belongs to that one.
    if (const auto note = notes_.find(std::string(mark)); note != notes_.end()) {
      from = std::max<std::size_t>(from, note->second);
    }
    const std::string_view before = text.substr(from, marker.begin - from);
    for (std::size_t at = before.rfind(mark); at != before.npos && at > 0;
         at = before.rfind(mark, at - 1)) {
      std::size_t end = at;
      if (before[at - 1] == '\n') {
        const std::size_t line = at > 1 ? before.rfind('\n', at - 2) : before.npos;
        if (line == before.npos || at - line < kLongLine) continue;
        --end;
      }
      const char32_t c = previous_char(before, end);
      if (is_han(c) || is_ascii_letter(c) || closes(c) || c == '%') return true;
    }
    return false;
  }

  // Markers in the clean text of a block: after a sentence mark, and amid words where one begins
  // that words seldom hold.
  void anywhere(const Block& block) {
    const std::string_view text = document_.text(block.clean);
    const Span start = document_.source_of(block.clean);
    bool after_sentence = false, remark = false;
    char32_t before = 0;
    std::size_t marker_end = text.npos;  // of the last marker, while no mark stands behind it
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t from = at;
      const char32_t c = next_char(text, at);
      if (c == ' ') continue;
      const bool number = (is_ascii_digit(c) && !is_ascii_digit(before) && before != '.' &&
                           !is_ascii_letter(before)) ||
                          c == '(' || c == 0xFF08 || (c >= 0x2460 && c <= 0x24FF);
      const bool amid = is_han(before) || closes(before) || before == ':' || before == 0xFF1A;
      if (from > 0 && (after_sentence || amid)) {
        folded_.assign(text.substr(from), kMarkerChars);
        found_.clear();
        grammar_.match(Stage::outline, folded_.text, &found_);
        std::size_t next_marker = text.npos;
        for (const Match& match : found_) {
          // Amid words only what words seldom hold: figures, brackets, chapters, boxes.
          const NodeKind kind = kind_of(match.rule);
          const bool rare = is_division(kind) || is_annex(kind) || kind == NodeKind::box ||
                            kind == NodeKind::dash;
          // A heading right behind the title of the one above it.
          constexpr std::size_t kLongestTitle = 90;  // bytes
          const bool stacked = kind == NodeKind::h1 && marker_end != text.npos &&
                               from > marker_end && from - marker_end <= kLongestTitle;
          if (!after_sentence && !number && !rare && !stacked) continue;
          next_marker = from + folded_.back[match.length];
          push_clean(after_sentence ? MarkerPlace::inside : MarkerPlace::amid, match,
                     block.clean.begin + static_cast<Offset>(from), start.begin);
        }
        if (next_marker != text.npos) marker_end = next_marker;
      }
      if (from >= marker_end && ends_clause(fold_char(c))) marker_end = text.npos;
      // A remark in brackets behind a sentence belongs to it.
      if (ends_sentence(c)) {
        after_sentence = true;
        remark = false;
      } else if (fold_char(c) == '(' && after_sentence) {
        after_sentence = false;
        remark = true;
      } else {
        after_sentence = closes(c) && (after_sentence || (remark && fold_char(c) == ')'));
        remark = remark && !after_sentence;
      }
      before = c;
    }
  }

  NodeKind kind_of(std::uint16_t rule) const {
    return node_kind(grammar_.rules(Stage::outline)[rule].kind).value_or(NodeKind::paragraph);
  }

  void push_clean(MarkerPlace place, const Match& match, Offset clean, Offset block_begin) {
    const Slice marker = {clean, clean + folded_.back[match.length]};
    const Span span = document_.source_of(marker);
    if (span.begin == block_begin) return;
    const auto known =
        std::any_of(layout_.candidates.rbegin(),
                    layout_.candidates.rbegin() +
                        static_cast<long>(std::min<std::size_t>(layout_.candidates.size(), 64)),
                    [&](const Candidate& other) {
                      return other.block == block_ && other.marker.begin == span.begin;
                    });
    if (known && place == MarkerPlace::amid) return;
    Candidate candidate;
    candidate.block = block_;
    candidate.place = place;
    candidate.rule = match.rule;
    candidate.marker = span;
    candidate.number = number_of(folded_.text, match);
    layout_.candidates.push_back(candidate);
  }

  // The number of a match at the start of the text; -1 when it has none.
  int number_of(std::string_view text, const Match& match) const {
    if (match.num_end <= match.num_begin) return -1;
    const std::string_view numeral = text.substr(match.num_begin, match.num_end - match.num_begin);
    return grammar_.number(fold(numeral)).value_or(-1);
  }

  // Markers right after a sentence mark inside a line, and behind a heading that shares its line
  // with the first heading below it.
  void inside(const LayoutLine& line) {
    const std::string_view text = text_of(document_, line.span);
    const bool heading = begins_heading(line);
    const CharFilter& places = heading ? kEndsAndBlanks : kSentenceEnds;
    for (std::size_t at = 0; (at = places.next(text, at)) < text.size();) {
      const char32_t c = next_char(text, at);
      const bool blank = heading && is_blank(c);
      if (!ends_sentence(c) && !blank) continue;
      at = skip_closing(text, at);
      if (at >= text.size()) return;
      match_at(text, at);
      if (found_.empty() && !blank) {  // a remark in brackets belongs to the sentence
        const std::size_t behind = skip_remark(text, at);
        if (behind > at && behind < text.size()) match_at(text, at = behind);
      }
      for (const Match& match : found_) {
        const bool first = number_of(folded_.text, match) == 1;
        if (blank && !(first && is_upper_heading(kind_of(match.rule)))) continue;
        push(MarkerPlace::inside, unfolded(match, folded_),
             line.span.begin + static_cast<Offset>(at));
      }
    }
  }

  // A short phrase without a comma that a sentence mark closes, also on the next line.
  bool begins_with_title(Offset at) const {
    constexpr int kShortest = 4, kLongest = 26;  // characters
    const std::string_view text = document_.source.text;
    int characters = 0;
    for (std::size_t i = at; i < text.size() && characters <= kLongest;) {
      const char32_t c = next_char(text, i);
      if (is_blank(c)) continue;
      if (ends_sentence(c)) return characters >= kShortest;
      if (is_clause_mark(c) || is_list_mark(c)) {
        if (c != kListComma) return false;
      }
      ++characters;
    }
    return false;
  }

  void match_at(std::string_view text, std::size_t at) {
    found_.clear();
    std::size_t behind = at;
    if (!grammar_.may_match(Stage::outline, next_char(text, behind))) return;
    folded_.assign(text.substr(at), kMarkerChars);
    grammar_.match(Stage::outline, folded_.text, &found_);
  }

  static std::size_t skip_closing(std::string_view text, std::size_t at) {
    while (at < text.size()) {
      std::size_t next = at;
      const char32_t c = next_char(text, next);
      if (!closes(c) && !is_blank(c)) break;
      at = next;
    }
    return at;
  }

  // Behind the bracket that begins at `at`; `at` itself when none does or it stays open.
  static std::size_t skip_remark(std::string_view text, std::size_t at) {
    std::size_t next = at;
    if (fold_char(next_char(text, next)) != '(') return at;
    while (next < text.size()) {
      if (fold_char(next_char(text, next)) == ')') return skip_closing(text, next);
    }
    return at;
  }

  // The line begins with the marker of a heading.
  bool begins_heading(const LayoutLine& line) const {
    for (std::uint32_t m = line.first_match; m < line.last_match; ++m) {
      if (is_upper_heading(kind_of(layout_.matches[m].rule))) return true;
    }
    return false;
  }

  void push(MarkerPlace place, const Match& match, Offset at) {
    Candidate candidate;
    candidate.block = block_;
    candidate.place = place;
    candidate.rule = match.rule;
    candidate.marker = {at, at + match.length};
    candidate.number = number_of(std::string_view(document_.source.text).substr(at), match);
    candidate.titled = place == MarkerPlace::inside && is_upper_heading(kind_of(match.rule)) &&
                       begins_with_title(candidate.marker.end);
    layout_.candidates.push_back(candidate);
  }

  Document& document_;
  const Grammar& grammar_;
  Layout& layout_;
  Cleaner cleaner_;
  std::uint32_t block_ = 0;
  std::map<std::string, Offset> notes_;  // the last footnote of each mark
  Folded folded_;
  std::vector<Match> found_;
};

}  // namespace

void match_lines(const Document& document, const Grammar& grammar, Layout* layout) {
  std::vector<LayoutLine>& lines = layout->lines;
  std::array<std::vector<Match>, 2> halves;
  std::size_t middle = lines.size();
  in_halves(lines.size(), kLinesWorthAThread, [&](std::size_t begin, std::size_t end) {
    if (begin > 0) middle = begin;
    std::vector<Match>& matches = halves[begin > 0];
    Folded folded;
    std::vector<Match> found;
    for (std::size_t i = begin; i < end; ++i) {
      lines[i].first_match = static_cast<std::uint32_t>(matches.size());
      const std::string_view text = text_of(document, lines[i].span);
      std::size_t behind = 0;
      if (!lines[i].glued && grammar.may_match(Stage::outline, next_char(text, behind))) {
        folded.assign(text, kMarkerChars);
        found.clear();
        grammar.match(Stage::outline, folded.text, &found);
        for (const Match& match : found) matches.push_back(unfolded(match, folded));
      }
      lines[i].last_match = static_cast<std::uint32_t>(matches.size());
    }
  });
  const auto before = static_cast<std::uint32_t>(halves[0].size());
  for (std::size_t i = middle; i < lines.size(); ++i) {
    lines[i].first_match += before;
    lines[i].last_match += before;
  }
  layout->matches = std::move(halves[0]);
  layout->matches.insert(layout->matches.end(), halves[1].begin(), halves[1].end());
}

void build_blocks(Document* document, const Grammar& grammar, const std::vector<LineEnd>& ends,
                  Layout* layout) {
  Builder builder(document, grammar, layout);
  std::uint32_t first = 0;
  for (std::uint32_t i = 0; i < ends.size(); ++i) {
    if (!ends[i].breaks) continue;
    builder.add(first, i + 1, ends[i].sure);
    first = i + 1;
  }
  builder.fill();
}

}  // namespace gangmu
