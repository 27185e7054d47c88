// Where paragraphs begin, told by the places of lines: indents, lines that end short of the margin,
// steps in size and distance. What these do not tell stays unknown and is decided by the words.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>

#include "model/text.h"
#include "readers/flow.h"
#include "readers/page_items.h"

namespace gangmu {

namespace {

// Shares of the size of the letters.
constexpr float kSlack = 0.6f;      // full lines end so near the margin
constexpr float kFlush = 0.15f;     // those of justified text
constexpr float kIndent = 1.2f;     // a first line begins so far inside
constexpr float kSameLeft = 0.5f;   // lines that begin within it begin alike
constexpr float kTitle = 1.15f;     // letters so much larger than the text's are those of titles
constexpr float kSizeStep = 1.08f;  // letters larger by this factor are of another size
constexpr float kWiderLeading = 1.25f;  // lines farther apart than usual by this factor

struct Margins {
  float left = 0, right = 0;
};

class Finder {
 public:
  Finder(const Pages& pages, PageItems* out) : out_(*out), items_(out->items) {
    for (std::size_t i = 0; i < items_.size(); ++i) {
      if (items_[i].use == ItemUse::body) body_.push_back(i);
    }
    for (const Bookmark& mark : pages.bookmarks) {
      titles_.emplace(std::pair(mark.page, without_blanks(mark.title)), mark.level);
    }
  }

  void run() {
    measure();
    learn();
    bool first = true;  // of its paragraph
    for (std::size_t k = 0; k < body_.size(); ++k) {
      PageItem& item = items_[body_[k]];
      if (item.table) continue;
      item.start = k == 0 ? LineStart::paragraph : start_of(k, first);
      first = item.start == LineStart::paragraph;
      item.heading = bookmarked_level(k);
    }
  }

 private:
  const PageItem& item(std::size_t k) const { return items_[body_[k]]; }
  const PageLine& line(std::size_t k) const { return items_[body_[k]].line; }
  // As if its column were the first.
  float x0(std::size_t k) const { return line(k).x0() - item(k).shift; }
  float x1(std::size_t k) const { return line(k).x1() - item(k).shift; }
  Margins margins(std::size_t k) const { return margins_[k]; }

  // The smallest or largest value that two lines share, a hundredth of them left aside; without one
  // the outermost of those left.
  static float outermost(std::vector<float> values, bool largest) {
    constexpr float kAlike = 2.5f;
    std::sort(values.begin(), values.end());
    if (largest) std::reverse(values.begin(), values.end());
    const std::size_t aside = values.size() / 100;
    for (std::size_t i = 0; i <= aside && i + 1 < values.size(); ++i) {
      if (std::fabs(values[i + 1] - values[i]) <= kAlike) return values[i];
    }
    return values[aside];
  }

  // Where the line ends, a mark left out that may hang over the margin.
  static float inked_end(const PageLine& line) {
    std::size_t end = line.text.size();
    const bool mark = end > 0 && may_not_begin_line(previous_char(line.text, end));
    return mark ? line.edges[line.edges.size() - 2] : line.edges.back();
  }

  // The margins of each line: those of all pages as wide; in a frame those of the frame.
  void measure() {
    std::map<std::uint32_t, std::vector<std::size_t>> regions;
    for (std::size_t k = 0; k < body_.size(); ++k) {
      if (!item(k).table) regions[item(k).region].push_back(k);
    }
    margins_.resize(body_.size());
    for (const auto& [region, lines] : regions) {
      const Margins own = margins_of(lines, region);
      for (const std::size_t k : lines) margins_[k] = own;
      if (!out_.regions[region].frame()) measure_pages(lines, own);
    }
  }

