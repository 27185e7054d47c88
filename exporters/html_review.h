// The findings of the review in the HTML report, each with the places that it is about side by
// side. A finding has one side for a doubt about the document itself and may have more: what
// compares documents gives each its side.
#pragma once

#include <initializer_list>
#include <string>
#include <vector>

#include "exporters/html_document.h"
#include "exporters/html_writer.h"

namespace gangmu {

struct Finding {
  struct Side {
    std::string anchor;                // the id of where it stands in the text; may be empty
    std::string place;                 // in words
    std::string before, said, behind;  // a line of the source, cut around what is meant
  };
  std::string id;                    // of its mark
  std::string_view severity;         // "warning"
  std::string severity_words, kind;  // in words
  std::string explanation;
  std::vector<Side> sides;
};

// A document's diagnostics.
std::vector<Finding> findings_of(ReportDocument& document);
// A list item with the attributes that it can be filtered by.
void write_finding(HtmlWriter& out, const Finding& finding,
                   std::initializer_list<HtmlAttribute> filtered);

}  // namespace gangmu
