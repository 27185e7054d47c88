#include "exporters/word_numbering.h"

#include <algorithm>
#include <pugixml.hpp>
#include <string_view>

#include "exporters/ids.h"
#include "exporters/word_runs.h"
#include "exporters/word_xml.h"
#include "model/number_format.h"
#include "model/text.h"

namespace gangmu {

namespace {

// The formats that Word, WPS and LibreOffice print alike up to `largest`.
struct Format {
  const char* name;
  int largest;
};
constexpr std::array kFormats = {Format{"chineseCountingThousand", 99}, Format{"decimal", 9999},
                                 Format{"decimalEnclosedCircleChinese", 10},
                                 Format{"decimalFullWidth", 99}};

struct Pattern {
  std::string format, before, behind;
  auto operator<=>(const Pattern&) const = default;
};

bool is_plain(std::string_view sign) {
  constexpr std::size_t kLongest = 12;  // bytes
  return sign.size() <= kLongest && sign.find_first_of("0123456789%<>&") == sign.npos;
}

// How a marker is made of its number; nothing when no format prints it so.
std::optional<Pattern> pattern_of(std::string_view marker, int number) {
  if (number < 1) return std::nullopt;
  for (const Format& format : kFormats) {
    if (number > format.largest) continue;
    const std::string numeral = format_number(format.name, number);
    const std::size_t at = marker.find(numeral);
    if (at == marker.npos) continue;
    Pattern pattern{format.name, std::string(marker.substr(0, at)),
                    std::string(marker.substr(at + numeral.size()))};
    if (is_plain(pattern.before) && is_plain(pattern.behind)) return pattern;
  }
  return std::nullopt;
}

bool is_outline_number(NodeKind kind) { return kind >= NodeKind::n1 && kind <= NodeKind::n4; }

}  // namespace

bool WordNumbering::needs_blank(std::string_view marker) {
  std::size_t end = marker.size();
  if (end == 0) return false;
  const char32_t last = previous_char(marker, end);
  return is_ascii_digit(last) || is_ascii_letter(last) || is_han(last);
}

WordNumbering::WordNumbering(const Document& document, const WordLevels& levels)
    : automatic_(document.nodes.size()) {
  for (std::size_t i = 0; i < levels.kinds().size(); ++i) {
    styles_.push_back(levels.style_at(i));
    looks_.push_back(WordLevels::look_of(levels.kinds()[i]));
  }
  choose_patterns(document, levels);
  choose_running(document, levels);
  counters_.resize(first_lists_.back() + 1);
  for (std::size_t list = 0; list < counters_.size(); ++list) {
    counters_[list].num = base_num(list);
    nums_.push_back({list, -1, 0});
  }
  for (std::uint32_t i = 0; i < document.nodes.size(); ++i) number(document, levels, i);
}

// What most markers of a kind look like, apart in boxes and outside.
void WordNumbering::choose_patterns(const Document& document, const WordLevels& levels) {
  std::array<std::array<std::map<Pattern, std::size_t>, kWordLevels>, kPlaces> found;
  for (std::uint32_t i = 0; i < document.nodes.size(); ++i) {
    const Node& node = document.nodes[i];
    const int level = levels.level_of(node.kind);
    if (level < 0 || node.marker.empty() || is_outline_number(node.kind)) continue;
    const auto pattern = pattern_of(marker_text(document, node), node.number);
    if (pattern)
      ++found[levels.in_box(i) ? kBox : kMain][static_cast<std::size_t>(level)][*pattern];
  }
  for (std::size_t list = 0; list < kPlaces; ++list) {
    for (std::size_t level = 0; level < kWordLevels; ++level) {
      const auto& patterns = found[list][level];
      const auto most = std::max_element(patterns.begin(), patterns.end(),
                                         [](auto& a, auto& b) { return a.second < b.second; });
      if (most == patterns.end()) continue;
      const Pattern& pattern = most->first;
      levels_[list][level] = {pattern.format,
                              pattern.before + "%" + std::to_string(level + 1) + pattern.behind};
    }
  }
  // Outline numbers are those of all their levels: 2.3.1.
  std::string text;
  for (NodeKind kind = NodeKind::n1; kind <= NodeKind::n4;
       kind = static_cast<NodeKind>(static_cast<int>(kind) + 1)) {
    const int level = levels.level_of(kind);
    if (level < 0) break;
    text += (text.empty() ? "%" : ".%") + std::to_string(level + 1);
    levels_[kMain][static_cast<std::size_t>(level)] = {"decimal", text};
  }
}

// A level goes on where its numbers rise over the ends of what is above them more often than they
// begin anew there, as chapters do over parts.
void WordNumbering::choose_running(const Document& document, const WordLevels& levels) {
  std::array<int, kWordLevels> last = {}, votes = {};
  std::array<bool, kWordLevels> crossed = {};
  for (std::uint32_t i = 0; i < document.nodes.size(); ++i) {
    const Node& node = document.nodes[i];
    const int own = levels.level_of(node.kind);
    if (own < 0 || node.marker.empty() || levels.in_box(i)) continue;
    const auto level = static_cast<std::size_t>(own);
    if (crossed[level]) {
      if (node.number - 1 == last[level]) ++votes[level];
      if (node.number == 1) --votes[level];
    }
    last[level] = node.number;
    crossed[level] = false;
    for (std::size_t below = level + 1; below < kWordLevels; ++below) {
      crossed[below] = last[below] > 0;
    }
  }
  std::size_t list = 1;
  for (std::size_t level = 0; level < kWordLevels; ++level) {
    if (level > 0 && votes[level] > 0) ++list;
    first_lists_[level] = list;
  }
}

// What a level begins with; a list that says so itself does so each time.
int WordNumbering::start_of(int num, int level) const {
  const Num& own = nums_[static_cast<std::size_t>(num) - 1];
  return own.level == level ? own.start : 1;
}

// The counter behind a paragraph of this level (ECMA-376 17.9).
WordNumbering::Counter WordNumbering::counted(const Counter& counter, int level,
                                              std::optional<int> start) const {
  Counter next = counter;
  const auto own = static_cast<std::size_t>(level);
  if (start || !next.running[own]) {
    next.values[own] = start ? *start : start_of(counter.num, level);
    next.running[own] = true;
  } else {
    ++next.values[own];
  }
  for (std::size_t above = 0; above < own; ++above) {
    if (!next.running[above]) {
      next.values[above] = start_of(counter.num, static_cast<int>(above));
    }
    next.running[above] = true;
  }
  for (std::size_t below = own + 1; below < kWordLevels; ++below) {
    next.running[below] = false;
  }
  return next;
}

std::string WordNumbering::shown(const Counter& counter, std::size_t place, int level) const {
  const std::string& text = levels_[place][static_cast<std::size_t>(level)].text;
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      out += text[at];
      continue;
    }
    const auto other = static_cast<std::size_t>(text[++at] - '1');
    out += format_number(levels_[place][other].format, counter.values[other]);
  }
  return out;
}

