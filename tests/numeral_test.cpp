// Numbers in digits and in ideographs, and where they end.
#include "parser/numeral.h"

#include <catch2/catch.hpp>

namespace {

using gangmu::Number;
using gangmu::Numeral;

const gangmu::NumeralReader& reader() {
  static const auto grammar = gangmu::Grammar::builtin();
  static const gangmu::NumeralReader reader(*grammar);
  return reader;
}

// "VALUE REST", or "none".
std::string digits(std::string_view text) {
  const auto number = gangmu::number_at(text, 0);
  return number ? number->value + " " + std::string(text.substr(number->end)) : "none";
}
std::string ideographs(std::string_view text, bool whole = true) {
  const auto numeral = reader().at(text, 0, whole);
  return numeral ? numeral->value + " " + std::string(text.substr(numeral->end)) : "none";
}

}  // namespace

TEST_CASE("numeral: digits with marks", "[numeral]") {
  CHECK(digits("12家") == "12 家");
  CHECK(digits("8.10%") == "8.10 %");
  CHECK(digits("1,250,000元") == "1250000 元");
  CHECK(digits("1,25元") == "1 ,25元");
  CHECK(digits("3 000张") == "3000 张");
  CHECK(digits("1 100家") == "1  100家");
  CHECK(digits("007号") == "7 号");
  CHECK(digits("5.") == "5 .");
  CHECK(digits("家") == "none");
  CHECK(digits("") == "none");
  CHECK(gangmu::number_at("2.0", 0)->integer == false);
}

TEST_CASE("numeral: ideographs", "[numeral]") {
  CHECK(ideographs("十二家") == "12 家");
  CHECK(ideographs("两千两百亩") == "2200 亩");
  CHECK(ideographs("三万五千人") == "35000 人");
  CHECK(ideographs("一百千瓦") == "100 千瓦");  // multipliers fall
  CHECK(ideographs("二三") == "2 三");          // two digits are no spoken number
  CHECK(ideographs("三点五倍") == "3.5 倍");
  CHECK(ideographs("一点一滴") == "1.1 滴");
  CHECK(ideographs("一点") == "1 点");
  CHECK(ideographs("万元") == "none");  // a multiplier without a number
  CHECK(ideographs("家") == "none");
}

TEST_CASE("numeral: large multipliers belong to the unit unless the whole is asked for",
          "[numeral]") {
  CHECK(ideographs("二十亿元", false) == "20 亿元");
  CHECK(ideographs("二十亿元", true) == "2000000000 元");
  CHECK(ideographs("三万五千人", false) == "35000 人");
}

TEST_CASE("numeral: what a numeral is like", "[numeral]") {
  CHECK(reader().at("三", 0)->definite);
  CHECK_FALSE(reader().at("三", 0)->large);
  CHECK(reader().at("三十", 0)->large);
  CHECK_FALSE(reader().at("百", 0)->definite);  // a way of speaking
  CHECK_FALSE(reader().at("三点五", 0)->integer);
  CHECK(reader().multiplier_at("万元", 0) == std::string_view("万").size());
  CHECK(reader().multiplier_at("元", 0) == 0);
}

TEST_CASE("numeral: numbers too large for arithmetic are none, and nothing overflows",
          "[numeral]") {
  std::string huge;
  for (int i = 0; i < 40; ++i) huge += "九亿";
  const auto numeral = reader().at(huge, 0);
  CHECK((!numeral || numeral->end <= huge.size()));
  const std::string nines(400, '9');
  CHECK(gangmu::number_at(nines, 0)->value == nines);
}
