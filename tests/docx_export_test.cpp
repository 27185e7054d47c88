#include <catch2/catch.hpp>

#include <algorithm>
#include <pugixml.hpp>

#include "readers/zip.h"
#include "tests/export_samples.h"

using gangmu::Document;
using gangmu::NodeKind;
using gangmu::test::DocumentBuilder;

namespace {

std::string part_of(const std::string& docx, const std::string& name) {
  auto archive = gangmu::ZipArchive::open("plan.docx", docx);
  REQUIRE(archive);
  auto bytes = archive->read(name);
  REQUIRE(bytes);
  return *bytes;
}

// A paragraph in short: its style, its list, its text.
struct Shown {
  std::string style, num, level, text;
};

class Word {
 public:
  explicit Word(const Document& document)
      : bytes_(gangmu::test::export_to_string("docx", document)) {
    const std::string part = part_of(bytes_, "word/document.xml");
    REQUIRE(
        tree_.load_buffer(part.data(), part.size(), pugi::parse_default | pugi::parse_ws_pcdata));
    for (const auto& found : tree_.select_nodes("//w:p")) {
      const pugi::xml_node paragraph = found.node();
      const pugi::xml_node properties = paragraph.child("w:pPr");
      Shown shown;
      shown.style = properties.child("w:pStyle").attribute("w:val").value();
      const pugi::xml_node list = properties.child("w:numPr");
      shown.num = list.child("w:numId").attribute("w:val").value();
      shown.level = list.child("w:ilvl").attribute("w:val").value();
      for (const auto& text : paragraph.select_nodes(".//w:t")) {
        shown.text += text.node().text().get();
      }
      paragraphs_.push_back(shown);
    }
  }

  const Shown& operator[](std::string_view text) const {
    const auto found = std::find_if(paragraphs_.begin(), paragraphs_.end(), [&](const Shown& p) {
      return p.text.find(text) != p.text.npos;
    });
    INFO("no paragraph with " << text);
    REQUIRE(found != paragraphs_.end());
    return *found;
  }
  std::string part(const std::string& name) const { return part_of(bytes_, name); }
  const pugi::xml_document& tree() const { return tree_; }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
  pugi::xml_document tree_;
  std::vector<Shown> paragraphs_;
};

}  // namespace

TEST_CASE("docx: levels, boxes, run-in titles and tables of a plan") {
  const Word word(gangmu::test::small_document());
  CHECK(word["发展基础"].style == "Heading1");
  CHECK(word["发展基础"].text == "发展基础");  // the number is counted
  CHECK(word["绿道成网"].style == "BodyText");
  CHECK(word["绿道成网"].level == "1");
  CHECK(word["绿道工程"].style == "BoxTitle");
  CHECK(word["主要指标"].style == "Caption");
  CHECK(word["云溪市绿道建设"].style == "Title");
  CHECK(word["征求意见稿"].style == "Subtitle");
  CHECK(word.tree().select_nodes("//w:tblHeader").size() == 2);
  CHECK(word.part("docProps/core.xml").find("云溪市绿道建设“十五五”规划") != std::string::npos);
  CHECK(word.bytes() == Word(gangmu::test::small_document()).bytes());
}

TEST_CASE("docx: a marker out of its series is typed, one behind it counts on") {
  DocumentBuilder build;
  build.plan("某市绿道规划");
  const auto add = [&](std::string_view marker, std::string_view title, int number) {
    build.node(NodeKind::h1, {.marker = marker, .title = title, .number = number});
  };
  add("一、", "甲", 1);
  add("二、", "乙", 2);
  add("四、", "丁", 4);  // a gap
  add("五、", "戊", 5);
  add("五、", "己", 5);  // a repeat
  add("6.", "庚", 6);    // other signs
  const Word word(build.finish());
  CHECK(word["甲"].num == word["乙"].num);
  CHECK(word["丁"].num == "0");
  CHECK(word["丁"].text == "四、丁");
  CHECK(word["戊"].text == "戊");
  CHECK(word["戊"].num != word["乙"].num);
  CHECK(word["己"].text == "五、己");
  CHECK(word["庚"].text == "6.庚");
  const std::string numbering = word.part("word/numbering.xml");
  CHECK(numbering.find("<w:startOverride w:val=\"5\"/>") != std::string::npos);
}

TEST_CASE("docx: the largest number that an export may give has none behind it") {
  constexpr int kLargest = std::numeric_limits<int>::max();
  DocumentBuilder build;
  build.plan("某市绿道规划");
  for (const char* title : {"甲", "乙"}) {
    const auto h1 =
        build.node(NodeKind::h1, {.marker = "一、", .title = title, .number = kLargest});
    build.node(NodeKind::h2, {.marker = "（一）", .title = "丙", .parent = h1, .number = kLargest});
  }
  const Word word(build.finish());
  CHECK(word["甲"].text == "一、甲");
  CHECK(word["乙"].text == "一、乙");
}

