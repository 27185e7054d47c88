// The DOCX reader: what Word shows, tables, notes, and hostile containers.
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "gangmu.h"
#include "make_zip.h"

using namespace gangmu;
using namespace samples;
using Lines = std::vector<std::string>;

namespace {

Source read(const std::string& bytes) {
  Result<Source> source = read_bytes("计划.docx", bytes);
  INFO((source ? gangmu::Message() : source.error().message));
  REQUIRE(source);
  REQUIRE(source->format == "docx");
  REQUIRE(source->flowing);
  return *source;
}

Lines body(const std::string& xml, const Entries& parts = {}) {
  return lines_of(read(docx_of(xml, parts)));
}

Error refused(const std::string& bytes) {
  Result<Source> source = read_bytes("计划.docx", bytes);
  REQUIRE_FALSE(source);
  CHECK_FALSE(source.error().detail.empty());
  return source.error();
}

Document parsed(const std::string& xml, const Entries& parts = {}) {
  Document document = parse(read(docx_of(xml, parts)), *Grammar::builtin());
  const std::vector<std::string> breaches = check_invariants(document);
  INFO((breaches.empty() ? std::string() : breaches.front()));
  REQUIRE(breaches.empty());
  return document;
}

std::string numbered(const std::string& text, int level = 0) {
  return "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"" + std::to_string(level) +
         "\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>" + r(text) + "</w:p>";
}

std::string cell(const std::string& text, const std::string& properties = "") {
  return "<w:tc><w:tcPr>" + properties + "</w:tcPr>" + (text.empty() ? "<w:p/>" : p(text)) +
         "</w:tc>";
}
std::string row(const std::string& cells) { return "<w:tr>" + cells + "</w:tr>"; }
std::string table(const std::string& rows) { return "<w:tbl>" + rows + "</w:tbl>"; }

const std::string kRestart = "<w:vMerge w:val=\"restart\"/>", kMerged = "<w:vMerge/>";

const std::string kNumbering =
    "<w:numbering xmlns:w=\"urn:w\"><w:abstractNum w:abstractNumId=\"7\">"
    "<w:lvl w:ilvl=\"0\"><w:numFmt w:val=\"chineseCounting\"/><w:lvlText w:val=\"%1、\"/></w:lvl>"
    "<w:lvl w:ilvl=\"1\"><w:numFmt w:val=\"chineseCounting\"/><w:suff w:val=\"nothing\"/>"
    "<w:lvlText w:val=\"（%2）\"/></w:lvl>"
    "<w:lvl w:ilvl=\"2\"><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"\xEF\x81\xAC\"/></w:lvl>"
    "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"7\"/></w:num></w:numbering>";

}  // namespace

TEST_CASE("docx: the text of paragraphs", "[docx]") {
  CHECK(body(p("一、总体要求") + "<w:p/>" + p(" ") + p("　　到2030年。")) ==
        Lines{"一、总体要求", "　　到2030年。"});
  CHECK(body("<w:p>" + r("目标") + "<w:r><w:tab/><w:t>12</w:t><w:noBreakHyphen/></w:r>" +
             r("15家") + "</w:p>") == Lines{"目标\t12-15家"});
  CHECK(body("<w:p><w:r><w:t>A</w:t></w:r><w:r><w:t xml:space=\"preserve\"> </w:t></w:r>" +
             r("B &amp; C") + "<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/></w:r></w:p>") ==
        Lines{"A B & C✓"});
  CHECK(body("<w:p>" + r("面积5km") + r("2", "<w:vertAlign w:val=\"superscript\"/>") + "</w:p>") ==
        Lines{"面积5km²"});
}

TEST_CASE("docx: breaks inside a paragraph", "[docx]") {
  const auto broken = [](const std::string& before, const std::string& after,
                         const std::string& type = "") {
    return body("<w:p>" + r(before) + "<w:r><w:br" + type + "/></w:r>" + r(after) + "</w:p>");
  };
  CHECK(broken("云川省水网建设", "“十五五”规划") == Lines{"云川省水网建设 “十五五”规划"});
  CHECK(broken("建成两处水库。", "疏浚河道。") == Lines{"建成两处水库。", "疏浚河道。"});
  CHECK(broken("重点任务", "　　疏浚河道") == Lines{"重点任务", "　　疏浚河道"});
  CHECK(broken("第一章", "总则", " w:type=\"page\"") == Lines{"第一章", "总则"});
}

