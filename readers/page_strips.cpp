#include "readers/page_strips.h"

#include <algorithm>
#include <cmath>

namespace gangmu {

namespace {

constexpr float kBeyond = 6;     // points by which words may lie outside of the sides
constexpr float kGutter = 0.6f;  // in sizes: as wide a gap in all rows parts columns

// The middle of what few words that reach into a gap from its sides leave of it.
float middle_of(const Extent& gap, const std::vector<Extent>& words) {
  Extent rest = gap;
  for (const Extent& word : words) {
    if (word.from <= gap.from && word.to > rest.from) rest.from = word.to;
    if (word.to >= gap.to && word.from < rest.to) rest.to = word.from;
  }
  if (rest.from >= rest.to) rest = gap;
  return (rest.from + rest.to) / 2;
}

}  // namespace

TablePage::TablePage(const Pages& pages, const Page& page, std::vector<Segment> levels)
    : width_(page.width), height_(page.height), levels_(std::move(levels)) {
  std::vector<std::uint32_t> upright;
  for (std::uint32_t i = 0; i < page.runs.size(); ++i) {
    const PageRun& run = page.runs[i];
    if (!run.aslant && !run.text.empty() && run.edges.size() > 1) upright.push_back(i);
  }
  for (const PageLine& line : make_lines(pages, page, upright)) {
    lines_.push_back(table_line(line));
    if (lines_.back().words.empty()) lines_.pop_back();
  }
  std::stable_sort(lines_.begin(), lines_.end(),
                   [](const TableLine& a, const TableLine& b) { return a.middle() < b.middle(); });
}

std::vector<float> TablePage::columns_of(const TableDraft& draft, float from, float to) const {
  std::vector<std::pair<float, int>> ends;  // where words begin (1) and end (-1)
  std::vector<Extent> words;
  std::size_t count = 0;
  float size = 0;
  for (const Band& strip : draft.bands) {
    for (std::size_t i = strip.first; i < strip.last; ++i) {
      const TableLine& line = lines_[i];
      if (!line.parted) continue;
      ++count;
      size = std::max(size, line.size);
      for (const Extent& word : line.words) {
        if (lies_over_others(draft, i, word)) continue;
        words.push_back(word);
        ends.emplace_back(word.from, 1);
        ends.emplace_back(word.to, -1);
      }
    }
  }
  std::sort(ends.begin(), ends.end());
  const int few = static_cast<int>(count / 8);
  std::vector<float> xs = {from};
  int depth = 0;
  float left = 0;  // where the gap begins; 0: in none
  for (const auto& [x, step] : ends) {
    const int was = depth;
    depth += step;
    if (was > few && depth <= few) left = x;
    if (was <= few && depth > few && left > 0 && x - left > kGutter * size) {
      xs.push_back(middle_of({left, x}, words));
    }
  }
  xs.push_back(to);
  return xs;
}

// A header over several columns: right above a shorter rule, or between what stands below it.
bool TablePage::lies_over_others(const TableDraft& draft, std::size_t index,
                                 const Extent& word) const {
  constexpr std::size_t kMostHeadLines = 8;
  const TableLine& line = lines_[index];
  if (rule_below(line, word) != nullptr) return true;
  const Band& head = draft.bands.front();
  if (!draft.header || index >= head.last || head.size() > kMostHeadLines) return false;
  // How far its line leaves room on both sides.
  Extent room = {0, width_};
  for (const Extent& other : line.words) {
    if (other.to < word.from) room.from = other.to;
    if (other.from > word.to) room.to = std::min(room.to, other.from);
  }
  bool left = false, right = false;
  for (std::size_t i = index + 1; i < head.last; ++i) {
    for (const Extent& other : lines_[i].words) {
      if (other.from < word.to && other.to > word.from) return false;
      left = left || (other.to <= word.from && other.from >= room.from);
      right = right || (other.from >= word.to && other.to <= room.to);
    }
  }
  return left && right;
}

const Segment* TablePage::rule_below(const TableLine& line, const Extent& word) const {
  const auto rule = std::find_if(levels_.begin(), levels_.end(), [&](const Segment& level) {
    const float below = level.at - line.base;
    return below > 0 && below < line.size && word.from > level.from - kSameRule &&
           word.to < level.to + kSameRule && level.to - level.from < width_ / 2;
  });
  return rule == levels_.end() ? nullptr : &*rule;
}

std::size_t TablePage::parted_in(const Band& strip) const {
  return static_cast<std::size_t>(std::count_if(lines_.begin() + static_cast<long>(strip.first),
                                                lines_.begin() + static_cast<long>(strip.last),
                                                [](const TableLine& line) { return line.parted; }));
}

bool TablePage::fits(const Band& strip, const std::vector<float>& xs) const {
  std::size_t across = 0;
  for (std::size_t i = strip.first; i < strip.last; ++i) {
    if (!inside(lines_[i], xs.front(), xs.back())) return false;
    const std::vector<TablePiece> pieces = pieces_of(lines_[i], xs);
    across += pieces.size() == 1 && pieces.front().crosses();
  }
  return across <= 1 || across * 3 <= strip.size();
}

std::size_t TablePage::line_below(float y) const {
  return static_cast<std::size_t>(
      std::partition_point(lines_.begin(), lines_.end(),
                           [&](const TableLine& line) { return line.middle() < y; }) -
      lines_.begin());
}
bool TablePage::single_rows(std::span<const Band> strips, const std::vector<float>& xs) const {
  const auto single = std::count_if(strips.begin(), strips.end(), [&](const Band& strip) {
    return find_rows(lines_of(strip), xs).size() == 1;
  });
  return single * 5 >= std::ssize(strips) * 4;
}
bool TablePage::stands_in(const TableLine& line, const std::vector<float>& xs) const {
  if (!inside(line, xs.front(), xs.back())) return false;
  const std::vector<TablePiece> pieces = pieces_of(line, xs);
  return std::none_of(pieces.begin(), pieces.end(),
                      [](const TablePiece& piece) { return piece.crosses(); });
}

std::vector<float> TablePage::shorter_rules(const Band& strip, const std::vector<float>& xs) const {
  std::vector<float> ys;
  for (const Segment& level : levels_) {
    if (level.at > strip.top + kSameRule && level.at < strip.bottom - kSameRule &&
        level.from > xs.front() - kSameRule && level.to < xs.back() + kSameRule) {
      ys.push_back(level.at);
    }
  }
  ys.push_back(strip.bottom);
  return ys;
}

bool TablePage::inside(const TableLine& line, float from, float to) const {
  return line.words.front().from > from - kBeyond && line.words.back().to < to + kBeyond;
}

}  // namespace gangmu
