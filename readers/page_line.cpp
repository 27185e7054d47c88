#include "readers/page_line.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "model/text.h"
#include "readers/flow.h"

namespace gangmu {

namespace {

// Shares of the size of the letters.
constexpr float kSameBase = 0.2f;    // bases of one line differ by no more
constexpr float kAscent = 0.8f;      // of a line's band above the base
constexpr float kDescent = 0.2f;     // and below it
constexpr float kSmall = 0.8f;       // letters of this share of a line's size may be raised
constexpr float kRaised = 0.12f;     // by at least so much
constexpr float kCells = 1.5f;       // a gap as wide parts cells
constexpr float kWordGap = 0.6f;     // a gap as wide parts words of any script
constexpr float kLatinGap = 0.22f;   // … of Latin words
constexpr float kNumberGap = 0.15f;  // … between the number of a heading and its words
constexpr float kDouble = 0.3f;      // a letter drawn again no farther off is the same

struct Char {
  char32_t value = 0;
  float x0 = 0, x1 = 0;
  float size = 0, base = 0;
  std::uint32_t run = 0;
  bool spaced = false;  // the file has a blank before it
};

// Runs on about the same base.
struct Cluster {
  float base = 0, size = 0;  // of the largest
  std::vector<std::uint32_t> runs;
};

std::vector<Cluster> by_base(const Page& page, std::span<const std::uint32_t> runs) {
  std::vector<std::uint32_t> order(runs.begin(), runs.end());
  std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    return page.runs[a].base < page.runs[b].base;
  });
  std::vector<Cluster> clusters;
  for (const std::uint32_t i : order) {
    const PageRun& run = page.runs[i];
    if (!clusters.empty()) {
      Cluster& last = clusters.back();
      if (run.base - last.base <= kSameBase * std::max(run.size, last.size)) {
        if (run.size > last.size) {
          last.size = run.size;
          last.base = run.base;
        }
        last.runs.push_back(i);
        continue;
      }
    }
    clusters.push_back({run.base, run.size, {i}});
  }
  return clusters;
}

// Raised and lowered letters join the line in whose band they stand.
void join_small(std::vector<Cluster>* clusters) {
  std::vector<Cluster>& all = *clusters;
  const auto within = [](const Cluster& small, const Cluster& line) {
    const float middle = small.base - 0.3f * small.size;
    return small.size <= kSmall * line.size && middle > line.base - kAscent * line.size - 0.1f &&
           middle < line.base + kDescent * line.size;
  };
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (const std::size_t j : {i + 1, i - 1}) {
      if (j >= all.size() || all[j].runs.empty() || !within(all[i], all[j])) continue;
      all[j].runs.insert(all[j].runs.end(), all[i].runs.begin(), all[i].runs.end());
      all[i].runs.clear();
      break;
    }
  }
  std::erase_if(all, [](const Cluster& cluster) { return cluster.runs.empty(); });
}

std::vector<Char> chars_of(const Page& page, const Cluster& cluster) {
  std::vector<Char> chars;
  for (const std::uint32_t index : cluster.runs) {
    const PageRun& run = page.runs[index];
    bool spaced = false;
    std::size_t at = 0, n = 0;
    while (at < run.text.size() && n + 1 < run.edges.size()) {
      const char32_t c = next_char(run.text, at);
      const float x0 = run.edges[n], x1 = std::max(run.edges[n + 1], x0);
      ++n;
      if (is_blank(c)) {
        spaced = true;
        continue;
      }
      chars.push_back({c, x0, x1, run.size, run.base, index, spaced});
      spaced = false;
    }
  }
  std::stable_sort(chars.begin(), chars.end(),
                   [](const Char& a, const Char& b) { return a.x0 < b.x0; });
  return chars;
}

// How many blanks stand for the gap before a character.
int blanks_between(const Char& before, const Char& c, float size) {
  constexpr int kMost = 80;
  const float gap = c.x0 - before.x1;
  if (gap > kCells * size) {
    return std::clamp(static_cast<int>(std::lround(2 * gap / size)), 2, kMost);
  }
  if (gap > kWordGap * size) return 1;
  const bool wide = is_wide(before.value) || is_wide(c.value);
  if (c.spaced) return !wide || gap > kLatinGap * size ? 1 : 0;
  const auto is_word = [](char32_t letter) {
    return is_ascii_digit(letter) || is_ascii_letter(letter);
  };
  return is_word(before.value) && is_word(c.value) && gap > kLatinGap * size ? 1 : 0;
}

