#include "tests/fuzz/targets.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "checks/check.h"
#include "checks/compare.h"
#include "checks/diff.h"
#include "exporters/staff_cells.h"
#include "gangmu.h"
#include "readers/packed.h"
#include "readers/xlsx_cells.h"

namespace fuzz {

namespace {

using namespace gangmu;

void expect(bool holds, const std::string& what) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", what.c_str());
  std::abort();
}

// Tells what stands where the two first differ.
void expect_equal(const std::string& again, const std::string& before, const std::string& what) {
  constexpr std::size_t kAround = 150;
  if (again == before) return;
  const auto [at, other] = std::mismatch(again.begin(), again.end(), before.begin(), before.end());
  const auto from = static_cast<std::size_t>(at - again.begin());
  const std::size_t begin = from - std::min(from, kAround);
  expect(false, what + "\n--- again\n" + again.substr(begin, 2 * kAround) + "\n--- before\n" +
                    before.substr(begin, 2 * kAround));
}

// Whether a text is UTF-8.
bool valid(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = next_char(text, at);
    std::string again;
    append_char(again, c);
    if (again != text.substr(begin, at - begin) || (c >= 0xD800 && c < 0xE000)) return false;
  }
  return true;
}

// What model/source.h promises and check_invariants() does not ask.
void check_source(const Source& source) {
  const std::string breach = breach_of(source);
  expect(breach.empty(), breach);
  const Span all{0, static_cast<Offset>(source.text.size())};
  for (const PageBox& box : source.boxes_of(all)) {
    expect(box.page >= 1 && box.page <= source.pages.size(), "a box on no page");
    expect(box.x0 <= box.x1 && box.y0 <= box.y1, "a box turned inside out");
  }
}

std::string export_of(const Document& document, std::string_view format,
                      std::span<const Finding> findings = {}) {
  std::string out;
  Sink sink([&](std::string_view chunk) { out += chunk; });
  ExportOptions options;
  options.findings = findings;
  const Status status = find_exporter(format)->write({&document, 1}, options, sink);
  expect(bool(status), "the export failed");
  sink.drain();
  return out;
}

// What was exported is read back as it was, from JSON and from NDJSON.
void read_back(const Document& document) {
  const std::string json = export_of(document, "json");
  for (const std::string_view format : {"json", "ndjson"}) {
    const std::string written = export_of(document, format);
    const Result<Document> again = read_stored("fuzz", written);
    if (!again) expect(false, again.error().message);
    expect(again->source.text == document.source.text, "the text view is another");
    expect_equal(export_of(*again, format), written, "an export does not come out as it was");
    expect_equal(export_of(*again, "json"), json, "the JSON is another");
    expect_equal(export_of(*again, "docling"), export_of(document, "docling"), "boxes are others");
    expect_equal(export_of(*again, "chunks"), export_of(document, "chunks"), "chunks are others");
  }
}

// What is found in a document beside itself stands in it, and nothing differs.
std::vector<Finding> proofread(const Document& document) {
  static const auto grammar = Grammar::builtin();
  Checker checker(*grammar, {});
  checker.add(document);
  checker.add(document);
  for (const Finding& finding : checker.finish()) {
    expect(!finding.sides.empty() && !finding.key.empty(), "a finding without a place");
    for (const Finding::Side& side : finding.sides) {
      expect(side.document < 2 && side.span.begin <= side.span.end, "a finding turned inside out");
      expect(side.span.end <= document.source.text.size(), "a finding behind the text");
      expect(valid(side.quote), "a quote that is no UTF-8");
    }
  }
  expect(diff_documents(document, document, *grammar).empty(), "a draft differs from itself");
  (void)compare_documents(document, {&document, 1}, *grammar);
  return check_documents({&document, 1}, *grammar);
}

// From a source to the JSON export and back. None of it may fail.
void parse_and_export(Source source) {
  static const auto grammar = Grammar::builtin();
  const Document document = parse(std::move(source), *grammar);
  for (const std::string& breach : check_invariants(document)) expect(false, breach);
  (void)proofread(document);
  read_back(document);
}

// Any JSON, through to all exports.
void run_json(std::string_view bytes) {
  (void)is_stored(bytes);
  const Result<Document> document = read_stored("fuzz", bytes);
  if (!document) {
    expect(!document.error().code.empty() && !document.error().message.empty(), "a nameless error");
    return;
  }
  for (const std::string& breach : check_invariants(*document)) expect(false, breach);
  const std::vector<Finding> findings = proofread(*document);
  for (const Exporter& exporter : exporters()) (void)export_of(*document, exporter.name, findings);
  read_back(*document);
}

void run_reader(const Reader& reader, std::string_view bytes) {
  (void)reader.fits(bytes);
  const Result<Source> source = reader.read("fuzz", std::string(bytes), {});
  if (source) {
    check_source(*source);
  } else {
    expect(!source.error().code.empty() && !source.error().message.empty(), "a nameless error");
  }
}

void run_document(std::string_view bytes) {
  Result<Source> source = read_bytes("fuzz", std::string(bytes));
  if (!source) return;
  check_source(*source);
  parse_and_export(std::move(*source));
}

// Into every format, with what is found.
void run_exports(std::string_view bytes) {
  static const auto grammar = Grammar::builtin();
  Result<Source> source = read_bytes("fuzz", std::string(bytes));
  if (!source) return;
  const Document document = parse(std::move(*source), *grammar);
  const std::vector<Finding> findings = proofread(document);
  for (const Exporter& exporter : exporters()) (void)export_of(document, exporter.name, findings);
}

