#include "parser/duties.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "parser/deadline.h"
#include "parser/marks.h"
#include "parser/quantity.h"
#include "parser/rule_refs.h"

namespace gangmu {

namespace {

constexpr std::size_t kLongestBody = 24;       // characters
constexpr std::size_t kLongestBracket = 1200;  // bytes
constexpr std::size_t kLongestList = 360;      // bytes of bodies in running text

struct Range {
  std::size_t begin = 0, end = 0;
  bool empty() const { return begin >= end; }
};

class Finder {
 public:
  Finder(Document* document, const Grammar& grammar, const Folded& clean,
         std::vector<RuleRef>* rules)
      : document_(*document),
        grammar_(grammar),
        clean_(clean),
        quantities_(grammar),
        rules_(rules) {
    by_.add_firsts(&places_);
  }

  void run() {
    for (std::uint32_t i = 0; i < document_.nodes.size(); ++i) {
      const Node& node = document_.nodes[i];
      if (node.kind == NodeKind::toc || node.kind == NodeKind::table) continue;
      read(i, node.title);
      read(i, node.text);
    }
  }

 private:
  void read(std::uint32_t node, Slice slice) {
    if (slice.empty()) return;
    folded_ = clean_.view(slice);
    slice_ = slice;
    node_ = node;
    matched_ = false;
    bool begins = true;  // a clause
    for (std::size_t at = 0; at < text().size();) {
      if (!begins) at = places_.next(text(), at);
      if (at >= text().size()) break;
      const std::size_t from = at;
      const char32_t c = next_char(text(), at);
      if (!begins && is_common_han(c) && !by_.may_begin(c)) continue;
      if (opens(c)) {
        const std::size_t close = closing(from);
        if (close > at) {
          read_bracket({at, close}, {at, close});
          at = close;
        }
      } else if (by_.longest_at(text(), from) != nullptr) {
        read_running(from);
      } else if (begins) {
        Range rest{from, text().size()};
        if (label_at(&rest) != nullptr) {
          at = sentence_end(from);
          read_bracket({from, at}, with_deadline({from, at}));
          continue;
        }
        read_clause(from);
      }
      begins = c == ',' || c == ';' || c == ':' || ends_sentence(c);
    }
  }

  // Labels with bodies behind them also stand outside brackets, on a line of their own or behind a
  // sentence: up to its end.
  std::size_t sentence_end(std::size_t at) const {
    const std::size_t last = std::min(text().size(), at + kLongestBracket);
    while (at < last) {
      std::size_t next = at;
      if (ends_sentence(next_char(text(), next))) break;
      at = next;
    }
    return at;
  }

  // The sentence of bodies with the one behind it, where that one tells the deadline by its label.
  Range with_deadline(Range bodies) const {
    std::size_t at = bodies.end;
    if (at >= text().size()) return bodies;
    next_char(text(), at);  // the stop
    at = skip_blanks(text(), at);
    const Word* label = deadline_label_.longest_at(text(), at);
    return label == nullptr ? bodies : Range{bodies.begin, sentence_end(at)};
  }

  // "A leads the work": bodies at the start of a clause, with the word for leading right behind.
  void read_clause(std::size_t at) {
    const std::size_t end = end_of_bodies(at);
    if (end == at) return;
    if (const Word* with = with_.longest_at(text(), end)) {
      return read_together(at, {at, end}, end + with->text.size());
    }
    const Word* verb = verb_.longest_at(text(), end);
    if (verb == nullptr || duty_role(verb->value) != DutyRole::lead) return;
    if (!all_bodies({at, end})) return;
    add({at, end}, DutyRole::lead, verb, false, {at, end + verb->text.size()});
    add_company(at, end + verb->text.size(), verb);
  }

