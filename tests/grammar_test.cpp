// The rule language: matching, overlays, show(), and the examples of docs/grammar.md.
#include <atomic>
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <thread>

#include "tests/grammar_helpers.h"
#include "tests/surroundings.h"

using namespace gangmu;
using namespace gangmu::grammar_test;

namespace {

std::string read_root(const std::string& name) {
  std::ifstream stream(surroundings::root() / name, std::ios::binary);
  REQUIRE(stream);
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace

TEST_CASE("grammar: the built-in rules pass their examples", "[grammar]") {
  const auto grammar = Grammar::builtin();
  const auto report = grammar->run_examples();
  for (const auto& failure : report.failures) UNSCOPED_INFO(failure.place + " " + failure.message);
  CHECK(report.failures.empty());
  CHECK(report.rules >= 35);
  CHECK(report.examples >= 2 * report.rules);
  CHECK(Grammar::builtin().get() == grammar.get());
}

TEST_CASE("grammar: the built-in tables equal the files", "[grammar]") {
  const auto loaded =
      Grammar::from_folders(std::vector<fs::path>{surroundings::root() / "grammar"});
  REQUIRE(loaded);
  const auto builtin = Grammar::builtin();
  CHECK((*loaded)->show() == builtin->show());
  CHECK((*loaded)->sha256() == builtin->sha256());
  CHECK(builtin->sha256().size() == 64);
  CHECK(std::vector<std::string>(builtin->files().begin(), builtin->files().end()) ==
        std::vector<std::string>((*loaded)->files().begin(), (*loaded)->files().end()));
  CHECK(builtin->overlays().empty());
  const Rule* h1 = builtin->find_rule(Stage::outline, "h1");
  REQUIRE(h1 != nullptr);
  CHECK(h1->file == "30-outline.toml");
  CHECK(h1->level == 40);
  const Word* word = builtin->words("title_end").exact("通知");
  REQUIRE(word != nullptr);
  CHECK(word->value == "notice");
  CHECK(builtin->files()[word->file] == "30-outline.toml");
  CHECK(word->line > h1->line);
  CHECK(builtin->find_rule(Stage::layout, "h1") == nullptr);
}

TEST_CASE("grammar: match gives length and numeral", "[grammar]") {
  const auto grammar = Grammar::builtin();
  CHECK(matches(*grammar, Stage::outline, "第 十二 章　推进计划") == "chapter:14:十二");
  CHECK(matches(*grammar, Stage::outline, "（ 三 ）工作安排") == "h2:7:三");
  CHECK(matches(*grammar, Stage::outline, "2.3.1 试点") == "n3:5:2.3.1");
  CHECK(matches(*grammar, Stage::outline, "专栏1-2 示范").starts_with("box:9:1-2"));
  CHECK(matches(*grammar, Stage::outline, "目  录") == "toc:8:");
  CHECK(matches(*grammar, Stage::outline, "大力推进") == "");
  CHECK(matches(*grammar, Stage::outline, "") == "");
  CHECK(matches(*grammar, Stage::outline, " 一、开头的空格") == "");
  std::vector<Match> found(3);
  grammar->match(Stage::outline, "none", &found);
  CHECK(found.empty());
}

TEST_CASE("grammar: the longest alternative wins wherever it stands", "[grammar]") {
  const auto grammar =
      overlay(outline("[parts]\nSHORT_FIRST = '甲|甲乙'\n") + rule("x", "{num:SHORT_FIRST}"));
  CHECK(matches(*grammar, Stage::outline, "甲乙丙") == "x:6:甲乙");
}

TEST_CASE("grammar: a pattern is literal apart from blanks and parts", "[grammar]") {
  const auto grammar = overlay(outline(rule("x", "（甲.* +）{{") + rule("y", "Ａ 〔 ${DIGIT}")));
  CHECK(matches(*grammar, Stage::outline, "(甲.*  ＋）{") == "x:11:");
  CHECK(matches(*grammar, Stage::outline, "（甲xx +）{") == "");
  CHECK(matches(*grammar, Stage::outline, "A〔$7") == "y:6:");
}

TEST_CASE("grammar: rules come in the order of precedence", "[grammar]") {
  const auto grammar = overlay(outline(rule("x", "甲") + rule("y", "甲乙") + rule("z", "{HANZI}") +
                                       "[parts]\nHANZI = '\\p{Han}'"));
  CHECK(matches(*grammar, Stage::outline, "甲乙") == "x:3: y:6: z:3:");
}

TEST_CASE("grammar: what must stand after and before", "[grammar]") {
  const auto grammar = overlay(outline(rule("after", "甲", "after = ['：', ' {DIGIT}']\n") +
                                       rule("not_after", "甲", "not_after = ['：', '{DIGIT}']\n") +
                                       rule("before", "丙", "before = ['见 ', '{DIGIT}']\n") +
                                       rule("not_before", "丙", "not_before = ['〈']\n")));
  CHECK(matches(*grammar, Stage::outline, "甲: 乙") == "after:3:");
  CHECK(matches(*grammar, Stage::outline, "甲  7") == "after:3: not_after:3:");
  CHECK(matches(*grammar, Stage::outline, "甲7") == "after:3:");
  CHECK(matches(*grammar, Stage::outline, "甲乙") == "not_after:3:");
  CHECK(matches(*grammar, Stage::outline, "甲") == "not_after:3:");

  const auto rules = names(*grammar, Stage::outline);
  const auto index = [&](std::string_view name) {
    return static_cast<std::uint16_t>(std::find(rules.begin(), rules.end(), name) - rules.begin());
  };
  CHECK(grammar->before_ok(Stage::outline, index("before"), "参见"));
  CHECK(grammar->before_ok(Stage::outline, index("before"), "参见  "));
  CHECK(grammar->before_ok(Stage::outline, index("before"), "第3"));
  CHECK_FALSE(grammar->before_ok(Stage::outline, index("before"), "见第"));
  CHECK_FALSE(grammar->before_ok(Stage::outline, index("before"), ""));
  CHECK(grammar->before_ok(Stage::outline, index("not_before"), ""));
  CHECK_FALSE(grammar->before_ok(Stage::outline, index("not_before"), "x〈"));
  CHECK(grammar->before_ok(Stage::outline, index("after"), "anything"));
}

TEST_CASE("grammar: examples that fail are named", "[grammar]") {
  Folder folder("base");
  folder.file("a.toml", outline("[[rule]]\nname = 'x'\nmatch = '甲'\nkind = 'h2'\n"
                                "yes = ['甲', '丁甲']\nno = ['乙', '甲乙']\n"
                                "[[rule]]\nname = 'y'\nmatch = '戊'\nkind = 'h2'\n"
                                "before = ['见']\nyes = ['见|戊']\nno = ['戊', '不|戊']\n"));
  const Loaded loaded = load_alone(folder);
  REQUIRE(loaded);
  const auto report = (*loaded)->run_examples();
  CHECK(report.rules == 2);
  CHECK(report.examples == 7);
  REQUIRE(report.failures.size() == 2);
  CHECK(report.failures[0].place == "a.toml:2");
  CHECK(report.failures[0].message == "rule \"outline/x\" does not match its yes example \"丁甲\"");
  CHECK(report.failures[1].message == "rule \"outline/x\" matches its no example \"甲乙\"");
}

TEST_CASE("grammar: overlays replace, remove and order rules", "[grammar]") {
  const auto before = names(*Grammar::builtin(), Stage::outline);
  const auto grammar = overlay("remove = ['outline/h5']\n" +
                               outline(rule("h2", "甲") + rule("new1", "乙") + rule("new2", "丙") +
                                       rule("late1", "丁", "order_after = 'h3'\n") +
                                       rule("late2", "戊", "order_after = 'h3'\n") +
                                       rule("h4", "己", "order_after = 'part'\n")));
  std::vector<std::string> expected = {"new1", "new2"};
  for (const auto& name : before) {
    if (name == "h5" || name == "h4") continue;
    expected.push_back(name);
    if (name == "part") expected.push_back("h4");
    if (name == "h3") expected.insert(expected.end(), {"late1", "late2"});
  }
  CHECK(names(*grammar, Stage::outline) == expected);
  CHECK(matches(*grammar, Stage::outline, "（一）") == "");
  CHECK(matches(*grammar, Stage::outline, "甲") == "h2:3:");
  CHECK(matches(*grammar, Stage::outline, "①") == "footnote_cited:3:①");  // h5 is gone
  CHECK(grammar->find_rule(Stage::outline, "h2")->file == "mine/a.toml");
  CHECK(grammar->find_rule(Stage::outline, "h2")->line == 3);
  CHECK(grammar->find_rule(Stage::outline, "h1")->file == "30-outline.toml");
  CHECK(grammar->overlays().size() == 1);
  CHECK(grammar->overlays()[0] == "mine");
  CHECK(grammar->files().back() == "mine/a.toml");
  CHECK(grammar->sha256() != Grammar::builtin()->sha256());
  CHECK(names(*grammar, Stage::layout) == names(*Grammar::builtin(), Stage::layout));
}

TEST_CASE("grammar: a later overlay stands before an earlier one", "[grammar]") {
  Folder first("one"), second("two");
  first.file("a.toml", outline(rule("x", "甲") + rule("shared", "乙") + "[parts]\nP = '子'\n"));
  second.file("b.toml", outline(rule("shared", "丙{P}") + "[parts]\nP = '丑'\n"))
      .file("a.toml", outline(rule("y", "甲")));
  const std::vector<fs::path> folders = {first.path(), second.path()};
  const Loaded loaded = Grammar::with_overlays(folders);
  REQUIRE(loaded);
  CHECK(matches(**loaded, Stage::outline, "甲") == "y:3: x:3:");
  CHECK(matches(**loaded, Stage::outline, "丙丑") == "shared:6:");
  CHECK(matches(**loaded, Stage::outline, "乙") == "");
  CHECK((*loaded)->overlays().size() == 2);
  CHECK(Grammar::with_overlays({}).operator*()->sha256() == Grammar::builtin()->sha256());
}

TEST_CASE("grammar: a part laid over changes the built-in rules", "[grammar]") {
  const auto grammar = overlay("[parts]\nPARTWORD = '(?:编|卷)'\n");
  CHECK(matches(*grammar, Stage::outline, "第三卷 空间") == "part:9:三");
  CHECK(matches(*grammar, Stage::outline, "第三篇 空间") == "");
}

TEST_CASE("grammar: word tables merge", "[grammar]") {
  Folder folder("mine");
  folder
      .file("a.toml",
            "remove_words = { title_end = ['条例'] }\n"
            "[words.title_end]\nscheme = ['任务清单']\nreport = ['通知']\n"
            "[words.own]\nlist = ['甲', '甲']\n")
      .file("b.toml",
            "[words.own]\nlist = ['乙']\n"
            "[[words.own]]\nwords = ['丙']\n");
  Loaded loaded = load_over(folder);
  REQUIRE_FALSE(loaded);  // one file cannot write a table both ways
  folder.file("b.toml",
              "[[words.own]]\nwords = ['乙', '（丙']\nvalue = 'v'\nfactor = 0.0667\n"
              "exact = true\nsize = 12\nname = '名'\n");
  loaded = load_over(folder);
  REQUIRE(loaded);
  const WordTable& end = (*loaded)->words("title_end");
  CHECK(end.exact("条例") == nullptr);
  CHECK(end.exact("任务清单")->value == "scheme");
  CHECK(end.exact("通知")->value == "report");
  CHECK(end.exact("规划")->value == "plan");
  const WordTable& own = (*loaded)->words("own");
  REQUIRE(own.words().size() == 3);
  CHECK(own.exact("甲")->value.empty());
  const Word* word = own.exact("(丙");
  REQUIRE(word != nullptr);
  CHECK(word->value == "v");
  CHECK(word->get("factor") == "0.0667");
  CHECK(word->get("exact") == "true");
  CHECK(word->get("size") == "12");
  CHECK(word->get("name") == "名");
  CHECK(word->get("none").empty());
  CHECK(word->line == 2);
  CHECK((*loaded)->files()[word->file] == "mine/b.toml");
  CHECK((*loaded)->words("no such table").empty());
}

TEST_CASE("grammar: numerals come from the word tables", "[grammar]") {
  const auto grammar = overlay("[words.numeral_digit]\n7 = ['拐']\n");
  CHECK(grammar->number("二十拐") == 27);
  CHECK(Grammar::builtin()->number("二十拐") == std::nullopt);
}

TEST_CASE("grammar: show loads again to an equal grammar", "[grammar]") {
  const auto grammar = overlay(
      outline(rule("款", "{{}\\甲",
                   "at = 'inline'\nlevel = 7\nbefore = ['a']\nafter = ['b']\nnot_before = ['c']\n"
                   "not_after = ['d']\nflags = ['scope', 'own']\n")) +
      "[parts]\nQ = \"'\\\"\\\\\\\\\\t\"\n"
      "[words.'odd name']\nlist = ['甲', \"it's\"]\n'a b' = ['乙']\n"
      "[[words.more]]\nwords = ['丙']\nvalue = 'list'\nfactor = 0.5\n");
  Folder again("again");
  again.file("all.toml", grammar->show());
  const Loaded loaded = load_alone(again);
  if (!loaded)
    FAIL(loaded.error().place + ": " + loaded.error().message + "\n" + loaded.error().detail);
  for (int i = 0; i < kStageCount; ++i) {
    const auto stage = static_cast<Stage>(i);
    const auto a = grammar->rules(stage);
    const auto b = (*loaded)->rules(stage);
    REQUIRE(a.size() == b.size());
    for (std::size_t k = 0; k < a.size(); ++k) {
      CHECK(a[k].name == b[k].name);
      CHECK(a[k].match == b[k].match);
      CHECK(a[k].kind == b[k].kind);
      CHECK(a[k].level == b[k].level);
      CHECK(a[k].at == b[k].at);
      CHECK(a[k].before == b[k].before);
      CHECK(a[k].after == b[k].after);
      CHECK(a[k].not_before == b[k].not_before);
      CHECK(a[k].not_after == b[k].not_after);
      CHECK(a[k].flags == b[k].flags);
      CHECK(a[k].yes == b[k].yes);
      CHECK(a[k].no == b[k].no);
    }
  }
  CHECK((*loaded)->words("odd name").exact("it's") != nullptr);
  CHECK((*loaded)->words("odd name").exact("乙")->value == "a b");
  CHECK((*loaded)->words("more").exact("丙")->value == "list");
  CHECK((*loaded)->words("more").exact("丙")->get("factor") == "0.5");
  for (const char* table : {"role", "title_end", "title_suffix", "numeral_digit"}) {
    const auto a = grammar->words(table).words();
    const auto b = (*loaded)->words(table).words();
    REQUIRE(a.size() == b.size());
    for (std::size_t k = 0; k < a.size(); ++k) {
      CHECK(a[k].text == b[k].text);
      CHECK(a[k].value == b[k].value);
    }
  }
  // Everything but the comments is the same the second time.
  const auto plain = [](const std::string& text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = text.find('\n', at) + 1;
      if (text[at] != '#') out += text.substr(at, end - at);
      at = end;
    }
    return out;
  };
  CHECK(plain((*loaded)->show()) == plain(grammar->show()));
  CHECK((*loaded)->rules(Stage::outline)[0].line > 1);
}

TEST_CASE("grammar: one grammar serves many threads", "[grammar]") {
  const auto grammar = overlay("[parts]\nDIGIT = '[0-9]'\n");  // nothing compiled yet
  std::atomic<int> wrong = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&] {
      std::vector<Match> found;
      for (int round = 0; round < 200; ++round) {
        grammar->match(Stage::outline, "(三)试点", &found);
        if (found.size() != 1) ++wrong;
        grammar->match(Stage::outline, "12.试点", &found);
        if (found.size() != 1) ++wrong;
      }
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(wrong == 0);
}

TEST_CASE("grammar: hostile patterns and long texts stay linear", "[grammar]") {
  const auto grammar = overlay(outline("[parts]\nNESTED = '(?:甲*)*乙'\n") + rule("x", "{NESTED}"));
  std::string text;
  for (int i = 0; i < 20000; ++i) text += "甲";
  CHECK(matches(*grammar, Stage::outline, text) == "");
  CHECK(matches(*grammar, Stage::outline, text + "乙") == "x:60003:");
}

namespace {

// The content of the fenced block that opens with "```" and the given info string.
std::string block(const std::string& text, const std::string& info) {
  const std::string fence = "```" + info + "\n";
  const std::size_t begin = text.find(fence);
  REQUIRE(begin != std::string::npos);
  const std::size_t from = begin + fence.size();
  return text.substr(from, text.find("```", from) - from);
}

void check_matches(const Grammar& grammar, const std::string& lines) {
  int count = 0;
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t end = lines.find('\n', at);
    const std::string line = lines.substr(at, end - at);
    at = end + 1;
    const std::string arrow = " →";
    const std::size_t middle = line.find(arrow);
    REQUIRE(middle != std::string::npos);
    std::vector<Match> found;
    const std::string folded = fold(line.substr(0, middle));
    grammar.match(Stage::outline, folded, &found);
    std::string expected;
    if (!found.empty()) {
      const Match& match = found[0];
      const auto number = grammar.number(
          std::string_view(folded).substr(match.num_begin, match.num_end - match.num_begin));
      expected = " outline/" + grammar.rules(Stage::outline)[match.rule].name + " " +
                 std::to_string(number.value_or(-1));
    }
    CHECK(line.substr(middle + arrow.size()) == expected);
    ++count;
  }
  CHECK(count >= 4);
}

}  // namespace

