#include "parser/parse.h"

#include <atomic>
#include <optional>
#include <string>
#include <string_view>
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

// References, who is charged, names, tasks and enumerations: about half of what is read of fields,
// by stages that neither read the records of the others nor are read by them. Each stage fills
// members of the document of its own, and their rules are kept apart, so that they may run beside
// the others; who has nothing else to do takes the next that nobody has begun.
class OtherRecords {
 public:
  OtherRecords(Document* document, const Grammar& grammar, const Folded& clean)
      : document_(*document), grammar_(grammar), clean_(clean) {}
  ~OtherRecords() { set_facts_known(); }
  OtherRecords(const OtherRecords&) = delete;
  OtherRecords& operator=(const OtherRecords&) = delete;

  // Reads no facts of plans before set_facts_known() was called.
  void start() {
    done_.emplace(beside(document_.clean.size() >= kBytesWorthAThread, [this] { help(); }));
  }
  void set_facts_known() {
    facts_known_ = true;
    facts_known_.notify_one();
  }

  // Takes over what was not begun.
  void help() {
    for (std::size_t stage; (stage = begun_++) < kStages;) run(stage);
  }
  // Waits, and adds the rules to those of the document.
  void finish() {
    done_->get();
    add(&reference_rules_, &document_.references);
    add(&duty_rules_, &document_.duties);
    add(&name_rules_, &document_.names);
  }

 private:
  static constexpr std::size_t kStages = 5;

  // What takes longest comes first.
  void run(std::size_t stage) {
    switch (stage) {
      case 0:
        return find_duties(&document_, grammar_, clean_, &duty_rules_);
      case 1:
        facts_known_.wait(false);
        return find_tasks(&document_, grammar_, clean_);
      case 2:
        return find_names(&document_, grammar_, clean_, &name_rules_);
      case 3:
        return find_references(&document_, grammar_, clean_, &reference_rules_);
      default:
        return find_enumerations(&document_, grammar_, clean_);
    }
  }

  template <typename Records>
  void add(std::vector<RuleRef>* rules, Records* records) {
    const std::size_t first = document_.rules.size();
    for (auto& record : *records) record.rule = static_cast<std::uint16_t>(record.rule + first);
    for (RuleRef& rule : *rules) document_.rules.push_back(std::move(rule));
  }

  Document& document_;
  const Grammar& grammar_;
  const Folded& clean_;
  std::vector<RuleRef> reference_rules_, duty_rules_, name_rules_;
  std::atomic<bool> facts_known_ = false;
  std::atomic<std::size_t> begun_ = 0;
  std::optional<Beside<void>> done_;  // its destructor waits
};

// What can be told before the outline is known: the text of all blocks folded, odd characters.
struct Early {
  Folded clean;
  OddCharacters characters;
};

}  // namespace

Document parse(Source source, const Grammar& grammar, std::uint64_t most_figures) {
  Document document;
  document.source = std::move(source);
  document.diagnostics = document.source.doubts;
  document.grammar_sha256 = grammar.sha256();
  document.overlays.assign(grammar.overlays().begin(), grammar.overlays().end());
  const bool is_long = document.source.text.size() >= kBytesWorthAThread;
  const Helper helper(is_long);
  // NOLINTNEXTLINE(bugprone-unused-local-non-trivial-variable): its destructor waits
  const auto prepared = beside(is_long && grammar.is_slow_to_start(), [&] { grammar.prepare(); });
  Layout laid_out = layout(&document, grammar);
  // The outline appends to the text: what is folded beside it is a copy.
  std::string before = document.clean;
  auto early = beside(is_long, [&] {
    Early found;
    found.clean.append(before, 0);
    found.characters = count_odd_characters(document.source.text);
    return found;
  });
  outline(&document, std::move(laid_out), grammar);
  auto [clean, characters] = early.get();  // all that the stages below read
  clean.append(std::string_view(document.clean).substr(before.size()), before.size());
  before = std::string();  // a copy of the whole text
  OtherRecords others(&document, grammar, clean);
  others.start();
  set_plan_facts(&document, grammar, clean);
  others.set_facts_known();
  find_targets(&document, grammar, clean, most_figures);
  find_goals(&document, grammar, clean);
  others.help();
  note_doubts(&document, grammar, clean, characters);
  others.finish();
  return document;
}

}  // namespace gangmu
