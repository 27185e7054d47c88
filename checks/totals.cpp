// Totals of tables, figures without a unit, marks without a note.
#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "checks/amount.h"
#include "checks/arithmetic.h"
#include "checks/fields.h"
#include "checks/figures.h"
#include "parser/numeral.h"

namespace gangmu {

namespace {

// A table's column of numbers and what its last or first row says of their sum.
class TotalCheck {
 public:
  TotalCheck(const Checked& in, const Node& node, Findings* findings)
      : in_(in), table_(in.document.tables[node.table]), findings_(findings) {}

  void run() {
    const WordTable& words = in_.grammar.words("check_total");
    std::vector<std::size_t> totals;
    for (std::size_t r = table_.header_rows; r < table_.rows.size(); ++r) {
      if (table_.rows[r].empty()) continue;
      const Word* word = words.exact(without_blanks(fold(text_of(table_.rows[r][0]))));
      if (word == nullptr) continue;
      if (!word->value.empty()) return;  // parts of parts: what adds up to what is not told
      totals.push_back(r);
    }
    const bool one = totals.size() == 1 && table_.groups.empty();
    const bool outer =
        one && (totals[0] == table_.header_rows || totals[0] + 1 == table_.rows.size());
    if (outer && is_plain(totals[0])) check_columns(totals[0]);
  }

 private:
  std::string_view text_of(const Cell& cell) const { return in_.document.text(cell.text); }

  // Nothing is merged below the head, and all rows are as long as the first, but that the total may
  // lack cells at its begin: it has no serial number.
  bool is_plain(std::size_t total) const {
    const std::size_t head = table_.header_rows;
    if (head == 0 || table_.rows.size() < head + 3) return false;
    const std::size_t width = table_.rows[total == head ? head + 1 : head].size();
    for (std::size_t r = head; r < table_.rows.size(); ++r) {
      const std::size_t size = table_.rows[r].size();
      if (r == total ? size > width || size + 1 < width : size != width) return false;
      for (const Cell& cell : table_.rows[r]) {
        if (cell.row_span != 1 || (r != total && cell.column_span != 1)) return false;
      }
    }
    return true;
  }

  // A total has no serial number, so its row may lack that cell; an empty one shows that none is
  // lacking there.
  std::size_t lacks_at_begin(std::size_t total, std::size_t first) const {
    const std::vector<Cell>& row = table_.rows[total];
    const bool whole = std::none_of(row.begin(), row.end(),
                                    [&](const Cell& cell) { return text_of(cell).empty(); });
    const bool serial = amount_in(text_of(table_.rows[first][0])).has_value();
    return whole && serial ? table_.rows[first].size() - row.size() : 0;
  }

  void check_columns(std::size_t total) {
    constexpr double kRounded = 0.6;  // of a step, for the root of the number of rows
    const std::size_t first = table_.header_rows == total ? total + 1 : table_.header_rows;
    const std::size_t width = table_.rows[first].size();
    const std::size_t lacks = lacks_at_begin(total, first);
    for (std::size_t t = 1; t < table_.rows[total].size(); ++t) {
      const std::size_t c = t + lacks;
      const Cell& cell = table_.rows[total][t];
      const auto said = amount_in(text_of(cell));
      if (!said) continue;
      double sum = 0, steps = said->step / 2;
      std::size_t rows = 0;
      bool all = true;
      for (std::size_t r = table_.header_rows; r < table_.rows.size(); ++r) {
        if (r == total) continue;
        const auto amount = amount_in(text_of(table_.rows[r][c]));
        all = amount.has_value();
        if (!all) break;
        sum += amount->value;
        steps += amount->step / 2;
        ++rows;
      }
      const double off = std::abs(sum - said->value);
      const double likely = kRounded * said->step * std::sqrt(static_cast<double>(rows + 1));
      if (!all || off <= (said->step < 1 ? likely : 0.5)) continue;
      // Rounding of every row in one direction could make it.
      const bool certain = lacks == 0 && (said->step >= 1 || off > steps * (1 + 1e-9));
      const bool named = table_.columns.size() == width;
      const std::string name = named ? table_.columns[c].name : "";
      const Cell& top = table_.rows[first][c];
      findings_->add(certain ? Check::table_total : Check::parts_sum,
                     {name, short_number(sum, 4), std::string(text_of(cell))},
                     {in_.side(top.span, std::string(text_of(top))),
                      in_.side(cell.span, std::string(text_of(cell)))});
    }
  }

