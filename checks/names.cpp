#include "checks/names.h"

#include <algorithm>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "checks/fields.h"
#include "parser/marks.h"

namespace gangmu {

namespace {

std::size_t common_start(std::u32string_view a, std::u32string_view b) {
  std::size_t n = 0;
  while (n < a.size() && n < b.size() && a[n] == b[n]) ++n;
  return n;
}

std::size_t common_end(std::u32string_view a, std::u32string_view b) {
  std::size_t n = 0;
  while (n < a.size() && n < b.size() && a[a.size() - 1 - n] == b[b.size() - 1 - n]) ++n;
  return n;
}

}  // namespace

bool is_variant(std::u32string_view a, std::u32string_view b) {
  constexpr std::size_t kMostPut = 2;
  if (a.size() > b.size()) std::swap(a, b);
  const std::size_t start = common_start(a, b);
  const std::size_t end = std::min(common_end(a, b), a.size() - std::min(start, a.size()));
  const std::size_t rest_a = a.size() - start - end, rest_b = b.size() - start - end;
  const bool put_in = rest_a == 0 && rest_b > 0 && rest_b <= kMostPut && start > 0 && end > 0;
  // At the end of a long title, where kinds of documents have words of two characters.
  constexpr std::size_t kLong = 8;
  const bool last = end == 0 && start >= kLong && a.size() == b.size();
  const bool changed = rest_a == 1 && rest_b == 1 && start > 0 && (end > 0 || last);
  return put_in || changed;
}

struct NameCheck::State {
  explicit State(const Grammar& rules)
      : telling(rules.words("check_telling")),
        bodies(rules.words("check_body")),
        tails(rules.words("check_title_tail")),
        programmes(rules.words("check_programme")) {}

  struct Title {
    std::u32string text;
    std::string printed;
    Finding::Side side;
  };

  // Whether one is the other with a word at its end that may be left out.
  bool differs_by_tail(const Title& a, const Title& b) const {
    const Title& longer = a.text.size() > b.text.size() ? a : b;
    const Title& shorter = a.text.size() > b.text.size() ? b : a;
    if (!longer.text.starts_with(shorter.text)) return false;
    return tails.exact(text_of(longer.text.substr(shorter.text.size()))) != nullptr;
  }

  // Whether they differ in nothing but the word for their kind at the end: "rules" and "measures".
  bool differs_by_kind(const Title& a, const Title& b) const {
    constexpr std::size_t kKind = 2;  // characters
    if (a.text.size() != b.text.size() || a.text.size() <= kKind) return false;
    const std::size_t from = a.text.size() - kKind;
    return common_start(a.text, b.text) == from && both_tell(a.text, b.text, from);
  }

  // The last words of two titles: kinds of documents, two that there are.
  bool both_tell(std::u32string_view a, std::u32string_view b, std::size_t from) const {
    return telling.exact(text_of(a.substr(from))) != nullptr &&
           telling.exact(text_of(b.substr(from))) != nullptr;
  }

  // Characters in which the two differ tell two things apart: numbers, places, levels.
  bool tells(std::u32string_view a, std::u32string_view b) const {
    const std::size_t start = common_start(a, b);
    const std::size_t end = std::min(common_end(a, b), std::min(a.size(), b.size()) - start);
    if (end == 0 && a.size() == b.size() && start > 0 && both_tell(a, b, start - 1)) return true;
    for (const std::u32string_view rest :
         {a.substr(start, a.size() - start - end), b.substr(start, b.size() - start - end)}) {
      const std::string words = text_of(rest);
      std::size_t at = 0;
      const bool ascii = std::any_of(rest.begin(), rest.end(), [](char32_t c) { return c < 0x80; });
      if (ascii || telling.find(words, 0, &at) != nullptr) return true;
    }
    return false;
  }

  // The nouns behind one name in quotation marks: "plan" and "action" of the same core.
  void add_nouns(const Checked& in, Findings* findings) {
    for (const Name& name : in.document.names) {
      if (name.core == name.name || name.core.empty()) continue;
      if (name.type != NameType::phrase) add_noun(in, name, name.core, name.name, findings);
      add_far_noun(in, name, findings);
    }
  }

