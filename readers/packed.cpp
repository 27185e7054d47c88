#include "readers/packed.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <type_traits>
#include <vector>

#include "readers/decode.h"

namespace gangmu {

namespace {

// One description of each type serves both ways: transfer() writes with a Packer and reads with an
// Unpacker.
class Packer {
 public:
  static constexpr bool kReads = false;
  template <typename Number>
  void number(Number& value) {
    out_.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  std::size_t count(std::size_t size) {
    std::uint64_t wide = size;
    number(wide);
    return size;
  }
  void text(std::string& value) {
    count(value.size());
    out_ += value;
  }
  void view(std::string_view& value) {
    count(value.size());
    out_ += value;
  }
  void floats(std::vector<float>& values) {
    count(values.size());
    if (values.empty()) return;
    out_.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float));
  }
  std::string take() { return std::move(out_); }

 private:
  std::string out_;
};

class Unpacker {
 public:
  static constexpr bool kReads = true;
  explicit Unpacker(std::string_view bytes) : rest_(bytes) {}
  template <typename Number>
  void number(Number& value) {
    static_assert(std::is_arithmetic_v<Number> && !std::is_same_v<Number, bool>);
    if (rest_.size() < sizeof value) return fail();
    std::memcpy(&value, rest_.data(), sizeof value);
    rest_.remove_prefix(sizeof value);
  }
  // Each of them takes a byte at least.
  std::size_t count(std::size_t) {
    std::uint64_t wide = 0;
    number(wide);
    if (wide <= rest_.size()) return wide;
    fail();
    return 0;
  }
  void text(std::string& value) {
    std::string_view bytes;
    view(bytes);
    value = bytes;
  }
  void view(std::string_view& value) {
    value = rest_.substr(0, count(0));
    rest_.remove_prefix(value.size());
  }
  void floats(std::vector<float>& values) {
    const std::size_t size = count(0);
    if (rest_.size() / sizeof(float) < size) return fail();
    values.resize(size);
    if (size > 0) std::memcpy(values.data(), rest_.data(), size * sizeof(float));
    rest_.remove_prefix(size * sizeof(float));
  }
  void fail() {
    whole_ = false;
    rest_ = {};
  }
  bool failed() const { return !whole_; }
  bool whole() const { return whole_ && rest_.empty(); }