  const Checked& in_;
  const Table& table_;
  Findings* findings_;
};

}  // namespace

void check_totals(const Checked& in, Findings* findings) {
  for (const Node& node : in.document.nodes) {
    if (node.table != kNone) TotalCheck(in, node, findings).run();
  }
}

void check_units(const Checked& in, Findings* findings) {
  const WordTable& bare = in.grammar.words("check_bare_unit");
  const WordTable& grades = in.grammar.words("unit_grade");
  struct Rows {
    std::size_t rows = 0;
    std::vector<const Target*> without;
    std::uint32_t last = kNone;
  };
  std::map<std::uint32_t, Rows> tables;
  for (const Target& target : in.document.targets) {
    const std::string_view printed =
        std::string_view(in.document.source.text).substr(target.span.begin, target.span.size());
    const bool grade = grades.longest_at_end(fold(printed)) != nullptr;
    if (bare.exact(fold(target.unit)) != nullptr && target.field != Field::cell && !grade) {
      findings->add(Check::unit_missing, {figure_sign(target)}, {in.side(target)});
    }
    if (target.field != Field::cell || target.value.empty()) continue;
    Rows& table = tables[target.node];
    if (table.last == target.row) continue;
    table.last = target.row;
    ++table.rows;
    if (target.unit.empty()) table.without.push_back(&target);
  }
  constexpr std::size_t kFewest = 5;  // rows, of which one in so many may lack a unit
  const WordTable& unitless = in.grammar.words("check_unitless");
  std::size_t at = 0;
  for (const auto& [node, table] : tables) {
    if (table.rows < kFewest || table.without.size() * kFewest > table.rows) continue;
    for (const Target* target : table.without) {
      if (unitless.find(fold(target->indicator), 0, &at) != nullptr) continue;
      findings->add(Check::table_unit, {target->indicator}, {in.side(*target)});
    }
  }
}

namespace {

constexpr std::string_view kMark = "*";

// The cell of the figure's row in which the mark is printed.
Finding::Side mark_side(const Checked& in, const Target& target) {
  const std::uint32_t table = in.document.nodes[target.node].table;
  if (table == kNone || target.row >= in.document.tables[table].rows.size()) return in.side(target);
  for (const Cell& cell : in.document.tables[table].rows[target.row]) {
    const std::string_view text = in.document.text(cell.text);
    const bool marked = text.find(kMark) != text.npos;
    if (marked && cell.span.begin <= target.span.begin && target.span.end <= cell.span.end) break;
    if (marked) return in.side(cell.span, std::string(text));
  }
  return in.side(target);
}

}  // namespace

void check_notes(const Checked& in, Findings* findings) {
  constexpr std::size_t kMostShown = 6;
  const auto& nodes = in.document.nodes;
  std::map<std::uint32_t, std::vector<const Target*>> marked;  // by table
  for (const Target& target : in.document.targets) {
    const bool has =
        std::find(target.marks.begin(), target.marks.end(), kMark) != target.marks.end();
    if (has) marked[target.node].push_back(&target);
  }
  std::vector<bool> explained(in.document.plans.size(), marked.empty());
  for (std::size_t i = 0; i < nodes.size() && !marked.empty(); ++i) {
    const bool note = nodes[i].kind == NodeKind::note || nodes[i].kind == NodeKind::paragraph;
    if (note && in.document.text(nodes[i].text).find(kMark) != std::string_view::npos) {
      explained[nodes[i].plan] = true;
    }
  }
  for (const auto& [table, targets] : marked) {
    if (explained[nodes[table].plan]) continue;
    std::vector<Finding::Side> sides;
    std::uint32_t row = kNone;
    for (const Target* target : targets) {
      if (sides.size() < kMostShown && target->row != row) sides.push_back(mark_side(in, *target));
      row = target->row;
    }
    const std::string first = sides.front().quote;
    findings->add(Check::mark_unexplained, {first}, std::move(sides));
  }
}

}  // namespace gangmu
