#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "exporters/chunks.h"
#include "model/text.h"
#include "tests/export_samples.h"

using gangmu::Document;
using gangmu::NodeKind;
using nlohmann::json;

namespace {

std::vector<json> lines_of(const std::string& bytes) {
  std::vector<json> lines;
  for (std::size_t at = 0; at < bytes.size();) {
    const std::size_t end = bytes.find('\n', at);
    REQUIRE(end != std::string::npos);
    lines.push_back(json::parse(bytes.substr(at, end - at)));
    at = end + 1;
  }
  return lines;
}

std::vector<json> chunks_of(const Document& document, std::size_t size) {
  std::string bytes;
  gangmu::Sink sink([&bytes](std::string_view more) { bytes += more; });
  gangmu::ExportOptions options;
  options.chunk_size = size;
  REQUIRE(gangmu::write_chunks({&document, 1}, options, sink));
  return lines_of(bytes);
}

std::vector<std::string> pieces(const std::string& text, std::size_t limit) {
  std::vector<std::string> out;
  std::size_t begin = 0;
  for (const std::size_t end : gangmu::sentence_pieces(text, limit)) {
    out.push_back(text.substr(begin, end - begin));
    begin = end;
  }
  return out;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("chunks: texts are parted at sentences, then at commas, then anywhere") {
  CHECK(pieces("", 4).empty());
  CHECK(pieces("甲乙丙。", 4) == Texts{"甲乙丙。"});
  CHECK(pieces("甲。乙，丙。丁", 5) == Texts{"甲。", "乙，丙。丁"});
  CHECK(pieces("甲。乙，丙丁戊", 4) == Texts{"甲。", "乙，", "丙丁戊"});
  CHECK(pieces("甲乙丙丁戊", 2) == Texts{"甲乙", "丙丁", "戊"});
  CHECK(pieces("“甲。”乙丙丁", 5) == Texts{"“甲。”", "乙丙丁"});  // the mark goes with its sentence
  CHECK(pieces("甲”乙。丙丁戊", 6) == Texts{"甲”乙。", "丙丁戊"});
}

TEST_CASE("chunks: a line a node, with the headings above it and its records") {
  const Document document = gangmu::test::small_document();
  const auto lines = chunks_of(document, 1000);
  REQUIRE(lines.size() == document.nodes.size());
  const json& h2 = lines[2];
  CHECK(h2["id"] == "p1.n3");
  CHECK(h2["parent"] == "p1.n2");
  CHECK(h2["path"] == json{"云溪市绿道建设“十五五”规划", "一、发展基础", "（一）绿道成网"});
  CHECK(h2["text"] == "2025年，全市绿道达到8.10公里，绿道覆盖率达到85%。");
  CHECK(h2["targets"][0]["id"] == "p1.t1");
  CHECK(h2["source"]["name"] == "sample.txt");
  CHECK(h2["source"]["line"] == json{4, 4});
  CHECK(h2["source"]["offset"] == json{document.nodes[2].span.begin, document.nodes[2].span.end});
  CHECK(lines[1]["text"] == "一、发展基础");  // nothing but its heading
  CHECK(lines[1]["parent"].is_null());
  CHECK(lines[5]["text"] == "指标\t数值\n2025年\t2030年\n绿道\t8.10\t35000");
  CHECK(lines[4]["targets"].size() == 2);
  CHECK(lines[6]["text"] == "专栏1 绿道工程");  // as in the path
  CHECK(lines[6]["path"].back() == lines[6]["text"]);
}

TEST_CASE("chunks: a heading alone has its title wherever that is printed") {
  Document document = gangmu::test::small_document();
  gangmu::Node& box = document.nodes[6];
  // The words of the marker as a title with its number behind.
  box.title.begin = box.marker.begin;
  box.title.end = box.title.begin + 6;
  box.marker = {box.title.end, box.title.end + 2};
  const auto lines = chunks_of(document, 1000);
  CHECK(lines[6]["text"] == "1 专栏");
}

TEST_CASE("chunks: a long text goes on in parts, each with the records that begin in it") {
  gangmu::test::DocumentBuilder build;
  build.plan("云溪市规划");
  std::string text;
  for (int i = 0; i < 40; ++i) text += "全市绿道要更长更宽。";
  const std::string figure = "全市绿道达到8公里";
  const auto node = build.node(NodeKind::paragraph, {.text = text + figure + "，" + text});
  build.target(node, figure, "8公里");
  const Document document = build.finish();
  const auto lines = chunks_of(document, 100);
  REQUIRE(lines.size() == 9);
  std::string joined;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string part = lines[i]["text"];
    CHECK(gangmu::char_count(part) <= 100);
    CHECK(lines[i]["begin"] == joined.size());
    CHECK(lines[i]["part"] == i + 1);
    CHECK(lines[i]["parts"] == lines.size());
    const std::size_t begin = lines[i]["source"]["offset"][0];
    CHECK(document.source.text.substr(begin, part.size()) == part);
    CHECK(lines[i]["targets"].size() == (part.find("8公里") != std::string::npos ? 1 : 0));
    joined += part;
  }
  CHECK(joined == document.text(document.nodes[node].text));
  CHECK(lines[0]["id"] == "p1.n1");
  CHECK(lines[8]["id"] == "p1.n1/9");
  CHECK(lines[8]["node"] == "p1.n1");
}

TEST_CASE("chunks: a table goes on at the end of a row") {
  gangmu::test::DocumentBuilder build;
  build.plan("云溪市规划");
  const std::string cell = "二十个字的一个单元格里面是这样的一句话呀";
  std::vector<std::vector<gangmu::test::CellParts>> rows(5, {{cell}, {cell}});
  rows.push_back({{"短"}, {"行"}});
  build.table({.title = "表"}, rows, 1);
  const auto lines = chunks_of(build.finish(), 100);
  REQUIRE(lines.size() == 3);
  const std::string row = cell + "\t" + cell;
  CHECK(lines[0]["text"] == row + "\n" + row);
  CHECK(lines[2]["text"] == row + "\n短\t行");
}

TEST_CASE("chunks: hostile text is bounded and valid") {
  const auto lines = chunks_of(gangmu::test::hostile_document(), 500);
  CHECK(lines.size() > 80);
  for (const json& line : lines) {
    CHECK(gangmu::char_count(line["text"].get<std::string>()) <= 500);
    for (const json& heading : line["path"]) {
      CHECK(gangmu::char_count(heading.get<std::string>()) <= 201);
    }
  }
}

TEST_CASE("ndjson: a line a plan, which together hold the document") {
  gangmu::test::DocumentBuilder build;
  build.furniture(gangmu::FurnitureKind::page_number, "1");
  build.plan("甲规划");
  build.node(NodeKind::paragraph, {.text = "甲。\n乙"});
  build.furniture(gangmu::FurnitureKind::page_number, "2");
  build.plan("乙规划");
  const auto second = build.node(NodeKind::paragraph, {.text = "丙。"});
  build.furniture(gangmu::FurnitureKind::page_number, "3");
  build.diagnostic(gangmu::Code::heading_empty, "doubt", build.document().nodes[second].span);
  const Document document = build.finish();
  const auto lines = lines_of(gangmu::test::export_to_string("ndjson", document));
  const json whole = json::parse(gangmu::test::export_to_string("json", document));
  REQUIRE(lines.size() == 2);
  CHECK(lines[0]["plans"][0] == whole["plans"][0]);
  CHECK(lines[1]["plans"][0] == whole["plans"][1]);
  CHECK(lines[1]["plans"][0]["id"] == "p2");
  CHECK(lines[0]["furniture"].size() == 2);
  CHECK(lines[1]["furniture"].size() == 1);
  CHECK(lines[0]["diagnostics"].empty());
  CHECK(lines[1]["diagnostics"] == whole["diagnostics"]);
  CHECK(lines[1]["source"] == whole["source"]);
}

TEST_CASE("ndjson: a document without a plan has a line, hostile text breaks none") {
  Document empty;
  empty.source.index();
  CHECK(lines_of(gangmu::test::export_to_string("ndjson", empty)).size() == 1);
  CHECK(chunks_of(empty, 100).empty());
  CHECK(
      lines_of(gangmu::test::export_to_string("ndjson", gangmu::test::hostile_document())).size() ==
      1);
}
