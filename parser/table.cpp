#include "parser/table.h"

#include <algorithm>
#include <optional>

#include "parser/clean.h"
#include "parser/quantity.h"
#include "parser/table_cells.h"
#include "parser/table_rows.h"
#include "parser/table_targets.h"

namespace gangmu {

namespace {

constexpr std::uint32_t kMostHeaderLines = 12;  // tables may come one cell a line
constexpr std::uint32_t kFewestHeads = 3;       // of a table with one cell a line
constexpr std::size_t kLongestGroup = 12;  // characters of a row that only names the rows below

// A row being read. (No class of Builder's own: clang could not make one inside an optional.)
struct Row {
  std::vector<CellSpans> cells;  // name first, behind the serial number if there is one
  std::size_t values = 0;
  std::size_t name = 0;  // the cell of the name
  bool centred = false;  // the values stand beside the middle line of the name
};

class Builder {
 public:
  Builder(Document* document, const Layout& layout, const Grammar& grammar,
          const QuantityReader& quantities)
      : document_(*document),
        layout_(layout),
        grammar_(grammar),
        cells_(document->source.text, layout, grammar, quantities),
        cleaner_(document) {}

  Table read(std::uint32_t first, std::uint32_t last) {
    // A line with the unit of all cells stands above the heads.
    if (last > first + 2 && is_unit_line(first)) {
      table_.rows.push_back({cell(layout_.lines[first].span)});
      above_ = 1;
      ++first;
    }
    if (const auto rows = tabbed_rows(source(), layout_, first, last)) {
      read_tabbed(*rows);
      set_year_roles(&table_.columns);
      return std::move(table_);
    }
    if (read_works(first, last)) return std::move(table_);
    std::uint32_t line = first;
    while (line < last && line < first + kMostHeaderLines && !cells_.heads_of(line).empty()) {
      ++line;
    }
    table_.header_rows = above_ + (line > first ? 1 : 0);
    if (line > first) read_header(first, line);
    const bool cell_a_line = line >= first + kFewestHeads && table_.columns.size() == line - first;
    if (!cell_a_line || !read_exploded(line, last)) {
      for (; line < last; ++line) add_line(line);
      flush_pending();
    }
    set_year_roles(&table_.columns);
    return std::move(table_);
  }

 private:
  std::string_view source() const { return document_.source.text; }

  bool is_unit_line(std::uint32_t line) const {
    const Span span = layout_.lines[line].span;
    const std::string text = without_blanks(fold(source().substr(span.begin, span.size())));
    const Word* word = grammar_.words("column").longest_at(text, 0);
    return word != nullptr && word->value == "unit" && text.size() > word->text.size() + 1 &&
           text[word->text.size()] == ':';
  }

  // --------------------------------------------------------------------------------- plain cells

  void add_row(const RowSpans& spans) {
    std::vector<Cell> row;
    row.reserve(spans.cells.size());
    for (const CellSpans& cell : spans.cells) row.push_back(cell_of(cell));
    if (spans.group) {
      table_.groups.push_back(
          {static_cast<std::uint32_t>(table_.rows.size()), std::string(text_of(row.front()))});
    }
    table_.rows.push_back(std::move(row));
  }

  // The first row holds the heads when it has none but words and years.
  void read_tabbed(const std::vector<RowSpans>& rows) {
    for (const RowSpans& row : rows) add_row(row);
    const std::vector<Cell>& heads = table_.rows[above_];
    const bool header = std::all_of(heads.begin(), heads.end(), [&](const Cell& head) {
      return cells_.may_be_head(text_of(head));
    });
    table_.header_rows = above_;
    if (!header) return;
    ++table_.header_rows;
    for (const Cell& head : heads) add_column(std::string(text_of(head)));
  }

