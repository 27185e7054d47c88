#include "checks/lists.h"

#include <algorithm>
#include <optional>
#include <string>

#include "checks/fields.h"
#include "checks/list_counts.h"
#include "parser/marks.h"
#include "parser/numeral.h"

namespace gangmu {

namespace {

constexpr std::size_t kLongestName = 45;  // bytes
constexpr std::size_t kFarthest = 1200;   // bytes of a list

bool opens(char32_t c) { return c == '(' || c == 0x201C || c == 0x300A || c == '[' || c == 0x3010; }
bool closes(char32_t c) {
  return c == ')' || c == 0x201D || c == 0x300B || c == ']' || c == 0x3011;
}
bool stops(char32_t c) {
  return c == ',' || c == ';' || c == ':' || c == 0x3002 || c == '!' || c == '?' || c == '\n';
}

// How many things a list names: a word between the last two may be part of a name.
struct Named {
  int least = 0, most = 0;
  std::size_t begin = 0, end = 0;
  std::size_t longest = 0;  // bytes of the longest item
};

class ListCheck {
 public:
  ListCheck(const Checked& in, Findings* findings, std::vector<NamedList>* lists)
      : in_(in),
        findings_(findings),
        lists_(lists),
        counts_(in.grammar),
        counters_(in.grammar.words("check_counter")),
        others_(in.grammar.words("check_others")),
        joints_(in.grammar.words("check_joint")),
        stops_(in.grammar.words("check_list_stop")),
        respectively_(in.grammar.words("respectively")) {}

  void run() {
    read_headings();
    for_each_field(in_, false, [&](const FieldText& field) {
      check_field(field);
      check_respectively(field);
    });
  }

 private:
  // The list that ends before `end`: items between list commas, back to the mark before it.
  Named named_before(std::string_view text, std::size_t end) const {
    Named named;
    named.end = end;
    int depth = 0, joints = 0;
    std::size_t at = end, item_end = end;
    while (at > 0 && end - at < kFarthest) {
      std::size_t from = at;
      const char32_t c = previous_char(text, from);
      if (closes(c)) ++depth;
      if (opens(c) && --depth < 0) break;
      if (depth == 0 && stops(c)) break;
      if (depth == 0 && at < end && is_list_start(text.substr(0, at), named.least > 0)) break;
      // Names in quotation marks stand side by side without a comma.
      const bool parts = c == kListComma || (c == 0x201C && stands_behind_quoted(text, from));
      if (depth == 0 && parts) {
        ++named.least;
        named.longest = std::max(named.longest, item_end - at);
        item_end = from;
      }
      at = from;
    }
    named.begin = at;
    if (named.least == 0) return named;
    ++named.least;
    for (std::size_t i = named.begin; i < end; ++i) {
      joints += joint_at(text, i, end) && !text.substr(0, i).ends_with("\u201D");
    }
    named.most = named.least + joints;
    return named;
  }

  // Of the items that hold a word for "and" those that are one name: a heading begins with them.
  int joined_names(std::string_view text, const Named& named) const {
    int names = 0;
    for (std::size_t at = named.begin, item = at; at <= named.end;) {
      const std::size_t from = at;
      const char32_t c = at < named.end ? next_char(text, at) : kListComma;
      if (from == named.end) ++at;
      if (c != kListComma) continue;
      const std::string_view name = text.substr(item, from - item);
      bool joint = false;
      for (std::size_t i = item; i < from && !joint; ++i) joint = joint_at(text, i, from);
      if (joint && begins_heading(name)) ++names;
      item = at;
    }
    return names;
  }

  bool begins_heading(std::string_view name) const {
    const auto at = std::lower_bound(headings_.begin(), headings_.end(), name);
    return at != headings_.end() && at->starts_with(name);
  }

  void read_headings() {
    for (const Node& node : in_.document.nodes) {
      if (node.kind == NodeKind::toc || node.title.empty()) continue;
      headings_.push_back(fold(in_.document.text(node.title)));
    }
    std::sort(headings_.begin(), headings_.end());
  }

