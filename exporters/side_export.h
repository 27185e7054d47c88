// A format of compare or diff, which lay one document beside others.
#pragma once

#include <string_view>

#include "exporters/exporter.h"

namespace gangmu {

template <typename Compared>
struct SideExporter {
  std::string_view name, extension;  // "xlsx", ".xlsx"
  bool binary = false;  // a workbook, which staff fill: ExportOptions::filled; not for a terminal
  Status (*write)(const Compared& compared, const ExportOptions& options, Sink& sink) = nullptr;
};

}  // namespace gangmu
