#include "cli/capabilities.h"

#include <algorithm>
#include <array>

#include "cli/archive.h"
#include "cli/tools.h"
#include "exporters/exporter.h"
#include "readers/reader.h"
#include "readers/tools.h"

namespace gangmu::cli {

namespace {

// How to get a program.
struct Source {
  std::string_view program;
  std::string_view command;
  const char* remedy;
};
constexpr std::array kSources = {
    Source{"gangmu-pdf", "apt-get install libpoppler-dev libpoppler-private-dev",
           "gangmu-pdf is built with gangmu where poppler's development files are installed: "
           "install them and build again"},
    Source{"soffice", "apt-get install libreoffice-writer-nogui",
           "install LibreOffice from www.libreoffice.org or with the system's package manager"},
    Source{"tesseract", "apt-get install tesseract-ocr tesseract-ocr-chi-sim",
           "install Tesseract with its data for Chinese (chi_sim) with the system's package "
           "manager"},
};

// Tesseract without data for Chinese is of no use.
bool knows_chinese(const std::string& path) {
  ToolCall call;
  call.command = {path, "--list-langs"};
  const Result<ToolResult> told = system_tools().run(call);
  return told && (told->output + told->errors).find("chi_sim") != std::string::npos;
}

Helper helper_of(std::string_view program, bool for_scans) {
  Helper helper;
  helper.program = program;
  helper.for_scans = for_scans;
  helper.path = system_tools().find(program);
  helper.ready = !helper.path.empty();
  if (!helper.ready) helper.lacking = said("%1 is not installed", helper.program);
  if (helper.ready && program == "tesseract" && !knows_chinese(helper.path)) {
    helper.ready = false;
    helper.lacking = "tesseract lacks its data for Chinese (chi_sim)";
  }
  const auto source = std::find_if(kSources.begin(), kSources.end(),
                                   [&](const Source& row) { return row.program == program; });
  if (helper.ready || source == kSources.end()) return helper;
  helper.remedy = source->remedy;
  if (!system_tools().find("apt-get").empty()) helper.command = source->command;
  return helper;
}

std::string joined(const std::vector<std::string_view>& endings) {
  std::string text;
  for (const std::string_view ending : endings) {
    text += (text.empty() ? "" : " ") + std::string(ending);
  }
  return text;
}

}  // namespace

bool Capability::readable() const {
  return std::all_of(helpers.begin(), helpers.end(),
                     [](const Helper& helper) { return helper.ready || helper.for_scans; });
}

std::vector<Capability> readable_formats() {
  std::vector<Capability> formats;
  for (const Reader& reader : readers()) {
    Capability format{std::string(reader.name), joined(reader.extensions),
                      Message::words(reader.summary)};
    if (!reader.needs.empty()) format.helpers.push_back(helper_of(reader.needs, false));
    if (!reader.uses.empty()) format.helpers.push_back(helper_of(reader.uses, true));
    formats.push_back(std::move(format));
  }
  formats.push_back({std::string(kArchiveEnding.substr(1)), std::string(kArchiveEnding),
                     "files of these formats packed together, read one by one"});
  formats.push_back(
      {"json", ".json .ndjson .jsonl", "exports of gangmu as it wrote them; only when named"});
  return formats;
}

std::vector<Capability> writable_formats() {
  std::vector<Capability> formats;
  for (const Exporter& exporter : exporters()) {
    formats.push_back({std::string(exporter.name), joined(exporter.extensions),
                       Message::words(exporter.summary)});
  }
  return formats;
}

}  // namespace gangmu::cli
