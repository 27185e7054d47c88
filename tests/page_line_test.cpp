// Runs of characters → printed lines.
#include "readers/page_line.h"

#include <catch2/catch.hpp>
#include <numeric>

#include "make_pages.h"
#include "model/text.h"

using namespace gangmu;
using namespace page_samples;

namespace {

std::vector<PageLine> lines_of(std::vector<PageRun> runs) {
  const Pages pages = pages_of({page(std::move(runs))});
  std::vector<std::uint32_t> all(pages.pages[0].runs.size());
  std::iota(all.begin(), all.end(), 0u);
  std::vector<PageLine> lines = make_lines(pages, pages.pages[0], all);
  for (const PageLine& line : lines) {
    REQUIRE(line.edges.size() == char_count(line.text) + 1);
    REQUIRE(std::is_sorted(line.edges.begin(), line.edges.end()));
    REQUIRE(trim(line.text) == line.text);
  }
  return lines;
}

Texts texts_of(std::vector<PageRun> runs) {
  Texts texts;
  for (const PageLine& line : lines_of(std::move(runs))) texts.push_back(line.text);
  return texts;
}

// With every character so far from the next.
PageRun spread(PageRun run, float gap) {
  for (std::size_t i = 1; i < run.edges.size(); ++i) run.edges[i] += gap * static_cast<float>(i);
  return run;
}

std::string shown(std::vector<PageRun> runs) {
  const Texts texts = texts_of(std::move(runs));
  REQUIRE(texts.size() == 1);
  return texts[0];
}

}  // namespace

TEST_CASE("page lines: runs on one base are a line, from left to right") {
  const auto lines = lines_of(
      {run(144, 200, "推进治理"), run(80, 228, "下一行"), run(80, 200.4f, "一、总体", kSize, 1)});
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].text == "一、总体推进治理");
  CHECK(lines[0].base == near(200));
  CHECK(lines[0].x0() == near(80));
  CHECK(lines[0].x1() == near(208));
  CHECK(lines[0].top() == near(200 - 13.6));
  CHECK(lines[0].bottom() == near(203.2));
  CHECK(lines[1].text == "下一行");
  CHECK(lines_of({}).empty());
  CHECK(texts_of({run(80, 256, "丙"), run(80, 200, "甲"), run(80, 228, "乙")}) ==
        Texts{"甲", "乙", "丙"});
}

TEST_CASE("page lines: blanks where words are parted") {
  CHECK(shown({spread(run(80, 200, "河湖治理"), 4)}) == "河湖治理");  // spread to fill the line
  CHECK(shown({run(80, 200, "通"), run(108, 200, "知")}) == "通 知");
  CHECK(shown({run(80, 200, "GDP growth")}) == "GDP growth");
  CHECK(shown({run(80, 200, "GDP"), run(108, 200, "growth")}) == "GDP growth");
  CHECK(shown({run(80, 200, "20"), run(96.5f, 200, "30年")}) == "2030年");
  CHECK(shown({run(80, 200, "到 2030 年")}) == "到 2030 年");
  PageRun narrow = run(80, 200, "到 2030");  // a blank of no width
  for (std::size_t i = 2; i < narrow.edges.size(); ++i) narrow.edges[i] -= 7;
  CHECK(shown({narrow}) == "到2030");
  CHECK(shown({run(80, 200, "一、　目标")}) == "一、 目标");  // as wide as a letter, once
}

TEST_CASE("page lines: wide gaps part cells") {
  const auto lines = lines_of({run(80, 200, "指标"), run(200, 200, "数值")});
  REQUIRE(lines.size() == 1);
  CHECK(lines[0].text == "指标" + std::string(11, ' ') + "数值");  // 88 points, half a letter each
  CHECK(lines[0].edges[2] == near(112));
  CHECK(lines[0].edges[3] == near(120));
  CHECK(lines[0].edges[13] == near(200));
  CHECK(shown({run(0, 200, "甲"), run(5000, 200, "乙")}) == "甲" + std::string(80, ' ') + "乙");
  CHECK(shown({run(80, 200, "甲"), run(118, 200, "乙")}) == "甲 乙");
}

