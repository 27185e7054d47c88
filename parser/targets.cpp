#include "parser/targets.h"

#include <algorithm>
#include <unordered_map>

#include "parser/clause.h"
#include "parser/quantity.h"
#include "parser/table_targets.h"

namespace gangmu {

namespace {

constexpr std::size_t kLongestQuotedName = 14;  // characters of a quoted name with figures in it

class Reader {
 public:
  Reader(Document* document, const Grammar& grammar)
      : document_(*document),
        grammar_(grammar),
        starts_(grammar),
        base_rule_(document->rules.size()) {}

  void run() {
    for (std::uint32_t p = 0; p < document_.plans.size(); ++p) {
      plan_ = &document_.plans[p];
      for (std::uint32_t i = plan_->first_node; i < plan_->last_node; ++i) {
        Node& node = document_.nodes[i];
        if (node.zone != Zone::body || node.kind == NodeKind::toc) continue;
        carried_ = carried_level_ = std::nullopt;
        previous_ = kNone;
        if (node.depth == 1) section_span_ = section_level_ = std::nullopt;
        if (node.kind == NodeKind::table) {
          if (node.table != kNone) {
            read_table_targets(&document_, i, grammar_, rule_ref("table"));
          }
          continue;
        }
        read_field(i, Field::title, node.title);
        read_field(i, Field::text, node.text);
      }
      gather_indicators(p);
    }
  }

 private:
  // ----------------------------------------------------------------------------------- one field

  void read_field(std::uint32_t node, Field field, Slice slice) {
    if (slice.empty()) return;
    const std::string_view text = document_.text(slice);
    folded_.assign(text);
    scan_quantities(folded_.text, grammar_, starts_, &found_);
    if (found_.figures.empty()) {
      for (const TimeRef& time : found_.times) carry(time);
      return;
    }
    drop_names();
    drop_inner_ranks();
    node_ = node;
    field_ = field;
    slice_ = slice;
    const ClauseReader reader(folded_.text, found_, grammar_);
    for (const Sentence& sentence : sentences_of(folded_.text, found_)) {
      first_of_sentence_ = static_cast<std::uint32_t>(document_.targets.size());
      clauses_.clear();
      for (std::uint32_t f = sentence.first_figure; f < sentence.last_figure; ++f) {
        add(reader, sentence, f);
      }
      distribute();
      for (std::uint32_t t = sentence.first_time; t < sentence.last_time; ++t) {
        if (!is_comparison(found_.times[t])) carry(found_.times[t]);
      }
    }
  }

  // The things of a list: "A, B and C".
  std::vector<std::string> list_of(std::string_view text) const {
    const WordTable& joints = grammar_.words("list_joint");
    std::vector<std::string> parts;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size();) {
      if (const Word* joint = joints.longest_at(text, at)) {
        if (at > begin) parts.emplace_back(text.substr(begin, at - begin));
        begin = at = at + joint->text.size();
        continue;
      }
      next_char(text, at);
    }
    if (begin < text.size()) parts.emplace_back(text.substr(begin));
    return parts;
  }

  // "A, B and C output": the first things share the noun that ends the last one.
  std::string with_shared_noun(const std::string& part, const std::string& last) const {
    if (grammar_.words("level").exact(part) != nullptr) return part + without_level(last);
    const Word* noun = grammar_.words("amount").longest_at_end(last);
    if (noun == nullptr || part.ends_with(noun->text)) return part;
    return part + noun->text;
  }

  // "A, B and C reach 10, 15 and 100 respectively": each thing gets its figure. "A and B double":
  // each thing gets the same.
  void distribute() {
    auto& targets = document_.targets;
    const std::size_t first = first_of_sentence_;
    for (std::size_t k = first; k < targets.size(); ++k) {
      const auto& [begin, end] = clauses_[k - first];
      if (!has("respectively", begin, end)) continue;
      const std::vector<std::string> parts = list_of(targets[k].indicator);
      if (parts.size() < 2 || k + parts.size() > targets.size()) continue;
      for (std::size_t n = 0; n < parts.size(); ++n) {
        const bool last = n + 1 == parts.size();
        targets[k + n].indicator = last ? parts[n] : with_shared_noun(parts[n], parts.back());
      }
      k += parts.size() - 1;
    }
    if (targets.size() != first + 1 || targets[first].dimension != "multiple") return;
    const std::vector<std::string> parts = list_of(targets[first].indicator);
    constexpr std::string_view kComma = "\xE3\x80\x81";
    if (parts.size() < 2 || parts.size() > 4 ||
        targets[first].indicator.find(kComma) == std::string::npos) {
      return;
    }
    targets[first].indicator = parts[0];
    for (std::size_t k = 1; k < parts.size(); ++k) {
      Target copy = targets[first];
      copy.indicator = parts[k];
      targets.push_back(std::move(copy));
    }
  }

