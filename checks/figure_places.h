// The places that tell a figure of one name and time, and what they say of each other.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "checks/findings.h"

namespace gangmu {

struct FigurePlace {
  Figure figure;
  std::string indicator;
  Origin origin;
  Period period;
  Finding::Side side;
  bool exact = true;     // the name is the key but for place and amount
  bool told = true;      // its own clause prints what it measures
  bool settled = false;  // told where a plan sums up how things are or what it aims at
  bool cell = false;
  bool actual = false;
  bool generic = false;  // its name is that of many things
  std::string before;    // the words of its node before it
  std::uint32_t node = kNone;
  std::set<std::string> beside;  // the other figures of its paragraph
  std::string verb;              // before a figure of an item whose title is the name; else empty
};

// One number of two units of a kind, of which one is a hundred of the other or more: a prefix was
// forgotten.
bool is_other_unit(const Figure& a, const Figure& b);

// Tells which places of one group do not agree; each is held against the first of every other
// value.
void report_figures(const std::vector<FigurePlace>& places, Findings* findings);

}  // namespace gangmu
