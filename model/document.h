// The document model: what a file of plans is once it has been read. A value: copyable, comparable
// by its exports, owned by nobody.
//
//   Document
//     source        the text view and where it came from
//     clean, runs   the cleaned text that all fields are cut from, and the way back to the source
//     plans[]       a file may bind several; each owns a range of nodes
//     nodes[]       in reading order; the descendants of nodes[i] are i+1 … nodes[i].end-1
//     tables[]      the cells of table nodes
//     targets[]     figures, each pointing at its node
//     references[]  documents in title marks, and duties[] of bodies, likewise
//     furniture[]   page numbers, running heads, stray URLs: kept, but apart from the tree
//     diagnostics[] what was doubtful, each with a code and a place
//
// Every visible character of the text view stands exactly once: in a plan's label or title, in one
// field of one node (marker, title, close, text, cell), or in furniture. check_invariants() says
// whether that and everything else written here holds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/diagnostic.h"
#include "model/source.h"
#include "model/text.h"

namespace gangmu {

inline constexpr std::uint32_t kNone = 0xFFFFFFFF;

// The kinds of the public contract (grammar/30-outline.toml holds what each looks like). h1 to h4
// are the first to fourth level of GB/T 9704-2012.
enum class NodeKind : std::uint8_t {
  part,  // part, volume or book, counted in words
  chapter,
  section,
  article,
  h1,    // a numeral and a list comma
  h2,    // a numeral in brackets
  h3,    // 1.
  h4,    // (1)
  h5,    // a circled number
  n1,    // decimal outline numbers: 1
  n2,    // 2.3
  n3,    // 2.3.1
  n4,    // 2.3.1.1
  box,   // set apart from the text, with a scope of numbers of its own
  dash,  // opened by a long dash
  lead,  // an unmarked paragraph whose first sentence is its heading
  table,
  figure,
  note,  // under a table or a page
  toc,   // table of contents, one node, its entries as text
  glossary,
  appendix,
  paragraph,
};
inline constexpr int kNodeKindCount = 23;
std::string_view name_of(NodeKind kind);
std::optional<NodeKind> node_kind(std::string_view name);

enum class Role : std::uint8_t { none, situation, guidance, goals, tasks, safeguards, annex };
std::string_view name_of(Role role);  // none is ""
std::optional<Role> role_named(std::string_view name);

// Where a top-level node stands: before the plan proper (cover notice, approval line), in it, or
// behind it (signature, copies).
enum class Zone : std::uint8_t { front, body, back };

// An item of an enumeration inside a paragraph (first …; second …). Both slices lie in the node's
// text; the range begins with the marker.
struct Clause {
  Slice marker;
  Slice range;
};

struct Node {
  NodeKind kind = NodeKind::paragraph;
  Role role = Role::none;
  Zone zone = Zone::body;
  bool run_in = false;      // body follows the title in the same paragraph
  std::uint16_t rule = 0;   // index into Document::rules
  std::uint16_t depth = 1;  // ancestors below the plan + 1
  std::uint32_t plan = 0;
  std::uint32_t parent = kNone;  // kNone: hangs at the plan itself
  std::uint32_t end = 0;         // one past the last descendant
  std::uint32_t table = kNone;   // index into Document::tables for tables
  std::int32_t number = -1;      // the marker's number, -1 when it has none
  Slice marker, title, close, text;
  Span span;  // from the marker or first character to the end of its own text
  std::vector<Clause> clauses;
};

struct Cell {
  Slice text;
  Span span;  // in the text view
  std::uint16_t row_span = 1;
  std::uint16_t column_span = 1;
};
enum class ColumnRole : std::uint8_t { other, indicator, unit, baseline, target, binding };
std::string_view name_of(ColumnRole role);
std::optional<ColumnRole> column_role(std::string_view name);
// A head: its role, its year, and its text.
struct Column {
  ColumnRole role = ColumnRole::other;
  std::optional<int> year;
  std::string name;
};
struct Group {  // a row that names the rows below it
  std::uint32_t row = 0;
  std::string text;
};
struct Table {
  std::vector<std::vector<Cell>> rows;  // every row as printed, header and group rows included
  std::uint32_t header_rows = 0;
  std::vector<Group> groups;
  std::vector<Column> columns;
};

// The column of the grid that each cell begins in, when merged cells cover those below them.
std::vector<std::vector<std::uint32_t>> grid_columns(const Table& table);

enum class PlanKind : std::uint8_t { plan, opinion, scheme, notice, report, law, other };
std::string_view name_of(PlanKind kind);
std::optional<PlanKind> plan_kind(std::string_view name);

// A value read somewhere in the text, with its place.
struct Fact {
  std::string value;
  Span span;
};
struct PlanFacts {
  std::optional<Fact> issuer, doc_number, date, region;  // date: ISO 8601
  std::vector<Fact> addressees;
};

struct Plan {
  PlanKind kind = PlanKind::plan;
  Slice title, label;  // label: what stands above the title
  Span span;           // of the title
  Span label_span;
  std::optional<int> start, end, horizon;  // years
  PlanFacts facts;
  std::uint32_t first_node = 0, last_node = 0;  // half-open range in Document::nodes
};

enum class TargetStatus : std::uint8_t { target, actual, requirement };
enum class Op : std::uint8_t { eq, ge, gt, le, lt, approx, between, rank };
enum class Measure : std::uint8_t { level, increment, growth, share, rank, multiple, flow };
enum class PeriodKind : std::uint8_t { by, during, annual, at };
std::string_view name_of(TargetStatus status);
std::string_view name_of(Op op);
std::string_view name_of(Measure measure);
std::string_view name_of(PeriodKind kind);
std::optional<Op> op_named(std::string_view name);
std::optional<Measure> measure_named(std::string_view name);
std::optional<TargetStatus> status_named(std::string_view name);
std::optional<PeriodKind> period_kind(std::string_view name);

struct Period {
  PeriodKind kind = PeriodKind::by;
  std::optional<int> start, end;  // years
  bool stated = true;             // false: inherited from sentence, paragraph, section or plan
  bool operator==(const Period&) const = default;
};

// By the end of a plan, as what says nothing else inherits it.
std::optional<Period> plan_end(const Plan& plan);

// Where in a node a figure stands.
enum class Field : std::uint8_t { title, text, cell };
std::string_view name_of(Field field);
std::optional<Field> field_named(std::string_view name);

// A number with its unit and operator. Numbers are decimal strings whose digits are those printed;
// an empty string is null.
struct Figure {
  Op op = Op::eq;
  std::string value, value_high, exact, unit;             // as printed; exact: "1/3"
  std::string number, number_high, base_unit, dimension;  // multiplied out
};

// A figure with everything that makes it a target.
struct Target : Figure {
  std::uint32_t node = 0;
  TargetStatus status = TargetStatus::target;
  Measure measure = Measure::level;
  std::string indicator;
  std::uint32_t indicator_id = kNone;
  std::string text_value, relative_to;
  std::optional<Period> period;
  std::string category;
  std::optional<bool> binding;
  bool falls = false;  // the figure is a change to less (down by 14 %)
  std::vector<std::string> marks;
  std::uint32_t baseline = kNone, part_of = kNone;  // indices into Document::targets
  std::vector<std::string> inferred;                // names of fields the clause does not print
  Span span;                                        // the figure: number and unit as printed
  std::string quote;                                // its clause
  Span quote_span;
  Field field = Field::text;
  std::uint32_t row = 0, column = 0;  // for Field::cell
  Slice at;                           // bytes within that field
  std::uint16_t rule = 0;
};

// A document in title marks, once for each place where it is named.
enum class Relation : std::uint8_t { mention, basis, implement, revise, draft };
std::string_view name_of(Relation relation);
std::optional<Relation> relation_named(std::string_view name);
struct Reference {
  std::uint32_t node = 0;
  std::string title;   // without the marks around it
  std::string number;  // of the document, when it is given; else empty
  Relation relation = Relation::mention;
  std::string quote;  // the clause
  Span span;          // title and marks
  std::uint16_t rule = 0;
};

// Who is charged with what the node tells. Bodies stand as the source prints them.
enum class DutyRole : std::uint8_t { lead, support, joint };
std::string_view name_of(DutyRole role);
std::optional<DutyRole> duty_role(std::string_view name);
struct Duty {
  std::uint32_t node = 0;
  DutyRole role = DutyRole::joint;
  std::vector<std::string> bodies;
  std::optional<Period> deadline;
  std::string deadline_words;  // as printed
  std::string quote;           // the words that charge them
  Span span;
  std::uint16_t rule = 0;
};

// A goal without a figure, once for each clause that sets one. What the words say, without the
// time.
struct Goal {
  std::uint32_t node = 0;
  std::string text;
  std::optional<Period> period;
  Span span;
  std::uint16_t rule = 0;
};

// A programme, work or platform that the plan names; phrase: other words in quotation marks.
enum class NameType : std::uint8_t { programme, work, platform, phrase };
std::string_view name_of(NameType type);
std::optional<NameType> name_type(std::string_view name);
// What is done with a work: it is new, goes on, is made larger or better, is planned, is striven
// for.
enum class Nature : std::uint8_t { none, fresh, continued, renewed, planned, sought };
std::string_view name_of(Nature nature);  // none is ""
std::optional<Nature> nature_named(std::string_view name);
struct Name {
  std::uint32_t node = 0;
  std::string name;  // with its head noun, also where a list prints that once behind the last
  std::string core;  // what stands in quotation marks; without them the name
  NameType type = NameType::programme;
  Nature nature = Nature::none;
  Span span;
  std::uint16_t rule = 0;
  // Of a work in a table: where it stands in Table::rows, and the cells of its row for where it is
  // built, which body hosts it, what it costs, when it is built and who is charged, as printed; a
  // number has the unit of its head.
  std::uint32_t row = kNone, column = kNone;
  std::string place, host, investment, years, bodies;
};

// A sentence of a section of tasks or safeguards, by itself or with others of its paragraph what
// somebody is to do. `at`: in Node::text, or in Node::title where the node has no text.
struct Task {
  std::uint32_t node = 0;
  Slice at;  // of clean text
  Span span;
  std::optional<Period> deadline;  // without words: inherited
  std::string deadline_words;      // as printed
};

enum class FurnitureKind : std::uint8_t {
  page_number,
  running_head,
  url,
  chunk_number,
  other,
};
std::string_view name_of(FurnitureKind kind);
std::optional<FurnitureKind> furniture_kind(std::string_view name);
struct Furniture {
  FurnitureKind kind = FurnitureKind::other;
  Slice text;
  Span span;
};

// A rule of the grammar that made something in this document. `file` is empty and `line` 0 for what
// the program does by itself.
struct RuleRef {
  std::string name;  // "outline/h2"
  std::string file;  // of the grammar folder
  int line = 0;
  bool operator==(const RuleRef&) const = default;
};

// One stretch of clean text copied from the source: clean[clean, clean+size) stands for
// source[source, source+size); when sizes differ (a radical) the stretch is a single character.
struct Run {
  Offset clean = 0;
  Offset source = 0;
};

struct Document {
  Source source;
  std::string clean;
  std::vector<Run> runs;  // ascending in `clean`; blanks put between words map to what they replace
  std::vector<Plan> plans;
  std::vector<Node> nodes;
  std::vector<Table> tables;
  std::vector<Target> targets;
  std::vector<Reference> references;
  std::vector<Duty> duties;
  std::vector<Goal> goals;
  std::vector<Name> names;
  std::vector<Task> tasks;
  std::vector<Furniture> furniture;
  std::vector<Diagnostic> diagnostics;
  std::vector<RuleRef> rules;
  std::string grammar_sha256;
  std::vector<std::string> overlays;

  std::string_view text(Slice slice) const {
    return std::string_view(clean).substr(slice.begin, slice.size());
  }
  // The place in the text view that a byte of clean text came from.
  Offset source_of(Offset clean_offset) const;
  // The text view from the first to the last character of a slice; may enclose furniture.
  Span source_of(Slice slice) const;
};

// The clause of a figure, or the cells of the row of a table that it stands in.
std::string whole_quote(const Document& document, const Target& target);

// The breaches of what this header promises, one line each; empty when all holds.
std::vector<std::string> check_invariants(const Document& document);

}  // namespace gangmu
