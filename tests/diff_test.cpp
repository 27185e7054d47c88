#include "checks/diff.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <string>

#include "checks/figure_diff.h"
#include "checks/likeness.h"
#include "checks/sequence_diff.h"
#include "checks/word_diff.h"
#include "corpus_cases.h"

using namespace gangmu;

namespace {

const Grammar& grammar() {
  static const auto built_in = Grammar::builtin();
  return *built_in;
}

std::string marked(const std::vector<Edit>& edits) {
  std::string out;
  for (const Edit& edit : edits) {
    if (edit.kind == EditKind::same) out += edit.text;
    if (edit.kind == EditKind::erased) out += "[-" + edit.text + "-]";
    if (edit.kind == EditKind::inserted) out += "{+" + edit.text + "+}";
  }
  return out;
}

std::string words(const std::string& before, const std::string& after) {
  return marked(edits_of(WordDiff(grammar()).runs(before, after), before, after));
}

// Each change on a line: its kinds, its part, and its words.
std::string told(const std::string& before, const std::string& after) {
  const Document x = corpus::document_of(before, grammar());
  const Document y = corpus::document_of(after, grammar());
  const Diff diff = diff_documents(x, y, grammar());
  std::string out;
  for (const FigureChange& figure : diff.figures) {
    out += "figure " + std::string(name_of(figure.kind));
    for (const FigureField field : figure.fields) out += " " + std::string(name_of(field));
    out += " " + marked(figure.edits) + "\n";
  }
  for (const Change& change : diff.changes) {
    for (const ChangeKind kind : change.kinds) out += std::string(name_of(kind)) + " ";
    out += std::string(name_of(change.part)) + ": ";
    out +=
        change.edits.empty() ? change.before.text + ">" + change.after.text : marked(change.edits);
    out += "\n";
  }
  for (const DutyChange& duty : diff.duties) {
    out += std::string(name_of(duty.part)) + " " + std::string(name_of(duty.kind)) + ": " +
           marked(duty.edits) + "\n";
  }
  for (const Renumbering& group : diff.renumbered) {
    out += "renumbered " + std::to_string(group.before.size()) + "+" + std::to_string(group.below) +
           "\n";
  }
  return out;
}

const std::string kPlan =
    "云川市渔业发展“十五五”规划\n"
    "一、发展基础\n"
    "全市渔业保持平稳，养殖水面稳步扩大，渔民收入持续增长。\n"
    "二、主要任务\n"
    "（一）建设渔港\n"
    "加快建设中心渔港，完善避风锚地和补给码头。\n"
    "（二）发展加工\n"
    "支持水产加工企业技术改造，延长产业链条。\n"
    "三、保障措施\n"
    "强化组织领导，建立部门联席会议制度。\n";

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("word diff: numbers, Latin words and numerals are not cut") {
  CHECK(words("达到150家", "达到250家") == "达到[-150-]{+250+}家");
  CHECK(words("达到8.10%", "达到8.12%") == "达到[-8.10-]{+8.12+}%");
  CHECK(words("推广5G网络", "推广6G网络") == "推广[-5G-]{+6G+}网络");
  CHECK(words("R&D人员", "R&C人员") == "[-R&D-]{+R&C+}人员");
  CHECK(words("培育二十五家企业", "培育二十六家企业") == "培育[-二十五-]{+二十六+}家企业");
  CHECK(words("到2025年6月完成", "到2026年9月完成") == "到[-2025年6-]{+2026年9+}月完成");
}

TEST_CASE("word diff: short words between changes are taken into them") {
  CHECK(words("提升创新能力水平", "增强创造能力水平") == "[-提升创新-]{+增强创造+}能力水平");
  CHECK(words("坚持数据驱动，场景牵引", "坚持数字驱动，应用牵引") ==
        "坚持数[-据-]{+字+}驱动，[-场景-]{+应用+}牵引");
}

TEST_CASE("word diff: an insertion stands behind punctuation or begins with it") {
  CHECK(words("建设甲、乙、丙。", "建设甲、丁、乙、丙。") == "建设甲、{+丁、+}乙、丙。");
  CHECK(words("企业达到5家，其中大型3家。", "企业达到5家。") == "企业达到5家[-，其中大型3家-]。");
}

TEST_CASE("word diff: blanks and widths do not count, and all of both texts is there") {
  CHECK(words("第 1 项，共(2)项", "第１项,共（2）项") == "第１项,共（2）项");
  CHECK(words("", "新") == "{+新+}");
  CHECK(words("旧", "") == "[-旧-]");
  CHECK(words("", "").empty());
  std::mt19937 random(7);
  const std::vector<std::string> pool = {"甲", "乙", " ", "1", "20", "、", "。", "a", "（", "三"};
  for (int round = 0; round < 400; ++round) {
    std::string text[2];
    for (auto& one : text) {
      for (auto n = random() % 12; n > 0; --n) one += pool[random() % pool.size()];
    }
    Offset x = 0, y = 0;
    bool same = false, first = true;
    for (const WordRun& run : WordDiff(grammar()).runs(text[0], text[1])) {
      CHECK((run.before.begin == x && run.after.begin == y));
      CHECK((first || run.same != same));
      const auto cut = [](const std::string& t, Slice s) { return t.substr(s.begin, s.size()); };
      if (run.same) {
        CHECK(counted(cut(text[0], run.before)) == counted(cut(text[1], run.after)));
      }
      x = run.before.end, y = run.after.end, same = run.same, first = false;
    }
    CHECK((x == text[0].size() && y == text[1].size()));
  }
}

TEST_CASE("sequence diff: hunks lead from one to the other") {
  std::mt19937 random(11);
  for (int round = 0; round < 300; ++round) {
    std::vector<std::uint32_t> a, b, made;
    for (auto n = random() % 20; n > 0; --n) a.push_back(random() % 5);
    for (auto n = random() % 20; n > 0; --n) b.push_back(random() % 5);
    std::size_t at = 0;
    for (const Hunk& hunk : differences(a, b)) {
      CHECK(hunk.before_size() + hunk.after_size() > 0);
      made.insert(made.end(), a.begin() + at, a.begin() + hunk.before);
      made.insert(made.end(), b.begin() + hunk.after, b.begin() + hunk.after_end);
      at = hunk.before_end;
    }
    made.insert(made.end(), a.begin() + at, a.end());
    CHECK(made == b);
  }
}

TEST_CASE("sequence diff: the heaviest members in order are kept") {
  CHECK(in_order({2, 0, 1}, {1, 1, 1}) == std::vector<bool>{false, true, true});
  CHECK(in_order({2, 0, 1}, {9, 1, 1}) == std::vector<bool>{true, false, false});
  CHECK(in_order({0, 1, 2}, {1, 0, 1}) == std::vector<bool>{true, false, true});
  CHECK(in_order({}, {}).empty());
}

TEST_CASE("likeness: pairs of characters, and candidates that share rare ones") {
  CHECK(likeness(pairs_of("建设渔港"), pairs_of("建设渔港")) == 1);
  CHECK(likeness(pairs_of("建设渔港"), pairs_of("发展加工")) == 0);
  CHECK(likeness(pairs_of("甲"), pairs_of("甲")) == 1);
  CHECK(likeness(pairs_of("甲乙丙"), pairs_of("甲乙丁")) == 0.5);
  const Pairs a = pairs_of("建设中心渔港"), b = pairs_of("发展水产加工");
  CHECK(LikeTexts({&a, &b}).candidates(pairs_of("发展水产养殖")) == std::vector<std::uint32_t>{1});
}

TEST_CASE("figure diff: differences are decimal") {
  CHECK(decimal_difference("150", "200") == "+50");
  CHECK(decimal_difference("8.10", "8.1") == "+0");
  CHECK(decimal_difference("0.3", "0.25") == "-0.05");
  CHECK(decimal_difference("", "5").empty());
  CHECK(percent_more("150", "200") == "+33.3");
  CHECK(percent_more("200", "150") == "-25");
  CHECK(percent_more("0", "5").empty());
  CHECK(percent_more("3", "3") == "+0");
  CHECK(decimal_difference("123456789012345.6", "1").empty());  // too long to be told
}

TEST_CASE("diff: a text against itself, in other widths and lines") {
  CHECK(told(kPlan, kPlan).empty());
  CHECK(told(kPlan, replaced(kPlan, "（一）建设渔港", "(一) 建设渔港")).empty());
  CHECK(told("", "").empty());
}

TEST_CASE("diff: words, headings, paragraphs") {
  CHECK(told(kPlan, replaced(kPlan, "完善避风锚地", "改造避风锚地")) ==
        "reworded text: 加快建设中心渔港，[-完善-]{+改造+}避风锚地和补给码头。\n");
  CHECK(told(kPlan, replaced(kPlan, "（一）建设渔港", "（一）提升码头")) ==
        "reworded heading: （一）[-建设渔港-]{+提升码头+}\n");
  CHECK(told(kPlan, replaced(kPlan, "规划\n", "规划（送审稿）\n"))
            .starts_with("reworded plan: 云川市渔业发展“十五五”规划{+（送审稿）+}\n"));
  const std::string more = "鼓励社会资本参与码头经营，探索一体化运营。\n";
  const std::string longer = replaced(kPlan, "（二）发展加工", more + "（二）发展加工");
  CHECK(told(kPlan, longer) == "added text: >" + more);
  CHECK(told(longer, kPlan) == "deleted text: " + more.substr(0, more.size() - 1) + ">\n");
}

TEST_CASE("diff: a new section renumbers those behind it, once") {
  const std::string section = "（一）保护资源\n开展增殖放流，严格执行休渔制度。\n";
  std::string after = replaced(kPlan, "（二）发展加工", "（三）发展加工");
  after = replaced(after, "（一）建设渔港", section + "（二）建设渔港");
  CHECK(told(kPlan, after) ==
        "added heading: >（一）保护资源\n开展增殖放流，严格执行休渔制度。\nrenumbered 2+0\n");
}

TEST_CASE("diff: what moved is told once, and with its other words") {
  const std::string ports = "（一）建设渔港\n加快建设中心渔港，完善避风锚地和补给码头。\n";
  const std::string works = "（二）发展加工\n支持水产加工企业技术改造，延长产业链条。\n";
  const std::string swapped =
      replaced(kPlan, ports + works,
               "（一）发展加工\n支持水产加工企业技术改造，延长产业链条。\n"
               "（二）建设渔港\n加快建设中心渔港，完善避风锚地和补给码头。\n");
  const std::string both = told(kPlan, swapped);
  CHECK(both == "moved renumbered heading: （二）发展加工>（一）发展加工\nrenumbered 1+0\n");
  // To another section, with other words.
  const std::string moved =
      replaced(replaced(kPlan, "支持水产加工企业技术改造，延长产业链条。\n", ""), "强化组织领导，",
               "支持水产加工企业设备改造，延长产业链条。\n强化组织领导，");
  CHECK(told(kPlan, moved) ==
        "moved reworded text: 支持水产加工企业[-技术-]{+设备+}改造，延长产业链条。\n");
}

TEST_CASE("diff: paragraphs split and joined are neither new nor gone") {
  const std::string whole =
      replaced(kPlan, "延长产业链条。\n", "延长产业链条。鼓励企业进入园区，统一建设冷链设施。\n");
  const std::string parts =
      replaced(kPlan, "延长产业链条。\n", "延长产业链条。\n鼓励企业进入园区，统一建设冷链设施。\n");
  CHECK(told(whole, parts).starts_with("split text: "));
  CHECK(told(parts, whole).starts_with("joined text: "));
  const std::string reworded = replaced(parts, "统一建设冷链", "集中建设冷链");
  CHECK(told(whole, reworded).starts_with("split reworded text: "));
  CHECK(told(whole, reworded).find("[-统一-]{+集中+}") != std::string::npos);
}

TEST_CASE("diff: where a paragraph begins or no longer begins is marked") {
  const std::string whole =
      replaced(kPlan, "延长产业链条。\n", "延长产业链条。鼓励企业进入园区，统一建设冷链设施。\n");
  const std::string parts =
      replaced(kPlan, "延长产业链条。\n", "延长产业链条。\n鼓励企业进入园区，统一建设冷链设施。\n");
  const std::string first = "支持水产加工企业技术改造，延长产业链条。";
  const std::string second = "鼓励企业进入园区，统一建设冷链设施。";
  CHECK(told(whole, parts) == "split text: " + first + "{+\n+}" + second + "\n");
  CHECK(told(parts, whole) == "joined text: " + first + "[-\n-]" + second + "\n");
  CHECK(told(whole, replaced(parts, "统一建设冷链", "集中建设冷链")) ==
        "split reworded text: " + first +
            "{+\n+}鼓励企业进入园区，[-统一-]{+集中+}建设冷链设施。\n");
}

TEST_CASE("diff: deadlines and bodies that changed are told by themselves") {
  const auto with = [](const std::string& sentence) {
    return replaced(kPlan, "延长产业链条。", "延长产业链条。" + sentence);
  };
  const std::string before = with("2026年底前建成冷链物流园。由市渔业局牵头，市水利局配合。");
  CHECK(told(before, before).empty());
  const std::string late =
      told(before, with("2027年6月底前建成冷链物流园。由市渔业局牵头，市水利局配合。"));
  CHECK(late.find("deadline changed: [-2026年-]{+2027年6月+}底前建成冷链物流园") !=
        std::string::npos);
  CHECK(late.find("bodies") == std::string::npos);
  const std::string other =
      told(before, with("2026年底前建成冷链物流园。由市水利局牵头，市渔业局配合。"));
  CHECK(other.find("bodies changed: ") != std::string::npos);
  CHECK(other.find("deadline") == std::string::npos);
  const std::string gone = told(before, with("建成冷链物流园。由市渔业局牵头，市水利局配合。"));
  CHECK(gone.find("deadline deleted: ") != std::string::npos);
  const std::string fresh = told(with("建成冷链物流园。"), before);
  CHECK(fresh.find("deadline added: ") != std::string::npos);
  CHECK(fresh.find("bodies added: ") != std::string::npos);
  // Nothing else changed, so there is no second row.
  const auto rows = [](const std::string& x, const std::string& y) {
    const Diff diff = diff_documents(corpus::document_of(x, grammar()),
                                     corpus::document_of(y, grammar()), grammar());
    return std::count_if(diff.changes.begin(), diff.changes.end(),
                         [](const Change& change) { return !change.told_elsewhere; });
  };
  CHECK(rows(before, with("2027年底前建成冷链物流园。由市水利局牵头，市渔业局配合。")) == 0);
  CHECK(rows(before, with("2027年底前新建冷链物流园。由市水利局牵头，市渔业局配合。")) == 1);
}

TEST_CASE("diff: figures that changed") {
  const auto with = [](const std::string& clause) {
    return replaced(kPlan, "延长产业链条。", "延长产业链条。" + clause + "。");
  };
  CHECK(told(with("到2030年，冷库容量达到15万吨"), with("到2030年，冷库容量达到18万吨以上"))
            .starts_with("figure changed value op "));
  CHECK(told(with("冷库容量达到15万吨"), with("冷库容量达到150000吨")).find("figure") ==
        std::string::npos);
  CHECK(told(with("到2028年冷库容量达到15万吨"), with("到2030年冷库容量达到15万吨"))
            .starts_with("figure changed period "));
  CHECK(told(with("建成冷库8座"), with("建成冷库8座，加工园3个"))
            .starts_with("figure added {+加工园3个+}\n"));
}

TEST_CASE("diff: the same number in other digits is no changed figure") {
  const auto with = [](const std::string& clause) {
    return replaced(kPlan, "延长产业链条。", "延长产业链条。" + clause + "。");
  };
  const std::string digits = with("建成冷库8座，组建12支船队，改造3个渔村和10个渔市");
  const std::string numerals = with("建成冷库八座，组建十二支船队，改造三个渔村和十个渔市");
  for (const std::string& out : {told(digits, numerals), told(numerals, digits)}) {
    CHECK(out.find("figure") == std::string::npos);
    CHECK(out.find("reworded") != std::string::npos);
  }
  CHECK(told(with("建成冷库8座"), with("建成冷库九座")).find("figure") != std::string::npos);
  CHECK(told(with("到2028年组建12支船队"), with("到2030年组建十二支船队"))
            .starts_with("figure changed period "));
}

TEST_CASE("diff: a change that its figures tell has no row of its own, others have") {
  const auto only = [](const std::string& before, const std::string& after) {
    const auto with = [](const std::string& clause) {
      return corpus::document_of(kPlan + clause + "\n", grammar());
    };
    const Diff diff = diff_documents(with(before), with(after), grammar());
    REQUIRE(diff.changes.size() == 1);
    CHECK(diff.figures.size() == 1);
    return diff.changes[0].told_elsewhere;
  };
  CHECK(only("扩大规模，冷库容量达到15万吨。", "扩大规模，冷库容量达到18万吨。"));
  CHECK(only("扩大规模，建成冷库8座。", "扩大规模，建成冷库8座，加工园3个。"));
  CHECK_FALSE(only("扩大规模，冷库容量达到15万吨。", "优化布局，冷库容量达到18万吨。"));
  // A mark between clauses that is gone is not in any clause.
  CHECK_FALSE(
      only("新建园区，培育企业，冷库容量达到15万吨。", "新建园区培育企业，冷库容量达到18万吨。"));
}

TEST_CASE("diff: what changed in a row of a table is told once") {
  const auto rows = [](const std::string& x, const std::string& y) {
    const auto table = [](const std::string& body) {
      return corpus::document_of(kPlan + "表1 主要指标\n序号\t指标\t单位\t2025年\t2030年\t属性\n" +
                                     body + "四、附则\n本规划由市渔业局负责解释。\n",
                                 grammar());
    };
    const Document before = table(x), after = table(y);
    const Diff diff = diff_documents(before, after, grammar());
    std::string out;
    for (const FigureChange& own : diff.figures) {
      if (!own.told_elsewhere) out += "figure " + marked(own.edits) + "\n";
    }
    for (const Change& own : diff.changes) {
      if (!own.told_elsewhere)
        out += std::string(name_of(own.part)) + " " + marked(own.edits) + "\n";
    }
    return out;
  };
  const std::string a = "1\t水产品产量\t万吨\t12\t15\t预期性\n";
  const std::string b = "2\t加工率\t%\t45\t60\t约束性\n";
  const std::string c = "3\t渔港数\t个\t4\t6\t预期性\n";
  CHECK(rows(a + b + c, a + "2\t加工率\t%\t45\t60\t预期性\n" + c) ==
        "figure 加工率 60 [-约束-]{+预期+}性\n");
  CHECK(rows(a + b + c, a + "2\t加工率\t%\t45\t65\t预期性\n" + c) ==
        "figure 加工率 [-60 约束-]{+65 预期+}性\n");
  CHECK(rows(a + b, a + b + c) == "row \n");
  CHECK(rows(a + b + c, a + b) == "row \n");
}

TEST_CASE("diff: tables by columns, rows and cells") {
  const auto table = [](const std::string& rows) {
    return kPlan + "表1 主要指标\n" + rows + "四、附则\n本规划由市渔业局负责解释。\n";
  };
  const std::string head = "序号\t指标\t单位\t2025年\t2030年\n";
  const std::string a = "1\t水产品产量\t万吨\t12\t15\n", c = "3\t渔民人均收入\t万元\t3.1\t4.5\n";
  const std::string b = "2\t加工率\t%\t45\t60\n", b1 = "1\t加工率\t%\t45\t60\n";
  const std::string c1 = "2\t渔民人均收入\t万元\t3.1\t4.5\n";
  const std::string before = table(head + a + b + c);
  CHECK(told(before, before).empty());
  const std::string gone = told(before, table(head + a + c1));
  CHECK(gone.find("deleted row: 2 | 加工率 | % | 45 | 60>\n") != std::string::npos);
  CHECK(gone.find("cell") == std::string::npos);  // the rows behind it count on
  CHECK(told(before, table(head + a + "2\t加工率\t%\t45\t65\n" + c)) ==
        "figure changed value 加工率 [-60-]{+65+}\nreworded cell: [-60-]{+65+}\n");
  const std::string narrow =
      told(before, table("序号\t指标\t单位\t2030年\n1\t水产品产量\t万吨\t15\n2\t加工率\t%\t60\n"
                         "3\t渔民人均收入\t万元\t4.5\n"));
  CHECK(narrow.find("deleted column: 2025年 | 12 | 45 | 3.1>\n") != std::string::npos);
  CHECK(narrow.find("cell") == std::string::npos);
}
