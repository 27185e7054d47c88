// outline, targets, explain: a document in the terminal, or the same part of the JSON export.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>

#include "cli/input.h"
#include "cli/json_pick.h"
#include "cli/language.h"
#include "cli/output.h"
#include "cli/platform.h"
#include "cli/terminal.h"
#include "cli/verbs.h"
#include "exporters/by_node.h"
#include "exporters/catalogue.h"
#include "exporters/described.h"
#include "exporters/figure_words.h"
#include "exporters/ids.h"
#include "exporters/json_writer.h"
#include "gangmu.h"

namespace gangmu::cli {

namespace {

// One line of a listing: the source line that it stands for, and what it says.
struct Row {
  std::uint32_t line = 0;
  std::string text;
  bool strong = false;  // the title of a plan
};

// Line numbers in a column to the left, texts to the right; on a terminal cut to its width.
void print_rows(const std::vector<Row>& rows) {
  std::uint32_t last = 1;
  for (const Row& row : rows) last = std::max(last, row.line);
  const int digits = static_cast<int>(std::to_string(last).size());
  constexpr int kGap = 2, kNarrowest = 20;
  const int width = terminal_columns();
  for (const Row& row : rows) {
    const std::string text =
        width > 0 ? shortened(row.text, std::max(width - digits - kGap, kNarrowest)) : row.text;
    print(styled(fmt::format("{:>{}}", row.line, digits), Style::faint) + "  " +
          (row.strong ? styled(text, Style::strong) : text) + "\n");
  }
}

// Collects the headings of a document, indented by their depth. Notes are no headings.
class OutlineRows {
 public:
  explicit OutlineRows(const Document& document) : document_(document) {}

