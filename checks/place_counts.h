// How many towns, villages and the like a plan says that its place has.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "checks/findings.h"

namespace gangmu {

// A number of such units.
struct PlaceCount {
  int number = 0;
  // Told as all there are ("all 218 villages"); else the place alone stands before the number.
  bool whole = false;
  Finding::Side side;
};

class PlaceCounts {
 public:
  PlaceCounts(const Checked& in, std::uint32_t plan);
  // By the folded name of what is counted.
  const std::map<std::string, std::vector<PlaceCount>>& all() const { return counts_; }

 private:
  std::map<std::string, std::vector<PlaceCount>> counts_;
};

// One sort of them in two numbers.
void check_places(const Checked& in, Findings* findings);

}  // namespace gangmu
