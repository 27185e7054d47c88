#include "exporters/indicator_rows.h"

#include <catch2/catch.hpp>

#include "exporters/figure_words.h"
#include "tests/build_document.h"

using gangmu::Field;
using gangmu::Measure;
using gangmu::Op;
using gangmu::Period;
using gangmu::PeriodKind;
using gangmu::Target;
using gangmu::TargetStatus;

namespace {

// Figures of one paragraph, each in "甲1".
class Figures {
 public:
  Figures() {
    build_.plan("规划");
    build_.document().plans[0].end = 2030;
    node_ = build_.node(gangmu::NodeKind::paragraph, {.text = "甲1。"});
  }
  Target& add(std::uint32_t id, const char* value, const char* unit, int year) {
    Target& target = build_.target(node_, "甲1", "1");
    target.indicator = "甲";
    target.indicator_id = id;
    target.value = target.number = value;
    target.unit = target.base_unit = unit;
    target.period = Period{PeriodKind::by, std::nullopt, year, true};
    return target;
  }
  Target& actual(std::uint32_t id, const char* value, const char* unit, int year) {
    Target& target = add(id, value, unit, year);
    target.status = TargetStatus::actual;
    return target;
  }
  Target& cell(std::uint32_t id, const char* value, const char* unit, int year) {
    Target& target = add(id, value, unit, year);
    target.field = Field::cell;
    target.row = id;
    return target;
  }
  std::vector<gangmu::IndicatorRow> rows() {
    document_ = build_.finish();
    return indicator_rows(document_);
  }

 private:
  gangmu::test::DocumentBuilder build_;
  gangmu::Document document_;
  std::uint32_t node_ = 0;
};

using Indices = std::vector<std::uint32_t>;

}  // namespace

TEST_CASE("indicator rows: those of the table first, in its order, then those of the text") {
  Figures figures;
  figures.add(1, "1", "个", 2030);   // 0, in the text alone
  figures.add(2, "2", "个", 2030);   // 1, also in the table
  figures.cell(3, "3", "个", 2030);  // 2
  figures.cell(2, "2", "个", 2030);  // 3
  const auto rows = figures.rows();
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].main == 2);
  CHECK(rows[1].main == 3);
  CHECK(rows[1].stated == Indices{3});
  CHECK(rows[2].main == 0);
}

TEST_CASE("indicator rows: growth, increments and yearly figures do not stand beside levels") {
  Figures figures;
  figures.actual(1, "100", "亿元", 2025);                                // 0
  figures.actual(1, "6", "%", 2025).measure = Measure::growth;           // 1
  figures.add(1, "150", "亿元", 2030);                                   // 2
  figures.add(1, "7", "%", 2030).measure = Measure::growth;              // 3
  figures.add(1, "50", "亿元", 2030).measure = Measure::increment;       // 4
  figures.add(1, "10", "亿元", 2030).period->kind = PeriodKind::annual;  // 5
  const auto rows = figures.rows();
  REQUIRE(rows.size() == 4);
  CHECK(rows[0].main == 2);
  CHECK(rows[0].base == 0);
  CHECK(rows[1].main == 3);
  CHECK(rows[1].base == 1);
  CHECK(rows[2].main == 4);
  CHECK(rows[2].base == gangmu::kNone);
  CHECK(rows[3].main == 5);
  CHECK(rows[3].base == gangmu::kNone);
}

TEST_CASE("indicator rows: the base is the row's, the parser's, or the latest") {
  Figures figures;
  figures.actual(1, "3", "个", 2020);                 // 0
  figures.actual(1, "4", "个", 2025);                 // 1
  figures.actual(1, "5", "个", 2025).period.reset();  // 2
  figures.add(1, "9", "个", 2030);                    // 3
  CHECK(figures.rows().at(0).base == 1);

  Figures linked;
  linked.actual(1, "3", "个", 2020);
  linked.actual(1, "4", "个", 2025);
  linked.add(1, "9", "个", 2030).baseline = 0;
  CHECK(linked.rows().at(0).base == 0);

  Figures table;
  table.actual(1, "4", "个", 2025);
  table.cell(1, "3", "个", 2020).status = TargetStatus::actual;
  table.cell(1, "9", "个", 2030).measure = Measure::increment;
  CHECK(table.rows().at(0).base == 1);
}

