// check_invariants(): a document that holds, and one breach after the other.
#include <catch2/catch.hpp>
#include <functional>
#include <string>
#include <vector>

#include "model/document.h"
#include "tests/export_samples.h"

using namespace gangmu;

namespace {

// Cleans a text as the layout stage does, only simpler: radicals become ideographs, line ends and
// leading blanks go. Slices are found by their words.
struct Sample {
  Document document;

  explicit Sample(const std::string& text) {
    document.source.text = text;
    document.source.index();
    bool broken = true;
    for (std::size_t at = 0; at < text.size();) {
      const auto source = static_cast<Offset>(at);
      const char32_t c = next_char(text, at);
      if (is_blank(c)) {
        broken = true;
        continue;
      }
      const char32_t plain = plain_ideograph(c);
      if (broken || plain != c) {
        document.runs.push_back({static_cast<Offset>(document.clean.size()), source});
      }
      broken = plain != c;
      append_char(document.clean, plain);
    }
    document.rules.push_back({"test/rule", "test.toml", 1});
  }

  Slice slice(const std::string& words) const {
    const std::size_t at = document.clean.find(words);
    REQUIRE(at != std::string::npos);
    return {static_cast<Offset>(at), static_cast<Offset>(at + words.size())};
  }

  Node& add(NodeKind kind, std::uint32_t parent, Slice marker, Slice title, Slice close,
            Slice text) {
    Node node;
    node.kind = kind;
    node.parent = parent;
    node.marker = marker;
    node.title = title;
    node.close = close;
    node.text = text;
    node.run_in = !title.empty() && !text.empty();
    const auto index = static_cast<std::uint32_t>(document.nodes.size());
    node.end = index + 1;
    node.depth = parent == kNone ? 1 : static_cast<std::uint16_t>(document.nodes[parent].depth + 1);
    for (std::uint32_t p = parent; p != kNone; p = document.nodes[p].parent) {
      document.nodes[p].end = index + 1;
    }
    Span all{0xFFFFFFFF, 0};
    for (const Slice field : {marker, title, close, text}) {
      if (field.empty()) continue;
      const Span span = document.source_of(field);
      all = {std::min(all.begin, span.begin), std::max(all.end, span.end)};
    }
    node.span = all.begin < all.end ? all : Span{};
    document.nodes.push_back(node);
    return document.nodes.back();
  }
};

// A label, a title, a heading with a run-in body that a page number interrupts, a table, a figure.
Document sample() {
  Sample s(
      "附件1\n云溪市公园规划\n经市政府同意\n一、总体要求。坚持\n－1－\n绿色。\n"
      "⼀是到2025年建成公园30个。\n指标 数值\n公园 30\n2021年5月\n");
  Document& d = s.document;
  Plan plan;
  plan.label = s.slice("附件1");
  plan.label_span = d.source_of(plan.label);
  plan.title = s.slice("云溪市公园规划");
  plan.span = d.source_of(plan.title);
  d.furniture.push_back({FurnitureKind::page_number, s.slice("－1－"), {}});
  d.furniture[0].span = d.source_of(d.furniture[0].text);
  // The page number lies in the middle: layout moves it behind, so the body is one slice.
  const Slice page = d.furniture[0].text;
  const Slice rest = {page.end, static_cast<Offset>(d.clean.size())};
  const std::string moved = d.clean.substr(page.begin, page.size());
  const Run page_run = {static_cast<Offset>(d.clean.size() - page.size()),
                        d.furniture[0].span.begin};
  std::vector<Run> runs;
  for (Run run : d.runs) {
    if (run.clean == page.begin) continue;
    if (run.clean >= rest.begin) run.clean -= page.size();
    runs.push_back(run);
  }
  runs.push_back(page_run);
  d.runs = runs;
  d.clean = d.clean.substr(0, page.begin) + d.clean.substr(page.end) + moved;
  d.furniture[0].text = s.slice("－1－");

  s.add(NodeKind::paragraph, kNone, {}, {}, {}, s.slice("经市政府同意")).zone = Zone::front;
  s.add(NodeKind::h1, kNone, s.slice("一、"), s.slice("总体要求"), s.slice("。"),
        s.slice("坚持绿色。"))
      .number = 1;
  Node& item = s.add(NodeKind::paragraph, 1, {}, {}, {}, s.slice("一是到2025年建成公园30个。"));
  item.clauses.push_back({{item.text.begin, item.text.begin + 6}, item.text});
  Node& table = s.add(NodeKind::table, 1, {}, {}, {}, {});
  table.table = 0;
  Table cells;
  cells.rows.resize(2);
  for (const char* words : {"指标", "数值"}) cells.rows[0].push_back({s.slice(words), {}, 1, 1});
  const Slice last = s.slice("公园302021");
  cells.rows[1].push_back({{last.begin, last.begin + 6}, {}, 1, 1});
  cells.rows[1].push_back({{last.begin + 6, last.begin + 8}, {}, 1, 1});
  for (auto& row : cells.rows) {
    for (Cell& cell : row) cell.span = d.source_of(cell.text);
  }
  cells.header_rows = 1;
  table.span = {cells.rows[0][0].span.begin, cells.rows[1][1].span.end};
  d.tables.push_back(cells);
  s.add(NodeKind::paragraph, kNone, {}, {}, {}, s.slice("2021年5月")).zone = Zone::back;
  plan.last_node = static_cast<std::uint32_t>(d.nodes.size());
  d.plans.push_back(plan);

  Target target;
  target.node = 2;
  target.value = target.number = "30";
  const Slice figure = s.slice("30个");
  target.at = {figure.begin - d.nodes[2].text.begin, figure.end - d.nodes[2].text.begin};
  target.span = d.source_of(figure);
  target.quote_span = d.source_of(s.slice("建成公园30个"));
  d.targets.push_back(target);
  target.field = Field::cell;
  target.node = 3;
  target.row = target.column = 1;
  target.at = {0, 2};
  target.span = target.quote_span = cells.rows[1][1].span;
  target.baseline = 0;
  d.targets.push_back(target);
  d.diagnostics.push_back({Code::text_radical, "a radical", d.nodes[2].span});
  return d;
}

std::string first(const std::vector<std::string>& lines) { return lines.empty() ? "" : lines[0]; }

struct Breach {
  const char* name;
  const char* message;
  std::function<void(Document&)> make;
};

}  // namespace

