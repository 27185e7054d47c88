// What belongs to the page: its number, its head, and notes at its foot. A letter a line as in
// uses_of().
#include <catch2/catch.hpp>

#include "make_pages.h"

using namespace gangmu;
using namespace page_samples;

namespace {

constexpr float kNote = 10.5f;

// Some lines of text that differ from page to page.
Sheet text(int number, int lines = 4) {
  Sheet sheet;
  for (int i = 0; i < lines; ++i) {
    sheet.line(words(20, static_cast<std::size_t>(number * 7 + i)), i == 0 ? 2 : 0);
  }
  return sheet;
}

std::string dashed(int number) { return "— " + std::to_string(number) + " —"; }

std::size_t count(const std::string& uses, char use) {
  return static_cast<std::size_t>(std::count(uses.begin(), uses.end(), use));
}

// A page with these small lines at its foot; `rule`: below a short line.
Sheet with_notes(const Texts& notes, bool rule, float size = kNote) {
  Sheet sheet;
  sheet.full(2).full().full().line(words(6));
  float base = 720;
  if (rule) sheet.rule(level(80, 224, base - 14));
  for (const std::string& note : notes) {
    sheet.at(kLeft, base, note, size);
    base += 14;
  }
  return sheet;
}

std::string notes(const Texts& lines, bool rule, float size = kNote) {
  return uses_of(pages_of({with_notes(lines, rule, size)})).substr(4);
}

std::size_t mark(const std::string& text, int wanted) {
  int number = -1;
  const std::size_t length = note_mark(text, &number);
  CHECK(number == wanted);
  return length;
}

}  // namespace

TEST_CASE("page margins: page numbers") {
  std::vector<Page> pages;
  for (int i = 0; i < 12; ++i) pages.push_back(text(i).foot(dashed(i + 1)));
  CHECK(count(uses_of(pages_of(pages)), 'm') == 12);
  // A page without one, and one that ends early.
  pages[3] = text(3);
  pages[5] = text(5, 1).foot(dashed(6));
  CHECK(count(uses_of(pages_of(pages)), 'm') == 11);
  // Left on even and right on odd pages.
  pages.clear();
  for (int i = 0; i < 4; ++i) pages.push_back(text(i).at(i % 2 ? 80 : 480, 780, dashed(i + 1), 14));
  CHECK(count(uses_of(pages_of(pages)), 'm') == 4);
  // Two pages are enough where there are no more; one tells nothing.
  CHECK(count(uses_of(pages_of({text(0).foot("1"), text(1).foot("2")})), 'm') == 2);
  CHECK(count(uses_of(pages_of({text(0).foot("1")})), 'm') == 0);
}

TEST_CASE("page margins: running heads") {
  std::vector<Page> pages;
  for (int i = 0; i < 5; ++i) {
    pages.push_back(
        text(i).at(200, 50, "云川省河湖保护规划", 10).at(80, 64, "内部资料").foot(dashed(i + 1)));
  }
  const std::string uses = uses_of(pages_of(pages));
  CHECK(count(uses, 'm') == 15);
  CHECK(uses.starts_with("mm"));
  // One over odd pages, another over even ones.
  pages.clear();
  for (int i = 0; i < 6; ++i) {
    pages.push_back(text(i).at(200, 50, i % 2 ? "云川省人民政府" : "河湖保护规划", 10));
  }
  CHECK(count(uses_of(pages_of(pages)), 'm') == 6);
}

TEST_CASE("page margins: what comes again but is text") {
  // At other heights.
  std::vector<Page> pages;
  for (int i = 0; i < 5; ++i) {
    Sheet sheet;
    sheet.room(static_cast<float>(i) * 9).line("责任单位：省水利厅", 2);
    pages.push_back(sheet.full(2).full().full());
  }
  CHECK(count(uses_of(pages_of(pages)), 'm') == 0);
  // At the same height, behind text that does not come again.
  pages.clear();
  for (int i = 0; i < 5; ++i) pages.push_back(text(i, 2).line("保障措施").line(words(9, i * 5u)));
  CHECK(count(uses_of(pages_of(pages)), 'm') == 0);
  // On two pages of many.
  pages.clear();
  for (int i = 0; i < 5; ++i) {
    pages.push_back(i < 2 ? text(i).at(200, 50, "附件", 10) : text(i));
  }
  CHECK(count(uses_of(pages_of(pages)), 'm') == 0);
  // In a table or frame.
  pages.clear();
  for (int i = 0; i < 4; ++i) {
    pages.push_back(Sheet().table({80, 200, 400}, {{"指标", "单位"}, {words(3, i * 5u), "公里"}}));
  }
  CHECK(uses_of(pages_of(pages)) == "TTTT");
  pages.clear();
  for (int i = 0; i < 4; ++i) pages.push_back(Sheet().frame({"专栏", words(9, i * 5u)}));
  CHECK(count(uses_of(pages_of(pages)), 'm') == 0);
}