  // A noun some words behind the quotation marks, and the same words with another noun elsewhere.
  void add_far_noun(const Checked& in, const Name& name, Findings* findings) {
    constexpr std::size_t kLongest = 4 * kHan;  // bytes between
    constexpr std::string_view kClose = "\u201D";
    const std::size_t close = name.name.find(kClose);
    if (close == std::string::npos) return;
    const std::string quoted = name.name.substr(0, close + kClose.size());
    std::string behind = name.name.substr(quoted.size());
    if (name.type == NameType::phrase) behind += words_behind(in.document, name);
    for (std::size_t at = kHan; at <= std::min(kLongest, behind.size()); at += kHan) {
      const Word* noun = programmes.longest_at(behind, at);
      if (noun == nullptr) continue;
      const std::string between = behind.substr(0, at);
      return add_noun(in, name, name.core + between, (quoted + between).append(noun->text),
                      findings);
    }
  }

  // The ideographs right behind a name.
  static std::string words_behind(const Document& document, const Name& name) {
    constexpr std::size_t kMost = 40;  // bytes
    const std::string_view text = document.source.text;
    std::string out;
    for (std::size_t at = name.span.end; at < text.size() && out.size() < kMost;) {
      const char32_t c = fold_char(next_char(text, at));
      if (is_blank(c) || c == '\n') continue;
      if (!is_han(c)) break;
      append_char(out, c);
    }
    return out;
  }

  void add_noun(const Checked& in, const Name& name, const std::string& core,
                const std::string& printed, Findings* findings) {
    Noun noun;
    noun.name = printed;
    noun.plain = without_quotes(printed);
    noun.origin = in.origin(in.document.nodes[name.node].plan);
    noun.side = in.side(name.span, printed);
    std::vector<Noun>& before = nouns[core];
    const bool told = std::any_of(before.begin(), before.end(), [&](const Noun& other) {
      return other.plain == noun.plain && of_one_place(other.origin, noun.origin);
    });
    if (told || before.size() >= kMostNouns) return;
    const auto other = std::find_if(before.begin(), before.end(), [&](const Noun& one) {
      return of_one_place(one.origin, noun.origin) && !one.plain.starts_with(noun.plain) &&
             !noun.plain.starts_with(one.plain);
    });
    if (other != before.end()) {
      findings->add(Check::name_variant, {other->name, noun.name}, {other->side, noun.side});
    }
    before.push_back(std::move(noun));
  }

  struct Noun {
    std::string name;
    Origin origin;
    std::u32string plain;
    Finding::Side side;
  };
  static constexpr std::size_t kMostNouns = 32;  // of one name
  static std::u32string without_quotes(std::string_view text) {
    std::u32string out;
    for (const char32_t c : characters_of(text)) {
      if (c != 0x201C && c != 0x201D && c != '"') out += c;
    }
    return out;
  }

