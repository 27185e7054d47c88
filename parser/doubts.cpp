#include "parser/doubts.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "model/char_filter.h"
#include "model/halves.h"

namespace gangmu {

namespace {

constexpr std::size_t kFewestGaps = 5;  // of a source that lost its digits

// Official texts are full of a few words that stories hardly have: plans have 45 and more of them
// among 1000 ideographs. Texts too short to say are taken at their headings' word.
bool reads_official(const Document& document, const Grammar& grammar) {
  constexpr std::size_t kShortest = 300, kMost = 20000;  // ideographs
  constexpr std::size_t kFewest = 12;                    // words among 1000
  const WordTable& words = grammar.words("official");
  const std::string_view text = document.clean;
  std::size_t ideographs = 0, found = 0;
  for (std::size_t at = 0; at < text.size() && ideographs < kMost;) {
    if (const Word* word = words.longest_at(text, at)) {
      ++found;
      ideographs += char_count(word->text);
      at += word->text.size();
    } else {
      ideographs += is_han(next_char(text, at));
    }
  }
  return ideographs < kShortest || found * 1000 >= ideographs * kFewest;
}

// A plan has a title or at least two headings, and the words of one.
bool is_plan(const Document& document, const Grammar& grammar) {
  std::size_t headings = 0;
  for (const Node& node : document.nodes) {
    headings += node.kind <= NodeKind::n4 || node.kind == NodeKind::box;
  }
  const bool titled = std::any_of(document.plans.begin(), document.plans.end(),
                                  [](const Plan& plan) { return !plan.title.empty(); });
  return (headings >= 2 || (titled && headings >= 1)) && reads_official(document, grammar);
}

// The words that stood around digits, side by side.
std::vector<std::pair<Span, std::string>> gaps_of(const Document& document, const Grammar& grammar,
                                                  const Folded& clean) {
  const WordTable& words = grammar.words("stripped");
  std::vector<std::pair<Span, std::string>> gaps;
  for (const Node& node : document.nodes) {
    const FoldedView folded = clean.view(node.text);
    std::size_t from = 0, at = 0;
    while (const Word* word = words.find(folded.text, from, &at)) {
      const std::size_t end = at + word->text.size();
      const Slice slice = {node.text.begin + folded.back[at], node.text.begin + folded.back[end]};
      gaps.emplace_back(document.source_of(slice), word->text);
      from = end;
    }
  }
  return gaps;
}

// Digits are rare: a text that was not stripped holds one in a hundred bytes.
bool has_few_digits(std::string_view text) {
  constexpr std::size_t kShare = 200, kStep = 64;
  std::size_t digits = 0, at = 0;
  for (; text.size() - at >= kStep; at += kStep) {  // a fixed count: many bytes at once
    std::uint8_t some = 0;
    for (std::size_t i = 0; i < kStep; ++i) {
      some += static_cast<std::uint8_t>(text[at + i] - '0') < 10 ? 1 : 0;
    }
    digits += some;
    if (digits * kShare >= text.size()) return false;
  }
  for (; at < text.size(); ++at) digits += is_ascii_digit(static_cast<unsigned char>(text[at]));
  return !text.empty() && digits * kShare < text.size();
}

// One diagnostic for the document, one for each gap.
void note_stripped(Document* document, const Grammar& grammar, const Folded& clean) {
  if (!has_few_digits(document->source.text)) return;
  const auto gaps = gaps_of(*document, grammar, clean);
  if (gaps.size() < kFewestGaps) return;
  document->diagnostics.push_back(diagnose(Code::digits_stripped, {}, gaps.front().first));
  for (const auto& [span, word] : gaps) {
    document->diagnostics.push_back(diagnose(Code::target_unreadable, {word}, span));
  }
}

// Quotation marks and brackets of one paragraph, title and body together.
void find_unbalanced(const Document& document, const Node& node, std::vector<Diagnostic>* found) {
  constexpr std::array<std::pair<char32_t, char32_t>, 5> kPairs = {
      {{0x201C, 0x201D}, {0xFF08, 0xFF09}, {'(', ')'}, {0x300A, 0x300B}, {0x3010, 0x3011}}};
  static constexpr CharFilter kMarks = {'(',    ')',    0x201C, 0x201D, 0xFF08,
                                        0xFF09, 0x300A, 0x300B, 0x3010, 0x3011};
  if (node.kind == NodeKind::table || node.kind == NodeKind::toc) return;
  std::array<int, kPairs.size()> open{};
  for (const Slice field : {node.title, node.text}) {
    const std::string_view text = document.text(field);
    for (std::size_t at = 0; (at = kMarks.next(text, at)) < text.size();) {
      const char32_t c = next_char(text, at);
      for (std::size_t k = 0; k < kPairs.size(); ++k) {
        open[k] += c == kPairs[k].first;
        open[k] -= c == kPairs[k].second;
      }
    }
  }
  const int round = open[1] + open[2];  // half and full width are mixed freely
  open[1] = open[2] = 0;
  if (round != 0) open[1] = round;
  for (std::size_t k = 0; k < kPairs.size(); ++k) {
    if (open[k] == 0) continue;
    std::string sign;
    append_char(sign, kPairs[k].first);
    append_char(sign, kPairs[k].second);
    found->push_back(diagnose(Code::text_unbalanced, {sign}, node.span));
  }
}

void note_unbalanced(Document* document) {
  std::vector<Diagnostic> later;  // of the second half
  in_halves(document->nodes.size(), kLinesWorthAThread, [&](std::size_t begin, std::size_t end) {
    std::vector<Diagnostic>& found = begin == 0 ? document->diagnostics : later;
    for (std::size_t i = begin; i < end; ++i) {
      find_unbalanced(*document, document->nodes[i], &found);
    }
  });
  std::move(later.begin(), later.end(), std::back_inserter(document->diagnostics));
}

}  // namespace

OddCharacters count_odd_characters(std::string_view text) {
  OddCharacters out;
  for (std::size_t at = 0; at < text.size() && !out.visible;) {
    const char32_t c = next_char(text, at);
    out.visible = !is_blank(c) && c != 0xFEFF;
  }
  for (std::size_t at = 0; at < text.size();) {
    const auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0xE2 || (lead > 0xE2 && lead < 0xEE)) {  // no such block begins like this
      at += lead < 0x80 ? 1 : lead < 0xE0 ? 2 : 3;
      continue;
    }
    const std::size_t from = at;
    const char32_t c = next_char(text, at);
    const Span span = {static_cast<Offset>(from), static_cast<Offset>(at)};
    const bool radical = (c >= 0x2E80 && c <= 0x2FDF) || (c >= 0xF900 && c <= 0xFAFF);
    const bool own = (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xF0000 && c <= 0x10FFFF);
    if (radical && out.radicals++ == 0) out.first_radical = span;
    if (own && out.private_use++ == 0) out.first_private = span;
  }
  return out;
}

