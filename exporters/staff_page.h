// The pages that compare and diff write: they stand alone, fetch and run nothing, and can be opened
// in Word or pasted into it. Styles stand at the elements, since Word takes no others.
#pragma once

#include <string_view>

#include "exporters/catalogue.h"
#include "exporters/html_writer.h"

namespace gangmu {

inline constexpr std::string_view kPageTable =
    "border-collapse:collapse;width:100%;font-size:10.5pt;line-height:1.4";
inline constexpr std::string_view kPageCell =
    "border:1px solid #808080;padding:3pt 5pt;vertical-align:top;text-align:left";
inline constexpr std::string_view kPageMiddle =
    "border:1px solid #808080;padding:3pt 5pt;vertical-align:top;text-align:center";
inline constexpr std::string_view kPageHead =
    "border:1px solid #808080;padding:3pt 5pt;background:#D9E2F3;text-align:center";

// From the document type to the heading of the page, and what closes it. `version`: of the program.
void open_page(HtmlWriter& out, const Words& words, std::string_view title,
               std::string_view version);
void close_page(HtmlWriter& out);

}  // namespace gangmu