  // Odd and even pages may be set apart, and scanned ones each for itself: the text is as wide on
  // all of them, and all together are wider. A page without a full line has the margins of the last
  // odd or even one.
  void measure_pages(const std::vector<std::size_t>& region, const Margins& all) {
    constexpr float kMost = 0.15f, kLeast = 2;
    std::map<std::uint32_t, std::vector<std::size_t>> pages;
    for (const std::size_t k : region) pages[item(k).page].push_back(k);
    std::map<std::uint32_t, Margins> measured;
    std::vector<float> widths;
    for (const auto& [page, lines] : pages) {
      std::vector<float> starts, ends;
      collect(lines, &starts, &ends);
      const Margins own = {outermost(starts, false), outermost(ends, true)};
      measured[page] = own;
      widths.push_back(own.right - own.left);
    }
    const float width = outermost(widths, true);
    Margins last[2] = {all, all};
    for (const auto& [page, lines] : pages) {
      const Margins& own = measured[page];
      const float left = own.left - all.left, right = all.right - own.right;
      const bool full = std::fabs(own.right - own.left - width) < kLeast;
      if (full && std::max(left, right) < kMost * width) {
        last[page % 2] = std::max(left, right) > kLeast ? own : all;
      }
      const Margins& like = last[page % 2];
      const bool within = own.left > like.left - kLeast && own.right < like.right + kLeast;
      for (const std::size_t k : lines) margins_[k] = within ? like : all;
    }
  }

  void collect(const std::vector<std::size_t>& lines, std::vector<float>* starts,
               std::vector<float>* ends) const {
    for (const std::size_t k : lines) {
      starts->push_back(x0(k));
      ends->push_back(inked_end(line(k)) - item(k).shift);
    }
  }

  Margins margins_of(const std::vector<std::size_t>& lines, std::uint32_t region) const {
    std::vector<float> starts, ends;
    collect(lines, &starts, &ends);
    Margins own = {outermost(starts, false), outermost(ends, true)};
    // Where no line is full the margin is about as far from the edge as on the left.
    constexpr float kPadding = 6, kLetters = 3;
    const PageRegion& around = out_.regions[region];
    const float size = line(lines.front()).size;
    const float likely = around.kind == PageRegion::Kind::page
                             ? around.x0 + around.x1 - own.left - kPadding
                             : around.x1 - (around.frame() ? kPadding : 0);
    if (likely - own.right > kLetters * size) own.right = likely;
    return own;
  }

  // Whether lines are set out to the margin, whether first lines are indented, and how far lines
  // of a size are apart.
  void learn() {
    std::size_t full = 0, longer = 0;
    std::map<int, std::map<int, std::size_t>> steps;  // by size: by distance, both in half points
    for (std::size_t k = 0; k < body_.size(); ++k) {
      if (item(k).table) continue;
      const float room = margins(k).right - x1(k);
      const float size = line(k).size;
      if (room < 2.5f * size) {
        ++longer;
        full += room < kFlush * size;
      }
      if (k > 0 && follows(k)) {
        const float step = line(k).base - line(k - 1).base;
        if (step > 0) ++steps[half(size)][half(step)];
      }
    }
    justified_ = longer > 0 && full * 10 > longer * 7;
    for (const auto& [size, counts] : steps) {
      leading_[size] = static_cast<float>(most_counted(counts)) / 2;
    }
    std::size_t begins = 0, indented = 0, far = 0;
    std::map<int, std::size_t> indents;  // in tenths of the letters
    for (std::size_t k = 1; k < body_.size(); ++k) {
      if (!follows(k) || is_full(k - 1) || is_centred(k)) continue;
      ++begins;
      far += is_far(k);
      const float indent = (x0(k) - margins(k).left) / line(k).size;
      if (indent <= kIndent) continue;
      ++indented;
      ++indents[static_cast<int>(std::lround(indent * 10))];
    }
    indented_ = indented * 10 >= begins * 6;
    spaced_ = begins > 2 && far * 10 >= begins * 7;
    first_indent_ = static_cast<float>(most_counted(indents)) / 10;
  }

  static int half(float points) { return static_cast<int>(std::lround(points * 2)); }

  // Whether the line stands below the one before it, in letters of the same size.
  bool follows(std::size_t k) const {
    return !item(k).table && !item(k - 1).table && same_page(k) &&
           item(k).region == item(k - 1).region && same_size(k);
  }
  // … and not in the next column.
  bool same_page(std::size_t k) const {
    return item(k).page == item(k - 1).page && item(k).column == item(k - 1).column;
  }
  bool same_size(std::size_t k) const {
    const float a = line(k - 1).size, b = line(k).size;
    return a < b * kSizeStep && b < a * kSizeStep;
  }

  // Whether the next word had no room in line k.
  bool is_full(std::size_t k) const {
    const float room = margins(k).right - x1(k);
    const float slack = kSlack * line(k).size;
    if (room < slack) return true;
    if (k + 1 >= body_.size() || item(k + 1).table) return false;
    const float word = first_word(line(k + 1));
    // In justified text only a long word leaves room.
    if (justified_ && word < 1.5f * line(k + 1).size) return false;
    return room < word + slack;
  }

