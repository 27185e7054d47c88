// The tables of the HTML report: indicators, figures, tasks, documents, names, goals, and the
// findings of the review. A panel each; script sorts and filters them, without it they are read.
//
// A row names the marks that it stands for (data-of) and what it can be filtered by (data-status
// and the like, numbers of options parted by blanks).
#pragma once

#include <span>

#include "exporters/html_document.h"
#include "exporters/html_writer.h"

namespace gangmu {

// Both take one document or more.
void write_tables(HtmlWriter& out, std::span<ReportDocument> documents);
// The strip of tabs that leads to the panels.
void write_tabs(HtmlWriter& out, std::span<ReportDocument> documents);

}  // namespace gangmu
