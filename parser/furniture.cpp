#include "parser/furniture.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

#include "parser/clean.h"
#include "model/halves.h"
#include "parser/marks.h"

namespace gangmu {

namespace {

constexpr int kLongestPageMark = 40;  // columns
constexpr int kLongestRunningHead = 80;

struct Hit {
  FurnitureKind kind = FurnitureKind::other;
  bool sequence = false;  // counts only as part of a rising sequence
  bool whole = false;     // the rule matched the whole line
  bool strong = false;    // a marker follows
  Offset length = 0;      // bytes of the source
  int number = -1;
};

class Finder {
 public:
  Finder(Document* document, const Grammar& grammar, std::vector<LayoutLine>* lines)
      : document_(*document), grammar_(grammar), lines_(*lines), cleaner_(document) {}

  void run() {
    hits_.resize(lines_.size());
    keys_.resize(lines_.size());
    in_halves(lines_.size(), kLinesWorthAThread, [this](std::size_t begin, std::size_t end) {
      Folded folded;
      std::vector<Match> found;
      for (std::size_t i = begin; i < end; ++i) {
        hits_[i] = test(lines_[i], &folded, &found);
        if (lines_[i].width <= kLongestRunningHead) keys_[i] = head_key(i);
      }
    });
    if (document_.source.flowing) return keep_addresses();
    if (!document_.source.places.empty()) return keep_margins();
    count_lines();
    keep_sequences();
    keep_chunks();
    find_running_heads();
    move();
  }

 private:
  // Flowing formats have no pages, so only stray addresses can be furniture.
  void keep_addresses() {
    for (auto& hit : hits_) {
      if (hit && (hit->kind != FurnitureKind::url || !hit->whole)) hit.reset();
    }
    move();
  }

  // Fixed layouts show which lines belong to the page; of others only a mark that can be nothing
  // else counts, at the head or foot of its page.
  void keep_margins() {
    const auto& margins = document_.source.margins;
    std::size_t m = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const LayoutLine& line = lines_[i];
      auto& hit = hits_[i];
      while (m < margins.size() && margins[m].end <= line.span.begin) ++m;
      if (m < margins.size() && margins[m].begin <= line.span.begin) {
        if (!hit || !hit->whole) {
          hit = Hit{};
          hit->kind = FurnitureKind::running_head;
          hit->whole = true;
          hit->length = line.span.size();
        }
        continue;
      }
      if (!hit) continue;
      const bool edge = line.page_start || i + 1 == lines_.size() || lines_[i + 1].page_start;
      const bool page = hit->kind == FurnitureKind::page_number && !hit->sequence && edge;
      if (!hit->whole || (!page && hit->kind != FurnitureKind::url)) hit.reset();
    }
    move();
  }

  std::optional<Hit> test(const LayoutLine& line, Folded* folded, std::vector<Match>* found) const {
    const std::string_view text = text_of(document_, line.span);
    const auto first = static_cast<unsigned char>(text[0]);
    const bool digit = is_ascii_digit(first);
    // Long marks are chunk numbers with what follows, and addresses.
    if (line.width > kLongestPageMark && !digit && !is_ascii_letter(first)) return std::nullopt;
    std::size_t behind = 0;
    if (!grammar_.may_match(Stage::layout, next_char(text, behind))) return std::nullopt;
    folded->assign(text, line.width > kLongestPageMark && digit ? 8 : 2048);
    found->clear();
    grammar_.match(Stage::layout, folded->text, found);
    if (found->empty()) return std::nullopt;
    const Match& match = found->front();
    const Rule& rule = grammar_.rules(Stage::layout)[match.rule];
    Hit hit;
    hit.kind = furniture_kind(rule.kind).value_or(FurnitureKind::other);
    hit.sequence = rule.has_flag("sequence");
    hit.length = folded->back[match.length];
    hit.whole = hit.length == line.span.size();
    if (match.num_end > match.num_begin) {
      hit.number = grammar_
                       .number(std::string_view(folded->text)
                                   .substr(match.num_begin, match.num_end - match.num_begin))
                       .value_or(-1);
    }
    return hit;
  }

