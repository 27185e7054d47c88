// The deadlines and the bodies charged that changed between words that stand for one another.
#pragma once

#include <cstdint>
#include <vector>

#include "checks/word_diff.h"
#include "model/diff.h"

namespace gangmu {

class DutyDiff {
 public:
  DutyDiff(const Document& before, const Document& after, const WordDiff& words)
      : before_(before), after_(after), words_(words) {}
  // The sentences and duties of reworded units.
  void compare(const ChangedSide& before, const ChangedSide& after, std::uint32_t change);
  // In the order in which they were found.
  std::vector<DutyChange> finish() { return std::move(found_); }

 private:
  void compare_deadlines(const ChangedSide& before, const ChangedSide& after, std::uint32_t change);
  void compare_bodies(const ChangedSide& before, const ChangedSide& after, std::uint32_t change);
  void tell_deadline(std::uint32_t a, std::uint32_t b, std::uint32_t change);

  const Document &before_, &after_;
  const WordDiff& words_;
  std::vector<DutyChange> found_;
};

// Where the words of a deadline stand in the source; of one without words an empty span.
Span deadline_span(const Document& document, const Task& task);
// Where the words that charge bodies stand.
Span quote_span(const Document& document, const Duty& duty);

}  // namespace gangmu
