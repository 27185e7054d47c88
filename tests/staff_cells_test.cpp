// What was typed into a workbook, and which row it goes to.
#include "exporters/staff_cells.h"

#include <catch2/catch.hpp>

using namespace gangmu;

namespace {

using Rows = std::vector<RowName>;
using Matches = std::vector<std::optional<std::uint32_t>>;

FilledCell cell(std::uint32_t row, std::uint32_t column, std::string text, bool number = false) {
  FilledCell out;
  out.row = row;
  out.column = column;
  out.text = std::move(text);
  out.number = number;
  return out;
}

// Two heads of the program's, a row with what it wrote, and one that somebody added.
FilledSheet sheet(const std::string& words, const std::string& value) {
  const std::vector<std::string> heads = {"举措", "目标值"};
  const std::vector<std::string> made = {"修复绿带", "8.10"};
  FilledSheet out;
  out.name = "任务";
  out.cells = {cell(0, 0, "举措"),
               cell(0, 1, "目标值"),
               cell(0, 2, heads_note("Tasks", heads)),
               cell(0, 3, "联系人"),
               cell(1, 0, words),
               cell(1, 1, value, true),
               cell(1, 2, row_note("一/¶", made))};
  return out;
}

}  // namespace

TEST_CASE("staff cells: rows by words and key, words, key, and likeness") {
  const Rows before = {{"a", "修复滨河绿带"},
                       {"b", "新建公园六个"},
                       {"c", "培训园艺工人二百人次"},
                       {"d", "发展花卉产业"}};
  const Rows now = {{"x", "新建公园六个"},
                    {"a", "修复滨河绿带"},
                    {"d", "壮大苗木产业"},
                    {"y", "培训园艺工人三百人次"},
                    {"z", "普查古树"}};
  CHECK(match_rows(before, now) == Matches{1, 0, 3, 2, std::nullopt});
}

TEST_CASE("staff cells: each row is taken once, in order") {
  const Rows twice = {{"a", "同样的话"}, {"b", "同样的话"}};
  CHECK(match_rows(twice, twice) == Matches{0, 1});
  CHECK(match_rows(twice, Rows{{"n", "同样的话"}, {"m", "同样的话"}, {"o", "同样的话"}}) ==
        Matches{0, 1, std::nullopt});
  CHECK(match_rows({}, Rows{{"a", "话"}}) == Matches{std::nullopt});
  // Nothing in common but that both say nothing.
  CHECK(match_rows(Rows{{"", ""}}, Rows{{"", ""}}) == Matches{std::nullopt});
  CHECK(match_rows(Rows{{"a", ""}}, Rows{{"b", ""}}) == Matches{std::nullopt});
}

TEST_CASE("staff cells: the same words under several headings") {
  const Rows before = {{"a", "加强领导", "（一）教育"},
                       {"b", "加强领导", "（二）卫生"},
                       {"c", "加强领导", "（三）交通"}};
  // The first is gone, and the others have its key and marks.
  CHECK(match_rows(before, Rows{{"a", "加强领导", "（一）卫生"},
                                {"b", "加强领导", "（二）交通"}}) == Matches{1, 2});
  CHECK(match_rows(before, Rows{{"a", "加强领导", "（一）交通"},
                                {"b", "加强领导", "（二）教育"},
                                {"c", "加强领导", "（三）卫生"}}) == Matches{2, 0, 1});
}

TEST_CASE("staff cells: short names are told apart by less") {
  const Rows before = {{"a", "县城污水处理率"}, {"b", "规模以上工业增加值"}};
  CHECK(match_rows(before, Rows{{"x", "镇区污水处理率"}, {"y", "规模以上工业总产值"}}) ==
        Matches{std::nullopt, std::nullopt});
}

TEST_CASE("staff cells: sheets of somebody's own, and those without rows") {
  std::vector<FilledSheet> book = {sheet("修复绿带", "8.10"), {}};
  book[1].name = "表格";
  book[1].cells = {cell(0, 0, "指标")};
  const std::vector<std::string> own = {"表格"};
  CHECK_FALSE(has_typed_cells(book, own));
  CHECK(has_typed_cells({&book[1], 1}, own));  // no sheet is the program's
  book[1].name = "台账";
  CHECK(has_typed_cells(book, own));
  CHECK(is_sheet_of(book[0], "Tasks"));
  CHECK_FALSE(is_sheet_of(book[0], "Task"));
  CHECK_FALSE(is_sheet_of(book[1], "Tasks"));
}

TEST_CASE("staff cells: texts that are too long for a cell") {
  FilledSheet filled = sheet("修复绿带", "8.10");
  const std::vector<std::string> none;
  filled.cells.push_back(cell(2, 0, "（续）其余"));
  filled.cells.push_back(cell(2, 2, std::string(kContinued)));
  CHECK_FALSE(has_typed_cells({&filled, 1}, none));
  filled.cells.push_back(cell(2, 3, "某某"));
  CHECK(has_typed_cells({&filled, 1}, none));
}

