#include "readers/page_grid.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace gangmu {

namespace {

constexpr std::size_t kMost = 400;  // lines of a grid each way, and segments of a page in hundreds

std::vector<float> distinct(std::vector<float> values) {
  std::sort(values.begin(), values.end());
  std::vector<float> out;
  for (const float value : values) {
    if (out.empty() || value - out.back() > kSameRule) out.push_back(value);
  }
  return out;
}

class Lattice {
 public:
  Lattice(std::vector<Segment> levels, std::vector<Segment> uprights)
      : levels_(std::move(levels)), uprights_(std::move(uprights)) {}

  bool build(PageGrid* grid) {
    if (levels_.size() < 2 || uprights_.empty()) return false;
    std::vector<float> xs, ys;
    for (const Segment& s : uprights_) xs.push_back(s.at);
    for (const Segment& s : levels_) ys.push_back(s.at);
    add_open_sides(&xs);
    grid->xs = distinct(std::move(xs));
    grid->ys = distinct(std::move(ys));
    columns_ = grid->xs.size() - 1;
    rows_ = grid->ys.size() - 1;
    if (grid->xs.size() < 2 || grid->ys.size() < 2 || columns_ > kMost || rows_ > kMost)
      return false;
    draw(*grid);
    find_cells(grid);
    return !grid->cells.empty();
  }

 private:
  // A table without its outer uprights: two level lines that reach as far beyond the outermost one.
  void add_open_sides(std::vector<float>* xs) const {
    constexpr float kNarrowest = 12;
    const auto [low, high] = std::minmax_element(xs->begin(), xs->end());
    const float left = *low, right = *high;
    const auto shared = [&](auto end_of) {
      std::vector<float> ends;
      for (const Segment& level : levels_) ends.push_back(end_of(level));
      std::sort(ends.begin(), ends.end());
      return ends;
    };
    const std::vector<float> starts = shared([](const Segment& s) { return s.from; });
    if (starts.size() > 1 && starts[1] - starts[0] < kSameRule && left - starts[0] > kNarrowest) {
      xs->push_back(starts[0]);
    }
    const std::vector<float> ends = shared([](const Segment& s) { return s.to; });
    const std::size_t n = ends.size();
    if (n > 1 && ends[n - 1] - ends[n - 2] < kSameRule && ends[n - 1] - right > kNarrowest) {
      xs->push_back(ends[n - 1]);
    }
  }

  // Which sides of the smallest cells are drawn.
  void draw(const PageGrid& grid) {
    left_.assign((columns_ + 1) * rows_, false);
    top_.assign(columns_ * (rows_ + 1), false);
    for (std::size_t c = 0; c <= columns_; ++c) {
      for (const Segment& s : uprights_) {
        if (std::fabs(s.at - grid.xs[c]) > kSameRule) continue;
        for (std::size_t r = 0; r < rows_; ++r) {
          const float middle = (grid.ys[r] + grid.ys[r + 1]) / 2;
          if (s.from <= middle && middle <= s.to) left_[c * rows_ + r] = true;
        }
      }
    }
    for (std::size_t r = 0; r <= rows_; ++r) {
      for (const Segment& s : levels_) {
        if (std::fabs(s.at - grid.ys[r]) > kSameRule) continue;
        for (std::size_t c = 0; c < columns_; ++c) {
          const float middle = (grid.xs[c] + grid.xs[c + 1]) / 2;
          if (s.from <= middle && middle <= s.to) top_[r * columns_ + c] = true;
        }
      }
    }
  }

