#include "checks/compare.h"

#include <catch2/catch.hpp>
#include <string>

#include "gangmu.h"

using namespace gangmu;

namespace {

Document read(const std::string& name, const std::string& text) {
  ReadOptions options;
  auto document = open_document(name, std::string(text), *Grammar::builtin(), options);
  REQUIRE(document);
  return *document;
}

std::string plan_of(const std::string& title, const std::string& goals,
                    const std::string& tasks = "（一）加强统筹。抓好各项工作。\n") {
  return title + "\n\n一、总体要求\n\n（一）主要目标\n\n" + goals + "\n\n二、主要任务\n\n" + tasks +
         "\n三、保障措施\n\n（一）加强领导。各部门各司其职。\n";
}

const std::string kCity = "云川市某某发展“十四五”规划";
const std::string kProvince = "江岭省某某发展“十四五”规划";

// The only row of an indicator or task with this name.
const AlignmentRow& row_of(const std::vector<AlignmentRow>& rows, std::string_view name) {
  const AlignmentRow* found = nullptr;
  for (const AlignmentRow& row : rows) {
    const Aligned& side = row.above ? *row.above : row.answers.front().below;
    if (side.name != name) continue;
    REQUIRE(found == nullptr);
    found = &row;
  }
  INFO(name);
  REQUIRE(found != nullptr);
  return *found;
}

Alignment compared(const std::string& above, const std::string& below) {
  const Document lower = read("lower.txt", below);
  return compare_documents(read("upper.txt", above), {&lower, 1}, *Grammar::builtin());
}

struct Said {
  Verdict verdict;
  std::vector<Weighed> grounds;
  std::string share;
};

// How "…到2025年，NAME…" above stands to the same below.
Said weighed(const std::string& above, const std::string& below, const std::string& name,
             const std::string& title_above = kCity, const std::string& title_below = kCity) {
  const Alignment alignment = compared(plan_of(title_above, above), plan_of(title_below, below));
  const AlignmentRow& row = row_of(alignment.indicators, name);
  REQUIRE(row.above);
  if (row.answers.empty()) return {Verdict::missing, {}, ""};
  REQUIRE(row.answers.size() == 1);
  REQUIRE(row.verdict == row.answers[0].verdict);
  return {row.answers[0].verdict, row.answers[0].grounds, row.answers[0].share};
}

}  // namespace

TEST_CASE("compare: numbers, in the direction in which the indicator gets better") {
  const auto verdict = [](const char* above, const char* below, const char* name) {
    return weighed(above, below, name).verdict;
  };
  CHECK(verdict("到2025年，污水处理率达到95%。", "到2025年，污水处理率达到95%。", "污水处理率") ==
        Verdict::consistent);
  CHECK(verdict("到2025年，污水处理率达到95%。", "到2025年，污水处理率达到97%。", "污水处理率") ==
        Verdict::stronger);
  CHECK(verdict("到2025年，污水处理率达到95%。", "到2025年，污水处理率达到90%。", "污水处理率") ==
        Verdict::weaker);
  CHECK(verdict("到2025年，调查失业率控制在5%以内。", "到2025年，调查失业率控制在4%以内。",
                "调查失业率") == Verdict::stronger);
  CHECK(verdict("到2025年，管网漏损率降到9%。", "到2025年，管网漏损率降到10%。", "管网漏损率") ==
        Verdict::weaker);
  CHECK(verdict("到2025年，二氧化碳排放量累计下降18%。", "到2025年，二氧化碳排放量累计下降17%。",
                "二氧化碳排放量") == Verdict::weaker);
  CHECK(verdict("到2025年，高新技术企业达到2.2万家。", "到2025年，高新技术企业达到22158家。",
                "高新技术企业") == Verdict::consistent);
  CHECK(verdict("到2025年，森林覆盖率达到14%。", "到2025年，森林覆盖率达到13.5%。", "森林覆盖率") ==
        Verdict::weaker);
}

