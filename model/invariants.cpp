// check_invariants(): what document.h promises, as code. Called after every stage in tests and when
// fuzzing; not fast, but linear.
#include <algorithm>
#include <functional>
#include <map>

#include "model/document.h"

namespace gangmu {

namespace {

// Collects breaches; each kind of breach is told a few times only, or a broken offset would fill
// the screen.
class Report {
 public:
  void add(std::string what, const std::string& where) {
    constexpr int kEnough = 5;
    const auto count = ++counts_[what];
    if (count <= kEnough) lines_.push_back(where + ": " + what);
  }
  void expect(bool holds, const char* what, const std::string& where) {
    if (!holds) add(what, where);
  }
  std::vector<std::string> take() { return std::move(lines_); }

 private:
  std::map<std::string, int> counts_;
  std::vector<std::string> lines_;
};

// In order, inside the text and on boundaries of characters.
template <typename Range>
bool fits(Range range, std::string_view text) {
  return range.begin <= range.end && range.end <= text.size() && !inside_char(text, range.begin) &&
         !inside_char(text, range.end);
}

bool inside(Span inner, Span outer) { return inner.begin >= outer.begin && inner.end <= outer.end; }

// "12", "-3.50"; an empty string is null.
bool is_decimal(std::string_view number) {
  if (number.empty()) return true;
  if (number.front() == '-') number.remove_prefix(1);
  const auto point = number.find('.');
  const auto digits = [](std::string_view part) {
    return !part.empty() && std::all_of(part.begin(), part.end(), [](char c) {
      return is_ascii_digit(static_cast<unsigned char>(c));
    });
  };
  if (point == std::string_view::npos) return digits(number);
  return digits(number.substr(0, point)) && digits(number.substr(point + 1));
}

// "1/3"; an empty string is null.
bool is_fraction(std::string_view exact) {
  if (exact.empty()) return true;
  const auto slash = exact.find('/');
  return slash != std::string_view::npos && slash > 0 && slash + 1 < exact.size() &&
         is_decimal(exact.substr(0, slash)) && is_decimal(exact.substr(slash + 1));
}

class Checker {
 public:
  explicit Checker(const Document& document) : d_(document) {}

  std::vector<std::string> run() {
    if (!check_texts()) return report_.take();
    check_plans();
    check_tree();
    for (std::uint32_t i = 0; i < d_.nodes.size(); ++i) check_node(i);
    check_tables();
    check_targets();
    check_records();
    check_goals_and_names();
    check_furniture_and_diagnostics();
    if (slices_fit_) check_coverage();
    return report_.take();
  }

 private:
  static std::string node_name(std::uint32_t i) { return "node " + std::to_string(i); }
  std::string line_name(Offset offset) const {
    return "line " + std::to_string(d_.source.line_of(offset));
  }

  // The source, the cleaned text and the way between them. False: nothing else can be looked at.
  bool check_texts() {
    const Source& source = d_.source;
    report_.expect(source.text.find('\r') == std::string::npos, "a CR in the text view", "source");
    report_.expect(valid_utf8(source.text), "the text view is no valid UTF-8", "source");
    report_.expect(valid_utf8(d_.clean), "the clean text is no valid UTF-8", "clean");
    const bool lines_hold = !source.lines.empty() && source.lines.front() == 0 &&
                            ascending(source.lines) && source.lines.back() <= source.text.size();
    report_.expect(lines_hold, "lines do not ascend from 0", "source");
    bool runs_hold = d_.clean.empty() || (!d_.runs.empty() && d_.runs[0].clean == 0);
    report_.expect(runs_hold, "runs do not start with the clean text", "runs");
    for (std::size_t i = 0; i < d_.runs.size(); ++i) {
      const Run& run = d_.runs[i];
      const std::string where = "run " + std::to_string(i);
      const bool ordered = i == 0 || d_.runs[i - 1].clean < run.clean;
      const bool placed = run.clean <= d_.clean.size() && run.source <= source.text.size() &&
                          !inside_char(d_.clean, run.clean) &&
                          !inside_char(source.text, run.source);
      report_.expect(ordered, "runs do not ascend", where);
      report_.expect(placed, "a run is out of its text or within a character", where);
      runs_hold = runs_hold && ordered && placed;
    }
    return runs_hold && lines_hold && valid_utf8(source.text) && valid_utf8(d_.clean);
  }