  void enter_plan(const Plan& plan) {
    std::string title = printable(document_.text(plan.title));
    if (title.empty()) title = "-";
    rows_.push_back({document_.source.line_of(plan.span.begin), title, true});
  }
  void leave_plan(const Plan&) {}
  void enter(const Node& node, std::uint32_t) {
    if (node.kind == NodeKind::note) return;
    const std::string heading = heading_of(node);
    if (heading.empty()) return;
    rows_.push_back({document_.source.line_of(node.span.begin),
                     std::string(std::size_t{2} * node.depth, ' ') + heading});
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

std::string figure_of(const Words& words, const Target& target) {
  const std::string value = value_words(words, target);
  const std::string figure = target.value.empty() ? value : value + target.unit;
  return target.falls ? fill(words(msg("down by %1")), {figure}) : figure;
}

// The document as its JSON export, of which each plan keeps the named members.
void print_json(const Document& document, std::initializer_list<std::string_view> keys) {
  const Result<std::string> json = json_export(document);
  if (!json) return print_error(json.error());
  std::string plans;
  for (const std::string_view plan : json_elements(json_member(*json, "plans"))) {
    plans += (plans.empty() ? "" : ",") + json_pick(plan, keys);
  }
  print(json_line("{\"source\":" + std::string(json_member(*json, "source")) + ",\"plans\":[" +
                  plans + "]}") +
        "\n");
}

// Several inputs in the terminal are told apart by their names.
void print_name(const Options& options, const Input& input) {
  if (options.inputs.size() > 1 || options.recursive || input.archive)
    print(styled(printable(input.path), Style::strong) + ":\n");
}

void print_targets(const Document& document, const Words& words) {
  const auto word = [&](const char* id) { return std::string(words(id)); };
  std::vector<Cells> rows = {{word(msg("Line of the text")), word(msg("Status")),
                              word(msg("Indicator of figure")), word(msg("Operator")),
                              word(msg("Value")), word(msg("Period"))}};
  bool inferred = false;
  for (const Target& target : document.targets) {
    std::string period = target.period ? period_words(words, *target.period) : "";
    if (!period.empty() && !target.period->stated) {
      period += " *";
      inferred = true;
    }
    rows.push_back({std::to_string(document.source.line_of(target.span.begin)),
                    std::string(words(std::string("status ").append(name_of(target.status)))),
                    printable(target.indicator), operator_words(words, target.op),
                    printable(figure_of(words, target)), period});
  }
  if (rows.size() == 1) return remark(told("no figures were found"));
  print_table(rows);
  if (inferred) {
    print(word(msg("* inferred: the clause itself does not print the period")) + "\n");
  }
}

std::string joined(const std::vector<std::string>& texts, std::string_view joint) {
  std::string out;
  for (const std::string& text : texts) out += (out.empty() ? "" : std::string(joint)) + text;
  return out;
}

// Who is charged by the duties of a row: "lead A  support B, C".
std::string charged_by(const Described& in, const TaskRow& row) {
  const std::pair<DutyRole, const std::vector<std::uint32_t>*> parts[] = {
      {DutyRole::lead, &row.lead},
      {DutyRole::support, &row.support},
      {DutyRole::joint, &row.joint}};
  std::string out;
  for (const auto& [role, duties] : parts) {
    if (duties->empty()) continue;
    out += (out.empty() ? "" : "  ") + in.word("duty ", name_of(role)) + " " + in.bodies(*duties);
  }
  return printable(out);
}

// The rows of the sheet of tasks.
void print_tasks(const Document& document, const Words& words) {
  constexpr int kColumns = 48;
  const auto word = [&](const char* id) { return std::string(words(id)); };
  const Described in(document, words, false, document.plans.size() == 1);
  std::vector<Cells> rows = {{word(msg("Line of the text")), word(msg("Task")),
                              word(msg("Deadline")), word(msg("Bodies"))}};
  bool inherited = false;
  for (const TaskRow& row : task_rows(document)) {
    std::string deadline = in.deadline(row);
    if (!deadline.empty() && row.deadline_words.empty()) {
      deadline += " *";
      inherited = true;
    }
    rows.push_back({std::to_string(document.source.line_of(row.span.begin)),
                    printable(shortened(in.measure(row), kColumns)), printable(deadline),
                    charged_by(in, row)});
  }
  if (rows.size() == 1) return remark(told("no tasks with a deadline or a body were found"));
  print_table(rows);
  if (inherited) print(word(msg("* not said: the end of the plan")) + "\n");
}

// A row a name, with how often it is named.
void print_names(const Document& document, const Words& words) {
  const auto word = [&](const char* id) { return std::string(words(id)); };
  std::vector<Cells> rows = {{word(msg("Line of the text")), word(msg("Kind of a name")),
                              word(msg("Name of a work")), word(msg("Nature of a work")),
                              word(msg("Times named"))}};
  std::map<std::pair<NameType, std::string>, std::size_t> known;  // by core: its row
  std::vector<int> times = {0};
  for (const Name& name : document.names) {
    const auto [place, fresh] = known.try_emplace({name.type, name.core}, rows.size());
    if (!fresh) {
      ++times[place->second];
      continue;
    }
    times.push_back(1);
    const std::string nature =
        name.nature == Nature::none
            ? std::string()
            : std::string(words(std::string("nature ").append(name_of(name.nature))));
    rows.push_back({std::to_string(document.source.line_of(name.span.begin)),
                    std::string(words(std::string("name ").append(name_of(name.type)))),
                    printable(name.name), nature, ""});
  }
  for (std::size_t i = 1; i < rows.size(); ++i) rows[i].back() = std::to_string(times[i]);
  if (rows.size() == 1) return remark(told("no names were found"));
  print_table(rows);
}

void print_references(const Document& document, const Words& words) {
  const auto word = [&](const char* id) { return std::string(words(id)); };
  std::vector<Cells> rows = {{word(msg("Line of the text")), word(msg("Relation")),
                              word(msg("Document number")), word(msg("Title of a document"))}};
  for (const Reference& reference : document.references) {
    rows.push_back(
        {std::to_string(document.source.line_of(reference.span.begin)),
         std::string(words(std::string("relation ").append(name_of(reference.relation)))),
         printable(reference.number), printable(reference.title)});
  }
  if (rows.size() == 1) return remark(told("no documents in title marks were found"));
  print_table(rows);
}

// Whether a span touches the wanted line; 0 wants all.
bool wanted(const Document& document, Span span, std::uint32_t line) {
  if (line == 0) return true;
  const LineRange lines = document.source.lines_of(span);
  return lines.first <= line && line <= lines.last;
}

// What a rule made, as a line of text or of JSON.
class Explained {
 public:
  Explained(const Input& input, const Document& document, const Options& options)
      : document_(document), path_(told_path(input, document)), options_(options) {}

  void tell(Span span, std::string_view kind, const std::string& id, const std::string& words,
            std::uint16_t rule_index) const {
    if (!wanted(document_, span, options_.line)) return;
    const RuleRef& rule = document_.rules[rule_index];
    const std::uint32_t line = document_.source.line_of(span.begin);
    if (options_.json) return write(line, kind, id, words, rule);
    const std::string place =
        rule.file.empty() ? "" : fmt::format(" ({}:{})", rule.file, rule.line);
    const std::string what = id + (id.empty() ? "" : " ") + std::string(kind);
    print(printable(
              fmt::format("{}:{}: {} \"{}\": {}{}", path_, line, what, words, rule.name, place)) +
          "\n");
  }

 private:
  void write(std::uint32_t line, std::string_view kind, const std::string& id,
             const std::string& words, const RuleRef& rule) const {
    Sink sink([](std::string_view chunk) { print(chunk); });
    JsonWriter json(sink, JsonWriter::Lines::one);
    json.begin_object();
    json.member("name", path_);
    json.member("line", line);
    json.member("kind", kind);
    json.optional_member("id", id);
    json.member("words", words);
    json.member("rule", rule.name);
    json.optional_member("file", rule.file);
    json.member("file_line", rule.line);
    json.end_object();
    sink.write("\n");
    sink.drain();
  }

  const Document& document_;
  const std::string path_;
  const Options& options_;
};

void explain(const Input& input, const Document& document, const Options& options) {
  const Ids ids(document);
  const Words words(language_of(options));
  const Explained explained(input, document, options);
  constexpr int kColumns = 32;
  for (std::uint32_t i = 0; i < document.nodes.size(); ++i) {
    const Node& node = document.nodes[i];
    const std::string own = std::string(document.text(node.marker)) +
                            std::string(document.text(node.title.empty() ? node.text : node.title));
    explained.tell(node.span, name_of(node.kind), ids.node(i), shortened(own, kColumns), node.rule);
  }
  for (std::uint32_t i = 0; i < document.targets.size(); ++i) {
    const Target& target = document.targets[i];
    explained.tell(target.span, "target", ids.target(i),
                   shortened(target.indicator, kColumns) + " " + figure_of(words, target),
                   target.rule);
  }
  for (const Reference& reference : document.references) {
    explained.tell(reference.span, "reference", "", shortened(reference.title, kColumns),
                   reference.rule);
  }
  for (const Duty& duty : document.duties) {
    explained.tell(duty.span, name_of(duty.role), "", joined(duty.bodies, ", "), duty.rule);
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
    if (rows.rows().empty()) return remark(told("no headings were found"));
    print_rows(rows.rows());
  });
}

int run_targets(const Options& options) {
  const Words words(language_of(options));
  return for_each_document(options, [&](const Input& input, const Document& document) {
    if (options.json) return print_json(document, {"id", "title", "period", "targets"});
    print_name(options, input);
    print_targets(document, words);
  });
}

int run_tasks(const Options& options) {
  const Words words(language_of(options));
  return for_each_document(options, [&](const Input& input, const Document& document) {
    if (options.json) return print_json(document, {"id", "title", "period", "tasks", "duties"});
    print_name(options, input);
    print_tasks(document, words);
  });
}

int run_references(const Options& options) {
  const Words words(language_of(options));
  return for_each_document(options, [&](const Input& input, const Document& document) {
    if (options.json) return print_json(document, {"id", "title", "references"});
    print_name(options, input);
    print_references(document, words);
  });
}

int run_names(const Options& options) {
  const Words words(language_of(options));
  return for_each_document(options, [&](const Input& input, const Document& document) {
    if (options.json) return print_json(document, {"id", "title", "names"});
    print_name(options, input);
    print_names(document, words);
  });
}

int run_explain(const Options& options) {
  return for_each_document(options, [&](const Input& input, const Document& document) {
    explain(input, document, options);
  });
}

}  // namespace gangmu::cli
