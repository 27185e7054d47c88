// Years, deadlines, five-year plans and spans, and where they end.
#include "parser/times.h"

#include <catch2/catch.hpp>

#include "parser/numeral.h"

namespace {

const gangmu::TimeReader& reader() {
  static const auto grammar = gangmu::Grammar::builtin();
  static const gangmu::TimeReader reader(*grammar);
  return reader;
}

// "KIND START-LAST | REST" of the first time of the text, "name | REST" for words that only look
// like one, "none".
std::string read(const std::string& text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    std::optional<gangmu::TimeReader::Found> found;
    if (const auto number = gangmu::number_at(text, at)) {
      found = reader().year(text, at, *number);
    } else if ((static_cast<unsigned char>(text[at]) & 0xC0) != 0x80) {
      found = reader().words(text, at);
    }
    if (!found) continue;
    std::string out = "name";
    if (found->time) {
      out = std::string(gangmu::name_of(found->time->kind));
      if (found->time->start) out += " " + std::to_string(*found->time->start);
      if (found->time->last) out += "-" + std::to_string(*found->time->last);
    }
    return out + " | " + text.substr(found->next);
  }
  return "none";
}

}  // namespace

TEST_CASE("times: years and deadlines", "[times]") {
  CHECK(read("到2025年，建成") == "by 2025-2025 | ，建成");
  CHECK(read("2025年底前建成") == "by 2025-2025 | 建成");
  CHECK(read("2020年建成") == "at 2020-2020 | 建成");
  CHECK(read("2021-2025年期间") == "during 2021-2025 | ");
  CHECK(read("2021年6月30日前") == "by 2021-2021 | ");
  CHECK(read("到二〇三五年，") == "by 2035-2035 | ，");
  CHECK(read("2025家企业") == "none");
  CHECK(read("1234年") == "none");
}

TEST_CASE("times: five-year plans, each year, spans", "[times]") {
  CHECK(read("“十四五”期间，") == "during 2021-2025 | ，");
  CHECK(read("到“十四五”末，") == "by 2025-2025 | ，");
  CHECK(read("“十五五”时期") == "during 2026-2030 | ");
  CHECK(read("每年建成") == "annual | 建成");
  CHECK(read("五年内建成") == "during | 建成");
  CHECK(read("三年行动计划") == "name | 计划");
  CHECK(read("年均浓度") == "name | ");
}

TEST_CASE("times: what a time says of the figures behind it", "[times]") {
  const auto from = reader().year("从2015年的8家", 3, *gangmu::number_at("从2015年的8家", 3));
  REQUIRE(from);
  CHECK(from->time->once);
  CHECK(from->time->bound);
  const std::string base = "在2020年基础上";
  const auto found = reader().year(base, 3, *gangmu::number_at(base, 3));
  REQUIRE(found);
  CHECK(found->time->base);
}

TEST_CASE("times: months and days without a year say nothing of a period", "[times]") {
  const auto month = [](std::string_view text) {
    return reader().month(text, 0, *gangmu::number_at(text, 0));
  };
  const auto deadline = month("6月底前");
  REQUIRE(deadline);
  REQUIRE(deadline->time);
  CHECK(deadline->time->bare);
  CHECK(deadline->time->end == 10);
  const auto name = month("5月");
  REQUIRE(name);
  CHECK_FALSE(name->time);
  CHECK_FALSE(month("5家"));
  CHECK(reader().is_year_with_sign("2025年", *gangmu::number_at("2025年", 0)));
  CHECK_FALSE(reader().is_year_with_sign("2025家", *gangmu::number_at("2025家", 0)));
}
