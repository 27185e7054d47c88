#include "parser/table_targets.h"

#include <algorithm>

#include "parser/decimal.h"
#include "parser/quantity.h"

namespace gangmu {

namespace {

class Reader {
 public:
  Reader(Document* document, std::uint32_t node, const Grammar& grammar,
         const QuantityReader& quantities, std::uint16_t rule)
      : document_(*document),
        node_(node),
        plan_(document->plans[document->nodes[node].plan]),
        table_(document->tables[document->nodes[node].table]),
        grammar_(grammar),
        quantities_(quantities),
        rule_(rule) {}

  void run() {
    bool dated = false;
    for (const Column& column : table_.columns) {
      dated = dated || column.year || column.role == ColumnRole::target;
    }
    if (!dated || lists_works()) return;
    if (has_merged_cells()) grid_ = grid_columns(table_);
    std::size_t group = 0;
    category_.clear();
    for (std::uint32_t r = table_.header_rows; r < table_.rows.size(); ++r) {
      while (group < table_.groups.size() && table_.groups[group].row <= r) {
        category_ = table_.groups[group++].text;
      }
      if (group > 0 && table_.groups[group - 1].row == r) continue;
      if (table_.rows[r].size() >= 2) read_row(r);
    }
  }

 private:
  bool lists_works() const {
    int heads = 0;
    for (const Column& column : table_.columns) {
      const Word* head = grammar_.words("column").longest_at(fold(column.name), 0);
      heads += head != nullptr && head->value == "project";
    }
    return heads >= 2;
  }

  bool has_merged_cells() const {
    for (const auto& row : table_.rows) {
      for (const Cell& cell : row) {
        if (cell.row_span > 1 || cell.column_span > 1) return true;
      }
    }
    return false;
  }

  // Row cells stand under the columns from the right: leading columns may share a cell.
  std::size_t column_of(std::uint32_t r, std::size_t c) const {
    const std::size_t columns = table_.columns.size();
    if (!grid_.empty()) return std::min<std::size_t>(grid_[r][c], columns - 1);
    const std::size_t cells = table_.rows[r].size();
    if (cells > columns) return std::min(c, columns - 1);
    const std::size_t column = c + (c == 0 ? 0 : columns - cells);
    return lacks_unit(r, c, column) ? column - 1 : column;
  }

  // Words below the head of the units, where no cell stands below that of the names: the row has no
  // unit, and these are its name.
  bool lacks_unit(std::uint32_t r, std::size_t c, std::size_t column) const {
    const auto& cells = table_.rows[r];
    if (c != 1 || column < 2 || cells.size() == table_.columns.size()) return false;
    if (table_.columns[column].role != ColumnRole::unit ||
        table_.columns[column - 1].role != ColumnRole::indicator) {
      return false;
    }
    std::string text = fold(document_.text(cells[c].text));
    const Word* magnitude = grammar_.words("magnitude").longest_at(text, 0);
    if (magnitude != nullptr) text.erase(0, magnitude->text.size());
    return grammar_.words("unit").exact(text) == nullptr && has_han(text) &&
           text.find('/') == text.npos;
  }

  void read_row(std::uint32_t r) {
    const auto& cells = table_.rows[r];
    name_.clear();
    unit_.clear();
    binding_.reset();
    for (std::size_t c = 0; c < cells.size(); ++c) {
      const Column& column = table_.columns[column_of(r, c)];
      const std::string text = fold(document_.text(cells[c].text));
      if (column.role == ColumnRole::unit) unit_ = is_dash(text) ? std::string() : text;
      const Word* head = grammar_.words("column").exact(fold(column.name));
      if (head != nullptr && head->value == "group" && !text.empty() &&
          cells.size() == table_.columns.size() && !has_number(text)) {
        category_ = document_.text(cells[c].text);
      }
      if (const Word* word = grammar_.words("binding").exact(text))
        binding_ = word->value == "true";
      if (column.role == ColumnRole::indicator && name_.empty()) {
        name_ = document_.text(cells[c].text);
      }
    }
    if (name_.empty()) name_ = document_.text(cells.front().text);
    name_marks_.clear();
    while (!name_.empty() && name_.back() == '*') {
      name_marks_.push_back("*");
      name_.pop_back();
    }
    take_unit_from_name();
    strip_number();
    std::uint32_t baseline = kNone;
    for (std::size_t c = 1; c < cells.size(); ++c) {
      const Column& column = table_.columns[column_of(r, c)];
      change_ = is_change_column(column, grammar_);
      const bool value = column.year || column.role == ColumnRole::baseline ||
                         column.role == ColumnRole::target || change_;
      if (!value || cells[c].text.empty()) continue;
      const auto before = static_cast<std::uint32_t>(document_.targets.size());
      add(r, static_cast<std::uint32_t>(c), cells, column);
      if (document_.targets.size() == before) continue;
      Target& target = document_.targets.back();
      if (target.status == TargetStatus::actual) {
        baseline = before;
      } else if (baseline != kNone) {
        target.baseline = baseline;
      }
    }
  }

