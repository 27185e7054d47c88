#include "parser/clause.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

using gangmu::ClauseReader;
using gangmu::Phrase;
using gangmu::Quantities;

namespace {

struct Read {
  std::vector<Phrase> phrases;
  std::vector<std::string> clauses;
  std::vector<std::string> sentences;
};

Read read(const std::string& text) {
  static const auto grammar = gangmu::Grammar::builtin();
  const std::string folded = gangmu::fold(text);
  Quantities found;
  gangmu::QuantityReader(*grammar).scan(folded, &found);
  const gangmu::ClauseWords words(*grammar);
  const ClauseReader reader(folded, found, words);
  Read out;
  for (const auto& sentence : gangmu::sentences_of(folded, found)) {
    out.sentences.push_back(folded.substr(sentence.begin, sentence.end - sentence.begin));
    for (std::uint32_t f = sentence.first_figure; f < sentence.last_figure; ++f) {
      const Phrase phrase = reader.read(sentence, f);
      out.clauses.push_back(folded.substr(phrase.begin, phrase.end - phrase.begin));
      out.phrases.push_back(phrase);
    }
  }
  return out;
}

}  // namespace

TEST_CASE("sentences cover the text and share out its figures", "[clause]") {
  const Read out = read("建成公园12处。到2025年达到20处；绿道30公里，其中5公里");
  REQUIRE(out.sentences.size() == 3);
  CHECK(out.sentences[0] + out.sentences[1] + out.sentences[2] ==
        gangmu::fold("建成公园12处。到2025年达到20处；绿道30公里，其中5公里"));
  CHECK(out.phrases.size() == 4);
}

TEST_CASE("a text without figures has sentences all the same", "[clause]") {
  CHECK(read("坚持开放。坚持改革。").sentences.size() == 2);
  CHECK(read("").sentences.empty());
  CHECK(read("没有句号").sentences.size() == 1);
}

TEST_CASE("what is measured stands before the figure", "[clause]") {
  const Read out = read("到2025年，省级研发机构达到150家以上。");
  REQUIRE(out.phrases.size() == 1);
  CHECK(out.phrases[0].text == "省级研发机构");
  CHECK_FALSE(out.phrases[0].among);
  CHECK_FALSE(out.phrases[0].growth);
}

TEST_CASE("what is counted stands behind the figure", "[clause]") {
  CHECK(read("建成20个特色小镇。").phrases.at(0).text == "特色小镇");
  CHECK(read("实施30项重大科技专项。").phrases.at(0).text == "重大科技专项");
}

TEST_CASE("words tell growth, increment and part", "[clause]") {
  CHECK(read("产值年均增长8%。").phrases.at(0).growth);
  CHECK(read("新增企业200家。").phrases.at(0).increment);
  CHECK(read("新增企业200家。").phrases.at(0).text == "企业");
  CHECK(read("产值占比达到12%。").phrases.at(0).text == "产值占比");
  CHECK(read("园区80个，其中省级20个。").phrases.at(1).among);
  CHECK(read("产值比2020年提高30%。").phrases.at(0).compared);
}

TEST_CASE("a clause goes no further than its commas", "[clause]") {
  const Read out = read("全市书店达到300家，剧场达到25座，博物馆达到40家。");
  REQUIRE(out.phrases.size() == 3);
  CHECK(out.clauses[1].find("书店") == std::string::npos);
  CHECK(out.clauses[1].find("博物馆") == std::string::npos);
  CHECK(out.phrases[1].text == "剧场");
}

TEST_CASE("every clause holds its figure and stays in its sentence", "[clause]") {
  const std::string text =
      "建成公园12处、绿道35公里和广场8个。到2025年，研发经费由12.6亿元增长到25."
      "3亿元，居全国第8位；三分之一的村达标，"
      "翻一番，10-15家企业，其中3家。";
  const std::string folded = gangmu::fold(text);
  static const auto grammar = gangmu::Grammar::builtin();
  Quantities found;
  gangmu::QuantityReader(*grammar).scan(folded, &found);
  const gangmu::ClauseWords words(*grammar);
  const ClauseReader reader(folded, found, words);
  std::size_t seen = 0;
  for (const auto& sentence : gangmu::sentences_of(folded, found)) {
    for (std::uint32_t f = sentence.first_figure; f < sentence.last_figure; ++f) {
      const Phrase phrase = reader.read(sentence, f);
      CHECK(phrase.begin >= sentence.begin);
      CHECK(phrase.begin <= found.figures[f].begin);
      CHECK(phrase.end >= found.figures[f].end);
      CHECK(phrase.end <= sentence.end);
      ++seen;
    }
  }
  CHECK(seen == found.figures.size());
}

TEST_CASE("10,000 figures in one sentence finish", "[clause]") {
  std::string text;
  for (int i = 0; i < 10000; ++i) text += "公园12处、";
  const Read out = read(text + "。");
  CHECK(out.phrases.size() == 10000);
}
