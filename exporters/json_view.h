// The member "view" of the JSON export: what the text view has besides the characters that stand in
// the records, so that a reader can rebuild it byte for byte (readers/stored_view.h does).
//
//   text      the text view without furniture, each stretch of characters that stand in fields of
//             the tree replaced by the number of its bytes: "27\n  105\n"
//   moved     [field, view] wherever fields do not follow one another as they do in the view: the
//             bytes of all fields from `field` on stand at the offset `view`. Fields are counted
//             without blanks, in the order of the JSON: of a plan label and title, of a node
//             marker, title, close, text and cells. Empty where none is moved.
//   replaced  [view, "character"]: what the view prints for the ideograph of a field
//   spaced    a blank before the byte `field` of all fields that no field has
//   sizes     [width, height] of the pages of a fixed layout, in points
//   lines     of a fixed layout, for each line of the view [page, top, bottom, left, then number
//   and
//             width of characters, …]: tenths of a point, widths in thousandths
#pragma once

#include <cstdint>
#include <vector>

#include "exporters/json_writer.h"
#include "model/document.h"

namespace gangmu {

// Of the plans [first_plan, last_plan), whose stretch of the text view is `view`.
void write_view(const Document& document, std::uint32_t first_plan, std::uint32_t last_plan,
                Span view, JsonWriter& out);

// The advances of a line as pairs: so many characters, each so many thousandths of a point wide.
// Adding them up from the first edge and rounding to tenths gives the edges, which are in tenths.
std::vector<std::int64_t> advances_of(const std::vector<std::int64_t>& edges);

}  // namespace gangmu
