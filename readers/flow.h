// Writes the text view of formats whose text flows (DOCX, HTML, Markdown): a line a paragraph,
// tables with their cells, notes. Paragraphs that show nothing make no line.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/result.h"
#include "model/source.h"
#include "readers/reader.h"

namespace gangmu {

// What no table of a document needs; wider ones are cut to it, so that a number in a file cannot
// claim memory.
inline constexpr std::uint32_t kMostColumns = 256;
inline constexpr std::uint32_t kMostRows = 60000;

class FlowWriter {
 public:
  FlowWriter() { source_.flowing = true; }

  // A paragraph; of a heading its level, from 1. Line ends inside count as blanks.
  void line(std::string_view text, int heading = 0);
  // A footnote; it stands behind the line, or behind the table, that it belongs to.
  void note(std::string marker, std::vector<std::string> lines);

  // Tables hold rows of cells, which hold lines. Tables do not nest.
  void begin_table();
  void begin_row();
  void begin_cell(std::uint32_t row_span, std::uint32_t column_span);
  void end_cell();
  void end_table(std::uint32_t header_rows);

  // Notes that wait are written at the end of each paragraph of the format.
  void flush_notes();
  // How much has been written, in bytes.
  std::size_t size() const { return source_.text.size(); }
  Source take();

 private:
  struct Note {
    std::string marker;
    std::vector<std::string> lines;
  };
  Span written_since(std::size_t begin) const;

  Source source_;
  SourceTable table_;
  SourceCell cell_;
  bool in_table_ = false;
  std::vector<Note> notes_;
};

// Whether a sentence, list item or opening ends here: a line break behind it ends a paragraph.
bool closes_line(std::string_view text);

// Raised digits as the characters that look so: a unit keeps its square, and the mark of a footnote
// does not become part of the figure before it. Other text stays as it is.
std::string raised(std::string_view text);

// The text view as a Source: limits, checksum and index. `bytes` is the file.
Result<Source> finish_flow(FlowWriter writer, std::string name, std::string_view bytes,
                           std::string_view format, std::string_view encoding);
// The same for a text view that another writer made; its pages are counted anew.
Result<Source> finish_source(Source source, std::string name, std::string_view bytes,
                             std::string_view format, std::string_view encoding);
// What is to be done with a file that is too large.
Message too_large_remedy();
// "input.too_large" when a file is larger than the options and offsets allow.
Result<bool> check_size(const std::string& name, std::uint64_t size, const ReadOptions& options);
// The same when a text view is larger than offsets can count.
Result<bool> check_text_size(const std::string& name, std::uint64_t size);

}  // namespace gangmu
