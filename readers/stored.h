// Documents read back from their JSON export, and from NDJSON: no parser is asked again, what comes
// out is the document as it was exported. All that the file says is checked before it is trusted,
// so that an exporter may be given any document that comes from here: ids are the ordinals that
// they stand for, spans lie in the text view, and check_invariants() holds.
//
// What is not in the export is not there: of the rules their files and lines, of the source what
// only layout asks for (Source::stored). Unknown keys are ignored; of known ones those that follow
// from others (key, line, page, boxes, severity, message) are made anew. Exports from before the
// keys `place` and `host` of works are read, too; both are empty then.
#pragma once

#include <string>
#include <string_view>

#include "model/document.h"
#include "model/result.h"
#include "readers/reader.h"

namespace gangmu {

// Whether bytes are an export as JSON or NDJSON, told by what they begin with and the name of the
// format in them; they may still be damaged.
bool is_stored(std::string_view bytes);
// Errors: "input.json", "input.version", "input.document", "input.several", "input.too_large".
Result<Document> read_stored(const std::string& name, std::string_view bytes,
                             const ReadOptions& options = {});

}  // namespace gangmu
