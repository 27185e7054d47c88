// Tables that go on over pages, and what becomes of their cells.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "readers/page_items.h"

namespace gangmu {

// A table with the lines of its cells, each with its page.
class TableBuilder {
 public:
  struct Line {
    PageLine line;
    std::uint32_t page = 0;
    float shift = 0;  // what leads from its page and column to those where the table begins
  };
  struct Cell {
    float x0 = 0, x1 = 0;
    std::uint32_t row = 0, row_span = 1;
    std::vector<Line> lines;
  };

  bool empty() const { return cells_.empty(); }
  void begin(PageItem item);
  // Whether an item stands on the next page, or in the next column of text.
  bool is_next(const PageItem& item) const;
  // Whether this table, the first thing there, goes on with the one that was begun.
  bool goes_on(const PageItem& item) const;
  // Whether it begins with the first rows of this one.
  bool repeats(const PageItem& item) const { return repeated_rows(item) > 0; }
  // Adds it; a header that is printed again goes to `again`.
  void add(PageItem item, std::vector<Line>* again);

  const std::vector<Cell>& cells() const { return cells_; }
  std::uint32_t rows() const { return rows_; }
  const std::vector<float>& columns() const { return xs_; }  // the uprights of all pages
  void clear();

 private:
  struct RowTexts {
    std::vector<std::string> texts;  // of the cells that begin in a row
    bool across = false;             // there is one, over all columns
    bool blank() const {
      return std::all_of(texts.begin(), texts.end(),
                         [](const std::string& text) { return text.empty(); });
    }
  };
  RowTexts texts_of(std::uint32_t row) const;
  static RowTexts texts_of(const PageItem& item, std::uint32_t row);
  void append(PageItem item, std::uint32_t skipped);
  std::uint32_t repeated_rows(const PageItem& item) const;
  bool continues_row(const PageItem& item, std::uint32_t row);
  bool merges(float x0) const;
  std::vector<Cell>::iterator above(float x0, float x1);

  std::vector<Cell> cells_;  // by row, then column
  std::vector<float> xs_;
  std::uint32_t rows_ = 0, page_ = 0;
  std::uint16_t column_ = 0;  // of text, the last one
  bool inferred_ = false;     // the uprights, on all pages so far
};

}  // namespace gangmu
