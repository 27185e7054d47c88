#include "parser/doubts.h"

#include <algorithm>
#include <string>

namespace gangmu {

namespace {

struct Characters {
  std::size_t visible = 0, radicals = 0, private_use = 0;
  Span first_radical, first_private;
};

Characters count_characters(std::string_view text) {
  Characters out;
  for (std::size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const std::size_t from = at;
    if (byte > ' ' && byte < 0x7F) {
      ++out.visible;
      ++at;
      continue;
    }
    const char32_t c = next_char(text, at);
    if (is_blank(c) || c == 0xFEFF) continue;
    ++out.visible;
    const Span span = {static_cast<Offset>(from), static_cast<Offset>(at)};
    const bool radical = (c >= 0x2E80 && c <= 0x2FDF) || (c >= 0xF900 && c <= 0xFAFF);
    const bool own = (c >= 0xE000 && c <= 0xF8FF) || (c >= 0xF0000 && c <= 0x10FFFF);
    if (radical && out.radicals++ == 0) out.first_radical = span;
    if (own && out.private_use++ == 0) out.first_private = span;
  }
  return out;
}

// A plan has a title or at least two headings.
bool is_plan(const Document& document) {
  std::size_t headings = 0;
  for (const Node& node : document.nodes) {
    headings += node.kind <= NodeKind::n4 || node.kind == NodeKind::box;
  }
  const bool titled = std::any_of(document.plans.begin(), document.plans.end(),
                                  [](const Plan& plan) { return !plan.title.empty(); });
  return headings >= 2 || (titled && headings >= 1);
}

}  // namespace

void note_doubts(Document* document) {
  const auto add = [&](Code code, std::vector<std::string> args, Span span) {
    document->diagnostics.push_back(diagnose(code, std::move(args), span));
  };
  const Characters characters = count_characters(document->source.text);
  if (characters.visible == 0) {
    add(Code::document_empty, {}, {});
  } else if (!is_plan(*document)) {
    add(Code::document_not_a_plan, {}, {});
  }
  if (characters.radicals > 0) {
    add(Code::text_radical, {std::to_string(characters.radicals)}, characters.first_radical);
  }
  if (characters.private_use > 0) {
    add(Code::text_private_use, {std::to_string(characters.private_use)},
        characters.first_private);
  }
  for (const Node& node : document->nodes) {
    const bool heading = node.kind <= NodeKind::n4;
    if (heading && node.title.empty() && node.text.empty()) {
      add(Code::heading_empty, {std::string(document->text(node.marker))}, node.span);
    }
  }
  std::stable_sort(document->diagnostics.begin(), document->diagnostics.end(),
                   [](const Diagnostic& a, const Diagnostic& b) {
                     return a.span.begin < b.span.begin;
                   });
}

}  // namespace gangmu
