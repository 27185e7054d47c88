#include "parser/clause.h"

#include <algorithm>

#include "parser/layout.h"
#include "parser/marks.h"

namespace gangmu {

namespace {

constexpr std::size_t kLongestSubject = 8;  // characters of a subject kept before a counted noun
constexpr std::size_t kLongestBody = 20;    // … of what a figure is measured against
constexpr std::size_t kShortName = 4;     // characters: shorter names may need examples before them
constexpr std::size_t kShortestNoun = 3;  // bytes: longer nouns may have an adverb behind
constexpr std::size_t kLongestGraded = 30;  // … before the grade of a thing

bool is_comma(char32_t c) { return c == ',' || c == ';' || c == ':' || c == 0xFF0C; }
bool is_list_comma(char32_t c) { return c == kListComma; }

bool blank_or_mark(char32_t c) {
  return c == ' ' || is_comma(c) || is_list_comma(c) || c == '(' || c == ')' || c == 0x201D ||
         c == '-';
}

}  // namespace

std::vector<Sentence> sentences_of(std::string_view folded, const Quantities& found) {
  std::vector<Sentence> out;
  std::uint32_t figure = 0, time = 0;
  const auto close = [&](std::size_t begin, std::size_t end) {
    Sentence sentence;
    sentence.begin = begin;
    sentence.end = end;
    sentence.first_figure = figure;
    while (figure < found.figures.size() && found.figures[figure].begin < end) ++figure;
    sentence.last_figure = figure;
    sentence.first_time = time;
    while (time < found.times.size() && found.times[time].begin < end) ++time;
    sentence.last_time = time;
    out.push_back(sentence);
  };
  static constexpr CharFilter kEnds = {kSentenceEnds, {';'}};
  std::size_t begin = 0;
  for (std::size_t at = 0; (at = kEnds.next(folded, at)) < folded.size();) {
    const char32_t c = next_char(folded, at);
    if (!ends_sentence(c) && c != ';') continue;
    close(begin, at);
    begin = at;
  }
  if (begin < folded.size()) close(begin, folded.size());
  return out;
}

bool finishes_at(std::string_view text, std::size_t at, const WordTable& verbs,
                 const WordTable& adverbs) {
  bool found = false;
  for (at = skip_blanks(text, at);;) {
    const Word* verb = verbs.longest_at(text, at);
    const Word* word = verb != nullptr ? verb : adverbs.longest_at(text, at);
    if (word == nullptr) break;
    found = verb != nullptr;
    at += word->text.size();
  }
  at = skip_blanks(text, at);
  return found && (at >= text.size() || text[at] == ')' || ends_clause(next_char(text, at)));
}

ClauseWords::ClauseWords(const Grammar& grammar)
    : lead(grammar.words("lead_verb")),
      noun(grammar.words("noun_start")),
      noun_tail(grammar.words("noun_tail")),
      reach(grammar.words("reach_verb")),
      growth(grammar.words("growth")),
      increment(grammar.words("increment")),
      flow(grammar.words("flow")),
      compare(grammar.words("compare")),
      compare_not(grammar.words("compare_not")),
      time_mean(grammar.words("time_mean")),
      compare_with(grammar.words("compare_with")),
      compare_end(grammar.words("compare_end")),
      title_verb(grammar.words("title_verb")),
      among(grammar.words("among")),
      stop(grammar.words("after_stop")),
      share(grammar.words("share")),
      continues(grammar.words("continues")),
      amount(grammar.words("amount")),
      inner(grammar.words("inner_verb")),
      inner_amount(grammar.words("inner_amount")),
      heads(grammar.words("unit_heads")),
      place(grammar.words("rank_context")),
      whole(grammar.words("whole_place")),
      whole_verb(grammar.words("whole_verb")),
      joint(grammar.words("list_joint")),
      joint_not(grammar.words("joint_not")),
      decline(grammar.words("decline")),
      dimension(grammar.words("dimension")),
      adverbial(grammar.words("adverbial")),
      act(grammar.words("act_verb")),
      marker(grammar.words("clause_marker")),
      reached(grammar.words("status_reached")),
      change_to(grammar.words("change_to")),
      change_adverb(grammar.words("change_adverb")),
      time_from(grammar.words("time_from")),
      of(grammar.words("of_noun")),
      attribute_lead(grammar.words("attribute_lead")),
      title_amount(grammar.words("title_amount")),
      compare_tail(grammar.words("compare_tail")),
      op_before(grammar.words("op_before")),
      pure_verb(grammar.words("pure_verb")),
      reach_not(grammar.words("reach_not")),
      amount_prefix(grammar.words("amount_prefix")),
      headless_end(grammar.words("headless_end")),
      headless_not(grammar.words("headless_not")),
      attribute(grammar.words("attribute")),
      kept(grammar.words("kept_verb")),
      preposition(grammar.words("preposition")),
      measure_end(grammar.words("measure_end")),
      place_end(grammar.words("place_end")),
      distant_op(grammar.words("distant_op")),
      field_end(grammar.words("field_end")),
      change_from(grammar.words("change_from")),
      newly(grammar.words("newly")),
      lead_adverb(grammar.words("lead_adverb")),
      every(grammar.words("every")),
      example_end(grammar.words("example_end")),
      after_noun(grammar.words("after_noun")),
      noun_end_words(grammar.words("noun_end")),
      respectively(grammar.words("respectively")),
      ends(grammar.words("end_verb")),
      altogether(grammar.words("altogether")),
      batch(grammar.words("batch")),
      own_noun(grammar.words("short_noun")),
      finish(grammar.words("finish_verb")),
      finish_adverb(grammar.words("finish_adverb")),
      cause(grammar.words("cause")),
      cause_end(grammar.words("cause_end")) {}

// The last time that begins before the place.
const TimeRef* ClauseReader::time_before(std::size_t at) const {
  const auto next = first_from(found_.times, at);
  return next == found_.times.begin() ? nullptr : &*(next - 1);
}

// A word that joins things begins here, and is not part of a longer one.
bool ClauseReader::is_joint(std::size_t at) const {
  const Word* joint = words_.joint.longest_at(text_, at);
  return joint != nullptr && words_.joint_not.longest_at(text_, at) == nullptr &&
         words_.joint_not.longest_at_end(text_.substr(0, at + joint->text.size())) == nullptr;
}

// Behind the last comma, or behind the figure before when the two stand in one clause; behind what
// that one counts when its noun follows it.
std::size_t ClauseReader::clause_begin(const Sentence& sentence, std::uint32_t figure) const {
  const Quantity& q = found_.figures[figure];
  std::size_t floor = sentence.begin;
  bool noun_before = false;
  if (figure > sentence.first_figure) {
    const Quantity& before = found_.figures[figure - 1];
    floor = std::max<std::size_t>(floor, before.to);
    noun_before =
        noun_behind(before, q.from) ||
        (before.dimension == "ratio" && behind_of(before) > skip_blanks(text_, before.to));
  }
  std::size_t at = q.from;
  std::size_t joint = 0;  // the last one
  int depth = 0;
  while (at > floor) {
    std::size_t before = at;
    const char32_t c = previous_char(text_, before);
    depth += c == ')' ? 1 : c == '(' ? -1 : 0;
    if (is_comma(c) || (depth < 0 && words_.among.longest_at(text_, at) != nullptr)) return at;
    if (noun_before && joint == 0 && is_joint(before)) joint = before;
    at = before;
  }
  return joint > 0 ? joint : floor;
}

// Before the next comma, or before what the next figure counts.
std::size_t ClauseReader::clause_end(const Sentence& sentence, std::uint32_t figure) const {
  const Quantity& q = found_.figures[figure];
  std::size_t ceiling = sentence.end;
  const bool next = figure + 1 < sentence.last_figure;
  if (next) ceiling = std::min<std::size_t>(ceiling, found_.figures[figure + 1].from);
  std::size_t last_list = 0;
  std::size_t at = q.to;
  while (at < ceiling) {
    const std::size_t from = at;
    const char32_t c = next_char(text_, at);
    if (is_comma(c) || ends_sentence(c)) return from;
    // "64 stations for A and B (of which 5 …)"
    if (c == '(' && next && text_.substr(from, ceiling - from).find(')') == text_.npos) return from;
    if (!next || last_list != 0 || from <= q.to) continue;
    const Word* verb = words_.lead.longest_at(text_, from);
    const bool acts = verb != nullptr && char_count(verb->text) > 1 &&
                      words_.noun.longest_at(text_, from) == nullptr;
    if (is_list_comma(c) || acts) last_list = from;
  }
  return next && last_list > 0 ? last_list : ceiling;
}

std::size_t ClauseReader::strip_front(std::size_t begin, std::size_t end, Phrase* phrase) const {
  for (;;) {
    const std::size_t before = begin;
    while (begin < end) {
      std::size_t next = begin;
      if (!blank_or_mark(next_char(text_, next))) break;
      begin = next;
    }
    const TimeRef* time = time_before(begin + 1);
    if (time != nullptr && begin < time->end && time->end <= end) begin = time->end;
    if (begin < end && words_.noun.longest_at(text_, begin) == nullptr) {
      if (const Word* marker = words_.marker.longest_at(text_, begin)) {
        begin = std::min(end, begin + marker->text.size());
        continue;
      }
      if (const Word* word = words_.among.longest_at(text_, begin)) {
        phrase->among = true;
        begin += word->text.size();
        continue;
      }
      // "In good quality build …": the adverb goes with the verb.
      const Word* adverb = words_.lead_adverb.longest_at(text_, begin);
      if (adverb != nullptr && begin + adverb->text.size() < end &&
          words_.noun.longest_at(text_, begin + adverb->text.size()) == nullptr &&
          words_.lead.longest_at(text_, begin + adverb->text.size()) != nullptr) {
        begin += adverb->text.size();
      }
      const Word* word = words_.lead.longest_at(text_, begin);
      const bool kept = (phrase->headless && phrase->among) ||   // "of those that got …"
                        (word != nullptr && phrase->measured &&  // "the share of A in new B"
                         words_.increment.exact(word->text) != nullptr);
      if (word != nullptr && !kept && begin + word->text.size() <= end &&
          (words_.pure_verb.exact(word->text) != nullptr ||
           !has_noun_tail(text_, begin + word->text.size()))) {
        phrase->increment = phrase->increment ||
                            words_.increment.longest_at(text_, begin) != nullptr ||
                            words_.increment.longest_at_end(word->text) != nullptr;
        phrase->flow = phrase->flow || words_.flow.exact(word->text) != nullptr;
        phrase->acts = true;
        begin += word->text.size();
      }
    }
    if (begin == before || begin >= end) return std::min(begin, end);
  }
}

// The verb that leads to the figure, where its first character is not the last of another word
// (per village on average).
const Word* ClauseReader::reach_at_end(std::string_view left) const {
  const Word* word = words_.reach.longest_at_end(left);
  if (word == nullptr) return nullptr;
  std::size_t next = left.size() - word->text.size();
  const TimeRef* time = time_before(static_cast<std::size_t>(left.data() - text_.data()) + next);
  const bool timed =
      time != nullptr && text_.data() + time->end == left.data() + next;  // in 2020 each …
  next_char(left, next);
  if (timed) return word;
  if (words_.reach_not.longest_at_end(left.substr(0, next)) == nullptr) return word;
  return next < left.size() ? words_.reach.exact(left.substr(next)) : nullptr;
}

// "Raised to the 46 of 2020": a deadline may begin with the last character of such a verb.
std::size_t ClauseReader::before_change(std::size_t at) const {
  if (at >= text_.size()) return at;
  std::size_t next = at;
  next_char(text_, next);
  const Word* change = words_.change_to.longest_at_end(text_.substr(0, next));
  return change != nullptr && change->text.size() > next - at ? next - change->text.size() : at;
}

// "Than the mean of the last 5 years": where that begins; the end where none stands before it.
std::size_t ClauseReader::before_mean(std::size_t begin, std::size_t end) const {
  constexpr std::size_t kLongest = 36;  // bytes of the time
  if (const Word* with = words_.compare_end.longest_at_end(text_.substr(begin, end - begin))) {
    const std::size_t last = end - with->text.size();
    const TimeRef* time = time_before(last);  // "compared with 1990"
    if (time == nullptr || time->end != last || time->begin < begin) return end;
    const Word* head = words_.compare_with.longest_at_end(text_.substr(begin, time->begin - begin));
    return head != nullptr ? time->begin - head->text.size() : end;
  }
  const Word* mean = words_.time_mean.longest_at_end(text_.substr(begin, end - begin));
  if (mean == nullptr) return end;
  const std::size_t last = end - mean->text.size();
  for (std::size_t at = last; at > begin && last - at < kLongest;) {
    const std::size_t from = at;
    previous_char(text_, at);
    const Word* than = comparison_at(text_, at);
    if (than == nullptr || than->value != "time" || at + than->text.size() > from) continue;
    const Word* recent = words_.time_mean.longest_at(text_, from);
    const TimeRef* time = time_before(last);
    const bool timed = time != nullptr && time->begin >= from && time->end == last;
    return timed || (recent != nullptr && recent->value == "recent") ? at : end;
  }
  return end;
}

// A word that compares begins here, and is not part of a longer one.
const Word* ClauseReader::comparison_at(std::string_view text, std::size_t at) const {
  const Word* word = words_.compare.longest_at(text, at);
  return word != nullptr && words_.compare_not.longest_at(text, at) == nullptr ? word : nullptr;
}

// The first of them in a clause.
const Word* ClauseReader::comparison_in(std::string_view clause) const {
  std::size_t at = 0;
  for (std::size_t from = 0; const Word* word = words_.compare.find(clause, from, &at);) {
    if (comparison_at(clause, at) != nullptr) return word;
    from = at + word->text.size();
  }
  return nullptr;
}

std::size_t ClauseReader::strip_back(std::size_t begin, std::size_t end, Phrase* phrase) const {
  bool timed = false;  // "raised to 12 in 2020": the verb before a year tells of no change
  for (;;) {
    const std::size_t before = end;
    while (end > begin) {
      std::size_t previous = end;
      const char32_t c = previous_char(text_, previous);
      if (c == 0x201D || !blank_or_mark(c)) {
        if (c != ')') break;
      }
      if (c == ')') break;
      end = previous;
    }
    end = before_mean(begin, end);
    if (const TimeRef* time = time_before(end); time != nullptr) {
      if (time->begin >= begin && time->end == end) {
        end = std::max(begin, before_change(time->begin));
        timed = timed || time->kind != PeriodKind::annual;
        const std::string_view left = text_.substr(begin, end - begin);
        const Word* than = words_.compare.longest_at_end(left);
        const Word* share = words_.share.longest_at_end(left);  // may end with the same sign
        const bool longer =
            share != nullptr && than != nullptr && share->text.size() > than->text.size();
        if (than != nullptr && than->value == "time" && !longer) end -= than->text.size();
      }
    }
    if (end > begin) {
      const std::string_view left = text_.substr(begin, end - begin);
      const Word* word = reach_at_end(left);
      const Word* change = words_.change_to.longest_at_end(left);
      if (change != nullptr && (word == nullptr || change->text.size() > word->text.size())) {
        word = change;
      }
      if (word != nullptr && !timed && words_.decline.exact(word->text) != nullptr) {
        phrase->declines = true;
      }
      const Word* of = word != nullptr ? words_.headless_end.exact(word->text) : nullptr;
      if (of != nullptr) {
        const std::string_view rest = left.substr(0, left.size() - of->text.size());
        phrase->share = of->value == "share";
        phrase->headless = words_.headless_not.longest_at_end(rest) == nullptr;
        phrase->of_reached = phrase->reached;
      }
      if (word != nullptr) {
        phrase->growth = phrase->growth || (!timed && words_.growth.exact(word->text) != nullptr);
        phrase->increment = phrase->increment || words_.increment.exact(word->text) != nullptr;
        phrase->led = phrase->led || word->value != "act";
        phrase->reached = phrase->reached || words_.reached.longest_at_end(word->text) != nullptr ||
                          words_.change_to.exact(word->text) != nullptr;
        end -= word->text.size();
      }
    }
    if (end == before || end <= begin) return std::max(end, begin);
  }
}

// A number that is no figure of its own begins a name (two 10-billion industries).
bool ClauseReader::is_named_number(std::size_t at) const {
  if (!is_ascii_digit(static_cast<unsigned char>(text_[at]))) return false;
  const auto figure = std::partition_point(found_.figures.begin(), found_.figures.end(),
                                           [&](const Quantity& q) { return q.to <= at; });
  if (figure != found_.figures.end() && figure->from <= at) return false;
  const TimeRef* time = time_before(at + 1);
  return time == nullptr || time->end <= at;
}

bool ClauseReader::has_noun_tail(std::string_view text, std::size_t at) const {
  const Word* tail = words_.noun_tail.longest_at(text, at);
  return tail != nullptr && tail->value != "none";
}

// "1 point above the growth of industry", "2 points more than the country": the words between the
// comparison and the figure.
std::string ClauseReader::relative_of(const Quantity& q, std::size_t begin) const {
  const std::string_view clause = text_.substr(begin, q.from - begin);
  std::size_t at = 0;
  std::size_t found = 0;
  const Word* word = nullptr;
  for (std::size_t from = 0; const Word* next = words_.compare.find(clause, from, &at);) {
    from = at + next->text.size();
    const Word* op = words_.op_before.longest_at_end(clause.substr(0, from));
    if (op != nullptr && op->text.size() > next->text.size()) continue;  // "not below"
    if (from == clause.size() && word != nullptr) break;  // "than the country higher by"
    word = next;
    found = at;
    if (next->value == "level") break;
  }
  if (word == nullptr) return {};
  std::size_t end = clause.size();
  if (word->value != "level") {  // "than X, higher by": only where the clause ends so
    const Word* tail = words_.compare_tail.longest_at_end(trim(clause));
    if (tail == nullptr || words_.growth.longest_at_end(trim(clause)) != nullptr) return {};
    end = trim(clause).size() - tail->text.size();
  }
  const std::size_t first = found + word->text.size();
  if (first >= end || words_.of.longest_at(clause, first) != nullptr) return {};
  const TimeRef* time = time_before(begin + end);
  if (time != nullptr && time->begin >= begin + first) return {};
  std::string body = without_blanks(clause.substr(first, end - first));
  const Word* of = words_.of.longest_at_end(body);
  if (of != nullptr) body.resize(body.size() - of->text.size());
  const bool open = body.find('(') != body.npos && body.find(')') == body.npos;
  return open || char_count(body) > kLongestBody ? std::string() : body;
}

// "Relying on A, build B": what stands before the verb says how and not what.
std::size_t ClauseReader::strip_adverbial(std::size_t begin, std::size_t end) const {
  const Word* adverbial = words_.adverbial.longest_at(text_, begin);
  if (adverbial == nullptr) return begin;
  std::size_t at = 0;
  const Word* verb = words_.act.find(text_.substr(0, end), begin, &at);
  while (verb != nullptr && words_.noun.longest_at(text_, at) != nullptr) {
    verb = words_.act.find(text_.substr(0, end), at + verb->text.size(), &at);
  }
  if (verb == nullptr) return begin;
  // A field that things are built in is part of what they are; a place is not.
  const bool field = adverbial->value == "place" &&
                     words_.field_end.longest_at_end(text_.substr(begin, at - begin)) != nullptr;
  return field ? begin : at;
}

// "Under the effect of A": why it is so, and not what.
bool ClauseReader::is_cause(std::string_view phrase) const {
  const Word* begin = words_.cause.longest_at(phrase, 0);
  const Word* end = words_.cause_end.longest_at_end(phrase);
  return begin != nullptr && end != nullptr &&
         begin->text.size() + end->text.size() < phrase.size();
}

// Whether the phrase is one of these measures, behind words for what it is taken over or per.
bool ClauseReader::is_measure(const WordTable& measures, std::string_view phrase) const {
  for (;;) {
    if (measures.exact(phrase) != nullptr) return true;
    const Word* prefix = words_.amount_prefix.longest_at(phrase, 0);
    if (prefix == nullptr || prefix->text.size() >= phrase.size()) return false;
    phrase.remove_prefix(prefix->text.size());
  }
}

// The clause that ends at the comma before `begin`; empty where it holds the figure before.
std::pair<std::size_t, std::size_t> ClauseReader::clause_before(const Sentence& sentence,
                                                                std::uint32_t figure,
                                                                std::size_t begin) const {
  std::size_t floor = sentence.begin;
  if (figure > sentence.first_figure) floor = found_.figures[figure - 1].to;
  std::size_t end = begin;
  while (end > floor) {
    std::size_t before = end;
    const char32_t c = previous_char(text_, before);
    if (!is_comma(c) && c != ' ') break;
    end = before;
  }
  std::size_t from = end;
  while (from > floor) {
    std::size_t before = from;
    if (is_comma(previous_char(text_, before))) break;
    from = before;
  }
  if (from == floor && floor != sentence.begin) from = end;
  return {from, end};
}

// What the clause before makes, where it holds no figure: "make the brand A, its output 10".
std::string ClauseReader::object_before(const Sentence& sentence, std::uint32_t figure,
                                        std::size_t begin) const {
  constexpr std::size_t kLongest = 20;  // characters
  const auto [first, end] = clause_before(sentence, figure, begin);
  std::size_t from = first;
  Phrase scratch;
  from = strip_front(from, end, &scratch);
  const Word* verb = scratch.acts ? nullptr : words_.title_verb.longest_at(text_, from);
  if (verb != nullptr && words_.noun.longest_at(text_, from) == nullptr) {
    scratch.acts = true;
    from += verb->text.size();
  }
  if (!scratch.acts || from >= end) return {};
  std::string object = without_blanks(text_.substr(from, end - from));
  if (char_count(object) <= kLongest) return object;
  std::size_t at = 0;  // "A, B, C and other such industries"
  const Word* behind = words_.example_end.find(object, 0, &at);
  if (behind == nullptr || object.find(kListCommaText) > at) return {};
  object.erase(0, at + behind->text.size());
  return char_count(object) > kLongest ? std::string() : object;
}

// The measure that the clause before speaks of without a figure: "the share of A grows from year to
// year, in 2023 not below 7 %".
std::string ClauseReader::subject_before(const Sentence& sentence, std::uint32_t figure,
                                         std::size_t begin, bool listed) const {
  const std::size_t kLongest = listed ? 60 : 30;  // characters
  const auto [first, end] = clause_before(sentence, figure, begin);
  std::size_t from = first;
  if (from >= end) return {};
  Phrase scratch;
  from = strip_front(from, end, &scratch);
  // "Stations: by March build 2; …": the name before the colon.
  constexpr std::size_t kLongestName = 20;  // characters
  if (end < text_.size() && text_[end] == ':' && !scratch.acts &&
      char_count(text_.substr(from, end - from)) <= kLongestName) {
    Phrase none;
    if (strip_back(from, end, &none) == end) return without_blanks(text_.substr(from, end - from));
  }
  const std::size_t rest = strip_back(from, end, &scratch);
  // "The A, the B, compared with 2020 respectively down 3 % and 5 %": a list is a subject by
  // itself.
  const bool list = listed && text_.substr(from, end - from).find(kListCommaText) != text_.npos;
  if ((rest == end && !list) || rest <= from) return {};
  const std::string_view subject = text_.substr(from, rest - from);
  if (!list && words_.measure_end.longest_at_end(subject) == nullptr &&
      words_.share.longest_at_end(subject) == nullptr) {
    return {};
  }
  return char_count(subject) > kLongest ? std::string() : without_blanks(subject);
}

// Where the noun begins that a figure counts; a bound may be joined to it ("20 or more of such
// posts").
std::size_t ClauseReader::counted_at(const Quantity& figure) const {
  return figure.to > figure.end ? behind_of(figure) : skip_blanks(text_, figure.to);
}

// A noun that begins like a word that ends a clause ("(being) built").
bool ClauseReader::starts_noun(std::size_t at) const {
  const Word* stop = words_.stop.longest_at(text_, at);
  const Word* noun = words_.noun.longest_at(text_, at);
  return noun != nullptr && (stop == nullptr || noun->text.size() > stop->text.size());
}

// A word that parts clauses, but leads to what is said of the noun behind it: "5 in Europe
// well-known brands".
bool ClauseReader::starts_attribute(std::size_t at) const {
  constexpr std::size_t kFarthest = 120;  // bytes
  const Word* lead = words_.attribute_lead.longest_at(text_, at);
  if (lead == nullptr) return false;
  for (std::size_t i = at + lead->text.size(); i < text_.size() && i - at <= kFarthest;) {
    if (const Word* of = words_.of.longest_at(text_, i)) {
      std::size_t behind = i + of->text.size();
      return behind < text_.size() && is_han(next_char(text_, behind));
    }
    const char32_t c = next_char(text_, i);
    if (c != kListComma && ends_clause(c)) return false;
  }
  return false;
}

// The verb between what a change starts from and what it leads to, an adverb aside.
const Word* ClauseReader::change_at(std::size_t at) const {
  const Word* adverb = words_.change_adverb.longest_at(text_, at);
  return words_.change_to.longest_at(text_, adverb != nullptr ? at + adverb->text.size() : at);
}

// Whether a noun that is counted stands right behind the figure.
bool ClauseReader::noun_behind(const Quantity& figure, std::size_t end) const {
  const std::size_t at = counted_at(figure);
  if (at >= end || change_at(at) != nullptr) return false;
  if (words_.stop.longest_at(text_, at) != nullptr && !starts_noun(at) && !starts_attribute(at)) {
    return false;
  }
  std::size_t next = at;
  const char32_t c = next_char(text_, next);
  return is_han(c) || is_ascii_letter(c) || c == 0x201C || is_named_number(at);
}

// Cuts the verb that parts a field from what is counted in it.
std::string ClauseReader::without_inner_verb(std::string phrase, Phrase* out) const {
  if (const Word* whole = words_.whole.longest_at(phrase, 0)) {
    const std::size_t from = whole->text.size();
    for (;;) {
      const Word* verb = words_.noun.longest_at(phrase, from) == nullptr
                             ? words_.lead.longest_at(phrase, from)
                             : nullptr;
      if (verb == nullptr) verb = words_.whole_verb.longest_at(phrase, from);
      if (verb == nullptr || from + verb->text.size() >= phrase.size() ||
          has_noun_tail(phrase, from + verb->text.size())) {
        break;
      }
      out->increment = out->increment || words_.increment.exact(verb->text) != nullptr;
      phrase.erase(from, verb->text.size());
    }
  }
  std::size_t at = 0;
  const Word* verb = words_.inner.find(phrase, 0, &at);
  if (verb == nullptr) {  // "industry reaches an output"
    verb = words_.inner_amount.find(phrase, 0, &at);
    if (verb == nullptr ||
        !is_measure(words_.amount, std::string_view(phrase).substr(at + verb->text.size()))) {
      return phrase;
    }
  }
  if (verb == nullptr || at == 0 || at + verb->text.size() >= phrase.size()) return phrase;
  out->flow = out->flow || words_.flow.exact(verb->text) != nullptr;
  out->increment = out->increment || words_.increment.exact(verb->text) != nullptr;
  phrase.erase(at, verb->text.size());
  if (const Word* in = words_.reach.longest_at(phrase, 0)) phrase.erase(0, in->text.size());
  return phrase;
}

bool ClauseReader::names_rate(std::string_view phrase) const {
  return words_.measure_end.longest_at_end(phrase) != nullptr ||
         words_.share.longest_at_end(phrase) != nullptr;
}

// A measure before a list of things: "the rate of A reaches for B 35 %, for C 50 %", "the rates
// are: B 35 %, C 50 %".
void ClauseReader::read_shared(const Sentence& sentence, std::uint32_t index,
                               Phrase* phrase) const {
  constexpr std::size_t kLongest = 8;    // characters of a thing
  constexpr std::size_t kFarthest = 30;  // … of the measure
  if (phrase->text.empty() || names_rate(phrase->text)) return;
  std::size_t at = 0;
  const Word* verb = words_.change_to.find(phrase->text, 0, &at);
  if (verb != nullptr && names_rate(std::string_view(phrase->text).substr(0, at))) {
    const std::string thing = phrase->text.substr(at + verb->text.size());
    if (thing.empty() || char_count(thing) > kLongest) return;
    phrase->shared = phrase->text.substr(0, at);
    phrase->text = thing;
    phrase->reached = true;
    return;
  }
  if (phrase->begin == 0 || text_[phrase->begin - 1] != ':') return;
  const auto [first, end] = clause_before(sentence, index, phrase->begin);
  Phrase scratch;
  const std::size_t from = strip_front(first, end, &scratch);
  const std::size_t rest = strip_back(from, end, &scratch);
  const std::string_view measure = text_.substr(from, rest - from);
  if (rest == end || !names_rate(measure) || char_count(measure) > kFarthest) return;
  if (char_count(phrase->text) <= kLongest) phrase->shared = without_blanks(measure);
}

// "Raise the line of support from an income below 9600 to 15600": the measure stands before the
// word for "from".
std::size_t ClauseReader::before_from(std::string_view phrase) const {
  std::size_t at = 0;
  for (std::size_t from = 0; const Word* word = words_.change_from.find(phrase, from, &at);) {
    const bool inside = words_.noun.longest_at(phrase, at) != nullptr ||
                        words_.joint_not.longest_at_end(phrase.substr(0, at + word->text.size())) ||
                        words_.reach_not.longest_at_end(phrase.substr(0, at + word->text.size()));
    if (at > kShortestNoun && !inside) return at;
    from = at + word->text.size();
  }
  return phrase.size();
}

// "Of which: …"
bool ClauseReader::is_behind_among(const Sentence& sentence, std::size_t begin) const {
  const std::string_view before = trim(text_.substr(sentence.begin, begin - sentence.begin));
  if (!before.ends_with(':')) return false;
  return words_.among.longest_at_end(trim(before.substr(0, before.size() - 1))) != nullptr;
}

// Whether between a figure and the one before it stands one comma, and no bracket.
bool ClauseReader::is_next_clause(std::uint32_t figure) const {
  int commas = 0;
  for (std::size_t at = found_.figures[figure - 1].to; at < found_.figures[figure].from;) {
    const char32_t c = next_char(text_, at);
    if (c == '(' || c == ')') return false;
    commas += is_comma(c);
  }
  return commas == 1;
}

// "15 villages, done by 2022", "15 villages (by 2022)": where the time begins, or its bracket; the
// end where none does.
std::size_t ClauseReader::before_finish(std::size_t from, std::size_t end) const {
  const auto time = first_from(found_.times, from + 1);
  if (time == found_.times.end() || time->end > end || time->kind != PeriodKind::by) return end;
  const std::size_t open = skip_blanks_back(text_, time->begin);
  const std::size_t behind = skip_blanks(text_, time->end);
  const bool done = finishes_at(text_, behind, words_.finish, words_.finish_adverb);
  if (open > from + 1 && text_[open - 1] == '(') {
    return done || text_.substr(behind, 1) == ")" ? open - 1 : end;
  }
  return done ? time->begin : end;
}

// A verb of growth, behind a bracket, a time or a word for "in all" at most.
bool ClauseReader::is_bare_growth(std::size_t begin, std::size_t end) const {
  begin = skip_blanks(text_, begin);
  if (begin < end && text_[begin] == '(') begin = skip_blanks(text_, begin + 1);
  const auto time = first_from(found_.times, begin);
  if (time != found_.times.end() && time->begin == begin && time->end <= end) {
    begin = skip_blanks(text_, time->end);
  }
  if (const Word* all = words_.altogether.longest_at(text_, begin)) begin += all->text.size();
  return begin < end && words_.growth.exact(trim(text_.substr(begin, end - begin))) != nullptr;
}

Phrase ClauseReader::read(const Sentence& sentence, std::uint32_t index) const {
  const Quantity& q = found_.figures[index];
  Phrase phrase;
  phrase.begin = clause_begin(sentence, index);
  const std::size_t limit = clause_end(sentence, index);
  std::size_t first = phrase.begin;
  if (first < text_.size()) {
    const char32_t c = next_char(text_, first);
    phrase.listed = is_list_comma(c);
    first = is_list_comma(c) ? first : phrase.begin;
  }
  first = std::min<std::size_t>(q.from, skip_blanks(text_, first));
  const Word* each = words_.respectively.longest_at(text_, first);
  const std::size_t said = each == nullptr ? first : first + each->text.size();
  const std::string_view only =
      trim(text_.substr(said, std::max<std::size_t>(said, q.from) - said));
  const bool takes = words_.amount.exact(only) != nullptr &&  // "it takes up 120 mu"
                     words_.share.longest_at_end(only) == nullptr;
  const Word* word = !takes && words_.noun.longest_at(text_, said) == nullptr
                         ? words_.continues.longest_at(text_, said)
                         : nullptr;
  const bool fits = word != nullptr && (word->value == "rank"       ? q.kind == QuantityKind::rank
                                        : word->value == "multiple" ? q.dimension == "multiple"
                                                                    : true);
  if (fits) {
    phrase.continues = true;
    phrase.only_subject = word->value != "keep";
  }
  Phrase scratch;
  strip_back(phrase.begin, q.from, &scratch);
  phrase.measured = !scratch.growth && q.kind == QuantityKind::plain &&
                    (q.dimension.empty() || q.dimension == "ratio" || q.dimension == "time");
  const bool of_ratio =
      q.dimension == "ratio" || q.dimension == "multiple" || q.dimension == "points";
  phrase.headless = scratch.headless && (!of_ratio || scratch.of_reached || scratch.share);
  const std::string_view alone = trim(text_.substr(first, q.from - first));
  // "Than the 22 of 2020, 18 more", "22 km, 3 km more": a verb of growth behind a figure and
  // nothing else.
  if (index > sentence.first_figure && is_bare_growth(first, q.from)) {
    const Quantity& last = found_.figures[index - 1];
    phrase.growth = phrase.growth || last.to == phrase.begin || last.unit == q.unit ||
                    (!q.dimension.empty() && last.dimension == q.dimension);
  }
  if (phrase.listed && !phrase.growth && words_.lead.exact(alone) != nullptr &&
      words_.pure_verb.exact(alone) == nullptr && words_.increment.exact(alone) == nullptr) {
    phrase.verb = alone;
  }
  std::size_t begin = strip_front(phrase.begin, q.from, &phrase);
  const std::size_t verb_at = strip_adverbial(begin, q.from);
  if (verb_at != begin) begin = strip_front(verb_at, q.from, &phrase);
  const std::string_view clause = text_.substr(phrase.begin, q.from - phrase.begin);
  const Word* compared = comparison_in(clause);
  phrase.compared = compared != nullptr;
  phrase.against = compared != nullptr && compared->value == "level";
  phrase.relative = relative_of(q, phrase.begin);
  phrase.among = phrase.among || is_behind_among(sentence, phrase.begin);
  phrase.follows = index > sentence.first_figure && !phrase.listed && is_next_clause(index);
  phrase.against = phrase.against || !phrase.relative.empty();
  if (counts_noun_behind(q, begin, limit, phrase.acts)) {
    read_behind(q, begin, limit, &phrase);
    const std::string name = qualified_name(sentence, index);
    if (!name.empty()) phrase.text = name;
  } else {
    const bool headless = phrase.headless;
    std::size_t end = strip_back(begin, q.from, &phrase);
    phrase.headless = headless;
    if (is_cause(text_.substr(begin, end - begin))) begin = end;
    if (q.kind == QuantityKind::rank) {
      while (const Word* place = words_.place.longest_at_end(text_.substr(begin, end - begin))) {
        end = strip_back(begin, end - place->text.size(), &phrase);
      }
    }
    phrase.text = without_inner_verb(std::string(text_.substr(begin, end - begin)), &phrase);
    read_shared(sentence, index, &phrase);
    if (change_at(skip_blanks(text_, q.to)) != nullptr) {
      phrase.text.resize(before_from(phrase.text));
    }
    std::size_t inner = 0;  // "towns newly employ 600,000"
    const bool counts = words_.dimension.exact(q.dimension) != nullptr;
    phrase.increment =
        phrase.increment || (counts && words_.newly.find(phrase.text, 0, &inner) != nullptr);
    phrase.end = q.to;
    phrase.named = part_of_name(index, phrase.text);
    phrase.titled = words_.title_amount.exact(phrase.text) != nullptr;
    const bool own = phrase.acts || phrase.titled;  // a verb of its own
    phrase.amount = words_.amount.exact(phrase.text) != nullptr ||
                    (!own && is_measure(words_.amount, phrase.text));
    phrase.attribute = !phrase.amount && !own && is_measure(words_.attribute, phrase.text);
    if (phrase.amount || phrase.attribute)
      phrase.object = object_before(sentence, index, phrase.begin);
    const std::string_view noun = qualified_noun(sentence, index);
    if (!noun.empty()) {
      phrase.text.insert(0, noun);
      phrase.amount = phrase.attribute = phrase.titled = false;
    }
    if (phrase.text.empty() && !phrase.continues) {
      phrase.text = subject_before(sentence, index, phrase.begin, each != nullptr);
    }
    read_share_of(q, limit, &phrase);
    if (noun.empty()) read_amount_of(q, limit, &phrase);
  }
  return phrase;
}

// Behind the figure and the word that joins a noun to it.
std::size_t ClauseReader::behind_of(const Quantity& figure) const {
  const std::size_t at = skip_blanks(text_, figure.to);
  const Word* of = words_.of.longest_at(text_, at);
  return of != nullptr ? at + of->text.size() : at;
}

std::size_t ClauseReader::noun_end(std::size_t from, std::size_t limit) const {
  std::size_t end = limit;
  while (end > from) {
    std::size_t previous = end;
    const char32_t c = previous_char(text_, previous);
    if (c == 0x201D || c == ')' || !blank_or_mark(c)) break;
    end = previous;
  }
  return end;
}

// "85 % of the hospitals meet the standard": without a verb before it, a share is of what stands
// behind it.
void ClauseReader::read_share_of(const Quantity& q, std::size_t limit, Phrase* phrase) const {
  if (q.dimension != "ratio" || q.kind == QuantityKind::rank) return;
  const std::string_view before = trim(text_.substr(0, q.from));
  const bool in = words_.preposition.longest_at_end(before) != nullptr &&
                  phrase->text.empty();  // "in 10 % of the villages"
  if (phrase->led && !in) return;
  if (words_.share.longest_at_end(phrase->text) != nullptr || phrase->amount) return;
  const std::size_t from = behind_of(q);
  if (from >= limit || words_.stop.longest_at(text_, from) != nullptr) return;
  std::size_t next = from;
  if (!is_han(next_char(text_, next)) && !is_named_number(from)) return;
  std::size_t end = noun_end(from, limit);
  const Word* joint = words_.joint.longest_at_end(text_.substr(from, end - from));
  if (joint != nullptr && is_joint(end - joint->text.size())) end -= joint->text.size();
  if (end <= from) return;
  phrase->text += text_.substr(from, end - from);
  phrase->end = end;
}

// "A total of 20 billion for the fund": an amount before the figure is that of the noun behind it.
void ClauseReader::read_amount_of(const Quantity& q, std::size_t limit, Phrase* phrase) const {
  if (!phrase->amount || q.dimension == "ratio") return;
  const std::size_t from = behind_of(q);
  if (from == skip_blanks(text_, q.to) || from >= limit) return;
  std::size_t next = from;
  if (!is_han(next_char(text_, next))) return;
  const std::size_t end = noun_end(from, limit);
  if (end <= from) return;
  phrase->text.insert(0, text_.substr(from, end - from));
  phrase->amount = false;
  phrase->end = end;
}

// "Rebuild 200, 250 and 150": the verb right before the first of figures in a row.
bool ClauseReader::is_made(std::uint32_t index) const {
  constexpr std::size_t kFarthest = 18;  // bytes between the verb and the figure
  std::uint32_t first = index;
  while (first > 0) {
    const Quantity& before = found_.figures[first - 1];
    const std::string_view between =
        trim(text_.substr(before.to, found_.figures[first].from - before.to));
    if (before.unit != found_.figures[index].unit || words_.joint.exact(between) == nullptr) break;
    --first;
  }
  const std::size_t end = found_.figures[first].from;
  const std::string_view left = text_.substr(end - std::min<std::size_t>(end, kFarthest),
                                             std::min<std::size_t>(end, kFarthest));
  std::size_t at = 0;
  while (inside_char(left, at)) ++at;
  std::size_t found = 0;
  return words_.act.find(left, at, &found) != nullptr ||
         words_.ends.find(left, at, &found) != nullptr;
}

// A unit that also ends names counts only what its heads name.
bool ClauseReader::part_of_name(std::uint32_t index, std::string_view phrase) const {
  const Quantity& q = found_.figures[index];
  bool restricted = false;
  for (const Word& head : words_.heads.words()) {
    if (head.value != q.unit) continue;
    restricted = true;
    if (phrase.find(head.text) != phrase.npos) return false;
  }
  const std::size_t end = skip_blanks_back(text_, q.begin);
  const std::string_view before = text_.substr(0, end);
  const TimeRef* time = time_before(end);
  const bool timed = time != nullptr && time->end == end &&  // "raised to the 30 of 2025"
                     before_change(time->begin) != time->begin;
  const bool changes = timed || words_.change_to.longest_at_end(before) != nullptr ||
                       words_.time_from.longest_at_end(before) != nullptr ||
                       (phrase.empty() && words_.growth.longest_at_end(before) != nullptr);
  const bool reached = phrase.empty() && words_.reached.longest_at_end(before) != nullptr;
  const bool counts =
      changes || reached || (phrase.empty() && !noun_behind(q, text_.size()) && is_made(index));
  return restricted && !counts && q.from == q.begin && q.to == q.end;
}

// Whether the thing counted stands behind the figure and not before it: nothing is left before the
// figure, or a verb, or a list of examples.
bool ClauseReader::counts_noun_behind(const Quantity& q, std::size_t begin, std::size_t limit,
                                      bool acts) const {
  if (q.kind == QuantityKind::rank || q.kind == QuantityKind::multiple || q.dimension == "ratio" ||
      q.dimension == "points" || !noun_behind(q, limit)) {
    return false;
  }
  const std::string_view left = text_.substr(begin, q.from - begin);
  if (left.empty() || q.kind == QuantityKind::grade) return true;
  if (words_.preposition.exact(trim(left)) != nullptr) return true;
  if (words_.place_end.exact(trim(left)) != nullptr) return true;  // in town 80 km of pipes
  if (words_.whole.exact(trim(left)) != nullptr) return true;
  if (words_.batch.exact(trim(left)) != nullptr) return true;  // as the first, 15 villages
  if (words_.every.longest_at(left, 0) != nullptr && char_count(left) <= kLongestSubject)
    return true;
  const Word* dimension = words_.dimension.exact(q.dimension);
  const bool counts = q.dimension.empty() || (dimension != nullptr && dimension->value == "things");
  // "The province sets aside 200 million for a fund": a verb, no level that is reached.
  const Word* verb = words_.lead.longest_at_end(left);
  const bool amount = dimension != nullptr && dimension->value == "amount";
  if (amount && verb != nullptr && words_.reached.exact(verb->text) == nullptr && q.to == q.end &&
      words_.lead.longest_at(text_, skip_blanks(text_, q.to)) == nullptr) {
    return true;
  }
  if (!counts) return false;
  // "First built: between hubs 60 lines or more that run daily."
  constexpr std::size_t kLongestField = 8;  // characters
  const std::size_t behind = skip_blanks(text_, q.to);
  if (acts && q.to > q.end && char_count(left) <= kLongestField &&
      words_.lead.longest_at(text_, behind) == nullptr &&
      words_.measure_end.longest_at_end(left) == nullptr) {
    return true;
  }
  const Word* reach = words_.reach.longest_at_end(left);
  const std::string_view to_number = text_.substr(begin, q.begin - begin);
  return words_.lead.longest_at_end(left) != nullptr ||
         words_.kept.longest_at_end(left) != nullptr ||
         words_.lead.longest_at_end(to_number) != nullptr ||
         left.find(kListCommaText) != left.npos ||
         (reach != nullptr && char_count(reach->text) == 1);
}

// Whether the figure is an amount of what the count before it counts ("8 clusters with an output of
// 20 billion").
bool ClauseReader::is_qualifier(const Sentence& sentence, std::uint32_t index) const {
  if (index == sentence.first_figure || index >= sentence.last_figure) return false;
  const Quantity& count = found_.figures[index - 1];
  const Quantity& amount = found_.figures[index];
  const Word* dimension = words_.dimension.exact(amount.dimension);
  const bool grade = amount.kind == QuantityKind::grade;
  if (count.dimension != "count") return false;
  if (!grade && (dimension == nullptr || dimension->value != "amount")) return false;
  const std::size_t gap = skip_blanks(text_, count.to);
  if (gap >= amount.from || amount.from - gap > 60) return false;
  for (std::size_t i = gap; i < amount.from;) {
    const char32_t c = next_char(text_, i);
    if (ends_clause(c) || is_list_comma(c)) return false;
  }
  return true;
}

// The noun behind an amount that qualifies it; in a list ("5 with an output of 10, 2 with 20 that
// …") the one that all share. Its range; empty when the figure is no such amount.
std::string_view ClauseReader::qualified_noun(const Sentence& sentence, std::uint32_t index) const {
  constexpr std::uint32_t kMost = 8;  // amounts of a list
  for (std::uint32_t n = 0; n < kMost && is_qualifier(sentence, index); ++n, index += 2) {
    const Quantity& amount = found_.figures[index];
    const std::size_t at = skip_blanks(text_, amount.to);
    if (const Word* of = words_.of.longest_at(text_, at)) {
      const std::size_t begin = at + of->text.size();
      const std::size_t end = noun_end(begin, clause_end(sentence, index));
      return end > begin ? text_.substr(begin, end - begin) : std::string_view();
    }
    const Word* joint = words_.joint.longest_at(text_, at);
    const bool listed = joint != nullptr && index + 1 < sentence.last_figure &&
                        found_.figures[index + 1].from == at + joint->text.size();
    if (!listed) break;
  }
  return {};
}

// What a count counts whose noun an amount qualifies, with that amount.
std::string ClauseReader::qualified_name(const Sentence& sentence, std::uint32_t index) const {
  const std::string_view noun = qualified_noun(sentence, index + 1);
  if (noun.empty() || words_.of.words().empty()) return {};
  const std::size_t begin = skip_blanks(text_, found_.figures[index].to);
  const std::size_t end = found_.figures[index + 1].to;
  return std::string(text_.substr(begin, end - begin))
      .append(words_.of.words().front().text)
      .append(noun);
}

// "The output of 26 parks exceeds 19": of the 26 only the parks, where the next figure is of the
// measure behind them.
std::size_t ClauseReader::before_measure(std::size_t from, std::size_t end,
                                         std::size_t limit) const {
  constexpr std::size_t kShortest = 6;  // bytes of the thing
  const auto next = std::partition_point(found_.figures.begin(), found_.figures.end(),
                                         [&](const Quantity& q) { return q.from < limit; });
  if (next == found_.figures.end()) return end;
  const std::string_view verb = trim(text_.substr(limit, next->from - limit));
  if (!verb.empty() && words_.reach.exact(verb) == nullptr) return end;
  Phrase scratch;
  const std::string_view noun = text_.substr(from, strip_back(from, end, &scratch) - from);
  const bool led = scratch.led || !verb.empty() || next->from < next->begin;
  if (!led || !names_rate(noun)) return end;
  for (std::size_t at = 0; at < noun.size(); next_char(noun, at)) {
    const Word* of = words_.of.longest_at(noun, at);
    if (of != nullptr && at >= kShortest) return from + at;
    const Word* thing = words_.place_end.longest_at(noun, at);
    if (thing == nullptr || at + thing->text.size() < kShortest) continue;
    return from + std::min(noun.size(), at + thing->text.size());
  }
  return from + noun.size();
}

void ClauseReader::read_behind(const Quantity& q, std::size_t begin, std::size_t limit,
                               Phrase* phrase) const {
  const std::string_view left = text_.substr(begin, q.from - begin);
  std::string subject;
  if (!left.empty()) {
    std::size_t end = strip_back(begin, q.from, phrase);
    const std::string_view before = text_.substr(begin, end - begin);
    const Word* verb = words_.kept.longest_at_end(before) == nullptr
                           ? words_.lead.longest_at_end(before)
                           : nullptr;
    if (verb != nullptr) {
      phrase->increment = phrase->increment || words_.increment.exact(verb->text) != nullptr;
      phrase->flow = phrase->flow || words_.flow.exact(verb->text) != nullptr;
      end = std::max(begin, end - verb->text.size());
      Phrase scratch;
      end = strip_back(begin, end, &scratch);
      const TimeRef* time = time_before(end);  // "the county each year sets aside"
      if (time != nullptr && time->end == end) end = std::max<std::size_t>(begin, time->begin);
    }
    const Word* least = words_.distant_op.longest_at_end(text_.substr(begin, end - begin));
    if (least != nullptr) end -= least->text.size();
    subject = std::string(text_.substr(begin, end - begin));
    const bool examples = subject.find(kListCommaText) != subject.npos;
    const bool each = words_.every.longest_at(subject, 0) != nullptr;  // (in) each village
    const std::size_t longest =
        q.kind == QuantityKind::grade || each ? kLongestGraded : kLongestSubject;
    const std::string_view counted = text_.substr(counted_at(q), limit - counted_at(q));
    const bool named =
        char_count(counted) > kShortName || words_.own_noun.exact(trim(counted)) != nullptr;
    if (words_.preposition.exact(trim(left)) != nullptr ||
        words_.batch.exact(trim(left)) != nullptr ||
        (named && words_.example_end.longest_at_end(trim(left)) != nullptr)) {
      subject.clear();
    }
    if (char_count(subject) > longest || (examples && q.kind != QuantityKind::grade)) {
      subject.clear();
    }
  }
  const std::size_t from = std::min(limit, counted_at(q));
  std::size_t end = noun_end(from, before_finish(from, limit));
  const Word* joint = words_.joint.longest_at_end(text_.substr(from, end - from));
  if (joint != nullptr && is_joint(end - joint->text.size())) end -= joint->text.size();
  phrase->headless = false;
  end = before_measure(from, end, limit);
  const std::string_view noun = text_.substr(from, end - from);
  const Word* tail = words_.noun_end_words.longest_at_end(noun);
  std::size_t adverb = 0;  // "12 counties all met it"
  const bool cut = words_.after_noun.find(noun, 0, &adverb) != nullptr && adverb > kShortestNoun;
  const std::size_t whole = noun.size() - (tail != nullptr ? tail->text.size() : 0);
  phrase->text = subject + std::string(noun.substr(0, cut ? std::min(adverb, whole) : whole));
  phrase->end = end;
}

}  // namespace gangmu