void WordNumbering::number(const Document& document, const WordLevels& levels,
                           std::uint32_t index) {
  const Node& node = document.nodes[index];
  const int level = levels.level_of(node.kind);
  if (level < 0 || node.marker.empty() || node.number < 1) return;
  const std::size_t place = levels.in_box(index) ? kBox : kMain;
  const auto own = static_cast<std::size_t>(level);
  const std::size_t list = list_of(own, place);
  Counter& counter = counters_[list];
  const std::string marker = marker_text(document, node);
  const bool in_series = node.number == 1 || node.number - 1 == counter.last[own];
  counter.last[own] = node.number;
  if (levels_[place][own].text.empty()) return;
  // A higher heading ends the series that began out of the order.
  const bool ends = nums_[static_cast<std::size_t>(counter.num) - 1].level > level;
  if (ends) counter.num = base_num(list);
  Counter next = counted(counter, level, std::nullopt);
  if (shown(next, place, level) != marker) {
    if (!in_series) return;
    next = counted(counter, level, node.number);
    if (shown(next, place, level) != marker) return;
    nums_.push_back({list, level, node.number});
    next.num = static_cast<int>(nums_.size());
  }
  counter = next;
  automatic_[index] = Automatic{counter.num, level};
}

// One of the lists. All have nine levels, of which those are used that belong to it.
void WordNumbering::add_list(pugi::xml_node root, std::size_t list) const {
  Counter ones;
  ones.values.fill(1);
  const std::size_t place = list == 0 ? kBox : kMain;
  const pugi::xml_node abstract = add(root, "w:abstractNum");
  set(abstract, "w:abstractNumId", static_cast<int>(list));
  add_value(abstract, "w:multiLevelType", "multilevel");
  for (std::size_t i = 0; i < kWordLevels; ++i) {
    const Level level = list_of(i, place) == list ? levels_[place][i] : Level();
    const bool used = !level.text.empty();
    const pugi::xml_node out = add(abstract, "w:lvl");
    set(out, "w:ilvl", static_cast<int>(i));
    add_value(out, "w:start", 1);
    add_value(out, "w:numFmt", used ? std::string_view(level.format) : "none");
    if (used && place == kMain) add_value(out, "w:pStyle", "Heading" + std::to_string(styles_[i]));
    const bool blank = used && needs_blank(shown(ones, place, static_cast<int>(i)));
    add_value(out, "w:suff", blank ? "space" : "nothing");
    add_value(out, "w:lvlText", level.text);
    add_value(out, "w:lvlJc", "left");
    // LibreOffice lets the indent of a list go before that of a style.
    const bool centred = used && place == kMain && is_centred(looks_[i]);
    if (used) add_indent(add(out, "w:pPr"), place == kBox ? kInBox : 0, !centred);
  }
}

std::string WordNumbering::part() const {
  pugi::xml_document part;
  const pugi::xml_node root = word_root(part, "w:numbering");
  for (std::size_t list = 0; list < counters_.size(); ++list) add_list(root, list);
  for (std::size_t i = 0; i < nums_.size(); ++i) {
    const pugi::xml_node num = add(root, "w:num");
    set(num, "w:numId", static_cast<int>(i) + 1);
    add_value(num, "w:abstractNumId", static_cast<int>(nums_[i].list));
    if (nums_[i].level < 0) continue;
    const pugi::xml_node over = add(num, "w:lvlOverride");
    set(over, "w:ilvl", nums_[i].level);
    add_value(over, "w:startOverride", nums_[i].start);
  }
  return bytes_of(part);
}

}  // namespace gangmu
