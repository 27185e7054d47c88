#include <catch2/catch.hpp>

#include "exporters/csv.h"
#include "tests/export_samples.h"

using gangmu::csv_cell;
using gangmu::Document;
using gangmu::NodeKind;

namespace {

std::string csv(std::span<const Document> documents, const std::string& table,
                const std::string& language = "zh") {
  std::string bytes;
  gangmu::Sink sink([&bytes](std::string_view more) { bytes += more; });
  gangmu::ExportOptions options;
  options.language = language;
  options.table = table;
  const gangmu::Status status = gangmu::write_csv(documents, options, sink);
  return status ? bytes : "error: " + status.error().code;
}

std::string csv(const Document& document, const std::string& table) {
  return csv({&document, 1}, table);
}

// The rows as RFC 4180 has them; what no reader could tell apart fails.
std::vector<std::vector<std::string>> rows_of(std::string_view bytes) {
  REQUIRE(bytes.starts_with("\xEF\xBB\xBF"));
  bytes.remove_prefix(3);
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row;
  std::size_t at = 0;
  while (at < bytes.size()) {
    std::string cell;
    if (bytes[at] == '"') {
      for (++at;; ++at) {
        REQUIRE(at < bytes.size());
        if (bytes[at] == '"' && bytes[at + 1] != '"') break;
        if (bytes[at] == '"') ++at;
        cell += bytes[at];
      }
      ++at;
    } else {
      for (; bytes[at] != ',' && bytes[at] != '\r'; ++at) {
        REQUIRE((bytes[at] != '"' && bytes[at] != '\n'));
        cell += bytes[at];
      }
    }
    row.push_back(cell);
    if (bytes[at] == ',') {
      ++at;
      continue;
    }
    REQUIRE(bytes.substr(at, 2) == "\r\n");
    at += 2;
    rows.push_back(std::move(row));
    row.clear();
  }
  return rows;
}

// The cells of a row by the heads of their columns.
std::string cell(const std::vector<std::vector<std::string>>& rows, std::size_t row,
                 const std::string& head) {
  for (std::size_t i = 0; i < rows[0].size(); ++i) {
    if (rows[0][i] == head) return rows.at(row).at(i);
  }
  FAIL("no column " << head);
  return {};
}

}  // namespace

TEST_CASE("csv: cells are quoted as RFC 4180 has it") {
  CHECK(csv_cell("绿道") == "绿道");
  CHECK(csv_cell("") == "");
  CHECK(csv_cell("a,b") == "\"a,b\"");
  CHECK(csv_cell("a\"b") == "\"a\"\"b\"");
  CHECK(csv_cell("a\nb") == "\"a\nb\"");
  CHECK(csv_cell("a\x01\xFF") == "a\uFFFD\uFFFD");
}

TEST_CASE("csv: no cell is a formula") {
  CHECK(csv_cell("=cmd|' /C calc'!A0") == "'=cmd|' /C calc'!A0");
  CHECK(csv_cell("=1,\"a\"") == "\"'=1,\"\"a\"\"\"");
  CHECK(csv_cell("+86") == "'+86");
  CHECK(csv_cell("-1+1") == "'-1+1");
  CHECK(csv_cell("@SUM(1)") == "'@SUM(1)");
  CHECK(csv_cell("\t=1") == "'\t=1");
  CHECK(csv_cell("\r=1") == "\"'\r=1\"");
  CHECK(csv_cell("-1.50") == "-1.50");
  CHECK(csv_cell("8.10") == "8.10");
  CHECK(csv_cell("1=1") == "1=1");
}

