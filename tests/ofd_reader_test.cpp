// The OFD reader: where the characters, lines and pictures of a page stand.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "gangmu.h"
#include "make_ofd.h"

using namespace gangmu;
using namespace ofd_samples;
using samples::docx_of;
using samples::p;
using samples::zip_of;

TEST_CASE("ofd: told by content", "[ofd]") {
  const std::string bytes = ofd_of({.pages = {page_of(text("甲", "X=\"10\" Y=\"8\""))}});
  CHECK(is_ofd(bytes));
  CHECK(is_ofd(bytes.substr(0, 100)));
  CHECK_FALSE(is_ofd(docx_of(p("OFD.xml"))));
  CHECK_FALSE(is_ofd("OFD.xml"));
  // Inside another container, not packed once more.
  CHECK_FALSE(is_ofd(zip_of({{"word/embeddings/a.ofd", bytes}, {"word/document.xml", "<a/>"}})));
  Result<Source> source = read_bytes("a.bin", bytes);
  REQUIRE(source);
  CHECK(source->format == "ofd");
}

TEST_CASE("ofd: the places of characters", "[ofd]") {
  SECTION("a list of distances") {
    const Page page = one(text("建成三处", "X=\"1\" Y=\"4\" DeltaX=\"5 5.5 6\"",
                               "Boundary=\"20 30 100 6\" Font=\"3\" Size=\"5\""));
    CHECK(page.width == near(210 * kMm));
    CHECK(page.height == near(297 * kMm));
    REQUIRE(page.runs.size() == 1);
    check_run(page.runs[0], "建成三处", {21, 26, 31.5, 37.5, 42.5}, 34, 5);
  }
  SECTION("repeated distances") {
    const Page page = one(text("增长6.5%以上", "X=\"0\" Y=\"4\" DeltaX=\"5 g 4 2.5 2.5 5\""));
    REQUIRE(page.runs.size() == 1);
    check_run(page.runs[0], "增长6.5%以上", {0, 5, 7.5, 10, 12.5, 15, 17.5, 22.5, 27.5}, 4, 5);
  }
  SECTION("no distances, and too few") {
    const Page page = one(text("到2030年“好”", "X=\"0\" Y=\"4\"") +
                          text("甲乙丙", "X=\"0\" Y=\"4\" DeltaX=\"6\"") +
                          text("甲乙", "X=\"0\" Y=\"4\" DeltaX=\"\""));
    REQUIRE(page.runs.size() == 3);
    check_run(page.runs[0], "到2030年“好”", {0, 5, 7.5, 10, 12.5, 15, 20, 25, 30, 35}, 4, 5);
    check_run(page.runs[1], "甲乙丙", {0, 6, 11, 16}, 4, 5);
    check_run(page.runs[2], "甲乙", {0, 5, 10}, 4, 5);
  }
  SECTION("a matrix scales and moves") {
    // As a printer driver has it: points, from the lower edge.
    const Page page = one(text("总体要求", "X=\"586\" Y=\"-728\" DeltaX=\"g 3 9\"",
                               "Boundary=\"-47 -22 400 408\" CTM=\"0.3527 0 0 0.3527 0 296.62\" "
                               "Font=\"3\" Size=\"9\""));
    REQUIRE(page.runs.size() == 1);
    const double x = -47 + 586 * 0.3527, em = 9 * 0.3527;
    check_run(page.runs[0], "总体要求", {x, x + em, x + 2 * em, x + 3 * em, x + 4 * em},
              -22 + 296.62 - 728 * 0.3527, em);
  }
  SECTION("narrow letters") {
    const Page page = one(text("甲乙", "X=\"0\" Y=\"4\"",
                               "Boundary=\"0 0 9 9\" Font=\"3\" Size=\"5\" HScale=\"0.8\""));
    check_run(page.runs.at(0), "甲乙", {0, 4, 8}, 4, 5);
  }
  SECTION("several codes in an object; what is not said is as before") {
    const Page page =
        one(tag("TextObject", "Boundary=\"10 10 9 9\" Font=\"3\" Size=\"5\"",
                tag("TextCode", "X=\"1\" Y=\"4\"", "甲") + tag("TextCode", "X=\"7\"", "乙") +
                    tag("TextCode", "Y=\"12\"", "丙")));
    REQUIRE(page.runs.size() == 3);
    check_run(page.runs[0], "甲", {11, 16}, 14, 5);
    check_run(page.runs[1], "乙", {17, 22}, 14, 5);
    check_run(page.runs[2], "丙", {17, 22}, 22, 5);
  }
  SECTION("blanks around and inside") {
    const Page page = one(text("　　一、 目标 ", "X=\"0\" Y=\"4\" DeltaX=\"5 5 5 5 2 5 4\""));
    REQUIRE(page.runs.size() == 1);
    check_run(page.runs[0], "一、 目标", {10, 15, 20, 22, 27, 31}, 4, 5);
    CHECK(one(text("   ", "X=\"0\" Y=\"4\"") + text("", "X=\"0\" Y=\"4\"")).runs.empty());
  }
  SECTION("wide gaps, raised characters and new lines part runs") {
    const Page page = one(text("指标 数值", "X=\"0\" Y=\"4\" DeltaX=\"5 5 40 5\"") +
                          text("面积2好",
                               "X=\"0\" Y=\"4\" DeltaX=\"5 5 2.5\" "
                               "DeltaY=\"0 -2 2\"") +
                          text("甲乙", "X=\"0\" Y=\"4\" DeltaX=\"-20\""));
    REQUIRE(texts_of(page) == Texts{"指标", "数值", "面积", "2", "好", "甲", "乙"});
    check_run(page.runs[0], "指标", {0, 5, 10}, 4, 5);
    check_run(page.runs[1], "数值", {50, 55, 60}, 4, 5);
    check_run(page.runs[3], "2", {10, 12.5}, 2, 5);
    check_run(page.runs[4], "好", {12.5, 17.5}, 4, 5);
  }
  SECTION("entities, and programs that lay XML out") {
    const Page page = one(
        text("\n      研发&amp;试验 &#x7532;&lt;5%\n    ", "X=\"0\" Y=\"4\" DeltaX=\"5 5 2 5\""));
    REQUIRE(page.runs.size() == 1);
    CHECK(page.runs[0].text == "研发&试验 甲<5%");
    CHECK(page.runs[0].edges[3] == near(12 * kMm));
    CHECK(one(text("<![CDATA[甲<乙]]>", "X=\"0\" Y=\"4\"")).runs.at(0).text == "甲<乙");
  }
}

