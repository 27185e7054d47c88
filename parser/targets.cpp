#include "parser/targets.h"

#include <algorithm>
#include <unordered_map>

#include "parser/change_lists.h"
#include "parser/clause.h"
#include "parser/doubts.h"
#include "parser/indicator.h"
#include "parser/marks.h"
#include "parser/measures.h"
#include "parser/period.h"
#include "parser/quantity.h"
#include "parser/rule_refs.h"
#include "parser/section_times.h"
#include "parser/table_targets.h"

namespace gangmu {

namespace {

class Reader {
 public:
  Reader(Document* document, const Grammar& grammar, const Folded& clean,
         std::uint64_t most_figures)
      : document_(*document),
        most_figures_(most_figures),
        grammar_(grammar),
        clean_(clean),
        quantities_(grammar),
        words_(grammar),
        clause_words_(grammar),
        periods_(grammar),
        times_(quantities_),
        rules_(&document->rules) {}

  void run() {
    stripped_ = has_lost_digits(document_, grammar_, clean_);
    for (std::uint32_t p = 0; p < document_.plans.size(); ++p) {
      plan_ = &document_.plans[p];
      periods_.begin_plan(*plan_, times_.goal_year(document_, *plan_));
      times_.begin_plan();
      first_heading_ = first_heading();
      const std::size_t first_figure = document_.targets.size();
      for (std::uint32_t i = plan_->first_node; i < plan_->last_node; ++i) {
        Node& node = document_.nodes[i];
        if (node.zone != Zone::body) continue;
        if (!may_measure(node.kind)) {
          i = node.end - 1;  // nor does what stands below it
          continue;
        }
        periods_.begin_paragraph();
        previous_ = kNone;
        if (node.depth == 1) periods_.begin_section();
        periods_.set_heading(times_.above(document_, i));
        if (node.kind == NodeKind::table) {
          if (node.table != kNone) {
            read_table_targets(&document_, i, grammar_, quantities_, rule_ref("table"));
          }
          continue;
        }
        read_field(i, Field::title, node.title);
        read_field(i, Field::text, node.text);
      }
      gather_indicators(first_figure);
    }
  }

 private:
  // Of the plan; its begin where it has none.
  std::uint32_t first_heading() const {
    for (std::uint32_t i = plan_->first_node; i < plan_->last_node; ++i) {
      const Node& node = document_.nodes[i];
      if (node.zone == Zone::body && !node.title.empty()) return i;
    }
    return plan_->first_node;
  }

  // Contents repeat headings; notes and glossaries say what words mean.
  static bool may_measure(NodeKind kind) {
    return kind != NodeKind::toc && kind != NodeKind::note && kind != NodeKind::glossary;
  }

  // The clause up to a figure, in folded text.
  struct Clause {
    std::size_t begin = 0, end = 0;
    bool own = false;        // says what is measured
    bool op_before = false;  // the operator stands before the number
    std::uint32_t figure = 0;
    bool acts = false;         // a verb stands before the figure
    bool noun_behind = false;  // what is counted stands behind it
    bool beside = false;       // nothing but the word of a list stands before it and a figure
    std::string tail = {};     // what it says of the subjects before it (… of the country's)
  };

  // ----------------------------------------------------------------------------------- one field

  void read_field(std::uint32_t node, Field field, Slice slice) {
    if (slice.empty()) return;
    folded_ = clean_.view(slice);
    quantities_.scan(folded_.text, &found_, stripped_);
    if (found_.figures.empty() && found_.times.empty()) return;
    if (found_.figures.size() > most_figures_) {
      document_.diagnostics.push_back(
          diagnose(Code::target_too_many,
                   {std::to_string(found_.figures.size()), std::to_string(most_figures_)},
                   document_.source_of(slice)));
      return;
    }
    keep_measures(folded_.text, grammar_, &found_);
    node_ = node;
    field_ = field;
    slice_ = slice;
    const ClauseReader reader(folded_.text, found_, clause_words_);
    for (const Sentence& sentence : sentences_of(folded_.text, found_)) {
      first_of_sentence_ = static_cast<std::uint32_t>(document_.targets.size());
      clauses_.clear();
      shared_.clear();
      for (std::uint32_t f = sentence.first_figure; f < sentence.last_figure; ++f) {
        add(reader, sentence, f);
      }
      std::vector<std::uint32_t> figures;
      figures.reserve(clauses_.size());
      for (const Clause& clause : clauses_) figures.push_back(clause.figure);
      if (figures.size() == document_.targets.size() - first_of_sentence_) {
        for (const std::size_t k : pair_changes(folded_.text, found_, first_of_sentence_, figures,
                                                grammar_, words_, &document_.targets)) {
          clauses_[k].end = clauses_[k].begin;  // has its name: nothing more is shared out
        }
      }
      share_nouns();
      distribute();
      distribute_times();
      periods_.carry(folded_.text, found_, sentence);
    }
  }

  // "Build 10, rebuild 6 halls", "465 blocks, 23 hectares of houses": the noun behind the last is
  // that of the figures before it that have none.
  void share_nouns() {
    auto& targets = document_.targets;
    if (clauses_.size() != targets.size() - first_of_sentence_) return;
    for (std::size_t k = clauses_.size(); k-- > 1;) {
      const Clause& clause = clauses_[k];
      Clause& last = clauses_[k - 1];
      if (!clause.own || !clause.noun_behind || last.own || clause.figure != last.figure + 1) {
        continue;
      }
      Target& target = targets[first_of_sentence_ + k - 1];
      const Target& next = targets[first_of_sentence_ + k];
      const std::size_t from = found_.figures[last.figure].to;
      const std::string_view between =
          std::string_view(folded_.text).substr(from, found_.figures[clause.figure].from - from);
      const bool right_behind = trim(between).empty();
      const bool listed = clause.acts && last.acts && target.unit == next.unit &&
                          grammar_.words("list_joint").longest_at(between, 0) != nullptr;
      if (!right_behind && !listed) continue;
      target.indicator = next.indicator;
      last.own = last.noun_behind = true;
    }
  }