  static bool ascending(const std::vector<Offset>& offsets) {
    return std::adjacent_find(offsets.begin(), offsets.end(), std::greater_equal<>()) ==
           offsets.end();
  }

  static bool valid_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t begin = at;
      const char32_t c = next_char(text, at);
      const std::size_t length = c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
      const bool surrogate = c >= 0xD800 && c <= 0xDFFF;
      if (at - begin != length || surrogate || c > 0x10FFFF) return false;
    }
    return true;
  }

  void check_plans() {
    std::uint32_t next = 0;
    for (std::size_t i = 0; i < d_.plans.size(); ++i) {
      const Plan& plan = d_.plans[i];
      const std::string where = "plan " + std::to_string(i);
      report_.expect(plan.first_node == next && plan.last_node >= plan.first_node,
                     "its nodes do not follow those of the plan before", where);
      next = plan.last_node;
      check_own(plan.title, plan.span, "its span is not that of its title", where);
      check_own(plan.label, plan.label_span, "its label's span is not that of its label", where);
      report_.expect(!plan.start || !plan.end || *plan.start <= *plan.end,
                     "its period ends before it starts", where);
      const PlanFacts& facts = plan.facts;
      for (const auto* fact : {&facts.issuer, &facts.doc_number, &facts.date, &facts.region}) {
        if (*fact) check_span((*fact)->span, where);
      }
      for (const Fact& fact : facts.addressees) check_span(fact.span, where);
    }
    report_.expect(next == d_.nodes.size(), "plans do not own all nodes", "plans");
  }

  // Parents, ends, depths and zones, by one pass with the open ancestors in hand.
  void check_tree() {
    for (std::uint32_t p = 0; p < d_.plans.size(); ++p) {
      const Plan& plan = d_.plans[p];
      if (plan.first_node > plan.last_node || plan.last_node > d_.nodes.size()) return;
      std::vector<std::uint32_t> open;
      Zone zone = Zone::front;
      for (std::uint32_t i = plan.first_node; i < plan.last_node; ++i) {
        const Node& node = d_.nodes[i];
        while (!open.empty() && d_.nodes[open.back()].end <= i) open.pop_back();
        const std::uint32_t limit = open.empty() ? plan.last_node : d_.nodes[open.back()].end;
        const std::uint32_t parent = open.empty() ? kNone : open.back();
        report_.expect(node.end > i && node.end <= limit, "its descendants do not nest",
                       node_name(i));
        report_.expect(node.parent == parent, "its parent is another", node_name(i));
        report_.expect(node.depth == open.size() + 1, "its depth is wrong", node_name(i));
        report_.expect(node.plan == p, "its plan is another", node_name(i));
        if (open.empty()) {
          report_.expect(node.zone >= zone, "zones are not in the order front, body, back",
                         node_name(i));
          zone = node.zone;
        }
        open.push_back(i);
      }
    }
  }

  bool check_span(Span span, const std::string& where) {
    const bool holds = fits(span, d_.source.text);
    report_.expect(holds, "a span is out of the text or within a character", where);
    return holds;
  }

  bool check_slice(Slice slice, const std::string& where) {
    const bool holds = fits(slice, d_.clean);
    report_.expect(holds, "a slice is out of the clean text or within a character", where);
    slices_fit_ = slices_fit_ && holds;
    return holds;
  }

  // A slice with a span of its own, which must be the slice's place in the source.
  void check_own(Slice slice, Span span, const char* what, const std::string& where) {
    const bool holds = check_slice(slice, where) & check_span(span, where);
    if (holds && !slice.empty()) report_.expect(span == d_.source_of(slice), what, where);
  }

  void check_node(std::uint32_t i) {
    const Node& node = d_.nodes[i];
    const std::string where = node_name(i);
    bool holds = check_span(node.span, where);
    for (const Slice slice : {node.marker, node.title, node.close, node.text}) {
      holds = check_slice(slice, where) && holds;
    }
    report_.expect(node.rule < d_.rules.size(), "its rule is none of the document's", where);
    report_.expect(node.number >= -1, "its number is negative", where);
    const bool headed = !node.title.empty() || !node.marker.empty();
    report_.expect(!node.run_in || (headed && !node.text.empty()),
                   "run in without a heading and a text", where);
    report_.expect(node.table == kNone || node.table < d_.tables.size(), "its table does not exist",
                   where);
    report_.expect(node.table == kNone || node.kind == NodeKind::table,
                   "it has a table but is none", where);
    if (!holds) return;
    check_clauses(node, where);
    check_node_span(node, where);
  }

