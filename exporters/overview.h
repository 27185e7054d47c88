// What the sheets of a workbook know of all its documents before their first rows: the years in
// their heads, how wide columns are, which columns there are at all.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/document.h"

namespace gangmu {

// The year in which a figure is reached; none where it comes back yearly or has none.
std::optional<int> last_year(const Target& target);

class Overview {
 public:
  // The next document, which may be forgotten then.
  void add(const Document& document);

  struct Named {
    std::string name;                // of the file
    std::vector<std::string> plans;  // their titles
  };
  const std::vector<Named>& documents() const { return documents_; }
  // Places are given with the file's name, since there are several.
  bool named() const { return documents_.size() > 1; }
  // Rows need not name the plan.
  bool one_plan() const { return plans_ == 1; }
  // The title of the only plan.
  std::string only_plan() const;
  // Some document has pages.
  bool paged() const { return paged_; }
  // The years of all plans, in order; none where no plan tells them.
  const std::set<int>& years() const { return years_; }
  // The years that most base values and target values are of.
  std::optional<int> usual_base() const;
  std::optional<int> usual_target() const;
  // How many columns of a terminal the cells of tables need, by the column they stand in; at least
  // six, and no more than anybody thinks of.
  const std::vector<int>& table_widths() const { return widths_; }
  static constexpr std::size_t kThoughtOf = 60;  // columns of tables

 private:
  void add_years(const Document& document);
  void add_widths(const Document& document);

  std::vector<Named> documents_;
  std::size_t plans_ = 0;
  bool paged_ = false;
  std::set<int> years_;
  std::map<int, std::size_t> base_years_, target_years_;
  std::vector<int> widths_ = std::vector<int>(6);
};

}  // namespace gangmu
