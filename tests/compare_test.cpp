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

TEST_CASE("compare: a longer name is another indicator unless there is nothing better") {
  const Alignment both =
      compared(plan_of(kCity, "到2025年，建成水利实验室25个，建成高水平水利实验室10个。"),
               plan_of(kCity, "到2025年，建成高水平水利实验室12个。"));
  CHECK(row_of(both.indicators, "水利实验室").verdict == Verdict::missing);
  CHECK(row_of(both.indicators, "高水平水利实验室").verdict == Verdict::stronger);
  const auto doubted = [](const char* above, const char* below, const char* name) {
    const Said one = weighed(above, below, name);
    return one.verdict == Verdict::unclear && one.grounds.front() == Weighed{Ground::name, 0};
  };
  CHECK(doubted("到2025年，建成水利实验室25个。", "到2025年，建成高水平水利实验室12个。",
                "水利实验室"));
  // A heading that praises does not name what is counted.
  const Alignment praised =
      compared(plan_of(kCity, "到2025年，环境更好。",
                       "（一）建设实验室。到2025年，建成高水平水利实验室10个。\n"),
               plan_of(kCity, "到2025年，环境更好。",
                       "（一）打造高水平平台。到2025年，建成水利实验室30个。\n"));
  CHECK(row_of(praised.indicators, "高水平水利实验室").verdict == Verdict::unclear);
  // Words that are left out in the middle, or stand elsewhere.
  CHECK(doubted("到2025年，城市公共供水管网漏损率降到9%。", "到2025年，城市供水管网漏损率降到9%。",
                "城市公共供水管网漏损率"));
  CHECK(doubted("到2025年，农村规模化供水工程覆盖人口比例达到60%。",
                "到2025年，规模化供水工程覆盖农村人口比例达到62%。",
                "农村规模化供水工程覆盖人口比例"));
  // Two that are each better than the other way round.
  const Alignment two = compared(
      plan_of(kCity, "到2025年，城市公共供水管网漏损率降到9%，县城公共供水管网漏损率降到10%。"),
      plan_of(kCity, "到2025年，县城供水管网漏损率降到11%，城市供水管网漏损率降到8%。"));
  const auto name_below = [&](const char* name) {
    return row_of(two.indicators, name).answers.at(0).below.name;
  };
  CHECK(name_below("城市公共供水管网漏损率") == "城市供水管网漏损率");
  CHECK(name_below("县城公共供水管网漏损率") == "县城供水管网漏损率");
  // The opposite is no longer form.
  CHECK(weighed("到2025年，化石能源消费占比达到80%。", "到2025年，非化石能源消费占比达到20%。",
                "化石能源消费占比")
            .verdict == Verdict::missing);
  CHECK(weighed("到2025年，城镇居民养老保险参保率达到95%。",
                "到2025年，农村居民养老保险参保率达到95%。", "城镇居民养老保险参保率")
            .verdict == Verdict::missing);
}

