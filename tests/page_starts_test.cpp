// Where paragraphs begin, told by the places of lines. What comes out is a letter a line: 'P'
// begins a paragraph, 'i' goes on with it, '?' is left to the words.
#include <catch2/catch.hpp>

#include "make_pages.h"

using namespace gangmu;
using namespace page_samples;

namespace {

std::string starts(const Sheet& sheet) { return uses_of(pages_of({sheet})); }

// Paragraphs of three lines each: the first indented, the last short.
Sheet plain(int paragraphs, float in = 2) {
  Sheet sheet;
  for (int i = 0; i < paragraphs; ++i) sheet.full(in).full().line(words(7));
  return sheet;
}

}  // namespace

TEST_CASE("page starts: indented first lines, justified") {
  CHECK(starts(plain(3)) == "PiiPiiPii");
  // A last line that is full as well: the indent of the next tells.
  CHECK(starts(Sheet().full(2).full().full().full(2).full().full(2).full().line(words(4))) ==
        "PiiPiPii");
  // Paragraphs of one line.
  CHECK(starts(Sheet().line(words(9), 2).line(words(12), 2).line(words(5), 2).full(2).full()) ==
        "PPPPi");
  CHECK(starts(Sheet()) == "");
  CHECK(starts(Sheet().line("甲")) == "P");
}

TEST_CASE("page starts: no indents") {
  // Only short lines part paragraphs; a full line before tells nothing.
  const std::string uses =
      starts(Sheet().full().full().line(words(7)).full().full().line(words(9)).full().full().line(
          words(3)));
  CHECK(uses[3] == 'P');
  CHECK(uses[6] == 'P');
  for (const std::size_t k : {1u, 2u, 4u, 5u, 7u, 8u}) CHECK(uses[k] != 'P');
}

TEST_CASE("page starts: ragged lines") {
  // Lines end where the next word had no room: a long number, a quotation.
  CHECK(starts(Sheet()
                   .line(words(24), 2)
                   .line("1234567890123，" + words(20))
                   .line(words(6))
                   .line(words(25), 2)
                   .line(words(25))
                   .line("“2030年”" + words(23))
                   .line(words(5))) == "PiiPiii");
  // A line with much room ends its paragraph.
  CHECK(starts(Sheet().full(2).full().line(words(20)).full(2).line(words(22)).full(2).full()) ==
        "PiiPiPi");
}

TEST_CASE("page starts: marks that hang over the margin") {
  Sheet sheet;
  for (int i = 0; i < 3; ++i) {
    sheet.line(words(26) + "，", 2).line(words(28) + "，").line(words(8) + "。");
  }
  CHECK(starts(sheet) == "PiiPiiPii");
}

TEST_CASE("page starts: titles in the middle") {
  // Two lines of one title are left to the words; the text below is another size.
  CHECK(starts(Sheet()
                   .centred("云川省河湖保护", 22)
                   .centred("第十五个五年规划", 22)
                   .room(20)
                   .full(2)
                   .full()
                   .line(words(5))) == "P?Pii");
  // Of the same size as the text: what is bold is another line.
  CHECK(starts(Sheet()
                   .full(2)
                   .line(words(6))
                   .centred("第一章", kSize, 1)
                   .centred("发展基础")
                   .full(2)
                   .full()) == "PiPPPi");
}

TEST_CASE("page starts: hanging indents") {
  // Items whose first line stands out to the left.
  CHECK(starts(Sheet()
                   .line("1." + words(27))
                   .line(words(26), 1.5f)
                   .line(words(9), 1.5f)
                   .line("2." + words(27))
                   .line(words(12), 1.5f)
                   .line("3." + words(8))) == "PiiPiP");
}

TEST_CASE("page starts: steps in size and distance") {
  CHECK(starts(Sheet().full(2).full().line(words(32), 0, 14).line(words(9), 0, 14)) == "PiP?");
  CHECK(starts(Sheet().full(2).full().full().room(14).full().full()).substr(0, 4) == "PiiP");
  CHECK(starts(Sheet().full(2).full().full().room(5).full().full()).substr(0, 4) == "Piii");
}

