#include "parser/plan_title.h"

#include <map>
#include <optional>
#include <string>

namespace gangmu {

namespace {

constexpr std::size_t kShortest = 5, kLongest = 60;  // characters of a title
constexpr std::size_t kMostBlocks = 4;

bool is_title_mark(char32_t c) {  // marks that no title holds
  return c == 0x3002 || c == 0xFF0C || c == ',' || c == 0xFF1B || c == ';' || c == 0xFF1A ||
         c == ':' || c == 0xFF01 || c == 0xFF1F || c == '>' || c == 0xFF1E || c == '|' ||
         c == 0x226B;
}

// Quotation marks of titles, which change their kind where one stands in another.
bool opens_quoted(char32_t c) { return c == 0x300A || c == 0x3008 || c == '<' || c == 0xFF1C; }
bool closes_quoted(char32_t c) { return c == 0x300B || c == 0x3009 || c == '>' || c == 0xFF1E; }

// A title as it is compared: folded, without blanks, all quotation marks alike.
std::string compared(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = fold_char(next_char(text, at));
    if (c == ' ') continue;
    append_char(out, opens_quoted(c) ? '<' : closes_quoted(c) ? '>' : c);
  }
  return out;
}

// The length without the brackets at the end: (draft), (2021-2025).
std::size_t core_size(std::string_view folded, const Grammar& grammar) {
  std::size_t size = folded.size();
  while (size > 0 && folded[size - 1] == ')') {
    const std::size_t open = folded.rfind('(', size - 1);
    if (open == std::string_view::npos || open == 0) break;
    const std::string_view inner = folded.substr(open + 1, size - open - 2);
    std::size_t at = 0;
    const bool years = inner.find_first_of("0123456789") != std::string_view::npos;
    if (!years && grammar.words("title_suffix").find(inner, 0, &at) == nullptr) break;
    size = open;
  }
  return size;
}

class Titles {
 public:
  Titles(const Document& document, const Layout& layout, const Grammar& grammar)
      : document_(document), layout_(layout), grammar_(grammar) {
    collect_quoted();
  }

  std::vector<PlanTitle> run() {
    std::vector<PlanTitle> out;
    for (std::uint32_t b = 0; b < layout_.blocks.size(); ++b) {
      std::optional<PlanTitle> best = quoted_title(b);
      if (!best) best = worded_title(b);
      if (!best) continue;
      if (best->last_block < layout_.blocks.size() && is_suffix(best->last_block)) {
        ++best->last_block;
      }
      if (b > 0 && is_label(b - 1)) best->label_block = b - 1;
      out.push_back(*best);
      b = best->last_block - 1;
    }
    return out;
  }

 private:
  // What the sentences that issue or approve something call it, and where they stand.
  void collect_quoted() {
    const WordTable& issuing = grammar_.words("title_issued");
    for (std::uint32_t b = 0; b < layout_.blocks.size(); ++b) {
      const std::string_view text = document_.text(layout_.blocks[b].clean);
      if (text.find("\xE3\x80\x8A") == std::string_view::npos) continue;
      std::size_t at = 0;
      if (issuing.find(fold(text), 0, &at) == nullptr) continue;
      std::size_t begin = 0;
      int depth = 0;
      for (at = 0; at < text.size();) {
        const std::size_t from = at;
        const char32_t c = next_char(text, at);
        if (opens_quoted(c) && depth++ == 0) begin = at;
        if (!closes_quoted(c) || depth == 0) continue;
        --depth;
        if (depth == 0) {
          quoted_.emplace(core_of(compared(text.substr(begin, from - begin))), b);
        }
      }
    }
  }

  std::string core_of(const std::string& name) const {
    return name.substr(0, core_size(name, grammar_));
  }

