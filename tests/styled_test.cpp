// Headings without a marker that the format itself tells.
#include "parser/styled.h"

#include <catch2/catch.hpp>

#include "gangmu.h"
#include "make_pages.h"

using namespace gangmu;
using namespace page_samples;

namespace {

// The nodes of the first plan below its title: kind, depth and title or text, a line each.
std::string tree_of(std::string name, std::string text) {
  Result<Source> source = read_bytes(std::move(name), std::move(text));
  REQUIRE(source);
  const Document document = parse(std::move(*source), *Grammar::builtin());
  CHECK(check_invariants(document).empty());
  CHECK(document.plans.size() == 1);
  CHECK_FALSE(document.text(document.plans[0].title).empty());
  std::string out;
  for (const Node& node : document.nodes) {
    out += std::string(name_of(node.kind)) + std::to_string(node.depth) + " ";
    out += document.text(node.marker);
    out += document.text(node.title.empty() ? node.text : node.title);
    out += '\n';
  }
  return out;
}

}  // namespace

TEST_CASE("styled: headings without any marker take their kinds from their levels") {
  CHECK(tree_of("a.md",
                "# 云川市水利发展规划\n\n## 现状与形势\n\n供水能力稳步提升。\n\n### 发展基础\n\n"
                "水库蓄水三亿立方米。\n\n#### 水源\n\n水源稳定。\n\n## 主要任务\n\n新建水库。\n") ==
        "h11 现状与形势\nparagraph2 供水能力稳步提升。\nh22 发展基础\nparagraph3 "
        "水库蓄水三亿立方米。\n"
        "h33 水源\nparagraph4 水源稳定。\nh11 主要任务\nparagraph2 新建水库。\n");
}

TEST_CASE(
    "styled: beside marked headings of its level one has their kind, and their count goes on") {
  const std::string html =
      "<article><h1>云川市水利发展规划</h1><h2>前期情况</h2><p>供水能力稳步提升。</p>"
      "<h2>第一章 总体要求</h2><h3>指导思想</h3><p>坚持节水优先。</p><h2>承上启下</h2><p>略。</p>"
      "<h2>第二章 主要任务</h2><h3>建设水网</h3><p>新建水库。</p></article>";
  CHECK(tree_of("a.html", "<html><body>" + html + "</body></html>") ==
        "chapter1 前期情况\nparagraph2 供水能力稳步提升。\nchapter1 第一章总体要求\nh12 指导思想\n"
        "paragraph3 坚持节水优先。\nchapter1 承上启下\nparagraph2 略。\nchapter1 第二章主要任务\n"
        "h12 建设水网\nparagraph3 新建水库。\n");
}

TEST_CASE("styled: a level between two whose kinds are known") {
  CHECK(
      tree_of("a.md",
              "# 云川市水利发展规划\n\n## 第一章 总体要求\n\n### 指导思想\n\n#### 一、坚持节水\n\n"
              "节水。\n\n#### 二、坚持治水\n\n治水。\n\n### 基本原则\n\n统筹。\n") ==
      "chapter1 第一章总体要求\nsection2 指导思想\nh13 一、坚持节水\nparagraph4 节水。\n"
      "h13 二、坚持治水\nparagraph4 治水。\nsection2 基本原则\nparagraph3 统筹。\n");
  CHECK(tree_of("a.md",
                "# 云川市水利发展规划\n\n## 综合篇\n\n### 一、现状\n\n良好。\n\n### 二、形势\n\n"
                "向好。\n") ==
        "chapter1 综合篇\nh12 一、现状\nparagraph3 良好。\nh12 二、形势\nparagraph3 向好。\n");
}

TEST_CASE(
    "styled: sentences, captions and what follows a bare marker are no headings of their own") {
  CHECK(
      tree_of(
          "a.md",
          "# 云川市水利发展规划\n\n## 第一章\n\n## 总体要求\n\n## 本章各项任务由市水利局负责。\n\n"
          "## 第二章\n\n## 主要任务\n\n新建水库。\n") ==
      "chapter1 第一章总体要求\nparagraph2 本章各项任务由市水利局负责。\n"
      "chapter1 第二章主要任务\nparagraph2 新建水库。\n");
}

TEST_CASE("styled: on printed pages what is set as marked headings are is one") {
  // Font 1 is bold.
  const auto tree = [](float size, std::uint16_t font) {
    Sheet sheet;
    sheet.centred("云川市水利发展规划", 22, 1).room(20);
    sheet.line("一、总体要求", 2, 16, 1).full(2).line("保障供水。");
    sheet.line("三项原则", 2, size, font).full(2).line("提高效率。");
    sheet.line("二、主要任务", 2, 16, 1).full(2).line("新建水库。");
    Result<Source> source = finish_pages(pages_of({sheet}), "a.pdf", "x", "pdf");
    REQUIRE(source);
    CHECK(source->fonts.size() == 2);
    const Document document = parse(std::move(*source), *Grammar::builtin());
    CHECK(check_invariants(document).empty());
    std::string out;
    for (const Node& node : document.nodes) {
      out += std::string(name_of(node.kind)) + " " + std::string(document.text(node.title)) + "|";
    }
    return out;
  };
  CHECK(tree(16, 1) == "h1 总体要求|paragraph |h1 三项原则|paragraph |h1 主要任务|paragraph |");
  CHECK(tree(16, 0) == "h1 总体要求|paragraph |paragraph |paragraph |h1 主要任务|paragraph |");
  CHECK(tree(12, 1) == "h1 总体要求|paragraph |paragraph |paragraph |h1 主要任务|paragraph |");
}

TEST_CASE("styled: what a bookmark tells and what is set like it go together") {
  Sheet sheet;
  sheet.centred("云川市水利发展规划", 22, 1).room(20);
  for (const char* heading : {"现状与形势", "主要任务", "保障措施"}) {
    sheet.line(heading, 2, 16, 1).full(2).line("持续提高。");
  }
  Pages pages = pages_of({sheet});
  pages.bookmarks = {{1, 0, "现状与形势"}, {1, 0, "主要任务"}};
  Result<Source> source = finish_pages(std::move(pages), "a.pdf", "x", "pdf");
  REQUIRE(source);
  const Document document = parse(std::move(*source), *Grammar::builtin());
  CHECK(check_invariants(document).empty());
  std::string out;
  for (const Node& node : document.nodes) out += std::string(name_of(node.kind)) + " ";
  CHECK(out == "h1 paragraph h1 paragraph h1 paragraph ");
}
