#include "exporters/html_tables.h"

#include <algorithm>
#include <array>
#include <map>

#include "exporters/figure_words.h"
#include "exporters/html_columns.h"
#include "exporters/html_panel.h"
#include "exporters/html_review.h"

namespace gangmu {

namespace {

// The words that rows can be filtered by, numbered from 1 as they come.
class Choice {
 public:
  std::string operator()(const std::string& word) {
    if (word.empty()) return {};
    const auto [at, is_new] = numbers_.emplace(word, words_.size() + 1);
    if (is_new) words_.push_back(word);
    return std::to_string(at->second);
  }
  const std::vector<std::string>& words() const { return words_; }

 private:
  std::map<std::string, std::size_t> numbers_;
  std::vector<std::string> words_;
};

// What the panels share: the documents, their plans, and cells that many tables have.
class Tables {
 public:
  Tables(HtmlWriter& out, std::span<ReportDocument> documents)
      : out_(out), documents_(documents), words_(documents.front().words()) {
    for (ReportDocument& in : documents_) {
      for (std::uint32_t p = 0; p < in.document().plans.size(); ++p) plans_(plan_words(in, p));
    }
  }

  void indicators();
  void tasks();
  void figures();
  void references();
  void names();
  void goals();
  void review();

 private:
  static std::string plan_words(ReportDocument& in, std::uint32_t plan) {
    const std::string title = in.in().plan_title(plan);
    return title.empty() ? in.document().source.name : title;
  }
  static std::string plan_of(ReportDocument& in, std::uint32_t node) {
    return plan_words(in, in.document().nodes[node].plan);
  }
  PanelFilter plan_filter() const { return {"plan", msg("Plan"), plans_.words()}; }
  bool many_plans() const { return plans_.words().size() > 1; }
  // Columns and cells without the one of the plan, the second, where there is one plan.
  template <typename T>
  std::vector<T> without_plan(std::vector<T> all) const {
    if (!many_plans()) all.erase(all.begin() + 1);
    return all;
  }

  // Where a record stands, sorted as the text goes.
  PanelCell place(ReportDocument& in, Span span, const std::string& id, std::uint32_t node) const {
    constexpr std::uint64_t kDocument = std::uint64_t{1} << 32;
    const auto document = static_cast<std::uint64_t>(&in - documents_.data());
    return {in.in().place_text(span), std::to_string(document * kDocument + span.begin),
            in.anchor(id, node)};
  }
  // Sorted by its last year.
  static PanelCell period(ReportDocument& in, const Target& target) {
    PanelCell cell{in.in().period(target)};
    if (!target.period) return cell;
    const auto& year = target.period->end ? target.period->end : target.period->start;
    if (year) cell.sort = std::to_string(*year);
    return cell;
  }
  // The headings above a record.
  static PanelCell path(ReportDocument& in, std::uint32_t node) {
    std::string text;
    for (const std::string& heading : in.in().headings(node)) {
      if (heading.empty()) continue;
      if (!text.empty()) text += " \u203A ";
      text += heading;
    }
    return {text};
  }
  std::string bodies(const ReportDocument& in, const TaskRow& row);
  std::vector<PanelCell> indicator_cells(ReportDocument& in, const IndicatorRow& row,
                                         std::size_t ordinal) const;
  std::vector<PanelCell> task_cells(ReportDocument& in, std::size_t task,
                                    std::size_t ordinal) const;
  // A table that is shown also when it is empty.
  void open(Panel& panel, std::size_t rows, const std::vector<PanelFilter>& filters,
            std::vector<PanelColumn> columns) const {
    panel.filters(rows, filters);
    rows == 0 ? panel.say_none() : panel.heads(without_plan(std::move(columns)));
  }
  template <typename Row>
  std::size_t count(Row rows) const {
    std::size_t all = 0;
    for (const ReportDocument& in : documents_) all += rows(in).size();
    return all;
  }

