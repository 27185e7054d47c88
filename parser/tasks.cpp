#include "parser/tasks.h"

#include <string>
#include <vector>

#include "parser/deadline.h"
#include "parser/marks.h"
#include "parser/quantity.h"
#include "parser/task_times.h"
#include "parser/works.h"

namespace gangmu {

namespace {

class Finder {
 public:
  Finder(Document* document, const Grammar& grammar, const Folded& clean)
      : document_(*document),
        grammar_(grammar),
        clean_(clean),
        quantities_(grammar),
        times_(grammar) {}

  void run() {
    for (const Plan& plan : document_.plans) {
      deadlines_.begin_plan(plan);
      times_.begin_plan(plan);
      headings_.clear();
      year_ = year_of(plan);
      for (std::uint32_t i = plan.first_node; i < plan.last_node; ++i) {
        const Node& node = document_.nodes[i];
        enter(i);
        if (node.zone != Zone::body) continue;
        if (node.role != Role::tasks && node.role != Role::safeguards) continue;
        if (node.kind == NodeKind::box && describes(document_, node, grammar_)) {
          i = node.end - 1;
          continue;
        }
        if (!may_charge(node.kind)) continue;
        // A heading with nothing under it is all that is said.
        read(i, node.text.empty() && node.end == i + 1 ? node.title : node.text);
      }
    }
  }

 private:
  // Of the date of the notice or plan, which is written as 2023-04-18.
  static std::optional<int> year_of(const Plan& plan) {
    if (!plan.facts.date || plan.facts.date->value.size() < 4) return std::nullopt;
    return std::stoi(plan.facts.date->value.substr(0, 4));
  }

  // Of the headings that stand open, those that tell a time.
  struct Heading {
    std::uint32_t end = 0;  // behind its last node
    Period deadline;
    std::string_view words;
  };

  void enter(std::uint32_t index) {
    while (!headings_.empty() && headings_.back().end <= index) headings_.pop_back();
    const Node& node = document_.nodes[index];
    // Behind the colon of a heading that others stand under, the text may be nothing but a time.
    constexpr std::size_t kLongest = 90;  // bytes
    const bool above = node.end > index + 1 && node.text.size() <= kLongest;
    if (!open(node, node.title, true) && above && !node.title.empty()) open(node, node.text, false);
  }

  // Whether it tells a time.
  bool open(const Node& node, Slice slice, bool title) {
    if (slice.empty()) return false;
    const std::string_view text = document_.text(slice);
    folded_ = clean_.view(slice);
    quantities_.scan(folded_.text, &found_);
    const auto time = title ? times_.in_heading(folded_.text, found_)
                            : times_.alone(folded_.text, found_, 0, folded_.text.size());
    if (!time) return false;
    Heading heading = {node.end, time->period, {}};
    heading.deadline.stated = false;
    heading.words =
        text.substr(folded_.back[time->begin], folded_.back[time->end] - folded_.back[time->begin]);
    headings_.push_back(heading);
    return true;
  }

  static bool may_charge(NodeKind kind) {
    return kind != NodeKind::table && kind != NodeKind::figure && kind != NodeKind::note &&
           kind != NodeKind::toc && kind != NodeKind::glossary && kind != NodeKind::appendix;
  }

  void read(std::uint32_t node, Slice slice) {
    if (slice.empty()) return;
    folded_ = clean_.view(slice);
    quantities_.scan(folded_.text, &found_);
    const std::string_view text = folded_.text;
    static constexpr CharFilter kMarks = {kSentenceEnds,
                                          {'(', ')', 0x300A, 0x300B, 0x201C, 0x201D}};
    std::size_t begin = 0;
    int open = 0;  // brackets and title marks: a stop inside them ends nothing
    for (std::size_t at = 0; (at = kMarks.next(text, at)) < text.size();) {
      const char32_t c = next_char(text, at);
      open += c == '(' || c == 0x300A || c == 0x201C;
      if (c == ')' || c == 0x300B || c == 0x201D) open = std::max(0, open - 1);
      if (!ends_sentence(c) || open > 0) continue;
      at = behind_sentence(at);
      add(node, slice, begin, at);
      begin = at;
    }
    add(node, slice, begin, text.size());
  }

