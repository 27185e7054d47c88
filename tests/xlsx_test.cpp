#include <catch2/catch.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <pugixml.hpp>

#include "corpus_cases.h"
#include "exporters/workbook.h"
#include "gangmu.h"
#include "tests/export_samples.h"

using gangmu::Document;
using gangmu::NodeKind;

namespace {

namespace fs = std::filesystem;

// A workbook unpacked with Python's zipfile and read back.
class Book {
 public:
  explicit Book(const std::string& bytes) {
    static int count = 0;
    const fs::path folder =
        fs::temp_directory_path() /
        ("gangmu-xlsx-test-" + std::to_string(std::rand()) + "-" + std::to_string(++count));
    fs::create_directories(folder);
    std::ofstream(folder / "book.xlsx", std::ios::binary) << bytes;
    const std::string command = "python3 -m zipfile -e \"" + (folder / "book.xlsx").string() +
                                "\" \"" + folder.string() + "\"";
    REQUIRE(std::system(command.c_str()) == 0);
    core_ = read(folder / "docProps/core.xml");
    load(styles_, folder / "xl/styles.xml");
    const fs::path strings = folder / "xl/sharedStrings.xml";
    if (fs::exists(strings)) load_strings(strings);
    pugi::xml_document book;
    load(book, folder / "xl/workbook.xml");
    int ordinal = 0;
    for (const auto sheet : book.child("workbook").child("sheets").children()) {
      names_.emplace_back(sheet.attribute("name").value());
      const std::string file = "sheet" + std::to_string(++ordinal) + ".xml";
      load(sheets_[names_.back()], folder / "xl/worksheets" / file);
    }
    fs::remove_all(folder);
  }

  const std::vector<std::string>& names() const { return names_; }
  const std::string& core() const { return core_; }
  pugi::xml_node sheet(const std::string& name) const {
    return sheets_.at(name).child("worksheet");
  }
  pugi::xml_node cell(const std::string& sheet_name, const std::string& at) const {
    const std::string path = "sheetData/row/c[@r='" + at + "']";
    return sheet(sheet_name).select_node(path.c_str()).node();
  }
  bool is_text(const std::string& sheet_name, const std::string& at) const {
    const std::string type = cell(sheet_name, at).attribute("t").value();
    return type == "s" || type == "inlineStr";
  }
  std::string text(const std::string& sheet_name, const std::string& at) const {
    const auto found = cell(sheet_name, at);
    if (found.child("is")) return found.child("is").child_value("t");
    const std::string value = found.child_value("v");
    return is_text(sheet_name, at) ? strings_.at(std::stoul(value)) : value;
  }
  std::string number_format(const std::string& sheet_name, const std::string& at) const {
    const auto formats = styles_.child("styleSheet");
    const auto index = cell(sheet_name, at).attribute("s").as_uint();
    auto format = formats.child("cellXfs").first_child();
    for (unsigned i = 0; i < index; ++i) format = format.next_sibling();
    const std::string id = format.attribute("numFmtId").value();
    const std::string path = "numFmts/numFmt[@numFmtId='" + id + "']";
    const auto own = formats.select_node(path.c_str()).node();
    return own ? own.attribute("formatCode").value() : "built-in " + id;
  }

