#include <catch2/catch.hpp>

#include <algorithm>

#include "exporters/markdown.h"
#include "tests/export_samples.h"

using gangmu::Document;
using gangmu::kNone;
using gangmu::markdown_text;
using gangmu::NodeKind;

namespace {

std::string markdown(const Document& document) {
  return gangmu::test::export_to_string("markdown", document);
}

}  // namespace

TEST_CASE("markdown: text shows as it is") {
  CHECK(markdown_text("绿道，8.10公里。") == "绿道，8.10公里。");
  CHECK(markdown_text("a*b_c`d[e]<b>f|g~h$i#j\\k") ==
        "a\\*b\\_c\\`d\\[e\\]\\<b>f\\|g\\~h\\$i\\#j\\\\k");
  CHECK(markdown_text("R&D &amp; &#65;") == "R&D \\&amp; \\&\\#65;");
  CHECK(markdown_text("1.建设") == "1\\.建设");
  CHECK(markdown_text("12) a") == "12\\) a");
  CHECK(markdown_text("2025年") == "2025年");
  CHECK(markdown_text("- a") == "\\- a");
  CHECK(markdown_text("+1") == "\\+1");
  CHECK(markdown_text("===") == "\\===");
  CHECK(markdown_text("> a") == "\\> a");
  CHECK(markdown_text("# a") == "\\# a");
  CHECK(markdown_text("    a  ") == "a");
  CHECK(markdown_text("a\n\n- b") == "a\\\n\\- b");
  CHECK(markdown_text("a\x01") == "a\uFFFD");
}

TEST_CASE("markdown: headings, boxes and tables") {
  CHECK(markdown(gangmu::test::small_document()) ==
        "# 云溪市绿道建设“十五五”规划\n\n"
        "（征求意见稿）\n\n"
        "## 一、发展基础\n\n"
        "### （一）绿道成网\n\n"
        "2025年，全市绿道达到8.10公里，绿道覆盖率达到85%。\n\n"
        "## 二、主要目标\n\n"
        "到2030年，全市绿道不少于3.5万公里，新建驿站10—15座，一是连山，二是通水。\n\n"
        "**表1 主要指标**\n\n"
        "| 指标 | 数值 | |\n"
        "| --- | --- | --- |\n"
        "| | 2025年 | 2030年 |\n"
        "| 绿道 | 8.10 | 35000 |\n\n"
        "> ### 专栏1 绿道工程\n"
        ">\n"
        "> #### 1.环湖绿道\n"
        ">\n"
        "> 建成环湖绿道。\n");
}

TEST_CASE("markdown: items of a dash are a list, with their paragraphs") {
  gangmu::test::DocumentBuilder build;
  build.plan("规划");
  const auto h1 = build.node(NodeKind::h1, {.marker = "一、", .title = "原则"});
  build.node(NodeKind::dash,
             {.marker = "——", .title = "创新", .close = "。", .text = "强化。", .parent = h1});
  const auto second = build.node(NodeKind::dash, {.marker = "——", .text = "融合。", .parent = h1});
  build.node(NodeKind::paragraph, {.text = "再说。", .parent = second});
  build.node(NodeKind::dash, {.marker = "——", .text = "安全。", .parent = h1});
  build.node(NodeKind::paragraph, {.text = "完。", .parent = h1});
  CHECK(markdown(build.finish()) ==
        "# 规划\n\n## 一、原则\n\n- 创新。强化。\n- 融合。\n\n  再说。\n\n- 安全。\n\n完。\n");
}

TEST_CASE("markdown: two boxes are two quotes") {
  gangmu::test::DocumentBuilder build;
  build.plan("规划");
  build.node(NodeKind::box, {.marker = "专栏1", .title = "甲"});
  build.node(NodeKind::box, {.marker = "专栏2", .title = "乙"});
  CHECK(markdown(build.finish()) == "# 规划\n\n> ## 专栏1 甲\n\n> ## 专栏2 乙\n");
}

TEST_CASE("markdown: a table without a head has an empty one; pipes stay in their cells") {
  gangmu::test::DocumentBuilder build;
  build.plan("规划");
  build.table({}, {{{"a|b"}, {"c\nd"}}, {{"e", 1, 2}}, {{"f", 2, 1}, {"g"}}, {{"h"}}}, 0);
  CHECK(markdown(build.finish()) ==
        "# 规划\n\n| | |\n| --- | --- |\n| a\\|b | c d |\n| e | |\n| f | g |\n| | h |\n");
}

TEST_CASE("markdown: deep trees and hostile text stay of linear size") {
  gangmu::test::DocumentBuilder build;
  build.plan("规划");
  std::uint32_t parent = kNone;
  for (int i = 0; i < 3000; ++i) {
    parent = build.node(i % 2 == 0 ? NodeKind::box : NodeKind::dash,
                        {.title = "项", .text = "文", .parent = parent});
  }
  CHECK(markdown(build.finish()).size() < 3000u * 200u);
  const std::string hostile = markdown(gangmu::test::hostile_document());
  CHECK(hostile.starts_with("# =cmd\\|' /C calc'!A0 \"规划\" \\</script>\\<!\\[CDATA\\[\\]\\]>\n"));
  CHECK(hostile.find('\x01') == std::string::npos);
}

TEST_CASE("markdown: a table wider than is printed loses no cell") {
  gangmu::test::DocumentBuilder build;
  build.plan("规划");
  std::vector<gangmu::test::CellParts> row(300, {"x"});
  row.push_back({"last", 60000, 60000});
  build.table({}, {row, {{"y"}}}, 1);
  const std::string out = markdown(build.finish());
  CHECK(out.find(" x last |\n") != std::string::npos);
  CHECK(std::count(out.begin(), out.end(), 'x') == 300);
}

TEST_CASE("markdown: takes one document") {
  CHECK(gangmu::test::export_to_string(*gangmu::find_exporter("md"), {}) ==
        "error: format \"markdown\" takes one document to a file");
}
