#include <catch2/catch.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <pugixml.hpp>

#include "tests/export_samples.h"
#include "tests/surroundings.h"

using gangmu::Document;

namespace {

pugi::xml_document parsed(const std::string& bytes) {
  pugi::xml_document tree;
  const auto result =
      tree.load_buffer(bytes.data(), bytes.size(),
                       pugi::parse_default | pugi::parse_ws_pcdata_single, pugi::encoding_utf8);
  INFO(result.description() << " at " << result.offset);
  REQUIRE(result);
  return tree;
}

std::filesystem::path temporary(const std::string& name) {
  return std::filesystem::temp_directory_path() / name;
}

// Whether xmllint finds `bytes` valid against the schema beside the sources.
bool is_valid(const std::string& bytes, const std::string& name) {
  const auto schema = surroundings::root() / "docs/schema/gangmu.xsd";
  REQUIRE(std::filesystem::exists(schema));
  const auto file = temporary(name);
  std::ofstream(file, std::ios::binary) << bytes;
  const std::string command = "xmllint --noout --schema \"" + schema.string() + "\" \"" +
                              file.string() + "\" > \"" + file.string() + ".log\" 2>&1";
  const bool valid = std::system(command.c_str()) == 0;
  std::ifstream log(file.string() + ".log");
  UNSCOPED_INFO(std::string(std::istreambuf_iterator<char>(log), {}));
  std::filesystem::remove(file);
  std::filesystem::remove(file.string() + ".log");
  return valid;
}

bool has_xmllint() { return std::system("xmllint --version > /dev/null 2>&1") == 0; }

}  // namespace

TEST_CASE("xml: the tree and the facts stand under the names of the JSON export") {
  const auto tree = parsed(gangmu::test::export_to_string("xml", gangmu::test::small_document()));
  const auto plan = tree.child("document").child("plans").child("plan");
  CHECK(plan.child_value("title") == std::string("云溪市绿道建设“十五五”规划"));
  CHECK(plan.child("period").attribute("end").as_int() == 2030);
  CHECK_FALSE(plan.child("period").attribute("horizon"));
  CHECK(plan.child("facts").child("region").child_value("value") == std::string("云溪市"));
  CHECK(plan.select_nodes("front/node").size() == 1);
  CHECK(plan.select_nodes("children/node").size() == 2);
  CHECK(plan.select_nodes(".//node").size() == 8);
  const auto h2 = plan.select_node("children/node[1]/children/node").node();
  CHECK(h2.attribute("id").value() == std::string("p1.n3"));
  CHECK(h2.child_value("marker") == std::string("（一）"));
  CHECK(h2.child("marker").attribute("number").as_int() == 1);
  CHECK(h2.attribute("run_in").as_bool());
  const auto cell = plan.select_node(".//row[1]/cell[2]").node();
  CHECK(cell.attribute("column_span").as_int() == 2);
  CHECK(plan.select_nodes(".//clause").size() == 2);
  const auto targets = plan.select_nodes("targets/target");
  REQUIRE(targets.size() == 3);
  CHECK(targets[0].node().attribute("value").value() == std::string("8.10"));
  CHECK(targets[1].node().attribute("baseline").value() == std::string("p1.t1"));
  CHECK_FALSE(targets[2].node().attribute("indicator_id"));
}

TEST_CASE("xml: what the row of a table says of a work") {
  const auto tree = parsed(gangmu::test::export_to_string("xml", gangmu::test::works_document()));
  const auto names = tree.select_nodes("//names/name");
  REQUIRE(names.size() == 3);
  const auto first = names[0].node().child("work"), second = names[1].node().child("work");
  CHECK(first.attribute("place").value() == std::string("江北新区"));
  CHECK(first.attribute("host").value() == std::string("云溪大学"));
  CHECK_FALSE(second.attribute("place"));
  CHECK(second.attribute("host").value() == std::string("=cmd|'/C calc'!A0"));
  CHECK_FALSE(names[2].node().child("work"));
}

TEST_CASE("xml: characters that XML forbids are replaced, all others survive") {
  const Document document = gangmu::test::hostile_document();
  const std::string bytes = gangmu::test::export_to_string("xml", document);
  CHECK(std::all_of(bytes.begin(), bytes.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t';
  }));
  const auto tree = parsed(bytes);
  const auto plan = tree.child("document").child("plans").child("plan");
  CHECK(plan.child_value("title") == std::string(document.text(document.plans[0].title)));
  CHECK(plan.select_node("children/node").node().child_value("title") ==
        std::string("+SUM(1)\uFFFD\uFFFD & <b>'\"\\"));
  CHECK(plan.select_node("children/node/children/node[1]").node().child_value("text") ==
        std::string(document.text(document.nodes[1].text)));
  CHECK(plan.select_node("children/node/children/node[2]").node().child_value("text") ==
        std::string("-1+1 {=1} \uFFFD\uFFFD\x7F \u2028 \uFFFD \xF0\xA0\x80\x80 end"));
  const auto target = plan.select_node("targets/target").node();
  CHECK_FALSE(target.attribute("value"));
  CHECK(target.attribute("number").value() == std::string("100000000000000000000.50"));
}

TEST_CASE("xml: documents are valid against docs/schema/gangmu.xsd") {
  if (!has_xmllint()) {
    WARN("skipped: xmllint is not installed (package libxml2-utils)");
    return;
  }
  CHECK(is_valid(gangmu::test::export_to_string("xml", gangmu::test::small_document()),
                 "gangmu-xml-small.xml"));
  CHECK(is_valid(gangmu::test::export_to_string("xml", gangmu::test::hostile_document()),
                 "gangmu-xml-hostile.xml"));
  CHECK(is_valid(gangmu::test::export_to_string("xml", gangmu::test::works_document()),
                 "gangmu-xml-works.xml"));
  Document empty;
  empty.source.index();
  CHECK(is_valid(gangmu::test::export_to_string("xml", empty), "gangmu-xml-empty.xml"));
  std::string broken = gangmu::test::export_to_string("xml", empty);
  broken.replace(broken.find("<plans>"), 7, "<plans><x/>");
  CHECK_FALSE(is_valid(broken, "gangmu-xml-broken.xml"));
}

TEST_CASE("xml: deep trees are not indented") {
  gangmu::test::DocumentBuilder build;
  build.plan("规划");
  std::uint32_t parent = gangmu::kNone;
  for (int i = 0; i < 3000; ++i) {
    parent = build.node(gangmu::NodeKind::dash, {.text = "项", .parent = parent});
  }
  CHECK(gangmu::test::export_to_string("xml", build.finish()).size() < 3000u * 500u);
}

TEST_CASE("xml: takes one document") {
  CHECK(gangmu::test::export_to_string(*gangmu::find_exporter("xml"), {}) ==
        "error: format \"xml\" takes one document to a file");
}
