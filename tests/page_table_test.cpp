// Tables that go on over pages.
#include "readers/page_table.h"

#include <catch2/catch.hpp>

#include "make_pages.h"

using namespace gangmu;
using namespace page_samples;

namespace {

const std::vector<float> kThree = {80, 200, 320, 440};
using Rows = std::vector<Texts>;

PageItem item_of(const Rows& rows, std::uint32_t page, const std::vector<float>& xs = kThree) {
  PageItems items = find_items(pages_of({Sheet().table(xs, rows)}));
  REQUIRE(items.items.size() == 1);
  REQUIRE(items.items[0].table);
  items.items[0].page = page;
  return items.items[0];
}

// Rows parted by " / ", cells by "|"; lines of a cell by "~"; "+2" behind a cell of two rows.
std::string shown(const TableBuilder& table) {
  std::string out;
  std::uint32_t row = 0;
  for (const TableBuilder::Cell& cell : table.cells()) {
    if (&cell != &table.cells().front()) out += cell.row == row ? "|" : " / ";
    row = cell.row;
    for (std::size_t i = 0; i < cell.lines.size(); ++i) {
      out += (i > 0 ? "~" : "") + cell.lines[i].line.text;
    }
    if (cell.row_span > 1) out += "+" + std::to_string(cell.row_span);
    REQUIRE(cell.row + cell.row_span <= table.rows());
  }
  return out;
}

// The table of two pages; what is printed again behind " again: ".
std::string both(const Rows& first, const Rows& second) {
  TableBuilder table;
  table.begin(item_of(first, 0));
  PageItem next = item_of(second, 1);
  REQUIRE(table.goes_on(next));
  std::vector<TableBuilder::Line> again;
  table.add(std::move(next), &again);
  std::string out = shown(table);
  for (std::size_t i = 0; i < again.size(); ++i) {
    out += (i == 0 ? " again: " : "|") + again[i].line.text;
    CHECK(again[i].page == 1);
  }
  return out;
}

// Text that fills a cell of 120 points with padding, of 12 points a letter: nine of them.
const std::string kFull = "治理河段修复岸线监", kFuller = "新建生态护岸和步道";

}  // namespace

TEST_CASE("page tables: which tables go on") {
  TableBuilder table;
  CHECK(table.empty());
  CHECK_FALSE(table.goes_on(item_of({{"甲", "乙", "丙"}}, 1)));
  table.begin(item_of({{"甲", "乙", "丙"}, {"丁", "戊", "己"}}, 3));
  CHECK(table.rows() == 2);
  CHECK(table.goes_on(item_of({{"甲", "乙", "丙"}}, 4)));
  CHECK_FALSE(table.goes_on(item_of({{"甲", "乙", "丙"}}, 3)));
  CHECK_FALSE(table.goes_on(item_of({{"甲", "乙", "丙"}}, 5)));
  // Merged cells leave fewer uprights, others more; the outer sides are the same.
  CHECK(table.goes_on(item_of({{"甲", "乙"}}, 4, {80, 200, 440})));
  CHECK(table.goes_on(item_of({{"甲", "乙", "丙", "丁"}}, 4, {80, 200, 260, 320, 440})));
  CHECK(table.goes_on(item_of({{"甲", "乙", "丙"}}, 4, {82, 202, 321, 438})));
  CHECK_FALSE(table.goes_on(item_of({{"甲", "乙", "丙"}}, 4, {80, 230, 320, 440})));
  CHECK_FALSE(table.goes_on(item_of({{"甲", "乙", "丙"}}, 4, {80, 200, 320, 480})));
  table.clear();
  CHECK(table.empty());
}

TEST_CASE("page tables: rows are added") {
  CHECK(both({{"一", "二", "三"}}, {{"四", "五", "六"}, {"七", "八", "九"}}) ==
        "一|二|三 / 四|五|六 / 七|八|九");
  // Empty cells stay cells.
  CHECK(both({{"一", "", "三"}}, {{"", "五", ""}}) == "一||三 / |五|");
}