  // Digits glued to the first word of a page: before a marker that needs none, or in the middle of
  // a sentence. They count only as part of a rising sequence.
  std::optional<Hit> glued(std::size_t i) const {
    constexpr std::size_t kMostDigits = 3;
    const std::string_view text = text_of(document_, lines_[i].span);
    std::size_t digits = 0;
    while (digits < text.size() && is_ascii_digit(static_cast<unsigned char>(text[digits])))
      ++digits;
    if (digits == 0 || digits > kMostDigits || digits == text.size()) return std::nullopt;
    std::size_t next = digits;
    const char32_t behind = next_char(text, next);
    const bool opens = behind == 0x201C || behind == 0x300A || behind == 0xFF08 || behind == '(' ||
                       behind == 0x2014;
    if (!is_han(behind) && !opens) return std::nullopt;
    Folded rest;
    rest.assign(text.substr(digits), 12);
    std::vector<Match> found;
    grammar_.match(Stage::outline, rest.text, &found);
    Hit hit;
    hit.kind = FurnitureKind::page_number;
    hit.sequence = true;
    hit.length = static_cast<Offset>(digits);
    hit.number = std::stoi(std::string(text.substr(0, digits)));
    hit.strong = !found.empty() || repeated(i);  // a running head
    if (!hit.strong) {                           // in the middle of a sentence, before no unit
      if (i == 0 || grammar_.words("unit").longest_at(rest.text, 0) != nullptr ||
          grammar_.words("magnitude").longest_at(rest.text, 0) != nullptr ||
          grammar_.words("time_month").longest_at(rest.text, 0) != nullptr) {
        return std::nullopt;
      }
      const std::string_view before = text_of(document_, lines_[i - 1].span);
      std::size_t end = before.size();
      const char32_t last = previous_char(before, end);
      if (ends_sentence(last)) return std::nullopt;
      hit.strong = repeated(i - 1);  // below a running head
    }
    return hit;
  }

  // Bare and glued numbers are page numbers only where they rise by one or two from page to page,
  // among those set between dashes too. The longest such run wins; numbers in between (table cells)
  // are passed over.
  void keep_sequences() {
    constexpr std::size_t kFewestLinesAPage = 8, kReach = 60;
    constexpr std::size_t kFewestBeforeMarker = 3;  // pages may be short where a marker follows
    std::vector<std::size_t> at;
    for (std::size_t i = 0; i < hits_.size(); ++i) {
      if (!hits_[i]) hits_[i] = glued(i);
      const bool page = hits_[i] && hits_[i]->kind == FurnitureKind::page_number;
      if (page && hits_[i]->number > 0) at.push_back(i);
    }
    // Each number counts, and a little more beside a running head.
    constexpr int kNumber = 100;
    const auto weight = [&](std::size_t k) {
      const std::size_t i = at[k];
      const bool head = hits_[i]->strong || (i > 0 && repeated(i - 1)) ||
                        (i + 1 < lines_.size() && repeated(i + 1));
      return kNumber + (head ? 1 : 0);
    };
    std::vector<int> length(at.size()), own(at.size()), from(at.size(), -1);
    for (std::size_t k = 0; k < at.size(); ++k) length[k] = own[k] = weight(k);
    for (std::size_t b = 0; b < at.size(); ++b) {
      for (std::size_t a = b > kReach ? b - kReach : 0; a < b; ++a) {
        const int step = hits_[at[b]]->number - hits_[at[a]]->number;
        const bool plain = hits_[at[b]]->strong || !hits_[at[b]]->sequence;
        const std::size_t fewest = plain ? kFewestBeforeMarker : kFewestLinesAPage;
        if (step < 1 || step > 2 || at[b] - at[a] < fewest) continue;
        if (step == 2 && stands_between(at, a, b)) continue;  // pages miss none that is there
        if (length[a] + own[b] > length[b]) {
          length[b] = length[a] + own[b];
          from[b] = static_cast<int>(a);
        }
      }
    }
    std::vector<bool> good(hits_.size(), false);
    std::vector<bool> used(at.size(), false);
    std::vector<std::size_t> ends(at.size());  // of runs, the longest first
    for (std::size_t b = 0; b < at.size(); ++b) ends[b] = at.size() - 1 - b;
    std::stable_sort(ends.begin(), ends.end(),
                     [&](std::size_t a, std::size_t b) { return length[a] > length[b]; });
    std::vector<std::pair<std::size_t, std::size_t>> taken;  // lines of the runs that count
    for (const std::size_t b : ends) {
      if (used[b]) continue;
      std::vector<std::size_t> run;
      int sure = 0;
      for (int k = static_cast<int>(b); k >= 0; k = from[static_cast<std::size_t>(k)]) {
        const auto index = static_cast<std::size_t>(k);
        if (used[index]) break;  // belongs to a longer run
        run.push_back(index);
        sure += hits_[at[index]]->whole || hits_[at[index]]->strong;
      }
      if (run.size() < 3) continue;
      for (const std::size_t index : run) used[index] = true;
      const std::pair<std::size_t, std::size_t> lines = {at[run.back()], at[run.front()]};
      const bool apart = std::none_of(taken.begin(), taken.end(), [&](const auto& other) {
        return lines.first < other.second && other.first < lines.second;
      });
      if (sure < 2 || !apart || !fits_pages(at, run)) continue;
      taken.push_back(lines);
      for (const std::size_t index : run) good[at[index]] = true;
    }
    for (const std::size_t i : at) {
      if (!good[i] && hits_[i]->sequence) hits_[i].reset();
    }
  }

