#include "model/diagnostic.h"

#include <array>

namespace gangmu {

namespace {

struct CodeRow {
  Code code;
  Severity severity;
  std::string_view name;
  std::string_view pattern;  // what it says
};
constexpr std::array<CodeRow, kCodeCount> kCodes = {{
    {Code::document_empty, Severity::warning, "document.empty", "the file shows no text"},
    {Code::document_not_a_plan, Severity::warning, "document.not_a_plan",
     "the file looks like no plan: it lacks the title, the headings or the words of one"},
    {Code::numbering_gap, Severity::warning, "numbering.gap", "number %1 expected before \"%2\""},
    {Code::numbering_repeat, Severity::warning, "numbering.repeat",
     "number %1 expected in place of \"%2\""},
    {Code::numbering_jump, Severity::warning, "numbering.jump", "number %1 expected before \"%2\""},
    {Code::numbering_ambiguous, Severity::hint, "numbering.ambiguous",
     "the level of \"%1\" can be read in two ways"},
    {Code::heading_end_unknown, Severity::hint, "heading.end_unknown",
     "no mark shows where the title behind \"%1\" ends"},
    {Code::heading_empty, Severity::warning, "heading.empty",
     "nothing stands behind the marker \"%1\""},
    {Code::text_radical, Severity::hint, "text.radical",
     "%1 radicals or compatibility characters stand for ideographs and are read as such"},
    {Code::text_private_use, Severity::hint, "text.private_use",
     "%1 characters of the private use area cannot be read and are kept as they are"},
    {Code::digits_stripped, Severity::warning, "digits.stripped",
     "the source seems to have lost its digits"},
    {Code::table_flattened, Severity::hint, "table.flattened",
     "a table without cell borders was rebuilt from lines"},
    {Code::target_unreadable, Severity::hint, "target.unreadable", "a figure is missing at \"%1\""},
    {Code::target_too_many, Severity::warning, "target.too_many",
     "%1 figures in one paragraph, more than %2: none of them is read; --limit figures=N allows "
     "more"},
    {Code::text_unbalanced, Severity::hint, "text.unbalanced",
     "a quotation mark or bracket is opened and not closed, or closed and not opened: \"%1\""},
    {Code::role_guessed, Severity::hint, "role.guessed",
     "\"%1\" counts among the tasks by its place, not by its words"},
    {Code::page_recognised, Severity::hint, "page.recognised",
     "the text of page %1 was recognised in its picture, with a confidence of %2 of 100"},
    {Code::page_unread, Severity::warning, "page.unread",
     "page %1 is a picture whose text was not read (of a PDF it is, with tesseract-ocr-chi-sim)"},
    {Code::text_unmapped, Severity::warning, "text.unmapped",
     "%1 characters of page %2 are drawn without saying which they are"},
    {Code::page_miscounted, Severity::warning, "page.miscounted",
     "the file says that it has %1 pages, and has %2: all of these are read"},
}};
static_assert([] {
  for (std::size_t i = 0; i < kCodes.size(); ++i) {
    if (kCodes[i].code != static_cast<Code>(i) || kCodes[i].pattern.empty()) return false;
  }
  return true;
}());

const CodeRow& row_of(Code code) { return kCodes[static_cast<std::size_t>(code)]; }

}  // namespace

std::string_view name_of(Code code) { return row_of(code).name; }
std::optional<Code> code_named(std::string_view name) {
  for (const CodeRow& row : kCodes) {
    if (row.name == name) return row.code;
  }
  return std::nullopt;
}
Severity severity_of(Code code) { return row_of(code).severity; }
std::string_view template_of(Code code) { return row_of(code).pattern; }

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