  // The columns that rows of one cell a line can be read with; nothing when they are others.
  std::optional<CellColumns> cell_columns() const {
    CellColumns columns;
    const std::size_t count = table_.columns.size();
    for (std::size_t c = 0; c < count; ++c) {
      const Column& column = table_.columns[c];
      const bool lead =
          column.role == ColumnRole::other && !column.year && !is_change_column(column, grammar_);
      if (column.role == ColumnRole::indicator) continue;
      if (column.role == ColumnRole::unit) {
        columns.unit = true;
      } else if (column.role == ColumnRole::binding) {
        if (c + 1 != count) return std::nullopt;
        columns.binding = true;
      } else if (lead && (c == 0 || (c == 1 && columns.serial))) {
        (is_serial(column) ? columns.serial : columns.category) = true;
      } else if (lead) {
        return std::nullopt;
      } else {
        ++columns.values;
      }
    }
    return columns;
  }

  // False when the lines do not come out even: they are read as they come then.
  bool read_exploded(std::uint32_t first, std::uint32_t last) {
    std::vector<CellLine> lines;
    for (std::uint32_t i = first; i < last; ++i) {
      const Span span = layout_.lines[i].span;
      const std::string text = fold(source().substr(span.begin, span.size()));
      CellLine line{span, cells_.classify(text), -1};
      if (text.size() <= 3 && text.find_first_not_of("0123456789") == text.npos) {
        line.number = std::stoi(text);
      }
      lines.push_back(line);
    }
    std::optional<std::vector<RowSpans>> rows;
    if (is_serial(table_.columns.front())) rows = even_rows(lines, table_.columns.size());
    if (!rows) {
      const auto columns = cell_columns();
      if (columns) rows = exploded_rows(lines, *columns);
    }
    if (!rows) return false;
    for (const RowSpans& row : *rows) add_row(row);
    return true;
  }

  // A table of words (works, tasks, members), its cells set apart by blanks: false when it has
  // columns of years, units or figures, or does not come out even.
  bool read_works(std::uint32_t first, std::uint32_t last) {
    const CellSpans heads = spaced_cells(source(), layout_.lines[first].span);
    bool words = heads.size() >= 3;
    for (const Span head : heads) {
      const std::string text = fold(source().substr(head.begin, head.size()));
      const ColumnRole role = cells_.role_of(text);
      words = words && !cells_.year_of(text) && cells_.classify(text) == CellLook::text &&
              (role == ColumnRole::other || role == ColumnRole::indicator);
    }
    if (!words) return false;
    const auto rows = spaced_rows(source(), layout_, first, last);
    if (!rows) return false;
    table_.header_rows = above_ + 1;
    RowSpans header;
    for (const Span head : heads) header.cells.push_back({head});
    add_row(header);
    for (const Cell& head : table_.rows[above_]) add_column(std::string(text_of(head)));
    for (const RowSpans& row : *rows) add_row(row);
    set_year_roles(&table_.columns);
    return true;
  }

  bool is_serial(const Column& column) const {
    const Word* word = grammar_.words("column").exact(fold(column.name));
    return word != nullptr && word->value == "serial";
  }

  // -------------------------------------------------------------------------------------- header

  void add_column(std::string name) {
    table_.columns.push_back(cells_.column_named(std::move(name)));
  }

  void read_header(std::uint32_t first, std::uint32_t last) {
    std::vector<Cell> row;
    for (std::uint32_t line = first; line < last; ++line) {
      for (const Span head : cells_.heads_of(line)) {
        row.push_back(cell(head));
        add_column(std::string(text_of(row.back())));
      }
    }
    table_.rows.push_back(std::move(row));
    std::size_t values = 0;
    for (const Column& column : table_.columns) {
      const bool lead = column.role == ColumnRole::indicator ||
                        (column.role == ColumnRole::other && !column.year && values == 0);
      values += !lead;
    }
    value_columns_ = values;
  }

  // --------------------------------------------------------------------------------------- rows

