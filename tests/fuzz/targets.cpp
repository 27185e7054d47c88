#include "tests/fuzz/targets.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "checks/check.h"
#include "checks/compare.h"
#include "checks/diff.h"
#include "exporters/staff_cells.h"
#include "gangmu.h"
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

// What model/source.h promises and check_invariants() does not ask: spans of tables and notes.
class SourceChecker {
 public:
  explicit SourceChecker(const Source& source) : source_(source) {}

  void run() {
    expect(valid(source_.text), "the text view is no UTF-8");
    expect(source_.text.find('\r') == std::string::npos, "a CR in the text view");
    expect(!source_.lines.empty() && source_.lines[0] == 0, "there is no first line");
    Offset end = 0;
    for (const SourceTable& table : source_.tables) {
      check(table);
      expect(table.span.begin >= end, "tables out of order");
      end = table.span.end;
    }
    end = 0;
    for (const SourceNote& note : source_.notes) {
      expect(fits(note.span) && !note.span.empty() && note.span.begin >= end, "a note's span");
      expect(note.marker.begin == note.span.begin && note.marker.end <= note.span.end,
             "a note's marker");
      for (const SourceTable& table : source_.tables) {
        expect(note.span.end <= table.span.begin || note.span.begin >= table.span.end,
               "a note inside a table");
      }
      end = note.span.end;
    }
    check_margins();
    check_places();
  }

 private:
  bool fits(Span span) const { return span.begin <= span.end && span.end <= source_.text.size(); }

  void check(const SourceTable& table) const {
    expect(fits(table.span), "a table's span");
    expect(table.header_rows <= table.rows.size(), "more header rows than rows");
    Offset at = table.span.begin;
    for (const auto& row : table.rows) {
      for (const SourceCell& cell : row) {
        expect(cell.row_span > 0 && cell.column_span > 0, "a cell that covers nothing");
        if (cell.span.empty()) continue;
        expect(cell.span.begin >= at && cell.span.end <= table.span.end, "cells out of order");
        at = cell.span.end;
      }
    }
  }

  // Whole lines, in order, none in a table or note.
  void check_margins() const {
    Offset end = 0;
    for (const Span& margin : source_.margins) {
      expect(fits(margin) && !margin.empty() && margin.begin >= end, "a margin's span");
      const std::uint32_t line = source_.line_of(margin.begin);
      expect(source_.lines[line - 1] == margin.begin && source_.line(line).size() == margin.size(),
             "a margin that is no line");
      for (const SourceTable& table : source_.tables) {
        expect(margin.end <= table.span.begin || margin.begin >= table.span.end,
               "a margin inside a table");
      }
      for (const SourceNote& note : source_.notes) {
        expect(margin.end <= note.span.begin || margin.begin >= note.span.end,
               "a margin inside a note");
      }
      end = margin.end;
    }
  }

  // One a line, with an edge more than it has characters.
  void check_places() const {
    if (source_.places.empty()) return;
    const std::size_t lines = source_.text.empty() ? 0 : source_.lines.size();
    expect(source_.places.size() == lines, "a line without a place");
    for (std::uint32_t i = 0; i < lines; ++i) {
      const LinePlace& place = source_.places[i];
      expect(place.page >= 1 && place.page <= source_.pages.size(), "a place on no page");
      expect(place.x0 <= place.x1 && place.y0 <= place.y1, "a place turned inside out");
      const std::size_t end = place.first_edge + char_count(source_.line(i + 1)) + 1;
      expect(end <= source_.edges.size(), "a line without edges");
      for (std::size_t e = place.first_edge; e < end; ++e) {
        expect(std::isfinite(source_.edges[e]), "an edge nowhere");
      }
    }
    const Span all{0, static_cast<Offset>(source_.text.size())};
    for (const PageBox& box : source_.boxes_of(all)) {
      expect(box.page >= 1 && box.page <= source_.pages.size(), "a box on no page");
      expect(box.x0 <= box.x1 && box.y0 <= box.y1, "a box turned inside out");
    }
  }

  const Source& source_;
};

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
    SourceChecker(*source).run();
  } else {
    expect(!source.error().code.empty() && !source.error().message.empty(), "a nameless error");
  }
}

void run_document(std::string_view bytes) {
  Result<Source> source = read_bytes("fuzz", std::string(bytes));
  if (!source) return;
  SourceChecker(*source).run();
  parse_and_export(std::move(*source));
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
  Result<std::filesystem::path> make_folder() override { return std::filesystem::path("none"); }
  void remove_folder(const std::filesystem::path&) override {}

 private:
  std::string_view stream_;
};

void run_pdf_stream(std::string_view bytes) {
  AnyStream tools(bytes);
  ReadOptions options;
  options.tools = &tools;
  Result<Source> source = read_bytes("fuzz", "%PDF-1.7\n", options);
  if (!source) return;
  SourceChecker(*source).run();
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
