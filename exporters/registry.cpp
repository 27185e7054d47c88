#include <array>

#include "exporters/chunks.h"
#include "exporters/csv.h"
#include "exporters/docling.h"
#include "exporters/docx.h"
#include "exporters/exporter.h"
#include "exporters/html_report.h"
#include "exporters/json.h"
#include "exporters/libsqlite3.h"
#include "exporters/libxlsxwriter.h"
#include "exporters/markdown.h"
#include "exporters/sqlite.h"
#include "exporters/xlsx.h"
#include "exporters/xml.h"
#include "model/libzip.h"
#include "model/text.h"

namespace gangmu {

void load_exporter_libraries() {
  load_libsqlite3();
  load_libxlsxwriter();
  load_libzip();
}

std::span<const Exporter> exporters() {
  static const std::array kExporters = {
      Exporter{.name = "json",
               .extensions = {".json"},
               .also = {".ndjson", ".jsonl"},
               .summary = "everything, one file a document",
               .write = write_json},
      Exporter{.name = "ndjson",
               .extensions = {".ndjson", ".jsonl"},
               .also = {".json"},
               .many = true,
               .appends = true,
               .summary = "the same as JSON, a plan a line",
               .write = write_ndjson},
      Exporter{.name = "chunks",
               .extensions = {},
               .also = {".json", ".ndjson", ".jsonl"},
               .many = true,
               .appends = true,
               .summary = "for search: a line of JSON a heading or paragraph",
               .options = {"--chunk-size"},
               .write = write_chunks},
      Exporter{.name = "docling",
               .extensions = {".docling.json"},
               .also = {".json"},
               .summary = "DoclingDocument JSON, as docling-core reads it",
               .write = write_docling},
      Exporter{.name = "xml",
               .extensions = {".xml"},
               .summary = "the same as JSON in XML, with a schema",
               .write = write_xml},
      Exporter{.name = "xlsx",
               .extensions = {".xlsx"},
               .binary = true,
               .many = true,
               .reviews = true,
               .filled = true,
               .summary = "workbook for staff: tasks, indicators, figures",
               .options = {"--update", "--force", "--rows", "--layout", "--split-by"},
               .write = write_xlsx,
               .write_each = write_xlsx_each},
      Exporter{.name = "html",
               .extensions = {".html"},
               .many = true,
               .reviews = true,
               .edited = true,
               .summary = "report for the browser: text with its records marked, tables",
               .options = {"--force"},
               .write = write_html},
      Exporter{.name = "docx",
               .extensions = {".docx"},
               .binary = true,
               .edited = true,
               .summary = "Word document after GB/T 9704, with styles and numbering",
               .options = {"--force"},
               .write = write_docx},
      Exporter{.name = "csv",
               .extensions = {".csv"},
               .many = true,
               .summary = "one table of records, which --table names",
               .options = {"--table"},
               .write = write_csv},
      Exporter{.name = "markdown",
               .extensions = {".md"},
               .summary = "headings, lists, quotes and tables as text",
               .write = write_markdown},
      Exporter{.name = "sqlite",
               .extensions = {".sqlite", ".db"},
               .binary = true,
               .many = true,
               .adds = true,
               .summary = "database with full-text search; adds to one that is there",
               .write = write_sqlite},
  };
  return kExporters;
}

const Exporter* find_exporter(std::string_view name) {
  for (const Exporter& exporter : exporters()) {
    if (exporter.name == name) return &exporter;
    for (const std::string_view ending : exporter.extensions) {
      if (ending.substr(1) == name) return &exporter;
    }
  }
  return nullptr;
}

namespace {

bool ends_with_ignoring_case(std::string_view path, std::string_view ending) {
  if (path.size() < ending.size()) return false;
  path.remove_prefix(path.size() - ending.size());
  for (std::size_t i = 0; i < ending.size(); ++i) {
    if (ascii_lower(path[i]) != ending[i]) return false;
  }
  return true;
}

}  // namespace

const Exporter* exporter_for_path(std::string_view path) {
  const Exporter* best = nullptr;
  std::size_t longest = 0;
  for (const Exporter& exporter : exporters()) {
    for (const std::string_view ending : exporter.extensions) {
      if (ending.size() <= longest || !ends_with_ignoring_case(path, ending)) continue;
      best = &exporter;
      longest = ending.size();
    }
  }
  return best;
}

}  // namespace gangmu
