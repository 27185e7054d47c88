// The Markdown reader.
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "gangmu.h"
#include "make_zip.h"

using namespace gangmu;
using samples::lines_of;
using Lines = std::vector<std::string>;

namespace {

Source read(const std::string& bytes) {
  Result<Source> source = read_bytes("plan.md", bytes);
  REQUIRE(source);
  REQUIRE(source->format == "markdown");
  REQUIRE(source->flowing);
  return *source;
}

const std::string kHeads = "# 水网规划\n\n## 一、目标\n\n";

Lines body(const std::string& text) {
  Lines lines = lines_of(read(kHeads + text));
  REQUIRE(lines.size() >= 2);
  lines.erase(lines.begin(), lines.begin() + 2);
  return lines;
}

}  // namespace

TEST_CASE("markdown: what is Markdown", "[markdown]") {
  CHECK(read(kHeads).text == "水网规划\n一、目标\n");
  CHECK(read("指标|2030年\n---|---\n甲|5\n").tables.size() == 1);
  for (const char* text :
       {"# 一处\n", "#一\n#二\n#三\n", "甲 | 乙\n丙 | 丁\n", "----\n----\n", ""}) {
    CAPTURE(text);
    CHECK(read_bytes("plan.md", text)->format == "text");
  }
}

TEST_CASE("markdown: paragraphs, lists and signs", "[markdown]") {
  CHECK(body("建设**水网**，`疏浚`\n河道。\n完善设施。\n\n    两字缩进。\n") ==
        Lines{"建设水网，疏浚 河道。", "完善设施。", "两字缩进。"});
  CHECK(body("3. 甲\n4. 乙\n   - 丙\n\n> 丁\\*&amp;&#12290;&no;\n\n![图](a.png)甲<br>乙\n") ==
        Lines{"3. 甲", "4. 乙", "丙", "丁*&。&no;", "甲", "乙"});
  CHECK(body("```\n甲\n乙\n```\n---\n") == Lines{"甲", "乙"});
}

TEST_CASE("markdown: tables", "[markdown]") {
  const Source source =
      read("前文\n\n| 指标 | 2030年 |\n|:--|--:|\n| 水库<br>数量 | 5处 |\n| 河道 | |\n");
  CHECK(lines_of(source) == Lines{"前文", "指标", "2030年", "水库", "数量", "5处", "河道"});
  REQUIRE(source.tables.size() == 1);
  CHECK(source.tables[0].header_rows == 1);
  REQUIRE(source.tables[0].rows.size() == 3);
  CHECK(source.tables[0].rows[2][1].span.empty());
}

TEST_CASE("markdown: hostile texts", "[markdown][hostile]") {
  const std::string piece[] = {"> ", "- ", "1. ", "[",  "*",  "|",
                               "`",  "&#", "<a",  "# ", "**", "![["};
  for (const std::string& one : piece) {
    std::string text = kHeads;
    for (int i = 0; i < 3000; ++i) text += one;
    CAPTURE(one);
    const Result<Source> source = read_bytes("plan.md", text + "甲");
    if (source) CHECK(check_invariants(parse(*source, *Grammar::builtin())) == Lines{});
  }
  const std::string whole =
      kHeads + "1. 甲\n\n| 指标 | 2030年 |\n|--|--|\n| 水库 | 5处 |\n\n> - 乙\n";
  std::mt19937 random(5);
  for (int i = 0; i < 3000; ++i) {
    std::string bytes = whole;
    for (int k = 0; k < 4; ++k) bytes[random() % bytes.size()] = "|-#>*`\n &"[random() % 9];
    const Result<Source> source = read_bytes("plan.md", bytes);
    CAPTURE(bytes);
    if (source) CHECK(check_invariants(parse(*source, *Grammar::builtin())) == Lines{});
  }
}

TEST_CASE("markdown: a paragraph of thousands of lines with links is refused",
          "[markdown][hostile]") {
  const auto lines = [](std::string_view between) {
    std::string text = kHeads;
    for (int i = 0; i < 60000; ++i) text.append("[a]: b").append(between).append("[a]");
    return text;
  };
  const Result<Source> refused = read_bytes("plan.md", lines("\n"));
  REQUIRE_FALSE(refused);
  CHECK(refused.error().code == "input.too_large");
  CHECK(refused.error().place == "plan.md");
  CHECK(read_bytes("plan.md", lines("\n\n")));
  std::string table = kHeads + "|甲|乙|\n|---|---|\n";
  for (int i = 0; i < 60000; ++i) table += "|[a](b)|[c](d)|\n";
  CHECK(read_bytes("plan.md", table));
}
