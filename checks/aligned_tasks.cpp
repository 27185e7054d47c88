#include "checks/aligned_tasks.h"

#include <algorithm>
#include <cmath>

#include "checks/aligned_verdict.h"

namespace gangmu {

namespace {

// From here on two headings tell one task; from kDoubtful on somebody has to look.
constexpr double kTaken = 0.6, kDoubtful = 0.45;
// Of the weight of a heading's pairs that a clause must have to say what it says.
constexpr double kSaid = 0.9;
// Pairs of a heading that is looked for in clauses, and of one that is covered by a longer one:
// fewer stand in many headings by chance.
constexpr std::size_t kLeastSaid = 5, kLeastCovered = 2;
// Bytes of what a heading is about that is looked for as it stands.
constexpr std::size_t kLeastObject = 12;
// A pair in more headings above than this tells nothing of any of them.
constexpr std::size_t kMostHeadings = 512;

}  // namespace

TaskMatch::TaskMatch(const Grammar& grammar) : reader_(grammar) {}

void TaskMatch::add_above(const Document& document, std::uint32_t plan, const AlignedPlan& own,
                          std::uint32_t ordinal) {
  std::vector<PlanTask> tasks = reader_.read(document, plan, ordinal);
  std::erase_if(tasks, [](const PlanTask& task) {
    return task.shown.work ? task.wording == Wording::refers : !task.leaf;
  });
  std::stable_sort(tasks.begin(), tasks.end(), [](const PlanTask& a, const PlanTask& b) {
    return a.shown.span.begin < b.shown.span.begin;
  });
  const auto first = static_cast<std::uint32_t>(above_.size());
  for (PlanTask& task : tasks) {
    const auto at = static_cast<std::uint32_t>(above_.size());
    for (const std::uint64_t bigram : task.bigrams) postings_[bigram].push_back(at);
    plain_[task.plain].push_back(at);
    rows_.push_back({task.shown, Verdict::missing, {}});
    above_.push_back({std::move(task), own.region});
  }
  add_passages(document, plan, first);
}

void TaskMatch::add_passages(const Document& document, std::uint32_t plan, std::uint32_t first) {
  std::unordered_map<std::uint32_t, std::uint32_t> row_of;  // by node
  for (std::uint32_t row = first; row < above_.size(); ++row) {
    row_of.emplace(above_[row].task.node, row);
  }
  for (const Task& sentence : document.tasks) {
    if (document.nodes[sentence.node].plan != plan) continue;
    if (sentence.at.size() > kLongestSentence) continue;
    for (std::uint32_t at = sentence.node; at != kNone; at = document.nodes[at].parent) {
      const auto row = row_of.find(at);
      if (row == row_of.end()) continue;
      const std::string plain = plain_text(document.text(sentence.at));
      passages_.add(plain, reader_.bigrams(plain), row->second);
      break;
    }
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
        taken_(tasks_.size(), false),
        told_(tasks_.size(), false) {
    for (std::uint32_t i = 0; i < tasks_.size(); ++i) {
      for (const std::uint64_t bigram : tasks_[i].bigrams) ++frequency_[bigram];
      task_of_.emplace(tasks_[i].node, i);
    }
    for (const Above& above : match_.above_) whole_.push_back(weight(above.task.bigrams));
  }

  struct Best {
    double likeness = 0;
    std::optional<std::uint32_t> task;  // of tasks(): also the one that the sentence stands below
    std::optional<Aligned> sentence;
    bool mention = false;
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

  // For what no heading tells: the sentences of the plan, clause by clause.
  void compare_sentences(const Document& document, std::uint32_t plan, std::uint32_t ordinal) {
    const bool has_tasks = has_task_section(document, plan);
    for (const Task& sentence : document.tasks) {
      const Node& node = document.nodes[sentence.node];
      if (node.plan != plan || sentence.at.size() > kLongestSentence) continue;
      if (!tells_tasks(document, sentence.node, has_tasks)) continue;
      const std::string plain = plain_text(document.text(sentence.at));
      for (const Slice& clause : clauses_of(plain)) {
        const std::string_view own =
            std::string_view(plain).substr(clause.begin, clause.end - clause.begin);
        for (const std::uint32_t above : touched_by(match_.reader_.bigrams(own))) {
          auto object = said(match_.above_[above].task, own, above);
          common_[above] = 0;
          if (!object || best_[above].likeness >= kTaken) continue;
          object->begin += clause.begin, object->end += clause.begin;
          const bool acts = match_.reader_.wording().of(plain, *object) == Wording::acts;
          if (!acts && (best_[above].task || best_[above].sentence)) continue;
          best_[above] = {acts ? 1.0 : 0.0, task_around(document, sentence.node),
                          told(document, sentence, above, ordinal), !acts};
        }
      }
    }
  }

  // A heading that is sure of one task is no doubtful answer to another.
  bool is_answer(std::uint32_t above) const {
    const Best& best = best_[above];
    if (best.sentence) return true;
    return best.task && (best.mention || best.likeness >= kTaken || !taken_[*best.task]);
  }
  void tell(std::uint32_t task) { told_[task] = true; }

  // Whether nothing above says what this heading or one above it says.
  bool is_new(std::uint32_t task) const {
    if (tasks_[task].shown.work) {
      return !taken_[task] && !told_[task] && tasks_[task].wording != Wording::refers;
    }
    if (!tasks_[task].leaf || told_[task]) return false;
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
      return same || named_in(above, below.plain) ? 1 : 0;
    }
    const double common = common_[index], least = std::min(whole, own);
    const double dice = 2 * common / (whole + own);
    const std::size_t fewest = std::min(above.bigrams.size(), below.bigrams.size());
    if (fewest >= kLeastCovered) return (dice + common / least) / 2;
    // One pair that stands in this heading alone: somebody has to look.
    const bool rare = below.leaf && fewest == 1 && common >= least && touches_one(above, below);
    return rare ? std::max(dice, kDoubtful) : dice;
  }
  bool touches_one(const PlanTask& above, const PlanTask& below) const {
    const bool up = above.bigrams.size() <= below.bigrams.size();
    const std::uint64_t bigram = (up ? above : below).bigrams.front();
    const auto known = match_.postings_.find(bigram);
    const auto own = frequency_.find(bigram);
    return known != match_.postings_.end() && known->second.size() == 1 &&
           own != frequency_.end() && own->second == 1;
  }

  // A work that a heading or sentence only refers to is not done there.
  bool mentions(const PlanTask& above, const PlanTask& below) const {
    if (!above.shown.work || below.plain == above.plain) {
      return below.wording != Wording::acts;
    }
    if (below.shown.work && above.core == below.core) return below.wording != Wording::acts;
    const auto object = named_in(above, below.plain);
    return object && match_.reader_.wording().of(below.plain, *object) == Wording::refers;
  }

  void offer(std::uint32_t above, std::uint32_t task, double likeness) {
    if (likeness < kDoubtful) return;
    if (mentions(match_.above_[above].task, tasks_[task])) {
      if (tasks_[task].shown.work) told_[task] = true;
      if (best_[above].task) return;
      best_[above] = {0, task, std::nullopt, true};
      return;
    }
    if (likeness >= kTaken) taken_[task] = true;
    if (likeness > best_[above].likeness) best_[above] = {likeness, task, std::nullopt, false};
  }

  // Where a clause names what is to be done above; common_ is the weight of its pairs.
  std::optional<Slice> said(const PlanTask& above, std::string_view clause,
                            std::uint32_t index) const {
    if (above.shown.work) return named_in(above, clause);
    if (above.object.size() >= kLeastObject) {
      if (const std::size_t at = clause.find(above.object); at != clause.npos) {
        return Slice{static_cast<Offset>(at), static_cast<Offset>(at + above.object.size())};
      }
    }
    const bool enough =
        above.bigrams.size() >= kLeastSaid && common_[index] >= kSaid * whole_[index];
    if (!enough) return std::nullopt;
    const auto end = static_cast<Offset>(clause.size());
    return Slice{end, end};
  }

  // The heading of a task that a node is or stands below.
  std::optional<std::uint32_t> task_around(const Document& document, std::uint32_t node) const {
    for (std::uint32_t at = node; at != kNone; at = document.nodes[at].parent) {
      const auto task = task_of_.find(at);
      if (task != task_of_.end() && tasks_[task->second].leaf) return task->second;
    }
    return std::nullopt;
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
  std::vector<bool> taken_, told_;
  std::unordered_map<std::uint32_t, std::uint32_t> task_of_;  // by node
};

// `answer` has the grounds for which it is one.
void TaskMatch::answer(std::uint32_t row, Answer answer, const AlignedPlan& own) {
  const Aligned &above = above_[row].task.shown, &below = answer.below;
  if (answer.verdict == Verdict::mentioned) {
    rows_[row].answers.push_back(std::move(answer));
    return;
  }
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
  rows_[row].answers.push_back(std::move(answer));
}

bool TaskMatch::answers_passage(const PlanTask& task, const AlignedPlan& own) {
  if (task.shown.work || task.object.size() < kLeastObject) return false;
  const auto row = passages_.find(task.object, reader_.bigrams(task.object), reader_.wording());
  if (row && !answered(*row, task.shown.plan)) {
    Answer told;
    told.grounds = {{Ground::passage, 0}};
    told.below = task.shown;
    answer(*row, std::move(told), own);
  }
  return row.has_value();
}

void TaskMatch::add_below(const Document& document, std::uint32_t plan, const AlignedPlan& own,
                          std::uint32_t ordinal) {
  Below below(*this, reader_.read(document, plan, ordinal));
  below.compare_headings();
  below.compare_sentences(document, plan, ordinal);
  for (std::uint32_t row = 0; row < above_.size(); ++row) {
    if (!below.is_answer(row)) continue;
    const Below::Best& best = below.best(row);
    Answer told;
    told.likeness = best.likeness;
    told.below = best.sentence ? *best.sentence : below.tasks()[*best.task].shown;
    if (best.mention) {
      told.verdict = Verdict::mentioned;
      told.grounds = {{Ground::mention, 0}};
    } else if (best.sentence && !told.below.work) {
      told.grounds = {{Ground::sentence, 0}};
    } else if (best.likeness < kTaken) {
      told.grounds = {{Ground::name, 0}};
    }
    if (best.task && !(best.mention && best.sentence)) below.tell(*best.task);
    answer(row, std::move(told), own);
  }
  for (std::uint32_t i = 0; i < below.tasks().size(); ++i) {
    const PlanTask& task = below.tasks()[i];
    if (below.is_new(i) && !answers_passage(task, own)) add_new(task.plain, task.shown);
  }
}

std::vector<AlignmentRow> TaskMatch::finish() {
  const auto added = rows_.begin() + static_cast<std::ptrdiff_t>(above_.size());
  std::stable_sort(added, rows_.end(), [](const AlignmentRow& a, const AlignmentRow& b) {
    return a.answers.front().below.work > b.answers.front().below.work;
  });
  return RowMatch::finish();
}

}  // namespace gangmu
