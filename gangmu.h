// Gangmu: Chinese plan documents as structured data. The library in one header.
//
//   #include <gangmu/gangmu.h>
//
//   gangmu::Result<gangmu::Source> source = gangmu::read_bytes("plan.txt", bytes);
//   if (!source) return report(source.error());
//   const gangmu::Document document =
//       gangmu::parse(std::move(*source), *gangmu::Grammar::builtin());
//   for (const gangmu::Plan& plan : document.plans) print(document.text(plan.title));
//
//   std::string json;
//   gangmu::Sink sink([&](std::string_view chunk) { json += chunk; });
//   gangmu::Status written = gangmu::find_exporter("json")->write({&document, 1}, {}, sink);
//   sink.drain();
//
// All functions may be called from several threads at once; a Grammar is immutable and shared. The
// library keeps no global state, writes to no stream and lets no exception of another library out.
#pragma once

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
#include "readers/tools.h"
