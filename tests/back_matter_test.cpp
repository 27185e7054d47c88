// Signature, date and copies close a document and are no part of its text.
#include <catch2/catch.hpp>
#include <string>

#include "parser/date.h"
#include "parser/parse.h"

namespace {

const gangmu::Grammar& grammar() {
  static const auto built_in = gangmu::Grammar::builtin();
  return *built_in;
}

std::string back_of(const gangmu::Document& document) {
  std::string out;
  for (const gangmu::Node& node : document.nodes) {
    if (node.zone != gangmu::Zone::back) continue;
    out += std::string(document.text(node.text)) + "|";
  }
  return out;
}

const std::string kBody =
    "云川市养老服务发展规划\n一、总体要求\n加快发展养老服务。\n二、重点任务\n建设养老机构。\n";

gangmu::Document parsed(const std::string& text) {
  gangmu::Source source;
  source.text = text;
  source.index();
  return gangmu::parse(std::move(source), grammar());
}

}  // namespace

TEST_CASE("back matter: office and date") {
  const auto document = parsed(kBody + "云川市民政局\n2022年3月15日\n");
  CHECK(back_of(document) == "云川市民政局|2022年3月15日|");
  REQUIRE(document.plans[0].facts.date);
  CHECK(document.plans[0].facts.date->value == "2022-03-15");
  CHECK(document.plans[0].facts.issuer->value == "云川市民政局");
}

TEST_CASE("back matter: copies and the office that prints") {
  const auto document =
      parsed(kBody + "抄送：市委办公室，市政协办公室。\n云川市民政局　2022年3月16日印发\n");
  CHECK(back_of(document) == "抄送：市委办公室，市政协办公室。|云川市民政局2022年3月16日印发|");
}

TEST_CASE("back matter: an ordinary last paragraph is none") {
  CHECK(back_of(parsed(kBody)).empty());
  CHECK(back_of(parsed(kBody + "本规划自2022年3月15日起施行。\n")).empty());
  CHECK(back_of(parsed(kBody + "抄送工作由办公室负责。\n")).empty());
}

TEST_CASE("date: in figures and ideographs, behind an office") {
  CHECK(gangmu::iso_date("二〇二二年三月五日", grammar()) == "2022-03-05");
  CHECK(gangmu::iso_date("2022年3月", grammar()) == "2022-03");
  CHECK(gangmu::iso_date("2022年13月", grammar()).empty());
  CHECK(gangmu::iso_date("2022年3月15日起", grammar()).empty());
  const auto line = gangmu::closing_date("云川市民政局2022年3月16日印发", grammar());
  CHECK(line.iso == "2022-03-16");
  CHECK(line.office == "云川市民政局");
}