  // Lines that say together what a sentence before them issues.
  std::optional<PlanTitle> quoted_title(std::uint32_t b) const {
    std::string joined;
    for (std::uint32_t e = b; !quoted_.empty() && e < b + kMostBlocks; ++e) {
      if (e == layout_.blocks.size() || layout_.blocks[e].complete) break;
      const std::string_view text = document_.text(layout_.blocks[e].clean);
      joined += text;
      if (char_count(joined) > kLongest) break;
      const auto quoted = quoted_.find(core_of(compared(joined)));
      if (quoted == quoted_.end() || quoted->second >= b) continue;
      return PlanTitle{b, e + 1, title_kind(joined, grammar_).value_or(PlanKind::other), kNone};
    }
    return std::nullopt;
  }

  // Lines that end together with the word of a plan.
  std::optional<PlanTitle> worded_title(std::uint32_t b) const {
    std::string joined;
    std::optional<PlanTitle> best;
    for (std::uint32_t e = b; e < layout_.blocks.size() && e < b + kMostBlocks; ++e) {
      if (e == b + 1 && is_subtitle(e)) {
        const std::string_view text = document_.text(layout_.blocks[e].clean);
        return PlanTitle{b, e + 1, title_kind(text, grammar_).value_or(PlanKind::plan), kNone};
      }
      if (!can_be_part(e)) break;
      if (e > b && stands_alone(e) && !joins_title(e) && !is_open(joined)) break;
      joined += document_.text(layout_.blocks[e].clean);
      if (char_count(joined) > kLongest) break;
      const auto kind = title_kind(joined, grammar_);
      if (!kind) continue;
      best = PlanTitle{b, e + 1, *kind, kNone};
      const bool more = e + 1 < layout_.blocks.size() && joins_title(e + 1);
      if (!more) break;
    }
    return best;
  }

  // "-- Outline of the plan": the name of the plan below a motto, at the head of the document.
  bool is_subtitle(std::uint32_t b) const {
    constexpr std::uint32_t kFarthest = 12;  // blocks
    const Block& block = layout_.blocks[b];
    if (b > kFarthest || block.complete || block.first_candidate == block.last_candidate) {
      return false;
    }
    for (std::uint32_t c = 0; c < block.first_candidate; ++c) {
      const Rule& rule = grammar_.rules(Stage::outline)[layout_.candidates[c].rule];
      if (layout_.candidates[c].is_styled() || rule.kind != "appendix") return false;
    }
    const Candidate& first = layout_.candidates[block.first_candidate];
    return first.place == MarkerPlace::start && !first.is_styled() &&
           grammar_.rules(Stage::outline)[first.rule].kind == "dash" &&
           title_kind(document_.text(block.clean), grammar_).has_value();
  }

  // A later line of a title is short or begins with the plan's period, it is no title of its own.
  bool stands_alone(std::uint32_t b) const {
    constexpr std::size_t kWhole = 14, kWholeWithRegion = 9;  // characters
    const std::string_view text = document_.text(layout_.blocks[b].clean);
    if (!title_kind(text, grammar_)) return false;
    if (grammar_.words("five_year").longest_at(fold(text), 0) != nullptr) return false;
    return char_count(text) > (begins_with_region(text) ? kWholeWithRegion : kWhole);
  }

  // "On …" has begun and its noun has not come yet.
  bool is_open(const std::string& joined) const {
    std::size_t at = 0;
    return grammar_.words("title_about").find(joined, 0, &at) != nullptr &&
           !title_kind(joined, grammar_);
  }

  bool joins_title(std::uint32_t b) const {
    const std::string text = fold(document_.text(layout_.blocks[b].clean));
    return grammar_.words("title_joint").longest_at(text, 0) != nullptr;
  }

  bool begins_with_region(std::string_view text) const {
    constexpr std::size_t kRegion = 6;  // characters before the word that ends a region's name
    std::size_t at = 0;
    for (std::size_t n = 0; n < kRegion && at < text.size(); ++n) {
      if (n >= 2 && region_end_.longest_at(text, at) != nullptr) return true;
      next_char(text, at);
    }
    return false;
  }

