// dump: any stage of the pipeline, one item a line. A stage is one row of kStages.
#include <fmt/format.h>

#include <array>

#include "cli/dump_stages.h"
#include "cli/input.h"
#include "cli/output.h"
#include "cli/verbs.h"
#include "exporters/ids.h"
#include "gangmu.h"

namespace gangmu::cli {

namespace {

// A text in quotation marks on one line; a backslash marks what would end it.
std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) {
      out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  return out + "\"";
}

// " name="…"" for fields that are there.
std::string field(std::string_view name, std::string_view text) {
  return text.empty() ? "" : fmt::format(" {}={}", name, quoted(text));
}

std::string place(const Document& document, Span span) {
  const LineRange lines = document.source.lines_of(span);
  return fmt::format("{}-{} [{},{})", lines.first, lines.last, span.begin, span.end);
}

void dump_text(const Document& document, const Grammar&) { print(document.source.text); }

std::string candidate_text(const Candidate& candidate, const Grammar& grammar) {
  const Rule& rule = grammar.rules(Stage::outline)[candidate.rule];
  return fmt::format(" {}@{}", rule.name, name_of(candidate.place));
}

void dump_lines(const Document& document, const Grammar& grammar) {
  const LaidOut laid = lay_out(document, grammar);
  print(fmt::format("measure {} columns\n", laid.layout.measure));
  for (const LayoutLine& line : laid.layout.lines) {
    std::string text = fmt::format("{} width={} indent={} gap={}", place(laid.document, line.span),
                                   line.width, line.indent, line.gap);
    if (line.trailing) text += " trailing";
    if (line.page_start) text += " page";
    if (line.glued) text += " glued";
    const std::string_view source = laid.document.source.text;
    print(text + " " + quoted(source.substr(line.span.begin, line.span.size())) + "\n");
  }
}

void dump_blocks(const Document& document, const Grammar& grammar) {
  const LaidOut laid = lay_out(document, grammar);
  for (const Block& block : laid.layout.blocks) {
    const Span span = laid.document.source_of(block.clean);
    std::string text = place(laid.document, span);
    if (block.sure_end) text += " sure_end";
    if (block.complete) text += " complete";
    for (std::uint32_t c = block.first_candidate; c < block.last_candidate; ++c) {
      text += candidate_text(laid.layout.candidates[c], grammar);
    }
    print(text + " " + quoted(laid.document.text(block.clean)) + "\n");
  }
}

void dump_node(const Document& document, const Ids& ids, std::uint32_t index) {
  const Node& node = document.nodes[index];
  std::string line = fmt::format("{}{} {} {}", std::string(2u * node.depth, ' '), ids.node(index),
                                 name_of(node.kind), place(document, node.span));
  if (node.number >= 0) line += fmt::format(" number={}", node.number);
  if (node.zone != Zone::body) line += node.zone == Zone::front ? " front" : " back";
  if (node.run_in) line += " run_in";
  line += field("role", name_of(node.role)) + field("marker", document.text(node.marker)) +
          field("title", document.text(node.title)) + field("close", document.text(node.close)) +
          field("text", document.text(node.text));
  if (node.table != kNone) {
    for (const auto& row : document.tables[node.table].rows) {
      line += " |";
      for (const Cell& cell : row) line += " " + quoted(document.text(cell.text));
    }
  }
  print(line + "\n");
}

void dump_nodes(const Document& document, const Grammar&) {
  const Ids ids(document);
  for (std::uint32_t p = 0; p < document.plans.size(); ++p) {
    const Plan& plan = document.plans[p];
    print(fmt::format("{} {} {}{}{}\n", ids.plan(p), name_of(plan.kind), place(document, plan.span),
                      field("label", document.text(plan.label)),
                      field("title", document.text(plan.title))));
    for (std::uint32_t i = plan.first_node; i < plan.last_node; ++i) dump_node(document, ids, i);
  }
  for (const Furniture& piece : document.furniture) {
    print(fmt::format("furniture {} {}{}\n", name_of(piece.kind), place(document, piece.span),
                      field("text", document.text(piece.text))));
  }
}

void dump_targets(const Document& document, const Grammar&) {
  const Ids ids(document);
  for (std::uint32_t i = 0; i < document.targets.size(); ++i) {
    const Target& t = document.targets[i];
    std::string line =
        fmt::format("{} {} {} {} {} {}", ids.target(i), ids.node(t.node), place(document, t.span),
                    name_of(t.status), name_of(t.op), name_of(t.measure));
    line += field("indicator", t.indicator) + field("value", t.value) +
            field("value_high", t.value_high) + field("exact", t.exact) + field("unit", t.unit) +
            field("number", t.number) + field("number_high", t.number_high) +
            field("base_unit", t.base_unit) + field("dimension", t.dimension) +
            field("text_value", t.text_value) + field("relative_to", t.relative_to) +
            field("category", t.category);
    if (t.period) {
      line += fmt::format(" period={}", name_of(t.period->kind));
      if (t.period->start) line += fmt::format(",start={}", *t.period->start);
      if (t.period->end) line += fmt::format(",end={}", *t.period->end);
      if (!t.period->stated) line += ",inherited";
    }
    if (t.binding) line += *t.binding ? " binding" : " expected";
    if (t.baseline != kNone) line += " baseline=" + ids.target(t.baseline);
    if (t.part_of != kNone) line += " part_of=" + ids.target(t.part_of);
    print(line + field("quote", t.quote) + "\n");
  }
}

struct StageRow {
  std::string_view name;
  void (*print)(const Document&, const Grammar&);
  void (*json)(const std::string& name, const Document&, const Grammar&);
  bool laid_out = false;  // asks for what the file itself says of its lines
};
constexpr std::array kStages = {
    StageRow{"text", dump_text, dump_text_json},
    StageRow{"lines", dump_lines, dump_lines_json, true},
    StageRow{"blocks", dump_blocks, dump_blocks_json, true},
    StageRow{"nodes", dump_nodes, dump_nodes_json},
    StageRow{"targets", dump_targets, dump_targets_json},
};

}  // namespace

LaidOut lay_out(const Document& document, const Grammar& grammar) {
  LaidOut out;
  out.document.source = document.source;
  out.layout = layout(&out.document, grammar);
  return out;
}

std::string_view name_of(MarkerPlace place) {
  static constexpr std::array<std::string_view, 4> kPlaces = {"start", "line", "inside", "amid"};
  return kPlaces[static_cast<std::size_t>(place)];
}

std::vector<std::string_view> dump_stages() {
  std::vector<std::string_view> names;
  for (const StageRow& row : kStages) names.push_back(row.name);
  return names;
}

int run_dump(const Options& options) {
  const Result<std::shared_ptr<const Grammar>> grammar = load_grammar(options);
  if (!grammar) {
    print_error(grammar.error());
    return kFailed;
  }
  bool refused = false;
  const int status = for_each_document(options, [&](const Input& input, const Document& document) {
    for (const StageRow& row : kStages) {
      if (row.name != options.stage) continue;
      if (row.laid_out && document.source.stored) {
        print_error({"input.stored",
                     said("\"%1\" is an export, which has no %2", input.path, row.name), input.path,
                     said("dump \"%1\" itself", document.source.name)});
        refused = true;
        continue;
      }
      options.json ? row.json(input.path, document, **grammar) : row.print(document, **grammar);
    }
  });
  return refused ? kFailed : status;
}

}  // namespace gangmu::cli