TEST_CASE("ofd: vertical and turned text", "[ofd]") {
  SECTION("a column of upright characters") {
    const Page page = one(text("产业", "X=\"10\" Y=\"8\" DeltaY=\"6\"") +
                          text("正文多于此列字", "X=\"30\" Y=\"8\""));
    REQUIRE(texts_of(page) == Texts{"产", "业", "正文多于此列字"});
    check_run(page.runs[0], "产", {10, 15}, 8, 5);
    check_run(page.runs[1], "业", {10, 15}, 14, 5);
    const Page read = one(text("产业", "X=\"10\" Y=\"8\"",
                               "Boundary=\"0 0 9 9\" Font=\"3\" Size=\"5\" ReadDirection=\"90\""));
    REQUIRE(texts_of(read) == Texts{"产", "业"});
    check_run(read.runs[1], "业", {10, 15}, 13, 5);
  }
  SECTION("text in another direction") {
    const std::string lines = text("正文多于此列字", "X=\"30\" Y=\"8\"");
    const Page page = one(text("侧 注", "X=\"0\" Y=\"0\" DeltaX=\"5 3\"",
                               "Boundary=\"100 50 9 9\" CTM=\"0 1 -1 0 0 0\" Font=\"3\" "
                               "Size=\"5\"") +
                          lines);
    REQUIRE(page.runs.size() == 2);
    CHECK((page.runs[0].aslant && !page.runs[1].aslant));
    // It leads from 50 to 63 down; so long it is level, about its middle.
    check_run(page.runs[0], "侧 注", {93.5, 98.5, 101.5, 106.5}, 54, 5);
    const Page mark = one(text("内部资料", "X=\"0\" Y=\"0\"",
                               "Boundary=\"50 50 9 9\" CTM=\"0.8 0.6 -0.6 0.8 0 0\" Font=\"3\" "
                               "Size=\"20\"") +
                          lines);
    REQUIRE(mark.runs.size() == 2);
    CHECK((mark.runs[0].aslant && mark.runs[0].text == "内部资料"));
    CHECK(mark.runs[0].edges.back() - mark.runs[0].edges.front() == near(80 * kMm));
    CHECK(mark.runs[0].size == near(20 * kMm));
  }
  SECTION("a wide table on an upright sheet") {
    // The top of the table lies at the right edge, its lines lead down.
    const std::string lies = "Boundary=\"180 20 9 9\" CTM=\"0 1 -1 0 0 0\" Font=\"3\" Size=\"5\"";
    const Page page = one(text("主要指标", "X=\"0\" Y=\"0\"", lies) +
                          path("M 0 0 L 0 100", "Boundary=\"170 20 1 100\""));
    CHECK(page.width == near(297 * kMm));
    CHECK(page.height == near(210 * kMm));
    REQUIRE(page.runs.size() == 1);
    check_run(page.runs[0], "主要指标", {20, 25, 30, 35, 40}, 30, 5);
    CHECK(rules_of(page) == Rules{{20, 40, 120, 40}});
    const Page other = one(text("主要指标", "X=\"0\" Y=\"0\"",
                                "Boundary=\"30 277 9 9\" CTM=\"0 -1 1 0 0 0\" Font=\"3\" "
                                "Size=\"5\""));
    check_run(other.runs.at(0), "主要指标", {20, 25, 30, 35, 40}, 30, 5);
    const Page over = one(text("主要指标", "X=\"0\" Y=\"0\"",
                               "Boundary=\"190 267 9 9\" CTM=\"-1 0 0 -1 0 0\" Font=\"3\" "
                               "Size=\"5\""));
    check_run(over.runs.at(0), "主要指标", {20, 25, 30, 35, 40}, 30, 5);
  }
}