  // "A, B and C reach 10, 15 and 100 respectively": each thing gets its figure. "A and B double",
  // "A and B each exceed 60 %": each thing gets the same.
  void distribute() {
    auto& targets = document_.targets;
    const std::size_t first = first_of_sentence_;
    std::vector<std::string> names;  // of the last figures that were distributed
    std::size_t run_end = first;     // of figures of one unit
    for (std::size_t k = first; k < targets.size(); ++k) {
      const Clause& clause = clauses_[k - first];
      if (!has("respectively", clause.begin, clause.end)) continue;
      const auto [list, tail] = parted(targets[k].indicator);
      std::vector<std::string> parts = words_.list_of(list);
      std::size_t count = run_from(k);
      if (parts.size() >= 2 && run_from(k, true) == parts.size()) count = parts.size();
      if (parts.size() > count && count >= 2) {  // "use of town and trade, use of farms"
        std::vector<std::string> items = words_.list_of(list, true);
        if (items.size() == count) parts.swap(items);
      }
      if (parts.size() >= 2) {
        names.clear();
        const std::string measure = measure_before(&parts);
        for (const std::string& part : parts) {
          const bool last = &part == &parts.back();
          std::string name = words_.with_shared_head(
              parts.front(), last ? part : words_.with_shared_noun(part, parts.back()));
          names.push_back(std::move(name.append(measure).append(tail)));
        }
      } else if (const std::size_t run = count;
                 !clause.tail.empty() && run > 1 && k >= first + run) {
        // "A reaches 52, B 58, respectively 80 % and 90 % of the country's".
        names.clear();
        for (std::size_t n = k - run; n < k; ++n) {
          names.push_back(targets[n].indicator + clause.tail);
        }
      } else if (!clause.own && names.empty()) {
        // "A reach 10, B 20, respectively 1.3 and 1.5 times": of as many figures before.
        if (run_end <= k) run_end = k + 1;
        while (run_end < targets.size() && targets[run_end].unit == targets[k].unit) ++run_end;
        const std::size_t alike = run_end - k;
        if (alike < 2) continue;
        if (clauses_[k + alike - 1 - first].own) {  // "200 and 250 hospitals": the noun of the last
          for (std::size_t n = k; n + 1 < k + alike; ++n) {
            if (!clauses_[n - first].own) targets[n].indicator = targets[k + alike - 1].indicator;
          }
          continue;
        }
        // "…; by 2025, 20 and 30 respectively": of the things of the sentence before.
        const bool before = k == first && goes_on(k, alike);
        if (!before && k < first + alike) {  // of one name, which was said before
          for (std::size_t n = k + 1; n < k + alike; ++n)
            share_verb(targets[k], clause, &targets[n]);
          continue;
        }
        for (std::size_t n = k - alike; n < k; ++n) names.push_back(targets[n].indicator);
      } else if (clause.own) {
        // One name for several ("the three sectors grow 3 %, 6 % and 5 % respectively").
        names.assign(run_from(k), targets[k].indicator);
      }
      // "A and B reach 200 respectively": each the same.
      const bool shared = parts.size() >= 2 &&
                          (k + 1 == targets.size() || (clauses_[k + 1 - first].own && count == 1));
      if (shared) {
        const std::size_t before = targets.size();
        give_to_each(k);
        k += targets.size() - before;
        continue;
      }
      if (k + names.size() > targets.size()) continue;
      for (std::size_t n = 0; n < names.size(); ++n) {
        targets[k + n].indicator = names[n];
        if (n > 0) share_verb(targets[k], clause, &targets[k + n]);
      }
      k += names.size() - 1;
    }
    const bool alone = targets.size() == first + 1 && targets[first].dimension == "multiple";
    if (alone) give_to_each(first);
  }

  // "The rate of aid in A, B and C": where a measure stands before the first of short names, it is
  // cut off and that of each.
  std::string measure_before(std::vector<std::string>* parts) const {
    constexpr std::size_t kLongest = 4;  // characters of a name
    const std::string& last = parts->back();
    if (char_count(last) > kLongest || names_measure(fold(last))) return {};
    std::string& first = parts->front();
    for (std::size_t at = first.size(); at > 0;) {
      const std::size_t end = at;
      previous_char(first, at);
      const std::string_view rest = std::string_view(first).substr(at);
      if (char_count(rest) > kLongest) break;
      if (end == first.size() || !names_measure(fold(first.substr(0, end)))) continue;
      std::string measure = first.substr(0, end);
      first.erase(0, end);
      if (char_count(last) == 2) {  // the east and west part
        for (std::string& part : *parts) {
          if (char_count(part) == 1) part += last.substr(last.size() / 2);
        }
      }
      return measure;
    }
    return {};
  }

  // A list and what is said of each of its things ("A, B respectively make up").
  std::pair<std::string, std::string> parted(const std::string& indicator) const {
    constexpr std::size_t kLongest = 8;  // characters
    std::size_t at = 0;
    const Word* word = grammar_.words("respectively").find(indicator, 0, &at);
    if (word == nullptr || at == 0) return {indicator, {}};
    const std::string tail = indicator.substr(at + word->text.size());
    if (char_count(tail) > kLongest || grammar_.words("share").longest_at(tail, 0) == nullptr) {
      return {indicator, {}};
    }
    return {indicator.substr(0, at), tail};
  }

  // How many figures from this one on have its unit, however multiplied, those behind it without a
  // name of their own.
  // `beside`: also those right behind the word of a list.
  std::size_t run_from(std::size_t k, bool beside = false) const {
    const auto& targets = document_.targets;
    std::size_t end = k + 1;
    while (end < targets.size() &&
           (!clauses_[end - first_of_sentence_].own ||
            (beside && clauses_[end - first_of_sentence_].beside)) &&
           (targets[end].unit == targets[k].unit ||
            (!targets[k].base_unit.empty() && targets[end].base_unit == targets[k].base_unit))) {
      ++end;
    }
    return end - k;
  }

  // Whether the sentence before, in this field, ends with as many figures of the unit.
  bool goes_on(std::size_t k, std::size_t count) const {
    const auto& targets = document_.targets;
    if (k < count) return false;
    return std::all_of(targets.begin() + static_cast<std::ptrdiff_t>(k - count),
                       targets.begin() + static_cast<std::ptrdiff_t>(k), [&](const Target& t) {
                         return t.node == node_ && t.field == field_ && t.unit == targets[k].unit;
                       });
  }

