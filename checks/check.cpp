#include "checks/check.h"

#include "checks/areas.h"
#include "checks/arithmetic.h"
#include "checks/bare_numbers.h"
#include "checks/bodies.h"
#include "checks/contents.h"
#include "checks/counted_below.h"
#include "checks/directions.h"
#include "checks/figures.h"
#include "checks/findings.h"
#include "checks/form.h"
#include "checks/growth.h"
#include "checks/lists.h"
#include "checks/names.h"
#include "checks/own_place.h"
#include "checks/phrases.h"
#include "checks/place_counts.h"
#include "checks/place_rest.h"
#include "checks/share_of.h"
#include "checks/status.h"
#include "checks/twin_lists.h"
#include "checks/typing.h"
#include "checks/wording.h"

namespace gangmu {

struct Checker::State {
  State(const Grammar& rules, CheckOptions options)
      : grammar(rules),
        findings(rules, std::move(options)),
        figures(rules),
        names(rules),
        statuses(rules) {}
  const Grammar& grammar;
  Findings findings;
  std::uint32_t documents = 0;
  FigureCheck figures;
  std::vector<NamedList> lists;
  NameCheck names;
  StatusCheck statuses;
};

Checker::Checker(const Grammar& grammar, CheckOptions options)
    : state_(std::make_unique<State>(grammar, std::move(options))) {}
Checker::~Checker() = default;

void Checker::add(const Document& document) {
  const Checked in = {document, state_->documents++, state_->grammar};
  for (const Diagnostic& doubt : document.diagnostics) {
    state_->findings.add(finding_of(document, in.ordinal, doubt));
  }
  state_->figures.add(in);
  check_lists(in, &state_->findings, &state_->lists);
  state_->names.add(in, &state_->findings);
  state_->statuses.add(in);
  for (const auto check :
       {check_growth,    check_baselines,    check_made,          check_parts,      check_shares,
        check_shares_of, check_places,       check_place_rest,    check_twin_lists, check_totals,
        check_units,     check_bare_numbers, check_notes,         check_companies,  check_phrases,
        check_areas,     check_clause_order, check_marks,         check_ends,       check_markers,
        check_boxes,     check_periods,      check_dated,         check_contents,   check_doubled,
        check_mistaken,  check_own_place,    check_counted_below, check_directions}) {
    check(in, &state_->findings);
  }
}

std::vector<Finding> Checker::finish() {
  state_->figures.finish(&state_->findings);
  compare_lists(state_->lists, &state_->findings);
  state_->names.finish(&state_->findings);
  state_->statuses.finish(&state_->findings);
  return state_->findings.take();
}

std::size_t Checker::accepted() const { return state_->findings.accepted(); }

std::vector<Finding> check_documents(std::span<const Document> documents, const Grammar& grammar,
                                     const CheckOptions& options) {
  Checker checker(grammar, options);
  for (const Document& document : documents) checker.add(document);
  return checker.finish();
}

}  // namespace gangmu
