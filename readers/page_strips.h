// The lines of one page as those of tables: which strips of them stand in which columns.
#pragma once

#include <span>
#include <vector>

#include "readers/page_rows.h"
#include "readers/page_rules.h"

namespace gangmu {

inline constexpr std::size_t kMostAround = 4;  // lines of a page above and below its text

// A strip of a page, from one to the other of its lines.
struct Band {
  float top = 0, bottom = 0;
  std::size_t first = 0, last = 0;
  std::size_t size() const { return last - first; }
};

// A table of one page as far as it has been read.
struct TableDraft {
  std::vector<Band> bands;
  bool header = false;  // the first band is one
  bool open = false;    // no line closes it
  bool sides = true;    // they are known
  // The bands below the header.
  std::span<const Band> rows() const { return std::span(bands).subspan(header ? 1 : 0); }
};

class TablePage {
 public:
  // `levels`: the level rules that meet no upright.
  TablePage(const Pages& pages, const Page& page, std::vector<Segment> levels);

  float height() const { return height_; }
  const std::vector<Segment>& levels() const { return levels_; }
  const std::vector<TableLine>& lines() const { return lines_; }  // by height
  std::span<TableLine> lines_of(const Band& strip) {
    return {lines_.data() + strip.first, strip.size()};
  }
  std::span<const TableLine> lines_of(const Band& strip) const {
    return {lines_.data() + strip.first, strip.size()};
  }
  std::size_t line_below(float y) const;
  Band band(float top, float bottom) const {
    return {top, bottom, line_below(top), line_below(bottom)};
  }
  std::size_t parted_in(const Band& strip) const;

  // The uprights: in the middle of each gap that few of the parted lines have words in, and at both
  // sides.
  std::vector<float> columns_of(const TableDraft& draft, float from, float to) const;
  // A shorter rule right below words: they are a header over several columns.
  const Segment* rule_below(const TableLine& line, const Extent& word) const;
  // The shorter rules inside a strip, from top to bottom, and its end.
  std::vector<float> shorter_rules(const Band& strip, const std::vector<float>& xs) const;

  bool inside(const TableLine& line, float from, float to) const;
  // Whether the words of a line stand in these columns, none across.
  bool stands_in(const TableLine& line, const std::vector<float>& xs) const;
  // … those of a strip, but for some that lie across.
  bool fits(const Band& strip, const std::vector<float>& xs) const;
  // Whether rules part each row from the next.
  bool single_rows(std::span<const Band> strips, const std::vector<float>& xs) const;

 private:
  bool lies_over_others(const TableDraft& draft, std::size_t index, const Extent& word) const;

  float width_, height_;
  std::vector<Segment> levels_;
  std::vector<TableLine> lines_;
};

}  // namespace gangmu
