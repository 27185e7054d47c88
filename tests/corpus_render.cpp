// What a section of a corpus case shows of a document.
#include <functional>
#include <map>
#include <stdexcept>

#include "checks/check.h"
#include "corpus_cases.h"
#include "parser/layout.h"
#include "parser/quantity.h"

namespace corpus {

namespace {

using gangmu::Document;
using gangmu::Grammar;
using gangmu::Node;
using gangmu::NodeKind;
using Lines = std::vector<std::string>;

std::string str(std::string_view text) { return std::string(text); }

// Blanks at a line's end would be lost in editors.
std::string stripped(std::string line) {
  while (!line.empty() && line.back() == ' ') line.pop_back();
  return line;
}

// -------------------------------------------------------------------------------------- the tree

std::string node_line(const Document& d, const Node& node, bool texts) {
  std::string line = str(name_of(node.kind));
  if (node.kind == NodeKind::paragraph) {
    if (texts) line += " : " + str(d.text(node.text));
  } else {
    if (!node.marker.empty()) line += " " + str(d.text(node.marker));
    line += " | " + str(d.text(node.title)) + " | " + (node.run_in ? "run_in" : "-");
    if (texts && !node.text.empty()) line += " : " + str(d.text(node.text));
  }
  if (node.zone == gangmu::Zone::front) line += " [front]";
  if (node.zone == gangmu::Zone::back) line += " [back]";
  return line;
}

Lines tree(const Document& d, bool all) {
  Lines out;
  for (const auto& plan : d.plans) {
    const bool titled = !plan.title.empty();
    if (titled) {
      std::string line = "plan";
      if (!plan.label.empty()) line += " " + str(d.text(plan.label));
      out.push_back(line + " | " + str(d.text(plan.title)) + " | " + str(name_of(plan.kind)));
    }
    for (std::uint32_t i = plan.first_node; i < plan.last_node; ++i) {
      const Node& node = d.nodes[i];
      if (!all && node.kind == NodeKind::paragraph) continue;
      const std::size_t depth = node.depth - (titled ? 0u : 1u);
      out.push_back(std::string(2 * depth, ' ') + node_line(d, node, all));
    }
  }
  return out;
}

Lines clauses(const Document& d) {
  Lines out;
  for (const Node& node : d.nodes) {
    for (const auto& clause : node.clauses) {
      out.push_back(str(d.text(clause.marker)) + " | " + str(d.text(clause.range)));
    }
  }
  return out;
}

Lines roles(const Document& d) {
  Lines out;
  for (const Node& node : d.nodes) {
    if (node.kind == NodeKind::paragraph) continue;
    out.push_back(str(d.text(node.marker)) + " | " + str(d.text(node.title)) + " | " +
                  str(name_of(node.role)));
  }
  return out;
}

Lines facts(const Document& d) {
  Lines out;
  const auto year = [](const std::optional<int>& y) { return y ? std::to_string(*y) : "-"; };
  const auto fact = [&](const char* name, const std::optional<gangmu::Fact>& value) {
    if (value) out.push_back(std::string(name) + " " + value->value);
  };
  for (const auto& plan : d.plans) {
    const std::string span = year(plan.start) + "-" + year(plan.end);
    out.push_back("period " + (span == "---" ? "-" : span) + " horizon " + year(plan.horizon));
    fact("region", plan.facts.region);
    fact("issuer", plan.facts.issuer);
    fact("doc_number", plan.facts.doc_number);
    fact("date", plan.facts.date);
    for (const auto& addressee : plan.facts.addressees) {
      out.push_back("addressee " + addressee.value);
    }
  }
  return out;
}

// ------------------------------------------------------------------------------------ the tables

std::string column_name(const gangmu::Column& column) {
  std::string out = str(name_of(column.role));
  if (column.year) out += ":" + std::to_string(*column.year);
  return out;
}

Lines tables(const Document& d) {
  Lines out;
  for (const auto& table : d.tables) {
    std::string head = "columns";
    for (const auto& column : table.columns) head += " " + column_name(column);
    out.push_back(head);
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      std::string line = r < table.header_rows ? "head  " : "row   ";
      for (const auto& group : table.groups) {
        if (group.row == r) line = "group ";
      }
      for (std::size_t c = 0; c < table.rows[r].size(); ++c) {
        line += (c > 0 ? " | " : "") + str(d.text(table.rows[r][c].text));
      }
      out.push_back(stripped(line));
    }
  }
  return out;
}

// ----------------------------------------------------------------------------------- the figures

std::string range(const std::string& low, const std::string& high) {
  if (low.empty()) return "-";
  return high.empty() ? low : low + ".." + high;
}

std::string period(const gangmu::Target& target) {
  if (!target.period) return "-";
  const gangmu::Period& p = *target.period;
  std::string out = str(name_of(p.kind));
  if (p.start && p.end && p.start != p.end) {
    out += " " + std::to_string(*p.start) + "-" + std::to_string(*p.end);
  } else if (p.start || p.end) {
    out += " " + std::to_string(p.end ? *p.end : *p.start);
  }
  return p.stated ? out : "(" + out + ")";
}

Lines targets(const Document& d) {
  Lines out;
  for (const auto& t : d.targets) {
    std::string line = str(name_of(t.status)) + " | " + t.indicator + " | " + str(name_of(t.op)) +
                       " | " + range(t.value, t.value_high) + " | " + t.unit + " | " + period(t) +
                       " | " + str(name_of(t.measure));
    const auto tag = [&](const char* name, const std::string& value) {
      if (!value.empty()) line += std::string(" | ") + name + "=" + value;
    };
    const auto link = [](std::uint32_t index) {
      return index == gangmu::kNone ? std::string() : std::to_string(index + 1);
    };
    tag("exact", t.exact);
    tag("text", t.text_value);
    tag("relative", t.relative_to);
    tag("group", t.category);
    if (t.binding) tag("binding", *t.binding ? "yes" : "no");
    for (const auto& mark : t.marks) tag("mark", mark);
    tag("from", link(t.baseline));
    tag("of", link(t.part_of));
    out.push_back(line);
  }
  return out;
}

Lines duties(const Document& d) {
  Lines out;
  for (const auto& duty : d.duties) {
    std::string line = str(name_of(duty.role)) + " |";
    for (const auto& body : duty.bodies) line += (line.back() == '|' ? " " : "; ") + body;
    if (duty.deadline) {
      line += " | " + str(name_of(duty.deadline->kind)) + " " + std::to_string(*duty.deadline->end);
    }
    out.push_back(line);
  }
  return out;
}

std::string deadline(const std::optional<gangmu::Period>& p) {
  if (!p) return "-";
  std::string out = str(name_of(p->kind));
  if (p->kind == gangmu::PeriodKind::during && p->start && p->end) {
    out += " " + std::to_string(*p->start) + "-" + std::to_string(*p->end);
  } else if (p->end) {
    out += " " + std::to_string(*p->end);
  }
  return p->stated ? out : "(" + out + ")";
}

Lines goals(const Document& d) {
  Lines out;
  for (const auto& goal : d.goals) out.push_back(goal.text + " | " + deadline(goal.period));
  return out;
}

Lines names(const Document& d) {
  Lines out;
  for (const auto& name : d.names) {
    std::string line = str(name_of(name.type)) + " | " + name.name + " | " + name.core;
    if (name.nature != gangmu::Nature::none) line += " | " + str(name_of(name.nature));
    out.push_back(line);
  }
  return out;
}

// What tables and the items of lists say of works.
Lines works(const Document& d) {
  Lines out;
  for (const auto& name : d.names) {
    const bool tells = !(name.place + name.investment + name.years).empty();
    if (name.row == gangmu::kNone && !tells) continue;
    std::string line = name.name;
    for (const auto& [key, told] : {std::pair{"place", &name.place},
                                    {"host", &name.host},
                                    {"investment", &name.investment},
                                    {"years", &name.years},
                                    {"bodies", &name.bodies}}) {
      if (!told->empty()) line += " | " + std::string(key) + "=" + *told;
    }
    out.push_back(line);
  }
  return out;
}

Lines tasks(const Document& d) {
  Lines out;
  for (const auto& task : d.tasks) {
    std::string line = str(d.text(task.at)) + " | " + deadline(task.deadline);
    if (!task.deadline_words.empty()) line += " | " + task.deadline_words;
    out.push_back(line);
  }
  return out;
}

Lines references(const Document& d) {
  Lines out;
  for (const auto& reference : d.references) {
    out.push_back(str(name_of(reference.relation)) + " | " + reference.title +
                  (reference.number.empty() ? "" : " | " + reference.number));
  }
  return out;
}

// Each line of the input by itself: its number, or nothing when it holds no figure.
Lines quantities(std::string_view input, const Grammar& grammar) {
  Lines out;
  int number = 0;
  while (!input.empty()) {
    const std::size_t end = input.find('\n');
    const std::string_view line = input.substr(0, end);
    input.remove_prefix(end == input.npos ? input.size() : end + 1);
    ++number;
    gangmu::Folded folded;
    folded.assign(line);
    gangmu::Quantities found;
    gangmu::QuantityReader(grammar).scan(folded.text, &found);
    for (const auto& q : found.figures) {
      const auto begin = folded.back[q.begin], last = folded.back[q.end];
      std::string shown = std::to_string(number) + " " + str(line.substr(begin, last - begin)) +
                          " | " + str(name_of(q.op)) + " | " + range(q.value, q.value_high) +
                          " | " + q.unit + " | " + range(q.number, q.number_high) + " " +
                          q.base_unit + " " + q.dimension;
      if (!q.exact.empty()) shown += " exact=" + q.exact;
      out.push_back(stripped(shown));
    }
  }
  return out;
}

// ------------------------------------------------------------------------------------- the stages

Lines blocks(const Document& parsed, const Grammar& grammar) {
  Document d;
  d.source = parsed.source;
  const gangmu::Layout layout = gangmu::layout(&d, grammar);
  Lines out;
  for (const auto& block : layout.blocks) out.push_back(str(d.text(block.clean)));
  return out;
}

Lines furniture(const Document& d) {
  Lines out;
  for (const auto& piece : d.furniture) {
    out.push_back(str(name_of(piece.kind)) + " | " + str(d.text(piece.text)));
  }
  return out;
}

// The doubts of the parser have a section of their own.
Lines findings(const Document& document, const Grammar& grammar) {
  Lines lines;
  for (const gangmu::Finding& finding : gangmu::check_documents({&document, 1}, grammar)) {
    if (gangmu::code_named(finding.code)) continue;
    std::string line = str(finding.code);
    for (const gangmu::Finding::Side& side : finding.sides) {
      line += " " + std::to_string(side.lines.first);
    }
    lines.push_back(line);
  }
  return lines;
}

Lines diagnostics(const Document& d) {
  Lines out;
  for (const auto& diagnostic : d.diagnostics) {
    out.push_back(std::to_string(d.source.line_of(diagnostic.span.begin)) + " " +
                  str(name_of(diagnostic.code)));
  }
  return out;
}

}  // namespace

Lines render(std::string_view section, std::string_view input, const Document& document,
             const Grammar& grammar) {
  if (section == "outline") return tree(document, false);
  if (section == "tree") return tree(document, true);
  if (section == "clauses") return clauses(document);
  if (section == "roles") return roles(document);
  if (section == "facts") return facts(document);
  if (section == "tables") return tables(document);
  if (section == "targets") return targets(document);
  if (section == "duties") return duties(document);
  if (section == "references") return references(document);
  if (section == "goals") return goals(document);
  if (section == "names") return names(document);
  if (section == "works") return works(document);
  if (section == "tasks") return tasks(document);
  if (section == "quantities") return quantities(input, grammar);
  if (section == "blocks") return blocks(document, grammar);
  if (section == "furniture") return furniture(document);
  if (section == "diagnostics") return diagnostics(document);
  if (section == "findings") return findings(document, grammar);
  throw std::runtime_error("no section is called \"" + std::string(section) + "\"");
}

}  // namespace corpus