  void check_clauses(const Node& node, const std::string& where) {
    Offset before = node.text.begin;
    for (const Clause& clause : node.clauses) {
      const bool holds = clause.range.end <= node.text.end && clause.range.begin >= before &&
                         fits(clause.range, d_.clean) && fits(clause.marker, d_.clean) &&
                         clause.marker.begin >= clause.range.begin &&
                         clause.marker.end <= clause.range.end;
      report_.expect(holds, "its clauses do not lie in order within its text", where);
      before = clause.range.end;
    }
  }

  // All that a node itself prints: its fields, and the cells of its table.
  std::vector<Slice> fields_of(const Node& node) const {
    std::vector<Slice> fields = {node.marker, node.title, node.close, node.text};
    if (node.table < d_.tables.size()) {
      for (const auto& row : d_.tables[node.table].rows) {
        for (const Cell& cell : row) fields.push_back(cell.text);
      }
    }
    std::erase_if(fields, [](Slice slice) { return slice.empty(); });
    return fields;
  }

  void check_node_span(const Node& node, const std::string& where) {
    Span all{static_cast<Offset>(d_.source.text.size()), 0};
    for (const Slice field : fields_of(node)) {
      if (!fits(field, d_.clean)) return;  // a cell, told by check_tables()
      const Span span = d_.source_of(field);
      all = {std::min(all.begin, span.begin), std::max(all.end, span.end)};
    }
    if (all.begin < all.end) {
      report_.expect(node.span == all, "its span is not that of its own fields", where);
    }
  }

  void check_tables() {
    std::vector<int> uses(d_.tables.size(), 0);
    for (const Node& node : d_.nodes) {
      if (node.table < d_.tables.size()) ++uses[node.table];
    }
    for (std::size_t i = 0; i < d_.tables.size(); ++i) {
      const Table& table = d_.tables[i];
      const std::string where = "table " + std::to_string(i);
      report_.expect(uses[i] == 1, "it does not belong to exactly one node", where);
      report_.expect(table.header_rows <= table.rows.size(), "more header rows than rows", where);
      for (const Group& group : table.groups) {
        report_.expect(group.row < table.rows.size(), "a group of a row that is none", where);
      }
      for (const auto& row : table.rows) {
        for (const Cell& cell : row) {
          check_own(cell.text, cell.span, "a cell's span is not that of its text", where);
          report_.expect(cell.row_span > 0 && cell.column_span > 0, "a cell spans nothing", where);
        }
      }
    }
  }

  // The clean text of the field that a target stands in; nullopt when there is no such field.
  std::optional<Slice> field_of(const Target& target) const {
    const Node& node = d_.nodes[target.node];
    if (target.field == Field::title) return node.title;
    if (target.field == Field::text) return node.text;
    if (node.table >= d_.tables.size()) return std::nullopt;
    const auto& rows = d_.tables[node.table].rows;
    if (target.row >= rows.size() || target.column >= rows[target.row].size()) return std::nullopt;
    return rows[target.row][target.column].text;
  }

  // Records stand at nodes, within the source, and say what it prints.
  void check_records() {
    const auto check = [&](std::uint32_t node, Span span, std::uint16_t rule,
                           const std::string& where) {
      report_.expect(node < d_.nodes.size(), "its node does not exist", where);
      report_.expect(!span.empty() && fits(span, d_.source.text), "its span is none", where);
      report_.expect(rule < d_.rules.size(), "its rule is none of the document's", where);
    };
    for (std::size_t i = 0; i < d_.references.size(); ++i) {
      const Reference& reference = d_.references[i];
      const std::string where = "reference " + std::to_string(i);
      check(reference.node, reference.span, reference.rule, where);
      report_.expect(without_blanks(reference.quote).find(reference.title) != std::string::npos,
                     "its title is not in its quote", where);
    }
    for (std::size_t i = 0; i < d_.duties.size(); ++i) {
      const Duty& duty = d_.duties[i];
      const std::string where = "duty " + std::to_string(i);
      check(duty.node, duty.span, duty.rule, where);
      report_.expect(!duty.bodies.empty(), "it charges nobody", where);
      const Node& node = d_.nodes[duty.node];
      const bool printed =
          d_.text(node.title).find(duty.deadline_words) != std::string_view::npos ||
          d_.text(node.text).find(duty.deadline_words) != std::string_view::npos;
      report_.expect(duty.deadline_words.empty() || (duty.deadline && printed),
                     "its deadline is not in its words", where);
      for (const std::string& body : duty.bodies) {
        report_.expect(duty.quote.find(body) != std::string::npos, "a body is not in its quote",
                       where);
      }
    }
  }

