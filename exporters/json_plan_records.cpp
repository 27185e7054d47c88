#include "exporters/json_plan_records.h"

#include <algorithm>
#include <utility>

#include "exporters/json_view.h"
#include "model/halves.h"
#include "model/walk.h"

namespace gangmu {

template <typename Record>
JsonPlanRecords::ByPlan JsonPlanRecords::by_plan(const std::vector<Record>& records) const {
  ByPlan out(document_.plans.size());
  for (std::uint32_t i = 0; i < records.size(); ++i) {
    const std::uint32_t plan = document_.nodes[records[i].node].plan;
    if (plan < out.size()) out[plan].push_back(i);
  }
  return out;
}

JsonPlanRecords::JsonPlanRecords(const Document& document, JsonWriter& out)
    : JsonRecords(document, out),
      out_(out),
      duties_(by_plan(document.duties)),
      references_(by_plan(document.references)),
      goals_(by_plan(document.goals)),
      names_(by_plan(document.names)) {}

void JsonPlanRecords::write_records(std::uint32_t plan) {
  out_.break_line();
  list("targets", ids_.targets_of(plan), [this](std::uint32_t i) { target(i); });
  out_.break_line();
  list("duties", duties_[plan], [this](std::uint32_t i) { duty(document_.duties[i]); });
  list("references", references_[plan],
       [this](std::uint32_t i) { reference(document_.references[i]); });
  list("goals", goals_[plan], [this](std::uint32_t i) { goal(document_.goals[i]); });
  list("names", names_[plan], [this](std::uint32_t i) { name(document_.names[i]); });
  tasks(document_.plans[plan]);
}

template <typename Write>
void JsonPlanRecords::list(std::string_view name, const std::vector<std::uint32_t>& records,
                           Write write) {
  begin_lines(name);
  for (const std::uint32_t record : records) {
    out_.break_line();
    write(record);
  }
  end_lines();
}

// An object a node. Sentences that are not listed as stated are due at the end of the plan.
void JsonPlanRecords::tasks(const Plan& plan) {
  begin_lines("tasks");
  const auto& tasks = document_.tasks;
  const auto first =
      std::lower_bound(tasks.begin(), tasks.end(), plan.first_node,
                       [](const Task& task, std::uint32_t node) { return task.node < node; });
  for (auto i = static_cast<std::size_t>(first - tasks.begin()), last = i;
       i < tasks.size() && tasks[i].node < plan.last_node; i = last) {
    while (last < tasks.size() && tasks[last].node == tasks[i].node) ++last;
    out_.break_line();
    sentences({tasks.data() + i, last - i});
  }
  end_lines();
}

void JsonPlanRecords::sentences(std::span<const Task> tasks) {
  const Node& node = document_.nodes[tasks.front().node];
  const Offset begin = (node.text.empty() ? node.title : node.text).begin;
  out_.begin_object();
  out_.member("node", ids_.node(tasks.front().node));
  out_.key("sentences");
  out_.begin_array();
  for (const Task& task : tasks) out_.range(task.at.begin - begin, task.at.end - begin);
  out_.end_array();
  out_.key("stated");
  out_.begin_array();
  for (std::size_t i = 0; i < tasks.size(); ++i) {
    const Task& task = tasks[i];
    if (task.deadline_words.empty() && task.deadline == plan_end(document_.plans[node.plan])) {
      continue;
    }
    out_.begin_object();
    out_.member("sentence", i);
    period(task.deadline, "deadline");
    out_.optional_member("words", task.deadline_words);
    out_.end_object();
  }
  out_.end_array();
  out_.end_object();
}

RecordsAhead::RecordsAhead(const Document& document)
    : texts_(document.plans.size() + 1),
      helper_(true),
      maker_(beside(true, [this, &document] { make(document); })) {
  if (!maker_.is_begun()) maker_.get();
}

RecordsAhead::~RecordsAhead() { unwanted_ = true; }

void RecordsAhead::make(const Document& document) {
  constexpr std::size_t kInsidePlan = 3, kInsideDocument = 1;  // brackets that stand open there
  // Whoever waits is woken, also where there is no memory for more.
  struct Wake {
    std::atomic<std::uint32_t>& made;
    ~Wake() {
      made = kNone;
      made.notify_all();
    }
  } const wake{made_};
  std::string* text = nullptr;
  Sink sink([&text](std::string_view bytes) { text->append(bytes); });
  JsonWriter out(sink, JsonWriter::Lines::many, kInsidePlan);
  JsonPlanRecords records(document, out);
  const auto next = [&](auto write) {
    text = &texts_[made_];
    write();
    sink.drain();
    ++made_;
    made_.notify_all();
  };
  const auto plans = static_cast<std::uint32_t>(document.plans.size());
  for (std::uint32_t plan = 0; plan < plans && !unwanted_; ++plan) {
    next([&] { records.write_records(plan); });
  }
  if (unwanted_) return;
  next([&] {
    JsonWriter members(sink, JsonWriter::Lines::many, kInsideDocument);
    members.break_line();
    members.key("view");
    write_view(document, 0, plans, {0, kNone}, members);
  });
}

std::string RecordsAhead::take(std::uint32_t plan) {
  for (std::uint32_t made = made_; made <= plan; made = made_) made_.wait(made);
  // An error of the thread comes out here.
  if (made_ == kNone && maker_.valid()) maker_.get();
  return std::move(texts_[plan]);
}

}  // namespace gangmu