  // "In 2023, 2024 and 2025 it reaches 11, 13 and 15 respectively": each figure has its year.
  void distribute_times() {
    auto& targets = document_.targets;
    const std::size_t first = first_of_sentence_;
    std::vector<const TimeRef*> given;  // to the figures before
    for (std::size_t k = first; k < targets.size(); ++k) {
      const Clause& clause = clauses_[k - first];
      if (!has("respectively", clause.begin, clause.end)) continue;
      std::vector<const TimeRef*> years;
      bool timed = false;
      for (auto time = first_from(found_.times, clause.begin);
           time != found_.times.end() && time->begin < clause.end; ++time) {
        const bool level = time->kind == PeriodKind::at || time->kind == PeriodKind::by;
        if (time->end <= clause.end && time->last && level) years.push_back(&*time);
        timed = true;
      }
      if (years.empty()) years = years_before(clause.begin, run_from(k));
      // "…, A reach 10 and 15 respectively, B 20 and 30": the years of A are those of B.
      if (years.empty() && !timed && goes_through(k, given.size())) years = given;
      if (years.size() < 2 || k + years.size() > targets.size()) continue;
      given = years;
      for (std::size_t n = 0; n < years.size(); ++n) {
        Target& target = targets[k + n];
        if (target.dimension != targets[k].dimension) break;
        const bool actual = target.status == TargetStatus::actual;
        Period period;
        period.kind = actual ? PeriodKind::at : PeriodKind::by;
        period.end = years[n]->last;
        if (actual) period.start = period.end;
        target.period = period;
        std::erase(target.inferred, "period");
      }
      k += years.size() - 1;
    }
  }

  // Whether so many figures from this one on are of one thing, and no more behind them.
  bool goes_through(std::size_t k, std::size_t count) const {
    const auto& targets = document_.targets;
    return run_from(k) == count &&
           std::all_of(targets.begin() + static_cast<std::ptrdiff_t>(k),
                       targets.begin() + static_cast<std::ptrdiff_t>(k + count),
                       [&](const Target& t) { return t.indicator == targets[k].indicator; });
  }

  // As many years as there are figures, in a list right before the clause.
  std::vector<const TimeRef*> years_before(std::size_t begin, std::size_t count) const {
    const std::string_view text = folded_.text;
    std::vector<const TimeRef*> years;
    std::size_t end = begin;
    auto time = first_from(found_.times, begin);
    while (time != found_.times.begin() && years.size() < count) {
      --time;
      if (time->end > end || !time->last) break;
      const std::string_view between = trim(text.substr(time->end, end - time->end));
      const bool joined = years.empty() ? between.empty() || between == ","
                                        : grammar_.words("list_joint").exact(between) != nullptr;
      if (!joined) break;
      years.insert(years.begin(), &*time);
      end = time->begin;
    }
    return years.size() == count ? years : std::vector<const TimeRef*>{};
  }

  // What the verb of the first of distributed figures says holds for the others too.
  static void share_verb(const Target& first, const Clause& clause, Target* other) {
    if (first.dimension == other->dimension) {
      other->measure = first.measure;
      other->falls = first.falls;
      const bool over =
          first.period &&
          (first.period->kind == PeriodKind::annual ||
           (first.period->kind == PeriodKind::during && first.measure == Measure::growth));
      if (over) other->period = first.period;
    }
    if (other->op == Op::eq && clause.op_before) other->op = first.op;
    other->status = first.status;
    if (other->status == TargetStatus::requirement && other->period && !other->period->stated) {
      other->period.reset();
      std::erase(other->inferred, "period");
    }
  }

  // A word for "each", which is no part of a longer one (on average).
  bool said_of_each(std::size_t begin, std::size_t end) const {
    const std::string_view clause = std::string_view(folded_.text).substr(begin, end - begin);
    std::size_t at = 0;
    for (std::size_t from = 0; const Word* word = grammar_.words("each").find(clause, from, &at);) {
      std::size_t next = at;
      next_char(clause, next);
      const bool timed = std::any_of(found_.times.begin(), found_.times.end(),
                                     [&](const TimeRef& time) { return time.end == begin + at; });
      const Word* longer = grammar_.words("reach_not").longest_at_end(clause.substr(0, next));
      if (timed || longer == nullptr) return true;  // "(than in) 2020 each"
      from = at + word->text.size();
    }
    return false;
  }

  // "The output and the investment grow 4 %": measures in a list, parted by the list comma.
  bool lists_measures(const std::string& indicator) const {
    if (indicator.find(kListCommaText) == std::string::npos) return false;
    const std::vector<std::string> parts = words_.list_of(indicator);
    return parts.size() >= 2 && std::all_of(parts.begin(), parts.end(), [&](const auto& part) {
             return names_measure(fold(part)) || ends_with("amount", part);
           });
  }

  // Copies the last figure for each thing of the list that it is said of.
  void give_to_each(std::size_t k) {
    constexpr std::size_t kMost = 4;
    auto& targets = document_.targets;
    std::string& indicator = targets[k].indicator;
    std::size_t said = 0;  // "A and B each reach 15 % of the whole"
    if (grammar_.words("each").find(indicator, 0, &said) != nullptr && said > 0) {
      indicator.resize(said);
    }
    const Word* each = grammar_.words("each_end").longest_at_end(indicator);
    const bool per = grammar_.words("reach_not").longest_at_end(indicator) != nullptr;
    if (each != nullptr && !per) indicator.resize(indicator.size() - each->text.size());
    const std::vector<std::string> parts = words_.list_of(indicator);
    if (parts.size() < 2 || parts.size() > kMost) return;
    // Without a list comma each thing must be a measure of its own.
    if (targets[k].indicator.find(kListCommaText) == std::string::npos &&
        !(names_measure(fold(parts[0])) && names_measure(fold(parts[1])))) {
      return;
    }
    const bool doubled = targets[k].dimension == "multiple";
    for (std::size_t n = 0; n < parts.size(); ++n) {
      if (n > 0) copy_behind(k, k + n);
      const bool shares = n + 1 < parts.size() && !doubled;
      const std::string name = shares ? words_.with_shared_noun(parts[n], parts.back()) : parts[n];
      targets[k + n].indicator = words_.with_shared_head(parts.front(), name);
    }
  }

  // Puts a copy of a figure before another place of its sentence.
  void copy_behind(std::size_t k, std::size_t place) {
    auto& targets = document_.targets;
    const Target copy = targets[k];
    targets.insert(targets.begin() + static_cast<std::ptrdiff_t>(place), copy);
    const auto moved = [&](std::uint32_t* index) {
      if (*index != kNone && *index >= place) ++*index;
    };
    for (std::size_t n = place + 1; n < targets.size(); ++n) {
      moved(&targets[n].part_of);
      moved(&targets[n].baseline);
    }
    moved(&previous_);
    const Clause clause = clauses_[k - first_of_sentence_];
    clauses_.insert(clauses_.begin() + static_cast<std::ptrdiff_t>(place - first_of_sentence_),
                    clause);
  }