  // "A together with B and C sees to it": whose part is said, or what they do.
  void read_together(std::size_t at, Range lead, std::size_t behind) {
    const Range helpers{behind, end_of_bodies(behind)};
    if (helpers.empty() || !all_bodies(lead) || !all_bodies(helpers)) return;
    const Word* verb = verb_.longest_at(text(), helpers.end);
    if (verb == nullptr) verb = together_.longest_at(text(), helpers.end);
    if (verb == nullptr || verb->value == "told") return;
    // With what they do it to, the verb is no word that charges.
    const std::size_t end = helpers.end + verb->text.size();
    const bool alone = end >= text().size() || ends_clause_at(end);
    const Range quote{at, alone || duty_role(verb->value) ? end : helpers.end};
    add(lead, DutyRole::lead, verb, false, quote);
    add(helpers, DutyRole::support, verb, false, quote);
    if (end < text().size() && text()[end] == ',') add_helpers(at, end + 1);
  }
  bool ends_clause_at(std::size_t at) const {
    const char32_t c = next_char(text(), at);
    return ends_clause(c) || ends_sentence(c);
  }

  std::string_view text() const { return folded_.text; }

  // The bracket that closes the one at `open`; 0 when none does within the length of a bracket. All
  // of a text are matched at once, when its first is asked for.
  std::size_t closing(std::size_t open) {
    if (!matched_) match_brackets();
    const auto pair = std::partition_point(brackets_.begin(), brackets_.end(),
                                           [&](const Range& r) { return r.begin < open; });
    return pair->empty() || pair->end - open >= kLongestBracket ? 0 : pair->end;
  }

  void match_brackets() {
    static constexpr CharFilter kBrackets = {'(', 0x3014, '[', 0x3010, ')', 0x3015, ']', 0x3011};
    brackets_.clear();
    unclosed_.clear();
    for (std::size_t at = 0; (at = kBrackets.next(text(), at)) < text().size();) {
      const std::size_t from = at;
      const char32_t c = next_char(text(), at);
      if (opens(c)) {
        unclosed_.push_back(brackets_.size());
        brackets_.push_back({from, from});
      } else if (shuts(c) && !unclosed_.empty()) {
        brackets_[unclosed_.back()].end = from;
        unclosed_.pop_back();
      }
    }
    matched_ = true;
  }

  // ------------------------------------------------------------------------------------- brackets

  // "(Lead: A; support: B, C)", "(A leads, B and C help)", "(A and B share the work, by 2023)".
  void read_bracket(Range bracket, Range timed) {
    const std::size_t first = document_.duties.size();
    bool labelled = false;
    DutyRole role = DutyRole::joint;
    const Word* rule = nullptr;
    std::size_t label_begin = 0;  // behind the last label
    Range open;                   // bodies whose part is not yet said
    for (const Range& part : parts(bracket)) {
      Range rest = part;
      if (const Word* label = label_at(&rest)) {
        labelled = true;
        role = duty_role(label->value).value_or(DutyRole::joint);
        rule = label;
        label_begin = rest.begin;
        add(rest, role, rule, true, bracket);
        continue;
      }
      const Range bodies = open.empty() ? part : Range{open.begin, part.end};
      Range before = bodies;
      if (const Word* verb = verb_at_end(&before)) {
        add(before, duty_role(verb->value).value_or(DutyRole::joint), verb, false, bracket);
        open = {};
        labelled = false;
      } else if (labelled && document_.duties.size() > first && is_bodies(part)) {
        document_.duties.pop_back();  // more bodies behind a comma: their label holds
        label_begin = std::min(label_begin, part.begin);
        add({label_begin, part.end}, role, rule, true, bracket);
      } else if (is_bodies(part)) {
        open = bodies;
      }
    }
    // "… (A, B)." behind a sentence: nothing but bodies charges them.
    if (document_.duties.size() == first && !open.empty() && open.begin <= bracket.begin &&
        open.end >= bracket.end && follows_sentence(bracket.begin)) {
      add(open, DutyRole::joint, nullptr, false, bracket);
    }
    if (document_.duties.size() > first) set_deadline(first, timed);
    // Who is charged beside a lead is none.
    bool led = false;
    for (std::size_t i = first; i < document_.duties.size(); ++i) {
      led = led || (document_.duties[i].role == DutyRole::lead && !sole_[i]);
    }
    for (std::size_t i = first; led && i < document_.duties.size(); ++i) {
      if (sole_[i]) document_.duties[i].role = DutyRole::joint;
    }
  }

