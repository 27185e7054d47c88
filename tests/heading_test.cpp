#include "parser/heading.h"

#include <catch2/catch.hpp>
#include <string>

using gangmu::HeadingContext;
using gangmu::HeadingParts;
using gangmu::split_heading;

namespace {

// "title<close>text", with a + behind when it is run in.
std::string split(std::string_view text, bool body_follows = false, bool colon_heads = true) {
  HeadingContext context;
  context.body_follows = body_follows;
  context.colon_heads = colon_heads;
  const HeadingParts parts = split_heading(text, context);
  const auto cut = [&](gangmu::Slice s) { return std::string(text.substr(s.begin, s.size())); };
  return cut(parts.title) + "<" + cut(parts.close) + ">" + cut(parts.text) +
         (parts.run_in ? "+" : "");
}

}  // namespace

TEST_CASE("a heading alone", "[heading]") {
  CHECK(split("总体要求") == "总体要求<>");
  CHECK(split("总体要求", true) == "总体要求<>");
  CHECK(split("实施强链工程（责任单位：市工业部门）") == "实施强链工程（责任单位：市工业部门）<>");
  CHECK(split("") == "<>");
}

TEST_CASE("a heading that closes with a stop needs body behind it", "[heading]") {
  CHECK(split("加强组织领导。", true) == "加强组织领导<。>");
}

TEST_CASE("a heading that its body follows in the same paragraph", "[heading]") {
  CHECK(split("加强组织领导。各部门要抓好落实。") == "加强组织领导<。>各部门要抓好落实。+");
  CHECK(split("强化统筹，形成合力。建立机制。") == "强化统筹，形成合力<。>建立机制。+");
  CHECK(split("加强组织领导。 各部门要抓好落实。") == "加强组织领导<。>各部门要抓好落实。+");
}

TEST_CASE("a colon closes a heading where it may", "[heading]") {
  CHECK(split("新型储能：突破关键材料，建设电站。") == "新型储能<：>突破关键材料，建设电站。+");
  CHECK(split("新型储能: 突破关键材料。") == "新型储能<:>突破关键材料。+");
  CHECK(split("重点领域：") == "重点领域<：>");
  CHECK(split("新型储能：突破关键材料。", false, false) == "<>新型储能：突破关键材料。+");
}

TEST_CASE("one sentence of body has no heading", "[heading]") {
  CHECK(split("建立由市发展改革部门牵头、各区政府参加的联席会议制度，定期研究解决重大问题。") ==
        "<>建立由市发展改革部门牵头、各区政府参加的联席会议制度，定期研究解决重大问题。+");
}

TEST_CASE("a long first sentence is body", "[heading]") {
  const std::string text =
      "围绕全市产业链的薄弱环节和长远发展需要，由市科技部门会同有关单位每年编制技术攻关清单，并向社"
      "会公开发布。清单实行动态调整。";
  CHECK(split(text) == "<>" + text + "+");
}

TEST_CASE("an item that closes with a semicolon is body", "[heading]") {
  CHECK(split("具有独立法人资格；") == "<>具有独立法人资格；+");
}

TEST_CASE("stops inside quotations and brackets close nothing", "[heading]") {
  CHECK(split("落实“放管服。优环境”要求。推进改革。") == "落实“放管服。优环境”要求<。>推进改革。+");
}

TEST_CASE("the parts of a heading hold every character once", "[heading]") {
  for (const char* text : {"甲。乙。", "甲：乙。", "甲", "甲。", "甲：", "。", "：", "。。",
                           "甲；乙", "（甲。乙", "！甲", "甲 。 乙。"}) {
    for (const bool follows : {false, true}) {
      HeadingContext context;
      context.body_follows = follows;
      const std::string_view view(text);
      const HeadingParts parts = split_heading(view, context);
      std::string shown, all;
      for (const gangmu::Slice s : {parts.title, parts.close, parts.text}) {
        shown += view.substr(s.begin, s.size());
      }
      for (const char c : shown) all += c == ' ' ? "" : std::string(1, c);
      std::string expected;
      for (const char c : view) expected += c == ' ' ? "" : std::string(1, c);
      INFO(text);
      CHECK(all == expected);
      CHECK((!parts.run_in || !parts.text.empty()));
    }
  }
}

TEST_CASE("the first sentence of a paragraph", "[heading]") {
  const std::string text = "平台建设，成效明显。青川实验室运行。";
  const auto first = gangmu::first_sentence(text);
  REQUIRE(first.found);
  CHECK(text.substr(0, first.end) == "平台建设，成效明显");
  CHECK(text.substr(first.after) == "青川实验室运行。");
  CHECK(first.commas == 1);
  CHECK(first.chars == 9);
  CHECK_FALSE(gangmu::first_sentence("只有一句。").found);
  CHECK_FALSE(gangmu::first_sentence("没有句号").found);
  CHECK_FALSE(gangmu::first_sentence("").found);
}
