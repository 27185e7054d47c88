#include "exporters/html_columns.h"

namespace gangmu {

namespace {

constexpr auto kNumber = PanelColumn::Sort::number;

}  // namespace

std::vector<PanelColumn> indicator_columns() {
  return {{msg("No."), "w1", kNumber},
          {msg("Plan"), "w5"},
          {msg("Category"), "w4"},
          {msg("Indicator"), "w6"},
          {msg("Unit"), "w2"},
          {msg("Base year"), "w3", kNumber},
          {msg("Base value"), "w3", kNumber},
          {msg("Target year"), "w3", kNumber},
          {msg("Target value"), "w3", kNumber},
          {msg("Target as stated"), "w5"},
          {msg("Nature"), "w2"},
          {msg("Measure"), "w2"},
          {msg("Source"), "w3", kNumber}};
}

std::vector<PanelColumn> task_columns() {
  return {{msg("No."), "w1", kNumber},    {msg("Plan"), "w5"},
          {msg("Heading"), "w6"},         {msg("Measure as printed"), "w7"},
          {msg("Aims in figures"), "w5"}, {msg("Deadline"), "w4", kNumber},
          {msg("Deadline from"), "w2"},   {msg("Leading bodies"), "w4"},
          {msg("Helping bodies"), "w4"},  {msg("Source"), "w3", kNumber}};
}

std::vector<PanelColumn> figure_columns() {
  return {{msg("Status"), "w2"},
          {msg("Plan"), "w5"},
          {msg("Indicator of figure"), "w6"},
          {msg("Figure as printed"), "w4", kNumber},
          {msg("Converted value"), "w5", kNumber},
          {msg("Converted unit"), "w2"},
          {msg("Measure"), "w2"},
          {msg("Period"), "w4", kNumber},
          {msg("Quote"), "w7"},
          {msg("Source"), "w3", kNumber}};
}

std::vector<PanelColumn> reference_columns() {
  return {
      {msg("No."), "w1", kNumber},    {msg("Plan"), "w5"},     {msg("Title of a document"), "w7"},
      {msg("Document number"), "w4"}, {msg("Relation"), "w2"}, {msg("Quote"), "w7"},
      {msg("Source"), "w3", kNumber}};
}

std::vector<PanelColumn> name_columns() {
  return {{msg("No."), "w1", kNumber},     {msg("Plan"), "w5"},
          {msg("Name of a work"), "w7"},   {msg("Kind of a name"), "w4"},
          {msg("Nature of a work"), "w3"}, {msg("Heading"), "w7"},
          {msg("Source"), "w3", kNumber}};
}

std::vector<PanelColumn> goal_columns() {
  return {{msg("No."), "w1", kNumber},    {msg("Plan"), "w5"},    {msg("Goal"), "w7"},
          {msg("Period"), "w4", kNumber}, {msg("Heading"), "w7"}, {msg("Source"), "w3", kNumber}};
}

}  // namespace gangmu