TEST_CASE("compare: what a table calls new is what a sentence adds") {
  const Alignment alignment =
      compared(plan_of(kCity,
                       "“十四五”期间，新增供水能力15亿立方米。\n\n表1 主要指标\n\n"
                       "指标\t单位\t2020年\t2025年\n新增供水能力\t亿立方米\t[12]\t[15]\n"
                       "水质达标率\t%\t80\t90\n"),
               plan_of(kCity, "到2025年，新增供水能力16亿立方米。"));
  REQUIRE(alignment.indicators.size() == 2);
  const AlignmentRow& row = row_of(alignment.indicators, "新增供水能力");
  CHECK(row.verdict == Verdict::stronger);
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

TEST_CASE("compare: a task is taken over where something is done about it, not where it is named") {
  const auto row = [](const char* above, const char* below, const char* name) {
    const std::string goal = "到2025年，环境更好。";
    return row_of(compared(plan_of(kCity, goal, above), plan_of(kCity, goal, below)).tasks, name);
  };
  const char* const work = "（一）保护泉水。实施“百泉复涌”工程，修复泉眼100处。\n";
  const auto of_work = [&](const char* below) {
    return row(work, below, "“百泉复涌”工程").verdict;
  };
  CHECK(of_work("（一）守护泉城。推进“百泉复涌”工程，守住泉城。\n") == Verdict::consistent);
  CHECK(of_work("（一）守护泉城。确保“百泉复涌”工程2024年全面建成。\n") == Verdict::consistent);
  CHECK(of_work("（一）守护泉城。结合“百泉复涌”工程，改造管网20公里。\n") == Verdict::mentioned);
  CHECK(of_work("（一）守护泉城。改造管网20公里，做好与“百泉复涌”工程的衔接。\n") ==
        Verdict::mentioned);
  CHECK(of_work("（一）守护泉城。结合“百泉复涌”工程，改造管网。加快实施“百泉复涌”工程。\n") ==
        Verdict::consistent);
  CHECK(of_work("（一）对接“百泉复涌”工程。改造管网20公里。\n") == Verdict::mentioned);
  CHECK(of_work("（一）守护泉城。改造管网20公里。\n") == Verdict::missing);

  const char* const task = "（一）推进地下水超采治理。压减开采量。\n（二）疏浚河道。清淤。\n";
  const auto of_task = [&](const char* below) { return row(task, below, "推进地下水超采治理"); };
  const AlignmentRow own = of_task("（一）节约用水。开展地下水超采治理，关停自备井。\n");
  CHECK(own.verdict == Verdict::consistent);
  CHECK(own.answers.at(0).grounds == std::vector<Weighed>{{Ground::sentence, 0}});
  CHECK(of_task("（一）节约用水。把地下水超采治理情况纳入年度考核。\n").verdict ==
        Verdict::mentioned);
  // Words that are strewn over a sentence say nothing of it.
  CHECK(of_task("（一）节约用水。保护地下水，控制超采，开展污水治理。\n").verdict ==
        Verdict::missing);
}

TEST_CASE("compare: what answers a task is not told as new as well") {
  const auto rows = [](const char* above, const char* below) {
    const std::string goal = "到2025年，环境更好。";
    return compared(plan_of(kCity, goal, above), plan_of(kCity, goal, below)).tasks;
  };
  // By a sentence below it …
  auto tasks = rows("（一）推进工业节水减排。改造高耗水行业。\n",
                    "（一）管好用水大户。开展工业节水减排，推广循环用水。\n（二）种树。绿化。\n");
  REQUIRE(tasks.size() == 2);
  CHECK(tasks[1].answers.at(0).below.name == "种树");
  // … by a name that is only similar …
  tasks = rows("（一）深化水价改革。理顺价格。\n", "（一）推进农业水价综合改革。分类定价。\n");
  REQUIRE(tasks.size() == 1);
  CHECK(tasks[0].verdict == Verdict::unclear);
  CHECK(tasks[0].answers.at(0).grounds == std::vector<Weighed>{{Ground::name, 0}});
  // … or because a sentence above says it, which then has somebody's doubt.
  tasks = rows("（一）建设智慧水网。建设数字孪生流域，建成自动监测站。\n",
               "（一）推进数字孪生流域建设。建成工程3处。\n");
  REQUIRE(tasks.size() == 1);
  CHECK(tasks[0].verdict == Verdict::unclear);
  CHECK(tasks[0].answers.at(0).grounds == std::vector<Weighed>{{Ground::passage, 0}});
  // One heading that is sure of one task is no doubtful answer to another.
  tasks = rows("（一）推进灌区节水改造。改造灌区。\n（二）推进节水灌区宣传。宣传。\n",
               "（一）推进灌区节水改造。改造灌区。\n");
  CHECK(row_of(tasks, "推进节水灌区宣传").verdict == Verdict::missing);
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