  // ------------------------------------------------------------------------------------ one figure

  void add(const ClauseReader& reader, const Sentence& sentence, std::uint32_t f) {
    const Quantity& q = found_.figures[f];
    Phrase phrase = reader.read(sentence, f);
    if (phrase.named) return;
    if (phrase.listed && previous_ != kNone && previous_ >= first_of_sentence_ &&
        document_.targets[previous_].measure == Measure::increment && !phrase.amount) {
      phrase.increment = true;  // lists share their verb
    }
    Target target;
    target.node = node_;
    static_cast<Figure&>(target) = q;
    target.field = field_;
    target.at = {folded_.back[q.begin], folded_.back[q.end]};
    target.span = source_span(q.begin, q.end);
    if (target.unit.find('(') != std::string::npos) {  // as printed
      target.unit =
          unfold(target.unit, document_.source.text.substr(target.span.begin, target.span.size()));
    }
    set_quote(&target, phrase, q);
    set_indicator(&target, phrase);
    target.period = periods_.stated(folded_.text, found_, sentence, q, phrase,
                                    document_.nodes[node_].role == Role::situation);
    if (!target.period) {
      target.period = periods_.finished(folded_.text, found_, sentence, q, phrase);
    }
    set_status(&target, sentence, phrase, q);
    set_measure(&target, phrase, q);
    target.falls = phrase.declines;
    target.relative_to = unfold(phrase.relative, target.quote);
    target.rule = rule_ref(q.rule, q.word);
    if (target.value.empty()) {
      document_.diagnostics.push_back(
          diagnose(Code::target_unreadable, {target.quote}, target.span));
    }
    if (target.op == Op::eq) set_distant_op(&target, phrase, q);
    if (f > sentence.first_figure) link_baseline(&target, f);
    if (target.part_of != kNone) share_whole(&target);
    clauses_.push_back({phrase.begin, q.from, !phrase.text.empty(), q.from < q.begin, f,
                        phrase.acts || !phrase.verb.empty(), phrase.end > q.to,
                        stands_beside(sentence, f),
                        phrase.continues ? without_blanks(phrase.text) : std::string()});
    document_.targets.push_back(std::move(target));
    const bool each = said_of_each(phrase.begin, q.begin) ||
                      (phrase.growth && !has("respectively", phrase.begin, q.begin) &&
                       lists_measures(document_.targets.back().indicator));
    if (each) give_to_each(document_.targets.size() - 1);
    previous_ = static_cast<std::uint32_t>(document_.targets.size()) - 1;
  }

  // "20,000 and 30,000 at once": the noun behind the last is that of both.
  bool stands_beside(const Sentence& sentence, std::uint32_t f) const {
    if (f == sentence.first_figure) return false;
    const std::size_t from = found_.figures[f - 1].to;
    const std::string_view between =
        std::string_view(folded_.text).substr(from, found_.figures[f].from - from);
    return grammar_.words("list_joint").exact(trim(between)) != nullptr;
  }

  // A part is counted as its whole is: over the same time, new things among new things.
  void share_whole(Target* target) const {
    const Target& whole = document_.targets[target->part_of];
    if (whole.dimension != target->dimension) return;
    if (target->measure == Measure::level &&
        (whole.measure == Measure::increment || whole.measure == Measure::flow)) {
      target->measure = whole.measure;
    }
    const bool own = target->period && target->period->stated;
    if (!own && whole.period && target->measure == whole.measure) {
      target->period = whole.period;
      target->period->stated = false;
      std::erase(target->inferred, "period");
      target->inferred.push_back("period");
    }
  }

  // "Not more than 5 % of the price": the operator stands before a noun.
  void set_distant_op(Target* target, const Phrase& phrase, const Quantity& q) const {
    constexpr std::size_t kShortest = 3;  // characters: shorter words are verbs of their own
    const std::string_view clause =
        std::string_view(folded_.text).substr(phrase.begin, q.from - phrase.begin);
    std::size_t at = 0, from = 0;
    while (const Word* word = grammar_.words("op_before").find(clause, from, &at)) {
      const bool plain = grammar_.words("distant_op").exact(word->text) != nullptr;
      if (plain || char_count(word->text) >= kShortest) {
        target->op = op_named(word->value).value_or(target->op);
      }
      from = at + word->text.size();
    }
  }

  // "Raised from 35 % to 55 %": the first figure is where the second starts, and is so already.
  void link_baseline(Target* target, std::uint32_t f) {
    if (previous_ == kNone || previous_ < first_of_sentence_) return;
    const Quantity& first = found_.figures[f - 1];
    const std::string_view between =
        std::string_view(folded_.text).substr(first.to, found_.figures[f].from - first.to);
    std::size_t verb = skip_blanks(between, 0);
    const Word* adverb = grammar_.words("change_adverb").longest_at(between, verb);
    if (adverb != nullptr) verb += adverb->text.size();
    if (grammar_.words("change_to").longest_at(between, verb) == nullptr) return;
    Target& baseline = document_.targets[previous_];
    if (baseline.unit != target->unit && baseline.base_unit != target->base_unit) return;
    target->baseline = previous_;
    if (target->status == TargetStatus::actual && target->period &&
        target->period->kind == PeriodKind::by) {
      target->period->kind = PeriodKind::at;  // "raised to 12 in 2020" is what was so then
      target->period->start = target->period->end;
    }
    baseline.status = TargetStatus::actual;
    for (Target* level : {&baseline, target}) {  // what changes is no flow
      if (level->measure == Measure::flow) level->measure = Measure::level;
    }
    // What a change starts from is of another time than what it leads to.
    const bool same = baseline.period && target->period &&
                      baseline.period->end == target->period->end &&
                      baseline.period->kind == target->period->kind;
    if (baseline.period && (same || !baseline.period->stated)) {
      baseline.period.reset();
      std::erase(baseline.inferred, "period");
    }
    part_years(&baseline, target);
  }

  // "Between 2020 and 2027 raised from 3 to 6": the first figure is of the first year, the second
  // of the last. A five-year plan is one time and has no such years.
  static void part_years(Target* from, Target* to) {
    if (!to->period || !to->period->stated || to->period->kind != PeriodKind::during) return;
    const std::optional<int> start = to->period->start, end = to->period->end;
    if (!start || !end || *start >= *end || from->period) return;
    if (*end == *start + 4 && *start % 5 == 1) return;
    from->period = Period{PeriodKind::at, start, start, true};
    from->measure = to->measure;
    const bool actual = to->status == TargetStatus::actual;
    to->period =
        Period{actual ? PeriodKind::at : PeriodKind::by, actual ? end : std::nullopt, end, true};
  }

