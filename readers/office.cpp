#include "readers/office.h"

#include <utility>

#include "model/sha256.h"
#include "readers/docx.h"
#include "readers/flow.h"
#include "readers/ole.h"
#include "readers/text.h"
#include "readers/tools.h"
#include "readers/zip.h"

namespace gangmu {

namespace {

constexpr std::string_view kSaveAsDocx = "open it in WPS or Word and save it as .docx";

// LibreOffice's settings: nothing in a document runs, and nothing is fetched for it from the
// network or from other files.
constexpr std::string_view kSettings = R"(<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop>
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
</item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update">
<prop oor:name="Link" oor:op="fuse"><value>2</value></prop>
</item>
<item oor:path="/org.openoffice.Inet/Settings">
<prop oor:name="ooInetProxyType" oor:op="fuse"><value>2</value></prop>
<prop oor:name="ooInetHTTPProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPProxyPort" oor:op="fuse"><value>9</value></prop>
<prop oor:name="ooInetHTTPSProxyName" oor:op="fuse"><value>127.0.0.1</value></prop>
<prop oor:name="ooInetHTTPSProxyPort" oor:op="fuse"><value>9</value></prop>
</item>
</oor:items>
)";

// A format that LibreOffice reads for us.
struct Format {
  std::string_view name;  // of Source::format, and the ending that LibreOffice is given
  std::string_view what;
};

Error tool_missing(const std::string& name, const Format& format) {
  return {"input.tool_missing",
          said("\"%1\" is %2, and LibreOffice (\"%3\"), which reads those, is not there", name,
               Message::words(format.what), kOfficeProgram),
          name,
          said("%1,\nor install LibreOffice: apt-get install libreoffice-writer-nogui",
               Message::words(kSaveAsDocx))};
}

Error tool_failed(const std::string& name, const Message& reason) {
  return {"input.tool_failed", said("LibreOffice could not read \"%1\": %2", name, reason), name,
          Message::words(kSaveAsDocx)};
}

std::string last_line(std::string_view text) {
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
  const std::size_t end = text.rfind('\n');
  return std::string(end == text.npos ? text : text.substr(end + 1));
}

// Why there is no result; empty when the program ended well.
Message reason_of(const ToolResult& result, int seconds) {
  switch (result.end) {
    case ToolResult::End::timed_out:
      return said("it took longer than %1 seconds", seconds);
    case ToolResult::End::crashed:
      return said("it crashed (signal %1)", result.status);
    case ToolResult::End::too_much_output:
      return "it wrote without end";
    case ToolResult::End::exited:
      break;
  }
  const std::string told = last_line(result.errors);
  if (result.status != 0) {
    return told.empty() ? said("it ended with status %1", result.status)
                        : said("it ended with status %1, %2", result.status, told);
  }
  return "";
}

// The file as a DOCX.
Result<std::string> convert(const std::string& name, std::string_view bytes, const Format& format,
                            const std::string& program, Tools& tools, const ReadOptions& options) {
  ToolCall call = office_call(program, format.name, bytes, options.limits);
  call.max_file = options.max_bytes + 1;
  Result<ToolResult> result = tools.run(call);
  if (!result) return tool_failed(name, result.error().message);
  if (const Message reason = reason_of(*result, call.seconds); !reason.empty()) {
    return tool_failed(name, reason);
  }
  if (!result->file) {
    const std::string told = last_line(result->errors);
    return tool_failed(name, told.empty() ? Message("it gave no result") : Message(told));
  }
  const Result<bool> small = check_size(name, result->file->size(), options);
  if (!small) return small.error();
  return std::move(*result->file);
}

Result<Source> read_with_office(std::string name, const std::string& bytes, const Format& format,
                                const ReadOptions& options) {
  const Result<bool> small = check_size(name, bytes.size(), options);
  if (!small) return small.error();
  const std::string program = options.tools == nullptr ? "" : options.tools->find(kOfficeProgram);
  if (options.tools == nullptr || program.empty()) return tool_missing(name, format);
  Result<std::string> docx = convert(name, bytes, format, program, *options.tools, options);
  if (!docx) return docx.error();
  Result<Source> source = read_docx(std::move(name), std::move(*docx), options);
  if (!source) return source;
  source->format = format.name;
  source->bytes = bytes.size();
  source->sha256 = sha256_hex(bytes);
  return source;
}

Error locked(const std::string& name) {
  return {"input.encrypted", said("\"%1\" is locked with a password", name), name,
          "open it with its password and save it without one"};
}

Error refused(const std::string& name, std::string_view what, std::string_view remedy) {
  return {"input.binary", said("\"%1\" is no text: it is %2", name, Message::words(what)), name,
          Message::words(remedy)};
}

}  // namespace

