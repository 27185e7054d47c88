// Pages → the text view, with places, tables, notes and margins.
#include <catch2/catch.hpp>

#include "gangmu.h"
#include "make_pages.h"
#include "model/sha256.h"

using namespace gangmu;
using namespace page_samples;

namespace {

// What finish_pages() makes, with the promises of model/source.h looked at.
Source source_of(std::vector<Page> pages, std::vector<Bookmark> bookmarks = {}) {
  const std::size_t count = pages.size();
  Pages all = pages_of(std::move(pages));
  all.bookmarks = std::move(bookmarks);
  Result<Source> made = finish_pages(std::move(all), "a.pdf", "bytes", "pdf");
  REQUIRE(made);
  const Source& source = *made;
  CHECK(source.name == "a.pdf");
  CHECK(source.format == "pdf");
  CHECK(source.encoding == "UTF-8");
  CHECK(source.bytes == 5);
  CHECK(source.sha256 == sha256_hex("bytes"));
  CHECK_FALSE(source.flowing);
  REQUIRE(source.pages.size() == count);
  REQUIRE(std::is_sorted(source.pages.begin(), source.pages.end()));
  REQUIRE(source.places.size() == (source.text.empty() ? 0 : source.lines.size()));
  std::size_t edge = 0;
  for (std::size_t n = 0; n < source.places.size(); ++n) {
    const LinePlace& place = source.places[n];
    REQUIRE(place.first_edge == edge);
    edge += char_count(source.line(static_cast<std::uint32_t>(n + 1))) + 1;
    REQUIRE((place.page >= 1 && place.page <= count));
    REQUIRE((place.x0 <= place.x1 && place.y0 < place.y1));
  }
  REQUIRE(source.edges.size() == edge);
  const auto whole_lines = [&](Span span) {
    const bool begins = span.begin == 0 || source.text[span.begin - 1] == '\n';
    return begins && span.end > span.begin && source.text[span.end] == '\n';
  };
  for (const Span margin : source.margins) REQUIRE(whole_lines(margin));
  for (const SourceNote& note : source.notes) {
    REQUIRE(whole_lines(note.span));
    REQUIRE((note.marker.begin == note.span.begin && note.marker.end <= note.span.end));
  }
  for (const SourceTable& table : source.tables) {
    REQUIRE(whole_lines(table.span));
    for (const auto& row : table.rows) {
      for (const SourceCell& cell : row) REQUIRE((cell.span.empty() || whole_lines(cell.span)));
    }
  }
  return source;
}

std::string_view at(const Source& source, Span span) {
  return std::string_view(source.text).substr(span.begin, span.end - span.begin);
}

Span span_of(const Source& source, std::string_view words) {
  const std::size_t begin = source.text.find(words);
  REQUIRE(begin != std::string::npos);
  return {static_cast<Offset>(begin), static_cast<Offset>(begin + words.size())};
}

// Rows parted by " / ", cells by "|", "+ROWSxCOLUMNS" behind merged ones.
std::string shown(const Source& source, const SourceTable& table) {
  std::string out;
  for (const auto& row : table.rows) {
    if (!out.empty()) out += " / ";
    for (std::size_t c = 0; c < row.size(); ++c) {
      out += (c > 0 ? "|" : "") + std::string(at(source, row[c].span));
      if (row[c].row_span * row[c].column_span > 1) {
        out += "+" + std::to_string(row[c].row_span) + "x" + std::to_string(row[c].column_span);
      }
    }
  }
  return out;
}

const std::vector<float> kTwo = {80, 300, 528};

}  // namespace

TEST_CASE("pages: a line a printed line, with its place") {
  const Source source =
      source_of({Sheet().line("一、总体要求", 2, kSize, 1).full(2).line("治理。")});
  CHECK(source.line(1) == "一、总体要求");
  CHECK(source.line(3) == "治理。");
  const LinePlace& first = source.places[0];
  CHECK((first.page == 1 && first.bold && first.size == kSize));
  CHECK(first.start == LineStart::paragraph);
  CHECK(first.x0 == near(112));
  CHECK(first.x1 == near(208));
  CHECK(first.y0 == near(100 - 13.6));
  CHECK(first.y1 == near(103.2));
  CHECK(source.places[1].start == LineStart::paragraph);
  CHECK(source.places[2].start == LineStart::inside);
}

