// Doubts about a document, typed. Each code is stable, has one severity and is listed in
// docs/errors.md; the message says what was seen, in one line. Its words are the template of the
// code, so that locale/ can say the same in another language; what varies stands in `args`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/text.h"

namespace gangmu {

enum class Severity : std::uint8_t { hint, warning, error };
std::string_view name_of(Severity severity);

enum class Code : std::uint8_t {
  document_empty,       // nothing visible in the file
  document_not_a_plan,  // no heading and no title of a plan
  numbering_gap,        // a number of a list is missing
  numbering_repeat,     // a number of a list comes twice
  numbering_jump,       // a list starts at another number than one
  numbering_ambiguous,  // two readings were nearly equal
  heading_end_unknown,  // no mark shows where a title ends
  heading_empty,        // a marker with nothing behind it
  text_radical,         // radicals printed for ideographs were replaced
  text_private_use,     // characters of the private use area
  digits_stripped,      // the source seems to have lost its digits
  table_flattened,      // a table without cell borders was rebuilt from lines
  target_unreadable,    // the digits of a figure are missing in the source
  target_too_many,      // more figures in a text than a limit allows: none of it is read
  text_unbalanced,      // a quotation mark or bracket without its counterpart
  role_guessed,         // a section's role follows from its place alone
  page_recognised,      // the text of a page was recognised in its picture
  page_unread,          // a page is a picture, and nothing recognises it
  text_unmapped,        // characters that a file draws without saying which they are
  page_miscounted,      // a file has other pages than it says
};
inline constexpr int kCodeCount = 20;
std::string_view name_of(Code code);  // "numbering.gap"
std::optional<Code> code_named(std::string_view name);
Severity severity_of(Code code);
// In English, with places %1, %2 … for the arguments: "number %1 expected before \"%2\"". It is
// also the id of the message in locale/*.po.
std::string_view template_of(Code code);
// Puts arguments in the places of a template or of its translation.
std::string fill_template(std::string_view pattern, const std::vector<std::string>& args);

struct Diagnostic {
  Code code = Code::document_empty;
  std::string message;
  Span span;
  std::vector<std::string> args = {};  // empty where the template has places: `message` is all
};
// With the message of the code's template.
Diagnostic diagnose(Code code, std::vector<std::string> args, Span span);

}  // namespace gangmu
