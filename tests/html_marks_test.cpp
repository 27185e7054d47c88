#include "exporters/html_marks.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "tests/build_document.h"

using gangmu::Document;
using gangmu::Mark;
using gangmu::MarkPiece;
using gangmu::Marks;
using gangmu::NodeKind;
using gangmu::Slice;
using gangmu::Span;
using gangmu::test::DocumentBuilder;

namespace {

// Writes marks as [id: … ], pieces behind the first as [+id: … ].
class Brackets {
 public:
  Brackets(const Document& document, const Marks& marks) : document_(document), marks_(marks) {}
  void open(const MarkPiece& piece) {
    out_ += (piece.first ? "[" : "[+") + marks_[piece.mark].id + ":";
  }
  void text(Slice slice) { out_ += document_.text(slice); }
  void close() { out_ += "]"; }
  std::string take() { return std::move(out_); }

 private:
  const Document& document_;
  const Marks& marks_;
  std::string out_;
};

std::string written(const Document& document, const Marks& marks, Slice field) {
  Brackets out(document, marks);
  gangmu::write_marked(marks.in(field), field, out);
  return out.take();
}

Document plain(std::string_view title, std::string_view text) {
  DocumentBuilder build;
  build.plan("P");
  build.node(NodeKind::h1, {.marker = "1.", .title = title, .close = ".", .text = text});
  return build.finish();
}

Mark named(const char* id) { return {id, "look", "told", true}; }

}  // namespace

TEST_CASE("marks: pieces that nest, follow one another and cross", "[html_report]") {
  const Document document = plain("T", "0123456789");
  const Slice text = document.nodes[0].text;
  const auto at = [&](unsigned begin, unsigned end) {
    return Slice{text.begin + begin, text.begin + end};
  };
  struct Case {
    const char* what;
    std::vector<std::pair<Slice, const char*>> marks;
    const char* expected;
  };
  for (const Case& one : std::vector<Case>{
           {"none", {}, "0123456789"},
           {"inside one another, added in any order",
            {{at(3, 5), "in"}, {at(2, 8), "out"}, {at(0, 10), "all"}},
            "[all:01[out:2[in:34]567]89]"},
           {"side by side, to the edges",
            {{at(0, 5), "a"}, {at(5, 10), "b"}},
            "[a:01234][b:56789]"},
           {"crossing",
            {{at(1, 5), "a"}, {at(3, 8), "b"}, {at(4, 9), "c"}},
            "0[a:12[b:3[c:4]]][+b:[+c:567]][+c:8]9"},
           {"the same place twice", {{at(1, 3), "a"}, {at(1, 3), "b"}}, "0[a:[b:12]]3456789"}}) {
    INFO(one.what);
    Marks marks(document);
    for (const auto& [place, id] : one.marks) marks.add(place, named(id));
    marks.finish();
    CHECK(written(document, marks, text) == one.expected);
  }
}

TEST_CASE("marks: many that cross cost no more than their number asks for", "[html_report]") {
  constexpr unsigned kCount = 500;
  const Document document = plain("T", std::string(2 * kCount, 'a'));
  const Slice text = document.nodes[0].text;
  Marks marks(document);
  for (unsigned i = 0; i < kCount; ++i) {
    marks.add(Slice{text.begin + i, text.begin + i + kCount}, named(std::to_string(i).c_str()));
  }
  marks.finish();
  const std::string out = written(document, marks, text);
  for (unsigned i = 0; i < kCount; ++i) {  // none is lost
    CHECK(out.find("[" + std::to_string(i) + ":") != std::string::npos);
  }
  CHECK(std::count(out.begin(), out.end(), 'a') == 2 * kCount);
  CHECK(std::count(out.begin(), out.end(), '[') == std::count(out.begin(), out.end(), ']'));
  CHECK(out.size() < kCount * 400);
}

TEST_CASE("marks: a mark over several fields has a piece in each", "[html_report]") {
  const Document document = plain("title", "text");
  const auto& node = document.nodes[0];
  Marks marks(document);
  CHECK(marks.add(Span{node.title.begin + 2, node.text.begin + 2}, named("a")));
  CHECK_FALSE(marks.add_within(Span{node.title.begin + 2, node.text.begin + 2}, named("b")));
  CHECK(marks.add_within(Span{node.text.begin, node.text.begin + 1}, named("c")));
  CHECK_FALSE(marks.add(Span{node.text.end, node.text.end + 1}, named("end of line")));
  CHECK_FALSE(marks.add(Slice{node.text.begin, node.text.begin}, named("nothing")));
  marks.finish();
  CHECK(written(document, marks, node.title) == "ti[a:tle]");
  CHECK(written(document, marks, node.close) == "[+a:.]");
  CHECK(written(document, marks, node.text) == "[+a:[c:t]e]xt");
  CHECK(marks.node_at(node.text.begin) == 0);
  CHECK(marks.node_at(0) == gangmu::kNone);
}

TEST_CASE("marks: places of the source where the clean text left something out", "[html_report]") {
  // The source has a blank and a line end that the clean text lacks.
  Document document = plain("T", "新建公园30个。");
  const Slice text = document.nodes[0].text;
  document.source.text = document.clean;
  const auto cut = static_cast<gangmu::Offset>(document.clean.find("30"));
  document.source.text.insert(cut, " \n");
  document.source.index();
  document.runs = {{0, 0}, {cut, cut + 2}};
  Marks marks(document);
  CHECK(marks.add(Span{cut + 2, cut + 2 + 5}, named("figure")));
  CHECK(marks.add(Span{text.begin, cut + 2 + 5}, named("clause")));
  CHECK_FALSE(marks.add(Span{cut, cut + 2}, named("blanks")));
  marks.finish();
  CHECK(written(document, marks, text) == "[clause:新建公园[figure:30个]]。");
}
