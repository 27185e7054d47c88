// Sheets of rows that somebody may fill in, and what becomes of what was typed into them.

#include <algorithm>
#include <map>
#include <utility>

#include "exporters/xlsx_sheets.h"

namespace gangmu {

namespace {

std::vector<std::string> texts_of(const std::vector<CellContent>& cells) {
  std::vector<std::string> texts;
  texts.reserve(cells.size());
  for (const CellContent& cell : cells) {
    // Of a text that goes on below, what stands in the cell.
    texts.push_back(cell.formula.empty() ? cell_pieces(cell.text, "").front()
                                         : std::string(kFormula));
  }
  return texts;
}

}  // namespace

PlanSheet::PlanSheet(Workbook& book, const char* name_id, std::vector<ColumnHead> columns,
                     std::size_t plan_column, std::size_t words_column, const Overview& all)
    : book_(book), name_id_(name_id) {
  const bool one_plan = all.one_plan();
  for (std::size_t c = 0; c < columns.size(); ++c) {
    if ((one_plan && c == plan_column) || (book.print() && !columns[c].printed)) continue;
    columns_.push_back(std::move(columns[c]));
    places_.push_back(c);
  }
  words_column_ = shown(words_column).value_or(0);
  if (one_plan) plan_ = all.only_plan();
}

std::optional<std::size_t> PlanSheet::shown(std::size_t column) const {
  const auto at = std::find(places_.begin(), places_.end(), column);
  if (at == places_.end()) return std::nullopt;
  return static_cast<std::size_t>(at - places_.begin());
}

void PlanSheet::add(std::vector<CellContent> cells, std::string key, int level) {
  Row row = {{}, std::move(key), level};
  for (const std::size_t place : places_) {
    row.cells.push_back(place < cells.size() ? std::move(cells[place]) : CellContent{});
  }
  if (waits()) {
    rows_.push_back(std::move(row));
  } else {
    std::string note = row_note(row.key, texts_of(row.cells));
    write(&row, std::move(note), 1);
  }
}

void PlanSheet::begin() {
  if (!waits()) sheet();
}

// Its columns are what they will be.
Sheet& PlanSheet::sheet() {
  if (sheet_) return *sheet_;
  std::vector<std::string> heads;
  heads.reserve(places_.size());
  for (std::size_t c = 0; c < places_.size(); ++c) heads.push_back(book_.head(columns_[c]));
  ColumnHead note = {nullptr, 8};
  std::string above = book_.print() ? title() : "";
  for (const ColumnHead& column : columns_) {
    if (!column.group.empty() && !above.ends_with("\n" + column.group))
      above += "\n" + column.group;
  }
  note.text = heads_note(name_id_, heads, above);
  note.hidden = true;
  columns_.push_back(note);
  return sheet_.emplace(book_, name_id_, columns_, title());
}

void PlanSheet::write(Row* row, std::string note, std::size_t least) {
  if (settle_) settle_(written_, &row->cells);
  ++written_;
  sheet();
  row->cells.push_back({std::move(note)});
  sheet().add(row->cells, row->level, least);
}

std::string PlanSheet::title() const {
  const std::string_view name = book_.words()(name_id_);
  return plan_.empty() ? std::string(name) : plan_ + "  " + std::string(name);
}

// Headings that come again in rows one below the other, under the same headings to their left.
std::vector<PlanSheet::Merged> PlanSheet::merged_cells() const {
  const auto same = [&](std::size_t a, std::size_t b, std::size_t column) {
    for (std::size_t c = 0; c <= column; ++c) {
      if (columns_[c].merged && rows_[a].cells[c].text != rows_[b].cells[c].text) return false;
    }
    return true;
  };
  std::vector<Merged> cells;
  for (std::size_t c = 0; c < columns_.size() && book_.print(); ++c) {
    if (!columns_[c].merged) continue;
    for (std::size_t first = 0; first < rows_.size();) {
      std::size_t last = first;
      while (last + 1 < rows_.size() && same(first, last + 1, c)) ++last;
      if (!rows_[first].cells[c].text.empty()) cells.push_back({first, last, c});
      first = last + 1;
    }
  }
  return cells;
}

void PlanSheet::choices(std::size_t column, const std::vector<std::string>& words) {
  if (const auto at = shown(column)) choices_.emplace_back(*at, words);
}

void PlanSheet::finish(Typed* typed) {
  std::vector<std::string> notes;
  notes.reserve(rows_.size());
  for (const Row& row : rows_) notes.push_back(row_note(row.key, texts_of(row.cells)));
  carry_over(typed);
  notes.resize(rows_.size());  // none for rows that somebody added
  const std::vector<Merged> merged = merged_cells();
  std::vector<std::size_t> least(rows_.size(), 1);
  for (const auto& [first, last, column] : merged) {
    const std::size_t rows = last - first + 1;
    const std::size_t lines = sheet().lines_of(column, rows_[first].cells[column].text);
    for (std::size_t r = first; r <= last; ++r) {
      least[r] = std::max(least[r], (lines + rows - 1) / rows);
    }
  }
  for (std::size_t r = 0; r < rows_.size(); ++r) write(&rows_[r], std::move(notes[r]), least[r]);
  for (const auto& [first, last, column] : merged) {
    sheet().merge(first, last, column, rows_[first].cells[column]);
  }
  for (const auto& [column, words] : choices_) sheet().choices(column, words);
  sheet().finish();
}

// Finds the columns of old, and adds those that somebody added.
void PlanSheet::take_columns(const TypedSheet& old) {
  for (const ColumnHead& column : columns_) {
    old_columns_.push_back(old.cells().column(book_.heads(column)));
  }
  known_.assign(old.cells().columns(), false);
  for (const auto& column : old_columns_) {
    if (column) known_[*column] = true;
  }
  const std::size_t most = most_columns(rows_.size() + old.cells().rows(), columns_.size());
  for (std::uint32_t c = 0; c < old.cells().columns() && columns_.size() < most; ++c) {
    if (known_[c] || !old.is_own(c) || old.cells().is_blank(c)) continue;
    columns_.push_back(own_head(old.cells().head(c)));
    old_columns_.push_back(c);
    known_[c] = true;
  }
}

// Fills the rows with what stood in those of the workbook before.
void PlanSheet::carry_over(Typed* typed) {
  const FilledSheet* filled = book_.before(name_id_);
  if (filled == nullptr) return;
  const TypedSheet old(*filled);
  take_columns(old);
  for (const FilledCell* cell : old.typed_above()) {
    typed->lost.push_back({std::string(book_.words()(name_id_)), "", "", "", *cell});
  }
  std::vector<RowName> before, now;
  std::vector<std::uint32_t> rows, own;  // of the program's, and that somebody added
  for (std::uint32_t r = 0; r < old.cells().rows(); ++r) {
    if (old.key(r) == kContinued) {
      tell_row(old, r, typed);
    } else if (old.has_note() && old.key(r).empty()) {
      own.push_back(r);
    } else {
      rows.push_back(r);
      before.push_back(name_of(old, r));
    }
  }
  for (Row& row : rows_) {
    now.push_back(name_of(row));
    row.cells.resize(columns_.size());
  }
  const auto matches = match_rows(before, now);
  std::vector<bool> found(before.size(), false);
  std::vector<std::size_t> fresh;
  for (std::size_t r = 0; r < matches.size(); ++r) {
    if (!matches[r]) fresh.push_back(r);
    if (!matches[r]) continue;
    found[*matches[r]] = true;
    carry_row(old, rows[*matches[r]], &rows_[r], typed);
  }
  for (std::size_t b = 0; b < before.size(); ++b) {
    if (!found[b]) tell_row(old, rows[b], typed);
  }
  fetch_back(fresh, typed);
  for (const std::uint32_t r : own) {
    rows_.push_back({std::vector<CellContent>(columns_.size()), "", 0});
    carry_row(old, r, &rows_.back(), typed);
  }
}

RowName PlanSheet::name_of(const Row& row) const {
  RowName name = {row.key, row.cells[words_column_].text};
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    if (columns_[c].merged) name.context += row.cells[c].text + '\n';
  }
  return name;
}
RowName PlanSheet::name_of(const TypedSheet& old, std::uint32_t row) const {
  RowName name = {old.key(row), words_of(old, row)};
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    if (!columns_[c].merged) continue;
    const FilledCell* cell = old_columns_[c] ? old.cells().cell(row, *old_columns_[c]) : nullptr;
    if (cell != nullptr) name.context += cell->text;
    name.context += '\n';
  }
  return name;
}
std::string PlanSheet::words_of(const TypedSheet& old, std::uint32_t row) const {
  const auto column = old_columns_[words_column_];
  const FilledCell* words = column ? old.cells().cell(row, *column) : nullptr;
  return words == nullptr ? "" : words->text;
}