TEST_CASE("pages: doubts of the reader, also of pages without text") {
  for (const bool text : {false, true}) {
    Pages pages = pages_of({text ? Page(Sheet().full()) : page({}), page({})});
    pages.doubts.push_back({1, Code::page_unread, {"2"}});
    const Result<Source> source = finish_pages(std::move(pages), "a.pdf", "bytes", "pdf");
    REQUIRE(source);
    REQUIRE(source->doubts.size() == 1);
    CHECK(source->doubts[0].code == Code::page_unread);
    CHECK(source->doubts[0].span.end <= source->text.size());
  }
}

TEST_CASE("pages: no text") {
  const Source blank = source_of({page({}), page({})});
  CHECK(blank.text.empty());
  CHECK(blank.page_of(0) == 2);
  CHECK(blank.boxes_of({0, 0}).empty());
  CHECK(source_of({page({}, grid({80, 200, 400}, {100, 120}))}).text.empty());
  CHECK(source_of({}).text.empty());
  const Document document = parse(blank, *Grammar::builtin());
  CHECK(check_invariants(document).empty());
}

TEST_CASE("pages: which page a byte is on, and where a span stands") {
  const Source source = source_of({Sheet().line("治理河道120公里", 2).foot("— 1 —"), page({}),
                                   Sheet(1).line("修复湖泊15处", 2).line("建成").foot("— 3 —")});
  const Span length = span_of(source, "120公里");
  CHECK(source.page_of(length.begin) == 1);
  CHECK(source.page_of(span_of(source, "湖泊").begin) == 3);
  CHECK(source.page_of(static_cast<Offset>(source.text.size() - 1)) == 3);
  CHECK(source.pages[1] == source.pages[2]);  // an empty page begins where the next does
  const std::vector<PageBox> boxes = source.boxes_of(length);
  REQUIRE(boxes.size() == 1);
  CHECK(boxes[0].page == 1);
  CHECK(boxes[0].x0 == near(80 + 6 * 16));
  CHECK(boxes[0].x1 == near(80 + 6 * 16 + 24 + 32));
  CHECK(boxes[0].y0 == near(100 - 13.6));
  CHECK(boxes[0].y1 == near(103.2));
  // Over two lines of a page: around both parts.
  const Span two = {span_of(source, "处").begin, span_of(source, "成").end};
  REQUIRE(source.boxes_of(two).size() == 1);
  const PageBox box = source.boxes_of(two)[0];
  CHECK((box.x0 == near(80) && box.x1 == near(112 + 6 * 16)));
  CHECK((box.y0 == near(100 - 13.6) && box.y1 == near(128 + 3.2)));
  // Over pages: one each.
  const auto all = source.boxes_of({0, static_cast<Offset>(source.text.size())});
  REQUIRE(all.size() == 2);
  CHECK((all[0].page == 1 && all[1].page == 3));
  CHECK(source.boxes_of({3, 3}).empty());
}

TEST_CASE("pages: page numbers and heads are margins") {
  std::vector<Page> pages;
  for (std::size_t i = 0; i < 3; ++i) {
    Sheet sheet(i);
    sheet.at(200, 50, "河湖保护规划", 10);
    for (int k = 0; k < 3; ++k) sheet.full(k == 0 ? 2 : 0);
    pages.push_back(sheet.foot("— " + std::to_string(i + 1) + " —"));
  }
  const Source source = source_of(pages);
  Texts margins;
  for (const Span span : source.margins) margins.emplace_back(at(source, span));
  CHECK(margins ==
        Texts{"河湖保护规划", "— 1 —", "河湖保护规划", "— 2 —", "河湖保护规划", "— 3 —"});
  CHECK(source.page_of(source.margins[5].begin) == 3);
}