  // Whether the first number of the run stands where that page would be, were all pages as long as
  // those of the run; an extract begins at any page and has numbers throughout. Dashed numbers need
  // no such proof.
  bool fits_pages(const std::vector<std::size_t>& at, const std::vector<std::size_t>& run) const {
    const std::size_t first = at[run.back()], last = at[run.front()];
    const auto& lowest = hits_[first];
    const auto pages = static_cast<std::size_t>(hits_[last]->number - lowest->number);
    const std::size_t page = (last - first) / std::max<std::size_t>(pages, 1);
    const bool plain = std::all_of(run.begin(), run.end(),
                                   [&](std::size_t index) { return hits_[at[index]]->sequence; });
    const std::size_t due = static_cast<std::size_t>(lowest->number) * page;
    return !plain || due * 5 <= (first + 2 * page) * 8 || (last - first) * 2 > hits_.size();
  }

  // Whether the number between those of hits a and b stands between them.
  bool stands_between(const std::vector<std::size_t>& at, std::size_t a, std::size_t b) const {
    for (std::size_t k = a + 1; k < b; ++k) {
      if (hits_[at[k]]->number == hits_[at[a]]->number + 1) return true;
    }
    return false;
  }

  // Chunk numbers: nearly every line starts with one, rising by one, and the text is cut anywhere.
  void keep_chunks() {
    std::size_t chunks = 0, rising = 0, cut = 0;
    int last = 0;
    for (std::size_t i = 0; i < hits_.size(); ++i) {
      if (!hits_[i] || hits_[i]->kind != FurnitureKind::chunk_number) continue;
      ++chunks;
      rising += hits_[i]->number == last + 1;
      last = hits_[i]->number;
      if (i > 0) {
        const std::string_view before = text_of(document_, lines_[i - 1].span);
        std::size_t end = before.size();
        cut += !ends_sentence(previous_char(before, end));
      }
    }
    const bool found = chunks >= 3 && chunks * 10 >= lines_.size() * 8 &&
                       rising * 10 >= chunks * 9 && cut * 2 >= chunks;
    for (auto& hit : hits_) {
      if (hit && hit->kind == FurnitureKind::chunk_number && !found) hit.reset();
    }
  }

