#include "parser/parse.h"

#include "parser/layout.h"
#include "parser/outline.h"

namespace gangmu {

Document parse(Source source, const Grammar& grammar) {
  Document document;
  document.source = std::move(source);
  document.grammar_sha256 = grammar.sha256();
  document.overlays.assign(grammar.overlays().begin(), grammar.overlays().end());
  const Layout lines = layout(&document, grammar);
  outline(&document, lines, grammar);
  return document;
}

}  // namespace gangmu