TEST_CASE("pages: notes stand behind the paragraph with their mark") {
  Sheet sheet;
  sheet.line("治理河道120公里", 2).at(80 + 12.5f * 16, 94, "1", 9);
  sheet.at(80 + 13 * 16, 100, words(15));
  sheet.line("建成水库。").line("修复湖泊15处。", 2).line("配备人员。", 2);
  sheet.rule(level(80, 224, 700)).at(80, 716, "1", 6).at(84, 720, "指" + words(40), 10.5f);
  sheet.at(80, 734, "统计。", 10.5f);
  const Source source = source_of({sheet});
  REQUIRE(source.notes.size() == 1);
  CHECK(at(source, source.notes[0].marker) == "¹");
  CHECK(at(source, source.notes[0].span) == "¹指" + words(40) + "\n统计。");
  CHECK(source.notes[0].span.begin == span_of(source, "建成水库。").end + 1);
  // Without a mark in the text: behind the last paragraph of the page.
  const Source other = source_of({Sheet()
                                      .line("治理。", 2)
                                      .line("修复。", 2)
                                      .rule(level(80, 224, 700))
                                      .at(80, 716, "2指累计数。", 10.5f),
                                  Sheet(1).line("下一页。", 2)});
  REQUIRE(other.notes.size() == 1);
  CHECK(at(other, other.notes[0].span) == "²指累计数。");
  CHECK(other.text == "治理。\n修复。\n²指累计数。\n下一页。\n");
  // A page of nothing else.
  const Source alone = source_of({Sheet().rule(level(80, 224, 86)).line("1指累计数。")});
  CHECK(alone.text == "¹指累计数。\n");
  CHECK(alone.notes.size() == 1);
}

TEST_CASE("pages: a table in the text") {
  const Source source = source_of({Sheet()
                                       .line("表1 主要指标", 2)
                                       .table(kTwo, {{"指标", "数值"}, {"漏损率\n（%）", "8.10"}})
                                       .line("注：以上为预测数。", 2)});
  CHECK(source.text == "表1 主要指标\n指标\n数值\n漏损率\n（%）\n8.10\n注：以上为预测数。\n");
  REQUIRE(source.tables.size() == 1);
  CHECK(shown(source, source.tables[0]) == "指标|数值 / 漏损率\n（%）|8.10");
  CHECK(at(source, source.tables[0].span) == "指标\n数值\n漏损率\n（%）\n8.10");
  CHECK(source.places[3].start == LineStart::paragraph);
  CHECK(source.places[4].start == LineStart::inside);
}

TEST_CASE("pages: a table over pages, with its margins and notes behind it") {
  const std::vector<float> xs = {80, 200, 320, 440};
  const Texts head = {"类别", "数值", "<"}, years = {"^", "2025年", "2030年"};
  Sheet first, second(1), third(2);
  first.full(2).line("如下。").table(xs, {head, years, {"河道*", "1", "2"}, {"^", "3", "4"}});
  first.at(80, 700, "*为约束性指标。", 10).foot("— 1 —");
  second.table(xs, {head, years, {"", "5", "6"}, {"湖泊", "7", "<"}}).foot("— 2 —");
  third.line("三、保障", 2).foot("— 3 —");
  const Source source = source_of({first, second, third});
  REQUIRE(source.tables.size() == 1);
  CHECK(shown(source, source.tables[0]) ==
        "类别+2x1|数值+1x2 / 2025年|2030年 / 河道*+3x1|1|2 / 3|4 / 5|6 / 湖泊|7+1x2");
  Texts margins;
  for (const Span span : source.margins) margins.emplace_back(at(source, span));
  CHECK(margins == Texts{"— 1 —", "类别", "数值", "2025年", "2030年", "— 2 —", "— 3 —"});
  REQUIRE(source.notes.size() == 1);
  CHECK(source.notes[0].span.begin > source.tables[0].span.end);
  CHECK(source.page_of(source.notes[0].span.begin) == 1);
  CHECK(source.page_of(span_of(source, "湖泊").begin) == 2);
  CHECK(source.pages[1] == span_of(source, "5\n").begin);
}

TEST_CASE("pages: frames are opened") {
  const Source source =
      source_of({Sheet().line("见专栏。", 2).frame({"专栏1 工程", "治理河道。"})});
  CHECK(source.tables.empty());
  CHECK(source.text == "见专栏。\n专栏1 工程\n治理河道。\n");
  SECTION("with a second line around, and with a table in it") {
    Sheet sheet;
    sheet.line("见专栏。", 2).frame({"专栏1 工程", "治理河道。"});
    for (const PageRule& rule : grid({66, 542}, {100, sheet.base() + 8})) sheet.rule(rule);
    CHECK(source_of({sheet}).text == "见专栏。\n专栏1 工程\n治理河道。\n");
    Sheet inner;
    inner.table({90, 200, 400}, {{"甲", "乙"}});
    for (const PageRule& rule : grid({74, 534}, {60, 200})) inner.rule(rule);
    const Source held = source_of({inner});
    CHECK(held.text == "甲\n乙\n");
    CHECK(held.tables.size() == 1);
    inner.at(90, 180, "治理河道。").at(90, 76, "专栏");
    CHECK(source_of({inner}).text == "专栏\n甲\n乙\n治理河道。\n");
  }
}

