// Compound files (OLE), the container of Office up to 2003: what kind of document one holds.
#pragma once

#include <cstdint>
#include <string_view>

namespace gangmu {

enum class OleKind : std::uint8_t { word, encrypted, workbook, slides, other, cut_off };

bool is_ole(std::string_view bytes);
// Told by the names of the streams, wherever they stand.
OleKind ole_kind(std::string_view bytes);

}  // namespace gangmu