  static bool is_dash(std::string_view text) {
    return !text.empty() && text.find_first_not_of('-') == text.npos;
  }
  static bool has_number(std::string_view text) {
    return text.find_first_of("0123456789") != text.npos;
  }

  // "Output (100 million yuan)": the bracket at the end of a name holds its unit.
  void take_unit_from_name() {
    std::string folded = fold(name_);
    while (!folded.empty() && (folded.back() == '*' || folded.back() == ' ')) folded.pop_back();
    if (folded.empty() || folded.back() != ')') return;
    const std::size_t open = folded.rfind('(');
    if (open == std::string::npos || open == 0) return;
    std::string inner = folded.substr(open + 1, folded.size() - open - 2);
    std::string_view unit = inner;
    if (const Word* magnitude = grammar_.words("magnitude").longest_at(unit, 0)) {
      unit.remove_prefix(magnitude->text.size());
    }
    const bool rate = inner.find('/') != inner.npos && inner.find_first_of("0123456789") == 0;
    const bool known = rate || grammar_.words("unit").longest_at(unit, 0) != nullptr;
    const bool multiplied = unit.size() < inner.size();
    if (!known && (!multiplied || !unit_.empty())) return;
    if (unit_.empty()) unit_ = inner;
    // The same place in the unfolded name: brackets are one character in both.
    std::size_t at = name_.size();
    while (at > 0) {
      std::size_t before = at;
      const char32_t c = fold_char(previous_char(name_, before));
      at = before;
      if (c == '(') break;
    }
    name_.resize(at);
    name_.resize(skip_blanks_back(name_, name_.size()));
  }

  // A serial number before the name.
  void strip_number() {
    std::size_t digits = 0;
    while (digits < name_.size() && is_ascii_digit(static_cast<unsigned char>(name_[digits]))) {
      ++digits;
    }
    if (digits == 0 || digits > 3 || digits == name_.size()) return;
    std::size_t at = digits;
    const char32_t c = next_char(name_, at);
    if (c == '.' || c == 0xFF0E || c == 0x3001 || c == ' ') {
      name_.erase(0, at);
    } else if (is_han(c) && grammar_.words("unit").longest_at(name_, digits) == nullptr) {
      name_.erase(0, digits);
    }
  }

  void add(std::uint32_t r, std::uint32_t c, const std::vector<Cell>& cells, const Column& column) {
    const Slice cell = cells[c].text;
    Folded folded;
    folded.assign(document_.text(cell));
    Target target;
    target.node = node_;
    target.rule = rule_;
    target.indicator = name_;
    target.category = category_;
    target.binding = binding_;
    target.field = Field::cell;
    target.row = r;
    target.column = c;
    set_status(&target, column);
    if (change_) set_change(folded.text, &target);
    read_value(folded, cell, &target);
    if (target.value.empty() && target.text_value.empty()) return;
    target.quote =
        std::string(document_.text(cells.front().text)) + " " + std::string(document_.text(cell));
    target.quote_span = {document_.source_of(cells.front().text).begin,
                         document_.source_of(cells.back().text).end};
    if (cells.front().text.empty()) target.quote_span.begin = cells[c].span.begin;
    if (!change_ && target.measure == Measure::level) set_measure(&target);
    document_.targets.push_back(std::move(target));
  }

