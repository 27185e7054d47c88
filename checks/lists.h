// Numbers of things against the lists of them: three universities and two names, six belts and
// seven, four projects in a heading and five below it.
#pragma once

#include <string>
#include <vector>

#include "checks/findings.h"

namespace gangmu {

// A list with its number: "A, B and other 3 centres".
struct NamedList {
  int number = 0;
  Origin origin;
  std::string noun;
  std::vector<std::string> items;
  bool behind = false;  // it stands behind its number and a colon
  Finding::Side side;
};

void check_lists(const Checked& in, Findings* findings, std::vector<NamedList>* lists);
// Counted clauses whose numbers do not follow each other.
void check_clause_order(const Checked& in, Findings* findings);
// Lists of as many things of one sort, within a document and between plans of one place.
void compare_lists(const std::vector<NamedList>& lists, Findings* findings);

}  // namespace gangmu
