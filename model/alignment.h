// A plan above beside plans below it: what `compare` finds.
//
// An indicator or task of the plan above is a row, with an answer for each plan below that says
// something about it; plans without an answer do not have it. Behind them stand rows that only
// plans below have. It holds all that tables of it show, so that documents may be forgotten.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/document.h"

namespace gangmu {

enum class Verdict : std::uint8_t {
  consistent,  // taken over as it is
  stronger,    // more, earlier, or binding where it was expected
  weaker,      // less, later, or only expected where it is binding
  unclear,     // to be looked at: what is said cannot be weighed, or points both ways
  part,        // what a place below adds to the sum of the place above
  mentioned,   // a task that is named, but nothing is done about it
  missing,     // not there
  added,       // only below
};
std::string_view name_of(Verdict verdict);

// Why a verdict is what it is.
enum class Ground : std::uint8_t {
  value,     // the number
  within,    // a number inside the range that is set above
  sign,      // one number, but at least, about or exactly
  period,    // the year by which
  binding,   // binding or expected
  words,     // words in place of a number, which differ
  scope,     // another unit, or a total beside what is added, or a sum beside a yearly figure
  name,      // a name that is only nearly the same
  sentence,  // a sentence does what is set above, and no heading tells it
  passage,   // a heading does what a sentence of the task above says
  mention,   // a sentence or heading that only refers to the task
  deadline,  // the time of a task
  leader,    // the body that leads it
};
std::string_view name_of(Ground ground);

struct Weighed {
  Ground ground = Ground::value;
  int sense = 0;  // 1: the plan below says more, -1: less, 0: neither
  bool operator==(const Weighed&) const = default;
};

struct AlignedFigure : Figure {
  std::string text_value, relative_to;
  std::string printed;  // number and unit, or the words of a rank
  Measure measure = Measure::level;
  bool falls = false;
  std::optional<Period> period;
  std::optional<bool> binding;
};

// An indicator or a task as one plan has it.
struct Aligned {
  std::uint32_t plan = 0;  // of Alignment::plans
  std::string name;        // of the indicator or work; the heading
  std::string marker;      // of a heading
  std::string under;       // the heading above, with its marker
  std::optional<AlignedFigure> figure;
  std::optional<Period> deadline;    // the only one that its words state
  std::vector<std::string> leaders;  // bodies
  bool work = false;                 // a named work or programme
  Span span;
  LineRange lines;
  std::optional<std::uint32_t> page;
  std::string quote;  // the clause; of a heading without text the heading
};

struct Answer {
  Verdict verdict = Verdict::consistent;
  std::vector<Weighed> grounds;
  std::string share;    // of part: per cent of what is set above, "12.5"
  double likeness = 1;  // of the names, to 1
  Aligned below;
};

struct AlignmentRow {
  std::optional<Aligned> above;  // none: added
  // Of all answers: weaker, unclear, part, stronger, consistent, mentioned, the first there is.
  Verdict verdict = Verdict::missing;
  std::vector<Answer> answers;  // by plan, at most one each
};

struct AlignedPlan {
  std::uint32_t document = 0;  // in the order in which they were added, those above first
  bool above = false;
  std::string file, title, region;
  std::optional<int> start, end;
};

// A file that was to be compared and was not.
enum class LeftOutReason : std::uint8_t {
  upper,       // the plan above itself, found in a folder
  no_plan,     // it has neither the title of a plan nor anything to compare
  unreadable,  // `code` tells why
};
std::string_view name_of(LeftOutReason reason);
struct LeftOut {
  std::string file, code;
  LeftOutReason reason = LeftOutReason::no_plan;
};

struct Alignment {
  std::vector<AlignedPlan> plans;  // those above, then those below
  std::vector<AlignmentRow> indicators, tasks;
  std::vector<LeftOut> left_out;
};

// A heading as one text: a Chinese marker ends in its own punctuation, others need a blank.
std::string with_marker(std::string_view marker, std::string_view title);
// The verdict of the row, from its answers.
Verdict overall(const AlignmentRow& row);
// Whether somebody has to say something to a row of this verdict.
bool is_open(Verdict verdict);
// The answer of a plan; nullptr where it has none.
const Answer* answer_of(const AlignmentRow& row, std::uint32_t plan);

}  // namespace gangmu
