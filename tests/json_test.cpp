#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>
#include <set>

#include "exporters/ids.h"
#include "exporters/json_writer.h"
#include "tests/export_samples.h"

using gangmu::Document;
using gangmu::NodeKind;
using nlohmann::json;

namespace {

std::string written(std::string_view text) {
  std::string bytes;
  gangmu::Sink sink([&bytes](std::string_view more) { bytes += more; });
  gangmu::JsonWriter(sink).string(text);
  sink.drain();
  return bytes;
}

std::string written_number(std::string_view lexeme) {
  std::string bytes;
  gangmu::Sink sink([&bytes](std::string_view more) { bytes += more; });
  gangmu::JsonWriter(sink).number(lexeme);
  sink.drain();
  return bytes;
}

void has_keys(const json& object, const std::vector<std::string>& keys) {
  REQUIRE(object.is_object());
  for (const auto& key : keys) {
    INFO(key);
    CHECK(object.contains(key));
  }
  CHECK(object.size() == keys.size());
}

json exported(const Document& document) {
  return json::parse(gangmu::test::export_to_string("json", document));
}

}  // namespace

TEST_CASE("json: what a second writer made goes on in the first") {
  std::string rest, whole;
  gangmu::Sink rest_sink([&rest](std::string_view more) { rest += more; });
  gangmu::JsonWriter later(rest_sink, gangmu::JsonWriter::Lines::many, 1);
  later.break_line();
  later.member("b", "2");
  later.member("c", 3);
  rest_sink.drain();
  gangmu::Sink sink([&whole](std::string_view more) { whole += more; });
  gangmu::JsonWriter out(sink);
  out.begin_object();
  out.member("a", 1);
  out.continuation(rest);
  out.break_line();
  out.member("d", 4);
  out.end_object();
  sink.drain();
  CHECK(whole == "{\"a\":1,\n \"b\":\"2\",\"c\":3,\n \"d\":4}");
}

TEST_CASE("json: long texts are the same as short ones, whatever thread makes the records") {
  const std::string block =
      "一、发展目标\n到2025年，建成中心12个。由市发展改革委牵头。\n（一）建设“云川之窗”平台\n"
      "实施《云川市数字规划》，推进示范园、科技园、创业园建设。\n";
  std::string text = "云川市发展规划\n";
  while (text.size() < (std::size_t{1300} << 10)) text += block;
  const Document document =
      gangmu::parse(*gangmu::read_bytes("plan.txt", text), *gangmu::Grammar::builtin());
  REQUIRE(document.clean.size() > (std::size_t{1} << 20));
  REQUIRE(document.targets.size() > 500);
  const json many = exported(document);
  // A line an object is written by one thread alone.
  const json one = json::parse(gangmu::test::export_to_string("ndjson", document));
  CHECK(many["plans"] == one["plans"]);
  CHECK(many["plans"].size() == document.plans.size());
}

TEST_CASE("json: a sink keeps the order of short and long pieces") {
  std::string bytes, expected;
  gangmu::Sink sink([&bytes](std::string_view more) { bytes += more; });
  for (const std::size_t size : {1u, 70000u, 3u, 65536u, 65535u, 2u, 0u, 65537u, 40000u, 40000u}) {
    const std::string piece(size, static_cast<char>('a' + expected.size() % 26));
    sink.write(piece);
    sink.put('.');
    expected += piece + '.';
  }
  sink.drain();
  CHECK(bytes == expected);
}

TEST_CASE("json: strings are escaped and stay valid UTF-8") {
  CHECK(written("") == "\"\"");
  CHECK(written("规划 a") == "\"规划 a\"");
  CHECK(written("a\"b\\c/d") == R"("a\"b\\c/d")");
  CHECK(written("\n\r\t") == R"("\n\r\t")");
  CHECK(written(std::string_view("\0\x01\x1f\x7f", 4)) == "\"\\u0000\\u0001\\u001f\x7f\"");
  CHECK(written("\u2028x\u2029\u2027") == "\"\\u2028x\\u2029\u2027\"");
  CHECK(written("</script><!--<b") == "\"\\u003c/script>\\u003c!--<b\"");
  CHECK(written("<") == "\"<\"");
  CHECK(written("a\xFFz") == "\"a\uFFFDz\"");
  CHECK(written("\xE8\xA7") == "\"\uFFFD\uFFFD\"");            // cut character
  CHECK(written("\xED\xA0\x80") == "\"\uFFFD\uFFFD\uFFFD\"");  // surrogate
  CHECK(written("\xC0\xAF") == "\"\uFFFD\uFFFD\"");            // overlong
  CHECK(written("\xF4\x90\x80\x80") == "\"\uFFFD\uFFFD\uFFFD\uFFFD\"");
  CHECK(written("\xF0\xA0\x80\x80") == "\"\xF0\xA0\x80\x80\"");
}

