#include "exporters/html_panel.h"

namespace gangmu {

Panel::Panel(HtmlWriter& out, const Words& words, std::string_view name, const char* title,
             Look look)
    : out_(out), words_(words), title_(title) {
  const std::string tab = std::string("tab-").append(name);
  out_.open("section", {{"class", look == Look::open     ? "panel on"
                                  : look == Look::detail ? "panel detail"
                                                         : "panel"},
                        {"id", name},
                        {"role", "tabpanel"},
                        {"aria-labelledby", tab}});
  out_.element("h2", {}, words(title));
}

void Panel::filters(std::size_t rows, const std::vector<PanelFilter>& filters) {
  if (rows == 0) return;
  out_.raw("<div class=\"tools\"><label>");
  out_.element("span", {}, words_(msg("Filter")));
  out_.raw("<input type=\"search\" autocomplete=\"off\" spellcheck=\"false\"></label>");
  for (const PanelFilter& filter : filters) {
    if (filter.options.size() < 2) continue;
    out_.raw("<label>");
    out_.element("span", {}, words_(filter.id));
    out_.open("select", {{"data-filter", filter.name}});
    out_.raw("<option value=\"\">");
    out_.text(words_(msg("All")));
    out_.raw("</option>");
    for (std::size_t i = 0; i < filter.options.size(); ++i) {
      out_.element("option", {{"value", std::to_string(i + 1)}}, filter.options[i]);
    }
    out_.raw("</select></label>");
  }
  out_.element("output", {{"class", "shown"}, {"data-pattern", words_(msg("%1 of %2"))}},
               fill(words_(msg("%1 of %2")), {std::to_string(rows), std::to_string(rows)}));
  out_.element("button", {{"type", "button"}, {"class", "print"}}, words_(msg("Print this table")));
  out_.raw("</div>\n");
}

void Panel::heads(const std::vector<PanelColumn>& columns) {
  columns_ = columns.size();
  out_.open(
      "div",
      {{"class", "wide"}, {"tabindex", "0"}, {"role", "region"}, {"aria-label", words_(title_)}});
  out_.raw("<table><colgroup>");
  for (const PanelColumn& column : columns) out_.open("col", {{"class", column.width}});
  out_.raw("</colgroup><thead><tr>");
  for (const PanelColumn& column : columns) {
    const bool number = column.sort == PanelColumn::Sort::number;
    out_.open("th", {{"scope", "col"}, {"class", number ? "number" : ""}});
    out_.element("span", {{"role", "button"}, {"tabindex", "0"}}, words_(column.id));
    out_.raw("</th>");
  }
  out_.raw("</tr></thead><tbody>\n");
}

void Panel::row(std::string_view of, std::initializer_list<HtmlAttribute> filtered,
                const std::vector<PanelCell>& cells) {
  ++rows_;
  std::vector<HtmlAttribute> attributes = {{"data-of", of}};
  attributes.insert(attributes.end(), filtered.begin(), filtered.end());
  out_.open("tr", attributes);
  for (const PanelCell& cell : cells) {
    out_.open(cell.head ? "th" : "td",
              {{"scope", cell.head ? "row" : ""}, {"data-sort", cell.sort}});
    if (cell.href.empty()) {
      out_.text(cell.text);
    } else {
      out_.element("a", {{"href", "#" + cell.href}}, cell.text);
    }
    out_.close(cell.head ? "th" : "td");
  }
  out_.raw("</tr>\n");
}

void Panel::say_none() { out_.element("p", {{"class", "none"}}, words_(msg("none of these"))); }

void Panel::finish() {
  if (columns_ > 0) out_.raw("</tbody></table></div>");
  out_.raw("</section>\n");
}

}  // namespace gangmu