  bool is_centred(std::size_t k) const {
    const float before = x0(k) - margins(k).left, behind = margins(k).right - x1(k);
    const float size = line(k).size;
    if (before > 2.5f * size) return std::fabs(before - behind) < 1.5f * size;
    // A title nearly as wide as the page.
    return size > kTitle * out_.body_size && before > 0.3f * size &&
           std::fabs(before - behind) < 0.5f * size;
  }

  // The level of the bookmark that names the line; 0 without one.
  int bookmarked_level(std::size_t k) const {
    if (titles_.empty()) return 0;
    const auto found = titles_.find({item(k).page, without_blanks(line(k).text)});
    return found == titles_.end() ? 0 : found->second;
  }
  bool is_title(std::size_t k) const { return bookmarked_level(k) > 0; }

  LineStart start_of(std::size_t k, bool before_is_first) const {
    const PageItem& before = item(k - 1);
    if (before.table || before.region != item(k).region) return LineStart::paragraph;
    if (is_title(k) || is_title(k - 1)) return LineStart::paragraph;
    const float size = line(k).size;
    const bool same_page = this->same_page(k);
    if (!same_size(k)) return LineStart::paragraph;
    if (is_centred(k) && is_centred(k - 1) && same_page) {
      if (line(k).bold != line(k - 1).bold || is_far(k)) return LineStart::paragraph;
      const bool large = size > kTitle * out_.body_size;
      return large ? LineStart::title : LineStart::unknown;
    }
    if (is_far_inside(k - 1)) return LineStart::paragraph;
    if (same_page && is_far(k)) return LineStart::paragraph;
    if (!is_full(k - 1)) return LineStart::paragraph;
    const float left = x0(k) - margins(k).left;
    const float step =
        x0(k) - x0(k - 1) - (margins(k).left - margins(k - 1).left);  // pages may differ
    const float alike = kSameLeft * size;
    if (before_is_first) {
      // The indent of the line before; behind a sentence another face may be that of a heading.
      const bool other = line(k).first_font != line(k - 1).last_font;
      const bool may_be_heading = other && closes_line(line(k - 1).text);
      if (step < -alike) return may_be_heading ? LineStart::unknown : LineStart::inside;
      // A first line that stands out to the left: the lines below it begin alike.
      if (step > alike) {
        return closes_line(line(k - 1).text) ? LineStart::paragraph : LineStart::inside;
      }
      // Two first lines, or a paragraph without an indent of its own.
      const bool usual = std::fabs(left - first_indent_ * size) < alike;
      if (left > kIndent * size && indented_ && usual) return LineStart::paragraph;
      if (!indented_ && spaced_ && same_page) return LineStart::inside;
      if (!indented_ && !closes_line(line(k - 1).text)) return LineStart::inside;
      return LineStart::unknown;
    }
    if (step > kIndent * size || step < -kIndent * size) return LineStart::paragraph;
    if (std::fabs(step) > alike) return LineStart::unknown;
    const bool goes_on = indented_ || (spaced_ && same_page) || !closes_line(line(k - 1).text);
    return goes_on ? LineStart::inside : LineStart::unknown;
  }

  // A line set to the right, such as the office and date below a text.
  bool is_far_inside(std::size_t k) const {
    constexpr float kLetters = 7;
    return x0(k) - margins(k).left > kLetters * line(k).size;
  }

  bool is_far(std::size_t k) const {
    const auto usual = leading_.find(half(line(k).size));
    if (usual == leading_.end()) return false;
    return line(k).base - line(k - 1).base > kWiderLeading * usual->second;
  }

  PageItems& out_;
  std::vector<PageItem>& items_;
  std::vector<std::size_t> body_;                                // items of the body
  std::vector<Margins> margins_;                                 // of each of them
  std::map<std::pair<std::uint32_t, std::string>, int> titles_;  // levels of bookmarks, by page
  std::map<int, float> leading_;                                 // by size in half points
  bool justified_ = false, indented_ = false;
  bool spaced_ = false;     // paragraphs stand apart
  float first_indent_ = 0;  // of most indented first lines, in letters
};

}  // namespace

void find_starts(const Pages& pages, PageItems* items) { Finder(pages, items).run(); }

}  // namespace gangmu