 private:
  static std::string read(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  static void load(pugi::xml_document& into, const fs::path& file) {
    INFO(file.string());
    REQUIRE(into.load_string(read(file).c_str(), pugi::parse_default | pugi::parse_ws_pcdata));
  }
  void load_strings(const fs::path& file) {
    pugi::xml_document tree;
    load(tree, file);
    for (const auto item : tree.child("sst").children("si")) {
      strings_.emplace_back(item.child_value("t"));
    }
  }

  std::string core_;
  pugi::xml_document styles_;
  std::vector<std::string> strings_, names_;
  std::map<std::string, pugi::xml_document> sheets_;
};

Book exported(const Document& document, const std::string& language = "zh") {
  return Book(gangmu::test::export_to_string("xlsx", document, language));
}

}  // namespace

TEST_CASE("xlsx: sheets, heads and words of both languages") {
  const Document document = gangmu::test::small_document();
  const Book zh = exported(document);
  CHECK(zh.names() == std::vector<std::string>{"任务分解表", "指标表", "监测表", "数据明细",
                                               "重大项目清单", "政策文件清单", "目录", "表格",
                                               "专栏", "核对意见"});
  CHECK(zh.text("目录", "A1") == "层级");
  CHECK(zh.text("核对意见", "I1") == "处理意见");
  CHECK(zh.text("核对意见", "B2") == "序号缺失");
  CHECK(zh.text("核对意见", "C2") == "疑似");
  CHECK(zh.text("核对意见", "D2") == "第7行");
  CHECK(zh.text("核对意见", "H2") == "item 2 of \"1.\" is missing");  // of no template
  CHECK(zh.text("核对意见", "E2").substr(0, 7) == "到2030");
  const Book en = exported(document, "en");
  CHECK(en.names() == std::vector<std::string>{"Tasks", "Indicators", "Monitoring", "Figures",
                                               "Works", "Documents", "Contents", "Tables", "Boxes",
                                               "Review"});
  CHECK(en.text("Contents", "A1") == "Level");
  for (const char* name : {"任务分解表", "指标表", "监测表", "数据明细", "重大项目清单",
                           "政策文件清单", "目录", "专栏", "核对意见"}) {
    INFO(name);
    CHECK(zh.sheet(name).select_node(".//pane[@ySplit='1' and @state='frozen']"));
    CHECK(zh.sheet(name).child("autoFilter"));
  }
}

TEST_CASE("xlsx: the sheets that an office works with") {
  const auto grammar = gangmu::Grammar::builtin();
  const Document document = corpus::document_of(
      "云溪市公园建设“十四五”规划\n一、主要目标\n到2025年，公园由8处增加到12处，绿道达到60公里，"
      "漏损率控制在9%"
      "以内。\n二、主要任务\n（一）建设公园。根据《云溪市总体规划》，2023年底前建成公园3处。"
      "（市园林局牵头，市财政局、市水利局配合）\n（二）加强养护。健全机制。（责任单位：甲局、乙局）"
      "\n"
      "专栏1 公园建设工程\n1.新建东湖公园工程。面积12公顷。\n",
      *grammar);
  const Book book = exported(document);
  const char* tasks = "任务分解表";
  CHECK(book.text(tasks, "B2") == "二、主要任务");
  CHECK(book.text(tasks, "C2") == "（一）建设公园");
  CHECK(book.text(tasks, "E2").substr(0, 6) == "根据");
  CHECK(book.text(tasks, "F2") == "公园 3处");
  CHECK(book.text(tasks, "G2") == "2023年底前");
  CHECK(book.text(tasks, "H2") == "原文");
  CHECK(book.text(tasks, "G3") == "到2025年");
  CHECK(book.text(tasks, "I2") == "市园林局");
  CHECK(book.text(tasks, "J2") == "市财政局、市水利局");
  CHECK(book.text(tasks, "K1") == "2021年安排");
  CHECK(book.text(tasks, "O1") == "2025年安排");
  CHECK(book.text(tasks, "K2").empty());
  CHECK(book.text(tasks, "H3") == "原文未写，按规划期末");
  CHECK(book.text(tasks, "I3") == "共同负责：甲局、乙局");
  CHECK(book.text(tasks, "Q1") == "完成状态");
  const auto choice = book.sheet(tasks).child("dataValidations").child("dataValidation");
  CHECK(choice.attribute("sqref").value() == std::string("Q2:Q4"));
  CHECK(choice.child_value("formula1") == std::string("\"未启动,推进中,已完成,滞后\""));
  const char* watched = "监测表";
  CHECK(book.text(watched, "A2") == "公园");
  CHECK(book.text(watched, "C2") == "8");
  CHECK(book.text(watched, "D2") == "12");
  CHECK(book.text(watched, "E1") == "2021年实际值");
  CHECK(
      book.cell(watched, "J2").child_value("f") ==
      std::string("IF(COUNT(E2:I2)=0,\"\",SUMPRODUCT(MAX(ISNUMBER(E2:I2)*(COLUMN(E2:I2)-COLUMN(E2)"
                  "+1)))/5)"));
  CHECK(book.cell(watched, "K2").child_value("f") ==
        std::string("IF(COUNT(E2:I2)=0,\"\",(INDEX(E2:I2,1,SUMPRODUCT(MAX(ISNUMBER(E2:I2)*(COLUMN("
                    "E2:I2)-COLUMN(E2)+1))))-C2)/(D2-C2))"));
  CHECK(book.text(watched, "A4") == "漏损率");
  CHECK_FALSE(book.cell(watched, "K4").child("f"));  // what may not be exceeded is never complete
  CHECK(book.text("政策文件清单", "B2") == "云溪市总体规划");
  CHECK(book.text("政策文件清单", "D2") == "依据");
  CHECK(book.text("重大项目清单", "B2") == "东湖公园工程");
  CHECK(book.text("重大项目清单", "D2") == "新建");
  CHECK(book.text("重大项目清单", "E2") == "面积12公顷。");
}

TEST_CASE("xlsx: works of tables have the cells of their rows, whatever the language") {
  const std::string text =
      "# 云溪市公园建设“十五五”规划\n\n## 一、重点项目\n\n"
      "| 序号 | 项目名称 | 计量单位 | 建设规模 | 计划总投资（亿元） | 起止年限（年） | "
      "责任单位（部门） |\n"
      "| --- | --- | --- | --- | --- | --- | --- |\n"
      "| 1 | 东湖公园工程 | 公顷 | 12 | 3.5 | 2026—2028 | 市园林局 |\n"
      "| 2 | 西湖公园工程 | 公顷 | 30 | 约5亿元 |  | 市水利局、市园林局 |\n"
      "| 3 | 南湖绿道工程 | 公里 | 8 | 待定 | 3 |  |\n\n"
      "| 项目 | 单位 | 投资（测算） |\n| --- | --- | --- |\n| 北湖公园工程 | 公顷 | 7 |\n"
      "| 北湖步道工程 | 市住建局 | 8 |\n\n"
      "专栏1 绿道工程\n\n1.新建环湖绿道工程。总投资3亿元。\n";
  const Document document =
      gangmu::parse(*gangmu::read_bytes("plan.md", text), *gangmu::Grammar::builtin());
  CHECK(gangmu::check_invariants(document).empty());
  for (const char* language : {"zh", "en"}) {
    const std::string works = language == std::string("zh") ? "重大项目清单" : "Works";
    INFO(works);
    const Book book = exported(document, language);
    CHECK(book.text(works, "B2") == "东湖公园工程");
    CHECK(book.text(works, "E2") == "计量单位: 公顷\n建设规模: 12");
    CHECK(book.text(works, "F2").empty());
    CHECK(book.text(works, "G2").empty());
    CHECK(book.text(works, "J2") == "市园林局");  // and not the unit of measure
    CHECK(book.text(works, "H2") == "3.5亿元");
    CHECK(book.text(works, "I2") == "2026—2028年");
    CHECK(book.text(works, "J3") == "市水利局、市园林局");
    CHECK(book.text(works, "H3") == "约5亿元");
    CHECK(book.text(works, "I3").empty());
    CHECK(book.text(works, "J4").empty());
    CHECK(book.text(works, "H4") == "待定");
    CHECK(book.text(works, "I4") == "3年");
    CHECK(book.text(works, "B5") == "北湖公园工程");
    CHECK(book.text(works, "J5").empty());  // a unit
    CHECK(book.text(works, "H5") == "7");   // no unit in the bracket
    CHECK(book.text(works, "J6") == "市住建局");
    CHECK(book.text(works, "B7") == "环湖绿道工程");
    CHECK(book.text(works, "H7") == "3亿元");  // as its text tells
  }
}

TEST_CASE("xlsx: where works are built and what hosts them, between content and cost") {
  const Book book = exported(gangmu::test::works_document());
  const char* works = "重大项目清单";
  const char* heads[] = {"序号",     "名称",   "类别",     "建设性质", "建设内容",     "地点",
                         "依托单位", "总投资", "起止年限", "责任单位", "所在专栏或表", "出处"};
  for (char column = 'A'; const char* head : heads) {
    CHECK(book.text(works, std::string(1, column++) + "1") == head);
  }
  CHECK(book.text(works, "E2").empty());  // all has columns of its own
  CHECK(book.text(works, "F2") == "江北新区");
  CHECK(book.text(works, "G2") == "云溪大学");
  CHECK(book.text(works, "H2") == "3.5亿元");
  CHECK(book.text(works, "J2") == "市数据局");
  CHECK(book.text(works, "K2") == "表1 重点项目");
  CHECK(book.text(works, "F3").empty());
  CHECK(book.text(works, "G3") == "=cmd|'/C calc'!A0");
  CHECK(book.is_text(works, "G3"));
  CHECK(book.text(works, "B4").empty());  // the work of a sentence is in no list
  const Book en = exported(gangmu::test::works_document(), "en");
  CHECK(en.text("Works", "F1") == "Place");
  CHECK(en.text("Works", "G1") == "Host body");
}

TEST_CASE("xlsx: the contents are grouped and indented") {
  const Book book = exported(gangmu::test::small_document());
  CHECK(book.text("目录", "C2") == "云溪市绿道建设“十五五”规划");
  CHECK(book.text("目录", "B3") == "一、");
  CHECK(book.text("目录", "C4") == "绿道成网");
  CHECK(book.text("目录", "D4") == "二级标题");
  CHECK(book.text("目录", "A4") == "2");
  CHECK_FALSE(book.is_text("目录", "A4"));
  const auto level = [&](const char* row) {
    const std::string path = std::string("sheetData/row[@r='") + row + "']";
    return book.sheet("目录").select_node(path.c_str()).node().attribute("outlineLevel").as_int();
  };
  CHECK(level("2") == 0);
  CHECK(level("3") == 1);
  CHECK(level("4") == 2);
  CHECK(book.sheet("目录").select_node("sheetPr/outlinePr[@summaryBelow='0']"));
}

TEST_CASE("xlsx: an indicator is one row, in the units that are printed") {
  const Book book = exported(gangmu::test::small_document());
  CHECK(book.text("指标表", "C2") == "全市绿道");
  CHECK(book.text("指标表", "D2") == "万公里");
  CHECK(book.text("指标表", "E1") == "2025年基期值");
  CHECK(book.text("指标表", "E2") == "8.10公里");
  CHECK(book.text("指标表", "F1") == "2030年目标值");
  CHECK(book.text("指标表", "F2") == "3.5");
  CHECK_FALSE(book.is_text("指标表", "F2"));
  CHECK(book.number_format("指标表", "F2") == "0.0");
  CHECK(book.text("指标表", "G2") == "≥3.5万公里");
  CHECK(book.text("指标表", "H2").empty());
  CHECK(book.text("指标表", "I2") == "约束性");
  CHECK(book.text("指标表", "J2") == "水平");
  CHECK(book.text("指标表", "C3") == "驿站");
  CHECK(book.text("指标表", "F3") == "10—15");
  CHECK(book.text("指标表", "G3") == "10—15座（年份推定）");
  CHECK(book.text("指标表", "J3") == "新增");
  CHECK(book.text("指标表", "A4").empty());
}

TEST_CASE("xlsx: several figures of an indicator name their years without nested brackets") {
  Document document = gangmu::test::small_document();
  gangmu::Target later = document.targets[1];
  later.op = gangmu::Op::eq;
  later.value = "4";
  later.number = "40000";
  later.period = gangmu::Period{gangmu::PeriodKind::by, std::nullopt, 2035, false};
  later.binding = std::nullopt;
  gangmu::Target third = later;
  third.value = third.number = "0.3333";
  third.exact = "1/3";
  third.unit = third.base_unit = "";
  third.dimension = "ratio";
  third.measure = gangmu::Measure::share;
  document.targets.push_back(later);
  document.targets.push_back(third);
  const Book book = exported(document);
  CHECK(book.text("指标表", "G2") == "≥3.5万公里（到2030年）；4万公里（到2035年，推定）");
  CHECK(book.text("指标表", "H2") == "4（到2035年）");
  CHECK(book.text("指标表", "F4").empty());
  CHECK(book.text("指标表", "H4") == "1/3（到2035年）");
  CHECK(book.text("指标表", "G4") == "1/3（年份推定）");
  CHECK(book.text("指标表", "E4").empty());
  CHECK(book.text("指标表", "I4") == "约束性");
  CHECK(book.text("数据明细", "E6") == "0.3333");
}

TEST_CASE("xlsx: what other places say of an indicator") {
  Document document = gangmu::test::small_document();
  gangmu::Target again = document.targets[1];
  document.targets.push_back(again);
  const Book same = exported(document);
  CHECK(same.text("指标表", "K2").starts_with("≥3.5万公里（"));
  CHECK(same.text("指标表", "L2") == "一致");
  document.targets.back().value = "3.6";
  document.targets.back().number = "36000";
  CHECK(exported(document).text("指标表", "L2") == "不一致");
}

TEST_CASE("xlsx: a figure is one row, with what is printed and where") {
  const Book book = exported(gangmu::test::small_document());
  CHECK(book.text("数据明细", "A2") == "现状");
  CHECK(book.text("数据明细", "C3") == "3.5万公里");
  CHECK(book.text("数据明细", "D2") == "等于");
  CHECK(book.text("数据明细", "D3") == "不低于");
  CHECK(book.text("数据明细", "D4") == "区间");
  CHECK(book.text("数据明细", "E3") == "3.5");
  CHECK(book.number_format("数据明细", "E3") == "0.0");
  CHECK(book.text("数据明细", "F4") == "15");
  CHECK(book.text("数据明细", "H3") == "35000");
  CHECK(book.number_format("数据明细", "H3") == "#,##0");
  CHECK(book.text("数据明细", "J4") == "新增");
  CHECK(book.text("数据明细", "K3") == "到2030年");
  CHECK(book.text("数据明细", "K4") == "到2030年（推定）");
  CHECK(book.text("数据明细", "M1") == "一级标题");  // no column for the only plan
  CHECK(book.text("数据明细", "M2") == "一、发展基础");
  CHECK(book.text("数据明细", "N2") == "（一）绿道成网");
  CHECK(book.text("数据明细", "Q2") == "第4行");
}

TEST_CASE("xlsx: places have pages where the source has") {
  gangmu::test::DocumentBuilder build;
  build.plan("规划");
  build.furniture(gangmu::FurnitureKind::page_number, "1\f");
  const auto h1 = build.node(NodeKind::h1, {.marker = "一、", .title = "目标", .number = 1});
  gangmu::Target& target =
      build.target(build.node(NodeKind::paragraph, {.text = "建成绿道5公里。", .parent = h1}),
                   "建成绿道5公里", "5公里");
  target.indicator = "绿道";
  target.value = target.number = "5";
  const Book book = exported(build.finish());
  CHECK(book.text("目录", "E1") == "页");
  CHECK(book.text("目录", "E3") == "2");
  CHECK(book.text("指标表", "O2") == "第2页第4行");
  CHECK(exported(gangmu::test::small_document()).text("目录", "E1") == "行");
}

TEST_CASE("xlsx: doubts are told in the language of the workbook") {
  gangmu::test::DocumentBuilder build;
  build.plan("规划");
  const auto node = build.node(NodeKind::h1, {.marker = "三、", .title = "保障", .number = 3});
  Document document = build.finish();
  document.diagnostics.push_back(
      gangmu::diagnose(gangmu::Code::numbering_gap, {"2", "三、"}, document.nodes[node].span));
  CHECK(exported(document).text("核对意见", "H2") == "“三、”之前缺第2项，请核对是否漏印或漏识");
  CHECK(exported(document).text("核对意见", "E2") == "三、保障");
  CHECK(exported(document, "en").text("Review", "H2") == "number 2 expected before \"三、\"");
  document.diagnostics.clear();
  CHECK(exported(document).text("核对意见", "H2") == "未发现需要核对之处");
}

TEST_CASE("xlsx: findings have all their places") {
  const Document document = gangmu::test::small_document();
  gangmu::Finding finding;
  finding.code = name_of(gangmu::Check::figure_conflict);
  finding.message = "in no language";
  finding.args = {"甲", "40项", "41项"};
  finding.degree = gangmu::Degree::error;
  for (const char* quote : {"甲40项", "甲41项", "甲41个"}) {
    finding.sides.push_back(side_of(document, 0, document.nodes[0].span, quote));
  }
  set_key(&finding);
  const std::vector<gangmu::Finding> findings = {finding};
  gangmu::ExportOptions options;
  options.findings = findings;
  std::string bytes;
  gangmu::Sink sink([&bytes](std::string_view more) { bytes += more; });
  REQUIRE(gangmu::find_exporter("xlsx")->write({&document, 1}, options, sink));
  const Book book(bytes);
  CHECK(book.text("核对意见", "B2") == "数值矛盾");
  CHECK(book.text("核对意见", "C2") == "错误");
  CHECK(book.text("核对意见", "E2") == "甲40项");
  CHECK(book.text("核对意见", "G2") == "甲41项\n甲41个");
  CHECK(book.text("核对意见", "H2") == "“甲”此处为40项，另一处为41项");
  CHECK(book.text("核对意见", "A3").empty());
}

TEST_CASE("xlsx: tables keep their merged cells, boxes their rows") {
  const Book book = exported(gangmu::test::small_document());
  CHECK(book.text("表格", "A1") == "表1 主要指标  第8行");
  const auto merged = book.sheet("表格").select_nodes("mergeCells/mergeCell");
  REQUIRE(merged.size() == 2);
  CHECK(merged[0].node().attribute("ref").value() == std::string("B2:C2"));
  CHECK(merged[1].node().attribute("ref").value() == std::string("A2:A3"));
  CHECK(book.text("表格", "B3") == "2025年");
  CHECK(book.text("表格", "B4") == "8.1");
  CHECK(book.number_format("表格", "B4") == "0.00");
  CHECK(book.text("专栏", "A2") == "专栏1 绿道工程");
  CHECK(book.text("专栏", "D3") == "建成环湖绿道。");
}

TEST_CASE("xlsx: spans that overlap or leave the table do not merge over one another") {
  gangmu::test::DocumentBuilder build;
  build.plan("规划");
  build.table(
      {.title = "表"},
      {{{"甲"}, {"乙", 65535, 1}}, {{"丙", 1, 65535}, {"丁", 65535, 65535}}, {{"戊", 9, 9}}}, 0);
  const Book book = exported(build.finish());
  CHECK(book.text("表格", "A3") == "丙");
  CHECK(book.text("表格", "C3") == "丁");
  CHECK(book.text("表格", "A4") == "戊");
  const auto merged = book.sheet("表格").select_nodes("mergeCells/mergeCell");
  REQUIRE(merged.size() == 2);
  CHECK(merged[0].node().attribute("ref").value() == std::string("B2:B4"));
  CHECK(merged[1].node().attribute("ref").value() == std::string("C3:XFD4"));
}

TEST_CASE("xlsx: hostile text is text") {
  const Document document = gangmu::test::hostile_document();
  const Book book = exported(document);
  for (const auto& name : book.names()) {
    INFO(name);
    CHECK(book.sheet(name).select_nodes(".//f").empty());
    CHECK(book.sheet(name).select_nodes(".//hyperlink").empty());
  }
  CHECK(book.text("目录", "C2") == document.text(document.plans[0].title));
  CHECK(book.is_text("目录", "C2"));
  CHECK(book.text("目录", "C3") == "+SUM(1)\uFFFD\uFFFD & <b>'\"\\");
  CHECK(book.text("表格", "A2") == "=A1");
  CHECK(book.is_text("数据明细", "E2"));
  CHECK(book.text("数据明细", "H2") == "100000000000000000000.50");
  CHECK(book.is_text("数据明细", "H2"));
}

TEST_CASE("xlsx: a text too long for a cell goes on below") {
  const Document document = gangmu::test::hostile_document();
  const Book book = exported(document);
  const std::string first = book.text("表格", "B2"), second = book.text("表格", "B3");
  CHECK(gangmu::char_count(first) == 32767);
  const std::string mark = "（续）";
  REQUIRE(second.substr(0, mark.size()) == mark);
  CHECK(first + second.substr(mark.size()) == document.text(document.nodes[1].text));
  CHECK(book.text("表格", "A4") == "@x\uFFFD");
  const auto wide = gangmu::cell_pieces(std::string(32766, 'a') + "\U00020000b", "+");
  REQUIRE(wide.size() == 2);
  CHECK(wide[0].size() == 32766);
  CHECK(wide[1] == "+\U00020000b");
}

TEST_CASE("xlsx: what looks like an escape of Excel stays what it is") {
  gangmu::test::DocumentBuilder build;
  build.plan("_x0041_规划_x12_");
  const Book book = exported(build.finish());
  CHECK(book.text("目录", "C2") == "_x005F_x0041_规划_x12_");
}

TEST_CASE("xlsx: same input, same bytes, and nothing about the writer") {
  const Document document = gangmu::test::small_document();
  const std::string bytes = gangmu::test::export_to_string("xlsx", document);
  CHECK(bytes == gangmu::test::export_to_string("xlsx", document));
  const std::string core = Book(bytes).core();
  CHECK(core.find("<dc:creator></dc:creator>") != std::string::npos);
  CHECK(core.find(">1980-01-01T00:00:00Z<") != std::string::npos);
  CHECK(core.find("202") == std::string::npos);
}

TEST_CASE("xlsx: several documents and none") {
  const std::vector<Document> both = {gangmu::test::small_document(),
                                      gangmu::test::small_document()};
  const auto& xlsx = *gangmu::find_exporter("xlsx");
  const Book book(gangmu::test::export_to_string(xlsx, both));
  CHECK(book.text("指标表", "A5") == "4");
  CHECK(book.text("指标表", "P5") == "sample.txt 第7行");
  // Its rows went to the disk before its cells were merged.
  CHECK(book.sheet("表格").select_nodes("mergeCells/mergeCell").size() == 4);
  CHECK(book.text("表格", "A2") == exported(both[0]).text("表格", "A2"));
  CHECK(book.text("表格", "B4") == "8.1");
  const Book empty(gangmu::test::export_to_string(xlsx, {}));
  CHECK(empty.names().size() == 10);
  CHECK(empty.text("目录", "C1") == "标题");
}
