#include <array>

#include "exporters/csv.h"
#include "exporters/exporter.h"
#include "exporters/json.h"
#include "exporters/xlsx.h"
#include "exporters/xml.h"

namespace gangmu {

std::span<const Exporter> exporters() {
  static const std::array kExporters = {
      Exporter{"json", {".json"}, false, false, "everything, one file a document", "", write_json},
      Exporter{"xml", {".xml"}, false, false, "the same in XML, with a schema", "", write_xml},
      Exporter{"xlsx",
               {".xlsx"},
               true,
               true,
               "workbook for staff: contents, indicators, figures",
               "",
               write_xlsx},
      Exporter{"csv",
               {".csv"},
               false,
               true,
               "one table of records, which --table names",
               "--table",
               write_csv},
  };
  return kExporters;
}

const Exporter* find_exporter(std::string_view name) {
  for (const Exporter& exporter : exporters()) {
    if (exporter.name == name) return &exporter;
  }
  return nullptr;
}

namespace {

bool ends_with_ignoring_case(std::string_view path, std::string_view ending) {
  if (path.size() < ending.size()) return false;
  path.remove_prefix(path.size() - ending.size());
  for (std::size_t i = 0; i < ending.size(); ++i) {
    const char c = path[i] >= 'A' && path[i] <= 'Z' ? static_cast<char>(path[i] | 32) : path[i];
    if (c != ending[i]) return false;
  }
  return true;
}

}  // namespace

const Exporter* exporter_for_path(std::string_view path) {
  for (const Exporter& exporter : exporters()) {
    for (const std::string_view ending : exporter.extensions) {
      if (ends_with_ignoring_case(path, ending)) return &exporter;
    }
  }
  return nullptr;
}

}  // namespace gangmu