void PlanSheet::tell_row(const TypedSheet& old, std::uint32_t row, Typed* typed) const {
  for (const FilledCell& cell : old.cells().row(row)) {
    if (old.is_typed(row, cell)) tell_lost(old, row, cell, typed);
  }
}

// A cell that somebody typed stands again where the plan says nothing new there.
void PlanSheet::carry_row(const TypedSheet& old, std::uint32_t from, Row* row, Typed* typed) {
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    if (!old_columns_[c]) continue;
    const std::uint32_t column = *old_columns_[c];
    const FilledCell* cell = old.typed(from, column);
    CellContent& now = row->cells[c];
    if (cell == nullptr) continue;
    const std::string sum = sum_of(now.text);
    if (sum == sum_of(cell->text)) continue;
    if (!now.text.empty() && old.made(from, column) != sum) {
      tell_lost(old, from, *cell, typed);
      continue;
    }
    set_typed(*cell, &now);
    ++typed->carried;
  }
  // Columns that the program wrote then and has no more, and those for which there is no room.
  for (const FilledCell& cell : old.cells().row(from)) {
    if (!known_[cell.column] && old.is_typed(from, cell)) tell_lost(old, from, cell, typed);
  }
}

// Rows that come back find what was typed into them among what was lost: by their words, of several
// by their key, which alone may be that of another row by now.
void PlanSheet::fetch_back(std::span<const std::size_t> fresh, Typed* typed) {
  const auto cells = typed->before.of(book_.heads({name_id_, 0}));
  std::map<std::pair<std::string, std::string>, std::vector<const LostSheet::Cell*>> rows;
  for (const LostSheet::Cell& cell : cells) rows[{cell.words, cell.key}].push_back(&cell);
  std::vector<RowName> before, now;
  std::vector<const std::vector<const LostSheet::Cell*>*> cells_of;
  for (const auto& [name, list] : rows) {
    before.push_back({"", name.first, name.second});
    cells_of.push_back(&list);
  }
  for (const std::size_t r : fresh) {
    now.push_back({"", rows_[r].cells[words_column_].text, rows_[r].key});
  }
  const auto matches = match_rows(before, now);
  for (std::size_t i = 0; i < matches.size(); ++i) {
    if (!matches[i]) continue;
    for (const LostSheet::Cell* lost : *cells_of[*matches[i]]) {
      const auto column = column_of(lost->head);
      if (!column || !rows_[fresh[i]].cells[*column].text.empty()) continue;
      set_typed(*lost->cell, &rows_[fresh[i]].cells[*column]);
      typed->before.take(lost->row);
      ++typed->carried;
    }
  }
}

// The column with this head, in any language.
std::optional<std::size_t> PlanSheet::column_of(const std::string& head) const {
  for (std::size_t c = 0; c < columns_.size(); ++c) {
    const auto heads = book_.heads(columns_[c]);
    if (std::find(heads.begin(), heads.end(), head) != heads.end()) return c;
  }
  return std::nullopt;
}

void PlanSheet::tell_lost(const TypedSheet& old, std::uint32_t row, const FilledCell& cell,
                          Typed* typed) const {
  typed->lost.push_back({std::string(book_.words()(name_id_)), old.key(row), words_of(old, row),
                         old.cells().head(cell.column), cell});
}

ColumnHead place_head(const char* id, double width, const Overview& all) {
  constexpr double kNamesOfFiles = 26;
  return {id, all.named() ? std::max(width, kNamesOfFiles) : width};
}

std::string indicator_key(const Target& main) {
  return main.indicator + " " + main.unit + " " + std::string(name_of(main.measure));
}

}  // namespace gangmu
