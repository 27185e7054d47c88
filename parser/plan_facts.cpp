#include "parser/plan_facts.h"

#include <algorithm>
#include <string>
#include <vector>

#include "parser/date.h"
#include "parser/quantity.h"

namespace gangmu {

namespace {

constexpr std::uint32_t kNodesRead = 60;    // of a plan's start: the period is set early
constexpr std::size_t kLongestRegion = 10;  // characters

void set_from(const TimeRef& time, Plan* plan) {
  if (!time.start || !time.last || *time.start >= *time.last) return;
  plan->start = time.start;
  plan->end = time.last;
}

void from_title(const Folded& clean, const QuantityReader& quantities, Plan* plan) {
  Quantities found;
  quantities.scan(clean.view(plan->title).text, &found);
  for (const TimeRef& time : found.times) set_from(time, plan);
  if (plan->start || plan->end || found.times.size() != 1) return;
  // The plan of a year ("Points of work for 2023").
  const TimeRef& time = found.times.front();
  if (time.kind != PeriodKind::at || time.base || time.bare || !time.last) return;
  plan->start = plan->end = time.last;
}

// The sentence that names the planning period.
void from_text(const Document& document, const Grammar& grammar, const Folded& clean,
               const QuantityReader& quantities, Plan* plan) {
  const std::uint32_t last = std::min(plan->last_node, plan->first_node + kNodesRead);
  Quantities found;
  for (std::uint32_t i = plan->first_node; i < last; ++i) {
    const std::string_view text = clean.view(document.nodes[i].text).text;
    std::size_t at = 0;
    if (grammar.words("plan_period").find(text, 0, &at) != nullptr) {
      quantities.scan(text.substr(at), &found);
      if (!found.times.empty()) set_from(found.times.front(), plan);
    }
    if (!plan->horizon && grammar.words("plan_horizon").find(text, 0, &at) != nullptr) {
      quantities.scan(text.substr(at), &found);
      if (!found.times.empty() && found.times.front().last &&
          found.times.front().last > plan->end) {
        plan->horizon = found.times.front().last;
      }
    }
  }
}

// Without such a sentence: the year behind the period by which goals are set.
void from_goals(const Document& document, const Folded& clean, const QuantityReader& quantities,
                Plan* plan) {
  if (!plan->end) return;
  Quantities found;
  for (std::uint32_t i = plan->first_node; i < plan->last_node && !plan->horizon; ++i) {
    const Node& node = document.nodes[i];
    if (node.role != Role::goals && node.role != Role::guidance) continue;
    quantities.scan(clean.view(node.text).text, &found);
    for (const TimeRef& time : found.times) {
      if (time.kind == PeriodKind::by && time.last > plan->end) plan->horizon = time.last;
    }
  }
}

// Without such a sentence: the latest five-year span that the first paragraphs name.
void from_mentions(const Document& document, const QuantityReader& quantities, Plan* plan) {
  const std::uint32_t last = std::min(plan->last_node, plan->first_node + kNodesRead);
  Quantities found;
  for (std::uint32_t i = plan->first_node; i < last; ++i) {
    if (document.nodes[i].role == Role::situation) continue;  // speaks of the plan before
    const Node& node = document.nodes[i];
    quantities.scan(fold(document.text(node.title)) + "\n" + fold(document.text(node.text)),
                    &found);
    for (const TimeRef& time : found.times) {
      const bool span = time.kind == PeriodKind::during && time.start && time.last &&
                        *time.last - *time.start >= 2;
      if (span && (!plan->start || time.start > plan->start)) set_from(time, plan);
    }
  }
}

// The place that the title begins with.
void set_region(const Document& document, const Grammar& grammar, Plan* plan) {
  const std::string_view title = document.text(plan->title);
  const WordTable& ends = grammar.words("region_end");
  if (grammar.words("title_about").longest_at(title, 0) != nullptr) return;
  std::size_t characters = 0;
  for (std::size_t at = 0; at < title.size() && characters < kLongestRegion; ++characters) {
    if (characters >= 2) {
      if (const Word* word = ends.longest_at(title, at)) {
        const std::size_t end = at + word->text.size();
        const std::string_view name = title.substr(0, end);
        if (grammar.words("region_not").longest_at_end(name) != nullptr) return;
        const Slice slice = {plan->title.begin, plan->title.begin + static_cast<Offset>(end)};
        plan->facts.region = Fact{std::string(name), document.source_of(slice)};
        return;
      }
    }
    if (!is_han(next_char(title, at))) return;
  }
}

// ------------------------------------------------------------------------- the notice before a
// plan

Fact fact(const Document& document, Slice slice, std::string value) {
  return {std::move(value), document.source_of(slice)};
}

// "To all …:" — each body by itself.
void set_addressees(const Document& document, const Grammar& grammar, Slice text, Plan* plan) {
  const WordTable& joints = grammar.words("addressee_joint");
  const std::string_view line = document.text(text);
  std::size_t begin = 0, before = 0;  // of this name and of the last
  const auto close = [&](std::size_t end) {
    if (end <= begin) return;
    Slice slice = {text.begin + static_cast<Offset>(begin), text.begin + static_cast<Offset>(end)};
    // One character shares the name before it (all committees, offices and bureaus).
    auto& known = plan->facts.addressees;
    if (char_count(document.text(slice)) == 1 && !known.empty()) {
      known.pop_back();
      slice.begin = text.begin + static_cast<Offset>(before);
    }
    before = slice.begin - text.begin;
    plan->facts.addressees.push_back(fact(document, slice, std::string(document.text(slice))));
  };
  int depth = 0;  // "all counties (cities, districts)" is one
  for (std::size_t at = 0; at < line.size();) {
    std::size_t next = at;
    const char32_t c = fold_char(next_char(line, next));
    depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    const Word* joint = joints.longest_at(line, at);
    if (depth <= 0 && (joint != nullptr || c == ',')) {
      close(at);
      begin = next;
    }
    at = next;
  }
  std::size_t end = line.size();
  previous_char(line, end);  // the colon
  close(end);
}

// Office and date from the signature, where the front gives none.
void from_back(const Document& document, const Grammar& grammar, Plan* plan) {
  for (std::uint32_t i = plan->first_node; i < plan->last_node; ++i) {
    const Node& node = document.nodes[i];
    if (node.zone != Zone::back) continue;
    const SignedDate date = closing_date(fold(document.text(node.text)), grammar);
    if (date.iso.empty() || plan->facts.date) continue;
    plan->facts.date = fact(document, node.text, date.iso);
    const bool alone = i > plan->first_node && document.nodes[i - 1].zone == Zone::back;
    if (date.office.empty() && alone && !plan->facts.issuer) {
      const Slice office = document.nodes[i - 1].text;
      plan->facts.issuer = fact(document, office, std::string(document.text(office)));
    }
  }
}

// A line that is the number of the document, or the number behind its label in a table of facts.
Slice document_number(const Document& document, const Grammar& grammar, Slice line) {
  std::vector<Match> found;
  const auto is_number = [&](std::string_view folded) {
    grammar.match(Stage::targets, folded, &found);
    return std::any_of(found.begin(), found.end(), [&](const Match& match) {
      return grammar.rules(Stage::targets)[match.rule].name == "doc_number";
    });
  };
  Folded view;
  view.assign(document.text(line));
  if (is_number(view.text)) return line;
  std::size_t at = 0;
  const Word* label = grammar.words("number_label").find(view.text, 0, &at);
  if (label == nullptr) return {};
  const std::string_view signs = ": |";
  at += label->text.size();
  if (at >= view.text.size() || signs.find(view.text[at]) == signs.npos) return {};
  at = view.text.find_first_not_of(signs, at);
  if (at == std::string::npos) return {};
  std::size_t end = at;
  const Word* sign = grammar.words("doc_number_end").find(view.text, at, &end);
  if (sign == nullptr) return {};
  end += sign->text.size();
  if (!is_number(std::string_view(view.text).substr(at, end - at))) return {};
  return {line.begin + view.back[at], line.begin + view.back[end]};
}

// Number, office, date and addressees from the lines in front of the plan.
void from_front(const Document& document, const Grammar& grammar, Plan* plan) {
  constexpr std::size_t kLongestOffice = 30, kLongestAddressees = 120;  // characters
  Slice before = {};
  for (std::uint32_t i = plan->first_node; i < plan->last_node; ++i) {
    const Node& node = document.nodes[i];
    if (node.zone != Zone::front) break;
    const std::string folded = fold(document.text(node.text));
    if (folded.empty()) continue;
    if (!plan->facts.doc_number) {
      if (const Slice number = document_number(document, grammar, node.text); !number.empty()) {
        plan->facts.doc_number = fact(document, number, std::string(document.text(number)));
      }
    }
    const std::size_t characters = char_count(folded);
    if (folded.back() == ':' && characters <= kLongestAddressees &&
        plan->facts.addressees.empty()) {
      set_addressees(document, grammar, node.text, plan);
    }
    const std::string date = characters <= 14 ? iso_date(folded, grammar) : std::string();
    // The month on a title page is no second date.
    const bool less = plan->facts.date && date.size() < plan->facts.date->value.size();
    if (!date.empty() && !less) {
      plan->facts.date = fact(document, node.text, date);
      const bool office = !before.empty() && char_count(document.text(before)) <= kLongestOffice;
      if (office) plan->facts.issuer = fact(document, before, std::string(document.text(before)));
    }
    before = node.text;
  }
}

}  // namespace

void set_plan_facts(Document* document, const Grammar& grammar, const Folded& clean) {
  const QuantityReader quantities(grammar);
  for (Plan& plan : document->plans) {
    from_title(clean, quantities, &plan);
    from_text(*document, grammar, clean, quantities, &plan);
    if (!plan.end) from_mentions(*document, quantities, &plan);
    set_region(*document, grammar, &plan);
    if (!plan.horizon) from_goals(*document, clean, quantities, &plan);
    from_front(*document, grammar, &plan);
    from_back(*document, grammar, &plan);
  }
}

}  // namespace gangmu