  HtmlWriter& out_;
  std::span<ReportDocument> documents_;
  const Words& words_;
  Choice plans_, bodies_;
};

// The figures of an indicator: the main one, the others, the one that it starts from.
std::string figures_of(const ReportDocument& in, const IndicatorRow& row) {
  std::string of = in.figure(row.main);
  for (const std::uint32_t i : row.stated) {
    if (i != row.main) of += " " + in.figure(i);
  }
  return row.base == kNone ? of : of + " " + in.figure(row.base);
}

std::vector<PanelCell> Tables::indicator_cells(ReportDocument& in, const IndicatorRow& row,
                                               std::size_t ordinal) const {
  const auto& targets = in.document().targets;
  const Target& main = targets[row.main];
  PanelCell base_year, base_value;
  if (row.base != kNone) {
    const Target& base = targets[row.base];
    base_year = period(in, base);
    base_value = {base_words(words_, base, main), base.number,
                  in.anchor(in.figure(row.base), base.node)};
  }
  return {{std::to_string(ordinal)},
          {plan_of(in, main.node)},
          {row.category},
          {main.indicator, "", "", true},
          {main.unit},
          base_year,
          base_value,
          period(in, main),
          {value_words(words_, main), main.number},
          {in.in().stated(row)},
          {in.in().nature(row.binding)},
          {measure_words(words_, main)},
          place(in, main.span, in.figure(row.main), main.node)};
}

void Tables::indicators() {
  Panel panel(out_, words_, "indicators", msg("Indicators"), Panel::Look::open);
  Choice natures;
  for (ReportDocument& in : documents_) {
    for (const IndicatorRow& row : in.indicators()) natures(in.in().nature(row.binding));
  }
  open(panel, count([](auto& in) -> auto& { return in.indicators(); }),
       {plan_filter(), {"nature", msg("Nature"), natures.words()}}, indicator_columns());
  std::size_t ordinal = 0;
  for (ReportDocument& in : documents_) {
    for (const IndicatorRow& row : in.indicators()) {
      const std::string plan = plan_of(in, in.document().targets[row.main].node);
      panel.row(
          figures_of(in, row),
          {{"data-nature", natures(in.in().nature(row.binding))}, {"data-plan", plans_(plan)}},
          without_plan(indicator_cells(in, row, ++ordinal)));
    }
  }
  panel.finish();
}

// The numbers of the bodies that a row charges.
std::string Tables::bodies(const ReportDocument& in, const TaskRow& row) {
  std::string out;
  for (const auto* duties : {&row.lead, &row.joint, &row.support}) {
    for (const std::uint32_t i : *duties) {
      for (const std::string& body : in.document().duties[i].bodies) {
        out += (out.empty() ? "" : " ") + bodies_(body);
      }
    }
  }
  return out;
}

// A row stands for its sentences and for the words that charge somebody with them.
std::string marks_of(const ReportDocument& in, std::size_t task) {
  const TaskRow& row = in.tasks()[task];
  std::string of = in.task(task);
  for (const auto* duties : {&row.lead, &row.joint, &row.support}) {
    for (const std::uint32_t i : *duties) of += " " + in.duty(i);
  }
  return of;
}

std::vector<PanelCell> Tables::task_cells(ReportDocument& in, std::size_t task,
                                          std::size_t ordinal) const {
  const TaskRow& row = in.tasks()[task];
  int year = 0;
  for (const Period& when : row.deadlines) year = std::max(year, when.end.value_or(0));
  return {{std::to_string(ordinal)},
          {plan_of(in, row.node)},
          path(in, row.node),
          {in.in().measure(row), "", "", true},
          {in.in().aims(row)},
          {in.in().deadline(row), year > 0 ? std::to_string(year) : ""},
          {in.in().deadline_from(row)},
          {in.in().leads(row)},
          {in.in().bodies(row.support)},
          place(in, row.span, in.task(task), row.node)};
}

void Tables::tasks() {
  Panel panel(out_, words_, "tasks", msg("Tasks"), Panel::Look::plain);
  Choice origins;
  for (ReportDocument& in : documents_) {
    for (const TaskRow& row : in.tasks()) {
      bodies(in, row);
      origins(in.in().deadline_from(row));
    }
  }
  open(panel, count([](auto& in) -> auto& { return in.tasks(); }),
       {plan_filter(),
        {"body", msg("Bodies charged"), bodies_.words()},
        {"origin", msg("Deadline from"), origins.words()}},
       task_columns());
  std::size_t ordinal = 0;
  for (ReportDocument& in : documents_) {
    for (std::size_t i = 0; i < in.tasks().size(); ++i) {
      const TaskRow& row = in.tasks()[i];
      panel.row(marks_of(in, i),
                {{"data-body", bodies(in, row)},
                 {"data-origin", origins(in.in().deadline_from(row))},
                 {"data-plan", plans_(plan_of(in, row.node))}},
                without_plan(task_cells(in, i, ++ordinal)));
    }
  }
  panel.finish();
}

void Tables::figures() {
  const std::size_t rows = count([](auto& in) -> auto& { return in.document().targets; });
  if (rows == 0) return;
  Panel panel(out_, words_, "figures", msg("Figures"), Panel::Look::detail);
  Choice statuses, measures;
  for (ReportDocument& in : documents_) {
    for (const Target& target : in.document().targets) {
      statuses(in.in().word("status ", name_of(target.status)));
      measures(measure_words(words_, target));
    }
  }
  panel.filters(rows, {plan_filter(),
                       {"status", msg("Status"), statuses.words()},
                       {"measure", msg("Measure"), measures.words()}});
  panel.heads(without_plan(figure_columns()));
  for (ReportDocument& in : documents_) {
    for (std::uint32_t i = 0; i < in.document().targets.size(); ++i) {
      const Target& target = in.document().targets[i];
      const std::string status = in.in().word("status ", name_of(target.status));
      const std::string measure = measure_words(words_, target), plan = plan_of(in, target.node);
      panel.row(in.figure(i),
                {{"data-status", statuses(status)},
                 {"data-measure", measures(measure)},
                 {"data-plan", plans_(plan)}},
                without_plan<PanelCell>({{status},
                                         {plan},
                                         {target.indicator, "", "", true},
                                         {in.in().printed(target.span), target.value},
                                         {target.number, target.number},
                                         {target.base_unit},
                                         {measure},
                                         period(in, target),
                                         {target.quote},
                                         place(in, target.span, in.figure(i), target.node)}));
    }
  }
  panel.finish();
}

void Tables::references() {
  const std::size_t rows = count([](auto& in) -> auto& { return in.document().references; });
  if (rows == 0) return;
  Panel panel(out_, words_, "documents", msg("Documents"), Panel::Look::detail);
  Choice relations;
  for (ReportDocument& in : documents_) {
    for (const Reference& entry : in.document().references) {
      relations(in.in().word("relation ", name_of(entry.relation)));
    }
  }
  panel.filters(rows, {plan_filter(), {"relation", msg("Relation"), relations.words()}});
  panel.heads(without_plan(reference_columns()));
  std::size_t ordinal = 0;
  for (ReportDocument& in : documents_) {
    for (std::size_t i = 0; i < in.document().references.size(); ++i) {
      const Reference& entry = in.document().references[i];
      const std::string relation = in.in().word("relation ", name_of(entry.relation));
      const std::string plan = plan_of(in, entry.node);
      panel.row(in.reference(i),
                {{"data-relation", relations(relation)}, {"data-plan", plans_(plan)}},
                without_plan<PanelCell>({{std::to_string(++ordinal)},
                                         {plan},
                                         {entry.title, "", "", true},
                                         {entry.number},
                                         {relation},
                                         {entry.quote},
                                         place(in, entry.span, in.reference(i), entry.node)}));
    }
  }
  panel.finish();
}

void Tables::names() {
  const std::size_t rows = count([](auto& in) -> auto& { return in.document().names; });
  if (rows == 0) return;
  Panel panel(out_, words_, "names", msg("Names"), Panel::Look::detail);
  Choice types;
  for (ReportDocument& in : documents_) {
    for (const Name& entry : in.document().names) types(in.in().word("name ", name_of(entry.type)));
  }
  panel.filters(rows, {plan_filter(), {"type", msg("Kind of a name"), types.words()}});
  panel.heads(without_plan(name_columns()));
  std::size_t ordinal = 0;
  for (ReportDocument& in : documents_) {
    for (std::size_t i = 0; i < in.document().names.size(); ++i) {
      const Name& entry = in.document().names[i];
      const std::string type = in.in().word("name ", name_of(entry.type));
      const std::string plan = plan_of(in, entry.node);
      panel.row(in.name(i), {{"data-type", types(type)}, {"data-plan", plans_(plan)}},
                without_plan<PanelCell>({{std::to_string(++ordinal)},
                                         {plan},
                                         {entry.name, "", "", true},
                                         {type},
                                         {entry.nature == Nature::none
                                              ? std::string()
                                              : in.in().word("nature ", name_of(entry.nature))},
                                         path(in, entry.node),
                                         place(in, entry.span, in.name(i), entry.node)}));
    }
  }
  panel.finish();
}

void Tables::goals() {
  const std::size_t rows = count([](auto& in) -> auto& { return in.document().goals; });
  if (rows == 0) return;
  Panel panel(out_, words_, "goals", msg("Goals"), Panel::Look::detail);
  panel.filters(rows, {plan_filter()});
  panel.heads(without_plan(goal_columns()));
  std::size_t ordinal = 0;
  for (ReportDocument& in : documents_) {
    for (std::size_t i = 0; i < in.document().goals.size(); ++i) {
      const Goal& entry = in.document().goals[i];
      const std::string plan = plan_of(in, entry.node);
      PanelCell when;
      if (entry.period) {
        when.text = period_words(words_, *entry.period);
        if (entry.period->end) when.sort = std::to_string(*entry.period->end);
      }
      panel.row(in.goal(i), {{"data-plan", plans_(plan)}},
                without_plan<PanelCell>({{std::to_string(++ordinal)},
                                         {plan},
                                         {entry.text, "", "", true},
                                         when,
                                         path(in, entry.node),
                                         place(in, entry.span, in.goal(i), entry.node)}));
    }
  }
  panel.finish();
}

void Tables::review() {
  Panel panel(out_, words_, "review", msg("Review"), Panel::Look::plain);
  const std::size_t rows = count([](auto& in) -> auto& { return in.document().diagnostics; });
  Choice severities, kinds;
  std::vector<Finding> findings;
  for (ReportDocument& in : documents_) {
    for (Finding& finding : findings_of(in)) {
      severities(finding.severity_words);
      kinds(finding.kind);
      findings.push_back(std::move(finding));
    }
  }
  panel.filters(rows, {{"severity", msg("Severity"), severities.words()},
                       {"kind", msg("Kind"), kinds.words()}});
  if (findings.empty()) {
    out_.element("p", {{"class", "none"}}, words_(msg("nothing to review")));
  } else {
    out_.raw("<ol class=\"findings\">\n");
    for (const Finding& finding : findings) {
      write_finding(out_, finding,
                    {{"data-severity", severities(finding.severity_words)},
                     {"data-kind", kinds(finding.kind)}});
    }
    out_.raw("</ol>\n");
  }
  panel.finish();
}

}  // namespace

void write_tabs(HtmlWriter& out, std::span<ReportDocument> documents) {
  const Words& words = documents.front().words();
  struct Tab {
    const char* name;
    const char* title;
    bool always;
    std::size_t rows;
  };
  std::array<Tab, 7> tabs = {{{"indicators", msg("Indicators"), true, 0},
                              {"tasks", msg("Tasks"), true, 0},
                              {"figures", msg("Figures"), false, 0},
                              {"documents", msg("Documents"), false, 0},
                              {"names", msg("Names"), false, 0},
                              {"goals", msg("Goals"), false, 0},
                              {"review", msg("Review"), true, 0}}};
  for (const ReportDocument& in : documents) {
    const Document& document = in.document();
    const std::array<std::size_t, 7> rows = {in.indicators().size(),     in.tasks().size(),
                                             document.targets.size(),    document.references.size(),
                                             document.names.size(),      document.goals.size(),
                                             document.diagnostics.size()};
    for (std::size_t i = 0; i < rows.size(); ++i) tabs[i].rows += rows[i];
  }
  out.open("div", {{"class", "tabs"}, {"role", "tablist"}, {"aria-label", words(msg("Tables"))}});
  for (const Tab& tab : tabs) {
    if (tab.rows == 0 && !tab.always) continue;
    const std::string name = tab.name;
    out.open("a", {{"role", "tab"},
                   {"id", "tab-" + name},
                   {"href", "#" + name},
                   {"aria-controls", name},
                   {"aria-selected", &tab == &tabs.front() ? "true" : "false"}});
    out.text(words(tab.title));
    out.raw(" ");
    out.element("small", {}, std::to_string(tab.rows));
    out.close("a");
  }
  out.raw("</div>\n");
}

void write_tables(HtmlWriter& out, std::span<ReportDocument> documents) {
  Tables tables(out, documents);
  tables.indicators();
  tables.tasks();
  tables.figures();
  tables.references();
  tables.names();
  tables.goals();
  tables.review();
}

}  // namespace gangmu
