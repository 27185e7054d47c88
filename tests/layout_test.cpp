// What holds after layout() whatever the lines: blocks in order, every visible character in exactly
// one block or piece of furniture, candidates where markers stand.
#include "parser/layout.h"
#include "parser/marks.h"

#include <catch2/catch.hpp>
#include <map>
#include <string>

#include "parse_samples.h"

using gangmu::Document;
using gangmu::Layout;
using gangmu::MarkerPlace;

namespace {

const gangmu::Grammar& grammar() {
  static const auto built_in = gangmu::Grammar::builtin();
  return *built_in;
}

struct Laid {
  Document document;
  Layout layout;
  std::string_view text(std::size_t block) const {
    return document.text(layout.blocks[block].clean);
  }
  std::vector<std::string> texts() const {
    std::vector<std::string> out;
    for (std::size_t b = 0; b < layout.blocks.size(); ++b) out.emplace_back(text(b));
    return out;
  }
};

Laid lay(std::string text) {
  Laid laid;
  laid.document.source.text = std::move(text);
  laid.document.source.index();
  laid.layout = gangmu::layout(&laid.document, grammar());
  return laid;
}

std::map<char32_t, int> visible(std::string_view text) {
  std::map<char32_t, int> count;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = gangmu::plain_ideograph(gangmu::next_char(text, at));
    if (!gangmu::is_blank(c)) ++count[c];
  }
  return count;
}

// 24 full lines of 20 ideographs, in paragraphs of four.
std::string page_of_text() {
  std::string text;
  for (int paragraph = 0; paragraph < 6; ++paragraph) {
    for (int line = 0; line < 3; ++line) text += "云川市坚持把培育新兴产业作为转型升级抓手\n";
    text += "推动高质量发展。\n";
  }
  return text;
}

}  // namespace

TEST_CASE("the measure is the width at which lines are broken", "[layout]") {
  CHECK(lay(page_of_text()).layout.measure == 40);
  CHECK(lay("一、总则\n本市坚持开放。\n").layout.measure == 0);
  CHECK(lay("").layout.measure == 0);
}

TEST_CASE("blocks follow each other and cover all lines", "[layout]") {
  for (const std::string& text : {page_of_text(), std::string(samples::kDecimalPlan),
                                  std::string(samples::kListPlan), std::string()}) {
    const Laid laid = lay(text);
    std::uint32_t line = 0, candidate = 0;
    for (const auto& block : laid.layout.blocks) {
      CHECK(block.first_line == line);
      CHECK(block.last_line > block.first_line);
      CHECK(block.first_candidate == candidate);
      line = block.last_line;
      candidate = block.last_candidate;
    }
    CHECK(line == laid.layout.lines.size());
    CHECK(candidate == laid.layout.candidates.size());
  }
}

TEST_CASE("every visible character is in one block or in furniture", "[layout]") {
  for (const std::string_view text : {samples::kDecimalPlan, samples::kListPlan}) {
    const Laid laid = lay(std::string(text));
    std::string all;
    for (const auto& block : laid.layout.blocks) all += laid.document.text(block.clean);
    for (const auto& piece : laid.document.furniture) all += laid.document.text(piece.text);
    CHECK(visible(all) == visible(text));
  }
}

TEST_CASE("paragraphs of wrapped text end where a line is short", "[layout]") {
  const Laid laid = lay(page_of_text());
  REQUIRE(laid.layout.blocks.size() == 6);
  for (const auto& block : laid.layout.blocks) {
    CHECK(block.last_line - block.first_line == 4);
    CHECK(block.complete);
  }
}

TEST_CASE("lines know their width, indent, gap and page", "[layout]") {
  const Laid laid = lay("\n　　云川  PCT\n\n\n\f省 \n");
  REQUIRE(laid.layout.lines.size() == 2);
  const auto& first = laid.layout.lines[0];
  CHECK(first.indent == 4);
  CHECK(first.width == 8);  // a run of blanks counts once
  CHECK(first.gap == 1);
  CHECK_FALSE(first.trailing);
  CHECK_FALSE(first.page_start);
  const auto& second = laid.layout.lines[1];
  CHECK(second.gap == 2);
  CHECK(second.page_start);
  CHECK(second.trailing);
}

TEST_CASE("candidates stand at a block's start and behind a sentence", "[layout]") {
  const Laid laid = lay("一、总则。坚持开放。（一）推进改革。\n");
  bool start = false, inside = false;
  for (const auto& candidate : laid.layout.candidates) {
    const std::string_view marker = std::string_view(laid.document.source.text)
                                        .substr(candidate.marker.begin, candidate.marker.size());
    start = start ||
            (candidate.place == MarkerPlace::start && marker == "一、" && candidate.number == 1);
    inside = inside || (candidate.place == MarkerPlace::inside && marker == "（一）");
  }
  CHECK(start);
  CHECK(inside);
}

TEST_CASE("a decimal figure is no candidate", "[layout]") {
  for (const char* text : {"1.5万家企业落户本市。\n", "2025年建成。\n", "本市坚持开放。\n"}) {
    INFO(text);
    CHECK(lay(text).layout.candidates.empty());
  }
}

TEST_CASE("pieces between two offsets leave furniture out", "[layout]") {
  const std::string text = "甲甲甲\n- 5 -\n乙乙乙\n";
  const Laid laid = lay(text);
  REQUIRE(laid.document.furniture.size() == 1);
  const auto pieces =
      gangmu::pieces_between(laid.layout, 0, static_cast<gangmu::Offset>(text.size()));
  std::string joined;
  for (const auto& piece : pieces) joined += text.substr(piece.begin, piece.size());
  CHECK(joined == "甲甲甲乙乙乙");
}

TEST_CASE("marks that end a sentence, marks that close", "[layout]") {
  for (const char32_t c : {0x3002, 0xFF01, 0xFF1F, 0x21, 0x3F}) CHECK(gangmu::ends_sentence(c));
  for (const char32_t c : {0xFF0C, 0xFF1B, 0x3001, 0x2E, 0x4E00})
    CHECK_FALSE(gangmu::ends_sentence(c));
  for (const char32_t c : {0x201D, 0xFF09, 0x29, 0x300B, 0x3011}) CHECK(gangmu::closes(c));
  for (const char32_t c : {0x201C, 0xFF08, 0x3002}) CHECK_FALSE(gangmu::closes(c));
}

TEST_CASE("a line goes on that ends inside a bracket which the next ones close", "[layout]") {
  Laid laid;
  laid.document.source.text =
      "（一）建设冷链设施。新建冷库30座。（牵头单位：市商务局；配合单位：\n"
      "市财政局、市农业农村局、\n"
      "市交通运输局）\n"
      "完善管护制度。\n";
  laid.document.source.index();
  for (int line = 0; line < 4; ++line) {
    gangmu::LinePlace place;
    place.start = gangmu::LineStart::paragraph;
    laid.document.source.places.push_back(place);
  }
  laid.layout = gangmu::layout(&laid.document, grammar());
  REQUIRE(laid.layout.blocks.size() == 2);
  CHECK(laid.text(1) == "完善管护制度。");
}

TEST_CASE("a bracket that nothing closes joins no lines", "[layout]") {
  CHECK(lay("（一）建设冷库（一期\n完善制度。\n（二）建设仓库）。\n").texts().size() >= 3);
}
