#include "exporters/xlsx_sheets.h"

#include <algorithm>

#include "exporters/ids.h"
#include "exporters/shown_findings.h"

namespace gangmu {

namespace {

class ContentsSheet : public RowsPart {
 public:
  ContentsSheet(Workbook& book, const Overview& all)
      : RowsPart(PlanSheet(book, msg("Contents"), columns(is_paged(all)), kNone, 2, all)),
        paged_(is_paged(all)) {}

 private:
  void add_rows(Described& in) override {
    const Document& document = in.document();
    const std::vector<std::string> keys = node_keys(document);
    for (std::uint32_t p = 0; p < document.plans.size(); ++p) {
      const Plan& plan = document.plans[p];
      add_row(in, 0, {std::string(document.text(plan.label)), Look::strong},
              {in.plan_title(p), Look::strong}, in.word("document ", name_of(plan.kind)), plan.span,
              in.plan_title(p));
      for (std::uint32_t i = plan.first_node; i < plan.last_node; ++i) {
        const Node& node = document.nodes[i];
        if (!is_listed(node)) continue;
        const std::string title = node.title.empty() ? excerpt(document.text(node.text), kExcerpt)
                                                     : std::string(document.text(node.title));
        const auto indent = static_cast<std::uint8_t>(std::min<int>(node.depth, 10));
        add_row(in, node.depth, {in.marker(node)}, {title, Look::text, false, indent},
                in.word("kind ", name_of(node.kind)), node.span, keys[i]);
      }
    }
  }

  static bool is_paged(const Overview& all) { return all.paged() || all.documents().empty(); }
  static std::vector<ColumnHead> columns(bool paged) {
    std::vector<ColumnHead> columns = {{msg("Level"), 7},
                                       {msg("Marker"), 13},
                                       {msg("Heading"), 70},
                                       {msg("Kind"), 14},
                                       {msg("Line"), 9}};
    if (paged) columns.insert(columns.end() - 1, {msg("Page"), 7});
    return columns;
  }
  void add_row(Described& in, int level, CellContent marker, CellContent title, std::string kind,
               Span span, std::string key) {
    const Place place = in.place(span);
    std::vector<CellContent> cells = {{std::to_string(level), Look::centred, true},
                                      std::move(marker),
                                      std::move(title),
                                      {std::move(kind), Look::centred},
                                      {std::to_string(place.lines.first), Look::centred, true}};
    if (paged_) {
      cells.insert(cells.end() - 1,
                   {place.page ? std::to_string(*place.page) : "", Look::centred, true});
    }
    sheet_.add(std::move(cells), std::move(key), level);
  }

  const bool paged_;
};

class BoxesSheet : public RowsPart {
 public:
  BoxesSheet(Workbook& book, const Overview& all)
      : RowsPart(PlanSheet(book, msg("Boxes"),
                           {{msg("Plan"), 40},
                            {msg("Box"), 32},
                            {msg("Marker"), 9},
                            {msg("Heading"), 24},
                            {msg("Content"), 80},
                            place_head(msg("Source"), 14, all)},
                           0, 4, all)),
        words_(book.words()) {}

 private:
  void add_rows(Described& in) override {
    const Document& document = in.document();
    const std::vector<std::string> keys = node_keys(document);
    for (std::uint32_t i = 0; i < document.nodes.size(); ++i) {
      if (document.nodes[i].kind != NodeKind::box) continue;
      add_box(in, i, keys);
      i = std::max(i, document.nodes[i].end - 1);
    }
  }

  void add_box(Described& in, std::uint32_t index, const std::vector<std::string>& keys) {
    const Document& document = in.document();
    const Node& box = document.nodes[index];
    const std::string plan = in.plan_title(box.plan), name = in.heading(box);
    sheet_.add({{plan},
                {name, Look::strong},
                {},
                {},
                {std::string(document.text(box.text))},
                {in.place_text(box.span)}},
               keys[index]);
    for (std::uint32_t j = index + 1; j < box.end; ++j) {
      const Node& node = document.nodes[j];
      std::string content(document.text(node.text));
      if (node.table != kNone) {
        content += fill(words_(msg("(see sheet \"%1\")")), {words_(msg("Tables"))});
      }
      sheet_.add({{plan},
                  {name},
                  {in.marker(node), Look::centred},
                  {std::string(document.text(node.title))},
                  {content},
                  {in.place_text(node.span)}},
                 keys[j]);
    }
  }

