#include "make_ofd.h"

#include <algorithm>
#include <cmath>

#include "model/text.h"

namespace ofd_samples {

using namespace gangmu;

std::string tag(const std::string& name, const std::string& attributes, const std::string& inside) {
  return "<ofd:" + name + (attributes.empty() ? "" : " ") + attributes + ">" + inside +
         "</ofd:" + name + ">";
}
std::string root(const std::string& name, const std::string& inside) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" +
         tag(name, "xmlns:ofd=\"http://www.ofdspec.org/2016\"", inside);
}

std::string text(const std::string& words, const std::string& code, const std::string& object) {
  return tag("TextObject", object, tag("TextCode", code, words));
}
std::string path(const std::string& data, const std::string& object, const std::string& colors) {
  return tag("PathObject", object, colors + tag("AbbreviatedData", "", data));
}
std::string content(const std::string& objects) {
  return tag("Content", "", tag("Layer", "ID=\"90\" Type=\"Body\"", objects));
}
std::string page_of(const std::string& objects, const std::string& before) {
  return root("Page", before + content(objects));
}

std::string main_part() {
  return root("OFD",
              tag("DocBody", "", tag("DocInfo", "") + tag("DocRoot", "", "Doc_0/Document.xml")));
}

std::string fonts_part() {
  return root("Res", tag("Fonts", "",
                         tag("Font", "ID=\"3\" FontName=\"ABCDEF+仿宋\" FamilyName=\"FangSong\"") +
                             tag("Font", "ID=\"4\" FamilyName=\"黑体\" Bold=\"true\"")));
}

Entries entries_of(const Parts& parts) {
  std::string list;
  Entries entries = {{"OFD.xml", main_part()}};
  for (std::size_t i = 0; i < parts.pages.size(); ++i) {
    const std::string number = std::to_string(i), folder = "Pages/Page_" + number + "/Content.xml";
    list += tag("Page", "ID=\"" + std::to_string(100 + i) + "\" BaseLoc=\"" + folder + "\"");
    entries.emplace_back("Doc_0/" + folder, parts.pages[i]);
  }
  const std::string common =
      tag("CommonData", "",
          tag("MaxUnitID", "", "999") + tag("PageArea", "", tag("PhysicalBox", "", parts.box)) +
              tag("PublicRes", "", "PublicRes.xml") + parts.common);
  entries.emplace_back("Doc_0/Document.xml",
                       root("Document", common + tag("Pages", "", list) + parts.behind));
  entries.emplace_back("Doc_0/PublicRes.xml", fonts_part());
  for (const auto& entry : parts.more) entries.push_back(entry);
  return entries;
}
std::string ofd_of(const Parts& parts) { return samples::zip_of(entries_of(parts)); }

Pages pages_of(const std::string& bytes) {
  Result<Pages> pages = read_ofd_pages("计划.ofd", bytes, {});
  INFO((pages ? gangmu::Message() : pages.error().message));
  REQUIRE(pages);
  for (const Page& page : pages->pages) {
    for (const PageRun& run : page.runs) {
      REQUIRE(run.edges.size() == char_count(run.text) + 1);
      REQUIRE(std::is_sorted(run.edges.begin(), run.edges.end()));
      REQUIRE(run.font < pages->fonts.size());
      REQUIRE_FALSE(run.text.empty());
      REQUIRE(trim(run.text) == run.text);
    }
  }
  return *pages;
}
Page one(const std::string& objects, const std::string& before) {
  const Pages pages = pages_of(ofd_of({.pages = {page_of(objects, before)}}));
  REQUIRE(pages.pages.size() == 1);
  return pages.pages[0];
}

Error refused(const std::string& bytes) {
  REQUIRE(is_ofd(bytes));
  Result<Pages> pages = read_ofd_pages("计划.ofd", bytes, {});
  REQUIRE_FALSE(pages);
  CHECK_FALSE(pages.error().detail.empty());
  CHECK(pages.error().message.find("计划.ofd") != std::string::npos);
  return pages.error();
}

void check_run(const PageRun& run, const std::string& words, const std::vector<double>& edges,
               double base, double size) {
  CAPTURE(run.text);
  CHECK(run.text == words);
  REQUIRE(run.edges.size() == edges.size());
  for (std::size_t i = 0; i < edges.size(); ++i) {
    CAPTURE(i);
    CHECK(run.edges[i] == near(edges[i] * kMm));
  }
  CHECK(run.base == near(base * kMm));
  CHECK(run.size == near(size * kMm));
}

Rules rules_of(const Page& page) {
  Rules rules;
  for (const PageRule& rule : page.rules) {
    CHECK((rule.x0 <= rule.x1 && rule.y0 <= rule.y1));
    CHECK((rule.x0 == rule.x1 || rule.y0 == rule.y1));
    std::vector<double> all;
    for (const double value : {rule.x0, rule.y0, rule.x1, rule.y1}) {
      all.push_back(std::round(value / kMm * 100) / 100);
    }
    rules.push_back(all);
  }
  return rules;
}

Texts texts_of(const Page& page) {
  std::vector<std::string> texts;
  for (const PageRun& run : page.runs) texts.push_back(run.text);
  return texts;
}

}  // namespace ofd_samples
