#include "exporters/workbook.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "exporters/json_writer.h"
#include "exporters/staff_cells.h"
#include "exporters/utf8.h"
#include "model/text.h"

namespace gangmu {

namespace {

constexpr std::size_t kCellUnits = 32767;     // UTF-16 units in a cell
constexpr std::uint32_t kRows = LXW_ROW_MAX;  // 1,048,576
constexpr std::uint16_t kColumns = LXW_COL_MAX;
constexpr int kDeepestGroup = 7;
constexpr std::uint16_t kKeptColumns = 2;  // stay in sight beside many groups of columns
constexpr std::uint8_t kWidestIndent = 10;
constexpr lxw_color_t kHeadFill = 0xD9E2F3;
constexpr lxw_color_t kBorderColour = 0xBFBFBF;
constexpr lxw_color_t kErasedColour = 0xC00000, kInsertedColour = 0x0B5CAD;
constexpr time_t kCreated = 315532800;  // 1980-01-01, the date of the parts in the archive

// A double holds 15 significant decimal digits whatever they are.
bool fits_double(std::string_view lexeme) {
  const auto digits =
      std::count_if(lexeme.begin(), lexeme.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits <= 15;
}

int decimals_of(std::string_view lexeme) {
  const std::size_t point = lexeme.find('.');
  return point == std::string_view::npos ? 0 : static_cast<int>(lexeme.size() - point - 1);
}

constexpr const char* kAsText = "@";

// 8.10 -> "0.00"; with words around it, %1 being its place: "0\" km\"".
std::string number_format(const CellContent& content) {
  const int decimals = decimals_of(content.text);
  std::string format = content.grouped ? "#,##0" : "0";
  if (decimals > 0) format += "." + std::string(static_cast<std::size_t>(decimals), '0');
  const std::size_t at = content.around.find("%1");
  if (at == std::string::npos) return format;
  const auto quoted = [](const std::string& words) {
    return words.empty() ? words : "\"" + words + "\"";
  };
  return quoted(content.around.substr(0, at)) + format + quoted(content.around.substr(at + 2));
}

void set_borders(lxw_format* format) {
  format_set_border(format, LXW_BORDER_THIN);
  format_set_border_color(format, kBorderColour);
}

// How many lines a text takes in a column: an ideograph is somewhat wider than two digits, and a
// line may end before any ideograph or at a blank.
std::size_t lines_in(std::string_view text, double width) {
  constexpr double kWide = 2.15, kNarrow = 1.08;
  const double room = std::max(width, 3.0);
  double used = 0, word = 0;  // of the line, and of the letters at its end that stay together
  std::size_t lines = 1;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_char(text, at);
    if (c == '\n') {
      ++lines;
      used = word = 0;
      continue;
    }
    const bool wide = columns_of(c) == 2;
    const double size = wide ? kWide : columns_of(c) * kNarrow;
    word = wide || c == ' ' ? 0 : word + size;
    used += size;
    if (used <= room) continue;
    ++lines;
    used = std::max(word, size);
    if (word > room) used = word = size;
  }
  return lines;
}

// In points; Excel allows 409. Programs do not agree on when to fit rows to wrapped text, so each
// row says its height.
double height_of(std::size_t lines) {
  constexpr double kLine = 15, kPadding = 3, kHighest = 409;
  return std::min(kHighest, static_cast<double>(lines) * kLine + kPadding);
}

// Excel reads _x0041_ in a cell as "A"; an escaped underscore stops it from that.
std::string without_escapes(std::string text) {
  const auto is_hex = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  };
  for (std::size_t at = text.find("_x"); at != std::string::npos; at = text.find("_x", at + 1)) {
    if (at + 6 < text.size() && text[at + 6] == '_' &&
        std::all_of(text.begin() + static_cast<std::ptrdiff_t>(at) + 2,
                    text.begin() + static_cast<std::ptrdiff_t>(at) + 6, is_hex)) {
      text.insert(at, "_x005F");
      at += 6;
    }
  }
  return text;
}

// A name of a sheet as Excel takes it, at most so many UTF-16 units long.
std::string plain_name(const std::string& wanted, std::size_t longest) {
  const std::string_view refused = "[]:*?/\\";
  const std::string text = xml_text(wanted);
  std::string name;
  std::size_t units = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    const char32_t c = next_char(text, at);
    units += c > 0xFFFF ? 2 : 1;
    if (units > longest) break;
    const bool plain =
        c >= 0x20 && (c > 0x7F || refused.find(static_cast<char>(c)) == refused.npos);
    name += plain ? text.substr(from, at - from) : "_";
  }
  if (name.empty()) return "_";
  for (char* end : {&name.front(), &name.back()}) {
    if (*end == '\'') *end = '_';
  }
  return name;
}

}  // namespace

