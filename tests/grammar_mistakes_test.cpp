// Each mistake that a grammar file can hold, with the words and the caret that it is reported with.
#include <catch2/catch.hpp>

#include "tests/grammar_helpers.h"

using namespace gangmu;
using namespace gangmu::grammar_test;

TEST_CASE("grammar: mistakes are shown with place and caret", "[grammar]") {
  CHECK(mistake("stage = 'outline'\n[[rule]]\nname = 'x'\n\tmtach = '甲'\n") ==
        "4:2: unknown key \"mtach\"\n mtach = '甲'\n ^");
  CHECK(mistake("[part]\n") == "1:2: unknown key \"part\"\n[part]\n ^");
  CHECK(mistake("stage = 'outlines'\n") ==
        "1:9: unknown stage \"outlines\" (layout, outline, tables, targets)\n"
        "stage = 'outlines'\n        ^");
  CHECK(mistake("[[rule]]\nname = 'x'\n") ==
        "1:1: no stage = \"…\" at the top of a file with rules (layout, outline, tables, "
        "targets)\n[[rule]]\n^");
  CHECK(mistake(outline("[[rule]]\nmatch = '甲'\n")) ==
        "2:1: rule without a \"name\"\n[[rule]]\n^");
  CHECK(mistake(outline("[[rule]]\nname = 'x'\nyes = ['甲']\nno = ['乙']\nkind = 'h1'")) ==
        "2:1: rule \"x\" has no \"match\"\n[[rule]]\n^");
  CHECK(mistake(outline("[[rule]]\nname = 'x'\nmatch = '甲'\nkind = 'h1'\nno = ['乙']\n")) ==
        "2:1: rule \"x\" has no \"yes\" example\n[[rule]]\n^");
  CHECK(mistake(outline("[[rule]]\nname = 'x'\nmatch = '甲'\nkind = 'h1'\nyes = ['甲']\n")) ==
        "2:1: rule \"x\" has no \"no\" example\n[[rule]]\n^");
  CHECK(mistake(outline("[[rule]]\nname = 'x'\nmatch = '甲'\nyes = ['甲']\nno = ['乙']\n")) ==
        "2:1: rule \"x\" has no \"kind\"\n[[rule]]\n^");
  CHECK(mistake(outline("[[rule]]\nname = 'x'\nmatch = '甲'\nkind = 'h9'\nyes = ['甲']\n"
                        "no = ['乙']\n")) ==
        "5:8: unknown kind \"h9\" of the stage \"outline\"\nkind = 'h9'\n       ^");
  CHECK(mistake("stage = 'layout'\n[[rule]]\nname = 'x'\nmatch = '甲'\nkind = 'h1'\n"
                "yes = ['甲']\nno = ['乙']\n") ==
        "5:8: unknown kind \"h1\" of the stage \"layout\"\nkind = 'h1'\n       ^");
  CHECK(mistake(outline(rule("a/b", "甲"))) ==
        "3:8: \"/\" or a blank in the name \"a/b\"\nname = 'a/b'\n       ^");
  CHECK(mistake(outline(rule("x", "甲", "level = 'high'\n"))) ==
        "8:9: \"level\" is no whole number from 0 to 1000\nlevel = 'high'\n        ^");
  CHECK(mistake(outline(rule("x", "甲", "at = 'page'\n"))) ==
        "8:6: unknown place \"page\" (paragraph, line, inline)\nat = 'page'\n     ^");
  CHECK(mistake(outline(rule("x", "甲", "flags = 'scope'\n"))) ==
        "8:9: \"flags\" is no list of strings\nflags = 'scope'\n        ^");
  CHECK(mistake(outline(rule("x", "甲", "flags = ['a', 1]\n"))) ==
        "8:15: \"flags\" holds something else than strings\nflags = ['a', 1]\n              ^");
  CHECK(mistake(outline("[[rule]]\nname = 1\n")) ==
        "3:8: \"name\" is no string\nname = 1\n       ^");
}

