// What a process hands over that reads untrusted files: all of it comes through, and nothing is
// believed.
#include "readers/packed.h"

#include <catch2/catch.hpp>

#include "gangmu.h"
#include "tests/make_zip.h"

using namespace gangmu;

namespace {

// With one of everything.
Source sample() {
  Source source;
  source.name = "a.pdf";
  source.format = "pdf";
  source.bytes = 7;
  source.text = "规划\n1\n注\n页\n";  // 6+1, 1+1, 3+1, 3+1
  source.index();
  source.pages = {0, 13};
  source.tables = {{{7, 8}, 1, {{{{7, 8}, 1, 2}}}}};
  source.notes = {{{9, 12}, {9, 12}}};
  source.headings = {{{0, 6}, 1}};
  source.edges = {1, 2, 3, 4, 5, 6, 7, 8, 9};
  source.places = {{1, 0, 0, 1, 1, 12, true, 0, LineStart::title, 0},
                   {1, 0, 1, 1, 2, 12, false, 0, LineStart::unknown, 3},
                   {1, 0, 2, 1, 3, 12, false, 0, LineStart::inside, 5},
                   {2, 0, 3, 1, 4, 12, false, 0, LineStart::paragraph, 7}};
  source.page_sizes = {{595, 842}, {595, 842}};
  source.fonts = {"宋体"};
  source.doubts = {diagnose(Code::page_recognised, {"1", "90"}, {0, 6})};
  source.margins = {{13, 16}};
  return source;
}

bool passes(const Source& source) {
  const std::optional<Result<Source>> again = unpacked_source(packed(Result<Source>(source)));
  CHECK(again.has_value() == breach_of(source).empty());
  return again && *again;
}

}  // namespace

TEST_CASE("Packed: a source comes through whole") {
  const Source source = sample();
  CHECK(breach_of(source).empty());
  const std::string bytes = packed(Result<Source>(source));
  const auto again = unpacked_source(bytes);
  REQUIRE(again);
  REQUIRE(*again);
  CHECK(packed(*again) == bytes);
  CHECK((*again)->lines == source.lines);
  CHECK((*again)->pages == source.pages);
  CHECK((*again)->places[0].bold);
  CHECK((*again)->places[0].start == LineStart::title);
  CHECK((*again)->doubts[0].args == source.doubts[0].args);
  CHECK((*again)->tables[0].rows[0][0].column_span == 2);
}

TEST_CASE("Packed: errors keep the ids of their messages") {
  const Error error = {"input.damaged", said("\"%1\" is damaged: %2", "a.docx", Message("cut off")),
                       "a.docx:3", said("%1\n%2", 7, Message::words("one"))};
  const auto again = unpacked_source(packed(Result<Source>(error)));
  REQUIRE(again);
  REQUIRE_FALSE(*again);
  const Error& told = again->error();
  CHECK(told.code == error.code);
  CHECK(told.message == error.message);
  CHECK(told.message.id() == error.message.id());
  CHECK(told.message.args()[1].id() == "cut off");
  CHECK(told.detail == error.detail);
  CHECK(told.place == error.place);
}

