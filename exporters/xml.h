// XML, one document to a file: the tree and the facts of the JSON export under the same names, as
// docs/schema/gangmu.xsd describes them. What is unknown is left out; characters that XML forbids
// become U+FFFD.
#pragma once

#include "exporters/exporter.h"

namespace gangmu {

Status write_xml(std::span<const Document> documents, const ExportOptions& options, Sink& sink);

}  // namespace gangmu
