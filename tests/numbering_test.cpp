// Hostile numbering: long, deep and random sequences of markers finish, and the tree holds. No wall
// time is asserted; a quadratic step would make these cases outlast the limit of ctest.
#include "parser/numbering.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "corpus_cases.h"
#include "tests/surroundings.h"

namespace {

gangmu::Document parsed(const std::string& text) {
  static const auto grammar = gangmu::Grammar::builtin();
  return corpus::document_of(text, *grammar);
}

std::size_t headings(const gangmu::Document& document) {
  return static_cast<std::size_t>(std::count_if(
      document.nodes.begin(), document.nodes.end(),
      [](const gangmu::Node& node) { return node.kind != gangmu::NodeKind::paragraph; }));
}

const std::vector<std::string> kMarkers = {
    "第一编 ", "第二章 ",  "第三节 ", "第四条 ",  "一、", "二、",   "三、",     "（一）",
    "（二）",  "(三)",     "1.",      "2．",      "3、",  "（1）",  "2)",       "①",
    "②",       "⒈",        "㈡",      "1 ",       "2.3 ", "2.3.1 ", "2.3.1.1 ", "专栏1 ",
    "专栏：",  "——",       "表1 ",    "图1 ",     "注：", "附件1 ", "附录A ",   "目录",
    "前言",    "名词解释", "十、",    "（十二）", "99.",  "⑨",      "第九章 ",  ""};

}  // namespace

TEST_CASE("100,000 headings of one list", "[numbering]") {
  const int count = surroundings::times(100000);
  std::string text;
  for (int i = 1; i <= count; ++i) text += std::to_string(i % 999 + 1) + ".甲类任务\n";
  const gangmu::Document document = parsed(text);
  CHECK(document.nodes.size() == static_cast<std::size_t>(count));
  CHECK(check_invariants(document) == std::vector<std::string>{});
}

TEST_CASE("100,000 headings in four levels", "[numbering]") {
  const std::vector<std::string> digits = {"一", "二", "三", "四", "五",
                                           "六", "七", "八", "九", "十"};
  std::string text;
  std::size_t lines = 0;
  while (lines < static_cast<std::size_t>(surroundings::times(100000))) {
    for (int a = 0; a < 10; ++a) {
      text += digits[a] + "、甲\n";
      ++lines;
      for (int b = 0; b < 10; ++b) {
        text += "（" + digits[b] + "）乙\n";
        ++lines;
        for (int c = 1; c <= 3; ++c) {
          text += std::to_string(c) + ".丙\n（1）丁\n（2）戊\n";
          lines += 3;
        }
      }
    }
  }
  const gangmu::Document document = parsed(text);
  CHECK(headings(document) == lines);
  CHECK(check_invariants(document) == std::vector<std::string>{});
}

TEST_CASE("10,000 boxes one behind the other, none closed", "[numbering]") {
  std::string text = "一、任务\n";
  for (int i = 1; i <= 10000; ++i) {
    text += "专栏" + std::to_string(i % 900 + 1) + " 工程\n1.甲。建设甲。\n";
  }
  const gangmu::Document document = parsed(text);
  CHECK(headings(document) > 10000);
  CHECK(check_invariants(document) == std::vector<std::string>{});
}

TEST_CASE("10,000 boxes without anything in them", "[numbering]") {
  std::string text;
  for (int i = 0; i < 10000; ++i) text += "专栏：工程\n";
  CHECK(check_invariants(parsed(text)) == std::vector<std::string>{});
}

TEST_CASE("10,000 appendices and chapters in turn", "[numbering]") {
  std::string text;
  for (int i = 0; i < surroundings::times(10000); ++i) text += "附件1 甲\n第一章 乙\n一、丙\n";
  CHECK(check_invariants(parsed(text)) == std::vector<std::string>{});
}

TEST_CASE("20,000 markers inside one paragraph", "[numbering]") {
  std::string text = "一、任务。";
  for (int i = 0; i < surroundings::times(20000); ++i) text += "（一）推进甲。1.建设乙。";
  CHECK(check_invariants(parsed(text)) == std::vector<std::string>{});
}

TEST_CASE("a list that counts down", "[numbering]") {
  std::string text;
  for (int i = 900; i > 0; --i) text += std::to_string(i) + ".甲类任务\n";
  CHECK(check_invariants(parsed(text)) == std::vector<std::string>{});
}

TEST_CASE("random sequences of all markers", "[numbering]") {
  for (unsigned seed = 0; seed < 400; ++seed) {
    std::mt19937 random(seed);
    std::string text;
    for (std::size_t n = 1 + random() % 60; n > 0; --n) {
      text += kMarkers[random() % kMarkers.size()];
      const auto tail = random() % 4;
      text += tail == 0   ? ""
              : tail == 1 ? "任务"
              : tail == 2 ? "任务。推进建设。"
                          : "推进任务建设，抓好落实。";
      text += random() % 5 == 0 ? "" : "\n";
    }
    const auto breaches = check_invariants(parsed(text));
    INFO("seed " << seed << "\n" << text);
    CHECK(breaches == std::vector<std::string>{});
  }
}

TEST_CASE("a long random sequence of markers", "[numbering]") {
  std::mt19937 random(5);
  std::string text;
  for (int i = 0; i < 20000; ++i) text += kMarkers[random() % kMarkers.size()] + "任务\n";
  CHECK(check_invariants(parsed(text)) == std::vector<std::string>{});
}

TEST_CASE("a number too large for any list", "[numbering]") {
  for (const char* text : {"99999999999999999999.甲\n", "第九十九百万章 甲\n", "（零）甲\n",
                           "0.甲\n", "〇、甲\n", "第〇章 甲\n"}) {
    INFO(text);
    CHECK(check_invariants(parsed(text)) == std::vector<std::string>{});
  }
}
