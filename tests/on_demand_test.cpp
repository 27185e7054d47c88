#include "model/on_demand.h"

#include <catch2/catch.hpp>
#include <string>

#include "exporters/exporter.h"
#include "readers/reader.h"

using gangmu::load_calls;

#ifdef __linux__
TEST_CASE("a library that is not installed is named") {
  const gangmu::Status loaded = load_calls("libnobodyhasthis.so.7", {});
  REQUIRE_FALSE(loaded);
  CHECK(loaded.error().code == "input.tool_missing");
  CHECK(loaded.error().message.find("libnobodyhasthis.so.7") != std::string::npos);
  CHECK_FALSE(loaded.error().detail.empty());
}

TEST_CASE("a function that the library lacks is an error, and no call of nothing") {
  void* there = nullptr;
  CHECK(load_calls("libc.so.6", {{"strlen", &there}}));
  CHECK(there != nullptr);
  void* missing = nullptr;
  CHECK_FALSE(load_calls("libc.so.6", {{"nobody_has_this", &missing}}));
  CHECK(missing == nullptr);
}
#endif

TEST_CASE("the libraries of all formats can be loaded, again and again") {
  for (int i = 0; i < 2; ++i) {
    gangmu::load_reader_libraries();
    gangmu::load_exporter_libraries();
  }
  CHECK(gangmu::find_exporter("xlsx") != nullptr);
}
