// Tables without any drawn line.
#include "readers/page_unruled.h"

#include "make_pages.h"

using namespace gangmu;
using namespace page_samples;

namespace {

std::string table_of(const Texts& lines) {
  return tables_of(pages_of({TableSet()(lines).sheet()}));
}

const Texts kRows = {"序号@84|名称@160|目标@400", "1@84|河道治理@160|320@400",
                     "2@84|泵站@160|6@400"};

}  // namespace

TEST_CASE("page unruled: lines parted at the same places") {
  CHECK(table_of(kRows) == "序号|名称|目标 / 1|河道治理|320 / 2|泵站|6\n");
  // Words in the middle of their cells.
  CHECK(table_of({"名称@90|内容@240|目标@400", "东港@90|新建泵站@230|320@402",
                  "西港@90|疏浚河道@230|6@408"}) ==
        "名称|内容|目标 / 东港|新建泵站|320 / 西港|疏浚河道|6\n");
}

TEST_CASE("page unruled: too little for a table") {
  CHECK(table_of({"序号@84|名称@160|目标@400", "1@84|河道治理@160|320@400"}).starts_with("[序号"));
  // Two columns, columns that no words have in common, and letters of other sizes.
  CHECK(table_of({"名称@84|目标@400", "河道@84|320@400", "泵站@84|6@400"}).starts_with("["));
  CHECK(
      table_of({"名称@84|内容@160|目标@400", "河道@110|新建@280|3@350", "泵站@150|改造@230|6@470"})
          .starts_with("["));
}

TEST_CASE("page unruled: entries of contents are none, but rows that end with counts are") {
  CHECK(table_of({"第一章@84|总体要求@140|1@510", "第二章@84|主要任务@140|3@510",
                  "第三章@84|保障措施@140|9@506"})
            .starts_with("["));
  CHECK(table_of({"类别@84|名称@160|数量@400", "治理@84|河道@160|1@402", "新建@84|泵站@160|3@402"})
            .starts_with("类别|名称|数量"));
}

TEST_CASE("page unruled: lines that cells go on with") {
  CHECK(table_of({"序号@84|名称@160|目标@400", "1@84|平原河网连通@160|320@400", "工程二期@160",
                  "2@84|新建泵站水闸@160|6@400", "和船闸@160"}) ==
        "序号|名称|目标 / 1|平原河网连通工程二期|320 / 2|新建泵站水闸和船闸|6\n");
  // What stands below a cell with room left is none of the table.
  CHECK(table_of({"序号@84|名称@160|目标@400", "1@84|平原河网连通@160|320@400",
                  "2@84|泵站@160|6@400", "注释@160"}) ==
        "序号|名称|目标 / 1|平原河网连通|320 / 2|泵站|6\n[注释]");
}

TEST_CASE("page unruled: groups of rows, and a name that one letter ends") {
  CHECK(table_of({"序号@84|名称@160|目标@400", "一、新建工程@84", "1@84|河道@160|320@400",
                  "2@84|泵站@160|6@400", "二、改造工程@84", "3@84|水厂@160|4@400"}) ==
        "序号|名称|目标 / 一、新建工程<3 / 1|河道|320 / 2|泵站|6 / 二、改造工程<3 / 3|水厂|4\n");
  CHECK(table_of({"类别@84|名称@160|目标@400", "水安全@84|河道@160|320@400", "类@84|泵站@160|6@400",
                  "供水@84|水厂@160|4@400"}) ==
        "类别|名称|目标 / 水安全类+2|河道|320 / 泵站|6 / 供水|水厂|4\n");
}

TEST_CASE("page unruled: a header over several columns") {
  const std::string expected =
      "名称+2|规模<2|责任+2 / 现状|目标 / 河道|320|480|东港 / 泵站|6|9|西港\n";
  CHECK(table_of({"名称@90|规模@300|责任@460", "现状@220|目标@380",
                  "河道@90|320@222|480@382|东港@460", "泵站@90|6@226|9@386|西港@460"}) == expected);
  // Flush left.
  CHECK(table_of({"名称@90|规模@220|责任@460", "现状@220|目标@380",
                  "河道@90|320@220|480@380|东港@460", "泵站@90|6@220|9@380|西港@460"}) == expected);
}

TEST_CASE("page unruled: captions and text around it stay outside") {
  CHECK(table_of({"表三　治理任务@260", "序号@84|名称@160|目标@400", "1@84|河道治理@160|320@400",
                  "2@84|泵站@160|6@400",
                  "各项任务的进展由各地按季度报送并由有关部门汇总以后通报@84"}) ==
        "[表三 治理任务]序号|名称|目标 / 1|河道治理|320 / 2|泵站|6\n"
        "[各项任务的进展由各地按季度报送并由有关部门汇总以后通报]");
}

TEST_CASE("page unruled: from the foot of a page to the head of the next") {
  TableSet first(640), second(90);
  first({"序号@84|名称@160|规模@300|目标@400", "1@84|河道治理@160|30@300|320@400"});
  second({"2@84|泵站@160|1@300|6@400", "3@84|水厂和管网@160|2@300|5@400"});
  second.sheet().room(80).full().full();
  CHECK(tables_of(pages_of({first.sheet(), second.sheet()}))
            .starts_with(
                "序号|名称|规模|目标 / 1|河道治理|30|320\n2|泵站|1|6 / 3|水厂和管网|2|5\n["));
}
