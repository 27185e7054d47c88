// What does not agree in documents or between them: what `check` finds.
//
// A finding names its rule and the places that it is about. It holds all that a list of findings
// shows, so that documents may be forgotten once they were looked at.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"

namespace gangmu {

// hint: worth a look. suspect: likely wrong, though the scope may differ. error: certain.
enum class Degree : std::uint8_t { hint, suspect, error };
std::string_view name_of(Degree degree);
std::optional<Degree> degree_named(std::string_view name);

// What checks look for, beside the doubts of the parser (Code).
enum class Check : std::uint8_t {
  figure_conflict,      // one indicator, one time, two figures
  figure_differs,       // likewise, where the scope may differ
  figure_operator,      // likewise one number, but at least in one place and exactly in the other
  figure_direction,     // one change, told as a fall and as a rise
  table_text,           // text against table, table against table
  stock_increment,      // what there is, what is added and what there will be
  stock_decrease,       // what there is, what is taken away and what there will be
  stock_made,           // more is newly made than what there is grows by
  baseline_above,       // a target below where it starts from
  parts_exceed,         // a part that is more than its whole
  parts_sum,            // parts that nearly add up
  parts_rounded,        // … unless all of them were rounded
  table_total,          // a total of a table that is not the sum of its column
  share_over,           // a share of more than all
  share_wrong,          // a share that the part and the whole beside it do not give
  mean_wrong,           // a yearly mean that so many years do not make the whole
  growth_levels,        // growth that the levels do not give
  growth_rounded,       // … unless both levels were rounded
  multiple_far,         // so many times beside another thing that comes to far fewer
  percent_points,       // a change of a share in per cent
  points_level,         // a share that reaches so many points
  list_count,           // a number of things and a list of another length
  list_short,           // a list that ends in "and others" and names fewer
  list_differs,         // two lists of as many things of one sort that differ in some
  list_item,            // two lists that are the same but for one name
  heading_count,        // a number of things in a heading and other headings below
  clause_count,         // a number of points and other enumerated clauses behind
  clause_order,         // first, second, second …
  contents_differs,     // an entry of the table of contents that its heading words otherwise
  title_variant,        // a document under two titles that differ by a character or two
  title_kind,           // two titles that differ in the kind of document alone
  name_variant,         // a programme in quotation marks with several head nouns
  name_mixed,           // a body by its full and by a short name
  name_near,            // two companies whose names differ by little
  place_own,            // "our province" in the plan of a city
  phrase_number,        // a phrase in quotation marks with another number
  status_conflict,      // striven for in one place, there already in another
  unit_missing,         // a figure of ten thousands of nothing
  table_unit,           // a row of indicators without a unit among rows that have one
  mark_unexplained,     // a mark at a figure of a table that no note explains
  numbering_mixed,      // markers of one level in several forms
  box_numbering,        // boxes with and without a number
  box_order,            // a box whose number does not follow the one before
  punctuation_end,      // a paragraph without its closing mark
  punctuation_doubled,  // two marks where one belongs
  punctuation_before,   // a list comma before the words for "and others"
  punctuation_narrow,   // half-width marks between ideographs
  word_repeated,        // a word twice in a row
  word_doubled,         // a character twice inside a word
  word_mistaken,        // a character in place of one of the same sound or shape
  period_years,         // a five-year plan with other years
  period_reversed,      // a span of years that ends before it begins
  period_outside,       // a target for a year before the plan begins
  period_beyond,        // … for one of the years right behind it
  dated_name,           // a name that had been replaced when the plan was made
};
inline constexpr int kCheckCount = 55;
std::string_view name_of(Check check);  // "figure.conflict"
// In English, with places %1, %2 … for the arguments; the id of the message in locale/*.po.
std::string_view template_of(Check check);

struct Finding {
  struct Side {
    std::uint32_t document = 0;  // in the order in which they were checked
    std::uint32_t plan = kNone;
    Span span;
    LineRange lines;
    std::optional<std::uint32_t> page;
    std::string quote;  // the clause or line, cut where it is long
  };
  std::string_view code;          // "figure.conflict"
  std::string message;            // in English
  std::vector<std::string> args;  // what varies in it
  Degree degree = Degree::hint;
  std::vector<Side> sides;  // at least one, in reading order
  std::string key;          // stays the same when a document is edited elsewhere
};

// A place of a document, with its quote.
Finding::Side side_of(const Document& document, std::uint32_t ordinal, Span span,
                      std::string quote);
// A doubt of the parser as a finding: none of them is certain.
Finding finding_of(const Document& document, std::uint32_t ordinal, const Diagnostic& doubt);
// Sets the key from the code and what is told; it does not hang on the order of the documents.
void set_key(Finding* finding);

}  // namespace gangmu