  // A date on a line of its own.
  bool is_date(std::uint32_t b) const {
    const std::string folded = fold(document_.text(layout_.blocks[b].clean));
    if (char_count(folded) > 14) return false;
    bool signed_date = false;
    for (std::size_t at = 0; at < folded.size();) {
      const Word* sign = signs_.longest_at(folded, at);
      if (sign != nullptr) {
        signed_date = true;
        at += sign->text.size();
      } else if (is_ascii_digit(static_cast<unsigned char>(folded[at])) || folded[at] == ' ' ||
                 folded[at] == '-' || digits_.longest_at(folded, at) != nullptr ||
                 tens_.longest_at(folded, at) != nullptr) {
        next_char(folded, at);
      } else {
        return false;
      }
    }
    return signed_date;
  }

  // A remark in brackets (to be published).
  static bool is_bracketed(std::string_view text) {
    const std::string folded = fold(text);
    return folded.front() == '(' && folded.back() == ')' && folded.find(')') == folded.size() - 1;
  }

  // A line of the letterhead above a title.
  bool is_letterhead(std::string_view text) const {
    const std::string folded = fold(text);
    if (letterhead_end_.longest_at_end(folded) != nullptr) return true;
    std::size_t at = 0;
    const bool number = folded.find_first_of("0123456789") != std::string::npos;
    return number && folded.back() != ')' && doc_number_.find(folded, 0, &at) != nullptr &&
           !title_kind(text, grammar_);
  }

  bool can_be_part(std::uint32_t b) const {
    const Block& block = layout_.blocks[b];
    if (block.complete || block.last_line - block.first_line > 3) return false;
    for (std::uint32_t c = block.first_candidate; c < block.last_candidate; ++c) {
      if (layout_.candidates[c].place == MarkerPlace::start) return false;
    }
    const std::string_view text = document_.text(block.clean);
    if (text.empty() || char_count(text) > kLongest || is_date(b) || is_letterhead(text) ||
        is_bracketed(text)) {
      return false;
    }
    for (std::size_t at = 0; at < text.size();) {
      if (is_title_mark(next_char(text, at))) return false;
    }
    std::size_t end = text.size();
    const char32_t last = previous_char(text, end);
    return last != 0x3001 && last != 0x300B;
  }

  // A bracket on a line of its own: the period, or the state of a draft.
  bool is_suffix(std::uint32_t b) const {
    const std::string folded = fold(document_.text(layout_.blocks[b].clean));
    constexpr std::size_t kLongestSuffix = 20;  // characters; an approval line is longer
    std::size_t at = 0;
    return folded.size() > 2 && folded.front() == '(' && folded.back() == ')' &&
           month_.find(folded, 0, &at) == nullptr && char_count(folded) <= kLongestSuffix &&
           core_size("x" + folded, grammar_) == 1;
  }

  bool is_label(std::uint32_t b) const {
    const Block& block = layout_.blocks[b];
    if (char_count(document_.text(block.clean)) > 6) return false;
    for (std::uint32_t c = block.first_candidate; c < block.last_candidate; ++c) {
      const Candidate& candidate = layout_.candidates[c];
      const Rule& rule = grammar_.rules(Stage::outline)[candidate.rule];
      if (candidate.place == MarkerPlace::start && rule.kind == "appendix") return true;
    }
    return false;
  }

  const Document& document_;
  const Layout& layout_;
  const Grammar& grammar_;
  const WordTable& region_end_ = grammar_.words("region_end");
  const WordTable& letterhead_end_ = grammar_.words("letterhead_end");
  const WordTable& doc_number_ = grammar_.words("doc_number");
  const WordTable& month_ = grammar_.words("time_month");
  const WordTable& digits_ = grammar_.words("numeral_digit");
  const WordTable& tens_ = grammar_.words("numeral_magnitude");
  const WordTable& signs_ = grammar_.words("date_sign");
  std::map<std::string, std::uint32_t> quoted_;
};

}  // namespace

