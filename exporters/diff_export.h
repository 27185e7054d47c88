// What changed between two drafts, as bytes. A format is one row of the table behind
// diff_exporters().
#pragma once

#include <span>
#include <string_view>

#include "exporters/exporter.h"
#include "model/diff.h"

namespace gangmu {

// Two drafts and what diff_documents() (checks/diff.h) says of them.
struct ComparedDrafts {
  const Document& before;
  const Document& after;
  const Diff& diff;
};

struct DiffExporter {
  std::string_view name, extension;  // "xlsx", ".xlsx"
  bool binary = false;               // refused on a terminal
  Status (*write)(const ComparedDrafts& drafts, const ExportOptions& options, Sink& sink) = nullptr;
};

std::span<const DiffExporter> diff_exporters();

// Of `options` the language and the version are asked.
Status write_diff_json(const ComparedDrafts& drafts, const ExportOptions& options, Sink& sink);
Status write_diff_sheet(const ComparedDrafts& drafts, const ExportOptions& options, Sink& sink);
Status write_diff_html(const ComparedDrafts& drafts, const ExportOptions& options, Sink& sink);

}  // namespace gangmu
