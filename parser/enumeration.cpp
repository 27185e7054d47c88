#include "parser/enumeration.h"

#include "parser/layout.h"
#include "parser/marks.h"

namespace gangmu {

namespace {

bool begins_clause(char32_t before) {
  return !is_common_han(before) &&
         (before == 0 || ends_sentence(before) || before == 0xFF1B || before == ';' ||
          before == 0xFF1A || before == ':' || before == 0xFF0C || before == ',');
}

// The place of a word in its enumeration; the last word of one (finally) may come at any place.
constexpr int kLast = 99;

void read_node(const Folded& clean, const WordTable& words, Node* node) {
  const FoldedView folded = clean.view(node->text);
  const std::string_view text = folded.text;
  std::vector<Clause> clauses;
  std::vector<Clause> open;
  int next = 1;
  const auto close = [&](std::size_t end) {
    if (!open.empty()) open.back().range.end = node->text.begin + folded.back[end];
  };
  const auto flush = [&](std::size_t end) {
    close(end);
    if (open.size() >= 2) clauses.insert(clauses.end(), open.begin(), open.end());
    open.clear();
    next = 1;
  };
  static constexpr CharFilter kMarks = {kSentenceEnds, {0xFF1B, ';', 0xFF1A, ':', 0xFF0C, ','}};
  char32_t before = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    const Word* word = begins_clause(before) ? words.longest_at(text, at) : nullptr;
    if (word != nullptr) {
      const int place = std::stoi(std::string(word->value));
      const bool goes_on = place == next || (place == kLast && next > 1);
      if (!goes_on && place == 1) flush(from);
      if (goes_on || place == 1) {
        close(from);
        Clause clause;
        clause.marker = {node->text.begin + folded.back[from],
                         node->text.begin + folded.back[from + word->text.size()]};
        clause.range = {clause.marker.begin, node->text.end};
        open.push_back(clause);
        next = place == kLast ? kLast + 1 : place + 1;
      }
      at += word->text.size();
      before = 'x';
      continue;
    }
    if (text[at] == ' ') {
      ++at;
      continue;
    }
    if (!begins_clause(before)) at = kMarks.next(text, at);  // words alone
    before = at < text.size() ? next_char(text, at) : before;
  }
  flush(text.size());
  node->clauses = std::move(clauses);
}

}  // namespace

void find_enumerations(Document* document, const Grammar& grammar, const Folded& clean) {
  const WordTable& words = grammar.words("clause_marker");
  for (Node& node : document->nodes) {
    if (!node.text.empty() && node.kind != NodeKind::toc) read_node(clean, words, &node);
  }
}

}  // namespace gangmu
