// What cases cannot show of quantities: offsets, order, times and hostile text. The yes and no
// cases are in corpus/quantities.txt.
#include "parser/quantity.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

using gangmu::PeriodKind;
using gangmu::Quantities;

namespace {

const gangmu::Grammar& grammar() {
  static const auto built_in = gangmu::Grammar::builtin();
  return *built_in;
}

Quantities scan(const std::string& text) {
  Quantities found;
  gangmu::QuantityReader(grammar()).scan(gangmu::fold(text), &found);
  return found;
}

void check_order(const std::string& text) {
  const std::string folded = gangmu::fold(text);
  Quantities found;
  gangmu::QuantityReader(grammar()).scan(folded, &found);
  std::size_t at = 0;
  for (const auto& q : found.figures) {
    INFO(text);
    CHECK(q.from >= at);
    CHECK(q.from <= q.begin);
    CHECK(q.begin < q.end);
    CHECK(q.end <= q.to);
    CHECK(q.to <= folded.size());
    CHECK(!q.value.empty());
    CHECK(!q.number.empty());
    at = q.to;
  }
  at = 0;
  for (const auto& time : found.times) {
    INFO(text);
    CHECK(time.begin >= at);
    CHECK(time.begin < time.end);
    CHECK(time.end <= folded.size());
    at = time.end;
  }
}

// "KIND START-LAST" of the only time.
std::string time_of(const std::string& text) {
  const Quantities found = scan(text);
  if (found.times.size() != 1) return std::to_string(found.times.size()) + " times";
  const auto& time = found.times[0];
  const auto year = [](const std::optional<int>& y) { return y ? std::to_string(*y) : "?"; };
  return std::string(name_of(time.kind)) + " " + year(time.start) + "-" + year(time.last);
}

}  // namespace

TEST_CASE("a figure knows where it stands, with and without its operators", "[quantity]") {
  const std::string text = "力争达到150家以上，约3.5万人";
  const Quantities found = scan(text);
  const std::string folded = gangmu::fold(text);
  REQUIRE(found.figures.size() == 2);
  const auto& first = found.figures[0];
  CHECK(folded.substr(first.begin, first.end - first.begin) == "150家");
  CHECK(folded.substr(first.end, first.to - first.end) == "以上");
  const auto& second = found.figures[1];
  CHECK(folded.substr(second.begin, second.end - second.begin) == "3.5万人");
  CHECK(folded.substr(second.from, second.begin - second.from) == "约");
}

TEST_CASE("the output is emptied first", "[quantity]") {
  Quantities found;
  gangmu::QuantityReader(grammar()).scan("12家", &found);
  gangmu::QuantityReader(grammar()).scan("坚持开放", &found);
  CHECK(found.figures.empty());
  CHECK(found.times.empty());
}

TEST_CASE("times", "[quantity]") {
  CHECK(time_of("到2025年达标") == "by 2025-2025");
  CHECK(time_of("2025年底前完成") == "by 2025-2025");
  CHECK(time_of("2021-2025年实施") == "during 2021-2025");
  CHECK(time_of("2021—2025年实施") == "during 2021-2025");
  CHECK(time_of("“十四五”期间实施") == "during 2021-2025");
  CHECK(time_of("“十三五”时期取得进步") == "during 2016-2020");
  CHECK(time_of("到“十四五”末达标") == "by 2025-2025");
  CHECK(time_of("“十一五”期间") == "during 2006-2010");
  CHECK(time_of("“十六五”期间") == "during 2031-2035");
  CHECK(time_of("坚持开放") == "0 times");
}

TEST_CASE("times by the year and for each year", "[quantity]") {
  CHECK(scan("每年培训干部").times.at(0).kind == PeriodKind::annual);
  CHECK(scan("年均增长").times.at(0).kind == PeriodKind::annual);
}

TEST_CASE("a year is no figure, a count of years is one", "[quantity]") {
  CHECK(scan("2025年").figures.empty());
  CHECK(scan("2035年远景目标").figures.empty());
  REQUIRE(scan("有效期5年").figures.size() == 1);
  CHECK(scan("有效期5年").figures[0].unit == "年");
}

TEST_CASE("digits are those printed", "[quantity]") {
  CHECK(scan("8.10%").figures.at(0).value == "8.10");
  CHECK(scan("8.0%").figures.at(0).value == "8.0");
  CHECK(scan("８．５０％").figures.at(0).value == "8.50");
  CHECK(scan("1,250,000元").figures.at(0).value == "1250000");
  CHECK(scan("3.10万家").figures.at(0).number == "31000");
  CHECK(scan("123456789012345678901亿元").figures.at(0).number == "12345678901234567890100000000");
}

TEST_CASE("figures stand in order and never overlap", "[quantity]") {
  for (const char* text : {"由2015年的55.3%提高到2020年的81.05%",
                           "100项、50项和20项以上",
                           "10-15家，1/3，前10%，翻两番",
                           "1.2.3.4",
                           "1,2,3,4",
                           "1-2-3-4家",
                           "10%-20%-30%",
                           "5.家",
                           ".5家",
                           "12",
                           "一二三四五六七八九十百千万亿",
                           "万亿亿万",
                           "百分之",
                           "分之一",
                           "第",
                           "前",
                           "约约约",
                           "以上以上",
                           "1/0",
                           "1/",
                           "2025",
                           "2025-",
                           "十",
                           "半半"}) {
    check_order(text);
  }
}

TEST_CASE("random text gives figures in order", "[quantity]") {
  const std::vector<std::string> pieces = {
      "1",  "2025", "年",       "家",   "万",     "亿",   "元", "%",  "十", "三", "分之", "百分之",
      "第", "前",   "位",       "约",   "以上",   "到",   "-",  "~",  ".",  ",",  "/",    "（",
      "）", "“",    "”",        "A",    "m",      " ",    "倍", "翻", "番", "余", "多",   "几",
      "半", "成",   "个百分点", "每年", "十四五", "其中", "级", "千", "①"};
  for (unsigned seed = 0; seed < 3000; ++seed) {
    std::mt19937 random(seed);
    std::string text;
    for (std::size_t n = 1 + random() % 14; n > 0; --n) text += pieces[random() % pieces.size()];
    check_order(text);
  }
}

TEST_CASE("very long numbers and runs finish", "[quantity]") {
  check_order(std::string(100000, '9') + "家");
  std::string han, range, list;
  for (int i = 0; i < 20000; ++i) {
    han += "十";
    range += "1-";
    list += "12家、";
  }
  check_order(han);
  check_order(range);
  Quantities found;
  gangmu::QuantityReader(grammar()).scan(list, &found);
  CHECK(found.figures.size() == 20000);
}
