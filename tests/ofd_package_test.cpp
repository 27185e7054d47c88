// The OFD reader: documents, their parts, outlines; hostile files.
#include <catch2/catch.hpp>
#include <chrono>
#include <cmath>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "gangmu.h"
#include "make_ofd.h"
#include "tests/surroundings.h"

using namespace gangmu;
using namespace ofd_samples;
using samples::zip_of;

TEST_CASE("ofd: templates, blocks and composite objects", "[ofd]") {
  SECTION("templates behind and in front") {
    const std::string uses = tag("Template", "TemplateID=\"50\" ZOrder=\"Foreground\"") +
                             tag("Template", "TemplateID=\"51\"") +
                             tag("Template", "TemplateID=\"77\"");
    const Pages pages = pages_of(ofd_of(
        {.pages = {page_of(text("一", "X=\"0\" Y=\"4\""), uses),
                   page_of(text("二", "X=\"0\" Y=\"4\""), uses)},
         .common = tag("TemplatePage", "ID=\"50\" BaseLoc=\"Tpls/Tpl_0/Content.xml\"") +
                   tag("TemplatePage", "ID=\"51\" BaseLoc=\"/Doc_0/Tpls/Tpl_1/Content.xml\""),
         .more = {{"Doc_0/Tpls/Tpl_0/Content.xml", page_of(text("页脚", "X=\"0\" Y=\"290\""))},
                  {"Doc_0/Tpls/Tpl_1/Content.xml",
                   page_of(text("页眉", "X=\"0\" Y=\"9\"") + path("M 0 0 L 50 0"))}}}));
    REQUIRE(pages.pages.size() == 2);
    CHECK(texts_of(pages.pages[0]) == Texts{"页眉", "一", "页脚"});
    CHECK(texts_of(pages.pages[1]) == Texts{"页眉", "二", "页脚"});
    CHECK(pages.pages[1].rules.size() == 1);
  }
  SECTION("templates that use templates") {
    const auto uses = [](const std::string& id) {
      return tag("Template", "TemplateID=\"" + id + "\"");
    };
    const auto made = [](const std::string& id) {
      return tag("TemplatePage", "ID=\"" + id + "\" BaseLoc=\"" + id + ".xml\"");
    };
    const auto words = [](const std::string& shown) { return text(shown, "X=\"0\" Y=\"4\""); };
    const Pages pages = pages_of(
        ofd_of({.pages = {page_of(words("一"), uses("50"))},
                .common = made("50") + made("51"),
                .more = {{"Doc_0/50.xml", page_of(words("外"), uses("51") + uses("50"))},
                         {"Doc_0/51.xml", page_of(words("内"), uses("50") + uses("51"))}}}));
    CHECK(texts_of(pages.pages[0]) == Texts{"内", "外", "一"});
    // Each uses all the others.
    std::string all, common;
    Entries parts;
    for (int i = 0; i < 12; ++i) all += uses(std::to_string(i));
    for (int i = 0; i < 12; ++i) {
      common += made(std::to_string(i));
      parts.emplace_back("Doc_0/" + std::to_string(i) + ".xml", page_of("", all));
    }
    CHECK(refused(ofd_of({.pages = {page_of("", all)}, .common = common, .more = parts})).code ==
          "input.too_large");
  }
  SECTION("blocks in blocks") {
    const Page page = one(
        tag("PageBlock", "",
            tag("PageBlock", "", text("甲", "X=\"0\" Y=\"4\"")) + text("乙", "X=\"0\" Y=\"4\"")));
    CHECK(texts_of(page) == Texts{"甲", "乙"});
  }
  const auto unit = [](const std::string& id, const std::string& inside) {
    return tag("CompositeGraphicUnit", "ID=\"" + id + "\" Width=\"50\" Height=\"50\"",
               tag("Content", "", inside));
  };
  const auto uses = [](const std::string& id) {
    return tag("CompositeObject", "ResourceID=\"" + id + "\" Boundary=\"10 10 50 50\"");
  };
  const auto read = [&](const std::string& units) {
    return ofd_of({.pages = {page_of(uses("60"))},
                   .common = tag("DocumentRes", "", "DocumentRes.xml"),
                   .more = {{"Doc_0/DocumentRes.xml",
                             root("Res", tag("CompositeGraphicUnits", "", units))}}});
  };
  SECTION("drawings of several objects") {
    const Page page =
        pages_of(read(unit("60", text("甲", "X=\"1\" Y=\"4\"") + uses("61") + uses("99")) +
                      unit("61", path("M 0 0 L 30 0"))))
            .pages[0];
    check_run(page.runs.at(0), "甲", {11, 16}, 14, 5);
    CHECK(rules_of(page) == Rules{{20, 20, 50, 20}});
  }
  SECTION("in a circle") {
    CHECK(texts_of(pages_of(read(unit("60", text("甲", "X=\"1\" Y=\"4\"") + uses("61")) +
                                 unit("61", uses("60") + uses("61") + text("乙", ""))))
                       .pages[0]) == Texts{"甲", "乙"});
  }
  SECTION("each thirty times the next") {
    if (surroundings::sanitized()) return;  // takes half a minute to see the same
    std::string units;
    for (int i = 60; i < 68; ++i) {
      std::string inside;
      for (int k = 0; k < 30; ++k) inside += uses(std::to_string(i + 1));
      units += unit(std::to_string(i), inside);
    }
    CHECK(refused(read(units + unit("68", text("甲", "")))).code == "input.too_large");
  }
}

