// A plan above beside plans below in the words of tables that staff read. Shared by the workbook,
// the page for Word and the listing in the terminal.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "exporters/catalogue.h"
#include "model/alignment.h"

namespace gangmu {

// What one plan says of an indicator or task.
struct CompareSide {
  std::string name;   // the indicator; the heading with its marker; the work; empty for a sentence
  std::string said;   // the figure with its year; of a task by when and who leads
  std::string under;  // the heading above
  std::string quote;  // empty where it says no more than the name
  std::string place;  // "page 3, line 40"
};

struct CompareAnswer {
  std::uint32_t plan = 0;  // of Alignment::plans
  Verdict verdict = Verdict::consistent;
  std::string verdict_words, why;
  CompareSide side;
};

struct CompareRow {
  std::uint32_t plan = 0;  // that the first side is of
  Verdict verdict = Verdict::missing;
  std::string verdict_words;
  std::string nature;  // of an indicator: binding or expected
  CompareSide above;   // of added rows the name alone
  std::vector<CompareAnswer> below;
};

std::vector<CompareRow> compare_rows(const Alignment& alignment,
                                     const std::vector<AlignmentRow>& rows, const Words& words);
// How many there are of each verdict: "taken over 3, stronger 1".
std::string compare_summary(const std::vector<Verdict>& verdicts, const Words& words);
// Why a file was left out.
std::string left_out_words(const LeftOut& left, const Words& words);
// The title, else the name of the file.
const std::string& name_of(const AlignedPlan& plan);
// Indices of the plans above, or of those below.
std::vector<std::uint32_t> plans_of(const Alignment& alignment, bool above);

}  // namespace gangmu
