// outline, targets, explain: a document in the terminal, or the same part of the JSON export.
#include <fmt/format.h>

#include <algorithm>

#include "cli/input.h"
#include "cli/json_pick.h"
#include "cli/output.h"
#include "cli/verbs.h"
#include "exporters/ids.h"
#include "gangmu.h"

namespace gangmu::cli {

namespace {

// One line of a listing: what it says and the source line it stands for.
struct Row {
  std::string text;
  std::uint32_t line = 0;
};

// Texts to the left, line numbers in a column to the right.
void print_rows(const std::vector<Row>& rows) {
  constexpr int kWidest = 72;
  int width = 0;
  for (const Row& row : rows) width = std::max(width, std::min(columns_of(row.text), kWidest));
  for (const Row& row : rows) print(fmt::format("{}  {:>5}\n", padded(row.text, width), row.line));
}

// Collects the headings of a document, indented by their depth.
class OutlineRows {
 public:
  explicit OutlineRows(const Document& document) : document_(document) {}

  void enter_plan(const Plan& plan) {
    std::string title = printable(document_.text(plan.title));
    if (title.empty()) title = "-";
    rows_.push_back({title, document_.source.line_of(plan.span.begin)});
  }
  void leave_plan(const Plan&) {}
  void enter(const Node& node, std::uint32_t) {
    const std::string heading = heading_of(node);
    if (heading.empty()) return;
    rows_.push_back({std::string(std::size_t{2} * node.depth, ' ') + heading,
                     document_.source.line_of(node.span.begin)});
  }
  void leave(const Node&, std::uint32_t) {}
  const std::vector<Row>& rows() const { return rows_; }

 private:
  std::string heading_of(const Node& node) const {
    constexpr int kBodyColumns = 32;
    const std::string marker = printable(document_.text(node.marker));
    const std::string title = printable(document_.text(node.title));
    if (marker.empty() && title.empty()) return {};
    const std::string body =
        title.empty() ? shortened(printable(document_.text(node.text)), kBodyColumns) : title;
    // A Chinese marker ends in its own punctuation; others need a blank.
    const bool joined = marker.empty() || body.empty() || ends_wide(marker);
    return marker + (joined ? "" : " ") + body;
  }
  static bool ends_wide(const std::string& marker) {
    std::size_t end = marker.size();
    const char32_t last = previous_char(marker, end);
    return is_wide(last) && !is_han(last);
  }

  const Document& document_;
  std::vector<Row> rows_;
};

std::string figure_of(const Target& target) {
  if (target.value.empty()) return target.text_value;
  const std::string range =
      target.value_high.empty() ? target.value : target.value + "-" + target.value_high;
  return range + target.unit;
}

std::string period_of(const std::optional<Period>& period) {
  if (!period) return "";
  std::string text = std::string(name_of(period->kind));
  if (period->start) text += " " + std::to_string(*period->start);
  if (period->start && period->end) text += "-";
  if (period->end) text += (period->start ? "" : " ") + std::to_string(*period->end);
  return text + (period->stated ? "" : " *");
}

using Cells = std::vector<std::string>;

// A table whose columns are as wide as their widest cell, up to a limit.
void print_table(const std::vector<Cells>& rows) {
  constexpr int kWidest = 40;
  std::vector<int> widths;
  for (const Cells& row : rows) {
    widths.resize(std::max(widths.size(), row.size()), 0);
    for (std::size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], std::min(columns_of(row[i]), kWidest));
    }
  }
  for (const Cells& row : rows) {
    std::string line;
    for (std::size_t i = 0; i + 1 < row.size(); ++i) {
      line += padded(shortened(row[i], kWidest), widths[i]) + "  ";
    }
    print(line + row.back() + "\n");
  }
}

// The document as its JSON export, of which each plan keeps the named members.
void print_json(const Document& document, std::initializer_list<std::string_view> keys) {
  std::string json;
  Sink sink([&](std::string_view chunk) { json += chunk; });
  ExportOptions options;
  options.generator_version = GANGMU_VERSION;
  if (const Status status = find_exporter("json")->write({&document, 1}, options, sink); !status) {
    return print_error(status.error());
  }
  sink.drain();
  std::string plans;
  for (const std::string_view plan : json_elements(json_member(json, "plans"))) {
    plans += (plans.empty() ? "" : ",") + json_pick(plan, keys);
  }
  print("{\"source\":" + std::string(json_member(json, "source")) + ",\"plans\":[" + plans + "]}\n");
}

// Several inputs in the terminal are told apart by their names.
void print_name(const Options& options, const Input& input) {
  if (options.inputs.size() > 1 || options.recursive) print(printable(input.path) + ":\n");
}

void print_targets(const Document& document) {
  std::vector<Cells> rows;
  for (const Target& target : document.targets) {
    rows.push_back({std::string(name_of(target.status)), printable(target.indicator),
                    std::string(name_of(target.op)), printable(figure_of(target)),
                    period_of(target.period),
                    std::to_string(document.source.line_of(target.span.begin))});
  }
  print_table(rows);
}

// Whether a span touches the wanted line; 0 wants all.
bool wanted(const Document& document, Span span, std::uint32_t line) {
  if (line == 0) return true;
  const LineRange lines = document.source.lines_of(span);
  return lines.first <= line && line <= lines.last;
}

void explain(const Input& input, const Document& document, std::uint32_t line) {
  const Ids ids(document);
  const auto tell = [&](Span span, const std::string& what, std::uint16_t rule_index) {
    if (!wanted(document, span, line)) return;
    const RuleRef& rule = document.rules[rule_index];
    const std::string place = rule.file.empty()
                                  ? ""
                                  : fmt::format(" ({}:{})", rule.file, rule.line);
    print(printable(fmt::format("{}:{}: {}: {}{}", input.path,
                                document.source.line_of(span.begin), what, rule.name, place)) +
          "\n");
  };
  constexpr int kColumns = 32;
  for (std::uint32_t i = 0; i < document.nodes.size(); ++i) {
    const Node& node = document.nodes[i];
    const std::string words = std::string(document.text(node.marker)) +
                              std::string(document.text(node.title.empty() ? node.text : node.title));
    tell(node.span, fmt::format("{} {} \"{}\"", ids.node(i), name_of(node.kind),
                                shortened(words, kColumns)),
         node.rule);
  }
  for (std::uint32_t i = 0; i < document.targets.size(); ++i) {
    const Target& target = document.targets[i];
    tell(target.span, fmt::format("{} target \"{} {}\"", ids.target(i),
                                  shortened(target.indicator, kColumns), figure_of(target)),
         target.rule);
  }
}

}  // namespace

int run_outline(const Options& options) {
  return for_each_document(options, [&](const Input& input, const Document& document) {
    if (options.json) {
      return print_json(document, {"id", "kind", "title", "label", "period", "span", "front",
                                   "children", "back"});
    }
    print_name(options, input);
    OutlineRows rows(document);
    walk(document, rows);
    print_rows(rows.rows());
  });
}

int run_targets(const Options& options) {
  return for_each_document(options, [&](const Input& input, const Document& document) {
    if (options.json) return print_json(document, {"id", "title", "period", "targets"});
    print_name(options, input);
    print_targets(document);
  });
}

int run_explain(const Options& options) {
  return for_each_document(options, [&](const Input& input, const Document& document) {
    explain(input, document, options.line);
  });
}

}  // namespace gangmu::cli
