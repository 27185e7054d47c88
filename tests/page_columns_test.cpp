// Tables with level lines alone.
#include "readers/page_columns.h"

#include "make_pages.h"

using namespace gangmu;
using namespace page_samples;

namespace {

std::string table_of(const Texts& lines) {
  return tables_of(pages_of({TableSet()(lines).sheet()}));
}

}  // namespace

TEST_CASE("page columns: three rules") {
  CHECK(table_of({"--", "序号@84|名称@160|目标@400", "--", "1@84|河道治理@140|320@402",
                  "2@84|泵站@150|6@408", "--"}) == "序号|名称|目标 / 1|河道治理|320 / 2|泵站|6\n");
}

TEST_CASE("page columns: lines of a cell below its first") {
  CHECK(table_of({"--", "序号@84|名称@160|目标@400", "--", "1@84|平原河网连通@140|320@402",
                  "工程二期@140", "2@84|泵站@140|6@408", "--"}) ==
        "序号|名称|目标 / 1|平原河网连通工程二期|320 / 2|泵站|6\n");
}

TEST_CASE("page columns: cells in the middle of their rows") {
  TableSet set;
  set({"--", "名称@90|内容@240|目标@400", "--", "新建泵站和水闸@220"});
  set.up(8)({"东港@90|320@402"}).up(8)({"配套管网@220", "疏浚河道和@220"});
  set.up(8)({"西港@90|6@408"}).up(8)({"岸线@220", "--"});
  CHECK(tables_of(pages_of({set.sheet()})) ==
        "名称|内容|目标 / 东港|新建泵站和水闸配套管网|320 / 西港|疏浚河道和岸线|6\n");
}

TEST_CASE("page columns: groups of rows") {
  // Their name in the middle, or blank cells below it.
  CHECK(table_of({"--", "序号@84|名称@160|目标@400", "--", "一类@290", "1@84|河道@140|320@402",
                  "二类@290", "2@84|泵站@140|6@408", "--"}) ==
        "序号|名称|目标 / 一类<3 / 1|河道|320 / 二类<3 / 2|泵站|6\n");
  CHECK(table_of({"--", "类别@84|名称@160|目标@400", "--", "防洪@84|河道@140|320@402",
                  "泵站@140|6@408", "供水@84|水厂@140|3@408", "管网@140|90@404", "--"}) ==
        "类别|名称|目标 / 防洪+2|河道|320 / 泵站|6 / 供水+2|水厂|3 / 管网|90\n");
}

TEST_CASE("page columns: a rule below each row, shorter ones beside merged cells") {
  CHECK(table_of({"--", "类别@84|名称@160|目标@400", "--", "防洪@84|河道@140|320@402", "-- 120 520",
                  "泵站和水闸@140|6@408", "改造@140", "--", "供水@84|水厂@140|3@408", "--",
                  "合计@84|@0|329@402", "--"}) ==
        "类别|名称|目标 / 防洪+2|河道|320 / 泵站和水闸改造|6 / 供水|水厂|3 / 合计||329\n");
}

TEST_CASE("page columns: a header over several columns, and the caption above it") {
  CHECK(table_of({"--", "表三　治理任务@270", "名称@90|规模@290|责任@460", "-- 200 420",
                  "现状@220|目标@380", "--", "河道@90|320@222|480@382|东港@460",
                  "泵站@90|6@226|9@386|西港@460", "--"}) ==
        "[表三 治理任务]名称+2|规模<2|责任+2 / 现状|目标 / 河道|320|480|东港 / 泵站|6|9|西港\n");
  // Without the shorter rule.
  CHECK(table_of({"--", "名称@90|规模@300|责任@460", "现状@220|目标@380", "--",
                  "河道@90|320@222|480@382|东港@460", "泵站@90|6@226|9@386|西港@460", "--"}) ==
        "名称+2|规模<2|责任+2 / 现状|目标 / 河道|320|480|东港 / 泵站|6|9|西港\n");
}

TEST_CASE("page columns: no rule below the header") {
  CHECK(table_of({"--", "名称@84|规模@160|目标@400", "河道@84|30@160|320@402",
                  "泵站@84|2@160|6@408", "--"}) == "名称|规模|目标 / 河道|30|320 / 泵站|2|6\n");
}

TEST_CASE("page columns: a rule below each row, none above the head") {
  CHECK(table_of({"序号@84|名称@140|目标@400", "--", "1@84|河道@140|320@402", "--",
                  "2@84|泵站@140|6@408", "--", "3@84|水闸@140|8@408", "--"}) ==
        "序号|名称|目标 / 1|河道|320 / 2|泵站|6 / 3|水闸|8\n");
  // Two columns; a blank corner; a group of rows first.
  CHECK(table_of({"名称@84|目标@400", "--", "河道@84|320@402", "--", "泵站@84|6@408", "--"}) ==
        "名称|目标 / 河道|320 / 泵站|6\n");
  CHECK(table_of({"现状@200|目标@300|责任@440", "--", "河道@84|30@202|320@302|东港@440", "--",
                  "泵站@84|2@206|6@308|西港@440", "--"}) ==
        "|现状|目标|责任 / 河道|30|320|东港 / 泵站|2|6|西港\n");
  CHECK(table_of({"序号@84|名称@140|目标@400", "--", "一类@290", "--", "1@84|河道@140|320@402",
                  "--", "2@84|泵站@140|6@408", "--"}) ==
        "序号|名称|目标 / 一类<3 / 1|河道|320 / 2|泵站|6\n");
  // A cell of two lines, the others beside it or in the middle of it.
  CHECK(table_of({"序号@84|名称@140|目标@400", "（公里）@390", "--", "1@84|河道@140|320@402", "--",
                  "2@84|泵站@140|6@408", "--"}) ==
        "序号|名称|目标（公里） / 1|河道|320 / 2|泵站|6\n");
  TableSet middle;
  middle({"目标@400"}).up(8)({"序号@84|名称@140"}).up(8)({"（公里）@390", "--"});
  middle({"1@84|河道@140|320@402", "--", "2@84|泵站@140|6@408", "--"});
  CHECK(tables_of(pages_of({middle.sheet()})) ==
        "序号|名称|目标（公里） / 1|河道|320 / 2|泵站|6\n");
  // Cells without numbers.
  CHECK(table_of({"名称@84|内容@200|责任@440", "--", "河道@84|治理@200|东港@440", "--",
                  "泵站@84|新建@200|西港@440", "--"}) ==
        "名称|内容|责任 / 河道|治理|东港 / 泵站|新建|西港\n");
}