  // Names in quotation marks stand side by side, with a word for "and" or without.
  bool stands_behind_quoted(std::string_view text, std::size_t at) const {
    const std::string_view before = text.substr(0, at);
    const Word* joint = joints_.longest_at_end(before);
    const std::size_t end = at - (joint == nullptr ? 0 : joint->text.size());
    return before.substr(0, end).ends_with("\u201D");
  }

  // Words that a list begins behind: "including"; those of a list that ended before.
  bool is_list_start(std::string_view before, bool inside) const {
    return (inside && stops_.longest_at_end(before) != nullptr) ||
           others_.longest_at_end(before) != nullptr;
  }

  // Behind the words for "and" stands what they join.
  bool joint_at(std::string_view text, std::size_t at, std::size_t end) const {
    const Word* joint = joints_.longest_at(text, at);
    if (joint == nullptr) return false;
    std::size_t behind = at + joint->text.size();
    return behind < std::min(end, text.size()) && is_han(next_char(text, behind));
  }

  // The list behind a colon, up to the end of its sentence; nothing where that is running text.
  std::optional<Named> named_behind(std::string_view text, std::size_t begin) const {
    Named named;
    named.begin = begin;
    int depth = 0, joints = 0, commas = 0, semicolons = 0;
    std::size_t item = begin, at = begin;
    while (at < text.size() && at - begin < kFarthest) {
      const std::size_t from = at;
      const char32_t c = next_char(text, at);
      if (opens(c)) ++depth;
      if (closes(c)) --depth;
      if (depth > 0) continue;
      if (c == 0x3002 || c == '\n') {
        at = from;
        break;
      }
      if (c == ',' || c == ':') return std::nullopt;
      semicolons += c == ';';
      commas += c == kListComma;
      joints += joint_at(text, from, text.size());
      if (c == kListComma || c == ';') {
        named.longest = std::max(named.longest, from - item);
        item = at;
      }
    }
    named.longest = std::max(named.longest, at - item);
    named.end = at;
    if (commas + semicolons == 0 || (semicolons > 0 && commas > 0)) return std::nullopt;
    named.least = commas + semicolons + 1;
    named.most = named.least + joints;
    return named;
  }

  void check_field(const FieldText& field) {
    const std::string_view text = field.folded.text;
    for (std::size_t at = 0; at < text.size();) {
      const auto count = counts_.at(text, at);
      if (!count) {
        const auto number = number_at(text, at);  // none begins inside another
        number ? void(at = number->end) : void(next_char(text, at));
        continue;
      }
      check_before(field, text, *count);
      check_behind(field, text, *count);
      at = count->end;
    }
  }

  // "A, B and other 4 bodies"; "A, B, C 3 universities".
  void check_before(const FieldText& field, std::string_view text, const Count& count) {
    const std::size_t end = skip_blanks_back(text, count.begin);
    // Behind a list comma it is an item itself, behind a dash the end of a range.
    if (std::size_t at = end; at > 0) {
      const char32_t c = previous_char(text, at);
      if (c == kListComma || c == '-' || c == '~' || is_ascii_digit(c)) return;
    }
    if (check_behind_noun(field, text, count, end) || count.number < 2) return;
    const Word* others = others_.longest_at_end(text.substr(0, end));
    Named named = named_before(text, others == nullptr ? end : end - others->text.size());
    if (others != nullptr && named.most > named.least) {
      named.most = std::max(named.least, named.most - joined_names(text, named));
    }
    keep(field, text, named, count);
    // "A, B and C are 2, 3 and 4 each": the number is of the first alone.
    std::size_t place = 0;
    const std::string_view names = text.substr(named.begin, end - named.begin);
    if (respectively_.find(names, 0, &place) != nullptr) return;
    if (named.least < 2 || (count.number >= named.least && count.number <= named.most)) return;
    // Without a word for "and others" long items are no names: the number counts what comes.
    if (others == nullptr && (named.longest > kLongestName || holds_count(text, named))) return;
    // "A, B and other 5 fields" names some of them; where one is missing it was forgotten.
    const bool fewer = named.most < count.number;
    if (fewer && named.most + 1 < count.number) return;
    tell(fewer && others != nullptr ? Check::list_short : Check::list_count, field, count.number,
         fewer ? named.most : named.least, {named.begin, count.end});
  }

