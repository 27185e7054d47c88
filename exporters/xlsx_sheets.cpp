#include "exporters/xlsx_sheets.h"

#include <algorithm>

#include "exporters/ids.h"

namespace gangmu {

namespace {

// Characters of a heading-less item that are shown in its stead.
constexpr std::size_t kExcerpt = 30;

std::string excerpt(std::string_view text) {
  std::size_t at = 0;
  for (std::size_t n = 0; n < kExcerpt && at < text.size(); ++n) next_char(text, at);
  std::string out(text.substr(0, at));
  if (at < text.size()) out += "\u2026";
  return out;
}

bool is_listed(const Node& node) {
  switch (node.kind) {
    case NodeKind::paragraph:
    case NodeKind::note:
      return false;
    case NodeKind::dash:
    case NodeKind::lead:
    case NodeKind::h5:
      return !node.title.empty();
    default:
      return true;
  }
}

std::string year_text(int year) { return std::to_string(year); }

}  // namespace

std::string Described::place_text(Span span) {
  const Place at = places_.of(span);
  const std::string line = std::to_string(at.lines.first);
  const std::string where =
      at.page ? fill(words_(msg("page %1, line %2")), {std::to_string(*at.page), line})
              : fill(words_(msg("line %1")), {line});
  return named_ ? document_.source.name + " " + where : where;
}

std::string Described::plan_title(std::uint32_t plan) const {
  return std::string(document_.text(document_.plans[plan].title));
}

std::string Described::marker(const Node& node) const { return marker_text(document_, node); }

std::string Described::heading(const Node& node) const {
  std::string text = marker(node);
  const std::string_view title = document_.text(node.title);
  std::size_t end = text.size();
  // A marker that ends in a letter or digit needs a blank before the title.
  if (end > 0 && !title.empty()) {
    const char32_t last = previous_char(text, end);
    if (is_ascii_digit(last) || is_ascii_letter(last) || is_han(last)) text += ' ';
  }
  return text.append(title);
}

std::string Described::printed(Span span) const {
  std::string text;
  for (const char c : std::string_view(document_.source.text).substr(span.begin, span.size())) {
    if (c != '\n' && c != '\r' && c != '\f') text += c;
  }
  return text;
}

std::string Described::word(std::string_view prefix, std::string_view name) const {
  return std::string(words_(std::string(prefix).append(name)));
}

std::string Described::period(const Target& target) const {
  if (!target.period) return {};
  const Period& period = *target.period;
  const std::string start = period.start ? year_text(*period.start) : "";
  const std::string end = period.end ? year_text(*period.end) : "";
  std::string text;
  if (!start.empty() && !end.empty() && start != end) {
    text = fill(words_(msg("%1 to %2")), {start, end});
  } else if (const std::string& year = end.empty() ? start : end; !year.empty()) {
    text = fill(words_(period.kind == PeriodKind::by ? msg("by %1") : msg("%1")), {year});
  }
  if (period.kind == PeriodKind::annual) {
    text = text.empty() ? std::string(words_(msg("each year")))
                        : fill(words_(msg("%1, each year")), {text});
  }
  if (!period.stated && !text.empty()) text = fill(words_(msg("%1 (inferred)")), {text});
  return text;
}

void add_contents(Workbook& book, std::span<Described> documents) {
  Sheet sheet(book, msg("Contents"),
              {{msg("Level"), 7}, {msg("Marker"), 13}, {msg("Heading"), 70}, {msg("Kind"), 14},
               {msg("Page"), 7}, {msg("Line"), 9}});
  const auto add = [&](Described& in, int level, CellContent marker, CellContent title,
                       std::string kind, Span span) {
    const Place place = in.place(span);
    sheet.add({{std::to_string(level), Look::centred, true},
               std::move(marker),
               std::move(title),
               {std::move(kind), Look::centred},
               {place.page ? std::to_string(*place.page) : "", Look::centred, true},
               {std::to_string(place.lines.first), Look::centred, true}},
              level);
  };
  for (Described& in : documents) {
    const Document& document = in.document();
    for (std::uint32_t p = 0; p < document.plans.size(); ++p) {
      const Plan& plan = document.plans[p];
      add(in, 0, {std::string(document.text(plan.label)), Look::strong},
          {in.plan_title(p), Look::strong}, in.word("document ", name_of(plan.kind)), plan.span);
      for (std::uint32_t i = plan.first_node; i < plan.last_node; ++i) {
        const Node& node = document.nodes[i];
        if (!is_listed(node)) continue;
        const std::string title = node.title.empty() ? excerpt(document.text(node.text))
                                                     : std::string(document.text(node.title));
        const auto indent = static_cast<std::uint8_t>(std::min<int>(node.depth, 10));
        add(in, node.depth, {in.marker(node)}, {title, Look::text, false, indent},
            in.word("kind ", name_of(node.kind)), node.span);
      }
    }
  }
  sheet.finish();
}

void add_boxes(Workbook& book, std::span<Described> documents) {
  Sheet sheet(book, msg("Boxes"),
              {{msg("Plan"), 28}, {msg("Box"), 28}, {msg("Marker"), 9}, {msg("Heading"), 24},
               {msg("Content"), 80}, {msg("Source"), 14}});
  for (Described& in : documents) {
    const Document& document = in.document();
    for (std::uint32_t i = 0; i < document.nodes.size(); ++i) {
      const Node& box = document.nodes[i];
      if (box.kind != NodeKind::box) continue;
      const std::string plan = in.plan_title(box.plan), name = in.heading(box);
      sheet.add({{plan}, {name, Look::strong}, {}, {}, {std::string(document.text(box.text))},
                 {in.place_text(box.span)}});
      for (std::uint32_t j = i + 1; j < box.end; ++j) {
        const Node& node = document.nodes[j];
        std::string content(document.text(node.text));
        if (node.table != kNone) {
          content += fill(book.words()(msg("(see sheet \"%1\")")), {book.words()(msg("Tables"))});
        }
        sheet.add({{plan}, {name}, {in.marker(node), Look::centred},
                   {std::string(document.text(node.title))}, {content},
                   {in.place_text(node.span)}});
      }
      i = std::max(i, box.end - 1);
    }
  }
  sheet.finish();
}

void add_tables(Workbook& book, std::span<Described> documents) {
  std::vector<ColumnHead> columns(12, {nullptr, 16});
  columns.front().width = 36;
  Sheet sheet(book, msg("Tables"), columns);
  for (Described& in : documents) {
    const Document& document = in.document();
    for (const Node& node : document.nodes) {
      if (node.table == kNone) continue;
      const Table& table = document.tables[node.table];
      std::string caption = in.heading(node);
      if (!caption.empty()) caption += "  ";
      sheet.add({{caption + in.plan_title(node.plan) + "  " + in.place_text(node.span),
                  Look::caption}});
      std::vector<std::vector<Sheet::GridCell>> rows;
      for (std::size_t r = 0; r < table.rows.size(); ++r) {
        auto& row = rows.emplace_back();
        const bool head = r < table.header_rows;
        for (const Cell& cell : table.rows[r]) {
          row.push_back({{std::string(document.text(cell.text)),
                          head ? Look::grid_head : Look::grid, !head},
                         cell.row_span, cell.column_span});
        }
      }
      sheet.add_grid(rows);
      sheet.skip_row();
    }
  }
  sheet.finish();
}

void add_review(Workbook& book, std::span<Described> documents) {
  Sheet sheet(book, msg("Review"),
              {{msg("No."), 7}, {msg("Kind"), 22}, {msg("Severity"), 9}, {msg("Place"), 16},
               {msg("Explanation"), 44}, {msg("Quote"), 44}, {msg("Decision"), 40}});
  std::size_t ordinal = 0;
  for (Described& in : documents) {
    for (const Diagnostic& doubt : in.document().diagnostics) {
      sheet.add({{std::to_string(++ordinal), Look::centred, true},
                 {in.word("code ", name_of(doubt.code))},
                 {in.word("severity ", name_of(severity_of(doubt.code))), Look::centred},
                 {in.place_text(doubt.span)},
                 {doubt.message},
                 {excerpt(in.printed(doubt.span))},
                 {}});
    }
  }
  sheet.finish();
}

}  // namespace gangmu
