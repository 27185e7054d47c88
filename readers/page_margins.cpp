// What belongs to the page and not to the text that runs over it.
#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "model/text.h"
#include "readers/page_items.h"

namespace gangmu {

namespace {

constexpr std::size_t kMostLines = 3;  // of a head or foot
constexpr float kSameHeight = 3;       // points

// What makes the heads of two pages the same: all but digits and blanks.
std::string key_of(const std::string& text) {
  std::string key;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = fold_char(next_char(text, at));
    if (!is_blank(c) && !is_ascii_digit(c)) append_char(key, c);
  }
  return key;
}

// The lines of one page that may be its head or foot, from the outside in.
using Side = std::vector<std::size_t>;

// Heads that change with the chapter: lines at the height and in the size of those that were found.
void take_changing_heads(const std::vector<Side>& sides, std::vector<PageItem>* items) {
  constexpr float kHair = 1.5f, kSameSize = 0.3f;
  constexpr std::size_t kFewest = 3;
  for (const bool foot : {false, true}) {
    std::vector<std::pair<float, float>> known;  // base and size
    std::vector<std::size_t> others;
    for (std::size_t s = foot; s < sides.size(); s += 2) {
      if (sides[s].empty()) continue;
      const PageItem& item = (*items)[sides[s].front()];
      if (item.use == ItemUse::margin) known.emplace_back(item.line.base, item.line.size);
      if (item.use == ItemUse::body) others.push_back(sides[s].front());
    }
    std::sort(known.begin(), known.end());
    for (const std::size_t i : others) {
      PageItem& item = (*items)[i];
      std::size_t alike = 0;
      auto at =
          std::lower_bound(known.begin(), known.end(), std::pair(item.line.base - kHair, 0.0f));
      for (; at != known.end() && at->first < item.line.base + kHair && alike < kFewest; ++at) {
        alike += std::fabs(at->second - item.line.size) < kSameSize;
      }
      if (alike == kFewest) item.use = ItemUse::margin;
    }
  }
}

}  // namespace

void set_watermarks_apart(Pages* pages) {
  constexpr float kLarge = 1.8f;
  std::map<int, std::size_t> sizes;  // by tenths of a point
  for (const Page& page : pages->pages) {
    for (const PageRun& run : page.runs) sizes[static_cast<int>(run.size * 10)] += run.text.size();
  }
  const float large = kLarge * static_cast<float>(most_counted(sizes)) / 10;
  // Each by its text and place, in points.
  std::map<std::tuple<std::string, long, long>, std::vector<PageRun*>> places;
  for (Page& page : pages->pages) {
    for (PageRun& run : page.runs) {
      if (run.size <= large || run.edges.empty()) continue;
      places[{run.text, std::lround(run.edges.front()), std::lround(run.base)}].push_back(&run);
    }
  }
  const std::size_t fewest = std::max<std::size_t>(2, pages->pages.size() / 2);
  for (const auto& [place, runs] : places) {
    if (runs.size() < fewest) continue;
    for (PageRun* run : runs) run->aslant = true;
  }
}

void find_margins(const Pages& pages, PageItems* out) {
  std::vector<PageItem>& items = out->items;
  std::vector<Side> sides(pages.pages.size() * 2);  // head and foot of each page
  for (std::size_t i = 0; i < items.size();) {
    std::size_t end = i;
    std::vector<std::size_t> body;
    for (; end < items.size() && items[end].page == items[i].page; ++end) {
      if (items[end].use == ItemUse::body) body.push_back(end);
    }
    const auto may = [&](std::size_t at) {
      return !items[at].table && !out->regions[items[at].region].frame();
    };
    Side& head = sides[items[i].page * 2];
    for (std::size_t k = 0; k < body.size() && k < kMostLines && may(body[k]); ++k) {
      head.push_back(body[k]);
    }
    Side& foot = sides[items[i].page * 2 + 1];
    for (std::size_t k = body.size(); k-- > 0 && body.size() - k <= kMostLines && may(body[k]);) {
      foot.push_back(body[k]);
    }
    i = end;
  }
  // Where the same stands at the same height of how many pages.
  std::map<std::pair<bool, std::string>, std::vector<std::pair<float, std::uint32_t>>> seen;
  for (std::size_t s = 0; s < sides.size(); ++s) {
    for (const std::size_t i : sides[s]) {
      seen[{s % 2 == 1, key_of(items[i].line.text)}].emplace_back(items[i].line.base,
                                                                  items[i].page);
    }
  }
  constexpr std::size_t kFewest = 3;
  const std::size_t fewest = pages.pages.size() < kFewest ? 2 : kFewest;
  for (std::size_t s = 0; s < sides.size(); ++s) {
    for (const std::size_t i : sides[s]) {
      std::size_t alike = 0;
      std::uint32_t last = static_cast<std::uint32_t>(pages.pages.size());
      for (const auto& [base, page] : seen[{s % 2 == 1, key_of(items[i].line.text)}]) {
        if (std::fabs(base - items[i].line.base) > kSameHeight || page == last) continue;
        last = page;
        if (++alike == fewest) break;
      }
      if (alike < fewest) break;
      items[i].use = ItemUse::margin;
    }
  }
  take_changing_heads(sides, &items);
}