  Cell cell(Span span) {
    Cell out;
    out.span = span;
    out.text = cleaner_.append(pieces_between(layout_, span.begin, span.end));
    return out;
  }

  // The places of the source that make a cell up, joined.
  Cell cell_of(const CellSpans& spans) {
    Cell out;
    if (spans.empty()) return blank_cell();
    std::vector<Span> pieces;
    for (const Span span : spans) {
      const std::vector<Span> more = pieces_between(layout_, span.begin, span.end);
      pieces.insert(pieces.end(), more.begin(), more.end());
    }
    out.span = {spans.front().begin, spans.back().end};
    out.text = cleaner_.append(pieces);
    return out;
  }

  Cell blank_cell() const {
    Cell out;
    const auto at = static_cast<Offset>(document_.clean.size());
    out.text = {at, at};
    return out;
  }

  std::string_view text_of(const Cell& cell) const { return document_.text(cell.text); }

  bool starts_with(Span span, std::string_view table) const {
    const std::string text = fold(source().substr(span.begin, span.size()));
    return grammar_.words(table).longest_at(text, 0) != nullptr;
  }

  // A word for each column, the binding word where it belongs.
  bool is_aligned(const std::vector<Piece>& words) const {
    constexpr std::size_t kFewest = 4;
    if (words.size() != table_.columns.size() || words.size() < kFewest) return false;
    std::size_t values = 0;
    for (std::size_t c = 0; c < words.size(); ++c) {
      const ColumnRole role = table_.columns[c].role;
      const bool binding = words[c].token == CellLook::binding;
      if ((role == ColumnRole::binding) != binding) return false;
      values += words[c].token == CellLook::value && c > 0;
    }
    return values > 0 && words[0].token == CellLook::value &&
           table_.columns.front().role != ColumnRole::indicator;
  }

  // Cells set apart by wide blanks: one for each column, or for each but that of the group, which
  // is printed in the first of its rows only. The last is the binding word.
  std::optional<CellSpans> grouped_cells(std::uint32_t line) const {
    const std::size_t columns = table_.columns.size();
    if (columns < 5 || table_.columns.back().role != ColumnRole::binding) return std::nullopt;
    const Word* head = grammar_.words("column").exact(fold(table_.columns.front().name));
    if (head == nullptr || head->value != "group") return std::nullopt;
    if (table_.columns[1].role != ColumnRole::indicator) return std::nullopt;
    CellSpans cells = spaced_cells(source(), layout_.lines[line].span);
    if (cells.size() + 1 < columns || cells.size() > columns) return std::nullopt;
    const auto look = [&](Span span) {
      return cells_.classify(fold(source().substr(span.begin, span.size())));
    };
    const bool even = look(cells.back()) == CellLook::binding &&
                      look(cells[cells.size() - 2]) == CellLook::value &&
                      look(cells[0]) == CellLook::text &&
                      (cells.size() < columns || look(cells[1]) == CellLook::text);
    return even ? std::optional(std::move(cells)) : std::nullopt;
  }

  std::size_t indicator_column() const {
    for (std::size_t c = 0; c < table_.columns.size(); ++c) {
      if (table_.columns[c].role == ColumnRole::indicator) return c;
    }
    return 0;
  }

  // "8   96.2   95": the number and the values of a row whose name stands above and below them.
  bool is_nameless(const std::vector<Piece>& words) const {
    return pending_ && words.size() >= 3 && words.size() + 1 == table_.columns.size() &&
           is_serial(table_.columns.front()) && words.front().token == CellLook::value;
  }

  void begin_centred(const std::vector<Piece>& words) {
    flush_row();
    row_.emplace();
    row_->cells.push_back({words.front().span});
    row_->cells.push_back({*pending_});
    row_->name = 1;
    row_->centred = true;
    pending_.reset();
    for (std::size_t i = 1; i < words.size(); ++i) add_value(words[i].span);
  }

