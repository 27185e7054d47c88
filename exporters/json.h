// JSON, one document to a file, exactly as contract.md has it: all keys always stand, unknown is
// null, none is [] or "". A node, a target, a table row, a piece of furniture and a diagnostic each
// have a line of their own, so that two exports can be compared line by line.
#pragma once

#include <functional>

#include "exporters/exporter.h"
#include "exporters/json_writer.h"

namespace gangmu {

Status write_json(std::span<const Document> documents, const ExportOptions& options, Sink& sink);
// NDJSON, an object a plan on a line of its own: the same object with this one plan, and with the
// furniture and the diagnostics that stand in it, so that what reads the one reads the other. The
// lines of a document together hold all of it; a document without a plan has one line.
Status write_ndjson(std::span<const Document> documents, const ExportOptions& options, Sink& sink);

// The whole document as one object on one line, with members of the caller's before its own.
using JsonMembers = std::function<void(JsonWriter&)>;
void write_json_line(const Document& document, const ExportOptions& options,
                     const JsonMembers& members, Sink& sink);

}  // namespace gangmu