ToolCall office_call(std::string program, std::string_view format, std::string_view bytes,
                     const ReadLimits& limits) {
  const std::string folder(kToolFolder), input = "plan." + std::string(format);
  ToolCall call;
  call.command = {std::move(program),
                  "-env:UserInstallation=" + std::string(kToolFolderUrl) + "/profile",
                  "--headless",
                  "--norestore",
                  "--nolockcheck",
                  "--nologo",
                  "--nodefault",
                  "--convert-to",
                  "docx",
                  "--outdir",
                  folder + "/out",
                  folder + "/" + input};
  call.environment = {"HOME=" + folder, "TMPDIR=" + folder + "/tmp"};
  call.files = {
      {"profile/user/registrymodifications.xcu", kSettings}, {"tmp/", ""}, {input, bytes}};
  call.wanted = "out/plan.docx";
  call.seconds = static_cast<int>(limits.seconds);
  call.max_memory = 2 * limits.memory;
  call.max_output = 1 << 20;
  call.talks_to_itself = true;
  return call;
}

Result<Source> read_doc(std::string name, std::string bytes, const ReadOptions& options) {
  switch (ole_kind(bytes)) {
    case OleKind::word:
      break;
    case OleKind::encrypted:
      return locked(name);
    case OleKind::workbook:
      return refused(name, "an old workbook (XLS)", kFormatsOfPlans);
    case OleKind::slides:
      return refused(name, "an old presentation (PPT)", kFormatsOfPlans);
    case OleKind::cut_off:
      return Error{"input.damaged", said("\"%1\" is damaged: it is cut off", name), name,
                   "get the file again"};
    case OleKind::other:
      return refused(name, "an old Office file of an unknown kind", kSaveAsDocx);
  }
  return read_with_office(std::move(name), bytes, {"doc", "an old Word document"}, options);
}

bool is_rtf(std::string_view bytes) { return bytes.starts_with("{\\rtf"); }

Result<Source> read_rtf(std::string name, std::string bytes, const ReadOptions& options) {
  return read_with_office(std::move(name), bytes, {"rtf", "an RTF document"}, options);
}

bool is_odt(std::string_view bytes) {
  // Its first entry stands unpacked at a fixed place.
  constexpr std::string_view kType = "mimetypeapplication/vnd.oasis.opendocument.text";
  constexpr std::size_t kName = 30;
  if (!bytes.starts_with("PK\x03\x04") || bytes.size() < kName) return false;
  std::string_view rest = bytes.substr(kName);
  if (!rest.starts_with(kType)) return false;
  rest.remove_prefix(kType.size());
  return rest.empty() || rest.starts_with("PK") || rest.starts_with("-template");
}

Result<Source> read_odt(std::string name, std::string bytes, const ReadOptions& options) {
  Result<ZipArchive> zip = ZipArchive::open(name, bytes, ZipUse::document, options.limits);
  if (!zip) return zip.error();
  const Result<std::string> parts = zip->read("META-INF/manifest.xml");
  if (!parts) return parts.error();
  if (parts->find("encryption-data") != parts->npos) return locked(name);
  return read_with_office(std::move(name), bytes, {"odt", "an OpenDocument text"}, options);
}

}  // namespace gangmu