std::vector<std::string> cell_pieces(std::string_view text, std::string_view mark) {
  std::vector<std::string> pieces;
  std::string piece;
  std::size_t units = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    const std::size_t size = next_char(text, at) > 0xFFFF ? 2 : 1;
    if (units + size > kCellUnits) {
      pieces.push_back(std::move(piece));
      piece = mark;
      units = char_count(mark);
    }
    units += size;
    piece.append(text, from, at - from);
  }
  pieces.push_back(std::move(piece));
  return pieces;
}

lxw_workbook* Workbook::made(const std::string& file, bool large) {
  std::string folder = std::filesystem::path(file).parent_path().string();
  lxw_workbook_options options = {};
  options.constant_memory = large ? LXW_TRUE : LXW_FALSE;
  options.tmpdir = folder.empty() ? nullptr : folder.data();
  return workbook_new_opt(file.c_str(), &options);
}

Workbook::Workbook(const std::string& file, const Words& words, std::span<const FilledSheet> before,
                   bool print, bool large)
    : words_(words), before_(before), print_(print), book_(made(file, large && !print)) {
  lxw_doc_properties properties = {};
  properties.created = kCreated;
  workbook_set_properties(book_, &properties);
}

Workbook::~Workbook() {
  if (book_ != nullptr) workbook_close(book_);
}

Status Workbook::close() {
  const lxw_error failure = workbook_close(book_);
  book_ = nullptr;
  if (failure == LXW_NO_ERROR) return Done{};
  return Error{"export.xlsx",
               said("the workbook was not written: %1", std::string(lxw_strerror(failure))), "",
               ""};
}

const FilledSheet* Workbook::before(const char* name_id) const {
  for (const FilledSheet& sheet : before_) {
    if (is_sheet_of(sheet, name_id)) return &sheet;
  }
  for (const FilledSheet& sheet : before_) {
    for (const Words& words : all_) {
      if (sheet.name == words(name_id)) return &sheet;
    }
  }
  return nullptr;
}

std::vector<const FilledSheet*> Workbook::replaced() const {
  std::vector<const FilledSheet*> sheets;
  for (const char* id : sheets_) {
    if (const FilledSheet* sheet = before(id)) sheets.push_back(sheet);
  }
  return sheets;
}

bool Workbook::is_copy(const FilledSheet& filled) const {
  return std::any_of(sheets_.begin(), sheets_.end(),
                     [&](const char* id) { return is_sheet_of(filled, id); });
}

void Workbook::add_cells(const FilledSheet& filled) {
  lxw_worksheet* const sheet = add_sheet(free_name(filled.name));
  for (const FilledCell& cell : filled.cells) {
    CellContent content{cell.text, Look::text, cell.number};
    content.format = cell.format.empty() ? "General" : cell.format;
    content.typed = true;
    put(sheet, cell.row, static_cast<std::uint16_t>(cell.column), content);
  }
}

std::string Workbook::free_name(const std::string& wanted) {
  constexpr std::size_t kLongest = 31, kNumber = 8;
  std::string name = plain_name(wanted, kLongest);
  const std::string begin = plain_name(wanted, kLongest - kNumber);
  std::size_t& number = numbers_[begin];
  while (workbook_validate_sheet_name(book_, name.c_str()) != LXW_NO_ERROR) {
    name = begin + "_" + std::to_string(++number + 1);
  }
  return name;
}

