#include "checks/findings.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace gangmu {

Findings::Findings(const Grammar& grammar, CheckOptions options) : options_(std::move(options)) {
  for (const Word& word : grammar.words("check").words()) {
    const auto degree = degree_named(word.value);
    degrees_[word.text] = degree ? static_cast<int>(*degree) : kOff;
  }
  for (const std::string& code : options_.silent) degrees_[code] = kOff;
}

int Findings::degree_of(std::string_view code) const {
  const auto at = degrees_.find(code);
  return at == degrees_.end() ? kUnknown : at->second;
}

void Findings::add(Check check, std::vector<std::string> args, std::vector<Finding::Side> sides) {
  Finding finding;
  finding.code = name_of(check);
  finding.message = fill_template(template_of(check), args);
  finding.args = std::move(args);
  finding.sides = std::move(sides);
  set_key(&finding);
  add(std::move(finding));
}

void Findings::add(Finding finding) {
  const int degree = degree_of(finding.code);
  if (degree == kOff || options_.accepted.contains(finding.key)) return;
  if (degree != kUnknown) finding.degree = static_cast<Degree>(degree);
  findings_.push_back(std::move(finding));
}

std::vector<Finding> Findings::take() {
  const auto place = [](const Finding& finding) {
    const Finding::Side& side = finding.sides.front();
    return std::tuple(side.document, side.span.begin, -static_cast<int>(finding.degree));
  };
  std::stable_sort(findings_.begin(), findings_.end(),
                   [&](const Finding& a, const Finding& b) { return place(a) < place(b); });
  return std::move(findings_);
}

TargetRange targets_of(const Document& document, std::uint32_t plan) {
  const auto& targets = document.targets;
  const auto before = [&](std::uint32_t end) {
    const auto at = std::partition_point(targets.begin(), targets.end(), [&](const Target& target) {
      return document.nodes[target.node].plan < end;
    });
    return static_cast<std::uint32_t>(at - targets.begin());
  };
  return {before(plan), before(plan + 1)};
}

Finding::Side Checked::side(Slice slice, Slice field) const {
  constexpr Offset kAround = 90;  // bytes before and behind
  const std::string_view text = document.text(field);
  std::size_t from = slice.begin - field.begin, to = slice.end - field.begin;
  from -= std::min<std::size_t>(from, kAround);
  to = std::min<std::size_t>(to + kAround, text.size());
  const auto inside = [&](std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
  };
  while (inside(from)) ++from;
  while (inside(to)) --to;
  return side(document.source_of(slice), std::string(text.substr(from, to - from)));
}

Finding::Side Checked::side(const Target& target) const {
  if (target.field != Field::cell) return side(target.span, target.quote);
  const std::string_view text = document.source.text;
  return side(target.span, target.indicator + " " +
                               std::string(text.substr(target.span.begin, target.span.size())));
}

}  // namespace gangmu