TEST_CASE("compare: signs, ranges and years decide where the number is the same") {
  const auto said = [](const char* above, const char* below) {
    return weighed(above, below, "污水处理率");
  };
  Said one = said("到2025年，污水处理率达到60%以上。", "到2025年，污水处理率达到60%。");
  CHECK(one.verdict == Verdict::weaker);
  CHECK(one.grounds == std::vector<Weighed>{{Ground::sign, -1}});
  one = said("到2025年，污水处理率达到60%。", "到2027年，污水处理率达到60%。");
  CHECK(one.verdict == Verdict::weaker);
  CHECK(one.grounds == std::vector<Weighed>{{Ground::period, -1}});
  one = said("到2025年，污水处理率达到60%。", "到2023年，污水处理率达到60%。");
  CHECK(one.verdict == Verdict::stronger);
  // More, but later: nobody but a reader can tell.
  one = said("到2025年，污水处理率达到60%。", "到2027年，污水处理率达到65%。");
  CHECK(one.verdict == Verdict::unclear);
  CHECK(one.grounds.size() == 2);
  // Of several years those that both tell are compared.
  one = said("到2025年，污水处理率达到60%。",
             "到2023年，污水处理率达到55%。到2025年，污水处理率达到60%。");
  CHECK(one.verdict == Verdict::consistent);
}

TEST_CASE("compare: what cannot be weighed is to be looked at") {
  Said one =
      weighed("到2025年，智能工厂达到50家。", "“十四五”期间，新增智能工厂20家。", "智能工厂");
  CHECK(one.verdict == Verdict::unclear);
  CHECK(one.grounds == std::vector<Weighed>{{Ground::scope, 0}});
  one = weighed("到2025年，省级新型研发机构达到50家。",
                "到2025年，高能级省级新型研发机构达到50家。", "省级新型研发机构");
  CHECK(one.verdict == Verdict::unclear);
  CHECK(one.grounds.front() == Weighed{Ground::name, 0});
}

TEST_CASE("compare: a place below adds to the sum of the place above, but not to its rates") {
  const auto said = [](const char* above, const char* below, const char* name) {
    return weighed(above, below, name, kProvince, kCity);
  };
  Said one = said("到2025年，全省科技型企业达到8000家。", "到2025年，全市科技型企业达到1000家。",
                  "全省科技型企业");
  CHECK(one.verdict == Verdict::part);
  CHECK(one.share == "12.5");
  CHECK(one.grounds.empty());
  one = said("到2025年，污水处理率达到95%。", "到2025年，污水处理率达到90%。", "污水处理率");
  CHECK(one.verdict == Verdict::weaker);
  one = said("到2025年，每千人口床位数达到8张。", "到2025年，每千人口床位数达到7张。",
             "每千人口床位数");
  CHECK(one.verdict == Verdict::weaker);
  // In one place a sum is a sum.
  one =
      weighed("到2025年，科技型企业达到8000家。", "到2025年，科技型企业达到1000家。", "科技型企业");
  CHECK(one.verdict == Verdict::weaker);
}

TEST_CASE("compare: one indicator under several wordings") {
  CHECK(weighed("到2025年，全市研发经费支出占地区生产总值比重达到3%。",
                "到2025年，研发投入强度达到3%。", "全市研发经费支出占地区生产总值比重")
            .verdict == Verdict::consistent);
  CHECK(weighed("到2025年，每万人口发明专利拥有量达到20件。",
                "到2025年，每万人发明专利拥有量达到21件。", "每万人口发明专利拥有量")
            .verdict == Verdict::stronger);
  // Another level is another indicator.
  CHECK(weighed("到2025年，省级绿色工厂达到20家。", "到2025年，国家级绿色工厂达到20家。",
                "省级绿色工厂")
            .verdict == Verdict::missing);
}

