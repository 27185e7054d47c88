#include "readers/ofd_matrix.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace gangmu {

namespace {

constexpr double kLargest = 1e9;   // of a number in a file
constexpr double kFarthest = 1e5;  // points; a page of 35 metres
constexpr double kMostRepeats = 1e9;

bool parts(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ','; }

std::optional<double> parsed(std::string_view word) {
  if (word.starts_with('+')) word.remove_prefix(1);
  double value = 0;
  const char* const end = word.data() + word.size();
  const auto [stop, error] = std::from_chars(word.data(), end, value);
  if (error != std::errc() || stop != end || !std::isfinite(value)) return std::nullopt;
  return std::clamp(value, -kLargest, kLargest);
}

}  // namespace

OfdMatrix OfdMatrix::over(const OfdMatrix& inner) const {
  const OfdPoint x = turn({inner.a, inner.b}), y = turn({inner.c, inner.d});
  const OfdPoint origin = place({inner.e, inner.f});
  return {x.x, x.y, y.x, y.y, origin.x, origin.y};
}

std::string_view OfdNumbers::word() {
  std::size_t begin = 0;
  while (begin < text_.size() && parts(text_[begin])) ++begin;
  std::size_t end = begin;
  while (end < text_.size() && !parts(text_[end])) ++end;
  const std::string_view found = text_.substr(begin, end - begin);
  text_.remove_prefix(end);
  return found;
}

std::optional<double> OfdNumbers::next() {
  const std::optional<double> value = parsed(word());
  if (!value) text_ = {};
  return value;
}

std::optional<double> OfdDeltas::next() {
  while (left_ == 0) {
    const std::string_view word = numbers_.word();
    if (word != "g") {
      const std::optional<double> value = parsed(word);
      if (!value) numbers_ = OfdNumbers({});
      return value;
    }
    const std::optional<double> count = numbers_.next(), value = numbers_.next();
    if (!count || !value) return std::nullopt;
    left_ = *count >= 1 ? static_cast<std::size_t>(std::min(*count, kMostRepeats)) : 0;
    value_ = *value;
  }
  --left_;
  return value_;
}

double ofd_number(std::string_view text, double other) {
  return OfdNumbers(text).next().value_or(other);
}

std::optional<OfdBox> ofd_box(std::string_view text) {
  OfdNumbers numbers(text);
  const auto x = numbers.next(), y = numbers.next(), width = numbers.next(),
             height = numbers.next();
  if (!height) return std::nullopt;
  return OfdBox{*x, *y, *width, *height};
}

OfdMatrix ofd_matrix(std::string_view text) {
  OfdNumbers numbers(text);
  const auto a = numbers.next(), b = numbers.next(), c = numbers.next(), d = numbers.next(),
             e = numbers.next(), f = numbers.next();
  if (!f) return {};
  return {*a, *b, *c, *d, *e, *f};
}

double length_of(OfdPoint p) { return std::hypot(p.x, p.y); }

float page_length(double points) {
  if (std::isnan(points)) return 0;
  return static_cast<float>(std::clamp(points, -kFarthest, kFarthest));
}

}  // namespace gangmu
