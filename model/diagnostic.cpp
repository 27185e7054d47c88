#include "model/diagnostic.h"

#include <array>

namespace gangmu {

namespace {

constexpr std::array<std::string_view, kCodeCount> kTemplates = {
    "the file shows no text",
    "the file looks like no plan: it lacks the title, the headings or the words of one",
    "number %1 expected before \"%2\"",
    "number %1 expected in place of \"%2\"",
    "number %1 expected before \"%2\"",
    "the level of \"%1\" can be read in two ways",
    "no mark shows where the title behind \"%1\" ends",
    "nothing stands behind the marker \"%1\"",
    "%1 radicals or compatibility characters stand for ideographs and are read as such",
    "%1 characters of the private use area cannot be read and are kept as they are",
    "the source seems to have lost its digits",
    "a table without cell borders was rebuilt from lines",
    "a figure is missing at \"%1\"",
    "a quotation mark or bracket is opened and not closed, or closed and not opened: \"%1\"",
    "\"%1\" counts among the tasks by its place, not by its words",
    "the text of page %1 was recognised in its picture, with a confidence of %2 of 100",
    "page %1 is a picture whose text was not read (of a PDF it is, with tesseract-ocr-chi-sim)",
    "%1 characters of page %2 are drawn without saying which they are",
    "the file says that it has %1 pages, and has %2: all of these are read",
};

}  // namespace

std::string_view template_of(Code code) { return kTemplates[static_cast<std::size_t>(code)]; }

std::string fill_template(std::string_view pattern, const std::vector<std::string>& args) {
  std::string out;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    const bool place = pattern[at] == '%' && at + 1 < pattern.size() && pattern[at + 1] >= '1' &&
                       static_cast<std::size_t>(pattern[at + 1] - '1') < args.size();
    if (place) {
      out += args[static_cast<std::size_t>(pattern[++at] - '1')];
    } else {
      out += pattern[at];
    }
  }
  return out;
}

Diagnostic diagnose(Code code, std::vector<std::string> args, Span span) {
  std::string message = fill_template(template_of(code), args);
  return {code, std::move(message), span, std::move(args)};
}

}  // namespace gangmu
