// parser/grammar_firsts.h: the first characters of what an expression matches.
#include "parser/grammar_firsts.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "parser/grammar.h"

using namespace gangmu;

namespace {

struct Case {
  std::string expression;
  std::u32string begins, never;  // by such characters
};

}  // namespace

TEST_CASE("first characters: what begins an expression, and what does not") {
  const std::vector<Case> cases = {
      {"abc", U"a", U"bcx"},
      {"第 *(?:[0-9]{1,3}) *章", U"第", U"0 章"},
      {"(?P<num>[〇零一二三]{1,6}|[0-9]{1,3})", U"〇零一二三059", U"四a("},
      {" *-", U" -", U"a"},
      {"a?b*c{0,2}d", U"abcd", U"e"},
      {"a{2,}b", U"a", U"b"},
      {"\\( *(?:x|y)", U"(", U"xy"},
      {"[\\[【]x", U"[【", U"x]"},
      {"[\\x{4E00}-\\x{4E10}-]", U"一-", U"二"},
      {"\\d\\.", U"09", U"."},
      {"[\\d-]", U"09-", U"."},
      {"[^a]|b", U"", U""},
      {"a|$", U"", U""},
      {"(?:a|b*)", U"", U""},
      {"(?:a|b*)c", U"abc", U"d"},
      {".a", U"", U""},
      {"\\p{Han}", U"", U""},
      {"(?i)a", U"", U""},
      {"[[:alpha:]]", U"", U""},
      {"[\\w]", U"", U""},
      {"a*?b", U"ab", U"c"},
      {"[]a]", U"]a", U"b"},
      {"①", U"①", U"②"},
  };
  for (const Case& one : cases) {
    INFO(one.expression);
    CharFilter filter;
    const bool known = add_first_characters(one.expression, &filter);
    CHECK(known == !one.begins.empty());
    if (!known) continue;
    for (const char32_t c : one.begins) CHECK(filter.may_hold(c));
    for (const char32_t c : one.never) CHECK_FALSE(filter.may_hold(c));
  }
}

TEST_CASE("first characters: those of the rules for headings are known") {
  const auto grammar = Grammar::builtin();
  for (const char32_t c : U"第一十(（1①㈠⑴专附目【—") {
    if (c != 0) CHECK(grammar->may_match(Stage::outline, c));
  }
  int turned_away = 0;
  for (const char32_t c : U"我们推动高质量发展“《，。%") {
    if (c != 0) turned_away += !grammar->may_match(Stage::outline, c);
  }
  CHECK(turned_away > 10);
}
