#include "readers/page_gutter.h"

#include <algorithm>
#include <cmath>

#include "readers/page_rows.h"

namespace gangmu {

namespace {

constexpr std::size_t kFewest = 5;  // lines on each side
constexpr std::size_t kMostLines = 1000;
constexpr float kUneven = 1.35f;  // one column is at most so much wider than the other
// Shares of the size of the letters.
constexpr float kNarrowest = 1.0f, kWidest = 5.0f;  // gutters
constexpr float kColumn = 8.0f;                     // the narrowest column
constexpr float kFull = 1.5f;                       // a full line ends so near the gutter
constexpr float kIndent = 2.5f;                     // a first line begins so far inside
constexpr float kFarthest = 2.5f;                   // from line to line
constexpr float kCells = 1.2f;                      // so wide a gap parts cells

class GutterFinder {
 public:
  GutterFinder(const Pages& pages, const Page& page, std::span<const PageGrid> drawn)
      : page_(page), drawn_(drawn) {
    std::vector<std::uint32_t> free;
    for (std::uint32_t i = 0; i < page.runs.size(); ++i) {
      const PageRun& run = page.runs[i];
      if (!run.aslant && !run.text.empty() && run.edges.size() > 1 && !in_table(run)) {
        free.push_back(i);
      }
    }
    for (const PageLine& line : make_lines(pages, page, free)) {
      lines_.push_back(table_line(line));
      if (lines_.back().words.empty()) lines_.pop_back();
    }
  }

  std::vector<Gutter> run(const std::optional<Gutter>& before) {
    if (lines_.size() > kMostLines) return {};
    const std::optional<float> middle = blankest();
    std::vector<Gutter> found;
    if (middle) found = zones(*middle, nullptr);
    if (found.empty() && before) found = zones(before->middle(), &*before);
    return found;
  }

 private:
  bool in_table(const PageRun& run) const {
    const float x = run.edges.front(), y = run.base - 0.3f * run.size;
    return std::any_of(drawn_.begin(), drawn_.end(), [&](const PageGrid& grid) {
      return grid.columns() > 1 && x >= grid.x0() && x <= grid.x1() && y >= grid.y0() &&
             y <= grid.y1();
    });
  }

  // Where in the middle of the page the fewest lines have words; of several places the widest.
  std::optional<float> blankest() const {
    std::vector<std::pair<float, int>> ends;
    for (const TableLine& line : lines_) {
      for (const Extent& word : line.words) {
        ends.emplace_back(word.from, 1);
        ends.emplace_back(word.to, -1);
      }
    }
    std::sort(ends.begin(), ends.end());
    const float low = page_.width * 0.3f, high = page_.width * 0.7f;
    int depth = 0, fewest = 0;
    std::optional<Extent> best;
    for (std::size_t i = 0; i + 1 < ends.size(); ++i) {
      depth += ends[i].second;
      const Extent gap = {std::max(ends[i].first, low), std::min(ends[i + 1].first, high)};
      if (gap.from >= gap.to) continue;
      const bool better =
          !best || depth < fewest || (depth == fewest && gap.to - gap.from > best->to - best->from);
      if (!better) continue;
      fewest = depth;
      best = gap;
    }
    if (!best) return std::nullopt;
    return (best->from + best->to) / 2;
  }

  // Lines one below the other that leave the middle blank.
  std::vector<Gutter> zones(float middle, const Gutter* before) const {
    std::vector<Gutter> found;
    for (std::size_t first = 0; first < lines_.size();) {
      std::size_t last = first;
      while (last < lines_.size() && !crosses(lines_[last], middle) && !is_row(last, middle) &&
             (last == first || goes_on(last, middle))) {
        ++last;
      }
      if (const std::optional<Gutter> gutter = zone(first, last, middle, before)) {
        found.push_back(*gutter);
      }
      first = std::max(last, first + 1);
    }
    return found;
  }

  static bool crosses(const TableLine& line, float x) {
    return std::any_of(line.words.begin(), line.words.end(),
                       [&](const Extent& word) { return word.from < x - 1 && word.to > x + 1; });
  }
  // One of several lines that gaps part on both sides: a table that lies over both columns.
  bool is_row(std::size_t index, float x) const {
    const auto row = [&](std::size_t i) {
      return is_parted(lines_[i], x, true) && is_parted(lines_[i], x, false);
    };
    return row(index) &&
           ((index > 0 && row(index - 1)) || (index + 1 < lines_.size() && row(index + 1)));
  }
  // Neither far below the line before, nor a rule or a drawn table across the gutter between them.
  bool goes_on(std::size_t index, float x) const {
    const TableLine &line = lines_[index], &above = lines_[index - 1];
    const float top = above.middle(), bottom = line.middle();
    const auto inside = [&](float y) { return y > top && y < bottom; };
    const bool ruled = std::any_of(page_.rules.begin(), page_.rules.end(), [&](const PageRule& r) {
      return r.y0 == r.y1 && r.x0 < x && r.x1 > x && inside(r.y0);
    });
    if (ruled) return false;
    const bool table = std::any_of(drawn_.begin(), drawn_.end(), [&](const PageGrid& grid) {
      return inside((grid.y0() + grid.y1()) / 2);
    });
    return table || line.top() - above.bottom() < kFarthest * std::max(line.size, above.size);
  }

