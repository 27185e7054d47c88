// Documents that LibreOffice reads for us, with one that does what each case needs.
#include <catch2/catch.hpp>

#include "gangmu.h"
#include "model/sha256.h"
#include "readers/office.h"
#include "readers/ole.h"
#include "readers/tools.h"
#include "tests/make_zip.h"

using namespace gangmu;
using namespace std::string_literals;
using samples::docx_of;
using samples::p;

namespace {

const std::string kRtf = "{\\rtf1\\ansi}";

// Stands for LibreOffice: ends as it is told to and leaves `docx` where that would.
struct Office : Tools {
  ToolResult result;
  std::string docx, path = "/bin/soffice";
  bool starts = true;
  ToolCall call;
  std::string given;  // what it was to convert

  std::string find(std::string_view program) override { return program == "soffice" ? path : ""; }
  Result<ToolResult> run(const ToolCall& asked) override {
    call = asked;
    if (!starts) return Error{"input.tool_failed", "cannot start it", "", ""};
    given = asked.files.back().bytes;
    result.file.reset();
    if (!docx.empty()) result.file = docx;
    return result;
  }
};

Error refused(const std::string& bytes, Tools* tools, std::uint64_t max_bytes = 1 << 30) {
  ReadOptions options;
  options.tools = tools;
  options.max_bytes = max_bytes;
  const Result<Source> source = read_bytes("a.doc", bytes, options);
  REQUIRE_FALSE(source);
  return source.error();
}

// A compound file of one block of entries with these names; behind it what Word writes first.
std::string ole_of(const std::vector<std::string>& names, bool locked = false) {
  std::string bytes = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"s + std::string(504, '\0');
  bytes[30] = 9;  // blocks of 512 bytes, the first of which is the directory
  for (const std::string& name : names) {
    std::string entry(128, '\0');
    for (std::size_t i = 0; i < name.size(); ++i) entry[2 * i] = name[i];
    entry[64] = static_cast<char>(2 * (name.size() + 1));
    entry[66] = 2;
    entry[116] = 1;
    bytes += entry;
  }
  bytes.resize(1024, '\0');
  return bytes + "\xEC\xA5" + std::string(9, '\0') + (locked ? '\1' : '\0') +
         std::string(500, '\0');
}

}  // namespace

TEST_CASE("Office: a document by way of LibreOffice") {
  Office office;
  office.docx = docx_of(p("plan") + p("end"));
  ReadOptions options;
  options.tools = &office;
  const std::pair<std::string, std::string> cases[] = {
      {"rtf", kRtf}, {"doc", ole_of({"Root Entry", "WordDocument"})}};
  for (const auto& [format, bytes] : cases) {
    const Result<Source> source = read_bytes("any name", bytes, options);
    REQUIRE(source);
    CHECK(source->name == "any name");
    CHECK(source->format == format);
    CHECK(source->text == "plan\nend\n");
    CHECK(source->bytes == bytes.size());
    CHECK(source->sha256 == sha256_hex(bytes));
    CHECK(office.given == bytes);
    CHECK(office.call.command.front() == "/bin/soffice");
    CHECK(office.call.command[1].ends_with("{folder-url}/profile"));
    CHECK(office.call.command.back().ends_with("/plan." + format));
    CHECK(office.call.command.back() == "{folder}/" + office.call.files.back().place);
    CHECK(office.call.wanted == "out/plan.docx");
  }
}

TEST_CASE("Office: LibreOffice is not there") {
  Office office;
  office.path.clear();
  for (Tools* tools : {static_cast<Tools*>(&office), static_cast<Tools*>(nullptr)}) {
    const Error error = refused(kRtf, tools);
    CHECK(error.code == "input.tool_missing");
    CHECK(error.message ==
          "\"a.doc\" is an RTF document, and LibreOffice (\"soffice\"), which reads those, is not "
          "there");
    CHECK(error.detail.find("save it as .docx") != std::string::npos);
    CHECK(error.detail.find("apt-get install libreoffice-writer-nogui") != std::string::npos);
  }
}