 private:
  std::string_view rest_;
  bool whole_ = true;
};

template <typename Archive>
void transfer(Archive& archive, bool& value) {
  std::uint8_t byte = value ? 1 : 0;
  archive.number(byte);
  value = byte == 1;
}

// Of an enumeration without gaps.
template <typename Archive, typename Enum>
void transfer_enum(Archive& archive, Enum& value, int values) {
  auto byte = static_cast<std::uint8_t>(value);
  archive.number(byte);
  if constexpr (Archive::kReads) {
    if (byte >= values) return archive.fail();
  }
  value = static_cast<Enum>(byte);
}

template <typename Archive, typename Element, typename Each>
void transfer_all(Archive& archive, std::vector<Element>& elements, Each each) {
  const std::size_t size = archive.count(elements.size());
  for (std::size_t i = 0; i < size; ++i) {
    if constexpr (Archive::kReads) {
      if (archive.failed()) return;
      elements.emplace_back();
    }
    each(elements[i]);
  }
}

template <typename Archive>
void transfer(Archive& archive, Span& span) {
  archive.number(span.begin);
  archive.number(span.end);
}

template <typename Archive>
void transfer(Archive& archive, SourceTable& table) {
  transfer(archive, table.span);
  archive.number(table.header_rows);
  transfer_all(archive, table.rows, [&](std::vector<SourceCell>& row) {
    transfer_all(archive, row, [&](SourceCell& cell) {
      transfer(archive, cell.span);
      archive.number(cell.row_span);
      archive.number(cell.column_span);
    });
  });
}

template <typename Archive>
void transfer(Archive& archive, LinePlace& place) {
  archive.number(place.page);
  for (float* const value : {&place.x0, &place.y0, &place.x1, &place.y1, &place.size}) {
    archive.number(*value);
  }
  transfer(archive, place.bold);
  archive.number(place.font);
  transfer_enum(archive, place.start, static_cast<int>(LineStart::title) + 1);
  archive.number(place.first_edge);
}

template <typename Archive>
void transfer(Archive& archive, Diagnostic& doubt) {
  transfer_enum(archive, doubt.code, kCodeCount);
  archive.text(doubt.message);
  transfer(archive, doubt.span);
  transfer_all(archive, doubt.args, [&](std::string& arg) { archive.text(arg); });
}

template <typename Archive>
void transfer(Archive& archive, Source& source) {
  archive.text(source.name);
  archive.text(source.format);
  archive.text(source.encoding);
  archive.number(source.bytes);
  archive.text(source.sha256);
  archive.text(source.text);
  transfer_all(archive, source.pages, [&](Offset& page) { archive.number(page); });
  transfer(archive, source.flowing);
  transfer_all(archive, source.tables, [&](SourceTable& table) { transfer(archive, table); });
  transfer_all(archive, source.notes, [&](SourceNote& note) {
    transfer(archive, note.marker);
    transfer(archive, note.span);
  });
  transfer_all(archive, source.headings, [&](SourceHeading& heading) {
    transfer(archive, heading.span);
    archive.number(heading.level);
  });
  transfer_all(archive, source.places, [&](LinePlace& place) { transfer(archive, place); });
  archive.floats(source.edges);
  transfer_all(archive, source.page_sizes, [&](PageSize& size) {
    archive.number(size.width);
    archive.number(size.height);
  });
  transfer_all(archive, source.fonts, [&](std::string& font) { archive.text(font); });
  transfer_all(archive, source.doubts, [&](Diagnostic& doubt) { transfer(archive, doubt); });
  transfer_all(archive, source.margins, [&](Span& margin) { transfer(archive, margin); });
}

// A message is made again of its id and its parts, so that catalogues know it.
void pack(Packer& archive, const Message& message) {
  std::string id = message.id(), text = message;
  archive.text(id);
  archive.text(text);
  archive.count(message.args().size());
  for (const Message& arg : message.args()) pack(archive, arg);
}

Message unpack_message(Unpacker& archive, int depth) {
  constexpr int kDeepest = 8;
  std::string id, text;
  archive.text(id);
  archive.text(text);
  const std::size_t args = archive.count(0);
  if (depth > kDeepest) archive.fail();
  std::vector<Message> parts;
  for (std::size_t i = 0; i < args && !archive.failed(); ++i) {
    parts.push_back(unpack_message(archive, depth + 1));
  }
  if (!parts.empty()) return {id.c_str(), std::move(parts)};
  return id.empty() ? Message(std::move(text)) : Message::words(id);
}

constexpr std::uint8_t kValue = 1, kError = 0;

template <typename Value, typename Pack>
std::string packed_result(const Result<Value>& result, Pack pack_value) {
  Packer archive;
  std::uint8_t kind = result ? kValue : kError;
  archive.number(kind);
  if (result) {
    pack_value(archive, *result);
    return archive.take();
  }
  Error error = result.error();
  archive.text(error.code);
  pack(archive, error.message);
  archive.text(error.place);
  pack(archive, error.detail);
  return archive.take();
}

template <typename Value, typename Unpack>
std::optional<Result<Value>> unpacked_result_of(std::string_view bytes, Unpack unpack_value) {
  Unpacker archive(bytes);
  std::uint8_t kind = 0;
  archive.number(kind);
  if (kind == kValue) {
    Value value;
    unpack_value(archive, value);
    if (!archive.whole()) return std::nullopt;
    return Result<Value>(std::move(value));
  }
  Error error;
  archive.text(error.code);
  error.message = unpack_message(archive, 0);
  archive.text(error.place);
  error.detail = unpack_message(archive, 0);
  if (!archive.whole() || error.code.empty()) return std::nullopt;
  return Result<Value>(std::move(error));
}

template <typename Archive>
void transfer(Archive& archive, ToolCall& call) {
  transfer_all(archive, call.command, [&](std::string& word) { archive.text(word); });
  archive.view(call.input);
  transfer_all(archive, call.environment, [&](std::string& variable) { archive.text(variable); });
  transfer_all(archive, call.files, [&](ToolFile& file) {
    archive.text(file.place);
    archive.view(file.bytes);
  });
  archive.text(call.wanted);
  archive.number(call.max_file);
}

template <typename Archive>
void transfer(Archive& archive, ToolResult& result) {
  transfer_enum(archive, result.end, static_cast<int>(ToolResult::End::too_much_output) + 1);
  archive.number(result.status);
  archive.text(result.output);
  archive.text(result.errors);
  bool left = result.file.has_value();
  transfer(archive, left);
  if (!left) return;
  if (!result.file) result.file.emplace();
  archive.text(*result.file);
}

template <typename Archive>
void transfer(Archive& archive, ZipListing& listing) {
  transfer(archive, listing.document);
  transfer_all(archive, listing.entries, [&](ZipEntry& entry) {
    archive.number(entry.index);
    archive.text(entry.name);
  });
}

template <typename Archive>
void transfer(Archive& archive, std::vector<FilledSheet>& sheets) {
  transfer_all(archive, sheets, [&](FilledSheet& sheet) {
    archive.text(sheet.name);
    transfer_all(archive, sheet.cells, [&](FilledCell& cell) {
      archive.number(cell.row);
      archive.number(cell.column);
      archive.text(cell.text);
      transfer(archive, cell.number);
      transfer(archive, cell.formula);
      archive.text(cell.format);
    });
  });
}

// By row, then column, as sheets have them.
bool is_in_order(const FilledSheet& sheet) {
  const auto place = [](const FilledCell& cell) { return std::pair(cell.row, cell.column); };
  return std::is_sorted(sheet.cells.begin(), sheet.cells.end(),
                        [&](const auto& a, const auto& b) { return place(a) < place(b); });
}

// What model/source.h promises.
class SourceChecker {
 public:
  explicit SourceChecker(const Source& source) : source_(source) {}

