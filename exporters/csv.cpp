#include "exporters/csv.h"

#include <algorithm>
#include <array>

#include "exporters/described.h"
#include "exporters/figure_words.h"
#include "exporters/ids.h"
#include "exporters/json_writer.h"
#include "exporters/utf8.h"

namespace gangmu {

namespace {

using Cells = std::vector<std::string>;

// A document with what its rows need.
struct Context {
  Context(const Document& from, const Words& shown)
      : document(from), words(shown), in(from, shown, false, true), ids(from) {}
  const Document& document;
  const Words& words;
  Described in;
  Ids ids;
};

// Prints rows. Before the table's own columns stand the file and the plan where there are several,
// behind them the place.
class Rows {
 public:
  Rows(std::span<const Document> documents, const Words& words, Sink& sink)
      : words_(words), sink_(sink), files_(documents.size() > 1) {
    std::size_t plans = 0;
    for (const Document& document : documents) {
      plans += document.plans.size();
      paged_ = paged_ || !document.source.pages.empty();
    }
    plans_ = plans > 1 || files_;
  }

  void heads(std::span<const char* const> own) {
    columns_ = own.size();
    if (files_) cell(words_(msg("File")));
    if (plans_) cell(words_(msg("Plan")));
    for (const char* const head : own) cell(words_(head));
    if (paged_) cell(words_(msg("Page")));
    cell(words_(msg("Line")));
    end_row();
  }

  void add(Context& context, std::uint32_t plan, Span span, Cells cells) {
    cells.resize(columns_);
    if (files_) cell(context.document.source.name);
    if (plans_) cell(context.in.plan_title(plan));
    for (const std::string& text : cells) cell(text);
    const Place place = context.in.place(span);
    if (paged_) cell(place.page ? std::to_string(*place.page) : "");
    cell(std::to_string(place.lines.first));
    end_row();
  }

 private:
  void cell(std::string_view text) {
    if (!first_) sink_.put(',');
    first_ = false;
    sink_.write(csv_cell(text));
  }
  void end_row() {
    sink_.write("\r\n");
    first_ = true;
  }