// What a process hands over that reads a file, and with four bytes in front one byte of it changed:
// a place and a change.
void run_packed(std::string_view bytes) {
  (void)unpacked_call(bytes);
  (void)unpacked_result(bytes);
  (void)unpacked_sheets(bytes);
  (void)unpacked_listing(bytes);
  auto as_it_is = unpacked_source(bytes);
  if (as_it_is && *as_it_is) parse_and_export(std::move(**as_it_is));
  constexpr std::size_t kHead = 4;
  if (bytes.size() < kHead) return;
  std::string packed_source = packed(read_bytes("fuzz", std::string(bytes.substr(kHead))));
  std::size_t place = 0;
  for (std::size_t i = 0; i + 1 < kHead; ++i) {
    place = place << 8 | static_cast<unsigned char>(bytes[i]);
  }
  char& changed = packed_source[place % packed_source.size()];
  changed = static_cast<char>(changed ^ bytes[kHead - 1]);
  auto source = unpacked_source(packed_source);
  if (!source || !*source) return;
  check_source(**source);
  parse_and_export(std::move(**source));
}

// A file of rules laid over those that are built in, with its examples.
void run_grammar(std::string_view bytes) {
  static const std::filesystem::path folder = [] {
    std::string name = (std::filesystem::temp_directory_path() / "gangmu-fuzz-XXXXXX").string();
    expect(mkdtemp(name.data()) != nullptr, "no folder");
    static const std::string kept = name;
    std::atexit([] { std::filesystem::remove_all(kept); });
    return std::filesystem::path(name);
  }();
  std::ofstream(folder / "50-fuzz.toml", std::ios::binary) << bytes;
  const auto grammar = Grammar::with_overlays({&folder, 1});
  if (!grammar) {
    expect(grammar.error().code.starts_with("grammar."), "an error of another kind");
    return;
  }
  Result<Source> source = read_bytes("fuzz", "A\n\nB 1. C 2025 3.5%\n");
  const Document document = parse(std::move(*source), **grammar);
  for (const std::string& breach : check_invariants(document)) expect(false, breach);
}

void run_docx_parts(std::string_view bytes) { run_document(docx_of_parts(bytes)); }
void run_ofd_parts(std::string_view bytes) { run_document(ofd_of_parts(bytes)); }

// A workbook that somebody typed into: its cells are those of rows and columns, and each row goes
// on in a workbook with the same rows.
void run_workbook_parts(std::string_view bytes) {
  const auto sheets = read_workbook_cells("fuzz", workbook_of_parts(bytes));
  if (!sheets) return;
  has_typed_cells(*sheets);
  for (const FilledSheet& filled : *sheets) {
    const TypedSheet sheet(filled);
    std::vector<RowName> rows;
    const std::uint32_t most = std::min<std::uint32_t>(sheet.cells().rows(), 200);
    for (std::uint32_t r = 0; r < most; ++r) {
      const FilledCell* words = sheet.cells().columns() > 0 ? sheet.cells().cell(r, 0) : nullptr;
      expect(words == nullptr || (words->column == 0 && valid(words->text)), "a cell elsewhere");
      rows.push_back({sheet.key(r), words == nullptr ? "" : words->text});
    }
    std::vector<bool> taken(rows.size(), false);
    for (const auto& match : match_rows(rows, rows)) {
      if (!match) continue;
      expect(!taken[*match], "a row is taken twice");
      taken[*match] = true;
    }
  }
}

// Answers as gangmu-pdf would, with any bytes; there is no other program.
class AnyStream : public Tools {
 public:
  explicit AnyStream(std::string_view stream) : stream_(stream) {}
  std::string find(std::string_view program) override {
    return program == "gangmu-pdf" ? std::string(program) : std::string();
  }
  Result<ToolResult> run(const ToolCall&) override {
    ToolResult result;
    result.output = stream_;
    return result;
  }

 private:
  std::string_view stream_;
};

void run_pdf_stream(std::string_view bytes) {
  AnyStream tools(bytes);
  ReadOptions options;
  options.tools = &tools;
  Result<Source> source = read_bytes("fuzz", "%PDF-1.7\n", options);
  if (!source) return;
  check_source(*source);
  parse_and_export(std::move(*source));
}

// Targets that are no reader of the table. A new one is a line here.
struct Target {
  std::string_view name;
  void (*run)(std::string_view bytes);
};
constexpr Target kMore[] = {
    {"document", run_document},              // bytes of any format, through to the export
    {"docx-parts", run_docx_parts},          // XML of Word, likewise
    {"ofd-parts", run_ofd_parts},            // XML of OFD, likewise
    {"workbook-parts", run_workbook_parts},  // XML of workbooks that staff typed into
    {"pdf-stream", run_pdf_stream},          // what gangmu-pdf says, likewise
    {"json", run_json},                      // an export read back, through to all exports
    {"exports", run_exports},                // bytes of any format, through to all exports
    {"packed", run_packed},                  // what a reading process hands over, likewise to JSON
    {"grammar", run_grammar},                // a file of rules
};

}  // namespace

std::vector<std::string> target_names() {
  std::vector<std::string> names;
  for (const Reader& reader : readers()) names.emplace_back(reader.name);
  for (const Target& target : kMore) names.emplace_back(target.name);
  return names;
}

bool run_target(std::string_view name, std::string_view bytes) {
  for (const Reader& reader : readers()) {
    if (reader.name != name) continue;
    run_reader(reader, bytes);
    return true;
  }
  for (const Target& target : kMore) {
    if (target.name != name) continue;
    target.run(bytes);
    return true;
  }
  return false;
}

}  // namespace fuzz