  std::string run() {
    expect(source_.text.size() < ~Offset{0}, "the text view is too long");
    expect(!find_bad_utf8(source_.text), "the text view is no UTF-8");
    expect(source_.text.find('\r') == std::string::npos, "a CR in the text view");
    expect(!source_.lines.empty() && source_.lines[0] == 0, "there is no first line");
    if (breach_.empty()) check_spans();
    if (breach_.empty()) check_margins();
    if (breach_.empty()) check_places();
    return breach_;
  }

 private:
  void expect(bool holds, const char* what) {
    if (!holds && breach_.empty()) breach_ = what;
  }

  bool fits(Span span) const {
    return span.begin <= span.end && span.end <= source_.text.size() &&
           !inside_char(source_.text, span.begin) && !inside_char(source_.text, span.end);
  }

  void check_spans() {
    Offset end = 0;
    for (const Offset page : source_.pages) {
      expect(page >= end && fits({page, page}), "a page out of order");
      end = page;
    }
    end = 0;
    for (const SourceTable& table : source_.tables) {
      check(table);
      expect(table.span.begin >= end, "tables out of order");
      end = table.span.end;
    }
    end = 0;
    for (const SourceNote& note : source_.notes) {
      expect(fits(note.span) && !note.span.empty() && note.span.begin >= end, "a note's span");
      expect(note.marker.begin == note.span.begin && note.marker.end <= note.span.end &&
                 fits(note.marker),
             "a note's marker");
      expect(!in_table(note.span), "a note inside a table");
      end = note.span.end;
    }
    end = 0;
    for (const SourceHeading& heading : source_.headings) {
      expect(fits(heading.span) && heading.span.begin >= end, "a heading's span");
      end = heading.span.begin;
    }
    for (const Diagnostic& doubt : source_.doubts) expect(fits(doubt.span), "a doubt's span");
  }

  void check(const SourceTable& table) {
    expect(fits(table.span), "a table's span");
    expect(table.header_rows <= table.rows.size(), "more header rows than rows");
    Offset at = table.span.begin;
    for (const auto& row : table.rows) {
      for (const SourceCell& cell : row) {
        expect(cell.row_span > 0 && cell.column_span > 0, "a cell that covers nothing");
        expect(fits(cell.span), "a cell's span");
        if (cell.span.empty()) continue;
        expect(cell.span.begin >= at && cell.span.end <= table.span.end, "cells out of order");
        at = cell.span.end;
      }
    }
  }

  // Tables stand in order.
  bool in_table(Span span) const {
    const auto table =
        std::partition_point(source_.tables.begin(), source_.tables.end(),
                             [&](const SourceTable& each) { return each.span.end <= span.begin; });
    return table != source_.tables.end() && table->span.begin < span.end;
  }

  bool in_note(Span span) const {
    const auto note =
        std::partition_point(source_.notes.begin(), source_.notes.end(),
                             [&](const SourceNote& each) { return each.span.end <= span.begin; });
    return note != source_.notes.end() && note->span.begin < span.end;
  }

  // Whole lines, in order, none in a table or note.
  void check_margins() {
    Offset end = 0;
    for (const Span& margin : source_.margins) {
      expect(fits(margin) && !margin.empty() && margin.begin >= end, "a margin's span");
      if (!breach_.empty()) return;
      const std::uint32_t line = source_.line_of(margin.begin);
      expect(source_.lines[line - 1] == margin.begin && source_.line(line).size() == margin.size(),
             "a margin that is no line");
      expect(!in_table(margin), "a margin inside a table");
      expect(!in_note(margin), "a margin inside a note");
      end = margin.end;
    }
  }

