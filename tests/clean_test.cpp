#include "parser/clean.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "model/document.h"

using gangmu::Cleaner;
using gangmu::Document;
using gangmu::Slice;
using gangmu::Span;

namespace {

// Each line of the text is a piece.
std::vector<Span> pieces_of(const std::string& text) {
  std::vector<Span> pieces;
  gangmu::Offset begin = 0;
  for (gangmu::Offset at = 0; at <= text.size(); ++at) {
    if (at < text.size() && text[at] != '\n') continue;
    pieces.push_back({begin, at});
    begin = at + 1;
  }
  return pieces;
}

std::string cleaned(const std::string& text) {
  Document document;
  document.source.text = text;
  document.source.index();
  return std::string(document.text(Cleaner(&document).append(pieces_of(text))));
}

std::string solid(const std::string& text) {
  Document document;
  document.source.text = text;
  document.source.index();
  return std::string(document.text(Cleaner(&document).append_solid(pieces_of(text))));
}

}  // namespace

TEST_CASE("blanks between Chinese characters go", "[clean]") {
  CHECK(cleaned("云 川　市") == "云川市");
  CHECK(cleaned("坚持 ，开放 。") == "坚持，开放。");
  CHECK(cleaned("目    录") == "目录");
  CHECK(cleaned("云\t川") == "云川");
  CHECK(cleaned("云\xC2\xA0川") == "云川");
}

TEST_CASE("blanks between a figure and an ideograph go", "[clean]") {
  CHECK(cleaned("到 2025 年") == "到2025年");
  CHECK(cleaned("达 3.5 万家") == "达3.5万家");
}

TEST_CASE("blanks that part words stay, one of them", "[clean]") {
  CHECK(cleaned("PCT 国际申请") == "PCT 国际申请");
  CHECK(cleaned("推进 R&D 投入") == "推进 R&D 投入");
  CHECK(cleaned("Future   Lab") == "Future Lab");
}

TEST_CASE("blanks at both ends go", "[clean]") {
  CHECK(cleaned("  云川  ") == "云川");
  CHECK(cleaned("　　云川\f") == "云川");
  CHECK(cleaned("") == "");
  CHECK(cleaned(" \t\f　") == "");
}

TEST_CASE("a line end is no blank in Chinese, and one between Latin words", "[clean]") {
  CHECK(cleaned("云川\n省") == "云川省");
  CHECK(cleaned("Future\nLab") == "Future Lab");
  CHECK(cleaned("建设 PCT\n国际平台") == "建设 PCT国际平台");
  CHECK(cleaned("2\n025年") == "2025年");
}

TEST_CASE("radicals become the ideographs they are printed for", "[clean]") {
  CHECK(cleaned("⼀、⼯业") == "一、工业");
  CHECK(cleaned("①〇㈠") == "①〇㈠");  // markers and the zero stay
}

TEST_CASE("markers keep no blank at all", "[clean]") {
  CHECK(solid("第 一 章") == "第一章");
  CHECK(solid("附录 A") == "附录A");
  CHECK(solid("专\n栏 1") == "专栏1");
}

TEST_CASE("every byte of clean text leads back to the same character", "[clean]") {
  const std::string text =
      "  第 一 章　发展 R&D 投\n入，⼯业 Future\nLab 达 3.5 万家；①“甲 乙”。 \f\n到 2025 年";
  Document document;
  document.source.text = text;
  document.source.index();
  Cleaner cleaner(&document);
  const std::vector<Span> pieces = pieces_of(text);
  const Slice all = cleaner.append(pieces);
  REQUIRE(all.size() > 60);
  for (std::size_t at = all.begin; at < all.end;) {
    const std::size_t from = at;
    const char32_t c = gangmu::next_char(document.clean, at);
    std::size_t source = document.source_of(static_cast<gangmu::Offset>(from));
    const char32_t original = gangmu::next_char(text, source);
    if (c == ' ') {
      CHECK(gangmu::is_blank(original));
    } else {
      CHECK(gangmu::plain_ideograph(original) == c);
    }
  }
}

TEST_CASE("all visible characters are copied, in order", "[clean]") {
  const std::string text = " 甲 A 1\n乙 、 2 \n\n (丙) ";
  std::string visible;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = gangmu::next_char(text, at);
    if (!gangmu::is_blank(c)) gangmu::append_char(visible, c);
  }
  std::string copied;
  const std::string clean = cleaned(text);
  for (std::size_t at = 0; at < clean.size();) {
    const char32_t c = gangmu::next_char(clean, at);
    if (!gangmu::is_blank(c)) gangmu::append_char(copied, c);
  }
  CHECK(copied == visible);
}

TEST_CASE("slices of several copies stand beside each other", "[clean]") {
  Document document;
  document.source.text = "甲 乙\n丙";
  document.source.index();
  Cleaner cleaner(&document);
  const std::vector<Span> pieces = pieces_of(document.source.text);
  const Slice first = cleaner.append({pieces.data(), 1});
  const Slice second = cleaner.append({pieces.data() + 1, 1});
  const Slice again = cleaner.append({pieces.data(), 1});
  CHECK(document.text(first) == "甲乙");
  CHECK(document.text(second) == "丙");
  CHECK(document.text(again) == "甲乙");
  CHECK(document.source_of(again.begin) == 0);
  CHECK(document.source_of(second) == Span{8, 11});
}