  Span source_span(std::size_t begin, std::size_t end) const {
    return document_.source_of(
        Slice{slice_.begin + folded_.back[begin], slice_.begin + folded_.back[end]});
  }

  void set_quote(Target* target, const Phrase& phrase, const Quantity& q) const {
    std::size_t begin = phrase.begin;
    std::size_t end = std::max<std::size_t>(phrase.end, q.to);
    const std::string_view text = folded_.text;
    const auto is_edge = [](char32_t c) { return c == ' ' || c == ':' || ends_clause(c); };
    while (begin < q.from) {
      std::size_t next = begin;
      if (!is_edge(next_char(text, next))) break;
      begin = next;
    }
    while (end > q.to) {
      std::size_t before = end;
      if (!is_edge(previous_char(text, before))) break;
      end = before;
    }
    const Slice quote = {slice_.begin + folded_.back[begin], slice_.begin + folded_.back[end]};
    target->quote = document_.text(quote);
    target->quote_span = document_.source_of(quote);
  }

  // ----------------------------------------------------------------------------------- indicators

  // The subject of an earlier figure of this sentence, else of this paragraph.
  const Target* subject() const {
    return previous_ == kNone ? nullptr : &document_.targets[previous_];
  }

  // Another thing in a clause of its own, which nothing is done to: "of which A is 10, B is 16".
  static bool is_plain_next(const Phrase& phrase) {
    return phrase.follows && !phrase.text.empty() && !phrase.acts && phrase.verb.empty() &&
           !phrase.reached && !phrase.growth && !phrase.continues && !phrase.compared &&
           !phrase.share;
  }

  void set_indicator(Target* target, const Phrase& phrase) {
    std::string text = without_blanks(phrase.text);
    const Target* before = subject();
    const bool same_sentence = before != nullptr && previous_ >= first_of_sentence_;
    const bool beside = phrase.listed || is_plain_next(phrase);
    const bool part = phrase.among || (beside && same_sentence && before->part_of != kNone &&
                                       before->unit == target->unit);
    bool own = false;
    const bool amount_of_part = !phrase.among && phrase.amount && same_sentence && beside &&
                                before->part_of != kNone;  // "of which A has an output 5, profit 2"
    const bool rates =
        before != nullptr && before->dimension == target->dimension &&
        (target->dimension == "ratio" || (target->unit.empty() && before->unit.empty())) &&
        !phrase.growth;
    if (part && before != nullptr) {
      target->part_of = whole_of(previous_);
      const Target& whole = document_.targets[target->part_of];
      const bool rate = rates && !phrase.share && !text.empty() && !names_measure(text);
      own = !words_.needs_head(text) && !phrase.headless && !rate;
      if (amount_of_part) {
        own = false;
        text = joined(words_.without_amount(words_.base_of(before->indicator)), text);
      } else if (!own) {
        text = words_.of_head(text, phrase.headless, words_.without_level(whole.indicator));
      }
    } else if (same_sentence && !phrase.verb.empty() && text.empty() &&
               before->dimension == target->dimension) {
      text = std::string(phrase.verb) + before->indicator;
    } else if (same_sentence && phrase.listed && before->unit == target->unit && !text.empty() &&
               grammar_.words("level").exact(text) != nullptr) {
      text += words_.without_level(before->indicator);
    } else if (same_sentence && grammar_.words("mean").exact(text) != nullptr) {
      text = before->indicator + text;
    } else if (same_sentence && phrase.headless && !text.empty() && !phrase.continues) {
      text =
          words_.of_head(text, true, words_.without_bound(words_.without_level(before->indicator)));
    } else if (same_sentence && rates && (phrase.reached || phrase.listed) &&
               is_short_place(text)) {
      text += without_place(*before);
    } else if ((phrase.amount || phrase.attribute) && !phrase.object.empty() &&
               !(short_title() && title_names())) {
      text = joined(words_.without_amount(phrase.object), text);
    } else if (same_sentence && phrase.continues) {
      text = phrase.only_subject ? before->indicator : words_.base_of(before->indicator) + text;
    } else if (same_sentence && is_possessive(text)) {
      text = words_.base_of(before->indicator) + text.substr(first_char(text));
    } else if (same_sentence && phrase.compared &&
               before_comparison(&text, !phrase.relative.empty())) {
      text = before->indicator + text;
    } else if (same_sentence && phrase.amount && target->dimension != "ratio" &&
               (is_rate(*before) ||
                grammar_.words("amount").exact(fold(before->indicator)) != nullptr)) {
      own = true;  // a rate has no output
    } else if (same_sentence && phrase.amount && is_other_mean(text, *before)) {
      own = true;
    } else if (same_sentence && (phrase.amount || (phrase.attribute && counts_things(*before)) ||
                                 goes_on_with_work(phrase, *before))) {
      const bool of_amount =
          !phrase.attribute && (ends_with("growth", text) || ends_with("share", text));
      const std::string base = words_.base_of(before->indicator);
      const std::string subject = of_amount ? base : words_.without_amount(base);
      const bool mean = grammar_.words("per_head").longest_at(text, 0) != nullptr;
      text = mean ? subject + text : joined(subject, text);
    } else if ((phrase.amount || (phrase.titled && !phrase.acts)) && short_title()) {
      text = joined(title_subject(), text);
    } else if (text.empty() && before != nullptr) {
      const bool of_base = phrase.growth && target->dimension != "points";
      const Target& named = same_unit_before(*target, phrase, *before);
      text = of_base ? words_.base_of(before->indicator) : named.indicator;
    } else if (text.empty()) {
      text = without_blanks(fold(document_.text(document_.nodes[node_].title)));
      own = text.empty();
    } else {
      if (!phrase.shared.empty()) shared_ = phrase.shared;
      const bool shares = !shared_.empty() && (!phrase.shared.empty() || phrase.listed) &&
                          !names_measure(text) &&
                          (!phrase.shared.empty() || before->unit == target->unit);
      const std::string head =
          same_sentence ? per_head_of(*before, phrase, *target, text) : std::string();
      own = !shares && head.empty();
      text = head + text + (shares ? shared_ : std::string());
    }
    if (phrase.share && phrase.headless) text += words_.share_name();
    // A name that grows from figure to figure of one endless sentence is none.
    constexpr std::size_t kLongestName = 600;  // bytes
    if (!own && text.size() > kLongestName) {
      text = without_blanks(phrase.text);
      own = true;
    }
    if (!own) target->inferred.push_back("indicator");
    target->indicator = unfold(text, target->quote);
  }

