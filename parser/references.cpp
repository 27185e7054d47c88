#include "parser/references.h"

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "parser/marks.h"
#include "parser/rule_refs.h"

namespace gangmu {

namespace {

constexpr std::size_t kLongestClause = 360;          // bytes on either side of a title
constexpr char32_t kOpen = 0x300A, kClose = 0x300B;  // title marks

// A title in folded text, marks included.
struct Title {
  std::size_t begin = 0, end = 0;
};

class Finder {
 public:
  Finder(Document* document, const Grammar& grammar, const Folded& clean,
         std::vector<RuleRef>* rules)
      : document_(*document),
        grammar_(grammar),
        clean_(clean),
        before_(grammar.words("reference_before")),
        after_(grammar.words("reference_after")),
        joints_(grammar.words("reference_joint")),
        drafts_(grammar.words("draft_verb")),
        nouns_(grammar.words("document_end")),
        no_title_(grammar.words("draft_not")),
        rules_(rules) {}

  void run() {
    for (std::uint32_t i = 0; i < document_.nodes.size(); ++i) {
      const Node& node = document_.nodes[i];
      if (node.kind == NodeKind::toc) continue;
      read(i, node.title);
      read(i, node.text);
      if (node.role == Role::tasks || node.role == Role::safeguards) read_drafts(i, node.text);
      if (node.table == kNone) continue;
      for (const auto& row : document_.tables[node.table].rows) {
        for (const Cell& cell : row) read(i, cell.text);
      }
    }
  }

 private:
  void read(std::uint32_t node, Slice slice) {
    if (slice.empty()) return;
    const std::string_view text = document_.text(slice);
    if (text.find("\xE3\x80\x8A") == text.npos) return;
    folded_ = clean_.view(slice);
    slice_ = slice;
    titles_ = titles();
    for (std::size_t i = 0; i < titles_.size();) {  // titles of a list share what is done with them
      std::size_t last = i;
      while (last + 1 < titles_.size() && joins(titles_[last].end, titles_[last + 1].begin)) ++last;
      const Word* word = word_before(clause_begin(titles_[i].begin), titles_[i].begin);
      if (word == nullptr) word = word_behind(titles_[last].end, clause_end(titles_[last].end));
      for (; i <= last; ++i) add(node, titles_[i], word);
    }
  }

  // Documents to be written that stand without marks: "draw up A's detailed rules".
  void read_drafts(std::uint32_t node, Slice slice) {
    if (slice.empty()) return;
    folded_ = clean_.view(slice);
    slice_ = slice;
    const std::string_view text = folded_.text;
    std::size_t begin = 0;
    for (std::size_t at = 0; at <= text.size();) {
      at = kEnds.next(text, at);
      const std::size_t from = at;
      const char32_t c = at < text.size() ? next_char(text, at) : ',';
      if (from == text.size()) ++at;
      if (!ends(c)) continue;
      read_draft(node, begin, from);
      begin = at;
    }
  }

  // The clause's first word for drawing up, and behind it nothing but what ends as documents are
  // called.
  void read_draft(std::uint32_t node, std::size_t begin, std::size_t end) {
    constexpr std::size_t kFarthest = 60;                // bytes before the verb
    constexpr std::size_t kShortest = 4, kLongest = 30;  // characters of a title
    const std::string_view clause = std::string_view(folded_.text).substr(0, end);
    std::size_t at = 0;
    const Word* verb = drafts_.find(clause, begin, &at);
    if (verb == nullptr || at - begin > kFarthest) return;
    std::size_t first = at + verb->text.size();
    if (const Word* more = drafts_.longest_at(clause, first)) first += more->text.size();
    const std::string_view title = clause.substr(first, end - first);
    const Word* noun = nouns_.longest_at_end(title);
    if (noun == nullptr || noun->value == "none" || noun->text.size() >= title.size()) return;
    const std::size_t length = char_count(title);
    if (length < kShortest || length > kLongest || no_title_.longest_at(title, 0) != nullptr)
      return;
    for (std::size_t i = 0; i < title.size();) {
      const char32_t c = next_char(title, i);
      if (c == kListComma || c == kOpen || c == kClose || c == ':' || c == '(' || c == ')') return;
    }
    Reference reference;
    reference.node = node;
    const Slice whole = slice_of(first, end);
    reference.title = without_blanks(document_.text(whole));
    reference.span = document_.source_of(whole);
    reference.quote = document_.text(slice_of(begin, end));
    reference.relation = Relation::draft;
    reference.rule = rules_.of("references/unmarked", grammar_.files()[noun->file], noun->line);
    document_.references.push_back(std::move(reference));
  }

  // Outermost pairs of marks; what stays open is no title.
  std::vector<Title> titles() const {
    std::vector<Title> out;
    const std::string_view text = folded_.text;
    int depth = 0;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t from = at;
      const char32_t c = next_char(text, at);
      if (c == kOpen && depth++ == 0) begin = from;
      if (c != kClose || depth == 0) continue;
      --depth;
      if (depth == 0) out.push_back({begin, at});
    }
    return out;
  }