TEST_CASE("json: numbers keep the digits that are printed") {
  for (const char* lexeme : {"0", "8.10", "-3", "0.0", "100000000000000000000.50", "-0.5"}) {
    CHECK(written_number(lexeme) == lexeme);
  }
  for (const char* lexeme : {"", "1e5", "01", "1.", ".5", "+1", "-", "1,000", "1 ", "NaN", "--1"}) {
    INFO(lexeme);
    CHECK(written_number(lexeme) == "null");
  }
}

TEST_CASE("json: every key of the contract stands") {
  const json root = exported(gangmu::test::small_document());
  has_keys(root, {"format", "version", "generator", "source", "plans", "furniture", "diagnostics",
                  "view"});
  CHECK(root["format"] == "gangmu.document");
  CHECK(root["version"] == 1);
  has_keys(root["generator"], {"name", "version", "grammar"});
  CHECK(root["generator"]["version"] == "9.8.7");
  has_keys(root["generator"]["grammar"], {"sha256", "overlays"});
  has_keys(root["source"], {"name", "format", "encoding", "bytes", "sha256", "pages"});
  CHECK(root["source"]["pages"].is_null());
  const json& plan = root["plans"][0];
  has_keys(plan, {"id", "kind", "title", "label", "period", "facts", "span", "front", "children",
                  "back", "targets", "duties", "references", "goals", "names", "tasks"});
  CHECK(plan["label"].is_null());
  CHECK(plan["period"] == json({{"start", 2026}, {"end", 2030}, {"horizon", nullptr}}));
  has_keys(plan["facts"], {"issuer", "doc_number", "date", "region", "addressees"});
  CHECK(plan["facts"]["region"]["value"] == "云溪市");
  CHECK(plan["facts"]["issuer"].is_null());
  has_keys(plan["span"], {"line", "offset", "page", "boxes"});
  has_keys(root["furniture"][0], {"id", "kind", "text", "span"});
  has_keys(root["diagnostics"][0], {"code", "severity", "message", "args", "span"});
  CHECK(root["diagnostics"][0]["severity"] == "warning");
  has_keys(root["view"], {"text", "moved", "replaced", "spaced", "sizes", "lines"});
}

TEST_CASE("json: nodes hang where they belong") {
  const json root = exported(gangmu::test::small_document());
  const json& plan = root["plans"][0];
  CHECK(plan["front"].size() == 1);
  CHECK(plan["back"].empty());
  REQUIRE(plan["children"].size() == 2);
  const json& h2 = plan["children"][0]["children"][0];
  const std::vector<std::string> keys = {"id",      "key",    "kind",  "depth",   "marker",
                                         "title",   "run_in", "close", "role",    "text",
                                         "clauses", "span",   "rule",  "children"};
  has_keys(h2, keys);
  CHECK(h2["id"] == "p1.n3");
  CHECK(h2["key"].get<std::string>().substr(0, 14) == "一/（一）#");
  CHECK(h2["depth"] == 2);
  CHECK(h2["marker"] == json({{"text", "（一）"}, {"number", 1}}));
  CHECK(h2["role"] == "situation");
  CHECK(h2["run_in"] == true);
  CHECK(h2["rule"] == "test/rule");
  const json& goal = plan["children"][1]["children"][0];
  CHECK(goal["marker"].is_null());
  CHECK(goal["title"] == "");
  const std::string text = goal["text"];
  const json& clause = goal["clauses"][1];
  CHECK(clause["marker"] == "二是");
  CHECK(text.substr(clause["begin"], clause["end"].get<int>() - clause["begin"].get<int>()) ==
        "二是通水。");
  const json& table = plan["children"][1]["children"][1];
  auto table_keys = keys;
  table_keys.insert(table_keys.end(), {"rows", "header_rows", "groups", "columns"});
  has_keys(table, table_keys);
  CHECK(table["rows"].size() == 3);
  CHECK(table["rows"][0][1] == json({{"text", "数值"}, {"row_span", 1}, {"column_span", 2}}));
  CHECK(plan["children"][1]["children"][2]["marker"]["text"] == "专栏1");
}

TEST_CASE("json: targets") {
  const std::string bytes = gangmu::test::export_to_string("json", gangmu::test::small_document());
  const json targets = json::parse(bytes)["plans"][0]["targets"];
  REQUIRE(targets.size() == 3);
  const json& after = targets[1];
  has_keys(after,
           {"id",        "node",       "status",     "indicator",   "indicator_id", "op",
            "value",     "value_high", "exact",      "unit",        "number",       "number_high",
            "base_unit", "dimension",  "text_value", "relative_to", "period",       "measure",
            "direction", "category",   "binding",    "marks",       "baseline",     "part_of",
            "inferred",  "span",       "quote",      "quote_span",  "at",           "rule"});
  CHECK(after["indicator_id"] == "i1");
  CHECK(targets[2]["indicator_id"].is_null());
  CHECK(after["baseline"] == "p1.t1");
  CHECK(after["part_of"].is_null());
  CHECK(after["category"].is_null());
  CHECK(after["value_high"].is_null());
  CHECK(after["binding"] == true);
  CHECK(after["number"] == 35000);
  CHECK(after["period"] ==
        json({{"kind", "by"}, {"start", nullptr}, {"end", 2030}, {"stated", true}}));
  CHECK(after["at"]["cell"].is_null());
  CHECK(bytes.find("\"value\":8.10,") != std::string::npos);
  CHECK(targets[2]["inferred"] == json({"period"}));
}

