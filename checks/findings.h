// The findings of all rules while they are gathered.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "checks/check.h"

namespace gangmu {

class Findings {
 public:
  Findings(const Grammar& grammar, CheckOptions options);
  // Whether the rule is on: its work can be spared otherwise.
  bool wanted(std::string_view code) const { return degree_of(code) != kOff; }
  bool wanted(Check check) const { return wanted(name_of(check)); }
  void add(Check check, std::vector<std::string> args, std::vector<Finding::Side> sides);
  // With its own degree, unless the grammar has another.
  void add(Finding finding);
  std::vector<Finding> take();
  std::size_t accepted() const { return accepted_; }

 private:
  static constexpr int kOff = -1, kUnknown = -2;
  int degree_of(std::string_view code) const;

  std::map<std::string, int, std::less<>> degrees_;
  CheckOptions options_;
  std::vector<Finding> findings_;
  std::size_t accepted_ = 0;
};

// Indices into Document::targets, half-open.
struct TargetRange {
  std::uint32_t first = 0, last = 0;
};
// The figures of a plan: they stand in reading order.
TargetRange targets_of(const Document& document, std::uint32_t plan);

// Where a plan comes from.
struct Origin {
  std::uint32_t document = 0;
  std::string region;  // empty where the plan does not say
};
// Whether two plans may speak of the same things: they are of one region, or, where one of them
// does not say of which, of one document.
bool of_one_place(const Origin& a, const Origin& b);

// A document while it is looked at.
struct Checked {
  const Document& document;
  std::uint32_t ordinal;
  const Grammar& grammar;

  // The sentence or clause around a slice of clean text inside `field`.
  Finding::Side side(Slice slice, Slice field) const;
  Finding::Side side(Span span, std::string quote) const {
    return side_of(document, ordinal, span, std::move(quote));
  }
  Origin origin(std::uint32_t plan) const;
  // A figure in its clause; in a table, behind the name of its row.
  Finding::Side side(const Target& target) const;
};

}  // namespace gangmu