  // Nothing but words that join stands between two titles, and the number of the first.
  bool joins(std::size_t from, std::size_t to) const {
    const std::string_view text = folded_.text;
    if (const std::size_t bracket = end_of_bracket(from); bracket <= to) from = bracket;
    while (from < to) {
      if (text[from] == ' ') {
        ++from;
        continue;
      }
      const Word* joint = joints_.longest_at(text, from);
      if (joint == nullptr) return false;
      from += joint->text.size();
    }
    return true;
  }

  std::size_t end_of_bracket(std::size_t at) const {
    const std::string_view text = folded_.text;
    if (at >= text.size() || text[at] != '(') return at;
    const std::size_t close = text.find(')', at);
    return close == text.npos ? at : close + 1;
  }

  void add(std::uint32_t node, const Title& title, const Word* word) {
    Reference reference;
    reference.node = node;
    const Slice whole = slice_of(title.begin, title.end);
    std::size_t first = whole.begin, last = whole.end;
    next_char(document_.clean, first);
    previous_char(document_.clean, last);
    reference.title = document_.text({static_cast<Offset>(first), static_cast<Offset>(last)});
    std::erase(reference.title, ' ');
    reference.span = document_.source_of(whole);
    reference.number = number_behind(title.end);
    const std::size_t begin = clause_begin(title.begin), end = clause_end(title.end);
    reference.quote = document_.text(slice_of(begin, end));
    if (word != nullptr) {
      reference.relation = relation_named(word->value).value_or(Relation::mention);
    }
    reference.rule = word == nullptr ? rules_.of("references/title")
                                     : rules_.of(std::string("references/").append(word->value),
                                                 grammar_.files()[word->file], word->line);
    document_.references.push_back(std::move(reference));
  }

  Slice slice_of(std::size_t begin, std::size_t end) const {
    return {slice_.begin + folded_.back[begin], slice_.begin + folded_.back[end]};
  }

  // The number of the document in brackets behind its title.
  std::string number_behind(std::size_t at) const {
    const std::size_t end = end_of_bracket(at);
    if (end <= at + 2) return {};
    const std::string_view inner = folded_.text.substr(at + 1, end - at - 2);
    std::vector<Match> found;
    grammar_.match(Stage::targets, inner, &found);
    for (const Match& match : found) {
      if (grammar_.rules(Stage::targets)[match.rule].name != "doc_number") continue;
      return std::string(document_.text(slice_of(at + 1, end - 1)));
    }
    return {};
  }

  static bool ends(char32_t c) { return c == ',' || c == ';' || ends_sentence(c); }
  static constexpr CharFilter kEnds = {kSentenceEnds, {',', ';'}};

  // No further than a sentence is long, so that no text makes it slow.
  std::size_t clause_begin(std::size_t at) const {
    const std::size_t floor = at > kLongestClause ? at - kLongestClause : 0;
    while (at > floor) {
      std::size_t before = at;
      if (ends(previous_char(folded_.text, before))) return at;
      at = before;
    }
    return at;
  }
  // A mark inside another title ends nothing.
  std::size_t clause_end(std::size_t at) const {
    const std::string_view text = folded_.text;
    const std::size_t ceiling = std::min(text.size(), at + kLongestClause);
    int depth = 0;
    while (at < ceiling) {
      const std::size_t from = at;
      const char32_t c = next_char(text, at);
      depth += c == kOpen ? 1 : c == kClose ? -1 : 0;
      if (depth <= 0 && ends(c)) return from;
    }
    return at;
  }

  // The last word before the title within its clause, near enough to govern it.
  const Word* word_before(std::size_t begin, std::size_t end) const {
    constexpr std::size_t kFarthest = 45;  // bytes between the word and the title
    const Word* best = nullptr;
    const std::string_view clause = std::string_view(folded_.text).substr(0, end);
    std::size_t from = begin, at = 0;
    while (const Word* word = before_.find(clause, from, &at)) {
      from = at + word->text.size();
      if (in_title(at)) continue;
      best = end - from <= kFarthest ? word : nullptr;
    }
    return best;
  }
  const Word* word_behind(std::size_t begin, std::size_t end) const {
    constexpr std::size_t kFarthest = 30;  // bytes
    const std::string_view clause = std::string_view(folded_.text).substr(0, end);
    std::size_t at = 0;
    const Word* word = after_.find(clause, begin, &at);
    return word != nullptr && at - begin <= kFarthest && !in_title(at) ? word : nullptr;
  }

  bool in_title(std::size_t at) const {
    const auto title = std::partition_point(titles_.begin(), titles_.end(),
                                            [&](const Title& t) { return t.end <= at; });
    return title != titles_.end() && title->begin <= at;
  }

  Document& document_;
  const Grammar& grammar_;
  const Folded& clean_;
  const WordTable &before_, &after_, &joints_, &drafts_, &nouns_, &no_title_;
  RuleRefs rules_;
  FoldedView folded_;
  std::vector<Title> titles_;
  Slice slice_;
};

}  // namespace

void find_references(Document* document, const Grammar& grammar, const Folded& clean,
                     std::vector<RuleRef>* rules) {
  Finder(document, grammar, clean, rules).run();
}

}  // namespace gangmu
