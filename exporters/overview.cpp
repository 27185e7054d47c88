#include "exporters/overview.h"

#include <algorithm>

#include "exporters/indicator_rows.h"
#include "model/counts.h"
#include "model/text.h"

namespace gangmu {

namespace {

constexpr int kMostYears = 10;  // columns of years

}  // namespace

std::optional<int> last_year(const Target& target) {
  if (!target.period || target.period->kind == PeriodKind::annual) return std::nullopt;
  return target.period->end ? target.period->end : target.period->start;
}

void Overview::add(const Document& document) {
  Named named = {document.source.name, {}};
  for (const Plan& plan : document.plans) named.plans.emplace_back(document.text(plan.title));
  documents_.push_back(std::move(named));
  plans_ += document.plans.size();
  paged_ = paged_ || !document.source.pages.empty();
  add_years(document);
  add_widths(document);
}

void Overview::add_years(const Document& document) {
  for (const Plan& plan : document.plans) {
    if (!plan.start || !plan.end || *plan.end - *plan.start >= kMostYears) continue;
    for (int year = *plan.start; year <= *plan.end; ++year) years_.insert(year);
  }
  const auto count = [](const Target& figure, std::map<int, std::size_t>* years) {
    if (const std::optional<int> year = last_year(figure)) ++(*years)[*year];
  };
  for (const IndicatorRow& row : indicator_rows(document)) {
    count(document.targets[row.main], &target_years_);
    if (row.base != kNone) count(document.targets[row.base], &base_years_);
  }
}

void Overview::add_widths(const Document& document) {
  for (const Table& table : document.tables) {
    for (const auto& row : table.rows) {
      std::size_t column = 0;
      for (const Cell& cell : row) {
        if (column >= kThoughtOf) break;
        widths_.resize(std::max(widths_.size(), column + 1));
        int& width = widths_[column];
        if (cell.column_span <= 1) width = std::max(width, columns_of(document.text(cell.text)));
        column += cell.column_span;
      }
    }
  }
}

std::string Overview::only_plan() const {
  for (const Named& document : documents_) {
    if (!document.plans.empty()) return document.plans.front();
  }
  return "";
}

namespace {

std::optional<int> most(const std::map<int, std::size_t>& years) {
  return years.empty() ? std::nullopt : std::optional(most_counted(years));
}

}  // namespace

std::optional<int> Overview::usual_base() const { return most(base_years_); }
std::optional<int> Overview::usual_target() const { return most(target_years_); }

}  // namespace gangmu
