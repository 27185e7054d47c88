// Pages for tests, set by hand: runs, lines and grids at places in points, and sheets of body text
// as GB/T 9704 sets it (A4, letters of 16 points, lines 28 apart, 28 letters from 80 to 528).
#pragma once

#include <catch2/catch.hpp>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "readers/page.h"
#include "readers/page_items.h"

namespace page_samples {

using Texts = std::vector<std::string>;

constexpr float kLeft = 80, kRight = 528, kSize = 16, kLeading = 28, kTop = 100;
constexpr float kWidth = 595, kHeight = 842;

// Characters from x on: those of Chinese typesetting as wide as the size, others half of it.
gangmu::PageRun run(float x, float base, std::string_view text, float size = kSize,
                    std::uint16_t font = 0);
float width_of(std::string_view text, float size = kSize);
// So many characters that end no sentence. `from`: which of them come first.
std::string words(std::size_t count, std::size_t from = 0);

gangmu::PageRule level(float x0, float x1, float y);
gangmu::PageRule upright(float x, float y0, float y1);
// All lines of a grid, drawn through.
std::vector<gangmu::PageRule> grid(const std::vector<float>& xs, const std::vector<float>& ys);

gangmu::Page page(std::vector<gangmu::PageRun> runs, std::vector<gangmu::PageRule> rules = {});
// With fonts 0 and 1, of which the second is bold.
gangmu::Pages pages_of(std::vector<gangmu::Page> pages);

// One page of text, filled from the top. Bases are those of the last line put in.
class Sheet {
 public:
  // `number`: sheets of different numbers are filled with different words.
  explicit Sheet(std::size_t number = 0) : filled_(number * 3) {}
  // A line below the last one; `in`: letters of indent.
  Sheet& line(std::string_view text, float in = 0, float size = kSize, std::uint16_t font = 0);
  Sheet& centred(std::string_view text, float size = kSize, std::uint16_t font = 0);
  Sheet& full(float in = 0);  // a line out to the right margin
  Sheet& room(float points);  // more room above the next line
  Sheet& at(float x, float base, std::string_view text, float size = kSize);  // anywhere
  Sheet& left(float x);  // another left margin, as wide a column
  Sheet& rule(gangmu::PageRule rule);
  Sheet& foot(std::string_view text);  // in the middle of the foot, as page numbers
  // A table of these columns below the last line: a text a cell, lines parted by '\n'; "^" goes on
  // with the cell above, "<" with the one to the left.
  Sheet& table(const std::vector<float>& xs, const std::vector<Texts>& rows);
  // The same for a frame: lines of 14 points set in it, its sides at 74 and 534.
  Sheet& frame(const Texts& lines);
  float base() const { return base_; }
  operator gangmu::Page() const { return page_; }

 private:
  gangmu::Page page_ = page({});
  float base_ = kTop - kLeading, left_ = kLeft;
  std::size_t filled_;
};

// A table set from `top` down in letters of 10 points, lines 16 apart: a text a line, "word@x"
// parted by "|", or "--" for a rule from 80 to 520 and "-- 200 520" for a shorter one.
class TableSet {
 public:
  explicit TableSet(float top = 200) : y_(top) {}
  TableSet& operator()(const Texts& lines);
  TableSet& up(float points) {
    y_ -= points;
    return *this;
  }
  Sheet& sheet() { return sheet_; }

 private:
  void add(const std::string& line);

  Sheet sheet_;
  float y_;
};

// The tables of the pages that lack rules, a line each, and the other lines in brackets: cells
// parted by "|", rows by " / "; "+2" behind a cell of two rows, "<2" of two columns.
std::string tables_of(const gangmu::Pages& pages);

// What becomes of the lines outside tables, a letter each: 'P' begins a paragraph, 'i' stands
// inside one, '?' unknown; 'm' belongs to the page; 'N' begins a note, 'n' goes on with it; 'T' is
// a table.
std::string uses_of(const gangmu::Pages& pages);

inline Approx near(double value) { return Approx(value).margin(0.01); }

}  // namespace page_samples
