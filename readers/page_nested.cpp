#include "readers/page_nested.h"

#include <algorithm>

namespace gangmu {

namespace {

// Points between the sides of a frame and of what stands in it: no cell is as narrow.
constexpr float kPadding = 11;
constexpr std::size_t kNone = static_cast<std::size_t>(-1);

// Smallest cells that belong together.
struct Area {
  std::size_t first = 0;  // the topmost of them, and there the leftmost
  LatticeBox box;
  std::size_t size = 0;
  bool rectangle() const { return size == (box.row_end - box.row) * (box.column_end - box.column); }
};
struct Areas {
  std::vector<Area> areas;      // by their first cell
  std::vector<std::size_t> of;  // for each smallest cell
};

class NestedFinder {
 public:
  explicit NestedFinder(const Lattice& lattice) : at_(lattice) {}

  std::optional<Nested> run() {
    if (at_.columns() < 2 || !closed()) return std::nullopt;
    all_ = areas_where([&](std::size_t row, std::size_t column, bool down) {
      return down ? !at_.top_of(row + 1, column) : !at_.left_of(row, column + 1);
    });
    in_frame_.assign(all_.areas.size(), false);
    Nested nested;
    for (std::size_t row = 0, end = 0; row < at_.rows(); row = end) {
      end = row + 1;
      while (end < at_.rows() && !ruled(end)) ++end;
      nested.rows.push_back(row);
      if (!take_cell(row, end) && !take_padding(row, end)) return std::nullopt;
    }
    const Areas parts = areas_where([&](std::size_t row, std::size_t column, bool down) {
      return framed(row, column) == framed(row + down, column + !down);
    });
    for (const Area& area : parts.areas) {
      if (framed(area.first / at_.columns(), area.first % at_.columns())) continue;
      if (!area.rectangle()) return std::nullopt;
      nested.tables.push_back(area.box);
    }
    return nested.tables.empty() ? std::nullopt : std::optional(std::move(nested));
  }

 private:
  // Whether lines are drawn on all four sides of the lattice.
  bool closed() const {
    for (std::size_t row = 0; row < at_.rows(); ++row) {
      if (!at_.left_of(row, 0) || !at_.left_of(row, at_.columns())) return false;
    }
    return ruled(0) && ruled(at_.rows());
  }
  // Whether a line is drawn above a row from side to side.
  bool ruled(std::size_t row) const {
    for (std::size_t column = 0; column < at_.columns(); ++column) {
      if (!at_.top_of(row, column)) return false;
    }
    return true;
  }
  bool framed(std::size_t row, std::size_t column) const {
    return in_frame_[all_.of[row * at_.columns() + column]];
  }

  // `joined(row, column, down)`: whether a smallest cell belongs with the one below it, or to its
  // right.
  template <typename Joined>
  Areas areas_where(const Joined& joined) const {
    const std::size_t columns = at_.columns(), rows = at_.rows();
    Areas out;
    out.of.assign(columns * rows, kNone);
    std::vector<std::size_t> open;
    for (std::size_t start = 0; start < out.of.size(); ++start) {
      if (out.of[start] != kNone) continue;
      const std::size_t mine = out.areas.size();
      Area area = {start, {rows, columns, 0, 0}, 0};
      const auto reach = [&](std::size_t cell) {
        if (out.of[cell] != kNone) return;
        out.of[cell] = mine;
        open.push_back(cell);
      };
      reach(start);
      while (!open.empty()) {
        const std::size_t cell = open.back(), row = cell / columns, column = cell % columns;
        open.pop_back();
        ++area.size;
        area.box.row = std::min(area.box.row, row);
        area.box.column = std::min(area.box.column, column);
        area.box.row_end = std::max(area.box.row_end, row + 1);
        area.box.column_end = std::max(area.box.column_end, column + 1);
        if (row > 0 && joined(row - 1, column, true)) reach(cell - columns);
        if (row + 1 < rows && joined(row, column, true)) reach(cell + columns);
        if (column > 0 && joined(row, column - 1, false)) reach(cell - 1);
        if (column + 1 < columns && joined(row, column, false)) reach(cell + 1);
      }
      out.areas.push_back(area);
    }
    return out;
  }

  // Rows that are one cell of the frame.
  bool take_cell(std::size_t row, std::size_t end) {
    const std::size_t mine = all_.of[row * at_.columns()];
    if (all_.areas[mine].size != (end - row) * at_.columns()) return false;
    in_frame_[mine] = true;
    return true;
  }

  // Rows where tables stand in the frame: around them, or on both sides, is what belongs to it. A
  // narrow column that rules cut to several cells is one of a table.
  bool take_padding(std::size_t row, std::size_t end) {
    std::vector<std::size_t> sides;  // from the top to the bottom of these rows
    bool narrow = false, around = false;
    for (std::size_t a = 0; a < all_.areas.size(); ++a) {
      const Area& area = all_.areas[a];
      const LatticeBox& box = area.box;
      if (box.row < row || box.row_end > end) continue;
      const bool outer = box.column == 0 || box.column_end == at_.columns();
      if (!area.rectangle()) {
        if (box.column != 0 || box.column_end != at_.columns()) return false;
        around = in_frame_[a] = true;
      } else if (outer && box.row == row && box.row_end == end) {
        sides.push_back(a);
        narrow = narrow || is_padding(box);
      }
    }
    for (const std::size_t side : sides) in_frame_[side] = in_frame_[side] || narrow;
    if (!around && narrow) ++beside_;
    return around || (narrow && beside_ == 1);
  }

  // Too narrow for a column, beside one that is not.
  bool is_padding(const LatticeBox& box) const {
    const auto narrow = [&](std::size_t column) {
      return column < at_.columns() && at_.xs[column + 1] - at_.xs[column] < kPadding;
    };
    const std::size_t beside = box.column == 0 ? box.column_end : box.column - 1;
    return box.column_end == box.column + 1 && narrow(box.column) && !narrow(beside);
  }

  const Lattice& at_;
  Areas all_;
  std::vector<bool> in_frame_;  // by areas
  int beside_ = 0;              // parts of the frame with padding on their sides alone
};

}  // namespace

std::optional<Nested> find_nested(const Lattice& lattice) { return NestedFinder(lattice).run(); }

}  // namespace gangmu