lxw_worksheet* Workbook::add_sheet(const char* name_id, int ordinal) {
  sheets_.push_back(name_id);
  std::string name(words_(name_id));
  if (ordinal > 1) name += " (" + std::to_string(ordinal) + ")";
  return add_sheet(name);
}

std::string Workbook::head_in(const Words& words, const ColumnHead& column) {
  if (column.id == nullptr) return column.text;
  const std::string_view head = words(column.id);
  return column.argument.empty() ? std::string(head) : fill(head, {column.argument});
}

std::vector<std::string> Workbook::heads(const ColumnHead& column) const {
  return {head_in(all_[0], column), head_in(all_[1], column)};
}

lxw_worksheet* Workbook::add_sheet(const std::string& name) {
  lxw_worksheet* sheet = workbook_add_worksheet(book_, name.c_str());
  worksheet_set_landscape(sheet);
  worksheet_fit_to_pages(sheet, 1, 0);
  worksheet_set_margins(sheet, 0.5, 0.5, 0.6, 0.6);
  worksheet_set_header(sheet, "&C&A");
  worksheet_set_footer(sheet, "&C&P / &N");
  return sheet;
}

lxw_format* Workbook::format(Look look, std::uint8_t indent, const std::string& number_format,
                             Emphasis emphasis) {
  lxw_format*& made = formats_[{look, indent, number_format, emphasis}];
  if (made != nullptr) return made;
  made = workbook_add_format(book_);
  const bool head = look == Look::head || look == Look::title || look == Look::strong ||
                    look == Look::caption || look == Look::grid_head;
  format_set_font_name(
      made, std::string(words_(head ? msg("font of heads") : msg("font of text"))).c_str());
  format_set_font_size(made, look == Look::title ? 16 : 11);
  format_set_align(made, LXW_ALIGN_VERTICAL_CENTER);
  if (look != Look::caption && look != Look::title) {
    set_borders(made);
    format_set_text_wrap(made);
  }
  if (look == Look::head || look == Look::grid_head) format_set_bg_color(made, kHeadFill);
  if (look == Look::head || look == Look::title || look == Look::grid_head ||
      look == Look::centred || look == Look::grid_centred) {
    format_set_align(made, LXW_ALIGN_CENTER);
  }
  if (look == Look::number) {
    format_set_align(made, LXW_ALIGN_RIGHT);
    format_set_indent(made, 1);
  } else if (indent > 0) {
    format_set_align(made, LXW_ALIGN_LEFT);
    format_set_indent(made, indent);
  }
  format_set_num_format(made, number_format.c_str());
  if (emphasis == Emphasis::erased) {
    format_set_font_strikeout(made);
    format_set_font_color(made, kErasedColour);
  } else if (emphasis == Emphasis::inserted) {
    format_set_underline(made, LXW_UNDERLINE_SINGLE);
    format_set_font_color(made, kInsertedColour);
  }
  return made;
}

// The library takes two pieces at least; a cell of one piece has its look as a whole.
void Workbook::put_marked(lxw_worksheet* sheet, std::uint32_t row, std::uint16_t column,
                          const CellContent& content) {
  std::vector<std::string> texts;
  std::vector<Emphasis> emphases;
  for (const MarkedText& piece : content.marked) {
    std::string text = without_escapes(xml_text(piece.text));
    if (text.empty()) continue;
    if (!texts.empty() && emphases.back() == piece.emphasis) {
      texts.back() += text;
    } else {
      texts.push_back(std::move(text));
      emphases.push_back(piece.emphasis);
    }
  }
  const std::uint8_t indent = std::min(content.indent, kWidestIndent);
  if (texts.size() < 2) {
    const std::string text = texts.empty() ? "" : texts.front();
    const Emphasis emphasis = texts.empty() ? Emphasis::none : emphases.front();
    worksheet_write_string(sheet, row, column, text.c_str(),
                           format(content.look, indent, kAsText, emphasis));
    return;
  }
  std::vector<lxw_rich_string_tuple> tuples(texts.size());
  std::vector<lxw_rich_string_tuple*> list;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    tuples[i].string = texts[i].data();
    tuples[i].format = format(content.look, indent, kAsText, emphases[i]);
    list.push_back(&tuples[i]);
  }
  list.push_back(nullptr);
  worksheet_write_rich_string(sheet, row, column, list.data(),
                              format(content.look, indent, kAsText));
}

