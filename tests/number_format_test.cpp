// The number formats of ECMA-376, 17.18.59.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "model/number_format.h"

namespace {

struct Row {
  const char* format;
  std::vector<std::pair<int, const char*>> printed;
};

}  // namespace

TEST_CASE("number format: what each prints", "[docx]") {
  const std::vector<Row> rows = {
      {"decimal", {{1, "1"}, {10, "10"}, {2026, "2026"}, {0, "0"}}},
      {"decimalZero", {{1, "01"}, {9, "09"}, {10, "10"}}},
      {"upperLetter", {{1, "A"}, {26, "Z"}, {27, "AA"}, {53, "AAA"}}},
      {"lowerLetter", {{2, "b"}, {28, "bb"}}},
      {"upperRoman", {{4, "IV"}, {9, "IX"}, {1994, "MCMXCIV"}}},
      {"lowerRoman", {{40, "xl"}}},
      {"chineseCounting",
       {{1, "一"}, {10, "十"}, {11, "十一"}, {20, "二十"}, {99, "九十九"}, {100, "一〇〇"}}},
      {"taiwaneseCounting", {{12, "十二"}, {101, "一〇一"}}},
      {"chineseCountingThousand",
       {{10, "十"},
        {100, "一百"},
        {101, "一百零一"},
        {110, "一百一十"},
        {1001, "一千零一"},
        {1010, "一千零一十"},
        {2026, "二千零二十六"},
        {10000, "一万"},
        {10101, "一万零一百零一"}}},
      {"taiwaneseCountingThousand", {{111, "一百一十一"}}},
      {"ideographDigital", {{1, "一"}, {10, "一〇"}, {21, "二一"}}},
      {"japaneseCounting", {{10, "十"}, {100, "百"}, {101, "百一"}, {1100, "千百"}}},
      {"chineseLegalSimplified",
       {{1, "壹"}, {2, "贰"}, {10, "壹拾"}, {101, "壹佰零壹"}, {1234, "壹仟贰佰叁拾肆"}}},
      {"ideographLegalTraditional", {{3, "參"}, {20, "貳拾"}}},
      {"ideographTraditional", {{1, "甲"}, {10, "癸"}, {11, "11"}}},
      {"ideographZodiac", {{1, "子"}, {12, "亥"}, {13, "13"}}},
      {"ideographZodiacTraditional", {{1, "甲子"}, {60, "癸亥"}, {61, "甲子"}}},
      {"decimalEnclosedCircle", {{1, "①"}, {20, "⑳"}, {21, "21"}}},
      {"decimalEnclosedCircleChinese", {{3, "③"}}},
      {"decimalEnclosedParen", {{1, "⑴"}, {20, "⒇"}}},
      {"decimalEnclosedFullstop", {{1, "⒈"}, {20, "⒛"}}},
      {"ideographEnclosedCircle", {{1, "㊀"}, {10, "㊉"}, {11, "11"}}},
      {"decimalFullWidth", {{10, "１０"}}},
      {"decimalFullWidth2", {{7, "７"}}},
      {"numberInDash", {{5, "- 5 -"}}},
      {"none", {{5, ""}}},
      {"bullet", {{0, ""}, {5, ""}}},
      {"hebrew1", {{5, "5"}}},
  };
  for (const Row& row : rows) {
    for (const auto& [number, printed] : row.printed) {
      CAPTURE(row.format, number);
      CHECK(gangmu::format_number(row.format, number) == printed);
    }
  }
}
