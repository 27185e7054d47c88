// Whatever the bytes, parse() gives a document that keeps its invariants and exports as well-formed
// JSON: prefixes, damage, noise and sizes.
#include "parser/parse.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <vector>

#include "corpus_cases.h"
#include "exporters/exporter.h"
#include "parse_samples.h"
#include "model/halves.h"
#include "readers/reader.h"
#include "tests/surroundings.h"

namespace {

using gangmu::Document;

const gangmu::Grammar& grammar() {
  static const auto built_in = gangmu::Grammar::builtin();
  return *built_in;
}

std::string json_of(const Document& document) {
  std::string out;
  gangmu::Sink sink([&](std::string_view chunk) { out += chunk; });
  const auto written = gangmu::find_exporter("json")->write({&document, 1}, {}, sink);
  sink.drain();
  REQUIRE(written);
  return out;
}

// The first breach, or "".
std::string breach_of(const std::string& text, bool with_json = true) {
  const Document document = corpus::document_of(text, grammar());
  const auto breaches = check_invariants(document);
  if (!breaches.empty()) return breaches.front();
  if (with_json && !nlohmann::json::accept(json_of(document))) return "JSON is not well-formed";
  return {};
}

// Reports an input by its text, cut to what a reader can bear.
void check_text(const std::string& text, bool with_json = true) {
  const std::string breach = breach_of(text, with_json);
  if (breach.empty()) return;
  INFO(text.substr(0, 2000));
  FAIL_CHECK("breach: " << breach);
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end == text.npos ? text.size() : end + 1);
  }
  return lines;
}

std::string joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) out += line + "\n";
  return out;
}

std::size_t below(std::mt19937& random, std::size_t limit) {
  return static_cast<std::size_t>(random() % limit);
}

void damage_lines(std::mt19937& random, std::vector<std::string>* lines) {
  const std::size_t at = below(random, lines->size());
  const auto place = lines->begin() + static_cast<std::ptrdiff_t>(at);
  switch (below(random, 6)) {
    case 0:
      std::swap((*lines)[at], (*lines)[below(random, lines->size())]);
      break;
    case 1:
      if (lines->size() > 1) lines->erase(place);
      break;
    case 2:
      lines->insert(place, std::string(*place));
      break;
    case 3:
      lines->insert(place, "");
      break;
    case 4:
      if (at + 1 < lines->size()) {
        *place += *(place + 1);
        lines->erase(place + 1);
      }
      break;
    default: {
      std::size_t cut = below(random, place->size() + 1);
      while (cut < place->size() && (static_cast<unsigned char>((*place)[cut]) & 0xC0) == 0x80)
        ++cut;
      const std::string rest = place->substr(cut);
      place->erase(cut);
      lines->insert(place + 1, rest);
    }
  }
}

}  // namespace

TEST_CASE("every prefix of a plan is a document", "[parse]") {
  for (const std::string_view sample : {samples::kDecimalPlan, samples::kListPlan}) {
    const int step = surroundings::sanitized() ? 5 : 1;
    for (std::size_t at = 0; at < sample.size();) {
      check_text(std::string(sample.substr(0, at)), at % 7 == 0);
      for (int i = 0; i < step; ++i) gangmu::next_char(sample, at);
    }
    check_text(std::string(sample));
  }
}

TEST_CASE("every suffix of a plan by lines is a document", "[parse]") {
  for (const std::string_view sample : {samples::kDecimalPlan, samples::kListPlan}) {
    std::vector<std::string> lines = lines_of(sample);
    for (; !lines.empty(); lines.erase(lines.begin())) check_text(joined(lines));
  }
}