TEST_CASE("staff cells: rows that go on with no other") {
  FilledSheet filled = sheet("修复绿带", "8.10");
  filled.cells.erase(filled.cells.begin() + 4, filled.cells.end());  // nothing but the head
  for (std::uint32_t row = 1; row <= 200'000; ++row) {
    filled.cells.push_back(cell(row, 0, "（续）其余"));
    filled.cells.push_back(cell(row, 2, std::string(kContinued)));
  }
  const TypedSheet sheet(filled);
  std::size_t typed = 0;
  for (std::uint32_t row = 0; row < sheet.cells().rows(); ++row) {
    typed += !sheet.made(row, 0) && sheet.typed(row, 0) != nullptr;
  }
  CHECK(typed == 200'000);
}

TEST_CASE("staff cells: a text of very many cells") {
  FilledSheet filled = sheet("修复绿带", "8.10");
  for (std::uint32_t row = 2; row <= 200'000; ++row) {
    filled.cells.push_back(cell(row, 0, "（续）其余"));
    filled.cells.push_back(cell(row, 2, std::string(kContinued)));
  }
  CHECK_FALSE(has_typed_cells({&filled, 1}));
}

TEST_CASE("staff cells: what the program wrote is not typed") {
  const FilledSheet blanks = sheet("修复 绿带", "8.1");  // blanks and zeros aside
  const TypedSheet same(blanks);
  CHECK(same.typed(0, 0) == nullptr);
  CHECK(same.typed(0, 1) == nullptr);
  CHECK(same.typed(0, 2) == nullptr);
  CHECK(same.key(0) == "一/¶");
  const FilledSheet changed = sheet("修复绿地", "9");
  const TypedSheet other(changed);
  REQUIRE(other.typed(0, 0) != nullptr);
  CHECK(other.typed(0, 0)->text == "修复绿地");
  CHECK(other.typed(0, 1) != nullptr);
}

TEST_CASE("staff cells: columns and rows of somebody's own") {
  FilledSheet filled = sheet("修复绿带", "8.10");
  CHECK_FALSE(has_typed_cells({&filled, 1}));
  filled.cells.push_back(cell(1, 3, "某某"));
  CHECK(has_typed_cells({&filled, 1}));
  const TypedSheet typed(filled);
  CHECK(typed.is_own(3));
  CHECK_FALSE(typed.is_own(0));
  FilledSheet added = sheet("修复绿带", "8.10");
  added.cells.push_back(cell(7, 0, "自己加的一行"));
  CHECK(has_typed_cells({&added, 1}));
  REQUIRE(TypedSheet(added).cells().rows() == 2);  // rows that are blank do not count
  CHECK(TypedSheet(added).key(1).empty());
}

TEST_CASE("staff cells: a workbook of another program is all somebody's") {
  FilledSheet other;
  other.cells = {cell(0, 0, "举措"), cell(1, 0, "修复绿带"), cell(1, 700, "很远")};
  CHECK(has_typed_cells({&other, 1}));
  const TypedSheet sheet(other);
  CHECK_FALSE(sheet.has_note());
  CHECK(sheet.typed(0, 0) != nullptr);
  CHECK(sheet.cells().columns() == 701);
  CHECK(sheet.cells().row(0).back().text == "很远");
}

TEST_CASE("staff cells: the last cell that a sheet can have") {
  FilledSheet filled = sheet("修复绿带", "8.10");
  filled.cells.push_back(cell(1'048'575, 16'383, "最后一格"));
  CHECK(has_typed_cells({&filled, 1}));
  const TypedSheet typed(filled);
  REQUIRE(typed.cells().rows() == 2);
  REQUIRE(typed.typed(1, 16'383) != nullptr);
  CHECK(typed.typed(1, 16'383)->row == 1'048'575);
  CHECK(typed.is_own(16'383));
  CHECK(typed.cells().is_blank(16'382));
}

TEST_CASE("staff cells: as many heads as a sheet can have") {
  std::vector<std::string> heads;
  for (int i = 0; i < 16'000; ++i) heads.push_back(std::string(100, 'x') + std::to_string(i));
  FilledSheet filled;
  filled.cells.push_back(cell(0, 0, heads_note("Tasks", heads)));
  for (std::uint32_t i = 0; i < heads.size(); ++i) filled.cells.push_back(cell(0, i + 1, heads[i]));
  const TypedSheet typed(filled);
  CHECK_FALSE(typed.is_own(16'000));
}

TEST_CASE("staff cells: heads below a title") {
  FilledSheet filled = sheet("修复绿带", "8.10");
  for (FilledCell& one : filled.cells) one.row += 1;
  filled.cells.insert(filled.cells.begin(), cell(0, 0, "任务分解表"));
  const TypedSheet sheet(filled);
  CHECK(sheet.cells().head(0) == "举措");
  CHECK(sheet.cells().rows() == 1);
  CHECK(sheet.typed(0, 0) == nullptr);
  // Which somebody wrote, or the program.
  REQUIRE(sheet.typed_above().size() == 1);
  CHECK(sheet.typed_above()[0]->text == "任务分解表");
  CHECK(has_typed_cells({&filled, 1}));
  const std::vector<std::string> heads = {"举措", "目标值"};
  filled.cells[3].text = heads_note("Tasks", heads, "任务分解表");
  CHECK(TypedSheet(filled).typed_above().empty());
  CHECK_FALSE(has_typed_cells({&filled, 1}));
  CHECK(is_sheet_of(filled, "Tasks"));
  filled.cells[0].text = "任务分解表（征求意见）";
  CHECK(has_typed_cells({&filled, 1}));
}
