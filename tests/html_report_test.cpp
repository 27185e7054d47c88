#include "exporters/html_report.h"

#include <catch2/catch.hpp>
#include <regex>
#include <string>

#include "corpus_cases.h"
#include "exporters/html_review.h"
#include "gangmu.h"
#include "tests/export_samples.h"

using gangmu::Document;
using gangmu::test::export_to_string;

namespace {

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t times = 0;
  for (auto at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++times;
  return times;
}

// What stands behind the head, which holds the style sheet and the script.
std::string body_of(const Document& document, const std::string& language = "zh") {
  const std::string page = export_to_string("html", document, language);
  return page.substr(page.find("<body>"));
}

const gangmu::Grammar& grammar() {
  static const auto built_in = gangmu::Grammar::builtin();
  return *built_in;
}

}  // namespace

TEST_CASE("html: one file that allows nothing but its own parts", "[html_report]") {
  const std::string page = export_to_string("html", gangmu::test::small_document());
  CHECK(page.starts_with("<!DOCTYPE html>\n<html lang=\"zh-CN\">"));
  const std::regex policy(
      "content=\"default-src &#39;none&#39;; script-src &#39;sha256-[A-Za-z0-9+/]{43}=&#39;; "
      "style-src &#39;sha256-[A-Za-z0-9+/]{43}=&#39;; base-uri &#39;none&#39;; "
      "form-action &#39;none&#39;\"");
  CHECK(std::regex_search(page.substr(0, 1000), policy));
  CHECK(count(page, "<script") == 1);
  CHECK(count(page, "<style") == 1);
  CHECK(count(page, "</script") == 1);
  for (const char* outside : {"http:", "https:", "src=", "url(", "@import", " style="}) {
    CAPTURE(outside);
    CHECK(page.find(outside) == std::string::npos);
  }
  CHECK(page == export_to_string("html", gangmu::test::small_document()));
}

TEST_CASE("html: every record is marked at its place and has its row", "[html_report]") {
  const std::string body = body_of(gangmu::test::small_document());
  CHECK(count(body, "role=\"link\">8.10公里</mark>") == 1);
  CHECK(body.find("<mark class=\"figure actual\" id=\"p1.t1\"") != std::string::npos);
  CHECK(body.find("<mark class=\"figure target\" id=\"p1.t2\"") != std::string::npos);
  // The row of the indicator stands for its target and its base.
  CHECK(body.find("<tr data-of=\"p1.t2 p1.t1\"") != std::string::npos);
  CHECK(body.find("<a href=\"#p1.t2\">第") != std::string::npos);
  CHECK(body.find("<tr data-of=\"p1.t3\"") != std::string::npos);
  // A doubt within one field is marked there; its side quotes the line.
  CHECK(body.find("<li data-of=\"c1\" data-severity=\"1\" data-kind=\"1\">") != std::string::npos);
  CHECK(count(body, "class=\"finding\" id=\"c1\"") == 1);
  // What was taken out of the text stands behind it.
  CHECK(body.find("<li id=\"f1\"><q>－ 1 －</q>") > body.find("</article>"));
}

TEST_CASE("html: headings, boxes and tables as such", "[html_report]") {
  const std::string body = body_of(gangmu::test::small_document());
  CHECK(body.find("<h2 id=\"p1\" tabindex=\"-1\">云溪市绿道建设“十五五”规划</h2>") !=
        std::string::npos);
  CHECK(body.find("<h3 id=\"p1.n2\" class=\"h1 d1\">一、发展基础</h3>") != std::string::npos);
  CHECK(body.find("<b role=\"heading\" aria-level=\"4\">（一）绿道成网</b>。2025年") !=
        std::string::npos);
  CHECK(body.find("<th scope=\"col\" rowspan=\"2\">指标</th>"
                  "<th scope=\"colgroup\" colspan=\"2\">数值</th>") != std::string::npos);
  CHECK(body.find("<section class=\"box\">") != std::string::npos);
  CHECK(count(body, "<section") == count(body, "</section>"));
  CHECK(count(body, "<details") == count(body, "</details>"));
  CHECK(count(body, "<ul>") + count(body, "<ul ") == count(body, "</ul>"));
}