TEST_CASE("indicator rows: equal figures of a year stand once, others by year") {
  Figures figures;
  figures.add(1, "80", "%", 2035);                         // 0
  figures.add(1, "68", "%", 2030).period->stated = false;  // 1
  figures.add(1, "68.0", "%", 2030);                       // 2
  figures.add(1, "68", "%", 2030).op = Op::ge;             // 3
  const auto rows = figures.rows();
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].main == 2);
  CHECK(rows[0].stated == Indices{2, 3, 0});
}

TEST_CASE("indicator rows: group and nature come from any figure of the indicator") {
  Figures figures;
  figures.add(1, "68", "%", 2030);
  Target& cell = figures.cell(1, "70", "%", 2030);
  cell.category = "民生";
  cell.binding = false;
  figures.add(2, "1", "个", 2030).indicator.clear();                   // has no name
  figures.add(3, "1", "个", 2030).status = TargetStatus::requirement;  // is none
  figures.actual(4, "1", "个", 2025);                                  // has no target
  const auto rows = figures.rows();
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].main == 1);
  CHECK(rows[0].category == "民生");
  REQUIRE(rows[0].binding);
  CHECK_FALSE(*rows[0].binding);
}

TEST_CASE("figure words: values as the plan states them") {
  const gangmu::Words words("zh");
  const auto stated = [&](Op op, const char* value, const char* high = "") {
    Target target;
    target.op = op;
    target.value = value;
    target.value_high = high;
    target.unit = "家";
    return stated_words(words, target, "第3位");
  };
  CHECK(stated(Op::ge, "150") == "≥150家");
  CHECK(stated(Op::gt, "150") == ">150家");
  CHECK(stated(Op::le, "1.25") == "≤1.25家");
  CHECK(stated(Op::lt, "2") == "<2家");
  CHECK(stated(Op::approx, "8.10") == "≈8.10家");
  CHECK(stated(Op::between, "10", "15") == "10—15家");
  CHECK(stated(Op::rank, "3") == "第3位");
  Target whole;
  whole.text_value = "全覆盖";
  CHECK(stated_words(words, whole, "x") == "全覆盖");
  Target half;
  half.op = Op::le;
  half.value = "0.5";
  half.exact = "1/2";
  half.relative_to = "甲价";
  CHECK(stated_words(words, half, "x") == "≤1/2（对照甲价）");
}

TEST_CASE("figure words: periods and measures") {
  const gangmu::Words zh("zh"), en("en");
  const Period at = {PeriodKind::at, 2020, 2020, true};
  CHECK(period_words(zh, at) == "2020年");
  CHECK(period_words(en, at) == "at 2020");
  CHECK(period_words(zh, {PeriodKind::by, std::nullopt, 2025, true}) == "到2025年");
  CHECK(period_words(zh, {PeriodKind::during, 2021, 2025, true}) == "2021—2025年");
  CHECK(period_words(zh, {PeriodKind::annual, {}, {}, true}) == "每年");
  CHECK(period_words(zh, {}) == "");
  Target target;
  target.measure = Measure::increment;
  CHECK(measure_words(zh, target) == "新增");
  target.period = Period{PeriodKind::during, 2021, 2025, true};
  CHECK(measure_words(zh, target) == "累计");
  target.measure = Measure::growth;
  target.period = Period{PeriodKind::annual, {}, {}, true};
  CHECK(measure_words(zh, target) == "年均增减");
  CHECK(operator_words(zh, Op::approx) == "左右");
}