  // The visible characters of a line without digits are what makes two running heads the same: a
  // number that hardly two others share stands for them.
  struct HeadKey {
    std::uint64_t sign = 0;
    std::size_t characters = 0;
  };
  HeadKey head_key(std::size_t i) const {
    constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15;  // 2^64 by the golden ratio
    HeadKey key;
    const std::string_view text = text_of(document_, lines_[i].span);
    for (std::size_t at = 0; at < text.size();) {
      const char32_t c = fold_char(next_char(text, at));
      if (c < 0x80 && (c == ' ' || is_ascii_digit(c))) continue;
      key.sign = (std::rotl(key.sign, 5) ^ c) * kOdd;
      ++key.characters;
    }
    return key;
  }

  // Whether the line is short and comes three times or more.
  bool repeated(std::size_t i) const {
    if (lines_[i].width > kLongestRunningHead) return false;
    const auto known = times_.find(keys_[i].sign);
    return known != times_.end() && known->second >= 3;
  }

  void count_lines() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (lines_[i].width > 8 && lines_[i].width <= kLongestRunningHead) {
        ++times_[keys_[i].sign];
      }
    }
  }

  // A short line that comes again beside page numbers or at page starts.
  void find_running_heads() {
    std::unordered_map<std::uint64_t, std::vector<std::size_t>> seen;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (hits_[i] || lines_[i].width > kLongestRunningHead || !beside_page_mark(i)) continue;
      const HeadKey& key = keys_[i];
      if (key.characters >= 4) seen[key.sign].push_back(i);
    }
    // The same behind a page number that is glued to it.
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (!hits_[i] || hits_[i]->whole || lines_[i].width > kLongestRunningHead) continue;
      const auto same = seen.find(keys_[i].sign);
      if (same != seen.end()) same->second.push_back(i);
    }
    for (const auto& [key, places] : seen) {
      if (places.size() < 3) continue;
      for (const std::size_t i : places) {
        Hit hit;
        hit.kind = FurnitureKind::running_head;
        hit.whole = true;
        hit.length = lines_[i].span.size();
        hits_[i] = hit;
      }
    }
  }

  bool beside_page_mark(std::size_t i) const {
    if (lines_[i].page_start || (i + 1 < lines_.size() && lines_[i + 1].page_start)) return true;
    const auto is_mark = [&](std::size_t j) {
      return j < hits_.size() && hits_[j] && hits_[j]->kind == FurnitureKind::page_number;
    };
    return is_mark(i + 1) || (i > 0 && is_mark(i - 1));
  }

  void move() {
    std::size_t kept = 0;
    int gap = 0;
    bool page = false, after_mark = false;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      LayoutLine line = lines_[i];
      const auto& hit = hits_[i];
      if (hit) {
        const Span span = {line.span.begin, line.span.begin + hit->length};
        Furniture furniture;
        furniture.kind = hit->kind;
        furniture.text = cleaner_.append_printed(span);
        furniture.span = span;
        document_.furniture.push_back(furniture);
      }
      if (hit && hit->whole) {
        gap += line.gap;
        page = page || line.page_start;
        after_mark = after_mark || hit->kind != FurnitureKind::chunk_number;
        continue;
      }
      if (hit) {  // the start of the line only
        line.span.begin += hit->length;
        const std::string_view rest = text_of(document_, line.span);
        line.span.begin = line.span.end - static_cast<Offset>(trim(rest).size());
        line.glued = kept > 0 && hit->kind == FurnitureKind::chunk_number;
        line.width = columns_of(trim(rest));
      }
      line.gap += gap;
      line.page_start = line.page_start || page || after_mark;
      gap = 0;
      page = after_mark = false;
      lines_[kept++] = line;
    }
    lines_.resize(kept);
  }

  Document& document_;
  const Grammar& grammar_;
  std::vector<LayoutLine>& lines_;
  Cleaner cleaner_;
  std::unordered_map<std::uint64_t, int> times_;  // short lines
  std::vector<std::optional<Hit>> hits_;
  std::vector<HeadKey> keys_;  // of short lines
};

}  // namespace

void take_furniture(Document* document, const Grammar& grammar, std::vector<LayoutLine>* lines) {
  Finder(document, grammar, lines).run();
}

}  // namespace gangmu
