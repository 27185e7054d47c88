// doctor: what is missing on this machine, and how to get it.
#include <filesystem>

#include "cli/capabilities.h"
#include "cli/input.h"
#include "cli/language.h"
#include "cli/output.h"
#include "cli/platform.h"
#include "cli/suggest.h"
#include "cli/terminal.h"
#include "cli/verbs.h"
#include "exporters/json_writer.h"

namespace gangmu::cli {

namespace {

// One thing that was looked at.
struct Finding {
  const char* what;  // id of a message
  bool well = true;
  Message told;
  Message remedy = {};
  std::string name = {};  // for JSON
};

Finding look_at_folder() {
  const Result<std::filesystem::path> folder = make_private_folder();
  if (!folder) {
    return {"temporary folder", false, folder.error().message,
            "name a folder with room in the variable TMPDIR", "temporary"};
  }
  const std::string place = text_of(folder->parent_path());
  remove_private_folder(*folder);
  return {"temporary folder", true, said("%1 can be written to", place), {}, "temporary"};
}

// What keeps the machine from harm by the files that are read.
Finding look_at_protection() {
  const Protection there = protection();
  if (!there.processes) {
    return {"protection", false, "files are read by the program itself",
            "read untrusted files in a virtual machine or container", "protection"};
  }
  if (!there.calls) {
    return {"protection", false,
            "files are read in processes of their own, which the system refuses nothing",
            "a system with seccomp, and gangmu built with libseccomp, keeps them from the network "
            "and from files",
            "protection"};
  }
  return {"protection",
          true,
          there.places ? "files are read in processes without network and files; programs that "
                         "help write to folders of their own alone"
                       : "files are read in processes without network and files",
          {},
          "protection"};
}

Finding look_at_grammar(const Options& options) {
  const auto grammar = load_grammar(options);
  if (!grammar) {
    return {"rules", false, grammar.error().message, said("see %1", grammar.error().place),
            "grammar"};
  }
  const std::string overlays = listed((*grammar)->overlays());
  return {"rules",
          true,
          overlays.empty() ? Message("those that are built in")
                           : said("those that are built in, below %1", overlays),
          {},
          "grammar"};
}

// Whether the environment says what encoding the terminal has; messages are UTF-8 in any case.
Finding look_at_locale() {
  std::string name, value;
  for (const char* const each : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    name = each;
    value = variable(each);
    if (!value.empty()) break;
  }
  const bool utf8 = value.find("UTF-8") != value.npos || value.find("utf8") != value.npos ||
                    value.find("UTF8") != value.npos || value.find("utf-8") != value.npos;
  const Message shown = value.empty() ? Message("no LANG is set") : said("%1=%2", name, value);
  if (utf8) return {"locale", true, shown, {}, "locale"};
  return {"locale", true, shown,
          "gangmu writes UTF-8 all the same; where the terminal shows other signs, set "
          "LANG=zh_CN.UTF-8 or C.UTF-8",
          "locale"};
}

std::vector<Finding> look_around(const Options& options) {
  std::vector<Finding> findings;
  findings.push_back({"version", true, "gangmu " GANGMU_VERSION, {}, "version"});
  findings.push_back(look_at_locale());
  const std::string files = listed(options.config);
  if (const auto& wrong = options.config_wrong) {
    const Message place = wrong->place;
    findings.push_back(
        {"settings", false, said("%1: %2", place, wrong->message), wrong->detail, "config"});
  } else {
    findings.push_back({"settings",
                        true,
                        files.empty() ? Message("no gangmu.toml") : Message(files),
                        {},
                        "config"});
  }
  findings.push_back(look_at_grammar(options));
  findings.push_back(look_at_folder());
  findings.push_back(look_at_protection());
  return findings;
}

// Of a format: whether it is read, and what is to be done where it is not.
std::vector<Finding> look_at_formats() {
  std::vector<Finding> findings;
  for (const Capability& format : readable_formats()) {
    for (const Helper& helper : format.helpers) {
      Finding finding{helper.for_scans ? "scans" : "files", helper.ready,
                      helper.ready ? Message(helper.path) : helper.lacking, helper.remedy,
                      format.endings};
      if (!helper.command.empty()) {
        finding.remedy = helper.program == "gangmu-pdf"
                             ? said("%1, then build gangmu again", helper.command)
                             : Message(helper.command);
      }
      findings.push_back(std::move(finding));
    }
    if (format.helpers.empty()) {
      findings.push_back({"files", true, "needs nothing", {}, format.endings});
    }
  }
  return findings;
}

void print_findings(const std::vector<Finding>& findings, std::vector<Cells>* rows,
                    std::size_t* missing) {
  for (const Finding& finding : findings) {
    const bool format = finding.name.starts_with('.');
    const std::string what =
        format ? told(said(finding.what == std::string_view("scans") ? "%1 (scans)" : "%1",
                           finding.name))
               : told(finding.what);
    rows->push_back({told(finding.well               ? "well"
                          : finding.name == "config" ? "wrong"
                                                     : "missing"),
                     what, printable(told(finding.told))});
    if (!finding.well) ++*missing;
    if (!finding.remedy.empty()) {
      rows->push_back({"", "", "\u2192 " + printable(told(finding.remedy))});
    }
  }
}

void write_findings(JsonWriter& json, const char* key, const std::vector<Finding>& findings) {
  json.key(key);
  json.begin_array();
  for (const Finding& finding : findings) {
    json.begin_object();
    json.member("name", finding.name);
    json.member("what", finding.what);
    json.key("well");
    json.boolean(finding.well);
    json.member("message", told(finding.told));
    json.optional_member("remedy", told(finding.remedy));
    json.end_object();
  }
  json.end_array();
}

}  // namespace

int run_doctor(const Options& options) {
  const std::vector<Finding> machine = look_around(options), formats = look_at_formats();
  if (options.json) {
    Sink sink([](std::string_view chunk) { print(chunk); });
    JsonWriter json(sink, JsonWriter::Lines::one);
    json.begin_object();
    json.member("version", GANGMU_VERSION);
    write_findings(json, "machine", machine);
    write_findings(json, "formats", formats);
    json.end_object();
    sink.write("\n");
    sink.drain();
    return kDone;
  }
  std::size_t missing = 0;
  std::vector<Cells> rows = {{told("State"), told("What was looked at"), told("What was found")}};
  print_findings(machine, &rows, &missing);
  print_findings(formats, &rows, &missing);
  print_table(rows, {.numbered = false});
  print("\n" +
        told(missing == 0 ? Message("nothing is missing")
                          : said("missing: %1; the arrow says how to get it", missing)) +
        "\n");
  return kDone;
}

}  // namespace gangmu::cli
