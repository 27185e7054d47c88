#include "exporters/compare_export.h"

#include <array>

namespace gangmu {

namespace {

constexpr std::array kExporters = {
    CompareExporter{"json", ".json", false, write_compare_json},
    CompareExporter{"xlsx", ".xlsx", true, write_compare_sheet},
    CompareExporter{"html", ".html", false, write_compare_html},
};

}  // namespace

std::span<const CompareExporter> compare_exporters() { return kExporters; }

}  // namespace gangmu
