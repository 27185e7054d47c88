#include "exporters/diff_export.h"

#include <array>

namespace gangmu {

std::span<const DiffExporter> diff_exporters() {
  static constexpr std::array kExporters = {
      DiffExporter{"json", ".json", false, write_diff_json},
      DiffExporter{"xlsx", ".xlsx", true, write_diff_sheet},
      DiffExporter{"html", ".html", false, write_diff_html},
  };
  return kExporters;
}

}  // namespace gangmu
