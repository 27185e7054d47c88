// model/char_filter.h: no character of the set is passed, and a scan that decodes each agrees.
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "model/char_filter.h"

using namespace gangmu;

namespace {

std::string random_text(std::mt19937* random, const std::vector<char32_t>& characters) {
  std::uniform_int_distribution<std::size_t> pick(0, characters.size() - 1);
  std::string text;
  for (int i = 0; i < 200; ++i) append_char(text, characters[pick(*random)]);
  return text;
}

}  // namespace

TEST_CASE("char filter: every character of the set is stopped at") {
  constexpr CharFilter kMarks = {',', '%', 0x3002, 0xFF0C, 0x201C, 0x7B2C};
  const std::u32string set = U",%。，“第";
  std::mt19937 random(7);
  for (int round = 0; round < 200; ++round) {
    const std::string text =
        random_text(&random, {'a', ' ', ',', '%', 0xE9, 0x3002, 0xFF0C, 0x201C, 0x7B2C, 0x4E00,
                              0x5B9E, 0x9FA5, 0x3400, 0x20000, 0x1F600, 0xB7, 0x300A});
    std::size_t stop = kMarks.next(text, 0);
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t from = at;
      const char32_t c = next_char(text, at);
      if (stop < from) stop = kMarks.next(text, from);
      if (set.find(c) != set.npos) {
        CHECK(stop == from);
      } else {
        CHECK(stop >= from);  // never inside a character
      }
    }
  }
}

TEST_CASE("char filter: nothing of the set leads to the end") {
  constexpr CharFilter kStop = {0x3002};
  CHECK(kStop.next("", 0) == 0);
  CHECK(kStop.next("规划plan", 0) == 10);
  CHECK(kStop.next("规划", 6) == 6);
  CHECK(kStop.next("规划。", 0) == 6);
  CHECK(kStop.next("规\xE3\x80", 0) == 3);  // a cut character is left to the caller
  CHECK(kStop.next("a\xF0\x9F\x98\x80", 0) == 1);
  CHECK(kStop.next("a\xC2\xB7", 0) == 1);
}

TEST_CASE("char filter: a set made of another") {
  constexpr CharFilter kStop = {0x3002};
  constexpr CharFilter kMore(kStop, {';'});
  CHECK(kMore.next("规;划。", 0) == 3);
  CHECK(kMore.next("规划。;", 0) == 6);
  CharFilter digits;
  digits.add_range('0', '9');
  CHECK(digits.next("规划2025", 0) == 6);
}

TEST_CASE("char filter: common ideographs are the block and nothing else") {
  for (char32_t c = 0x800; c < 0x10000; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    std::string text;
    append_char(text, c);
    const std::size_t end = skip_common_han(text, 0);
    if (is_common_han(c) != (end == 3)) FAIL("U+" << std::hex << static_cast<std::uint32_t>(c));
  }
  CHECK(skip_common_han("一二三a四", 0) == 9);
  CHECK(skip_common_han("一\xE4\xB8", 0) == 3);
  CHECK(skip_common_han("", 0) == 0);
}
