#include "parser/lead.h"

#include <algorithm>
#include <map>
#include <vector>

#include "parser/heading.h"
#include "parser/layout.h"
#include "parser/marks.h"

namespace gangmu {

namespace {

constexpr int kShortestLead = 3, kLongestLead = 26;  // characters
constexpr int kMostLeadCommas = 2;
constexpr std::size_t kFewest = 3;  // parallel siblings, itself included
constexpr int kShortestBody = 6;    // characters behind the heading sentence
constexpr int kLongestSubheading = 24;

struct Opening {
  std::uint32_t node = 0;
  FirstSentence sentence;
};

class Leads {
 public:
  Leads(Document* document, const Grammar& grammar, std::uint16_t rule)
      : document_(*document), grammar_(grammar), rule_(rule) {}

  void run() {
    for (const Plan& plan : document_.plans) recurring_leads(plan);
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::uint32_t>> families;
    for (std::uint32_t i = 0; i < document_.nodes.size(); ++i) {
      const Node& node = document_.nodes[i];
      if (node.kind == NodeKind::paragraph && node.zone == Zone::body) {
        families[{node.plan, node.parent}].push_back(i);
      }
    }
    for (const auto& [parent, paragraphs] : families) {
      if (parent.second == kNone) continue;
      run_in_leads(paragraphs, first_sentence, kFewest);
      const bool box = document_.nodes[parent.second].kind == NodeKind::box;
      run_in_leads(paragraphs, first_colon, box ? kFewest - 1 : kFewest);
      standing_leads(paragraphs);
    }
    for (const Plan& plan : document_.plans) article_titles(plan);
    standing_dashes();
  }

 private:
  // The first sentence is a heading in form: short, not a reference back or forth.
  bool heading_like(std::string_view text, const FirstSentence& sentence) const {
    if (!sentence.found || sentence.chars < kShortestLead || sentence.chars > kLongestLead ||
        sentence.commas > kMostLeadCommas) {
      return false;
    }
    if (char_count(text.substr(sentence.after)) < kShortestBody) return false;
    const std::string folded = fold(text.substr(0, sentence.end));
    return grammar_.words("lead_not_start").longest_at(folded, 0) == nullptr &&
           grammar_.words("clause_marker").longest_at(folded, 0) == nullptr &&
           folded.find_first_of("0123456789%") == std::string::npos;
  }

  void run_in_leads(const std::vector<std::uint32_t>& paragraphs,
                    FirstSentence (*opening_of)(std::string_view), std::size_t fewest) {
    std::vector<Opening> openings;
    for (const std::uint32_t i : paragraphs) {
      if (document_.nodes[i].kind != NodeKind::paragraph) continue;
      const std::string_view text = document_.text(document_.nodes[i].text);
      const FirstSentence sentence = opening_of(text);
      if (heading_like(text, sentence) && !standing(i)) openings.push_back({i, sentence});
    }
    if (openings.size() < fewest) return;
    keep_parallel(&openings);
    if (openings.size() < fewest) return;
    for (const Opening& opening : openings) {
      Node& node = document_.nodes[opening.node];
      node.kind = NodeKind::lead;
      node.rule = rule_;
      node.run_in = true;
      give_title(opening);
    }
  }

  void give_title(const Opening& opening) {
    Node& node = document_.nodes[opening.node];
    const Slice text = node.text;
    node.title = {text.begin, text.begin + static_cast<Offset>(opening.sentence.end)};
    node.close = {node.title.end, text.begin + static_cast<Offset>(opening.sentence.after)};
    node.text = {node.close.end, text.end};
    while (!node.text.empty() && document_.clean[node.text.begin] == ' ') ++node.text.begin;
  }