TEST_CASE("document: a sound document has no breaches", "[document]") {
  const Document d = sample();
  const auto breaches = check_invariants(d);
  INFO(first(breaches));
  CHECK(breaches.empty());
  CHECK(d.text(d.nodes[1].text) == "坚持绿色。");
  // The body's span encloses the page number that was taken out of it.
  const Span body = d.source_of(d.nodes[1].text);
  CHECK(d.source.text.substr(body.begin, body.size()) == "坚持\n－1－\n绿色。");
  CHECK(check_invariants(Document{}).size() == 1);  // no lines
  Document empty;
  empty.source.index();
  CHECK(check_invariants(empty).empty());
}

TEST_CASE("document: what the tests of exporters are given holds", "[document]") {
  const auto breaches = check_invariants(gangmu::test::small_document());
  INFO(first(breaches));
  CHECK(breaches.empty());
}

TEST_CASE("document: each promise of document.h is checked", "[document]") {
  const std::vector<Breach> breaches = {
      {"CR", "a CR in the text view", [](Document& d) { d.source.text[9] = '\r'; }},
      {"utf-8", "no valid UTF-8", [](Document& d) { d.source.text[1] = 'x'; }},
      {"clean utf-8", "clean text is no valid UTF-8", [](Document& d) { d.clean[0] = '\xFF'; }},
      {"lines", "lines do not ascend", [](Document& d) { d.source.lines[2] = 1; }},
      {"runs order", "runs do not ascend", [](Document& d) { d.runs[2].clean = d.runs[1].clean; }},
      {"runs start", "runs do not start", [](Document& d) { d.runs[0].clean = 3; }},
      {"run place", "out of its text", [](Document& d) { d.runs[1].source = 100000; }},
      {"run in a character", "within a character", [](Document& d) { d.runs[1].source += 1; }},
      {"plan range", "plans do not own all nodes", [](Document& d) { d.plans[0].last_node = 4; }},
      {"plan start", "do not follow", [](Document& d) { d.plans[0].first_node = 1; }},
      {"plan span", "not that of its title", [](Document& d) { d.plans[0].span.end -= 3; }},
      {"label span", "not that of its label", [](Document& d) { d.plans[0].label_span = {}; }},
      {"plan period", "ends before",
       [](Document& d) { d.plans[0].start = 2025, d.plans[0].end = 2021; }},
      {"fact", "a span is out",
       [](Document& d) { d.plans[0].facts.region = Fact{"x", {0, 100000}}; }},
      {"nesting", "do not nest", [](Document& d) { d.nodes[1].end = 9; }},
      {"nesting of children", "do not nest", [](Document& d) { d.nodes[3].end = 5; }},
      {"empty node", "do not nest", [](Document& d) { d.nodes[0].end = 0; }},
      {"parent", "its parent is another", [](Document& d) { d.nodes[2].parent = kNone; }},
      {"depth", "its depth is wrong", [](Document& d) { d.nodes[3].depth = 1; }},
      {"plan of a node", "its plan is another", [](Document& d) { d.nodes[0].plan = 1; }},
      {"zones", "zones are not in the order", [](Document& d) { d.nodes[0].zone = Zone::back; }},
      {"node span", "not that of its own fields", [](Document& d) { d.nodes[2].span.end -= 3; }},
      {"node span in a character", "within a character",
       [](Document& d) { d.nodes[2].span.end -= 1; }},
      {"slice", "a slice is out", [](Document& d) { d.nodes[2].text.end = 100000; }},
      {"slice in a character", "a slice is out", [](Document& d) { d.nodes[2].text.begin += 1; }},
      {"rule", "its rule", [](Document& d) { d.nodes[2].rule = 1; }},
      {"number", "its number", [](Document& d) { d.nodes[2].number = -2; }},
      {"run in", "run in without", [](Document& d) { d.nodes[2].run_in = true; }},
      {"table of a node", "its table does not exist", [](Document& d) { d.nodes[3].table = 1; }},
      {"table of a paragraph", "has a table but is none",
       [](Document& d) { d.nodes[3].kind = NodeKind::paragraph; }},
      {"clauses", "its clauses", [](Document& d) { d.nodes[2].clauses[0].range.end += 3; }},
      {"clause order", "its clauses",
       [](Document& d) { d.nodes[2].clauses.push_back(d.nodes[2].clauses[0]); }},
      {"table shared", "exactly one node",
       [](Document& d) { d.nodes[2].table = 0, d.nodes[2].kind = NodeKind::table; }},
      {"header rows", "more header rows", [](Document& d) { d.tables[0].header_rows = 3; }},
      {"group", "a group of a row", [](Document& d) { d.tables[0].groups.push_back({2, "x"}); }},
      {"cell span", "a cell's span", [](Document& d) { d.tables[0].rows[0][0].span.end -= 3; }},
      {"cell of nothing", "a cell spans nothing",
       [](Document& d) { d.tables[0].rows[0][0].row_span = 0; }},
      {"baseline", "points at a target", [](Document& d) { d.targets[0].baseline = 0; }},
      {"part of", "points at a target", [](Document& d) { d.targets[0].part_of = 7; }},
      {"decimal", "no decimal string", [](Document& d) { d.targets[0].value = "3e5"; }},
      {"half a decimal", "no decimal string", [](Document& d) { d.targets[0].number_high = "3."; }},
      {"fraction", "no fraction", [](Document& d) { d.targets[0].exact = "0.33"; }},
      {"rule of a target", "its rule", [](Document& d) { d.targets[0].rule = 2; }},
      {"node of a target", "its node", [](Document& d) { d.targets[0].node = 5; }},
      {"period of a target", "ends before",
       [](Document& d) { d.targets[0].period = Period{PeriodKind::during, 2025, 2021, true}; }},
      {"cell of a target", "its cell", [](Document& d) { d.targets[1].column = 2; }},
      {"figure", "out of its field", [](Document& d) { d.targets[0].at.end = 1000; }},
      {"figure in a character", "out of its field", [](Document& d) { d.targets[0].at.end -= 1; }},
      {"figure elsewhere", "its span is not that of its figure",
       [](Document& d) { d.targets[0].at.begin += 1; }},
      {"quote", "its quote", [](Document& d) { d.targets[0].quote_span.end -= 3; }},
      {"furniture", "its span is not", [](Document& d) { d.furniture[0].span.end -= 3; }},
      {"diagnostic", "a span is out", [](Document& d) { d.diagnostics[0].span.end = 9999; }},
      {"lost", "stands nowhere", [](Document& d) { d.furniture.clear(); }},
      {"lost from a field", "stands nowhere", [](Document& d) { d.nodes[1].close = {}; }},
      {"twice", "more than once", [](Document& d) { d.furniture.push_back(d.furniture[0]); }},
      {"changed", "differs", [](Document& d) { d.clean[d.nodes[4].text.begin] = '3'; }},
  };
  for (const Breach& breach : breaches) {
    Document d = sample();
    breach.make(d);
    const auto found = check_invariants(d);
    INFO(breach.name << ": " << first(found));
    bool told = false;
    for (const auto& line : found) told = told || line.find(breach.message) != std::string::npos;
    CHECK(told);
  }
}

