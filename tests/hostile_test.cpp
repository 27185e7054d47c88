// Texts without ends of sentences, lists or brackets: what stands before a figure, a marker or a
// title is looked for no further than a sentence is long. Were a search without such a bound, these
// cases would take minutes.
#include <algorithm>
#include <catch2/catch.hpp>

#include "gangmu.h"
#include "tests/surroundings.h"

namespace {

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

gangmu::Document parsed(const std::string& body) {
  auto source = gangmu::read_bytes("plan.txt", "测试市规划\n一、主要任务\n" + body + "\n");
  return gangmu::parse(std::move(*source), *gangmu::Grammar::builtin());
}

}  // namespace

TEST_CASE("hostile: one sentence of many figures", "[hostile]") {
  const int kTimes = surroundings::times(8000);
  for (const char* piece :
       {"2020年的产值达到3个、", "其中甲3个、", "甲、乙均达到30%，", "甲、乙分别达到3个和4个，",
        "高于全省3个百分点，", "“甲3个”", "0.9人/10万人、", "增长3%", "5个100亿级，",
        "2020年1月2日", "一二三四五六七八九十", "由市园林局", "《甲》"}) {
    CAPTURE(piece);
    CHECK(gangmu::check_invariants(parsed(repeated(piece, kTimes))).empty());
  }
}

TEST_CASE("hostile: one paragraph of many markers", "[hostile]") {
  const int kTimes = surroundings::times(20000);
  for (const char* piece : {"①甲。", "（一）甲乙丙丁。戊己。", "——坚持甲。乙。", "1.甲乙丙丁。",
                            "（一）甲。（二）乙。", "第一章　甲。"}) {
    CAPTURE(piece);
    CHECK(gangmu::check_invariants(parsed(repeated(piece, kTimes))).empty());
  }
}

TEST_CASE("hostile: checks of one paragraph", "[hostile]") {
  const int kTimes = surroundings::times(4000);
  for (const char* piece :
       {"达到180个，占行政村总数的86.2%。218个行政村。",
        "计划投资7000亿元。按来源分，中央1800亿元、省2700亿元。",
        "全省12个乡镇、3个街道、218个行政村。", "甲馆、乙馆、丙馆分别达到12个、11个。",
        "三区即东部优质粮油区、中部特色果蔬区、西部生态茶药区；", "“一横三纵、四库多点”",
        "由省港航投资集团有限公司建设，省港投集团试点。", "一是领导；二是投入；四是宣传；",
        "每年安排2亿元，五年共12亿元。"}) {
    CAPTURE(piece);
    const gangmu::Document document = parsed(repeated(piece, kTimes));
    const auto findings = gangmu::check_documents({&document, 1}, *gangmu::Grammar::builtin());
    CHECK(std::all_of(findings.begin(), findings.end(),
                      [](const gangmu::Finding& finding) { return !finding.sides.empty(); }));
  }
}