  const Words& words_;
  Sink& sink_;
  const bool files_;
  bool plans_ = false, paged_ = false;
  std::size_t columns_ = 0;
  bool first_ = true;
};

std::string joined(const Cells& parts, std::string_view joint) {
  std::string text;
  for (const std::string& part : parts) text.append(text.empty() ? "" : joint).append(part);
  return text;
}

std::string year_text(const std::optional<int>& year) { return year ? std::to_string(*year) : ""; }

// ---- targets: a row a figure
// ---------------------------------------------------------------------

constexpr std::array kTargetHeads = {msg("ID"),
                                     msg("Status"),
                                     msg("Indicator of figure"),
                                     msg("Figure as printed"),
                                     msg("Operator"),
                                     msg("Value"),
                                     msg("Upper value"),
                                     msg("Unit"),
                                     msg("Measure"),
                                     msg("Converted value"),
                                     msg("Converted upper value"),
                                     msg("Converted unit"),
                                     msg("Direction"),
                                     msg("Relative to"),
                                     msg("Period"),
                                     msg("First year"),
                                     msg("Last year"),
                                     msg("Category"),
                                     msg("Nature"),
                                     msg("Marks"),
                                     msg("Inferred"),
                                     msg("Heading 1"),
                                     msg("Heading 2"),
                                     msg("Heading 3"),
                                     msg("Quote")};

std::string inferred_words(const Context& context, const Target& target) {
  Cells fields;
  for (const std::string& field : target.inferred) {
    fields.push_back(context.in.word("field ", field));
  }
  return joined(fields, context.words(msg("joint of a list")));
}

void add_targets(Rows& rows, Context& context) {
  const Described& in = context.in;
  const Words& words = context.words;
  for (std::uint32_t i = 0; i < context.document.targets.size(); ++i) {
    const Target& target = context.document.targets[i];
    const bool has_value = !target.value.empty() || !target.text_value.empty();
    const auto headings = in.headings(target.node);
    rows.add(context, context.document.nodes[target.node].plan, target.span,
             {context.ids.target(i),
              in.word("status ", name_of(target.status)),
              target.indicator,
              in.printed(target.span),
              has_value ? operator_words(words, target.op) : "",
              target.value.empty() ? target.text_value : target.value,
              target.value_high,
              target.unit,
              measure_words(words, target),
              target.number,
              target.number_high,
              target.base_unit,
              target.falls ? std::string(words(msg("down"))) : "",
              target.relative_to,
              in.period(target),
              target.period ? year_text(target.period->start) : "",
              target.period ? year_text(target.period->end) : "",
              target.category,
              in.nature(target.binding),
              joined(target.marks, " "),
              inferred_words(context, target),
              headings[0],
              headings[1],
              headings[2],
              target.quote});
  }
}

// ---- indicators: the rows of the workbook's sheet
// ------------------------------------------------

constexpr std::array kIndicatorHeads = {
    msg("No."),       msg("Category"),   msg("Indicator"),   msg("Unit"),
    msg("Base year"), msg("Base value"), msg("Target year"), msg("Target value"),
    msg("Inferred"),  msg("Nature"),     msg("Measure"),     msg("Target as stated")};

// The year as a number, or in words where there are two or none.
std::string year_cell(const Described& in, const Target& target) {
  if (!target.period) return "";
  const std::optional<int> year = one_year(*target.period);
  return year ? std::to_string(*year) : in.period(target);
}

// Which of the years the text itself does not print.
std::string inferred_years(const Words& words, const Target* base, const Target& main) {
  Cells years;
  const auto add = [&](const Target* target, const char* head) {
    if (target != nullptr && target->period && !target->period->stated) {
      years.emplace_back(words(head));
    }
  };
  add(base, msg("Base year"));
  add(&main, msg("Target year"));
  return joined(years, words(msg("joint of a list")));
}

void add_indicators(Rows& rows, Context& context) {
  const Document& document = context.document;
  std::size_t ordinal = 0;
  for (const IndicatorRow& row : indicator_rows(document)) {
    const Target& main = document.targets[row.main];
    const Target* const base = row.base == kNone ? nullptr : &document.targets[row.base];
    rows.add(context, document.nodes[main.node].plan, main.span,
             {std::to_string(++ordinal), row.category, main.indicator, main.unit,
              base == nullptr ? "" : year_cell(context.in, *base),
              base == nullptr ? "" : base_words(context.words, *base, main),
              year_cell(context.in, main), value_words(context.words, main),
              inferred_years(context.words, base, main), context.in.nature(row.binding),
              measure_words(context.words, main), context.in.stated(row)});
  }
}

// ---- tasks: a row a paragraph that asks for something
// --------------------------------------------

constexpr std::array kTaskHeads = {
    msg("Task number"),        msg("Heading 1"),       msg("Heading 2"),      msg("Heading 3"),
    msg("Measure as printed"), msg("Aims in figures"), msg("Deadline"),       msg("Last year"),
    msg("Deadline from"),      msg("Leading bodies"),  msg("Helping bodies"), msg("Joint bodies")};

std::string last_year(const TaskRow& row) {
  std::optional<int> last;
  for (const Period& deadline : row.deadlines) {
    if (deadline.end && (!last || *deadline.end > *last)) last = deadline.end;
  }
  return year_text(last);
}

// The words that state it, those of the heading above marked so.
std::string deadline_from(const TaskRow& row, const Words& words) {
  if (row.deadlines.empty()) return {};
  if (row.deadline_words.empty()) return std::string(words(msg("inherited")));
  if (row.deadlines.front().stated) return row.deadline_words;
  return std::string(words(msg("of the heading"))) + fill(words(msg("(%1)")), {row.deadline_words});
}

void add_tasks(Rows& rows, Context& context) {
  const Document& document = context.document;
  const Described& in = context.in;
  const std::vector<std::string> keys = node_keys(document);
  for (const TaskRow& row : task_rows(document)) {
    const auto headings = in.headings(row.node);
    rows.add(context, document.nodes[row.node].plan, row.span,
             {keys[row.node], headings[0], headings[1], headings[2], in.measure(row), in.aims(row),
              in.deadlines(row), last_year(row), deadline_from(row, context.words),
              in.bodies(row.lead), in.bodies(row.support), in.bodies(row.joint)});
  }
}

// ---- references: documents in title marks
// --------------------------------------------------------

constexpr std::array kReferenceHeads = {
    msg("No."),   msg("Title of a document"), msg("Document number"), msg("Relation"),
    msg("Quote"), msg("Heading 1"),           msg("Heading 2"),       msg("Heading 3")};

void add_references(Rows& rows, Context& context) {
  std::size_t ordinal = 0;
  for (const Reference& reference : context.document.references) {
    const auto headings = context.in.headings(reference.node);
    rows.add(context, context.document.nodes[reference.node].plan, reference.span,
             {std::to_string(++ordinal), reference.title, reference.number,
              context.in.word("relation ", name_of(reference.relation)), reference.quote,
              headings[0], headings[1], headings[2]});
  }
}

// ---- nodes: the whole tree
// -----------------------------------------------------------------------

constexpr std::array kNodeHeads = {msg("ID"),      msg("Key"),  msg("Above"),
                                   msg("Level"),   msg("Kind"), msg("Marker"),
                                   msg("Heading"), msg("Part"), msg("Text")};

// A line a row, cells parted by tabs.
std::string table_text(const Document& document, const Table& table) {
  std::string text;
  for (const auto& row : table.rows) {
    if (!text.empty()) text += '\n';
    for (const Cell& cell : row) {
      if (&cell != &row.front()) text += '\t';
      text += document.text(cell.text);
    }
  }
  return text;
}

void add_nodes(Rows& rows, Context& context) {
  const Document& document = context.document;
  const std::vector<std::string> keys = node_keys(document);
  for (std::uint32_t i = 0; i < document.nodes.size(); ++i) {
    const Node& node = document.nodes[i];
    std::string text(document.text(node.text));
    if (node.table != kNone) text += table_text(document, document.tables[node.table]);
    const std::string_view role = name_of(node.role);
    rows.add(context, node.plan, node.span,
             {context.ids.node(i), keys[i],
              node.parent == kNone ? context.ids.plan(node.plan) : context.ids.node(node.parent),
              std::to_string(node.depth), context.in.word("kind ", name_of(node.kind)),
              context.in.marker(node), std::string(document.text(node.title)),
              role.empty() ? "" : context.in.word("role ", role), std::move(text)});
  }
}

struct TableKind {
  std::string_view name;
  std::span<const char* const> heads;
  void (*add)(Rows& rows, Context& context);
};
constexpr std::array kTables = {TableKind{"targets", kTargetHeads, add_targets},
                                TableKind{"indicators", kIndicatorHeads, add_indicators},
                                TableKind{"tasks", kTaskHeads, add_tasks},
                                TableKind{"references", kReferenceHeads, add_references},
                                TableKind{"nodes", kNodeHeads, add_nodes}};

}  // namespace

std::span<const std::string_view> csv_tables() {
  static const auto kNames = [] {
    std::array<std::string_view, kTables.size()> names;
    for (std::size_t i = 0; i < names.size(); ++i) names[i] = kTables[i].name;
    return names;
  }();
  return kNames;
}

Status write_csv(std::span<const Document> documents, const ExportOptions& options, Sink& sink) {
  const auto table = std::find_if(kTables.begin(), kTables.end(), [&](const TableKind& kind) {
    return kind.name == options.table;
  });
  if (table == kTables.end()) {
    return Error{"export.table", said("there is no table \"%1\"", options.table), "", ""};
  }
  const Words words(options.language);
  sink.write("\xEF\xBB\xBF");
  Rows rows(documents, words, sink);
  rows.heads(table->heads);
  for (const Document& document : documents) {
    Context context(document, words);
    table->add(rows, context);
  }
  sink.drain();
  return Done{};
}

std::string csv_cell(std::string_view text) {
  const bool formula =
      !text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos;
  std::string cell = xml_text(text);
  if (formula && !is_decimal(text)) cell.insert(0, 1, '\'');
  if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
  std::string quoted = "\"";
  for (const char c : cell) quoted.append(c == '"' ? 2 : 1, c);
  return quoted + '"';
}

}  // namespace gangmu
