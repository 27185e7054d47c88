// model/text.h: characters, blanks, columns and the folded view.
#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <random>
#include <string>

#include "model/halves.h"
#include "model/text.h"

using namespace gangmu;

namespace {

std::string utf8(char32_t c) {
  std::string out;
  append_char(out, c);
  return out;
}

bool is_scalar(char32_t c) { return c < 0xD800 || (c > 0xDFFF && c <= 0x10FFFF); }

// The code points for which Python 3's str.isspace() holds.
constexpr std::array<char32_t, 29> kPythonBlanks = {
    0x09,   0x0A,   0x0B,   0x0C,   0x0D,   0x1C,   0x1D,   0x1E,   0x1F,   0x20,
    0x85,   0xA0,   0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005, 0x2006,
    0x2007, 0x2008, 0x2009, 0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000};

void check_folded(const std::string& original) {
  Folded folded;
  folded.assign(original);
  REQUIRE(folded.back[folded.text.size()] == original.size());
  REQUIRE(char_count(folded.text) == char_count(original));
  // Walking both texts in step, a folded character maps to its character's start, and the view of
  // what follows is the rest of both.
  std::size_t from = 0;
  for (std::size_t at = 0; at < folded.text.size();) {
    const std::size_t begin = at;
    const std::size_t original_begin = from;
    const char32_t folded_char = next_char(folded.text, at);
    REQUIRE(folded_char == fold_char(next_char(original, from)));
    REQUIRE(folded.back[begin] == original_begin);
    const Offset size = static_cast<Offset>(original.size());
    const FoldedView rest = folded.view({static_cast<Offset>(original_begin), size});
    REQUIRE(rest.text == std::string_view(folded.text).substr(begin));
    REQUIRE(rest.back[at - begin] == from - original_begin);
    REQUIRE(rest.back[rest.text.size()] == size - original_begin);
  }
  REQUIRE(from == original.size());
}

}  // namespace

TEST_CASE("text: blanks are those of Python's str.isspace", "[text]") {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    const bool expected =
        std::find(kPythonBlanks.begin(), kPythonBlanks.end(), c) != kPythonBlanks.end();
    if (is_blank(c) != expected) FAIL("U+" << std::hex << static_cast<std::uint32_t>(c));
  }
}

TEST_CASE("text: every character survives a round trip in both directions", "[text]") {
  for (char32_t c = 1; c <= 0x10FFFF; ++c) {
    if (!is_scalar(c)) continue;
    const std::string text = utf8(c);
    std::size_t at = 0;
    std::size_t end = text.size();
    if (next_char(text, at) != c || at != text.size() || previous_char(text, end) != c ||
        end != 0) {
      FAIL("U+" << std::hex << static_cast<std::uint32_t>(c));
    }
  }
}

TEST_CASE("text: stray bytes count as characters of their own", "[text]") {
  const std::string bad = "a\xFF\xE4\xB8z\x80";
  std::size_t at = 0;
  std::u32string seen;
  while (at < bad.size()) seen += next_char(bad, at);
  CHECK(seen == std::u32string{U'a', 0xFF, 0xE4, 0xB8, U'z', 0x80});
  std::size_t end = bad.size();
  std::u32string back;
  while (end > 0) back += previous_char(bad, end);
  CHECK(back == std::u32string{0x80, U'z', 0xB8, 0xE4, 0xFF, U'a'});
}

TEST_CASE("text: folding by families", "[text]") {
  CHECK(fold("（一），．：；％！Ａｚ０９") == "(一),.:;%!Az09");
  CHECK(fold("‐‑‒–—―−─━－﹣﹘") == "------------");
  CHECK(fold("．﹒｡") == "..。");
  CHECK(fold("·•‧・･∙⋅") == "·······");
  CHECK(fold("~〜～∼˜") == "~~~~~");
  CHECK(fold("〝甲〞") == "“甲”");
  CHECK(fold("\u3000\u00A0\u2003\t\x1F") == "     ");
  // Markers stay what they are, and ASCII too.
  CHECK(fold("①⑴⒈㈠Ⅳ⑳") == "①⑴⒈㈠Ⅳ⑳");
  CHECK(fold("abc-1.5%~(x)") == "abc-1.5%~(x)");
  CHECK(fold("").empty());
}

