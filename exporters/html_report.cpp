#include "exporters/html_report.h"

#include <algorithm>
#include <string>

#include "exporters/embedded.h"
#include "exporters/html_document.h"
#include "exporters/html_tables.h"
#include "exporters/html_text.h"
#include "exporters/shown_findings.h"
#include "model/sha256.h"

namespace gangmu {

namespace {

std::string_view part(std::string_view name) {
  for (unsigned i = 0; i < kReportPartCount; ++i) {
    if (kReportParts[i].name == name) return kReportParts[i].bytes();
  }
  return {};
}

unsigned hex_digit(char c) { return static_cast<unsigned>(c <= '9' ? c - '0' : c - 'a' + 10); }

// The base64 of a checksum in hexadecimal digits.
std::string base64_of_hex(std::string_view hex) {
  constexpr std::string_view kDigits =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t at = 0; at < hex.size(); at += 6) {  // three bytes, four digits
    unsigned bits = 0;
    for (std::size_t i = at; i < at + 6; ++i)
      bits = bits << 4 | (i < hex.size() ? hex_digit(hex[i]) : 0);
    const std::size_t digits = (std::min<std::size_t>(hex.size() - at, 6) * 4 + 5) / 6;
    for (std::size_t i = 0; i < 4; ++i) {
      out += i < digits ? kDigits[bits >> (18 - 6 * i) & 63] : '=';
    }
  }
  return out;
}

std::string policy() {
  const auto source = [](std::string_view name) {
    return "'sha256-" + base64_of_hex(sha256_hex(part(name))) + "'";
  };
  return "default-src 'none'; script-src " + source("report.js") + "; style-src " +
         source("report.css") + "; base-uri 'none'; form-action 'none'";
}

class Page {
 public:
  Page(std::span<ReportDocument> documents, const ExportOptions& options, const Words& words,
       Sink& sink)
      : documents_(documents), options_(options), words_(words), out_(sink) {
    for (const ReportDocument& in : documents_) plans_ += in.document().plans.size();
  }

  void write() {
    head();
    out_.raw("<body>\n");
    out_.element("a", {{"class", "skip"}, {"href", "#text"}}, words_(msg("Skip to the text")));
    bar();
    outline();
    text();
    records();
    foot();
    out_.raw("</body>\n</html>\n");
  }

 private:
  std::string title() const {
    std::string first;
    for (const ReportDocument& in : documents_) {
      if (first.empty() && !in.document().plans.empty()) {
        first = in.document().text(in.document().plans.front().title);
      }
      if (first.empty()) first = in.document().source.name;
    }
    if (plans_ < 2) return first;
    return fill(words_(msg("%1 and others, %2 plans")), {first, std::to_string(plans_)});
  }

  void head() {
    out_.raw("<!DOCTYPE html>\n");
    out_.open("html", {{"lang", options_.language == "zh" ? "zh-CN" : options_.language}});
    out_.raw("\n<head>\n<meta charset=\"utf-8\">\n");
    out_.open("meta", {{"http-equiv", "Content-Security-Policy"}, {"content", policy()}});
    out_.raw(
        "\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"referrer\" content=\"no-referrer\">\n");
    out_.generator(options_.generator_version);
    out_.element("title", {}, title());
    out_.raw("\n<style>");
    out_.raw(part("report.css"));
    out_.raw("</style>\n<script>");
    out_.raw(part("report.js"));
    out_.raw("</script>\n</head>\n");
  }

  void button(std::string_view action, const char* label, std::string_view look = {}) {
    out_.element("button", {{"type", "button"}, {"data-do", action}, {"class", look}},
                 words_(label));
  }

  void bar() {
    out_.raw("<header class=\"bar\">\n");
    out_.element("h1", {{"title", title()}}, title());
    out_.raw("<div class=\"buttons\">");
    button("outline", msg("Contents"));
    button("text", msg("Text"), "narrow");
    button("records", msg("Tables"));
    button("theme", msg("Light or dark"));
    out_.raw("</div>\n");
    legend();
    out_.raw("</header>\n");
  }

  void legend() {
    struct Kind {
      std::string_view look;
      std::string word;
    };
    const auto word = [&](const char* id) { return std::string(words_(id)); };
    out_.raw("<details class=\"legend\">");
    out_.element("summary", {}, words_(msg("Marks and keys")));
    out_.raw("<ul>");
    for (const Kind& kind :
         {Kind{"figure target", word("status target")},
          Kind{"figure actual", word("status actual")},
          Kind{"figure requirement", word("status requirement")}, Kind{"task", word(msg("Task"))},
          Kind{"duty", word(msg("Bodies charged"))},
          Kind{"reference", word(msg("Title of a document"))}, Kind{"name", word(msg("Names"))},
          Kind{"goal", word(msg("Goal"))}, Kind{"finding", word(msg("Review"))}}) {
      const std::string_view shown = kind.look.substr(kind.look.rfind(' ') + 1);
      out_.raw("<li><label>");
      out_.open("input", {{"type", "checkbox"}, {"checked", "checked"}, {"data-show", shown}});
      out_.element("mark", {{"class", kind.look}}, kind.word);
      out_.raw("</label></li>");
    }
    out_.raw("</ul>");
    out_.element("p", {}, words_(msg("help on keys")));
    out_.raw("</details>\n");
  }

  void outline() {
    out_.open("nav", {{"id", "outline"}, {"aria-label", words_(msg("Contents"))}});
    out_.raw("<ul>\n");
    for (ReportDocument& in : documents_) {
      if (documents_.size() > 1) {
        out_.raw("<li class=\"file\">");
        out_.element("a", {{"href", "#" + in.source()}}, in.document().source.name);
        out_.raw("</li>\n");
      }
      write_outline(out_, in, plans_ > 1);
    }
    out_.raw("</ul></nav>\n");
  }

  void text() {
    out_.open("main", {{"id", "text"}, {"tabindex", "-1"}});
    out_.raw("\n");
    for (ReportDocument& in : documents_) write_text(out_, in);
    out_.raw("</main>\n");
  }

  void records() {
    out_.open("div", {{"id", "split"},
                      {"role", "separator"},
                      {"tabindex", "0"},
                      {"aria-orientation", "horizontal"},
                      {"aria-label", words_(msg("Height of the tables"))}});
    out_.raw("</div>\n");
    out_.open("div", {{"id", "records"}});
    out_.raw("\n");
    write_tabs(out_, documents_);
    write_tables(out_, documents_);
    out_.raw("</div>\n");
  }

  void foot() {
    out_.raw("<footer>");
    out_.element(
        "p", {},
        fill(words_(msg("made by gangmu %1 on this machine")), {options_.generator_version}));
    out_.raw("</footer>\n");
  }

  std::span<ReportDocument> documents_;
  const ExportOptions& options_;
  const Words& words_;
  HtmlWriter out_;
  std::size_t plans_ = 0;
};

}  // namespace

Status write_html(std::span<const Document> documents, const ExportOptions& options, Sink& sink) {
  if (documents.empty()) {
    return Error{"export.many", "format \"html\" takes one document or more", "", ""};
  }
  const Words words(options.language);
  std::size_t plans = 0;
  for (const Document& document : documents) plans += document.plans.size();
  const std::vector<Finding> findings = shown_findings(documents, options);
  std::vector<ReportDocument> reports;
  reports.reserve(documents.size());
  for (std::uint32_t i = 0; i < documents.size(); ++i) {
    reports.emplace_back(documents[i], words, i, documents.size(), plans == 1, findings);
  }
  Page(reports, options, words, sink).write();
  sink.drain();
  return Done{};
}

}  // namespace gangmu
