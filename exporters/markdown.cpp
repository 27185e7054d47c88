#include "exporters/markdown.h"

#include <algorithm>

#include "exporters/ids.h"
#include "exporters/utf8.h"
#include "model/walk.h"

namespace gangmu {

namespace {

constexpr std::size_t kHeadingLevels = 6;
constexpr std::size_t kDeepestContainer = 16;  // of quotes and lists, as no plan has
constexpr std::size_t kColumns = 200;          // of a table; what is beyond joins the last

// ---- escapes
// -------------------------------------------------------------------------------------

// Punctuation that means something anywhere in a line. A number sign does at the end of headings.
bool is_special(char c) { return std::string_view("\\`*_[]<~|$#").find(c) != std::string::npos; }

// How many bytes of a line's start make it a quote, a list, a rule or an underline unless an escape
// stands before the last of them; 0 for none.
std::size_t opener(std::string_view line) {
  if (line.empty()) return 0;
  if (std::string_view("+-=>").find(line.front()) != std::string::npos) return 1;
  constexpr std::size_t kLongestNumber = 9;
  std::size_t digits = 0;
  while (digits < line.size() && is_ascii_digit(static_cast<unsigned char>(line[digits]))) ++digits;
  const bool number = digits > 0 && digits <= kLongestNumber && digits < line.size();
  return number && (line[digits] == '.' || line[digits] == ')') ? digits + 1 : 0;
}

// Whether `at` begins the name or number of a character: "&amp;".
bool is_entity(std::string_view line, std::size_t at) {
  constexpr std::size_t kLongestName = 40;
  for (std::size_t i = at + 1; i < line.size() && i < at + kLongestName; ++i) {
    if (line[i] == ';') return true;
    const auto c = static_cast<unsigned char>(line[i]);
    if (!is_ascii_letter(c) && !is_ascii_digit(c) && c != '#') return false;
  }
  return false;
}

std::string_view without_edges(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return line.substr(begin, line.find_last_not_of(" \t") + 1 - begin);
}

void append_escaped(std::string& out, std::string_view line, std::size_t open) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    const bool special = is_special(line[i]) || (line[i] == '&' && is_entity(line, i));
    if (special || i + 1 == open) out += '\\';
    out += line[i];
  }
}

// The lines of a text as they go into Markdown; `inside`: behind something else on their line.
std::vector<std::string> escaped_lines(std::string_view text, bool inside = false) {
  const std::string clean = xml_text(text);
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < clean.size();) {
    const std::size_t end = std::min(clean.find_first_of("\r\n", at), clean.size());
    const std::string_view line = without_edges(std::string_view(clean).substr(at, end - at));
    if (!line.empty()) append_escaped(lines.emplace_back(), line, inside ? 0 : opener(line));
    at = end + 1;
  }
  return lines;
}

std::string joined(const std::vector<std::string>& lines, std::string_view joint) {
  std::string text;
  for (const std::string& line : lines) text.append(text.empty() ? "" : joint).append(line);
  return text;
}

std::string on_one_line(std::string_view text) { return joined(escaped_lines(text, true), " "); }

// ---- blocks
// --------------------------------------------------------------------------------------

// Prints blocks with a blank line between them, inside quotes and list items.
class Blocks {
 public:
  explicit Blocks(Sink& sink) : sink_(sink) {}

  void open_quote() { open("> ", "> "); }
  void open_item() { open("- ", "  "); }
  void close() {
    open_.pop_back();
    same_ = std::min(same_, open_.size());
  }

  void add(const std::vector<std::string>& lines) {
    if (lines.empty()) return;
    separate();
    after_item_ = begins_item();
    for (const std::string& line : lines) {
      for (Container& container : open_) {
        sink_.write(container.begun ? container.rest : container.first);
        container.begun = true;
      }
      sink_.write(line);
      sink_.put('\n');
    }
    same_ = open_.size();
  }

 private:
  struct Container {
    std::string_view first, rest;  // of the first line, of those behind it
    bool begun = false;
  };

  void open(std::string_view first, std::string_view rest) {
    const bool deep = open_.size() >= kDeepestContainer;
    open_.push_back({deep ? "" : first, deep ? "" : rest});
  }

  bool begins_item() const {
    return !open_.empty() && !open_.back().begun && open_.back().first == "- ";
  }

  // The blank line belongs to what the block before and this one both stand in. Items of a list
  // follow one another without.
  void separate() {
    if (!started_) {
      started_ = true;
      return;
    }
    if (begins_item() && after_item_ && same_ + 1 == open_.size()) return;
    std::string blank;
    for (std::size_t i = 0; i < same_ && i < open_.size(); ++i) blank += open_[i].rest;
    sink_.write(blank.substr(0, blank.find_last_not_of(' ') + 1));
    sink_.put('\n');
  }

  Sink& sink_;
  std::vector<Container> open_;
  std::size_t same_ = 0;  // containers that are still those of the block before
  bool started_ = false;
  bool after_item_ = false;  // the block before was the first one of an item
};

// ---- tables
// --------------------------------------------------------------------------------------