TEST_CASE("ofd: several documents, versions and locations", "[ofd]") {
  const auto document = [](const std::string& page) {
    return root("Document", tag("Pages", "", tag("Page", "ID=\"1\" BaseLoc=\"" + page + "\"")));
  };
  const auto sheet = [](const std::string& words) {
    return page_of(text(words, "X=\"0\" Y=\"4\""));
  };
  const auto texts = [](const Entries& entries) {
    Texts all;
    for (const Page& page : pages_of(zip_of(entries)).pages) {
      for (const std::string& words : texts_of(page)) all.push_back(words);
    }
    return all;
  };
  const auto body = [](const std::string& where, const std::string& more = "") {
    return tag("DocBody", "", tag("DocRoot", "", where) + more);
  };
  CHECK(texts({{"OFD.xml", root("OFD", body("a/D.xml") + body("/b/D.xml") + body("a/D.xml"))},
               {"a/D.xml", document("P.xml")},
               {"a/P.xml", sheet("甲")},
               {"b/D.xml", document("../c/./P.xml")},
               {"c/P.xml", sheet("乙")}}) == Texts{"甲", "乙"});
  // The current version counts.
  const std::string versions =
      tag("Versions", "",
          tag("Version", "ID=\"1\" Index=\"0\" BaseLoc=\"a/V1.xml\"") +
              tag("Version", "ID=\"2\" Index=\"1\" Current=\"true\" BaseLoc=\"a/V2.xml\""));
  CHECK(texts({{"OFD.xml", root("OFD", body("a/D1.xml", versions))},
               {"a/V2.xml", root("DocVersion", tag("DocRoot", "", "D2.xml"))},
               {"a/D1.xml", document("P1.xml")},
               {"a/P1.xml", sheet("旧")},
               {"a/D2.xml", document("P2.xml")},
               {"a/P2.xml", sheet("新")}}) == Texts{"新"});
  // Backslashes, a root without its slash, too many steps up; no prefix.
  CHECK(texts({{"OFD.xml", "<OFD><DocBody><DocRoot> a\\D.xml </DocRoot></DocBody></OFD>"},
               {"a/D.xml", document("..\\..\\..\\a\\P.xml")},
               {"a/P.xml", sheet("甲")}}) == Texts{"甲"});
  CHECK(texts({{"OFD.xml", root("OFD", body("a/D.xml"))},
               {"a/D.xml", document("a/P.xml")},
               {"a/P.xml", sheet("甲")}}) == Texts{"甲"});
  CHECK(texts({{"OFD.xml", root("OFD", body("a/D.xml"))},
               {"a\\D.xml", document("b/P.xml")},
               {"a\\b\\P.xml", sheet("甲")}}) == Texts{"甲"});
}

TEST_CASE("ofd: outlines", "[ofd]") {
  const auto to = [](const std::string& where) {
    return tag("Actions", "", tag("Action", "Event=\"CLICK\"", tag("Goto", "", where)));
  };
  const std::string outlines =
      tag("Outlines", "",
          tag("OutlineElem", "Title=\" 一、总体要求 \"",
              to("<ofd:Dest Type=\"XYZ\" PageID=\"100\"/>") +
                  tag("OutlineElem", "Title=\"（一）目标\"", to("<ofd:Bookmark Name=\"b\"/>"))) +
              tag("OutlineElem", "Title=\"无处\"",
                  tag("OutlineElem", "Title=\"二、任务\"",
                      to("<ofd:Dest Type=\"Fit\" PageID=\"101\"/>"))) +
              tag("OutlineElem", "Title=\"外\"", to("<ofd:Dest PageID=\"7\"/>")));
  const std::string named =
      tag("Bookmarks", "", tag("Bookmark", "Name=\"b\"", "<ofd:Dest PageID=\"101\"/>"));
  const Pages pages =
      pages_of(ofd_of({.pages = {page_of(""), page_of("")}, .behind = outlines + named}));
  REQUIRE(pages.bookmarks.size() == 3);
  CHECK(pages.bookmarks[0].title == "一、总体要求");
  CHECK((pages.bookmarks[0].level == 1 && pages.bookmarks[0].page == 0));
  CHECK((pages.bookmarks[1].level == 2 && pages.bookmarks[1].page == 1));
  CHECK(pages.bookmarks[2].title == "二、任务");
  CHECK((pages.bookmarks[2].level == 2 && pages.bookmarks[2].page == 1));
}

