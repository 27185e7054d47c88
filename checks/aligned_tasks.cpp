#include "checks/aligned_tasks.h"

#include <algorithm>
#include <cmath>

#include "checks/aligned_indicators.h"

namespace gangmu {

namespace {

// From here on two headings tell one task; from kDoubtful on somebody has to look.
constexpr double kTaken = 0.6, kDoubtful = 0.45;
// Of the weight of a heading's pairs that a sentence must have to say what it says.
constexpr double kSaid = 0.95;
// Pairs of a heading that is looked for in sentences, and of one that is covered by a longer one:
// fewer stand in many headings by chance.
constexpr std::size_t kLeastSaid = 5, kLeastCovered = 2;
// A pair in more headings above than this tells nothing of any of them.
constexpr std::size_t kMostHeadings = 512;
// Bytes of a name in quotation marks that stands for itself whatever noun follows.
constexpr std::size_t kOwnName = 12;

bool names_work(const PlanTask& work, std::string_view plain) {
  if (work.plain.empty()) return false;
  if (plain.find(work.plain) != plain.npos) return true;
  return work.core.size() >= kOwnName && plain.find(work.core) != plain.npos;
}

}  // namespace

TaskMatch::TaskMatch(const Grammar& grammar) : reader_(grammar) {}

void TaskMatch::add_above(const Document& document, std::uint32_t plan, const AlignedPlan& own,
                          std::uint32_t ordinal) {
  std::vector<PlanTask> tasks = reader_.read(document, plan, ordinal);
  std::erase_if(tasks, [](const PlanTask& task) { return !task.leaf && !task.shown.work; });
  std::stable_sort(tasks.begin(), tasks.end(), [](const PlanTask& a, const PlanTask& b) {
    return a.shown.span.begin < b.shown.span.begin;
  });
  for (PlanTask& task : tasks) {
    const auto at = static_cast<std::uint32_t>(above_.size());
    for (const std::uint64_t bigram : task.bigrams) postings_[bigram].push_back(at);
    plain_[task.plain].push_back(at);
    rows_.push_back({task.shown, Verdict::missing, {}});
    above_.push_back({std::move(task), own.region});
  }
}

// A plan below while its tasks are looked for.
class TaskMatch::Below {
 public:
  Below(const TaskMatch& match, std::vector<PlanTask> tasks)
      : match_(match),
        tasks_(std::move(tasks)),
        best_(match.above_.size()),
        common_(match.above_.size(), 0),
        taken_(tasks_.size(), false) {
    for (const PlanTask& task : tasks_) {
      for (const std::uint64_t bigram : task.bigrams) ++frequency_[bigram];
    }
    for (const Above& above : match_.above_) whole_.push_back(weight(above.task.bigrams));
  }

  struct Best {
    double likeness = 0;
    std::optional<std::uint32_t> task;  // of tasks()
    std::optional<Aligned> sentence;
  };
  const std::vector<PlanTask>& tasks() const { return tasks_; }
  const Best& best(std::uint32_t above) const { return best_[above]; }

  void compare_headings() {
    for (std::uint32_t i = 0; i < tasks_.size(); ++i) {
      const PlanTask& task = tasks_[i];
      const double own = weight(task.bigrams);
      if (const auto same = match_.plain_.find(task.plain); same != match_.plain_.end()) {
        const std::size_t most = std::min(same->second.size(), kMostHeadings);
        for (std::size_t at = 0; at < most; ++at) offer(same->second[at], i, 1);
      }
      for (const std::uint32_t above : touched_by(task.bigrams)) {
        offer(above, i, likeness(match_.above_[above].task, task, whole_[above], own, above));
        common_[above] = 0;
      }
    }
  }

  // For what no heading tells: the sentences of the plan.
  void compare_sentences(const Document& document, std::uint32_t plan, std::uint32_t ordinal) {
    const bool has_tasks = has_task_section(document, plan);
    for (const Task& sentence : document.tasks) {
      const Node& node = document.nodes[sentence.node];
      if (node.plan != plan || !tells_tasks(document, sentence.node, has_tasks)) continue;
      const std::string plain = plain_text(document.text(sentence.at));
      for (const std::uint32_t above : touched_by(match_.reader_.bigrams(plain))) {
        const bool said = says(match_.above_[above].task, plain, above);
        common_[above] = 0;
        if (!said || best_[above].likeness >= kTaken) continue;
        best_[above] = {1, std::nullopt, told(document, sentence, above, ordinal)};
      }
    }
  }

  // Whether nothing above says what this heading or one above it says.
  bool is_new(std::uint32_t task) const {
    if (tasks_[task].shown.work) return !taken_[task];
    if (!tasks_[task].leaf) return false;
    for (std::uint32_t at = task; at != kNone; at = tasks_[at].parent) {
      if (taken_[at]) return false;
    }
    return true;
  }

 private:
  // Pairs that stand in few of the headings of both plans weigh more.
  double weight(std::uint64_t bigram) const {
    const auto above = match_.postings_.find(bigram);
    const auto below = frequency_.find(bigram);
    const double times =
        static_cast<double>(above == match_.postings_.end() ? 0 : above->second.size()) +
        static_cast<double>(below == frequency_.end() ? 0 : below->second);
    const auto all = static_cast<double>(match_.above_.size() + tasks_.size());
    return std::log(1 + all / std::max(times, 1.0));
  }
  double weight(const Bigrams& bigrams) const {
    double sum = 0;
    for (const std::uint64_t bigram : bigrams) sum += weight(bigram);
    return sum;
  }