TEST_CASE("the samples hold every kind of construct", "[parse]") {
  std::vector<bool> seen(gangmu::kNodeKindCount, false);
  std::size_t figures = 0;
  for (const std::string_view sample : {samples::kDecimalPlan, samples::kListPlan}) {
    const Document document = corpus::document_of(std::string(sample), grammar());
    for (const auto& node : document.nodes) seen[static_cast<std::size_t>(node.kind)] = true;
    figures += document.targets.size();
  }
  for (int kind = 0; kind < gangmu::kNodeKindCount; ++kind) {
    INFO(name_of(static_cast<gangmu::NodeKind>(kind)));
    CHECK(seen[static_cast<std::size_t>(kind)]);
  }
  CHECK(figures >= 20);
}

TEST_CASE("plans with lines moved, lost, doubled, joined and cut are documents", "[parse]") {
  for (unsigned seed = 0; seed < unsigned(surroundings::times(1000)); ++seed) {
    for (const std::string_view sample : {samples::kDecimalPlan, samples::kListPlan}) {
      std::mt19937 random(seed);
      std::vector<std::string> lines = lines_of(sample);
      for (std::size_t n = 1 + below(random, 12); n > 0; --n) damage_lines(random, &lines);
      check_text(joined(lines), seed % 4 == 0);
    }
  }
}

TEST_CASE("the lines of both plans shuffled are documents", "[parse]") {
  std::vector<std::string> lines = lines_of(samples::kDecimalPlan);
  for (auto& line : lines_of(samples::kListPlan)) lines.push_back(line);
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    for (std::size_t i = lines.size(); i > 1; --i) std::swap(lines[i - 1], lines[below(random, i)]);
    check_text(joined(lines));
  }
}

TEST_CASE("random bytes that a reader takes are documents", "[parse]") {
  std::mt19937 random(11);
  int read = 0;
  for (int round = 0; round < 300; ++round) {
    std::string bytes;
    const std::size_t size = below(random, 400);
    while (bytes.size() < size) bytes += static_cast<char>(random() & 0xFF);
    auto source = gangmu::read_bytes("noise.txt", bytes);
    if (!source) continue;
    ++read;
    const Document document = gangmu::parse(std::move(*source), grammar());
    CHECK(check_invariants(document) == std::vector<std::string>{});
    CHECK(nlohmann::json::accept(json_of(document)));
  }
  CHECK(read > 0);
}

TEST_CASE("random characters of plans are documents", "[parse]") {
  const std::string_view alphabet =
      "一二三四十、（）(1）2.3．①②⒈第章节条编专栏表附件图注：目录名词解释——－-。，；“”《》％%"
      "年到达家个亿万至"
      "2025十四五期间其中 \n\n\n\f\t　⼀";
  std::vector<std::string> letters;
  for (std::size_t at = 0; at < alphabet.size();) {
    const std::size_t from = at;
    gangmu::next_char(alphabet, at);
    letters.emplace_back(alphabet.substr(from, at - from));
  }
  for (unsigned seed = 0; seed < 1500; ++seed) {
    std::mt19937 random(seed);
    std::string text;
    for (std::size_t n = below(random, 120); n > 0; --n)
      text += letters[below(random, letters.size())];
    check_text(text, seed % 3 == 0);
  }
}

TEST_CASE("a document of nothing", "[parse]") {
  for (const char* text : {"", "\n", " ", "\n\n\n", "\f", "\f\n\f", "　", "\t\n"}) {
    check_text(text);
    CHECK(corpus::document_of(text, grammar()).nodes.empty());
  }
}

TEST_CASE("one character is a document", "[parse]") {
  for (const char* text :
       {"一", "、", "（", "。", "1", "-", "①", "⼀", "“", "%", "\xC2\xA0", "第"}) {
    check_text(text);
  }
}

TEST_CASE("figures of any form are numbers of JSON", "[parse]") {
  for (const char* figure :
       {"007所", "00所", "0.50万所", "００８所", "1,250所", "1/3", "001/003", "0-05所", "前08",
        "第007位", "百分之零", "〇所", "99999999999999999999999999亿所"}) {
    check_text("一、主要目标\n到2025年，学校达到" + std::string(figure) + "。\n");
  }
}