  // Whether the parts of `words` between blanks stand in the text, one behind the other.
  static bool stand_in(std::string_view text, std::string_view words) {
    std::size_t from = 0;
    while (!words.empty()) {
      const std::size_t blank = words.find(' ');
      const std::string_view part = words.substr(0, blank);
      const std::size_t at = text.find(part, from);
      if (at == text.npos) return false;
      from = at + part.size();
      words.remove_prefix(blank == words.npos ? words.size() : blank + 1);
    }
    return true;
  }

  // The sentence tells each of its times; a heading at or above it the one that is inherited.
  bool tells_deadline(const Task& task) const {
    if (task.deadline_words.empty()) return true;
    if (!task.deadline) return false;
    if (task.deadline->stated) return stand_in(d_.text(task.at), task.deadline_words);
    for (std::uint32_t i = task.node; i < d_.nodes.size(); i = d_.nodes[i].parent) {
      if (stand_in(d_.text(d_.nodes[i].title), task.deadline_words)) return true;
      if (stand_in(d_.text(d_.nodes[i].text), task.deadline_words)) return true;
    }
    return false;
  }

  void check_goals_and_names() {
    const auto check = [&](std::uint32_t node, Span span, const std::string& where) {
      report_.expect(node < d_.nodes.size(), "its node does not exist", where);
      report_.expect(!span.empty() && fits(span, d_.source.text), "its span is none", where);
    };
    for (std::size_t i = 0; i < d_.goals.size(); ++i) {
      const std::string where = "goal " + std::to_string(i);
      check(d_.goals[i].node, d_.goals[i].span, where);
      report_.expect(!d_.goals[i].text.empty(), "it says nothing", where);
    }
    for (std::size_t i = 0; i < d_.names.size(); ++i) {
      const Name& name = d_.names[i];
      const std::string where = "name " + std::to_string(i);
      check(name.node, name.span, where);
      report_.expect(!name.core.empty() && name.name.find(name.core) != std::string::npos,
                     "its core is not in it", where);
      if (name.node < d_.nodes.size()) check_cells(name, where);
    }
    for (std::size_t i = 0; i < d_.tasks.size(); ++i) {
      const Task& task = d_.tasks[i];
      const std::string where = "task " + std::to_string(i);
      check(task.node, task.span, where);
      report_.expect(fits(task.at, d_.clean), "its text is none", where);
      report_.expect(tells_deadline(task), "its deadline is not in its words", where);
    }
  }

  // What is told of a work in a table stands in its row, else in the text of its node.
  void check_cells(const Name& name, const std::string& where) {
    const std::uint32_t table = d_.nodes[name.node].table;
    const auto* rows = table < d_.tables.size() ? &d_.tables[table].rows : nullptr;
    if (name.row == kNone) {
      const std::string_view text = d_.text(d_.nodes[name.node].text);
      for (const std::string* told :
           {&name.place, &name.host, &name.investment, &name.years, &name.bodies}) {
        report_.expect(text.find(*told) != text.npos, "what it tells is not in its text", where);
      }
      return;
    }
    if (rows == nullptr || name.row >= rows->size() || name.column >= (*rows)[name.row].size()) {
      report_.expect(false, "its cell does not exist", where);
      return;
    }
    for (const std::string* told :
         {&name.place, &name.host, &name.investment, &name.years, &name.bodies}) {
      const auto& row = (*rows)[name.row];
      report_.expect(told->empty() || std::any_of(row.begin(), row.end(),
                                                  [&](const Cell& cell) {
                                                    return !cell.text.empty() &&
                                                           told->starts_with(d_.text(cell.text));
                                                  }),
                     "what it tells is not in its row", where);
    }
  }

