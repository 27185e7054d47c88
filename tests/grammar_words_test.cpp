// Word tables and numerals.
#include <catch2/catch.hpp>
#include <map>
#include <string>
#include <vector>

#include "model/text.h"
#include "parser/grammar.h"

using namespace gangmu;

TEST_CASE("grammar: questions to a word table", "[grammar]") {
  std::vector<Word> words;
  for (const char* text : {"平方米", "平方", "方", "米", "平", "kg", "k", "𠮷", "𠮷野", "亩"}) {
    words.push_back({text, "", {}, 0, 0});
  }
  const WordTable table(words);
  const auto text_of = [](const Word* word) { return word ? word->text : std::string_view("-"); };
  CHECK(text_of(table.longest_at("12平方米", 2)) == "平方米");
  CHECK(text_of(table.longest_at("平方公里", 0)) == "平方");
  CHECK(text_of(table.longest_at("平衡", 0)) == "平");
  CHECK(text_of(table.longest_at("公里", 0)) == "-");
  CHECK(text_of(table.longest_at("kgm", 0)) == "kg");
  CHECK(text_of(table.longest_at("kk", 1)) == "k");
  CHECK(text_of(table.longest_at("𠮷野家", 0)) == "𠮷野");
  CHECK(text_of(table.longest_at("𠀀", 0)) == "-");
  CHECK(text_of(table.longest_at("平", 3)) == "-");
  CHECK(text_of(table.longest_at("平方", 1)) == "-");  // within a character
  CHECK(text_of(table.longest_at("\xE5\xB9", 0)) == "-");
  CHECK(text_of(table.longest_at_end("8万平方米")) == "平方米");
  CHECK(text_of(table.longest_at_end("立方米")) == "米");
  CHECK(text_of(table.longest_at_end("姓𠮷")) == "𠮷");
  CHECK(text_of(table.longest_at_end("")) == "-");
  CHECK(text_of(table.longest_at_end("米粒")) == "-");
  CHECK(text_of(table.exact("平方")) == "平方");
  CHECK(text_of(table.exact("平方公")) == "-");
  CHECK(text_of(table.exact("")) == "-");
  std::size_t at = 99;
  CHECK(text_of(table.find("约12平方米和3亩", 0, &at)) == "平方米");
  CHECK(at == 5);
  CHECK(text_of(table.find("约12平方米和3亩", 14, &at)) == "亩");
  CHECK(at == 18);
  CHECK(text_of(table.find("无", 0, &at)) == "-");
  const WordTable none;
  CHECK(text_of(none.longest_at("平", 0)) == "-");
  CHECK(text_of(none.longest_at_end("平")) == "-");
  CHECK(text_of(none.find("平", 0, &at)) == "-");
}

TEST_CASE("grammar: word tables agree with plain search", "[grammar]") {
  const std::vector<std::string> letters = {"a", "é", "中", "国", "〇", "𠀀", "·"};
  std::uint32_t state = 7;
  const auto random = [&](std::uint32_t below) {
    state = state * 1664525u + 1013904223u;
    return (state >> 8) % below;
  };
  const auto text = [&](std::uint32_t most) {
    std::string out;
    for (auto n = 1 + random(most); n > 0; --n) out += letters[random(7)];
    return out;
  };
  for (int round = 0; round < 200; ++round) {
    std::vector<std::string> texts(random(30));  // which the words show
    std::vector<Word> words;
    for (std::string& one : texts) {
      one = text(4);
      words.push_back({one, "", {}, 0, 0});
    }
    const WordTable table(words);
    const std::string sample = text(12);
    for (std::size_t at = 0; at < sample.size(); ++at) {
      if ((static_cast<unsigned char>(sample[at]) & 0xC0) == 0x80) continue;
      std::string longest, longest_end;
      for (const Word& word : words) {
        const std::string_view rest = std::string_view(sample).substr(at);
        const std::string_view head = std::string_view(sample).substr(0, at);
        if (rest.starts_with(word.text) && word.text.size() > longest.size()) longest = word.text;
        if (head.ends_with(word.text) && word.text.size() > longest_end.size()) {
          longest_end = word.text;
        }
      }
      const Word* found = table.longest_at(sample, at);
      REQUIRE((found ? found->text : "") == longest);
      found = table.longest_at_end(std::string_view(sample).substr(0, at));
      REQUIRE((found ? found->text : "") == longest_end);
    }
  }
}

TEST_CASE("grammar: numerals", "[grammar]") {
  const auto grammar = Grammar::builtin();
  const std::map<std::string, int> numerals = {{"7", 7},
                                               {"012", 12},
                                               {"1000000", 1000000},
                                               {"１２", 12},
                                               {"一", 1},
                                               {"十", 10},
                                               {"十二", 12},
                                               {"二十", 20},
                                               {"二十三", 23},
                                               {"一百", 100},
                                               {"一百零五", 105},
                                               {"一百一十", 110},
                                               {"一百五", 150},
                                               {"两百", 200},
                                               {"三千零二十", 3020},
                                               {"一万二千", 12000},
                                               {"十五万", 150000},
                                               {"二〇二五", 2025},
                                               {"〇", 0},
                                               {"一二", 12},
                                               {"壹拾贰", 12},
                                               {"①", 1},
                                               {"⑳", 20},
                                               {"㉑", 21},
                                               {"㉟", 35},
                                               {"㊱", 36},
                                               {"㊿", 50},
                                               {"⑴", 1},
                                               {"⒇", 20},
                                               {"⒈", 1},
                                               {"⒛", 20},
                                               {"㈠", 1},
                                               {"㈩", 10},
                                               {"Ⅳ", 4},
                                               {"Ⅻ", 12},
                                               {"ⅸ", 9},
                                               {"IV", 4},
                                               {"xiv", 14},
                                               {"XXXIX", 39},
                                               {"A", 1},
                                               {"c", 3},
                                               {"Z", 26},
                                               {"2.3.1", 1},
                                               {"2.12", 12},
                                               {"1-2", 2},
                                               {"A-3", 3},
                                               {" 三 ", 3},
                                               {"➀", 1},
                                               {"❿", 10},
                                               {"⑩", 10}};
  for (const auto& [text, value] : numerals) {
    INFO(text);
    CHECK(grammar->number(fold(text)) == value);
  }
  for (const std::string text : {"",           " ",      "1000001", "99999999999999999999",
                                 "一百零一万", "亿",     "十十",    "一二十",
                                 "二十三四",   "一百千", "万",      "〇十",
                                 "IIII",       "IC",     "VX",      "XL",
                                 "AB",         "1.",     ".1",      "2..1",
                                 "-",          "1-",     "章",      "一章",
                                 "3a",         "3万",    "+5",      "-5",
                                 "①②",         "零百"}) {
    INFO(text);
    CHECK(grammar->number(fold(text)) == std::nullopt);
  }
}