void Workbook::put(lxw_worksheet* sheet, std::uint32_t row, std::uint16_t column,
                   const CellContent& content) {
  const std::uint8_t indent = std::min(content.indent, kWidestIndent);
  if (!content.formula.empty()) {
    std::string formula = content.formula;
    const std::string number = std::to_string(row + 1);
    for (std::size_t at = 0; (at = formula.find('#', at)) != formula.npos; at += number.size()) {
      formula.replace(at, 1, number);
    }
    lxw_format* const look = format(content.look, indent, "0%");
    if (content.result) {
      worksheet_write_formula_num(sheet, row, column, formula.c_str(), look, *content.result);
    } else {
      worksheet_write_formula_str(sheet, row, column, formula.c_str(), look, "");
    }
  } else if (content.number &&
             (content.typed || (is_decimal(content.text) && fits_double(content.text)))) {
    const double value = double_of(content.text).value_or(0);
    lxw_format* const look = format(
        content.look, indent, content.format.empty() ? number_format(content) : content.format);
    worksheet_write_number(sheet, row, column, value, look);
  } else if (!content.marked.empty()) {
    put_marked(sheet, row, column, content);
  } else if (content.text.empty()) {
    worksheet_write_blank(sheet, row, column, format(content.look, indent, kAsText));
  } else {
    const std::string text = without_escapes(xml_text(content.text));
    worksheet_write_string(sheet, row, column, text.c_str(), format(content.look, indent, kAsText));
  }
}

Sheet::Sheet(Workbook& book, const char* name_id, std::vector<ColumnHead> columns,
             std::string title)
    : book_(book),
      name_id_(name_id),
      columns_(std::move(columns)),
      title_(book.print() ? std::move(title) : std::string()) {
  open();
}

void Sheet::open() {
  sheet_ = book_.add_sheet(name_id_, ++ordinal_);
  row_ = 0;
  rows_.clear();
  constexpr std::uint8_t kA3 = 8, kA4 = 9;
  constexpr double kWidestOnA4 = 190;
  const bool large = !book_.print() && width_of(0, columns_.size()) > kWidestOnA4;
  worksheet_set_paper(sheet_, large ? kA3 : kA4);
  top_ = (title_.empty() ? 0 : 1) + (has_groups() ? 1 : 0);
  for (std::uint16_t i = 0; i < columns_.size(); ++i) {
    lxw_row_col_options hidden = {};
    hidden.hidden = columns_[i].hidden;
    worksheet_set_column_opt(sheet_, i, i, columns_[i].width, nullptr, &hidden);
  }
  if (columns_.empty() || columns_.front().id == nullptr) return write_heads();
  constexpr double kHeadHeight = 24, kTitleHeight = 36;
  if (!title_.empty()) {
    const auto last = static_cast<std::uint16_t>(shown_columns() - 1);
    worksheet_merge_range(sheet_, 0, 0, 0, last, "", book_.format(Look::title, 0, kAsText));
    book_.put(sheet_, 0, 0, {title_, Look::title});
    worksheet_set_row(sheet_, 0, kTitleHeight, nullptr);
  }
  if (has_groups()) write_groups();
  worksheet_set_row(sheet_, top_, kHeadHeight, nullptr);
  write_heads();
  worksheet_freeze_panes(sheet_, top_ + 1, has_groups() ? kKeptColumns : 0);
  worksheet_repeat_rows(sheet_, has_groups() ? top_ - 1 : top_, top_);
  worksheet_outline_settings(sheet_, LXW_TRUE, LXW_FALSE, LXW_FALSE, LXW_FALSE);
  row_ = top_ + 1;
}

