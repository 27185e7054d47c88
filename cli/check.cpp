// check: what does not agree in the inputs and between them, as findings of three degrees on
// standard output.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "checks/check.h"
#include "cli/input.h"
#include "cli/language.h"
#include "cli/output.h"
#include "cli/platform.h"
#include "cli/suggest.h"
#include "cli/terminal.h"
#include "cli/verbs.h"
#include "exporters/catalogue.h"
#include "exporters/described.h"
#include "exporters/json_writer.h"
#include "gangmu.h"
#include "readers/text.h"

namespace gangmu::cli {

namespace {

constexpr int kQuoteColumns = 160;

bool is_rule(const Grammar& grammar, const std::string& code) {
  return grammar.words("check").exact(code) != nullptr || code_named(code).has_value();
}

// The keys in a list of known findings: "CODE#…", first on a line or in brackets, so that what
// --keys printed is such a list. A line without one is told, unless it is a comment or belongs to
// the finding above it.
void read_keys(const std::string& path, std::string_view text, const Grammar& grammar,
               CheckOptions* options) {
  constexpr std::string_view kEdges = " \t\r[]";
  std::size_t number = 0;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    ++number;
    bool known = line.find_first_not_of(kEdges) == line.npos || line[0] == '#' || line[0] == ' ';
    for (std::size_t at = 0; (at = line.find_first_not_of(kEdges, at)) != line.npos;) {
      const std::size_t end = std::min(line.find_first_of(kEdges, at), line.size());
      const std::string word(line.substr(at, end - at));
      at = end;
      const std::size_t mark = word.find('#');
      if (mark == word.npos || !is_rule(grammar, word.substr(0, mark))) continue;
      options->accepted.emplace(word);
      known = true;
    }
    if (known) continue;
    const std::string place = path + ":" + std::to_string(number);
    std::fputs(printable(told(said("%1: warning: no key of a finding stands on this line", place)))
                   .append("\n")
                   .c_str(),
               stderr);
  }
}

Result<CheckOptions> check_options(const Options& options, const Grammar& grammar) {
  CheckOptions out;
  for (const std::string& code : options.without) {
    if (!is_rule(grammar, code)) {
      return Error{"usage.rule", said("there is no rule \"%1\" for --without", code), "",
                   "the codes stand in brackets behind the findings"};
    }
    out.silent.insert(code);
  }
  if (options.accepted.empty()) return out;
  constexpr std::uint64_t kMost = 1 << 26;  // bytes
  Result<std::string> bytes = file_bytes(options.accepted, kMost);
  if (!bytes) return bytes.error();
  const Result<DecodedText> text = decode_text(options.accepted, *bytes, "");
  // Keys are plain letters in a list of whatever signs.
  read_keys(options.accepted, text ? text->text : *bytes, grammar, &out);
  return out;
}

std::string words_of(const Words& words, const Finding& finding) {
  return printable(explained(words, finding.code, finding.message, finding.args));
}

Style style_of(Degree degree) {
  return degree == Degree::error     ? Style::bad
         : degree == Degree::suspect ? Style::doubtful
                                     : Style::hint;
}

// "FILE:LINE: degree: text [code]", and below it each place with its quote where there are several.
void print_text(const Words& words, const std::vector<std::string>& names,
                const std::vector<Finding>& findings, bool keys) {
  for (const Finding& finding : findings) {
    const Finding::Side& first = finding.sides.front();
    const std::string_view degree = words("degree " + std::string(name_of(finding.degree)));
    print(fmt::format("{}:{}: {}: {} [{}]\n", printable(names[first.document]), first.lines.first,
                      styled(degree, style_of(finding.degree)), words_of(words, finding),
                      keys ? std::string_view(finding.key) : finding.code));
    if (finding.sides.size() < 2) continue;
    for (const Finding::Side& side : finding.sides) {
      print(fmt::format("    {}:{}: {}\n", printable(names[side.document]), side.lines.first,
                        shortened(printable(side.quote), kQuoteColumns)));
    }
  }
}

// How many of each degree; where it is no terminal, standard output holds findings alone.
void print_summary(const Words& words, const std::vector<Finding>& findings, std::size_t accepted) {
  if (findings.empty() && accepted == 0)
    return remark(told("nothing was found that does not agree"));
  const auto count = [&](Degree degree) {
    return std::to_string(
        std::count_if(findings.begin(), findings.end(),
                      [&](const Finding& finding) { return finding.degree == degree; }));
  };
  const char* const id = accepted == 0
                             ? msg("result: errors %1, suspects %2, hints %3")
                             : msg("result: errors %1, suspects %2, hints %3, accepted before %4");
  const std::string line = fill(words(id), {count(Degree::error), count(Degree::suspect),
                                            count(Degree::hint), std::to_string(accepted)});
  if (stdout_is_terminal()) return print(line + "\n");
  std::fputs((line + "\n").c_str(), stderr);
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
      json.member("message", words_of(words, finding));
      const Finding::Side& first = finding.sides.front();
      json.key("line");
      json.range(first.lines.first, first.lines.last);
      json.key("offset");
      json.range(first.span.begin, first.span.end);
      json.member("quote", first.quote);
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
  Result<CheckOptions> wanted =
      grammar ? check_options(options, **grammar) : Result<CheckOptions>(grammar.error());
  if (!wanted) {
    print_error(wanted.error());
    return kFailed;
  }
  Options quiet = options;
  quiet.tell_diagnostics = false;  // they are among the findings
  Checker checker(**grammar, std::move(*wanted));
  std::vector<std::string> names;
  const int status = for_each_document(quiet, [&](const Input& input, const Document& document) {
    names.push_back(told_path(input, document));
    checker.add(document);
  });
  const std::vector<Finding> findings = checker.finish();
  const Words words(language_of(options));
  if (options.json) {
    print_json(words, names, findings);
  } else {
    print_text(words, names, findings, options.keys);
    std::fflush(stdout);
    print_summary(words, findings, checker.accepted());
  }
  const bool certain = std::any_of(findings.begin(), findings.end(), [](const Finding& finding) {
    return finding.degree == Degree::error;
  });
  return status == kDone && certain ? kFound : status;
}

}  // namespace gangmu::cli
