#include "checks/amount.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace gangmu {

namespace {

constexpr double kNoise = 1e-9;  // of binary arithmetic, as a share
// How far a figure that is said to be about one may be off, whatever its digits are.
constexpr double kLeastAbout = 0.01, kMostAbout = 0.05;

std::optional<double> number_of(std::string_view digits) {
  double value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

double step_of(std::string_view digits) {
  const auto point = digits.find('.');
  return point == digits.npos ? 1 : std::pow(10.0, -static_cast<double>(digits.size() - point - 1));
}

int direction_of(Op op) {
  return op == Op::ge || op == Op::gt ? 1 : op == Op::le || op == Op::lt ? -1 : 0;
}

bool near(double a, double b, double share) {
  return std::abs(a - b) <= share * std::max(std::abs(a), std::abs(b));
}

// What a figure may be off that is said to be about one: half a step of its last digit that is no
// zero, "3,600" standing for 3,550 to 3,650.
double slack_of(const Figure& figure, const Amount& amount) {
  if (figure.op != Op::approx) return 0;
  double step = amount.step;
  if (figure.value.find('.') == figure.value.npos) {
    for (std::size_t at = figure.value.size(); at > 1 && figure.value[at - 1] == '0'; --at)
      step *= 10;
  }
  const double value = std::abs(amount.value);
  return std::clamp(step / 2, kLeastAbout * value, kMostAbout * value);
}

}  // namespace

std::optional<Amount> amount_of(const Figure& figure) {
  const auto number = number_of(figure.number.empty() ? figure.value : figure.number);
  const auto printed = number_of(figure.value);
  if (!number) return std::nullopt;
  const bool scaled = printed && *printed != 0 && figure.exact.empty();
  return Amount{*number, step_of(figure.value) * (scaled ? *number / *printed : 1)};
}

std::optional<Amount> amount_in(std::string_view text) {
  std::string digits;
  for (const char c : fold(trim(text))) {
    if (c != ',' && c != ' ') digits += c;
  }
  if (digits.empty() || !is_ascii_digit(static_cast<unsigned char>(digits.back()))) {
    return std::nullopt;
  }
  const auto number = number_of(digits);
  if (!number) return std::nullopt;
  return Amount{*number, step_of(digits)};
}

bool equal(const Amount& a, const Amount& b) { return near(a.value, b.value, kNoise); }

bool is_percent(const Figure& figure) { return figure.unit == "%" || figure.base_unit == "%"; }

bool rounds_to(const Amount& a, const Amount& b) {
  const double coarse = std::max(a.step, b.step), fine = std::min(a.step, b.step);
  return coarse > fine * (1 + kNoise) && std::abs(a.value - b.value) < coarse * (1 - kNoise);
}

bool is_exact(const Target& target) {
  return target.op == Op::eq && target.status != TargetStatus::requirement;
}

bool in_one_sentence(const Document& document, const Target& first, const Target& second) {
  constexpr std::size_t kFarthest = 120;  // bytes
  const bool behind = first.node == second.node && second.span.begin >= first.span.end;
  if (!behind || second.field == Field::cell) return false;
  const std::size_t between = second.span.begin - first.span.end;
  const std::string_view text(document.source.text);
  return between <= kFarthest &&
         text.substr(first.span.end, between).find("\u3002") == std::string_view::npos;
}

Agreement agreement_of(const Figure& a, const Figure& b) {
  const auto first = amount_of(a), second = amount_of(b);
  if (!first || !second) return Agreement::rounded;  // nothing can be said
  const bool about = a.op == Op::approx || b.op == Op::approx;
  if (a.op == Op::between && b.op == Op::between) {
    Figure low = a, other = b;
    low.op = other.op = Op::eq;
    low.value = a.value_high, low.number = a.number_high;
    other.value = b.value_high, other.number = b.number_high;
    const auto above = amount_of(low), other_above = amount_of(other);
    const bool same = equal(*first, *second) && above && other_above && equal(*above, *other_above);
    return same ? Agreement::same : Agreement::different;
  }
  if (a.op == Op::between || b.op == Op::between) {
    const Figure& range = a.op == Op::between ? a : b;
    const double value = a.op == Op::between ? second->value : first->value;
    const auto high = number_of(range.number_high.empty() ? range.value_high : range.number_high);
    const double low = a.op == Op::between ? first->value : second->value;
    return high && value >= low && value <= *high ? Agreement::bounded : Agreement::different;
  }
  if (equal(*first, *second)) {
    if (a.op == b.op) return Agreement::same;
    return about || direction_of(a.op) == direction_of(b.op) ? Agreement::rounded
                                                             : Agreement::bounded;
  }
  if (rounds_to(*first, *second)) return Agreement::rounded;
  const double slack = std::max(slack_of(a, *first), slack_of(b, *second));
  if (std::abs(first->value - second->value) <= slack * (1 + kNoise)) return Agreement::rounded;
  return Agreement::different;
}

bool is_mixed_up(std::string_view a, std::string_view b) {
  if (a == b || a.size() != b.size() || a.find('.') != b.find('.')) return false;
  std::string first(a), second(b);
  std::sort(first.begin(), first.end());
  std::sort(second.begin(), second.end());
  return first == second;
}

std::string short_number(double value, int decimals) {
  std::string text = fmt::format("{:.{}f}", value, decimals);
  if (text.find('.') == text.npos) return text;
  while (text.back() == '0') text.pop_back();
  if (text.back() == '.') text.pop_back();
  return text;
}

}  // namespace gangmu
