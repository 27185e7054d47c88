// A workbook in the form that staff expect, over libxlsxwriter: sheets with a frozen head, filters,
// widths for Chinese text, wrapped cells and rows in groups.
//
// Text is always written as text, whatever it starts with. A decimal is written as a number with
// its own decimals (8.10 shows as 8.10), or as text when a binary double would not hold its digits.
// A text longer than a cell can hold goes on in rows below, marked; a sheet that is full goes on in
// a further one. Nothing in the file tells who wrote it, where or when: same input, same bytes.
//
// Each sheet is written from above to below, but that cells of a workbook to be printed are merged
// at the end: so one of many plans can go to the disk row by row.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "exporters/catalogue.h"
#include "exporters/exporter.h"
#include "model/filled_sheet.h"

struct lxw_format;
struct lxw_workbook;
struct lxw_worksheet;

namespace gangmu {

enum class Look : std::uint8_t {
  text,     // wrapped, left
  centred,  // wrapped, in the middle: years, units, short words
  number,   // to the right, a little off the edge
  strong,   // a heading among the rows
  title,    // above a sheet that is printed
  caption,  // above a table; not wrapped, may run over the cells beside it
  head,     // the head of a sheet
  grid,     // a cell of a table as found
  grid_centred,
  grid_head,
};

// How words stand out in a cell: gone words are struck, new ones underlined, both in a colour.
enum class Emphasis : std::uint8_t { none, erased, inserted };
struct MarkedText {
  std::string text;
  Emphasis emphasis = Emphasis::none;
};

struct CellContent {
  std::string text;
  Look look = Look::text;
  bool number = false;                // write as a number where it is one
  std::uint8_t indent = 0;            // levels to the right
  bool grouped = false;               // a number with separators of thousands
  std::string around = {};            // text around a number, which stands at %1: "year %1"
  std::string formula = {};           // instead of the text; # stands for the number of the row
  std::optional<double> result = {};  // of the formula; none: it shows nothing
  bool typed = false;                 // a number that somebody typed, in `format`, Excel's code
  std::string format = {};
  std::vector<MarkedText> marked = {};  // `text` in pieces, some of which stand out
};

struct ColumnHead {
  const char* id;             // of the message
  double width;               // in digits; an ideograph takes two
  std::string argument = {};  // for the place %1 of the message
  std::string text = {};      // instead of a message
  bool hidden = false;
  bool printed = true;     // where the workbook is set to be printed
  bool merged = false;     // … cells one below the other that say the same are one
  std::string group = {};  // stands above this head and those beside it of the same group
};

// A column whose cells say the same again and again, and one that a meeting does not need.
inline ColumnHead merged_head(const char* id, double width) {
  ColumnHead head = {id, width};
  head.merged = true;
  return head;
}
inline ColumnHead unprinted_head(const char* id, double width) {
  ColumnHead head = {id, width};
  head.printed = false;
  return head;
}

class Workbook {
 public:
  // Writes to `file`, which is complete after close().
  // `before`: the sheets of the workbook that this one replaces. `print`: sheets with a title, on
  // A4, without filters. `large`: rows go to the disk as they come; texts that come again are then
  // written again.
  Workbook(const std::string& file, const Words& words, std::span<const FilledSheet> before = {},
           bool print = false, bool large = false);
  ~Workbook();
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;
  Status close();
  // A sheet stands here, whenever its rows come.
  void reserve(const char* name_id);
  const Words& words() const { return words_; }
  bool print() const { return print_; }
  // The sheet of the old workbook with this name, in any language; nullptr without one.
  const FilledSheet* before(const char* name_id) const;
  std::span<const FilledSheet> before() const { return before_; }
  // The sheets of the old workbook in whose places there are sheets now.
  std::vector<const FilledSheet*> replaced() const;
  // Whether it has the hidden column of a sheet that there is now.
  bool is_copy(const FilledSheet& filled) const;
  // A sheet with these cells and nothing else; its name is changed where it is taken or cannot be.
  void add_cells(const FilledSheet& sheet);
  // The head of a column as shown; in each language that it may have been shown in.
  std::string head(const ColumnHead& column) const { return head_in(words_, column); }
  std::vector<std::string> heads(const ColumnHead& column) const;