void Sheet::write_heads() {
  for (std::uint16_t i = 0; i < columns_.size(); ++i) {
    std::string head = book_.head(columns_[i]);
    if (!head.empty()) book_.put(sheet_, top_, i, {std::move(head), Look::head});
  }
}

bool Sheet::has_groups() const {
  return std::any_of(columns_.begin(), columns_.end(),
                     [](const ColumnHead& column) { return !column.group.empty(); });
}

void Sheet::write_groups() {
  constexpr double kHeight = 30;
  const std::uint32_t row = top_ - 1;
  worksheet_set_row(sheet_, row, kHeight, nullptr);
  for (std::size_t first = 0; first < columns_.size();) {
    std::size_t last = first;
    while (last + 1 < columns_.size() && columns_[last + 1].group == columns_[first].group) ++last;
    const auto from = static_cast<std::uint16_t>(first), to = static_cast<std::uint16_t>(last);
    const std::string& group = columns_[first].group;
    if (!group.empty() && last > first) {
      worksheet_merge_range(sheet_, row, from, row, to, "", book_.format(Look::head, 0, kAsText));
    }
    if (!group.empty()) book_.put(sheet_, row, from, {group, Look::head});
    first = last + 1;
  }
}

std::size_t Sheet::shown_columns() const {
  return static_cast<std::size_t>(std::count_if(
      columns_.begin(), columns_.end(), [](const ColumnHead& column) { return !column.hidden; }));
}

void Sheet::reserve(std::size_t rows) {
  if (row_ + rows <= kRows || row_ <= top_ + 1) return;
  close_filter();
  open();
}

std::size_t Sheet::lines_of(std::size_t column, std::string_view text) const {
  return lines_in(text, columns_[column].width);
}

void Sheet::add(const std::vector<CellContent>& cells, int level, std::size_t least) {
  std::vector<std::vector<std::string>> pieces;
  std::size_t height = 1;
  for (const CellContent& cell : cells) {
    pieces.push_back(cell_pieces(cell.text, book_.words()(msg("(continued) "))));
    height = std::max(height, pieces.back().size());
  }
  reserve(height);
  rows_.push_back(row_);
  for (std::size_t i = 0; i < height; ++i, ++row_) {
    std::size_t lines = least;
    for (std::size_t column = 0; column < cells.size(); ++column) {
      CellContent cell = cells[column];
      if (i > 0 && columns_[column].hidden) pieces[column].resize(i + 1, std::string(kContinued));
      if (i > 0 || pieces[column].size() > 1) cell.marked.clear();
      cell.text = i < pieces[column].size() ? std::move(pieces[column][i]) : std::string();
      const bool merged = book_.print() && columns_[column].merged;
      if (cell.look != Look::caption && !columns_[column].hidden && !merged) {
        lines = std::max(lines, lines_in(cell.text, columns_[column].width - 1.5 * cell.indent));
      }
      book_.put(sheet_, row_, static_cast<std::uint16_t>(column), cell);
    }
    lxw_row_col_options group = {};
    group.level = static_cast<std::uint8_t>(std::clamp(level, 0, kDeepestGroup));
    worksheet_set_row_opt(sheet_, row_, height_of(lines), nullptr, &group);
  }
}