TEST_CASE("document: names of enumerators go both ways", "[document]") {
  for (int i = 0; i < kNodeKindCount; ++i) {
    const auto kind = static_cast<NodeKind>(i);
    CHECK(node_kind(name_of(kind)) == kind);
  }
  CHECK_FALSE(node_kind("h6"));
  CHECK(role_named("") == Role::none);
  CHECK(plan_kind("law") == PlanKind::law);
  CHECK(furniture_kind("url") == FurnitureKind::url);
  CHECK(name_of(Code::text_unbalanced) == "text.unbalanced");
  CHECK(severity_of(Code::numbering_gap) == Severity::warning);
}

TEST_CASE("document: lines and pages of the source", "[document]") {
  Source source;
  source.text = "甲\n乙\f丙\n\n丁";
  source.index();
  CHECK(source.lines == std::vector<Offset>{0, 4, 12, 13});
  CHECK(source.line(1) == "甲");
  CHECK(source.line(3).empty());
  CHECK(source.line(4) == "丁");
  CHECK(source.line_of(0) == 1);
  CHECK(source.line_of(4) == 2);
  CHECK(source.line_of(13) == 4);
  CHECK(source.lines_of({0, 4}).last == 1);
  CHECK(source.lines_of({0, 5}).last == 2);
  CHECK(source.lines_of({4, 4}).last == 2);
  CHECK(*source.page_of(7) == 1);
  CHECK(*source.page_of(8) == 2);
}