  // A rate that says of nothing how much of it there is (the share of good seeds).
  bool is_rate(const Target& target) const {
    std::size_t at = 0;
    const std::string name = fold(target.indicator);
    return target.dimension == "ratio" && target.measure == Measure::share &&
           grammar_.words("share").longest_at_end(name) != nullptr &&
           grammar_.words("share_of").find(name, 0, &at) == nullptr;
  }

  // "Its share of the whole".
  bool is_possessive(const std::string& text) const {
    const Word* word = grammar_.words("possessive").longest_at(text, 0);
    return word != nullptr && word->value != "none" && word->text.size() < text.size();
  }
  static std::size_t first_char(const std::string& text) {
    std::size_t at = 0;
    next_char(text, at);
    return at;
  }

  // "Doctors for every thousand 3.7, nurses 5.1": what is counted next is so for as many.
  std::string per_head_of(const Target& before, const Phrase& phrase, const Target& target,
                          const std::string& text) const {
    if (before.unit != target.unit || phrase.continues) return {};
    const std::string subject = fold(before.indicator);
    const WordTable& heads = grammar_.words("per_head");
    const Word* head = heads.longest_at(subject, 0);
    if (head == nullptr || heads.longest_at(text, 0) != nullptr) return {};
    // "Water used for every unit of output down 12 %, power 7 %"
    if (head->value == "unit" && phrase.listed && !names_measure(text)) {
      return std::string(head->text);
    }
    if (head->value == "unit" && phrase.listed && ends_with("use", text)) {
      return std::string(head->text);
    }
    if (head->value != "count" || phrase.growth) return {};
    const auto small = [](const Target& t) { return t.value.find('.') != std::string::npos; };
    return phrase.listed || (phrase.follows && small(before) && small(target))
               ? std::string(head->text)
               : std::string();
  }

  // An amount for every person, household or acre that is no mean of what was counted before: "one
  // centre for each park, income per acre".
  bool is_other_mean(const std::string& text, const Target& before) const {
    const Word* head = grammar_.words("per_head").longest_at(text, 0);
    return head != nullptr && head->value.empty() && !text.starts_with(before.base_unit);
  }

  bool counts_things(const Target& target) const {
    const Word* dimension = grammar_.words("dimension").exact(target.dimension);
    return dimension != nullptr && dimension->value == "things";
  }

  bool names_measure(const std::string& text) const {
    return grammar_.words("measure_end").longest_at_end(text) != nullptr ||
           grammar_.words("share").longest_at_end(text) != nullptr;
  }

  // A place or a group by itself: the measure was named before ("county towns 80 %").
  bool is_short_place(const std::string& text) const {
    constexpr std::size_t kLongest = 8;  // characters
    return !text.empty() && char_count(text) <= kLongest && !names_measure(text) &&
           grammar_.words("place_end").longest_at_end(text) != nullptr;
  }

  // The measure without the place behind it, or that was set before it by this very rule.
  std::string without_place(const Target& target) const {
    const std::string folded = fold(target.indicator);
    std::string behind = target.indicator;
    const bool set = std::find(target.inferred.begin(), target.inferred.end(), "indicator") !=
                     target.inferred.end();
    for (std::size_t at = 0; at < folded.size();) {
      std::size_t next = at;
      next_char(folded, next);
      const std::string rest = folded.substr(next);
      if (names_measure(folded.substr(0, next)) && is_short_place(rest)) {
        return folded.substr(0, next);
      }
      const bool place = is_short_place(folded.substr(0, next));
      if (set && place && names_measure(rest)) behind = rest;
      at = next;
    }
    return behind;
  }

  // What the heading names, without the verbs that say what is to be done with it. A heading that
  // only tells the role of its text (aims, tasks) leaves the name to the one above.
  std::string title_subject() const {
    std::string title = without_blanks(fold(document_.text(titled_node().title)));
    const auto cut = [&](std::string_view table) {
      const Word* word = grammar_.words(table).longest_at(title, 0);
      if (word == nullptr || word->text.size() >= title.size()) return false;
      title.erase(0, word->text.size());
      return true;
    };
    while (grammar_.words("noun_start").longest_at(title, 0) == nullptr &&
           (cut("role_action") || cut("lead_verb") || cut("title_verb"))) {
    }
    return title;
  }

  const Node& titled_node() const {
    const Node* node = &document_.nodes[node_];
    while (node->parent != kNone &&
           grammar_.words("role").exact(fold(document_.text(node->title))) != nullptr) {
      node = &document_.nodes[node->parent];
    }
    return *node;
  }

  // The two put together; what ends the first and begins the second stands once.
  static std::string joined(std::string first, const std::string& second) {
    std::size_t overlap = std::min(first.size(), second.size());
    while (overlap > 0 &&
           !std::string_view(first).ends_with(std::string_view(second).substr(0, overlap))) {
      --overlap;
    }
    return first + second.substr(overlap);
  }

  // The paragraph has a heading that names one thing.
  bool short_title() const {
    constexpr std::size_t kLongest = 12;  // characters
    const std::string_view title = document_.text(titled_node().title);
    return field_ == Field::text && !title.empty() && char_count(title) <= kLongest &&
           grammar_.words("title_action").longest_at_end(fold(title)) == nullptr;
  }

  // "Build A, which costs 3, its floor space is 5": both of A.
  bool goes_on_with_work(const Phrase& phrase, const Target& before) const {
    const std::string base = words_.base_of(before.indicator);
    return phrase.titled && !phrase.acts && short_title() && !title_names() &&
           words_.without_amount(base) != base;
  }

  // … and no verb that says what is done: "Improve facilities. Build A, which costs 3".
  bool title_names() const {
    const std::string title = without_blanks(fold(document_.text(titled_node().title)));
    if (grammar_.words("noun_start").longest_at(title, 0) != nullptr) return true;
    for (const char* table : {"role_action", "lead_verb", "title_verb"}) {
      if (grammar_.words(table).longest_at(title, 0) != nullptr) return false;
    }
    return true;
  }