TEST_CASE("page margins: stamps and watermarks") {
  Page page = text(0);
  page.runs.push_back(run(200, 400, "内部资料", 60));
  page.runs.back().aslant = true;
  CHECK(uses_of(pages_of({page})) == "PPPPm");
}

TEST_CASE("notes: below a line that is drawn") {
  CHECK(notes({"1指累计数。", "2含兼职人员。"}, true) == "NN");
  CHECK(notes({"①指累计数。"}, true) == "N");
  CHECK(notes({"1指累计数。"}, true, kSize) == "N");  // in letters of the text
  CHECK(notes({"指累计数。"}, true, kSize) != "N");   // without a mark
  CHECK(notes({"数据来源"}, true) == "P");
  // The line of a note is short: one across the column is none.
  Sheet across = with_notes({"1指累计数"}, false, kSize);
  across.rule(level(80, 528, 706));
  CHECK(uses_of(pages_of({across})).substr(4) != "N");
  // … and stands right above it.
  Sheet far = with_notes({"1指累计数"}, false, kSize);
  far.rule(level(80, 224, 500));
  CHECK(uses_of(pages_of({far})).substr(4) != "N");
}

TEST_CASE("notes: in small letters behind a mark") {
  CHECK(notes({"1指累计数。", "2含兼职人员。"}, false) == "NN");
  CHECK(notes({"[1]指累计数。", "[2]含兼职人员。"}, false) == "NN");
  CHECK(notes({"*为约束性指标。", "**为预期性指标。"}, false) == "NN");
  CHECK(notes({"1指累计数。"}, false, 15) == "P");  // hardly smaller
  CHECK(notes({"数据来源：统计公报。"}, false) == "P");
  // What begins with a year begins with no mark.
  CHECK(notes({"2030年为预测数。"}, false) == "P");
  // A page number below does not hide them.
  std::vector<Page> pages;
  for (int i = 0; i < 3; ++i) {
    pages.push_back(with_notes({"1" + words(7, i * 9u)}, false).foot(dashed(i + 1)));
  }
  CHECK(count(uses_of(pages_of(pages)), 'N') == 3);
}

TEST_CASE("notes: a list in smaller letters is none") {
  // An annex set in 14 points behind a body of 16.
  Sheet body;
  for (int i = 0; i < 10; ++i) body.full(2).full();
  for (const char* stop : {".", "．", "、"}) {
    Sheet annex(7);
    annex.centred("附件1");
    for (int i = 1; i < 5; ++i) annex.line(std::to_string(i) + stop + words(12), 2, 14);
    CHECK(uses_of(pages_of({body, annex})).substr(20) == "PPPPP");
  }
  // Lines of it that begin with a figure; on a page without larger letters, with any.
  const Sheet lists = Sheet(7).centred("附件1").line(words(32), 0, 14).line("15公里", 0, 14);
  CHECK(count(uses_of(pages_of({body, lists})), 'N') == 0);
  const Sheet goes_on = Sheet(7).line(words(32), 0, 14).line("1个县。", 0, 14);
  CHECK(count(uses_of(pages_of({body, goes_on})), 'N') == 0);
  // Below a line they are notes.
  CHECK(notes({"1.指累计数。", "2.含兼职人员。"}, true) == "NN");
}

TEST_CASE("notes: over several lines") {
  CHECK(notes({"1" + words(40), words(12), "2含兼职人员。"}, false) == "NnN");
  CHECK(notes({"1" + words(40), words(12), "2含兼职人员。"}, true) == "NnN");
  // A line that begins with a figure opens no note, unless its number is due.
  CHECK(notes({"1" + words(40), "15公里。", "2含兼职人员。"}, true) == "NnN");
  CHECK(notes({"①" + words(40), "2公里。", "②含兼职人员。"}, true) == "NnN");
  // Numbers go on from page to page.
  const std::string uses = uses_of(
      pages_of({with_notes({"1甲。", "2乙。"}, true), with_notes({"3丙。", "4丁。"}, true)}));
  CHECK(count(uses, 'N') == 4);
}

TEST_CASE("notes: marks") {
  CHECK(mark("1指", 1) == 1);
  CHECK(mark("12指", 12) == 2);
  CHECK(mark("¹²指", 12) == 4);
  CHECK(mark("⁰", 0) == 3);
  CHECK(mark("⑳指", 20) == 3);
  CHECK(mark("[3]指", 3) == 3);
  CHECK(mark("〔3〕指", 3) == 7);
  CHECK(mark("［3］指", 3) == 7);
  CHECK(mark("**指", 0) == 2);
  for (const char* none : {"", "指", "[", "[]", "[a]", "（1）指", "一、", "。1"}) {
    CAPTURE(none);
    int number = 0;
    CHECK(note_mark(none, &number) == 0);
  }
  int number = 0;
  CHECK(note_mark("[1", &number) == 0);
  CHECK(note_mark("[1指", &number) == 0);
  CHECK(note_mark("2030年", &number) == 0);
  CHECK(note_mark("[2026]12号", &number) == 0);
}
