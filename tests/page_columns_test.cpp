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