TEST_CASE("ofd: what is not seen is left out", "[ofd]") {
  const auto with = [](const std::string& more, const std::string& color = "") {
    return texts_of(one(tag("TextObject", "Boundary=\"0 0 9 9\" Font=\"3\" Size=\"5\" " + more,
                            color + tag("TextCode", "X=\"0\" Y=\"4\"", "甲"))));
  };
  CHECK(with("Visible=\"false\"").empty());
  CHECK(with("Alpha=\"0\"").empty());
  CHECK(with("Fill=\"false\"").empty());
  CHECK(with("", "<ofd:FillColor Value=\"0 0 0\" Alpha=\"0\"/>").empty());
  CHECK(with("Alpha=\"128\"", "<ofd:FillColor Value=\"255 0 0\" Alpha=\"99\"/>") == Texts{"甲"});
  CHECK(with("Fill=\"false\" Stroke=\"true\"") == Texts{"甲"});
  CHECK(one(text("甲", "X=\"0\" Y=\"4\"", "Boundary=\"0 0 9 9\" Font=\"3\" Size=\"0\""))
            .runs.empty());
  CHECK(one(text("甲", "X=\"0\" Y=\"4\"", "Boundary=\"0 0 9 9\" Font=\"3\"")).runs.empty());
  const std::string glyphs =
      tag("TextObject", "Boundary=\"0 0 9 9\" Font=\"3\" Size=\"5\"",
          tag("CGTransform", "CodePosition=\"0\" CodeCount=\"1\" GlyphCount=\"1\"",
              tag("Glyphs", "", "4460")) +
              "<ofd:TextCode X=\"0\" Y=\"4\"> </ofd:TextCode>");
  const std::string mapped =
      tag("TextObject", "Boundary=\"0 0 9 9\" Font=\"3\" Size=\"5\"",
          tag("CGTransform", "CodePosition=\"0\" CodeCount=\"1\" GlyphCount=\"1\"",
              tag("Glyphs", "", "4460")) +
              tag("TextCode", "X=\"0\" Y=\"4\"", "局"));
  const Pages pages = pages_of(ofd_of({.pages = {page_of(glyphs + mapped)}}));
  CHECK(texts_of(pages.pages[0]) == Texts{"局"});
  REQUIRE(pages.doubts.size() == 1);
  CHECK(pages.doubts[0].code == Code::text_unmapped);
  CHECK(pages.doubts[0].args == std::vector<std::string>{"1", "1"});
}