  // One a line, with an edge more than it has characters.
  void check_places() {
    expect(source_.page_sizes.empty() || source_.page_sizes.size() == source_.pages.size(),
           "a page without a size");
    if (source_.places.empty()) return;
    const std::size_t lines = source_.text.empty() ? 0 : source_.lines.size();
    expect(source_.places.size() == lines, "a line without a place");
    expect(std::all_of(source_.edges.begin(), source_.edges.end(),
                       [](float edge) { return std::isfinite(edge); }),
           "an edge nowhere");
    for (std::uint32_t i = 0; i < lines && breach_.empty(); ++i) {
      const LinePlace& place = source_.places[i];
      expect(place.page >= 1 && place.page <= source_.pages.size(), "a place on no page");
      expect(place.x0 <= place.x1 && place.y0 <= place.y1, "a place turned inside out");
      expect(std::isfinite(place.x0 + place.x1) && std::isfinite(place.y0 + place.y1) &&
                 std::isfinite(place.size),
             "a place nowhere");
      const std::size_t end = place.first_edge + char_count(source_.line(i + 1)) + 1;
      expect(end <= source_.edges.size(), "a line without edges");
    }
  }

  const Source& source_;
  std::string breach_;
};

}  // namespace

std::string breach_of(const Source& source) { return SourceChecker(source).run(); }

std::string packed(const Result<Source>& read) {
  return packed_result(read, [](Packer& archive, const Source& source) {
    transfer(archive, const_cast<Source&>(source));  // which a Packer only reads
  });
}

std::optional<Result<Source>> unpacked_source(std::string_view bytes) {
  auto read = unpacked_result_of<Source>(bytes, [](Unpacker& archive, Source& source) {
    transfer(archive, source);
    std::vector<Offset> pages = std::move(source.pages);
    source.index();
    source.pages = std::move(pages);
  });
  if (read && *read && !breach_of(**read).empty()) return std::nullopt;
  return read;
}

std::string packed(const ToolCall& call) {
  Packer archive;
  transfer(archive, const_cast<ToolCall&>(call));  // likewise
  return archive.take();
}

std::optional<ToolCall> unpacked_call(std::string_view bytes) {
  Unpacker archive(bytes);
  ToolCall call;
  transfer(archive, call);
  if (!archive.whole()) return std::nullopt;
  return call;
}

std::string packed(const Result<ToolResult>& result) {
  return packed_result(result, [](Packer& archive, const ToolResult& answer) {
    transfer(archive, const_cast<ToolResult&>(answer));  // likewise
  });
}

std::optional<Result<ToolResult>> unpacked_result(std::string_view bytes) {
  return unpacked_result_of<ToolResult>(
      bytes, [](Unpacker& archive, ToolResult& result) { transfer(archive, result); });
}

std::string packed(const Result<std::vector<FilledSheet>>& read) {
  return packed_result(read, [](Packer& archive, const std::vector<FilledSheet>& sheets) {
    transfer(archive, const_cast<std::vector<FilledSheet>&>(sheets));  // likewise
  });
}

std::optional<Result<std::vector<FilledSheet>>> unpacked_sheets(std::string_view bytes) {
  auto read = unpacked_result_of<std::vector<FilledSheet>>(
      bytes, [](Unpacker& archive, std::vector<FilledSheet>& sheets) {
        transfer(archive, sheets);
        if (!std::all_of(sheets.begin(), sheets.end(), is_in_order)) archive.fail();
      });
  return read;
}

std::string packed(const Result<std::string>& read) {
  return packed_result(read, [](Packer& archive, const std::string& bytes) {
    std::string_view view = bytes;
    archive.view(view);
  });
}

std::optional<Result<std::string>> unpacked_bytes(std::string_view bytes) {
  return unpacked_result_of<std::string>(
      bytes, [](Unpacker& archive, std::string& read) { archive.text(read); });
}

std::string packed(const Result<ZipListing>& read) {
  return packed_result(read, [](Packer& archive, const ZipListing& listing) {
    transfer(archive, const_cast<ZipListing&>(listing));  // likewise
  });
}

std::optional<Result<ZipListing>> unpacked_listing(std::string_view bytes) {
  return unpacked_result_of<ZipListing>(
      bytes, [](Unpacker& archive, ZipListing& listing) { transfer(archive, listing); });
}

}  // namespace gangmu
