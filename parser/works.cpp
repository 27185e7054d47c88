#include "parser/works.h"

namespace gangmu {

namespace {

bool ends_with(const Document& document, const Node& box, const WordTable& words) {
  return words.longest_at_end(without_blanks(fold(document.text(box.title)))) != nullptr;
}

}  // namespace

bool lists_works(const Document& document, const Node& box, const Grammar& grammar) {
  return ends_with(document, box, grammar.words("works_box"));
}

bool describes(const Document& document, const Node& box, const Grammar& grammar) {
  return ends_with(document, box, grammar.words("describing_box"));
}

}  // namespace gangmu
