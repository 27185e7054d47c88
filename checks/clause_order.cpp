// Clauses counted one by one whose numbers do not follow each other.
#include "checks/lists.h"

namespace gangmu {

namespace {

// Whether a marker ends as that of the clause does.
bool is_like(std::string_view marker, std::string_view own) {
  std::size_t at = own.size();
  if (at == 0) return false;
  previous_char(own, at);
  return marker.ends_with(own.substr(at));
}

// "First …; second …; second …; fourth …": the parser's clauses end where their order breaks, and
// the next marker stands inside the last of them, behind a semicolon.
void check_node(const Checked& in, const Node& node, const WordTable& markers, Findings* findings) {
  for (const Clause& clause : node.clauses) {
    const Slice own = {clause.marker.end, clause.range.end};
    const std::string printed(in.document.text(clause.marker));
    Folded folded;
    folded.assign(in.document.text(own));
    for (std::size_t at = folded.text.find(';'); at != std::string::npos;
         at = folded.text.find(';', at + 1)) {
      const std::size_t begin = skip_blanks(folded.text, at + 1);
      const Word* marker = markers.longest_at(folded.text, begin);
      const bool first = marker != nullptr && marker->value == "1";  // of an enumeration inside
      if (marker == nullptr || first || !is_like(marker->text, fold(printed))) continue;
      const Slice slice = {own.begin + folded.back[begin],
                           own.begin + folded.back[begin + marker->text.size()]};
      findings->add(Check::clause_order, {std::string(in.document.text(slice)), printed},
                    {in.side(slice, node.text)});
      return;
    }
  }
}

}  // namespace

void check_clause_order(const Checked& in, Findings* findings) {
  const WordTable& markers = in.grammar.words("clause_marker");
  for (const Node& node : in.document.nodes) check_node(in, node, markers, findings);
}

}  // namespace gangmu