  // Figures inside titles of documents and short quoted names name things and measure nothing.
  void drop_names() {
    const std::string_view text = folded_.text;
    std::vector<std::pair<std::size_t, std::size_t>> names;
    std::size_t title = std::string_view::npos, quote = std::string_view::npos;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t from = at;
      const char32_t c = next_char(text, at);
      if (c == 0x300A && title == std::string_view::npos) title = from;
      if (c == 0x300B && title != std::string_view::npos) {
        names.emplace_back(title, at);
        title = std::string_view::npos;
      }
      if (c == 0x201C) quote = from;
      if (c == 0x201D && quote != std::string_view::npos) {
        if (char_count(text.substr(quote, at - quote)) <= kLongestQuotedName) {
          names.emplace_back(quote, at);
        }
        quote = std::string_view::npos;
      }
    }
    if (names.empty()) return;
    std::erase_if(found_.figures, [&](const Quantity& q) {
      return std::any_of(names.begin(), names.end(), [&](const auto& name) {
        return q.begin >= name.first && q.end <= name.second;
      });
    });
  }

  // "Firms with an output above 10 reach 47": an amount that a noun follows right away, before
  // another figure, says which things are counted.
  bool qualifies(const Quantity& amount, const Quantity& next) const {
    const bool kind = amount.kind == QuantityKind::grade ||
                      (amount.kind == QuantityKind::plain &&
                       (amount.dimension == "money" || amount.dimension == "area" ||
                        amount.dimension == "length" || amount.dimension == "mass"));
    if (!kind || amount.dimension == next.dimension || !same_clause(amount.to, next.from)) return false;
    const std::string_view text = folded_.text;
    std::size_t at = amount.to;
    while (at < text.size() && text[at] == ' ') ++at;
    if (at >= next.from) return false;
    std::size_t first = at;
    const char32_t c = next_char(text, first);
    return is_han(c) && grammar_.words("change_to").longest_at(text, at) == nullptr &&
           grammar_.words("lead_verb").longest_at(text, at) == nullptr;
  }

  // No comma and no end of a sentence stands between the two places.
  bool same_clause(std::size_t from, std::size_t to) const {
    const std::string_view text = folded_.text;
    while (from < to) {
      const char32_t c = next_char(text, from);
      if (c == ',' || c == ';' || c == 0x3002 || c == 0x3001) return false;
    }
    return true;
  }

  // "60 disciplines enter the first 10 %": the rank says what is counted and is no figure of its own.
  void drop_inner_ranks() {
    std::vector<Quantity> kept;
    for (const Quantity& q : found_.figures) {
      bool inner = false;
      if (q.kind == QuantityKind::rank && !kept.empty() && kept.back().dimension == "count") {
        inner = same_clause(kept.back().to, q.begin);
      }
      if (inner) continue;
      if (q.kind == QuantityKind::rank && !kept.empty() && same_clause(kept.back().to, q.begin) &&
          grammar_.words("in_a_row")
                  .longest_at_end(std::string_view(folded_.text).substr(0, kept.back().begin)) !=
              nullptr) {
        continue;  // so many years in a row at the first place
      }
      if (!kept.empty() && qualifies(kept.back(), q)) kept.pop_back();
      // "Places for children under 3 reach 5": an age or a time before another figure qualifies it.
      if (!kept.empty() && kept.back().dimension == "time" && kept.back().unit != q.unit &&
          same_clause(kept.back().to, q.from)) {
        kept.pop_back();
      }
      kept.push_back(q);
    }
    found_.figures.swap(kept);
  }

  // ------------------------------------------------------------------------------------ one figure

