#include "exporters/html_review.h"

#include <algorithm>

namespace gangmu {

namespace {

constexpr std::size_t kAround = 60;  // characters of the line before and behind what is meant
constexpr std::size_t kSaid = 200;   // characters of it within a line

// The last `limit` characters, with an ellipsis where there are more.
std::string tail(std::string_view text, std::size_t limit) {
  std::size_t at = text.size();
  for (std::size_t n = 0; n < limit && at > 0; ++n) previous_char(text, at);
  return (at > 0 ? "\u2026" : "") + std::string(text.substr(at));
}

ShownFinding::Side shown_side(ReportDocument& in, Span span) {
  constexpr std::size_t kReach = 4 * (kAround + 1);  // bytes, so that long lines cost nothing
  const std::string_view text = in.document().source.text;
  std::size_t from = span.begin - std::min<std::size_t>(span.begin, kReach);
  while (inside_char(text, from)) ++from;
  std::size_t to = std::min(span.end + kReach, text.size());
  while (inside_char(text, to)) --to;
  const auto last_end = text.substr(from, span.begin - from).rfind('\n');
  if (last_end != text.npos) from += last_end + 1;
  const auto next_end = text.substr(span.end, to - span.end).find('\n');
  if (next_end != text.npos) to = span.end + next_end;
  const std::string before = in.in().printed({static_cast<Offset>(from), span.begin});
  const std::string behind = in.in().printed({span.end, static_cast<Offset>(to)});
  ShownFinding::Side side;
  side.place = in.in().place_text(span);
  side.before = tail(before, kAround);
  const Span said = in.in().start_of(span);
  const bool one_line = text.substr(said.begin, said.size()).find('\n') == text.npos;
  side.said = excerpt(in.in().printed(said), one_line ? kSaid : kQuoted);
  side.behind = excerpt(behind, kAround);
  return side;
}

}  // namespace

std::vector<ShownFinding> shown_findings(std::span<ReportDocument> documents) {
  std::vector<ShownFinding> shown;
  if (documents.empty()) return shown;
  const std::span<const Finding> findings = documents.front().findings();
  const Words& words = documents.front().words();
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const Finding& finding = findings[i];
    ShownFinding one;
    one.degree = name_of(finding.degree);
    one.degree_words = words("degree " + std::string(one.degree));
    one.kind = words("code " + std::string(finding.code));
    one.explanation = explained(words, finding.code, finding.message, finding.args);
    for (std::size_t s = 0; s < finding.sides.size(); ++s) {
      ReportDocument& in = documents[finding.sides[s].document];
      one.ids.push_back(in.finding(i, s));
      one.sides.push_back(shown_side(in, finding.sides[s].span));
      one.sides.back().anchor = in.anchor_of_finding(i, s);
    }
    shown.push_back(std::move(one));
  }
  return shown;
}

void write_finding(HtmlWriter& out, const ShownFinding& finding,
                   std::initializer_list<HtmlAttribute> filtered) {
  std::string ids;
  for (const std::string& id : finding.ids) ids += (ids.empty() ? "" : " ") + id;
  std::vector<HtmlAttribute> attributes = {{"data-of", ids}};
  attributes.insert(attributes.end(), filtered.begin(), filtered.end());
  out.open("li", attributes);
  out.raw("<div class=\"what\"><p>");
  out.element("span", {{"class", std::string("degree ").append(finding.degree)}},
              finding.degree_words);
  out.raw(" ");
  out.element("b", {}, finding.kind);
  out.raw("</p>");
  out.element("p", {}, finding.explanation);
  out.raw("</div>");
  for (const ShownFinding::Side& side : finding.sides) {
    out.raw("<figure><figcaption>");
    if (side.anchor.empty()) {
      out.text(side.place);
    } else {
      out.element("a", {{"href", "#" + side.anchor}}, side.place);
    }
    out.raw("</figcaption><blockquote>");
    out.text(side.before);
    if (!side.said.empty()) out.element("b", {}, side.said);
    out.text(side.behind);
    out.raw("</blockquote></figure>");
  }
  out.raw("</li>\n");
}

}  // namespace gangmu
