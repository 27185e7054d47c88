// Files that the library holds, embedded at build time; cmake/embed_files.cmake writes the tables,
// whose last row is empty.
#pragma once

#include <string_view>

namespace gangmu {

struct EmbeddedFile {
  const char* name;
  const unsigned char* data;
  unsigned size;
  std::string_view bytes() const { return {reinterpret_cast<const char*>(data), size}; }
};

// The catalogues of words to show (locale/*.po, compiled by msgfmt) by language: "zh".
extern const EmbeddedFile kCatalogues[];
extern const unsigned kCatalogueCount;
// The style sheet and the script of the HTML report (exporters/html/): "report.css".
extern const EmbeddedFile kReportParts[];
extern const unsigned kReportPartCount;

}  // namespace gangmu
