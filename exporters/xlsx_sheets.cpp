#include "exporters/xlsx_sheets.h"

#include <algorithm>

#include "exporters/ids.h"

namespace gangmu {

void add_contents(Workbook& book, std::span<Described> documents, Typed* typed) {
  const bool paged =
      documents.empty() || std::any_of(documents.begin(), documents.end(), [](const Described& in) {
        return !in.document().source.pages.empty();
      });
  std::vector<ColumnHead> columns = {{msg("Level"), 7},
                                     {msg("Marker"), 13},
                                     {msg("Heading"), 70},
                                     {msg("Kind"), 14},
                                     {msg("Line"), 9}};
  if (paged) columns.insert(columns.end() - 1, {msg("Page"), 7});
  PlanSheet sheet(book, msg("Contents"), columns, kNone, 2, documents);
  const auto add = [&](Described& in, int level, CellContent marker, CellContent title,
                       std::string kind, Span span, std::string key) {
    const Place place = in.place(span);
    std::vector<CellContent> cells = {{std::to_string(level), Look::centred, true},
                                      std::move(marker),
                                      std::move(title),
                                      {std::move(kind), Look::centred},
                                      {std::to_string(place.lines.first), Look::centred, true}};
    if (paged) {
      cells.insert(cells.end() - 1,
                   {place.page ? std::to_string(*place.page) : "", Look::centred, true});
    }
    sheet.add(std::move(cells), std::move(key), level);
  };
  for (Described& in : documents) {
    const Document& document = in.document();
    const std::vector<std::string> keys = node_keys(document);
    for (std::uint32_t p = 0; p < document.plans.size(); ++p) {
      const Plan& plan = document.plans[p];
      add(in, 0, {std::string(document.text(plan.label)), Look::strong},
          {in.plan_title(p), Look::strong}, in.word("document ", name_of(plan.kind)), plan.span,
          in.plan_title(p));
      for (std::uint32_t i = plan.first_node; i < plan.last_node; ++i) {
        const Node& node = document.nodes[i];
        if (!is_listed(node)) continue;
        const std::string title = node.title.empty() ? excerpt(document.text(node.text), kExcerpt)
                                                     : std::string(document.text(node.title));
        const auto indent = static_cast<std::uint8_t>(std::min<int>(node.depth, 10));
        add(in, node.depth, {in.marker(node)}, {title, Look::text, false, indent},
            in.word("kind ", name_of(node.kind)), node.span, keys[i]);
      }
    }
  }
  sheet.finish(typed);
}

void add_boxes(Workbook& book, std::span<Described> documents, Typed* typed) {
  PlanSheet sheet(book, msg("Boxes"),
                  {{msg("Plan"), 40},
                   {msg("Box"), 32},
                   {msg("Marker"), 9},
                   {msg("Heading"), 24},
                   {msg("Content"), 80},
                   place_head(msg("Source"), 14, documents)},
                  0, 4, documents);
  for (Described& in : documents) {
    const Document& document = in.document();
    const std::vector<std::string> keys = node_keys(document);
    for (std::uint32_t i = 0; i < document.nodes.size(); ++i) {
      const Node& box = document.nodes[i];
      if (box.kind != NodeKind::box) continue;
      const std::string plan = in.plan_title(box.plan), name = in.heading(box);
      sheet.add({{plan},
                 {name, Look::strong},
                 {},
                 {},
                 {std::string(document.text(box.text))},
                 {in.place_text(box.span)}},
                keys[i]);
      for (std::uint32_t j = i + 1; j < box.end; ++j) {
        const Node& node = document.nodes[j];
        std::string content(document.text(node.text));
        if (node.table != kNone) {
          content += fill(book.words()(msg("(see sheet \"%1\")")), {book.words()(msg("Tables"))});
        }
        sheet.add({{plan},
                   {name},
                   {in.marker(node), Look::centred},
                   {std::string(document.text(node.title))},
                   {content},
                   {in.place_text(node.span)}},
                  keys[j]);
      }
      i = std::max(i, box.end - 1);
    }
  }
  sheet.finish(typed);
}

namespace {

// The table's own heading, else that of the box it stands in; its plan where there are several; its
// place.
std::string table_caption(Described& in, const Node& node) {
  std::string caption = in.heading(node);
  if (caption.empty() && node.parent != kNone)
    caption = in.heading(in.document().nodes[node.parent]);
  if (!caption.empty()) caption += "  ";
  if (!in.one_plan()) caption += in.plan_title(node.plan) + "  ";
  return caption + in.place_text(node.span);
}

// Columns of tables whose widths and places are thought of.
constexpr std::size_t kFixed = 60;

// The columns of a table most of whose cells below the head are short: numbers, units, words.
std::vector<bool> short_columns(const Document& document, const Table& table) {
  constexpr int kShort = 12;
  std::vector<int> balance(kFixed);
  for (std::size_t r = table.header_rows; r < table.rows.size(); ++r) {
    std::size_t column = 0;
    for (const Cell& cell : table.rows[r]) {
      if (column >= kFixed) break;
      const bool is_short = columns_of(document.text(cell.text)) <= kShort;
      if (cell.column_span <= 1 && table.rows[r].size() > 1) balance[column] += is_short ? 1 : -1;
      column += cell.column_span;
    }
  }
  std::vector<bool> mostly;
  for (const int more : balance) mostly.push_back(more > 0);
  return mostly;
}

// The columns that a table has by its fullest row.
std::uint32_t width_of(const Table& table) {
  std::size_t cells = 1;
  for (const auto& row : table.rows) cells = std::max(cells, row.size());
  return static_cast<std::uint32_t>(cells);
}

std::vector<std::vector<Sheet::GridCell>> table_grid(const Document& document, const Table& table) {
  const std::vector<bool> is_short = short_columns(document, table);
  const std::uint32_t width = width_of(table);
  std::vector<std::vector<Sheet::GridCell>> rows;
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    auto& row = rows.emplace_back();
    const bool head = r < table.header_rows;
    std::size_t column = 0;
    for (const Cell& cell : table.rows[r]) {
      const bool centred = cell.column_span <= 1 && column < is_short.size() && is_short[column];
      const Look look = head ? Look::grid_head : centred ? Look::grid_centred : Look::grid;
      // A lone cell is the heading of the rows below it.
      const bool lone = table.rows[r].size() == 1 && !head && cell.row_span == 1;
      const std::uint32_t span =
          lone ? std::max<std::uint32_t>(cell.column_span, width) : cell.column_span;
      row.push_back({{std::string(document.text(cell.text)), lone ? Look::grid : look, !head},
                     cell.row_span,
                     span});
      column += cell.column_span;
    }
  }
  return rows;
}

// Columns as wide as the cells of all tables need, within limits.
std::vector<ColumnHead> table_columns(std::span<Described> documents) {
  constexpr double kNarrowest = 8, kWidest = 40, kEdge = 2;
  std::vector<ColumnHead> columns(6, {nullptr, kNarrowest});
  for (const Described& in : documents) {
    for (const Table& table : in.document().tables) {
      for (const auto& row : table.rows) {
        std::size_t column = 0;
        for (const Cell& cell : row) {
          if (column >= kFixed) break;
          columns.resize(std::max(columns.size(), column + 1), {nullptr, kNarrowest});
          const double need = 1.08 * columns_of(in.document().text(cell.text)) + kEdge;
          double& width = columns[column].width;
          if (cell.column_span <= 1) width = std::clamp(need, width, std::max(width, kWidest));
          column += cell.column_span;
        }
      }
    }
  }
  return columns;
}

}  // namespace

