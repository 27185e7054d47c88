#include "readers/stored.h"

#include <catch2/catch.hpp>

#include <cmath>

#include "exporters/json_view.h"
#include "gangmu.h"
#include "readers/json.h"
#include "readers/json_fields.h"
#include "tests/export_samples.h"

using gangmu::Document;
using gangmu::JsonFields;
using gangmu::JsonKind;
using gangmu::JsonTree;
using gangmu::JsonValue;
using gangmu::test::export_to_string;

namespace {

Document parsed(const std::string& text) {
  auto source = gangmu::read_bytes("plan.txt", text);
  REQUIRE(source);
  return gangmu::parse(std::move(*source), *gangmu::Grammar::builtin());
}

// Read back from its own export, which must come out the same.
Document stored(const Document& document, std::string_view format = "json") {
  const std::string written = export_to_string(format, document);
  auto again = gangmu::read_stored("plan.json", written);
  if (!again) FAIL(again.error().message);
  CHECK(gangmu::check_invariants(*again).empty());
  CHECK(export_to_string(format, *again) == written);
  return std::move(*again);
}

std::string replace(std::string text, std::string_view from, std::string_view to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

gangmu::Error refusal(std::string_view bytes) {
  auto document = gangmu::read_stored("plan.json", bytes);
  if (document) FAIL("it was read");
  return document.error();
}

constexpr const char* kPlan =
    "云溪市AI发展规划\n\n一、 主要目标\n　　到2030年，R&D \n投入达到 8.10%。\n－ 1 －\n二、保障";

}  // namespace

TEST_CASE("stored: a document comes back as it was") {
  const Document document = parsed(kPlan);
  const Document again = stored(document);
  CHECK(again.source.text == document.source.text);
  CHECK(again.source.lines == document.source.lines);
  CHECK(again.source.name == "plan.txt");
  CHECK(again.source.stored);
  CHECK_FALSE(document.source.stored);
  REQUIRE(again.nodes.size() == document.nodes.size());
  for (std::size_t i = 0; i < again.nodes.size(); ++i) {
    const auto &a = again.nodes[i], &b = document.nodes[i];
    CHECK(again.text(a.title) == document.text(b.title));
    CHECK(again.text(a.text) == document.text(b.text));
    if (!a.text.empty()) CHECK((again.source_of(a.text) == document.source_of(b.text)));
    CHECK(again.rules[a.rule].name == document.rules[b.rule].name);
  }
  CHECK(again.furniture.size() == 1);
  CHECK(again.targets.at(0).value == "8.10");
  CHECK(again.tasks.size() == document.tasks.size());
}

TEST_CASE("stored: every kind of text") {
  for (const char* text :
       {"", "\n", " \f \f", "甲", "⽔利发展规划\n\n一、⼯程建设\n建成⽔库3座。",
        "A B规划\n1. GDP and R&D\nA. of words\n2. x", "规划\n序号\t名称\n1\t甲 乙\n2\t\n",
        "甲市规划\n一、目标\n到2030年增长5%。\n乙市规划\n一、目标\n到2030年增长6%"
        "。\n附件1\n丙市方案\n"}) {
    INFO(text);
    const Document document = parsed(text);
    for (const char* format : {"json", "ndjson"}) {
      const Document again = stored(document, format);
      CHECK(again.source.text == document.source.text);
      for (const char* other : {"json", "ndjson", "xml", "chunks", "docling", "markdown"}) {
        CHECK(export_to_string(other, again) == export_to_string(other, document));
      }
    }
  }
}

TEST_CASE("stored: what the row of a table says of a work, also before it said where and by whom") {
  const Document document = gangmu::test::works_document();
  const Document again = stored(document);
  CHECK(again.names.at(0).place == "江北新区");
  CHECK(again.names.at(0).host == "云溪大学");
  CHECK(again.names.at(1).place.empty());
  std::string older = export_to_string("json", document);
  older = replace(older, R"("place":"江北新区","host":"云溪大学",)", "");
  older = replace(older, R"("place":null,"host":"=cmd|'/C calc'!A0",)", "");
  const auto read = gangmu::read_stored("plan.json", older);
  REQUIRE(read);
  CHECK(read->names.at(0).place.empty());
  CHECK(read->names.at(0).host.empty());
  CHECK(read->names.at(0).bodies == "市数据局");
  const std::string written = export_to_string("json", document);
  for (const auto& [from, to] : {std::pair{R"("place":"江北新区")", R"("place":7)"},
                                 {R"("host":"云溪大学")", R"("host":"别的单位")"},
                                 {R"("host":"云溪大学")", R"("host":"云溪大学","host":null)"},
                                 {R"("years":null,)", ""}}) {
    INFO(to);
    CHECK(refusal(replace(written, from, to)).code == "input.document");
  }
}

TEST_CASE("stored: fields that stand in another order than in the view") {
  Document document = gangmu::test::small_document();
  auto& rows = document.tables.at(0).rows;
  std::swap(rows[2][0], rows[2][1]);  // as where a table was printed by columns
  std::swap(rows[0], rows[1]);
  REQUIRE(gangmu::check_invariants(document).empty());
  const std::string written = export_to_string("json", document);
  CHECK(written.find("\"moved\":[[0,") != std::string::npos);
  const Document again = stored(document);
  CHECK(again.source.text == document.source.text);
  CHECK(again.text(again.nodes[6].marker) == "专栏 1");
  CHECK((again.tables[0].rows[2][0].span == document.tables[0].rows[2][0].span));
  CHECK(refusal(replace(written, "\"moved\":[[0,", "\"moved\":[[1,")).code == "input.document");
  CHECK(refusal(replace(written, "\"spaced\":[", "\"spaced\":[3,2,")).code == "input.document");
}

TEST_CASE("stored: lines and their characters on pages") {
  Document document = parsed("甲规划\n一、乙\n");
  gangmu::Source& source = document.source;
  source.pages = {0};
  source.page_sizes = {{595.28F, 841.89F}};
  for (const char* line : {"甲规划", "一、乙"}) {
    gangmu::LinePlace place;
    place.y0 = 72.04F + static_cast<float>(source.places.size()) * 20;
    place.y1 = place.y0 + 16;
    place.first_edge = static_cast<std::uint32_t>(source.edges.size());
    float edge = 90.13F;
    for (std::size_t i = 0; i <= gangmu::char_count(line); ++i, edge += 15.96F) {
      source.edges.push_back(edge);
    }
    source.places.push_back(place);
  }
  const Document again = stored(document);
  for (const char* format : {"json", "docling", "chunks", "ndjson"}) {
    CHECK(export_to_string(format, again) == export_to_string(format, document));
  }
  const auto boxes = again.source.boxes_of({0, 9});
  REQUIRE(boxes.size() == 1);
  CHECK(boxes[0].x0 == Approx(90.1));
  CHECK(boxes[0].x1 == Approx(138.0));
}

TEST_CASE("json view: widths of characters lead back to their edges") {
  const std::vector<std::vector<std::int64_t>> lines = {{0},
                                                        {7, 7},
                                                        {100, 260, 419, 579, 738, 898},
                                                        {100, 260, 340, 500, 500, 499, 200, -30},
                                                        {-5, 12, 13, 900000, 1800000}};
  for (const auto& edges : lines) {
    const auto widths = gangmu::advances_of(edges);
    REQUIRE(widths.size() % 2 == 0);
    std::vector<std::int64_t> again = {edges.front()};
    for (std::size_t i = 0; i < widths.size(); i += 2) {
      const auto first = again.back();
      for (std::int64_t n = 1; n <= widths[i]; ++n) {
        again.push_back(first + static_cast<std::int64_t>(
                                    std::floor(static_cast<double>(n * widths[i + 1] + 50) / 100)));
      }
    }
    CHECK(again == edges);
  }
  CHECK(gangmu::advances_of({100, 260, 420, 580}) == std::vector<std::int64_t>{3, 16000});
}

TEST_CASE("stored: told by content") {
  CHECK(gangmu::is_stored("{\"format\":\"gangmu.document\"}"));
  CHECK(gangmu::is_stored("\xEF\xBB\xBF\n {\"a\":1,\n\"format\" : \"gangmu.document\"}"));
  CHECK_FALSE(gangmu::is_stored("gangmu.document"));
  CHECK_FALSE(gangmu::is_stored("{\"name\":1}"));
  CHECK_FALSE(gangmu::is_stored(""));
  const auto source = gangmu::read_bytes("a.json", export_to_string("json", parsed(kPlan)));
  REQUIRE_FALSE(source);
  CHECK(source.error().code == "input.stored");
  const auto opened = gangmu::open_document("a.json", export_to_string("json", parsed(kPlan)),
                                            *gangmu::Grammar::builtin());
  REQUIRE(opened);
  CHECK(opened->source.stored);
}

TEST_CASE("stored: what is wrong is named with its place") {
  const std::string written = export_to_string("json", parsed(kPlan));
  const auto told = [&](std::string_view from, std::string_view to) {
    const gangmu::Error error = refusal(replace(written, from, to));
    return error.code + ": " + error.message;
  };
  CHECK(told("\"kind\":\"h1\"", "\"kind\":\"h9\"").find("/plans/0/children/0/kind") !=
        std::string::npos);
  CHECK(told("\"run_in\":false", "\"run_in\":0").find("is neither true nor false") !=
        std::string::npos);
  CHECK(told("\"version\":1", "\"version\":3").starts_with("input.version"));
  CHECK(told("\"view\":", "\"old\":").find("/view is missing") != std::string::npos);
  CHECK(told("\"value\":8.10", "\"value\":8.1e1").find("exponent") != std::string::npos);
  CHECK(told("\"plans\":", "\"plans\"").starts_with("input.json"));
  CHECK(refusal("").code == "input.json");
  CHECK(refusal("{\"format\":\"gangmu.document\"").code == "input.json");
  gangmu::ReadOptions small;
  small.max_bytes = 10;
  CHECK(gangmu::read_stored("a", written, small).error().code == "input.too_large");
}

TEST_CASE("json tree: values keep their digits and know their place") {
  const std::string text =
      R"({"a":[1,-2.50,123456789012345678901234567890],"b/~":{"x":"\u4e00","skip":[1]},"c":null})";
  const auto tree = JsonTree::parse("f", text, 1, {"skip"});
  REQUIRE(tree);
  JsonFields json("f");
  const JsonValue a = json.member(tree->root(), "a");
  const auto list = json.list(a, 3);
  CHECK(list[1].text() == "-2.50");
  CHECK(list[2].text() == "123456789012345678901234567890");
  CHECK(list[2].pointer() == "/a/2");
  const JsonValue x = json.member(json.member(tree->root(), "b/~"), "x");
  CHECK(x.text() == "一");
  CHECK(x.pointer() == "/b~1~0/x");
  CHECK(x.next().kind() == JsonKind::none);
  CHECK(json.member(tree->root(), "c").kind() == JsonKind::null);
  CHECK_FALSE(json.failed());
  json.integer(list[2], 100);
  CHECK(json.error().message.find("/a/2 is no whole number from 0 to 100") != std::string::npos);
  json.member(tree->root(), "none");  // the first stays
  CHECK(json.error().message.find("/a/2") != std::string::npos);
}

TEST_CASE("json tree: what is no JSON") {
  for (const std::string& text :
       {std::string("{"), std::string("[1,]"), std::string("\"\xFF\""), std::string("\"\\ud800\""),
        std::string("[1] [2]"), std::string("nul"), std::string(100000, '['),
        std::string("{\"skip\":") + std::string(100000, '[')}) {
    const auto tree = JsonTree::parse("f", text, 1, {"skip"});
    REQUIRE_FALSE(tree);
    CHECK(tree.error().code == "input.json");
  }
  const auto tree = JsonTree::parse("f", "{\n \"a\": x\n}", 5, {});
  REQUIRE_FALSE(tree);
  CHECK(tree.error().place == "f:6");
  CHECK(tree.error().message.find("byte 7") != std::string::npos);
}
