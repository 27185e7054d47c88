// What the text of a work in a list says of it: what it costs, when it is built, where.
#pragma once

#include <string_view>

#include "model/document.h"
#include "parser/grammar.h"
#include "parser/quantity.h"

namespace gangmu {

class WorkFacts {
 public:
  explicit WorkFacts(const Grammar& grammar);

  // In bytes of the folded text; empty where it says nothing.
  struct Told {
    Span place, investment, years;
    bool any() const { return !place.empty() || !investment.empty() || !years.empty(); }
  };
  // The first of each kind that begins a clause with its label, as in the head of a column
  // ("total cost 300 million"); the years also as those of its begin and end ("begun in 2021,
  // finished in 2023").
  Told read(std::string_view folded);

 private:
  void read_part(std::string_view folded, std::size_t begin, std::size_t end, Told* told) const;
  Span built(std::string_view folded) const;

  const WordTable &labels_, &stages_;
  QuantityReader quantities_;
  Quantities found_;
};

}  // namespace gangmu
