#include "parser/table_rows.h"

#include <algorithm>

#include "model/text.h"

namespace gangmu {

namespace {

// The cells of a line, empty ones included: the line begins where the source's line does.
std::vector<CellSpans> split_tabs(std::string_view source, Span line) {
  std::size_t begin = line.begin;
  while (begin > 0 && source[begin - 1] != '\n') --begin;
  std::size_t end = source.find('\n', line.end);
  if (end == source.npos) end = source.size();
  source = source.substr(0, end);  // a tab is looked for no farther
  std::vector<CellSpans> cells;
  for (std::size_t at = begin; at <= end;) {
    const std::size_t stop = std::min(source.find('\t', at), end);
    const std::string_view cell = source.substr(at, stop - at);
    const std::string_view text = trim(cell);
    CellSpans spans;
    if (!text.empty()) {
      const auto from =
          static_cast<Offset>(at + static_cast<std::size_t>(text.data() - cell.data()));
      spans.push_back({from, from + static_cast<Offset>(text.size())});
    }
    cells.push_back(std::move(spans));
    at = stop + 1;
  }
  while (cells.size() > 1 && cells.back().empty()) cells.pop_back();
  return cells;
}

// The terminal column at which a place of its line stands.
int column_at(std::string_view source, Offset at) {
  std::size_t begin = at;
  while (begin > 0 && source[begin - 1] != '\n') --begin;
  int column = 0;
  for (std::size_t i = begin; i < at;) column += set_width(next_char(source, i));
  return column;
}

// Parts the cell at a single blank right before the column where the next one begins.
void split_at(std::string_view source, int column, std::size_t cell, CellSpans* line) {
  const Span span = (*line)[cell];
  int at = column_at(source, span.begin);
  Offset end = span.begin;
  for (std::size_t i = span.begin; i < span.end;) {
    const auto from = static_cast<Offset>(i);
    const char32_t c = next_char(source, i);
    if (!is_blank(c)) {
      if (std::abs(at - column) <= 1 && end < from) {
        (*line)[cell].end = end;
        line->insert(line->begin() + static_cast<std::ptrdiff_t>(cell) + 1, Span{from, span.end});
        return;
      }
      end = static_cast<Offset>(i);
    }
    at += set_width(c);
    if (at > column + 1) return;
  }
}

constexpr Offset kLongestCategory = 18;  // bytes: six ideographs

std::size_t filled(const std::vector<CellSpans>& cells) {
  return static_cast<std::size_t>(
      std::count_if(cells.begin(), cells.end(), [](const CellSpans& c) { return !c.empty(); }));
}

}  // namespace

std::optional<std::vector<RowSpans>> tabbed_rows(std::string_view source, const Layout& layout,
                                                 std::uint32_t first, std::uint32_t last) {
  std::vector<RowSpans> rows;
  std::size_t width = 0, even = 0;
  for (std::uint32_t i = first; i < last; ++i) {
    RowSpans row;
    row.cells = split_tabs(source, layout.lines[i].span);
    if (width == 0) width = row.cells.size();
    even += row.cells.size() == width;
    // A line with a single cell names what follows.
    row.group = row.cells.size() < width && filled(row.cells) == 1;
    if (row.group) {
      row.cells.erase(std::remove_if(row.cells.begin(), row.cells.end(),
                                     [](const CellSpans& c) { return c.empty(); }),
                      row.cells.end());
    }
    rows.push_back(std::move(row));
  }
  if (width < 2 || even * 2 <= rows.size()) return std::nullopt;
  return rows;
}

CellSpans spaced_cells(std::string_view source, Span line) {
  CellSpans cells;
  Span cell{line.begin, line.begin};
  int blanks = 0;
  for (std::size_t at = line.begin; at < line.end;) {
    const auto from = static_cast<Offset>(at);
    const char32_t c = next_char(source, at);
    if (is_blank(c)) {
      blanks += c == 0x3000 ? 2 : 1;
      continue;
    }
    if (blanks >= 2 && cell.end > cell.begin) {
      cells.push_back(cell);
      cell = {from, from};
    }
    blanks = 0;
    cell.end = static_cast<Offset>(at);
  }
  if (cell.end > cell.begin) cells.push_back(cell);
  return cells;
}

std::optional<std::vector<RowSpans>> spaced_rows(std::string_view source, const Layout& layout,
                                                 std::uint32_t heads, std::uint32_t last) {
  constexpr int kNear = 3;  // columns that a cell may stand beside its head
  const CellSpans head = spaced_cells(source, layout.lines[heads].span);
  const std::size_t width = head.size();
  if (width < 3 || last <= heads + 1) return std::nullopt;
  std::vector<CellSpans> lines;
  std::size_t even = 0;
  for (std::uint32_t i = heads + 1; i < last; ++i) {
    lines.push_back(spaced_cells(source, layout.lines[i].span));
    if (lines.back().size() > width) return std::nullopt;
    even += lines.back().size() == width;
  }
  std::vector<RowSpans> rows;
  if (even == lines.size()) {
    for (const CellSpans& line : lines) {
      RowSpans row;
      for (const Span cell : line) row.cells.push_back({cell});
      rows.push_back(std::move(row));
    }
    return rows;
  }
  std::vector<int> columns;
  for (const Span cell : head) columns.push_back(column_at(source, cell.begin));
  for (CellSpans& line : lines) {
    std::vector<std::size_t> places;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const int at = column_at(source, line[i].begin);
      std::size_t place = 0;
      while (place < width && std::abs(columns[place] - at) > kNear) ++place;
      if (place == width || (!places.empty() && place <= places.back())) return std::nullopt;
      places.push_back(place);
      if (place + 1 < width) split_at(source, columns[place + 1], i, &line);
    }
    // A line that leaves the first column empty goes on with the cells above it.
    const bool goes_on = !places.empty() && places.front() > 0 && !rows.empty();
    if (!goes_on) {
      rows.emplace_back();
      rows.back().cells.resize(width);
    }
    for (std::size_t i = 0; i < line.size(); ++i) {
      rows.back().cells[places[i]].push_back(line[i]);
    }
  }
  return rows.size() * 2 >= even ? std::optional(std::move(rows)) : std::nullopt;
}

