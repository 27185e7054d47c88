#include "exporters/shown_findings.h"

#include <algorithm>

namespace gangmu {

namespace {

bool before(const Finding& a, const Finding& b) { return a.degree > b.degree; }

}  // namespace

std::vector<Finding> shown_findings(std::span<const Document> documents,
                                    const ExportOptions& options) {
  std::vector<Finding> findings;
  if (options.findings) findings.assign(options.findings->begin(), options.findings->end());
  for (std::uint32_t d = 0; d < documents.size() && !options.findings; ++d) {
    for (const Diagnostic& doubt : documents[d].diagnostics) {
      findings.push_back(finding_of(documents[d], d, doubt));
    }
  }
  std::stable_sort(findings.begin(), findings.end(), before);
  return findings;
}

std::vector<const Finding*> by_degree(std::span<const Finding> findings) {
  std::vector<const Finding*> sorted;
  for (const Finding& finding : findings) sorted.push_back(&finding);
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const Finding* a, const Finding* b) { return before(*a, *b); });
  return sorted;
}

}  // namespace gangmu