 private:
  static std::string head_in(const Words& words, const ColumnHead& column);
  friend class Sheet;
  std::string free_name(const std::string& wanted);
  static constexpr const char* kAsText = "@";  // a format of cells
  static lxw_workbook* made(const std::string& file, bool large);
  lxw_worksheet* add_sheet(const std::string& name);
  lxw_worksheet* add_sheet(const char* name_id, int ordinal);
  lxw_format* format(Look look, std::uint8_t indent, const std::string& number_format,
                     Emphasis emphasis = Emphasis::none);
  void put(lxw_worksheet* sheet, std::uint32_t row, std::uint16_t column,
           const CellContent& content);
  void put_marked(lxw_worksheet* sheet, std::uint32_t row, std::uint16_t column,
                  const CellContent& content);

  const Words& words_;
  const Words all_[2] = {Words("zh"), Words("en")};
  std::span<const FilledSheet> before_;
  bool print_;
  std::vector<const char*> sheets_;                              // ids of their names
  std::map<std::string, lxw_worksheet*, std::less<>> reserved_;  // by these
  std::map<std::string, std::size_t> numbers_;                   // of names that were taken
  lxw_workbook* book_;
  std::map<std::tuple<Look, std::uint8_t, std::string, Emphasis>, lxw_format*> formats_;
};

class Sheet {
 public:
  // `title`: stands above the head where the workbook is set to be printed.
  Sheet(Workbook& book, const char* name_id, std::vector<ColumnHead> columns,
        std::string title = {});
  // One row, more when a text is too long for its cell. `level`: of the group, 0 for none. `least`:
  // lines that it is high at least.
  void add(const std::vector<CellContent>& cells, int level = 0, std::size_t least = 1);
  // How many lines a text takes in a column.
  std::size_t lines_of(std::size_t column, std::string_view text) const;
  // A rectangle of cells. Each row is a list of cells with spans, as in HTML: what a cell above
  // covers is not listed. What lies beyond Excel's last column is left out.
  struct GridCell {
    CellContent content;
    std::uint32_t row_span = 1, column_span = 1;
  };
  void add_grid(const std::vector<std::vector<GridCell>>& rows);
  void skip_row() { reserve(1), ++row_; }
  // What may be chosen in the cells of a column below the head.
  void choices(std::size_t column, const std::vector<std::string>& words);
  // Rows from `first` to `last`, counted without continuations, are one cell in a column.
  void merge(std::size_t first, std::size_t last, std::size_t column, const CellContent& content);
  // The filter over what was added. To be called once, after the last row.
  void finish();

 private:
  void open();
  void close_filter();
  bool has_groups() const;
  void write_heads();
  void write_groups();
  std::size_t shown_columns() const;
  void reserve(std::size_t rows);
  double width_of(std::size_t first, std::size_t end) const;
  // A rectangle of a grid, its rows counted on the sheet: one cell, or one below the other.
  struct Block {
    CellContent content;
    std::vector<std::string> pieces;
    std::uint32_t first, last;
    std::uint16_t column, last_column;
    bool is_merged() const { return pieces.size() == 1 && (last > first || last_column > column); }
  };
  void put_row(const Block& block, std::uint32_t row);

  Workbook& book_;
  const char* name_id_;
  std::vector<ColumnHead> columns_;
  lxw_worksheet* sheet_ = nullptr;
  std::string title_;
  std::uint32_t row_ = 0, top_ = 0;  // the next row, and that of the head
  std::vector<std::uint32_t> rows_;  // where each row that was added begins, on this sheet
  int ordinal_ = 0;                  // of this sheet's continuations
};

// The pieces of a text that fit into cells; each but the first starts with `mark`.
std::vector<std::string> cell_pieces(std::string_view text, std::string_view mark);

}  // namespace gangmu
