// Times that hold for more than a paragraph: those that headings name, and the year of the aims.
#pragma once

#include <optional>
#include <vector>

#include "model/document.h"
#include "parser/quantity.h"

namespace gangmu {

class SectionTimes {
 public:
  explicit SectionTimes(const QuantityReader& quantities) : quantities_(quantities) {}

  void begin_plan() { headings_.clear(); }
  // The time that the headings above the node name ("Work in 2026"), the nearest first. Nodes are
  // asked for in reading order.
  std::optional<TimeRef> above(const Document& document, std::uint32_t node);
  // By when the aims of a plan are set that names no period: the one year of its goals.
  std::optional<int> goal_year(const Document& document, const Plan& plan);

 private:
  struct Heading {
    std::uint32_t end = 0;  // behind its last node
    std::optional<TimeRef> time;
  };

  const QuantityReader& quantities_;
  std::vector<Heading> headings_;  // that stand open
  Quantities found_;
};

}  // namespace gangmu