  bool follows_sentence(std::size_t bracket) const {
    std::size_t at = bracket;
    previous_char(text(), at);  // the bracket itself
    at = skip_blanks_back(text(), at);
    return at > 0 && ends_sentence(previous_char(text(), at));
  }

  // The bracket cut at semicolons and commas outside inner brackets.
  std::vector<Range> parts(Range range) const {
    std::vector<Range> out;
    int depth = 0;
    std::size_t begin = range.begin;
    for (std::size_t at = range.begin; at < range.end;) {
      const std::size_t from = at;
      const char32_t c = next_char(text(), at);
      depth += opens(c) ? 1 : shuts(c) ? -1 : 0;
      if (depth == 0 && (c == ';' || c == ',' || ends_sentence(c))) {
        if (from > begin) out.push_back({begin, from});
        begin = at;
      }
    }
    if (begin < range.end) out.push_back({begin, range.end});
    return out;
  }
  static bool opens(char32_t c) { return c == '(' || c == 0x3014 || c == '[' || c == 0x3010; }
  static bool shuts(char32_t c) { return c == ')' || c == 0x3015 || c == ']' || c == 0x3011; }

  // A label and its colon at the start; cut from the range.
  const Word* label_at(Range* range) const {
    const std::size_t begin = skip_blanks(text(), range->begin);
    const Word* label = label_.longest_at(text(), begin);
    if (label == nullptr) return nullptr;
    const std::size_t colon = skip_blanks(text(), begin + label->text.size());
    if (colon >= range->end || text()[colon] != ':') return nullptr;
    range->begin = colon + 1;
    return label;
  }

  // The part that the bodies play, behind them; cut from the range.
  const Word* verb_at_end(Range* range) const {
    const std::string_view part = text().substr(range->begin, range->end - range->begin);
    const Word* verb = verb_.longest_at_end(part);
    if (verb == nullptr || verb->text.size() >= part.size()) return nullptr;
    range->end -= verb->text.size();
    return verb;
  }

  // --------------------------------------------------------------------------------- running text

  // "By A, together with B and C, …": A leads when the word for it follows.
  void read_running(std::size_t at) {
    const std::size_t begin = at + by_.longest_at(text(), at)->text.size();
    std::size_t end = begin;
    const Word* verb = nullptr;
    int depth = 0;
    while (end < text().size() && end - begin <= kLongestList) {
      std::size_t next = end;
      const char32_t c = next_char(text(), next);
      depth += opens(c) ? 1 : shuts(c) ? -1 : 0;
      if (depth < 0 || c == ';' || ends_sentence(c)) return;
      verb = verb_.longest_at(text(), end);
      if (verb == nullptr) verb = with_.longest_at(text(), end);
      // … and no part of a name
      if (verb != nullptr && (end == begin || all_bodies({begin, end}))) break;
      verb = nullptr;
      end = next;
    }
    if (verb == nullptr || end == begin) return;
    const Range bodies{begin, end};
    const bool together = with_.longest_at(text(), end) == verb;
    const std::optional<DutyRole> role = duty_role(verb->value);
    const Range quote{at, end + verb->text.size()};
    add(bodies, together ? DutyRole::lead : role.value_or(DutyRole::joint), verb, false, quote);
    if (!together) return add_company(at, quote.end, verb);
    add_support(at, quote.end, verb);
  }

  // "… leads, together with B and C", "… leads, B and C help".
  void add_company(std::size_t quote, std::size_t behind, const Word* verb) {
    if (behind < text().size() && text()[behind] == ',') ++behind;
    const Word* with = with_.longest_at(text(), behind);
    if (with == nullptr) return add_helpers(quote, behind);
    add_support(quote, behind + with->text.size(), verb);
  }
  void add_support(std::size_t quote, std::size_t begin, const Word* verb) {
    const Range helpers{begin, end_of_bodies(begin)};
    if (!helpers.empty()) add(helpers, DutyRole::support, verb, false, {quote, helpers.end});
  }