TEST_CASE("one line of a megabyte is a document", "[parse]") {
  std::string text;
  const auto size = static_cast<std::size_t>(surroundings::times(1 << 20));
  while (text.size() < size)
    text += "云川市建成公园12处，面积3.5万亩。一、二、三产业联动（一）推进；";
  check_text(text);
  check_text(std::string(1 << 20, 'x'), false);
  check_text(std::string(1 << 20, '1'), false);
}

TEST_CASE("100,000 blank lines are a document", "[parse]") {
  check_text(std::string(100000, '\n'));
  check_text("一、总则\n" + std::string(100000, '\n') + "二、附则\n");
}

TEST_CASE("parsing twice gives the same", "[parse]") {
  for (const std::string_view sample : {samples::kDecimalPlan, samples::kListPlan}) {
    CHECK(json_of(corpus::document_of(std::string(sample), grammar())) ==
          json_of(corpus::document_of(std::string(sample), grammar())));
  }
}

TEST_CASE("the seed files are documents", "[parse]") {
  const std::filesystem::path seeds = surroundings::root() / "../shared/seeds";
  if (!std::filesystem::exists(seeds)) {
    WARN("skipped: " << seeds.string() << " is not there");
    return;
  }
  for (const auto& entry : std::filesystem::directory_iterator(seeds)) {
    if (entry.path().extension() != ".txt") continue;
    INFO(entry.path().string());
    std::ifstream in(entry.path(), std::ios::binary);
    std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
    auto source = gangmu::read_bytes(entry.path().filename().string(), bytes);
    REQUIRE(source);
    const Document document = gangmu::parse(std::move(*source), grammar());
    CHECK(check_invariants(document) == std::vector<std::string>{});
    CHECK(nlohmann::json::accept(json_of(document)));
  }
}

TEST_CASE(
    "parse: a notice behind a heading of the front hangs below nothing, nor does what follows") {
  const std::string page = "<html><p>一、<p>印发阅通知<p>\n><p>远产权规划";
  auto source = gangmu::read_bytes("a.html", page);
  REQUIRE(source);
  const Document document = gangmu::parse(std::move(*source), grammar());
  CHECK(gangmu::check_invariants(document).empty());
  REQUIRE(document.nodes.size() == 3);
  CHECK(document.nodes[2].parent == gangmu::kNone);
}

TEST_CASE("parse: a text long enough for two threads has the records of a short one", "[parse]") {
  const std::string head = "云川市公园发展规划\n一、主要任务\n";
  const std::string task =
      "实施“绿道连通”工程，到2025年建成公园12个。参照《公园条例》执行。（市园林局牵头，市财政局配合"
      "）\n";
  const auto parsed = [&](std::size_t times) {
    std::string text = head;
    for (std::size_t i = 0; i < times; ++i) text += task;
    auto source = gangmu::read_bytes("plan.txt", text);
    return gangmu::parse(std::move(*source), grammar());
  };
  const Document one = parsed(1);
  const std::size_t times = 2 * gangmu::kLinesWorthAThread;
  const Document many = parsed(times);
  REQUIRE(many.clean.size() > gangmu::kBytesWorthAThread);
  REQUIRE(many.source.lines.size() > gangmu::kLinesWorthAThread);
  CHECK(gangmu::check_invariants(many).empty());
  REQUIRE(one.duties.size() == 2);
  REQUIRE(one.names.size() == 1);
  REQUIRE(many.targets.size() == times * one.targets.size());
  REQUIRE(many.references.size() == times * one.references.size());
  REQUIRE(many.duties.size() == times * one.duties.size());
  REQUIRE(many.names.size() == times * one.names.size());
  REQUIRE(many.tasks.size() == times * one.tasks.size());
  const auto same_rules = [&](const auto& few, const auto& all) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (many.rules[all[i].rule] != one.rules[few[i % few.size()].rule]) return false;
    }
    return true;
  };
  CHECK(same_rules(one.targets, many.targets));
  CHECK(same_rules(one.references, many.references));
  CHECK(same_rules(one.duties, many.duties));
  CHECK(same_rules(one.names, many.names));
}