TEST_CASE("page starts: over the end of a page") {
  const Sheet first = Sheet().full(2).full().line(words(7)).full(2).full();
  CHECK(uses_of(pages_of({first, Sheet(1).full().line(words(3)).full(2).full()})) == "PiiPiiiPi");
  CHECK(uses_of(pages_of({first, Sheet(1).full(2).full()})) == "PiiPiPi");
  const Sheet ended = Sheet().full(2).full().line(words(7));
  CHECK(uses_of(pages_of({ended, Sheet(1).full(2).full()})) == "PiiPi");
}

TEST_CASE("page starts: odd and even pages set apart") {
  std::vector<Page> pages;
  for (int i = 0; i < 4; ++i) {
    Sheet sheet(static_cast<std::size_t>(i));
    sheet.left(i % 2 == 0 ? 80 : 68);
    sheet.full().line(words(6, i * 5u)).full(2).full().line(words(8)).full(2).full().full();
    pages.push_back(sheet);
  }
  CHECK(uses_of(pages_of(pages)) == "P?PiiPiiiiPiiPiiiiPiiPiiiiPiiPii");
  // The last page has no full line; by the margins of all it would seem to begin with an indent.
  pages.push_back(Sheet(9).left(80).line(words(6)).line(words(8), 2));
  CHECK(uses_of(pages_of(pages)).substr(32) == "iP");
  // Far apart: by the margins of all, no line of an even page would be full.
  for (std::size_t i = 1; i < pages.size(); i += 2) {
    for (PageRun& run : pages[i].runs) {
      for (float& edge : run.edges) edge -= 20;
    }
  }
  CHECK(uses_of(pages_of(pages)) == "P?PiiPiiiiPiiPiiiiPiiPiiiiPiiPiiiP");
}

TEST_CASE("page starts: frames have margins of their own") {
  const std::string box = words(32), more = words(32, 9);
  CHECK(starts(Sheet()
                   .full(2)
                   .line(words(6))
                   .frame({"专栏1", box, more, words(12)})
                   .full(2)
                   .line(words(4)))[2] == 'P');
  // What follows a frame begins a paragraph, and so does the frame, however full the lines are.
  CHECK(starts(Sheet().full(2).full().frame({box, more}).full(2).full()) == "PiP?Pi");
  CHECK(starts(Sheet().full(2).full().table({80, 200, 400}, {{"甲", "乙"}}).full(2).full()) ==
        "PiTPi");
}

TEST_CASE("page starts: a frame goes on over the page") {
  const Texts begun = {words(32), words(32, 1), words(32, 2)}, rest = {words(32, 3), words(9)};
  for (const char* foot : {"", "— 1 —"}) {
    CAPTURE(foot);
    std::vector<Page> pages;
    Sheet first = Sheet().full(2).line(words(7)).frame(begun), second = Sheet(1).frame(rest);
    second.full(2).full();
    if (*foot != '\0') {
      first.foot(foot);
      second.foot(foot);
    }
    std::string uses = uses_of(pages_of({first, second}));
    std::erase(uses, 'm');
    REQUIRE(uses.size() == 9);
    CHECK(uses[5] != 'P');
    CHECK(uses[7] == 'P');
  }
}

TEST_CASE("page starts: bookmarks are titles") {
  const Sheet sheet = Sheet().full().full().full().full().line(words(4));
  Pages pages = pages_of({sheet});
  const std::string before = uses_of(pages);
  CHECK(before[2] != 'P');
  pages.bookmarks.push_back({1, 0, pages.pages[0].runs[2].text});
  CHECK(uses_of(pages).substr(1, 3) == std::string(1, before[1]) + "PP");
  pages.bookmarks[0].page = 1;  // of another page
  CHECK(uses_of(pages) == before);
}