TEST_CASE("ofd: files that are refused", "[ofd][hostile]") {
  const Parts good = {.pages = {page_of(text("甲", "")), page_of(text("乙", ""))}};
  const auto without = [&](const std::string& part) {
    Entries entries = entries_of(good);
    std::erase_if(entries, [&](const auto& entry) { return entry.first == part; });
    return refused(zip_of(entries));
  };
  const auto with = [&](const std::string& part, const std::string& xml) {
    Entries entries = entries_of(good);
    std::erase_if(entries, [&](const auto& entry) { return entry.first == part; });
    entries.emplace_back(part, xml);
    return refused(zip_of(entries));
  };
  for (const char* part : {"Doc_0/Document.xml", "Doc_0/PublicRes.xml",
                           "Doc_0/Pages/Page_0/Content.xml", "Doc_0/Pages/Page_1/Content.xml"}) {
    for (const Error& error :
         {without(part), with(part, "<a><b>"), with(part, "<a>\xC3\x28</a>")}) {
      CHECK(error.code == "input.damaged");
      CHECK(error.message.find(part) != std::string::npos);
    }
  }
  CHECK(with("OFD.xml", "<ofd:OFD><").code == "input.damaged");
  CHECK(with("OFD.xml", root("OFD", "")).code == "input.damaged");
  CHECK(with("Doc_0/Pages/Page_1/Content.xml", root("Res", "")).code == "input.damaged");
  CHECK(with("Encryptions.xml", root("Encryptions", "")).code == "input.encrypted");
  CHECK(with("OFD.xml", root("OFD", tag("DocBody", "", tag("Encryptions", "", "e.xml")))).code ==
        "input.encrypted");
  CHECK(refused(zip_of(entries_of(good), "secret")).code == "input.encrypted");
  std::string deep, end;
  for (int i = 0; i < 5000; ++i) {
    deep += "<ofd:PageBlock>";
    end += "</ofd:PageBlock>";
  }
  CHECK(with("Doc_0/Pages/Page_1/Content.xml", page_of(deep + end)).code == "input.nested");
  CHECK(
      with("Doc_0/Pages/Page_1/Content.xml", page_of(text(std::string(64u << 20, 'a'), ""))).code ==
      "input.too_large");
  // One page shown again and again.
  std::string list;
  for (int i = 0; i < 200000; ++i) list += "<ofd:Page ID=\"1\" BaseLoc=\"/p.xml\"/>";
  CHECK(refused(zip_of({{"OFD.xml", main_part()},
                        {"Doc_0/Document.xml", root("Document", tag("Pages", "", list))},
                        {"p.xml", page_of("")}}))
            .code == "input.too_large");
  // No entity unfolds, nothing is read from outside.
  const std::string bomb =
      "<?xml version=\"1.0\"?><!DOCTYPE p [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">"
      "<!ENTITY c SYSTEM \"file:///etc/passwd\">]>" +
      tag("Page", "", content(text("甲&b;&c;", "X=\"0\" Y=\"4\"")));
  CHECK(texts_of(pages_of(ofd_of({.pages = {bomb}})).pages[0]) == Texts{"甲&b;&c;"});
}

