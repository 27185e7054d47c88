// Bodies charged with tasks and documents in title marks: what the cases of the corpus cannot show.
#include <catch2/catch.hpp>

#include "gangmu.h"

namespace {

gangmu::Document parsed(const std::string& body) {
  auto source = gangmu::read_bytes("plan.txt", "云川市公园规划\n一、主要任务\n" + body + "\n");
  return gangmu::parse(std::move(*source), *gangmu::Grammar::builtin());
}

}  // namespace

TEST_CASE("duties: places and rules", "[duties]") {
  const gangmu::Document d = parsed("（一）建设公园。新建公园。（市园林局牵头，市财政局配合）");
  REQUIRE(d.duties.size() == 2);
  CHECK(gangmu::check_invariants(d).empty());
  const gangmu::Duty& lead = d.duties[0];
  CHECK(d.source.text.substr(lead.span.begin, lead.span.size()) == "市园林局");
  CHECK(lead.quote == "市园林局牵头，市财政局配合");
  CHECK(d.text(d.nodes[lead.node].marker) == "（一）");
  CHECK(d.rules[lead.rule].name == "duties/verb");
  CHECK(d.rules[lead.rule].file == "70-documents.toml");
  CHECK_FALSE(lead.deadline);
}

TEST_CASE("duties: hostile brackets cost no more than their length", "[duties]") {
  std::string open, by, nested;
  for (int i = 0; i < 20000; ++i) {
    open += "（";
    by += "由";
  }
  for (int i = 0; i < 3000; ++i) nested += "（市园林局";
  for (int i = 0; i < 3000; ++i) nested += "牵头）";
  for (const std::string& text : {open, by, nested}) {
    CHECK(gangmu::check_invariants(parsed(text + "。")).empty());
  }
}

TEST_CASE("references: places, rules, and marks that stay open", "[references]") {
  const gangmu::Document d = parsed("根据《公园条例》，参照《绿地〈试行〉标准》编制。《没有结束");
  REQUIRE(d.references.size() == 2);
  CHECK(gangmu::check_invariants(d).empty());
  CHECK(d.source.text.substr(d.references[0].span.begin, d.references[0].span.size()) ==
        "《公园条例》");
  CHECK(d.references[0].quote == "根据《公园条例》");
  CHECK(d.references[1].title == "绿地〈试行〉标准");
  CHECK(d.rules[d.references[0].rule].name == "references/basis");
}

TEST_CASE("references: many titles without a comma", "[references]") {
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "《甲》";
  const gangmu::Document d = parsed(text);
  CHECK(d.references.size() == 20000);
  CHECK(d.references.back().quote.size() < 1000);
}
