// Gangmu: Chinese plan documents as structured data. The library in one header.
//
//   #include <gangmu/gangmu.h>
//
//   gangmu::Result<gangmu::Document> document =
//       gangmu::open_document("plan.txt", bytes, *gangmu::Grammar::builtin());
//   if (!document) return report(document.error());
//   for (const gangmu::Plan& plan : document->plans) print(document->text(plan.title));
//
//   std::string json;
//   gangmu::Sink sink([&](std::string_view chunk) { json += chunk; });
//   gangmu::Status written = gangmu::find_exporter("json")->write({&*document, 1}, {}, sink);
//   sink.drain();
//
// All functions may be called from several threads at once; a Grammar is immutable and shared. The
// library keeps no global state, writes to no stream and lets no exception of another library out.
#pragma once

#include "checks/check.h"
#include "checks/compare.h"
#include "checks/diff.h"
#include "exporters/compare_export.h"
#include "exporters/diff_export.h"
#include "exporters/exporter.h"
#include "model/diagnostic.h"
#include "model/document.h"
#include "model/result.h"
#include "model/source.h"
#include "model/text.h"
#include "model/walk.h"
#include "parser/grammar.h"
#include "parser/parse.h"
#include "readers/reader.h"
#include "readers/stored.h"
#include "readers/tools.h"

namespace gangmu {

// The document in the bytes of a file: read and parsed, or, where they are an export as JSON or
// NDJSON, as it was exported.
inline Result<Document> open_document(std::string name, std::string bytes, const Grammar& grammar,
                                      const ReadOptions& options = {}) {
  if (is_stored(bytes)) return read_stored(name, bytes, options);
  Result<Source> source = read_bytes(std::move(name), std::move(bytes), options);
  if (!source) return source.error();
  return parse(std::move(*source), grammar);
}

}  // namespace gangmu