TEST_CASE("ofd: numbers that no page has", "[ofd][hostile]") {
  for (const std::string number :
       {"nan", "inf", "-inf", "1e308", "-1e308", "1e999", "99999999999999999999", "", "x", "1e-320",
        "0x10", "+5", "--5", "5mm"}) {
    CAPTURE(number);
    const auto all = [&](const std::string& names) {
      std::string out;
      std::istringstream in(names);
      for (std::string name; in >> name;) out += " " + name + "=\"" + number + "\"";
      return out;
    };
    const std::string six =
        number + " " + number + " " + number + " " + number + " " + number + " " + number;
    const std::string box = " Boundary=\"" + six + "\" CTM=\"" + six + "\"";
    const Page page =
        one(text("甲乙", all("X Y DeltaX DeltaY"), box + all("Size HScale Font Weight")) +
            text("甲乙", "DeltaX=\"g " + six + "\"", "Size=\"5\"" + box) +
            text("甲乙", all("X Y"), "Size=\"5\"" + all("ReadDirection CharDirection Alpha")) +
            path("M " + six + " L " + six + " A " + six + " C", box + " Fill=\"true\"") +
            path("M 0 0 L 50 0", all("LineWidth Alpha") + " CTM=\"" + six + "\"") +
            tag("ImageObject", box));
    for (const PageRun& run : page.runs) {
      for (const float edge : run.edges) CHECK(std::abs(edge) <= 1e5f);
      CHECK((std::isfinite(run.base) && std::isfinite(run.size)));
    }
    for (const PageRule& rule : page.rules) {
      for (const float value : {rule.x0, rule.y0, rule.x1, rule.y1}) CHECK(std::isfinite(value));
    }
  }
  // Counts claim no memory and no time.
  const auto before = std::chrono::steady_clock::now();
  const Page page = one(text("甲乙丙", "X=\"0\" Y=\"4\" DeltaX=\"g 100000000000 6\"") +
                        text("甲乙丙", "X=\"0\" Y=\"4\" DeltaX=\"g 0 9 g -5 9 g 1 6 7\""));
  CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(2));
  check_run(page.runs.at(0), "甲乙丙", {0, 6, 12, 17}, 4, 5);
  check_run(page.runs.at(1), "甲乙丙", {0, 6, 13, 18}, 4, 5);
  // References to characters that are none.
  CHECK(texts_of(one(text("甲&#xD800;&#1;&#xFEFF;乙", "X=\"0\" Y=\"4\""))) == Texts{"甲 乙"});
}

TEST_CASE("ofd: truncated and damaged at every place", "[ofd][hostile]") {
  const std::string whole =
      ofd_of({.pages = {page_of(text("云川省水网规划", "X=\"0\" Y=\"4\" DeltaX=\"g 6 5\"") +
                                path("M 0 0 L 50 0 L 50 20 L 0 20 C"))}});
  for (std::size_t size = 0; size < whole.size(); ++size) {
    REQUIRE_FALSE(read_ofd_pages("a.ofd", whole.substr(0, size), {}));
    if (size > 60) REQUIRE_FALSE(read_bytes("a.ofd", whole.substr(0, size)));
  }
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string bytes = whole;
    bytes[at] = static_cast<char>(bytes[at] ^ 0x55);
    const Result<Pages> pages = read_ofd_pages("a.ofd", bytes, {});
    if (pages && pages->pages.size() == 1) {
      CHECK((pages->pages[0].runs.empty() || pages->pages[0].runs[0].text == "云川省水网规划"));
    }
  }
}

TEST_CASE("ofd: elements in any order", "[ofd][hostile]") {
  const std::string whole =
      page_of(text("云川省水网规划", "X=\"0\" Y=\"4\" DeltaX=\"g 6 5\"") +
                  tag("PageBlock", "", path("M 0 0 L 50 0 L 50 20 L 0 20 C")) +
                  tag("CompositeObject", "ResourceID=\"60\" Boundary=\"0 0 9 9\"") +
                  tag("ImageObject", "Boundary=\"0 0 200 200\"") +
                  text("侧", "X=\"1\" Y=\"2\"", "CTM=\"0 1 -1 0 3 4\" Size=\"5\" Font=\"4\""),
              tag("Area", "", tag("PhysicalBox", "", "0 0 100 100")) +
                  tag("Template", "TemplateID=\"50\""));
  std::mt19937 random(7);
  int read_well = 0;
  for (int i = 0; i < 1500; ++i) {
    std::string xml = whole;
    for (int k = 0; k <= i % 3; ++k) {
      const std::size_t at = 40 + random() % (xml.size() - 60);
      const std::size_t from = 40 + random() % (xml.size() - 60), size = random() % 12;
      if (random() % 2 == 0) {
        xml.insert(at, xml.substr(from, size));
      } else {
        xml.erase(at, size);
      }
    }
    const std::string bytes =
        ofd_of({.pages = {xml},
                .common = tag("TemplatePage", "ID=\"50\" BaseLoc=\"Pages/Page_0/Content.xml\"")});
    if (!read_ofd_pages("a.ofd", bytes, {})) continue;
    ++read_well;
    pages_of(bytes);
  }
  CHECK(read_well > 50);
}