TEST_CASE("grammar: mistakes in patterns and parts", "[grammar]") {
  CHECK(mistake(outline(rule("x", "第几款{num:HAM}"))) ==
        "4:13: unknown part \"HAM\"\nmatch = '第几款{num:HAM}'\n               ^");
  CHECK(mistake(outline(rule("x", "甲", "not_after = ['乙', '{丙}']\n"))) ==
        "8:20: unknown part \"丙\"\nnot_after = ['乙', '{丙}']\n                    ^");
  CHECK(mistake(outline(rule("x", "甲{HAN"))) ==
        "4:11: \"{\" without \"}\"\nmatch = '甲{HAN'\n           ^");
  CHECK(mistake(outline(rule("x", "甲{1n:HAN}"))) ==
        "4:11: bad name \"1n\" before the colon\nmatch = '甲{1n:HAN}'\n           ^");
  CHECK(mistake(outline(rule("x", "{num:HAN}甲{num:HAN}"))) ==
        "4:10: \"num\" is captured twice\nmatch = '{num:HAN}甲{num:HAN}'\n         ^");
  CHECK(mistake(outline(rule("x", "{END}"))) ==
        "4:10: the pattern matches the empty text\nmatch = '{END}'\n         ^");
  CHECK(mistake("[parts]\nX = '[甲'\n") ==
        "2:5: part \"X\" is no RE2 expression: missing ]: [甲\nX = '[甲'\n    ^");
  CHECK(mistake("[parts]\nX = '(甲)'\n") ==
        "2:5: part \"X\" captures: write (?:…) for (…)\nX = '(甲)'\n    ^");
  CHECK(mistake("[parts]\nDASHMARK = '-*'\n") ==
        "2:12: part \"DASHMARK\" spoils the rule \"outline/dash\": the pattern matches the empty "
        "text\nDASHMARK = '-*'\n           ^");
}

TEST_CASE("grammar: mistakes that concern other entries", "[grammar]") {
  CHECK(mistake(outline(rule("x", "甲") + rule("x", "乙"))) ==
        "9:8: rule \"outline/x\" stands twice in this folder\nname = 'x'\n       ^");
  CHECK(mistake(outline(rule("x", "甲", "order_after = 'h0'\n"))) ==
        "8:15: no rule \"h0\" of the stage \"outline\" to stand after\norder_after = 'h0'\n"
        "              ^");
  CHECK(mistake("remove = ['outline/h1', 'h2']\n") ==
        "1:25: no rule \"h2\" to remove\nremove = ['outline/h1', 'h2']\n                        ^");
  CHECK(mistake("remove_words = { role = ['无此词'] }\n") ==
        "1:26: no word \"无此词\" in \"role\" to remove\nremove_words = { role = ['无此词'] }\n"
        "                         ^");
  CHECK(mistake("[words.t]\na = ['甲']\nb = ['乙', '甲']\n") ==
        "3:11: word \"甲\" stands twice in \"t\" with different values\nb = ['乙', '甲']\n"
        "           ^");
  CHECK(mistake("[words.t]\na = ['']\n") == "2:6: empty word in \"t\"\na = ['']\n     ^");
  CHECK(mistake("[words.t]\na = '甲'\n") == "2:5: \"a\" is no list of strings\na = '甲'\n    ^");
  CHECK(mistake("[[words.t]]\nvalue = 'a'\n") ==
        "1:1: entry of \"t\" without \"words\"\n[[words.t]]\n^");
  CHECK(mistake("[[words.t]]\nwords = ['a']\nx = []\n") ==
        "3:5: \"x\" is no string, number or truth value\nx = []\n    ^");
  CHECK(mistake("words = 1\n") == "1:9: \"words\" is no table\nwords = 1\n        ^");
  Folder folder("mine");
  folder.file("a.toml", "[parts]\nX = 'a'\n").file("b.toml", "[parts]\nX = 'b'\n");
  const Loaded loaded = load_over(folder);
  REQUIRE_FALSE(loaded);
  CHECK(loaded.error().message == "part \"X\" stands twice in this folder");
  CHECK(loaded.error().place == folder.path().generic_string() + "/b.toml:2:1");
}

TEST_CASE("grammar: what is no TOML or no folder", "[grammar]") {
  CHECK(mistake("a = 'x\n") ==
        "1:7: bad TOML while parsing literal string: control characters other than TAB (U+0009) "
        "are explicitly prohibited\na = 'x\n      ^");
  CHECK(mistake("[parts]\nX = 'a'\nX = 'b'\n") ==
        "3:5: bad TOML while parsing key-value pair: cannot redefine existing string \"X\"\n"
        "X = 'b'\n    ^");
  CHECK(mistake("a = 1\n b = \xFF\n").starts_with("2:"));

  Folder folder("empty");
  Loaded loaded = load_over(folder);
  REQUIRE_FALSE(loaded);
  CHECK(loaded.error().code == "grammar.unreadable");
  CHECK(loaded.error().message ==
        "no .toml file in the grammar folder \"" + folder.path().generic_string() + "\"");
  loaded = Grammar::with_overlays(std::vector<fs::path>{folder.path() / "none"});
  REQUIRE_FALSE(loaded);
  CHECK(loaded.error().code == "grammar.unreadable");
  CHECK(loaded.error().message.starts_with("cannot read the grammar folder \""));
}

TEST_CASE("grammar: files with CRLF and a byte order mark", "[grammar]") {
  CHECK(mistake("\xEF\xBB\xBF[parts]\r\nX = '[甲'\r\n") ==
        "2:5: part \"X\" is no RE2 expression: missing ]: [甲\nX = '[甲'\n    ^");
}
