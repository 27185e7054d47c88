// The HTML reader: paragraphs, main content, tables, encodings, and hostile pages.
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "gangmu.h"
#include "readers/html.h"
#include "make_zip.h"

using namespace gangmu;
using samples::lines_of;
using Lines = std::vector<std::string>;

namespace {

Source read(const std::string& bytes) {
  Result<Source> source = read_bytes("page.html", bytes);
  INFO((source ? gangmu::Message() : source.error().message));
  REQUIRE(source);
  REQUIRE(source->format == "html");
  return *source;
}

Lines page(const std::string& body) { return lines_of(read("<html><body>" + body)); }

std::string times(const std::string& text, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("html: what is a page", "[html]") {
  for (const char* start :
       {"<!DOCTYPE html><p>甲", "\n <HTML><body>甲", "\xEF\xBB\xBF<!-- x --><html>甲",
        "<?xml version=\"1.0\"?><!DOCTYPE html PUBLIC \"x\"><html><body>甲</body></html>",
        "<meta charset=utf-8><p>甲"}) {
    CAPTURE(start);
    CHECK(lines_of(read(start)) == Lines{"甲"});
  }
  CHECK(read_bytes("a.txt", "一、总则\n<html>")->format == "text");
  CHECK(read("<html></html>").text.empty());
}

TEST_CASE("html: paragraphs and breaks", "[html]") {
  CHECK(page("<p>一、总体\n  要求</p><p> </p><div>甲<br/>乙<div>丙</div>丁</div>") ==
        Lines{"一、总体 要求", "甲", "乙", "丙", "丁"});
  CHECK(page("<p>&nbsp;&nbsp;到<b>20</b>30年，&ldquo;十五五&rdquo;&#12290;&lt;甲&gt;</p>") ==
        Lines{"\xC2\xA0\xC2\xA0到2030年，“十五五”。<甲>"});
  CHECK(page("<pre>甲\n乙</pre><ol start=3><li>丙</li><li><p>丁</p></li></ol><ul><li>戊</ul>") ==
        Lines{"甲", "乙", "3. 丙", "4. 丁", "戊"});
  CHECK(page("<p>面积5km<sup>2</sup>，漏损率8%<sup>[1]</sup></p>") ==
        Lines{"面积5km²，漏损率8%[1]"});
}

TEST_CASE("html: blanks before the words of a cell are none of them", "[html]") {
  const Document document = parse(
      read("<html><body><p>云川省水网规划</p><table><tr><td>指标</td><td>&nbsp;2030年</td></tr>"
           "<tr><td>&emsp;水库</td><td>&nbsp;15处&nbsp;</td></tr></table>"),
      *Grammar::builtin());
  CHECK(check_invariants(document) == Lines{});
  REQUIRE(document.tables.size() == 1);
  const Cell& cell = document.tables[0].rows[1][1];
  CHECK(document.source.text.substr(cell.span.begin, cell.span.size()) == "15处");
}

TEST_CASE("html: what is left out", "[html]") {
  CHECK(page("<script>var a = '<p>no</p>'</script><style>p {}</style><nav>no</nav>"
             "<noscript>no</noscript><p hidden>no</p><p style='color:red; DISPLAY : none'>no</p>"
             "<select><option>no</select><!-- no --><p>甲</p>") == Lines{"甲"});
}

TEST_CASE("html: the main part of a page", "[html]") {
  const std::string noise = "<div class=head><a href=/>首页</a><a href=/b>政务公开</a></div>";
  const std::string text = times("<p>建设水网，疏浚河道，完善设施。</p>", 20);
  const auto with = [&](const std::string& container) {
    return lines_of(
        read("<html><head><title>云川省水网建设规划_云川省人民政府</title></head><body>" + noise +
             "<h1>云川省水网建设规划</h1><p>浏览次数：12</p>" + container + text +
             "</div><div class=foot>主办单位：办公室</div></body></html>"));
  };
  for (const char* container : {"<div id='UCAP-CONTENT'>", "<div class='a TRS_Editor'>",
                                "<div class=trs_editor_view>", "<div id=zoom>", "<div>"}) {
    CAPTURE(container);
    const Lines lines = with(container);
    REQUIRE(lines.size() == 21);
    CHECK(lines[0] == "云川省水网建设规划");
    CHECK(lines[1] == "建设水网，疏浚河道，完善设施。");
  }
  // A page without anything else is taken whole.
  CHECK(page("<h1>甲</h1><p>乙</p>") == Lines{"甲", "乙"});
}

TEST_CASE("html: the table of facts stands before the text", "[html]") {
  const Lines lines = page(
      "<table class=bd1><tr><td>索 引 号：</td><td><p>0001/2026</p></td><td>主题分类:"
      "<td>水利</tr><tr><td>发文机关：</td>"
      "<td>云川省人民政府</td></tr></table><div id=UCAP-CONTENT>" +
      times("<p>建设水网，疏浚河道，完善设施。</p>", 9) + "</div>");
  REQUIRE(lines.size() == 12);
  CHECK(lines[0] == "索 引 号： 0001/2026");
  CHECK(lines[1] == "主题分类: 水利");
  CHECK(lines[2] == "发文机关： 云川省人民政府");
}

TEST_CASE("html: tables", "[html]") {
  const Source source = read(
      "<html><body><p>前</p><table><caption>表1 指标</caption><thead><tr><th rowspan=2>指标"
      "<th colspan=2>值</tr><tr><th>2025年<th>2030年</tr></thead><tbody><tr><td>甲<td><p>5</p>"
      "<p>处</p><td></tr></table><table><tr><td><p>框</p></td></tr></table>"
      "<table><tr><td>外<td><table><tr><td>内<td>1</table></table>");
  CHECK(lines_of(source) == Lines{"前", "表1 指标", "指标", "值", "2025年", "2030年", "甲", "5",
                                  "处", "框", "外", "内", "1"});
  REQUIRE(source.tables.size() == 2);
  const SourceTable& given = source.tables[0];
  CHECK(given.header_rows == 2);
  CHECK(given.rows[0][0].row_span == 2);
  CHECK(given.rows[0][1].column_span == 2);
  CHECK(given.rows[2][2].span.empty());
  CHECK(source.tables[1].rows[0].size() == 2);
}

TEST_CASE("html: encodings", "[html]") {
  const std::string gb = "\xB9\xE6\xBB\xAE";  // two characters that are no UTF-8
  CHECK(lines_of(read("<html><meta charset=\"gb2312\"><p>" + gb)) == Lines{"规划"});
  CHECK(lines_of(read("<html><meta http-equiv=Content-Type content='text/html; charset=GBK'><p>" +
                      gb)) == Lines{"规划"});
  CHECK(lines_of(read("<html><p>" + gb)) == Lines{"规划"});
  // A page that names another encoding than it has.
  CHECK(lines_of(read("<html><meta charset=utf-8><p>" + gb)) == Lines{"规划"});
  CHECK(lines_of(read("<html><meta charset=big9><p>规划")) == Lines{"规划"});
  CHECK(read("<html><meta charset=gbk><p>" + gb).encoding == "GB18030");
  const Result<Source> bad = read_bytes("a.html", "<html><p>\xFF\xFF\xFF</p>");
  REQUIRE_FALSE(bad);
  CHECK(bad.error().code == "input.encoding");
}

TEST_CASE("html: elements with more attributes than any page has are refused", "[html][hostile]") {
  const auto with = [](int count, const std::string& attribute) {
    std::string page = "<html><body><p";
    for (int i = 0; i < count; ++i) page += attribute + std::to_string(i);
    return page + ">甲</p></body></html>";
  };
  for (const std::string attribute : {" a", "\n\ta", " x=b y", "=\"\"a", " x=b=' y"}) {
    CAPTURE(attribute);
    CHECK(gangmu::read_html("a.html", with(1500, attribute), {}));
    const auto many = gangmu::read_html("a.html", with(100'000, attribute), {});
    REQUIRE_FALSE(many);
    CHECK(many.error().code == "input.nested");
  }
  // What only looks like attributes.
  std::string words;
  for (int i = 0; i < 10'000; ++i) words += " a";
  for (const std::string& page :
       {"<p>甲 <" + words + "</p>", "<script>if (a<b)" + words + "</script>",
        "<!--<p" + words + "-->甲", "<style>a<b" + words + "</style>",
        "<p class='" + words + "'>甲</p>"}) {
    CAPTURE(page.substr(0, 20));
    CHECK(gangmu::read_html("a.html", "<html><body>" + page + "</body></html>", {}));
  }
}

TEST_CASE("html: entities of the page's own are not unfolded", "[html][hostile]") {
  const Lines lines = lines_of(
      read("<!DOCTYPE html [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><html><body><p>甲&a;</p>"));
  REQUIRE_FALSE(lines.empty());
  for (const std::string& line : lines) CHECK(line.find("root:") == std::string::npos);
}

TEST_CASE("html: deep, wide and broken pages", "[html][hostile]") {
  for (const char* tag : {"<div>", "<font>", "<b>", "<table><tr><td>"}) {
    CAPTURE(tag);
    const Result<Source> deep = read_bytes("a.html", "<html>" + times(tag, 30000) + "甲");
    REQUIRE_FALSE(deep);
    CHECK(deep.error().code == "input.nested");
  }
  CHECK(page(times("<font>", 200) + "甲") == Lines{"甲"});
  for (const char* tag : {"<p>", "<li>", "<td>", "<a href=x>", "<br>"}) {
    CAPTURE(tag);
    CHECK(page(times(tag, 30000) + "甲") == Lines{"甲"});
  }
  CHECK(page("<table><tr><td colspan=4000000000 rowspan=99999>甲<td rowspan=0>乙</table>").size() ==
        2);
  CHECK(page(times("<table><tr><td>甲<td>乙</tr></table>", 500)).size() == 1000);
}

TEST_CASE("html: truncated and damaged at every place", "[html][hostile]") {
  const std::string whole =
      "<!DOCTYPE html><html><head><meta charset=utf-8><title>水网规划</title></head><body>"
      "<div id=zoom><p>云川省水网规划</p><p>一、目标</p><table><tr><th>指标<th>2030年</tr><tr>"
      "<td rowspan='2'>水库<td>5处</table><ol><li>甲</ol></div></body></html>";
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const Result<Source> source = read_bytes("a.html", whole.substr(0, size));
    if (source) CHECK(check_invariants(parse(*source, *Grammar::builtin())).empty());
  }
  std::mt19937 random(7);
  for (int i = 0; i < 2000; ++i) {
    std::string bytes = whole;
    for (int k = 0; k < 3; ++k) {
      bytes[random() % bytes.size()] = "<>/&'\"a \x80"[random() % 9];
    }
    const Result<Source> source = read_bytes("a.html", bytes);
    CAPTURE(bytes);
    if (!source) continue;
    const Lines breaches = check_invariants(parse(*source, *Grammar::builtin()));
    CHECK(breaches == Lines{});
  }
}
