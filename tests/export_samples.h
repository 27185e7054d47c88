// Documents that the tests of all exporters share, most of them built by hand.
#pragma once

#include <string>

#include "exporters/exporter.h"
#include "gangmu.h"
#include "tests/build_document.h"

namespace gangmu::test {

inline std::string export_to_string(const Exporter& exporter, std::span<const Document> documents,
                                    const std::string& language = "zh") {
  std::string bytes;
  Sink sink([&bytes](std::string_view more) { bytes += more; });
  ExportOptions options;
  options.language = language;
  options.generator_version = "9.8.7";
  const Status status = exporter.write(documents, options, sink);
  return status ? bytes : "error: " + status.error().message;
}

inline std::string export_to_string(std::string_view format, const Document& document,
                                    const std::string& language = "zh") {
  return export_to_string(*find_exporter(format), {&document, 1}, language);
}

// Two chapters with a figure before and after, a box, a table with a merged head, and furniture.
inline Document small_document() {
  DocumentBuilder build;
  build.plan("云溪市绿道建设“十五五”规划");
  auto& plan = build.document().plans.back();
  plan.start = 2026;
  plan.end = 2030;
  plan.facts.region = Fact{"云溪市", {0, 9}};
  build.node(NodeKind::paragraph, {.text = "（征求意见稿）", .zone = Zone::front});
  const auto h1 = build.node(
      NodeKind::h1, {.marker = "一、", .title = "发展基础", .number = 1, .role = Role::situation});
  const auto h2 =
      build.node(NodeKind::h2, {.marker = "（一）",
                                .title = "绿道成网",
                                .close = "。",
                                .text = "2025年，全市绿道达到8.10公里，绿道覆盖率达到85%。",
                                .parent = h1,
                                .number = 1,
                                .role = Role::situation});
  build.furniture(FurnitureKind::page_number, "－ 1 －");
  const auto second = build.node(
      NodeKind::h1, {.marker = "二、", .title = "主要目标", .number = 2, .role = Role::goals});
  const auto goal = build.node(
      NodeKind::paragraph,
      {.text = "到2030年，全市绿道不少于3.5万公里，新建驿站10—15座，一是连山，二是通水。",
       .parent = second,
       .role = Role::goals});
  build.table(
      {.marker = "表1", .title = "主要指标", .parent = second, .number = 1},
      {{{"指标", 2, 1}, {"数值", 1, 2}}, {{"2025年"}, {"2030年"}}, {{"绿道"}, {"8.10"}, {"35000"}}},
      2);
  const auto box = build.node(
      NodeKind::box, {.marker = "专栏 1", .title = "绿道工程", .parent = second, .number = 1});
  build.node(NodeKind::h3, {.marker = "1.",
                            .title = "环湖绿道",
                            .close = "。",
                            .text = "建成环湖绿道。",
                            .parent = box,
                            .number = 1});

  Target& before = build.target(h2, "全市绿道达到8.10公里", "8.10公里");
  before.status = TargetStatus::actual;
  before.op = Op::eq;
  before.indicator = "全市绿道";
  before.indicator_id = 7;
  before.value = before.number = "8.10";
  before.unit = before.base_unit = "公里";
  before.dimension = "length";
  before.period = Period{PeriodKind::at, std::nullopt, 2025, true};
  Target& after = build.target(goal, "全市绿道不少于3.5万公里", "3.5万公里");
  after.op = Op::ge;
  after.indicator = "全市绿道";
  after.indicator_id = 7;
  after.value = "3.5";
  after.number = "35000";
  after.unit = "万公里";
  after.base_unit = "公里";
  after.dimension = "length";
  after.period = Period{PeriodKind::by, std::nullopt, 2030, true};
  after.baseline = 0;
  after.binding = true;
  Target& stations = build.target(goal, "新建驿站10—15座", "10—15座");
  stations.op = Op::between;
  stations.measure = Measure::increment;
  stations.indicator = "驿站";
  stations.value = stations.number = "10";
  stations.value_high = stations.number_high = "15";
  stations.unit = stations.base_unit = "座";
  stations.dimension = "count";
  stations.inferred = {"period"};
  stations.period = Period{PeriodKind::by, std::nullopt, 2030, false};

  Node& text = build.document().nodes[goal];
  const auto first = static_cast<Offset>(build.document().clean.find("一是连山"));
  const auto then = static_cast<Offset>(build.document().clean.find("二是通水"));
  text.clauses.push_back({{first, first + 6}, {first, then}});
  text.clauses.push_back({{then, then + 6}, {then, text.text.end}});
  build.diagnostic(Code::numbering_gap, "item 2 of \"1.\" is missing", text.span);
  return build.finish();
}

// Two works of a table, whose rows say much of one and little of the other, and one of a sentence.
inline Document works_document() {
  const std::string text =
      "云溪市创新“十五五”规划\n一、重点项目\n表1 重点项目\n"
      "序号\t项目名称\t建设地点\t依托单位\t总投资（亿元）\t责任单位\n"
      "1\t云溪智算中心\t江北新区\t云溪大学\t3.5\t市数据局\n"
      "2\t膜材料中试基地\t\t=cmd|'/C calc'!A0\t2\t市科技局\n"
      "二、主要任务\n依托云溪大学建设“云膜”工程。\n";
  return parse(*read_bytes("plan.txt", text), *Grammar::builtin());
}

// Text that tries to get out of its field in every format.
inline Document hostile_document() {
  DocumentBuilder build;
  build.plan("=cmd|' /C calc'!A0 \"规划\" </script><![CDATA[]]>");
  const auto h1 = build.node(
      NodeKind::h1, {.marker = "一、", .title = "+SUM(1)\x01\x02 & <b>'\"\\", .number = 1});
  static const std::string long_text = [] {
    std::string text = "@";
    for (int i = 0; i < 40000; ++i) text += "长";
    return text;
  }();
  build.node(NodeKind::paragraph, {.text = long_text, .parent = h1});
  build.node(NodeKind::paragraph,
             {.text = "-1+1 {=1} \x0B\x1F\x7F \xE2\x80\xA8 \xEF\xBF\xBE \xF0\xA0\x80\x80 end",
              .parent = h1});
  build.table({.title = "=1+1", .parent = h1}, {{{"=A1"}, {long_text}}, {{"@x\x08"}, {"\t"}}}, 1);
  Target& target = build.target(h1 + 2, "-1+1", "1");
  target.indicator = "=HYPERLINK(\"http://x\")";
  target.value = "1e5";  // no decimal: null
  target.number = "100000000000000000000.50";
  target.unit = "\x03";
  build.diagnostic(Code::heading_empty, "=1 \"a\" \xFF\xC0 <x>", {0, 3});
  build.document().source.name = "a\"b\\c\n\xFF.txt";
  return build.finish();
}

}  // namespace gangmu::test
