#include "readers/page_grid.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>

#include "readers/page_nested.h"

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

class GridBuilder {
 public:
  GridBuilder(std::vector<Segment> levels, std::vector<Segment> uprights)
      : levels_(std::move(levels)), uprights_(std::move(uprights)) {}

  // Adds what these lines make: a grid, or a frame and then what stands in it. `depth`: of frames
  // around them.
  void build(int depth, std::vector<PageGrid>* grids) {
    constexpr int kDeepest = 4;
    if (levels_.size() < 2 || uprights_.empty()) return;
    std::vector<float> xs, ys;
    for (const Segment& s : uprights_) xs.push_back(s.at);
    for (const Segment& s : levels_) ys.push_back(s.at);
    add_open_sides(&xs);
    at_.xs = distinct(std::move(xs));
    at_.ys = distinct(std::move(ys));
    if (at_.xs.size() < 2 || at_.ys.size() < 2) return;
    columns_ = at_.columns();
    rows_ = at_.rows();
    if (columns_ > kMost || rows_ > kMost) return;
    draw();
    if (const auto nested = depth < kDeepest ? find_nested(at_) : std::nullopt) {
      add_frame(*nested, grids);
      for (const LatticeBox& box : nested->tables) inside(box).build(depth + 1, grids);
      return;
    }
    PageGrid grid;
    grid.xs = at_.xs;
    grid.ys = at_.ys;
    find_cells(&grid);
    const std::optional<PageGrid> above = part_box(true, &grid);
    const std::optional<PageGrid> below = part_box(false, &grid);
    if (above) grids->push_back(*above);
    if (!grid.cells.empty()) grids->push_back(std::move(grid));
    if (below) grids->push_back(*below);
  }

 private:
  // Takes out a box that stands right above or below a table and is not as wide: none of its sides
  // is one of the table's lines. A table whose corner is blank stays as it is.
  std::optional<PageGrid> part_box(bool above, PageGrid* grid) const {
    std::vector<GridCell>& cells = grid->cells;
    if (cells.size() < 2) return std::nullopt;
    const GridCell box = above ? cells.front() : cells.back();
    const std::size_t from = above ? std::size_t{0} + box.row_span : 0;
    const std::size_t to = above ? rows_ : box.row;
    std::size_t left = columns_, right = 0;
    for (const GridCell& cell : cells) {
      if (cell.row == box.row && cell.column == box.column) continue;
      if (cell.row < from || cell.row + cell.row_span > to) return std::nullopt;
      left = std::min<std::size_t>(left, cell.column);
      right = std::max<std::size_t>(right, cell.column + cell.column_span);
    }
    const std::size_t beside = above ? from : to - 1;
    const std::size_t box_right = std::size_t{0} + box.column + box.column_span;
    if (left == box.column && right == box_right) return std::nullopt;
    if (left != box.column && at_.left_of(beside, box.column)) return std::nullopt;
    if (right != box_right && at_.left_of(beside, box_right)) return std::nullopt;
    std::erase_if(cells, [&](const GridCell& cell) {
      return cell.row == box.row && cell.column == box.column;
    });
    renumber(grid);
    return PageGrid{{box.x0, box.x1}, {box.y0, box.y1}, {{box.x0, box.y0, box.x1, box.y1}}};
  }

  // Leaves the lines that are sides of cells.
  static void renumber(PageGrid* grid) {
    std::vector<float> xs, ys;
    for (const GridCell& cell : grid->cells) {
      xs.insert(xs.end(), {cell.x0, cell.x1});
      ys.insert(ys.end(), {cell.y0, cell.y1});
    }
    grid->xs = distinct(std::move(xs));
    grid->ys = distinct(std::move(ys));
    const auto place = [](const std::vector<float>& all, float at) {
      return static_cast<std::uint16_t>(std::lower_bound(all.begin(), all.end(), at) - all.begin());
    };
    for (GridCell& cell : grid->cells) {
      cell.column = place(grid->xs, cell.x0);
      cell.row = place(grid->ys, cell.y0);
      cell.column_span = static_cast<std::uint16_t>(place(grid->xs, cell.x1) - cell.column);
      cell.row_span = static_cast<std::uint16_t>(place(grid->ys, cell.y1) - cell.row);
    }
  }

