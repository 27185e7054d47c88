// The comparison as a page that stands alone and can be opened in Word or pasted into it: for each
// indicator and task of the plan above a row a plan below that says something about it.
#include "exporters/compare_export.h"
#include "exporters/compare_rows.h"
#include "exporters/staff_page.h"

namespace gangmu {

namespace {

constexpr std::string_view kQuote = "color:#595959;font-size:9pt";

std::string_view colour_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::weaker:
    case Verdict::missing:
      return "color:#C00000;font-weight:bold";
    case Verdict::unclear:
    case Verdict::mentioned:
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

  void write(std::string_view version) {
    open_page(out_, words_, words_(msg("Alignment of plans")), version);
    write_plans();
    write_table(alignment_.indicators, msg("Alignment of indicators"), msg("Indicator above"),
                msg("%1 indicators above: %2"));
    write_table(alignment_.tasks, msg("Alignment of tasks"), msg("Task above"),
                msg("%1 tasks above: %2"));
    close_page(out_);
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
    if (alignment_.left_out.empty()) return;
    out_.open("p");
    out_.element("b", {}, words_(msg("Left out")));
    out_.close("p");
    out_.raw("\n<ul>\n");
    for (const LeftOut& left : alignment_.left_out) {
      out_.element("li", {}, left.file + "  " + left_out_words(left, words_));
    }
    out_.raw("</ul>\n");
  }

  // How many things the plans above have and what became of them, and how many only others have.
  std::string summary_of(const std::vector<AlignmentRow>& rows, const char* counted) const {
    std::vector<Verdict> verdicts;
    bool several = false;
    for (const AlignmentRow& row : rows) {
      if (row.verdict == Verdict::added) continue;
      verdicts.push_back(row.verdict);
      several = several || row.answers.size() > 1;
    }
    std::string text = verdicts.empty()
                           ? std::string()
                           : fill(words_(counted), {std::to_string(verdicts.size()),
                                                    compare_summary(verdicts, words_)});
    const auto add = [&](std::string_view more) {
      if (!text.empty()) text += words_(msg("; "));
      text += more;
    };
    if (verdicts.size() < rows.size()) {
      add(fill(words_(msg("%1 in plans below alone")),
               {std::to_string(rows.size() - verdicts.size())}));
    }
    if (several)
      add(words_(msg("what several plans below answer counts once, by the worst answer")));
    if (plans_of(alignment_, false).size() > 1) {
      add(words_(msg("plans that are not named beside a row say nothing of it")));
    }
    return text;
  }

  void write_table(const std::vector<AlignmentRow>& rows, const char* title, const char* above,
                   const char* counted) {
    out_.element("h2", {{"style", "font-size:14pt;font-family:SimHei,sans-serif"}}, words_(title));
    out_.raw("\n");
    out_.element("p", {}, summary_of(rows, counted));
    out_.raw("\n");
    out_.open("table", {{"style", kPageTable}});
    out_.raw("\n<thead><tr>");
    struct Head {
      const char* id;
      std::string_view width;
    };
    for (const Head& head :
         {Head{msg("No."), "4%"}, Head{above, "28%"}, Head{msg("Verdict on the row"), "11%"},
          Head{msg("Plan below"), "15%"}, Head{msg("What it says"), "30%"},
          Head{msg("Decision on the row"), "12%"}}) {
      out_.element("th", {{"style", kPageHead}, {"width", head.width}}, words_(head.id));
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
        out_.element("td", {{"style", kPageMiddle}, {"rowspan", span}}, std::to_string(number));
        out_.open("td", {{"style", kPageCell}, {"rowspan", span}});
        if (row.verdict == Verdict::added) {
          out_.element("span", {{"style", kQuote}}, words_(msg("not in the plans above")));
        } else {
          write_side(row.above, row);
        }
        out_.close("td");
      }
      const CompareAnswer* answer = row.below.empty() ? nullptr : &row.below[i];
      write_verdict(answer == nullptr ? row.verdict : answer->verdict,
                    answer == nullptr ? row.verdict_words : answer->verdict_words,
                    answer == nullptr ? "" : answer->why);
      out_.element("td", {{"style", kPageCell}},
                   answer == nullptr ? "" : name_of(alignment_.plans[answer->plan]));
      out_.open("td", {{"style", kPageCell}});
      if (answer != nullptr) write_side(answer->side, row);
      out_.close("td");
      if (i == 0) out_.element("td", {{"style", kPageCell}, {"rowspan", span}}, "");
      out_.raw("</tr>\n");
    }
  }

  void write_verdict(Verdict verdict, const std::string& verdict_words, const std::string& why) {
    out_.open("td", {{"style", kPageMiddle}});
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
  ComparePage(alignment, words, sink).write(options.generator_version);
  sink.drain();
  return Done{};
}

}  // namespace gangmu