  // A line of text below a row that ends its name: names of the table end with the unit in
  // brackets, and the row's does not yet.
  bool ends_name(std::uint32_t line) const {
    if (!row_ || row_->values < value_columns_ || row_->cells[row_->name].empty()) return false;
    if (row_->centred) return true;
    for (const Column& column : table_.columns) {
      if (column.role == ColumnRole::unit) return false;
    }
    const auto bracket = [&](Span span) {
      const char32_t last = fold_char(last_char(span));
      return last == ')';
    };
    return bracket(layout_.lines[line].span) && !bracket(row_->cells[row_->name].back());
  }

  void add_line(std::uint32_t line) {
    if (const auto cells = pending_ ? std::nullopt : grouped_cells(line)) {
      flush_row();
      row_.emplace();
      for (const Span cell : *cells) add_value(cell);
      row_->values = value_columns_;
      row_->name = cells->size() == table_.columns.size() ? 1 : 0;
      return;
    }
    std::vector<Piece> words = cells_.words_of(line);
    if (is_aligned(words) && !(pending_ && joins_name(text_at(*pending_)))) {
      flush_pending();
      flush_row();
      row_.emplace();
      for (const Piece& word : words) add_value(word.span);
      row_->values = value_columns_;
      row_->name = indicator_column();
      return;
    }
    if (is_nameless(words)) return begin_centred(words);
    std::size_t first_value = words.size();
    while (first_value > 0 && words[first_value - 1].token != CellLook::text) --first_value;
    // A name may begin with a number of its own: it needs text before the values.
    const bool has_values = first_value < words.size();
    const bool has_name = first_value > 0;
    const bool open = row_ && row_->values < value_columns_;
    const Span name =
        has_name ? Span{words.front().span.begin, words[first_value - 1].span.end} : Span{};
    if (open && has_name && starts_with(name, "op_before")) return add_value(whole(words));
    if (has_values && has_name) return begin_row(name, words, first_value);
    if (has_values) {
      if (pending_) {
        const Span text = *pending_;
        pending_.reset();
        return begin_row(text, words, 0);
      }
      if (row_ && !open && goes_on(line, words)) return extend_value(whole(words));
      if (row_ && is_rest(words.front().span)) return extend_value(whole(words));
      if (open) {
        for (const Piece& word : words) add_value(word.span);
        return;
      }
      return begin_row({}, words, 0);
    }
    if (!pending_ && ends_name(line)) {
      row_->cells[row_->name].push_back(whole(words));
      row_->centred = false;
      return;
    }
    if (open) return add_value(whole(words));
    if (row_ && goes_on(line, words)) return extend_value(whole(words));
    if (pending_ && joins_name(text_at(*pending_))) {
      pending_->end = whole(words).end;  // the name goes on
      return;
    }
    flush_pending();
    flush_row();
    pending_ = whole(words);
  }

  static Span whole(const std::vector<Piece>& words) {
    return {words.front().span.begin, words.back().span.end};
  }

  // The unit of a figure at the end of the last cell.
  bool is_rest(Span span) const {
    if (row_->cells.empty()) return false;
    if (row_->cells.back().empty()) return false;
    const char last = source()[row_->cells.back().back().end - 1];
    return is_ascii_digit(static_cast<unsigned char>(last)) && starts_with(span, "unit");
  }

  // A line of text behind a full row that belongs to its last cell.
  bool goes_on(std::uint32_t line, const std::vector<Piece>& words) const {
    if (is_rest(words.front().span)) return true;
    const LayoutLine& before = layout_.lines[line - 1];
    const bool last_is_text = row_->values > 0 && !row_->cells.back().empty() &&
                              is_han(last_char(row_->cells.back().back()));
    return last_is_text && layout_.trailing_ends && !before.trailing;
  }

  char32_t last_char(Span span) const {
    std::size_t end = span.end;
    return previous_char(source(), end);
  }

