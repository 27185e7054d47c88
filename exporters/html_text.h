// The text of a document in the HTML report, with its marks, and the outline that leads into it.
//
// An article holds the text of the tree and nothing else: every visible character of a plan's
// label, title and nodes once, in reading order. What was taken out of the text (page numbers and
// the like) is listed behind the articles.
#pragma once

#include "exporters/html_document.h"
#include "exporters/html_writer.h"

namespace gangmu {

void write_outline(HtmlWriter& out, ReportDocument& document, bool many_plans);
void write_text(HtmlWriter& out, ReportDocument& document);

}  // namespace gangmu