  // "… leads, B and C help": bodies and the verb that says so.
  void add_helpers(std::size_t quote, std::size_t begin) {
    const Range helpers{begin, end_of_bodies(begin)};
    if (helpers.empty()) return;
    const Word* verb = verb_.longest_at(text(), helpers.end);
    if (verb == nullptr || duty_role(verb->value) != DutyRole::support) return;
    add(helpers, DutyRole::support, verb, false, {quote, helpers.end + verb->text.size()});
  }

  // Behind the longest name of a body that begins at `start`, else the place; up to the word that
  // joins another to it.
  std::size_t end_of_body(std::size_t start) const {
    const std::size_t longest = longest_body(start, text().size());
    for (std::size_t at = start; at < longest; next_char(text(), at)) {
      const Word* with = at == start ? nullptr : with_.longest_at(text(), at);
      if (with == nullptr || longest_body(start, at) != at) continue;
      const std::size_t other = at + with->text.size();
      if (longest_body(other, text().size()) > other) return at;
    }
    return longest;
  }
  std::size_t longest_body(std::size_t start, std::size_t last) const {
    std::size_t end = start, longest = start;
    for (std::size_t n = 0; n < kLongestBody && end < last; ++n) {
      const char32_t c = next_char(text(), end);
      if (c == ',' || c == ';' || c == kListComma || ends_sentence(c)) break;
      if (!body_end_.may_end(c)) continue;
      const Word* ends = body_end_.longest_at_end(text().substr(start, end - start));
      if (ends != nullptr && ends->value.empty()) longest = end;
    }
    return longest;
  }

  // As far as bodies stand one behind the other.
  std::size_t end_of_bodies(std::size_t from) const {
    std::size_t good = from;
    for (std::size_t at = from; at < text().size() && at - from <= kLongestList;) {
      const std::size_t longest = end_of_body(at);
      if (longest == at) return good;
      good = longest;
      const Word* rest = rest_.longest_at(text(), good);
      if (rest != nullptr) return good + rest->text.size();
      std::size_t next = good;
      if (next >= text().size() || next_char(text(), next) != kListComma) return good;
      at = next;
    }
    return good;
  }

  // --------------------------------------------------------------------------------------- bodies

  std::vector<Range> bodies_of(Range range) const {
    const std::string_view all = text().substr(range.begin, range.end - range.begin);
    if (const Word* rest = rest_.longest_at_end(all)) {
      range.end -= rest->text.size();
    }
    std::vector<Range> out;
    int depth = 0;
    std::size_t begin = range.begin;
    const auto close = [&](std::size_t end) {
      while (begin < end && text()[begin] == ' ') ++begin;
      while (end > begin && text()[end - 1] == ' ') --end;
      if (begin < end) out.push_back({begin, end});
    };
    for (std::size_t at = range.begin; at < range.end;) {
      const std::size_t from = at;
      const char32_t c = next_char(text(), at);
      depth += opens(c) ? 1 : shuts(c) ? -1 : 0;
      if (depth == 0 && (c == kListComma || c == ',')) {
        close(from);
        begin = at;
      }
    }
    close(range.end);
    return out;
  }

  bool is_body(Range body) const {
    const std::string_view name = text().substr(body.begin, body.end - body.begin);
    // "Encourage the hospitals": a verb begins no name.
    const bool verb =
        action_.longest_at(name, 0) != nullptr || adverbial_.longest_at(name, 0) != nullptr;
    return !verb && char_count(name) >= 2 && char_count(name) <= kLongestBody &&
           body_end_.longest_at_end(name) != nullptr;
  }
  bool all_bodies(Range range) const {
    const std::vector<Range> bodies = bodies_of(range);
    for (const Range& body : bodies) {
      if (!is_body(body)) return false;
    }
    return !bodies.empty();
  }
  bool is_bodies(Range range) const { return all_bodies(range); }

