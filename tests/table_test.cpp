// Rebuilt tables: shape and places. What cells are read from which lines is in corpus/tables.txt.
#include "parser/table.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "corpus_cases.h"
#include "gangmu.h"
#include "tests/surroundings.h"

using gangmu::Document;
using gangmu::Table;

namespace {

Document parsed(const std::string& text) {
  static const auto grammar = gangmu::Grammar::builtin();
  return corpus::document_of(text, *grammar);
}

const std::string kHead = "表1 主要指标\n指标    单位    2020年    2025年\n";

std::string rows(int count) {
  std::string text;
  for (int i = 1; i <= count; ++i) {
    text += "公园数量    个    " + std::to_string(i) + "    " + std::to_string(i + 1) + "\n";
  }
  return text;
}

}  // namespace

TEST_CASE("a table has as many rows as lines and a column for each head", "[table]") {
  const Document document = parsed(kHead + rows(5));
  REQUIRE(document.tables.size() == 1);
  const Table& table = document.tables[0];
  CHECK(table.header_rows == 1);
  CHECK(table.rows.size() == 6);
  CHECK(table.columns.size() == 4);
  CHECK(table.columns[2].year == 2020);
  CHECK(table.columns[3].year == 2025);
  CHECK(check_invariants(document) == std::vector<std::string>{});
}

TEST_CASE("cells know their place in the source", "[table]") {
  const std::string text = kHead + rows(2);
  const Document document = parsed(text);
  REQUIRE(document.tables.size() == 1);
  for (const auto& row : document.tables[0].rows) {
    for (const auto& cell : row) {
      if (cell.text.empty()) continue;
      CHECK(text.substr(cell.span.begin, cell.span.size()) == document.text(cell.text));
    }
  }
}

TEST_CASE("figures of cells point at their cell", "[table]") {
  const std::string text =
      kHead + "公园数量    个    80    120以上\n绿道里程    公里    3.50    8.00\n";
  const Document document = parsed(text);
  REQUIRE(document.targets.size() == 4);
  for (const auto& target : document.targets) {
    CHECK(target.field == gangmu::Field::cell);
    const auto& cell = document.tables[0].rows.at(target.row).at(target.column);
    const std::string_view shown = document.text(cell.text);
    REQUIRE(target.at.end <= shown.size());
    CHECK(shown.substr(target.at.begin, target.at.size()).find(target.value) != shown.npos);
    CHECK(text.substr(target.span.begin, target.span.size()).find(target.value) !=
          std::string::npos);
  }
  CHECK(document.targets[2].value == "3.50");
  CHECK(document.targets[3].baseline == 2);
}

TEST_CASE("a number in the column of units is not the value of the cell behind it", "[table]") {
  const Document document =
      parsed(kHead + "绿地率    %    5.1    7.3\n公园数量    ≥15    4    6\n");
  std::vector<std::string> values;
  for (const auto& target : document.targets) values.push_back(target.value);
  CHECK(values == std::vector<std::string>{"5.1", "7.3", "4", "6"});
}

TEST_CASE("a caption without rows is no table with holes", "[table]") {
  for (const char* text :
       {"表1 主要指标\n", "表1 主要指标\n指标    单位\n", "表1\n", "表1 主要指标\n一、任务\n",
        "指标    单位    2020年    2025年\n", "单位\n指标\n"}) {
    INFO(text);
    CHECK(check_invariants(parsed(text)) == std::vector<std::string>{});
  }
}

TEST_CASE("a table of 20,000 rows", "[table]") {
  const Document document = parsed(kHead + rows(surroundings::times(20000)));
  std::size_t total = 0;
  for (const Table& table : document.tables) total += table.rows.size();
  CHECK(total >= static_cast<std::size_t>(surroundings::times(20000)));
  CHECK(check_invariants(document) == std::vector<std::string>{});
}

TEST_CASE("ragged rows keep every cell", "[table]") {
  const std::string text =
      kHead + "公园数量    个    80    120    预期性    备注\n绿道\n里程    公里\n8    9\n";
  CHECK(check_invariants(parsed(text)) == std::vector<std::string>{});
}

TEST_CASE("what is said behind a caption and below it stands at the table", "[table]") {
  const auto source =
      gangmu::read_bytes("plan.md",
                         "# 云川省规划\n\n## 一、目标\n\n表1 主要指标。甲\n\n"
                         "企业10家\n\n| 指标 | 单位 |\n| --- | --- |\n| 水库 | 处 |\n");
  REQUIRE(source);
  const Document document = gangmu::parse(*source, *gangmu::Grammar::builtin());
  CHECK(check_invariants(document) == std::vector<std::string>{});
  CHECK(document.text(document.nodes.back().text) == "甲企业10家");
}
