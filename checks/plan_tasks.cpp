#include "checks/plan_tasks.h"

#include <algorithm>
#include <map>
#include <set>

namespace gangmu {

namespace {

// Quotation marks of all kinds, which plans put around names or do not.
bool is_quote(char32_t c) {
  return c == '"' || c == '\'' || (c >= 0x2018 && c <= 0x201F) || c == 0x300A || c == 0x300B ||
         (c >= 0x300C && c <= 0x300F);
}

bool is_heading(const Node& node) {
  switch (node.kind) {
    case NodeKind::paragraph:
    case NodeKind::table:
    case NodeKind::figure:
    case NodeKind::note:
    case NodeKind::toc:
    case NodeKind::glossary:
    case NodeKind::appendix:
    case NodeKind::box:
      return false;
    default:
      return !node.title.empty();
  }
}

// The only time that the words of the section state; who leads it, where all sentences agree.
void set_when_and_who(const Document& document, Span span, std::uint32_t first, std::uint32_t last,
                      Aligned* out) {
  std::set<int> years;
  const auto task = std::lower_bound(document.tasks.begin(), document.tasks.end(), span.begin,
                                     [](const Task& t, Offset at) { return t.span.end <= at; });
  for (auto at = task; at != document.tasks.end() && at->span.begin < span.end; ++at) {
    if (!at->deadline || !at->deadline->stated || !at->deadline->end) continue;
    years.insert(*at->deadline->end);
    out->deadline = at->deadline;
  }
  if (years.size() != 1) out->deadline.reset();
  const auto duty =
      std::lower_bound(document.duties.begin(), document.duties.end(), first,
                       [](const Duty& d, std::uint32_t node) { return d.node < node; });
  for (auto at = duty; at != document.duties.end() && at->node < last; ++at) {
    if (at->role != DutyRole::lead) continue;
    for (const std::string& body : at->bodies) {
      const auto& known = out->leaders;
      if (std::find(known.begin(), known.end(), body) == known.end()) out->leaders.push_back(body);
    }
  }
}

// From where the section begins to where its last paragraph ends.
Span section_span(const Document& document, std::uint32_t node) {
  return {document.nodes[node].span.begin, document.nodes[document.nodes[node].end - 1].span.end};
}

// Whether a box stands between a node and one above it.
bool in_box(const Document& document, std::uint32_t node, std::uint32_t above) {
  for (std::uint32_t at = document.nodes[node].parent; at != above && at != kNone;
       at = document.nodes[at].parent) {
    if (document.nodes[at].kind == NodeKind::box) return true;
  }
  return false;
}

void set_place(const Document& document, Span span, Aligned* out) {
  out->span = span;
  out->lines = document.source.lines_of(span);
  out->page = document.source.page_of(span.begin);
}

std::string heading_above(const Document& document, std::uint32_t node) {
  for (std::uint32_t at = document.nodes[node].parent; at != kNone;
       at = document.nodes[at].parent) {
    const Node& own = document.nodes[at];
    if (!own.title.empty()) {
      return with_marker(document.text(own.marker), document.text(own.title));
    }
  }
  return {};
}

// The sentence of a task that a span stands in; else the first characters of its node.
std::string sentence_around(const Document& document, std::uint32_t node, Span span,
                            std::string_view name, Span* where) {
  const auto at = std::lower_bound(document.tasks.begin(), document.tasks.end(), span.begin,
                                   [](const Task& t, Offset begin) { return t.span.end <= begin; });
  if (at != document.tasks.end() && at->span.begin <= span.begin && at->node == node) {
    *where = at->span;
    return std::string(document.text(at->at));
  }
  *where = span;
  return std::string(name);
}

}  // namespace

std::string plain_text(std::string_view text) {
  std::string out;
  const std::string folded = fold(text);
  for (std::size_t at = 0; at < folded.size();) {
    const char32_t c = next_char(folded, at);
    if (!is_blank(c) && !is_quote(c)) append_char(out, c);
  }
  return out;
}

bool has_task_section(const Document& document, std::uint32_t plan) {
  const Plan& own = document.plans[plan];
  for (std::uint32_t i = own.first_node; i < own.last_node; ++i) {
    if (document.nodes[i].role == Role::tasks) return true;
  }
  return false;
}

bool tells_tasks(const Document& document, std::uint32_t node, bool has_tasks) {
  const Node& own = document.nodes[node];
  return own.zone == Zone::body && (has_tasks ? own.role == Role::tasks : own.role == Role::none);
}

TaskReader::TaskReader(const Grammar& grammar) : weak_(grammar.words("compare_weak")) {}

Bigrams TaskReader::bigrams(std::string_view plain) const {
  Bigrams out;
  char32_t before = 0;  // none: a word that says nothing, or a mark
  for (std::size_t at = 0; at < plain.size();) {
    if (const Word* word = weak_.longest_at(plain, at)) {
      at += word->text.size();
      before = 0;
      continue;
    }
    const char32_t c = next_char(plain, at);
    const bool told = is_han(c) || is_ascii_digit(c) || is_ascii_letter(c) || c > 0xFFFF;
    if (told && before != 0) out.push_back(std::uint64_t{before} << 32 | c);
    before = told ? c : 0;
  }
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<PlanTask> TaskReader::read(const Document& document, std::uint32_t plan,
                                       std::uint32_t ordinal) const {
  const Plan& own = document.plans[plan];
  const bool has_tasks = has_task_section(document, plan);
  std::map<std::string, const Name*> names;  // by plain name, the first
  for (const Name& name : document.names) {
    const bool work = name.type == NameType::programme || name.type == NameType::work;
    if (!work || document.nodes[name.node].plan != plan) continue;
    if (tells_tasks(document, name.node, has_tasks)) names.emplace(plain_text(name.name), &name);
  }
  std::vector<PlanTask> out;
  std::map<std::uint32_t, std::uint32_t> of_node;  // nodes with headings -> tasks
  std::set<std::string> titles;
  const auto parent_of = [&](std::uint32_t node) {
    for (std::uint32_t at = node; at != kNone; at = document.nodes[at].parent) {
      if (const auto known = of_node.find(at); known != of_node.end()) return known->second;
    }
    return kNone;
  };
  for (std::uint32_t i = own.first_node; i < own.last_node; ++i) {
    const Node& node = document.nodes[i];
    if (!is_heading(node) || !tells_tasks(document, i, has_tasks)) continue;
    PlanTask task;
    task.node = i;
    task.parent = parent_of(node.parent);
    task.leaf = true;
    // A box's works do not make the section around it more than a leaf.
    if (task.parent != kNone && !in_box(document, i, out[task.parent].node)) {
      out[task.parent].leaf = false;
    }
    task.plain = plain_text(document.text(node.title));
    task.bigrams = bigrams(task.plain);
    Aligned& shown = task.shown;
    shown.plan = ordinal;
    shown.name = document.text(node.title);
    shown.marker = document.text(node.marker);
    shown.under = heading_above(document, i);
    shown.quote = shown.name;
    if (const auto name = names.find(task.plain); name != names.end()) {
      shown.work = true;
      task.core = plain_text(name->second->core);
    }
    set_place(document, node.span, &shown);
    set_when_and_who(document, section_span(document, i), i, node.end, &shown);
    titles.insert(task.plain);
    of_node.emplace(i, static_cast<std::uint32_t>(out.size()));
    out.push_back(std::move(task));
  }
  std::vector<PlanTask> works;
  for (const auto& [plain, name] : names) {
    if (titles.count(plain) > 0) continue;
    PlanTask task;
    task.node = name->node;
    task.parent = parent_of(name->node);
    task.leaf = true;
    task.plain = plain;
    task.core = plain_text(name->core);
    task.bigrams = bigrams(plain);
    Span where;
    task.shown.quote = sentence_around(document, name->node, name->span, name->name, &where);
    task.shown.plan = ordinal;
    task.shown.name = name->name;
    task.shown.under = heading_above(document, name->node);
    task.shown.work = true;
    set_when_and_who(document, where, 0, 0, &task.shown);
    set_place(document, name->span, &task.shown);
    works.push_back(std::move(task));
  }
  std::sort(works.begin(), works.end(), [](const PlanTask& a, const PlanTask& b) {
    return a.shown.span.begin < b.shown.span.begin;
  });
  std::move(works.begin(), works.end(), std::back_inserter(out));
  return out;
}

}  // namespace gangmu
