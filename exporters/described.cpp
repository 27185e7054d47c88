#include "exporters/described.h"

#include <algorithm>

#include "exporters/figure_words.h"
#include "exporters/ids.h"

namespace gangmu {

std::string place_words(const Words& words, const Place& place, const std::string& name) {
  const std::string line = std::to_string(place.lines.first);
  const std::string where =
      place.page ? fill(words(msg("page %1, line %2")), {std::to_string(*place.page), line})
                 : fill(words(msg("line %1")), {line});
  return name.empty() ? where : name + " " + where;
}

std::string Described::place_text(Span span) {
  return place_words(words_, places_.of(span), named_ ? document_.source.name : "");
}

std::string Described::plan_title(std::uint32_t plan) const {
  return std::string(document_.text(document_.plans[plan].title));
}

std::string Described::marker(const Node& node) const { return marker_text(document_, node); }

std::string Described::heading(const Node& node) const { return heading_text(document_, node); }

std::string Described::printed(Span span) const {
  std::string text;
  for (const char c : std::string_view(document_.source.text).substr(span.begin, span.size())) {
    if (c != '\n' && c != '\r' && c != '\f') text += c;
  }
  return text;
}

Span Described::start_of(Span span) const {
  if (span.size() <= kStart) return span;
  const std::string_view text = document_.source.text;
  std::size_t end = span.begin + kStart;
  while (inside_char(text, end)) --end;
  return {span.begin, static_cast<Offset>(end)};
}

std::string Described::line_around(Span span) const {
  const Source& source = document_.source;
  const std::uint32_t line = source.line_of(span.begin);
  if (span.size() > 0 && line != source.line_of(span.end - 1)) return printed(start_of(span));
  const Offset begin = source.lines[line - 1];
  const Span all = start_of({begin, begin + static_cast<Offset>(source.line(line).size())});
  std::string text;
  for (const char c : std::string_view(source.text).substr(all.begin, all.size())) {
    text += c == '\f' ? ' ' : c;
  }
  return std::string(trim(text));
}

std::string Described::word(std::string_view prefix, std::string_view name) const {
  return std::string(words_(std::string(prefix).append(name)));
}

std::string Described::period(const Target& target) const {
  if (!target.period) return {};
  std::string text = period_words(words_, *target.period);
  if (target.period->stated || text.empty()) return text;
  return fill(words_(msg("%1 (inferred)")), {text});
}

std::string Described::stated(const IndicatorRow& row) const {
  const auto& targets = document_.targets;
  bool one_period = true;
  for (const std::uint32_t i : row.stated) {
    one_period = one_period && period(targets[i]) == period(targets[row.stated.front()]);
  }
  std::string text;
  for (const std::uint32_t i : row.stated) {
    const Target& target = targets[i];
    if (!text.empty()) text += words_(msg("; "));
    text += stated_words(words_, target, printed(target.span));
    if (one_period || !target.period) continue;
    std::string when = period_words(words_, *target.period);
    if (when.empty()) continue;
    if (!target.period->stated) when = fill(words_(msg("%1, inferred")), {when});
    text += fill(words_(msg("(%1)")), {when});
  }
  return text;
}

std::string Described::elsewhere(const IndicatorRow& row) {
  std::string text;
  for (const std::uint32_t i : row.others) {
    const Target& target = document_.targets[i];
    if (!text.empty()) text += words_(msg("; "));
    text += stated_words(words_, target, printed(target.span));
    text += fill(words_(msg("(%1)")), {place_text(target.span)});
  }
  return text;
}

std::string Described::bodies(const std::vector<std::uint32_t>& duties) const {
  std::vector<std::string> names;
  for (const std::uint32_t i : duties) {
    for (const std::string& body : document_.duties[i].bodies) {
      if (std::find(names.begin(), names.end(), body) == names.end()) names.push_back(body);
    }
  }
  std::string out;
  for (const std::string& name : names) {
    if (!out.empty()) out += words_(msg("joint of a list"));
    out += name;
  }
  return out;
}

std::string Described::aims(const TaskRow& row) const {
  std::string out;
  for (const std::uint32_t i : row.targets) {
    const Target& target = document_.targets[i];
    if (!out.empty()) out += words_(msg("; "));
    out += target.indicator + " " + stated_words(words_, target, printed(target.span));
  }
  return out;
}

std::string Described::deadlines(const TaskRow& row) const {
  std::string out;
  for (const Period& when : row.deadlines) {
    const std::string text = period_words(words_, when);
    if (!out.empty() && !text.empty()) out += words_(msg("; "));
    out += text;
  }
  return out;
}

std::string Described::leads(const TaskRow& row) const {
  std::string out = bodies(row.lead);
  if (row.joint.empty()) return out;
  const std::string together = bodies(row.joint);
  if (!out.empty()) out += words_(msg("; "));
  return out + fill(words_(msg("jointly: %1")), {together});
}

std::string Described::deadline(const TaskRow& row) const {
  constexpr std::size_t kLongest = 120;  // characters
  const bool is_time = !row.deadline_words.empty() && char_count(row.deadline_words) <= kLongest;
  return is_time ? row.deadline_words : deadlines(row);
}

std::string Described::deadline_from(const TaskRow& row) const {
  if (row.deadlines.empty()) return {};
  if (row.deadline_words.empty()) return std::string(words_(msg("inherited")));
  const bool stated = row.deadlines.front().stated;
  return std::string(words_(stated ? msg("as printed") : msg("of the heading")));
}

std::string Described::nature(const std::optional<bool>& binding) const {
  if (!binding) return {};
  return std::string(words_(*binding ? msg("binding") : msg("anticipatory")));
}

std::string Described::explained(const Diagnostic& doubt) const {
  return gangmu::explained(words_, name_of(doubt.code), doubt.message, doubt.args);
}

std::string Described::measure(const TaskRow& row) const {
  const Slice all = {document_.tasks[row.first].at.begin, document_.tasks[row.last - 1].at.end};
  return std::string(document_.text(all));
}

std::array<std::string, 3> Described::headings(std::uint32_t index) const {
  std::vector<std::uint32_t> path;
  for (std::uint32_t at = index; at != kNone; at = document_.nodes[at].parent) {
    if (!document_.nodes[at].title.empty()) path.push_back(at);
  }
  std::array<std::string, 3> names;
  for (std::size_t i = 0; i < names.size() && i < path.size(); ++i) {
    names[i] = heading(document_.nodes[path[path.size() - 1 - i]]);
  }
  return names;
}

std::string explained(const Words& words, std::string_view code, const std::string& message,
                      const std::vector<std::string>& args) {
  const std::string id = std::string("message ").append(code);
  const std::string_view pattern = words(id);
  const bool has_places = pattern.find("%1") != std::string_view::npos;
  if (pattern == id || (has_places && args.empty())) return message;
  // Inside the quotation marks of the message stand single ones.
  std::vector<std::string> inner = args;
  for (std::string& arg : inner) {
    std::string text;
    for (std::size_t at = 0; at < arg.size();) {
      const char32_t c = next_char(arg, at);
      append_char(text, c == 0x201C ? char32_t{0x2018} : c == 0x201D ? char32_t{0x2019} : c);
    }
    arg = std::move(text);
  }
  return fill_template(pattern, inner);
}

bool is_listed(const Node& node) {
  switch (node.kind) {
    case NodeKind::paragraph:
    case NodeKind::note:
      return false;
    case NodeKind::dash:
    case NodeKind::lead:
    case NodeKind::h5:
      return !node.title.empty();
    case NodeKind::table:
      return !node.title.empty() || !node.marker.empty();
    default:
      return true;
  }
}

std::string excerpt(std::string_view text, std::size_t limit) {
  std::size_t at = 0;
  for (std::size_t n = 0; n < limit && at < text.size(); ++n) next_char(text, at);
  std::string out(text.substr(0, at));
  if (at < text.size()) out += "\u2026";
  return out;
}

}  // namespace gangmu