std::optional<PlanKind> title_kind(std::string_view text, const Grammar& grammar) {
  const std::string folded = fold(text);
  const std::string_view core = std::string_view(folded).substr(0, core_size(folded, grammar));
  if (char_count(core) < kShortest) return std::nullopt;
  const Word* word = grammar.words("title_end").longest_at_end(core);
  if (word == nullptr || char_count(core) < char_count(word->text) + 2) return std::nullopt;
  for (std::size_t at = 0; at < folded.size();) {
    const char32_t c = next_char(folded, at);
    if (is_title_mark(c)) return std::nullopt;
  }
  return plan_kind(word->value);
}

namespace {

std::string joined_text(const Document& document, const Layout& layout, const PlanTitle& title) {
  std::string text;
  for (std::uint32_t b = title.first_block; b < title.last_block; ++b) {
    text += document.text(layout.blocks[b].clean);
  }
  return compared(text);
}

// Whether the title has what the notice names in quotation marks, beside words of its own.
bool holds_issued(const std::string& title, const std::string& notice) {
  constexpr std::size_t kFewest = 10;  // characters
  const std::size_t begin = notice.find('<');
  const std::size_t end = notice.rfind('>');
  if (begin == std::string::npos || end == std::string::npos || end < begin) return false;
  const std::string name = notice.substr(begin + 1, end - begin - 1);
  return char_count(name) >= kFewest && title.find(name) != std::string::npos;
}

// Whether a notice issues something and nothing but its signature stands before the title: what it
// issues may be named otherwise there.
bool issues_next(const Layout& layout, const Grammar& grammar, const std::string& notice,
                 const PlanTitle& cover, const PlanTitle& title) {
  constexpr std::uint32_t kMostBetween = 16;  // addressees, a paragraph or two, the signature
  std::size_t at = 0;
  const bool issues = grammar.words("title_issued").find(notice, 0, &at) != nullptr;
  if (!issues || title.kind == PlanKind::notice ||
      title.first_block - cover.last_block > kMostBetween) {
    return false;
  }
  for (std::uint32_t b = cover.last_block; b < title.first_block; ++b) {
    const Block& block = layout.blocks[b];
    for (std::uint32_t c = block.first_candidate; c < block.last_candidate; ++c) {
      const Candidate& candidate = layout.candidates[c];
      if (candidate.place != MarkerPlace::start || b == title.label_block) continue;
      if (grammar.rules(Stage::outline)[candidate.rule].kind != "appendix") return false;
    }
  }
  return true;
}

// A notice that prints a plan is its cover letter: the plan is what the notice's title names.
std::vector<CoverTitle> take_covers(const Document& document, const Layout& layout,
                                    const Grammar& grammar, std::vector<PlanTitle>* titles) {
  std::vector<CoverTitle> covers;
  for (std::size_t i = 0; i + 1 < titles->size();) {
    bool cover = false;
    if ((*titles)[i].kind == PlanKind::notice) {
      const std::string notice = joined_text(document, layout, (*titles)[i]);
      for (std::size_t k = i + 1; k < titles->size() && !cover; ++k) {
        const std::string plan = joined_text(document, layout, (*titles)[k]);
        cover = notice.find(plan) != std::string::npos || holds_issued(plan, notice) ||
                (k == i + 1 && issues_next(layout, grammar, notice, (*titles)[i], (*titles)[k]));
      }
    }
    if (cover) {
      covers.push_back({(*titles)[i].first_block, (*titles)[i].last_block});
      titles->erase(titles->begin() + static_cast<long>(i));
    } else {
      ++i;
    }
  }
  return covers;
}

}  // namespace

PlanTitles find_plan_titles(const Document& document, const Layout& layout,
                            const Grammar& grammar) {
  PlanTitles titles;
  titles.plans = Titles(document, layout, grammar).run();
  titles.covers = take_covers(document, layout, grammar, &titles.plans);
  return titles;
}

}  // namespace gangmu
