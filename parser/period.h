// The period of a figure: stated in its clause or sentence, or taken from the times said before it
// in the paragraph, the section or the plan.
#pragma once

#include <optional>
#include <string_view>

#include "model/document.h"
#include "parser/clause.h"
#include "parser/quantity.h"

namespace gangmu {

class PeriodReader {
 public:
  explicit PeriodReader(const Grammar& grammar) : grammar_(grammar) {}

  // What was said before no longer holds. `goal_year`: by when the aims of a plan without a period
  // of its own are set.
  void begin_plan(const Plan& plan, std::optional<int> goal_year);
  void begin_section() { section_span_ = section_level_ = std::nullopt; }
  void begin_paragraph() { carried_ = carried_level_ = std::nullopt; }
  // The time that the headings above a paragraph name, if any ("Work in 2026").
  void set_heading(const std::optional<TimeRef>& time) { heading_ = time; }
  // The headings name a time before the plan's own.
  bool heading_is_past() const { return heading_ && before_plan(*heading_); }
  // The times of a sentence that has been read hold for what follows.
  void carry(std::string_view folded, const Quantities& found, const Sentence& sentence);

  // The period that the sentence of the figure states; `situation`: the section tells how things
  // are.
  std::optional<Period> stated(std::string_view folded, const Quantities& found,
                               const Sentence& sentence, const Quantity& figure,
                               const Phrase& phrase, bool situation) const;
  // "Build 15 stores, done by 2022": the time behind what is counted by which it is there.
  std::optional<Period> finished(std::string_view folded, const Quantities& found,
                                 const Sentence& sentence, const Quantity& figure,
                                 const Phrase& phrase) const;
  // Whether the figure is one of each year of its period.
  bool is_yearly(std::string_view folded, const Quantities& found, const Sentence& sentence,
                 const Quantity& figure, const Phrase& phrase) const;
  // The period of what is so already: a level is of the last year named, a change or a flow of the
  // last span.
  std::optional<Period> inherited_actual(const Phrase& phrase) const;
  // The period of what is aimed at: by the last time of the paragraph, else when the plan ends.
  std::optional<Period> inherited_target() const;

 private:
  struct Times;
  bool is_comparison(std::string_view folded, const TimeRef& time) const;
  bool dates(std::string_view folded, const TimeRef& time, const Quantity& figure) const;
  bool is_aside(std::string_view folded, const Sentence& sentence, const TimeRef& time,
                std::size_t place) const;
  bool before_plan(const TimeRef& time) const { return plan_start_ && time.last < plan_start_; }
  Times times_before(std::string_view folded, const Quantities& found, const Sentence& sentence,
                     const Quantity& figure, const Phrase& phrase) const;
  static bool belongs_to_multiple(const Quantities& found, const TimeRef& time);
  std::optional<Period> plan_span(bool situation) const;
  void carry(const TimeRef& time);

  const Grammar& grammar_;
  std::optional<int> plan_start_, plan_end_;
  std::optional<TimeRef> carried_;        // the last time of the paragraph
  std::optional<TimeRef> carried_level_;  // the last year among them
  std::optional<TimeRef> heading_;        // of the headings above
  std::optional<TimeRef> section_span_;   // the last past span of years of the top section
  std::optional<TimeRef> section_level_;  // the last past year of it
};

}  // namespace gangmu