  // "Output 80 tons, by rail 15 %; by 2030, 120 tons and 20 %": each is of what had its unit.
  const Target& same_unit_before(const Target& target, const Phrase& phrase, const Target& before) {
    constexpr std::uint32_t kMost = 6;  // figures back
    const bool level = !phrase.growth && !phrase.increment && target.dimension != "rank" &&
                       target.dimension != "multiple" && target.dimension != "points";
    const bool other = before.base_unit != target.base_unit && !target.base_unit.empty();
    // Only where a sentence begins so, and in the list that goes on with it.
    const bool begins = previous_ < first_of_sentence_;
    const bool lasts = !begins && begun_by_unit_;
    begun_by_unit_ = false;
    // NOLINTNEXTLINE(bugprone-return-const-ref-from-parameter): a target of the document
    if (!level || !other || !(begins || lasts)) return before;
    for (std::uint32_t back = 1; back <= kMost && back <= previous_; ++back) {
      const Target& earlier = document_.targets[previous_ - back];
      if (earlier.node != node_ || earlier.field != field_) break;
      if (earlier.base_unit == target.base_unit && earlier.measure != Measure::growth) {
        begun_by_unit_ = true;
        return earlier;
      }
    }
    // NOLINTNEXTLINE(bugprone-return-const-ref-from-parameter): a target of the document
    return before;
  }

  // Whether the phrase begins by comparing with another time: what it compares with is cut.
  bool before_comparison(std::string* text, bool with_body) const {
    const Word* word = grammar_.words("compare").longest_at(*text, 0);
    if (word == nullptr || word->value != "time") return false;
    if (grammar_.words("compare_not").longest_at(*text, 0) != nullptr) return false;
    if (with_body) return true;  // what is compared with says what the figure is
    Quantities found;
    quantities_.scan(*text, &found);
    std::size_t cut = word->text.size();
    for (const TimeRef& time : found.times) {
      if (time.begin <= cut) cut = std::max<std::size_t>(cut, time.end);
    }
    text->erase(0, cut);
    return true;
  }

  // The whole of a run of parts is the first figure before them that is no part itself.
  std::uint32_t whole_of(std::uint32_t index) const {
    while (document_.targets[index].part_of != kNone) index = document_.targets[index].part_of;
    return index;
  }

  // -------------------------------------------------------------------------------------- periods

  // --------------------------------------------------------------------------------------- status

  bool has(std::string_view table, std::size_t begin, std::size_t end) const {
    std::size_t at = 0;
    return grammar_.words(table).find(std::string_view(folded_.text).substr(begin, end - begin), 0,
                                      &at) != nullptr;
  }

  void set_status(Target* target, const Sentence& sentence, const Phrase& phrase,
                  const Quantity& q) {
    const Role role = document_.nodes[node_].role;
    bool actual = role == Role::situation || tells_past(*target) || periods_.heading_is_past();
    if (role == Role::none || role == Role::annex) {
      actual = actual || has("status_actual", phrase.begin, q.to);
    }
    const bool said = has("status_actual", phrase.begin, q.from);
    if (target->period && target->period->end && plan_->start && target->period->stated) {
      actual = is_past(*target->period, role,
                       said || has("status_until", near(sentence, q.from), q.from));
    } else if (!actual && said) {
      actual = true;
    } else if (role == Role::situation && !plan_->start && target->period &&
               has("status_ahead", phrase.begin, q.from)) {
      actual = false;  // "in 2023 the county will …"
    }
    target->status = actual ? TargetStatus::actual : TargetStatus::target;
    if (!actual && is_rule(*target, sentence, phrase, q)) {
      target->status = TargetStatus::requirement;
    }
    if (!target->period) inherit_period(target, sentence, phrase, q);
  }

  // A stated time against the plan's. A plan that is out after its first year tells of that year
  // too; aims are set by a year even where the plan's own years were misread.
  bool is_past(const Period& period, Role role, bool said) const {
    const bool by = period.kind == PeriodKind::by && !said;
    if (*period.end < *plan_->start) return role != Role::goals || !by;
    return role == Role::situation && plan_->end && *period.end < *plan_->end;
  }

  // Where the words of a sentence begin that can bear on a place, however long it is.
  std::size_t near(const Sentence& sentence, std::size_t at) const {
    constexpr std::size_t kFarthest = 360;  // bytes
    if (at - sentence.begin <= kFarthest) return sentence.begin;
    std::size_t begin = at - kFarthest;
    while (begin < at && inside_char(folded_.text, begin)) ++begin;
    return begin;
  }

  // Above the first heading it is told what has been done, unless a time ahead is named.
  bool tells_past(const Target& target) const {
    if (node_ >= first_heading_ || plan_->start) return false;
    return !target.period || target.period->kind == PeriodKind::at;
  }

  // A rule for those who act, and not what the plan will have reached: the clause grants or
  // forbids, or it bounds a time, or, among the safeguards, anything.
  bool is_rule(const Target& target, const Sentence& sentence, const Phrase& phrase,
               const Quantity& q) const {
    const Role role = document_.nodes[node_].role;
    const bool ahead = target.period && target.period->stated && target.period->end;
    if (phrase.reached || ahead || role == Role::goals) return false;
    const std::size_t clause_end = std::min(sentence.end, next_comma(phrase.end));
    if (has("status_requirement", phrase.begin, clause_end)) return true;
    // "To the last 3 of the ranking a warning is given."
    const std::size_t on = skip_blanks(folded_.text, phrase.begin);
    if (grammar_.words("rule_on").longest_at(folded_.text, on) != nullptr &&
        has("rule_sanction", q.to, std::max<std::size_t>(q.to, clause_end))) {
      return true;
    }
    const bool bound = has("rule_bound", std::min<std::size_t>(phrase.begin, q.from), q.begin);
    const bool time = q.dimension == "time" && q.kind == QuantityKind::plain &&
                      !ends_with("time_measure", phrase.text);
    if (time && (bound || q.to > q.end)) return true;
    if (role == Role::safeguards && bound && !phrase.acts && q.dimension == "ratio") return true;
    if (role != Role::situation && sets_limit(target, phrase, q)) return true;
    // "… 100,000 at once for three stars, 200,000 for four": the verb said before holds.
    const Target* before = subject();
    return before != nullptr && !phrase.acts && previous_ >= first_of_sentence_ &&
           before->status == TargetStatus::requirement && before->dimension == target.dimension;
  }

