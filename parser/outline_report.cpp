#include "parser/outline_report.h"

#include <algorithm>
#include <set>
#include <string>

#include "parser/kinds.h"

namespace gangmu {

void report_irregularities(const Layout& layout, const std::vector<PlanTitle>& titles,
                           const Reading& reading, Document* document) {
  for (const Irregularity& irregularity : reading.irregularities) {
    const Candidate& candidate = layout.candidates[irregularity.candidate];
    const bool label = std::any_of(titles.begin(), titles.end(), [&](const PlanTitle& title) {
      return title.label_block == candidate.block;
    });
    if (label) continue;
    const std::string_view marker = std::string_view(document->source.text)
                                        .substr(candidate.marker.begin, candidate.marker.size());
    document->diagnostics.push_back(diagnose(
        irregularity.code, {std::to_string(irregularity.expected), std::string(trim(marker))},
        candidate.marker));
  }
  for (const std::uint32_t c : reading.doubtful) {
    const Span span = layout.candidates[c].marker;
    if (span.empty()) continue;
    const std::string_view marker =
        std::string_view(document->source.text).substr(span.begin, span.size());
    document->diagnostics.push_back(
        diagnose(Code::numbering_ambiguous, {std::string(trim(marker))}, span));
  }
}

void report_unknown_ends(const std::vector<std::uint32_t>& unbroken, Document* document) {
  const auto& nodes = document->nodes;
  std::set<std::pair<std::uint32_t, NodeKind>> lists;
  for (const std::uint32_t n : unbroken) {
    if (nodes[n].title.empty()) lists.emplace(nodes[n].parent, nodes[n].kind);
  }
  for (const std::uint32_t n : unbroken) {
    const Node& node = nodes[n];
    const bool open = is_division(node.kind) || is_annex(node.kind) || node.kind == NodeKind::box;
    if (!open && !lists.contains({node.parent, node.kind})) continue;
    document->diagnostics.push_back(diagnose(Code::heading_end_unknown,
                                             {std::string(document->text(node.marker))},
                                             document->source_of(node.marker)));
  }
}

}  // namespace gangmu