PageLine line_of(const Pages& pages, const Page& page, const Cluster& cluster) {
  PageLine line;
  std::vector<Char> chars = chars_of(page, cluster);
  std::map<float, std::size_t> sizes;  // negative: of several the largest
  std::map<std::uint16_t, std::size_t> fonts;
  std::size_t bold = 0;
  for (const Char& c : chars) {
    ++sizes[-c.size];
    const std::uint16_t font = page.runs[c.run].font;
    ++fonts[font];
    bold += font < pages.fonts.size() && pages.fonts[font].bold;
  }
  line.size = -most_counted(sizes);
  line.font = most_counted(fonts);
  line.bold = bold * 2 > chars.size();
  if (!chars.empty()) {
    line.first_font = page.runs[chars.front().run].font;
    line.last_font = page.runs[chars.back().run].font;
  }
  line.base = cluster.base;
  const Char* before = nullptr;
  bool number = true;  // nothing but an outline number has come
  for (const Char& c : chars) {
    if (before != nullptr) {
      const bool again =
          before->value == c.value && before->run != c.run && c.x0 - before->x0 < kDouble * c.size;
      if (again) continue;
      int blanks = blanks_between(*before, c, line.size);
      number = number && (is_ascii_digit(before->value) || before->value == '.');
      // A narrow blank behind the number of a heading, which is all that parts them.
      const float narrow = kNumberGap * line.size;
      if (blanks == 0 && number && is_wide(c.value) && c.x0 - before->x1 > narrow) blanks = 1;
      const float gap = std::max(c.x0 - before->x1, 0.0f);
      for (int i = 0; i < blanks; ++i) {
        line.text += ' ';
        line.edges.push_back(before->x1 + gap * static_cast<float>(i) / static_cast<float>(blanks));
      }
    }
    std::string letter;
    append_char(letter, c.value);
    const bool small = c.size <= kSmall * cluster.size;
    if (small && cluster.base - c.base > kRaised * cluster.size) letter = raised(letter);
    line.text += letter;
    line.edges.push_back(c.x0);
    before = &c;
  }
  line.edges.push_back(before == nullptr ? 0 : before->x1);
  return line;
}

bool opens(char32_t c) {
  return c == 0x201C || c == 0x2018 || c == 0xFF08 || c == '(' || c == '[' || c == 0x3014 ||
         c == 0x300A || c == 0x3008 || c == 0x3010 || c == 0x300E || c == 0x300C;
}

}  // namespace

bool may_not_begin_line(char32_t c) {
  return c == 0x201D || c == 0x2019 || c == 0xFF09 || c == ')' || c == ']' || c == 0x3015 ||
         c == 0x300B || c == 0x3009 || c == 0x3011 || c == 0x300F || c == 0x300D || c == 0x3001 ||
         c == 0x3002 || c == 0xFF0C || c == 0xFF1B || c == 0xFF1A || c == 0xFF01 || c == 0xFF1F ||
         c == 0x00B7 || c == 0xFF05 || c == 0x2030 || c == 0x2014 || c == 0x2026;
}

float first_word(const PageLine& line) {
  const std::string_view text = line.text;
  std::size_t at = 0, n = 0;
  const auto peek = [&] {
    std::size_t next = at;
    return at < text.size() ? next_char(text, next) : U'\0';
  };
  const auto take = [&] {
    next_char(text, at);
    ++n;
  };
  while (at < text.size() && opens(peek())) take();
  const auto in_word = [](char32_t c) { return c > ' ' && c < 0x2000 && !is_wide(c); };
  if (at < text.size() && in_word(peek())) {
    while (at < text.size() && in_word(peek())) take();
  } else if (at < text.size()) {
    take();
  }
  bool quoted = false;  // nothing parts from a quotation mark
  while (at < text.size() && may_not_begin_line(peek())) {
    quoted = peek() == 0x201D || peek() == 0x2019;
    take();
  }
  while (quoted && at < text.size() && in_word(peek())) take();
  return line.edges[n] - line.edges[0];
}

std::vector<PageLine> make_lines(const Pages& pages, const Page& page,
                                 std::span<const std::uint32_t> runs) {
  std::vector<Cluster> clusters = by_base(page, runs);
  join_small(&clusters);
  std::vector<PageLine> lines;
  lines.reserve(clusters.size());
  for (const Cluster& cluster : clusters) {
    PageLine line = line_of(pages, page, cluster);
    if (!line.text.empty()) lines.push_back(std::move(line));
  }
  std::stable_sort(lines.begin(), lines.end(),
                   [](const PageLine& a, const PageLine& b) { return a.base < b.base; });
  return lines;
}

}  // namespace gangmu
