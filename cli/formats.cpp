// formats: what is read and written, and what of it needs a program that may be missing.
#include "cli/capabilities.h"
#include "cli/language.h"
#include "cli/output.h"
#include "cli/terminal.h"
#include "cli/verbs.h"
#include "exporters/json_writer.h"

namespace gangmu::cli {

namespace {

// What a format is, and what reads it beside the program itself.
std::string summary_of(const Capability& format) {
  std::string text = told(format.summary);
  for (const Helper& helper : format.helpers) {
    text += told("; ");
    if (helper.ready) {
      text += told(helper.for_scans ? said("scans with %1", helper.path)
                                    : said("with %1", helper.path));
    } else {
      text += told(helper.for_scans ? said("scans need %1, which is not installed", helper.program)
                                    : said("needs %1, which is not installed", helper.program));
    }
  }
  return printable(text);
}

void print_formats(const char* title, const std::vector<Capability>& formats) {
  std::vector<Cells> rows = {{told(title), told("Endings"), told("What it is")}};
  for (const Capability& format : formats) {
    rows.push_back({format.name, format.endings, summary_of(format)});
  }
  print_table(rows, {.numbered = false});
}

void write_formats(JsonWriter& json, const char* name, const std::vector<Capability>& formats) {
  json.key(name);
  json.begin_array();
  for (const Capability& format : formats) {
    json.begin_object();
    json.member("name", format.name);
    json.member("endings", format.endings);
    json.member("summary", told(format.summary));
    json.key("available");
    json.boolean(format.readable());
    json.key("needs");
    json.begin_array();
    for (const Helper& helper : format.helpers) {
      json.begin_object();
      json.member("program", helper.program);
      json.member("for", helper.for_scans ? "scans" : "all");
      json.optional_member("path", helper.path);
      json.key("ready");
      json.boolean(helper.ready);
      json.end_object();
    }
    json.end_array();
    json.end_object();
  }
  json.end_array();
}

}  // namespace

int run_formats(const Options& options) {
  if (options.json) {
    Sink sink([](std::string_view chunk) { print(chunk); });
    JsonWriter json(sink, JsonWriter::Lines::one);
    json.begin_object();
    write_formats(json, "read", readable_formats());
    write_formats(json, "write", writable_formats());
    json.end_object();
    sink.write("\n");
    sink.drain();
    return kDone;
  }
  print_formats("Read", readable_formats());
  print("\n");
  print_formats("Written", writable_formats());
  return kDone;
}

}  // namespace gangmu::cli