TEST_CASE("ofd: pictures of pages", "[ofd]") {
  const std::string scan = tag("ImageObject", "Boundary=\"0 0 210 297\" ResourceID=\"9\"");
  const std::string found =
      text("识别", "X=\"0\" Y=\"4\"", "Boundary=\"0 0 9 9\" Font=\"3\" Size=\"5\" Alpha=\"0\"");
  CHECK(one(scan).picture);
  // Nothing recognises the text of a picture in an OFD: it is told.
  const auto read = [](const std::vector<std::string>& pages) {
    return read_ofd("计划.ofd", ofd_of({.pages = pages}), {});
  };
  const Result<Source> none = read({page_of(scan), page_of(scan)});
  REQUIRE_FALSE(none);
  CHECK(none.error().code == "input.binary");
  const Result<Source> some =
      read({page_of(text("一、", "X=\"0\" Y=\"4\"", "Boundary=\"0 0 9 9\" Font=\"3\" Size=\"5\"")),
            page_of(scan)});
  REQUIRE(some);
  REQUIRE(some->doubts.size() == 1);
  CHECK(some->doubts[0].code == Code::page_unread);
  CHECK(some->doubts[0].args == std::vector<std::string>{"2"});
  CHECK_FALSE(one(tag("ImageObject", "Boundary=\"10 10 40 40\" ResourceID=\"9\"")).picture);
  CHECK_FALSE(one(tag("ImageObject", "Boundary=\"-900 0 910 297\" ResourceID=\"9\"")).picture);
  // In strips.
  CHECK(one(tag("ImageObject", "Boundary=\"0 0 210 100\"") +
            tag("ImageObject", "Boundary=\"0 100 210 100\""))
            .picture);
  CHECK(texts_of(one(scan + found)) == Texts{"识别"});
  CHECK(texts_of(one(scan + found + text("正文", "X=\"0\" Y=\"4\""))) == Texts{"正文"});
  CHECK(texts_of(one(text("1", "X=\"0\" Y=\"4\"") + found + scan)) == Texts{"1", "识别"});
  CHECK(texts_of(one(found)).empty());
}

TEST_CASE("ofd: fonts", "[ofd]") {
  const auto object = [](const std::string& more) {
    return text("甲", "X=\"0\" Y=\"4\"", "Boundary=\"0 0 9 9\" Size=\"5\" " + more);
  };
  const std::string own = root("Res", tag("Fonts", "", tag("Font", "ID=\"7\" FontName=\"楷体\"")));
  const Pages pages = pages_of(
      ofd_of({.pages = {page_of(object("Font=\"3\"") + object("Font=\"4\"") + object("Font=\"3\"") +
                                    object("Font=\"3\" Weight=\"700\"") + object("Font=\"7\"") +
                                    object("Font=\"99\"") + object("Font=\"3\" Stroke=\"true\"") +
                                    object("Font=\"3\" Bold=\"true\""),
                                tag("PageRes", "", "Res.xml"))},
              .more = {{"Doc_0/Pages/Page_0/Res.xml", own}}}));
  std::vector<std::uint16_t> fonts;
  for (const PageRun& run : pages.pages[0].runs) fonts.push_back(run.font);
  CHECK(fonts == std::vector<std::uint16_t>{0, 1, 0, 2, 3, 4, 2, 2});
  REQUIRE(pages.fonts.size() == 5);
  CHECK((pages.fonts[0].name == "仿宋" && !pages.fonts[0].bold));
  CHECK((pages.fonts[1].name == "黑体" && pages.fonts[1].bold));
  CHECK((pages.fonts[2].name == "仿宋" && pages.fonts[2].bold));
  CHECK((pages.fonts[3].name == "楷体" && !pages.fonts[3].bold));
  CHECK((pages.fonts[4].name.empty() && !pages.fonts[4].bold));
}

