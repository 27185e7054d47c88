// What staff typed into a workbook, for the rows of one made anew from a changed plan.
//
// A row of the old workbook goes to the row with the same words, of several to that under the
// headings most alike, then the same key, then the words most alike; each row is taken once. What
// finds no row is told.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/filled_sheet.h"

namespace gangmu {

// A row as both workbooks name it.
struct RowName {
  std::string key;           // of the hidden column
  std::string words;         // what the row is about
  std::string context = {};  // the headings above it
};

// For each new row the old one that it goes on with, as an index; none for rows that are new.
std::vector<std::optional<std::uint32_t>> match_rows(std::span<const RowName> before,
                                                     std::span<const RowName> now);

// A sheet of the old workbook by its columns. Its heads stand in the first row, or in that with the
// hidden head. Of the rows below the head only those with cells count, however far down they stand,
// so that all takes time and room by the cells that there are.
class StaffSheet {
 public:
  explicit StaffSheet(const FilledSheet& sheet);  // which must outlive it
  explicit StaffSheet(FilledSheet&&) = delete;
  std::uint32_t rows() const { return static_cast<std::uint32_t>(rows_.size()); }
  std::uint32_t columns() const { return static_cast<std::uint32_t>(heads_.size()); }
  const std::string& head(std::uint32_t column) const { return heads_[column]; }
  // What stands above the heads.
  std::span<const FilledCell> above() const { return above_; }
  // The first column with one of these heads.
  std::optional<std::uint32_t> column(std::span<const std::string> heads) const;
  // The cells of a row, by column.
  std::span<const FilledCell> row(std::uint32_t row) const { return rows_[row]; }
  // A cell below the head; nullptr where it is blank.
  const FilledCell* cell(std::uint32_t row, std::uint32_t column) const;
  bool is_blank(std::uint32_t column) const { return blank_[column]; }

 private:
  std::vector<std::string> heads_;
  std::span<const FilledCell> above_;
  std::vector<bool> blank_;                        // of each column below its head
  std::vector<std::span<const FilledCell>> rows_;  // below the head
};

// The hidden column of a sheet. Its head says which sheet it is, since names are changed, the sums
// of its title and of the groups of its heads (a line each of `title`), and which heads the program
// wrote; in each row stand its key and short sums of what the program wrote under these heads, so
// that what somebody typed is known from it.
std::string heads_note(std::string_view sheet, std::span<const std::string> heads,
                       std::string_view title = {});
std::string row_note(const std::string& key, std::span<const std::string> texts);
bool is_sheet_of(const FilledSheet& sheet, std::string_view id);

inline constexpr std::string_view kFormula = "=";  // stands for any formula of the program's own
// The key of rows that go on with the one above, whose texts are too long for a cell.
inline constexpr std::string_view kContinued = "...";

// A short sum of a text: the same for a number however it is written, and for nothing the empty
// one.
std::string sum_of(std::string_view text);

// A sheet of the old workbook with what was typed into it.
class TypedSheet {
 public:
  explicit TypedSheet(const FilledSheet& sheet);  // likewise
  explicit TypedSheet(FilledSheet&&) = delete;
  const StaffSheet& cells() const { return sheet_; }
  // Whether the program wrote this column; all are somebody's own where no note tells.
  bool is_own(std::uint32_t column) const { return own_[column]; }
  bool is_note(std::uint32_t column) const { return note_ == column; }
  std::string key(std::uint32_t row) const;
  // What the program wrote here, as a sum; none where that is not known.
  std::optional<std::string> made(std::uint32_t row, std::uint32_t column) const;
  // A cell with content that the program did not write; nullptr elsewhere.
  const FilledCell* typed(std::uint32_t row, std::uint32_t column) const;
  bool is_typed(std::uint32_t row, const FilledCell& cell) const;
  // What stands above the heads and is not the program's title.
  std::vector<const FilledCell*> typed_above() const;
  bool has_typed() const;  // any
  bool has_note() const { return note_.has_value(); }

 private:
  void read_heads(std::uint32_t note);

  StaffSheet sheet_;
  std::optional<std::uint32_t> note_;               // its column
  std::set<std::string> title_;                     // sums of its title and groups
  std::vector<std::optional<std::size_t>> places_;  // of each column among the sums
  std::vector<bool> own_;
  std::vector<std::vector<std::string>> notes_;  // of each row: the key, then the sums
  // The row that each one goes on with, itself where it does not; none where there is none.
  std::vector<std::optional<std::uint32_t>> first_;
};

// A sheet without its hidden column.
FilledSheet without_note(const FilledSheet& sheet);

// Whether the program made a workbook, as a hidden column tells.
bool is_made_here(std::span<const FilledSheet> workbook);

// Whether a workbook holds what somebody typed: in cells of the program's sheets, on sheets of
// their own, or all of it where the program did not make it. `own_names`: sheets of the program's
// that have no note.
bool has_typed_cells(std::span<const FilledSheet> workbook,
                     std::span<const std::string> own_names = {});

}  // namespace gangmu