  // A label vouches for what stands behind it; elsewhere every name must end like a body's.
  void add(Range range, DutyRole role, const Word* rule, bool labelled, Range quote) {
    const std::vector<Range> bodies = bodies_of(range);
    if (bodies.empty() || (!labelled && !all_bodies(range))) return;
    Duty duty;
    duty.node = node_;
    const bool sole = role == DutyRole::joint && bodies.size() == 1 && !lists_more(range);
    duty.role = sole ? DutyRole::lead : role;
    for (const Range& body : bodies) {
      if (char_count(text().substr(body.begin, body.end - body.begin)) > kLongestBody) return;
      duty.bodies.emplace_back(document_.text(slice_of(body)));
    }
    duty.quote = document_.text(slice_of(quote));
    duty.span = document_.source_of(slice_of(range));
    duty.rule = rule == nullptr ? rules_.of("duties/bodies")
                                : rules_.of("duties/" + std::string(labelled ? "label" : "verb"),
                                            grammar_.files()[rule->file], rule->line);
    document_.duties.push_back(std::move(duty));
    sole_.resize(document_.duties.size());
    sole_.back() = sole;
  }

  // "And others" behind the bodies: they are not alone.
  bool lists_more(Range range) const {
    return rest_.longest_at_end(text().substr(range.begin, range.end - range.begin)) != nullptr;
  }

  // What a label calls the deadline, else the first year or span inside the bracket, is the
  // deadline of all that it charges.
  void set_deadline(std::size_t first, Range bracket) {
    const std::string_view inside = text().substr(bracket.begin, bracket.end - bracket.begin);
    Quantities found;
    quantities_.scan(inside, &found);
    auto told = labelled_deadline(grammar_, inside, found, 0, inside.size());
    for (auto time = found.times.begin(); time != found.times.end() && !told; ++time) {
      if (time->last) told = {deadline_of(*time), time->begin, time->end};
    }
    if (!told) return;
    const Range words = {bracket.begin + told->begin, bracket.begin + told->end};
    for (std::size_t i = first; i < document_.duties.size(); ++i) {
      document_.duties[i].deadline = told->period;
      document_.duties[i].deadline_words = document_.text(slice_of(words));
    }
  }

  Slice slice_of(Range range) const {
    return {slice_.begin + folded_.back[range.begin], slice_.begin + folded_.back[range.end]};
  }

  Document& document_;
  const Grammar& grammar_;
  const Folded& clean_;
  QuantityReader quantities_;
  RuleRefs rules_;
  CharFilter places_{kSentenceEnds, {',', ';', ':', '(', 0x3014, '[', 0x3010}};  // and of by_
  const WordTable& by_ = grammar_.words("duty_by");
  const WordTable& with_ = grammar_.words("duty_with");
  const WordTable& together_ = grammar_.words("duty_together");
  const WordTable& body_end_ = grammar_.words("body_end");
  const WordTable& rest_ = grammar_.words("body_rest");
  const WordTable& verb_ = grammar_.words("duty_verb");
  const WordTable& label_ = grammar_.words("duty_label");
  const WordTable& deadline_label_ = grammar_.words("deadline_label");
  const WordTable& action_ = grammar_.words("role_action");
  const WordTable& adverbial_ = grammar_.words("adverbial");
  FoldedView folded_;
  Slice slice_;
  std::vector<Range> brackets_;  // of the text, as they open; empty where nothing closes them
  std::vector<std::size_t> unclosed_;
  bool matched_ = false;  // the brackets
  std::uint32_t node_ = 0;
  std::vector<bool> sole_;  // of each duty: it leads because nobody stands beside it
};

}  // namespace

void find_duties(Document* document, const Grammar& grammar, const Folded& clean,
                 std::vector<RuleRef>* rules) {
  Finder(document, grammar, clean, rules).run();
}

}  // namespace gangmu