bool has_lost_digits(const Document& document, const Grammar& grammar, const Folded& clean) {
  return has_few_digits(document.source.text) &&
         gaps_of(document, grammar, clean).size() >= kFewestGaps;
}

void note_doubts(Document* document, const Grammar& grammar, const Folded& clean,
                 const OddCharacters& characters) {
  const auto add = [&](Code code, std::vector<std::string> args, Span span) {
    document->diagnostics.push_back(diagnose(code, std::move(args), span));
  };
  if (!characters.visible) {
    add(Code::document_empty, {}, {});
  } else if (!is_plan(*document, grammar)) {
    add(Code::document_not_a_plan, {}, {});
  }
  if (characters.radicals > 0) {
    add(Code::text_radical, {std::to_string(characters.radicals)}, characters.first_radical);
  }
  if (characters.private_use > 0) {
    add(Code::text_private_use, {std::to_string(characters.private_use)}, characters.first_private);
  }
  for (const Node& node : document->nodes) {
    const bool heading = node.kind <= NodeKind::n4;
    if (heading && node.title.empty() && node.text.empty()) {
      add(Code::heading_empty, {std::string(document->text(node.marker))}, node.span);
    }
  }
  note_stripped(document, grammar, clean);
  note_unbalanced(document);
  std::stable_sort(
      document->diagnostics.begin(), document->diagnostics.end(),
      [](const Diagnostic& a, const Diagnostic& b) { return a.span.begin < b.span.begin; });
}

}  // namespace gangmu
