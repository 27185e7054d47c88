// Drawn lines of a page → grids of cells.
#include "readers/page_grid.h"

#include <catch2/catch.hpp>

#include "make_pages.h"

using namespace gangmu;
using namespace page_samples;

namespace {

using Rules = std::vector<PageRule>;

std::vector<PageGrid> grids_of(Rules rules) {
  std::vector<PageGrid> grids = find_grids(rules);
  for (const PageGrid& grid : grids) {
    std::vector<int> covered(grid.columns() * grid.rows(), 0);
    for (const GridCell& cell : grid.cells) {
      REQUIRE((cell.x0 < cell.x1 && cell.y0 < cell.y1));
      REQUIRE(cell.row + cell.row_span <= static_cast<int>(grid.rows()));
      REQUIRE(cell.column + cell.column_span <= static_cast<int>(grid.columns()));
      for (int r = cell.row; r < cell.row + cell.row_span; ++r) {
        for (int c = cell.column; c < cell.column + cell.column_span; ++c) {
          ++covered[static_cast<std::size_t>(r) * grid.columns() + static_cast<std::size_t>(c)];
        }
      }
    }
    REQUIRE(std::all_of(covered.begin(), covered.end(), [](int n) { return n <= 1; }));
  }
  return grids;
}

PageGrid only(Rules rules) {
  const std::vector<PageGrid> grids = grids_of(std::move(rules));
  REQUIRE(grids.size() == 1);
  return grids[0];
}

// "row,column" of each cell, with "+rows x columns" where it is merged.
std::string cells_of(const PageGrid& grid) {
  std::string out;
  for (const GridCell& cell : grid.cells) {
    if (!out.empty()) out += ' ';
    out += std::to_string(cell.row) + "," + std::to_string(cell.column);
    if (cell.row_span * cell.column_span > 1) {
      out += "+" + std::to_string(cell.row_span) + "x" + std::to_string(cell.column_span);
    }
  }
  return out;
}

Rules joined(Rules a, const Rules& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

}  // namespace

TEST_CASE("page grids: a plain grid") {
  const PageGrid plain = only(grid({80, 200, 400}, {100, 120, 150, 180}));
  CHECK(plain.columns() == 2);
  CHECK(plain.rows() == 3);
  CHECK((plain.x0() == 80 && plain.x1() == 400 && plain.y0() == 100 && plain.y1() == 180));
  CHECK(cells_of(plain) == "0,0 0,1 1,0 1,1 2,0 2,1");
  CHECK((plain.cells[3].x0 == 200 && plain.cells[3].x1 == 400));
  CHECK((plain.cells[3].y0 == 120 && plain.cells[3].y1 == 150));
  // Drawn cell by cell, as office programs do, no side quite where the next one's is.
  Rules rules;
  for (const float x : {80.0f, 200.0f}) {
    for (const float y : {100.0f, 120.0f, 150.0f}) {
      const float right = x == 80 ? 200 : 400, bottom = y == 100 ? 120 : y == 120 ? 150 : 180;
      rules = joined(rules, grid({x + 0.2f, right - 0.2f}, {y + 0.2f, bottom - 0.2f}));
    }
  }
  CHECK(cells_of(only(rules)) == "0,0 0,1 1,0 1,1 2,0 2,1");
  CHECK(grids_of({}).empty());
}

TEST_CASE("page grids: merged cells") {
  SECTION("across") {
    const Rules rules = {level(80, 400, 100),   level(80, 400, 120),    level(80, 400, 140),
                         upright(80, 100, 140), upright(400, 100, 140), upright(200, 120, 140),
                         upright(300, 100, 140)};
    CHECK(cells_of(only(rules)) == "0,0+1x2 0,2 1,0 1,1 1,2");
  }
  SECTION("down") {
    const Rules rules = {level(80, 400, 100),   level(200, 400, 120),   level(80, 400, 140),
                         upright(80, 100, 140), upright(200, 100, 140), upright(400, 100, 140)};
    CHECK(cells_of(only(rules)) == "0,0+2x1 0,1 1,1");
  }
  SECTION("both, in the middle") {
    Rules rules = grid({80, 400}, {100, 180});
    rules = joined(rules, {level(80, 400, 120), level(80, 400, 160), upright(160, 100, 180),
                           upright(320, 100, 180), level(80, 160, 140), level(320, 400, 140),
                           upright(240, 100, 120), upright(240, 160, 180)});
    CHECK(cells_of(only(rules)) == "0,0 0,1 0,2 0,3 1,0 1,1+2x2 1,3 2,0 2,3 3,0 3,1 3,2 3,3");
  }
  SECTION("two heads above three columns") {
    const Rules rules = {level(80, 480, 100),    level(200, 480, 120),  level(80, 480, 140),
                         level(80, 480, 160),    upright(80, 100, 160), upright(200, 100, 160),
                         upright(340, 120, 160), upright(480, 100, 160)};
    CHECK(cells_of(only(rules)) == "0,0+2x1 0,1+1x2 1,1 1,2 2,0 2,1 2,2");
  }
}

TEST_CASE("page grids: a frame is a grid of one cell") {
  const PageGrid frame = only(grid({74, 534}, {100, 300}));
  CHECK(frame.columns() == 1);
  CHECK(cells_of(frame) == "0,0");
  // Two boxes that do not touch are two grids, the upper one first.
  const auto grids = grids_of(joined(grid({74, 534}, {400, 500}), grid({74, 534}, {100, 300})));
  REQUIRE(grids.size() == 2);
  CHECK((grids[0].y0() == 100 && grids[1].y0() == 400));
  // A box in a box.
  CHECK(grids_of(joined(grid({74, 534}, {100, 500}), grid({90, 500}, {150, 300}))).size() == 2);
}

TEST_CASE("page grids: tables that touch the sides of their frame") {
  const auto shown = [](const Rules& rules) {
    std::string out;
    for (const PageGrid& grid : grids_of(rules)) out += "[" + cells_of(grid) + "]";
    return out;
  };
  const Rules table = grid({80, 200, 400}, {120, 140, 160});
  const std::string parted = "[0,0][0,0 0,1 1,0 1,1]";
  // At the foot, at the head, on the left, in a corner.
  CHECK(shown(joined(grid({70, 500}, {100, 160}), table)) == parted);
  CHECK(shown(joined(grid({70, 500}, {119, 200}), table)) == parted);
  CHECK(shown(joined(grid({79, 500}, {100, 200}), table)) == parted);
  CHECK(shown(joined(grid({79, 500}, {100, 160}), table)) == parted);
  CHECK(shown(joined(grid({80, 402}, {100, 180}), grid({80, 200, 340}, {120, 140, 160}))) ==
        parted);
  // At head and foot, as where the frame goes on from page to page.
  CHECK(shown(joined(grid({74, 500}, {119, 161}), table)) == parted);
  CHECK(shown(joined(grid({74, 406}, {119, 161}), table)) == parted);
  // Two tables, and below a row of the frame.
  CHECK(
      shown(joined(grid({79, 500}, {100, 300}), joined(table, grid({80, 300, 420}, {200, 220})))) ==
      "[0,0][0,0 0,1 1,0 1,1][0,0 0,1]");
  CHECK(shown(joined(grid({79, 500}, {80, 100, 160}), table)) == "[0,0 1,0][0,0 0,1 1,0 1,1]");
  const auto grids = grids_of(joined(grid({74.5f, 500}, {119.5f, 200}), table));
  REQUIRE(grids.size() == 2);
  CHECK((grids[0].x0() == 74.5f && grids[0].x1() == 500 && grids[0].y1() == 200));
  CHECK((grids[1].x0() == 80 && grids[1].x1() == 400 && grids[1].y1() == 160));
  // A table is one: with a title, with a column that is merged on all of a page.
  CHECK(shown(joined(grid({80, 400}, {100, 120}), table)) == "[0,0+1x2 1,0 1,1 2,0 2,1]");
  CHECK(shown(joined(grid({80, 200}, {100, 160}), grid({200, 300, 400}, {100, 120, 140, 160}))) ==
        "[0,0+3x1 0,1 0,2 1,1 1,2 2,1 2,2]");
  // … also a narrow one below a header.
  CHECK(shown(joined(grid({80, 90, 400}, {100, 120}),
                     joined(grid({80, 90}, {120, 160}), grid({90, 400}, {120, 140, 160})))) ==
        "[0,0 0,1 1,0+2x1 1,1 2,1]");
}

TEST_CASE("page grids: a box right above or below a table, not as wide") {
  const Rules table = grid({80, 200, 400}, {120, 140, 160});
  const auto grids = grids_of(joined(grid({86, 410}, {100, 118}), table));
  REQUIRE(grids.size() == 2);
  CHECK((grids[0].x0() == 86 && grids[0].x1() == 410 && cells_of(grids[0]) == "0,0"));
  CHECK((grids[1].x0() == 80 && grids[1].x1() == 400));
  CHECK(cells_of(grids[1]) == "0,0 0,1 1,0 1,1");
  const auto turned = grids_of(joined(table, grid({70, 390}, {162, 190})));
  REQUIRE(turned.size() == 2);
  CHECK(cells_of(turned[0]) == "0,0 0,1 1,0 1,1");
  CHECK((turned[0].x0() == 80 && turned[1].x0() == 70 && cells_of(turned[1]) == "0,0"));
  // A table without its corner is one.
  CHECK(cells_of(only(joined(grid({200, 400}, {100, 120}), table))) == "0,1 1,0 1,1 2,0 2,1");
}

TEST_CASE("page grids: open outer sides") {
  const Rules open = {level(80, 480, 100), level(80, 480, 120), level(80, 480, 160),
                      upright(200, 100, 160), upright(340, 100, 160)};
  const PageGrid grid_of = only(open);
  CHECK(cells_of(grid_of) == "0,0 0,1 0,2 1,0 1,1 1,2");
  CHECK((grid_of.x0() == 80 && grid_of.x1() == 480));
  // Merged across to an open side.
  const Rules merged = {level(80, 480, 100), level(80, 480, 120), level(80, 480, 160),
                        upright(200, 100, 160), upright(340, 120, 160)};
  CHECK(cells_of(only(merged)) == "0,0 0,1+1x2 1,0 1,1 1,2");
  // One level line that leads on is no side: a line across the page that touches a table.
  const Rules touching = joined(grid({80, 200, 340}, {100, 120, 160}), {level(80, 528, 130)});
  CHECK(only(touching).x1() == 340);
}

TEST_CASE("page grids: double and broken lines are one") {
  const Rules twice = joined(grid({80, 200, 400}, {100, 120, 150}),
                             grid({81.5f, 201.5f, 398.5f}, {101.5f, 121.5f, 148.5f}));
  CHECK(cells_of(only(twice)) == "0,0 0,1 1,0 1,1");
  Rules dashed = grid({80, 400}, {100, 150});
  for (float x = 80; x < 400; x += 10) dashed.push_back(level(x, x + 8, 120));
  for (float y = 100; y < 150; y += 8) dashed.push_back(upright(200, y, y + 6));
  CHECK(cells_of(only(dashed)) == "0,0 0,1 1,0 1,1");
  // A gap in a side is none.
  const Rules gap =
      joined(grid({80, 400}, {100, 150}), {upright(200, 100, 120), upright(200, 124, 150)});
  CHECK(only(gap).columns() == 2);
}

TEST_CASE("page grids: what is no table") {
  CHECK(grids_of({level(80, 528, 100)}).empty());                       // below a head
  CHECK(grids_of({level(80, 528, 100), level(80, 528, 103)}).empty());  // a double one
  CHECK(grids_of({level(80, 528, 100), level(80, 528, 400)}).empty());  // three-line tables
  CHECK(grids_of({upright(80, 100, 400), upright(90, 100, 400)}).empty());
  CHECK(grids_of({level(80, 528, 100), upright(300, 100, 400)}).empty());  // a T
  // Axes with ticks and bars of a chart: nothing closes.
  Rules chart = {level(80, 400, 300), upright(80, 100, 300)};
  for (float y = 120; y < 300; y += 20) chart.push_back(level(76, 80, y));
  CHECK(grids_of(chart).empty());
  // Nothing is as narrow as a cell.
  CHECK(grids_of(grid({80, 83}, {100, 300})).empty());
  CHECK(grids_of(grid({80, 400}, {100, 103})).empty());
}

TEST_CASE("page grids: more lines than any table has") {
  Rules drawing;
  for (int i = 0; i < 1300; ++i) {
    drawing.push_back(level(0, 5000, static_cast<float>(i) * 4));
    drawing.push_back(upright(static_cast<float>(i) * 4, 0, 5000));
  }
  CHECK(grids_of(drawing).empty());
  std::vector<float> many;
  for (int i = 0; i < 402; ++i) many.push_back(static_cast<float>(i) * 5);
  CHECK(grids_of(grid(many, {0, 50})).empty());
  CHECK(grids_of(grid({0, 50}, many)).empty());
  many.pop_back();
  CHECK(only(grid(many, {0, 50})).columns() == 400);
}
