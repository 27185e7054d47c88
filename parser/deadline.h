// By when a sentence says that something is to be done or reached: its own time, else the last one
// said in its section, else the end of the plan.
#pragma once

#include <optional>
#include <string_view>

#include "model/document.h"
#include "parser/quantity.h"

namespace gangmu {

class DeadlineReader {
 public:
  struct Found {
    Period period;
    std::size_t begin = 0, end = 0;  // its words in folded text; empty when it is inherited
  };

  void begin_plan(const Plan& plan);
  void begin_section() { section_.reset(); }
  // The time that bears on a stretch of a sentence: the last one inside it, else the last one in
  // the sentence before it; a date before "each year". Times before the plan and those compared
  // with bear on nothing.
  std::optional<Found> stated(const Quantities& found, std::size_t sentence, std::size_t begin,
                              std::size_t end) const;
  std::optional<Period> inherited() const;
  // What this time says holds for what follows.
  void carry(const Found& found);

 private:
  bool bears(const TimeRef& time) const;

  std::optional<int> plan_start_, plan_end_;
  std::optional<Period> section_;
};

// What a label says of a stretch of folded text ("deadline: …"): the words behind it alone, and the
// last time in them; without a year where they name none. `found`: of the same text.
std::optional<DeadlineReader::Found> labelled_deadline(const Grammar& grammar,
                                                       std::string_view text,
                                                       const Quantities& found, std::size_t begin,
                                                       std::size_t end);
// The first time in the stretch behind which stands what is done by then.
std::optional<DeadlineReader::Found> completing_time(const Grammar& grammar, std::string_view text,
                                                     const Quantities& found, std::size_t begin,
                                                     std::size_t end);
// By when it is to be done that a time is said of.
Period deadline_of(const TimeRef& time);

}  // namespace gangmu
