#include "tests/fuzz/targets.h"

#include <cstdio>
#include <cstdlib>

#include "gangmu.h"

namespace fuzz {

namespace {

using namespace gangmu;

void expect(bool holds, const std::string& what) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", what.c_str());
  std::abort();
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
  }

 private:
  static bool valid(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t begin = at;
      const char32_t c = next_char(text, at);
      std::string again;
      append_char(again, c);
      if (again != text.substr(begin, at - begin) || (c >= 0xD800 && c < 0xE000)) return false;
    }
    return true;
  }

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

  const Source& source_;
};

// From a source to the JSON export. None of it may fail.
void parse_and_export(Source source) {
  static const auto grammar = Grammar::builtin();
  const Document document = parse(std::move(source), *grammar);
  for (const std::string& breach : check_invariants(document)) expect(false, breach);
  std::size_t size = 0;
  Sink sink([&](std::string_view chunk) { size += chunk.size(); });
  const Status status = find_exporter("json")->write({&document, 1}, {}, sink);
  expect(bool(status), "the export failed");
  sink.drain();
  expect(size > 0, "the export is empty");
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

// Targets that are no reader of the table. A new one is a line here.
struct Target {
  std::string_view name;
  void (*run)(std::string_view bytes);
};
constexpr Target kMore[] = {
    {"document", run_document},      // bytes of any format, through to the export
    {"docx-parts", run_docx_parts},  // XML of Word, likewise
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
