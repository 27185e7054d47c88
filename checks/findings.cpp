#include "checks/findings.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace gangmu {

Findings::Findings(const Grammar& grammar, CheckOptions options) : options_(std::move(options)) {
  for (const Word& word : grammar.words("check").words()) {
    const auto degree = degree_named(word.value);
    degrees_[std::string(word.text)] = degree ? static_cast<int>(*degree) : kOff;
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
  if (degree == kOff) return;
  if (options_.accepted.contains(finding.key)) {
    ++accepted_;
    return;
  }
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

bool of_one_place(const Origin& a, const Origin& b) {
  if (!a.region.empty() && !b.region.empty()) return a.region == b.region;
  return a.document == b.document;
}

Origin Checked::origin(std::uint32_t plan) const {
  const auto& region = document.plans[plan].facts.region;
  return {ordinal, region ? region->value : ""};
}

namespace {

constexpr std::size_t kAround = 90;  // bytes of a quote before and behind what is meant

bool ends_sentence(char32_t c) { return c == 0x3002 || c == 0xFF1B || c == ';' || c == '\n'; }
bool ends_clause(char32_t c) { return c == 0xFF0C || c == ',' || c == 0xFF1A || c == ':'; }

// Where the quote begins: its sentence, else the furthest clause that is near.
std::size_t quote_begin(std::string_view text, std::size_t at) {
  std::size_t clause = at;
  bool found = false;
  for (std::size_t from = at; from > 0 && at - from < kAround;) {
    const std::size_t end = from;
    const char32_t c = previous_char(text, from);
    if (ends_sentence(c)) return end;
    if (ends_clause(c)) clause = end, found = true;
    if (from == 0) return 0;
  }
  if (found) return clause;
  std::size_t from = at - std::min(at, kAround);
  while (inside_char(text, from)) ++from;
  return from;
}

// Where it ends: with its sentence, else with the furthest clause that is near.
std::size_t quote_end(std::string_view text, std::size_t at) {
  std::size_t clause = at, to = at;
  bool found = false;
  while (to < text.size() && to - at < kAround) {
    const std::size_t from = to;
    const char32_t c = next_char(text, to);
    if (ends_sentence(c)) return from;
    if (ends_clause(c)) clause = from, found = true;
  }
  if (to >= text.size() || !found) return to;
  return clause;
}

}  // namespace

Finding::Side Checked::side(Slice slice, Slice field) const {
  const std::string_view text = document.text(field);
  const std::size_t from = quote_begin(text, slice.begin - field.begin);
  const std::size_t to = std::max<std::size_t>(quote_end(text, slice.end - field.begin), from);
  return side(document.source_of(slice), std::string(text.substr(from, to - from)));
}

Finding::Side Checked::side(const Target& target) const {
  if (target.field != Field::cell) return side(target.span, target.quote);
  const std::string_view text = document.source.text;
  return side(target.span, target.indicator + " " +
                               std::string(text.substr(target.span.begin, target.span.size())));
}

}  // namespace gangmu
