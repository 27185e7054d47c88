#include "exporters/shown_findings.h"

namespace gangmu {

std::vector<Finding> shown_findings(std::span<const Document> documents,
                                    const ExportOptions& options) {
  if (options.findings) return {options.findings->begin(), options.findings->end()};
  std::vector<Finding> findings;
  for (std::uint32_t d = 0; d < documents.size(); ++d) {
    for (const Diagnostic& doubt : documents[d].diagnostics) {
      findings.push_back(finding_of(documents[d], d, doubt));
    }
  }
  return findings;
}

}  // namespace gangmu