TEST_CASE("page tables: heads that are printed again") {
  CHECK(both({{"类别", "项目", "数值"}, {"河道", "甲", "1"}},
             {{"类别", "项目", "数值"}, {"河道", "乙", "2"}}) ==
        "类别|项目|数值 / 河道|甲|1 / 河道|乙|2 again: 类别|项目|数值");
  // Of two rows with merged cells.
  CHECK(both({{"类别", "数值", "<"}, {"^", "2025年", "2030年"}, {"河道", "1", "2"}},
             {{"类别", "数值", "<"}, {"^", "2025年", "2030年"}, {"湖泊", "3", "4"}}) ==
        "类别+2|数值 / 2025年|2030年 / 河道|1|2 / 湖泊|3|4 again: 类别|数值|2025年|2030年");
  // Below a title over all columns that the first page alone has, or that differs.
  CHECK(both({{"主要指标", "<", "<"}, {"类别", "项目", "数值"}, {"河道", "甲", "1"}},
             {{"类别", "项目", "数值"}, {"湖泊", "乙", "2"}}) ==
        "主要指标 / 类别|项目|数值 / 河道|甲|1 / 湖泊|乙|2 again: 类别|项目|数值");
  CHECK(both({{"主要指标", "<", "<"}, {"类别", "项目", "数值"}, {"河道", "甲", "1"}},
             {{"续表", "<", "<"}, {"类别", "项目", "数值"}, {"湖泊", "乙", "2"}}) ==
        "主要指标 / 类别|项目|数值 / 河道|甲|1 / 湖泊|乙|2 again: 续表|类别|项目|数值");
  // The name of a group comes again with other rows; a text over all columns is no title.
  CHECK(both({{"一、河湖", "<", "<"}, {"河道", "甲", "1"}},
             {{"一、河湖", "<", "<"}, {"湖泊", "乙", "2"}}) ==
        "一、河湖 / 河道|甲|1 / 湖泊|乙|2 again: 一、河湖");
  CHECK(both({{"主要指标", "<", "<"}, {"河道", "甲", "1"}, {"湖泊", "乙", "2"}},
             {{"二、泵站", "<", "<"}, {"泵站", "丙", "3"}}) ==
        "主要指标 / 河道|甲|1 / 湖泊|乙|2 / 二、泵站 / 泵站|丙|3");
  // What only looks like it is a row.
  CHECK(both({{"类别", "项目", "数值"}, {"河道", "甲", "1"}}, {{"类别", "项目", "数量"}}) ==
        "类别|项目|数值 / 河道|甲|1 / 类别|项目|数量");
  // A table of nothing but the head.
  CHECK(both({{"类别", "项目", "数值"}}, {{"类别", "项目", "数值"}}) ==
        "类别|项目|数值 / 类别|项目|数值");
  // Empty rows at the top of both are none.
  CHECK(both({{"", "", ""}, {"河道", "甲", "1"}}, {{"", "", ""}, {"湖泊", "乙", "2"}}) ==
        "|| / 河道|甲|1 / || / 湖泊|乙|2");
}

TEST_CASE("page tables: rows that the end of a page cuts") {
  // One cell goes on, the others are empty below.
  CHECK(both({{"河道", kFull, "1"}}, {{"", "测站点", ""}, {"湖泊", "修复", "2"}}) ==
        "河道|" + kFull + "~测站点|1 / 湖泊|修复|2");
  // Behind a head that is printed again.
  CHECK(both({{"类别", "内容", "数值"}, {"河道", kFull, "1"}},
             {{"类别", "内容", "数值"}, {"", "测站点", ""}}) ==
        "类别|内容|数值 / 河道|" + kFull + "~测站点|1 again: 类别|内容|数值");
  // All cells go on, each with several lines above.
  CHECK(both({{kFull + "\n" + kFuller, kFull + "\n" + kFuller, kFull + "\n" + kFuller}},
             {{"甲", "乙", "丙"}}) == kFull + "~" + kFuller + "~甲|" + kFull + "~" + kFuller +
                                          "~乙|" + kFull + "~" + kFuller + "~丙");
  // A row that ended: room was left, or a sentence ends.
  CHECK(both({{"河道", "治理河段", "1"}}, {{"", "测站点", ""}}) == "河道|治理河段|1 / |测站点|");
  CHECK(both({{"河道", "治理河段修复岸线。", "1"}}, {{"", "测站点", ""}}) ==
        "河道|治理河段修复岸线。|1 / |测站点|");
  // A new row with a text as long.
  CHECK(both({{"河道", kFull, "1"}}, {{"湖泊", kFuller, "2"}}) ==
        "河道|" + kFull + "|1 / 湖泊|" + kFuller + "|2");
}

TEST_CASE("page tables: merged cells over the end of a page") {
  // The first cell spans rows on both pages.
  CHECK(both({{"第一批", "甲", "1"}, {"^", "乙", "2"}}, {{"", "丙", "3"}, {"^", "丁", "4"}}) ==
        "第一批+4|甲|1 / 乙|2 / 丙|3 / 丁|4");
  CHECK(both({{"第一批", "甲", "1"}, {"^", "乙", "2"}}, {{"", "丙", "3"}, {"第二批", "丁", "4"}}) ==
        "第一批+3|甲|1 / 乙|2 / 丙|3 / 第二批|丁|4");
  CHECK(both({{"第一批", "甲", "1"}}, {{"", "丙", "3"}, {"^", "丁", "4"}}) ==
        "第一批+3|甲|1 / 丙|3 / 丁|4");
  // Another group begins on the next page.
  CHECK(
      both({{"第一批", "甲", "1"}, {"^", "乙", "2"}}, {{"第二批", "丙", "3"}, {"^", "丁", "4"}}) ==
      "第一批+2|甲|1 / 乙|2 / 第二批+2|丙|3 / 丁|4");
  // An empty figure does not go on from above.
  CHECK(both({{"河道", "甲", "1"}}, {{"湖泊", "乙", ""}}) == "河道|甲|1 / 湖泊|乙|");
}

TEST_CASE("page tables: three pages") {
  TableBuilder table;
  std::vector<TableBuilder::Line> again;
  for (std::uint32_t page = 0; page < 3; ++page) {
    PageItem item =
        item_of({{"类别", "项目", "数值"}, {"", "项" + std::to_string(page), ""}}, page);
    if (page == 0) {
      table.begin(std::move(item));
      continue;
    }
    REQUIRE(table.goes_on(item));
    table.add(std::move(item), &again);
  }
  CHECK(shown(table) == "类别|项目|数值 / |项0| / |项1| / |项2|");
  CHECK(again.size() == 6);
  CHECK(table.is_next(item_of({{"甲", "乙", "丙"}}, 3)));
  CHECK_FALSE(table.is_next(item_of({{"甲", "乙", "丙"}}, 2)));
  CHECK(table.columns() == kThree);
}