  std::unordered_map<std::string, std::vector<Noun>> nouns;  // by core
  const WordTable &telling, &bodies, &tails, &programmes;
  std::unordered_set<std::string> known;  // titles, folded
  std::vector<Title> titles;
};

NameCheck::NameCheck(const Grammar& grammar) : state_(std::make_unique<State>(grammar)) {}
NameCheck::~NameCheck() = default;

namespace {

// Bodies that a plan calls by their full and by a short name; each pair once.
void check_bodies(const Checked& in, const WordTable& bodies, Findings* findings) {
  struct Found {
    std::string word;
    Finding::Side side;
  };
  std::map<std::pair<std::uint32_t, std::string>, std::vector<Found>> found;  // by the full name
  for_each_field(in, false, [&](const FieldText& field) {
    std::size_t from = 0, at = 0;
    while (const Word* word = bodies.find(field.folded.text, from, &at)) {
      from = at + word->text.size();
      // cppcheck-suppress iterators3
      auto& words = found[{field.node.plan, std::string(word->value)}];
      const bool known = std::any_of(words.begin(), words.end(),
                                     [&](const Found& other) { return other.word == word->text; });
      if (!known)
        words.push_back({std::string(word->text), in.side(field.at(at, from), field.slice)});
    }
  });
  for (const auto& [key, words] : found) {
    for (std::size_t i = 1; i < words.size(); ++i) {
      findings->add(Check::name_mixed, {words[0].word, words[i].word},
                    {words[0].side, words[i].side});
    }
  }
}

}  // namespace

namespace {

// A title without the bracket at its end: "(2026-2030)".
std::string_view without_bracket(std::string_view title) {
  std::size_t end = title.size();
  if (end == 0 || !closes(previous_char(title, end))) return title;
  while (end > 0) {
    const char32_t c = previous_char(title, end);
    if (c == '(' || c == 0xFF08) return title.substr(0, end);
  }
  return title;
}

// A notice names the plan that it gives out, and the plan stands behind it under its own title: a
// line without marks that is that name but for a character or two.
void check_notices(const Checked& in, Findings* findings) {
  constexpr std::uint32_t kNear = 24;                  // nodes from the begin of a plan
  constexpr std::size_t kShortest = 8, kLongest = 60;  // characters
  const auto& nodes = in.document.nodes;
  for (const Reference& reference : in.document.references) {
    const std::u32string name = characters_of(reference.title);
    const Plan& plan = in.document.plans[nodes[reference.node].plan];
    if (name.size() < kShortest || reference.node >= plan.first_node + kNear) continue;
    const auto compare = [&](std::string_view text, Span span) {
      if (text.size() > kLongest * 3 || !is_variant(name, characters_of(text))) return;
      findings->add(Check::title_variant, {reference.title, std::string(text)},
                    {in.side(reference.span, reference.title), in.side(span, std::string(text))});
    };
    // The notice may be what stands before the plan.
    if (nodes[reference.node].zone == Zone::front && reference.span.begin < plan.span.begin) {
      compare(without_bracket(in.document.text(plan.title)), plan.span);
    }
    const std::uint32_t end = std::min(plan.last_node, plan.first_node + kNear);
    for (std::uint32_t i = reference.node + 1; i < end; ++i) {
      const Node& node = nodes[i];
      if (!node.marker.empty()) continue;
      compare(in.document.text(node.title.empty() ? node.text : node.title), node.span);
    }
  }
}

}  // namespace

void NameCheck::add(const Checked& in, Findings* findings) {
  state_->add_nouns(in, findings);
  check_notices(in, findings);
  check_bodies(in, state_->bodies, findings);
  constexpr std::size_t kShortest = 8;  // characters of a title that a variant is looked for
  for (const Reference& reference : in.document.references) {
    std::u32string text = characters_of(reference.title);
    if (text.size() < kShortest) continue;
    if (state_->known.insert(without_blanks(fold(reference.title))).second) {
      state_->titles.push_back(
          {std::move(text), reference.title, in.side(reference.span, reference.title)});
    }
  }
}

void NameCheck::finish(Findings* findings) {
  // Variants begin or end alike: only those are held against each other.
  constexpr std::size_t kEdge = 4, kMostAlike = 400;
  std::map<std::u32string, std::vector<std::size_t>> edges;
  auto& titles = state_->titles;
  for (std::size_t i = 0; i < titles.size(); ++i) {
    edges[U"<" + titles[i].text.substr(0, kEdge)].push_back(i);
    edges[U">" + titles[i].text.substr(titles[i].text.size() - kEdge)].push_back(i);
  }
  std::vector<std::pair<std::size_t, std::size_t>> pairs;
  for (const auto& [edge, own] : edges) {
    if (own.size() > kMostAlike) continue;
    for (std::size_t a = 0; a < own.size(); ++a) {
      for (std::size_t b = a + 1; b < own.size(); ++b) {
        const auto &first = titles[own[a]], &second = titles[own[b]];
        const bool variant =
            is_variant(first.text, second.text) && !state_->tells(first.text, second.text);
        if (variant || state_->differs_by_tail(first, second) ||
            state_->differs_by_kind(first, second)) {
          pairs.emplace_back(own[a], own[b]);
        }
      }
    }
  }
  std::sort(pairs.begin(), pairs.end());
  pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
  for (const auto& [a, b] : pairs) {
    const bool kind = state_->differs_by_kind(titles[a], titles[b]);
    findings->add(kind ? Check::title_kind : Check::title_variant,
                  {titles[a].printed, titles[b].printed}, {titles[a].side, titles[b].side});
  }
}

}  // namespace gangmu