TEST_CASE("docx: changes, hidden text and fields", "[docx]") {
  CHECK(body("<w:p>" + r("建成") + "<w:ins>" + r("3") +
             "</w:ins><w:del><w:r><w:delText>5"
             "</w:delText></w:r></w:del>" +
             r("处") + "<w:moveFrom>" + r("旧") + "</w:moveFrom><w:moveTo>" + r("新") +
             "</w:moveTo></w:p>") == Lines{"建成3处新"});
  // A deleted paragraph mark joins two paragraphs; a deleted row goes.
  CHECK(body("<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + r("推进") + "</w:p>" + p("改革。")) ==
        Lines{"推进改革。"});
  CHECK(body(table(row(cell("甲") + cell("乙")) + "<w:tr><w:trPr><w:del/></w:trPr>" + cell("丙") +
                   cell("丁") + "</w:tr>")) == Lines{"甲", "乙"});
  CHECK(body("<w:p>" + r("甲") + r("密", "<w:vanish/>") + r("乙", "<w:vanish w:val=\"0\"/>") +
             "</w:p>") == Lines{"甲乙"});
  const std::string styles =
      "<w:styles xmlns:w=\"urn:w\"><w:style w:type=\"character\" w:styleId=\"a\"><w:rPr>"
      "<w:vanish/></w:rPr></w:style><w:style w:type=\"character\" w:styleId=\"b\">"
      "<w:basedOn w:val=\"a\"/></w:style></w:styles>";
  CHECK(body("<w:p>" + r("甲") + r("密", "<w:rStyle w:val=\"b\"/>") + "</w:p>",
             {{"styles.xml", styles}}) == Lines{"甲"});
  const std::string begin = "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>",
                    apart = "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r>",
                    end = "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r>";
  CHECK(body("<w:p>" + begin + "<w:r><w:instrText>PAGE</w:instrText></w:r>" + begin + r("no") +
             apart + r("no") + end + apart + r("5") + end + r("页") + "</w:p>") == Lines{"5页"});
  CHECK(body("<w:p><w:fldSimple w:instr=\"DATE\">" + r("今日") + "</w:fldSimple><w:hyperlink>" +
             r("网站") + "</w:hyperlink><w:sdt><w:sdtPr/><w:sdtContent>" + r("控件") +
             "</w:sdtContent></w:sdt></w:p>") == Lines{"今日网站控件"});
}

TEST_CASE("docx: text boxes stand once behind their paragraph", "[docx]") {
  const std::string box = "<w:txbxContent>" + p("专栏1 水网工程") + "</w:txbxContent>";
  CHECK(body("<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing>" + box +
             "</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>" + box +
             "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>" + r("正文。") +
             "</w:p>" + p("后文。")) == Lines{"正文。", "专栏1 水网工程", "后文。"});
}

TEST_CASE("docx: automatic numbers", "[docx]") {
  CHECK(body(numbered("总体要求") + numbered("思想", 1) + numbered("目标", 1) + p("正文。") +
                 numbered("任务") + numbered("水网", 1) + numbered("要点", 2),
             {{"numbering.xml", kNumbering}}) == Lines{"一、 总体要求", "（一）思想", "（二）目标",
                                                       "正文。", "二、 任务", "（一）水网",
                                                       "● 要点"});
  // A list that is not there, and styles based on one another, are no reason to fail.
  CHECK(body(numbered("甲")) == Lines{"甲"});
  const std::string circle =
      "<w:styles xmlns:w=\"urn:w\"><w:style w:styleId=\"a\"><w:basedOn w:val=\"b\"/></w:style>"
      "<w:style w:styleId=\"b\"><w:basedOn w:val=\"a\"/></w:style></w:styles>";
  CHECK(body("<w:p><w:pPr><w:pStyle w:val=\"a\"/></w:pPr>" + r("甲") + "</w:p>",
             {{"styles.xml", circle}, {"numbering.xml", kNumbering}}) == Lines{"甲"});
}

TEST_CASE("docx: frames are opened, tables keep their cells", "[docx]") {
  const Source frame =
      read(docx_of(table(row("<w:tc>" + p("专栏1 水网") + p("1.建库。") + "</w:tc>"))));
  CHECK(lines_of(frame) == Lines{"专栏1 水网", "1.建库。"});
  CHECK(frame.tables.empty());
  const std::string wide = "<w:gridSpan w:val=\"2\"/>";
  const Source source = read(docx_of(
      p("前文。") +
      table("<w:tr><w:trPr><w:tblHeader/></w:trPr>" + cell("指标", kRestart) + cell("值", wide) +
            "</w:tr>" + row(cell("", kMerged) + cell("2025年") + cell("2030年")) +
            row(cell("甲") + cell("") + "<w:tc>" + p("5") + p("处") + "</w:tc>")) +
      p("后文。")));
  CHECK(lines_of(source) ==
        Lines{"前文。", "指标", "值", "2025年", "2030年", "甲", "5", "处", "后文。"});
  REQUIRE(source.tables.size() == 1);
  const SourceTable& given = source.tables[0];
  CHECK(given.header_rows == 1);
  REQUIRE(given.rows.size() == 3);
  CHECK(given.rows[0].size() == 2);
  CHECK(given.rows[0][0].row_span == 2);
  CHECK(given.rows[0][1].column_span == 2);
  CHECK(given.rows[1].size() == 2);
  CHECK(given.rows[2][1].span.empty());
  const Span last = given.rows[2][2].span;
  CHECK(source.text.substr(last.begin, last.size()) == "5\n处");
}

TEST_CASE("docx: tables become table nodes with roles and targets", "[docx]") {
  const std::string wide = "<w:gridSpan w:val=\"2\"/>", all = "<w:gridSpan w:val=\"5\"/>";
  const Document document = parsed(
      p("云川省水网建设“十五五”规划") + p("规划期限为2026—2030年。") + p("一、发展目标") +
      p("表1 主要指标") +
      table(row(cell("类别", kRestart) + cell("指标", kRestart) + cell("单位", kRestart) +
                cell("数值", wide)) +
            row(cell("", kMerged) + cell("", kMerged) + cell("", kMerged) + cell("2025年") +
                cell("2030年")) +
            row(cell("供水", kRestart) + cell("水库数量") + cell("处") + cell("12") + cell("15")) +
            row(cell("", kMerged) + cell("管网漏损率") + cell("%") + cell("9.0") + cell("8.10")) +
            row(cell("生态", all)) +
            row(cell("河道") + cell("治理长度") + cell("公里") + cell("") + cell("300"))) +
      p("注：数据为年末数。") + p("二、主要任务") + p("疏浚河道。"));
  REQUIRE(document.tables.size() == 1);
  const Table& read_table = document.tables[0];
  CHECK(read_table.header_rows == 2);
  CHECK(read_table.rows.size() == 6);
  REQUIRE(read_table.columns.size() == 5);
  CHECK(read_table.columns[1].role == ColumnRole::indicator);
  CHECK(read_table.columns[2].role == ColumnRole::unit);
  CHECK(read_table.columns[3].year == 2025);
  CHECK(read_table.columns[4].role == ColumnRole::target);
  REQUIRE(read_table.groups.size() == 1);
  CHECK(read_table.groups[0].row == 4);
  Lines targets;
  for (const Target& target : document.targets) {
    targets.push_back(target.indicator + " " + target.value + target.unit + " " +
                      std::to_string(target.period->end.value_or(0)));
  }
  CHECK(targets == Lines{"水库数量 12处 2025", "水库数量 15处 2030", "管网漏损率 9.0% 2025",
                         "管网漏损率 8.10% 2030", "治理长度 300公里 2030"});
  for (const Diagnostic& diagnostic : document.diagnostics) {
    CHECK(diagnostic.code != Code::table_flattened);
  }
  for (const Node& node : document.nodes) {
    if (node.kind != NodeKind::table) continue;
    CHECK(document.text(node.marker) == "表1");
    CHECK(document.text(node.title) == "主要指标");
  }
}

TEST_CASE("docx: captions and boxes in the first row, a unit below the caption", "[docx]") {
  const std::string wide = "<w:gridSpan w:val=\"2\"/>";
  const std::string rows = row(cell("指标") + cell("2030年")) + row(cell("水库") + cell("15处"));
  const std::string before = p("云川省水网规划") + p("一、目标") + p("提升供水能力。");
  const auto node_of = [](const Document& document, NodeKind kind) {
    for (const Node& node : document.nodes) {
      if (node.kind == kind) return node;
    }
    FAIL("no such node");
    return Node();
  };
  Document document = parsed(before + table(row(cell("表2 供水指标", wide)) + rows));
  CHECK(document.text(node_of(document, NodeKind::table).title) == "供水指标");
  CHECK(document.tables[0].rows.size() == 2);
  CHECK(document.tables[0].header_rows == 1);
  document = parsed(before + table(row(cell("专栏2 供水工程", wide)) + rows) + p("二、任务"));
  const Node& box = node_of(document, NodeKind::box);
  CHECK(document.text(box.title) == "供水工程");
  CHECK(document.tables[0].rows.size() == 2);
  CHECK(node_of(document, NodeKind::table).parent != kNone);
  document = parsed(before + table(row(cell("供水", wide)) + rows));
  CHECK(document.tables[0].rows.size() == 3);
  document = parsed(before + p("表3 供水指标") + p("单位：处") + table(rows) + p("后文。"));
  const Node captioned = node_of(document, NodeKind::table);
  CHECK(document.text(captioned.title) == "供水指标");
  CHECK(document.text(captioned.text) == "单位：处");
  CHECK(document.tables.size() == 1);
  document = parsed(before + p("表4列出各项指标。") + table(rows));
  CHECK(document.text(node_of(document, NodeKind::table).title).empty());
}

TEST_CASE("docx: a footnote keeps the mark that its author gave it", "[docx]") {
  const auto note = [](const std::string& text) {
    return "<w:footnotes xmlns:w=\"urn:w\"><w:footnote w:id=\"2\">" + p(text) +
           "</w:footnote></w:footnotes>";
  };
  const std::string cited = "<w:p>" + r("漏损率") +
                            "<w:r><w:footnoteReference w:customMarkFollows=\"1\" w:id=\"2\"/>"
                            "<w:t>③</w:t></w:r>" +
                            r("降低。") + "</w:p>";
  CHECK(body(cited, {{"footnotes.xml", note("③指年末数。")}}) ==
        Lines{"漏损率③降低。", "③ 指年末数。"});
  // A note that does not begin with it has none.
  CHECK(body(cited, {{"footnotes.xml", note("指年末数。")}}) ==
        Lines{"漏损率③降低。", " 指年末数。"});
}

TEST_CASE("docx: all footnotes of a paragraph stand behind it", "[docx]") {
  std::string notes = "<w:footnotes xmlns:w=\"urn:w\">", cited = "<w:p>";
  for (const std::string id : {"1", "2", "3"}) {
    notes += "<w:footnote w:id=\"" + id + "\">" + p("注释" + id) + "</w:footnote>";
    cited += r("绿道") + "<w:r><w:footnoteReference w:id=\"" + id + "\"/></w:r>";
  }
  CHECK(body(cited + "</w:p>", {{"footnotes.xml", notes + "</w:footnotes>"}}) ==
        Lines{"绿道¹绿道²绿道³", "¹ 注释1", "² 注释2", "³ 注释3"});
}

TEST_CASE("docx: footnotes become notes", "[docx]") {
  const std::string notes =
      "<w:footnotes xmlns:w=\"urn:w\"><w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/></w:r>" +
      r("指年末数。") + "</w:p>" + p("含试点。") + "</w:footnote></w:footnotes>";
  const std::string cited = "<w:p>" + r("漏损率降至8%") +
                            "<w:r><w:footnoteReference w:id=\"2\"/>"
                            "</w:r>" +
                            r("以内。") + "</w:p>";
  CHECK(body(cited, {{"footnotes.xml", notes}}) ==
        Lines{"漏损率降至8%¹以内。", "¹ 指年末数。", "含试点。"});
  const std::string circles =
      "<w:sectPr><w:footnotePr><w:numFmt w:val=\"decimalEnclosedCircleChinese\"/></w:footnotePr>"
      "</w:sectPr>";
  const Document document = parsed(
      p("云川省水网规划") + p("一、目标") + cited + p("二、任务") + p("疏浚河道。") + circles,
      {{"footnotes.xml", notes}});
  int found = 0;
  for (const Node& node : document.nodes) {
    if (node.kind != NodeKind::note) continue;
    ++found;
    CHECK(document.text(node.marker) == "①");
    CHECK(document.text(node.text) == "指年末数。含试点。");
  }
  CHECK(found == 1);
  REQUIRE(document.targets.size() == 1);
  CHECK(document.targets[0].value == "8");
}

TEST_CASE("docx: parts are found by their relationships", "[docx]") {
  const std::string rels =
      "<Relationships><Relationship Type=\"urn:x/officeDocument\" "
      "Target=\"/word/main.xml\"/></Relationships>";
  CHECK(lines_of(read(zip_of({{"_rels/.rels", rels},
                              {"word/main.xml",
                               "<document><body><p><r><t>甲</t></r></p></body>"
                               "</document>"}}))) == Lines{"甲"});
}

TEST_CASE("docx: nothing is read from outside, no entity unfolds", "[docx]") {
  const std::string xml =
      "<?xml version=\"1.0\"?><!DOCTYPE w [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">"
      "<!ENTITY c SYSTEM \"file:///etc/passwd\">]><document><body><p><r><t>甲&b;&c;乙</t></r></p>"
      "</body></document>";
  CHECK(lines_of(read(zip_of({{"word/document.xml", xml}}))) == Lines{"甲&b;&c;乙"});
}

TEST_CASE("docx: containers that are refused", "[docx][hostile]") {
  CHECK(refused(zip_of({{"[Content_Types].xml", ""}, {"word/other.xml", "<a/>"}})).code ==
        "input.damaged");
  CHECK(refused(zip_of({{"word/document.xml", "<w:document><w:body>"}})).code == "input.damaged");
  CHECK(refused(zip_of({{"word/document.xml", "<a><t>\xFF\xFE\xFF</t>"}})).code == "input.damaged");
  CHECK(refused(docx_of(p("甲\xC3\x28"))).code == "input.damaged");
  CHECK(refused(zip_of({{"word/document.xml", "<a/>"}}, "secret")).code == "input.encrypted");
  std::string deep, end;
  for (int i = 0; i < 5000; ++i) {
    deep += "<w:sdt>";
    end += "</w:sdt>";
  }
  CHECK(refused(docx_of(deep + end)).code == "input.nested");
  CHECK(refused(docx_of(p(std::string(64u << 20, 'a')))).code == "input.too_large");
  Entries many;
  for (int i = 0; i < 20001; ++i) many.emplace_back("word/" + std::to_string(i), "");
  CHECK(refused(zip_of(many)).code == "input.too_large");
  // Another container is not ours.
  CHECK(refused(zip_of({{"mimetype", "<a/>"}})).code == "input.binary");
}

TEST_CASE("docx: truncated and damaged at every place", "[docx][hostile]") {
  const std::string whole =
      docx_of(p("云川省水网规划") + numbered("目标") + table(row(cell("甲") + cell("乙"))),
              {{"numbering.xml", kNumbering}});
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const Result<Source> source = read_bytes("a.docx", whole.substr(0, size));
    if (size > 60) REQUIRE_FALSE(source);
  }
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string bytes = whole;
    bytes[at] = static_cast<char>(bytes[at] ^ 0x55);
    const Result<Source> source = read_bytes("a.docx", bytes);
    if (source) CHECK(check_invariants(parse(*source, *Grammar::builtin())).empty());
  }
}