TEST_CASE("Office: LibreOffice fails") {
  const auto told = [](Office& office) {
    const Error error = refused(kRtf, &office);
    CHECK(error.code == "input.tool_failed");
    CHECK(error.place == "a.doc");
    const std::string before = "LibreOffice could not read \"a.doc\": ";
    REQUIRE(error.message.starts_with(before));
    return error.message.substr(before.size());
  };
  Office office;
  CHECK(told(office) == "it gave no result");
  office.result.errors = "warning\nError: source file could not be loaded\n";
  CHECK(told(office) == "Error: source file could not be loaded");
  office.result.status = 77;
  CHECK(told(office) == "it ended with status 77, Error: source file could not be loaded");
  office.result = {ToolResult::End::crashed, 11, "", "", {}};
  CHECK(told(office) == "it crashed (signal 11)");
  office.result = {ToolResult::End::timed_out, 9, "", "", {}};
  CHECK(told(office) == "it took longer than 120 seconds");
  office.result = {ToolResult::End::too_much_output, 9, "", "", {}};
  CHECK(told(office) == "it wrote without end");
  office.starts = false;
  CHECK(told(office) == "cannot start it");
  Office broken;
  broken.docx = "PK\x03\x04 word/";
  CHECK(refused(kRtf, &broken).code == "input.damaged");
  broken.docx = docx_of(p("text"));
  CHECK(refused(kRtf, &broken, 100).code == "input.too_large");
}

TEST_CASE("Office: other compound files are named") {
  CHECK(ole_kind(ole_of({"Root Entry", "WordDocument"})) == OleKind::word);
  CHECK(ole_kind(ole_of({"Root Entry", "WordDocument"}, true)) == OleKind::encrypted);
  CHECK(ole_kind(ole_of({"Root Entry", "EncryptionInfo", "EncryptedPackage"})) ==
        OleKind::encrypted);
  CHECK(ole_kind(ole_of({"Root Entry", "Workbook"})) == OleKind::workbook);
  CHECK(ole_kind(ole_of({"Root Entry", "PowerPoint Document"})) == OleKind::slides);
  CHECK(ole_kind(ole_of({"Root Entry", "WordDocuments"})) == OleKind::other);
  CHECK(ole_kind(ole_of({"Root Entry"}).substr(0, 512)) == OleKind::cut_off);
  const Error workbook = refused(ole_of({"Root Entry", "Workbook"}), nullptr);
  CHECK(workbook.code == "input.binary");
  CHECK(workbook.message == "\"a.doc\" is no text: it is an old workbook (XLS)");
  CHECK(refused(ole_of({"EncryptedPackage"}), nullptr).code == "input.encrypted");
  CHECK(refused(ole_of({"Root Entry"}).substr(0, 300), nullptr).code == "input.damaged");
  const std::string whole = ole_of({"Root Entry", "WordDocument"});
  for (std::size_t size = 8; size < whole.size(); size += 3) {
    refused(whole.substr(0, size), nullptr);
  }
}

TEST_CASE("Office: OpenDocument texts are told by their first entry") {
  const std::string type = "application/vnd.oasis.opendocument.";
  const auto first = [](const std::string& name, const std::string& content) {
    return "PK\x03\x04" + std::string(26, '\0') + name + content + "PK\x03\x04 word/";
  };
  CHECK(is_odt(first("mimetype", type + "text")));
  CHECK(is_odt(first("mimetype", type + "text-template")));
  CHECK_FALSE(is_odt(first("mimetype", type + "text-web")));
  CHECK_FALSE(is_odt(first("mimetype", type + "spreadsheet")));
  CHECK_FALSE(is_odt(first("a.txt", type + "text")));
  CHECK_FALSE(is_odt("PK\x03\x04"));
}
