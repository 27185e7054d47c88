// Period and region of each plan, from its title and its first paragraphs.
#include <algorithm>

#include "parser/quantity.h"
#include "parser/targets.h"

namespace gangmu {

namespace {

constexpr std::uint32_t kNodesRead = 60;     // of a plan's start: the period is set early
constexpr std::size_t kLongestRegion = 10;   // characters

void set_from(const TimeRef& time, Plan* plan) {
  if (!time.start || !time.last || *time.start >= *time.last) return;
  plan->start = time.start;
  plan->end = time.last;
}

void from_title(const Document& document, const Grammar& grammar, Plan* plan) {
  Quantities found;
  scan_quantities(fold(document.text(plan->title)), grammar, &found);
  for (const TimeRef& time : found.times) set_from(time, plan);
}

// The sentence that names the planning period.
void from_text(const Document& document, const Grammar& grammar, Plan* plan) {
  const std::uint32_t last = std::min(plan->last_node, plan->first_node + kNodesRead);
  Quantities found;
  for (std::uint32_t i = plan->first_node; i < last; ++i) {
    const std::string text = fold(document.text(document.nodes[i].text));
    std::size_t at = 0;
    if (grammar.words("plan_period").find(text, 0, &at) != nullptr) {
      scan_quantities(std::string_view(text).substr(at), grammar, &found);
      if (!found.times.empty()) set_from(found.times.front(), plan);
    }
    if (!plan->horizon && grammar.words("plan_horizon").find(text, 0, &at) != nullptr) {
      scan_quantities(std::string_view(text).substr(at), grammar, &found);
      if (!found.times.empty() && found.times.front().last &&
          found.times.front().last > plan->end) {
        plan->horizon = found.times.front().last;
      }
    }
  }
}

// Without such a sentence: the latest five-year span that the first paragraphs name.
void from_mentions(const Document& document, const Grammar& grammar, Plan* plan) {
  const std::uint32_t last = std::min(plan->last_node, plan->first_node + kNodesRead);
  Quantities found;
  const QuantityStarts starts(grammar);
  for (std::uint32_t i = plan->first_node; i < last; ++i) {
    if (document.nodes[i].role == Role::situation) continue;  // speaks of the plan before
    scan_quantities(fold(document.text(document.nodes[i].text)), grammar, starts, &found);
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

}  // namespace

void set_plan_facts(Document* document, const Grammar& grammar) {
  for (Plan& plan : document->plans) {
    from_title(*document, grammar, &plan);
    from_text(*document, grammar, &plan);
    if (!plan.end) from_mentions(*document, grammar, &plan);
    set_region(*document, grammar, &plan);
  }
}

}  // namespace gangmu
