#include "exporters/task_rows.h"

#include <catch2/catch.hpp>
#include <string>

#include "corpus_cases.h"
#include "gangmu.h"

using gangmu::Document;

namespace {

const gangmu::Grammar& grammar() {
  static const auto built_in = gangmu::Grammar::builtin();
  return *built_in;
}

std::string text_of(const Document& document, const gangmu::TaskRow& row) {
  return std::string(document.text(
      gangmu::Slice{document.tasks[row.first].at.begin, document.tasks[row.last - 1].at.end}));
}

}  // namespace

TEST_CASE("task rows: a row a paragraph, with what its sentences say", "[task_rows]") {
  const Document document = corpus::document_of(
      "云溪市公园建设“十四五”规划\n一、主要任务\n"
      "（一）建设公园。2023年底前建成公园12处。完善绿道。（市园林局牵头，市财政局配合）\n"
      "（二）加强养护。健全机制。\n二、基础\n公园面积较大。\n",
      grammar());
  const auto rows = gangmu::task_rows(document);
  REQUIRE(rows.size() == 2);
  CHECK(text_of(document, rows[0]) ==
        "2023年底前建成公园12处。完善绿道。（市园林局牵头，市财政局配合）");
  REQUIRE(rows[0].deadlines.size() == 1);
  CHECK(rows[0].deadlines[0].end == 2023);
  CHECK(rows[0].deadline_words == "2023年底前");
  CHECK(rows[0].lead.size() == 1);
  CHECK(rows[0].support.size() == 1);
  CHECK(rows[0].joint.empty());
  REQUIRE(rows[0].targets.size() == 1);
  CHECK(document.targets[rows[0].targets[0]].indicator == "公园");
  // Nothing is said of the second: its deadline is the plan's and marked so.
  REQUIRE(rows[1].deadlines.size() == 1);
  CHECK(rows[1].deadlines[0].end == 2025);
  CHECK_FALSE(rows[1].deadlines[0].stated);
  CHECK(rows[1].deadline_words.empty());
  CHECK(rows[1].lead.empty());
}

TEST_CASE("task rows: a row a sentence, with the duties that are its own", "[task_rows]") {
  const Document document = corpus::document_of(
      "云溪市公园建设“十四五”规划\n一、主要任务\n"
      "（一）建设公园。2023年底前建成公园12处。由市水利局牵头建立养护制度。完善绿道。"
      "（市园林局牵头）\n",
      grammar());
  const auto rows = gangmu::task_rows(document, true);
  REQUIRE(rows.size() == 3);
  CHECK(text_of(document, rows[0]) == "2023年底前建成公园12处。");
  CHECK(rows[0].targets.size() == 1);
  CHECK(rows[0].deadline_words == "2023年底前");
  CHECK(rows[1].targets.empty());
  CHECK(rows[1].deadline_words.empty());
  // The bracket at the end of the paragraph charges all of it.
  CHECK(rows[0].lead.size() == 1);
  CHECK(rows[1].lead.size() == 2);
  CHECK(rows[2].lead.size() == 1);
}

TEST_CASE("task rows: deadlines that differ stand once each", "[task_rows]") {
  const Document document = corpus::document_of(
      "云溪市公园建设“十四五”规划\n一、主要任务\n"
      "（一）建设公园。2023年底前开工。2024年完工，2024年开放。2023年底前验收。\n",
      grammar());
  const auto rows = gangmu::task_rows(document);
  REQUIRE(rows.size() == 1);
  REQUIRE(rows[0].deadlines.size() == 2);
  CHECK(rows[0].deadline_words == "2023年底前 2024年");
  CHECK(gangmu::task_rows(corpus::document_of("无序号的一段话。\n", grammar())).empty());
}

namespace {

std::string bodies(const Document& document, const std::vector<std::uint32_t>& duties) {
  std::string names;
  for (const std::uint32_t i : duties) names += document.duties[i].bodies.front() + " ";
  return names;
}

}  // namespace

TEST_CASE("task rows: a paragraph that only charges charges those before it", "[task_rows]") {
  const Document document = corpus::document_of(
      "云溪市公园建设“十四五”规划\n一、主要任务\n"
      "（一）建设公园\n新建绿道，每公里都要种上树。\n改建驿站，每一座都要通上水。\n"
      "（市园林局牵头，2023年底前完成）\n管护河道，每一条都要有人管。\n（市水利局牵头）\n"
      "（二）加强宣传\n（市文旅局牵头）\n",
      grammar());
  const auto rows = gangmu::task_rows(document);
  REQUIRE(rows.size() == 4);
  CHECK(text_of(document, rows[0]) == "新建绿道，每公里都要种上树。");
  CHECK(bodies(document, rows[0].lead) == "市园林局 ");
  REQUIRE(rows[0].deadlines.size() == 1);
  CHECK(rows[0].deadlines[0].end == 2023);
  CHECK_FALSE(rows[0].deadline_words.empty());
  CHECK(bodies(document, rows[1].lead) == "市园林局 ");
  CHECK(text_of(document, rows[2]) == "管护河道，每一条都要有人管。");
  CHECK(bodies(document, rows[2].lead) == "市水利局 ");
  CHECK(rows[2].deadline_words.empty());
  CHECK(bodies(document, rows[3].lead) == "市文旅局 ");  // nobody stands before it there
}

