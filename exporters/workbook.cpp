#include "exporters/workbook.h"

#include <algorithm>
#include <cmath>
#include <filesystem>

#include "exporters/json_writer.h"
#include "exporters/libxlsxwriter.h"
#include "exporters/staff_cells.h"
#include "exporters/utf8.h"
#include "model/text.h"

namespace gangmu {

namespace {

constexpr std::size_t kCellUnits = 32767;  // UTF-16 units in a cell
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

void Workbook::reserve(const char* name_id) { reserved_.emplace(name_id, add_sheet(name_id, 1)); }

lxw_worksheet* Workbook::add_sheet(const char* name_id, int ordinal) {
  if (const auto reserved = reserved_.find(name_id); ordinal == 1 && reserved != reserved_.end()) {
    return reserved->second;
  }
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

}  // namespace gangmu
