// How lines were broken is told only where every line took what fitted.
#include "parser/setting.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "parser/marks.h"

using gangmu::LineSetting;
using gangmu::Room;

namespace {

// The layout of lines without blanks, as the setting asks for it.
struct Lines {
  gangmu::Document document;
  gangmu::Layout layout;
  std::vector<char32_t> marks;
  std::vector<bool> columnar;

  explicit Lines(const std::vector<std::string>& texts) {
    for (const std::string& text : texts) {
      const auto begin = static_cast<gangmu::Offset>(document.source.text.size());
      document.source.text += text + "\n";
      gangmu::LayoutLine line;
      line.span = {begin, begin + static_cast<gangmu::Offset>(text.size())};
      layout.lines.push_back(line);
      marks.push_back(gangmu::final_mark(text));
    }
    columnar.assign(texts.size(), false);
  }
  LineSetting setting() const { return {document, layout, marks, columnar}; }
};

const std::string kFull = "推动新兴产业做大做强打造现代化产业新的体系";  // 21 ideographs

}  // namespace

TEST_CASE("setting: a line with room for the next word ends its paragraph") {
  std::vector<std::string> texts(10, kFull);
  texts.push_back("加快培育新型储能产业推动制造业高端化转");  // 19: two more had fitted
  texts.insert(texts.end(), 6, kFull);
  const LineSetting setting = Lines(texts).setting();
  REQUIRE(setting.is_exact());
  CHECK(setting.room(3) == Room::full);
  CHECK(setting.room(10) == Room::ends);
}

TEST_CASE("setting: a word that cannot be parted explains a shorter line") {
  std::vector<std::string> texts(10, kFull);
  texts.push_back("加快培育新型储能产业推动制造业高端化");  // 18, and 2035 takes two squares
  texts.push_back("2035年" + kFull.substr(0, 54));
  texts.insert(texts.end(), 6, kFull);
  const Lines lines(texts);
  CHECK(lines.setting().room(10) == Room::ends);
  texts[11] = "202535.5%" + kFull.substr(0, 48);
  CHECK(Lines(texts).setting().room(10) == Room::full);
}

TEST_CASE("setting: first lines whose indent was lost are full") {
  std::vector<std::string> texts;
  for (int paragraph = 0; paragraph < 5; ++paragraph) {
    texts.push_back(kFull.substr(0, 57));
    texts.insert(texts.end(), 3, kFull);
    texts.push_back("推动发展。");
  }
  const LineSetting setting = Lines(texts).setting();
  REQUIRE(setting.is_exact());
  CHECK(setting.room(5) == Room::full);
  CHECK(setting.room(4) == Room::ends);
}

TEST_CASE("setting: ragged lines tell nothing") {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < 20; ++i) texts.push_back(kFull.substr(0, 63 - i % 4 * 3));
  CHECK_FALSE(Lines(texts).setting().is_exact());
  CHECK_FALSE(Lines({kFull, kFull}).setting().is_exact());
  CHECK_FALSE(Lines({}).setting().is_exact());
}
