// The comparison as a page that stands alone and can be opened in Word or pasted into it: for each
// indicator and task of the plan above a row a plan below that says something about it.
#include "exporters/compare_export.h"
#include "exporters/compare_rows.h"
#include "exporters/html_writer.h"

namespace gangmu {

namespace {

// Styles stand at the elements: Word takes no others from what is pasted.
constexpr std::string_view kTable =
    "border-collapse:collapse;width:100%;font-size:10.5pt;line-height:1.4";
constexpr std::string_view kCell =
    "border:1px solid #808080;padding:3pt 5pt;vertical-align:top;text-align:left";
constexpr std::string_view kMiddle =
    "border:1px solid #808080;padding:3pt 5pt;vertical-align:top;text-align:center";
constexpr std::string_view kHead =
    "border:1px solid #808080;padding:3pt 5pt;background:#D9E2F3;text-align:center";
constexpr std::string_view kQuote = "color:#595959;font-size:9pt";

std::string_view colour_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::weaker:
    case Verdict::missing:
      return "color:#C00000;font-weight:bold";
    case Verdict::unclear:
      return "color:#9C5700;font-weight:bold";
    case Verdict::stronger:
      return "color:#0B5CAD";
    case Verdict::consistent:
    case Verdict::part:
    case Verdict::added:
      break;
  }
  return {};
}

class ComparePage {
 public:
  ComparePage(const Alignment& alignment, const Words& words, Sink& sink)
      : alignment_(alignment), words_(words), out_(sink) {}

  void write() {
    const std::string_view title = words_(msg("Alignment of plans"));
    out_.raw("<!DOCTYPE html>\n");
    out_.open("html", {{"lang", words_(msg("language of the page"))}});
    out_.raw("\n<head>\n<meta charset=\"utf-8\">\n");
    out_.raw(
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        "style-src 'unsafe-inline'\">\n");
    out_.element("title", {}, title);
    out_.raw("\n<style>@page{size:A4 landscape;margin:15mm}</style>\n</head>\n");
    out_.open("body", {{"style", "font-family:SimSun,'Noto Serif CJK SC',serif;margin:1em"}});
    out_.element(
        "h1", {{"style", "text-align:center;font-size:18pt;font-family:SimHei,sans-serif"}}, title);
    out_.raw("\n");
    write_plans();
    write_table(alignment_.indicators, msg("Alignment of indicators"), msg("Indicator above"));
    write_table(alignment_.tasks, msg("Alignment of tasks"), msg("Task above"));
    out_.raw("</body>\n</html>\n");
  }

 private:
  void write_plans() {
    for (const bool above : {true, false}) {
      out_.open("p");
      out_.element("b", {}, words_(above ? msg("Plans above") : msg("Plans below")));
      out_.close("p");
      out_.raw("\n<ol>\n");
      for (const std::uint32_t plan : plans_of(alignment_, above)) {
        const AlignedPlan& own = alignment_.plans[plan];
        out_.open("li");
        out_.text(name_of(own));
        if (!own.title.empty()) out_.text(fill(words_(msg("(%1)")), {own.file}));
        out_.raw("</li>\n");
      }
      out_.raw("</ol>\n");
    }
  }

  void write_table(const std::vector<AlignmentRow>& rows, const char* title, const char* above) {
    out_.element("h2", {{"style", "font-size:14pt;font-family:SimHei,sans-serif"}}, words_(title));
    out_.raw("\n");
    out_.element("p", {}, compare_summary(rows, words_));
    out_.raw("\n");
    out_.open("table", {{"style", kTable}});
    out_.raw("\n<thead><tr>");
    struct Head {
      const char* id;
      std::string_view width;
    };
    for (const Head& head :
         {Head{msg("No."), "4%"}, Head{above, "28%"}, Head{msg("Verdict on the row"), "11%"},
          Head{msg("Plan below"), "15%"}, Head{msg("What it says"), "30%"},
          Head{msg("Decision on the row"), "12%"}}) {
      out_.element("th", {{"style", kHead}, {"width", head.width}}, words_(head.id));
    }
    out_.raw("</tr></thead>\n<tbody>\n");
    std::size_t number = 0;
    for (const CompareRow& row : compare_rows(alignment_, rows, words_)) write_row(row, ++number);
    out_.raw("</tbody>\n</table>\n");
  }

  void write_row(const CompareRow& row, std::size_t number) {
    const std::size_t lines = std::max<std::size_t>(row.below.size(), 1);
    const std::string span = lines > 1 ? std::to_string(lines) : "";
    for (std::size_t i = 0; i < lines; ++i) {
      out_.open("tr");
      if (i == 0) {
        out_.element("td", {{"style", kMiddle}, {"rowspan", span}}, std::to_string(number));
        out_.open("td", {{"style", kCell}, {"rowspan", span}});
        row.verdict == Verdict::added ? out_.text(row.above.name) : write_side(row.above, row);
        out_.close("td");
      }
      const CompareAnswer* answer = row.below.empty() ? nullptr : &row.below[i];
      write_verdict(answer == nullptr ? row.verdict : answer->verdict,
                    answer == nullptr ? row.verdict_words : answer->verdict_words,
                    answer == nullptr ? "" : answer->why);
      out_.element("td", {{"style", kCell}},
                   answer == nullptr ? "" : name_of(alignment_.plans[answer->plan]));
      out_.open("td", {{"style", kCell}});
      if (answer != nullptr) write_side(answer->side, row);
      out_.close("td");
      if (i == 0) out_.element("td", {{"style", kCell}, {"rowspan", span}}, "");
      out_.raw("</tr>\n");
    }
  }

  void write_verdict(Verdict verdict, const std::string& verdict_words, const std::string& why) {
    out_.open("td", {{"style", kMiddle}});
    out_.element("span", {{"style", colour_of(verdict)}}, verdict_words);
    if (!why.empty()) {
      out_.raw("<br>");
      out_.element("span", {{"style", kQuote}}, why);
    }
    out_.close("td");
  }

  void write_side(const CompareSide& side, const CompareRow& row) {
    std::string head = side.name;
    if (!side.said.empty()) head += (head.empty() ? "" : "  ") + side.said;
    if (&side == &row.above && !row.nature.empty()) head += fill(words_(msg("(%1)")), {row.nature});
    if (!head.empty()) out_.element("b", {}, head);
    if (!side.quote.empty()) {
      if (!head.empty()) out_.raw("<br>");
      out_.text(side.quote);
    }
    out_.raw("<br>");
    std::string place = side.under;
    if (!place.empty() && !side.place.empty()) place += "  ";
    out_.element("span", {{"style", kQuote}}, place + side.place);
  }

  const Alignment& alignment_;
  const Words& words_;
  HtmlWriter out_;
};

}  // namespace

Status write_compare_html(const Alignment& alignment, const ExportOptions& options, Sink& sink) {
  const Words words(options.language);
  ComparePage(alignment, words, sink).write();
  sink.drain();
  return Done{};
}

}  // namespace gangmu