  void check_targets() {
    for (std::uint32_t i = 0; i < d_.targets.size(); ++i) {
      const Target& target = d_.targets[i];
      const std::string where = "target " + std::to_string(i);
      for (const std::uint32_t other : {target.baseline, target.part_of}) {
        report_.expect(other == kNone || (other < d_.targets.size() && other != i),
                       "it points at a target that is none", where);
      }
      for (const auto* number :
           {&target.value, &target.value_high, &target.number, &target.number_high}) {
        report_.expect(is_decimal(*number), "a number that is no decimal string", where);
      }
      report_.expect(is_fraction(target.exact), "an exact value that is no fraction", where);
      report_.expect(target.rule < d_.rules.size(), "its rule is none of the document's", where);
      report_.expect(!target.period || !target.period->start || !target.period->end ||
                         *target.period->start <= *target.period->end,
                     "its period ends before it starts", where);
      const bool spans_fit = check_span(target.span, where) & check_span(target.quote_span, where);
      if (target.node < d_.nodes.size()) {
        check_place(target, spans_fit, where);
      } else {
        report_.add("its node does not exist", where);
      }
    }
  }

  void check_place(const Target& target, bool spans_fit, const std::string& where) {
    const std::optional<Slice> field = field_of(target);
    if (!field) return report_.add("its cell does not exist", where);
    if (!fits(*field, d_.clean)) return;
    if (!fits(target.at, d_.text(*field))) {
      return report_.add("it lies out of its field or within a character", where);
    }
    if (!spans_fit || target.at.empty()) return;
    const Slice at = {field->begin + target.at.begin, field->begin + target.at.end};
    report_.expect(target.span == d_.source_of(at), "its span is not that of its figure", where);
    report_.expect(target.quote_span.empty() || inside(target.span, target.quote_span),
                   "its quote does not hold its figure", where);
  }

  void check_furniture_and_diagnostics() {
    for (std::size_t i = 0; i < d_.furniture.size(); ++i) {
      check_own(d_.furniture[i].text, d_.furniture[i].span, "its span is not that of its text",
                "furniture " + std::to_string(i));
    }
    for (std::size_t i = 0; i < d_.diagnostics.size(); ++i) {
      check_span(d_.diagnostics[i].span, "diagnostic " + std::to_string(i));
    }
  }

  // Counts for each visible character of the source how often a slice prints it.
  void check_coverage() {
    std::vector<std::uint8_t> seen(d_.source.text.size(), 0);
    for (const Plan& plan : d_.plans) {
      mark(plan.label, seen);
      mark(plan.title, seen);
    }
    for (const Node& node : d_.nodes) {
      for (const Slice field : fields_of(node)) mark(field, seen);
    }
    for (const Furniture& piece : d_.furniture) mark(piece.text, seen);
    for (std::size_t at = 0; at < d_.source.text.size();) {
      const auto begin = static_cast<Offset>(at);
      const char32_t c = next_char(d_.source.text, at);
      if (is_blank(c) || seen[begin] == 1) continue;
      report_.add(seen[begin] == 0 ? "a visible character stands nowhere"
                                   : "a visible character stands more than once",
                  line_name(begin) + ", offset " + std::to_string(begin));
    }
  }

  void mark(Slice slice, std::vector<std::uint8_t>& seen) {
    for (std::size_t at = slice.begin; at < slice.end;) {
      const auto begin = static_cast<Offset>(at);
      const char32_t c = next_char(d_.clean, at);
      if (is_blank(c)) continue;
      const Offset source = d_.source_of(begin);
      std::size_t after = source;
      const char32_t printed =
          source < d_.source.text.size() ? next_char(d_.source.text, after) : 0;
      // Radicals are the only characters that are replaced.
      const bool same = printed == c || (is_han(printed) && fold_char(printed) == c);
      if (!same) {
        report_.add("a character differs from the one it stands for", line_name(source));
      } else if (seen[source] < 2) {
        ++seen[source];
      }
    }
  }

  const Document& d_;
  Report report_;
  bool slices_fit_ = true;
};

}  // namespace

std::vector<std::string> check_invariants(const Document& document) {
  return Checker(document).run();
}

}  // namespace gangmu
