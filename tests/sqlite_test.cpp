#include <catch2/catch.hpp>

#include "exporters/sqlite.h"
#include "tests/export_samples.h"

using gangmu::Document;
using gangmu::search_pairs;

namespace {

std::string database(std::span<const Document> documents, const std::string& previous = "") {
  std::string bytes;
  gangmu::Sink sink([&bytes](std::string_view more) { bytes += more; });
  gangmu::ExportOptions options;
  options.generator_version = "9.8.7";
  options.previous = previous;
  const gangmu::Status status = gangmu::write_sqlite(documents, options, sink);
  return status ? bytes : "error: " + status.error().code;
}

}  // namespace

TEST_CASE("sqlite: words are found by pairs of neighbours") {
  CHECK(search_pairs("发明专利") == "发明 明专 专利");
  CHECK(search_pairs("利") == "利");
  CHECK(search_pairs("建设5G基站，水。") == "建设 5G 基站 水");
  CHECK(search_pairs("甲、乙丙") == "甲 乙丙");
  CHECK(search_pairs("５Ｇ—3.5") == "5G 3 5");
  CHECK(search_pairs("").empty());
  CHECK(search_pairs("，。").empty());
}

TEST_CASE("sqlite: the same documents give the same bytes, hostile text included") {
  const std::vector<Document> both = {gangmu::test::small_document(),
                                      gangmu::test::hostile_document()};
  const std::string bytes = database(both);
  REQUIRE(bytes.starts_with("SQLite format 3"));
  CHECK(database(both) == bytes);
  CHECK(database({}).starts_with("SQLite format 3"));
}

TEST_CASE("sqlite: what is no database of ours is left alone") {
  const Document document = gangmu::test::small_document();
  CHECK(database({&document, 1}, "no database at all") == "error: export.sqlite");
  std::string other = database({&document, 1});
  other[68] ^= 1;  // the application's id in the header
  CHECK(database({&document, 1}, other) == "error: export.sqlite");
  other[68] ^= 1;
  CHECK(database({&document, 1}, other).starts_with("SQLite format 3"));
  CHECK(database({&document, 1}, other.substr(0, 5000)) == "error: export.sqlite");
}
