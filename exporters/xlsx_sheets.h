// The sheets of the workbook, and what they share: where something stands, in words.
#pragma once

#include <array>
#include <span>
#include <string>
#include <vector>

#include "exporters/places.h"
#include "exporters/workbook.h"
#include "model/document.h"

namespace gangmu {

// A document with what its rows need to name places and headings.
class Described {
 public:
  // `named`: places are given with the file's name, since there are several. `one_plan`: the
  // workbook holds no other, so that rows need not name it.
  Described(const Document& document, const Words& words, bool named, bool one_plan)
      : document_(document),
        words_(words),
        places_(document.source),
        named_(named),
        one_plan_(one_plan) {}

  const Document& document() const { return document_; }
  const Words& words() const { return words_; }
  bool one_plan() const { return one_plan_; }
  Place place(Span span) { return places_.of(span); }
  // "page 3, line 40", with the file's name where there are several.
  std::string place_text(Span span);
  std::string plan_title(std::uint32_t plan) const;
  // Marker and title as printed.
  std::string heading(const Node& node) const;
  std::string marker(const Node& node) const;
  // The first three headings above a node, itself included.
  std::array<std::string, 3> headings(std::uint32_t node) const;
  // The text view under a span on one line.
  std::string printed(Span span) const;
  // The line that a span stands in; the span itself when it takes several.
  std::string line_around(Span span) const;
  std::string period(const Target& target) const;
  // The word for a name of the model: word("kind ", "h1").
  std::string word(std::string_view prefix, std::string_view name) const;

 private:
  const Document& document_;
  const Words& words_;
  Places places_;
  bool named_, one_plan_;
};

// A sheet whose rows name their plan in one column, which is left out where there is one plan.
class PlanSheet {
 public:
  PlanSheet(Workbook& book, const char* name_id, std::vector<ColumnHead> columns,
            std::size_t plan_column, std::span<const Described> documents);
  void add(std::vector<CellContent> cells);
  // `column` is counted with the one of plans.
  void choices(std::size_t column, const std::vector<std::string>& words) {
    sheet_.choices(column - (one_plan_ && column > plan_column_ ? 1 : 0), words);
  }
  void finish() { sheet_.finish(); }

 private:
  std::size_t plan_column_;
  bool one_plan_;
  Sheet sheet_;
};

void add_tasks(Workbook& book, std::span<Described> documents);
void add_monitoring(Workbook& book, std::span<Described> documents);
void add_works(Workbook& book, std::span<Described> documents);
void add_references(Workbook& book, std::span<Described> documents);
void add_contents(Workbook& book, std::span<Described> documents);
void add_indicators(Workbook& book, std::span<Described> documents);
void add_figures(Workbook& book, std::span<Described> documents);
void add_boxes(Workbook& book, std::span<Described> documents);
void add_tables(Workbook& book, std::span<Described> documents);
void add_review(Workbook& book, std::span<Described> documents);

}  // namespace gangmu
