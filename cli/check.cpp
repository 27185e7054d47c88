// check: the doubts about each input as findings of three degrees, on standard output.
//
// Findings come from the diagnostics of the parser: numbering, headings, marks, characters. Nothing
// that the parser doubts is certain, so a severity of warning is a suspect and a hint a hint.
#include <fmt/format.h>

#include "cli/input.h"
#include "cli/output.h"
#include "cli/verbs.h"
#include "exporters/json_writer.h"
#include "gangmu.h"

namespace gangmu::cli {

namespace {

std::string_view degree_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "suspect";
    case Severity::hint:
      break;
  }
  return "hint";
}

// The source line that a finding begins in.
std::string_view quoted_line(const Document& document, Span span) {
  return trim(document.source.line(document.source.line_of(span.begin)));
}

void print_text(const std::string& path, const Document& document) {
  for (const Diagnostic& d : document.diagnostics) {
    print(fmt::format("{}:{}: {}: {} [{}]\n", path, document.source.line_of(d.span.begin),
                      degree_of(severity_of(d.code)), d.message, name_of(d.code)));
  }
}

// An object a line: the input and its findings.
void print_json(const std::string& path, const Document& document) {
  std::string out;
  Sink sink([&](std::string_view bytes) { out.append(bytes); });
  JsonWriter json(sink);
  json.begin_object();
  json.member("name", path);
  json.key("findings");
  json.begin_array();
  for (const Diagnostic& d : document.diagnostics) {
    const LineRange lines = document.source.lines_of(d.span);
    json.begin_object();
    json.member("degree", degree_of(severity_of(d.code)));
    json.member("code", name_of(d.code));
    json.member("message", d.message);
    json.key("line");
    json.range(lines.first, lines.last);
    json.key("offset");
    json.range(d.span.begin, d.span.end);
    json.member("quote", quoted_line(document, d.span));
    json.end_object();
  }
  json.end_array();
  json.end_object();
  sink.drain();
  print(out + "\n");
}

}  // namespace

int run_check(const Options& options) {
  Options quiet = options;
  quiet.tell_diagnostics = false;  // they are what is printed
  bool certain = false;
  const int status = for_each_document(quiet, [&](const Input& input, const Document& document) {
    for (const Diagnostic& d : document.diagnostics) {
      certain = certain || severity_of(d.code) == Severity::error;
    }
    const std::string path = told_path(input, document);
    options.json ? print_json(path, document) : print_text(path, document);
  });
  return status == kDone && certain ? kFound : status;
}

}  // namespace gangmu::cli