  // Square brackets, and those of the same meaning that are bent, hold sums over the years.
  static bool is_bracketed(std::string_view text) {
    std::size_t at = 0;
    const char32_t c = text.empty() ? 0 : next_char(text, at);
    return c == '[' || c == 0x3014;
  }

  bool ends_with_growth(std::string_view name) const {
    return grammar_.words("growth").longest_at_end(fold(name)) != nullptr;
  }

  // Square brackets hold sums over the period of the plan, or of the one before it.
  void set_sum(Target* target) const {
    target->marks.push_back("[]");
    target->measure = Measure::increment;
    if (!plan_.start || !plan_.end) return;
    const int years = *plan_.end - *plan_.start + 1;
    const int shift = target->status == TargetStatus::actual ? years : 0;
    target->period = Period{PeriodKind::during, *plan_.start - shift, *plan_.end - shift, true};
  }

  // A column of yearly growth, or of sums over the period in square brackets.
  void set_change(const std::string& text, Target* target) const {
    target->inferred.clear();
    const bool sum = is_bracketed(text);
    target->measure = sum && !ends_with_growth(name_) ? Measure::increment : Measure::growth;
    target->status = TargetStatus::target;
    target->period = sum ? Period{PeriodKind::during, plan_.start, plan_.end, true}
                         : Period{PeriodKind::annual, {}, {}, true};
  }

  void set_status(Target* target, const Column& column) const {
    const Word* head = grammar_.words("column").longest_at_end(fold(column.name));
    const bool said = head != nullptr && head->value == name_of(ColumnRole::baseline);
    const bool planned = column.year && plan_.start && *column.year >= *plan_.start;
    const bool actual = said || (column.role == ColumnRole::baseline && !planned) ||
                        (column.year && plan_.start && !planned);
    const bool past = column.year && plan_.start && *column.year < *plan_.start;
    target->status = actual && (said || past || column.role != ColumnRole::target)
                         ? TargetStatus::actual
                         : TargetStatus::target;
    if (column.year) {
      Period period;
      period.kind = target->status == TargetStatus::actual ? PeriodKind::at : PeriodKind::by;
      if (period.kind == PeriodKind::at) period.start = column.year;
      period.end = column.year;
      target->period = period;
    } else if (target->status == TargetStatus::target && plan_.end) {
      target->period = Period{PeriodKind::by, {}, plan_.end, false};
      target->inferred.push_back("period");
    }
  }

  // A number with what stands around it, or words.
  void read_value(const Folded& folded, Slice cell, Target* target) {
    std::string text = folded.text;
    target->marks = name_marks_;
    if (!change_ && is_bracketed(text)) set_sum(target);
    for (const char c : text) {
      if (c == '*') target->marks.push_back("*");
    }
    Quantities found;
    quantities_.scan(text, &found);
    const bool unit_elsewhere =
        found.figures.size() == 1 && found.figures.front().unit.empty() && !unit_.empty();
    if (found.figures.size() == 1 && !unit_elsewhere) {
      set_figure(found.figures.front(), folded, cell, target);
      const Word* relative = grammar_.words("compare").longest_at(text, 0);
      if (relative != nullptr && relative->value == "level") {
        target->op = op_named(relative_op(relative->text)).value_or(target->op);
        target->relative_to =
            text.substr(relative->text.size(), found.figures.front().from - relative->text.size());
      }
      return;
    }
    if (bare_number(text, folded, cell, target)) return;
    if (found.figures.empty() && has_han(text)) {
      target->text_value = document_.text(cell);
      target->at = {0, cell.size()};
      target->span = document_.source_of(cell);
      const Word* relative = grammar_.words("compare").longest_at(text, 0);
      if (relative != nullptr && relative->value == "level") {
        target->op = op_named(relative_op(relative->text)).value_or(Op::eq);
        target->relative_to = text.substr(relative->text.size());
      }
    }
  }

  std::string_view relative_op(std::string_view word) const {
    const Word* op = grammar_.words("op_before").exact(word);
    return op != nullptr ? std::string_view(op->value) : std::string_view("gt");
  }

  static bool has_han(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      if (is_han(next_char(text, at))) return true;
    }
    return false;
  }