TEST_CASE("grammar: the example of docs/grammar.md as a folder of its own", "[grammar][docs]") {
  const std::string text = read_root("docs/grammar.md");
  Folder folder("my-rules");
  folder.file("actions.toml", block(text, "toml rule"));
  const Loaded loaded = load_over(folder);
  REQUIRE(loaded);
  CHECK((*loaded)->run_examples().failures.empty());
  CHECK((*loaded)->find_rule(Stage::outline, "action")->file == "my-rules/actions.toml");
  check_matches(**loaded, block(text, "text matches"));
}

TEST_CASE("grammar: the example of docs/grammar.md in 30-outline.toml", "[grammar][docs]") {
  const std::string text = read_root("docs/grammar.md");
  Folder folder("grammar");
  for (const auto& entry : fs::directory_iterator(surroundings::root() / "grammar")) {
    if (entry.path().extension() == ".toml") {
      fs::copy_file(entry.path(), folder.path() / entry.path().filename());
    }
  }
  const std::string example = block(text, "toml rule");
  std::ofstream(folder.path() / "30-outline.toml", std::ios::app | std::ios::binary)
      << "\n"
      << example.substr(example.find("[[rule]]"));
  const Loaded loaded = load_alone(folder);
  REQUIRE(loaded);
  CHECK((*loaded)->run_examples().failures.empty());
  CHECK((*loaded)->find_rule(Stage::outline, "action")->file == "30-outline.toml");
  check_matches(**loaded, block(text, "text matches"));
}