TEST_CASE("docx: elements in any order", "[docx][hostile]") {
  const std::string whole =
      p("云川省水网规划") + numbered("目标") +
      table("<w:tr><w:trPr><w:tblHeader/></w:trPr>" + cell("指标", kRestart) +
            cell("2030年", "<w:gridSpan w:val=\"2\"/>") + "</w:tr>" +
            row(cell("", kMerged) + cell("8%") + cell("5处"))) +
      "<w:p><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>" + r("到2030年，") +
      "<w:r><w:footnoteReference w:id=\"1\"/></w:r><w:del>" + r("旧") +
      "</w:del><mc:AlternateContent><mc:Choice><w:pict><w:txbxContent>" + p("专栏1 水网") +
      "</w:txbxContent></w:pict></mc:Choice></mc:AlternateContent></w:p>" + numbered("任务", 1);
  const Entries parts = {
      {"numbering.xml", kNumbering},
      {"footnotes.xml", "<f><footnote id=\"1\">" + p("注释。") + p("甲") + "</footnote></f>"}};
  std::vector<std::string> pieces;  // each begins with a tag
  for (std::size_t at = 0; at < whole.size();) {
    const std::size_t next = std::min(whole.find('<', at + 1), whole.size());
    pieces.push_back(whole.substr(at, next - at));
    at = next;
  }
  std::mt19937 random(11);
  int read_well = 0;
  for (int i = 0; i < 4000; ++i) {
    std::vector<std::string> shuffled = pieces;
    // Elements without content may stand anywhere; others are swapped where they stay well-formed.
    for (int k = 0; k < 3; ++k) {
      const std::size_t a = random() % shuffled.size(), b = random() % shuffled.size();
      const bool alone = shuffled[a].find("/>") != std::string::npos;
      if (alone) shuffled.insert(shuffled.begin() + static_cast<long>(b), shuffled[a]);
      if (shuffled[a].substr(0, 4) == shuffled[b].substr(0, 4)) std::swap(shuffled[a], shuffled[b]);
    }
    std::string xml;
    for (const std::string& piece : shuffled) xml += piece;
    const Result<Source> source = read_bytes("a.docx", docx_of(xml, parts));
    if (!source) continue;
    ++read_well;
    CAPTURE(xml);
    REQUIRE(check_invariants(parse(*source, *Grammar::builtin())) == Lines{});
  }
  CHECK(read_well > 1000);
}