  // Behind the closing marks, and the bracket that names who is charged, which belong to it.
  std::size_t behind_sentence(std::size_t at) const {
    const std::string_view text = folded_.text;
    while (at < text.size()) {
      std::size_t next = at;
      const char32_t c = next_char(text, next);
      if (closes(c)) {
        at = next;
        continue;
      }
      if (c != '(') break;
      int depth = 1;
      while (next < text.size() && depth > 0) {
        depth += text[next] == '(' ? 1 : text[next] == ')' ? -1 : 0;
        ++next;
      }
      if (depth > 0) break;
      at = next;
    }
    return at;
  }

  // "Within the year": that of the notice, where it is dated; else the words alone are told.
  bool set_this_year(Slice slice, std::size_t begin, std::size_t end, Task* task) const {
    const std::string_view text = std::string_view(folded_.text).substr(0, end);
    std::size_t at = 0;
    const Word* word = grammar_.words("time_this_year").find(text, begin, &at);
    if (word == nullptr || word->value == "none") return false;
    task->deadline = Period{PeriodKind::by, {}, year_, true};
    task->deadline_words = document_.text(
        Slice{slice.begin + folded_.back[at], slice.begin + folded_.back[at + word->text.size()]});
    return true;
  }

  std::vector<DeadlineReader::Found> stated_in(std::size_t begin, std::size_t end) const {
    const std::string_view text = folded_.text;
    if (const auto told = labelled_deadline(grammar_, text, found_, begin, end)) return {*told};
    std::vector<DeadlineReader::Found> steps = times_.steps(text, found_, begin, end);
    if (!steps.empty()) return steps;
    if (const auto done = completing_time(grammar_, text, found_, begin, end)) return {*done};
    return {};
  }

  void inherit(Task* task) const {
    if (headings_.empty()) {
      task->deadline = deadlines_.inherited();
      return;
    }
    task->deadline = headings_.back().deadline;
    task->deadline_words = headings_.back().words;
  }

  // Words that are there already are not told again.
  static void add_words(std::string_view words, std::string* all) {
    if (all->find(words) != std::string::npos) return;
    if (!all->empty()) *all += ' ';
    *all += words;
  }

  void add(std::uint32_t node, Slice slice, std::size_t begin, std::size_t end) {
    begin = skip_blanks(folded_.text, begin);
    if (begin >= end) return;
    Task task;
    task.node = node;
    task.at = {slice.begin + folded_.back[begin], slice.begin + folded_.back[end]};
    task.span = document_.source_of(task.at);
    const auto words = [&](const DeadlineReader::Found& time) {
      return document_.text(
          Slice{slice.begin + folded_.back[time.begin], slice.begin + folded_.back[time.end]});
    };
    const std::vector<DeadlineReader::Found> stated = stated_in(begin, end);
    for (const DeadlineReader::Found& time : stated) {
      task.deadline = time.period;
      add_words(words(time), &task.deadline_words);
    }
    if (stated.empty() && !set_this_year(slice, begin, end, &task)) {
      inherit(&task);
    }
    document_.tasks.push_back(std::move(task));
  }

  Document& document_;
  const Grammar& grammar_;
  const Folded& clean_;
  QuantityReader quantities_;
  DeadlineReader deadlines_;
  TaskTimes times_;
  std::vector<Heading> headings_;
  std::optional<int> year_;
  FoldedView folded_;
  Quantities found_;
};

}  // namespace

void find_tasks(Document* document, const Grammar& grammar, const Folded& clean) {
  Finder(document, grammar, clean).run();
}

}  // namespace gangmu
