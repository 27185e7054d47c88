#include "exporters/figure_words.h"

#include <array>

namespace gangmu {

std::string period_words(const Words& words, const Period& period) {
  const std::string start = period.start ? std::to_string(*period.start) : "";
  const std::string end = period.end ? std::to_string(*period.end) : "";
  std::string text;
  if (!start.empty() && !end.empty() && start != end) {
    text = fill(words(msg("%1 to %2")), {start, end});
  } else if (const std::string& year = end.empty() ? start : end; !year.empty()) {
    text = fill(words(period.kind == PeriodKind::by ? msg("by %1") : msg("at %1")), {year});
  }
  if (period.kind != PeriodKind::annual) return text;
  return text.empty() ? std::string(words(msg("each year")))
                      : fill(words(msg("%1, each year")), {text});
}

std::optional<int> one_year(const Period& period) {
  const auto& year = period.end ? period.end : period.start;
  const bool two = period.start && period.end && period.start != period.end;
  return period.kind == PeriodKind::annual || two ? std::nullopt : year;
}

std::string operator_words(const Words& words, Op op) {
  return std::string(words(std::string("op ").append(name_of(op))));
}

std::string measure_words(const Words& words, const Target& target) {
  const auto kind = target.period ? target.period->kind : PeriodKind::by;
  // What is added over several years is their sum.
  const bool sum = kind == PeriodKind::during && target.measure == Measure::increment;
  const Measure measure = sum ? Measure::flow : target.measure;
  return std::string(
      words(std::string(kind == PeriodKind::annual ? "each year measure " : "measure ")
                .append(name_of(measure))));
}

std::string value_words(const Words& words, const Target& target) {
  if (target.value.empty()) return target.text_value;
  if (!target.exact.empty() && target.value_high.empty()) return target.exact;
  if (target.value_high.empty()) return target.value;
  return fill(words(msg("%1 to %2 as range")), {target.value, target.value_high});
}

std::string base_words(const Words& words, const Target& base, const Target& main) {
  std::string value = value_words(words, base);
  if (base.unit != main.unit && !base.value.empty()) value += base.unit;
  return value;
}

namespace {

std::string_view sign_of(Op op) {
  static constexpr std::array<std::string_view, 8> kSigns = {"",  "\u2265", ">", "\u2264",
                                                             "<", "\u2248", "",  ""};
  return kSigns[static_cast<std::size_t>(op)];
}

}  // namespace

std::string around_value(const Words& words, const Target& target, bool sign) {
  if (target.value.empty()) return {};
  std::string around = (sign ? std::string(sign_of(target.op)) : std::string()) + "%1";
  if (target.falls) around = fill(words(msg("down by %1")), {around});
  return around == "%1" ? std::string() : around;
}

std::string stated_words(const Words& words, const Target& target, const std::string& printed) {
  if (target.op == Op::rank && !printed.empty()) return printed;
  const std::string value = value_words(words, target);
  if (value.empty()) return printed;
  std::string text = value;
  if (!target.value.empty()) {
    text = std::string(sign_of(target.op)) + value + target.unit;
    if (target.falls) text = fill(words(msg("down by %1")), {text});
  }
  if (target.relative_to.empty() || text.find(target.relative_to) != std::string::npos) return text;
  return text +
         fill(words(msg("(%1)")), {fill(words(msg("relative to %1")), {target.relative_to})});
}

}  // namespace gangmu