TEST_CASE("pages: a table in a frame goes on over the page") {
  const std::vector<float> xs = {80, 200, 320, 440};
  Sheet first, second(1);
  first.at(90, 90, "专栏1 指标")
      .room(20)
      .table(xs, {{"名称", "单位", "数值"}, {"河道", "条", "1"}});
  second.table(xs, {{"名称", "单位", "数值"}, {"湖泊", "个", "2"}});
  // The frame ends where the page does, on the last line of the table, and begins on its first.
  const float top = second.base() - 2 * 20;
  second.line("注：见附件。", 1, 12);
  for (const PageRule& rule : grid({74, 534}, {70, first.base()})) first.rule(rule);
  for (const PageRule& rule : grid({74, 534}, {top, second.base() + 10})) second.rule(rule);
  const Source source = source_of({first, second});
  REQUIRE(source.tables.size() == 1);
  CHECK(shown(source, source.tables[0]) == "名称|单位|数值 / 河道|条|1 / 湖泊|个|2");
  CHECK(source.margins.size() == 3);
  CHECK(source.text.starts_with("专栏1 指标\n"));
  CHECK(source.text.ends_with("\n注：见附件。\n"));
}

TEST_CASE("pages: no character is lost or comes twice") {
  // Whatever lines are drawn through the text.
  const Page plain = Sheet().full(2).full().line("治理。").full(2).full();
  std::string want = without_blanks(source_of({plain}).text);
  std::erase(want, '\n');
  std::sort(want.begin(), want.end());
  for (unsigned seed = 1; seed <= 60; ++seed) {
    unsigned state = seed * 7919;
    const auto random = [&](unsigned most) {
      state = state * 1103515245u + 12345u;
      return static_cast<float>((state >> 16) % most);
    };
    Page drawn = plain;
    for (int i = 0; i < 3; ++i) {
      std::vector<float> xs = {60 + random(200), 0, 0}, ys = {70 + random(80), 0, 0};
      xs[1] = xs[0] + 5 + random(150), xs[2] = xs[1] + 5 + random(200);
      ys[1] = ys[0] + 5 + random(60), ys[2] = ys[1] + 5 + random(60);
      if (random(2) == 0) xs.pop_back();
      const auto rules = grid(xs, ys);
      drawn.rules.insert(drawn.rules.end(), rules.begin(), rules.end());
    }
    CAPTURE(seed);
    const Source source = source_of({drawn});
    std::string got = without_blanks(source.text);
    std::erase(got, '\n');
    std::sort(got.begin(), got.end());
    CHECK(got == want);
    CHECK(check_invariants(parse(source, *Grammar::builtin())).empty());
  }
}

TEST_CASE("pages: what stands behind a table does not go on with its last cell") {
  Sheet sheet;
  sheet.full(2).full().table({80, 200, 320}, {{"河道", "320"}, {"泵站", "6"}});
  sheet.line("。").line(words(6), 2);
  const Document document = parse(source_of({sheet}), *Grammar::builtin());
  CHECK(check_invariants(document).empty());
  REQUIRE(document.tables.size() == 1);
  CHECK(document.text(document.tables[0].rows[1][1].text) == "6");
}

TEST_CASE("pages: lines that bookmarks name are headings") {
  Sheet sheet;
  sheet.line("总体要求").full(2).full().line("主要任务").full(2);
  const Source source = source_of({sheet}, {{2, 0, "总体 要求"}, {1, 1, "主要任务"}});
  REQUIRE(source.headings.size() == 1);
  CHECK(at(source, source.headings[0].span) == "总体要求");
  CHECK(source.headings[0].level == 2);
}

TEST_CASE("pages: a page number below a note belongs to neither its text nor its span") {
  Sheet sheet;
  sheet.line("一、总体要求").full(2).line("供水保障率¹提高。").at(80, 700, "1", 9).foot("— 1 —");
  const Document document = parse(source_of({sheet}), *Grammar::builtin());
  CHECK(check_invariants(document).empty());
  CHECK(document.furniture.size() == 1);
}