  void add_frame(const Nested& nested, std::vector<PageGrid>* grids) const {
    PageGrid frame;
    frame.xs = {at_.xs.front(), at_.xs.back()};
    for (const std::size_t row : nested.rows) frame.ys.push_back(at_.ys[row]);
    frame.ys.push_back(at_.ys.back());
    for (std::size_t row = 0; row < frame.rows(); ++row) {
      frame.cells.push_back({frame.x0(), frame.ys[row], frame.x1(), frame.ys[row + 1],
                             static_cast<std::uint16_t>(row)});
    }
    grids->push_back(std::move(frame));
  }

  // The lines in and around a part of the lattice, cut off at its sides.
  GridBuilder inside(const LatticeBox& box) const {
    const float x0 = at_.xs[box.column], x1 = at_.xs[box.column_end];
    const float y0 = at_.ys[box.row], y1 = at_.ys[box.row_end];
    const auto cut = [](const std::vector<Segment>& all, float low, float high, float from,
                        float to) {
      std::vector<Segment> out;
      for (Segment s : all) {
        if (s.at < low - kSameRule || s.at > high + kSameRule) continue;
        s = {std::clamp(s.at, low, high), std::max(s.from, from), std::min(s.to, to)};
        if (s.to - s.from > kSameRule) out.push_back(s);
      }
      return out;
    };
    return {cut(levels_, y0, y1, x0, x1), cut(uprights_, x0, x1, y0, y1)};
  }

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
  void draw() {
    at_.left.assign((columns_ + 1) * rows_, false);
    at_.top.assign(columns_ * (rows_ + 1), false);
    for (std::size_t c = 0; c <= columns_; ++c) {
      for (const Segment& s : uprights_) {
        if (std::fabs(s.at - at_.xs[c]) > kSameRule) continue;
        for (std::size_t r = 0; r < rows_; ++r) {
          const float middle = (at_.ys[r] + at_.ys[r + 1]) / 2;
          if (s.from <= middle && middle <= s.to) at_.left[c * rows_ + r] = true;
        }
      }
    }
    for (std::size_t r = 0; r <= rows_; ++r) {
      for (const Segment& s : levels_) {
        if (std::fabs(s.at - at_.ys[r]) > kSameRule) continue;
        for (std::size_t c = 0; c < columns_; ++c) {
          const float middle = (at_.xs[c] + at_.xs[c + 1]) / 2;
          if (s.from <= middle && middle <= s.to) at_.top[r * columns_ + c] = true;
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
        while (right < columns_ && !at_.left_of(r, right) && !seen[r * columns_ + right]) ++right;
        std::size_t down = r + 1;
        while (down < rows_ && open_row(down, c, right, seen)) ++down;
        for (std::size_t i = r; i < down; ++i) {
          for (std::size_t j = c; j < right; ++j) seen[i * columns_ + j] = 1;
        }
        bool closed = true;
        for (std::size_t j = c; j < right; ++j) {
          closed = closed && at_.top_of(r, j) && at_.top_of(down, j);
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
      if (at_.top_of(r, j) || seen[r * columns_ + j]) return false;
      if (j > c && at_.left_of(r, j)) return false;
    }
    const bool left_closed = c == 0 || at_.left_of(r, c);
    const bool right_closed = right == columns_ || at_.left_of(r, right);
    return left_closed && right_closed;
  }

  std::vector<Segment> levels_, uprights_;
  std::size_t columns_ = 0, rows_ = 0;
  Lattice at_;
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
    GridBuilder(std::move(level_groups[i]), std::move(upright_groups[i])).build(0, &grids);
  }
  std::stable_sort(grids.begin(), grids.end(),
                   [](const PageGrid& a, const PageGrid& b) { return a.y0() < b.y0(); });
  return grids;
}

}  // namespace gangmu