  void set_figure(const Quantity& q, const Folded& folded, Slice cell, Target* target) const {
    static_cast<Figure&>(*target) = q;
    target->at = {folded.back[q.begin], folded.back[q.end]};
    target->span = document_.source_of(
        Slice{cell.begin + folded.back[q.begin], cell.begin + folded.back[q.end]});
  }

  // A number whose unit stands in the row's head: it is read as if the unit stood behind it.
  bool bare_number(const std::string& text, const Folded& folded, Slice cell, Target* target) {
    std::size_t begin = text.find_first_of("0123456789");
    if (begin == std::string::npos) return false;
    std::size_t end = begin;
    while (end < text.size() &&
           std::string_view("0123456789.,-~").find(text[end]) != std::string_view::npos) {
      ++end;
    }
    while (end > begin && !is_ascii_digit(static_cast<unsigned char>(text[end - 1]))) --end;
    const std::string after = text.substr(end);
    // Growth is in per cent, whatever the unit of what grows.
    const bool growth = change_ && target->measure == Measure::growth && !is_bracketed(text);
    const std::string unit = growth ? "%" : unit_;
    // A unit that begins with a number of its own is none of the lexicon.
    const bool printed = !unit.empty() && is_ascii_digit(static_cast<unsigned char>(unit[0]));
    const std::string read =
        text.substr(0, end) + (printed || unit.empty() ? "%" : unit) + without_marks(after);
    Quantities found;
    quantities_.scan(read, &found);
    Quantity q;
    if (found.figures.size() == 1 && found.figures.front().begin < end) {
      q = found.figures.front();
    } else {  // an unknown unit is kept as printed
      q.value = text.substr(begin, end - begin);
      std::erase(q.value, ',');
      if (q.value.find_first_not_of("0123456789.") != std::string::npos) return false;
      q.number = q.value;
      q.unit = unit;
    }
    if (unit.empty()) {
      q.unit.clear();
      q.base_unit.clear();
      q.dimension.clear();
    } else {
      target->inferred.push_back("unit");
      if (printed) {
        q.unit = q.base_unit = unit;
        q.dimension = "rate";
      }
    }
    if (begin > 0 && text[begin - 1] == '-' && q.value.starts_with('-')) --begin;
    q.begin = static_cast<std::uint32_t>(begin);
    q.end = static_cast<std::uint32_t>(end);
    set_figure(q, folded, cell, target);
    return true;
  }

  static std::string without_marks(std::string text) {
    std::erase_if(text, [](char c) { return c == '*' || c == '[' || c == ']' || c == ' '; });
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
      const char32_t c = next_char(text, at);
      if (c != 0x3014 && c != 0x3015) append_char(out, c);
    }
    return out;
  }

  void set_measure(Target* target) const {
    const std::string name = fold(target->indicator);
    if (ends_with_growth(name)) {
      target->measure = Measure::growth;
    } else if (target->dimension == "ratio" ||
               (target->dimension.empty() &&
                grammar_.words("share").longest_at_end(name) != nullptr)) {
      target->measure = Measure::share;
    } else if (target->op == Op::rank) {
      target->measure = Measure::rank;
    } else if (grammar_.words("increment").longest_at(name, 0) != nullptr) {
      target->measure = Measure::increment;
    }
  }

  Document& document_;
  std::uint32_t node_;
  const Plan& plan_;
  const Table& table_;
  const Grammar& grammar_;
  const QuantityReader& quantities_;
  std::uint16_t rule_;
  std::string name_, unit_, category_;
  std::vector<std::string> name_marks_;
  std::optional<bool> binding_;
  std::vector<std::vector<std::uint32_t>> grid_;  // of a table with merged cells
  bool change_ = false;                           // the column holds growth or sums
};

}  // namespace

bool is_change_column(const Column& column, const Grammar& grammar) {
  if (column.year) return false;
  const std::string name = fold(column.name);
  const Word* head = grammar.words("column").longest_at(name, 0);
  if (head == nullptr || head->value != "change") return false;
  const std::size_t end = head->text.size();
  return end == name.size() || std::string_view("[(/%").find(name[end]) != std::string_view::npos;
}

void read_table_targets(Document* document, std::uint32_t node, const Grammar& grammar,
                        const QuantityReader& quantities, std::uint16_t rule) {
  Reader(document, node, grammar, quantities, rule).run();
}

}  // namespace gangmu
