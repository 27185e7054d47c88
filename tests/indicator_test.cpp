// The words of an indicator, taken apart and put together.
#include "parser/indicator.h"

#include <catch2/catch.hpp>

namespace {

const gangmu::IndicatorWords& words() {
  static const auto grammar = gangmu::Grammar::builtin();
  static const gangmu::IndicatorWords words(*grammar);
  return words;
}

}  // namespace

TEST_CASE("indicator: the things of a list", "[indicator]") {
  CHECK(words().list_of("甲、乙和丙") == std::vector<std::string>{"甲", "乙", "丙"});
  CHECK(words().list_of("参与教育人数") == std::vector<std::string>{"参与教育人数"});
  CHECK(words().list_of("") == std::vector<std::string>{});
}

TEST_CASE("indicator: what the last thing of a list says of all", "[indicator]") {
  CHECK(words().with_shared_noun("工业", "农业产值") == "工业产值");
  CHECK(words().with_shared_noun("工业产值", "农业产值") == "工业产值");
  CHECK(words().with_shared_noun("化肥", "农药使用量") == "化肥使用量");
  CHECK(words().with_shared_noun("风电", "太阳能发电装机") == "风电装机");
  CHECK(words().with_shared_noun("城镇化率", "森林覆盖率") == "城镇化率");
  CHECK(words().with_shared_noun("省级", "市级示范园") == "省级示范园");
  CHECK(words().with_shared_head("每千人口医师数", "护士数") == "每千人口护士数");
  CHECK(words().with_shared_head("医师数", "护士数") == "护士数");
  CHECK(words().with_shared_head("人均绿地", "人均道路") == "人均道路");
}

TEST_CASE("indicator: what a share or a growth is of", "[indicator]") {
  CHECK(words().base_of("海洋产值占地区生产总值比重") == "海洋产值");
  CHECK(words().base_of("海洋产值年均增速") == "海洋产值");
  CHECK(words().base_of("海洋产值高于全省平均") == "海洋产值");
  CHECK(words().base_of("企业") == "企业");
  CHECK(words().without_amount("新型显示产值") == "新型显示");
  CHECK(words().without_amount("产值") == "产值");
}

TEST_CASE("indicator: levels and qualifiers", "[indicator]") {
  CHECK(words().without_level("省级示范园") == "示范园");
  CHECK(words().without_level("A级以上物流企业") == "物流企业");
  CHECK(words().without_level("示范园") == "示范园");
  CHECK(words().needs_head("省级"));
  CHECK(words().needs_head(""));
  CHECK_FALSE(words().needs_head("医院"));
  CHECK_FALSE(words().needs_head("国家重点实验室"));
}

TEST_CASE("indicator: words come back as the quote shows them", "[indicator]") {
  CHECK(gangmu::unfold("县(市)数", "全省县（市）数达到8个") == "县（市）数");
  CHECK(gangmu::unfold("甲(乙)", "没有") == "甲（乙）");
  CHECK(gangmu::unfold("", "没有").empty());
}
