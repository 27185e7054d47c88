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

bool inside_char(std::string_view text, std::size_t at) {
  return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

Finding::Side side_of(ReportDocument& in, Span span) {
  constexpr std::size_t kReach = 4 * (kAround + 1);  // bytes, so that long lines cost nothing
  const std::string_view text = in.document().source.text;
  std::size_t from = span.begin - std::min<std::size_t>(span.begin, kReach);
  while (inside_char(text, from)) ++from;
  std::size_t to = std::min(span.end + kReach, text.size());
  while (inside_char(text, to)) --to;
  std::string_view before = text.substr(from, span.begin - from);
  if (const auto end = before.rfind('\n'); end != before.npos) before.remove_prefix(end + 1);
  std::string_view behind = text.substr(span.end, to - span.end);
  behind = behind.substr(0, behind.find('\n'));
  Finding::Side side;
  side.place = in.in().place_text(span);
  side.before = tail(before, kAround);
  const bool one_line = text.substr(span.begin, span.size()).find('\n') == text.npos;
  side.said = excerpt(in.in().printed(span), one_line ? kSaid : kQuoted);
  side.behind = excerpt(behind, kAround);
  return side;
}

}  // namespace

std::vector<Finding> findings_of(ReportDocument& in) {
  std::vector<Finding> findings;
  const auto& doubts = in.document().diagnostics;
  for (std::size_t i = 0; i < doubts.size(); ++i) {
    Finding finding;
    finding.id = in.finding(i);
    finding.severity = name_of(severity_of(doubts[i].code));
    finding.severity_words = in.in().word("severity ", finding.severity);
    finding.kind = in.in().word("code ", name_of(doubts[i].code));
    finding.explanation = in.in().explained(doubts[i]);
    finding.sides.push_back(side_of(in, doubts[i].span));
    finding.sides.back().anchor = in.anchor_of_finding(i);
    findings.push_back(std::move(finding));
  }
  return findings;
}

void write_finding(HtmlWriter& out, const Finding& finding,
                   std::initializer_list<HtmlAttribute> filtered) {
  std::vector<HtmlAttribute> attributes = {{"data-of", finding.id}};
  attributes.insert(attributes.end(), filtered.begin(), filtered.end());
  out.open("li", attributes);
  out.raw("<div class=\"what\"><p>");
  out.element("span", {{"class", std::string("severity ").append(finding.severity)}},
              finding.severity_words);
  out.raw(" ");
  out.element("b", {}, finding.kind);
  out.raw("</p>");
  out.element("p", {}, finding.explanation);
  out.raw("</div>");
  for (const Finding::Side& side : finding.sides) {
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