TEST_CASE("csv: figures with their digits, in the chosen language") {
  const Document document = gangmu::test::small_document();
  const auto rows = rows_of(csv(document, "targets"));
  REQUIRE(rows.size() == 4);
  CHECK(rows[0].front() == "编号");
  CHECK(rows[0].back() == "行");
  CHECK(cell(rows, 1, "编号") == "p1.t1");
  CHECK(cell(rows, 1, "数值") == "8.10");
  CHECK(cell(rows, 1, "状态") == "现状");
  CHECK(cell(rows, 2, "换算值") == "35000");
  CHECK(cell(rows, 2, "运算") == "不低于");
  CHECK(cell(rows, 2, "属性") == "约束性");
  CHECK(cell(rows, 2, "一级标题") == "二、主要目标");
  CHECK(cell(rows, 3, "上限") == "15");
  CHECK(cell(rows, 3, "推定") == "时期");
  CHECK(cell(rows, 3, "截止年") == "2030");
  CHECK(rows_of(csv({&document, 1}, "targets", "en"))[0][1] == "Status");
}

TEST_CASE("csv: indicators, with the years that are inferred named") {
  const auto rows = rows_of(csv(gangmu::test::small_document(), "indicators"));
  REQUIRE(rows.size() == 3);
  CHECK(cell(rows, 1, "指标名称") == "全市绿道");
  CHECK(cell(rows, 1, "基期值") == "8.10公里");  // not in the unit of the target
  CHECK(cell(rows, 1, "目标年") == "2030");
  CHECK(cell(rows, 1, "推定") == "");
  CHECK(cell(rows, 1, "目标表述") == "≥3.5万公里");
  CHECK(cell(rows, 2, "推定") == "目标年");
}

TEST_CASE("csv: every node stands in the table of nodes, tables with their cells") {
  const Document document = gangmu::test::small_document();
  const auto rows = rows_of(csv(document, "nodes"));
  REQUIRE(rows.size() == document.nodes.size() + 1);
  CHECK(cell(rows, 2, "上级编号") == "p1");
  CHECK(cell(rows, 3, "上级编号") == "p1.n2");
  CHECK(cell(rows, 6, "正文") == "指标\t数值\n2025年\t2030年\n绿道\t8.10\t35000");
  CHECK(cell(rows, 3, "部分") == "发展基础");
}

TEST_CASE("csv: several documents are told apart, and their plans") {
  const std::vector<Document> two = {gangmu::test::small_document(),
                                     gangmu::test::small_document()};
  const auto rows = rows_of(csv(two, "targets"));
  REQUIRE(rows.size() == 7);
  CHECK(rows[0][0] == "文件");
  CHECK(rows[0][1] == "规划");
  CHECK(rows[4][0] == "sample.txt");
  CHECK(rows[4][1] == "云溪市绿道建设“十五五”规划");
  gangmu::test::DocumentBuilder build;
  build.plan("甲规划");
  build.node(NodeKind::h1, {.marker = "一、", .title = "甲"});
  build.plan("乙规划");
  build.node(NodeKind::h1, {.marker = "一、", .title = "乙"});
  const auto plans = rows_of(csv(build.finish(), "nodes"));
  CHECK(plans[0][0] == "规划");
  CHECK(plans[2][0] == "乙规划");
}

TEST_CASE("csv: hostile text stays in its cell") {
  const Document document = gangmu::test::hostile_document();
  for (const std::string_view table : gangmu::csv_tables()) {
    const auto rows = rows_of(csv({&document, 1}, std::string(table)));
    for (const auto& row : rows) {
      CHECK(row.size() == rows[0].size());
      for (const std::string& text : row) {
        CHECK((text.empty() || std::string_view("=+@\t\r").find(text[0]) == std::string::npos));
      }
    }
  }
  const auto rows = rows_of(csv(document, "targets"));
  CHECK(cell(rows, 1, "指标") == "'=HYPERLINK(\"http://x\")");
  const auto nodes = rows_of(csv(document, "nodes"));
  CHECK(cell(nodes, 2, "正文").size() > 120000);
}

TEST_CASE("csv: an empty document has its heads, an unknown table is refused") {
  Document empty;
  empty.source.index();
  for (const std::string_view table : gangmu::csv_tables()) {
    CHECK(rows_of(csv({&empty, 1}, std::string(table))).size() == 1);
  }
  CHECK(csv(empty, "nonsense") == "error: export.table");
}