void Sheet::add_grid(const std::vector<std::vector<GridCell>>& rows) {
  const std::string_view mark = book_.words()(msg("(continued) "));
  std::vector<std::uint32_t> starts = {0};  // of each row, as a row of the sheet from here
  for (const auto& row : rows) {
    std::size_t height = 1;
    for (const GridCell& cell : row) {
      height = std::max(height, cell_pieces(cell.content.text, mark).size());
    }
    starts.push_back(starts.back() + static_cast<std::uint32_t>(height));
  }
  reserve(starts.back());
  std::vector<std::size_t> taken;  // for each column: the first row that is free
  std::vector<Block> blocks;       // that reach into the row, or begin in it
  for (std::size_t r = 0; r < rows.size(); ++r) {
    std::size_t column = 0, lines = 1;
    for (const GridCell& cell : rows[r]) {
      while (column < taken.size() && taken[column] > r) ++column;
      if (column >= kColumns) break;
      std::size_t end = column;  // a span ends where a cell from above stands in its way
      const std::size_t limit =
          std::min<std::size_t>(column + std::max<std::size_t>(cell.column_span, 1), kColumns);
      const std::size_t rows_end =
          std::min(r + std::max<std::size_t>(cell.row_span, 1), rows.size());
      taken.resize(std::max(taken.size(), limit), 0);
      while (end < limit && taken[end] <= r) taken[end++] = rows_end;
      const auto from = static_cast<std::uint16_t>(column);
      blocks.push_back({cell.content, cell_pieces(cell.content.text, mark), row_ + starts[r],
                        row_ + starts[rows_end] - 1, from, static_cast<std::uint16_t>(end - 1)});
      if (rows_end == r + 1) {
        lines = std::max(lines, lines_in(cell.content.text, width_of(column, end)));
      }
      column = end;
    }
    const double height = height_of(lines);
    std::erase_if(blocks, [&](const Block& block) { return block.last < row_ + starts[r]; });
    for (std::uint32_t at = row_ + starts[r]; at < row_ + starts[r + 1] && at < kRows; ++at) {
      worksheet_set_row(sheet_, at, height, nullptr);
      for (const Block& block : blocks) {
        if (block.first <= at && at <= block.last && block.last < kRows) put_row(block, at);
      }
    }
  }
  row_ += starts.back();
}

double Sheet::width_of(std::size_t first, std::size_t end) const {
  constexpr double kDefaultWidth = 8.43;
  double width = 0;
  for (std::size_t at = first; at < end; ++at) {
    width += at < columns_.size() ? columns_[at].width : kDefaultWidth;
  }
  return width;
}

// Cells are merged with the last of their rows. The library fills all of them then, so that the
// first is put once more; those that are on the disk already stay as they are.
void Sheet::put_row(const Block& block, std::uint32_t row) {
  CellContent content = block.content;
  if (block.is_merged() && row == block.last) {
    worksheet_merge_range(sheet_, block.first, block.column, block.last, block.last_column, "",
                          book_.format(content.look, 0, kAsText));
    book_.put(sheet_, block.first, block.column, content);
    return;
  }
  const std::size_t i = row - block.first;
  for (std::uint16_t at = block.column; at <= block.last_column; ++at) {
    const bool told = at == block.column && i < block.pieces.size();
    content.text = told ? block.pieces[i] : std::string();
    book_.put(sheet_, row, at, content);
  }
}

void Sheet::close_filter() {
  if (columns_.empty() || columns_.front().id == nullptr) return;
  if (book_.print()) return;
  worksheet_autofilter(sheet_, top_, 0, std::max<std::uint32_t>(row_, top_ + 2) - 1,
                       static_cast<std::uint16_t>(shown_columns() - 1));
}

void Sheet::merge(std::size_t first, std::size_t last, std::size_t column,
                  const CellContent& content) {
  if (first == last || last >= rows_.size()) return;
  const auto at = static_cast<std::uint16_t>(column);
  worksheet_merge_range(sheet_, rows_[first], at, rows_[last], at, "",
                        book_.format(content.look, content.indent, kAsText));
  book_.put(sheet_, rows_[first], at, content);
}

void Sheet::choices(std::size_t column, const std::vector<std::string>& words) {
  std::vector<std::string> copies = words;  // the library asks for text that it might change
  std::vector<char*> list;
  for (std::string& word : copies) list.push_back(word.data());
  list.push_back(nullptr);
  lxw_data_validation rule = {};
  rule.validate = LXW_VALIDATION_TYPE_LIST;
  rule.value_list = list.data();
  const auto at = static_cast<std::uint16_t>(column);
  worksheet_data_validation_range(sheet_, top_ + 1, at, std::max<std::uint32_t>(row_, top_ + 2) - 1,
                                  at, &rule);
}

void Sheet::finish() { close_filter(); }

}  // namespace gangmu