  // "A, B and other centres 5": more may be there than are named, but not fewer.
  bool check_behind_noun(const FieldText& field, std::string_view text, const Count& count,
                         std::size_t end) {
    constexpr std::size_t kNoun = 36;  // bytes
    for (std::size_t at = end; at > 0 && end - at < kNoun;) {
      const std::string_view before = text.substr(0, at);
      const Word* others = at < end ? others_.longest_at_end(before) : nullptr;
      if (others != nullptr && others->value.empty()) {
        const Named named = named_before(text, at - others->text.size());
        if (named.least <= count.number || named.longest > kLongestName) return true;
        if (!holds_count(text, named)) {
          tell(Check::list_count, field, count.number, named.least, {named.begin, count.end});
        }
        return true;
      }
      if (!is_han(previous_char(text, at))) return false;
    }
    return false;
  }

  struct Range {
    std::size_t begin, end;
  };

  // Keeps a list of short items that are as many as it says.
  void keep(const FieldText& field, std::string_view text, const Named& named, const Count& count) {
    constexpr std::size_t kNoun = 36, kShortest = 9;  // bytes of what is counted
    const bool whole = count.number >= named.least && count.number <= named.most;
    if (named.least < 2 || named.longest > kLongestName || !whole) return;
    NamedList list;
    list.number = count.number;
    std::size_t end = count.end;
    while (end < text.size() && end - count.end < kNoun) {
      std::size_t next = end;
      const char32_t c = next_char(text, next);
      if (!is_han(c)) break;
      end = next;
    }
    list.noun = std::string(text.substr(count.end, end - count.end));
    if (list.noun.size() < kShortest) return;
    std::string item;
    for (std::size_t at = named.begin; at < named.end;) {
      const std::size_t from = at;
      // Where the commas alone make as many items, the words for "and" are parts of names.
      const bool splits = named.least < count.number || item.ends_with("\u201D");
      const Word* joint = splits ? joints_.longest_at(text, at) : nullptr;
      const char32_t c = next_char(text, at);
      const bool last = at >= named.end;
      if (joint != nullptr && !item.empty()) at = from + joint->text.size();
      const bool parts = c == kListComma || (joint != nullptr && !item.empty());
      if (!parts) append_char(item, c);
      if ((parts || last) && !item.empty()) list.items.push_back(std::move(item)), item.clear();
    }
    list.origin = in_.origin(field.node.plan);
    list.side = in_.side(field.at(named.begin, end), field.slice);
    lists_->push_back(std::move(list));
  }

  // Keeps a list of short names behind a colon, as long as it is, whatever number stands before it.
  void keep_behind(const FieldText& field, std::string_view text, const Named& named, Range noun) {
    constexpr std::size_t kFewest = 3;
    if (named.least < static_cast<int>(kFewest) || named.longest > kLongestName) return;
    NamedList list;
    list.number = named.least;
    list.noun = std::string(text.substr(noun.begin, noun.end - noun.begin));
    list.behind = true;
    for (std::size_t at = named.begin, item = at; at <= named.end;) {
      const std::size_t from = at;
      const char32_t c = at < named.end ? next_char(text, at) : kListComma;
      if (from == named.end) ++at;
      if (c == ';') return;
      if (c != kListComma) continue;
      list.items.emplace_back(text.substr(item, from - item));
      item = at;
    }
    list.origin = in_.origin(field.node.plan);
    list.side = in_.side(field.at(noun.begin, named.end), field.slice);
    lists_->push_back(std::move(list));
  }

  // Items with numbers of their own are counted one by one.
  bool holds_count(std::string_view text, const Named& named) const {
    for (std::size_t at = named.begin; at < named.end;) {
      const auto number = number_at(text, at);
      if (number && counters_.longest_at(text, skip_blanks(text, number->end)) != nullptr) {
        return true;
      }
      number ? void(at = number->end) : void(next_char(text, at));
    }
    return false;
  }

