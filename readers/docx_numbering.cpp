#include "readers/docx_numbering.h"

#include <algorithm>
#include <pugixml.hpp>

#include "model/text.h"
#include "model/number_format.h"
#include "readers/xml.h"

namespace gangmu {

namespace {

constexpr int kLongestChain = 32;  // styles based on one another; cycles end here

std::string with_plain_signs(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) append_char(out, plain_sign(next_char(text, at)));
  return out;
}

}  // namespace

char32_t plain_sign(char32_t c) {
  switch (c) {
    case 0xF06C:
      return U'\u25CF';
    case 0xF06E:
      return U'\u25A0';
    case 0xF075:
      return U'\u25C6';
    case 0xF0D8:
      return U'\u27A2';
    case 0xF0FC:
      return U'\u2713';
    case 0xF0B7:
      return U'\u2022';
    case 0xF0A7:
      return U'\u25AA';
    default:
      return c;
  }
}

DocxNumbering::Level DocxNumbering::read_level(const pugi::xml_node& node) {
  Level level;
  level.start = number_in(child_value_of(node, "start"), 1);
  if (const pugi::xml_node restart = child_named(node, "lvlRestart")) {
    level.restart = number_in(attribute_named(restart, "val"), 0);
  }
  pugi::xml_node format = child_named(node, "numFmt");
  if (!format) {  // a newer format, with the nearest older one beside it
    format = child_named(child_named(child_named(node, "AlternateContent"), "Fallback"), "numFmt");
  }
  if (format) level.format = attribute_named(format, "val");
  const std::string_view text = child_value_of(node, "lvlText");
  level.text = level.format == "bullet" ? with_plain_signs(text) : std::string(text);
  level.style = child_value_of(node, "pStyle");
  level.blank = child_value_of(node, "suff") != "nothing";
  level.legal = is_on(child_named(node, "isLgl"));
  level.hidden = is_on(child_named(child_named(node, "rPr"), "vanish"));
  return level;
}

namespace {

std::optional<int> outline_in(const pugi::xml_node& properties) {
  const std::string_view level = child_value_of(properties, "outlineLvl");
  return level.empty() ? std::nullopt : std::optional(number_in(level, -1));
}

}  // namespace

void DocxNumbering::read_styles(const pugi::xml_node& styles) {
  for (const pugi::xml_node node : styles.children()) {
    if (local_name(node) != "style") continue;
    Style style;
    style.based_on = child_value_of(node, "basedOn");
    const pugi::xml_node numbering = child_named(child_named(node, "pPr"), "numPr");
    style.num = child_value_of(numbering, "numId");
    style.level = number_in(child_value_of(numbering, "ilvl"), -1);
    style.outline = outline_in(child_named(node, "pPr"));
    const pugi::xml_node vanish = child_named(child_named(node, "rPr"), "vanish");
    if (vanish) style.hidden = is_on(vanish);
    const std::string id(attribute_named(node, "styleId"));
    const bool standard =
        attribute_named(node, "type") == "paragraph" &&
        (attribute_named(node, "default") == "1" || attribute_named(node, "default") == "true");
    if (standard) default_style_ = id;
    styles_[id] = std::move(style);
  }
}

void DocxNumbering::read_numbering(const pugi::xml_node& numbering) {
  const auto index = [](const pugi::xml_node& node) {
    return number_in(attribute_named(node, "ilvl"), -1);
  };
  for (const pugi::xml_node node : numbering.children()) {
    if (local_name(node) == "abstractNum") {
      Abstract list;
      list.style_link = child_value_of(node, "numStyleLink");
      for (const pugi::xml_node child : node.children()) {
        const int at = local_name(child) == "lvl" ? index(child) : -1;
        if (at >= 0 && at < kNumberLevels) {
          list.levels[static_cast<std::size_t>(at)] = read_level(child);
        }
      }
      lists_[std::string(attribute_named(node, "abstractNumId"))] = std::move(list);
    } else if (local_name(node) == "num") {
      Num num;
      num.abstract = child_value_of(node, "abstractNumId");
      for (const pugi::xml_node child : node.children()) {
        const int at = local_name(child) == "lvlOverride" ? index(child) : -1;
        if (at < 0 || at >= kNumberLevels) continue;
        const std::string_view start = child_value_of(child, "startOverride");
        if (!start.empty()) num.starts[static_cast<std::size_t>(at)] = number_in(start, 1);
        if (const pugi::xml_node level = child_named(child, "lvl")) {
          num.levels[at] = read_level(level);
        }
      }
      nums_[std::string(attribute_named(node, "numId"))] = std::move(num);
    }
  }
}

const DocxNumbering::Style* DocxNumbering::style_of(std::string_view id) const {
  const auto found = styles_.find(id);
  return found == styles_.end() ? nullptr : &found->second;
}

int DocxNumbering::outline_level(const pugi::xml_node& properties) const {
  constexpr int kBody = 9;
  std::optional<int> level = outline_in(properties);
  const Style* at = style_of(child_value_of(properties, "pStyle"));
  for (int i = 0; !level && at != nullptr && i < kLongestChain; ++i, at = style_of(at->based_on)) {
    level = at->outline;
  }
  return level && *level >= 0 && *level < kBody ? *level + 1 : 0;
}