TEST_CASE("Packed: a source that leads out of itself is refused") {
  const auto broken = [](const std::function<void(Source&)>& breaks) {
    Source source = sample();
    breaks(source);
    return !passes(source);
  };
  CHECK(passes(sample()));
  CHECK(broken([](Source& s) { s.text[0] = '\xFF'; }));
  CHECK(broken([](Source& s) { s.text[6] = '\r'; }));
  CHECK(broken([](Source& s) { s.pages[1] = 100; }));
  CHECK(broken([](Source& s) { s.pages = {13, 0}; }));
  CHECK(broken([](Source& s) { s.tables[0].span.end = 100; }));
  CHECK(broken([](Source& s) { s.tables[0].header_rows = 2; }));
  CHECK(broken([](Source& s) { s.tables[0].rows[0][0].span = {0, 6}; }));
  CHECK(broken([](Source& s) { s.tables[0].rows[0][0].span = {100, 6}; }));
  CHECK(broken([](Source& s) { s.tables[0].rows[0][0].row_span = 0; }));
  CHECK(broken([](Source& s) { s.tables.push_back(s.tables[0]); }));
  CHECK(broken([](Source& s) { s.notes[0].span.end = 100; }));
  CHECK(broken([](Source& s) { s.notes[0].marker.begin = 10; }));
  CHECK(broken([](Source& s) { s.notes[0] = {{7, 8}, {7, 8}}; }));
  CHECK(broken([](Source& s) { s.headings[0].span = {1, 6}; }));  // inside a character
  CHECK(broken([](Source& s) { s.margins[0] = {13, 15}; }));
  CHECK(broken([](Source& s) { s.margins[0] = {7, 8}; }));
  CHECK(broken([](Source& s) { s.doubts[0].span.end = 100; }));
  CHECK(broken([](Source& s) { s.places.pop_back(); }));
  CHECK(broken([](Source& s) { s.places[0].page = 3; }));
  CHECK(broken([](Source& s) { s.places[0].page = 0; }));
  CHECK(broken([](Source& s) { s.places[3].first_edge = 8; }));
  CHECK(broken([](Source& s) { s.places[3].first_edge = ~0u; }));
  CHECK(broken([](Source& s) { s.places[0].x1 = -1; }));
  CHECK(broken([](Source& s) { s.edges[0] = std::numeric_limits<float>::infinity(); }));
  CHECK(broken([](Source& s) { s.page_sizes.pop_back(); }));
}

TEST_CASE("Packed: bytes that nobody packed are refused") {
  const std::string bytes = packed(Result<Source>(sample()));
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    CHECK_FALSE(unpacked_source(bytes.substr(0, size)));
  }
  CHECK_FALSE(unpacked_source(bytes + "x"));
  // Any change of a byte gives a source that keeps its promises, or none.
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    for (const char change : {'\x01', '\x7F', '\xFF'}) {
      std::string changed = bytes;
      changed[at] = static_cast<char>(changed[at] ^ change);
      const auto again = unpacked_source(changed);
      if (again && *again) CHECK(breach_of(**again).empty());
    }
  }
}

TEST_CASE("Packed: calls of programs and their answers") {
  ToolCall call;
  call.command = {"soffice", "--headless"};
  call.input = "in";
  call.environment = {"A=b"};
  call.files = {{"plan.doc", "bytes"}, {"tmp/", ""}};
  call.wanted = "out/plan.docx";
  call.max_file = 3;
  const std::string bytes = packed(call);
  const auto again = unpacked_call(bytes);
  REQUIRE(again);
  CHECK(packed(*again) == bytes);
  CHECK(again->files[0].bytes == "bytes");
  CHECK_FALSE(unpacked_call(bytes.substr(1)));

  const ToolResult result = {ToolResult::End::crashed, 11, "out", "err", "file"};
  const auto answer = unpacked_result(packed(Result<ToolResult>(result)));
  REQUIRE(answer);
  REQUIRE(*answer);
  CHECK((*answer)->file == "file");
  CHECK((*answer)->end == ToolResult::End::crashed);
  CHECK((*answer)->status == 11);
  CHECK_FALSE(unpacked_result(""));
}

TEST_CASE("Packed: cells of workbooks come in their order") {
  const std::vector<FilledSheet> sheets = {
      {"a", {{0, 0, "x", false, false, ""}, {0, 1, "8.10", true, false, "0.00"}}}};
  const auto again = unpacked_sheets(packed(Result<std::vector<FilledSheet>>(sheets)));
  REQUIRE(again);
  REQUIRE(*again);
  CHECK((**again)[0].cells[1].text == "8.10");
  std::vector<FilledSheet> turned = sheets;
  std::swap(turned[0].cells[0], turned[0].cells[1]);
  CHECK_FALSE(unpacked_sheets(packed(Result<std::vector<FilledSheet>>(turned))));
}