TEST_CASE("compare: tasks by what their headings say") {
  const Alignment alignment = compared(
      plan_of(kCity, "到2025年，环境更好。",
              "（一）打好碧水保卫战。治理云江。\n（二）打好蓝天保卫战。控制扬尘。\n"
              "（三）实施“百泉复涌”工程。2024年底前，修复泉眼100处。\n"
              "（四）建设云江生态廊道。2023年底前，贯通步道。（牵头单位：市水利局）\n"),
      plan_of(kCity, "到2025年，环境更好。",
              "（一）深入打好净土保卫战。管控土壤。\n（二）深入打好碧水保卫战。治理云江。\n"
              "（三）保护地下水。落实“百泉复涌”工程，守住泉城。\n"
              "（四）打造云江生态廊道。2025年底前，贯通步道。（牵头单位：市水利局）\n"));
  const auto& tasks = alignment.tasks;
  CHECK(row_of(tasks, "打好碧水保卫战").answers.at(0).below.name == "深入打好碧水保卫战");
  CHECK(row_of(tasks, "打好蓝天保卫战").verdict == Verdict::missing);
  CHECK(row_of(tasks, "深入打好净土保卫战").verdict == Verdict::added);
  CHECK(row_of(tasks, "保护地下水").verdict == Verdict::added);
  CHECK(row_of(tasks, "“百泉复涌”工程").verdict == Verdict::consistent);
  const AlignmentRow& late = row_of(tasks, "建设云江生态廊道");
  CHECK(late.verdict == Verdict::weaker);
  CHECK(late.answers.at(0).grounds == std::vector<Weighed>{{Ground::deadline, -1}});
}

TEST_CASE("compare: a heading of words that say nothing is found where it stands as it is") {
  const std::string plan = plan_of(kCity, "到2025年，环境更好。",
                                   "（一）健全管理制度。明确职责。\n（二）疏浚河道。清淤。\n");
  CHECK(row_of(compared(plan, plan).tasks, "健全管理制度").verdict == Verdict::consistent);
}

TEST_CASE("compare: another leading body in one place is to be looked at") {
  const std::string upper = plan_of(kCity, "到2025年，环境更好。",
                                    "（一）建设云江生态廊道。贯通步道。（牵头单位：市水利局）\n");
  const std::string tasks = "（一）建设云江生态廊道。贯通步道。（牵头单位：市林业局）\n";
  const Alignment one = compared(upper, plan_of(kCity, "到2025年，环境更好。", tasks));
  CHECK(row_of(one.tasks, "建设云江生态廊道").verdict == Verdict::unclear);
  const Alignment other = compared(upper, plan_of("东山县某某“十四五”规划", "环境更好。", tasks));
  CHECK(other.plans.at(1).region != other.plans.at(0).region);
  CHECK(row_of(other.tasks, "建设云江生态廊道").verdict == Verdict::consistent);
}

TEST_CASE("compare: verdicts from grounds, and of a row from its answers") {
  const auto verdict = [](std::vector<Weighed> grounds) {
    AlignmentRow row;
    row.above = Aligned();
    for (const Weighed& weighed : grounds) {
      row.answers.emplace_back();
      row.answers.back().verdict = weighed.sense > 0   ? Verdict::stronger
                                   : weighed.sense < 0 ? Verdict::weaker
                                                       : Verdict::consistent;
    }
    return overall(row);
  };
  CHECK(verdict({}) == Verdict::missing);
  CHECK(verdict({{Ground::value, 0}, {Ground::value, 1}}) == Verdict::stronger);
  CHECK(verdict({{Ground::value, 0}, {Ground::value, 1}, {Ground::value, -1}}) == Verdict::weaker);
  CHECK(overall(AlignmentRow()) == Verdict::added);
}

TEST_CASE("compare: nothing to compare") {
  const Alignment alignment = compared("", "没有标题的一句话。\n");
  for (const AlignmentRow& row : alignment.indicators) CHECK_FALSE(row.above);
  CHECK(answer_of(AlignmentRow(), 0) == nullptr);
}