void add_tables(Workbook& book, std::span<Described> documents) {
  Sheet sheet(book, msg("Tables"), table_columns(documents));
  for (Described& in : documents) {
    const Document& document = in.document();
    for (const Node& node : document.nodes) {
      if (node.table == kNone) continue;
      const Table& table = document.tables[node.table];
      sheet.add({{table_caption(in, node), Look::caption}});
      sheet.add_grid(table_grid(document, table));
      sheet.skip_row();
    }
  }
  sheet.finish();
}

namespace {

// All places of a finding but the first, a line each.
template <typename Text>
std::string of_others(const Finding& finding, Text text) {
  std::string out;
  for (std::size_t i = 1; i < finding.sides.size(); ++i) {
    out += (i > 1 ? "\n" : "") + text(finding.sides[i]);
  }
  return out;
}

}  // namespace

void add_review(Workbook& book, std::span<Described> documents, std::span<const Finding> findings,
                Typed* typed) {
  PlanSheet sheet(book, msg("Review"),
                  {{msg("No."), 7},
                   {msg("Kind"), 16},
                   {msg("Degree"), 8},
                   place_head(msg("First place"), 14, documents),
                   {msg("First quote"), 40},
                   place_head(msg("Second place"), 14, documents),
                   {msg("Second quote"), 40},
                   {msg("Explanation"), 44},
                   {msg("Decision"), 30}},
                  kNone, 7, documents);
  const Words& words = book.words();
  const auto place = [&](const Finding::Side& side) {
    Described& in = documents[side.document];
    const bool named = !in.one_plan() && side.plan != kNone;
    return in.place_text(side.span) + (named ? "\n" + in.plan_title(side.plan) : "");
  };
  const auto quote = [](const Finding::Side& side) { return excerpt(side.quote, kQuoted); };
  std::size_t ordinal = 0;
  for (const Finding& finding : findings) {
    sheet.add(
        {{std::to_string(++ordinal), Look::centred, true},
         {std::string(words("code " + std::string(finding.code)))},
         {std::string(words("degree " + std::string(name_of(finding.degree)))), Look::centred},
         {place(finding.sides.front())},
         {quote(finding.sides.front())},
         {of_others(finding, place)},
         {of_others(finding, quote)},
         {explained(words, finding.code, finding.message, finding.args)},
         {}},
        finding.key);
  }
  if (ordinal == 0 && !documents.empty()) {
    // With a key, as rows without one are somebody's own.
    sheet.add({{}, {}, {}, {}, {}, {}, {}, {std::string(words(msg("nothing to review")))}, {}},
              "nothing");
  }
  sheet.finish(typed);
}

}  // namespace gangmu
