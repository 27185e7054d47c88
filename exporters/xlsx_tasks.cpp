// The sheets that an office works with: tasks to divide, works, documents.
// Columns that staff fill in are left empty.

#include <algorithm>
#include <iterator>

#include "exporters/by_node.h"
#include "exporters/ids.h"
#include "exporters/indicator_rows.h"
#include "exporters/task_rows.h"
#include "exporters/xlsx.h"
#include "exporters/xlsx_sheets.h"

namespace gangmu {

namespace {

// A column of the sheet may have the unit of its head behind the number of the cell.
bool shows(std::string_view column, std::string_view cell) {
  if (column == cell) return true;
  return !cell.empty() && is_ascii_digit(static_cast<unsigned char>(cell.back())) &&
         column.starts_with(cell) &&
         column.find_first_of("0123456789.", cell.size()) == column.npos;
}

// What the cells behind a work in its row say, with the heads of their columns; of works that stand
// in no table, their text.
std::string told_of(const Document& document, const Name& name) {
  const Node& node = document.nodes[name.node];
  if (name.row == kNone) return std::string(document.text(node.text));
  const Table& table = document.tables[node.table];
  const auto& row = table.rows[name.row];
  // What has columns of its own stands once, and mostly at the end.
  std::vector<bool> shown(row.size());
  for (const std::string* column :
       {&name.place, &name.host, &name.investment, &name.years, &name.bodies}) {
    for (std::size_t c = row.size(); c-- > name.column + 1 && !column->empty();) {
      if (shown[c] || !shows(*column, document.text(row[c].text))) continue;
      shown[c] = true;
      break;
    }
  }
  std::string out;
  for (std::size_t c = name.column + 1; c < row.size(); ++c) {
    const std::string_view text = document.text(row[c].text);
    if (text.empty() || shown[c]) continue;
    if (!out.empty()) out += '\n';
    if (c < table.columns.size() && !table.columns[c].name.empty()) {
      out += table.columns[c].name + ": ";
    }
    out += text;
  }
  return out;
}

// Printed are the columns that a meeting needs.
std::vector<ColumnHead> task_columns(const Overview& all, bool print) {
  const auto heading = [&](const char* id, double width) {
    return merged_head(id, print ? 14 : width);
  };
  std::vector<ColumnHead> columns = {unprinted_head(msg("Task number"), 9),
                                     heading(msg("Plan"), 34),
                                     heading(msg("Heading 1"), 20),
                                     heading(msg("Heading 2"), 22),
                                     heading(msg("Heading 3"), 22),
                                     {msg("Measure as printed"), print ? 56.0 : 70.0},
                                     {msg("Aims in figures"), print ? 24.0 : 34.0},
                                     {msg("Deadline"), print ? 12.0 : 16.0},
                                     unprinted_head(msg("Deadline from"), 16),
                                     {msg("Leading bodies"), print ? 14.0 : 20.0},
                                     {msg("Helping bodies"), print ? 14.0 : 24.0}};
  for (const int year : all.years()) {
    columns.push_back(unprinted_head(msg("Work of %1"), 14));
    columns.back().argument = std::to_string(year);
  }
  columns.push_back(unprinted_head(msg("Progress"), 20));
  columns.push_back(unprinted_head(msg("State of completion"), 12));
  columns.push_back(unprinted_head(msg("Problems"), 20));
  columns.push_back(unprinted_head(msg("Next steps"), 20));
  columns.push_back({msg("Remarks"), print ? 12.0 : 16.0});
  columns.push_back(place_head(msg("Source"), print ? 10 : 14, all));
  return columns;
}

// Whether a body has a part in a row; of rows that name none, whether `body` is empty.
bool concerns(const Document& document, const TaskRow& row, const std::string& body) {
  bool none = true;
  for (const auto* duties : {&row.lead, &row.support, &row.joint}) {
    for (const std::uint32_t duty : *duties) {
      const std::vector<std::string>& bodies = document.duties[duty].bodies;
      none = none && bodies.empty();
      if (std::find(bodies.begin(), bodies.end(), body) != bodies.end()) return true;
    }
  }
  return none && body.empty();
}

}  // namespace

std::vector<std::string> bodies_of(std::span<const Document> documents) {
  std::vector<std::string> names;
  bool none = false;
  for (const Document& document : documents) {
    for (const TaskRow& row : task_rows(document)) {
      none = none || concerns(document, row, "");
      for (const auto* duties : {&row.lead, &row.support, &row.joint}) {
        for (const std::uint32_t duty : *duties) {
          const std::vector<std::string>& bodies = document.duties[duty].bodies;
          names.insert(names.end(), bodies.begin(), bodies.end());
        }
      }
    }
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  if (none) names.emplace_back();
  return names;
}

namespace {

class TasksSheet : public RowsPart {
 public:
  TasksSheet(Workbook& book, const Overview& all, const ExportOptions& options)
      : RowsPart(PlanSheet(book, msg("Tasks"), task_columns(all, options.print), 1, 5, all)),
        options_(options),
        columns_(task_columns(all, options.print).size()) {
    const Words& words = book.words();
    sheet_.choices(columns_ - 5,
                   {std::string(words(msg("not begun"))), std::string(words(msg("going on"))),
                    std::string(words(msg("done"))), std::string(words(msg("late")))});
  }

 private:
  void add_rows(Described& in) override {
    const Document& document = in.document();
    const std::vector<std::string> keys = node_keys(document);
    std::size_t sentence = 0;  // of its paragraph
    std::uint32_t before = kNone;
    for (const TaskRow& row : task_rows(document, options_.sentences)) {
      sentence = row.node == before ? sentence + 1 : 1;
      before = row.node;
      ++ordinal_;
      if (options_.body && !concerns(document, row, *options_.body)) continue;
      const std::string key =
          keys[row.node] + (options_.sentences ? "." + std::to_string(sentence) : std::string());
      const auto headings = in.headings(row.node);
      std::vector<CellContent> cells = {{std::to_string(ordinal_), Look::centred, true},
                                        {in.plan_title(document.nodes[row.node].plan)},
                                        {headings[0]},
                                        {headings[1]},
                                        {headings[2]},
                                        {in.measure(row)},
                                        {in.aims(row)},
                                        {in.deadline(row), Look::centred},
                                        {in.deadline_from(row), Look::centred},
                                        {in.leads(row)},
                                        {in.bodies(row.support)}};
      cells.resize(columns_ - 1);
      cells.push_back({in.place_text(row.span)});
      sheet_.add(std::move(cells), key);
    }
  }

  const ExportOptions& options_;
  const std::size_t columns_;  // with the one of plans
  std::size_t ordinal_ = 0;    // the same in the workbooks of single bodies
};

// What stands in lists of plans: `cells` are those between the plan and the place.
struct Listed {
  std::uint32_t node;
  std::string name;
  Span span;
  std::vector<CellContent> cells;
};

// A sheet of all of them, with numbers.
class ListSheet : public RowsPart {
 public:
  ListSheet(Workbook& book, const char* name_id, std::vector<ColumnHead> columns,
            const Overview& all, std::vector<Listed> (*list)(Described&))
      : RowsPart(PlanSheet(book, name_id, framed(std::move(columns), all), 1, 2, all)),
        list_(list) {}

 private:
  void add_rows(Described& in) override {
    const std::vector<std::string> keys = node_keys(in.document());
    for (Listed& item : list_(in)) {
      std::vector<CellContent> cells = {{std::to_string(++ordinal_), Look::centred, true},
                                        {in.plan_title(in.document().nodes[item.node].plan)}};
      std::move(item.cells.begin(), item.cells.end(), std::back_inserter(cells));
      cells.push_back({in.place_text(item.span)});
      sheet_.add(std::move(cells), keys[item.node] + " " + item.name);
    }
  }

  static std::vector<ColumnHead> framed(std::vector<ColumnHead> columns, const Overview& all) {
    columns.insert(columns.begin(), {{msg("No."), 7}, {msg("Plan"), 34}});
    columns.push_back(place_head(msg("Source"), 14, all));
    return columns;
  }

  std::vector<Listed> (*const list_)(Described&);
  std::size_t ordinal_ = 0;
};

std::vector<Listed> works_of(Described& in) {
  const Document& document = in.document();
  const std::vector<Indices> duties = by_node(document, document.duties);
  std::vector<Listed> works;
  for (const Name& name : document.names) {
    if (document.rules[name.rule].name != "names/work") continue;  // of lists, not of sentences
    const Node& node = document.nodes[name.node];
    const Node& list =
        node.table != kNone || node.parent == kNone ? node : document.nodes[node.parent];
    works.push_back({name.node,
                     name.name,
                     name.span,
                     {{name.name},
                      {in.word("name ", name_of(name.type)), Look::centred},
                      {name.nature == Nature::none ? "" : in.word("nature ", name_of(name.nature)),
                       Look::centred},
                      {told_of(document, name)},
                      {name.place},
                      {name.host},
                      {name.investment},
                      {name.years},
                      {name.bodies.empty() ? in.bodies(duties[name.node]) : name.bodies},
                      {in.heading(list)}}});
  }
  return works;
}

std::vector<Listed> references_of(Described& in) {
  std::vector<Listed> references;
  for (const Reference& reference : in.document().references) {
    references.push_back({reference.node,
                          reference.title,
                          reference.span,
                          {{reference.title},
                           {reference.number},
                           {in.word("relation ", name_of(reference.relation)), Look::centred},
                           {reference.quote}}});
  }
  return references;
}

}  // namespace

std::unique_ptr<BookPart> tasks_sheet(Workbook& book, const Overview& all,
                                      const ExportOptions& options) {
  return std::make_unique<TasksSheet>(book, all, options);
}

std::unique_ptr<BookPart> works_sheet(Workbook& book, const Overview& all, const ExportOptions&) {
  return std::make_unique<ListSheet>(book, msg("Works"),
                                     std::vector<ColumnHead>{{msg("Name of a work"), 34},
                                                             {msg("Kind of a name"), 12},
                                                             {msg("Nature of a work"), 10},
                                                             {msg("Content of a work"), 60},
                                                             {msg("Place of a work"), 16},
                                                             {msg("Host of a work"), 20},
                                                             {msg("Total investment"), 12},
                                                             {msg("Years of a work"), 12},
                                                             {msg("Bodies charged"), 24},
                                                             {msg("Listed in"), 30}},
                                     all, works_of);
}

std::unique_ptr<BookPart> references_sheet(Workbook& book, const Overview& all,
                                           const ExportOptions&) {
  return std::make_unique<ListSheet>(book, msg("Documents"),
                                     std::vector<ColumnHead>{{msg("Title of a document"), 60},
                                                             {msg("Document number"), 20},
                                                             {msg("Relation"), 10},
                                                             {msg("Quote"), 60}},
                                     all, references_of);
}

}  // namespace gangmu