  std::optional<Gutter> zone(std::size_t first, std::size_t last, float middle,
                             const Gutter* before) const {
    if (first == last) return std::nullopt;
    Gutter out;
    out.top = lines_[first].top() - 1;
    out.bottom = lines_[last - 1].bottom() + 1;
    out.left = out.to = page_.width;
    std::size_t lefts = 0, rights = 0;
    std::vector<float> sizes;
    for (std::size_t i = first; i < last; ++i) {
      const auto [left, right] = sides(lines_[i], middle);
      sizes.push_back(lines_[i].size);
      lefts += left.has_value();
      rights += right.has_value();
      if (left) {
        out.left = std::min(out.left, left->from);
        out.from = std::max(out.from, left->to);
      }
      if (right) {
        out.to = std::min(out.to, right->from);
        out.right = std::max(out.right, right->to);
      }
    }
    for (const PageGrid& grid : drawn_) {
      const float y = (grid.y0() + grid.y1()) / 2;
      if (!out.holds(y) || (grid.x0() < middle && grid.x1() > middle)) continue;
      out.top = std::min(out.top, grid.y0() - 1);
      out.bottom = std::max(out.bottom, grid.y1() + 1);
    }
    std::nth_element(sizes.begin(), sizes.begin() + static_cast<long>(sizes.size() / 2),
                     sizes.end());
    const float size = sizes[sizes.size() / 2];
    if (before != nullptr) {
      if (out.left < before->left - size || out.from > before->to) return std::nullopt;
      out.left = before->left;
      out.from = std::max(out.from, before->from);
      out.to = before->to;
      out.right = std::max(out.right, before->right);
    } else if (std::min(lefts, rights) < kFewest) {
      return std::nullopt;
    }
    const float left = out.from - out.left, right = out.right - out.to;
    if (std::min(left, right) < kColumn * size || left > kUneven * right || right > kUneven * left)
      return std::nullopt;
    if (out.to - out.from < kNarrowest * size / 2 || out.to - out.from > kWidest * size)
      return std::nullopt;
    // Running text: lines end at the gutter on the left, and begin behind it on the right.
    std::size_t full = 0, flush = 0, parted = 0;
    for (std::size_t i = first; i < last; ++i) {
      const auto [own, other] = sides(lines_[i], middle);
      full += own && out.from - own->to < kFull * size;
      parted += is_parted(lines_[i], middle, true) || is_parted(lines_[i], middle, false);
      flush += other && other->from - out.to < kIndent * size;
    }
    const bool runs =
        full > 0 && full * 3 >= lefts && flush * 10 >= rights * 6 && parted * 3 <= last - first;
    return runs ? std::optional(out) : std::nullopt;
  }

  // Whether a gap parts what stands on a side, as in a table.
  static bool is_parted(const TableLine& line, float middle, bool left) {
    for (std::size_t w = 1; w < line.words.size(); ++w) {
      const Extent &before = line.words[w - 1], &word = line.words[w];
      const bool own = (before.from < middle) == left && (word.from < middle) == left;
      if (own && word.from - before.to > kCells * line.size) return true;
    }
    return false;
  }

  // What stands left and right of the middle.
  static std::pair<std::optional<Extent>, std::optional<Extent>> sides(const TableLine& line,
                                                                       float middle) {
    std::optional<Extent> left, right;
    for (const Extent& word : line.words) {
      std::optional<Extent>& side = word.from < middle ? left : right;
      side = side ? Extent{side->from, word.to} : word;
    }
    return {left, right};
  }

  const Page& page_;
  std::span<const PageGrid> drawn_;
  std::vector<TableLine> lines_;  // from top to bottom
};

}  // namespace

std::vector<Gutter> find_gutters(const Pages& pages, const Page& page,
                                 std::span<const PageGrid> drawn,
                                 const std::optional<Gutter>& before) {
  return GutterFinder(pages, page, drawn).run(before);
}

}  // namespace gangmu
