#include "parser/parse.h"

#include <future>
#include <utility>
#include <vector>

#include "model/halves.h"
#include "parser/doubts.h"
#include "parser/duties.h"
#include "parser/enumeration.h"
#include "parser/goals.h"
#include "parser/layout.h"
#include "parser/names.h"
#include "parser/outline.h"
#include "parser/plan_facts.h"
#include "parser/references.h"
#include "parser/targets.h"
#include "parser/tasks.h"

namespace gangmu {

namespace {

// References, who is charged, names and tasks: about half of what is read of fields, by stages that
// neither read the records of the others nor are read by them. Each stage fills a member of the
// document of its own, and their rules are kept apart, so that they may run beside the others.
class OtherRecords {
 public:
  OtherRecords(Document* document, const Grammar& grammar, const Folded& clean)
      : document_(*document), grammar_(grammar), clean_(clean) {}

  void start() {
    done_ = beside(document_.clean.size() >= kBytesWorthAThread, [this] { find(); });
  }

  // Waits, and adds the rules to those of the document.
  void finish() {
    done_.get();
    const std::size_t first = document_.rules.size();
    const auto settle = [&](auto& records) {
      for (auto& record : records) record.rule = static_cast<std::uint16_t>(record.rule + first);
    };
    settle(document_.references);
    settle(document_.duties);
    settle(document_.names);
    for (RuleRef& rule : rules_) document_.rules.push_back(std::move(rule));
  }

 private:
  void find() {
    find_references(&document_, grammar_, clean_, &rules_);
    find_duties(&document_, grammar_, clean_, &rules_);
    find_names(&document_, grammar_, clean_, &rules_);
    find_tasks(&document_, grammar_, clean_);
  }

  Document& document_;
  const Grammar& grammar_;
  const Folded& clean_;
  std::vector<RuleRef> rules_;
  std::future<void> done_;  // its destructor waits
};

}  // namespace

Document parse(Source source, const Grammar& grammar, std::uint64_t most_figures) {
  Document document;
  document.source = std::move(source);
  document.diagnostics = document.source.doubts;
  document.grammar_sha256 = grammar.sha256();
  document.overlays.assign(grammar.overlays().begin(), grammar.overlays().end());
  const bool is_long = document.source.text.size() >= kBytesWorthAThread;
  // NOLINTNEXTLINE(bugprone-unused-local-non-trivial-variable): its destructor waits
  const auto prepared = beside(is_long, [&] { grammar.prepare(); });
  Layout laid_out = layout(&document, grammar);
  auto characters = beside(is_long, [&] { return count_odd_characters(document.source.text); });
  outline(&document, std::move(laid_out), grammar);
  Folded clean;  // all that the stages below read
  clean.assign(document.clean);
  find_enumerations(&document, grammar, clean);
  set_plan_facts(&document, grammar, clean);
  OtherRecords others(&document, grammar, clean);
  others.start();
  find_targets(&document, grammar, clean, most_figures);
  find_goals(&document, grammar, clean);
  others.finish();
  note_doubts(&document, grammar, clean, characters.get());
  return document;
}

}  // namespace gangmu
