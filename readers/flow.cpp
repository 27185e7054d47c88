#include "readers/flow.h"

#include <algorithm>
#include <limits>

#include "model/sha256.h"
#include "readers/decode.h"

namespace gangmu {

namespace {

// Offsets have 32 bits, and one value stands for none.
constexpr std::uint64_t kMaxText = std::numeric_limits<Offset>::max() - 1;

bool shows_nothing(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (!is_blank(next_char(text, at))) return false;
  }
  return true;
}

Result<bool> within(const std::string& name, std::uint64_t size, std::uint64_t limit) {
  if (size <= limit) return true;
  return Error{"input.too_large",
               said("\"%1\" has %2 bytes, more than the limit of %3", name, size, limit), name,
               too_large_remedy()};
}

}  // namespace

void FlowWriter::line(std::string_view text, int heading) {
  std::string shown(text);
  std::replace_if(
      shown.begin(), shown.end(),
      [](char c) { return c == '\n' || c == '\r' || c == '\f' || c == '\0'; }, ' ');
  if (shows_nothing(shown)) return;
  while (shown.back() == ' ') shown.pop_back();
  const std::size_t begin = source_.text.size();
  source_.text += shown + '\n';
  if (heading > 0 && !in_table_) source_.headings.push_back({written_since(begin), heading});
}

void FlowWriter::note(std::string marker, std::vector<std::string> lines) {
  notes_.push_back({std::move(marker), std::move(lines)});
}

void FlowWriter::flush_notes() {
  if (in_table_) return;
  for (const Note& note : notes_) {
    const std::size_t begin = source_.text.size();
    bool first = true;
    for (const std::string& text : note.lines) {
      if (shows_nothing(text)) continue;
      line(first ? note.marker + " " + text : text);
      first = false;
    }
    if (first) continue;
    SourceNote given;
    given.span = written_since(begin);
    given.marker = {given.span.begin, given.span.begin + static_cast<Offset>(note.marker.size())};
    source_.notes.push_back(given);
  }
  notes_.clear();
}

// Without the last line end; empty when nothing was written.
Span FlowWriter::written_since(std::size_t begin) const {
  if (source_.text.size() <= begin) return {};
  return {static_cast<Offset>(begin), static_cast<Offset>(source_.text.size() - 1)};
}

void FlowWriter::begin_table() {
  flush_notes();
  table_ = {};
  table_.span.begin = static_cast<Offset>(source_.text.size());
  in_table_ = true;
}

void FlowWriter::begin_row() { table_.rows.emplace_back(); }

void FlowWriter::begin_cell(std::uint32_t row_span, std::uint32_t column_span) {
  cell_.row_span = static_cast<std::uint16_t>(std::clamp(row_span, 1u, kMostRows));
  cell_.column_span = static_cast<std::uint16_t>(std::clamp(column_span, 1u, kMostColumns));
  cell_.span = {static_cast<Offset>(source_.text.size()), 0};
}

void FlowWriter::end_cell() {
  cell_.span = written_since(cell_.span.begin);
  table_.rows.back().push_back(cell_);
}

void FlowWriter::end_table(std::uint32_t header_rows) {
  in_table_ = false;
  table_.span = written_since(table_.span.begin);
  table_.header_rows = header_rows;
  if (!table_.span.empty()) source_.tables.push_back(std::move(table_));
  flush_notes();
}

Source FlowWriter::take() {
  flush_notes();
  return std::move(source_);
}

bool closes_line(std::string_view text) {
  std::size_t end = text.size();
  while (end > 0) {
    const char32_t c = previous_char(text, end);
    const bool closing = c == U'\u201D' || c == U'\u2019' || c == U'\uFF09' || c == U'\u300B' ||
                         c == U')' || is_blank(c);
    if (closing) continue;
    return c == U'\u3002' || c == U'\uFF01' || c == U'\uFF1F' || c == U'\uFF1B' || c == U'\uFF1A' ||
           c == U'.' || c == U'!' || c == U'?' || c == U';' || c == U':';
  }
  return true;
}

std::string raised(std::string_view text) {
  if (text.find_first_not_of("0123456789") != text.npos) return std::string(text);
  std::string out;
  for (const char c : text) {
    append_char(out, c == '1'   ? U'\u00B9'
                     : c == '2' ? U'\u00B2'
                     : c == '3' ? U'\u00B3'
                                : U'\u2070' + static_cast<char32_t>(c - '0'));
  }
  return out;
}

Message too_large_remedy() {
  return said("%1; --limit %2 takes it all the same", Message("split the file"), "size=SIZE");
}

Result<bool> check_size(const std::string& name, std::uint64_t size, const ReadOptions& options) {
  return within(name, size, std::min(options.max_bytes, kMaxText));
}

Result<bool> check_text_size(const std::string& name, std::uint64_t size) {
  return within(name, size, kMaxText);
}

Result<Source> finish_flow(FlowWriter writer, std::string name, std::string_view bytes,
                           std::string_view format, std::string_view encoding) {
  return finish_source(writer.take(), std::move(name), bytes, format, encoding);
}

Result<Source> finish_source(Source source, std::string name, std::string_view bytes,
                             std::string_view format, std::string_view encoding) {
  const Result<bool> countable = check_text_size(name, source.text.size());
  if (!countable) return countable.error();
  if (const auto bad = find_bad_utf8(source.text)) {
    return Error{
        "input.damaged",
        said("\"%1\" holds text that is no valid UTF-8, at byte %2 of its text", name, *bad), name,
        "open the file in the program it came from and save it again"};
  }
  source.format = format;
  source.encoding = encoding;
  source.bytes = bytes.size();
  source.sha256 = sha256_hex(bytes);
  source.name = std::move(name);
  source.index();
  return source;
}

}  // namespace gangmu
