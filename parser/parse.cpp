#include "parser/parse.h"

#include <future>
#include <system_error>
#include <utility>
#include <vector>

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

constexpr std::size_t kWorthAThread = std::size_t{1} << 20;  // bytes of text

// Who is charged, names and tasks: about half of what is read of fields, by stages that neither
// read the records of the others nor are read by them. Each stage fills a member of the document of
// its own, and their rules are kept apart, so that they may run beside the others.
class OtherRecords {
 public:
  OtherRecords(Document* document, const Grammar& grammar, const Folded& clean)
      : document_(*document), grammar_(grammar), clean_(clean) {}

  // On a thread of its own where the text is long; where there is none to be had, in finish().
  void start() {
    if (document_.clean.size() < kWorthAThread) return;
    try {
      done_ = std::async(std::launch::async, [this] { find(); });
    } catch (const std::system_error&) {
      done_ = {};
    }
  }

  // Waits, and adds the rules to those of the document.
  void finish() {
    done_.valid() ? done_.get() : find();
    const std::size_t first = document_.rules.size();
    const auto settle = [&](auto& records) {
      for (auto& record : records) record.rule = static_cast<std::uint16_t>(record.rule + first);
    };
    settle(document_.duties);
    settle(document_.names);
    for (RuleRef& rule : rules_) document_.rules.push_back(std::move(rule));
  }

 private:
  void find() {
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

Document parse(Source source, const Grammar& grammar) {
  Document document;
  document.source = std::move(source);
  document.diagnostics = document.source.doubts;
  document.grammar_sha256 = grammar.sha256();
  document.overlays.assign(grammar.overlays().begin(), grammar.overlays().end());
  outline(&document, layout(&document, grammar), grammar);
  Folded clean;  // all that the stages below read
  clean.assign(document.clean);
  find_enumerations(&document, grammar, clean);
  set_plan_facts(&document, grammar, clean);
  OtherRecords others(&document, grammar, clean);
  others.start();
  find_targets(&document, grammar, clean);
  find_goals(&document, grammar, clean);
  find_references(&document, grammar, clean, &document.rules);
  others.finish();
  note_doubts(&document, grammar, clean);
  return document;
}

}  // namespace gangmu