TEST_CASE("ofd: lines and boxes", "[ofd]") {
  const auto rules = [](const std::string& data, const std::string& object,
                        const std::string& colors = "") {
    return rules_of(one(path(data, object, colors)));
  };
  const std::string at = "Boundary=\"20 30 170 100\" ";
  CHECK(rules("M 0 0 L 170 0", at) == Rules{{20, 30, 190, 30}});
  CHECK(rules("S 0 0 L 0 100", at) == Rules{{20, 30, 20, 130}});
  CHECK(rules("M0 0L170 0L170 50", at) == Rules{{20, 30, 190, 30}, {190, 30, 190, 80}});
  CHECK(rules("M 0 0 L 480 0", at + "CTM=\"0.35 0 0 0.35 1 2\"") == Rules{{21, 32, 189, 32}});
  CHECK(rules("M 0 0 L 170 0.04", at) == Rules{{20, 30.02, 190, 30.02}});
  CHECK(rules("M 0 0 L 170 90", at).empty());
  CHECK(rules("M 0 0 L 0.3 0", at).empty());
  CHECK(rules("M 0 0 Q 5 5 10 0 B 1 1 2 2 20 0 A 5 5 0 0 1 30 0 L 40 0", at) ==
        Rules{{50, 30, 60, 30}});
  // Stroked: its sides. Filled: a line when it is as thin as one.
  const std::string box = "M 0 0 L 50 0 L 50 20 L 0 20 C";
  const Rules sides = {{20, 30, 70, 30}, {70, 30, 70, 50}, {20, 50, 70, 50}, {20, 30, 20, 50}};
  const std::string fill = at + "Stroke=\"false\" Fill=\"true\"";
  CHECK(rules(box, at) == sides);
  CHECK(rules(box, at + "Fill=\"true\"") == sides);
  CHECK(rules(box, fill).empty());
  CHECK(rules(box, at + "Stroke=\"false\"").empty());
  CHECK(rules(box, at + "Visible=\"false\"").empty());
  CHECK(rules(box, at + "Alpha=\"0\"").empty());
  CHECK(rules(box, at, "<ofd:StrokeColor Value=\"0 0 0\" Alpha=\"0\"/>").empty());
  const std::string thin = "M 0 0 L 50 0 L 50 0.4 L 0 0.4 L 0 0 C";
  CHECK(rules(thin, fill) == Rules{{20, 30.2, 70, 30.2}});
  CHECK(rules(thin, fill, "<ofd:FillColor Value=\"255 0 0\" Alpha=\"0\"/>").empty());
  CHECK(rules("M 0 0 L 0.4 0 L 0.4 50 L 0 50 C M 9 0 L 9.4 0 L 9.4 50 L 9 50 C", fill) ==
        Rules{{20.2, 30, 20.2, 80}, {29.2, 30, 29.2, 80}});
  CHECK(rules("M 0 0 L 50 0 L 25 1 C", fill).empty());
  CHECK(rules("M 0 0 L 50 0 L 50 1 C", fill).empty());
  // A broad stroke is an area.
  CHECK(rules("M 0 5 L 50 5", at + "LineWidth=\"1\"") == Rules{{20, 35, 70, 35}});
  CHECK(rules("M 0 5 L 50 5", at + "LineWidth=\"10\"").empty());
  // What is no number ends the path there.
  CHECK(rules("M 0 0 L nan 0 L 1e999 0 L 50 L x", at).empty());
  CHECK(rules("L", at).empty());
}

TEST_CASE("ofd: areas of pages", "[ofd]") {
  const std::string area = tag("Area", "", tag("PhysicalBox", "", "10 20 420 297"));
  const Page page = one(text("甲", "X=\"30\" Y=\"50\"") + path("M 30 50 L 60 50"), area);
  CHECK(page.width == near(420 * kMm));
  CHECK(page.height == near(297 * kMm));
  check_run(page.runs.at(0), "甲", {20, 25}, 30, 5);
  CHECK(rules_of(page) == Rules{{20, 30, 50, 30}});
  for (const char* box : {"", "0 0 0 0", "0 0 nan 5", "0 0 1e30 1e30", "0 0 -5 5"}) {
    const Pages pages = pages_of(ofd_of({.pages = {page_of("")}, .box = box}));
    CHECK(pages.pages.at(0).width == near(210 * kMm));
  }
}
