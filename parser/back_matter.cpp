#include "parser/back_matter.h"

#include "model/text.h"
#include "parser/date.h"
#include "parser/marks.h"

namespace gangmu {

bool begins_copies(std::string_view text, const WordTable& copies) {
  const Word* word = copies.longest_at(text, 0);
  if (word == nullptr) return false;
  std::size_t at = word->text.size();
  return at < text.size() && fold_char(next_char(text, at)) == ':';
}

void set_back_matter(const Plan& plan, const Grammar& grammar, Document* document) {
  constexpr std::uint32_t kMost = 8;     // lines
  constexpr std::size_t kLongest = 150;  // characters of one
  constexpr std::size_t kLongestOffice = 40;
  const WordTable& copies = grammar.words("copies");
  const WordTable& bodies = grammar.words("body_end");
  auto& nodes = document->nodes;
  std::uint32_t begin = plan.last_node;
  for (std::uint32_t i = plan.last_node; i > plan.first_node && plan.last_node - i < kMost; --i) {
    const Node& node = nodes[i - 1];
    if (node.kind != NodeKind::paragraph || node.zone != Zone::body) break;
    const std::string text = fold(document->text(node.text));
    if (char_count(text) > kLongest) break;
    const SignedDate date = closing_date(text, grammar);
    if (begins_copies(text, copies)) begin = i - 1;
    if (date.iso.empty()) continue;
    begin = i - 1;
    // The office stands on the line before; others that sign with it, above it.
    if (!date.office.empty()) continue;
    for (std::uint32_t n = i - 1; n > plan.first_node; --n) {
      const Node& office = nodes[n - 1];
      const std::string_view name = document->text(office.text);
      const bool is_office = office.kind == NodeKind::paragraph && office.zone == Zone::body &&
                             !ends_sentence(final_mark(name)) && char_count(name) <= kLongestOffice;
      if (!is_office || (n < i - 1 && bodies.longest_at_end(name) == nullptr)) break;
      begin = n - 1;
    }
  }
  for (std::uint32_t i = begin; i < plan.last_node; ++i) {
    nodes[i].zone = Zone::back;
    nodes[i].parent = kNone;
  }
}

}  // namespace gangmu
