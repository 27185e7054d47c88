// check: what does not agree in the inputs and between them, as findings of three degrees on
// standard output.
#include <fmt/format.h>

#include <fstream>

#include "checks/check.h"
#include "cli/input.h"
#include "cli/output.h"
#include "cli/verbs.h"
#include "exporters/catalogue.h"
#include "exporters/json_writer.h"
#include "gangmu.h"

namespace gangmu::cli {

namespace {

constexpr int kQuoteColumns = 160;

std::string told(const Words& words, const Finding& finding) {
  return printable(fill_template(words(std::string(finding.pattern)), finding.args));
}

// "FILE:LINE: degree: text [code]", and below it each place with its quote where there are several.
void print_text(const Words& words, const std::vector<std::string>& names,
                const std::vector<Finding>& findings) {
  for (const Finding& finding : findings) {
    const Finding::Side& first = finding.sides.front();
    print(fmt::format("{}:{}: {}: {} [{}]\n", printable(names[first.document]), first.lines.first,
                      name_of(finding.degree), told(words, finding), finding.code));
    if (finding.sides.size() < 2) continue;
    for (const Finding::Side& side : finding.sides) {
      print(fmt::format("    {}:{}: {}\n", printable(names[side.document]), side.lines.first,
                        shortened(printable(side.quote), kQuoteColumns)));
    }
  }
}

void write_place(JsonWriter& json, const std::string& name, const Finding::Side& side) {
  json.begin_object();
  json.member("name", name);
  json.key("line");
  json.range(side.lines.first, side.lines.last);
  json.key("offset");
  json.range(side.span.begin, side.span.end);
  json.key("page");
  side.page ? json.integer(*side.page) : json.null();
  json.member("quote", side.quote);
  json.end_object();
}

// An object a line: an input and the findings whose first place is in it.
void print_json(const Words& words, const std::vector<std::string>& names,
                const std::vector<Finding>& findings) {
  std::size_t next = 0;
  for (std::uint32_t document = 0; document < names.size(); ++document) {
    std::string out;
    Sink sink([&](std::string_view bytes) { out.append(bytes); });
    JsonWriter json(sink);
    json.begin_object();
    json.member("name", names[document]);
    json.key("findings");
    json.begin_array();
    for (; next < findings.size() && findings[next].sides[0].document == document; ++next) {
      const Finding& finding = findings[next];
      json.begin_object();
      json.member("degree", name_of(finding.degree));
      json.member("code", finding.code);
      json.member("key", finding.key);
      json.member("message", told(words, finding));
      json.key("places");
      json.begin_array();
      for (const Finding::Side& side : finding.sides) write_place(json, names[side.document], side);
      json.end_array();
      json.end_object();
    }
    json.end_array();
    json.end_object();
    sink.drain();
    print(out + "\n");
  }
}

}  // namespace

int run_check(const Options& options) {
  Result<std::shared_ptr<const Grammar>> grammar = load_grammar(options);
  if (!grammar) {
    print_error(grammar.error());
    return kFailed;
  }
  Options quiet = options;
  quiet.tell_diagnostics = false;  // they are among the findings
  Checker checker(**grammar, {});
  std::vector<std::string> names;
  const int status = for_each_document(quiet, [&](const Input& input, const Document& document) {
    names.push_back(told_path(input, document));
    checker.add(document);
  });
  const std::vector<Finding> findings = checker.finish();
  const Words words(options.language.empty() ? "en" : options.language);
  options.json ? print_json(words, names, findings) : print_text(words, names, findings);
  const bool certain = std::any_of(findings.begin(), findings.end(), [](const Finding& finding) {
    return finding.degree == Degree::error;
  });
  return status == kDone && certain ? kFound : status;
}

}  // namespace gangmu::cli
