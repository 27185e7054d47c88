#include "parser/parse.h"

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

Document parse(Source source, const Grammar& grammar) {
  Document document;
  document.source = std::move(source);
  document.diagnostics = document.source.doubts;
  document.grammar_sha256 = grammar.sha256();
  document.overlays.assign(grammar.overlays().begin(), grammar.overlays().end());
  outline(&document, layout(&document, grammar), grammar);
  find_enumerations(&document, grammar);
  set_plan_facts(&document, grammar);
  find_targets(&document, grammar);
  find_references(&document, grammar);
  find_duties(&document, grammar);
  find_goals(&document, grammar);
  find_names(&document, grammar);
  find_tasks(&document, grammar);
  note_doubts(&document, grammar);
  return document;
}

}  // namespace gangmu