TEST_CASE("task rows: the words of a deadline alone", "[task_rows]") {
  const Document document = corpus::document_of(
      "云溪市园林工作实施方案\n一、主要任务\n"
      "（一）建设公园。新建综合公园6个。\n"
      "（牵头单位：市园林局；完成时限：2024年12月底）\n"
      "（二）完善制度。修订管理办法。（责任单位：市园林局；完成时限：2025年6月）\n"
      "（三）普查古树。建立保护名录。（牵头单位：市园林局；配合单位：市水利局；完成时限："
      "2024年12月底）\n"
      "（四）修复绿带。打通断头步道。（市园林局牵头，2023年第三季度完成）\n"
      "（五）培训工匠。举办园艺大赛。（责任单位：市园林局；完成时限：2023年第三季度）\n"
      "（六）巡查游园。更换器材。（责任单位：市园林局；完成时间：立即启动，2024年上半年完成）\n"
      "（七）养护绿地。坚持日常养护。（责任单位：市园林局；时限：长期坚持）\n"
      "（八）清理杂草。清理河岸。（完成时限：2024年第一季度）\n"
      "（九）保护湿地。修复湿地。（责任单位：市园林局；完成时限：2024年3月、2025年3月）\n"
      "（十）开放绿地。2023年第三季度完成首批绿地开放。\n"
      "（十一）征求意见。2022年第三季度完成了问卷调查。\n",
      grammar());
  CHECK(gangmu::check_invariants(document).empty());
  const auto rows = gangmu::task_rows(document);
  const char* expected[] = {"2024年12月底",
                            "2025年6月",
                            "2024年12月底",
                            "2023年第三季度",
                            "2023年第三季度",
                            "立即启动，2024年上半年完成",
                            "长期坚持",
                            "2024年第一季度",
                            "2024年3月、2025年3月",
                            "2023年第三季度",
                            ""};
  REQUIRE(rows.size() == std::size(expected));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CAPTURE(i);
    CHECK(rows[i].deadline_words == expected[i]);
    if (*expected[i] != '\0') CHECK(rows[i].deadlines.size() == 1);
  }
  CHECK(rows[8].deadlines[0].end == 2025);
  CHECK(rows[3].deadlines[0].end == 2023);
  CHECK_FALSE(rows[6].deadlines[0].end);
}

TEST_CASE("task rows: what a sentence and its bracket say of one year", "[task_rows]") {
  const Document document = corpus::document_of(
      "云溪市园林工作实施方案\n一、主要任务\n"
      "（一）建设公园。2024年6月底前完成停车场改造。新建综合公园6个。"
      "（牵头单位：市园林局；完成时限：2024年12月底）\n"
      "（二）修复绿带。2024年6月底前打通步道。（市园林局牵头，2024年6月底前完成）\n",
      grammar());
  const auto rows = gangmu::task_rows(document);
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].deadline_words == "2024年6月底前 2024年12月底");
  CHECK(rows[0].deadlines.size() == 1);
  CHECK(rows[1].deadline_words == "2024年6月底前");
}

TEST_CASE("task rows: a deadline of the heading above", "[task_rows]") {
  const Document document = corpus::document_of(
      "云溪市园林工作“十四五”规划\n一、主要任务\n"
      "（一）启动阶段（2022年5月—8月）\n制定台账。分解任务。\n"
      "2022年7月底前确定名单。加强宣传。\n"
      "（二）修复绿带（2023年）。打通步道。（市园林局牵头，2022年6月底前完成）\n"
      "（三）养护绿地。养护绿地。\n",
      grammar());
  CHECK(gangmu::check_invariants(document).empty());
  const auto rows = gangmu::task_rows(document);
  REQUIRE(rows.size() == 4);
  const char* expected[] = {"2022年5月—8月", "2022年7月底前", "2022年6月底前", ""};
  const bool stated[] = {false, true, true, false};
  for (std::size_t i = 0; i < rows.size(); ++i) {
    CAPTURE(i);
    CHECK(rows[i].deadline_words == expected[i]);
    REQUIRE(rows[i].deadlines.size() == 1);
    CHECK(rows[i].deadlines[0].stated == stated[i]);
  }
  CHECK(rows[0].deadlines[0].end == 2022);
  CHECK(rows[3].deadlines[0].end == 2025);
}

TEST_CASE("task rows: bodies that do something together are no charge alone", "[task_rows]") {
  const Document document = corpus::document_of(
      "云溪市园林工作“十四五”规划\n一、主要任务\n（一）建设公园\n新建公园，每座都要通车。\n"
      "市园林局会同市水利局组织实施督导。\n（二）修复绿带\n打通步道，每公里都要种树。\n"
      "市园林局会同市水利局负责落实。\n",
      grammar());
  const auto rows = gangmu::task_rows(document);
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].lead.empty());
  CHECK(text_of(document, rows[1]) == "市园林局会同市水利局组织实施督导。");
  CHECK(bodies(document, rows[1].lead) == "市园林局 ");
  CHECK(bodies(document, rows[2].lead) == "市园林局 ");
}
