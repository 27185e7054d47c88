#include "model/document.h"

#include <algorithm>
#include <array>

namespace gangmu {

namespace {

template <typename Enum, std::size_t N>
std::optional<Enum> named(const std::array<std::string_view, N>& names, std::string_view name) {
  for (std::size_t i = 0; i < N; ++i) {
    if (names[i] == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

constexpr std::array<std::string_view, kNodeKindCount> kNodeKinds = {
    "part",  "chapter", "section", "article", "h1",       "h2",       "h3",       "h4",
    "h5",    "n1",      "n2",      "n3",      "n4",       "box",      "dash",     "lead",
    "table", "figure",  "note",    "toc",     "glossary", "appendix", "paragraph"};
constexpr std::array<std::string_view, 7> kRoles = {"",      "situation",  "guidance", "goals",
                                                    "tasks", "safeguards", "annex"};
constexpr std::array<std::string_view, 7> kPlanKinds = {"plan",   "opinion", "scheme", "notice",
                                                        "report", "law",     "other"};
constexpr std::array<std::string_view, 3> kStatuses = {"target", "actual", "requirement"};
constexpr std::array<std::string_view, 8> kOps = {"eq", "ge",     "gt",      "le",
                                                  "lt", "approx", "between", "rank"};
constexpr std::array<std::string_view, 7> kMeasures = {"level", "increment", "growth", "share",
                                                       "rank",  "multiple",  "flow"};
constexpr std::array<std::string_view, 4> kPeriods = {"by", "during", "annual", "at"};
constexpr std::array<std::string_view, 6> kColumnRoles = {"other",    "indicator", "unit",
                                                          "baseline", "target",    "binding"};
constexpr std::array<std::string_view, 3> kFields = {"title", "text", "cell"};
constexpr std::array<std::string_view, 5> kRelations = {"mention", "basis", "implement", "revise",
                                                        "draft"};
constexpr std::array<std::string_view, 3> kDutyRoles = {"lead", "support", "joint"};
constexpr std::array<std::string_view, 4> kNameTypes = {"programme", "work", "platform", "phrase"};
constexpr std::array<std::string_view, 6> kNatures = {"",        "new",     "continued",
                                                      "renewed", "planned", "sought"};
constexpr std::array<std::string_view, 5> kFurniture = {"page_number", "running_head", "url",
                                                        "chunk_number", "other"};

}  // namespace

std::string_view name_of(NodeKind kind) { return kNodeKinds[static_cast<std::size_t>(kind)]; }
std::optional<NodeKind> node_kind(std::string_view name) {
  return named<NodeKind>(kNodeKinds, name);
}
std::string_view name_of(Role role) { return kRoles[static_cast<std::size_t>(role)]; }
std::optional<Role> role_named(std::string_view name) { return named<Role>(kRoles, name); }
std::string_view name_of(PlanKind kind) { return kPlanKinds[static_cast<std::size_t>(kind)]; }
std::optional<PlanKind> plan_kind(std::string_view name) {
  return named<PlanKind>(kPlanKinds, name);
}
std::string_view name_of(TargetStatus s) { return kStatuses[static_cast<std::size_t>(s)]; }
std::optional<TargetStatus> status_named(std::string_view name) {
  return named<TargetStatus>(kStatuses, name);
}
std::string_view name_of(Op op) { return kOps[static_cast<std::size_t>(op)]; }
std::optional<Op> op_named(std::string_view name) { return named<Op>(kOps, name); }
std::string_view name_of(Measure m) { return kMeasures[static_cast<std::size_t>(m)]; }
std::optional<Measure> measure_named(std::string_view name) {
  return named<Measure>(kMeasures, name);
}
std::string_view name_of(PeriodKind k) { return kPeriods[static_cast<std::size_t>(k)]; }
std::optional<PeriodKind> period_kind(std::string_view name) {
  return named<PeriodKind>(kPeriods, name);
}
std::string_view name_of(ColumnRole r) { return kColumnRoles[static_cast<std::size_t>(r)]; }
std::optional<ColumnRole> column_role(std::string_view name) {
  return named<ColumnRole>(kColumnRoles, name);
}
std::string_view name_of(Field field) { return kFields[static_cast<std::size_t>(field)]; }
std::optional<Field> field_named(std::string_view name) { return named<Field>(kFields, name); }
std::string_view name_of(Relation r) { return kRelations[static_cast<std::size_t>(r)]; }
std::optional<Relation> relation_named(std::string_view name) {
  return named<Relation>(kRelations, name);
}
std::string_view name_of(DutyRole r) { return kDutyRoles[static_cast<std::size_t>(r)]; }
std::optional<DutyRole> duty_role(std::string_view name) {
  return named<DutyRole>(kDutyRoles, name);
}
std::string_view name_of(NameType t) { return kNameTypes[static_cast<std::size_t>(t)]; }
std::optional<NameType> name_type(std::string_view name) {
  return named<NameType>(kNameTypes, name);
}
std::string_view name_of(Nature n) { return kNatures[static_cast<std::size_t>(n)]; }
std::optional<Nature> nature_named(std::string_view name) { return named<Nature>(kNatures, name); }
std::string_view name_of(FurnitureKind k) { return kFurniture[static_cast<std::size_t>(k)]; }
std::optional<FurnitureKind> furniture_kind(std::string_view name) {
  return named<FurnitureKind>(kFurniture, name);
}
std::string_view name_of(Severity severity) {
  constexpr std::array<std::string_view, 3> kNames = {"hint", "warning", "error"};
  return kNames[static_cast<std::size_t>(severity)];
}

std::optional<Period> plan_end(const Plan& plan) {
  if (!plan.end) return std::nullopt;
  return Period{PeriodKind::by, {}, plan.end, false};
}

Offset Document::source_of(Offset offset) const {
  const auto after = std::upper_bound(runs.begin(), runs.end(), offset,
                                      [](Offset at, const Run& run) { return at < run.clean; });
  if (after == runs.begin()) return 0;
  const Run& run = *(after - 1);
  const Offset mapped = run.source + (offset - run.clean);
  // A blank or a replaced character may be longer or shorter than what it stands for.
  const Offset limit = after != runs.end() && after->source >= run.source
                           ? after->source
                           : static_cast<Offset>(source.text.size());
  return std::min(mapped, limit);
}

Span Document::source_of(Slice slice) const {
  if (slice.empty()) {
    const Offset at = source_of(slice.begin);
    return {at, at};
  }
  // The end is one past the last character, not the start of what follows: furniture may lie
  // between the two.
  std::size_t last = slice.end;
  previous_char(clean, last);
  std::size_t source_end = source_of(static_cast<Offset>(last));
  if (source_end < source.text.size()) next_char(source.text, source_end);
  return {source_of(slice.begin), static_cast<Offset>(source_end)};
}

std::vector<std::vector<std::uint32_t>> grid_columns(const Table& table) {
  std::vector<std::vector<std::uint32_t>> out;
  std::vector<std::uint32_t> covered;  // rows below that a merged cell still covers, by column
  for (const auto& row : table.rows) {
    std::vector<std::uint32_t> columns;
    std::vector<std::uint32_t> next = covered;
    for (std::uint32_t& rows : next) rows -= rows > 0;
    std::uint32_t at = 0;
    for (const Cell& cell : row) {
      while (at < covered.size() && covered[at] > 0) ++at;
      columns.push_back(at);
      if (next.size() < at + cell.column_span) next.resize(at + cell.column_span, 0);
      for (std::uint32_t i = 0; i < cell.column_span; ++i) next[at + i] = cell.row_span - 1u;
      at += cell.column_span;
    }
    out.push_back(std::move(columns));
    covered = std::move(next);
  }
  return out;
}

std::string whole_quote(const Document& document, const Target& target) {
  const std::uint32_t table = document.nodes[target.node].table;
  if (target.field != Field::cell || table == kNone ||
      target.row >= document.tables[table].rows.size()) {
    return target.quote;
  }
  std::string out;
  for (const Cell& cell : document.tables[table].rows[target.row]) {
    const std::string_view text = document.text(cell.text);
    if (!out.empty() && !text.empty()) out += ' ';
    out += text;
  }
  return out;
}

}  // namespace gangmu