  void begin_row(Span name, const std::vector<Piece>& words, std::size_t first_value) {
    flush_row();
    if (pending_) {
      // A line above: a group, or the first part of a long name.
      const std::string_view above = text_at(*pending_);
      if (!name.empty() && (joins_name(above) || is_tail(above, name))) {
        name.begin = pending_->begin;
        pending_.reset();
      } else {
        flush_pending();
      }
    }
    row_.emplace();
    if (const auto rest = after_number(name)) {
      row_->cells.push_back({{name.begin, rest->first}});
      name.begin = rest->second;
      row_->name = 1;
    }
    row_->cells.push_back(name.empty() ? CellSpans{} : CellSpans{name});
    for (std::size_t i = first_value; i < words.size(); ++i) add_value(words[i].span);
  }

  // A serial number before the name, where the first column is not the name: where the number ends
  // and where the name begins.
  std::optional<std::pair<Offset, Offset>> after_number(Span name) const {
    if (table_.columns.empty() || table_.columns.front().role == ColumnRole::indicator) {
      return std::nullopt;
    }
    std::size_t at = name.begin;
    while (at < name.end && is_ascii_digit(static_cast<unsigned char>(source()[at]))) ++at;
    const std::size_t digits = at;
    while (at < name.end) {
      std::size_t next = at;
      if (!is_blank(next_char(source(), next))) break;
      at = next;
    }
    if (digits == name.begin || at == digits || at >= name.end) return std::nullopt;
    return std::pair{static_cast<Offset>(digits), static_cast<Offset>(at)};
  }

  // A long first part above a short last one.
  bool is_tail(std::string_view above, Span name) const {
    constexpr std::size_t kLongestTail = 5, kShortestHead = 8;  // characters
    return char_count(source().substr(name.begin, name.size())) <= kLongestTail &&
           char_count(above) >= kShortestHead;
  }

  bool joins_name(std::string_view above) const {
    int open = 0;
    for (std::size_t at = 0; at < above.size();) {
      const char32_t c = fold_char(next_char(above, at));
      open += c == '(';
      open -= c == ')';
    }
    return open > 0 || char_count(above) > kLongestGroup;
  }

  void add_value(Span span) {
    row_->cells.push_back({span});
    ++row_->values;
  }
  void extend_value(Span span) {
    CellSpans& last = row_->cells.back();
    last.empty() ? last.push_back(span) : void(last.back().end = span.end);
  }
  std::string_view text_at(Span span) const { return source().substr(span.begin, span.size()); }

  void flush_row() {
    if (!row_) return;
    std::vector<Cell> cells;
    for (const CellSpans& spans : row_->cells) cells.push_back(cell_of(spans));
    table_.rows.push_back(std::move(cells));
    row_.reset();
  }

  void flush_pending() {
    flush_row();
    if (!pending_) return;
    std::vector<Cell> cells;
    cells.push_back(cell(*pending_));
    Group group;
    group.row = static_cast<std::uint32_t>(table_.rows.size());
    group.text = document_.text(cells.front().text);
    if (char_count(group.text) <= kLongestGroup) table_.groups.push_back(group);
    table_.rows.push_back(std::move(cells));
    pending_.reset();
  }

  Document& document_;
  const Layout& layout_;
  const Grammar& grammar_;
  CellReader cells_;
  Cleaner cleaner_;
  Table table_;
  std::optional<Row> row_;
  std::optional<Span> pending_;
  std::size_t value_columns_ = 0;
  std::uint32_t above_ = 0;  // rows above the heads
};

}  // namespace

Table read_table(Document* document, const Layout& layout, const Region& region,
                 const Grammar& grammar, const QuantityReader& quantities) {
  const std::uint32_t first = layout.blocks[region.first_block + region.caption_blocks].first_line;
  const std::uint32_t last = layout.blocks[region.last_block - 1].last_line;
  return Builder(document, layout, grammar, quantities).read(first, last);
}

}  // namespace gangmu