TEST_CASE("text: radicals and compatibility characters become the ideograph", "[text]") {
  CHECK(plain_ideograph(0x2F00) == 0x4E00);   // Kangxi radical one
  CHECK(plain_ideograph(0x2FD5) == 0x9FA0);   // Kangxi radical flute, the last
  CHECK(plain_ideograph(0x2E9F) == 0x6BCD);   // supplement, with a decomposition
  CHECK(plain_ideograph(0xF9FD) == 0x4EC0);   // compatibility ideograph
  CHECK(plain_ideograph(0x2F800) == 0x4E3D);  // of plane 2
  CHECK(plain_ideograph(0x4E00) == 0x4E00);
  CHECK(plain_ideograph(U'a') == U'a');
  CHECK(fold_char(0x2F8F) == 0x884C);
  CHECK(fold_char(0x2EC5) == 0x89C1);  // supplement, by our table
  for (char32_t c = 0x2F00; c <= 0x2FD5; ++c) {
    CHECK((fold_char(c) >= 0x4E00 && fold_char(c) <= 0x9FFF));
  }
}

TEST_CASE("text: folding is idempotent and one to one in characters", "[text]") {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (!is_scalar(c)) continue;
    const char32_t folded = fold_char(c);
    if (fold_char(folded) != folded || is_blank(c) != (folded == U' ')) {
      FAIL("U+" << std::hex << static_cast<std::uint32_t>(c));
    }
  }
}

TEST_CASE("text: every folded byte maps back", "[text]") {
  check_folded("");
  check_folded("plain ascii");
  check_folded("（一）⼀丽Ａ\u3000—— 到２０２５年，𠀀①");
  std::mt19937 random(7);
  for (int i = 0; i < 2000; ++i) {
    std::string text;
    for (std::size_t n = random() % 30; n > 0; --n) {
      constexpr std::array<char32_t, 6> kBases = {0x20, 0xA0, 0x2000, 0x2E80, 0xFF00, 0x20000};
      text += utf8(kBases[random() % kBases.size()] + random() % 0x80);
    }
    check_folded(text);
  }
}

TEST_CASE("text: folding stops at its limit of characters", "[text]") {
  Folded folded;
  folded.assign("（一）甲乙", 3);
  CHECK(folded.text == "(一)");
  CHECK(folded.back[1] == 3);
  CHECK(folded.back[4] == 6);
  CHECK(folded.back[5] == 9);
  folded.assign("甲", 0);
  CHECK(folded.text.empty());
  CHECK(folded.back[0] == 0);
}

TEST_CASE("text: classes of characters", "[text]") {
  CHECK(is_han(U'规'));
  CHECK(is_han(0x3007));
  CHECK(is_han(0x2F00));
  CHECK_FALSE(is_han(U'，'));
  CHECK_FALSE(is_han(U'A'));
  CHECK(is_wide(U'，'));
  CHECK(is_wide(U'“'));
  CHECK_FALSE(is_wide(U'%'));
}

TEST_CASE("text: terminal columns", "[text]") {
  CHECK(columns_of("abc") == 3);
  CHECK(columns_of("规划") == 4);
  CHECK(columns_of("（一）A") == 7);
  CHECK(columns_of("e\u0301") == 1);
  CHECK(columns_of("\t") == 0);
  CHECK(columns_of("") == 0);
}

TEST_CASE("text: trimming and counting", "[text]") {
  CHECK(trim("\u3000 甲 乙\u00A0\n") == "甲 乙");
  CHECK(trim(" \t\u3000").empty());
  CHECK(trim("").empty());
  CHECK(char_count("甲a乙") == 3);
}

// Long texts are folded in two parts, which part between characters.
TEST_CASE("text: a long text folds as its parts do") {
  for (const std::string pad : {"", "x", "xx"}) {
    std::string original = pad;
    const std::string piece = "（１）到２０２５年，ＧＤＰ增长 5.5％；⑴𠮷\n";
    while (original.size() < 2 * kBytesWorthAThread) original += piece;
    Folded folded;
    folded.assign(original);
    CHECK(folded.text == fold(original));
    const std::string folded_piece = fold(piece);
    bool same = true;
    for (std::size_t i = 0; (i + 1) * piece.size() + pad.size() <= original.size(); ++i) {
      const std::size_t at = pad.size() + i * folded_piece.size();
      same = same && folded.back[at] == pad.size() + i * piece.size();
      const Slice slice = {static_cast<Offset>(pad.size() + i * piece.size()),
                           static_cast<Offset>(pad.size() + (i + 1) * piece.size())};
      same = same && folded.view(slice).text == folded_piece;
    }
    CHECK(same);
  }
}