TEST_CASE("docx: chapters that go on over parts have a list of their own") {
  DocumentBuilder build;
  build.plan("某市绿道规划");
  int chapter = 0;
  for (const int part : {1, 2}) {
    const auto up =
        build.node(NodeKind::part,
                   {.marker = part == 1 ? "第一篇" : "第二篇", .title = "篇题", .number = part});
    for (const char* marker : {part == 1 ? "第一章" : "第三章", part == 1 ? "第二章" : "第四章"}) {
      ++chapter;
      const auto below = build.node(NodeKind::chapter, {.marker = marker,
                                                        .title = "章题" + std::to_string(chapter),
                                                        .parent = up,
                                                        .number = chapter});
      build.node(NodeKind::section, {.marker = "第一节",
                                     .title = "节题" + std::to_string(chapter),
                                     .parent = below,
                                     .number = 1});
    }
  }
  const Word word(build.finish());
  CHECK(word["篇题"].style == "Heading1");
  for (const char* title : {"章题1", "章题2", "章题3", "章题4"}) {
    CHECK(word[title].style == "Heading2");
    CHECK(word[title].text == title);
    CHECK(word[title].num == word["章题1"].num);
  }
  CHECK(word["章题1"].num != word["篇题"].num);
  CHECK(word["节题4"].num == word["章题1"].num);
  CHECK(word.part("word/numbering.xml").find("lvlOverride") == std::string::npos);
}

TEST_CASE("docx: footnotes are counted where Word prints their marks, and keep them elsewhere") {
  const auto document = [](std::string_view second) {
    DocumentBuilder build;
    build.plan("某市绿道规划");
    const std::string mark(second);
    build.node(NodeKind::paragraph, {.text = "绿道①成网。"});
    build.node(NodeKind::note, {.marker = "①", .text = "指步行道。"});
    const std::string text = "驿站" + mark + "成环。";
    build.node(NodeKind::paragraph, {.text = text});
    build.node(NodeKind::note, {.marker = second, .text = "指服务点。"});
    return build.finish();
  };
  const Word counted(document("②"));
  CHECK(counted["成网"].text == "绿道成网。");
  CHECK(counted.tree().select_nodes("//w:footnoteReference").size() == 2);
  CHECK(counted.part("word/settings.xml").find("decimalEnclosedCircleChinese") !=
        std::string::npos);
  const Word kept(document("①"));
  CHECK(kept["成环"].text == "驿站①成环。");
  CHECK(kept.tree().select_nodes("//w:footnoteReference[@w:customMarkFollows='1']").size() == 2);
}

TEST_CASE("docx: wide tables lie across, no table has more columns than Word opens") {
  for (const std::size_t columns : {4u, 12u, 200u}) {
    DocumentBuilder build;
    build.plan("某市绿道规划");
    std::vector<gangmu::test::CellParts> row(columns, {"格"});
    build.table({.marker = "表1", .title = "指标", .number = 1}, {row, row}, 1);
    build.node(NodeKind::paragraph, {.text = "此后是正文。"});
    const Word word(build.finish());
    const auto cells = word.tree().select_nodes("//w:tr[1]/w:tc").size();
    CHECK(cells == std::min<std::size_t>(columns, 63));
    CHECK(word.tree().select_nodes("//w:sectPr").size() == (columns > 8 ? 3 : 1));
    std::string text;
    for (const auto& found : word.tree().select_nodes("//w:tr[1]//w:t")) {
      text += gangmu::without_blanks(found.node().text().get());
    }
    CHECK(gangmu::char_count(text) == columns);  // nothing is lost
  }
}

TEST_CASE("docx: merged cells, also such as overlap or leave the table") {
  DocumentBuilder build;
  build.plan("某市绿道规划");
  build.table({.title = "指标"},
              {{{"甲", 9, 1}, {"乙", 1, 2}}, {{"丙", 1, 60000}, {"丁"}}, {{"戊", 9, 63}}, {{"己"}}},
              1);
  const Word word(build.finish());
  const auto width = word.tree().select_nodes("//w:gridCol").size();
  for (const auto& row : word.tree().select_nodes("//w:tr")) {
    std::size_t sum = 0;
    for (const pugi::xml_node cell : row.node().children("w:tc")) {
      sum += cell.child("w:tcPr").child("w:gridSpan").attribute("w:val").as_uint(1);
    }
    CHECK(sum == width);
  }
  CHECK(word.tree().select_nodes("//w:vMerge[@w:val='restart']").size() == 2);
  std::string text;
  for (const auto& found : word.tree().select_nodes("//w:tbl//w:t")) {
    text += gangmu::without_blanks(found.node().text().get());
  }
  CHECK(text == "甲乙丙丁戊己");
}

TEST_CASE("docx: signs that XML has no place for, and markers that look like templates") {
  DocumentBuilder build;
  build.plan("<某市> & 规划");
  build.node(NodeKind::h1,
             {.marker = "%1、", .title = std::string_view("甲\x01\xEF\xBF\xBE", 7), .number = 1});
  build.node(NodeKind::h3, {.marker = "1.", .text = "5G基站。", .number = 1});
  const Word word(build.finish());
  CHECK(word["%1、"].text == "%1、甲\uFFFD\uFFFD");
  CHECK(word["5G"].text == " 5G基站。");  // behind the counted 1.
  CHECK(word["<某市>"].style == "Title");
}

TEST_CASE("docx: several plans begin on pages of their own, with titles above all headings") {
  DocumentBuilder build;
  for (const char* title : {"某市甲规划", "某市乙规划"}) {
    build.plan(title);
    build.node(NodeKind::h1, {.marker = "一、", .title = "总则", .number = 1});
  }
  const Word word(build.finish());
  CHECK(word["总则"].style == "Heading2");
  CHECK(word.tree().select_nodes("//w:pageBreakBefore").size() == 1);
  // The second list begins anew.
  CHECK(word.part("word/numbering.xml").find("<w:startOverride w:val=\"1\"/>") !=
        std::string::npos);
}