bool DocxNumbering::hides(std::string_view style) const {
  const Style* at = style_of(style);
  for (int i = 0; at != nullptr && i < kLongestChain; ++i, at = style_of(at->based_on)) {
    if (at->hidden) return *at->hidden;
  }
  return false;
}

// The list itself; where it only names a style, the list of that style.
std::string DocxNumbering::abstract_of(const Num& num) const {
  const auto list = lists_.find(num.abstract);
  if (list == lists_.end() || list->second.style_link.empty()) return num.abstract;
  const Style* style = style_of(list->second.style_link);
  const auto real = style == nullptr ? nums_.end() : nums_.find(style->num);
  return real == nums_.end() ? num.abstract : real->second.abstract;
}

// The list and level of a paragraph: its own word counts first, then its style's, then that of the
// styles this is based on.
DocxNumbering::Place DocxNumbering::place_of(const pugi::xml_node& properties) const {
  const pugi::xml_node own = child_named(properties, "numPr");
  Place place{std::string(child_value_of(own, "numId")),
              number_in(child_value_of(own, "ilvl"), -1)};
  if (place.num.empty()) {
    std::string_view id = child_value_of(properties, "pStyle");
    if (id.empty()) id = default_style_;
    for (int i = 0; i < kLongestChain; ++i) {
      const Style* style = style_of(id);
      if (style == nullptr) break;
      if (place.level < 0) place.level = style->level;
      if (!style->num.empty()) {
        place.num = style->num;
        // The list says which of its levels belongs to the style.
        const auto num = nums_.find(place.num);
        const auto list = num == nums_.end() ? lists_.end() : lists_.find(abstract_of(num->second));
        for (int l = 0; list != lists_.end() && place.level < 0 && l < kNumberLevels; ++l) {
          if (list->second.levels[static_cast<std::size_t>(l)].style == id) place.level = l;
        }
        break;
      }
      id = style->based_on;
    }
  }
  place.level = std::clamp(place.level, 0, kNumberLevels - 1);
  return place;
}

const DocxNumbering::Level& DocxNumbering::level_of(const Num& num, const Abstract& list,
                                                    int level) const {
  const auto own = num.levels.find(level);
  return own != num.levels.end() ? own->second : list.levels[static_cast<std::size_t>(level)];
}

int DocxNumbering::start_of(const Num& num, const Abstract& list, int level) const {
  const auto& start = num.starts[static_cast<std::size_t>(level)];
  return start ? *start : level_of(num, list, level).start;
}

// Lists of one abstract list count on together, but a list that says where to start begins there
// when it is first used.
void DocxNumbering::count(const Place& place, const Num& num, const Abstract& list,
                          Counter* counter) {
  const auto level = static_cast<std::size_t>(place.level);
  const bool restarts =
      num.starts[level].has_value() && restarted_.insert({place.num, place.level}).second;
  if (restarts || !counter->running[level]) {
    counter->values[level] = start_of(num, list, place.level);
    counter->running[level] = true;
  } else {
    ++counter->values[level];
  }
  for (int above = 0; above < place.level; ++above) {
    const auto at = static_cast<std::size_t>(above);
    if (counter->running[at]) continue;
    counter->values[at] = start_of(num, list, above);
    counter->running[at] = true;
  }
  for (int below = place.level + 1; below < kNumberLevels; ++below) {
    const int begins_after = level_of(num, list, below).restart.value_or(below);
    if (place.level < begins_after) counter->running[static_cast<std::size_t>(below)] = false;
  }
}

std::string DocxNumbering::text_of(const Num& num, const Abstract& list, int level,
                                   const Counter& counter) const {
  const Level& own = level_of(num, list, level);
  std::string out;
  for (std::size_t at = 0; at < own.text.size(); ++at) {
    const char next = at + 1 < own.text.size() ? own.text[at + 1] : '\0';
    if (own.text[at] != '%' || next < '1' || next > '9') {
      out += own.text[at];
      continue;
    }
    ++at;
    const int shown = next - '1';
    if (shown > level) continue;
    const std::string& format = level_of(num, list, shown).format;
    out += format_number(own.legal ? "decimal" : std::string_view(format),
                         counter.values[static_cast<std::size_t>(shown)]);
  }
  return out;
}

std::string DocxNumbering::next(const pugi::xml_node& properties) {
  const Place place = place_of(properties);
  const auto num = nums_.find(place.num);
  if (num == nums_.end()) return {};
  const std::string abstract = abstract_of(num->second);
  const auto list = lists_.find(abstract);
  if (list == lists_.end()) return {};
  Counter& counter = counters_[abstract];
  count(place, num->second, list->second, &counter);
  const Level& level = level_of(num->second, list->second, place.level);
  if (level.hidden) return {};
  std::string text = text_of(num->second, list->second, place.level, counter);
  if (!text.empty() && level.blank) text += ' ';
  return text;
}

}  // namespace gangmu