  // A short line of its own that comes again and again above lists and text ("Goals:", "Measures:")
  // is a sub-heading. It stands beside the list that it is followed by.
  void recurring_leads(const Plan& plan) {
    constexpr std::size_t kLongest = 10;  // characters
    std::map<std::string_view, std::vector<std::uint32_t>> labels;
    auto& nodes = document_.nodes;
    for (std::uint32_t i = plan.first_node; i + 1 < plan.last_node; ++i) {
      const Node& node = nodes[i];
      if (node.kind != NodeKind::paragraph || node.zone != Zone::body || node.parent == kNone)
        continue;
      const std::string_view text = document_.text(node.text);
      const char32_t last = final_mark(text);
      const bool colon = last == 0xFF1A || last == ':';
      if (colon && char_count(text) <= kLongest && nodes[i + 1].parent != i)
        labels[text].push_back(i);
    }
    for (const auto& [text, places] : labels) {
      if (places.size() < kFewest) continue;
      for (const std::uint32_t i : places) {
        Node& node = nodes[i];
        const Node& next = nodes[i + 1];
        const bool list = next.kind != NodeKind::paragraph && next.number == 1 &&
                          encloses(next.parent, node.parent);
        if (next.kind != NodeKind::paragraph && !list) continue;
        if (list) node.parent = next.parent;
        std::size_t end = text.size();
        previous_char(text, end);
        node.kind = NodeKind::lead;
        node.rule = rule_;
        node.title = {node.text.begin, node.text.begin + static_cast<Offset>(end)};
        node.close = {node.title.end, node.text.end};
        node.text = {node.close.end, node.close.end};
        for (std::uint32_t k = i + 1; k < plan.last_node; ++k) {
          if (nodes[k].kind != NodeKind::paragraph || nodes[k].parent != node.parent) break;
          if (labels.contains(document_.text(nodes[k].text))) break;
          nodes[k].parent = i;
        }
      }
    }
  }

  // Whether one heading is another or stands above it.
  bool encloses(std::uint32_t above, std::uint32_t node) const {
    while (node != kNone && node != above) node = document_.nodes[node].parent;
    return node == above;
  }

  // Articles are body, but lists of measures are counted by them, too: where most that go on behind
  // their first sentence begin with a short phrase that rules nothing, the phrases are titles.
  void article_titles(const Plan& plan) {
    std::vector<Opening> openings;
    std::size_t several = 0;  // articles of two sentences or more
    for (std::uint32_t i = plan.first_node; i < plan.last_node; ++i) {
      const Node& node = document_.nodes[i];
      if (node.kind != NodeKind::article || !node.title.empty()) continue;
      const std::string_view text = document_.text(node.text);
      const FirstSentence sentence = first_sentence(text);
      several += sentence.found;
      std::size_t at = 0;
      const bool rules =
          sentence.found &&
          grammar_.words("ruling").find(fold(text.substr(0, sentence.end)), 0, &at) != nullptr;
      if (!rules && sentence.commas <= 1 && heading_like(text, sentence))
        openings.push_back({i, sentence});
    }
    if (openings.size() < kFewest || openings.size() * 5 < several * 3) return;
    for (const Opening& opening : openings) give_title(opening);
  }

  // Of one form: as many commas as most, and of about their length.
  static void keep_parallel(std::vector<Opening>* openings) {
    std::map<int, int> commas;
    for (const Opening& o : *openings) ++commas[o.sentence.commas];
    int usual = 0, most = 0;
    for (const auto& [n, count] : commas) {
      if (count > most) {
        most = count;
        usual = n;
      }
    }
    std::vector<int> lengths;
    for (const Opening& o : *openings) {
      if (o.sentence.commas == usual) lengths.push_back(o.sentence.chars);
    }
    std::nth_element(lengths.begin(), lengths.begin() + static_cast<long>(lengths.size() / 2),
                     lengths.end());
    const int median = lengths[lengths.size() / 2];
    const int spread = std::max(6, median * 3 / 4);
    std::erase_if(*openings, [&](const Opening& o) {
      return o.sentence.commas != usual || std::abs(o.sentence.chars - median) > spread;
    });
  }

  bool standing(std::uint32_t i) const {
    const Node& node = document_.nodes[i];
    if (node.kind != NodeKind::paragraph) return false;
    const std::string_view text = document_.text(node.text);
    if (text.empty() || char_count(text) > kLongestSubheading) return false;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t from = at;
      const char32_t c = next_char(text, at);
      const bool colon = c == 0xFF1A || c == ':';
      if (ends_sentence(c) || c == 0xFF1B || c == ';') return false;
      if (colon && !is_counted(text.substr(0, from))) return false;
    }
    std::size_t end = text.size();
    const char32_t last = previous_char(text, end);
    return is_han(last) || closes(last);
  }

