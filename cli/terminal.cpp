#include "cli/terminal.h"

#include <algorithm>
#include <array>

#include "cli/output.h"
#include "cli/platform.h"
#include "model/text.h"

namespace gangmu::cli {

namespace {

std::array<bool, 2> colours = {false, false};  // of standard output and standard error

// What must not stand at the start of a line: closing marks, full or half width.
bool closes(char32_t c) {
  constexpr std::u32string_view kClosing =
      U"\u3001\u3002\uFF0C\uFF1B\uFF1A\uFF09\u300B\u3011\uFF01\uFF1F\u201D\u2019\u2026),.;:";
  return kClosing.find(c) != kClosing.npos;
}

// What must not stand at the end of one.
bool opens(char32_t c) {
  constexpr std::u32string_view kOpening = U"\uFF08\u300A\u3010\u201C\u2018([{";
  return kOpening.find(c) != kOpening.npos;
}

int table_width(const std::vector<int>& widths) {
  int all = 2 * (static_cast<int>(widths.size()) - 1);
  for (const int width : widths) all += width;
  return all;
}

std::vector<int> table_columns(const std::vector<Cells>& rows, const TableLook& look) {
  std::vector<int> widths;
  for (const Cells& row : rows) {
    widths.resize(std::max(widths.size(), row.size()), 0);
    for (std::size_t i = 0; i < row.size(); ++i) {
      const bool last = i + 1 == row.size();
      const int width = columns_of(row[i]);
      widths[i] = std::max(widths[i], last ? width : std::min(width, look.widest));
    }
  }
  const int room = terminal_columns();
  const auto first = widths.begin() + (look.numbered && widths.size() > 1 ? 1 : 0);
  while (room > 0 && table_width(widths) > room && *std::max_element(first, widths.end()) > 1) {
    --*std::max_element(first, widths.end());
  }
  return widths;
}

}  // namespace

void choose_colours(std::string_view when) {
  const bool wanted = when != "never" && variable("NO_COLOR").empty() && variable("TERM") != "dumb";
  colours = {when == "always" || (wanted && stdout_is_terminal()),
             when == "always" || (wanted && stderr_is_terminal())};
}

bool has_colours(Stream stream) { return colours[static_cast<std::size_t>(stream)]; }

std::string styled(std::string_view text, Style style, Stream stream) {
  static constexpr std::array<std::string_view, 5> kCodes = {"1", "2", "1;31", "33", "36"};
  if (!has_colours(stream) || text.empty()) return std::string(text);
  return "\x1B[" + std::string(kCodes[static_cast<std::size_t>(style)]) + "m" + std::string(text) +
         "\x1B[0m";
}

std::vector<std::string> wrapped(std::string_view text, int columns) {
  std::vector<std::string> lines;
  std::size_t begin = 0, cut = 0;  // of the line; where it may end
  int width = 0;
  char32_t last = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    const char32_t c = next_char(text, at);
    if (c == ' ') {
      cut = from;
    } else if ((is_wide(c) || is_wide(last)) && !closes(c) && !opens(last) && from > begin) {
      cut = from;
    }
    width += columns_of(c);
    if (width > columns && cut > begin) {
      lines.emplace_back(text.substr(begin, cut - begin));
      begin = text[cut] == ' ' ? cut + 1 : cut;
      width = columns_of(text.substr(begin, at - begin));
    }
    last = c;
  }
  if (begin < text.size()) lines.emplace_back(text.substr(begin));
  return lines;
}

namespace {

void print_row(const Cells& row, const std::vector<int>& widths, const TableLook& look, bool head) {
  std::string line;
  int before = 0;  // columns in front of the last cell
  for (std::size_t i = 0; i + 1 < row.size(); ++i) {
    const std::string cell = shortened(row[i], widths[i]);
    const auto missing = static_cast<std::size_t>(std::max(widths[i] - columns_of(cell), 0));
    const bool right = i == 0 && look.numbered;
    line += (right ? std::string(missing, ' ') + cell : cell + std::string(missing, ' ')) + "  ";
    before += widths[i] + 2;
  }
  // The last goes on below itself where the terminal ends.
  const int room = terminal_columns();
  const std::vector<std::string> last = wrapped(
      row.back(), room > 0 ? std::max(room - before, 1) : std::max(columns_of(row.back()), 1));
  line += last.empty() ? "" : last.front();
  line.resize(line.find_last_not_of(' ') + 1);
  print((head ? styled(line, Style::strong) : line) + "\n");
  for (std::size_t i = 1; i < last.size(); ++i) {
    print(std::string(static_cast<std::size_t>(before), ' ') + last[i] + "\n");
  }
}

// Below each other what each cell of a row is and says.
void print_stacked(const std::vector<Cells>& rows) {
  int left = 0;
  for (const std::string& head : rows.front()) left = std::max(left, columns_of(head));
  const int room = std::max(terminal_columns() - left - 2, 1);
  const std::string indent(static_cast<std::size_t>(left) + 2, ' ');
  for (std::size_t r = 1; r < rows.size(); ++r) {
    if (r > 1) print("\n");
    for (std::size_t i = 0; i < rows[r].size(); ++i) {
      const std::vector<std::string> lines = wrapped(rows[r][i], room);
      for (std::size_t k = 0; k < lines.size(); ++k) {
        print((k == 0 ? styled(padded(rows.front()[i], left + 2), Style::faint) : indent) +
              lines[k] + "\n");
      }
    }
  }
}

}  // namespace

void print_table(const std::vector<Cells>& rows, const TableLook& look) {
  // Columns that cut most of their words tell nothing.
  constexpr int kTooNarrow = 12;
  std::vector<int> widths = table_columns(rows, look);
  const int room = terminal_columns();
  const auto widest = std::max_element(widths.begin(), widths.end());
  if (room > 0 && *widest <= kTooNarrow && table_width(widths) >= room) return print_stacked(rows);
  for (const Cells& row : rows) print_row(row, widths, look, &row == &rows.front());
}

namespace {

// Lines on a screen so wide.
int lines_on(std::string_view text, int columns) {
  int lines = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    lines += 1 + std::max(columns_of(text.substr(0, end)) - 1, 0) / std::max(columns, 1);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace

void page_output() {
  if (stdout_is_terminal() && variable("TERM") != "dumb" && terminal_rows() > 0) keep_output();
}

void show_pages() {
  const std::string text = kept_output();
  if (text.empty()) return;
  const bool longer = lines_on(text, terminal_columns()) >= terminal_rows();
  const std::string pager = variable("PAGER");
  if (!longer || pager == "cat" || !show_in_pager(pager, text)) print(text);
}

}  // namespace gangmu::cli
