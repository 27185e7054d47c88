// JSON, one document to a file, exactly as contract.md has it: all keys always stand, unknown is
// null, none is [] or "". A node, a target, a table row, a piece of furniture and a diagnostic each
// have a line of their own, so that two exports can be compared line by line.
#pragma once

#include "exporters/exporter.h"
#include "exporters/json_writer.h"

namespace gangmu {

Status write_json(std::span<const Document> documents, const ExportOptions& options, Sink& sink);
// The members of a figure, inside an object that is open.
void write_figure(const Figure& figure, JsonWriter& out);

}  // namespace gangmu