  // "six belts: A, B, C …"
  void check_behind(const FieldText& field, std::string_view text, const Count& count) {
    constexpr std::size_t kNoun = 36, kItem = 60;  // bytes between number and colon, of an item
    if (count.number < 2) return;
    const std::size_t colon = text.find(':', count.end);
    if (colon == text.npos || colon - count.end > kNoun) return;
    for (std::size_t at = count.end; at < colon;) {
      const char32_t c = next_char(text, at);
      if (stops(c) || c == kListComma || opens(c) || closes(c)) return;
    }
    const auto named = named_behind(text, colon + 1);
    if (!named || named->longest > kItem) return;
    keep_behind(field, text, *named, {count.end, colon});
    if (count.number >= named->least && count.number <= named->most) return;
    tell(Check::list_count, field, count.number,
         count.number > named->most ? named->most : named->least, {count.begin, named->end});
  }

  void tell(Check check, const FieldText& field, int said, int named, Range range) {
    constexpr int kQuoted = 80;
    const Slice slice = field.at(range.begin, range.end);
    const std::string_view words = in_.document.text(slice);
    std::size_t first = words.size();
    for (int n = 0; n < kQuoted && first > 0; ++n) previous_char(words, first);
    const std::string quote(words.substr(first));
    findings_->add(check, {std::to_string(said), std::to_string(named), quote},
                   {in_.side(slice, field.slice)});
  }

  // "A, B and C are 12, 11 each": a figure for every name.
  void check_respectively(const FieldText& field) {
    const std::string_view text = field.folded.text;
    std::size_t from = 0, at = 0;
    while (const Word* word = respectively_.find(text, from, &at)) {
      from = at + word->text.size();
      const Named named = named_before(text, at);
      std::size_t end = from;
      const int figures = figures_behind(text, from, &end);
      const std::string_view names = text.substr(named.begin, at - named.begin);
      std::size_t place = 0;
      const bool plain = names.find_first_of("0123456789") == names.npos &&
                         others_.find(names, 0, &place) == nullptr;
      if (!plain || named.least < 2 || figures < 2) continue;
      const bool fewer = figures + 1 == named.least, more = figures == named.most + 1;
      if (!fewer && !more) continue;
      tell(Check::list_count, field, figures, fewer ? named.least : named.most, {named.begin, end});
    }
  }

  // How many figures stand one behind the other, up to the end of the clause; 0 where other words
  // stand between.
  int figures_behind(std::string_view text, std::size_t begin, std::size_t* end) const {
    constexpr std::size_t kWords = 30;  // bytes before a number and behind it
    int figures = 0;
    std::size_t at = begin, words = begin;
    bool wanted = true;  // a number
    while (at < text.size()) {
      if (const auto number = wanted ? number_at(text, at) : std::nullopt) {
        ++figures;
        at = words = number->end;
        wanted = false;
        continue;
      }
      const Word* joint = wanted ? nullptr : joints_.longest_at(text, at);
      std::size_t next = at;
      const char32_t c = next_char(text, next);
      if (joint != nullptr || (!wanted && c == kListComma)) {
        at = words = joint != nullptr ? at + joint->text.size() : next;
        wanted = true;
        if (at >= text.size() || !is_ascii_digit(text[at])) return 0;
        continue;
      }
      if (stops(c) || opens(c)) break;
      if (c == kListComma || is_ascii_digit(c) || at - words > kWords) return 0;
      at = next;
    }
    *end = at;
    return figures;
  }

  const Checked& in_;
  Findings* findings_;
  std::vector<NamedList>* lists_;
  ListCounts counts_;
  const WordTable &counters_, &others_, &joints_, &stops_, &respectively_;
  std::vector<std::string> headings_;  // folded, sorted
};

}  // namespace

void check_lists(const Checked& in, Findings* findings, std::vector<NamedList>* lists) {
  ListCheck(in, findings, lists).run();
}

}  // namespace gangmu