using Grid = std::vector<std::vector<std::string>>;

// The cells at their columns; what a merged cell covers is empty.
Grid grid_of(const Document& document, const Table& table) {
  Grid grid(table.rows.size());
  std::vector<std::size_t> taken;  // for each column: the first row that is free
  std::size_t width = 1;
  for (std::size_t r = 0; r < table.rows.size(); ++r) {
    std::size_t column = 0;
    for (const Cell& cell : table.rows[r]) {
      while (column < taken.size() && taken[column] > r) ++column;
      column = std::min(column, kColumns - 1);
      const std::size_t end =
          std::min(column + std::max<std::size_t>(cell.column_span, 1), kColumns);
      taken.resize(std::max(taken.size(), end), 0);
      for (std::size_t at = column; at < end; ++at) {
        taken[at] = std::max(taken[at], r + std::max<std::size_t>(cell.row_span, 1));
      }
      grid[r].resize(std::max(grid[r].size(), column + 1));
      std::string& place = grid[r][column];
      place += (place.empty() ? "" : " ") + on_one_line(document.text(cell.text));
      width = std::max(width, end);
      column = end;
    }
  }
  for (auto& row : grid) row.resize(width);
  return grid;
}

std::string row_line(const std::vector<std::string>& cells) {
  std::string line = "|";
  for (const std::string& cell : cells) line += " " + cell + (cell.empty() ? "|" : " |");
  return line;
}

// A table without a head gets an empty one, which pipe tables must have.
std::vector<std::string> table_lines(const Document& document, const Table& table) {
  std::vector<std::string> lines;
  Grid grid = grid_of(document, table);
  if (grid.empty()) return lines;
  const std::size_t width = grid.front().size();
  if (table.header_rows == 0) grid.insert(grid.begin(), std::vector<std::string>(width));
  for (const auto& row : grid) {
    lines.push_back(row_line(row));
    if (lines.size() > 1) continue;
    std::string rule = "|";
    for (std::size_t i = 0; i < width; ++i) rule += " --- |";
    lines.push_back(std::move(rule));
  }
  return lines;
}

// ---- the document
// --------------------------------------------------------------------------------

// A visitor of walk().
class MarkdownExport {
 public:
  MarkdownExport(const Document& document, Sink& sink) : document_(document), blocks_(sink) {}

  void enter_plan(const Plan& plan) {
    plan_ = &plan;
    titled_ = false;
  }
  void leave_plan(const Plan&) { add_title(); }

  void enter(const Node& node, std::uint32_t) {
    if (node.span.begin >= plan_->span.begin) add_title();  // what stands in front goes in front
    switch (node.kind) {
      case NodeKind::box:
        blocks_.open_quote();
        add_heading(node);
        add_text(document_.text(node.text));
        break;
      case NodeKind::dash:
        blocks_.open_item();
        add_text(std::string(document_.text(node.title))
                     .append(document_.text(node.close))
                     .append(document_.text(node.text)));
        break;
      case NodeKind::table:
      case NodeKind::figure:
        add_caption(node);
        add_text(document_.text(node.text));
        if (node.table != kNone) {
          blocks_.add(table_lines(document_, document_.tables[node.table]));
        }
        break;
      default:
        if (node.title.empty()) {
          add_text(marker_text(document_, node).append(document_.text(node.text)));
        } else {
          add_heading(node);
          add_text(document_.text(node.text));
        }
    }
  }
  void leave(const Node& node, std::uint32_t) {
    if (node.kind == NodeKind::box || node.kind == NodeKind::dash) blocks_.close();
  }

 private:
  void add_title() {
    if (titled_) return;
    titled_ = true;
    add_text(document_.text(plan_->label));
    heading(document_.text(plan_->title), 1);
  }
  void add_heading(const Node& node) {
    heading(heading_text(document_, node), std::size_t{1} + node.depth);
  }
  void heading(std::string_view text, std::size_t level) {
    const std::string line = on_one_line(text);
    if (line.empty()) return;
    blocks_.add({std::string(std::min(level, kHeadingLevels), '#') + " " + line});
  }
  void add_caption(const Node& node) {
    const std::string line = on_one_line(heading_text(document_, node));
    if (!line.empty()) blocks_.add({"**" + line + "**"});
  }
  void add_text(std::string_view text) {
    std::vector<std::string> lines = escaped_lines(text);
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) lines[i] += '\\';
    blocks_.add(lines);
  }

  const Document& document_;
  Blocks blocks_;
  const Plan* plan_ = nullptr;
  bool titled_ = false;
};

}  // namespace

Status write_markdown(std::span<const Document> documents, const ExportOptions&, Sink& sink) {
  if (documents.size() != 1) {
    return Error{"export.many", "format \"markdown\" takes one document to a file", "", ""};
  }
  MarkdownExport out(documents.front(), sink);
  walk(documents.front(), out);
  sink.drain();
  return Done{};
}

std::string markdown_text(std::string_view text) { return joined(escaped_lines(text), "\\\n"); }

}  // namespace gangmu