  void add(const ClauseReader& reader, const Sentence& sentence, std::uint32_t f) {
    const Quantity& q = found_.figures[f];
    Phrase phrase = reader.read(sentence, f);
    if (phrase.named) return;
    if (phrase.listed && previous_ != kNone && previous_ >= first_of_sentence_ &&
        document_.targets[previous_].measure == Measure::increment) {
      phrase.increment = true;  // lists share their verb
    }
    Target target;
    target.node = node_;
    target.op = q.op;
    target.value = q.value;
    target.value_high = q.value_high;
    target.exact = q.exact;
    target.unit = q.unit;
    target.number = q.number;
    target.number_high = q.number_high;
    target.base_unit = q.base_unit;
    target.dimension = q.dimension;
    target.field = field_;
    target.at = {folded_.back[q.begin], folded_.back[q.end]};
    target.span = source_span(q.begin, q.end);
    set_quote(&target, phrase, q);
    set_indicator(&target, phrase);
    set_period(&target, sentence, q, phrase);
    set_status(&target, sentence, phrase, q);
    set_measure(&target, phrase, q);
    target.falls = phrase.declines;
    target.rule = rule_ref(q.rule, q.word);
    if (target.op == Op::eq) set_distant_op(&target, phrase, q);
    if (f > sentence.first_figure) link_baseline(&target, f);
    clauses_.emplace_back(phrase.begin, q.from);
    document_.targets.push_back(std::move(target));
    previous_ = static_cast<std::uint32_t>(document_.targets.size()) - 1;
  }

