#include "checks/compare.h"

#include "checks/aligned_indicators.h"
#include "checks/aligned_tasks.h"

namespace gangmu {

struct Comparison::State {
  explicit State(const Grammar& grammar) : indicators(grammar), tasks(grammar) {}

  // Calls `add` with the number of each plan of the document in it and in the alignment.
  template <typename Add>
  void add_plans(const Document& document, std::string_view file, bool above, const Add& add) {
    for (std::uint32_t plan = 0; plan < document.plans.size(); ++plan) {
      const Plan& own = document.plans[plan];
      AlignedPlan told;
      told.document = documents;
      told.above = above;
      told.file = file;
      told.title = document.text(own.title);
      if (own.facts.region) told.region = own.facts.region->value;
      told.start = own.start;
      told.end = own.end;
      alignment.plans.push_back(told);
      add(plan, told, static_cast<std::uint32_t>(alignment.plans.size() - 1));
    }
    ++documents;
  }

  IndicatorMatch indicators;
  TaskMatch tasks;
  Alignment alignment;
  std::uint32_t documents = 0;
};

Comparison::Comparison(const Grammar& grammar) : state_(std::make_unique<State>(grammar)) {}
Comparison::~Comparison() = default;

void Comparison::add_above(const Document& document, std::string_view file) {
  state_->add_plans(document, file, true, [&](auto plan, const auto& own, auto ordinal) {
    state_->indicators.add_above(document, plan, own, ordinal);
    state_->tasks.add_above(document, plan, own, ordinal);
  });
}

void Comparison::add_below(const Document& document, std::string_view file) {
  state_->add_plans(document, file, false, [&](auto plan, const auto& own, auto ordinal) {
    state_->indicators.add_below(document, plan, own, ordinal);
    state_->tasks.add_below(document, plan, own, ordinal);
  });
}

Alignment Comparison::finish() {
  state_->alignment.indicators = state_->indicators.finish();
  state_->alignment.tasks = state_->tasks.finish();
  return std::move(state_->alignment);
}

Alignment compare_documents(const Document& above, std::span<const Document> below,
                            const Grammar& grammar) {
  Comparison comparison(grammar);
  comparison.add_above(above, above.source.name);
  for (const Document& document : below) comparison.add_below(document, document.source.name);
  return comparison.finish();
}

}  // namespace gangmu