std::size_t note_mark(std::string_view text, int* number) {
  *number = 0;
  if (text.empty()) return 0;
  std::size_t at = 0;
  const char32_t first = next_char(text, at);
  if (first >= 0x2460 && first <= 0x2473) {  // circled
    *number = static_cast<int>(first - 0x2460) + 1;
    return at;
  }
  if (first == '*') {
    while (at < text.size() && text[at] == '*') ++at;
    return at;
  }
  const bool bracket = first == '[' || first == 0x3014 || first == 0xFF3B;
  std::size_t end = bracket ? at : 0, digits = 0;
  while (end < text.size() && digits < 3) {
    std::size_t next = end;
    const char32_t c = next_char(text, next);
    int digit = -1;
    if (is_ascii_digit(c)) digit = static_cast<int>(c - '0');
    if (c == 0x00B9) digit = 1;
    if (c == 0x00B2) digit = 2;
    if (c == 0x00B3) digit = 3;
    if (c == 0x2070 || (c >= 0x2074 && c <= 0x2079)) digit = static_cast<int>(c - 0x2070);
    if (digit < 0) break;
    *number = *number * 10 + digit;
    ++digits;
    end = next;
  }
  if (digits == 0) return 0;
  if (!bracket) {
    const bool more = end < text.size() && is_ascii_digit(static_cast<unsigned char>(text[end]));
    return more ? 0 : end;  // a year
  }
  if (end == text.size()) return 0;
  const char32_t closing = next_char(text, end);
  return closing == ']' || closing == 0x3015 || closing == 0xFF3D ? end : 0;
}

namespace {

// A mark of plain digits, which a figure or the number of a list may be as well.
bool is_plain(std::string_view text) {
  return !text.empty() && is_ascii_digit(static_cast<unsigned char>(text[0]));
}

bool same_column(const PageItem& a, const PageItem& b) {
  return a.page == b.page && a.column == b.column;
}

// An item of a list, which may be set in smaller letters than the text.
bool is_listed(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && is_ascii_digit(static_cast<unsigned char>(text[at]))) ++at;
  if (at == 0 || at == text.size()) return false;
  const char32_t stop = next_char(text, at);
  return stop == '.' || stop == 0xFF0E || stop == 0x3001;
}

}  // namespace

void find_notes(const Pages& pages, PageItems* out) {
  constexpr float kSmaller = 0.9f;
  int last = 0;  // number of the note before
  std::vector<PageItem>& items = out->items;
  for (std::size_t i = 0; i < items.size();) {
    std::size_t end = i;
    std::vector<std::size_t> body;
    for (; end < items.size() && same_column(items[i], items[end]); ++end) {
      if (items[end].use == ItemUse::body) body.push_back(end);
    }
    const Page& page = pages.pages[items[i].page];
    const PageRegion& own = out->regions[items[i].region];
    const bool columns = own.kind == PageRegion::Kind::columns;
    const float across = columns ? own.x1 - own.x0 : page.width;
    i = end;
    // From the foot up: lines in small letters, down to the first that a mark opens.
    std::size_t first = body.size(), top = body.size();
    int number = 0;
    for (; top > 0; --top) {
      const PageItem& item = items[body[top - 1]];
      if (item.table || out->regions[item.region].frame()) break;
      if (item.line.size > kSmaller * out->body_size) break;
      const bool marked = note_mark(item.line.text, &number) > 0 && !is_listed(item.line.text);
      const bool due = number == 1 || number == last + 1 || !is_plain(item.line.text);
      if (marked && due) first = top - 1;
    }
    if (top == 0) first = body.size();  // a page of small letters
    // … or what stands below a line drawn over a part of the column.
    constexpr float kShort = 0.45f, kShortest = 40;
    for (const PageRule& rule : page.rules) {
      const float width = rule.x1 - rule.x0;
      if (rule.y0 != rule.y1 || width < kShortest || width > kShort * across) continue;
      std::size_t below = body.size();
      while (below > 0 && !items[body[below - 1]].table &&
             !out->regions[items[body[below - 1]].region].frame() &&
             items[body[below - 1]].line.top() > rule.y0 - 2) {
        --below;
      }
      if (below == body.size() || below >= first) continue;
      const PageLine& line = items[body[below]].line;
      if (line.x0() > rule.x1 || line.x1() < rule.x0) continue;  // of another column
      if (line.top() - rule.y0 > 2 * line.size || note_mark(line.text, &number) == 0) continue;
      first = below;
    }
    const bool plain = first < body.size() && is_plain(items[body[first]].line.text);
    for (std::size_t k = first; k < body.size(); ++k) {
      PageItem& item = items[body[k]];
      item.use = ItemUse::note;
      const bool marked = note_mark(item.line.text, &number) > 0;
      const bool due = number == last + 1 && (plain || !is_plain(item.line.text));
      const bool opens = marked && (k == first || due || number == 0);
      item.start = opens ? LineStart::paragraph : LineStart::inside;
      if (opens && number > 0) last = number;
    }
  }
}

}  // namespace gangmu
