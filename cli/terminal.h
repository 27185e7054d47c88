// Text made for a terminal: colours, columns, tables, long output.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gangmu::cli {

// Whether there are colours: "always", "never", else on a terminal alone, and not where the
// environment has NO_COLOR.
void choose_colours(std::string_view when);

enum class Stream : std::uint8_t { out, err };
enum class Style : std::uint8_t { strong, faint, bad, doubtful, hint };
bool has_colours(Stream stream);
// The text as the stream can show it.
std::string styled(std::string_view text, Style style, Stream stream = Stream::out);

// Lines of at most so many columns, parted at blanks and between wide characters.
std::vector<std::string> wrapped(std::string_view text, int columns);

using Cells = std::vector<std::string>;
struct TableLook {
  int widest = 40;       // columns of a cell; the last may be wider
  bool numbered = true;  // the first cell is a number, and stands to the right
};
// A table whose first row is its head. Columns are as wide as their widest cell; on a terminal that
// is too narrow the widest give way, and where that
// leaves too little of all of them each row is printed as a list.
void print_table(const std::vector<Cells>& rows, const TableLook& look = {});

// What is printed from here on is kept, to be shown in a pager where it is longer than the screen.
void page_output();
// Shows it.
void show_pages();

}  // namespace gangmu::cli