  // Norms for what is built or paid ("not below 300 a hectare"): bounds of an area, a rate, a
  // multiple, an amount that nobody acts for, and upper bounds of a share.
  bool sets_limit(const Target& target, const Phrase& phrase, const Quantity& q) const {
    const std::size_t begin = std::min<std::size_t>(phrase.begin, q.from);
    std::size_t at = 0;
    const Word* limit =
        grammar_.words("rule_limit")
            .find(std::string_view(folded_.text).substr(begin, q.begin - begin), 0, &at);
    if (limit == nullptr || grammar_.words("per_head").longest_at(fold(target.indicator), 0)) {
      return false;
    }
    if (grammar_.words("rule_dimension").exact(q.dimension) != nullptr || q.dimension.empty()) {
      return q.dimension != "area" || target.value == target.number;  // a million ha is no norm
    }
    if (q.dimension == "money" && limit->value == "lower") {
      return has("rule_per", begin, q.begin);
    }
    if (q.dimension == "money") return !phrase.acts && !phrase.among;
    return q.dimension == "ratio" && limit->value == "upper";
  }

  void inherit_period(Target* target, const Sentence& sentence, const Phrase& phrase,
                      const Quantity& q) const {
    if (target->status == TargetStatus::actual) {
      target->period = periods_.inherited_actual(phrase);
    } else if (target->status == TargetStatus::target &&
               (q.kind != QuantityKind::grade || phrase.led || q.from < q.begin)) {
      target->period = periods_.inherited_target();
    }
    if (!target->period) return;
    target->inferred.push_back("period");
    if (target->period->kind == PeriodKind::during &&
        periods_.is_yearly(folded_.text, found_, sentence, q, phrase)) {
      target->period->kind = PeriodKind::annual;
    }
  }

  // No further than a clause is long, so that no text makes it slow.
  std::size_t next_comma(std::size_t at) const {
    constexpr std::size_t kLongest = 360;  // bytes
    const std::string_view text = folded_.text;
    const std::size_t last = std::min(text.size(), at + kLongest);
    while (at < last) {
      const std::size_t from = at;
      const char32_t c = next_char(text, at);
      if (c == ',' || c == ';' || c == 0x3002) return from;
    }
    return at;
  }

  // -------------------------------------------------------------------------------------- measure

  void set_measure(Target* target, const Phrase& phrase, const Quantity& q) {
    const bool annual = target->period && target->period->kind == PeriodKind::annual;
    if (q.kind == QuantityKind::rank) {
      target->measure = Measure::rank;
    } else if (q.kind == QuantityKind::multiple || q.dimension == "multiple") {
      target->measure = Measure::multiple;
    } else if (q.dimension == "points") {
      target->measure = measure_of_points(*target, phrase);
    } else if (q.dimension == "ratio") {
      const bool growth = phrase.growth || ends_with("growth", target->indicator);
      target->measure = growth ? Measure::growth : Measure::share;
    } else if (q.dimension.empty() && phrase.reached) {
      target->measure = Measure::level;  // a bare value that is reached
    } else if (phrase.increment || phrase.growth) {
      // A longer life or a lower price is no sum of things.
      const bool sum = phrase.increment || q.dimension.empty() ||
                       grammar_.words("dimension").exact(q.dimension) != nullptr;
      target->measure = sum ? Measure::increment : Measure::growth;
    } else if ((phrase.reached && !annual) || q.dimension == "rate" ||
               (!annual && is_per_head(fold(target->indicator)))) {
      target->measure = Measure::level;
    } else if (annual || (target->period && target->period->stated &&
                          target->period->kind == PeriodKind::during)) {
      target->measure = Measure::flow;
    }
  }

  bool is_per_head(const std::string& indicator) const {
    std::size_t at = 0;
    return grammar_.words("per_head").find(indicator, 0, &at) != nullptr;
  }

  // Points are a change of a share, or how far it stands from that of others.
  Measure measure_of_points(const Target& target, const Phrase& phrase) const {
    if (phrase.against) {
      const std::string name = fold(target.indicator);
      std::size_t at = 0;
      const bool growth = grammar_.words("growth").find(name, 0, &at) != nullptr;
      return growth ? Measure::growth : Measure::share;
    }
    return phrase.growth || phrase.compared ? Measure::increment : Measure::growth;
  }

  bool ends_with(std::string_view table, const std::string& text) const {
    return grammar_.words(table).longest_at_end(fold(text)) != nullptr;
  }

  // ----------------------------------------------------------------------------------- whole plan

  // Figures of one indicator carry one number. `first`: the plan's first figure.
  void gather_indicators(std::size_t first) {
    std::unordered_map<std::string, std::uint32_t> known;
    for (std::size_t i = first; i < document_.targets.size(); ++i) {
      Target& target = document_.targets[i];
      if (target.indicator.empty()) continue;
      const auto [place, fresh] =
          known.emplace(fold(target.indicator), static_cast<std::uint32_t>(known.size()));
      (void)fresh;
      target.indicator_id = place->second;
    }
  }

  // The reader of the figure, with the place in the grammar of the word that decided.
  std::uint16_t rule_ref(std::string_view name, const Word* word = nullptr) {
    return rules_.of("targets/" + std::string(name),
                     word != nullptr ? grammar_.files()[word->file] : std::string(),
                     word != nullptr ? word->line : 0);
  }

  Document& document_;
  const std::uint64_t most_figures_;  // of a text
  const Grammar& grammar_;
  const Folded& clean_;
  QuantityReader quantities_;
  IndicatorWords words_;
  ClauseWords clause_words_;
  PeriodReader periods_;
  SectionTimes times_;
  RuleRefs rules_;
  bool stripped_ = false;  // the source lost its digits
  const Plan* plan_ = nullptr;
  std::uint32_t first_heading_ = 0;  // of the plan
  FoldedView folded_;
  Quantities found_;
  std::uint32_t node_ = 0;
  Field field_ = Field::text;
  Slice slice_;
  std::uint32_t previous_ = kNone;  // the figure before, in this paragraph
  std::uint32_t first_of_sentence_ = 0;
  std::vector<Clause> clauses_;  // of this sentence's figures
  bool begun_by_unit_ = false;   // the last figure was named by its unit
  std::string shared_;           // measure of the things listed behind it, in this sentence
};

}  // namespace

void find_targets(Document* document, const Grammar& grammar, const Folded& clean,
                  std::uint64_t most_figures) {
  Reader(document, grammar, clean, most_figures).run();
}

}  // namespace gangmu