TEST_CASE("json: what the row of a table says of a work") {
  const json names = exported(gangmu::test::works_document())["plans"][0]["names"];
  REQUIRE(names.size() == 3);
  CHECK(names[0]["work"] == json({{"cell", {1, 1}},
                                  {"place", "江北新区"},
                                  {"host", "云溪大学"},
                                  {"investment", "3.5亿元"},
                                  {"years", nullptr},
                                  {"bodies", "市数据局"}}));
  CHECK(names[1]["work"]["place"].is_null());
  CHECK(names[1]["work"]["host"] == "=cmd|'/C calc'!A0");
  CHECK(names[2]["name"] == "“云膜”工程");
  CHECK(names[2]["work"].is_null());
}

TEST_CASE("json: spans name lines, bytes and pages") {
  Document document = gangmu::test::small_document();
  document.source.pages = {0, document.nodes[3].span.begin};
  const json plan = exported(document)["plans"][0];
  const json& second = plan["children"][1];
  CHECK(second["span"]["page"] == 2);
  CHECK(plan["children"][0]["span"]["page"] == 1);
  for (const json* node : {&plan["children"][0], &second, &second["children"][0]}) {
    const auto begin = (*node)["span"]["offset"][0].get<gangmu::Offset>();
    CHECK((*node)["span"]["line"][0] == document.source.line_of(begin));
  }
}

TEST_CASE("json: hostile text stays inside its string") {
  const Document document = gangmu::test::hostile_document();
  const std::string bytes = gangmu::test::export_to_string("json", document);
  CHECK(bytes.find("</script") == std::string::npos);
  const json root = json::parse(bytes);
  CHECK(root["plans"][0]["title"].get<std::string>() == document.text(document.plans[0].title));
  CHECK(root["plans"][0]["children"][0]["title"].get<std::string>() ==
        document.text(document.nodes[0].title));
  CHECK(root["source"]["name"] == "a\"b\\c\n\uFFFD.txt");
  CHECK(root["plans"][0]["targets"][0]["value"].is_null());
  CHECK(bytes.find("\"number\":100000000000000000000.50,") != std::string::npos);
}

TEST_CASE("json: an empty document and a wrong number of documents") {
  gangmu::Document empty;
  empty.source.index();
  const json root = exported(empty);
  CHECK(root["plans"].empty());
  CHECK(gangmu::test::export_to_string(*gangmu::find_exporter("json"), {}) ==
        "error: format \"json\" takes one document to a file");
}

TEST_CASE("ids: keys are unique and survive changes elsewhere") {
  gangmu::test::DocumentBuilder build;
  build.plan("规划");
  const auto first = build.node(NodeKind::h1, {.marker = "一、", .title = "甲 乙"});
  build.node(NodeKind::paragraph, {.text = "同样的话。", .parent = first});
  build.node(NodeKind::paragraph, {.text = "同样的话。", .parent = first});
  const auto lead = build.node(NodeKind::lead, {.title = "要点", .parent = first});
  build.node(NodeKind::paragraph, {.text = "正文。", .parent = lead});
  const Document document = build.finish();
  const auto keys = gangmu::node_keys(document);
  CHECK(std::set<std::string>(keys.begin(), keys.end()).size() == keys.size());
  CHECK(keys[2] == keys[1] + "-2");
  CHECK(keys[4].substr(0, 7) == "一/\u00B6#");

  gangmu::test::DocumentBuilder other;
  other.plan("规划");
  other.node(NodeKind::paragraph, {.text = "新的开头。"});
  const auto again = other.node(NodeKind::h1, {.marker = "一、", .title = "甲乙"});
  other.node(NodeKind::paragraph, {.text = "同样的话。", .parent = again});
  const auto other_keys = gangmu::node_keys(other.finish());
  CHECK(other_keys[1] == keys[0]);
  CHECK(other_keys[2] == keys[1]);
}

TEST_CASE("json: depth costs no stack and lines stay short") {
  gangmu::test::DocumentBuilder build;
  build.plan("规划");
  std::uint32_t parent = gangmu::kNone;
  for (int i = 0; i < 3000; ++i) {
    parent = build.node(NodeKind::dash, {.text = "项", .parent = parent});
  }
  const std::string bytes = gangmu::test::export_to_string("json", build.finish());
  CHECK(bytes.size() < 3000u * 600u);
  CHECK(json::accept(bytes));
}

TEST_CASE("exporters are found by name and by ending") {
  CHECK(gangmu::find_exporter("json") == gangmu::exporter_for_path("a/PLAN.JSON"));
  CHECK(gangmu::find_exporter("nothing") == nullptr);
  CHECK(gangmu::exporter_for_path("plan") == nullptr);
  CHECK(gangmu::exporter_for_path("json") == nullptr);
}