TEST_CASE("docx: spans and counts that no table has", "[docx][hostile]") {
  const std::string huge = "<w:gridSpan w:val=\"2000000000\"/>";
  const Document document =
      parsed(p("云川省水网规划") + p("一、目标") +
             table(row(cell("指标", huge) + cell("2030年", huge)) +
                   row(cell("甲", "<w:vMerge/>") + cell("5", "<w:gridSpan w:val=\"-4\"/>"))));
  CHECK(document.tables.size() == 1);
}

TEST_CASE("docx: outline levels of paragraphs and styles") {
  const std::string styles =
      "<w:styles xmlns:w=\"urn:w\"><w:style w:type=\"paragraph\" "
      "w:styleId=\"2\"><w:pPr><w:outlineLvl w:val=\"1\"/>"
      "</w:pPr></w:style><w:style w:type=\"paragraph\" w:styleId=\"a\"><w:basedOn w:val=\"2\"/>"
      "</w:style><w:style w:type=\"paragraph\" w:styleId=\"b\"><w:basedOn w:val=\"2\"/><w:pPr>"
      "<w:outlineLvl w:val=\"9\"/></w:pPr></w:style></w:styles>";
  const auto set = [](const std::string& properties, const std::string& text) {
    return "<w:p><w:pPr>" + properties + "</w:pPr><w:r><w:t>" + text + "</w:t></w:r></w:p>";
  };
  const Source source =
      read(docx_of(set("<w:outlineLvl w:val=\"0\"/>", "甲") + set("<w:pStyle w:val=\"a\"/>", "乙") +
                       set("<w:pStyle w:val=\"b\"/>", "丙") + set("", "丁") +
                       "<w:tbl><w:tr><w:tc>" + set("<w:outlineLvl w:val=\"0\"/>", "戊") +
                       "</w:tc><w:tc>" + set("", "己") + "</w:tc></w:tr></w:tbl>",
                   {{"styles.xml", styles}}));
  std::string headings;
  for (const SourceHeading& heading : source.headings) {
    headings += source.text.substr(heading.span.begin, heading.span.size());
    headings += std::to_string(heading.level);
  }
  CHECK(headings == "甲1乙2");
}
