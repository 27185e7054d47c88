// Numbers, boxes and matrices as OFD writes them: lists parted by blanks, in millimetres, y
// downwards. Whatever stands in a file, the numbers that come out are finite.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace gangmu {

inline constexpr double kPointsPerMm = 72 / 25.4;

struct OfdPoint {
  double x = 0, y = 0;
};

struct OfdBox {
  double x = 0, y = 0, width = 0, height = 0;
};

// Leads (x, y) to (a x + c y + e, b x + d y + f).
struct OfdMatrix {
  double a = 1, b = 0, c = 0, d = 1, e = 0, f = 0;
  OfdPoint place(OfdPoint p) const { return {a * p.x + c * p.y + e, b * p.x + d * p.y + f}; }
  // Distances know no origin.
  OfdPoint turn(OfdPoint p) const { return {a * p.x + c * p.y, b * p.x + d * p.y}; }
  // This one behind `inner`.
  OfdMatrix over(const OfdMatrix& inner) const;
};

// The numbers of a list, one by one. What is no number ends the list.
class OfdNumbers {
 public:
  explicit OfdNumbers(std::string_view text) : text_(text) {}
  std::optional<double> next();

 private:
  friend class OfdDeltas;
  std::string_view word();
  std::string_view text_;
};

// Distances between characters: numbers, and "g 3 5" for three times 5. A count costs nothing,
// however large it is.
class OfdDeltas {
 public:
  explicit OfdDeltas(std::string_view text) : numbers_(text) {}
  std::optional<double> next();

 private:
  OfdNumbers numbers_;
  double value_ = 0;
  std::size_t left_ = 0;  // how often value_ still comes
};

double ofd_number(std::string_view text, double other);
std::optional<OfdBox> ofd_box(std::string_view text);
// No change when the text is no matrix.
OfdMatrix ofd_matrix(std::string_view text);
double length_of(OfdPoint p);
// Within the bounds that a page can have; never NaN.
float page_length(double points);

}  // namespace gangmu