TEST_CASE("grammar: the other examples of docs/grammar.md", "[grammar][docs]") {
  const std::string text = read_root("docs/grammar.md");
  Folder wrong("my-rules");
  wrong.file("actions.toml", block(text, "toml mistake"));
  Loaded loaded = load_over(wrong);
  REQUIRE_FALSE(loaded);
  const Error& error = loaded.error();
  CHECK(error.place.substr(error.place.find("actions.toml")) + ": " + error.message + "\n" +
            error.detail + "\n" ==
        block(text, "text mistake"));
  Folder folder("my-rules");
  folder.file("changes.toml", block(text, "toml overlay"));
  loaded = load_over(folder);
  REQUIRE(loaded);
  CHECK((*loaded)->find_rule(Stage::outline, "h5") == nullptr);
  CHECK((*loaded)->words("title_end").exact("条例") == nullptr);
  CHECK((*loaded)->words("title_end").exact("任务清单")->value == "scheme");
}

TEST_CASE("grammar: the blocks of grammar/README.md load", "[grammar][docs]") {
  const std::string text = read_root("grammar/README.md");
  int blocks = 0;
  for (std::size_t at = text.find("```toml\n"); at != std::string::npos;
       at = text.find("```toml\n", at + 1)) {
    const std::size_t from = at + 8;
    const std::string example = text.substr(from, text.find("```", from) - from);
    INFO(example);
    const auto report = overlay(example)->run_examples();
    CHECK(report.failures.empty());
    ++blocks;
  }
  CHECK(blocks == 3);
}
