// The functions that re2c makes of the built-in rules (tools/scanners.h) say what RE2 says of the
// same rules read from the files.
#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "tests/grammar_helpers.h"
#include "tests/surroundings.h"

using namespace gangmu;
using namespace gangmu::grammar_test;

namespace {

struct Both {
  std::shared_ptr<const Grammar> built_in, read;
};

Both both() {
  const auto read = Grammar::from_folders(std::vector<fs::path>{surroundings::root() / "grammar"});
  REQUIRE(read);
  return {Grammar::builtin(), *read};
}

// How many matches there are; they and the characters that may begin one must be the same.
std::size_t agree(const Both& grammars, const std::string& folded) {
  std::vector<Match> found, expected;
  std::size_t all = 0;
  for (int i = 0; i < kStageCount; ++i) {
    const auto stage = static_cast<Stage>(i);
    grammars.built_in->match(stage, folded, &found);
    grammars.read->match(stage, folded, &expected);
    bool same = found.size() == expected.size();
    for (std::size_t m = 0; same && m < found.size(); ++m) {
      const Match &a = found[m], &b = expected[m];
      same = a.rule == b.rule && a.length == b.length && a.num_begin == b.num_begin &&
             a.num_end == b.num_end;
      std::size_t behind = 0;
      same = same && grammars.built_in->may_match(stage, next_char(folded, behind));
    }
    if (!same) {
      std::string rules;
      for (const Match& m : found) rules += grammars.built_in->rules(stage)[m.rule].name + " ";
      rules += "instead of ";
      for (const Match& m : expected) rules += grammars.read->rules(stage)[m.rule].name + " ";
      FAIL(folded << ": " << rules);
    }
    all += found.size();
  }
  return all;
}

std::vector<std::string> examples(const Grammar& grammar) {
  std::vector<std::string> all;
  for (int i = 0; i < kStageCount; ++i) {
    for (const Rule& rule : grammar.rules(static_cast<Stage>(i))) {
      for (const auto* list : {&rule.yes, &rule.no}) {
        for (const std::string& example : *list) all.push_back(fold(example));
      }
    }
  }
  return all;
}

std::vector<std::string> characters_of(const std::string& text) {
  std::vector<std::string> all;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    next_char(text, at);
    all.push_back(text.substr(begin, at - begin));
  }
  return all;
}

}  // namespace

TEST_CASE("scanners: examples, cut, without a character, and with more behind") {
  const Both grammars = both();
  std::size_t matched = 0;
  for (const std::string& example : examples(*grammars.built_in)) {
    matched += agree(grammars, example);
    const auto characters = characters_of(example);
    std::string begin;
    for (std::size_t out = 0; out < characters.size(); ++out) {
      std::string rest;
      for (std::size_t i = out + 1; i < characters.size(); ++i) rest += characters[i];
      matched += agree(grammars, begin);
      matched += agree(grammars, begin + rest);
      for (const std::string more : {" ", "0", "章", ")", "、", "\xF0\xA0\x80\x80", "é"}) {
        matched += agree(grammars, begin + more + characters[out] + rest);
      }
      begin += characters[out];
    }
    for (const std::string more : {" ", "年", "1", "。", "。一", "\n"}) {
      matched += agree(grammars, example + more);
    }
  }
  CHECK(matched > 1000);
}

TEST_CASE("scanners: characters of the examples in any order") {
  const Both grammars = both();
  std::set<std::string> seen;
  for (const std::string& example : examples(*grammars.built_in)) {
    for (const std::string& c : characters_of(example)) seen.insert(c);
  }
  const std::vector<std::string> alphabet(seen.begin(), seen.end());
  std::mt19937 random(7);
  const auto any = [&](std::size_t below) { return random() % below; };
  const std::vector<std::string> starts = {"第",   "一", "(", "1", "专栏",
                                           "附件", "表", "-", "①", "0"};
  std::size_t matched = 0;
  for (int round = 0; round < 20000; ++round) {
    std::string text = starts[any(starts.size())];
    for (std::size_t left = any(12); left > 0; --left) {
      text += any(3) == 0 ? starts[any(starts.size())] : alphabet[any(alphabet.size())];
    }
    matched += agree(grammars, text);
  }
  CHECK(matched > 1000);
}

TEST_CASE("scanners: long texts, and texts that hold the sign of their end") {
  const Both grammars = both();
  const std::string address = "https://" + std::string(1000, 'a');
  CHECK(agree(grammars, address) == 1);
  CHECK(agree(grammars, address + "。") == 0);
  CHECK(agree(grammars, "- 1 -") == 1);
  const std::string nul(1, '\0');
  agree(grammars, "- 1 -" + nul);
  agree(grammars, "一、" + nul);
  agree(grammars, nul);
  agree(grammars, "一" + nul + "、");
  CHECK(agree(grammars, "") == 0);
}