TEST_CASE("page columns: what stands above the first rule and is no head") {
  const Texts rows = {"--", "1@84|河道@140|320@402", "--", "2@84|泵站@140|6@408", "--"};
  const std::string table = "1|河道|320 / 2|泵站|6\n";
  const auto below = [&](Texts lines) {
    lines.insert(lines.end(), rows.begin(), rows.end());
    return table_of(lines);
  };
  // A caption, a unit, both, the last line of a paragraph.
  CHECK(below({"表三 治理任务@270"}) == "[表三 治理任务]" + table);
  CHECK(below({"（单位：公里）@440"}) == "[（单位：公里）]" + table);
  CHECK(below({"表三@84|单位：公里@400"}).ends_with("]" + table));
  CHECK(below({"治理河道和泵站，修复岸线。@84"}) == "[治理河道和泵站，修复岸线。]" + table);
  CHECK(below({"治理河道@84|新建泵站和水闸并修复两岸的岸线@140|管网@300"}).ends_with("]" + table));
  // Words at other places than the columns.
  CHECK(below({"甲@100|乙丙丁@260|戊@490"}).ends_with("]" + table));
  // The caption above the head stays one.
  CHECK(below({"表三 治理任务@270", "序号@84|名称@140|目标@400"}) ==
        "[表三 治理任务]序号|名称|目标 / " + table);
  CHECK(below({"（单位：公里）@440", "序号@84|名称@140|目标@400"}) ==
        "[（单位：公里）]序号|名称|目标 / " + table);
  // A head that has a rule above it: what stands over it is none, though at its columns.
  CHECK(table_of({"表三@84|治理任务@140|公里@400", "--", "序号@84|名称@140|目标@400", "--",
                  "1@84|河道@140|320@402", "--", "2@84|泵站@140|6@408", "--"})
            .ends_with("]序号|名称|目标 / " + table));
  CHECK(table_of({"表三@84|公里@400", "--", "名称@84|内容@400", "--", "河道@84|治理@400", "--",
                  "泵站@84|新建@400", "--"})
            .ends_with("]名称|内容 / 河道|治理 / 泵站|新建\n"));
}

TEST_CASE("page columns: level rules that lie on those of a frame") {
  // As where frame and table go on from the page before.
  TableSet set(100);
  set({"--", "序号@84|名称@140|目标@400", "--", "1@84|河道@140|320@402", "--",
       "2@84|泵站@140|6@408", "--"});
  for (const PageRule& rule : grid({74, 540}, {99.5f, 300})) set.sheet().rule(rule);
  CHECK(tables_of(pages_of({set.sheet()})) == "序号|名称|目标 / 1|河道|320 / 2|泵站|6\n");
}

TEST_CASE("page columns: a table from the foot of a page to the head of the next") {
  TableSet first(600), second(90);
  first({"--", "序号@84|名称@160|目标@400", "--", "1@84|河道治理@140|320@402",
         "2@84|泵站@150|6@408", "3@84|水闸@150|8@408"});
  second({"4@84|水厂和管网@140|5@408", "5@84|堤防@150|4@408", "--"});
  second.sheet().room(80).full().full();
  const std::string tables = tables_of(pages_of({first.sheet(), second.sheet()}));
  CHECK(
      tables.starts_with("序号|名称|目标 / 1|河道治理|320 / 2|泵站|6 / 3|水闸|8\n"
                         "4|水厂和管网|5 / 5|堤防|4\n["));
}

TEST_CASE("page columns: a rule above the rows of the next page") {
  TableSet first(600), second(90);
  first({"--", "序号@84|名称@160|目标@400", "--", "1@84|河道@140|320@402", "2@84|泵站@150|6@408"});
  second({"--", "3@84|水厂@150|5@408", "4@84|堤防@150|4@408", "--"});
  CHECK(tables_of(pages_of({first.sheet(), second.sheet()})) ==
        "序号|名称|目标 / 1|河道|320 / 2|泵站|6\n3|水厂|5 / 4|堤防|4\n");
}

TEST_CASE("page columns: text between rules is no table") {
  Sheet sheet;
  sheet.rule(level(80, 528, 80)).rule(level(80, 528, 760));
  sheet.centred("第二章 主要任务").full(2).full().line(words(9)).full(2).full();
  const std::string lines = tables_of(pages_of({sheet}));
  CHECK(lines.find('\n') == lines.npos);
  CHECK(lines.find("第二章") != lines.npos);
  // Entries of contents with the pages far to the right.
  CHECK(table_of(
            {"--", "一、总体要求@84|1@510", "二、主要任务@84|3@510", "三、保障措施@84|9@510", "--"})
            .starts_with("["));
}