  const Words& words_;
};

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

// The columns of a table most of whose cells below the head are short: numbers, units, words.
std::vector<bool> short_columns(const Document& document, const Table& table) {
  constexpr int kShort = 12;
  std::vector<int> balance(Overview::kThoughtOf);
  for (std::size_t r = table.header_rows; r < table.rows.size(); ++r) {
    std::size_t column = 0;
    for (const Cell& cell : table.rows[r]) {
      if (column >= Overview::kThoughtOf) break;
      const bool is_short = columns_of(document.text(cell.text)) <= kShort;
      if (cell.column_span <= 1 && table.rows[r].size() > 1) balance[column] += is_short ? 1 : -1;
      column += cell.column_span;
    }
  }
  std::vector<bool> mostly;
  mostly.reserve(balance.size());
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
std::vector<ColumnHead> table_columns(const Overview& all) {
  constexpr double kNarrowest = 8, kWidest = 40, kEdge = 2;
  std::vector<ColumnHead> columns;
  for (const int width : all.table_widths()) {
    columns.push_back(
        {nullptr, width == 0 ? kNarrowest : std::clamp(1.08 * width + kEdge, kNarrowest, kWidest)});
  }
  return columns;
}

class TablesSheet : public BookPart {
 public:
  TablesSheet(Workbook& book, const Overview& all)
      : waits_(book.print() || !book.before().empty()),
        sheet_(book, msg("Tables"), table_columns(all)) {}
  void add(Described& in) override {
    const Document& document = in.document();
    for (const Node& node : document.nodes) {
      if (node.table == kNone) continue;
      Drawn table = {table_caption(in, node), table_grid(document, document.tables[node.table])};
      if (waits_) {
        waiting_.push_back(std::move(table));
      } else {
        write(table);
      }
    }
  }
  void finish(Typed*) override {
    for (const Drawn& table : waiting_) write(table);
    sheet_.finish();
  }

 private:
  struct Drawn {
    std::string caption;
    std::vector<std::vector<Sheet::GridCell>> rows;
  };
  void write(const Drawn& table) {
    sheet_.add({{table.caption, Look::caption}});
    sheet_.add_grid(table.rows);
    sheet_.skip_row();
  }

  // Where the rows of other sheets wait, so that the same cells make the same file.
  const bool waits_;
  std::vector<Drawn> waiting_;
  Sheet sheet_;
};

// All places of a finding but the first, a line each.
template <typename Text>
std::string of_others(const Finding& finding, Text text) {
  std::string out;
  for (std::size_t i = 1; i < finding.sides.size(); ++i) {
    out += (i > 1 ? "\n" : "") + text(finding.sides[i]);
  }
  return out;
}

class ReviewSheet : public BookPart {
 public:
  ReviewSheet(Workbook& book, const Overview& all, const ExportOptions& options)
      : words_(book.words()),
        all_(all),
        given_(options.findings.has_value()),
        sheet_(book, msg("Review"),
               {{msg("No."), 7},
                {msg("Kind"), 16},
                {msg("Degree"), 8},
                place_head(msg("First place"), 14, all),
                {msg("First quote"), 40},
                place_head(msg("Second place"), 14, all),
                {msg("Second quote"), 40},
                {msg("Explanation"), 44},
                {msg("Decision"), 30}},
               kNone, 7, all) {
    if (given_) shown_ = *options.findings;
  }

  void add(Described& in) override {
    const std::uint32_t ordinal = documents_++;
    for (std::size_t i = 0; i < in.document().diagnostics.size() && !given_; ++i) {
      own_.push_back(finding_of(in.document(), ordinal, in.document().diagnostics[i]));
    }
  }

  void finish(Typed* typed) override {
    std::size_t ordinal = 0;
    for (const Finding* finding : by_degree(given_ ? shown_ : own_)) write(*finding, ++ordinal);
    if (ordinal == 0 && documents_ > 0) {
      // With a key, as rows without one are somebody's own.
      sheet_.add({{}, {}, {}, {}, {}, {}, {}, {std::string(words_(msg("nothing to review")))}, {}},
                 "nothing");
    }
    sheet_.finish(typed);
  }

 private:
  void write(const Finding& finding, std::size_t ordinal) {
    const auto place = [&](const Finding::Side& side) { return place_of(side); };
    const auto quote = [](const Finding::Side& side) { return excerpt(side.quote, kQuoted); };
    sheet_.add(
        {{std::to_string(ordinal), Look::centred, true},
         {std::string(words_("code " + std::string(finding.code)))},
         {std::string(words_("degree " + std::string(name_of(finding.degree)))), Look::centred},
         {place(finding.sides.front())},
         {quote(finding.sides.front())},
         {of_others(finding, place)},
         {of_others(finding, quote)},
         {explained(words_, finding.code, finding.message, finding.args)},
         {}},
        finding.key);
  }
  // The documents are gone by now.
  std::string place_of(const Finding::Side& side) const {
    const Overview::Named& in = all_.documents()[side.document];
    const bool named = !all_.one_plan() && side.plan != kNone;
    return place_words(words_, {side.lines, side.page}, all_.named() ? in.name : std::string()) +
           (named ? "\n" + in.plans[side.plan] : "");
  }

  const Words& words_;
  const Overview& all_;
  const bool given_;
  std::uint32_t documents_ = 0;
  std::span<const Finding> shown_;
  std::vector<Finding> own_;
  PlanSheet sheet_;
};

}  // namespace

std::unique_ptr<BookPart> contents_sheet(Workbook& book, const Overview& all,
                                         const ExportOptions&) {
  return std::make_unique<ContentsSheet>(book, all);
}

std::unique_ptr<BookPart> boxes_sheet(Workbook& book, const Overview& all, const ExportOptions&) {
  return std::make_unique<BoxesSheet>(book, all);
}

std::unique_ptr<BookPart> tables_sheet(Workbook& book, const Overview& all, const ExportOptions&) {
  return std::make_unique<TablesSheet>(book, all);
}

std::unique_ptr<BookPart> review_sheet(Workbook& book, const Overview& all,
                                       const ExportOptions& options) {
  return std::make_unique<ReviewSheet>(book, all, options);
}

}  // namespace gangmu
