#include "parser/goals.h"

#include <algorithm>
#include <string>

#include "parser/deadline.h"
#include "parser/marks.h"
#include "parser/quantity.h"
#include "parser/rule_refs.h"

namespace gangmu {

namespace {

constexpr std::size_t kShortest = 4, kLongest = 60;  // characters of a goal

class Finder {
 public:
  Finder(Document* document, const Grammar& grammar, const Folded& clean)
      : document_(*document),
        grammar_(grammar),
        clean_(clean),
        quantities_(grammar),
        starts_(grammar.words("goal_start")),
        ends_(grammar.words("goal_end")),
        leads_(grammar.words("goal_lead")),
        open_(grammar.words("goal_open")),
        rules_(&document->rules) {}

  void run() {
    for (const Plan& plan : document_.plans) {
      deadlines_.begin_plan(plan);
      for (std::uint32_t i = plan.first_node; i < plan.last_node; ++i) {
        const Node& node = document_.nodes[i];
        if (node.zone != Zone::body) continue;
        if (node.depth == 1) deadlines_.begin_section();
        if (node.table != kNone) {
          read_table(i);
        } else if (node.role == Role::goals && node.kind != NodeKind::note) {
          if (node.run_in || node.kind == NodeKind::dash || node.kind == NodeKind::lead) {
            read(i, node.title);
          }
          read(i, node.text);
        }
      }
    }
  }

 private:
  // Words in cells that figures are asked of: the targets have them already.
  void read_table(std::uint32_t node) {
    const auto& targets = document_.targets;
    auto at = std::partition_point(targets.begin(), targets.end(),
                                   [&](const Target& target) { return target.node < node; });
    for (; at != targets.end() && at->node == node; ++at) {
      if (at->text_value.empty() || at->status != TargetStatus::target) continue;
      document_.goals.push_back({node, at->text_value, at->period, at->span, at->rule});
    }
  }

  void read(std::uint32_t node, Slice slice) {
    if (slice.empty()) return;
    folded_ = clean_.view(slice);
    quantities_.scan(folded_.text, &found_);
    node_ = node;
    slice_ = slice;
    std::size_t sentence = 0, clause = 0;
    for (std::size_t at = 0; at <= text().size();) {
      const std::size_t from = at;
      const char32_t c = at < text().size() ? next_char(text(), at) : 0x3002;
      if (from == text().size()) ++at;
      // "… with A and B as its core, …": the clause goes on behind the comma.
      const bool open = c == ',' && open_.longest_at_end(text().substr(clause, from - clause));
      if (!open && (c == ',' || c == ';' || ends_sentence(c))) {
        read_clause(sentence, clause, from);
        clause = at;
      }
      if (c == ';' || ends_sentence(c)) sentence = at;
    }
  }

  void read_clause(std::size_t sentence, std::size_t begin, std::size_t end) {
    if (begin >= end) return;
    const auto time = deadlines_.stated(found_, sentence, begin, end);
    if (time) deadlines_.carry(*time);
    if (has_figure(begin, end)) return;
    const std::size_t first = strip(begin, end);
    const std::size_t last = strip_back(first, end);
    if (first >= last) return;
    const std::string_view clause = text().substr(first, last - first);
    const std::size_t length = char_count(clause);
    if (length < kShortest || length > kLongest) return;
    if (grammar_.words("goal_not").longest_at(clause, 0) != nullptr) return;
    const Word* word = starts_.longest_at(clause, 0);
    if (word == nullptr) word = ends_.longest_at_end(clause);
    if (word == nullptr || word->value == "none") return;
    const Slice at = {slice_.begin + folded_.back[first], slice_.begin + folded_.back[last]};
    Goal goal;
    goal.node = node_;
    goal.text = without_blanks(document_.text(at));
    goal.span = document_.source_of(at);
    goal.period = time ? std::optional(time->period) : deadlines_.inherited();
    goal.rule = rules_.of("goals/words", grammar_.files()[word->file], word->line);
    document_.goals.push_back(std::move(goal));
  }

  bool has_figure(std::size_t begin, std::size_t end) const {
    const auto& figures = found_.figures;
    const auto at = std::partition_point(figures.begin(), figures.end(),
                                         [&](const Quantity& q) { return q.end <= begin; });
    return at != figures.end() && at->begin < end;
  }

  // Behind the time and the words that only say that something is aimed at.
  std::size_t strip(std::size_t begin, std::size_t end) const {
    for (std::size_t before = end; before != begin;) {
      before = begin;
      begin = std::min(end, skip_blanks(text(), begin));
      auto time = first_behind(found_.times, begin);
      for (; time != found_.times.end() && time->begin <= begin; ++time) {
        if (begin < time->end && time->end <= end) begin = time->end;
      }
      if (const Word* word = leads_.longest_at(text(), begin)) {
        begin = std::min(end, begin + word->text.size());
      }
    }
    return begin;
  }

  // Before a time and such words that belong to what follows.
  std::size_t strip_back(std::size_t begin, std::size_t end) const {
    for (std::size_t before = begin; before != end && end > begin;) {
      before = end;
      end = skip_blanks_back(text(), end);
      auto time = first_behind(found_.times, end - 1);
      if (time != found_.times.end() && time->end == end && time->begin > begin) end = time->begin;
      const Word* word = leads_.longest_at_end(text().substr(begin, end - begin));
      if (word != nullptr && end < before) end -= word->text.size();
    }
    return end;
  }

  std::string_view text() const { return folded_.text; }

  Document& document_;
  const Grammar& grammar_;
  const Folded& clean_;
  QuantityReader quantities_;
  const WordTable &starts_, &ends_, &leads_, &open_;
  RuleRefs rules_;
  DeadlineReader deadlines_;
  FoldedView folded_;
  Quantities found_;
  std::uint32_t node_ = 0;
  Slice slice_;
};

}  // namespace

void find_goals(Document* document, const Grammar& grammar, const Folded& clean) {
  Finder(document, grammar, clean).run();
}

}  // namespace gangmu