  // "Not more than 5 % of the price": the operator stands before a noun.
  void set_distant_op(Target* target, const Phrase& phrase, const Quantity& q) const {
    constexpr std::size_t kShortest = 3;  // characters: shorter words are verbs of their own
    const std::string_view clause =
        std::string_view(folded_.text).substr(phrase.begin, q.from - phrase.begin);
    std::size_t at = 0, from = 0;
    while (const Word* word = grammar_.words("op_before").find(clause, from, &at)) {
      if (char_count(word->text) >= kShortest) {
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
    const std::size_t skip = between.find_first_not_of(' ');
    if (skip == between.npos ||
        grammar_.words("change_to").longest_at(between, skip) == nullptr) {
      return;
    }
    Target& baseline = document_.targets[previous_];
    if (baseline.unit != target->unit && baseline.base_unit != target->base_unit) return;
    target->baseline = previous_;
    if (target->status == TargetStatus::actual && target->period &&
        target->period->kind == PeriodKind::by) {
      target->period->kind = PeriodKind::at;  // "raised to 12 in 2020" is what was so then
      target->period->start = target->period->end;
    }
    baseline.status = TargetStatus::actual;
    if (baseline.period && !baseline.period->stated) {
      baseline.period.reset();
      std::erase(baseline.inferred, "period");
    }
  }

  Span source_span(std::size_t begin, std::size_t end) const {
    return document_.source_of(Slice{slice_.begin + folded_.back[begin],
                                     slice_.begin + folded_.back[end]});
  }

  void set_quote(Target* target, const Phrase& phrase, const Quantity& q) const {
    std::size_t begin = phrase.begin;
    std::size_t end = std::max<std::size_t>(phrase.end, q.to);
    const std::string_view text = folded_.text;
    const auto is_edge = [](char32_t c) {
      return c == ' ' || c == ',' || c == ';' || c == 0x3001 || c == 0x3002 || c == ':';
    };
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

  static std::string clean_phrase(std::string_view phrase) {
    std::string out;
    for (const char c : phrase) {
      if (c != ' ') out += c;
    }
    return out;
  }

  // The subject of an earlier figure of this sentence, else of this paragraph.
  const Target* subject() const {
    return previous_ == kNone ? nullptr : &document_.targets[previous_];
  }

  // What the share is of: the phrase before the word that begins the share.
  std::string base_of(const std::string& indicator) const {
    const WordTable& share = grammar_.words("share");
    const WordTable& compare = grammar_.words("compare");
    for (std::size_t at = 0; at < indicator.size();) {
      const std::size_t from = at;
      const char32_t c = next_char(indicator, at);
      if (!is_han(c) || from == 0) continue;
      const Word* word = share.longest_at(indicator, from);
      if (word != nullptr && from + word->text.size() < indicator.size()) {
        return indicator.substr(0, from);
      }
      if (compare.longest_at(indicator, from) != nullptr) return indicator.substr(0, from);
    }
    return indicator;
  }

  void set_indicator(Target* target, const Phrase& phrase) {
    std::string text = clean_phrase(phrase.text);
    const Target* before = subject();
    const bool same_sentence = before != nullptr && previous_ >= first_of_sentence_;
    const bool part = phrase.among || (phrase.listed && same_sentence &&
                                       before->part_of != kNone && before->unit == target->unit);
    bool own = false;
    if (part && before != nullptr) {
      target->part_of = whole_of(previous_);
      const Target& whole = document_.targets[target->part_of];
      own = !needs_head(text);
      if (!own) text += without_level(whole.indicator);
    } else if (same_sentence && phrase.continues) {
      text = phrase.only_subject ? before->indicator : base_of(before->indicator) + text;
    } else if (same_sentence && phrase.compared && before_comparison(&text)) {
      text = before->indicator + text;
    } else if (same_sentence && phrase.amount) {
      text = base_of(before->indicator) + text;
    } else if (phrase.amount && short_title()) {
      text = clean_phrase(fold(document_.text(document_.nodes[node_].title))) + text;
    } else if (text.empty() && before != nullptr) {
      text = phrase.growth ? base_of(before->indicator) : before->indicator;
    } else if (text.empty()) {
      text = clean_phrase(fold(document_.text(document_.nodes[node_].title)));
      own = text.empty();
    } else {
      own = true;
    }
    if (!own) target->inferred.push_back("indicator");
    target->indicator = unfold(text, target->quote);
  }

  // The paragraph has a heading that names one thing.
  bool short_title() const {
    constexpr std::size_t kLongest = 10;  // characters
    const Node& node = document_.nodes[node_];
    const std::string_view title = document_.text(node.title);
    return field_ == Field::text && !title.empty() && char_count(title) <= kLongest;
  }

  // Whether the phrase begins by comparing with another time: what it compares with is cut.
  bool before_comparison(std::string* text) const {
    const Word* word = grammar_.words("compare").longest_at(*text, 0);
    if (word == nullptr || word->value != "time") return false;
    Quantities found;
    scan_quantities(*text, grammar_, &found);
    std::size_t cut = word->text.size();
    for (const TimeRef& time : found.times) {
      if (time.begin <= cut) cut = std::max<std::size_t>(cut, time.end);
    }
    text->erase(0, cut);
    return true;
  }

  // The whole without its own level, which the part's takes the place of.
  std::string without_level(const std::string& indicator) const {
    const Word* level = grammar_.words("level").longest_at(indicator, 0);
    return level != nullptr && level->text.size() < indicator.size()
               ? indicator.substr(level->text.size())
               : indicator;
  }

  // A qualifier without a noun of its own (provincial, of the state) needs the head of the whole.
  bool needs_head(const std::string& text) const {
    constexpr std::size_t kLongestQualifier = 3;
    if (text.empty() || char_count(text) <= kLongestQualifier) return true;
    return grammar_.words("qualifier_end").longest_at_end(text) != nullptr;
  }

  // The whole of a run of parts is the first figure before them that is no part itself.
  std::uint32_t whole_of(std::uint32_t index) const {
    while (document_.targets[index].part_of != kNone) index = document_.targets[index].part_of;
    return index;
  }

  // Folding made marks half width; the words of the quote come back as the source shows them.
  static std::string unfold(const std::string& folded, const std::string& quote) {
    Folded view;
    view.assign(quote);
    const std::string& text = view.text;
    std::string out;
    std::size_t from = 0;
    for (std::size_t at = 0; at < folded.size();) {
      const std::size_t begin = at;
      const char32_t c = next_char(folded, at);
      std::size_t found = from;
      while (found < text.size() && text[found] == ' ') ++found;
      const std::string_view piece(folded.data() + begin, at - begin);
      if (text.compare(found, piece.size(), piece) != 0) {
        found = text.find(piece, from);
        if (found != std::string::npos && found > from + 60) found = std::string::npos;
      }
      if (found == std::string::npos || found >= text.size()) {
        append_char(out, c == '(' ? char32_t{0xFF08} : c == ')' ? char32_t{0xFF09} : c);
        continue;
      }
      out.append(quote, view.back[found], view.back[found + piece.size()] - view.back[found]);
      from = found + piece.size();
    }
    return out;
  }

  // -------------------------------------------------------------------------------------- periods

  bool is_comparison(const TimeRef& time) const {
    return time.base || grammar_.words("compare")
               .longest_at_end(std::string_view(folded_.text).substr(0, time.begin)) != nullptr;
  }

  void carry(const TimeRef& time) {
    if (time.kind == PeriodKind::annual || !time.last || time.once) return;
    carried_ = time;
    const bool span = time.kind == PeriodKind::during;
    if (!span && !time.bound) carried_level_ = time;
    if (time.bound || !plan_->start || time.last >= plan_->start) return;
    (span ? section_span_ : section_level_) = time;
  }

  static Period period_of(const TimeRef& time, bool stated) {
    Period period;
    period.kind = time.kind;
    period.stated = stated;
    period.end = time.last;
    if (time.kind != PeriodKind::by) period.start = time.start;
    return period;
  }

  // The times of a sentence as they bear on one figure.
  struct Times {
    const TimeRef* own = nullptr;          // in the figure's clause
    const TimeRef* level = nullptr;        // the last year before it
    const TimeRef* first_level = nullptr;  // the first one
    const TimeRef* during = nullptr;       // the last span of years before it
    const TimeRef* nearest = nullptr;      // the last of either
    const TimeRef* annual = nullptr;
    bool plan_span = false;                // the plan's period without years
  };

  Times times_before(const Sentence& sentence, const Quantity& q, const Phrase& phrase) const {
    Times out;
    for (std::uint32_t t = sentence.first_time; t < sentence.last_time; ++t) {
      const TimeRef& time = found_.times[t];
      if (time.begin >= q.from) break;
      const bool own = time.begin >= phrase.begin;
      // "2.4 times that of 2015": the year is what is compared with.
      if (q.dimension == "multiple" && (time.once || time.bound) && own) continue;
      if (time.kind == PeriodKind::annual) {
        const bool lasts = !time.once && phrase.listed;  // a list shares its time
        if (own || lasts) out.annual = &time;
        continue;
      }
      if (is_comparison(time)) continue;
      if (!time.last) {
        out.plan_span = out.plan_span || own || phrase.flow || phrase.increment;
        continue;
      }
      const bool level = time.kind == PeriodKind::at || time.kind == PeriodKind::by;
      if (level && out.first_level == nullptr) out.first_level = &time;
      if (time.once && !own) continue;
      if (own) out.own = &time;
      if (level) out.level = &time;
      if (!level) out.during = &time;
      out.nearest = &time;
      if (out.annual != nullptr && out.annual->begin < time.begin && !own) out.annual = nullptr;
    }
    return out;
  }

  void set_period(Target* target, const Sentence& sentence, const Quantity& q,
                  const Phrase& phrase) {
    const Times times = times_before(sentence, q, phrase);
    const bool change = phrase.growth && phrase.compared;
    if (times.annual != nullptr || change) {
      if (times.own == nullptr && times.first_level != nullptr && times.level != nullptr &&
          times.first_level->start < times.level->last) {
        target->period =
            Period{PeriodKind::during, times.first_level->start, times.level->last, true};
        return;
      }
      const bool span = times.during != nullptr && times.nearest == times.during;
      if (span) {
        target->period = period_of(*times.during, true);
        return;
      }
      if (times.annual != nullptr) {
        target->period = Period{PeriodKind::annual, {}, {}, true};
        return;
      }
    }
    const TimeRef* time = times.own != nullptr ? times.own : times.nearest;
    // A level is of a year, even when a span was named in between.
    const bool level = q.dimension == "ratio" && !phrase.growth;
    if (times.own == nullptr && level && times.level != nullptr) time = times.level;
    if (time != nullptr) {
      target->period = period_of(*time, true);
    } else if (times.plan_span && plan_->end &&
               document_.nodes[node_].role != Role::situation) {
      target->period = Period{PeriodKind::during, plan_->start, plan_->end, true};
    }
  }

  void infer_period(Target* target, const TimeRef& time) const {
    target->period = period_of(time, false);
    target->inferred.push_back("period");
  }

  // What is so already: a level is of the last year named, a change or a flow of the last span.
  void inherit_actual(Target* target, const Phrase& phrase) const {
    if (target->period) return;
    const bool level = !phrase.growth && !phrase.increment && !phrase.flow;
    const auto usable = [&](const std::optional<TimeRef>& time) {
      return time && !(plan_->start && time->last >= plan_->start);
    };
    if (level && usable(carried_level_)) return infer_period(target, *carried_level_);
    if (usable(carried_)) return infer_period(target, *carried_);
    if (level && section_level_) return infer_period(target, *section_level_);
    if (section_span_) return infer_period(target, *section_span_);
    if (section_level_) infer_period(target, *section_level_);
  }

  // What is aimed at: by the last time of the paragraph, else when the plan ends.
  void inherit_target(Target* target) const {
    if (target->period) return;
    const bool ahead = carried_ && !(plan_->start && carried_->last < plan_->start);
    if (ahead) return infer_period(target, *carried_);
    if (!plan_->end) return;
    target->period = Period{PeriodKind::by, {}, plan_->end, false};
    target->inferred.push_back("period");
  }

  // --------------------------------------------------------------------------------------- status

  bool has(std::string_view table, std::size_t begin, std::size_t end) const {
    std::size_t at = 0;
    return grammar_.words(table).find(std::string_view(folded_.text).substr(begin, end - begin), 0,
                                      &at) != nullptr;
  }

  void set_status(Target* target, const Sentence& sentence, const Phrase& phrase,
                  const Quantity& q) {
    const Role role = document_.nodes[node_].role;
    bool actual = role == Role::situation;
    if (role == Role::none || role == Role::annex) {
      actual = has("status_actual", phrase.begin, q.to);
    }
    if (target->period && target->period->end && plan_->start) {
      const int end = *target->period->end;
      if (end < *plan_->start && target->period->stated) actual = true;
      if (end >= *plan_->start && target->period->stated) actual = false;
    } else if (!actual && has("status_actual", phrase.begin, q.from)) {
      actual = true;
    }
    target->status = actual ? TargetStatus::actual : TargetStatus::target;
    const std::size_t clause_end = std::min(sentence.end, next_comma(phrase.end));
    if (!actual && role != Role::goals && has("status_requirement", phrase.begin, clause_end)) {
      target->status = TargetStatus::requirement;
    }
    const bool age = q.dimension == "time" && q.to > q.end && has("age_unit", q.begin, q.end);
    if (age && !actual) target->status = TargetStatus::requirement;
    if (target->status == TargetStatus::actual) inherit_actual(target, phrase);
    if (target->status == TargetStatus::target && q.kind != QuantityKind::grade) {
      inherit_target(target);
    }
  }

  std::size_t next_comma(std::size_t at) const {
    const std::string_view text = folded_.text;
    while (at < text.size()) {
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
      target->measure = phrase.growth || phrase.compared ? Measure::increment : Measure::growth;
    } else if (q.dimension == "ratio") {
      const bool growth = phrase.growth || ends_with("growth", target->indicator);
      target->measure = growth ? Measure::growth : Measure::share;
    } else if (phrase.increment) {
      target->measure = Measure::increment;
    } else if (annual || (target->period && target->period->stated &&
                          target->period->kind == PeriodKind::during)) {
      target->measure = Measure::flow;
    }
  }

  bool ends_with(std::string_view table, const std::string& text) const {
    return grammar_.words(table).longest_at_end(fold(text)) != nullptr;
  }

  // ----------------------------------------------------------------------------------- whole plan

  // Figures of one indicator carry one number.
  void gather_indicators(std::uint32_t plan) {
    std::unordered_map<std::string, std::uint32_t> known;
    for (Target& target : document_.targets) {
      if (document_.nodes[target.node].plan != plan || target.indicator.empty()) continue;
      const auto [place, fresh] = known.emplace(
          fold(target.indicator), static_cast<std::uint32_t>(known.size()));
      (void)fresh;
      target.indicator_id = place->second;
    }
  }

  // The reader of the figure, with the place in the grammar of the word that decided.
  std::uint16_t rule_ref(std::string_view name, const Word* word = nullptr) {
    const std::string full = "targets/" + std::string(name);
    const std::string file = word != nullptr ? grammar_.files()[word->file] : std::string();
    const int line = word != nullptr ? word->line : 0;
    for (std::size_t i = base_rule_; i < document_.rules.size(); ++i) {
      const RuleRef& rule = document_.rules[i];
      if (rule.line == line && rule.name == full && rule.file == file) {
        return static_cast<std::uint16_t>(i);
      }
    }
    document_.rules.push_back({full, file, line});
    return static_cast<std::uint16_t>(document_.rules.size() - 1);
  }

  Document& document_;
  const Grammar& grammar_;
  QuantityStarts starts_;
  std::size_t base_rule_;
  const Plan* plan_ = nullptr;
  Folded folded_;
  Quantities found_;
  std::uint32_t node_ = 0;
  Field field_ = Field::text;
  Slice slice_;
  std::optional<TimeRef> carried_;       // the last time of the paragraph
  std::optional<TimeRef> carried_level_; // the last year among them
  std::optional<TimeRef> section_span_;  // the last past span of years of the top section
  std::optional<TimeRef> section_level_; // the last past year of it
  std::uint32_t previous_ = kNone;       // the figure before, in this paragraph
  std::uint32_t first_of_sentence_ = 0;
  std::vector<std::pair<std::size_t, std::size_t>> clauses_;  // of this sentence's figures
};

}  // namespace

void find_targets(Document* document, const Grammar& grammar) { Reader(document, grammar).run(); }

}  // namespace gangmu
