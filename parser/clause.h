// The clause around a figure: what is measured, and the words that were cut away to find it.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "parser/grammar.h"
#include "parser/quantity.h"

namespace gangmu {

// A sentence of folded text and the figures and times in it.
struct Sentence {
  std::size_t begin = 0, end = 0;
  std::uint32_t first_figure = 0, last_figure = 0;  // half-open
  std::uint32_t first_time = 0, last_time = 0;
};
std::vector<Sentence> sentences_of(std::string_view folded, const Quantities& found);

// Whether verbs of finishing, with adverbs before them, fill the clause from the place on.
bool finishes_at(std::string_view folded, std::size_t at, const WordTable& verbs,
                 const WordTable& adverbs);

struct Phrase {
  std::string relative;  // what the figure is measured against, another time excepted
  std::string text;      // what is measured, as the clause has it; empty: not in the clause
  std::size_t begin = 0, end = 0;  // the clause in folded text: from its first word to the figure
                                   // or to the noun behind it
  bool among = false;              // begins with a word such as the Chinese for "of which"
  bool increment = false;          // new things
  bool growth = false;             // a change
  bool flow = false;               // done over a period
  bool compared = false;           // measured against something else
  bool against = false;            // … than another body, not another time
  bool continues = false;          // needs the subject of the figure before it (a share of …)
  bool only_subject = false;       // … and adds nothing to it (ranks first)
  bool amount = false;             // an amount of the subject before it (funds, output)
  bool attribute = false;          // what a thing named before it has (staff, beds)
  bool titled = false;             // a measure of what the heading names
  bool declines = false;           // a change to less
  bool listed = false;             // begins with a list comma: goes on with the figure before
  bool follows = false;            // is the next clause behind that of the figure before
  bool acts = false;               // begins with a verb of its own
  bool led = false;                // a verb leads to the figure
  bool reached = false;            // … that says what will be reached
  bool headless = false;           // ends before its noun (of those that …)
  bool of_reached = false;         // … and a verb that says what is reached follows
  bool share = false;              // … and is a share of it
  std::string_view verb;           // all that stands before the figure (rebuild 5)
  std::string object;     // of the clause before, which holds no figure (make A, its output 10)
  std::string shared;     // the measure that stands before a list of things
  bool measured = false;  // a ratio or a bare value: new things are what it is of
  bool named = false;     // the figure is part of a name (an institute that ends in a unit)
};

// The word tables that clauses are read with, looked up once.
struct ClauseWords {
  explicit ClauseWords(const Grammar& grammar);
  const WordTable &lead, &noun, &noun_tail, &reach, &growth, &increment, &flow, &compare,
      &compare_not, &time_mean, &compare_with, &compare_end, &title_verb, &among, &stop, &share,
      &continues, &amount, &inner, &inner_amount, &heads, &place, &whole, &whole_verb, &joint,
      &joint_not, &decline, &dimension, &adverbial, &act, &marker, &reached, &change_to,
      &change_adverb, &time_from, &of, &attribute_lead, &title_amount, &compare_tail, &op_before,
      &pure_verb, &reach_not, &amount_prefix, &headless_end, &headless_not, &attribute, &kept,
      &preposition, &measure_end, &place_end, &distant_op, &field_end, &change_from, &newly,
      &lead_adverb, &every, &example_end, &after_noun, &noun_end_words, &respectively, &ends,
      &altogether, &batch, &own_noun, &finish, &finish_adverb, &cause, &cause_end;
};

class ClauseReader {
 public:
  ClauseReader(std::string_view folded, const Quantities& found, const ClauseWords& words)
      : text_(folded), found_(found), words_(words) {}
  Phrase read(const Sentence& sentence, std::uint32_t figure) const;

 private:
  const TimeRef* time_before(std::size_t at) const;
  bool is_joint(std::size_t at) const;
  std::size_t clause_begin(const Sentence& sentence, std::uint32_t figure) const;
  std::size_t clause_end(const Sentence& sentence, std::uint32_t figure) const;
  std::size_t strip_front(std::size_t begin, std::size_t end, Phrase* phrase) const;
  const Word* reach_at_end(std::string_view left) const;
  // The clause that ends at the comma before `begin`; empty where it holds the figure before.
  std::pair<std::size_t, std::size_t> clause_before(const Sentence& sentence, std::uint32_t figure,
                                                    std::size_t begin) const;
  std::string subject_before(const Sentence& sentence, std::uint32_t figure, std::size_t begin,
                             bool listed) const;
  std::string_view qualified_noun(const Sentence& sentence, std::uint32_t figure) const;
  bool is_qualifier(const Sentence& sentence, std::uint32_t figure) const;
  std::string qualified_name(const Sentence& sentence, std::uint32_t figure) const;
  std::size_t before_from(std::string_view phrase) const;
  std::size_t counted_at(const Quantity& figure) const;
  const Word* change_at(std::size_t at) const;
  bool starts_noun(std::size_t at) const;
  bool starts_attribute(std::size_t at) const;
  bool is_measure(const WordTable& measures, std::string_view phrase) const;
  std::string object_before(const Sentence& sentence, std::uint32_t figure,
                            std::size_t begin) const;
  std::string relative_of(const Quantity& q, std::size_t begin) const;
  std::size_t before_change(std::size_t at) const;
  std::size_t before_mean(std::size_t begin, std::size_t end) const;
  const Word* comparison_at(std::string_view text, std::size_t at) const;
  const Word* comparison_in(std::string_view clause) const;
  std::size_t strip_adverbial(std::size_t begin, std::size_t end) const;
  bool is_cause(std::string_view phrase) const;
  bool has_noun_tail(std::string_view text, std::size_t at) const;
  bool is_named_number(std::size_t at) const;
  std::size_t strip_back(std::size_t begin, std::size_t end, Phrase* phrase) const;
  void read_shared(const Sentence& sentence, std::uint32_t figure, Phrase* phrase) const;
  bool names_rate(std::string_view phrase) const;
  std::string without_inner_verb(std::string phrase, Phrase* out) const;
  bool counts_noun_behind(const Quantity& q, std::size_t begin, std::size_t limit, bool acts) const;
  std::size_t before_measure(std::size_t from, std::size_t end, std::size_t limit) const;
  void read_behind(const Quantity& q, std::size_t begin, std::size_t limit, Phrase* phrase) const;
  bool is_behind_among(const Sentence& sentence, std::size_t begin) const;
  bool is_next_clause(std::uint32_t figure) const;
  bool part_of_name(std::uint32_t figure, std::string_view phrase) const;
  bool is_made(std::uint32_t figure) const;
  std::size_t before_finish(std::size_t from, std::size_t end) const;
  bool is_bare_growth(std::size_t begin, std::size_t end) const;
  bool noun_behind(const Quantity& figure, std::size_t end) const;
  std::size_t behind_of(const Quantity& figure) const;
  void read_share_of(const Quantity& q, std::size_t limit, Phrase* phrase) const;
  void read_amount_of(const Quantity& q, std::size_t limit, Phrase* phrase) const;
  std::size_t noun_end(std::size_t from, std::size_t limit) const;

  std::string_view text_;
  const Quantities& found_;
  const ClauseWords& words_;
};

}  // namespace gangmu