TEST_CASE("html: figures in cells are marked in them", "[html_report]") {
  const Document document = corpus::document_of(
      "云溪市绿道建设“十四五”规划\n一、主要目标\n表1 主要指标\n指标\t单位\t2020年\t2025年\n"
      "绿道里程\t公里\t60\t120\n二、任务\n建设绿道。\n",
      grammar());
  const std::string body = body_of(document);
  const std::regex cell("<td class=\"has\"><mark class=\"figure target\"[^>]*>120</mark></td>");
  CHECK(std::regex_search(body, cell));
}

TEST_CASE("html: hostile text stays text", "[html_report]") {
  const Document document = gangmu::test::hostile_document();
  const std::string page = export_to_string("html", document);
  CHECK(count(page, "<script") == 1);
  CHECK(count(page, "</script") == 1);
  CHECK(count(page, "<b>'") == 0);
  CHECK(page.find("&lt;/script&gt;&lt;![CDATA[]]&gt;") != std::string::npos);
  CHECK(page.find("+SUM(1)\uFFFD\uFFFD &amp; &lt;b&gt;&#39;&quot;\\") != std::string::npos);
  CHECK(page.find("HYPERLINK(&quot;") != std::string::npos);
  CHECK(page.find("a&quot;b\\c\n\uFFFD.txt") != std::string::npos);
  for (const char c : page) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 && byte != '\n' && byte != '\t') FAIL("a control character");
  }
}

TEST_CASE("html: a finding may have more sides than one", "[html_report]") {
  gangmu::Finding finding;
  finding.id = "c1";
  finding.severity = "error";
  finding.severity_words = "错误";
  finding.kind = "<不一致>";
  finding.sides = {{"d1.p1.t1", "甲 第3行", "到2025年", "30个", "。"},
                   {"", "乙 第5行", "", "40个", ""}};
  std::string out;
  gangmu::Sink sink([&out](std::string_view more) { out += more; });
  gangmu::HtmlWriter writer(sink);
  gangmu::write_finding(writer, finding, {{"data-kind", "1"}});
  sink.drain();
  CHECK(out.starts_with("<li data-of=\"c1\" data-kind=\"1\">"));
  CHECK(count(out, "<figure>") == 2);
  CHECK(out.find(
            "<a href=\"#d1.p1.t1\">甲 第3行</a></figcaption><blockquote>到2025年<b>30个</b>。") !=
        out.npos);
  CHECK(out.find("<figcaption>乙 第5行</figcaption><blockquote><b>40个</b></blockquote>") !=
        out.npos);
  CHECK(out.find("<b>&lt;不一致&gt;</b>") != out.npos);
}

TEST_CASE("html: several documents, and none", "[html_report]") {
  const std::vector<Document> two = {gangmu::test::small_document(),
                                     gangmu::test::small_document()};
  const std::string page =
      export_to_string(*gangmu::find_exporter("html"), std::span<const Document>(two), "en");
  CHECK(page.find("<title>云溪市绿道建设“十五五”规划 and others, 2 plans</title>") !=
        std::string::npos);
  CHECK(page.find("<html lang=\"en\">") != std::string::npos);
  CHECK(count(page, "<article ") == 2);
  CHECK(count(page, "id=\"d1.p1.t1\"") == 1);
  CHECK(count(page, "id=\"d2.p1.t1\"") == 1);
  CHECK(export_to_string(*gangmu::find_exporter("html"), {}) ==
        "error: format \"html\" takes one document or more");
}

TEST_CASE("html: what is no plan, and nothing at all", "[html_report]") {
  for (const char* text : {"", "随便写的一行字。\n"}) {
    const std::string body = body_of(corpus::document_of(text, grammar()));
    CHECK(body.find("<p class=\"none\">") != std::string::npos);
    CHECK(body.ends_with("</html>\n"));
  }
}

TEST_CASE("html: no word of the page is left in English", "[html_report]") {
  // Every id that the Chinese page shows has a word in the catalogue.
  const std::string zh = body_of(gangmu::test::small_document(), "zh");
  for (const char* id : {"Filter", "Print this table", "Skip to the text", "Marks and keys",
                         "Bodies charged", "made by gangmu", "Height of", "none of these"}) {
    CAPTURE(id);
    CHECK(zh.find(id) == std::string::npos);
  }
  const std::string en = body_of(gangmu::test::small_document(), "en");
  CHECK(en.find("the file never left it") != std::string::npos);
}