  // Smallest cells without a line between them are one. Nothing lies above or below the grid: a
  // cell open there is none.
  void find_cells(PageGrid* grid) {
    std::vector<std::uint8_t> seen(columns_ * rows_, 0);
    for (std::size_t r = 0; r < rows_; ++r) {
      for (std::size_t c = 0; c < columns_; ++c) {
        if (seen[r * columns_ + c]) continue;
        std::size_t right = c + 1;
        while (right < columns_ && !left_[right * rows_ + r] && !seen[r * columns_ + right])
          ++right;
        std::size_t down = r + 1;
        while (down < rows_ && open_row(down, c, right, seen)) ++down;
        for (std::size_t i = r; i < down; ++i) {
          for (std::size_t j = c; j < right; ++j) seen[i * columns_ + j] = 1;
        }
        bool closed = true;
        for (std::size_t j = c; j < right; ++j) {
          closed = closed && top_[r * columns_ + j] && top_[down * columns_ + j];
        }
        if (!closed) continue;
        grid->cells.push_back({grid->xs[c], grid->ys[r], grid->xs[right], grid->ys[down],
                               static_cast<std::uint16_t>(r), static_cast<std::uint16_t>(c),
                               static_cast<std::uint16_t>(down - r),
                               static_cast<std::uint16_t>(right - c)});
      }
    }
  }

  // Whether row r belongs to the cell above it in the columns from c to right.
  bool open_row(std::size_t r, std::size_t c, std::size_t right,
                const std::vector<std::uint8_t>& seen) const {
    for (std::size_t j = c; j < right; ++j) {
      if (top_[r * columns_ + j] || seen[r * columns_ + j]) return false;
      if (j > c && left_[j * rows_ + r]) return false;
    }
    const bool left_closed = c == 0 || left_[c * rows_ + r];
    const bool right_closed = right == columns_ || left_[right * rows_ + r];
    return left_closed && right_closed;
  }

  std::vector<Segment> levels_, uprights_;
  std::size_t columns_ = 0, rows_ = 0;
  std::vector<bool> left_, top_;
};

}  // namespace

std::vector<PageGrid> find_grids(std::span<const PageRule> rules) {
  const auto [levels, uprights] = draw_rules(rules);
  // A drawing, not a table; every line is held against every other below.
  if (levels.size() * uprights.size() > kMost * kMost * 10) return {};
  std::vector<std::size_t> owner(levels.size() + uprights.size());
  std::iota(owner.begin(), owner.end(), std::size_t{0});
  const auto root = [&](std::size_t i) {
    while (owner[i] != i) i = owner[i] = owner[owner[i]];
    return i;
  };
  for (std::size_t l = 0; l < levels.size(); ++l) {
    for (std::size_t u = 0; u < uprights.size(); ++u) {
      if (meets(levels[l], uprights[u])) owner[root(l)] = root(levels.size() + u);
    }
  }
  // A table whose outer sides are open: rows over its whole width part its uprights.
  const auto open_sided = [&](const Segment& level) {
    return std::none_of(uprights.begin(), uprights.end(), [&](const Segment& upright) {
      return meets(level, upright) &&
             (upright.at < level.from + kSameRule || upright.at > level.to - kSameRule);
    });
  };
  for (std::size_t l = 1; l < levels.size(); ++l) {
    constexpr float kHighestRow = 32;
    const Segment &above = levels[l - 1], &below = levels[l];
    const bool alike = std::fabs(above.from - below.from) < kSameRule &&
                       std::fabs(above.to - below.to) < kSameRule &&
                       below.at - above.at < kHighestRow;
    if (alike && open_sided(above) && open_sided(below)) owner[root(l - 1)] = root(l);
  }
  std::vector<std::vector<Segment>> level_groups(owner.size()), upright_groups(owner.size());
  for (std::size_t l = 0; l < levels.size(); ++l) level_groups[root(l)].push_back(levels[l]);
  for (std::size_t u = 0; u < uprights.size(); ++u) {
    upright_groups[root(levels.size() + u)].push_back(uprights[u]);
  }
  std::vector<PageGrid> grids;
  for (std::size_t i = 0; i < owner.size(); ++i) {
    PageGrid grid;
    if (Lattice(std::move(level_groups[i]), std::move(upright_groups[i])).build(&grid)) {
      grids.push_back(std::move(grid));
    }
  }
  std::stable_sort(grids.begin(), grids.end(),
                   [](const PageGrid& a, const PageGrid& b) { return a.y0() < b.y0(); });
  return grids;
}

}  // namespace gangmu