  // "Work three": a word and its number.
  bool is_counted(std::string_view label) const {
    constexpr std::size_t kLongest = 6;  // characters
    std::size_t end = label.size();
    if (end == 0 || char_count(label) > kLongest) return false;
    previous_char(label, end);
    return end > 0 && grammar_.number(fold(label.substr(end))).has_value();
  }

  bool is_body(std::uint32_t i) const {
    const std::string_view text = document_.text(document_.nodes[i].text);
    if (text.empty()) return false;
    std::size_t end = text.size();
    return char_count(text) > kLongestSubheading || ends_sentence(previous_char(text, end));
  }

  // Short lines without a mark, each followed by body: sub-headings; what follows hangs below.
  void standing_leads(const std::vector<std::uint32_t>& paragraphs) {
    std::vector<std::uint32_t> heads;
    for (std::size_t k = 0; k + 1 < paragraphs.size(); ++k) {
      if (paragraphs[k + 1] == paragraphs[k] + 1 && standing(paragraphs[k]) &&
          is_body(paragraphs[k + 1])) {
        heads.push_back(paragraphs[k]);
      }
    }
    if (heads.size() < kFewest) return;
    std::size_t h = 0;
    std::uint32_t open = kNone;
    for (const std::uint32_t i : paragraphs) {
      Node& node = document_.nodes[i];
      if (h < heads.size() && heads[h] == i) {
        node.kind = NodeKind::lead;
        node.rule = rule_;
        node.title = node.text;
        node.text = {node.title.end, node.title.end};
        open = i;
        ++h;
      } else if (open != kNone && node.kind == NodeKind::paragraph && contiguous(open, i)) {
        node.parent = open;
      } else {
        open = kNone;
      }
    }
  }

  // Dash items that are headings of their own: what follows each hangs below it; below the last no
  // more than below the others, since the text of the section may go on.
  void standing_dashes() {
    auto& nodes = document_.nodes;
    std::map<std::uint32_t, std::vector<std::uint32_t>> families;
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
      const Node& node = nodes[i];
      if (node.kind == NodeKind::dash && node.parent != kNone) families[node.parent].push_back(i);
    }
    for (const auto& [parent, dashes] : families) {
      const bool all =
          dashes.size() >= 2 && std::all_of(dashes.begin(), dashes.end(), [&](std::uint32_t i) {
            return !nodes[i].run_in && nodes[i].close.empty() && paragraphs(i) > 0;
          });
      if (!all) continue;
      std::uint32_t most = 0;
      for (const std::uint32_t i : dashes) {
        const std::uint32_t own = paragraphs(i);
        const std::uint32_t count = i == dashes.back() ? std::min(own, most) : own;
        most = std::max(most, count);
        for (std::uint32_t k = i + 1; k <= i + count; ++k) nodes[k].parent = i;
      }
    }
  }

  // The paragraphs right behind a node that hang beside it.
  std::uint32_t paragraphs(std::uint32_t i) const {
    const auto& nodes = document_.nodes;
    std::uint32_t k = i + 1;
    while (k < nodes.size() && nodes[k].kind == NodeKind::paragraph &&
           nodes[k].zone == Zone::body && nodes[k].parent == nodes[i].parent) {
      ++k;
    }
    return k - i - 1;
  }

  // Nothing but paragraphs of one family stands between the two.
  bool contiguous(std::uint32_t open, std::uint32_t i) const {
    for (std::uint32_t j = open + 1; j < i; ++j) {
      if (document_.nodes[j].parent != open) return false;
    }
    return true;
  }

  Document& document_;
  const Grammar& grammar_;
  std::uint16_t rule_;
};

}  // namespace

void find_leads(Document* document, const Grammar& grammar, std::uint16_t rule) {
  Leads(document, grammar, rule).run();
}

}  // namespace gangmu
