#include "parser/indicator.h"

#include <algorithm>

#include "model/text.h"
#include "parser/marks.h"

namespace gangmu {

std::vector<std::string> IndicatorWords::list_of(std::string_view text, bool commas) const {
  const WordTable& joints = grammar_.words("list_joint");
  const WordTable& inner = grammar_.words("joint_not");
  std::vector<std::string> parts;
  std::size_t begin = 0;
  int depth = 0;  // in brackets: (city, district)
  for (std::size_t at = 0; at < text.size();) {
    std::size_t behind = at;
    const char32_t c = fold_char(next_char(text, behind));
    depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    const Word* joint = joints.longest_at(text, at);
    const bool part = joint != nullptr &&
                      (depth > 0 || (commas && joint->text != kListCommaText) ||
                       inner.longest_at(text, at) != nullptr ||
                       inner.longest_at_end(text.substr(0, at + joint->text.size())) != nullptr);
    if (joint != nullptr && !part) {
      if (at > begin) parts.emplace_back(text.substr(begin, at - begin));
      begin = at = at + joint->text.size();
      continue;
    }
    next_char(text, at);
  }
  if (begin < text.size()) parts.emplace_back(text.substr(begin));
  return parts;
}

namespace {

constexpr std::size_t kLongestName = 4;  // characters of a thing whose noun is shared

// Behind the place in `last` where it says what `part` ends with; 0 where it does not.
std::size_t alike(const std::string& part, const std::string& last) {
  std::size_t begin = part.size();
  previous_char(part, begin);
  const std::size_t found = last.find(part.substr(begin), part.size() - begin);
  return found == last.npos ? 0 : found + part.size() - begin;
}

}  // namespace

// Each ends with a noun or a measure of its own ("firms and projects", "investment and sales").
bool IndicatorWords::is_whole(const std::string& part, const std::string& last) const {
  for (const std::string_view table : {"short_noun", "amount"}) {
    const Word* own = grammar_.words(table).longest_at_end(part);
    if (own != nullptr && own->text.size() < part.size() &&
        grammar_.words(table).longest_at_end(last) != nullptr) {
      return true;
    }
  }
  return false;
}

// Behind the ordinal that begins at the place; 0 where none does.
std::size_t IndicatorWords::ordinal_end(const std::string& text, std::size_t at) const {
  const Word* head = grammar_.words("rank_head").longest_at(text, at);
  if (head == nullptr || head->value != "eq") return 0;
  const Word* digit = grammar_.words("numeral_digit").longest_at(text, at + head->text.size());
  return digit != nullptr ? at + head->text.size() + digit->text.size() : 0;
}

std::string IndicatorWords::with_shared_noun(const std::string& part,
                                             const std::string& last) const {
  if (grammar_.words("level").exact(part) != nullptr) return part + without_level(last);
  // Ordinals ("the value of the first, the second, the third industry").
  const std::size_t numbered = ordinal_end(last, 0);
  for (std::size_t at = 0; numbered > 0 && at < part.size(); next_char(part, at)) {
    if (ordinal_end(part, at) == part.size()) return part + last.substr(numbered);
  }
  // Groups that share a measure (the income of townspeople and farmers).
  const WordTable& groups = grammar_.words("place_end");
  const Word* group = groups.exact(part) != nullptr ? groups.longest_at(last, 0) : nullptr;
  if (group != nullptr && group->text.size() < last.size()) {
    return part + last.substr(group->text.size());
  }
  // Names that end alike and are as long (rail- and waterway): what stands behind that end.
  if (char_count(part) <= kLongestName && alike(part, last) == part.size()) {
    return part + last.substr(part.size());
  }
  if (is_whole(part, last)) return part;
  const Word* noun = grammar_.words("amount").longest_at_end(last);
  const Word* longer = grammar_.words("title_amount").longest_at_end(last);
  if (longer != nullptr && (noun == nullptr || longer->text.size() > noun->text.size())) {
    noun = longer;
  }
  const Word* end = grammar_.words("measure_end").longest_at_end(part);
  const bool measured = end != nullptr && end->value != "none";
  // "A, B and C make up so much of the whole": a share of each.
  std::size_t share = 0;
  if (!measured && grammar_.words("share_of").find(last, 0, &share) != nullptr && share > 0) {
    return part + last.substr(share);
  }
  if (noun != nullptr && measured &&
      grammar_.words("growth").longest_at_end(noun->text) == nullptr &&
      grammar_.words("share").longest_at_end(noun->text) == nullptr) {
    return part;  // a measure of its own ("accidents and deaths")
  }
  if (noun != nullptr) {  // what ends the one and begins the other stands once
    std::size_t overlap = std::min(part.size(), noun->text.size());
    while (overlap > 0 && !part.ends_with(noun->text.substr(0, overlap))) --overlap;
    return std::string(part).append(noun->text.substr(overlap));
  }
  // Longer names that end alike ("of water used in town, the metered share of water used on
  // farms").
  constexpr std::size_t kEnd = 6;  // bytes of that end
  if (!measured && part.size() > kEnd) {
    const std::size_t found = last.find(part.substr(part.size() - kEnd));
    const std::string rest = found == last.npos ? std::string() : last.substr(found + kEnd);
    if (grammar_.words("measure_end").longest_at_end(rest) != nullptr) return part + rest;
    const std::size_t one = alike(part, last);
    constexpr std::size_t kLongestEnd = 12;  // bytes of the last thing without its measure
    if (one > 0 && one <= kLongestEnd && last.size() - one >= 2 * kEnd) {
      const std::string tail = last.substr(one);
      if (grammar_.words("measure_end").longest_at_end(tail) != nullptr) return part + tail;
    }
  }
  // Short names of one length: what stands behind the last is said of all.
  const std::size_t length = char_count(part);
  const Word* attribute = grammar_.words("attribute").longest_at_end(last);
  if (length > kLongestName && attribute != nullptr && attribute->text.size() < last.size() &&
      grammar_.words("measure_end").longest_at_end(part) == nullptr) {
    return std::string(part).append(attribute->text);
  }
  if (length > kLongestName || char_count(last) < length + 2) return part;
  if (grammar_.words("measure_end").longest_at_end(part) != nullptr) return part;
  // Names that end alike share what stands behind that end; others what stands behind as many
  // characters.
  const std::size_t behind = alike(part, last);
  if (behind > 0 && behind < last.size()) return part + last.substr(behind);
  std::size_t at = 0;
  for (std::size_t n = 0; n < length; ++n) next_char(last, at);
  return part + last.substr(at);
}

std::string IndicatorWords::with_shared_head(const std::string& first,
                                             const std::string& part) const {
  if (ordinal_end(part, 0) > 0) {  // "the first and the second industry of the sea"
    for (std::size_t at = 0; at < first.size(); next_char(first, at)) {
      if (ordinal_end(first, at) > 0) return first.substr(0, at) + part;
    }
  }
  const WordTable& heads = grammar_.words("per_head");
  const Word* head = heads.longest_at(first, 0);
  if (head == nullptr || heads.longest_at(part, 0) != nullptr) return part;
  return std::string(head->text).append(part);
}

// "Yearly growth of output" is a growth of output.
std::string IndicatorWords::without_growth(std::string indicator) const {
  for (const std::string_view table : {"growth", "time_annual"}) {
    const Word* word = grammar_.words(table).longest_at_end(indicator);
    if (word != nullptr && word->text.size() < indicator.size()) {
      indicator.resize(indicator.size() - word->text.size());
    }
  }
  return indicator;
}

std::string IndicatorWords::without_amount(std::string indicator) const {
  const Word* word = grammar_.words("amount").longest_at_end(indicator);
  const Word* attribute = grammar_.words("attribute").longest_at_end(indicator);
  if (word == nullptr || (attribute != nullptr && attribute->text.size() > word->text.size())) {
    word = attribute;
  }
  if (word != nullptr && word->text.size() < indicator.size()) {
    indicator.resize(indicator.size() - word->text.size());
  }
  return indicator;
}

std::string IndicatorWords::base_of(const std::string& indicator) const {
  const WordTable& share = grammar_.words("share");
  const WordTable& compare = grammar_.words("compare");
  for (std::size_t at = 0; at < indicator.size();) {
    const std::size_t from = at;
    const char32_t c = next_char(indicator, at);
    if (!is_han(c) || from == 0) continue;
    const Word* word = share.longest_at(indicator, from);
    if (word != nullptr && from + word->text.size() < indicator.size() &&
        grammar_.words("share_of").longest_at(indicator, from) != nullptr) {
      return without_growth(indicator.substr(0, from));
    }
    if (compare.longest_at(indicator, from) != nullptr) {
      return without_growth(indicator.substr(0, from));
    }
  }
  return without_growth(indicator);
}

std::string IndicatorWords::without_level(const std::string& indicator) const {
  std::size_t found = 0;
  constexpr std::size_t kFarthest = 12;  // bytes: "A" or "2" and the words of a grade
  const Word* grade = grammar_.words("level_end").find(indicator, 0, &found);
  if (grade != nullptr && found <= kFarthest && found + grade->text.size() < indicator.size()) {
    return indicator.substr(found + grade->text.size());
  }
  const Word* level = grammar_.words("level").longest_at(indicator, 0);
  return level != nullptr && level->text.size() < indicator.size()
             ? indicator.substr(level->text.size())
             : indicator;
}

std::string IndicatorWords::without_bound(const std::string& indicator) const {
  const WordTable& of = grammar_.words("of_noun");
  std::size_t at = 0, noun = 0;  // behind the last such word
  for (std::size_t from = 0; const Word* word = of.find(indicator, from, &at);) {
    noun = from = at + word->text.size();
  }
  if (noun == 0 || noun >= indicator.size()) return indicator;
  const std::string_view before = std::string_view(indicator).substr(0, noun);
  const bool bound = before.find_first_of("0123456789") != before.npos;
  return bound ? indicator.substr(noun) : indicator;
}

std::string IndicatorWords::of_head(const std::string& part, bool headless,
                                    const std::string& noun) const {
  const auto& of = grammar_.words("of_noun").words();
  return headless && !part.empty() && !of.empty()
             ? std::string(part).append(of.front().text).append(noun)
             : part + noun;
}

std::string IndicatorWords::share_name() const {
  const auto& names = grammar_.words("share_name").words();
  return names.empty() ? std::string() : std::string(names.front().text);
}

bool IndicatorWords::needs_head(const std::string& text) const {
  constexpr std::size_t kLongestQualifier = 3;
  if (text.empty()) return true;
  if (char_count(text) <= kLongestQualifier) {  // short nouns are known by name or by their end
    if (grammar_.words("short_noun").longest_at_end(text) != nullptr) return false;
    const Word* amount = grammar_.words("amount").longest_at_end(text);  // output of meat
    if (amount != nullptr && amount->text.size() < text.size()) return false;
    for (const Word& noun : grammar_.words("unit_heads").words()) {
      if (noun.text == text) return false;
    }
    return true;
  }
  return grammar_.words("qualifier_end").longest_at_end(text) != nullptr;
}

std::string unfold(const std::string& folded, const std::string& quote) {
  Folded view;
  view.assign(quote);
  const std::string& text = view.text;
  std::string out;
  std::size_t from = 0;
  constexpr std::size_t kFarthest = 60;  // bytes left out between two words of an indicator
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t begin = at;
    const char32_t c = next_char(folded, at);
    std::size_t found = skip_blanks(text, from);
    const std::string_view piece(folded.data() + begin, at - begin);
    if (text.compare(found, piece.size(), piece) != 0) {
      found = text.find(piece, from);
      if (found != std::string::npos && found > from + kFarthest) found = std::string::npos;
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

}  // namespace gangmu
