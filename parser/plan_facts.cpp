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

void from_title(const Document& document, const QuantityReader& quantities, Plan* plan) {
  Quantities found;
  quantities.scan(fold(document.text(plan->title)), &found);
  for (const TimeRef& time : found.times) set_from(time, plan);
  if (plan->start || plan->end || found.times.size() != 1) return;
  // The plan of a year ("Points of work for 2023").
  const TimeRef& time = found.times.front();
  if (time.kind != PeriodKind::at || time.base || time.bare || !time.last) return;
  plan->start = plan->end = time.last;
}

// The sentence that names the planning period.
void from_text(const Document& document, const Grammar& grammar, const QuantityReader& quantities,
               Plan* plan) {
  const std::uint32_t last = std::min(plan->last_node, plan->first_node + kNodesRead);
  Quantities found;
  for (std::uint32_t i = plan->first_node; i < last; ++i) {
    const std::string text = fold(document.text(document.nodes[i].text));
    std::size_t at = 0;
    if (grammar.words("plan_period").find(text, 0, &at) != nullptr) {
      quantities.scan(std::string_view(text).substr(at), &found);
      if (!found.times.empty()) set_from(found.times.front(), plan);
    }
    if (!plan->horizon && grammar.words("plan_horizon").find(text, 0, &at) != nullptr) {
      quantities.scan(std::string_view(text).substr(at), &found);
      if (!found.times.empty() && found.times.front().last &&
          found.times.front().last > plan->end) {
        plan->horizon = found.times.front().last;
      }
    }
  }
}

// Without such a sentence: the year behind the period by which goals are set.
void from_goals(const Document& document, const QuantityReader& quantities, Plan* plan) {
  if (!plan->end) return;
  Quantities found;
  for (std::uint32_t i = plan->first_node; i < plan->last_node && !plan->horizon; ++i) {
    const Node& node = document.nodes[i];
    if (node.role != Role::goals && node.role != Role::guidance) continue;
    quantities.scan(fold(document.text(node.text)), &found);
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
  std::size_t characters = 0;
  for (std::size_t at = 0; at < title.size() && characters < kLongestRegion; ++characters) {
    if (characters >= 2) {
      if (const Word* word = ends.longest_at(title, at)) {
        const std::size_t end = at + word->text.size();
        const Slice slice = {plan->title.begin, plan->title.begin + static_cast<Offset>(end)};
        plan->facts.region = Fact{std::string(title.substr(0, end)), document.source_of(slice)};
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
  std::size_t begin = 0;
  const auto close = [&](std::size_t end) {
    if (end <= begin) return;
    const Slice slice = {text.begin + static_cast<Offset>(begin),
                         text.begin + static_cast<Offset>(end)};
    plan->facts.addressees.push_back(fact(document, slice, std::string(document.text(slice))));
  };
  for (std::size_t at = 0; at < line.size();) {
    std::size_t next = at;
    const char32_t c = next_char(line, next);
    if (const Word* joint = joints.longest_at(line, at); joint != nullptr || c == 0xFF0C) {
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

// Number, office, date and addressees from the lines in front of the plan.
void from_front(const Document& document, const Grammar& grammar, Plan* plan) {
  constexpr std::size_t kLongestOffice = 30, kLongestAddressees = 120;  // characters
  std::vector<Match> found;
  Slice before = {};
  for (std::uint32_t i = plan->first_node; i < plan->last_node; ++i) {
    const Node& node = document.nodes[i];
    if (node.zone != Zone::front) break;
    const std::string folded = fold(document.text(node.text));
    if (folded.empty()) continue;
    grammar.match(Stage::targets, folded, &found);
    for (const Match& match : found) {
      const Rule& rule = grammar.rules(Stage::targets)[match.rule];
      if (rule.name == "doc_number" && !plan->facts.doc_number) {
        plan->facts.doc_number = fact(document, node.text, std::string(document.text(node.text)));
      }
    }
    const std::size_t characters = char_count(folded);
    if (folded.back() == ':' && characters <= kLongestAddressees &&
        plan->facts.addressees.empty()) {
      set_addressees(document, grammar, node.text, plan);
    }
    const std::string date = characters <= 14 ? iso_date(folded, grammar) : std::string();
    if (!date.empty()) {
      plan->facts.date = fact(document, node.text, date);
      const bool office = !before.empty() && char_count(document.text(before)) <= kLongestOffice;
      if (office) plan->facts.issuer = fact(document, before, std::string(document.text(before)));
    }
    before = node.text;
  }
}

}  // namespace

void set_plan_facts(Document* document, const Grammar& grammar) {
  const QuantityReader quantities(grammar);
  for (Plan& plan : document->plans) {
    from_title(*document, quantities, &plan);
    from_text(*document, grammar, quantities, &plan);
    if (!plan.end) from_mentions(*document, quantities, &plan);
    set_region(*document, grammar, &plan);
    if (!plan.horizon) from_goals(*document, quantities, &plan);
    from_front(*document, grammar, &plan);
    from_back(*document, grammar, &plan);
  }
}

}  // namespace gangmu