  // The tasks above that share pairs; common_ is their weight.
  std::vector<std::uint32_t> touched_by(const Bigrams& bigrams) {
    std::vector<std::uint32_t> out;
    for (const std::uint64_t bigram : bigrams) {
      const auto at = match_.postings_.find(bigram);
      if (at == match_.postings_.end() || at->second.size() > kMostHeadings) continue;
      const double own = weight(bigram);
      for (const std::uint32_t above : at->second) {
        if (common_[above] == 0) out.push_back(above);
        common_[above] += own;
      }
    }
    return out;
  }

  // The mean of how much of the shorter is in the longer, and of how much of both is common.
  double likeness(const PlanTask& above, const PlanTask& below, double whole, double own,
                  std::uint32_t index) const {
    if (above.shown.work) {
      const bool same = below.shown.work && above.core == below.core;
      return same || names_work(above, below.plain) ? 1 : 0;
    }
    const double common = common_[index];
    const double dice = 2 * common / (whole + own);
    const std::size_t fewest = std::min(above.bigrams.size(), below.bigrams.size());
    if (fewest < kLeastCovered) return dice;
    return (dice + common / std::min(whole, own)) / 2;
  }

  void offer(std::uint32_t above, std::uint32_t task, double likeness) {
    if (likeness >= kTaken) taken_[task] = true;
    if (likeness >= kDoubtful && likeness > best_[above].likeness) {
      best_[above] = {likeness, task, std::nullopt};
    }
  }

  bool says(const PlanTask& above, std::string_view plain, std::uint32_t index) const {
    if (above.shown.work) return names_work(above, plain);
    return above.bigrams.size() >= kLeastSaid && common_[index] >= kSaid * whole_[index];
  }

  Aligned told(const Document& document, const Task& sentence, std::uint32_t above,
               std::uint32_t ordinal) const {
    Aligned out;
    const Aligned& own = match_.above_[above].task.shown;
    out.plan = ordinal;
    out.work = own.work;
    if (own.work) out.name = own.name;
    for (std::uint32_t at = sentence.node; at != kNone; at = document.nodes[at].parent) {
      const Node& node = document.nodes[at];
      if (node.title.empty()) continue;
      out.under = with_marker(document.text(node.marker), document.text(node.title));
      break;
    }
    if (sentence.deadline && sentence.deadline->stated) out.deadline = sentence.deadline;
    out.span = sentence.span;
    out.lines = document.source.lines_of(out.span);
    out.page = document.source.page_of(out.span.begin);
    out.quote = document.text(sentence.at);
    return out;
  }

  const TaskMatch& match_;
  std::vector<PlanTask> tasks_;
  std::unordered_map<std::uint64_t, std::uint32_t> frequency_;
  std::vector<Best> best_;
  std::vector<double> common_, whole_;
  std::vector<bool> taken_;
};

void TaskMatch::answer(std::uint32_t row, Aligned below, double likeness, const AlignedPlan& own) {
  const Aligned& above = above_[row].task.shown;
  Answer answer;
  answer.likeness = likeness;
  if (likeness < kTaken) answer.grounds.push_back({Ground::name, 0});
  if (below.name.empty()) answer.grounds.push_back({Ground::mention, 0});
  if (above.deadline && below.deadline && above.deadline->end && below.deadline->end &&
      above.deadline->end != below.deadline->end) {
    const bool earlier = *below.deadline->end < *above.deadline->end;
    answer.grounds.push_back({Ground::deadline, earlier ? 1 : -1});
  }
  const auto leads_too = [&](const std::string& body) {
    return std::find(below.leaders.begin(), below.leaders.end(), body) != below.leaders.end();
  };
  const bool both = !above.leaders.empty() && !below.leaders.empty();
  if (both && !apart(above_[row].region, own.region) &&
      std::none_of(above.leaders.begin(), above.leaders.end(), leads_too)) {
    answer.grounds.push_back({Ground::leader, 0});
  }
  answer.verdict = verdict_of(answer.grounds);
  answer.below = std::move(below);
  rows_[row].answers.push_back(std::move(answer));
}

void TaskMatch::add_new(const PlanTask& task) {
  const auto [at, fresh] = added_.emplace(task.plain, static_cast<std::uint32_t>(rows_.size()));
  if (fresh) rows_.push_back({std::nullopt, Verdict::added, {}});
  Answer answer;
  answer.verdict = Verdict::added;
  answer.below = task.shown;
  std::vector<Answer>& answers = rows_[at->second].answers;
  if (answers.empty() || answers.back().below.plan != answer.below.plan) {
    answers.push_back(std::move(answer));
  }
}

void TaskMatch::add_below(const Document& document, std::uint32_t plan, const AlignedPlan& own,
                          std::uint32_t ordinal) {
  Below below(*this, reader_.read(document, plan, ordinal));
  below.compare_headings();
  below.compare_sentences(document, plan, ordinal);
  for (std::uint32_t row = 0; row < above_.size(); ++row) {
    const Below::Best& best = below.best(row);
    if (best.sentence) {
      answer(row, *best.sentence, best.likeness, own);
    } else if (best.task) {
      answer(row, below.tasks()[*best.task].shown, best.likeness, own);
    }
  }
  for (std::uint32_t i = 0; i < below.tasks().size(); ++i) {
    if (below.is_new(i)) add_new(below.tasks()[i]);
  }
}

std::vector<AlignmentRow> TaskMatch::finish() {
  for (AlignmentRow& row : rows_) row.verdict = overall(row);
  const auto added = rows_.begin() + static_cast<std::ptrdiff_t>(above_.size());
  std::stable_sort(added, rows_.end(), [](const AlignmentRow& a, const AlignmentRow& b) {
    return a.answers.front().below.work > b.answers.front().below.work;
  });
  return std::move(rows_);
}

}  // namespace gangmu