TEST_CASE("page lines: raised digits") {
  CHECK(shown({run(80, 200, "治理120公里"), run(168, 194, "1", 9), run(174, 200, "，建成")}) ==
        "治理120公里¹，建成");
  CHECK(shown({run(80, 200, "面积5万km"), run(148, 194, "2", 9)}) == "面积5万km²");
  CHECK(shown({run(80, 200, "CO"), run(96, 203, "2", 9), run(102, 200, "排放")}) == "CO2排放");
  CHECK(shown({run(80, 200, "口径"), run(112, 194, "[12]", 9)}) == "口径[¹²]");
  CHECK(shown({run(80, 200, "口径"), run(112, 194, "①", 9)}) == "口径①");
  // Small figures on the base line are figures.
  CHECK(shown({run(80, 200, "增长"), run(112, 200, "6.5%", 9)}) == "增长6.5%");
  CHECK(shown({run(80, 200, "增长"), run(112, 200, "6", 16)}) == "增长6");
}

TEST_CASE("page lines: small letters beside a line") {
  // The unit of a table, set small and a little higher than its name.
  CHECK(shown({run(80, 200, "表1 主要指标"), run(400, 197, "单位：万人", 10)}) ==
        "表1 主要指标" + std::string(28, ' ') + "单位：万人");
  // Lines above and below stay lines.
  CHECK(texts_of({run(80, 200, "河湖"), run(80, 216, "数据来源", 10)}) ==
        Texts{"河湖", "数据来源"});
  CHECK(texts_of({run(80, 184, "内部", 10), run(80, 200, "河湖")}) == Texts{"内部", "河湖"});
}

TEST_CASE("page lines: bold drawn twice counts once") {
  CHECK(shown({run(80, 200, "总体要求"), run(80.4f, 200, "总体要求")}) == "总体要求");
  CHECK(shown({run(80, 200, "总体"), run(80.3f, 200.3f, "总体"), run(80.6f, 200, "总体")}) ==
        "总体");
  CHECK(shown({run(80, 200, "2200"), run(80.4f, 200, "2200")}) == "2200");
  // The same letter twice is twice there, in one run or two.
  CHECK(shown({run(80, 200, "渐渐"), run(112, 200, "渐")}) == "渐渐渐");
}

TEST_CASE("page lines: size and weight are those of most characters") {
  const auto lines =
      lines_of({run(80, 200, "（一）强化治理。", kSize, 1), run(208, 200, "推进", kSize),
                run(80, 228, "目标"), run(112, 228, "一", 22, 1)});
  REQUIRE(lines.size() == 2);
  CHECK(lines[0].bold);
  CHECK_FALSE(lines[1].bold);
  CHECK(lines[1].size == near(16));
  // A font that the file does not have is not bold.
  CHECK_FALSE(lines_of({run(80, 200, "目标", kSize, 9)})[0].bold);
}

TEST_CASE("page lines: the room of a first word") {
  const auto room = [](const std::string& text) {
    return first_word(lines_of({run(0, 9, text)})[0]);
  };
  CHECK(room("治理") == near(16));
  CHECK(room("治，理") == near(32));  // the comma does not part from it
  CHECK(room("“治理") == near(32));
  CHECK(room("2030年") == near(32));
  CHECK(room("GDP增长") == near(24));
  CHECK(room("（二）治理") == near(48));
  CHECK(room("治”2030年") == near(64));  // nothing parts from a quotation mark
  CHECK(room("。") == near(16));
}

TEST_CASE("page lines: runs that break their promises") {
  PageRun back = run(80, 200, "甲乙");
  back.edges = {80, 70, 60};
  CHECK(texts_of({back}).size() == 1);
  PageRun short_of = run(80, 200, "甲乙丙");
  short_of.edges.resize(2);
  CHECK(texts_of({short_of}) == Texts{"甲"});
  CHECK(texts_of({run(80, 200, "   ")}).empty());
}
