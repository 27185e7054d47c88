// What changed between two drafts, as bytes. A format is one row of the table behind
// diff_exporters().
#pragma once

#include <span>

#include "exporters/side_export.h"
#include "model/diff.h"

namespace gangmu {

// Two drafts and what diff_documents() (checks/diff.h) says of them.
struct ComparedDrafts {
  const Document& before;
  const Document& after;
  const Diff& diff;
};

using DiffExporter = SideExporter<ComparedDrafts>;
std::span<const DiffExporter> diff_exporters();

// Of `options` the language and the version are asked.
Status write_diff_json(const ComparedDrafts& drafts, const ExportOptions& options, Sink& sink);
Status write_diff_sheet(const ComparedDrafts& drafts, const ExportOptions& options, Sink& sink);
Status write_diff_html(const ComparedDrafts& drafts, const ExportOptions& options, Sink& sink);

}  // namespace gangmu