std::optional<std::vector<RowSpans>> even_rows(const std::vector<CellLine>& lines,
                                               std::size_t columns) {
  if (columns < 2 || lines.empty() || lines.size() % columns != 0) return std::nullopt;
  std::vector<RowSpans> rows;
  const int first = lines.front().number;
  for (std::size_t at = 0; at < lines.size(); at += columns) {
    const int due = first + static_cast<int>(at / columns);
    if (first < 0 || lines[at].number != due) return std::nullopt;
    RowSpans row;
    for (std::size_t i = at; i < at + columns; ++i) row.cells.push_back({lines[i].span});
    rows.push_back(std::move(row));
  }
  return rows;
}

std::optional<std::vector<RowSpans>> exploded_rows(const std::vector<CellLine>& lines,
                                                   const CellColumns& columns) {
  if (!columns.serial && !columns.binding) return std::nullopt;
  std::vector<RowSpans> rows;
  const auto cell = [](std::size_t from, std::size_t to, const auto& source) {
    CellSpans spans;
    for (std::size_t i = from; i < to; ++i) spans.push_back(source[i].span);
    return spans;
  };
  int serial = 0;
  for (std::size_t at = 0; at < lines.size();) {
    const std::size_t begin = at;
    // Lines before the serial number, or a short one before the name, name the group.
    std::size_t name = at;
    if (columns.serial) {
      while (name < lines.size() && lines[name].number != serial + 1) ++name;
      if (name >= lines.size()) return std::nullopt;
      for (std::size_t i = begin; i < name; ++i) {
        if (lines[i].look != CellLook::text) return std::nullopt;
        rows.push_back({{{lines[i].span}}, true});
      }
      ++serial;
      ++name;
    }
    // The end: the binding word, or the next serial number.
    std::size_t end = name;
    const auto ends = [&](std::size_t i) {
      return columns.binding ? i > name && lines[i - 1].look == CellLook::binding
                             : lines[i].number == serial + 1;
    };
    const std::size_t fewest = name + 1 + columns.values;
    while (end < lines.size() && !(end >= fewest && ends(end))) ++end;
    const std::size_t tail = columns.values + (columns.binding ? 1 : 0);
    if (end < name + 1 + tail) return std::nullopt;
    std::size_t values = end - tail;
    std::size_t unit = values;
    if (columns.unit && unit >= name + 2) {
      --unit;
    } else if (columns.unit && lines[values].look == CellLook::unit) {
      return std::nullopt;  // no empty unit: a value is missing
    }
    std::size_t text = name;
    const bool category = columns.category && unit - text >= 2 &&
                          lines[text].look == CellLook::text &&
                          lines[text].span.size() <= kLongestCategory;
    if (category) ++text;
    if (category && !columns.serial) rows.push_back({{{lines[name].span}}, true});
    for (std::size_t i = text; i < unit; ++i) {
      if (lines[i].look == CellLook::value || lines[i].look == CellLook::binding) {
        return std::nullopt;
      }
    }
    RowSpans row;
    if (columns.serial) row.cells.push_back({lines[name - 1].span});
    if (columns.serial && category) row.cells.push_back({lines[name].span});
    row.cells.push_back(cell(text, unit, lines));
    if (columns.unit && unit == values) row.cells.emplace_back();
    for (std::size_t i = unit; i < end; ++i) row.cells.push_back({lines[i].span});
    rows.push_back(std::move(row));
    at = end;
  }
  return rows.empty() ? std::nullopt : std::optional(std::move(rows));
}

}  // namespace gangmu
