#include "readers/ofd_path.h"

#include <algorithm>
#include <cmath>

namespace gangmu {

namespace {

// Points. Thicker than this a line is an area; shorter it is a dot.
constexpr double kThickest = 4, kShortest = 2;
// How far the ends of a line may be apart sideways.
constexpr double kSlant = 0.3, kSlantOfLength = 0.005;

double slant_of(double length) { return std::max(kSlant, length * kSlantOfLength); }

class PathReader {
 public:
  PathReader(const OfdMatrix& to_page, const OfdPen& pen, std::vector<PageRule>* rules)
      : to_page_(to_page), pen_(pen), rules_(rules) {}

  std::size_t read(std::string_view data, std::size_t most) {
    std::size_t count = 0;
    for (std::size_t at = 0; at < data.size() && count < most;) {
      const char command = data[at++];
      const std::size_t end = std::min(data.find_first_of("SMLQBAC", at), data.size());
      const std::string_view numbers = data.substr(at, end - at);
      at = end;
      switch (command) {
        case 'S':
        case 'M':
          close_shape();
          points(numbers, 1, true);
          break;
        case 'L':
          points(numbers, 1, true);
          break;
        case 'Q':
          points(numbers, 2, false);
          break;
        case 'B':
          points(numbers, 3, false);
          break;
        case 'A':
          arc(numbers);
          break;
        case 'C':
          if (!shape_.empty()) add(shape_.front(), true);
          break;
        default:
          continue;
      }
      ++count;
    }
    close_shape();
    return count;
  }

 private:
  // Goes to the last of `count` points; a straight line leads there or a curve.
  void points(std::string_view text, int count, bool straight) {
    OfdNumbers numbers(text);
    OfdPoint point;
    for (int i = 0; i < count; ++i) {
      const auto x = numbers.next(), y = numbers.next();
      if (!y) return;
      point = {*x, *y};
    }
    add(to_page_.place(point), straight);
  }

  // Two radii, an angle, two switches, and where it ends.
  void arc(std::string_view text) {
    OfdNumbers numbers(text);
    for (int i = 0; i < 5; ++i) numbers.next();
    const auto x = numbers.next(), y = numbers.next();
    if (y) add(to_page_.place({*x, *y}), false);
  }

  void add(OfdPoint to, bool straight) {
    const bool drawn = straight && pen_.strokes && pen_.width <= kThickest;
    if (drawn && !shape_.empty()) line(shape_.back(), to);
    straight_ = straight_ && straight;
    // A rectangle has five points at most; of longer shapes the first and the last are needed.
    if (shape_.size() < kPoints) {
      shape_.push_back(to);
    } else {
      shape_.back() = to;
      straight_ = false;
    }
  }

  void close_shape() {
    if (pen_.fills && straight_) fill();
    shape_.clear();
    straight_ = true;
  }

  void line(OfdPoint from, OfdPoint to) {
    const double dx = std::abs(to.x - from.x), dy = std::abs(to.y - from.y);
    const double length = std::max(dx, dy);
    if (!(length >= kShortest) || std::min(dx, dy) > slant_of(length)) return;
    double x0 = std::min(from.x, to.x), x1 = std::max(from.x, to.x);
    double y0 = std::min(from.y, to.y), y1 = std::max(from.y, to.y);
    if (dx >= dy) {
      y0 = y1 = (y0 + y1) / 2;
    } else {
      x0 = x1 = (x0 + x1) / 2;
    }
    put(x0, y0, x1, y1);
  }

  void fill() {
    if (shape_.size() < 4) return;
    double x0 = shape_[0].x, x1 = x0, y0 = shape_[0].y, y1 = y0;
    for (const OfdPoint& point : shape_) {
      x0 = std::min(x0, point.x);
      x1 = std::max(x1, point.x);
      y0 = std::min(y0, point.y);
      y1 = std::max(y1, point.y);
    }
    const double tolerance = slant_of(std::max(x1 - x0, y1 - y0));
    const auto near = [&](double a, double b) { return std::abs(a - b) <= tolerance; };
    unsigned corners = 0;
    for (const OfdPoint& point : shape_) {
      const unsigned found = (near(point.x, x0) && near(point.y, y0) ? 1u : 0u) |
                             (near(point.x, x1) && near(point.y, y0) ? 2u : 0u) |
                             (near(point.x, x0) && near(point.y, y1) ? 4u : 0u) |
                             (near(point.x, x1) && near(point.y, y1) ? 8u : 0u);
      if (found == 0) return;
      corners |= found;
    }
    if (corners != 15) return;
    const double thin = std::min(x1 - x0, y1 - y0);
    if (thin > kThickest || !(std::max(x1 - x0, y1 - y0) >= kShortest)) return;
    if (x1 - x0 > y1 - y0) {
      put(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2);
    } else {
      put((x0 + x1) / 2, y0, (x0 + x1) / 2, y1);
    }
  }

  void put(double x0, double y0, double x1, double y1) {
    rules_->push_back({page_length(x0), page_length(y0), page_length(x1), page_length(y1)});
  }

  static constexpr std::size_t kPoints = 6;
  const OfdMatrix& to_page_;
  const OfdPen& pen_;
  std::vector<PageRule>* rules_;
  std::vector<OfdPoint> shape_;  // on the page
  bool straight_ = true;         // and few enough points to be a rectangle
};

}  // namespace

std::size_t add_rules(std::string_view data, const OfdMatrix& to_page, const OfdPen& pen,
                      std::size_t most, std::vector<PageRule>* rules) {
  return PathReader(to_page, pen, rules).read(data, most);
}

}  // namespace gangmu
